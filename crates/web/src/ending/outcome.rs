//! Paragraph 33: the outcome of the agreement term; paragraph 45: closing the file.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `outcome_assessed`
pub const OUTCOME: ActPage = ActPage::new("outcome_assessed", "33")
    .asks(&[Section::new(
        "",
        &[Field::one_of("resocialised", &["yes", "partly", "no"])
            .needed()
            .fact("resocialised")],
    )])
    .checked()
    .tried_with(&[r#"{"resocialised":"yes"}"#]);

/// `closed`
pub const CLOSED: ActPage = ActPage::new("closed", "45").checked();
