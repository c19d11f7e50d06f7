//! The longest values allowed: they wrap, and nothing runs off the page.

use assurance::FREE_TEXTS;
use serde_json::{Value, json};
use standard::{
    annex::{Document, FormKind},
    lang::Lang,
};

use crate::paper::{Word, filled, print, run_together, text, words};

const TODAY: jiff::civil::Date = jiff::civil::date(2023, 3, 1);

/// The specimen with every free text as long as its check allows, made of `unit` again and again.
fn longest(annex: FormKind, unit: &str) -> Value {
    let mut fields = forms::specimen(annex, Lang::Kk);
    two_rows(annex, &mut fields);
    for pointer in free_texts("", "", &fields) {
        for length in [10_000, 2_000, 300, 100] {
            let text: String = unit.chars().cycle().take(length).collect();
            let before = fields.pointer(&pointer).cloned().unwrap();
            *fields.pointer_mut(&pointer).unwrap() = json!(text);
            let document = Document::from_fields(annex, fields.clone()).unwrap();
            if !document
                .check(TODAY)
                .iter()
                .any(|problem| problem.problem == "too-long")
            {
                break;
            }
            *fields.pointer_mut(&pointer).unwrap() = before;
        }
    }
    fields
}

/// Two rows in each list, so that a long row follows a long row.
fn two_rows(annex: FormKind, fields: &mut Value) {
    let lists: &[&str] = match annex {
        FormKind::Annex1 => &["children"],
        FormKind::Annex3 => &["additional_clauses"],
        FormKind::Annex4 => &["relatives", "documents"],
        FormKind::Annex6 => &["items"],
        FormKind::Annex7 => &["rows"],
        _ => &[],
    };
    for list in lists {
        let rows = fields[*list].as_array_mut().unwrap();
        let row = rows[0].clone();
        rows.resize(2, row);
    }
    if annex == FormKind::Annex4 {
        fields["convictions"] = json!([{"article": "", "term": "", "served": "", "place": ""}]);
    }
}

fn free_texts(at: &str, key: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, field)| free_texts(&format!("{at}/{key}"), key, field))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| free_texts(&format!("{at}/{index}"), key, item))
            .collect(),
        Value::String(_) if FREE_TEXTS.contains(&key) => vec![at.to_owned()],
        _ => Vec::new(),
    }
}

/// A4 in points, and the narrowest margin.
const WIDTH: f64 = 595.28;
const HEIGHT: f64 = 841.89;
const MARGIN: f64 = 28.0;

fn off_the_page(words: Vec<Word>) -> Vec<Word> {
    words
        .into_iter()
        .filter(|word| {
            word.left < MARGIN
                || word.right > WIDTH - MARGIN
                || word.top < MARGIN
                || word.bottom > HEIGHT - MARGIN + 10.0
        })
        .collect()
}

/// Prints the annex with the longest values of that text and looks for words outside the margins.
fn check_margins(annex: FormKind, unit: &str) {
    let pdf = print(&filled(annex, Lang::Kk, longest(annex, unit)));
    let off = off_the_page(words(&pdf));
    assert!(off.is_empty(), "{annex}, {unit:?}: {off:?}");
}

#[test]
fn the_longest_values_stay_on_the_page() {
    for annex in FormKind::ALL {
        check_margins(annex, "Ұзынсөз");
    }
}

#[test]
fn the_longest_sentences_and_letters_stay_on_the_page() {
    check_margins(FormKind::Annex4, "Ұзақ қазақша сөйлем, ");
    check_margins(FormKind::Annex7, "W");
    check_margins(FormKind::Annex1, "شکل");
}

#[test]
fn a_long_value_is_printed_whole() {
    let account: String = (1..=1_900).map(|number| format!("{number:05}")).collect();
    let pages = text(&print(&filled(
        FormKind::Annex8,
        Lang::Ru,
        json!({ "account": account }),
    )));
    // The foot of a page stands between what a page ends with and what the next begins with.
    let title = "Отчёт по результатам оценки наличия жестокого обращения, приведшего к социальной дезадаптации и социальной депривации";
    let page: String = pages
        .lines()
        .map(|line| line.trim_matches('\u{c}').trim())
        .filter(|line| !line.contains(" / ") && !title.contains(line))
        .map(run_together)
        .collect();
    let found = (1..=1_900)
        .filter(|number| page.contains(&format!("{number:05}")))
        .count();
    assert_eq!(found, 1_900);
}

#[test]
fn each_page_but_the_first_says_of_which_form_it_is_and_each_which_of_how_many() {
    let sheet = text(&print(&filled(
        FormKind::Annex2,
        Lang::Ru,
        forms::specimen(FormKind::Annex2, Lang::Ru),
    )));
    let pages: Vec<&str> = sheet
        .split('\u{c}')
        .filter(|page| !page.trim().is_empty())
        .collect();
    assert_eq!(pages.len(), 2);
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("{} / 2", index + 1)), "{page}");
        assert_eq!(page.matches("Оценочный лист").count(), 1, "{page}");
    }
    let one_page = text(&print(&filled(
        FormKind::Annex8,
        Lang::Ru,
        forms::specimen(FormKind::Annex8, Lang::Ru),
    )));
    assert!(!one_page.contains("1 / 1"), "{one_page}");
}

#[test]
fn no_page_of_the_card_has_signatures_alone() {
    for lang in Lang::ALL {
        let card = forms::specimen(FormKind::Annex4, lang);
        let short = text(&print(&filled(FormKind::Annex4, lang, card.clone())));
        assert_eq!(short.matches('\u{c}').count(), 1, "{lang}: on one page");
        for relatives in 3..=12 {
            let mut card = card.clone();
            card["relatives"] = json!(vec![card["relatives"][0].clone(); relatives]);
            let printed = text(&print(&filled(FormKind::Annex4, lang, card)));
            let last = printed
                .split('\u{c}')
                .rfind(|page| !page.trim().is_empty())
                .unwrap();
            assert!(
                last.contains("\n17. ") || last.starts_with("17. "),
                "{lang}, {relatives}: {last}"
            );
        }
    }
}

#[test]
fn a_table_repeats_its_head_on_every_page() {
    let mut journal = forms::specimen(FormKind::Annex7, Lang::En);
    let row = journal["rows"][0].clone();
    let rows: Vec<Value> = (1..=60)
        .map(|number| {
            let mut row = row.clone();
            row["number"] = json!(number);
            row
        })
        .collect();
    journal["rows"] = json!(rows);
    let page = text(&print(&filled(FormKind::Annex7, Lang::En, journal)));
    let pages: Vec<&str> = page
        .split('\u{c}')
        .filter(|page| !page.trim().is_empty())
        .collect();
    assert!(pages.len() > 3, "{}", pages.len());
    for page in &pages[..pages.len() - 1] {
        assert!(
            run_together(page).contains("Decisionontheadjustment(continuation)oftheplan"),
            "{page}"
        );
    }
}

#[test]
fn thirty_items_and_ten_relatives_fit() {
    let mut plan = forms::specimen(FormKind::Annex6, Lang::Kk);
    let items: Vec<Value> = standard::catalogue::ServiceCode::all()
        .filter(|code| !code.is_general())
        .take(30)
        .map(|code| {
            let mut item = plan["items"][0].clone();
            item["code"] = json!(code.to_string());
            item
        })
        .collect();
    plan["items"] = json!(items);
    assert!(off_the_page(words(&print(&filled(FormKind::Annex6, Lang::Kk, plan)))).is_empty());

    let mut card = forms::specimen(FormKind::Annex4, Lang::Kk);
    card["relatives"] = json!(vec![card["relatives"][0].clone(); 10]);
    assert!(off_the_page(words(&print(&filled(FormKind::Annex4, Lang::Kk, card)))).is_empty());
}
