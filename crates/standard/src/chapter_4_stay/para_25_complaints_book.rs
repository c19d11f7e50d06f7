#![doc = include_str!("../../../../law/paragraphs/para_25.md")]
#![doc = include_str!("../../../../law/paragraphs/para_26.md")]

mod kept;
mod month;
mod shown;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use kept::{ReplyToBody, ReplyToHead, ToBody, ToHead};
pub use month::Month;
pub use shown::{HIDDEN, without_names};

use crate::lang::Lang;

/// Longest text that is entered, in characters: three pages by hand.
pub const LONGEST_ENTRY: usize = 5_000;
/// Longest name, and longest way to answer, in characters.
pub const LONGEST_NAME: usize = 200;

/// What somebody enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something is not right.
    Complaint,
    /// Something could be better.
    Suggestion,
    /// Something was good.
    Thanks,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 3] = [Kind::Complaint, Kind::Suggestion, Kind::Thanks];

    /// The name in stored data and in the program's words.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Complaint => "complaint",
            Kind::Suggestion => "suggestion",
            Kind::Thanks => "thanks",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How an entry came into the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// On the open page, without an account.
    Page,
    /// On paper; a member of staff entered it word for word.
    Paper,
    /// Said aloud; a member of staff wrote it down.
    Spoken,
}

impl Came {
    /// The name in stored data and in the program's words.
    pub fn name(self) -> &'static str {
        match self {
            Came::Page => "page",
            Came::Paper => "paper",
            Came::Spoken => "spoken",
        }
    }

    /// The way of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Came::Page, Came::Paper, Came::Spoken]
            .into_iter()
            .find(|came| came.name() == name)
    }
}

/// An entry of the book, or a confidential message: what is wished to be told, and no more than that about who tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// The day: no entry without an account carries an hour.
    pub on: Date,
    /// How it came.
    pub came: Came,
    /// The language of the page on which it was written.
    pub language: Lang,
    /// The name, when she or he wishes to give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How to answer her or him, when wished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// The answer to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The number of the entry.
    pub to: u32,
    /// The words, which whoever complained may read.
    pub text: String,
    /// What was done about it, for the house alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// The day.
    pub on: Date,
}

/// How an entry is shown on demand, when its own words would name somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The number of the entry.
    pub of: u32,
    /// The words without any name.
    pub text: String,
    /// The day.
    pub on: Date,
}

/// The head's review of a month, signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The month that is reviewed.
    pub month: Month,
    /// The number of the newest entry that was seen; 0 when there was none.
    pub up_to: u32,
    /// What the head remarked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The day.
    pub on: Date,
}

/// Why a month cannot be marked as reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReviewed {
    /// The month has not begun.
    NotBegun,
    /// There was no book in that month.
    BeforeTheBook,
    /// The book has fewer entries, or an earlier review saw more.
    EntriesDiffer,
}

impl NotReviewed {
    /// All reasons.
    pub const ALL: [NotReviewed; 3] = [
        NotReviewed::NotBegun,
        NotReviewed::BeforeTheBook,
        NotReviewed::EntriesDiffer,
    ];

    /// The name in the program's words.
    pub fn name(self) -> &'static str {
        match self {
            NotReviewed::NotBegun => "review-not-begun",
            NotReviewed::BeforeTheBook => "review-before-the-book",
            NotReviewed::EntriesDiffer => "review-entries-differ",
        }
    }
}

/// A month whose review is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewOwed {
    /// The month.
    pub month: Month,
    /// Its last day: the last day in time (docs/interpretations/40-monthly-review-of-the-book.md).
    pub due: Date,
}

impl ReviewOwed {
    /// Whether that day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        today > self.due
    }
}

/// "reviewed by the head every month": the months without a review, from the one in which the book was opened to the present
/// one. An empty book is reviewed too. A late review is accepted and ends what was owed.
pub fn reviews_owed(opened: Date, reviewed: &[Month], today: Date) -> Vec<ReviewOwed> {
    Month::of(opened)
        .until(Month::of(today))
        .filter(|month| !reviewed.contains(month))
        .map(|month| ReviewOwed {
            month,
            due: month.last_day(),
        })
        .collect()
}

/// Marks a month as reviewed. `entries` is the number of the newest entry, `seen_before` what the reviews until now have seen.
///
/// # Errors
/// [`NotReviewed`]: a month that has not begun or was before the book, or entries that are not there.
pub fn review(
    review: Review,
    opened: Date,
    entries: u32,
    seen_before: u32,
) -> Result<Review, NotReviewed> {
    if review.month > Month::of(review.on) {
        Err(NotReviewed::NotBegun)
    } else if review.month < Month::of(opened) {
        Err(NotReviewed::BeforeTheBook)
    } else if review.up_to > entries || review.up_to < seen_before {
        Err(NotReviewed::EntriesDiffer)
    } else {
        Ok(review)
    }
}

/// An entry as the book shows it to whoever demands to see it: no name, no way to reach anybody, and in the words nothing that
/// is a name of `names` (those of the recipients, and the one given with the entry).
///
/// ```
/// use standard::chapter_4_stay::para_25_complaints_book::{Came, Entry, Kind, shown_on_demand};
/// use standard::lang::Lang;
///
/// let entry = Entry {
///     kind: Kind::Complaint,
///     text: "Айгуль холодно. Позвоните +7 701 555 12 34.".to_owned(),
///     on: jiff::civil::date(2022, 3, 28),
///     came: Came::Page,
///     language: Lang::Ru,
///     name: None,
///     contact: None,
/// };
/// assert_eq!(shown_on_demand(&entry, None, &["Айгуль".to_owned()]), "[…] холодно. Позвоните […].");
/// ```
pub fn shown_on_demand(entry: &Entry, wording: Option<&Wording>, names: &[String]) -> String {
    let words = wording.map_or(entry.text.as_str(), |wording| wording.text.as_str());
    let own = entry.name.iter().chain(&entry.contact);
    let names: Vec<&str> = names.iter().chain(own).map(String::as_str).collect();
    without_names(words, &names)
}
