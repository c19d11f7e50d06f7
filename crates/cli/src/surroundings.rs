//! What the program asks of the machine it runs on: the time, randomness. Nothing else in the project asks for either.

use std::sync::{Arc, Mutex};

use getrandom::SysRng;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use rand_core::UnwrapErr;
use store::{Clock, Randomness};

/// Randomness from the system. When the system has none the program stops: there is nothing safe that it could do.
pub fn randomness() -> Randomness {
    Arc::new(Mutex::new(UnwrapErr(SysRng)))
}

/// The system's clock.
pub fn clock() -> Clock {
    Arc::new(Timestamp::now)
}

/// The system's clock, put forward or back so that today is `today` and it is as late in the day as it is now. For demonstrations
/// only. Kazakhstan has had one hour for all since March 2024: days before that are no whole number of days away.
pub fn clock_on(today: Date) -> Clock {
    let shift = shift(Timestamp::now(), today);
    Arc::new(move || {
        let now = Timestamp::now();
        now.checked_add(shift).unwrap_or(now)
    })
}

/// From now to the same hour of that day in Kazakhstan.
fn shift(now: Timestamp, today: Date) -> SignedDuration {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    let then = now.to_zoned(zone).with().date(today).build();
    then.map_or(SignedDuration::ZERO, |then| {
        then.timestamp().duration_since(now)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use store::day_in_kazakhstan;

    use super::*;

    #[test]
    fn whatever_the_hour_it_is_that_day_and_that_hour() {
        let midnight: Timestamp = "2026-11-23T19:00:00Z".parse().unwrap();
        for hour in 0..24 {
            let now = midnight + SignedDuration::from_hours(hour);
            for today in [
                date(2022, 10, 27),
                date(2024, 2, 29),
                date(2026, 11, 24),
                date(2027, 5, 1),
            ] {
                let then = now + shift(now, today);
                assert_eq!(day_in_kazakhstan(then), today, "{now}");
                let zone = TimeZone::get("Asia/Almaty").unwrap();
                assert_eq!(i64::from(then.to_zoned(zone).hour()), hour, "{now}");
            }
        }
    }
}
