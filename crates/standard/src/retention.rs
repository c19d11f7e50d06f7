//! How long a file is kept after it ended. The order says nothing of it: each body decides, and what it has not decided is five years.
//!
//! Years are counted as archives count them: from the first of January after the year in which the file ended. A file is
//! erased as a whole, so the longest of the terms of what lies in it is its own.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::annex::FormKind;

/// Years where the body has decided nothing.
/// Doubt: docs/interpretations/32-retention.md.
pub const USUAL_YEARS: u8 = 5;
/// The shortest and the longest that a body may decide.
pub const YEARS: std::ops::RangeInclusive<u8> = 1..=75;

/// What a body has decided: years for its files, and for each kind of document that is to be kept for longer or shorter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// The journal of a file, and every document of a kind for which nothing else is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<u8>,
    /// Documents by their kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<FormKind, u8>,
}

impl Retention {
    /// Whether every term lies within [`YEARS`].
    pub fn is_possible(&self) -> bool {
        let mut years = self.file.iter().chain(self.documents.values());
        years.all(|years| YEARS.contains(years))
    }

    /// How many years the journal of a file is kept.
    pub fn of_file(&self) -> u8 {
        self.file.unwrap_or(USUAL_YEARS)
    }

    /// How many years a document of that kind is kept.
    pub fn of_document(&self, form: FormKind) -> u8 {
        self.documents
            .get(&form)
            .copied()
            .unwrap_or_else(|| self.of_file())
    }

    /// How many years a file with these documents is kept: the longest of their terms.
    pub fn of_file_with(&self, forms: impl IntoIterator<Item = FormKind>) -> u8 {
        let documents = forms.into_iter().map(|form| self.of_document(form));
        documents.fold(self.of_file(), u8::max)
    }
}

/// The first day on which something that ended on `ended` and is kept for so many years may be erased.
pub fn erasable_on(ended: Date, years: u8) -> Date {
    let year = ended.year().saturating_add(1).saturating_add(years.into());
    date(year.min(9999), 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_from_the_first_of_january_after_the_ending() {
        for (ended, first) in [
            (date(2022, 1, 1), date(2028, 1, 1)),
            (date(2022, 12, 31), date(2028, 1, 1)),
            (date(2023, 1, 1), date(2029, 1, 1)),
        ] {
            assert_eq!(erasable_on(ended, USUAL_YEARS), first);
        }
    }

    #[test]
    fn a_file_is_kept_as_long_as_the_longest_of_its_papers() {
        let mut rules = Retention::default();
        assert_eq!(rules.of_file_with(FormKind::ALL), 5);
        rules.documents.insert(FormKind::Annex3, 10);
        rules.documents.insert(FormKind::Annex2, 1);
        assert_eq!(
            rules.of_file_with([FormKind::Annex2]),
            5,
            "the journal stays"
        );
        assert_eq!(rules.of_file_with([FormKind::Annex2, FormKind::Annex3]), 10);
        rules.file = Some(3);
        assert_eq!(rules.of_file_with([FormKind::Annex1]), 3);
        assert!(rules.is_possible());
        rules.file = Some(0);
        assert!(!rules.is_possible());
    }
}
