//! Paragraph 14-1 and Annex 8: the report. It is confidential.

use serde_json::json;
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Kind, Read, Section, read::put},
};

/// `report_drawn_up`
pub const REPORT: ActPage = ActPage::new("report_drawn_up", "14-1")
    .asks(&[
        Section::new(
            "person",
            &[
                Field::name_part("surname").place("/name/surname").hinted(),
                Field::name_part("first_name").place("/name/first_name"),
                Field::name_part("patronymic").place("/name/patronymic"),
            ],
        ),
        Section::new(
            "report",
            &[
                Field::note("confidential"),
                Field::of("at", Kind::DayTime).needed().place("/at"),
                Field::line("report_place").needed().place("/place"),
                Field::area("circumstances")
                    .needed()
                    .place("/circumstances"),
                Field::area("account").needed().place("/account"),
                Field::line("authorised_person")
                    .needed()
                    .place("/authorised_person/name"),
                Field::line("position").place("/authorised_person/position"),
                Field::signed("signed").place("/authorised_person/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex8)
    .checked()
    .complete(|read: &mut Read, _: &Answers, about: &About| {
        put(&mut read.annex, "/authorised_person/on", json!(about.on));
    });
