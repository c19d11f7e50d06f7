#![doc = include_str!("../../../../law/paragraphs/para_23.md")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};

/// Equipment that the founder provided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Equipment {
    /// What it is.
    pub what: String,
    /// How much of it.
    pub quantity: u32,
    /// Who provided it.
    pub provided_by: String,
    /// The day on which it came.
    pub on: Option<Date>,
    /// Where it stands, its number, what else is to be known.
    #[serde(default)]
    pub note: String,
}

impl Equipment {
    pub(super) fn check(&self, check: &mut Checker) {
        check.needed_line("what", &self.what);
        check.demand(self.quantity > 0, "quantity", "missing");
        check.line("provided_by", &self.provided_by);
        check.needed_past("on", self.on);
        check.text("note", &self.note, LONGEST_PARAGRAPH);
    }
}
