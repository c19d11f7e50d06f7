//! The doubts in the order: how each is read, in the language of the page, and the whole reasoning of `docs/interpretations/`.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use standard::interpretation::{Interpretation, interpretation, interpretations};

use super::AnyFrame;
use crate::{
    frame::{Frame, page},
    sentence::Cited,
    trouble::Trouble,
    words::{Words, plain},
};

struct Row {
    number: &'static str,
    address: String,
    title: String,
    reading: String,
}

#[derive(Template)]
#[template(path = "doubts.html")]
pub(super) struct DoubtsPage {
    frame: Frame,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "doubt.html")]
pub(super) struct DoubtPage {
    frame: Frame,
    title: String,
    reading: String,
    numbers: String,
    paragraphs: Vec<Cited>,
    /// Headings with the text under each, in English.
    sections: Vec<(String, String)>,
}

/// Where a doubt is shown.
pub(super) fn address(page: &Interpretation) -> String {
    format!("/standard/doubts/{}", page.id)
}

/// Its title.
pub(super) fn title(words: Words, page: &Interpretation) -> String {
    words.named("doubt", page.number())
}

/// How it is read, in a sentence or two.
pub(super) fn reading(words: Words, page: &Interpretation) -> String {
    words.text(&format!("doubt-{}-reading", page.number()))
}

/// `GET /standard/doubts`
pub async fn list(AnyFrame(frame): AnyFrame) -> Response {
    page(&doubts_page(frame))
}

pub(super) fn doubts_page(frame: Frame) -> DoubtsPage {
    let words = frame.words;
    let rows = interpretations()
        .iter()
        .map(|each| Row {
            number: each.number(),
            address: address(each),
            title: title(words, each),
            reading: reading(words, each),
        })
        .collect();
    DoubtsPage { frame, rows }
}

/// `GET /standard/doubts/{id}`
pub async fn show(Path(id): Path<String>, AnyFrame(frame): AnyFrame) -> Response {
    match interpretation(&id) {
        Some(each) => page(&doubt_page(frame, each)),
        None => Trouble::NotFound.into_response(),
    }
}

pub(super) fn doubt_page(frame: Frame, each: &Interpretation) -> DoubtPage {
    let words = frame.words;
    let numbers: Vec<String> = each.doubts.iter().map(u8::to_string).collect();
    let numbers = match numbers.is_empty() {
        true => String::new(),
        false => plain(&words.with_text("standard-doubt-numbers", "numbers", &numbers.join(", "))),
    };
    DoubtPage {
        title: title(words, each),
        reading: reading(words, each),
        numbers,
        paragraphs: each
            .paragraphs
            .iter()
            .map(|id| Cited::new(words, id))
            .collect(),
        sections: sections(each.text),
        frame,
    }
}

/// The sections of a page, without the marks of Markdown.
fn sections(text: &str) -> Vec<(String, String)> {
    format!("\n{text}")
        .split("\n## ")
        .filter_map(|section| section.trim().split_once('\n'))
        .map(|(heading, text)| {
            let text = text.trim().replace("**", "").replace('`', "");
            (heading.trim().to_owned(), text)
        })
        .collect()
}
