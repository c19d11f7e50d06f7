//! The rooms of the house as a plan of beds, and the beds that may be offered to a person (paragraph 37).

use std::collections::BTreeSet;

use standard::{
    annex::{FormKind, annex_4_registration_card::Sex},
    chapter_5_plan::para_37_rooms::{Placed, Room, RoomEntry, bed_of, plan_of_rooms, weigh},
    register::Line,
};
use store::{FileSummary, OpenFile, RegisterError, Session, StoreError};

use crate::{
    Web,
    form::Group,
    words::{Words, arguments, plain},
};

/// The list of free beds that a form brings along.
pub const BEDS: &str = "beds";

/// A room on the plan.
pub struct RoomView {
    /// Its name.
    pub name: String,
    /// Who it is for, and what else is to be known.
    pub told: Vec<String>,
    /// How many beds are free, in words.
    pub free: String,
    /// Its beds.
    pub beds: Vec<BedView>,
}

/// A bed on the plan.
pub struct BedView {
    /// Its name.
    pub name: String,
    /// How the person who has it is addressed; empty when it is free.
    pub who: String,
    /// The code of her file.
    pub code: String,
    /// Somebody has it of whom the reader may not know: it is not available, and no more is said.
    pub taken: bool,
}

/// The beds of the plan that somebody has, whoever it is.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub async fn taken(
    web: &Web,
    session: &Session,
    plan: &[Room],
) -> Result<BTreeSet<String>, StoreError> {
    let beds: Vec<String> = plan
        .iter()
        .flat_map(|room| room.beds.iter().map(|bed| bed_of(&room.name, bed)))
        .collect();
    web.store
        .beds_taken(session, beds.iter().map(String::as_str))
        .await
}

fn occupant<'a>(files: &'a [FileSummary], bed: &str) -> Option<&'a FileSummary> {
    files.iter().find(|file| file.bed.as_deref() == Some(bed))
}

fn told(words: Words, room: &Room) -> Vec<String> {
    let mut told = vec![words.named("value-room_for", room.room_for.name())];
    if room.accessible {
        told.push(words.text("rooms-accessible"));
    }
    if room.closed {
        told.push(words.text("rooms-closed"));
    }
    if !room.note.is_empty() {
        told.push(room.note.clone());
    }
    told
}

/// The plan, and the beds in use that are not on it: bed, form of address, code.
pub fn views(
    words: Words,
    lines: &[Line<RoomEntry>],
    files: &[FileSummary],
    taken: &BTreeSet<String>,
) -> (Vec<RoomView>, Vec<(String, String, String)>) {
    let plan = plan_of_rooms(lines);
    let rooms = plan
        .iter()
        .map(|room| {
            let beds: Vec<BedView> = room
                .beds
                .iter()
                .map(|bed| {
                    let id = bed_of(&room.name, bed);
                    let who = occupant(files, &id);
                    BedView {
                        taken: who.is_none() && taken.contains(&id),
                        name: bed.clone(),
                        who: who.map(|file| file.address.clone()).unwrap_or_default(),
                        code: who.map(|file| file.code.clone()).unwrap_or_default(),
                    }
                })
                .collect();
            let is_free = |bed: &&BedView| bed.code.is_empty() && !bed.taken;
            let free = beds.iter().filter(is_free).count();
            let counts = arguments([
                ("free", free.to_string().into()),
                ("beds", beds.len().to_string().into()),
            ]);
            RoomView {
                name: room.name.clone(),
                told: told(words, room),
                free: if room.closed {
                    String::new()
                } else {
                    plain(&words.with("rooms-free", &counts))
                },
                beds,
            }
        })
        .collect();
    let on_plan = |bed: &str| {
        plan.iter()
            .any(|room| room.beds.iter().any(|each| bed_of(&room.name, each) == bed))
    };
    let elsewhere = files
        .iter()
        .filter_map(|file| {
            let bed = file.bed.clone()?;
            (!on_plan(&bed)).then(|| (bed, file.address.clone(), file.code.clone()))
        })
        .collect();
    (rooms, elsewhere)
}

/// The free beds of the plan for one person, room by room, with who lives there and what speaks against it. `None` when the
/// house has no plan yet: the bed is then written by hand.
///
/// # Errors
/// [`RegisterError`] when the plan or the list of files cannot be read.
pub async fn free_beds(
    web: &Web,
    session: &Session,
    words: Words,
    file: &OpenFile,
) -> Result<Option<Vec<Group>>, RegisterError> {
    let lines = web.store.register_read::<RoomEntry>(session).await?;
    let lines: Vec<Line<RoomEntry>> = lines.into_iter().map(|line| line.line).collect();
    let plan = plan_of_rooms(&lines);
    if plan.is_empty() {
        return Ok(None);
    }
    let files = web.store.files(session).await?;
    let taken = taken(web, session, &plan).await?;
    let sex = sex_of(web, session, file).await;
    Ok(Some(offered(words, &plan, (&files, &taken), file, sex)))
}

fn offered(
    words: Words,
    plan: &[Room],
    (files, taken): (&[FileSummary], &BTreeSet<String>),
    file: &OpenFile,
    sex: Option<Sex>,
) -> Vec<Group> {
    let representative = file.journal.case().representative.as_deref();
    let is_kin = |other: &FileSummary| {
        let siblings =
            representative.is_some() && other.representative.as_deref() == representative;
        representative == Some(other.code.as_str())
            || other.representative.as_deref() == Some(file.code.as_str())
            || siblings && other.code != file.code
    };
    let living_in = |room: &Room| -> Vec<&FileSummary> {
        room.beds
            .iter()
            .filter_map(|bed| occupant(files, &bed_of(&room.name, bed)))
            .filter(|other| other.code != file.code)
            .collect()
    };
    let person = Placed {
        sex,
        is_child: file.journal.case().is_child,
        kin_in: plan
            .iter()
            .filter(|room| living_in(room).into_iter().any(is_kin))
            .map(|room| room.name.as_str())
            .collect(),
    };
    plan.iter()
        .filter(|room| !room.closed)
        .map(|room| {
            let others = living_in(room);
            let mut label = vec![format!("{} ({})", room.name, told(words, room).join(", "))];
            let names: Vec<&str> = others.iter().map(|other| other.address.as_str()).collect();
            if !names.is_empty() {
                label.push(plain(&words.with_text(
                    "rooms-living",
                    "names",
                    &names.join(", "),
                )));
            }
            let against: Vec<String> = weigh(room, &person, others.len())
                .into_iter()
                .map(|against| words.named("against-room", against.name()))
                .collect();
            let choices = room
                .beds
                .iter()
                .map(|bed| (bed, bed_of(&room.name, bed)))
                .filter(|(_, id)| occupant(files, id).is_none() && !taken.contains(id))
                .map(|(bed, id)| {
                    let mut label = plain(&words.with_text("rooms-bed", "bed", bed));
                    if !against.is_empty() {
                        label = format!("{label} – {}", against.join("; "));
                    }
                    (id, label)
                })
                .collect();
            Group {
                label: label.join(" · "),
                choices,
            }
        })
        .filter(|group: &Group| !group.choices.is_empty())
        .collect()
}

/// The sex of the person by her registration card, when there is one and the session's keys open it.
async fn sex_of(web: &Web, session: &Session, file: &OpenFile) -> Option<Sex> {
    let card = file
        .documents
        .iter()
        .rev()
        .find(|document| document.form == FormKind::Annex4)?;
    let opened = web
        .store
        .document(session, &file.code, &card.id)
        .await
        .ok()?;
    serde_json::from_value(opened.value["sex"].clone()).ok()
}
