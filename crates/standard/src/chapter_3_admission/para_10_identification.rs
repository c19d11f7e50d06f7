#![doc = include_str!("../../../../law/paragraphs/para_10.md")]

use crate::act::Signatory;
use crate::duty::{Owes, What, Who};
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "within one business day from the date of the request".
pub const IDENTIFY_ON_REQUEST: Owes = Owes {
    paragraph: "10",
    what: What::Identify,
    who: Who::Organization,
    term: Term::WorkingDays(1),
};

/// Paragraph 11 states no term; one working day as in paragraph 10.
/// Doubt: docs/interpretations/09-identification-after-police.md.
pub const IDENTIFY_AFTER_OFFENCE: Owes = Owes {
    paragraph: "11",
    ..IDENTIFY_ON_REQUEST
};

/// "together with the authorized body": both sign.
/// Doubt: docs/interpretations/03-signatures-on-the-sheet.md.
pub fn signed_jointly(signatories: &[Signatory]) -> Decision {
    let both = [Signatory::Organization, Signatory::AuthorizedBody]
        .iter()
        .all(|signatory| signatories.contains(signatory));
    require(both, "10", Reason::OrganizationAndBodyMustSign)
}
