#![doc = include_str!("../../../../law/paragraphs/para_30.md")]
#![doc = include_str!("../../../../law/paragraphs/para_31.md")]

use jiff::civil::Date;

use crate::act::MonitoringRecorded;
use crate::actor::Actor;
use crate::case::Case;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::{Term, add_months};

/// "quarterly monitoring": every three months from the approval, and a closing entry by the plan's last day.
/// Doubt: docs/interpretations/22-quarterly.md.
pub const MONITOR: Owes = Owes {
    paragraph: "31",
    what: What::Monitor,
    who: Who::SPECIALIST,
    term: Term::Months(3),
};

/// A stretch of a plan that ends with a monitoring entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its number in the plan, from 1.
    pub number: u32,
    /// Entries from this day on are this quarter's.
    pub begins: Date,
    /// The last day for its entry.
    pub due: Date,
}

/// The full quarters of a plan, counted from its approval, and the last stretch, which ends with the plan.
pub fn quarters(approved_on: Date, last_day: Date) -> (Vec<Quarter>, Quarter) {
    let mut full = Vec::new();
    let mut begins = approved_on;
    for number in 1.. {
        match add_months(approved_on, 3 * number).filter(|due| *due < last_day) {
            Some(due) => full.push(Quarter {
                number,
                begins,
                due,
            }),
            None => {
                return (
                    full,
                    Quarter {
                        number,
                        begins,
                        due: last_day,
                    },
                );
            }
        }
        begins = full[full.len() - 1].due;
    }
    unreachable!("dates end before the numbers do")
}

/// "by a specialist in social work or a person authorized to conduct monitoring".
pub fn record_monitoring(case: &Case, by: Actor, facts: &MonitoringRecorded) -> Decision {
    let by_office = matches!(by, Actor::Specialist | Actor::Consultant | Actor::Head);
    let authorised = by.is_of_the_organization() && facts.authorised;
    require(
        by_office || authorised,
        "30",
        Reason::NotAuthorisedToMonitor,
    )?;
    may(by.is_of_the_organization(), "30")?;
    require(!case.plans.is_empty(), "31", Reason::NoPlanToMonitor)
}
