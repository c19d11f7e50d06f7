#![doc = include_str!("../../../../law/paragraphs/para_24.md")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};

/// Where a device makes the way unhindered: the three places that the paragraph names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Access to the building.
    Entrance,
    /// Movement indoors.
    Inside,
    /// The territory beside the building.
    Territory,
}

impl Way {
    /// All three.
    pub const ALL: [Way; 3] = [Way::Entrance, Way::Inside, Way::Territory];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Way::Entrance => "entrance",
            Way::Inside => "inside",
            Way::Territory => "territory",
        }
    }
}

/// A special device of the building: a ramp, a rail, a lift, a sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// What it is.
    pub what: String,
    /// Which way it opens.
    pub way: Way,
    /// The day on which it was looked at.
    pub on: Option<Date>,
    /// Whether it was in working order.
    pub in_order: bool,
    /// What else is to be known.
    #[serde(default)]
    pub note: String,
}

impl Device {
    pub(super) fn check(&self, check: &mut Checker) {
        check.needed_line("what", &self.what);
        check.needed_past("on", self.on);
        check.text("note", &self.note, LONGEST_PARAGRAPH);
    }
}
