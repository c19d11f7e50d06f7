//! Chapter 6: services.

pub mod service;
