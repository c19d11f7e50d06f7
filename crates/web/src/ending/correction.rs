//! A correction: an entry is struck out, stays legible and no longer counts.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `entry_struck_out`
pub const STRUCK_OUT: ActPage = ActPage::new("entry_struck_out", "journal")
    .asks(&[Section::new(
        "",
        &[
            Field::number("struck_line", 1, 1_000_000)
                .needed()
                .fact("line")
                .hinted(),
            Field::area("struck_reason").needed().fact("reason"),
        ],
    )])
    .checked()
    .tried_with(&[]);
