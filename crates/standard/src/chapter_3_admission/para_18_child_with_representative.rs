#![doc = include_str!("../../../../law/paragraphs/para_18.md")]

use jiff::civil::Date;

use crate::act::AdmittedWithRepresentative;
use crate::actor::Actor;
use crate::journal::{World, may};
use crate::refusal::{Decision, Reason, require};

/// A child enters with its representative and has a file of its own. Identification and permit are the representative's.
/// Doubt: docs/interpretations/36-child-with-representative.md.
pub fn admit_with_representative(
    by: Actor,
    facts: &AdmittedWithRepresentative,
    on: Date,
    world: &dyn World,
) -> Decision {
    may(by.is_of_the_organization(), "18")?;
    let recognised = world
        .representative(facts.representative.as_str(), on)
        .is_some_and(|representative| representative.is_recognised);
    require(recognised, "17", Reason::RepresentativeNotRecognised)
}
