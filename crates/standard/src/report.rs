//! Reports: what is counted of a file, the figures of a period, and what of them may be published.
//!
//! Paragraph 33 asks for the quality of services by the number of resocialised recipients at the end of the term. Whoever holds the
//! keys of the files sees every figure. What leaves the house is made by [`publish`]: nothing about fewer than five people, and
//! nothing from which that could be worked out by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{Act, EndingGround, Entry, Resocialised};
use crate::duty::Duty;

/// A month, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Month {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::str::FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let day: Date = format!("{text}-01").parse().map_err(|_| ())?;
        let month = Month::of(day);
        (month.to_string() == text && (2016..=2099).contains(&month.year))
            .then_some(month)
            .ok_or(())
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| serde::de::Error::custom(format!("{text:?} is no month")))
    }
}

/// An ending that was not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Its day.
    pub on: Date,
    /// Its ground.
    pub ground: EndingGround,
    /// The outcome, once it was assessed.
    pub outcome: Option<Resocialised>,
}

/// What is counted of one file. It names nobody and nothing that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFigures {
    /// The days on which agreements were concluded.
    pub admitted: Vec<Date>,
    /// The day on which services were refused.
    pub refused: Option<Date>,
    /// The endings.
    pub ended: Vec<Ended>,
    /// How many services of each kind were given in each month: `0` the general ones, `1` to `8` the kinds of paragraph 40.
    pub services: BTreeMap<Month, BTreeMap<u8, u32>>,
}

impl FileFigures {
    /// Takes one accepted entry in: figures are part of the fold of a case.
    pub(crate) fn apply(&mut self, entry: &Entry) {
        match &entry.act {
            Act::AgreementConcluded(_) => self.admitted.push(entry.on),
            Act::ServicesRefused(_) => self.refused = Some(entry.on),
            Act::Ended(facts) => self.ended.push(Ended {
                on: entry.on,
                ground: facts.ground,
                outcome: None,
            }),
            Act::Reinstated(_) => {
                self.ended.pop();
            }
            Act::OutcomeAssessed(facts) => {
                if let Some(ended) = self.ended.last_mut() {
                    ended.outcome = Some(facts.resocialised);
                }
            }
            Act::ServiceGiven(facts) => {
                let month = self.services.entry(Month::of(entry.on)).or_default();
                let count = month.entry(facts.code.kind()).or_default();
                *count = count.saturating_add(facts.quantity.number());
            }
            _ => {}
        }
    }
}

/// One figure, by the name of its group, its division and its part: `ended`, `ground`, `absence`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// `admitted`, `refused`, `ended`, `services`, `duties`.
    pub group: &'static str,
    /// `ground`, `outcome`, `kind`, `time`; empty for a total.
    pub division: &'static str,
    /// The part; empty for a total.
    pub part: &'static str,
}

/// A group with its divisions, each with its parts.
type GroupParts = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

/// The groups of a report with their divisions and parts, in their order.
pub const GROUPS: &[GroupParts] = &[
    ("admitted", &[]),
    ("refused", &[]),
    (
        "ended",
        &[
            ("outcome", &["yes", "partly", "no", "not_assessed"]),
            (
                "ground",
                &[
                    "written_application",
                    "agreement_ended",
                    "terms_fulfilled_early",
                    "plan_done_early",
                    "contraindication",
                    "violations",
                    "absence",
                    "breach",
                    "transfer",
                ],
            ),
        ],
    ),
    (
        "services",
        &[("kind", &["0", "1", "2", "3", "4", "5", "6", "7", "8"])],
    ),
    ("duties", &[("time", &["in_time", "late"])]),
];

/// Every place of a report, totals before their parts.
pub fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for (group, divisions) in GROUPS {
        places.push(Place {
            group,
            division: "",
            part: "",
        });
        for (division, parts) in *divisions {
            for part in *parts {
                places.push(Place {
                    group,
                    division,
                    part,
                });
            }
        }
    }
    places
}

/// A group of figures: a total, and how it divides in each way. Each division adds up to the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group<N> {
    /// Its name.
    pub group: String,
    /// The total.
    pub total: N,
    /// Its divisions with their parts.
    pub divisions: Vec<Division<N>>,
}

/// One way in which a total divides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division<N> {
    /// Its name.
    pub division: String,
    /// Its parts with their figures.
    pub parts: Vec<(String, N)>,
}

/// The figures of a period, each as it is.
pub type Figures = Vec<Group<u32>>;
/// The figures that may leave the house: `None` where one is not published.
pub type Published = Vec<Group<Option<u32>>>;

/// What a file adds to each figure of the months from `from` to `to`. `today` decides what is late.
pub fn shares(
    file: &FileFigures,
    duties: &[Duty],
    from: Month,
    to: Month,
    today: Date,
) -> BTreeMap<Place, u32> {
    let within = |day: Date| (from..=to).contains(&Month::of(day));
    let mut shares = BTreeMap::new();
    let mut add = |group: &'static str, parts: &[(&'static str, &str)], count: u32| {
        let mut put = |division, part| {
            *shares
                .entry(Place {
                    group,
                    division,
                    part,
                })
                .or_insert(0u32) += count;
        };
        put("", "");
        for (division, part) in parts {
            let known = GROUPS
                .iter()
                .filter(|(name, _)| *name == group)
                .flat_map(|(_, divisions)| *divisions)
                .filter(|(name, _)| name == division)
                .flat_map(|(_, parts)| *parts)
                .find(|known| *known == part);
            if let Some(part) = known {
                put(division, part);
            }
        }
    };
    let admitted = file.admitted.iter().filter(|day| within(**day)).count();
    if admitted > 0 {
        add("admitted", &[], u32::try_from(admitted).unwrap_or(u32::MAX));
    }
    if file.refused.is_some_and(within) {
        add("refused", &[], 1);
    }
    for ended in file.ended.iter().filter(|ended| within(ended.on)) {
        let outcome = ended.outcome.map_or("not_assessed", Resocialised::name);
        let ground = ended.ground.name();
        add("ended", &[("outcome", outcome), ("ground", ground)], 1);
    }
    for (_, kinds) in file.services.range(from..=to) {
        for (kind, count) in kinds {
            add("services", &[("kind", &kind.to_string())], *count);
        }
    }
    for duty in duties.iter().filter(|duty| !duty.withdrawn) {
        // Counted in the month of its last day, once that is past or it is done.
        let Some(due) = duty.due.filter(|due| within(*due)) else {
            continue;
        };
        let late = duty.is_late(today);
        if late || duty.done.is_some() || due < today {
            add(
                "duties",
                &[("time", if late { "late" } else { "in_time" })],
                1,
            );
        }
    }
    shares
}

/// Adds up what the files add.
pub fn add_up<'a>(shares: impl IntoIterator<Item = &'a BTreeMap<Place, u32>>) -> Figures {
    let mut sums: BTreeMap<Place, u32> = BTreeMap::new();
    for share in shares {
        for (place, count) in share {
            let sum = sums.entry(*place).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
    let sum = |group, division, part| {
        let place = Place {
            group,
            division,
            part,
        };
        sums.get(&place).copied().unwrap_or_default()
    };
    GROUPS
        .iter()
        .map(|(group, divisions)| Group {
            group: (*group).to_owned(),
            total: sum(group, "", ""),
            divisions: divisions
                .iter()
                .map(|(division, parts)| Division {
                    division: (*division).to_owned(),
                    parts: parts
                        .iter()
                        .map(|part| ((*part).to_owned(), sum(group, division, part)))
                        .collect(),
                })
                .collect(),
        })
        .collect()
}

/// A figure to which fewer people than this add is not published.
pub const SMALLEST: usize = 5;

/// A figure with the files that add to it, by their order: each is one person.
#[derive(Clone, Debug)]
struct Cell {
    count: u32,
    people: BTreeSet<usize>,
}

impl Cell {
    fn of(shares: &[&BTreeMap<Place, u32>], place: &Place) -> Self {
        let adds = |share: &BTreeMap<Place, u32>| share.get(place).copied().unwrap_or_default();
        Cell {
            count: shares
                .iter()
                .fold(0, |sum, share| sum.saturating_add(adds(share))),
            people: (0..shares.len())
                .filter(|&at| adds(shares[at]) > 0)
                .collect(),
        }
    }

    /// One to four people add to it, however much each of them adds.
    fn is_small(&self) -> bool {
        (1..SMALLEST).contains(&self.people.len())
    }
}

/// What may be published of what the files add: no figure to which one to four people add, whatever it comes to (twelve services to
/// one person are about that person), and nothing from which such a figure could be worked out by subtraction.
pub fn publish<'a>(shares: impl IntoIterator<Item = &'a BTreeMap<Place, u32>>) -> Published {
    let shares: Vec<_> = shares.into_iter().collect();
    let cell = |group, division, part| {
        Cell::of(
            &shares,
            &Place {
                group,
                division,
                part,
            },
        )
    };
    GROUPS
        .iter()
        .map(|(group, divisions)| {
            let total = cell(*group, "", "");
            let hidden = total.is_small();
            let divided = divisions.iter().map(|(division, parts)| {
                let cells: Vec<Cell> = parts
                    .iter()
                    .map(|part| cell(*group, *division, *part))
                    .collect();
                let left_out = if hidden {
                    (0..cells.len()).collect()
                } else {
                    left_out(&cells)
                };
                Division {
                    division: (*division).to_owned(),
                    parts: parts
                        .iter()
                        .zip(&cells)
                        .enumerate()
                        .map(|(at, (part, cell))| {
                            let shown = !left_out.contains(&at);
                            ((*part).to_owned(), shown.then_some(cell.count))
                        })
                        .collect(),
                }
            });
            Group {
                group: (*group).to_owned(),
                total: (!hidden).then_some(total.count),
                divisions: divided.collect(),
            }
        })
        .collect()
}

/// The parts that are left out under a total that is shown; under a total that is not, everything is, zeros too, so that they do
/// not tell it.
///
/// A part of one to four people is left out, and with it the next smallest parts, until at least five people add to what is left out
/// together (its sum is known by subtraction) and it could be divided in at least five ways for each part; when even all parts
/// that are not zero are too few, the zeros go with them.
fn left_out(parts: &[Cell]) -> BTreeSet<usize> {
    let mut out: BTreeSet<usize> = (0..parts.len())
        .filter(|&at| parts[at].is_small())
        .collect();
    if out.is_empty() {
        return out;
    }
    let mut shown: Vec<usize> = (0..parts.len())
        .filter(|&at| parts[at].people.len() >= SMALLEST)
        .collect();
    shown.sort_by_key(|&at| parts[at].count);
    let mut shown = shown.into_iter();
    loop {
        let sum = out
            .iter()
            .fold(0_u32, |sum, &at| sum.saturating_add(parts[at].count));
        let ways = u32::try_from(out.len() + SMALLEST - 1).unwrap_or(u32::MAX);
        let people: BTreeSet<usize> = out
            .iter()
            .flat_map(|&at| parts[at].people.iter().copied())
            .collect();
        if out.len() >= 2 && sum >= ways && people.len() >= SMALLEST {
            return out;
        }
        match shown.next() {
            Some(next) => {
                out.insert(next);
            }
            None => return (0..parts.len()).collect(),
        }
    }
}
