//! `tirek simulate`: a file of acts in, stages, duties, refusals and warnings out. No store, no clock.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::act::{Act, Entry, parse_line};
use crate::calendar::Calendar;
use crate::case::Stage;
use crate::edition::Edition;
use crate::journal::{Journal, Representative, Warning, World};
use crate::refusal::{Decision, Reason, Refusal};

/// A line that was not understood: nothing was simulated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct FileError {
    /// The number of the line, from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// The answer: one file, or several by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Simulation {
    /// A scenario of one file.
    One(FileOutcome),
    /// A scenario of several.
    Several(BTreeMap<String, FileOutcome>),
}

/// Where a file stands after its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileOutcome {
    /// The stage.
    pub stage: Stage,
    /// The last day of the agreement.
    pub last_day: Option<Date>,
    /// Duties, in the order in which they arose.
    pub duties: Vec<SimulatedDuty>,
    /// Lines that were refused.
    pub refused: Vec<Remark>,
    /// Lines that were accepted and marked.
    pub warnings: Vec<Remark>,
}

/// A duty in the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SimulatedDuty {
    /// The paragraph.
    pub paragraph: String,
    /// What is owed.
    pub what: &'static str,
    /// Who owes it.
    pub who: &'static str,
    /// The day it counts from.
    pub from: Date,
    /// The last day in time.
    pub due: Option<Date>,
    /// The day it was done.
    pub done: Option<Date>,
    /// Done after its last day, or open when that day has passed.
    pub late: bool,
}

/// What is said of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The number of the line.
    pub line: u32,
    /// The paragraph.
    pub paragraph: String,
    /// What is missing or in the way, in English.
    pub reason: String,
}

/// One file of a scenario.
#[derive(Default)]
struct Folder {
    journal: Journal,
    refused: Vec<Remark>,
    warnings: Vec<Remark>,
    /// A back-dated or striking act changed what earlier lines stand on.
    rewritten: bool,
}

struct Family<'a>(&'a BTreeMap<String, Folder>);

impl World for Family<'_> {
    fn representative(&self, file: &str, on: Date) -> Option<Representative> {
        self.0
            .get(file)
            .map(|folder| folder.journal.as_representative(on))
    }
}

/// Reads the lines of a scenario and plays them in the order of entering.
///
/// `as_of` is the day on which lateness is judged; without it, the day of the last line.
///
/// # Errors
/// The first line that is not understood, lies after `as_of`, or lacks its file in a scenario of several.
pub fn simulate(
    text: &str,
    as_of: Option<Date>,
    calendar: &Calendar,
) -> Result<Simulation, FileError> {
    simulate_under(Default::default(), text, as_of, calendar)
}

/// The same by another edition than the default.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_under(
    edition: &'static Edition,
    text: &str,
    as_of: Option<Date>,
    calendar: &Calendar,
) -> Result<Simulation, FileError> {
    let mut entries = Vec::new();
    let mut names = Vec::new();
    for (line, text) in (1u32..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let fail = |reason: String| FileError { line, reason };
        let parsed = parse_line(text).map_err(|error| fail(error.to_string()))?;
        if let Some(day) = as_of.filter(|day| parsed.on > *day) {
            return Err(fail(format!("the act of {} lies after {day}", parsed.on)));
        }
        entries.push(Entry {
            seq: line,
            on: parsed.on,
            by: parsed.by,
            act: parsed.act,
        });
        names.push(parsed.file);
    }
    if names.iter().any(Option::is_some)
        && let Some(at) = names.iter().position(Option::is_none)
    {
        let reason = "`file` is missing: other lines name theirs".to_owned();
        return Err(FileError {
            line: entries[at].seq,
            reason,
        });
    }
    let today = as_of.or(entries.last().map(|entry| entry.on));
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for (entry, name) in entries.into_iter().zip(names) {
        play(&mut folders, edition, &name.unwrap_or_default(), entry);
    }
    let mut outcomes: BTreeMap<String, FileOutcome> = folders
        .into_iter()
        .map(|(name, folder)| (name, folder.outcome(today, calendar)))
        .collect();
    Ok(match outcomes.len() {
        0 => Simulation::One(Folder::under(edition).outcome(today, calendar)),
        1 => Simulation::One(outcomes.pop_first().expect("there is one").1),
        _ => Simulation::Several(outcomes),
    })
}

/// Plays one line into its file.
fn play(
    folders: &mut BTreeMap<String, Folder>,
    edition: &'static Edition,
    name: &str,
    entry: Entry,
) {
    if !folders.contains_key(name) {
        folders.insert(name.to_owned(), Folder::under(edition));
    }
    match accept(folders, name, &entry) {
        Ok(warning) => {
            let folder = folders.get_mut(name).expect("it was just put there");
            folder
                .warnings
                .extend(warning.map(|warning| remark(entry.seq, warning)));
            folder.rewritten |= rewrites_the_past(&folder.journal, &entry);
            folder.journal.record(entry);
        }
        Err(refusal) => {
            let folder = folders.get_mut(name).expect("it was just put there");
            folder.refused.push(Remark {
                line: entry.seq,
                paragraph: refusal.paragraph.to_owned(),
                reason: in_words(&refusal),
            });
        }
    }
}

/// The file's own journal decides; then the files of children that lean on it must still stand.
fn accept(
    folders: &BTreeMap<String, Folder>,
    name: &str,
    entry: &Entry,
) -> Result<Option<Warning>, Refusal> {
    let journal = &folders[name].journal;
    let warning = journal.consider(entry, &Family(folders))?;
    children_still_stand(folders, name, entry)?;
    Ok(warning)
}

fn rewrites_the_past(journal: &Journal, entry: &Entry) -> bool {
    matches!(entry.act, Act::EntryStruckOut(_)) || journal.goes_on_after(entry.on)
}

fn remark(line: u32, warning: Warning) -> Remark {
    Remark {
        line,
        paragraph: warning.paragraph.to_owned(),
        reason: warning.reason.english().to_owned(),
    }
}

fn children_still_stand(folders: &BTreeMap<String, Folder>, name: &str, entry: &Entry) -> Decision {
    struct Changed<'a>(&'a str, Journal, Family<'a>);
    impl World for Changed<'_> {
        fn representative(&self, file: &str, on: Date) -> Option<Representative> {
            if file == self.0 {
                Some(self.1.as_representative(on))
            } else {
                self.2.representative(file, on)
            }
        }
    }
    let rewritten = rewrites_the_past(&folders[name].journal, entry);
    let leans = |folder: &&Folder| {
        folder.journal.case().representative.as_deref() == Some(name)
            && (rewritten || folder.journal.goes_on_after(entry.on))
    };
    let mut children = folders.values().filter(leans).peekable();
    if children.peek().is_none() {
        return Ok(());
    }
    let mut changed = folders[name].journal.clone();
    changed.record(entry.clone());
    let world = Changed(name, changed, Family(folders));
    let mut in_the_way: Vec<u32> = children
        .filter_map(|folder| folder.journal.nothing_in_the_way(&world).err())
        .flat_map(|refusal| refusal.entries)
        .collect();
    if in_the_way.is_empty() {
        return Ok(());
    }
    in_the_way.sort_unstable();
    Err(Refusal {
        entries: in_the_way,
        ..Refusal::new("journal", Reason::EntriesInTheWay)
    })
}

fn in_words(refusal: &Refusal) -> String {
    let reason = refusal.reason.english();
    if refusal.entries.is_empty() {
        return reason.to_owned();
    }
    let lines: Vec<String> = refusal.entries.iter().map(u32::to_string).collect();
    format!("{reason}: lines {}", lines.join(", "))
}

impl Folder {
    fn under(edition: &'static Edition) -> Self {
        Folder {
            journal: Journal::under(edition),
            ..Folder::default()
        }
    }

    fn outcome(self, today: Option<Date>, calendar: &Calendar) -> FileOutcome {
        let case = self.journal.case();
        let mut warnings = self.warnings;
        if self.rewritten {
            warnings = self
                .journal
                .marks()
                .into_iter()
                .map(|(line, warning)| remark(line, warning))
                .collect();
            warnings.sort_by_key(|warning| warning.line);
        }
        let mut duties = Vec::new();
        for duty in case
            .duties(calendar)
            .into_iter()
            .filter(|duty| !duty.withdrawn)
        {
            if let Some(year) = duty.no_calendar {
                warnings.push(Remark {
                    line: duty.opened_by,
                    paragraph: duty.paragraph.clone(),
                    reason: crate::calendar::NoCalendar { year }.to_string(),
                });
            }
            duties.push(SimulatedDuty {
                late: today.is_some_and(|today| duty.is_late(today)),
                paragraph: duty.paragraph,
                what: duty.what.name(),
                who: duty.who.name(),
                from: duty.from,
                due: duty.due,
                done: duty.done,
            });
        }
        FileOutcome {
            stage: case.stage(),
            last_day: case.last_day(),
            duties,
            refused: self.refused,
            warnings,
        }
    }
}
