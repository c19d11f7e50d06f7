//! Paragraph 9: an application on the form of Annex 1, or a referral; and the other ways in which a file begins.

use serde_json::json;
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Read, Section, read::put},
};

/// How the person is addressed: what the file is called in every list.
pub const ADDRESS: Field = Field::line("address").needed().hinted();

const CATEGORIES: &[&str] = &[
    "citizen",
    "permanent_resident",
    "stateless",
    "other_foreigner",
];

const CHILDREN: &[Field] = &[
    Field::of("kinship", crate::form::Kind::Kinship)
        .needed()
        .place("/kinship"),
    Field::name_part("surname").place("/name/surname"),
    Field::name_part("first_name").place("/name/first_name"),
    Field::name_part("patronymic").place("/name/patronymic"),
    Field::birth("born").needed().place("/born"),
];

/// `application_registered`
pub const APPLICATION: ActPage = ActPage::new("application_registered", "9")
    .asks(&[
        Section::new(
            "person",
            &[
                ADDRESS,
                Field::name_part("surname")
                    .place("/applicant/surname")
                    .hinted(),
                Field::name_part("first_name").place("/applicant/first_name"),
                Field::name_part("patronymic").place("/applicant/patronymic"),
                Field::one_of("category", CATEGORIES)
                    .needed()
                    .fact("category")
                    .first("citizen"),
                Field::line("basis").fact("basis").hinted(),
                Field::mark("applicant_is_minor").fact("applicant_is_minor"),
            ],
        ),
        Section::new(
            "children",
            &[Field::rows("children", CHILDREN)
                .place("/children")
                .hinted()],
        ),
        Section::new(
            "declarations",
            &[
                Field::mark("consent").fact("consent").place("/consent"),
                Field::mark("rules_acknowledged")
                    .fact("rules_acknowledged")
                    .place("/rules_acknowledged"),
                Field::line("rules_version").place("/rules_version"),
                Field::mark("warned").fact("warned").place("/warned"),
            ],
        ),
        Section::new(
            "paper",
            &[
                Field::line("organization").needed().place("/organization"),
                Field::line("head").needed().place("/head"),
                Field::signed("signed").place("/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex1)
    .checked()
    .begins()
    .complete(count_children)
    .tried_with(&[r#"{"consent":true,"rules_acknowledged":true,"warned":true}"#]);

fn count_children(read: &mut Read, _: &Answers, about: &About) {
    let children = read.annex["children"].as_array().map_or(0, Vec::len);
    read.facts.insert("children".to_owned(), json!(children));
    put(&mut read.annex, "/with_children", json!(children > 0));
    put(&mut read.annex, "/on", json!(about.on));
}

/// `referral_registered`
pub const REFERRAL: ActPage = ActPage::new("referral_registered", "9")
    .asks(&[Section::new(
        "",
        &[
            ADDRESS,
            Field::one_of("route", &["authorized_body", "internal_affairs"])
                .needed()
                .fact("route"),
            Field::day("recognised_on").fact("recognised_on").hinted(),
        ],
    )])
    .checked()
    .begins()
    .tried_with(&[r#"{"route":"authorized_body"}"#]);

/// `offence_detected`
pub const OFFENCE: ActPage = ActPage::new("offence_detected", "11")
    .asks(&[Section::new("", &[ADDRESS])])
    .checked()
    .begins();

/// `transferred_in`
pub const TRANSFER: ActPage = ActPage::new("transferred_in", "44")
    .asks(&[Section::new(
        "",
        &[
            ADDRESS,
            Field::line("from_organization").needed().fact("from"),
            Field::line("permit").fact("permit"),
            Field::mark("transfer_consent").fact("consent"),
        ],
    )])
    .checked()
    .begins()
    .tried_with(&[r#"{"from":"1","consent":true}"#]);
