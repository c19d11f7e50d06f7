//! Chapter 2. Tasks and functions of the organization.

pub mod para_08_contacts;
pub mod para_08_functions;
pub mod para_08_things;
pub mod para_08_training;
