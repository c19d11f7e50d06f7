//! Paragraphs 17–19: children with and without a legal representative.

use crate::{
    act::ActPage,
    admission::application::ADDRESS,
    form::{Field, Section},
};

/// `admitted_with_representative`: the first act of a child's own file.
pub const CHILD_WITH_REPRESENTATIVE: ActPage = ActPage::new("admitted_with_representative", "18")
    .asks(&[Section::new(
        "",
        &[
            ADDRESS,
            Field::line("representative")
                .needed()
                .fact("representative")
                .hinted(),
        ],
    )])
    .checked()
    .begins()
    .tried_with(&[r#"{"representative":"1"}"#]);

/// `child_found_alone`
pub const CHILD_ALONE: ActPage = ActPage::new("child_found_alone", "19")
    .asks(&[Section::new("", &[ADDRESS])])
    .checked()
    .begins();

/// `guardianship_notified`
pub const GUARDIANSHIP: ActPage = ActPage::new("guardianship_notified", "19");

/// `child_handed_over`
pub const HAND_OVER: ActPage = ActPage::new("child_handed_over", "19").checked();

/// `child_settled`
pub const SETTLED: ActPage = ActPage::new("child_settled", "17")
    .asks(&[Section::new(
        "",
        &[
            Field::number("child", 1, 20)
                .needed()
                .fact("child")
                .hinted(),
            Field::one_of(
                "how",
                &[
                    "admitted",
                    "other_representative",
                    "guardianship",
                    "leaves_with_representative",
                    "stays",
                ],
            )
            .needed()
            .fact("how"),
        ],
    )])
    .tried_with(&[r#"{"child":1,"how":"admitted"}"#]);
