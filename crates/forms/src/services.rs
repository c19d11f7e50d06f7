//! Names of services and norms of staff as the forms print them.

use standard::{annex::StaffNorms, lang::Lang};

/// The name of a service of the catalogue; empty when the code is not in it.
pub(crate) fn name(_code: &str, _lang: Lang) -> &'static str {
    ""
}

/// Units of each of the eleven positions for that house.
pub(crate) fn norms(_house: &StaffNorms) -> Vec<String> {
    vec![String::new(); 11]
}
