//! The standard: its text by paragraph in three languages; and the page about the program. Anybody may read both.

use askama::Template;
use axum::{
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use standard::{
    annex::FormKind,
    lang::Lang,
    standard_text::{self, Paragraph, Status},
};

use crate::{
    Web,
    frame::{Frame, page, paragraph_address},
    session::SignedIn,
    trouble::{self, Trouble},
    words::Words,
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
                Some(number) => words.with_text("chapter", "number", &number.to_string()),
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

#[derive(Template)]
#[template(path = "paragraph.html")]
struct ParagraphPage {
    frame: Frame,
    cited: String,
    title: String,
    text: String,
    status: String,
    acts: Vec<String>,
    blanks: Vec<(String, String)>,
}

/// `GET /standard/{id}`
pub async fn show(Path(id): Path<String>, AnyFrame(frame): AnyFrame) -> Response {
    match standard_text::paragraph(&id) {
        Some(paragraph) => page(&paragraph_page(frame, paragraph)),
        None => Trouble::NotFound.into_response(),
    }
}

fn paragraph_page(frame: Frame, paragraph: &Paragraph) -> ParagraphPage {
    let words = frame.words;
    let status = match paragraph.status {
        Status::Computed => "status-computed",
        Status::Recorded => "status-recorded",
        Status::Informative => "status-informative",
    };
    let blanks = match paragraph
        .id
        .strip_prefix("annex ")
        .map(str::parse::<FormKind>)
    {
        Some(Ok(form)) => Lang::ALL
            .into_iter()
            .map(|lang| {
                (
                    format!("/forms/{}/{}", form.name(), lang.code()),
                    words.named("language", lang.code()),
                )
            })
            .collect(),
        _ => Vec::new(),
    };
    ParagraphPage {
        cited: frame.cite(&paragraph.id),
        title: paragraph.title(words.lang).to_owned(),
        text: plain_law(words, paragraph),
        status: words.text(status),
        acts: paragraph
            .acts
            .iter()
            .filter_map(|act| words.find(&format!("act-{act}")))
            .collect(),
        blanks,
        frame,
    }
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
        pages.push(
            paragraph_page(frame(), paragraph)
                .render()
                .unwrap_or_default(),
        );
    }
    pages
}

/// The text of the law as the fold of a page shows it, without the marks of Markdown.
pub fn plain_law(words: Words, paragraph: &Paragraph) -> String {
    paragraph.text(words.lang).replace("**", "")
}
