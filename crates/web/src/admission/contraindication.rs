//! Paragraph 6: medical contraindications. The journal carries a number; its meaning lies in the medical compartment.

use crate::{
    act::ActPage,
    form::{Field, Kind, Section},
};

const KIND: Field = Field::of("contraindication", Kind::OneOfNumbers(&[1, 2, 3, 4, 5]))
    .needed()
    .fact("kind");

/// `contraindication_found`
pub const FOUND: ActPage = ActPage::new("contraindication_found", "6")
    .asks(&[Section::new(
        "",
        &[
            KIND,
            Field::line("referred_to").fact("referred_to").hinted(),
        ],
    )])
    .checked()
    .tried_with(&[r#"{"kind":1}"#]);

/// `contraindication_cleared`
pub const CLEARED: ActPage = ActPage::new("contraindication_cleared", "6")
    .asks(&[Section::new("", &[KIND])])
    .checked()
    .tried_with(&[
        r#"{"kind":1}"#,
        r#"{"kind":2}"#,
        r#"{"kind":3}"#,
        r#"{"kind":4}"#,
        r#"{"kind":5}"#,
    ]);
