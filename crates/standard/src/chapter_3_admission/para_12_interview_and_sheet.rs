#![doc = include_str!("../../../../law/paragraphs/para_12.md")]

use crate::act::EvaluationSheetFilled;
use crate::actor::Actor;
use crate::case::Case;
use crate::chapter_3_admission::para_10_identification::signed_jointly;
use crate::chapter_3_admission::para_11_detected_offence::signed_by_three;
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};

/// Rows of Annex 2 that head a block and carry no mark.
/// Doubt: docs/interpretations/01-no-score-threshold.md.
pub const HEADINGS: [i64; 4] = [1, 7, 20, 28];

/// Whether the row of Annex 2 is one of its 28 indicators.
pub fn is_indicator(row: i64) -> bool {
    (2..=32).contains(&row) && !HEADINGS.contains(&row)
}

/// The evaluation sheet rests on an interview and on signatures. Marks are added up and decide nothing: Annex 2 has no pass
/// mark, the people who sign conclude together.
/// Doubt: docs/interpretations/01-no-score-threshold.md.
pub fn fill_evaluation_sheet(case: &Case, by: Actor, facts: &EvaluationSheetFilled) -> Decision {
    may(
        by == Actor::InternalAffairs || by.is_of_the_organization(),
        "10",
    )?;
    require(case.interview.is_some(), "12", Reason::InterviewMissing)?;
    if case.offence_detected {
        signed_by_three(case, &facts.signatories)?;
    } else {
        signed_jointly(&facts.signatories)?;
    }
    let indicators_only = facts.indicators.iter().all(|row| is_indicator(*row));
    require(indicators_only, "12", Reason::NotAnIndicator)
}
