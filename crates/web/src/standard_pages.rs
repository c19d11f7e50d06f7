//! The standard: its text by paragraph in three languages; and the page about the program. Anybody may read both.

pub mod doubts;
pub mod paragraph;

use askama::Template;
use axum::{
    extract::{FromRequestParts, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use standard::{
    coverage::coverage_of,
    interpretation::interpretations,
    lang::Lang,
    standard_text::{self, Paragraph},
};

use crate::{
    Web,
    frame::{Frame, page, paragraph_address},
    session::SignedIn,
    trouble,
    words::{Words, arguments, plain},
};

/// The frame of a page that needs nobody to be signed in.
pub struct AnyFrame(pub Frame);

impl FromRequestParts<Web> for AnyFrame {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        if let Ok(SignedIn { frame, .. }) = SignedIn::from_request_parts(parts, web).await {
            return Ok(AnyFrame(frame));
        }
        let lang = trouble::language(&parts.headers).unwrap_or(web.config.language);
        Ok(AnyFrame(Frame::outside(
            lang,
            String::new(),
            parts.uri.path().to_owned(),
        )))
    }
}

struct Entry {
    address: String,
    cited: String,
    title: String,
}

struct Chapter {
    title: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "standard.html")]
struct StandardPage {
    frame: Frame,
    chapters: Vec<Chapter>,
}

/// `GET /standard`
pub async fn list(AnyFrame(frame): AnyFrame) -> Response {
    page(&standard_page(frame))
}

fn standard_page(frame: Frame) -> StandardPage {
    let words = frame.words;
    let mut chapters: Vec<(Option<u8>, Chapter)> = Vec::new();
    for paragraph in standard_text::paragraphs() {
        if chapters
            .last()
            .is_none_or(|(number, _)| *number != paragraph.chapter)
        {
            let title = match paragraph.chapter {
                Some(number) => chapter_words(words, number),
                None => words.text("chapter-annexes"),
            };
            chapters.push((
                paragraph.chapter,
                Chapter {
                    title,
                    entries: Vec::new(),
                },
            ));
        }
        if let Some((_, chapter)) = chapters.last_mut() {
            chapter.entries.push(Entry {
                address: paragraph_address(&paragraph.id),
                cited: frame.cite(&paragraph.id),
                title: paragraph.title(words.lang).to_owned(),
            });
        }
    }
    let chapters = chapters.into_iter().map(|(_, chapter)| chapter).collect();
    StandardPage { frame, chapters }
}

/// "Chapter 3. Conditions of admission …".
fn chapter_words(words: Words, number: u8) -> String {
    let title = standard_text::chapter_title(number, words.lang).unwrap_or_default();
    let told = arguments([
        ("number", number.to_string().into()),
        ("title", title.into()),
    ]);
    plain(&words.with("chapter-named", &told))
}

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    frame: Frame,
}

/// `GET /about`
pub async fn about(AnyFrame(frame): AnyFrame) -> Response {
    page(&AboutPage { frame })
}

/// `GET /health`: the database answers. For whoever watches over the server; says nothing else.
pub async fn health(State(web): State<Web>) -> Response {
    match web.store.is_set_up().await {
        Ok(_) => "ok".into_response(),
        Err(error) => crate::session::broken(&error).into_response(),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || Frame::outside(lang, String::new(), "/standard".to_owned());
    let mut pages = vec![
        standard_page(frame()).render().unwrap_or_default(),
        AboutPage { frame: frame() }.render().unwrap_or_default(),
    ];
    for paragraph in standard_text::paragraphs() {
        let Some(covered) = coverage_of(&paragraph.id) else {
            continue;
        };
        let shown = paragraph::paragraph_page(frame(), paragraph, &covered);
        pages.push(shown.render().unwrap_or_default());
    }
    pages.push(doubts::doubts_page(frame()).render().unwrap_or_default());
    for each in interpretations() {
        let shown = doubts::doubt_page(frame(), each);
        pages.push(shown.render().unwrap_or_default());
    }
    pages
}

/// The text of the law as the fold of a page shows it, without the marks of Markdown.
pub fn plain_law(words: Words, paragraph: &Paragraph) -> String {
    paragraph.text(words.lang).replace("**", "")
}
