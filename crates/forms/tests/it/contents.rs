//! Every fixed word of an annex, and every value given.

use forms::{Acting, FormContent, FormError, FormRequest};
use serde_json::{Value, json};
use standard::{
    annex::{Document, FileOf, FormKind, Severity},
    compartment::Compartment,
    lang::Lang,
};

use crate::paper::{blank, filled, print, run_together, text};

/// The words with which values are printed, read apart from the crate.
fn common(lang: Lang) -> Value {
    let source = match lang {
        Lang::Kk => include_str!("../../../../law/forms/common.kk.toml"),
        Lang::Ru => include_str!("../../../../law/forms/common.ru.toml"),
        Lang::En => include_str!("../../../../law/forms/common.en.toml"),
    };
    toml::from_str(source).unwrap()
}

/// How the values of a document are to be read on paper.
fn printed_values(fields: &Value, lang: Lang) -> Vec<String> {
    fn collect(key: &str, value: &Value, words: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (key, field) in fields {
                    collect(key, field, words, found);
                }
            }
            Value::Array(items) => items
                .iter()
                .for_each(|item| collect(key, item, words, found)),
            Value::String(text) => found.extend(printed(key, text, words)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect("", fields, &common(lang), &mut found);
    found
}

fn printed(key: &str, text: &str, words: &Value) -> Option<String> {
    let table = match key {
        "signature" | "conclusion" | "rules_version" => return None,
        "kind" => "document",
        "reported_to_police" => "reported",
        "present" | "absent" => "change",
        other => other,
    };
    if let Some(named) = words.get(table).and_then(|table| table.get(text)) {
        return named.as_str().map(str::to_owned);
    }
    match text {
        "" | "absent" => None,
        "not_established" => words
            .get(format!("{key}_not_established"))?
            .as_str()
            .map(str::to_owned),
        text => Some(text.to_owned()),
    }
}

/// A date is printed either in figures or in words.
fn date_forms(value: &str, lang: Lang) -> Option<[String; 2]> {
    let (date, time) = value
        .split_once('T')
        .map_or((value, None), |(date, time)| (date, Some(time)));
    let about = date.ends_with('~');
    let parts: Vec<&str> = date.trim_end_matches('~').split('-').collect();
    if parts[0].len() != 4
        || !date
            .trim_end_matches('~')
            .chars()
            .all(|c| c.is_ascii_digit() || c == '-')
    {
        return None;
    }
    let words = common(lang);
    let mut figures = parts.iter().rev().copied().collect::<Vec<_>>().join(".");
    if about {
        figures = format!("{} {figures}", words["about"].as_str().unwrap());
    }
    if let Some(time) = time {
        figures = format!("{figures}, {}", &time[..5]);
    }
    let long = match parts[..] {
        [year, month, day] => {
            let month = words["months"][month.parse::<usize>().unwrap() - 1]
                .as_str()
                .unwrap();
            let piece = |piece: &Value| match piece.as_str().unwrap() {
                "year" => year.to_owned(),
                "month" => month.to_owned(),
                "day" => day.to_owned(),
                other => other.to_owned(),
            };
            words["date"]
                .as_array()
                .unwrap()
                .iter()
                .map(piece)
                .collect()
        }
        _ => figures.clone(),
    };
    Some([figures, long])
}

#[test]
fn a_blank_form_has_every_fixed_word_of_its_annex() {
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            let page = run_together(&text(&print(&blank(annex, lang))));
            for words in forms::fixed_words(annex, lang) {
                assert!(
                    page.contains(&run_together(words)),
                    "{annex} {lang}: {words:?} is not in {page}"
                );
            }
        }
    }
}

#[test]
fn a_filled_form_has_every_fixed_word_and_every_value() {
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            let fields = forms::specimen(annex, lang);
            let page = run_together(&text(&print(&filled(annex, lang, fields.clone()))));
            for words in forms::fixed_words(annex, lang) {
                assert!(
                    page.contains(&run_together(words)),
                    "{annex} {lang}: {words:?} is not in {page}"
                );
            }
            for value in printed_values(&fields, lang) {
                let found = match date_forms(&value, lang) {
                    Some(dates) => dates.iter().any(|date| page.contains(&run_together(date))),
                    None => value.lines().all(|line| page.contains(&run_together(line))),
                };
                assert!(found, "{annex} {lang}: {value:?} is not in {page}");
            }
        }
    }
}

#[test]
fn the_specimens_are_documents_without_errors() {
    let today = jiff::civil::date(2023, 3, 1);
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            let document = Document::from_fields(annex, forms::specimen(annex, lang)).unwrap();
            let errors: Vec<_> = document
                .check(today)
                .into_iter()
                .filter(|each| each.severity == Severity::Error)
                .collect();
            assert_eq!(errors, [], "{annex} {lang}");
        }
    }
}

#[test]
fn annex_2_prints_the_totals_of_each_block_and_of_all() {
    let page = text(&print(&filled(
        FormKind::Annex2,
        Lang::En,
        forms::specimen(FormKind::Annex2, Lang::En),
    )));
    let totals: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("Total"))
        .collect();
    assert_eq!(
        totals,
        [
            "Total for the block 1",
            "Total for the block 4",
            "Total for the block 4",
            "Total for the block 1",
            "Total result 10"
        ]
    );
}

#[test]
fn annex_5_prints_what_the_house_needs() {
    let house =
        json!({"organization": "Үлгі", "recipients": 24, "children": 11, "groups": 2, "on": null});
    let page = text(&print(&filled(FormKind::Annex5, Lang::Ru, house)));
    assert!(
        page.contains("Специалист по социальной работе 1 1,5 1,5"),
        "{page}"
    );
    assert!(
        run_together(&page).contains("Воспитатель(приналичиидетей)1единицана10детей2"),
        "{page}"
    );
}

#[test]
fn a_part_that_is_not_open_is_marked_and_named() {
    let card = Document::from_fields(
        FormKind::Annex4,
        forms::specimen(FormKind::Annex4, Lang::En),
    )
    .unwrap();
    let mut parts = card.split(FileOf::Adult);
    parts.remove(&Compartment::Medical);
    let open = Document::merge(FormKind::Annex4, FileOf::Adult, parts);
    let request = FormRequest {
        missing: open.missing.clone(),
        ..filled(FormKind::Annex4, Lang::En, open.value)
    };
    let page = text(&print(&request));
    assert_eq!(
        page.matches("\n[left out]\n").count(),
        2,
        "items 15 and 16: {page}"
    );
    assert!(page.contains("medical information."), "{page}");
    assert!(!page.contains("fatigue"), "{page}");
    assert!(page.contains("Мысалова"), "{page}");
}

#[test]
fn every_part_of_every_form_can_be_left_out() {
    for annex in FormKind::ALL {
        for of in [FileOf::Adult, FileOf::Child] {
            for closed in annex.compartments(of) {
                let document =
                    Document::from_fields(annex, forms::specimen(annex, Lang::Kk)).unwrap();
                let mut parts = document.split(of);
                let hidden = parts.remove(&closed).unwrap();
                let open = Document::merge(annex, of, parts);
                let request = FormRequest {
                    missing: open.missing,
                    ..filled(annex, Lang::Kk, open.value.clone())
                };
                let page = run_together(&text(&print(&request)));
                assert!(page.contains("[көрсетілмейді]"), "{annex} without {closed}");
                // What lies in the closed part alone is not on the paper.
                let known = printed_values(&open.value, Lang::Kk);
                for value in printed_values(&hidden, Lang::Kk) {
                    let said = known.iter().any(|other| other.contains(&value))
                        || date_forms(&value, Lang::Kk).is_some();
                    let fixed = forms::fixed_words(annex, Lang::Kk)
                        .iter()
                        .any(|words| words.contains(&value));
                    if !said && !fixed && value.chars().count() > 4 {
                        assert!(
                            !page.contains(&run_together(&value)),
                            "{annex} without {closed}: {value:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_value_is_never_taken_for_markup() {
    for value in [
        "#panic()",
        "$x^2$",
        "*not bold* _nor italic_",
        "= no heading",
        "@nobody <label>",
        r"\ \u{41} ~ -- ...",
        "`raw` [content] {code} // no comment",
    ] {
        let report = json!({"place": value, "circumstances": value, "account": value});
        let page = run_together(&text(&print(&filled(FormKind::Annex8, Lang::En, report))));
        assert_eq!(
            page.matches(&run_together(value)).count(),
            3,
            "{value:?} in {page}"
        );
    }
}

#[test]
fn letters_of_other_scripts_are_printed_or_shown_by_number() {
    let report = json!({"place": "Oʻzbekiston, Тоҷикистон, Өзгөн ₸", "circumstances": "محمد, משה", "account": "🦊 孫 a\u{202e}b"});
    let page = text(&print(&filled(FormKind::Annex8, Lang::Kk, report)));
    for shown in [
        "Oʻzbekiston, Тоҷикистон, Өзгөн ₸",
        "[U+1F98A] [U+5B6B] a[U+202E]b",
    ] {
        assert!(page.contains(shown), "{shown} in {page}");
    }
    for letter in "محمدמשה".chars() {
        assert!(page.contains(letter), "{letter} in {page}");
    }
}

#[test]
fn kazakh_letters_come_back_from_every_style() {
    let letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸";
    let mut plan = forms::specimen(FormKind::Annex6, Lang::Kk);
    plan["organization"] = json!(letters);
    plan["items"][0]["volume"] = json!(letters);
    let page = run_together(&text(&print(&filled(FormKind::Annex6, Lang::Kk, plan))));
    assert_eq!(
        page.matches(letters).count(),
        2,
        "upright and italic: {page}"
    );
    // Headings are bold.
    assert!(page.contains("Жекежұмысжоспары"), "{page}");
}

#[test]
fn fields_that_are_not_of_the_form_are_refused_without_repeating_them() {
    for fields in [
        json!({"name": "Мысалова"}),
        json!({"Мысалова": 1}),
        json!("Мысалова"),
    ] {
        let error = forms::render(&filled(FormKind::Annex4, Lang::Kk, fields)).unwrap_err();
        assert!(
            matches!(
                error,
                FormError::Content {
                    form: FormKind::Annex4,
                    ..
                }
            ),
            "{error}"
        );
        assert!(!error.to_string().contains("Мысалова"), "{error}");
    }
}

#[test]
fn an_empty_filled_form_prints_like_a_draft() {
    for annex in FormKind::ALL {
        print(&filled(annex, Lang::Kk, json!({})));
        print(&FormRequest {
            content: FormContent::Filled(json!({"form": annex})),
            ..blank(annex, Lang::Ru)
        });
    }
}

#[test]
fn the_stamp_stands_at_the_foot_of_each_page() {
    let request = FormRequest {
        stamp: Some("№ 12 · 7f3a".into()),
        acting: None,
        ..blank(FormKind::Annex2, Lang::Kk)
    };
    assert_eq!(text(&print(&request)).matches("№ 12 · 7f3a").count(), 2);
}

/// Letters and signs in which the text of the law and a line of a form may differ: marks of emphasis, white space, capitals,
/// and the sign at the end of a line.
fn plain(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\\' | '*' | '_' | '"' | '“' | '”'));
    kept.flat_map(char::to_lowercase).collect()
}

#[test]
fn the_forms_print_the_words_of_the_law() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/paragraphs");
    for annex in FormKind::ALL {
        let law = std::fs::read_to_string(format!("{folder}/{annex}.md")).unwrap();
        for lang in Lang::ALL {
            let heading = format!("\n## {lang}\n");
            let from = law
                .find(&heading)
                .expect("each annex has its text in three languages")
                + heading.len();
            let text = &law[from..];
            let text = plain(text.split("\n## ").next().unwrap_or_default());
            // What stands in brackets under a line, and the sign of the number, belong to the paper alone.
            for words in forms::fixed_words(annex, lang)
                .into_iter()
                .filter(|words| !words.starts_with(['(', '№']))
            {
                let words = plain(words);
                let words = words.trim_end_matches([':', ';', '.', ',']);
                assert!(text.contains(words), "{annex} {lang}: {words:?}");
            }
        }
    }
}

#[test]
fn where_a_plan_goes_on_on_the_next_page_the_kind_of_service_is_said_again() {
    for lang in Lang::ALL {
        let mut plan = forms::specimen(FormKind::Annex6, lang);
        let item = plan["items"][0].clone();
        let other = plan["items"][5].clone();
        let items = std::iter::repeat_n(item, 30).chain([other]);
        plan["items"] = items.collect();
        let printed = text(&print(&filled(FormKind::Annex6, lang, plan)));
        let pages: Vec<String> = printed.split('\u{c}').map(run_together).collect();
        let pages: Vec<&String> = pages.iter().filter(|page| !page.is_empty()).collect();
        assert!(pages.len() > 2, "{lang}: {} pages", pages.len());
        let source = match lang {
            Lang::Kk => include_str!("../../../../law/forms/annex_6.kk.toml"),
            Lang::Ru => include_str!("../../../../law/forms/annex_6.ru.toml"),
            Lang::En => include_str!("../../../../law/forms/annex_6.en.toml"),
        };
        let words: Value = toml::from_str(source).unwrap();
        let kind = run_together(words["fixed"]["kinds"][0].as_str().unwrap());
        let items = "1.2";
        for page in pages {
            let said = page.matches(&kind).count();
            assert_eq!(said, usize::from(page.contains(items)), "{lang}: {page}");
        }
    }
}

#[test]
fn a_plan_that_an_acting_head_approved_says_by_which_order() {
    for lang in Lang::ALL {
        let plan = forms::specimen(FormKind::Annex6, lang);
        let mut request = filled(FormKind::Annex6, lang, plan);
        let without = run_together(&text(&print(&request)));
        request.acting = Some(Acting {
            name: "Әбдіқадырова Ұлжалғас Өмірзаққызы".to_owned(),
            order: "14-Ж".to_owned(),
        });
        let shown = run_together(&text(&print(&request)));
        for said in ["ӘбдіқадыроваҰлжалғасӨмірзаққызы", "14-Ж"] {
            assert!(
                shown.contains(said) && !without.contains(said),
                "{lang} {said}: {shown}"
            );
        }
    }
}
