//! Paragraph 15: the permit, from both sides. What the authorized body does on paper is recorded by the organization.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

const NUMBER: Field = Field::line("permit_number").needed().fact("number");

/// `package_received_by_body`
pub const RECEIVED_BY_BODY: ActPage = ActPage::new("package_received_by_body", "15");

/// `permit_issued`
pub const ISSUED: ActPage = ActPage::new("permit_issued", "15")
    .asks(&[Section::new("", &[NUMBER])])
    .checked()
    .tried_with(&[r#"{"number":"1"}"#]);

/// `permit_sent`
pub const SENT: ActPage = ActPage::new("permit_sent", "15");

/// `permit_declined`
pub const DECLINED: ActPage = ActPage::new("permit_declined", "15")
    .asks(&[Section::new(
        "",
        &[Field::area("decline_reason").needed().fact("reason")],
    )])
    .checked()
    .tried_with(&[r#"{"reason":"1"}"#]);

/// `permit_received`
pub const RECEIVED: ActPage = ActPage::new("permit_received", "15")
    .asks(&[Section::new(
        "",
        &[NUMBER, Field::day("issued_on").fact("issued_on")],
    )])
    .checked()
    .tried_with(&[r#"{"number":"1"}"#]);
