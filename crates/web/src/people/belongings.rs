//! The room and the belongings of a file: beds (paragraph 37), what is kept (45), what was issued (8).

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{
    act::{Act, Mode, ReturnedItems},
    chapter_2_tasks::para_08_things,
    chapter_5_plan::{
        para_37_rooms::beds,
        para_38_internal_rules::{RulesEntry, rules_in_force},
    },
    duty::What,
    lang::Lang,
    register::Line,
};
use store::{OpenError, OpenFile, RegisterError};

use crate::{
    Web,
    form::view::value_words,
    frame::{Frame, page},
    session::{SignedIn, broken},
    stay::room::item_words,
    trouble::Trouble,
    words::plain,
};

struct BedRow {
    bed: String,
    from: String,
    to: String,
}

/// Something deposited, returned, stored or issued.
struct Row {
    day: String,
    what: String,
    items: Vec<String>,
    seq: u32,
}

#[derive(Template)]
#[template(path = "belongings.html")]
struct BelongingsPage {
    frame: Frame,
    code: String,
    address: String,
    day_stay: bool,
    bed: String,
    beds: Vec<BedRow>,
    kept: Vec<String>,
    rows: Vec<Row>,
    issued: Vec<Row>,
    /// Everything issued, added up: what, how many, the last day.
    sums: Vec<(String, u32, String)>,
    /// What paragraph 8(2) names and was not issued.
    not_issued: Vec<String>,
    /// What the person was told: day, of what, in which language, which version of the rules was in force.
    informed: Vec<(String, String, String, String)>,
    /// The belongings must be returned.
    owed: bool,
    closed: bool,
}

/// `GET /people/{code}/belongings`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.open_file(&session, &code).await {
        Ok(file) => {
            // Whoever opened the file reads the rules too: both lie in the same compartment.
            let rules = match web.store.register_read::<RulesEntry>(&session).await {
                Ok(rules) => rules.into_iter().map(|line| line.line).collect(),
                Err(RegisterError::Store(error)) => return broken(&error).into_response(),
                Err(_) => Vec::new(),
            };
            page(&belongings_page(frame, &file, &rules, web.store.today()))
        }
        Err(OpenError::NotFound) => Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => broken(&error).into_response(),
    }
}

fn belongings_page(
    frame: Frame,
    file: &OpenFile,
    rules: &[Line<RulesEntry>],
    today: Date,
) -> BelongingsPage {
    let words = frame.words;
    let case = file.journal.case();
    let beds = beds(&file.journal)
        .into_iter()
        .rev()
        .map(|held| BedRow {
            from: words.day(held.from, today),
            to: held.to.map(|to| words.day(to, today)).unwrap_or_default(),
            bed: held.bed,
        })
        .collect();
    let (mut rows, mut issued, mut informed) = (Vec::new(), Vec::new(), Vec::new());
    for entry in file.journal.counted() {
        let row = |id: &str, items: Vec<String>| Row {
            day: words.day(entry.on, today),
            what: words.text(id),
            items,
            seq: entry.seq,
        };
        let texts = |items: &[standard::act::Label]| -> Vec<String> {
            items.iter().map(|item| item.as_str().to_owned()).collect()
        };
        match &entry.act {
            Act::BelongingsDeposited(facts) => {
                rows.push(row("belongings-deposited", texts(&facts.items)));
            }
            Act::BelongingsReturned(facts) => {
                let id = if facts.stored {
                    "belongings-stored"
                } else {
                    "belongings-returned"
                };
                let items = match &facts.items {
                    ReturnedItems::All => vec![words.text("value-returned_items-all")],
                    ReturnedItems::Listed(items) => texts(items),
                };
                rows.push(row(id, items));
            }
            Act::ItemIssued(facts) => {
                let mut row = row(
                    "belongings-issued",
                    vec![item_words(words, facts.item.as_str())],
                );
                row.what = facts.quantity.number().to_string();
                issued.push(row);
            }
            Act::Informed(facts) => {
                let version = rules_in_force(rules, entry.on)
                    .map(|line| words.with_text("register-line", "line", &line.number.to_string()))
                    .unwrap_or_default();
                informed.push((
                    words.day(entry.on, today),
                    facts.of.join("; "),
                    facts.language.as_str().to_owned(),
                    plain(&version),
                ));
            }
            _ => {}
        }
    }
    rows.reverse();
    issued.reverse();
    let owed = case
        .duties(standard::calendar::Calendar::embedded())
        .iter()
        .any(|duty| duty.what == What::ReturnBelongings && duty.is_open());
    BelongingsPage {
        day_stay: case
            .agreement
            .is_some_and(|agreement| agreement.mode == Mode::Day),
        bed: case.bed.clone().unwrap_or_default(),
        beds,
        kept: case
            .belongings
            .iter()
            .map(|item| item.as_str().to_owned())
            .collect(),
        rows,
        issued,
        sums: para_08_things::issued(&file.journal)
            .into_iter()
            .map(|sum| {
                let item = match sum.thing {
                    Some(thing) => thing.item(&sum.what),
                    None => sum.what,
                };
                (
                    item_words(words, &item),
                    sum.quantity,
                    words.day(sum.last, today),
                )
            })
            .collect(),
        not_issued: para_08_things::not_issued(&file.journal)
            .into_iter()
            .map(|thing| {
                let name = value_words(words, "thing", thing.name());
                if thing.is_for_everybody() {
                    name
                } else {
                    plain(&words.with_text("things-if-needed", "thing", &name))
                }
            })
            .collect(),
        informed,
        owed,
        closed: case.closed.is_some(),
        code: file.code.clone(),
        address: file.address.clone(),
        frame,
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let today = jiff::civil::date(2022, 10, 27);
    let empty = super::file::sample_file();
    let mut file = super::file::sample_file();
    let lines = [
        r#"{"on":"2022-10-20","by":"specialist","act":"room_assigned","bed":"2-1"}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"belongings_deposited","items":["төлқұжат","сақина"]}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"item_issued","item":"көрпе","quantity":2}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"item_issued","item":"bedding: көрпе"}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"informed","of":["1"],"language":"kk"}"#,
        r#"{"on":"2022-10-21","by":"specialist","act":"room_assigned","bed":"3-1"}"#,
        r#"{"on":"2022-10-22","by":"specialist","act":"belongings_returned","items":["сақина"]}"#,
        r#"{"on":"2022-10-23","by":"head","act":"ended","ground":"written_application","order":"1"}"#,
        r#"{"on":"2022-10-23","by":"specialist","act":"belongings_returned","stored":true}"#,
    ];
    for (seq, line) in (12..).zip(lines) {
        if let Ok(line) = standard::act::parse_line(line) {
            file.journal.record(standard::act::Entry {
                seq,
                on: line.on,
                by: line.by,
                act: line.act,
            });
        }
    }
    [empty, file]
        .iter()
        .map(|file| {
            let frame = super::file::sample_frame(lang, "/people/k3f9x2mp/belongings");
            belongings_page(frame, file, &[], today)
                .render()
                .unwrap_or_default()
        })
        .collect()
}
