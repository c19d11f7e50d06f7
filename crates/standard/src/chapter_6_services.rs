//! Chapter 6. Services.

pub mod para_39_general_services;
pub mod para_40_quality;
pub mod para_40_special_services;
