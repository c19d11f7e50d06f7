//! How many entries without an account are taken in an hour. No address of anybody is looked at: each way into each house has limits of its
//! own, so that whoever fills one does not close the others, and whoever does not bring the code that hangs on the wall of the house
//! cannot stop those who do. What a member of staff enters for somebody is never counted.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// More than a whole house writes in an hour on one way, and little enough that nobody fills the book.
pub const MOST_IN_AN_HOUR: usize = 20;

/// One way for an entry without an account.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// The code of the house that it is about.
    pub house: String,
    /// `book`, `head`, `authorized_body`.
    pub way: &'static str,
    /// The code of the body that reads it.
    pub to: String,
    /// The writer brought the code of the house along, as the sheet on its wall gives it.
    pub knows_the_house: bool,
}

/// The instants of the entries of the last hour, by way. They lie in memory and are forgotten after an hour.
#[derive(Default)]
pub struct Pace {
    taken: Mutex<HashMap<Way, Vec<Timestamp>>>,
}

impl Pace {
    /// Takes one more entry on a way; otherwise the minutes until the next is taken.
    ///
    /// # Errors
    /// The minutes to wait, at least one.
    pub fn take(&self, way: Way, now: Timestamp) -> Result<(), i64> {
        let hour = SignedDuration::from_hours(1);
        // A panic elsewhere leaves the instants as they were.
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|_, instants| {
            instants.retain(|instant| now.duration_since(*instant) < hour);
            !instants.is_empty()
        });
        let instants = taken.entry(way).or_default();
        if let (true, Some(first)) = (instants.len() >= MOST_IN_AN_HOUR, instants.first()) {
            let left = hour - now.duration_since(*first);
            return Err(left.as_mins() + 1);
        }
        instants.push(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(house: &str, way: &'static str, knows_the_house: bool) -> Way {
        Way {
            house: house.to_owned(),
            way,
            to: "body".to_owned(),
            knows_the_house,
        }
    }

    #[test]
    fn a_way_takes_so_many_in_an_hour_and_stops_no_other() {
        let pace = Pace::default();
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        let book = way("a", "book", false);
        for minute in 0..20 {
            assert_eq!(pace.take(book.clone(), at(minute)), Ok(()));
        }
        assert_eq!(pace.take(book.clone(), at(20)), Err(41));
        // Another house, another way of the same house, and whoever knows the house.
        for other in [
            way("b", "book", false),
            way("a", "head", false),
            way("a", "authorized_body", false),
            way("a", "book", true),
        ] {
            assert_eq!(pace.take(other, at(20)), Ok(()));
        }
        assert_eq!(
            pace.take(book.clone(), at(60)),
            Ok(()),
            "the first of them is an hour old"
        );
        assert_eq!(pace.take(book, at(60)), Err(2));
    }
}
