//! Paragraphs 12 and 13: the interview and its eight attestations.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `interview_held`
pub const INTERVIEW: ActPage = ActPage::new("interview_held", "13")
    .asks(&[Section::new(
        "",
        &[Field::many(
            "attested",
            &[
                "place_fit",
                "room_safe",
                "room_isolated",
                "room_bright",
                "room_warm",
                "no_other_work",
                "no_calls",
                "no_other_conversations",
            ],
        )
        .fact("attested")
        .hinted()],
    )])
    .tried_with(&[
        r#"{"attested":["place_fit","room_safe","room_isolated","room_bright","room_warm","no_other_work","no_calls","no_other_conversations"]}"#,
    ]);
