//! What is asked about the staff.

use standard::catalogue::Catalogue;

use crate::{
    form::{Field, Group, Kind, Section},
    words::Words,
};

/// The list of those who are there.
pub const MEMBERS: &str = "members";
/// The list of posts that somebody fills.
pub const POSTS: &str = "posts";

/// The positions of Annex 5, and what it does not name.
fn positions(words: Words) -> Vec<Group> {
    let mut choices: Vec<(String, String)> = Catalogue::embedded()
        .staff_norms()
        .iter()
        .map(|norm| (norm.position().to_owned(), norm.text(words.lang).to_owned()))
        .collect();
    choices.push(("other".to_owned(), words.text("staff-other-post")));
    vec![Group {
        label: String::new(),
        choices,
    }]
}

/// Somebody on a post.
pub const PARTICULARS: &[Section] = &[Section::new(
    "",
    &[
        Field::line("name").needed(),
        Field::pick("position", positions).needed(),
        Field::line("title").hinted(),
        Field::line("share").needed().first("1").hinted(),
        Field::one_of("engagement", &["staff", "contract"])
            .needed()
            .first("staff")
            .hinted(),
        Field::day("from").needed(),
        Field::day("until"),
        Field::area("qualification"),
    ],
)];

/// The numbers of the house.
pub const BASIS: &[Section] = &[Section::new(
    "",
    &[
        Field::number("recipients", 1, 10_000).needed().hinted(),
        Field::number("children", 0, 10_000)
            .needed()
            .first("0")
            .hinted(),
        Field::number("groups", 0, 10_000)
            .needed()
            .first("0")
            .hinted(),
        Field::day("from").needed().today(),
    ],
)];

/// A training.
pub const TRAINING: &[Section] = &[Section::new(
    "",
    &[
        Field::of("member", Kind::PickFrom(MEMBERS)).needed(),
        Field::line("subject").needed(),
        Field::day("from").needed().today(),
        Field::day("to").needed().today(),
        Field::number("hours", 1, 2_000),
        Field::line("held_by"),
        Field::line("paper").hinted(),
        Field::day("again_by"),
    ],
)];

/// A job description.
pub const JOB: &[Section] = &[Section::new(
    "",
    &[
        Field::of("position", Kind::PickFrom(POSTS)).needed(),
        Field::area("text").needed(),
        Field::day("approved_on").needed().today(),
        Field::line("order"),
    ],
)];

/// Somebody has acknowledged it.
pub const ACKNOWLEDGED: &[Section] = &[Section::new(
    "",
    &[
        Field::of("member", Kind::PickFrom(MEMBERS)).needed(),
        Field::day("on").needed().today(),
    ],
)];

/// A control.
pub const CONTROL: &[Section] = &[Section::new(
    "",
    &[
        Field::of("member", Kind::PickFrom(MEMBERS)).needed(),
        Field::day("on").needed().today(),
        Field::line("what").needed().hinted(),
        Field::one_of("found", &["in_order", "remarks", "not_done"]).needed(),
        Field::area("remark").hinted(),
        Field::day("next").needed().hinted(),
    ],
)];
