//! The family of a file, paragraphs 17–19: the representative, the children of the application, and the files of each.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{
    act::{Act, Child},
    chapter_3_admission::para_17_children::family,
    journal::Journal,
    lang::Lang,
};
use store::{Family, FileSummary, OpenError, OpenFile};

use crate::{
    Web,
    form::view::value_words,
    frame::{Frame, page},
    session::{SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

/// A child of the application.
struct ChildRow {
    /// What the page of the act is told: the number, or the code of the file.
    value: String,
    name: String,
    /// Its file, when it was settled by its file's code.
    code: String,
    how: String,
    since: String,
    /// It must be settled anew today: the representative is away.
    owed: bool,
    /// It stands in the way of an ending.
    before_an_ending: bool,
}

/// A file of the family.
struct FileRow {
    code: String,
    address: String,
    stage: String,
    /// It is not among the children that are settled by their files.
    not_settled: bool,
}

#[derive(Template)]
#[template(path = "family.html")]
struct FamilyPage {
    frame: Frame,
    code: String,
    address: String,
    is_child: bool,
    found_alone: bool,
    handed_over: String,
    notified: String,
    representative: Option<FileRow>,
    siblings: Vec<FileRow>,
    children: Vec<ChildRow>,
    files: Vec<FileRow>,
    /// A child's file can begin: the representative is recognised.
    may_begin: bool,
    /// A child of the application is not settled yet, and may be by its file.
    may_link: bool,
    away: bool,
}

/// `GET /people/{code}/family`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let file = match web.store.open_file(&session, &code).await {
        Ok(file) => file,
        Err(OpenError::NotFound) => return Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => return broken(&error).into_response(),
    };
    match web.store.family(&session, &code).await {
        Ok(family) => page(&family_page(frame, &file, family, web.store.today())),
        Err(error) => broken(&error).into_response(),
    }
}

fn family_page(frame: Frame, file: &OpenFile, files: Family, today: Date) -> FamilyPage {
    let words = frame.words;
    let case = file.journal.case();
    let settled: Vec<String> = case.children.keys().map(value_of).collect();
    let file_row = |summary: FileSummary| FileRow {
        stage: words.named("stage", summary.stage.name()),
        not_settled: !settled.contains(&summary.code),
        code: summary.code,
        address: summary.address,
    };
    let children = family(case)
        .into_iter()
        .map(|child| {
            let value = value_of(&child.child);
            let known = files.children.iter().find(|known| known.code == value);
            ChildRow {
                name: match (&child.child, known) {
                    (_, Some(known)) => known.address.clone(),
                    (Child::Number(number), None) => {
                        words.with_count("family-child", "number", i64::from(*number))
                    }
                    (Child::File(code), None) => code.as_str().to_owned(),
                },
                code: known.map(|known| known.code.clone()).unwrap_or_default(),
                how: child
                    .how
                    .map(|how| value_words(words, "how", how.name()))
                    .unwrap_or_default(),
                since: since(words, &file.journal, &child.child, today),
                owed: child.owed,
                before_an_ending: child.before_an_ending,
                value,
            }
        })
        .collect();
    FamilyPage {
        is_child: case.is_child,
        found_alone: case.found_alone.is_some(),
        notified: case
            .guardianship_notified
            .map(|day| words.day(day, today))
            .unwrap_or_default(),
        handed_over: case
            .handed_over
            .map(|day| words.day(day, today))
            .unwrap_or_default(),
        representative: files.representative.map(file_row),
        siblings: files.siblings.into_iter().map(file_row).collect(),
        children,
        files: files.children.into_iter().map(file_row).collect(),
        may_begin: !case.is_child && case.recognised.is_some() && !case.has_ended(),
        may_link: family(case).iter().any(|child| child.how.is_none()),
        away: case.is_away(),
        code: file.code.clone(),
        address: file.address.clone(),
        frame,
    }
}

fn value_of(child: &Child) -> String {
    match child {
        Child::Number(number) => number.to_string(),
        Child::File(code) => code.as_str().to_owned(),
    }
}

/// The day since which a child lives where it does.
fn since(words: Words, journal: &Journal, child: &Child, today: Date) -> String {
    journal
        .counted()
        .filter(|entry| matches!(&entry.act, Act::ChildSettled(facts) if facts.child == *child))
        .last()
        .map(|entry| words.day(entry.on, today))
        .unwrap_or_default()
}

/// The children of a file as choices, for the page on which one is settled: those of the application, then the files that
/// name this one as the representative's.
pub fn choices(words: Words, file: &OpenFile, files: &Family) -> Vec<crate::form::Group> {
    let known = family(file.journal.case());
    let mut choices: Vec<(String, String)> = known
        .iter()
        .map(|child| {
            let value = value_of(&child.child);
            let name = match &child.child {
                Child::Number(number) => {
                    words.with_count("family-child", "number", i64::from(*number))
                }
                Child::File(code) => named_file(files, code.as_str()),
            };
            let label = match child.how {
                Some(how) => format!("{name}: {}", value_words(words, "how", how.name())),
                None => format!("{name}: {}", words.text("family-not-settled")),
            };
            (value, label)
        })
        .collect();
    for child in &files.children {
        if !choices.iter().any(|(value, _)| *value == child.code) {
            choices.push((child.code.clone(), named_file(files, &child.code)));
        }
    }
    vec![crate::form::Group {
        label: String::new(),
        choices,
    }]
}

fn named_file(files: &Family, code: &str) -> String {
    files
        .children
        .iter()
        .find(|file| file.code == code)
        .map_or_else(
            || code.to_owned(),
            |file| format!("{} ({code})", file.address),
        )
}

/// Samples for the test that renders every page: a representative, a child, a child found alone.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let today = jiff::civil::date(2022, 10, 27);
    let summary = |code: &str| FileSummary {
        code: code.to_owned(),
        address: "Ай".to_owned(),
        stage: standard::case::Stage::InService,
        open: true,
        last_day: None,
        bed: None,
        representative: None,
        seq: 4,
    };
    let with = |lines: &[&str]| {
        let mut file = super::file::sample_file();
        let lines = lines
            .iter()
            .filter_map(|line| standard::act::parse_line(line).ok());
        file.journal = Journal::fold((1..).zip(lines).map(|(seq, line)| standard::act::Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        }));
        file
    };
    let mother = with(&[
        r#"{"on":"2022-10-20","by":"specialist","act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true,"children":2}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"child_settled","child":"c2","how":"admitted"}"#,
        r#"{"on":"2022-10-21","by":"head","act":"agreement_concluded","number":"1","mode":"round_the_clock"}"#,
        r#"{"on":"2022-10-22","by":"specialist","act":"left_without_permission"}"#,
    ]);
    let child = with(&[
        r#"{"on":"2022-10-20","by":"specialist","act":"admitted_with_representative","representative":"m1"}"#,
    ]);
    let alone = with(&[
        r#"{"on":"2022-10-20","by":"specialist","act":"child_found_alone"}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"guardianship_notified"}"#,
        r#"{"on":"2022-10-20","by":"specialist","act":"child_handed_over"}"#,
    ]);
    let families = [
        (
            mother,
            Family {
                children: vec![summary("c2"), summary("c3")],
                ..Family::default()
            },
        ),
        (
            child,
            Family {
                representative: Some(summary("m1")),
                siblings: vec![summary("c3")],
                ..Family::default()
            },
        ),
        (alone, Family::default()),
        (super::file::sample_file(), Family::default()),
    ];
    families
        .into_iter()
        .map(|(file, family)| {
            let frame = super::file::sample_frame(lang, "/people/k3f9x2mp/family");
            family_page(frame, &file, family, today)
                .render()
                .unwrap_or_default()
        })
        .collect()
}
