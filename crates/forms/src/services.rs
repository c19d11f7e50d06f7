//! Names of services and norms of staff as the forms print them.

use standard::{
    annex::StaffNorms,
    catalogue::{
        Catalogue, ServiceCode,
        staffing::{Posts, staffing},
    },
    lang::Lang,
};

/// The name of a service of the catalogue; empty when the code is not in it.
pub(crate) fn name(code: &str, lang: Lang) -> &'static str {
    code.parse::<ServiceCode>()
        .map_or("", |code| Catalogue::embedded().service(code).text(lang))
}

/// Units of each of the eleven positions for that house; a dash where the annex sets no norm.
pub(crate) fn norms(house: &StaffNorms) -> Vec<String> {
    let written = |units: Option<Posts>| {
        units.map_or("–".to_owned(), |units| {
            units.as_f64().to_string().replace('.', ",")
        })
    };
    staffing(house.recipients, house.children, house.groups)
        .positions
        .iter()
        .map(|each| written(each.units))
        .collect()
}
