//! Chapter 7: completion, termination, expulsion; and what may happen at any time: consents and corrections.

pub mod belongings;
pub mod consent;
pub mod correction;
pub mod discipline;
#[expect(
    clippy::module_inception,
    reason = "the chapter and its act share the name in the order"
)]
pub mod ending;
pub mod outcome;
