#![doc = include_str!("../../../../law/paragraphs/para_32.md")]

use jiff::civil::Date;

use crate::act::{Act, AdjustmentReason, PlanItem, Specialist};
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::{Journal, may};
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "the individual plan must be adjusted": the order states no day.
pub const ADJUST_PLAN: Owes = Owes {
    paragraph: "32",
    what: What::AdjustPlan,
    who: Who::SPECIALIST,
    term: Term::None,
};

/// What is adjusted is an approved plan.
pub fn adjust_plan(case: &Case, by: Actor) -> Decision {
    may(by.is_of_the_organization(), "32")?;
    require(!case.plans.is_empty(), "32", Reason::NoPlanToAdjust)
}

/// An approved plan and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHistory {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The plan as approved, then each adjustment.
    pub revisions: Vec<Revision>,
}

/// A plan as approved, or as an adjustment left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The day of the approval or of the adjustment.
    pub on: Date,
    /// The entry.
    pub seq: u32,
    /// The entry that drew the plan up, whose form says its volumes.
    pub drawn_up_by: u32,
    /// Why it was adjusted; `None` of the plan as approved.
    pub reason: Option<AdjustmentReason>,
    /// Its services.
    pub items: Vec<PlanItem>,
}

/// What one revision of a plan has that the one before has not, and the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Services that were added.
    pub added: Vec<PlanItem>,
    /// Services that were dropped.
    pub dropped: Vec<PlanItem>,
    /// Services that stayed and have another responsible specialist: with the one before.
    pub reassigned: Vec<(PlanItem, Specialist)>,
}

impl Comparison {
    /// Whether the services are the same: only their time was adjusted.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.dropped.is_empty() && self.reassigned.is_empty()
    }
}

/// Compares two revisions. A service that a plan names twice counts twice; the order of the services says nothing.
pub fn compare(before: &[PlanItem], after: &[PlanItem]) -> Comparison {
    let mut dropped: Vec<PlanItem> = before.to_vec();
    let mut added: Vec<PlanItem> = Vec::new();
    for item in after {
        match dropped.iter().position(|earlier| earlier == item) {
            Some(at) => {
                dropped.remove(at);
            }
            None => added.push(item.clone()),
        }
    }
    let mut reassigned = Vec::new();
    added.retain(|item| {
        let Some(at) = dropped.iter().position(|earlier| earlier.code == item.code) else {
            return true;
        };
        reassigned.push((item.clone(), dropped.remove(at).responsible));
        false
    });
    Comparison {
        added,
        dropped,
        reassigned,
    }
}

/// Every approved plan of a file with its revisions, in the order of law.
pub fn plans(journal: &Journal) -> Vec<PlanHistory> {
    let mut plans: Vec<PlanHistory> = Vec::new();
    let mut draft = None;
    for entry in journal.counted() {
        match &entry.act {
            Act::PlanDrawnUp(facts) => draft = Some((entry.seq, facts)),
            Act::PlanApproved(_) => {
                let Some((drawn_up_by, facts)) = draft.take() else {
                    continue;
                };
                plans.push(PlanHistory {
                    from: facts.from,
                    to: facts.to,
                    revisions: vec![Revision {
                        on: entry.on,
                        seq: entry.seq,
                        drawn_up_by,
                        reason: None,
                        items: facts.items.clone(),
                    }],
                });
            }
            Act::PlanAdjusted(facts) => {
                let Some(plan) = plans.last_mut() else {
                    continue;
                };
                let Some(present) = plan.revisions.last() else {
                    continue;
                };
                let revision = Revision {
                    on: entry.on,
                    seq: entry.seq,
                    drawn_up_by: present.drawn_up_by,
                    reason: Some(facts.reason),
                    items: facts.items.clone().unwrap_or_else(|| present.items.clone()),
                };
                plan.revisions.push(revision);
            }
            _ => {}
        }
    }
    plans
}
