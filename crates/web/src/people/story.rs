//! The journal of a file as a story: one sentence an act, newest first.

use jiff::civil::Date;
use standard::{calendar::Calendar, duty::Duty};
use store::{OpenFile, RecordedEntry};

use crate::{
    people::file::does,
    sentence,
    words::{Words, arguments, plain},
};

/// A row of the journal.
pub struct Line {
    /// The number of the entry; 0 for what the other body did in an exchange.
    pub seq: u32,
    /// The day in words.
    pub day: String,
    /// The day for the machine.
    pub iso: String,
    /// The act.
    pub sentence: String,
    /// Who did it, and who entered it.
    pub by: String,
    /// When it was entered; empty when on the day itself.
    pub recorded: String,
    /// Duties that it did after their last day.
    pub late: Vec<String>,
    /// What was frozen beside it.
    pub papers: Vec<Paper>,
    /// It is struck out.
    pub struck: bool,
}

/// A document beside an entry.
pub struct Paper {
    /// Its code.
    pub id: String,
    /// The form.
    pub title: String,
}

/// The journal, newest first.
pub fn lines(words: Words, file: &OpenFile, duties: &[Duty], today: Date) -> Vec<Line> {
    let mut entries: Vec<&RecordedEntry> = file.entries.iter().collect();
    entries.sort_by_key(|recorded| std::cmp::Reverse((recorded.entry.on, recorded.recorded_at)));
    entries
        .into_iter()
        .map(|recorded| line(words, file, recorded, duties, today))
        .collect()
}

/// One entry.
pub fn line(
    words: Words,
    file: &OpenFile,
    recorded: &RecordedEntry,
    duties: &[Duty],
    today: Date,
) -> Line {
    let entry = &recorded.entry;
    let recorded_on = store::day_in_kazakhstan(recorded.recorded_at);
    let late = duties
        .iter()
        .filter(|duty| duty.done == Some(entry.on) && duty.is_late(today))
        .filter(|duty| does(entry.act.name(), duty))
        .filter_map(|duty| done_late(words, duty, today, &file.calendar))
        .collect();
    let own = recorded.exchange.is_none();
    let papers = file
        .documents
        .iter()
        .filter(|document| own && document.seq == entry.seq)
        .map(|document| Paper {
            id: document.id.clone(),
            title: words.text(document.form.name()),
        })
        .collect();
    Line {
        seq: if own { entry.seq } else { 0 },
        day: words.day(entry.on, today),
        iso: entry.on.to_string(),
        sentence: sentence::of_act(words, &entry.act),
        by: format!(
            "{}, {}",
            in_whose_name(words, recorded),
            recorded.by_account
        ),
        recorded: if recorded_on == entry.on {
            String::new()
        } else {
            words.with_text("file-recorded", "day", &words.day(recorded_on, today))
        },
        late,
        papers,
        struck: recorded.struck,
    }
}

/// In whose name an act was done: "head", or "acting head by order No. 5".
fn in_whose_name(words: Words, recorded: &RecordedEntry) -> String {
    match &recorded.acting_by {
        Some(order) => plain(&words.with_text("file-acting-head", "order", order)),
        None => words.named("who", recorded.entry.by.name()),
    }
}

/// "after the last day, Fri 20 November: late by 1 working day". On a day off after the last day no working day has passed:
/// then the last day alone is told.
fn done_late(words: Words, duty: &Duty, today: Date, calendar: &Calendar) -> Option<String> {
    let due = words.day(duty.due?, today);
    let days = duty.working_days_late(today, calendar).unwrap_or(0);
    Some(if days == 0 {
        words.with_text("file-done-after", "due", &due)
    } else {
        words.with(
            "file-done-late",
            &arguments([("due", due.into()), ("days", i64::from(days).into())]),
        )
    })
}
