//! Paragraphs 2, 8 and 37: the bed, things issued, information given, visits of a day stay.

use crate::{
    act::ActPage,
    form::{Field, Kind, Section},
};

/// `room_assigned`
pub const ASSIGNED: ActPage = ActPage::new("room_assigned", "37")
    .asks(&[Section::new(
        "",
        &[Field::line("bed").needed().fact("bed").hinted()],
    )])
    .tried_with(&[r#"{"bed":"1"}"#]);

/// `room_left`
pub const LEFT: ActPage = ActPage::new("room_left", "37");

/// `item_issued`
pub const ITEM: ActPage = ActPage::new("item_issued", "8")
    .asks(&[Section::new(
        "",
        &[
            Field::line("item").needed().fact("item"),
            Field::number("quantity", 1, 1000)
                .needed()
                .fact("quantity")
                .first("1"),
        ],
    )])
    .tried_with(&[r#"{"item":"1"}"#]);

/// `informed`
pub const INFORMED: ActPage = ActPage::new("informed", "8")
    .asks(&[Section::new(
        "",
        &[
            Field::lines("informed_of").needed().fact("of"),
            Field::line("informed_language").needed().fact("language"),
        ],
    )])
    .tried_with(&[r#"{"of":["1"],"language":"kk"}"#]);

/// `day_visit`
pub const DAY_VISIT: ActPage = ActPage::new("day_visit", "2")
    .asks(&[Section::new(
        "",
        &[
            Field::of("arrived", Kind::Time).needed().fact("arrived"),
            Field::of("left", Kind::Time).needed().fact("left"),
        ],
    )])
    .tried_with(&[r#"{"arrived":"10:00","left":"11:00"}"#]);
