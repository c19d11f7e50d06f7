//! Paragraphs 27 and 28: observation, and the assessment of needs with the recipient's opinion.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// The specialists of Annex 5.
pub const SPECIALISTS: &[&str] = &[
    "specialist",
    "consultant",
    "psychologist",
    "lawyer",
    "nurse",
    "educator",
    "instructor",
    "cultural_organiser",
];

/// `observation_held`
pub const OBSERVATION: ActPage = ActPage::new("observation_held", "27")
    .asks(&[Section::new(
        "",
        &[
            Field::day("observed_from").needed().fact("from"),
            Field::day("observed_to").needed().fact("to").today(),
        ],
    )])
    .tried_with(&[]);

/// `needs_assessed`
pub const NEEDS: ActPage = ActPage::new("needs_assessed", "27")
    .asks(&[Section::new(
        "",
        &[
            Field::many("specialists", SPECIALISTS)
                .needed()
                .fact("specialists")
                .hinted(),
            Field::one_of("opinion", &["recorded", "declined", "missing"])
                .needed()
                .fact("opinion"),
        ],
    )])
    .checked()
    .tried_with(&[r#"{"specialists":["specialist","psychologist"],"opinion":"recorded"}"#]);
