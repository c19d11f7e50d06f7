//! Readings that somebody should ask about: many files in an hour, or in the night, many refusals, or signing in at a device for the first
//! time. Told from the record's metadata alone, which names
//! no recipient; the head asks, the program accuses nobody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::{
    Store,
    account::cards,
    db::{Tx, rows},
    error::StoreError,
    record::Class,
    session::Session,
    shelf::HOUSE_PAPERS,
};

/// So many different files opened by one person within an hour of the clock are many.
pub const MANY_FILES: usize = 15;
/// So many refusals of one person within an hour of the clock are many.
pub const MANY_REFUSALS: usize = 5;
/// The night begins at this hour in Kazakhstan.
pub const NIGHT_FROM_HOUR: i8 = 22;
/// The night ends at this hour in Kazakhstan.
pub const NIGHT_UNTIL_HOUR: i8 = 6;
/// How many days the report looks back.
pub const DAYS: i64 = 30;

impl Why {
    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Why::ManyFiles => "many_files",
            Why::AtNight => "at_night",
            Why::FirstDevice => "first_device",
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
    /// Signed in at a device where she had not signed in before.
    FirstDevice,
    /// Asked many times for what is not hers.
    Refused,
}

/// Readings of one person within one hour that should be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusualReading {
    /// The name of the reader; her staff code when the name does not open.
    pub who: String,
    /// The hour of the clock in which it was.
    pub from: Timestamp,
    /// How many different files she opened in it.
    pub files: usize,
    /// How many readings there were, or refusals.
    pub readings: usize,
    /// Why it is told.
    pub why: Vec<Why>,
}

/// A reading as the record's metadata tell it: who, which file, when.
pub type Metadata = (String, String, Timestamp);

/// What of these readings is unusual, the newest first.
pub fn unusual(readings: &[Metadata]) -> Vec<UnusualReading> {
    let mut hours: BTreeMap<(Timestamp, &str), Vec<&str>> = BTreeMap::new();
    for (account, file, at) in readings {
        hours
            .entry((hour_of(*at), account.as_str()))
            .or_default()
            .push(file.as_str());
    }
    let told = hours.into_iter().rev().filter_map(|((from, who), files)| {
        let different: BTreeSet<&str> = files.iter().copied().collect();
        let mut why = Vec::new();
        if different.len() >= MANY_FILES {
            why.push(Why::ManyFiles);
        }
        if is_night(from) {
            why.push(Why::AtNight);
        }
        (!why.is_empty()).then(|| UnusualReading {
            who: who.to_owned(),
            from,
            files: different.len(),
            readings: files.len(),
            why,
        })
    });
    told.collect()
}

/// The hours in which somebody was refused many times, the newest first.
pub fn refused(refusals: &[(String, Timestamp)]) -> Vec<UnusualReading> {
    let mut hours: BTreeMap<(Timestamp, &str), usize> = BTreeMap::new();
    for (account, at) in refusals {
        *hours.entry((hour_of(*at), account)).or_default() += 1;
    }
    hours
        .into_iter()
        .rev()
        .filter(|(_, times)| *times >= MANY_REFUSALS)
        .map(|((from, who), times)| UnusualReading {
            who: who.to_owned(),
            from,
            files: 0,
            readings: times,
            why: vec![Why::Refused],
        })
        .collect()
}

fn hour_of(at: Timestamp) -> Timestamp {
    let seconds = at.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(3600)).unwrap_or(at)
}

fn is_night(at: Timestamp) -> bool {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    let hour = at.to_zoned(zone).hour();
    !(NIGHT_UNTIL_HOUR..NIGHT_FROM_HOUR).contains(&hour)
}

impl Store {
    /// The unusual readings of the last [`DAYS`] days in the head's body; none for anybody else.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn unusual_readings(
        &self,
        session: &Session,
    ) -> Result<Vec<UnusualReading>, StoreError> {
        if !session.is_head() {
            return Ok(Vec::new());
        }
        let since = self.now() - SignedDuration::from_hours(24 * DAYS);
        let mut tx = self.db.read().await?;
        let stored = rows!(
            tx,
            (String, String, String),
            "SELECT account, file, recorded_at FROM entry
             WHERE body = $1 AND class = 'reading' AND file IS NOT NULL AND file <> $2 ORDER BY number DESC",
            &session.body().code,
            HOUSE_PAPERS
        )?;
        let staff = cards(&mut tx, session).await?;
        let mut readings = Vec::new();
        for (account, file, at) in stored {
            let at: Timestamp = at.parse()?;
            if at < since {
                break;
            }
            readings.push((account, file, at));
        }
        let body = &session.body().code;
        let mut told = unusual(&readings);
        for (who, from) in entries_since(&mut tx, body, Class::FirstDevice, since).await? {
            told.push(UnusualReading {
                who,
                from,
                files: 0,
                readings: 0,
                why: vec![Why::FirstDevice],
            });
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

/// Who made the entries of a class since then, and when; the newest first.
async fn entries_since(
    tx: &mut Tx,
    body: &str,
    class: Class,
    since: Timestamp,
) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let stored = rows!(
        tx,
        (String, String),
        "SELECT account, recorded_at FROM entry WHERE body = $1 AND class = $2 ORDER BY number DESC",
        body,
        class.name()
    )?;
    let mut entries = Vec::new();
    for (account, at) in stored {
        let at: Timestamp = at.parse()?;
        if at < since {
            break;
        }
        entries.push((account, at));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(files: usize, at: &str) -> Vec<Metadata> {
        let at: Timestamp = at.parse().unwrap();
        let one = |file| ("ann".to_owned(), format!("file{file}"), at);
        (0..files).map(one).collect()
    }

    #[test]
    fn many_files_in_one_hour_are_told_and_one_fewer_are_not() {
        let day = "2022-03-28T05:30:00Z";
        let told = unusual(&readings(MANY_FILES, day));
        assert_eq!((told.len(), told[0].files), (1, MANY_FILES));
        assert_eq!(told[0].why, [Why::ManyFiles]);
        assert!(unusual(&readings(MANY_FILES - 1, day)).is_empty());
    }

    #[test]
    fn many_refusals_in_one_hour_are_told_and_one_fewer_are_not() {
        let at: Timestamp = "2022-03-28T05:30:00Z".parse().unwrap();
        let times = |times| vec![("ann".to_owned(), at); times];
        let told = refused(&times(MANY_REFUSALS));
        assert_eq!((told.len(), told[0].readings), (1, MANY_REFUSALS));
        assert_eq!(told[0].why, [Why::Refused]);
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
    fn the_night_is_that_of_kazakhstan() {
        // Six hours before Greenwich in 2022: 22:00 in Almaty is 16:00 there.
        assert_eq!(
            unusual(&readings(1, "2022-03-28T16:00:00Z"))[0].why,
            [Why::AtNight]
        );
        assert!(unusual(&readings(1, "2022-03-28T15:59:00Z")).is_empty());
        assert_eq!(
            unusual(&readings(1, "2022-03-28T23:59:00Z"))[0].why,
            [Why::AtNight]
        );
        assert!(unusual(&readings(1, "2022-03-29T00:00:00Z")).is_empty());
    }
}
