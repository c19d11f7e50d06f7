//! "After this": what follows from an act, by folding a copy of the journal with it.

use jiff::civil::Date;
use standard::{act::Entry, calendar::Calendar, duty::Duty, journal::Journal};

use crate::{
    sentence,
    words::{Words, arguments},
};

/// What the act would close, open and change, as sentences.
pub fn sentences(words: Words, journal: &Journal, entry: Entry, today: Date) -> Vec<String> {
    let calendar = Calendar::embedded();
    let before = journal.case().duties(calendar);
    let stage_before = journal.case().stage();
    let mut trial = journal.clone();
    trial.record(entry);
    let after = trial.case().duties(calendar);

    let mut said = Vec::new();
    for duty in before.iter().filter(|duty| duty.is_open()) {
        let closed = after
            .iter()
            .find(|later| is_same(later, duty))
            .is_some_and(|later| later.done.is_some());
        if closed {
            said.push(words.with_text("after-closes", "duty", &sentence::of_duty(words, duty)));
        }
    }
    for duty in after.iter().filter(|duty| duty.is_open()) {
        let moved = before.iter().find(|earlier| is_same(earlier, duty));
        if moved.is_some_and(|earlier| earlier.due == duty.due) {
            continue;
        }
        let sentence = sentence::of_duty(words, duty);
        said.push(match duty.due {
            Some(due) => words.with(
                "after-due",
                &arguments([
                    ("duty", sentence.into()),
                    ("day", words.day(due, today).into()),
                ]),
            ),
            None => words.with_text("after-no-term", "duty", &sentence),
        });
    }
    said.dedup();
    if trial.case().stage() != stage_before {
        let stage = words.named("stage", trial.case().stage().name());
        said.push(words.with_text("after-stage", "stage", &stage));
    }
    if said.is_empty() {
        said.push(words.text("after-nothing"));
    }
    said
}

fn is_same(one: &Duty, other: &Duty) -> bool {
    one.what == other.what
        && one.opened_by == other.opened_by
        && one.from == other.from
        && one.who == other.who
        && one.paragraph == other.paragraph
}
