//! Paragraph 14: the package to the authorized body, or the notice of refusal.

use crate::{
    act::ActPage,
    form::{Field, Kind, Section},
};

/// `services_refused`
pub const REFUSAL: ActPage = ActPage::new("services_refused", "14").checked();

/// The list of bodies that a package can be sent to through the program.
pub const BODIES: &str = "bodies";

/// `package_sent`
pub const PACKAGE: ActPage = ActPage::new("package_sent", "14")
    .asks(&[Section::new(
        "",
        &[
            Field::many(
                "documents",
                &["annex_1", "annex_2", "investigation", "resolution"],
            )
            .fact("documents")
            .first("annex_1 annex_2"),
            Field::one_of("channel", &["in_system", "paper"])
                .needed()
                .fact("channel")
                .first("in_system"),
            Field::of("to", Kind::PickFrom(BODIES)).hinted(),
        ],
    )])
    .checked()
    .tried_with(&[
        r#"{"channel":"paper","documents":["annex_1","annex_2","investigation","resolution"]}"#,
    ]);
