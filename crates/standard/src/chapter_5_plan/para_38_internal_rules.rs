#![doc = include_str!("../../../../law/paragraphs/para_38.md")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::AgreementConcluded;
use crate::annex::Problem;
use crate::annex::problem::Checker;
use crate::refusal::{Decision, Reason, require};
use crate::register::{Content, Line, Register, standing};

/// The recipient knows the internal rules before the stay under the agreement begins.
pub fn rules_are_acknowledged(facts: &AgreementConcluded) -> Decision {
    require(facts.rules_acknowledged, "38", Reason::RulesNotAcknowledged)
}

/// A line of the register of internal rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum RulesEntry {
    /// A version of the rules, approved.
    Version(Version),
}

/// "determined by the internal rules approved by the head of the organization": a version of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The number of the head's order.
    pub order: String,
    /// The day of the order.
    pub ordered_on: Option<Date>,
    /// The first day on which the rules are in force.
    pub in_force_from: Option<Date>,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// Or where the paper is.
    #[serde(default)]
    pub paper: String,
}

/// Longest text of the rules, in characters.
pub const LONGEST_RULES: usize = 20_000;

impl Content for RulesEntry {
    const REGISTER: Register = Register::InternalRules;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let RulesEntry::Version(version) = self;
        let mut check = Checker::new(today);
        check.needed_line("order", &version.order);
        check.needed_past("ordered_on", version.ordered_on);
        check.demand(version.in_force_from.is_some(), "in_force_from", "missing");
        if let (Some(ordered), Some(from)) = (version.ordered_on, version.in_force_from) {
            check.demand(ordered <= from, "in_force_from", "ends-before-beginning");
        }
        check.text("text", &version.text, LONGEST_RULES);
        check.line("paper", &version.paper);
        let said = !version.text.trim().is_empty() || !version.paper.trim().is_empty();
        check.demand(said, "text", "missing");
        check.finish()
    }
}

/// The version in force on that day: of those that have begun, the one that began last. Whoever is made familiar with the rules
/// on that day is made familiar with this version.
pub fn rules_in_force(lines: &[Line<RulesEntry>], on: Date) -> Option<&Line<RulesEntry>> {
    standing(lines)
        .filter(|line| begins(line).is_some_and(|from| from <= on))
        .max_by_key(|line| (begins(line), line.number))
}

/// The last day of a version: the day before the next one begins; none while no later one is known.
pub fn last_day_of(lines: &[Line<RulesEntry>], number: u32) -> Option<Date> {
    let of = standing(lines).find(|line| line.number == number)?;
    standing(lines)
        .filter(|line| (begins(line), line.number) > (begins(of), number))
        .filter_map(begins)
        .min()?
        .yesterday()
        .ok()
}

fn begins(line: &Line<RulesEntry>) -> Option<Date> {
    let RulesEntry::Version(version) = &line.content;
    version.in_force_from
}
