//! Chapter 4. Conditions of stay and residence in the organization.

pub mod para_22_premises;
pub mod para_23_equipment;
pub mod para_24_accessibility;
pub mod para_25_complaints_book;
