//! What keeps a body going and its record honest: recovery of keys, keeping and erasing, checkpoints.

pub mod keeping;
pub mod record;
pub mod recovery;
pub mod restricted;

use jiff::Timestamp;

use crate::words::Words;

/// An instant as a sentence says it: the day and the time in Kazakhstan.
fn instant(words: Words, at: Timestamp) -> String {
    format!(
        "{}, {}",
        words.full_day(store::day_in_kazakhstan(at)),
        crate::access::sign_in::clock_time(at)
    )
}
