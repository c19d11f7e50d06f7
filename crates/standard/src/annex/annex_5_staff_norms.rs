//! Annex 5: minimum staff norms (paragraph 27). The table is the order's; the house hands in its three numbers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::problem::{Checker, Problem};

/// The numbers of a house by which the norms of Annex 5 are read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StaffNorms {
    /// Name of the organization.
    pub organization: String,
    /// Recipients of services (places).
    pub recipients: u32,
    /// Children among them: row 8 is one educator for ten.
    pub children: u32,
    /// Training groups: row 10 is one instructor for each.
    pub groups: u32,
    /// The day for which the norms are read.
    pub on: Option<Date>,
}

impl StaffNorms {
    /// What is wrong with the numbers.
    pub fn check(&self, today: Date) -> Vec<Problem> {
        let mut check = Checker::new(today);
        check.line("organization", &self.organization);
        check.demand(self.recipients > 0, "recipients", "missing");
        check.at_most("children", self.children as usize, self.recipients as usize);
        check.past("on", self.on);
        check.finish()
    }
}
