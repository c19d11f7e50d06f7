//! Paragraphs 15 and 16, Annex 3: the resocialization agreement and its extension.

use serde_json::json;
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Read, Section, read::put},
};

/// `agreement_concluded`
pub const CONCLUDED: ActPage = ActPage::new("agreement_concluded", "15")
    .asks(&[
        Section::new(
            "agreement",
            &[
                Field::line("agreement_number")
                    .needed()
                    .fact("number")
                    .place("/number"),
                Field::line("place").needed().place("/place"),
                Field::one_of("mode", &["round_the_clock", "day"])
                    .needed()
                    .fact("mode")
                    .first("round_the_clock"),
                Field::one_of("funding", &["budget", "other"])
                    .needed()
                    .fact("funding")
                    .first("budget"),
                Field::mark("rules_acknowledged").fact("rules_acknowledged"),
                Field::area("information_for")
                    .place("/information_for")
                    .hinted(),
                Field::lines("additional_clauses").place("/additional_clauses"),
            ],
        ),
        Section::new(
            "recipient",
            &[
                Field::name_part("surname")
                    .place("/recipient/surname")
                    .hinted(),
                Field::name_part("first_name").place("/recipient/first_name"),
                Field::name_part("patronymic").place("/recipient/patronymic"),
                Field::line("legal_representative").hinted(),
            ],
        ),
        Section::new(
            "signatories",
            &[
                Field::line("organization").needed().place("/organization"),
                Field::line("head_position")
                    .needed()
                    .place("/represented_by/position"),
                Field::line("head").needed().place("/represented_by/name"),
                Field::line("head_basis").place("/represented_by/basis"),
                Field::signed("head_signed").place("/head/signature"),
                Field::signed("recipient_signed").place("/recipient_signature/signature"),
            ],
        ),
    ])
    .form(FormKind::Annex3)
    .checked()
    .complete(complete)
    .tried_with(&[r#"{"number":"1","mode":"round_the_clock"}"#]);

fn complete(read: &mut Read, answers: &Answers, about: &About) {
    put(&mut read.annex, "/on", json!(about.on));
    put(&mut read.annex, "/from", json!(about.on));
    let head = read.annex["represented_by"]["name"].clone();
    if head.is_string() {
        put(&mut read.annex, "/head/name", head);
    }
    let representative = answers.get("legal_representative").trim();
    if !representative.is_empty() {
        let mut words = representative.splitn(3, ' ');
        let mut part = || match words.next() {
            Some(word) => json!({ "given": word }),
            None => json!("absent"),
        };
        let name = json!({ "surname": part(), "first_name": part(), "patronymic": part() });
        put(&mut read.annex, "/legal_representative", name);
    }
    for (place, field) in [
        ("head", "head_signed"),
        ("recipient_signature", "recipient_signed"),
    ] {
        if answers.get(field) == "yes" {
            put(&mut read.annex, &format!("/{place}/on"), json!(about.on));
        }
    }
}

/// `agreement_extended`
pub const EXTENDED: ActPage = ActPage::new("agreement_extended", "16")
    .asks(&[Section::new(
        "",
        &[
            Field::one_of("extension_ground", &["criminal_case", "hospital_treatment"])
                .needed()
                .fact("ground"),
            Field::day("until").needed().fact("until"),
        ],
    )])
    .checked()
    .tried_with(&[]);
