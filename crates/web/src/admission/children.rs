//! Paragraphs 17–19: children with and without a legal representative.

use serde_json::json;

use crate::{
    act::{About, ActPage},
    admission::application::ADDRESS,
    form::{Answers, Field, Kind, Read, Section},
};

/// The list of a representative's children, which the page brings along.
pub const CHILDREN_OF_FILE: &str = "children_of_file";

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
            Field::of("child", Kind::PickFrom(CHILDREN_OF_FILE))
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
    .complete(number_or_file)
    .tried_with(&[r#"{"child":1,"how":"admitted"}"#]);

/// A child is named by its number on the application, or by the code of its file.
fn number_or_file(read: &mut Read, answers: &Answers, _: &About) {
    if let Ok(number) = answers.get("child").trim().parse::<u32>() {
        read.facts.insert("child".to_owned(), json!(number));
    }
}
