//! People: the list, a person's file, its documents, who has read it.

pub mod documents;
pub mod file;
pub mod list;
pub mod next;
pub mod readings;
pub mod services;
