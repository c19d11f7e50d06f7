//! What the program asks of the machine it runs on: the time, randomness. Nothing else in the project asks for either.

use std::sync::{Arc, Mutex};

use getrandom::SysRng;
use jiff::{SignedDuration, Timestamp, civil::Date};
use rand_core::UnwrapErr;
use store::{Clock, Randomness, day_in_kazakhstan};

/// Randomness from the system. When the system has none the program stops: there is nothing safe that it could do.
pub fn randomness() -> Randomness {
    Arc::new(Mutex::new(UnwrapErr(SysRng)))
}

/// The system's clock.
pub fn clock() -> Clock {
    Arc::new(Timestamp::now)
}

/// The system's clock, put forward or back by whole days so that today is `today`. For demonstrations only.
pub fn clock_on(today: Date) -> Clock {
    let days = day_in_kazakhstan(Timestamp::now())
        .until(today)
        .map_or(0, |span| i64::from(span.get_days()));
    Arc::new(move || {
        let now = Timestamp::now();
        now.checked_add(SignedDuration::from_hours(24 * days))
            .unwrap_or(now)
    })
}
