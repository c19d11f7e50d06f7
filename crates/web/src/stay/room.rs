//! Paragraphs 2, 8 and 37: the bed, things issued, information given, visits of a day stay.

use serde_json::{Value, json};
use standard::chapter_2_tasks::para_08_things::Thing;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Kind, Read, Section, Wrong, view::value_words},
    house::rooms::BEDS,
    words::{Words, arguments, plain},
};

/// `room_assigned`
pub const ASSIGNED: ActPage = ActPage::new("room_assigned", "37")
    .asks(&[Section::new(
        "",
        &[Field::of("bed", Kind::PickFrom(BEDS))
            .needed()
            .fact("bed")
            .hinted()],
    )])
    .tried_with(&[r#"{"bed":"1"}"#]);

/// `room_left`
pub const LEFT: ActPage = ActPage::new("room_left", "37");

/// `item_issued`
pub const ITEM: ActPage = ActPage::new("item_issued", "8")
    .asks(&[Section::new(
        "",
        &[
            Field::one_of("thing", THINGS).hinted(),
            Field::line("item").fact("item"),
            Field::number("quantity", 1, 1000)
                .needed()
                .fact("quantity")
                .first("1"),
        ],
    )])
    .complete(thing)
    .tried_with(&[r#"{"item":"1"}"#]);

/// The kinds that paragraph 8(2) names, and anything else.
const THINGS: &[&str] = &[
    "bedding",
    "hygiene",
    "underwear",
    "clothes",
    "footwear",
    "other",
];

/// The kind and the thing become one item: `bedding: blanket`, `bedding`, `kettle`.
fn thing(read: &mut Read, answers: &Answers, _: &About) {
    let what = read
        .facts
        .get("item")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let kind = Thing::ALL
        .into_iter()
        .find(|thing| thing.name() == answers.get("thing"));
    match kind {
        Some(kind) => {
            let item = kind.item(what);
            read.facts.insert("item".to_owned(), json!(item));
        }
        None if what.is_empty() => read.wrong.push(Wrong::at("item", "missing")),
        None => {}
    }
}

/// An item as an act names it, in words: "bedding: blanket".
pub fn item_words(words: Words, item: &str) -> String {
    match Thing::of_item(item) {
        (Some(thing), "") => value_words(words, "thing", thing.name()),
        (Some(thing), what) => format!("{}: {what}", value_words(words, "thing", thing.name())),
        (None, what) => what.to_owned(),
    }
}

/// `informed`
pub const INFORMED: ActPage = ActPage::new("informed", "8")
    .asks(&[Section::new(
        "",
        &[
            Field::lines("informed_of").needed().fact("of"),
            Field::line("informed_language").needed().fact("language"),
            Field::line("interpreter"),
        ],
    )])
    .complete(interpreted)
    .tried_with(&[r#"{"of":["1"],"language":"kk"}"#]);

/// Who interpreted is said beside the language.
fn interpreted(read: &mut Read, answers: &Answers, about: &About) {
    let interpreter = answers.get("interpreter").trim();
    if interpreter.is_empty() {
        return;
    }
    if let Some(language) = read.facts.get("language").and_then(Value::as_str) {
        let said = arguments([
            ("language", language.to_owned().into()),
            ("interpreter", interpreter.to_owned().into()),
        ]);
        let language = plain(&about.words.with("things-interpreted", &said));
        read.facts.insert("language".to_owned(), json!(language));
    }
}

/// `day_visit`
pub const DAY_VISIT: ActPage = ActPage::new("day_visit", "2")
    .asks(&[Section::new(
        "",
        &[
            Field::of("arrived", Kind::Time).needed().fact("arrived"),
            Field::of("left", Kind::Time).needed().fact("left"),
        ],
    )])
    .tried_with(&[r#"{"arrived":"10:00","left":"11:00"}"#]);
