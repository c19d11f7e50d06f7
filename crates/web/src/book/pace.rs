//! How many entries without an account one house takes in an hour. No address of anybody is looked at: the limit is the house's.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// More than a whole house writes in an hour, and little enough that nobody fills the book.
pub const MOST_IN_AN_HOUR: usize = 20;

/// The instants of the entries of the last hour, by body. They lie in memory and are forgotten after an hour.
#[derive(Default)]
pub struct Pace {
    taken: Mutex<HashMap<String, Vec<Timestamp>>>,
}

impl Pace {
    /// Takes one more entry for a body; otherwise the minutes until the next is taken.
    ///
    /// # Errors
    /// The minutes to wait, at least one.
    pub fn take(&self, body: &str, now: Timestamp) -> Result<(), i64> {
        let hour = SignedDuration::from_hours(1);
        // A panic elsewhere leaves the instants as they were.
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|_, instants| {
            instants.retain(|instant| now.duration_since(*instant) < hour);
            !instants.is_empty()
        });
        let instants = taken.entry(body.to_owned()).or_default();
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

    #[test]
    fn a_house_takes_so_many_in_an_hour_and_another_house_its_own() {
        let pace = Pace::default();
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        for minute in 0..20 {
            assert_eq!(pace.take("a", at(minute)), Ok(()));
        }
        assert_eq!(pace.take("a", at(20)), Err(41));
        assert_eq!(pace.take("b", at(20)), Ok(()));
        assert_eq!(
            pace.take("a", at(60)),
            Ok(()),
            "the first of them is an hour old"
        );
        assert_eq!(pace.take("a", at(60)), Err(2));
    }
}
