//! Paragraph 45: belongings and valuables kept in the organization.

use serde_json::json;

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Read, Section},
};

/// `belongings_deposited`
pub const DEPOSITED: ActPage = ActPage::new("belongings_deposited", "45")
    .asks(&[Section::new(
        "",
        &[Field::lines("deposited").needed().fact("items")],
    )])
    .tried_with(&[r#"{"items":["1"]}"#]);

/// `belongings_returned`
pub const RETURNED: ActPage = ActPage::new("belongings_returned", "45")
    .asks(&[Section::new(
        "",
        &[
            Field::lines("returned_items").fact("items").hinted(),
            Field::mark("stored").fact("stored"),
        ],
    )])
    .checked()
    .complete(|read: &mut Read, _: &Answers, _: &About| {
        if read
            .facts
            .get("items")
            .and_then(|items| items.as_array())
            .is_none_or(Vec::is_empty)
        {
            read.facts.insert("items".to_owned(), json!("all"));
        }
    });
