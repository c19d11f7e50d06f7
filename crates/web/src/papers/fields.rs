//! The fields of a paper in free form as questions of a page, and as words.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use serde_json::Value;
use standard::{
    annex::{Problem, Severity},
    papers::{self, FieldKind, Paper, PaperKind},
};

use crate::{
    form::{Answers, Field, Kind, Read, Section, Wrong},
    people::documents::Pair,
    words::{Words, figures},
};

/// The questions of each paper. Made once and kept for the life of the program, as the descriptions of acts are.
static SECTIONS: LazyLock<BTreeMap<PaperKind, &'static [Section]>> = LazyLock::new(|| {
    let each = PaperKind::ALL.iter().map(|kind| {
        let fields = questions(kind.fields());
        let sections: &'static [Section] = Box::leak(Box::new([Section::new("", fields)]));
        (*kind, sections)
    });
    each.collect()
});

/// What the page of a paper asks.
pub fn sections(kind: PaperKind) -> &'static [Section] {
    SECTIONS[&kind]
}

fn questions(fields: &'static [papers::Field]) -> &'static [Field] {
    let asked: Vec<Field> = fields
        .iter()
        .map(|field| {
            let kind = match field.kind {
                FieldKind::Line => Kind::Line,
                FieldKind::Text => Kind::Area,
                FieldKind::Date => Kind::Day,
                FieldKind::Number => Kind::Number(0, 1_000_000),
                FieldKind::Choice(names) => Kind::OneOf(names),
                FieldKind::Ticks(names) | FieldKind::All(names) => Kind::Many(names),
                FieldKind::List(columns) => Kind::Rows(questions(columns)),
            };
            let pointer: &'static str = Box::leak(format!("/{}", field.id).into_boxed_str());
            let mut question = Field::of(field.id, kind).place(pointer);
            question.needed = field.required;
            question
        })
        .collect();
    Box::leak(asked.into_boxed_slice())
}

/// The name of a paper's page: its own words are looked for under it.
pub fn scope_name(kind: PaperKind) -> String {
    format!("paper-{}", kind.name())
}

/// Reads the answers of a paper's page. `names` are those of the person, where they are known: a notice to the police must
/// not hold them.
///
/// # Errors
/// Everything that is wrong, each at its field.
pub fn read(
    kind: PaperKind,
    answers: &Answers,
    today: Date,
    names: &[String],
) -> Result<Paper, Vec<Wrong>> {
    let mut read = Read::of(sections(kind), answers, today);
    let fields = std::mem::take(&mut read.annex);
    match Paper::read(kind, &fields) {
        Ok(paper) => {
            let mut problems = paper.check(today);
            problems.extend(kind.names_in_notice(&fields, names));
            for problem in problems {
                note(kind, &problem, &mut read.wrong);
            }
            if read.stops() {
                Err(read.wrong)
            } else {
                Ok(paper)
            }
        }
        Err(_) => {
            if !read.stops() {
                read.wrong.push(Wrong::at(kind.fields()[0].id, "facts"));
            }
            Err(read.wrong)
        }
    }
}

fn note(kind: PaperKind, problem: &Problem, wrong: &mut Vec<Wrong>) {
    let list = kind.fields().iter().find_map(|field| match field.kind {
        FieldKind::List(columns) if columns.iter().any(|each| each.id == problem.field) => {
            Some(field.id)
        }
        _ => None,
    });
    let field = match (problem.row, list) {
        (Some(row), Some(list)) => format!("{list}.{row}.{}", problem.field),
        _ => problem.field.to_owned(),
    };
    if !wrong.iter().any(|known| known.field == field) {
        wrong.push(Wrong {
            field,
            problem: problem.problem.to_owned(),
            only_warns: problem.severity == Severity::Warning,
        });
    }
}

/// The fields of a paper as answers: what stands in its page.
pub fn answers(kind: PaperKind, fields: &Value) -> Answers {
    let mut answers = Answers::default();
    fill(&mut answers, "", kind.fields(), fields);
    answers
}

fn fill(answers: &mut Answers, before: &str, fields: &'static [papers::Field], values: &Value) {
    for field in fields {
        let name = format!("{before}{}", field.id);
        match (field.kind, &values[field.id]) {
            (FieldKind::List(columns), Value::Array(rows)) => {
                for (index, row) in rows.iter().enumerate() {
                    fill(answers, &format!("{name}.{index}."), columns, row);
                }
            }
            (FieldKind::Date, Value::String(day)) => {
                let day = day.parse().map_or_else(|_| day.clone(), figures);
                answers.push(name, day);
            }
            (_, Value::String(text)) => answers.push(name, text.clone()),
            (_, Value::Number(number)) => answers.push(name, number.to_string()),
            (_, Value::Array(ticked)) => {
                for each in ticked.iter().filter_map(Value::as_str) {
                    answers.push(name.clone(), each);
                }
            }
            _ => {}
        }
    }
}

/// The fields of a paper in words, those that hold something.
pub fn pairs(words: Words, kind: PaperKind, value: &Value) -> Vec<Pair> {
    let label = |id: &str| {
        forms::field_label(kind, id, words.lang)
            .unwrap_or_default()
            .to_owned()
    };
    let mut pairs = Vec::new();
    for field in kind.fields() {
        if let (FieldKind::List(columns), Value::Array(rows)) = (field.kind, &value[field.id]) {
            for (index, row) in rows.iter().enumerate() {
                let cells: Vec<String> = columns
                    .iter()
                    .filter_map(|column| {
                        let text = said(words, kind, column, &row[column.id]);
                        (!text.is_empty()).then(|| format!("{}: {text}", label(column.id)))
                    })
                    .collect();
                pairs.push(Pair {
                    name: format!("{} {}", label(field.id), index + 1),
                    value: cells.join("\n"),
                });
            }
            continue;
        }
        let text = said(words, kind, field, &value[field.id]);
        if !text.is_empty() {
            pairs.push(Pair {
                name: label(field.id),
                value: text,
            });
        }
    }
    pairs
}

fn said(words: Words, kind: PaperKind, field: &papers::Field, value: &Value) -> String {
    let choice = |name: &str| {
        forms::choice_label(kind, name, words.lang)
            .unwrap_or(name)
            .to_owned()
    };
    match (field.kind, value) {
        (FieldKind::Date, Value::String(day)) => match day.parse() {
            Ok(day) => words.full_day(day),
            Err(_) => day.clone(),
        },
        (FieldKind::Choice(_), Value::String(name)) => choice(name),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Array(ticked)) => {
            let ticked: Vec<String> = ticked
                .iter()
                .filter_map(Value::as_str)
                .map(choice)
                .collect();
            ticked.join("\n")
        }
        _ => String::new(),
    }
}
