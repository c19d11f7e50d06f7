//! Chapter 1. General provisions.

pub mod para_02_modes_of_stay;
pub mod para_05_who_is_accepted;
pub mod para_06_contraindications;
