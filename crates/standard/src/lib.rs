//! The standard of Order No. 138 as pure functions: no database, network, clock or randomness.
pub mod annex;
pub mod compartment;
pub mod lang;
