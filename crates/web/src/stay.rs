//! Chapters 1, 2 and 4: room, belongings issued, information, visits of a day stay.

pub mod room;
