//! Acts: one description each, one way to ask, check and record them.

pub mod after;
pub mod asking;
pub mod description;
pub mod page;
pub mod prefill;
pub mod recording;
pub mod shown;
pub mod told;

pub use description::{About, ActPage, PAGES, page_of};
