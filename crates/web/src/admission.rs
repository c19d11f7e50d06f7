//! Chapter 3: admission, from the application to the registration card.

pub mod agreement;
pub mod application;
pub mod children;
pub mod contraindication;
pub mod evaluation_sheet;
pub mod interview;
pub mod package;
pub mod permit;
pub mod registration_card;
pub mod report;
