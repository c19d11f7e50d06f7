//! Papers of the house: the list of those that are kept, and the page of each, which is the page of any document.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use standard::{lang::Lang, papers::PaperKind};
use store::{BodyKind, DocumentHead, Session, Shelf};

use crate::{
    Web,
    frame::{Frame, page},
    papers::{
        beside::{self, Told},
        signature,
        upload::SentFile,
    },
    people::documents::{cited_of, print_from, show_with},
    session::{SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

/// A paper that is kept, or one that can be made.
struct Row {
    address: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "house_papers.html")]
struct HousePapersPage {
    frame: Frame,
    kept: Vec<Row>,
    to_make: Vec<Row>,
}

/// The papers that are about the house.
fn of_the_house() -> impl Iterator<Item = PaperKind> {
    let all = PaperKind::ALL.iter().copied();
    all.filter(|kind| !kind.is_of_a_file())
}

/// Whether somebody may put such a paper where the house keeps its own: an organization does, and her keys open it again.
pub fn may_keep(session: &Session, kind: PaperKind) -> bool {
    matches!(session.body().kind, BodyKind::Organization { .. })
        && !kind.is_of_a_file()
        && session.holds(kind.compartment())
}

/// Whether somebody has anything to do with the papers of the house.
pub fn may_enter(session: &Session) -> bool {
    of_the_house().any(|kind| may_keep(session, kind))
}

fn enter(session: &Session) -> Result<(), Trouble> {
    may_enter(session).then_some(()).ok_or(Trouble::NotFound)
}

/// `GET /house/papers`
pub async fn list(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    enter(&session)?;
    let papers = web.store.house_papers(&session).await;
    let papers = papers.map_err(|error| broken(&error))?;
    let to_make = of_the_house()
        .filter(|kind| may_keep(&session, *kind))
        .collect();
    Ok(page(&papers_page(frame, &papers, to_make)))
}

fn papers_page(frame: Frame, papers: &[DocumentHead], to_make: Vec<PaperKind>) -> HousePapersPage {
    let words = frame.words;
    let kept = papers.iter().rev().map(|head| Row {
        address: beside::address_of(Shelf::House, &head.id),
        title: words.form(head.form),
        about: format!("{} · {}", cited_of(words, head), head.by_account),
    });
    let to_make = to_make.into_iter().map(|kind| Row {
        address: format!("/forms/{}/fill", kind.name()),
        title: forms::paper_title(kind, words.lang).to_owned(),
        about: frame.cite(kind.paragraph()),
    });
    HousePapersPage {
        kept: kept.collect(),
        to_make: to_make.collect(),
        frame,
    }
}

/// `GET /house/papers/{id}`
pub async fn show(
    State(web): State<Web>,
    Path(id): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    enter(&session)?;
    Ok(show_with(&web, &session, frame, (Shelf::House, &id), Told::default()).await)
}

/// `GET /house/papers/{id}/pdf/{lang}`
pub async fn print(
    State(web): State<Web>,
    Path((id, lang)): Path<(String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Result<Response, Trouble> {
    enter(&session)?;
    Ok(print_from(&web, &session, (Shelf::House, &id), (&id, &lang)).await)
}

/// `POST /house/papers/{id}/scans`
pub async fn scan(
    State(web): State<Web>,
    Path(id): Path<String>,
    SignedIn { session, frame }: SignedIn,
    sent: SentFile,
) -> Result<Response, Trouble> {
    enter(&session)?;
    Ok(beside::take_scan(&web, &session, frame, (Shelf::House, &id), sent).await)
}

/// `POST /house/papers/{id}/signatures`
pub async fn sign(
    State(web): State<Web>,
    Path(id): Path<String>,
    SignedIn { session, frame }: SignedIn,
    sent: SentFile,
) -> Result<Response, Trouble> {
    enter(&session)?;
    Ok(signature::take(&web, &session, frame, (Shelf::House, &id), sent).await)
}

/// `GET /house/papers/{id}/enclosures/{enclosure}`
pub async fn enclosure(
    State(web): State<Web>,
    Path((id, enclosure)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    enter(&session)?;
    Ok(beside::give(&web, &session, frame, (Shelf::House, &id), &enclosure).await)
}

/// Samples for the test that renders every page: with papers, and with none.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/papers");
    let head = DocumentHead {
        id: "d1".to_owned(),
        form: standard::annex::FormKind::Paper(PaperKind::CulturalPlan),
        language: Lang::Kk,
        version: 1,
        seq: 0,
        on: jiff::civil::date(2022, 10, 3),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        by_account: "Айгүл".to_owned(),
        compartments: Vec::new(),
        enclosures: Vec::new(),
    };
    let pages = [
        papers_page(frame(), &[head], of_the_house().collect()),
        papers_page(frame(), &[], vec![PaperKind::MonitoringAuthorisation]),
    ];
    pages
        .iter()
        .map(|page| page.render().unwrap_or_default())
        .collect()
}

/// Where the house page leads to, for whoever has anything to do with these papers.
pub fn place(session: &Session, words: Words) -> Option<(&'static str, String)> {
    may_enter(session).then(|| ("/house/papers", words.text("house-papers-title")))
}
