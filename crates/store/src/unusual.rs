//! Readings that somebody should ask about: many files within an hour, in the night, many files taken along at once, many refusals,
//! signing in at a device for the first time, or by a program. Told from the record's metadata and from what exports say of themselves,
//! which names no recipient; the head asks, the program accuses nobody.
//!
//! A list of the house's people on a screen counts as no file opened: everybody who works with recipients sees it every day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use sealed::Sealed;
use standard::compartment::Compartment;

use crate::{
    Store,
    account::cards,
    db::{Tx, rows},
    error::StoreError,
    keys::{RECORD, epoch, record_key, shred_key},
    reading::{self, ReadingOf},
    record::Class,
    session::Session,
    shelf::HOUSE_PAPERS,
};

/// So many different files opened by one person within an hour, whenever it begins, are many.
pub const MANY_FILES: usize = 15;
/// So many refusals of one person within an hour, whenever it begins, are many.
pub const MANY_REFUSALS: usize = 5;
/// The night begins at this hour in Kazakhstan.
pub const NIGHT_FROM_HOUR: i8 = 22;
/// The night ends at this hour in Kazakhstan.
pub const NIGHT_UNTIL_HOUR: i8 = 6;
/// How many days the report looks back.
pub const DAYS: i64 = 30;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Why {
    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Why::ManyFiles => "many_files",
            Why::AtNight => "at_night",
            Why::TakenAlong => "taken_along",
            Why::FirstDevice => "first_device",
            Why::ByProgram => "by_program",
            Why::Refused => "refused",
        }
    }
}

/// Why it should be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Many files within one hour.
    ManyFiles,
    /// In the night.
    AtNight,
    /// A register of several files was made, to be taken away.
    TakenAlong,
    /// Signed in at a device where she had not signed in before.
    FirstDevice,
    /// Signed in by a program, on that day for the first time: a program has no device that could be known again.
    ByProgram,
    /// Asked many times for what is not hers.
    Refused,
}

/// What one person did that should be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusualReading {
    /// The name of the reader; her staff code when the name does not open.
    pub who: String,
    /// When it began.
    pub from: Timestamp,
    /// How many different files she opened or took along.
    pub files: usize,
    /// How many readings there were, or refusals.
    pub readings: usize,
    /// Why it is told.
    pub why: Why,
}

/// A reading as the record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The account of the reader.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// The files that it opened, however many times before; none for a list.
    pub files: Vec<String>,
    /// Something was made of several files, to be taken away.
    pub taken_along: bool,
}

/// What of these readings is unusual.
pub fn unusual(readings: &[Metadata]) -> Vec<UnusualReading> {
    let mut told = Vec::new();
    let mut opened: BTreeMap<&str, Vec<(Timestamp, &str)>> = BTreeMap::new();
    let mut nights: BTreeMap<(Date, &str), Vec<&Metadata>> = BTreeMap::new();
    for reading in readings {
        if reading.taken_along {
            told.push(UnusualReading {
                who: reading.who.clone(),
                from: reading.at,
                files: reading.files.len(),
                readings: 1,
                why: Why::TakenAlong,
            });
        } else {
            let files = reading.files.iter().map(|file| (reading.at, file.as_str()));
            opened.entry(&reading.who).or_default().extend(files);
        }
        if let Some(night) = night_of(reading.at) {
            nights
                .entry((night, &reading.who))
                .or_default()
                .push(reading);
        }
    }
    for (who, opened) in opened {
        told.extend(within_an_hour(who, opened, MANY_FILES, Why::ManyFiles));
    }
    for ((_, who), readings) in nights {
        let files: BTreeSet<&String> = readings.iter().flat_map(|one| &one.files).collect();
        told.extend(
            readings
                .iter()
                .map(|one| one.at)
                .min()
                .map(|from| UnusualReading {
                    who: who.to_owned(),
                    from,
                    files: files.len(),
                    readings: readings.len(),
                    why: Why::AtNight,
                }),
        );
    }
    told
}

/// The times in which somebody was refused many times within an hour.
pub fn refused(refusals: &[(String, Timestamp)]) -> Vec<UnusualReading> {
    let mut by_account: BTreeMap<&str, Vec<(Timestamp, usize)>> = BTreeMap::new();
    for (number, (account, at)) in refusals.iter().enumerate() {
        by_account.entry(account).or_default().push((*at, number));
    }
    by_account
        .into_iter()
        .flat_map(|(who, times)| within_an_hour(who, times, MANY_REFUSALS, Why::Refused))
        .map(|told| UnusualReading { files: 0, ..told })
        .collect()
}

/// The times in which one person had so many different things within an hour. Hours that overlap are told once, from the first thing of
/// the first of them to the last of the last.
fn within_an_hour<T: Ord + Copy>(
    who: &str,
    mut things: Vec<(Timestamp, T)>,
    many: usize,
    why: Why,
) -> Vec<UnusualReading> {
    things.sort_unstable();
    let mut told: Vec<UnusualReading> = Vec::new();
    // The things of the hour that ends with the one looked at: from which on, and how often each.
    let (mut first, mut now): (usize, BTreeMap<T, usize>) = (0, BTreeMap::new());
    // What is being told, from which thing to which.
    let mut stretch: Option<(usize, usize)> = None;
    let mut tell = |(from, to): (usize, usize)| {
        let different: BTreeSet<T> = things[from..=to].iter().map(|(_, thing)| *thing).collect();
        told.push(UnusualReading {
            who: who.to_owned(),
            from: things[from].0,
            files: different.len(),
            readings: to - from + 1,
            why,
        });
    };
    for (last, (at, thing)) in things.iter().enumerate() {
        *now.entry(*thing).or_default() += 1;
        while at.duration_since(things[first].0) > HOUR {
            if let Some(times) = now.get_mut(&things[first].1) {
                *times -= 1;
                if *times == 0 {
                    now.remove(&things[first].1);
                }
            }
            first += 1;
        }
        if now.len() < many {
            continue;
        }
        stretch = match stretch {
            Some((from, to)) if first <= to => Some((from, last)),
            before => {
                before.into_iter().for_each(&mut tell);
                Some((first, last))
            }
        };
    }
    stretch.into_iter().for_each(&mut tell);
    told
}

/// The night in which an instant lies, by the day on which it began; `None` by day.
fn night_of(at: Timestamp) -> Option<Date> {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    let there = at.to_zoned(zone);
    match there.hour() {
        NIGHT_FROM_HOUR.. => Some(there.date()),
        hour if hour < NIGHT_UNTIL_HOUR => there.date().checked_sub(1.day()).ok(),
        _ => None,
    }
}

impl Store {
    /// What is unusual in the last [`DAYS`] days in the head's body, the newest first; nothing for anybody else.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails or an entry does not open.
    pub async fn unusual_readings(
        &self,
        session: &Session,
    ) -> Result<Vec<UnusualReading>, StoreError> {
        if !session.is_head() {
            return Ok(Vec::new());
        }
        let since = self.now() - SignedDuration::from_hours(24 * DAYS);
        let mut tx = self.db.read().await?;
        let staff = cards(&mut tx, session).await?;
        let mut readings = opened_since(&mut tx, session, since).await?;
        readings.extend(lists_since(&mut tx, session, since).await?);
        let mut told = unusual(&readings);
        let body = &session.body().code;
        for (class, why) in [
            (Class::FirstDevice, Why::FirstDevice),
            (Class::ProgramSignIn, Why::ByProgram),
        ] {
            for (who, from) in entries_since(&mut tx, body, class, since).await? {
                told.push(UnusualReading {
                    who,
                    from,
                    files: 0,
                    readings: 0,
                    why,
                });
            }
        }
        let refusals = entries_since(&mut tx, body, Class::Refused, since).await?;
        told.extend(refused(&refusals));
        told.sort_by_key(|one| std::cmp::Reverse(one.from));
        for one in &mut told {
            if let Some(known) = staff.iter().find(|known| known.code == one.who) {
                one.who.clone_from(&known.name);
            }
        }
        Ok(told)
    }
}

/// The day from which on rows are asked for: the instants in the record begin with it, and their text sorts by it.
fn first_day(since: Timestamp) -> String {
    since.to_zoned(TimeZone::UTC).date().to_string()
}

/// The readings of single files, and of what passes between bodies about them: an exchange is the file that it is about.
async fn opened_since(
    tx: &mut Tx,
    session: &Session,
    since: Timestamp,
) -> Result<Vec<Metadata>, StoreError> {
    let body = session.body().code.as_str();
    let stored = rows!(
        tx,
        (String, String, Option<String>, Option<String>),
        "SELECT e.account, e.recorded_at, e.file, COALESCE(x.file, e.exchange)
         FROM entry e LEFT JOIN exchange x ON x.exchange = e.exchange
         WHERE e.body = $1 AND e.class = 'reading' AND e.recorded_at >= $3
           AND ((e.file IS NOT NULL AND e.file <> $2) OR e.exchange IS NOT NULL)",
        body,
        HOUSE_PAPERS,
        first_day(since)
    )?;
    let mut readings = Vec::with_capacity(stored.len());
    for (who, at, file, of_exchange) in stored {
        let at: Timestamp = at.parse()?;
        if at >= since {
            readings.push(Metadata {
                who,
                at,
                files: file.or(of_exchange).into_iter().collect(),
                taken_along: false,
            });
        }
    }
    Ok(readings)
}

/// The readings of lists and registers, whose files are sealed: whether something was made of several files to be taken away.
async fn lists_since(
    tx: &mut Tx,
    session: &Session,
    since: Timestamp,
) -> Result<Vec<Metadata>, StoreError> {
    let body = session.body().code.as_str();
    let Some(shred) = shred_key(tx, body, RECORD).await? else {
        return Ok(Vec::new());
    };
    let stored = rows!(
        tx,
        (String, String, i64, Vec<u8>),
        "SELECT e.account, e.recorded_at, s.epoch, s.sealed
         FROM entry e JOIN sealed_body s ON s.body = e.body AND s.number = e.number
         WHERE e.body = $1 AND e.class = 'reading' AND e.file IS NULL AND e.exchange IS NULL AND e.recorded_at >= $2",
        body,
        first_day(since)
    )?;
    let mut readings = Vec::with_capacity(stored.len());
    let mut keys = BTreeMap::new();
    for (who, at, number, sealed) in stored {
        let at: Timestamp = at.parse()?;
        let number = epoch(number)?;
        let Some(seed) = session.keys().seed(Compartment::File, number) else {
            continue;
        };
        if at < since {
            continue;
        }
        let key = keys
            .entry(number)
            .or_insert_with(|| record_key(seed, &shred, body, Compartment::File, number));
        let sealed = Sealed::from_stored(sealed)?;
        let what = reading::opened(seed, key, body, &who, Class::Reading, &sealed)?.what;
        let (files, taken_along) = match what {
            ReadingOf::Exported { codes, .. } => (codes, true),
            _ => (Vec::new(), false),
        };
        readings.push(Metadata {
            who,
            at,
            files,
            taken_along,
        });
    }
    Ok(readings)
}

/// Who made the entries of a class since then, and when.
async fn entries_since(
    tx: &mut Tx,
    body: &str,
    class: Class,
    since: Timestamp,
) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let stored = rows!(
        tx,
        (String, String),
        "SELECT account, recorded_at FROM entry WHERE body = $1 AND class = $2 AND recorded_at >= $3",
        body,
        class.name(),
        first_day(since)
    )?;
    let mut entries = Vec::new();
    for (account, at) in stored {
        let at: Timestamp = at.parse()?;
        if at >= since {
            entries.push((account, at));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(file: usize, at: &str) -> Metadata {
        Metadata {
            who: "ann".to_owned(),
            at: at.parse().unwrap(),
            files: vec![format!("file{file}")],
            taken_along: false,
        }
    }

    fn readings(files: usize, at: &str) -> Vec<Metadata> {
        (0..files).map(|file| reading(file, at)).collect()
    }

    #[test]
    fn many_files_in_one_hour_are_told_and_one_fewer_are_not() {
        let day = "2022-03-28T05:30:00Z";
        let told = unusual(&readings(MANY_FILES, day));
        assert_eq!((told.len(), told[0].files), (1, MANY_FILES));
        assert_eq!(told[0].why, Why::ManyFiles);
        assert!(unusual(&readings(MANY_FILES - 1, day)).is_empty());
    }

    #[test]
    fn an_hour_begins_whenever_somebody_begins() {
        // Fourteen before eleven o'clock and fourteen after it, no two of them the same.
        let mut both = readings(14, "2022-03-28T04:59:00Z");
        both.extend((14..28).map(|file| reading(file, "2022-03-28T05:01:00Z")));
        let told = unusual(&both);
        assert_eq!((told.len(), told[0].files, told[0].readings), (1, 28, 28));
        assert_eq!(told[0].from, "2022-03-28T04:59:00Z".parse().unwrap());
        // An hour to the second is an hour still, a second more is none.
        let apart = |second: &str| {
            let mut apart = readings(7, "2022-03-28T05:00:00Z");
            apart.extend((7..15).map(|file| reading(file, second)));
            unusual(&apart).len()
        };
        assert_eq!(apart("2022-03-28T06:00:00Z"), 1);
        assert_eq!(apart("2022-03-28T06:00:01Z"), 0);
        // Two busy hours with a quiet one between them are two.
        let mut twice = readings(15, "2022-03-28T05:00:00Z");
        twice.extend(readings(16, "2022-03-28T07:30:00Z"));
        let told: Vec<usize> = unusual(&twice).iter().map(|one| one.files).collect();
        assert_eq!(told, [15, 16]);
    }

    #[test]
    fn a_register_of_files_is_told_by_itself_and_a_list_is_not() {
        let at: Timestamp = "2022-03-28T05:30:00Z".parse().unwrap();
        let list = |taken_along, files: &[&str]| Metadata {
            who: "ann".to_owned(),
            at,
            files: files.iter().map(|&file| file.to_owned()).collect(),
            taken_along,
        };
        let told = unusual(&[list(true, &["one", "two"])]);
        assert_eq!((told.len(), told[0].files), (1, 2));
        assert_eq!(told[0].why, Why::TakenAlong);
        assert!(unusual(&vec![list(false, &[]); 40]).is_empty());
    }

    #[test]
    fn many_refusals_in_one_hour_are_told_and_one_fewer_are_not() {
        let at: Timestamp = "2022-03-28T05:30:00Z".parse().unwrap();
        let times = |times| vec![("ann".to_owned(), at); times];
        let told = refused(&times(MANY_REFUSALS));
        assert_eq!(
            (told.len(), told[0].readings, told[0].files),
            (1, MANY_REFUSALS, 0)
        );
        assert_eq!(told[0].why, Why::Refused);
        assert!(refused(&times(MANY_REFUSALS - 1)).is_empty());
    }

    #[test]
    fn the_same_file_many_times_is_not_many_files() {
        let mut same = Vec::new();
        for _ in 0..50 {
            same.extend(readings(1, "2022-03-28T05:30:00Z"));
        }
        assert!(unusual(&same).is_empty());
    }

    #[test]
    fn the_night_is_that_of_kazakhstan_and_one_night_is_told_once() {
        // Six hours before Greenwich in 2022: 22:00 in Almaty is 16:00 there.
        let why = |at: &str| unusual(&readings(1, at)).first().map(|one| one.why);
        assert_eq!(why("2022-03-28T16:00:00Z"), Some(Why::AtNight));
        assert_eq!(why("2022-03-28T15:59:00Z"), None);
        assert_eq!(why("2022-03-28T23:59:00Z"), Some(Why::AtNight));
        assert_eq!(why("2022-03-29T00:00:00Z"), None);
        let mut night = readings(2, "2022-03-28T17:00:00Z");
        night.extend(readings(1, "2022-03-28T23:00:00Z"));
        night.extend(readings(1, "2022-03-29T17:00:00Z"));
        let told = unusual(&night);
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].files, told[0].readings), (2, 3));
    }
}
