#![doc = include_str!("../../../../law/paragraphs/para_42.md")]

use crate::case::Case;
use crate::refusal::{Decision, Reason, require};

/// Services are terminated on a contraindication that is open, with the person referred.
pub fn may_be_terminated(case: &Case) -> Decision {
    let referred = case
        .contraindications
        .values()
        .any(|finding| finding.referred);
    require(referred, "42", Reason::FindingAndReferralMissing)
}
