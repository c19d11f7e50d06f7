#![doc = include_str!("../../../../law/paragraphs/para_37.md")]

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{Act, Mode};
use crate::actor::Actor;
use crate::annex::Problem;
use crate::annex::annex_4_registration_card::Sex;
use crate::annex::problem::{Checker, LONGEST_PARAGRAPH};
use crate::case::Case;
use crate::journal::{Journal, may};
use crate::refusal::{Decision, Reason, require};
use crate::register::{Content, Line, Register, standing};

/// A day stay has no bed. Who shares a room is for the house to weigh.
pub fn assign_room(case: &Case, by: Actor, on: Date) -> Decision {
    may(by.is_of_the_organization(), "37")?;
    require(!is_day_stay(case, on), "37", Reason::NoRoomForDayStay)
}

/// The bed is free again. In a day stay there is none to leave, unless it was assigned before the agreement.
pub fn leave_room(case: &Case, by: Actor, on: Date) -> Decision {
    may(by.is_of_the_organization(), "37")?;
    require(
        !is_day_stay(case, on) || case.bed.is_some(),
        "37",
        Reason::NoRoomToLeave,
    )
}

fn is_day_stay(case: &Case, on: Date) -> bool {
    case.agreement_in_force(on)
        .is_some_and(|agreement| agreement.mode == Mode::Day)
}

/// A bed and how long the recipient had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BedHeld {
    /// The bed.
    pub bed: String,
    /// Since when.
    pub from: Date,
    /// Until when; `None` while it is the recipient's.
    pub to: Option<Date>,
}

/// Every bed of a file in the order of law. Another bed frees the one before; an ending
/// alone does not: that the bed was left is an act.
pub fn beds(journal: &Journal) -> Vec<BedHeld> {
    let mut beds: Vec<BedHeld> = Vec::new();
    for entry in journal.counted() {
        let frees = matches!(entry.act, Act::RoomAssigned(_) | Act::RoomLeft(_));
        if let Some(held) = beds.last_mut().filter(|held| frees && held.to.is_none()) {
            held.to = Some(entry.on);
        }
        if let Act::RoomAssigned(facts) = &entry.act {
            beds.push(BedHeld {
                bed: facts.bed.as_str().to_owned(),
                from: entry.on,
                to: None,
            });
        }
    }
    beds
}

/// A line of the register of rooms. A later line of the same name takes the place of the earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum RoomEntry {
    /// A room and its beds.
    Room(Room),
}

/// Who a room is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomFor {
    /// Women.
    Women,
    /// Men.
    Men,
    /// A family together.
    Family,
}

impl RoomFor {
    /// All uses.
    pub const ALL: [RoomFor; 3] = [RoomFor::Women, RoomFor::Men, RoomFor::Family];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            RoomFor::Women => "women",
            RoomFor::Men => "men",
            RoomFor::Family => "family",
        }
    }
}

/// A room in which recipients live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Its name or number on the door.
    pub name: String,
    /// Who it is for.
    pub room_for: RoomFor,
    /// Its beds by name.
    pub beds: Vec<String>,
    /// Whether somebody in a wheelchair can live in it.
    #[serde(default)]
    pub accessible: bool,
    /// Nobody is placed in it any more.
    #[serde(default)]
    pub closed: bool,
    /// What else is to be known: quiet, near the nurse, with a cot.
    #[serde(default)]
    pub note: String,
}

/// Most beds of one room.
const MOST_BEDS: usize = 40;

impl Content for RoomEntry {
    const REGISTER: Register = Register::Rooms;

    fn problems(&self, today: Date) -> Vec<Problem> {
        let RoomEntry::Room(room) = self;
        let mut check = Checker::new(today);
        check.needed_line("name", &room.name);
        check.demand(!room.beds.is_empty(), "beds", "missing");
        check.at_most("beds", room.beds.len(), MOST_BEDS);
        for (row, bed) in room.beds.iter().enumerate() {
            check.needed_line("beds", bed);
            // The last hyphen of `3-1` parts room and bed.
            check.demand(!bed.contains('-'), "beds", "bad-characters");
            check.demand(!room.beds[..row].contains(bed), "beds", "row-twice");
        }
        check.text("note", &room.note, LONGEST_PARAGRAPH);
        check.finish()
    }
}

/// The rooms of the house as they are now, by name.
pub fn plan_of_rooms(lines: &[Line<RoomEntry>]) -> Vec<Room> {
    let mut rooms: BTreeMap<&str, &Room> = BTreeMap::new();
    for line in standing(lines) {
        let RoomEntry::Room(room) = &line.content;
        rooms.insert(&room.name, room);
    }
    let mut rooms: Vec<Room> = rooms.into_values().cloned().collect();
    // "2" before "10".
    rooms.sort_by_key(|room| (room.name.chars().count(), room.name.clone()));
    rooms
}

/// A bed as an act names it: the room's name and the bed's, such as `3-1`.
pub fn bed_of(room: &str, bed: &str) -> String {
    format!("{room}-{bed}")
}

/// The room of a bed on the plan, when the plan has such a bed and people are placed there.
pub fn room_of_bed<'a>(plan: &'a [Room], bed: &str) -> Option<&'a Room> {
    plan.iter()
        .find(|room| !room.closed && room.beds.iter().any(|each| bed_of(&room.name, each) == bed))
}

/// What is known of the person for whom a room is looked for.
#[derive(Clone, Debug, Default)]
pub struct Placed<'a> {
    /// Her sex, when it is known.
    pub sex: Option<Sex>,
    /// Whether it is a child's file.
    pub is_child: bool,
    /// The rooms in which her relatives in the house live.
    pub kin_in: Vec<&'a str>,
}

/// What speaks against a room. It is told, and whoever places the person decides: the order names what is taken into
/// account and forbids nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgainstRoom {
    /// The room is for the other sex.
    OtherSex,
    /// Relatives live in another room.
    ApartFromKin,
    /// A family room, and no relative of the person lives in the house while others live in it.
    AmongAFamily,
    /// A child among people of whom none is a relative.
    ChildAmongOthers,
}

impl AgainstRoom {
    /// All of them.
    pub const ALL: [AgainstRoom; 4] = [
        AgainstRoom::OtherSex,
        AgainstRoom::ApartFromKin,
        AgainstRoom::AmongAFamily,
        AgainstRoom::ChildAmongOthers,
    ];

    /// The stable name: the message `against-room-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            AgainstRoom::OtherSex => "other-sex",
            AgainstRoom::ApartFromKin => "apart-from-kin",
            AgainstRoom::AmongAFamily => "among-a-family",
            AgainstRoom::ChildAmongOthers => "child-among-others",
        }
    }
}

/// "with regard to … sex … and degree of kinship": what speaks against placing the person in a room in which so many live.
/// State of health and psychological compatibility are for the specialists to weigh.
pub fn weigh(room: &Room, person: &Placed<'_>, living_there: usize) -> Vec<AgainstRoom> {
    let with_kin = person.kin_in.contains(&room.name.as_str());
    let other_sex = matches!(
        (room.room_for, person.sex),
        (RoomFor::Women, Some(Sex::Male)) | (RoomFor::Men, Some(Sex::Female))
    );
    let mut against = Vec::new();
    let mut note = |holds: bool, what| {
        if holds {
            against.push(what);
        }
    };
    // A small son may live with his mother in a room for women.
    note(
        other_sex && !(person.is_child && with_kin),
        AgainstRoom::OtherSex,
    );
    note(
        !person.kin_in.is_empty() && !with_kin,
        AgainstRoom::ApartFromKin,
    );
    let among_others = living_there > 0 && !with_kin;
    note(
        among_others && room.room_for == RoomFor::Family && person.kin_in.is_empty(),
        AgainstRoom::AmongAFamily,
    );
    note(
        among_others && person.is_child,
        AgainstRoom::ChildAmongOthers,
    );
    against
}
