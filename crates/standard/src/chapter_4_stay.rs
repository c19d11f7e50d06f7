//! Chapter 4. Conditions of stay.

pub mod para_25_complaints_book;
