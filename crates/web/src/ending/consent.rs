//! Annexes 1 and 8: consents of the recipient.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `consent_given`
pub const GIVEN: ActPage = ActPage::new("consent_given", "9")
    .asks(&[Section::new(
        "",
        &[
            Field::line("consent_scope").needed().fact("scope").hinted(),
            Field::line("consent_to").needed().fact("to"),
            Field::day("consent_until").fact("until"),
        ],
    )])
    .tried_with(&[r#"{"scope":"1","to":"1"}"#]);

/// `consent_withdrawn`
pub const WITHDRAWN: ActPage = ActPage::new("consent_withdrawn", "9")
    .asks(&[Section::new(
        "",
        &[Field::line("consent_scope").needed().fact("scope")],
    )])
    .checked()
    .tried_with(&[]);
