//! Chapter 6: services.

pub mod day_sheet;
pub mod service;
