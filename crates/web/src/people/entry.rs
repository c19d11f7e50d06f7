//! One entry of a file's journal: what was recorded, its papers, and what striking it out would mean.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{act::Act, lang::Lang};
use store::{OpenError, OpenFile};

use crate::{
    Web,
    frame::{Frame, page},
    people::{
        correction::{Consequences, EntryRef, consequences, entry_ref},
        story::{self, Line},
    },
    session::{SignedIn, broken},
    trouble::Trouble,
};

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage {
    frame: Frame,
    code: String,
    address: String,
    line: Line,
    day: String,
    /// The entry that struck it out.
    struck_by: Option<EntryRef>,
    told: Option<Consequences>,
}

/// `GET /people/{code}/entries/{seq}`
pub async fn show(
    State(web): State<Web>,
    Path((code, seq)): Path<(String, u32)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let file = match web.store.open_file(&session, &code).await {
        Ok(file) => file,
        Err(OpenError::NotFound) => return Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => return broken(&error).into_response(),
    };
    match entry_page(frame, &file, seq, web.store.today()) {
        Some(entry) => page(&entry),
        None => Trouble::NotFound.into_response(),
    }
}

fn entry_page(frame: Frame, file: &OpenFile, seq: u32, today: Date) -> Option<EntryPage> {
    let words = frame.words;
    let recorded = file
        .entries
        .iter()
        .find(|recorded| recorded.entry.seq == seq && recorded.exchange.is_none())?;
    let duties = file.journal.case().duties(&file.calendar);
    let strike = file.entries.iter().find(|other| {
        let strikes = matches!(&other.entry.act, Act::EntryStruckOut(facts) if facts.line == seq);
        strikes && other.exchange.is_none() && !file.journal.is_struck(other.entry.seq)
    });
    Some(EntryPage {
        line: story::line(words, file, recorded, &duties, today),
        day: words.full_day(recorded.entry.on),
        struck_by: strike.and_then(|strike| entry_ref(words, file, strike.entry.seq)),
        told: consequences(words, file, seq, today),
        code: file.code.clone(),
        address: file.address.clone(),
        frame,
    })
}

/// Samples for the test that renders every page: an entry on which others rest, one that is free, one struck out.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let file = super::file::sample_file();
    let today = jiff::civil::date(2022, 10, 27);
    file.entries
        .iter()
        .filter_map(|recorded| {
            let seq = recorded.entry.seq;
            let frame = super::file::sample_frame(lang, "/people/k3f9x2mp/entries/2");
            entry_page(frame, &file, seq, today)
        })
        .map(|page| page.render().unwrap_or_default())
        .collect()
}
