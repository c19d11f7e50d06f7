//! What striking an entry out would mean, told before it is done: what rests on the entry, and which duties would change.

use jiff::civil::Date;
use standard::{
    act::{Act, Entry, EntryStruckOut},
    actor::Actor,
    journal::NoOtherFile,
};
use store::OpenFile;

use crate::{act::after, sentence, words::Words};

/// An entry in one line, with its number as a link.
pub struct EntryRef {
    /// Its number.
    pub seq: u32,
    /// Its day and its sentence.
    pub text: String,
}

/// What striking out an entry would mean.
pub struct Consequences {
    /// The entry itself.
    pub entry: EntryRef,
    /// Where the file's entries have their pages.
    pub code: String,
    /// The entries that rest on it: they would have to be struck out before.
    pub resting: Vec<EntryRef>,
    /// What would change, as sentences. Empty while something rests on the entry.
    pub changes: Vec<String>,
}

/// An entry of the file's own by its number.
pub fn entry_ref(words: Words, file: &OpenFile, seq: u32) -> Option<EntryRef> {
    let recorded = file
        .entries
        .iter()
        .find(|recorded| recorded.entry.seq == seq && recorded.exchange.is_none())?;
    Some(EntryRef {
        seq,
        text: format!(
            "{}: {}",
            words.full_day(recorded.entry.on),
            sentence::of_act(words, &recorded.entry.act)
        ),
    })
}

/// What striking out the entry would mean today; `None` when the file has no such entry that counts.
pub fn consequences(words: Words, file: &OpenFile, seq: u32, today: Date) -> Option<Consequences> {
    let entry = entry_ref(words, file, seq)?;
    let journal = &file.journal;
    let can_be = journal
        .entries()
        .iter()
        .any(|entry| entry.seq == seq && !matches!(entry.act, Act::EntryStruckOut(_)))
        && !journal.is_struck(seq);
    if !can_be {
        return None;
    }
    // What leans on another file of the family is judged when the entry is struck out.
    let resting: Vec<EntryRef> = journal
        .resting_on(seq, &NoOtherFile)
        .into_iter()
        .filter(|_| journal.case().representative.is_none())
        .filter_map(|seq| entry_ref(words, file, seq))
        .rev()
        .collect();
    let changes = if resting.is_empty() {
        let strike = Entry {
            seq: journal
                .entries()
                .iter()
                .map(|entry| entry.seq)
                .max()
                .unwrap_or(0)
                + 1,
            on: today,
            by: Actor::Head,
            act: Act::EntryStruckOut(EntryStruckOut {
                line: seq,
                reason: String::new(),
            }),
        };
        after::sentences(words, journal, strike, today, &file.calendar)
    } else {
        Vec::new()
    };
    Some(Consequences {
        entry,
        code: file.code.clone(),
        resting,
        changes,
    })
}
