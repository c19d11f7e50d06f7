//! A page with one form of the book.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{FormPage, carried_id};
use crate::{
    Web,
    form::{
        Answers, Section, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
};

/// A page with one form of the book.
pub(super) struct Asking {
    pub(super) frame: Frame,
    pub(super) scope: &'static str,
    pub(super) title: String,
    pub(super) lead: Vec<String>,
    pub(super) quote: String,
    pub(super) action: String,
    pub(super) back: &'static str,
    pub(super) back_text: String,
    pub(super) button: &'static str,
}

impl Asking {
    pub(super) fn page(
        self,
        web: &Web,
        sections: &[Section],
        answers: &Answers,
        wrong: &[Wrong],
    ) -> FormPage {
        let words = self.frame.words;
        let sections = Scope::new(words, self.scope).sections(sections, answers, wrong);
        FormPage {
            back: (self.back, self.back_text),
            title: self.title,
            lead: self.lead,
            quote: self.quote,
            action: self.action,
            hidden: vec![("act_id", carried_id(web, answers).to_text())],
            errors: error_links(&sections),
            sections,
            button: words.text(self.button),
            frame: self.frame,
        }
    }

    pub(super) fn again(
        self,
        web: &Web,
        sections: &[Section],
        answers: &Answers,
        wrong: &[Wrong],
    ) -> Response {
        let page = page(&self.page(web, sections, answers, wrong));
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    }
}

/// A form that belongs to the book.
pub(super) fn asking(frame: Frame, scope: &'static str, title: &str, action: String) -> Asking {
    let words = frame.words;
    Asking {
        scope,
        title: words.text(title),
        lead: Vec::new(),
        quote: String::new(),
        action,
        back: "/house/book",
        back_text: words.text("book-title"),
        button: "button-record",
        frame,
    }
}
