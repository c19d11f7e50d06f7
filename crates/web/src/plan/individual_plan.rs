//! Paragraphs 29 and 32, Annex 6: the individual work plan, its approval by the head, its adjustment.

use serde_json::json;
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Read, Section, read::put},
    services::service::plan_services,
};

const ITEMS: &[Field] = &[
    Field::pick("code", plan_services)
        .needed()
        .fact("code")
        .place("/code"),
    Field::line("measure").place("/measure"),
    Field::line("volume").place("/volume"),
    Field::pick("responsible", crate::services::service::specialists)
        .needed()
        .fact("responsible"),
    Field::line("responsible_name")
        .needed()
        .place("/responsible"),
    Field::day("item_on").place("/on"),
];

/// `plan_drawn_up`
pub const DRAWN_UP: ActPage = ActPage::new("plan_drawn_up", "29")
    .asks(&[
        Section::new(
            "recipient",
            &[
                Field::name_part("surname")
                    .place("/recipient/surname")
                    .hinted(),
                Field::name_part("first_name").place("/recipient/first_name"),
                Field::name_part("patronymic").place("/recipient/patronymic"),
                Field::birth("born").needed().place("/born"),
                Field::day("admitted_on").needed().place("/admitted_on"),
            ],
        ),
        Section::new(
            "plan-period",
            &[
                Field::day("observed_from").needed().place("/observed_from"),
                Field::day("observed_to").needed().place("/observed_to"),
                Field::day("plan_from").needed().fact("from").place("/from"),
                Field::day("plan_to").needed().fact("to").place("/to"),
            ],
        ),
        Section::new(
            "plan-items",
            &[Field::rows("items", ITEMS)
                .needed()
                .fact("items")
                .place("/items")
                .hinted()],
        ),
        Section::new(
            "signatories",
            &[
                Field::line("organization").needed().place("/organization"),
                Field::line("head").needed().place("/approved_by/name"),
                Field::line("specialist_name")
                    .needed()
                    .place("/specialist/name"),
                Field::line("position").place("/specialist/position"),
                Field::signed("specialist_signed").place("/specialist/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex6)
    .checked()
    .complete(|read: &mut Read, _: &Answers, about: &About| {
        put(&mut read.annex, "/specialist/on", json!(about.on));
    })
    .tried_with(&[]);

/// `plan_approved`
pub const APPROVED: ActPage = ActPage::new("plan_approved", "29").checked();

const ADJUSTED_ITEMS: &[Field] = &[
    Field::pick("code", plan_services).needed().fact("code"),
    Field::pick("responsible", crate::services::service::specialists)
        .needed()
        .fact("responsible"),
];

/// `plan_adjusted`
pub const ADJUSTED: ActPage = ActPage::new("plan_adjusted", "32")
    .asks(&[Section::new(
        "",
        &[
            Field::one_of(
                "adjustment_reason",
                &["condition_changed", "earlier", "later"],
            )
            .needed()
            .fact("reason"),
            Field::rows("items", ADJUSTED_ITEMS).fact("items").hinted(),
        ],
    )])
    .checked()
    .complete(|read: &mut Read, _: &Answers, _: &About| {
        if read
            .facts
            .get("items")
            .and_then(|items| items.as_array())
            .is_some_and(Vec::is_empty)
        {
            read.facts.remove("items");
        }
    })
    .tried_with(&[r#"{"reason":"earlier"}"#]);
