//! Papers in free form: every word and value read back, blank and filled, and what stops a paper.

use std::collections::BTreeSet;

use forms::{PaperContent, PaperError, PaperRequest};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use standard::{
    lang::Lang,
    papers::{Field, FieldKind, PaperKind},
};

use crate::paper::{info, run_together, text, words};

const TODAY: Date = date(2022, 12, 8);

fn request(kind: PaperKind, lang: Lang, content: PaperContent) -> PaperRequest {
    PaperRequest {
        kind,
        lang,
        content,
        stamp: None,
    }
}

fn filled(kind: PaperKind, lang: Lang) -> PaperRequest {
    let fields = forms::paper_specimen(kind, lang);
    request(
        kind,
        lang,
        PaperContent::Final {
            fields,
            today: TODAY,
        },
    )
}

fn print(request: &PaperRequest) -> Vec<u8> {
    forms::render_paper(request).unwrap_or_else(|error| panic!("{error}"))
}

fn every() -> impl Iterator<Item = (PaperKind, Lang)> {
    PaperKind::ALL
        .iter()
        .flat_map(|kind| Lang::ALL.map(|lang| (*kind, lang)))
}

/// The texts and days of a paper, as they are to be read.
fn values(fields: &[Field], given: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for field in fields {
        let value = &given[field.id];
        match field.kind {
            FieldKind::Line | FieldKind::Text => found.extend(value.as_str().map(str::to_owned)),
            FieldKind::Number => found.extend(value.as_u64().map(|number| number.to_string())),
            FieldKind::Date if field.id != "on" => found.extend(value.as_str().map(|day| {
                let parts: Vec<&str> = day.split('-').rev().collect();
                parts.join(".")
            })),
            FieldKind::List(columns) => {
                for row in value.as_array().into_iter().flatten() {
                    found.extend(values(columns, row));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_field_and_choice_has_words_in_three_languages() {
    for (kind, lang) in every() {
        for field in kind.fields() {
            let mut ids = vec![field.id];
            if let FieldKind::List(columns) = field.kind {
                ids.extend(columns.iter().map(|column| column.id));
            }
            for id in ids {
                let label = forms::field_label(kind, id, lang);
                assert!(
                    label.is_some_and(|label| !label.is_empty()),
                    "{kind} {lang} {id}"
                );
            }
        }
        assert!(!forms::paper_title(kind, lang).is_empty());
    }
}

#[test]
fn a_blank_paper_has_every_fixed_word_says_that_the_form_is_free_and_takes_two_pages_at_most() {
    for (kind, lang) in every() {
        let pdf = print(&request(kind, lang, PaperContent::Blank));
        let shown = run_together(&text(&pdf));
        for fixed in forms::fixed_words_of_paper(kind, lang) {
            assert!(
                shown.contains(&run_together(&fixed)),
                "{kind} {lang}: {fixed}\n{shown}"
            );
        }
        for field in kind.fields() {
            if matches!(
                field.id,
                "number" | "on" | "addressee" | "organization" | "place" | "officer_position"
            ) || kind.fields()[0].id == field.id
            {
                continue;
            }
            let label = forms::field_label(kind, field.id, lang).unwrap();
            let in_text = law(kind).contains(&format!("{{{}}}", field.id));
            assert!(
                in_text || shown.contains(&run_together(label)),
                "{kind} {lang}: {label}"
            );
        }
        let free = match lang {
            Lang::Kk => "Еркіннысан",
            Lang::Ru => "Произвольнаяформа",
            Lang::En => "Freeform",
        };
        assert!(shown.contains(free), "{kind} {lang}");
        let pages = info(&pdf);
        let pages = pages
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .and_then(|pages| pages.trim().parse::<u32>().ok());
        assert!(pages.is_some_and(|pages| pages <= 2), "{kind} {lang}");
        assert!(
            !shown.contains('{') && !shown.contains('}'),
            "{kind} {lang}: {shown}"
        );
    }
}

fn law(kind: PaperKind) -> String {
    let path = format!(
        "{}/../../law/forms/papers/{kind}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_filled_paper_has_every_value_is_tagged_and_follows_both_standards() {
    for (kind, lang) in every() {
        let given = forms::paper_specimen(kind, lang);
        let pdf = print(&filled(kind, lang));
        let shown = run_together(&text(&pdf));
        for value in values(kind.fields(), &given) {
            assert!(
                shown.contains(&run_together(&value)),
                "{kind} {lang}: {value}\n{shown}"
            );
        }
        let info = info(&pdf);
        assert!(
            info.contains("Tagged:          yes"),
            "{kind} {lang}: {info}"
        );
        assert!(
            info.contains(forms::paper_title(kind, lang)),
            "{kind} {lang}: {info}"
        );
        for mark in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            let found = pdf
                .windows(mark.len())
                .any(|window| window == mark.as_bytes());
            assert!(found, "{kind} {lang}: {mark}");
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for kind in PaperKind::ALL.iter().copied().step_by(6) {
        let request = filled(kind, Lang::Kk);
        assert!(print(&request) == print(&request), "{kind}");
    }
}

#[test]
fn a_paper_whose_data_fail_is_not_printed_as_final_and_says_why() {
    let mut fields = forms::paper_specimen(PaperKind::SupplementaryAgreement, Lang::Ru);
    fields["until"] = json!("2024-01-01");
    fields["evidence"] = json!(" ");
    let request = |content| request(PaperKind::SupplementaryAgreement, Lang::Ru, content);
    let refused = forms::render_paper(&request(PaperContent::Final {
        fields: fields.clone(),
        today: TODAY,
    }));
    let Err(PaperError::NotReady { problems, .. }) = refused else {
        panic!("printed as final");
    };
    let found: BTreeSet<_> = problems
        .iter()
        .map(|problem| (problem.field, problem.problem))
        .collect();
    assert_eq!(
        found,
        BTreeSet::from([("until", "extension-too-long"), ("evidence", "missing")])
    );
    // As a draft it can be looked at, and says that it is one.
    let draft = text(&print(&request(PaperContent::Draft(fields))));
    assert!(draft.contains("ПРОЕКТ"));
    assert!(!text(&print(&filled(PaperKind::SupplementaryAgreement, Lang::Ru))).contains("ПРОЕКТ"));
}

#[test]
fn para_21_no_name_reaches_the_notice_to_police() {
    for lang in Lang::ALL {
        let mut fields = forms::paper_specimen(PaperKind::PoliceNotice, lang);
        let shown = text(&print(&filled(PaperKind::PoliceNotice, lang)));
        assert!(!shown.contains("Мысалова") && !shown.contains("900214"));
        fields["recipient"] = json!("Мысалова");
        for content in [
            PaperContent::Draft(fields.clone()),
            PaperContent::Final {
                fields: fields.clone(),
                today: TODAY,
            },
        ] {
            let refused = forms::render_paper(&request(PaperKind::PoliceNotice, lang, content));
            let error = refused.expect_err("a notice with a name was printed");
            assert!(matches!(error, PaperError::Content { .. }));
            assert!(!error.to_string().contains("Мысалова"));
        }
    }
}

#[test]
fn papers_that_leave_the_house_do_not_say_what_happened() {
    // To a hospital, to guardianship authorities, to the recipient: whoever finds the paper learns nothing of the past.
    for kind in [
        PaperKind::HealthcareReferral,
        PaperKind::GuardianshipNotice,
        PaperKind::ChildHandover,
        PaperKind::RefusalNotice,
        PaperKind::BelongingsReturn,
        PaperKind::RulesAcknowledgement,
    ] {
        for lang in Lang::ALL {
            let shown = text(&print(&filled(kind, lang)));
            assert_eq!(forms::names_what_happened(&shown), None, "{kind} {lang}");
        }
    }
}

/// The longest that each field allows.
fn longest(fields: &[Field]) -> Value {
    fields
        .iter()
        .map(|field| {
            let value = match field.kind {
                FieldKind::Line => json!(
                    "Ұзынсөз"
                        .repeat(60)
                        .chars()
                        .take(field.longest)
                        .collect::<String>()
                ),
                FieldKind::Text => json!(
                    "Ұзақ әңгіме жолы. "
                        .repeat(600)
                        .chars()
                        .take(field.longest)
                        .collect::<String>()
                ),
                FieldKind::Date => json!("2022-11-08"),
                FieldKind::Number => json!(field.longest),
                FieldKind::Choice(names) => json!(names.iter().max_by_key(|name| name.len())),
                FieldKind::Ticks(names) | FieldKind::All(names) => json!(names),
                FieldKind::List(columns) => json!(vec![longest(columns); field.longest.min(8)]),
            };
            (field.id.to_owned(), value)
        })
        .collect::<serde_json::Map<String, Value>>()
        .into()
}

#[test]
fn the_longest_values_stay_on_the_sheet_and_nothing_is_lost() {
    for kind in PaperKind::ALL.iter().copied() {
        let fields = longest(kind.fields());
        let pdf = print(&request(
            kind,
            Lang::Kk,
            PaperContent::Draft(fields.clone()),
        ));
        for word in words(&pdf) {
            assert!(
                word.left > 28.0
                    && word.right < 595.3 - 28.0
                    && word.top > 20.0
                    && word.bottom < 842.0 - 20.0,
                "{kind}: {word:?}"
            );
        }
        let shown = run_together(&text(&pdf));
        for field in kind.fields() {
            if let (FieldKind::Line, Some(value)) = (field.kind, fields[field.id].as_str()) {
                let given = run_together(value);
                assert!(shown.contains(&given), "{kind} {}: {shown}", field.id);
            }
        }
    }
}
