//! From answers to an act: read, complete, check against the form of the order.

use jiff::civil::Date;
use serde_json::Value;
use standard::{
    act::Act,
    annex::{Document, Problem, Severity},
};

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Kind, Read, Wrong, read::parse_day},
    people::next::act_of,
};

/// An act as it was understood.
pub struct Understood {
    /// The day.
    pub on: Date,
    /// The act.
    pub act: Act,
    /// Its form, when it has one.
    pub document: Option<Document>,
    /// What somebody should look at.
    pub warnings: Vec<Wrong>,
}

/// The day of the act: not after today.
///
/// # Errors
/// The problem of the field `on`.
pub fn day_of(answers: &Answers, today: Date) -> Result<Date, &'static str> {
    let text = answers.get("on").trim();
    if text.is_empty() {
        return Err("day-missing");
    }
    let on = parse_day(text)?;
    if on > today { Err("day-later") } else { Ok(on) }
}

/// Reads the answers of an act's page.
///
/// # Errors
/// Everything that is wrong with them, each at its field.
pub fn understand(
    page: &ActPage,
    answers: &Answers,
    today: Date,
    about: impl FnOnce(Date) -> About,
) -> Result<Understood, Vec<Wrong>> {
    let mut read = Read::of(page.sections, answers, today);
    let on = match day_of(answers, today) {
        Ok(on) => on,
        Err(problem) => {
            read.wrong.insert(0, Wrong::at("on", problem));
            today
        }
    };
    (page.complete)(&mut read, answers, &about(on));

    let mut document = None;
    if let Some(form) = page.form {
        match Document::from_fields(form, std::mem::take(&mut read.annex)) {
            Ok(filled) => {
                for problem in filled.check(today) {
                    note(page, &problem, &mut read.wrong);
                }
                document = Some(filled);
            }
            // A field that could not be read is named already; anything else is told as a whole.
            Err(_) if read.stops() => {}
            Err(_) => read.wrong.push(Wrong::at("on", "facts")),
        }
    }
    let act = act_of(page.act, Value::Object(std::mem::take(&mut read.facts)));
    if act.is_err() && !read.stops() {
        read.wrong.push(Wrong::at("on", "facts"));
    }
    match act {
        Ok(act) if !read.stops() => Ok(Understood {
            on,
            act,
            document,
            warnings: read.wrong,
        }),
        _ => Err(read.wrong),
    }
}

/// Notes a problem of a form at the field that fills the place, once.
pub fn note(page: &ActPage, problem: &Problem, wrong: &mut Vec<Wrong>) {
    let name = field_of(page, problem);
    let only_warns = problem.severity == Severity::Warning;
    let already = wrong
        .iter()
        .any(|known| known.field == name && (!known.only_warns || only_warns));
    if !already {
        wrong.push(Wrong {
            field: name,
            problem: problem.problem.to_owned(),
            only_warns,
        });
    }
}

/// The name of the field that fills a place of the form; the day when there is none.
fn field_of(page: &ActPage, problem: &Problem) -> String {
    let place = format!("/{}", problem.field.replace('.', "/"));
    let fields = || page.sections.iter().flat_map(|section| section.fields);
    let exact = |field: &&Field| field.place == Some(place.as_str());
    if let Some(row) = problem.row {
        for field in fields() {
            let (Kind::Rows(cells), Some(table)) = (field.kind, field.place) else {
                continue;
            };
            let Some(rest) = place.strip_prefix(table) else {
                continue;
            };
            let cell = cells
                .iter()
                .find(|cell| {
                    cell.place.is_some_and(|place| {
                        place == rest || place.starts_with(&format!("{rest}/"))
                    })
                })
                .or(cells.first());
            if let Some(cell) = cell {
                return format!("{}.{row}.{}", field.name, cell.name);
            }
        }
    }
    let within = |field: &&Field| {
        field
            .place
            .is_some_and(|own| own.starts_with(&format!("{place}/")))
    };
    let around = |field: &&Field| {
        field
            .place
            .is_some_and(|own| place.starts_with(&format!("{own}/")))
    };
    fields()
        .find(exact)
        .or_else(|| fields().find(within))
        .or_else(|| fields().find(around))
        .map_or_else(|| "on".to_owned(), |field| field.name.to_owned())
}
