//! Paragraphs 10–12 and Annex 2: the evaluation sheet. The order gives no pass mark; the people who sign decide.

use serde_json::{Value, json};
use standard::annex::FormKind;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Kind, Read, Section, read::put},
};

/// The four blocks: the name of the field and the rows of the annex that can be marked.
pub const BLOCKS: [(&str, &[u8]); 4] = [
    ("indicators_purpose", &[2, 3, 4, 5, 6]),
    (
        "indicators_actions",
        &[8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ),
    ("indicators_means", &[21, 22, 23, 24, 25, 26, 27]),
    ("indicators_harm", &[29, 30, 31, 32]),
];

const fn block(index: usize) -> Field {
    Field::of(BLOCKS[index].0, Kind::ManyNumbers(BLOCKS[index].1))
}

/// `evaluation_sheet_filled`
pub const EVALUATION_SHEET: ActPage = ActPage::new("evaluation_sheet_filled", "10")
    .asks(&[
        Section::new(
            "assessed-person",
            &[
                Field::name_part("surname").place("/person/surname").hinted(),
                Field::name_part("first_name").place("/person/first_name"),
                Field::name_part("patronymic").place("/person/patronymic"),
            ],
        ),
        Section::new("indicators", &[block(0), block(1), block(2), block(3)]),
        Section::new(
            "conclusion",
            &[
                Field::note("no_pass_mark"),
                Field::one_of("outcome", &["recognised", "not_recognised"])
                    .needed()
                    .fact("outcome")
                    .place("/conclusion"),
            ],
        ),
        Section::new(
            "signatories",
            &[
                Field::signed("person_signed").place("/person_signature/signature"),
                Field::line("organization_name").needed().place("/organization/name"),
                Field::line("organization_position").place("/organization/position"),
                Field::signed("organization_signed").place("/organization/signature"),
                Field::line("body_name").needed().place("/authorized_body/name"),
                Field::line("body_position").place("/authorized_body/position"),
                Field::signed("body_signed").place("/authorized_body/signature"),
                Field::line("police_name").hinted(),
                Field::line("police_position"),
                Field::signed("police_signed"),
            ],
        ),
    ])
    .form(FormKind::Annex2)
    .checked()
    .complete(gather)
    .tried_with(&[
        r#"{"outcome":"recognised","indicators":[2],"signatories":["organization","authorized_body","internal_affairs"]}"#,
    ]);

fn gather(read: &mut Read, answers: &Answers, about: &About) {
    let rows = marked(answers);
    read.facts.insert("indicators".to_owned(), json!(rows));
    put(&mut read.annex, "/indicators", json!(rows));

    let signed = |name: &str| answers.get(name) == "yes";
    let signatories: Vec<&str> = [
        ("organization_signed", "organization"),
        ("body_signed", "authorized_body"),
        ("police_signed", "internal_affairs"),
    ]
    .into_iter()
    .filter(|(field, _)| signed(field))
    .map(|(_, who)| who)
    .collect();
    read.facts
        .insert("signatories".to_owned(), json!(signatories));
    read.facts.insert(
        "assessed_person_signed".to_owned(),
        json!(signed("person_signed")),
    );

    let police = answers.get("police_name").trim();
    if !police.is_empty() {
        let officer = json!({
            "name": police,
            "position": answers.get("police_position").trim(),
            "signature": if signed("police_signed") { "by_hand" } else { "unsigned" },
        });
        put(&mut read.annex, "/internal_affairs", officer);
    }
    for (place, field) in [
        ("person_signature", "person_signed"),
        ("organization", "organization_signed"),
        ("authorized_body", "body_signed"),
        ("internal_affairs", "police_signed"),
    ] {
        if signed(field) && read.annex[place].is_object() {
            put(&mut read.annex, &format!("/{place}/on"), json!(about.on));
        }
    }
}

/// The rows marked in the four blocks, in the order of the annex.
pub fn marked(answers: &Answers) -> Vec<u8> {
    BLOCKS
        .iter()
        .flat_map(|(field, rows)| rows.iter().map(move |row| (field, row)))
        .filter(|(field, row)| answers.all(field).any(|text| text == row.to_string()))
        .map(|(_, row)| *row)
        .collect()
}

/// The totals of the four blocks and of all, for the page "check your answers".
pub fn totals(answers: &Answers) -> [usize; 5] {
    let rows = marked(answers);
    let of = |block: usize| {
        rows.iter()
            .filter(|row| BLOCKS[block].1.contains(row))
            .count()
    };
    [of(0), of(1), of(2), of(3), rows.len()]
}

/// The indicators of a stored sheet, by row.
pub fn marked_in(sheet: &Value) -> Vec<u64> {
    sheet["indicators"]
        .as_array()
        .map(|rows| rows.iter().filter_map(Value::as_u64).collect())
        .unwrap_or_default()
}

/// `identification_waived`
pub const WAIVED: ActPage = ActPage::new("identification_waived", "13-1")
    .asks(&[Section::new(
        "",
        &[
            Field::mark("investigation").fact("investigation"),
            Field::mark("injured_party").fact("injured_party"),
        ],
    )])
    .checked()
    .tried_with(&[r#"{"investigation":true,"injured_party":true}"#]);
