//! Paragraphs 20 and 21, Annex 4: the registration card, the portal, the notice to the police.

use serde_json::json;
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Kind, Read, Section, read::put},
};

const DOCUMENTS: &[Field] = &[
    Field::one_of(
        "document_kind",
        &[
            "identity_card",
            "passport",
            "residence_permit",
            "stateless_certificate",
            "birth_certificate",
            "return_certificate",
            "other",
        ],
    )
    .needed()
    .place("/kind"),
    Field::line("number").place("/number"),
    Field::day("document_issued_on").place("/issued_on"),
    Field::day("valid_until").place("/valid_until"),
    Field::line("issued_by").place("/issued_by"),
];

const RELATIVES: &[Field] = &[
    Field::of("kinship", Kind::Kinship)
        .needed()
        .place("/kinship"),
    Field::name_part("surname").place("/name/surname"),
    Field::name_part("first_name").place("/name/first_name"),
    Field::name_part("patronymic").place("/name/patronymic"),
    Field::birth("born").place("/born"),
    Field::line("residence").place("/residence"),
];

const CONVICTIONS: &[Field] = &[
    Field::line("article").needed().place("/article"),
    Field::line("sentence").place("/term"),
    Field::line("served").place("/served"),
    Field::line("served_where").place("/place"),
];

/// `registration_card_filled`
pub const CARD: ActPage = ActPage::new("registration_card_filled", "20")
    .asks(&[
        Section::new(
            "person",
            &[
                Field::name_part("surname")
                    .needed()
                    .place("/name/surname")
                    .hinted(),
                Field::name_part("first_name")
                    .needed()
                    .place("/name/first_name"),
                Field::name_part("patronymic").place("/name/patronymic"),
                Field::one_of("sex", &["female", "male"])
                    .needed()
                    .place("/sex"),
                Field::birth("born").needed().place("/born"),
                Field::line("ethnicity").place("/ethnicity").hinted(),
                Field::line("birthplace").place("/birthplace"),
                Field::area("last_registration").place("/last_registration"),
                Field::line("iin").place("/iin").hinted(),
            ],
        ),
        Section::new(
            "identity-documents",
            &[
                Field::rows("documents", DOCUMENTS)
                    .place("/documents")
                    .hinted(),
                Field::area("no_documents_reason")
                    .place("/no_documents_reason")
                    .hinted(),
            ],
        ),
        Section::new(
            "education",
            &[
                Field::one_of(
                    "education",
                    &[
                        "none",
                        "preschool",
                        "primary",
                        "basic_secondary",
                        "secondary",
                        "vocational",
                        "higher",
                        "not_established",
                    ],
                )
                .place("/education"),
                Field::line("education_note").place("/education_note"),
                Field::line("occupation").place("/occupation"),
            ],
        ),
        Section::new(
            "relatives",
            &[Field::rows("relatives", RELATIVES).place("/relatives")],
        ),
        Section::new(
            "convictions",
            &[Field::rows("convictions", CONVICTIONS).place("/convictions")],
        ),
        Section::new(
            "health",
            &[
                Field::area("past_diseases").place("/past_diseases"),
                Field::area("health").needed().place("/health"),
            ],
        ),
        Section::new(
            "police",
            &[
                Field::line("sent_by").place("/sent_by"),
                Field::one_of("reported_to_police", &["yes", "no", "refused"])
                    .needed()
                    .fact("reported_to_police")
                    .place("/reported_to_police"),
                Field::day("refused_on").fact("refused_on").hinted(),
            ],
        ),
        Section::new(
            "signatories",
            &[
                Field::signed("recipient_signed").place("/signature"),
                Field::line("specialist_name")
                    .needed()
                    .place("/specialist/name"),
                Field::line("position").place("/specialist/position"),
                Field::signed("specialist_signed").place("/specialist/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex4)
    .checked()
    .complete(complete)
    .tried_with(&[r#"{"reported_to_police":"no"}"#]);

fn complete(read: &mut Read, answers: &Answers, about: &About) {
    put(&mut read.annex, "/filled_on", json!(about.on));
    put(&mut read.annex, "/specialist/on", json!(about.on));
    let signed =
        answers.get("recipient_signed") == "yes" && answers.get("specialist_signed") == "yes";
    read.facts.insert("signed".to_owned(), json!(signed));
    if answers.get("reported_to_police") != "refused" {
        read.facts.remove("refused_on");
    }
}

/// `portal_entered`
pub const PORTAL: ActPage = ActPage::new("portal_entered", "20")
    .asks(&[Section::new(
        "",
        &[Field::line("portal_reference").needed().fact("reference")],
    )])
    .tried_with(&[r#"{"reference":"1"}"#]);

/// `police_notified`
pub const POLICE: ActPage = ActPage::new("police_notified", "21")
    .asks(&[Section::new(
        "",
        &[
            Field::note("police_notice"),
            Field::mark("identity").fact("identity"),
        ],
    )])
    .checked();
