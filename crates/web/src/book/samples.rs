//! Samples of the pages of the book, for the test that renders every page.

use askama::Template;
use standard::{
    chapter_4_stay::para_25_complaints_book::{
        Came, Entry, Kind as EntryKind, Month, Reply, Review, Wording,
    },
    lang::Lang,
};
use store::RegisterLine;

use super::{
    FormPage, HouseDue,
    asking::Asking,
    entering::{NEW, new_page},
    kept::{Opened, book_page, notice},
    replying::{REPLY, WORDING, reply_page, wording_page},
    reviewing::{REVIEW, review_page},
};
use crate::{
    form::{
        Answers, Section, Wrong,
        view::{Scope, error_links},
    },
    words::Words,
};

/// Samples for the test that renders every page.
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/book");
    let words = Words::new(lang);
    let opened = sample();
    let due = vec![HouseDue {
        day: "24.03.2022".to_owned(),
        late: true,
        text: "–".to_owned(),
        address: "/house/book/review".to_owned(),
    }];
    let book = book_page(
        frame(),
        "k3f9x2mp",
        notice(words, Some("answered")),
        due,
        &opened,
    );
    let none = Opened {
        entries: Vec::new(),
        replies: Vec::new(),
        wordings: Vec::new(),
        reviews: Vec::new(),
    };
    let empty = book_page(frame(), "k3f9x2mp", String::new(), Vec::new(), &none);
    let entry = &opened.entries[0].line.content;
    let wrong = [
        Wrong::at("text", "missing"),
        Wrong::at("month", "review-not-begun"),
    ];
    let form = |asking: Asking, sections: &[Section]| {
        let scope = Scope::new(words, asking.scope);
        let sections = scope.sections(sections, &Answers::default(), &wrong);
        FormPage {
            back: (asking.back, asking.back_text),
            title: asking.title,
            lead: asking.lead,
            quote: asking.quote,
            action: asking.action,
            hidden: Vec::new(),
            errors: error_links(&sections),
            sections,
            button: words.text(asking.button),
            frame: asking.frame,
        }
        .render()
        .unwrap_or_default()
    };
    vec![
        book.render().unwrap_or_default(),
        empty.render().unwrap_or_default(),
        form(new_page(frame(), false), NEW),
        form(reply_page(frame(), 1, entry), REPLY),
        form(wording_page(frame(), 1, entry), WORDING),
        form(review_page(frame(), 2), REVIEW),
    ]
}

/// A book for samples.
pub(super) fn sample() -> Opened {
    let on = jiff::civil::date(2022, 3, 24);
    fn line<T>(content: T) -> RegisterLine<T> {
        RegisterLine {
            line: standard::register::Line {
                number: 1,
                corrects: None,
                content,
            },
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            by_account: "a1".to_owned(),
            by: "Айгүл".to_owned(),
        }
    }
    Opened {
        entries: vec![line(Entry {
            kind: EntryKind::Complaint,
            text: "<Суық>".to_owned(),
            on,
            came: Came::Page,
            language: Lang::Kk,
            name: Some("Үлгі".to_owned()),
            contact: Some("3-бөлме".to_owned()),
        })],
        replies: vec![line(Reply {
            to: 1,
            text: "Жылу қосылды.".to_owned(),
            done: Some("–".to_owned()),
            on,
        })],
        wordings: vec![line(Wording {
            of: 1,
            text: "Суық".to_owned(),
            on,
        })],
        reviews: vec![line(Review {
            month: Month::of(on),
            up_to: 1,
            remark: Some("–".to_owned()),
            on,
        })],
    }
}
