//! Paragraph 8(2): what a recipient is provided with on placement.
//!
//! "on placement of a recipient of services, provision of a bed, of bedding and of personal hygiene items and, where necessary,
//! of underwear, clothes and footwear".

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::act::Act;
use crate::journal::Journal;

/// A kind of thing that the paragraph names, the bed aside: that is a room's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// "bedding"
    Bedding,
    /// "personal hygiene items"
    Hygiene,
    /// "where necessary, … underwear"
    Underwear,
    /// "clothes"
    Clothes,
    /// "and footwear"
    Footwear,
}

impl Thing {
    /// All kinds, in the order of the paragraph.
    pub const ALL: [Thing; 5] = [
        Thing::Bedding,
        Thing::Hygiene,
        Thing::Underwear,
        Thing::Clothes,
        Thing::Footwear,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Thing::Bedding => "bedding",
            Thing::Hygiene => "hygiene",
            Thing::Underwear => "underwear",
            Thing::Clothes => "clothes",
            Thing::Footwear => "footwear",
        }
    }

    /// Whether everybody is given it; the others "where necessary".
    pub fn is_for_everybody(self) -> bool {
        matches!(self, Thing::Bedding | Thing::Hygiene)
    }

    /// The kind and the thing itself, as an act `item_issued` names them: `bedding: blanket`, `bedding`, or a thing of no kind.
    pub fn of_item(item: &str) -> (Option<Thing>, &str) {
        let (name, rest) = item.split_once(':').unwrap_or((item, ""));
        match Thing::ALL
            .into_iter()
            .find(|thing| thing.name() == name.trim())
        {
            Some(thing) => (Some(thing), rest.trim()),
            None => (None, item),
        }
    }

    /// The item of an act for a thing of this kind.
    pub fn item(self, what: &str) -> String {
        match what.trim() {
            "" => self.name().to_owned(),
            what => format!("{}: {what}", self.name()),
        }
    }
}

/// One thing issued, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its kind, when the paragraph names it.
    pub thing: Option<Thing>,
    /// What it is.
    pub what: String,
    /// How many in all.
    pub quantity: u32,
    /// The last day.
    pub last: Date,
}

/// What was issued in a file, summed up by kind and thing; the entries that were struck out do not count.
pub fn issued(journal: &Journal) -> Vec<Issued> {
    let mut sums: BTreeMap<(Option<Thing>, String), (u32, Date)> = BTreeMap::new();
    for entry in journal.counted() {
        let Act::ItemIssued(facts) = &entry.act else {
            continue;
        };
        let (thing, what) = Thing::of_item(facts.item.as_str());
        let sum = sums
            .entry((thing, what.to_owned()))
            .or_insert((0, entry.on));
        sum.0 = sum.0.saturating_add(facts.quantity.number());
        sum.1 = sum.1.max(entry.on);
    }
    let mut issued: Vec<Issued> = sums
        .into_iter()
        .map(|((thing, what), (quantity, last))| Issued {
            thing,
            what,
            quantity,
            last,
        })
        .collect();
    // What is of no kind comes last.
    issued.sort_by_key(|each| (each.thing.is_none(), each.thing));
    issued
}

/// What paragraph 8(2) names and was not issued yet. What is given "where necessary" is named too: somebody should have asked.
pub fn not_issued(journal: &Journal) -> Vec<Thing> {
    let issued = issued(journal);
    Thing::ALL
        .into_iter()
        .filter(|thing| !issued.iter().any(|each| each.thing == Some(*thing)))
        .collect()
}
