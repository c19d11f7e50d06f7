//! What is wrong with the contents of a form.

use jiff::civil::Date;

use super::values::{NamePart, PartialDate, PersonName, Signatory, Signature};

/// Longest part of a person's name, in characters.
pub const LONGEST_NAME: usize = 100;
/// Longest value of a single line (a place, a position, a number), in characters.
pub const LONGEST_LINE: usize = 300;
/// Longest value of several lines (a state of health, a note), in characters.
pub const LONGEST_PARAGRAPH: usize = 2_000;
/// Longest narrative (items 6 and 7 of Annex 8), in characters.
pub const LONGEST_NARRATIVE: usize = 10_000;

/// Whether a problem stops the document from being signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document cannot be frozen or signed so.
    Error,
    /// Possible, but somebody should look.
    Warning,
}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, by its name in the document; fields of a part are joined by a full stop (`specialist.name`).
    pub field: &'static str,
    /// The row of a list, counted from 0.
    pub row: Option<usize>,
    /// Stable name of the problem; the words are the Fluent message `problem-<problem>`.
    pub problem: &'static str,
    /// The most that is allowed (characters or rows), when the problem is a limit.
    pub limit: Option<usize>,
    /// Whether it stops the document.
    pub severity: Severity,
}

impl Problem {
    /// Every stable name that `problem` can have, so that a test can demand words for each.
    pub const ALL: &[&str] = &[
        "agreement-too-long",
        "bad-characters",
        "birth-in-future",
        "change-present-and-absent",
        "children-missing",
        "children-not-announced",
        "conclusion-missing",
        "consent-missing",
        "ends-before-beginning",
        "expires-before-issue",
        "future",
        "documents-reason",
        "iin-birth-differs",
        "iin-check-digit",
        "iin-no-such-birth",
        "iin-not-twelve-digits",
        "indicator-none",
        "indicator-unknown",
        "kind-missing",
        "missing",
        "name-missing",
        "outside-plan",
        "row-twice",
        "row-unknown",
        "rules-not-acknowledged",
        "service-unknown",
        "too-long",
        "too-many",
        "unsigned",
        "warning-missing",
    ];
}

/// Collects the problems of one document.
pub(crate) struct Checker {
    today: Date,
    problems: Vec<Problem>,
    row: Option<usize>,
}

impl Checker {
    pub(crate) fn new(today: Date) -> Self {
        Checker {
            today,
            problems: Vec::new(),
            row: None,
        }
    }

    pub(crate) fn finish(self) -> Vec<Problem> {
        self.problems
    }

    /// Everything found by `check` is marked with that row.
    pub(crate) fn rows<T>(&mut self, rows: &[T], mut check: impl FnMut(&mut Self, &T)) {
        for (index, each) in rows.iter().enumerate() {
            self.row = Some(index);
            check(self, each);
        }
        self.row = None;
    }

    pub(crate) fn error(&mut self, field: &'static str, problem: &'static str) {
        self.push(field, problem, None, Severity::Error);
    }

    pub(crate) fn warn(&mut self, field: &'static str, problem: &'static str) {
        self.push(field, problem, None, Severity::Warning);
    }

    fn push(
        &mut self,
        field: &'static str,
        problem: &'static str,
        limit: Option<usize>,
        severity: Severity,
    ) {
        self.problems.push(Problem {
            field,
            row: self.row,
            problem,
            limit,
            severity,
        });
    }

    /// `problem`, unless `holds`.
    pub(crate) fn demand(&mut self, holds: bool, field: &'static str, problem: &'static str) {
        if !holds {
            self.error(field, problem);
        }
    }

    pub(crate) fn at_most(&mut self, field: &'static str, count: usize, limit: usize) {
        if count > limit {
            self.push(field, "too-many", Some(limit), Severity::Error);
        }
    }

    /// A value of one line that may be empty.
    pub(crate) fn line(&mut self, field: &'static str, value: &str) {
        self.bounded(field, value, LONGEST_LINE, false);
    }

    /// A value of one line that the form demands.
    pub(crate) fn needed_line(&mut self, field: &'static str, value: &str) {
        self.demand(!value.trim().is_empty(), field, "missing");
        self.line(field, value);
    }

    /// A value of several lines, up to `longest` characters.
    pub(crate) fn text(&mut self, field: &'static str, value: &str, longest: usize) {
        self.bounded(field, value, longest, true);
    }

    /// The same, demanded by the form.
    pub(crate) fn needed_text(&mut self, field: &'static str, value: &str, longest: usize) {
        self.demand(!value.trim().is_empty(), field, "missing");
        self.text(field, value, longest);
    }

    fn bounded(&mut self, field: &'static str, value: &str, longest: usize, many_lines: bool) {
        let line_break = |c: char| many_lines && matches!(c, '\n' | '\r' | '\t');
        if value.chars().any(|c| c.is_control() && !line_break(c)) {
            self.error(field, "bad-characters");
        }
        if value.chars().count() > longest {
            self.push(field, "too-long", Some(longest), Severity::Error);
        }
    }

    /// A name of which at least one part is written or marked as not established.
    pub(crate) fn name(&mut self, field: &'static str, name: &PersonName) {
        self.demand(!name.is_empty(), field, "name-missing");
        for part in name.parts() {
            if let NamePart::Given(text) = part {
                self.bounded(field, text, LONGEST_NAME, false);
            }
        }
    }

    /// A birth that is not after today. A date that may be partial is compared by its earliest possible day.
    pub(crate) fn birth(&mut self, field: &'static str, born: Option<PartialDate>) {
        if let Some(born) = born {
            self.demand(born.first_day() <= self.today, field, "birth-in-future");
        }
    }

    pub(crate) fn needed_birth(&mut self, field: &'static str, born: Option<PartialDate>) {
        self.demand(born.is_some(), field, "missing");
        self.birth(field, born);
    }

    /// A day that has come, and that the form demands.
    pub(crate) fn needed_past(&mut self, field: &'static str, day: Option<Date>) {
        self.demand(day.is_some(), field, "missing");
        self.past(field, day);
    }

    pub(crate) fn past(&mut self, field: &'static str, day: Option<Date>) {
        if day.is_some_and(|day| day > self.today) {
            self.error(field, "future");
        }
    }

    /// A period whose two ends are demanded and in order.
    pub(crate) fn period(
        &mut self,
        fields: (&'static str, &'static str),
        from: Option<Date>,
        to: Option<Date>,
    ) {
        self.demand(from.is_some(), fields.0, "missing");
        self.demand(to.is_some(), fields.1, "missing");
        if let (Some(from), Some(to)) = (from, to) {
            self.demand(from <= to, fields.1, "ends-before-beginning");
        }
    }

    /// A place for a signature: the signature itself is made on paper later, so that its absence is a warning.
    pub(crate) fn signature(&mut self, field: &'static str, signature: Signature) {
        if signature == Signature::Unsigned {
            self.warn(field, "unsigned");
        }
    }

    pub(crate) fn signatory(&mut self, field: &'static str, who: &Signatory) {
        self.demand(!who.name.trim().is_empty(), field, "name-missing");
        self.bounded(field, &who.name, LONGEST_LINE, false);
        self.bounded(field, &who.position, LONGEST_LINE, false);
        self.past(field, who.on);
        self.signature(field, who.signature);
    }
}
