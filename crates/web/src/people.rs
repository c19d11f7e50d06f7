//! People: the list, a person's file and everything around it.

pub mod belongings;
pub mod correction;
pub mod documents;
pub mod entry;
pub mod exchanges;
pub mod family;
pub mod file;
pub mod list;
pub mod next;
pub mod readings;
pub mod services;
pub mod standing;
pub mod story;
