//! "After this": what follows from an act, by folding a copy of the journal with it.

use jiff::civil::Date;
use standard::{
    act::Entry,
    calendar::Calendar,
    duty::{Change, Duty, changes},
    journal::Journal,
};

use crate::{
    sentence,
    words::{Words, arguments},
};

/// What the act would close, open and change, as sentences.
pub fn sentences(
    words: Words,
    journal: &Journal,
    entry: Entry,
    today: Date,
    calendar: &Calendar,
) -> Vec<String> {
    let before = journal.case().duties(calendar);
    let stage_before = journal.case().stage();
    let mut trial = journal.clone();
    trial.record(entry);
    let after = trial.case().duties(calendar);

    let mut said: Vec<String> = Vec::new();
    for change in changes(&before, &after) {
        let sentence = of_change(words, &change, today);
        // What four specialists owe on one day is said once.
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    if trial.case().stage() != stage_before {
        let stage = words.named("stage", trial.case().stage().name());
        said.push(words.with_text("after-stage", "stage", &stage));
    }
    if said.is_empty() {
        said.push(words.text("after-nothing"));
    }
    said
}

/// Whether an act dated before others opens, moves or takes away what is owed: then it is told before it is recorded, also
/// where an act is otherwise recorded at once.
pub fn moves_duties(journal: &Journal, entry: Entry, calendar: &Calendar) -> bool {
    let before_others = journal
        .counted()
        .last()
        .is_some_and(|last| last.on > entry.on);
    if !before_others {
        return false;
    }
    let before = journal.case().duties(calendar);
    let mut trial = journal.clone();
    trial.record(entry);
    changes(&before, &trial.case().duties(calendar))
        .iter()
        .any(|change| !matches!(change, Change::Done(_)))
}

fn of_change(words: Words, change: &Change, today: Date) -> String {
    let due = |id: &str, duty: &Duty| match duty.due {
        Some(due) => words.with(
            id,
            &arguments([
                ("duty", sentence::of_duty(words, duty).into()),
                ("day", words.day(due, today).into()),
            ]),
        ),
        None => words.with_text("after-no-term", "duty", &sentence::of_duty(words, duty)),
    };
    match change {
        Change::Done(duty) => {
            words.with_text("after-closes", "duty", &sentence::of_duty(words, duty))
        }
        Change::Gone(duty) => {
            words.with_text("after-gone", "duty", &sentence::of_duty(words, duty))
        }
        Change::Opened(duty) => due("after-due", duty),
        Change::Reopened(duty) => due("after-reopened", duty),
        Change::Moved(duty, None) => due("after-due", duty),
        Change::Moved(duty, Some(from)) => words.with(
            "after-moved",
            &arguments([
                ("duty", sentence::of_duty(words, duty).into()),
                ("from", words.day(*from, today).into()),
                (
                    "day",
                    duty.due
                        .map_or_else(|| words.text("no-term"), |due| words.day(due, today))
                        .into(),
                ),
            ]),
        ),
    }
}
