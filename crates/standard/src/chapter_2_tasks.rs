//! Chapter 2. Tasks and functions of the organization.

pub mod para_08_functions;
pub mod para_08_training;
