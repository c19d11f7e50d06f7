//! Forms: what is asked, described once; read into the JSON of acts and annexes; shown with labels, hints and errors.
//!
//! A page names its fields in a `const` list. The same list makes the page, reads the answer, makes the page "check your
//! answers" and keeps what was typed when something is wrong.

pub mod read;
pub mod view;

pub use read::{Answers, Read, Wrong};
pub use view::{CheckLine, FieldView, SectionView};

use crate::words::Words;

/// How a field is asked and what it becomes.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One line of text.
    Line,
    /// A line that is never shown again: a password.
    Password,
    /// The code of the moment from an app; never shown again.
    MomentCode,
    /// Several lines of text.
    Area,
    /// A day, written `24.03.2022` or `2022-03-24`.
    Day,
    /// A day and time, written `24.03.2022 14:30`.
    DayTime,
    /// An hour and minute, `14:30`.
    Time,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// One of these, as radio buttons.
    OneOf(&'static [&'static str]),
    /// One of a long list, as a select box.
    Pick(fn(Words) -> Vec<Group>),
    /// Any of these, as checkboxes.
    Many(&'static [&'static str]),
    /// Any of these row numbers, as checkboxes with words of their own.
    ManyNumbers(&'static [u8]),
    /// Any of a long list, as checkboxes.
    ManyOf(fn(Words) -> Vec<Group>),
    /// One checkbox: yes when marked.
    Mark,
    /// A list of texts, one a line.
    Lines,
    /// A table of rows, each with these fields; empty rows are left out.
    Rows(&'static [Field]),
    /// A part of a person's name, which may be marked as not established.
    NamePart,
    /// A date of birth, perhaps only the month or the year, perhaps an estimate.
    Birth,
    /// One checkbox: signed by hand.
    Signed,
    /// How people are related, as a select box.
    Kinship,
    /// One of these numbers, as radio buttons.
    OneOfNumbers(&'static [u8]),
    /// One of a list that the page brings along, as a select box.
    PickFrom(&'static str),
    /// A sentence between the fields: the message `field-…`.
    Note,
}

/// A named group of choices.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading of the group; empty for none.
    pub label: String,
    /// Value and label of each choice.
    pub choices: Vec<(String, String)>,
}

/// One question.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in the form; also the id of the message `field-<name>`.
    pub name: &'static str,
    /// How it is asked.
    pub kind: Kind,
    /// Whether an empty answer is an error.
    pub needed: bool,
    /// The fact of the act it becomes.
    pub fact: Option<&'static str>,
    /// The place in the annex it becomes: a JSON pointer.
    pub place: Option<&'static str>,
    /// A hint under the label: the message `field-<name>-hint`.
    pub hinted: bool,
    /// Whether it has to be filled depends on another answer: the hint says on which, and the label does not call it optional.
    pub depends: bool,
    /// The answer that stands there at first.
    pub first: First,
}

/// What stands in a field at first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Nothing.
    Empty,
    /// Today.
    Today,
    /// This value, or these, separated by spaces.
    Value(&'static str),
}

impl Field {
    const fn new(name: &'static str, kind: Kind) -> Self {
        Field {
            name,
            kind,
            needed: false,
            fact: None,
            place: None,
            hinted: false,
            depends: false,
            first: First::Empty,
        }
    }

    /// One line of text.
    pub const fn line(name: &'static str) -> Self {
        Self::new(name, Kind::Line)
    }

    /// A password.
    pub const fn password(name: &'static str) -> Self {
        Self::new(name, Kind::Password)
    }

    /// The code of the moment from an app.
    pub const fn moment_code(name: &'static str) -> Self {
        Self::new(name, Kind::MomentCode)
    }

    /// Several lines of text.
    pub const fn area(name: &'static str) -> Self {
        Self::new(name, Kind::Area)
    }

    /// A day.
    pub const fn day(name: &'static str) -> Self {
        Self::new(name, Kind::Day)
    }

    /// A whole number between two bounds.
    pub const fn number(name: &'static str, from: i64, to: i64) -> Self {
        Self::new(name, Kind::Number(from, to))
    }

    /// One of a few.
    pub const fn one_of(name: &'static str, values: &'static [&'static str]) -> Self {
        Self::new(name, Kind::OneOf(values))
    }

    /// Any of a few.
    pub const fn many(name: &'static str, values: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Many(values))
    }

    /// One of many.
    pub const fn pick(name: &'static str, choices: fn(Words) -> Vec<Group>) -> Self {
        Self::new(name, Kind::Pick(choices))
    }

    /// A single checkbox.
    pub const fn mark(name: &'static str) -> Self {
        Self::new(name, Kind::Mark)
    }

    /// A list, one entry a line.
    pub const fn lines(name: &'static str) -> Self {
        Self::new(name, Kind::Lines)
    }

    /// A table of rows.
    pub const fn rows(name: &'static str, fields: &'static [Field]) -> Self {
        Self::new(name, Kind::Rows(fields))
    }

    /// A part of a name.
    pub const fn name_part(name: &'static str) -> Self {
        Self::new(name, Kind::NamePart)
    }

    /// A date of birth.
    pub const fn birth(name: &'static str) -> Self {
        Self::new(name, Kind::Birth)
    }

    /// A signature by hand.
    pub const fn signed(name: &'static str) -> Self {
        Self::new(name, Kind::Signed)
    }

    /// A field of any kind.
    pub const fn of(name: &'static str, kind: Kind) -> Self {
        Self::new(name, kind)
    }

    /// A sentence that asks nothing.
    pub const fn note(name: &'static str) -> Self {
        Self::new(name, Kind::Note)
    }

    /// An empty answer is an error.
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// The answer becomes this fact of the act.
    pub const fn fact(mut self, fact: &'static str) -> Self {
        self.fact = Some(fact);
        self
    }

    /// The answer becomes this place of the annex (a JSON pointer).
    pub const fn place(mut self, pointer: &'static str) -> Self {
        self.place = Some(pointer);
        self
    }

    /// With a hint, which says on which other answer it depends whether this has to be filled.
    pub const fn depends(mut self) -> Self {
        self.hinted = true;
        self.depends = true;
        self
    }

    /// There is a hint.
    pub const fn hinted(mut self) -> Self {
        self.hinted = true;
        self
    }

    /// What stands there at first.
    pub const fn first(mut self, value: &'static str) -> Self {
        self.first = First::Value(value);
        self
    }

    /// Today stands there at first.
    pub const fn today(mut self) -> Self {
        self.first = First::Today;
        self
    }
}

/// A part of a form under a heading of its own.
#[derive(Clone, Copy)]
pub struct Section {
    /// The message `section-<name>`; empty for a part without heading.
    pub name: &'static str,
    /// Its questions.
    pub fields: &'static [Field],
}

impl Section {
    /// A part with a heading.
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Section { name, fields }
    }
}
