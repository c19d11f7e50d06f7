//! Paragraphs 41–44: the ending by order of the head, and reinstatement.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `ended`
pub const ENDED: ActPage = ActPage::new("ended", "44")
    .asks(&[Section::new(
        "",
        &[
            Field::one_of(
                "ending_ground",
                &[
                    "written_application",
                    "agreement_ended",
                    "terms_fulfilled_early",
                    "plan_done_early",
                    "contraindication",
                    "violations",
                    "absence",
                    "breach",
                    "transfer",
                ],
            )
            .needed()
            .fact("ground"),
            Field::line("order").fact("order"),
            Field::mark("dissolved").fact("dissolved"),
            Field::mark("warned_before").fact("warned"),
            Field::mark("transfer_consent").fact("consent"),
        ],
    )])
    .checked()
    .tried_with(&[
        r#"{"ground":"written_application","order":"1"}"#,
        r#"{"ground":"agreement_ended","order":"1"}"#,
    ]);

/// `reinstated`
pub const REINSTATED: ActPage = ActPage::new("reinstated", "43")
    .asks(&[Section::new(
        "",
        &[
            Field::one_of(
                "reinstatement_reason",
                &[
                    "detention",
                    "healthcare",
                    "crime_against_recipient",
                    "other",
                ],
            )
            .needed()
            .fact("reason"),
            Field::line("order").needed().fact("order"),
        ],
    )])
    .checked()
    .tried_with(&[r#"{"reason":"other","order":"1"}"#]);
