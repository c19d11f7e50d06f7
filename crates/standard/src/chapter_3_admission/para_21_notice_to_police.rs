#![doc = include_str!("../../../../law/paragraphs/para_21.md")]

use crate::act::PoliceNotified;
use crate::actor::Actor;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "independently within three working days sends information": from the refusal.
pub const NOTIFY_POLICE: Owes = Owes {
    paragraph: "21",
    what: What::NotifyPolice,
    who: Who::Organization,
    term: Term::WorkingDays(3),
};

/// "taking into account the confidentiality of personal data": the notice tells of the fact and of nobody.
pub fn notify_police(by: Actor, facts: &PoliceNotified) -> Decision {
    may(by.is_of_the_organization(), "21")?;
    require(!facts.identity, "21", Reason::NoticeCarriesIdentity)
}
