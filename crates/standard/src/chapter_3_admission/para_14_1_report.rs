#![doc = include_str!("../../../../law/paragraphs/para_14_1.md")]

use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "Based on the assessment … a report shall be prepared": for every assessment, on the same day.
/// Doubt: docs/interpretations/07-report-of-annex-8.md.
pub const DRAW_UP_REPORT: Owes = Owes {
    paragraph: "14-1",
    what: What::DrawUpReport,
    who: Who::Organization,
    term: Term::SameDay,
};

/// A report rests on an evaluation sheet. It is no condition of recognition.
pub fn draw_up_report(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "14-1")?;
    require(case.sheet.is_some(), "14-1", Reason::SheetMissing)
}
