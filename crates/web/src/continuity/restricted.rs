//! Restricted files: the head names who holds a file's key; in an emergency somebody breaks the glass, and it is reviewed.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use standard::{compartment::Compartment, lang::Lang};
use store::{
    Account, OpenError, OpenFile, Session,
    restricted::{Glass, GlassReview, RestrictedFile, Restriction, RestrictionError},
};

use super::instant;
use crate::{
    Web,
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Choice, Scope, error_links},
    },
    frame::{Frame, page},
    session::{Done, Proved, Sent, SignedIn, broken},
    trouble::Trouble,
};

/// What is done with a file.
const DECISION: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("restriction_step", &["restrict", "lift"])
            .needed()
            .first("restrict"),
        Field::area("restriction_reason").needed().hinted(),
    ],
)];

const BREAK: &[Section] = &[Section::new(
    "",
    &[
        Field::line("glass_file").needed().hinted(),
        Field::area("glass_reason").needed().hinted(),
    ],
)];

const REVIEW: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("glass_verdict", &["justified", "not_justified"]).needed(),
        Field::area("glass_words").needed().hinted(),
    ],
)];

/// A glass that was broken, in words.
struct GlassRow {
    number: u64,
    code: String,
    by: String,
    when: String,
    until: String,
    reason: String,
    review: Option<String>,
    may_review: bool,
}

fn glass_row(frame: &Frame, glass: Glass) -> GlassRow {
    let words = frame.words;
    GlassRow {
        number: glass.number,
        code: glass.file,
        by: glass.by,
        when: instant(words, glass.at),
        until: instant(words, glass.until),
        reason: glass.reason,
        may_review: glass.may_review,
        review: glass.review.map(|review| {
            let verdict = if review.justified {
                "glass-justified"
            } else {
                "glass-not-justified"
            };
            format!(
                "{}: {} ({}, {})",
                words.text(verdict),
                review.words,
                review.by,
                instant(words, review.at)
            )
        }),
    }
}

#[derive(Template)]
#[template(path = "restricted.html")]
struct RestrictedPage {
    frame: Frame,
    notice: String,
    files: Vec<RestrictedFile>,
    glass: Vec<GlassRow>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "glass_review.html")]
struct ReviewPage {
    frame: Frame,
    row: GlassRow,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "restriction.html")]
struct RestrictionPage {
    frame: Frame,
    code: String,
    address: String,
    /// Since when, by whom and why, when it is restricted.
    stands: Option<String>,
    choices: Vec<Choice>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

struct Shown {
    files: Vec<RestrictedFile>,
    glass: Vec<Glass>,
}

async fn load(web: &Web, session: &Session) -> Result<Shown, Response> {
    let files = web.store.restricted_files(session).await;
    let glass = web.store.broken_glass(session).await;
    match (files, glass) {
        (Ok(files), Ok(glass)) => Ok(Shown { files, glass }),
        (Err(error), _) | (_, Err(error)) => Err(told(error)),
    }
}

fn told(error: RestrictionError) -> Response {
    match error {
        RestrictionError::Store(error) => broken(&error).into_response(),
        _ => Trouble::NotFound.into_response(),
    }
}

fn restricted_page(
    frame: Frame,
    shown: Shown,
    notice: String,
    (answers, wrong): (&Answers, &[Wrong]),
) -> RestrictedPage {
    let sections = Scope::new(frame.words, "restricted").sections(BREAK, answers, wrong);
    let errors = error_links(&sections);
    RestrictedPage {
        notice,
        files: shown.files,
        glass: shown
            .glass
            .into_iter()
            .map(|glass| glass_row(&frame, glass))
            .collect(),
        sections,
        errors,
        frame,
    }
}

/// `GET /house/restricted`: for those who may have to open a restricted file in an emergency.
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let shown = match load(&web, &session).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let notice = match done.as_deref() {
        Some("reviewed") => frame.words.text("glass-reviewed-done"),
        _ => String::new(),
    };
    page(&restricted_page(
        frame,
        shown,
        notice,
        (&Answers::default(), &[]),
    ))
}

/// `POST /house/restricted`: breaks the glass and leads to the file.
pub async fn break_glass(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let shown = match load(&web, &session).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let mut read = Read::of(BREAK, &answers, web.store.today());
    if !read.stops() {
        let code = answers.get("glass_file").trim().to_lowercase();
        let reason = answers.get("glass_reason");
        match web.store.break_glass(&session, &code, reason).await {
            Ok(()) => return Redirect::to(&format!("/people/{code}")).into_response(),
            Err(RestrictionError::Store(error)) => return broken(&error).into_response(),
            Err(RestrictionError::Unusable) => {
                read.wrong.push(Wrong::at("glass_reason", "too-long"));
            }
            Err(_) => read
                .wrong
                .push(Wrong::at("glass_file", "glass-no-such-file")),
        }
    }
    let shown = restricted_page(frame, shown, String::new(), (&answers, &read.wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, page(&shown)).into_response()
}

fn review_page(frame: Frame, row: GlassRow, answers: &Answers, wrong: &[Wrong]) -> ReviewPage {
    let sections = Scope::new(frame.words, "restricted").sections(REVIEW, answers, wrong);
    let errors = error_links(&sections);
    ReviewPage {
        frame,
        row,
        sections,
        errors,
    }
}

async fn one(
    web: &Web,
    session: &Session,
    frame: &Frame,
    number: u64,
) -> Result<GlassRow, Response> {
    let shown = load(web, session).await?;
    shown
        .glass
        .into_iter()
        .find(|glass| glass.number == number && glass.may_review)
        .map(|glass| glass_row(frame, glass))
        .ok_or_else(|| Trouble::NotFound.into_response())
}

/// `GET /house/restricted/{number}`: the review of a broken glass.
pub async fn ask_review(
    State(web): State<Web>,
    Path(number): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let number = number.parse().unwrap_or(0);
    match one(&web, &session, &frame, number).await {
        Ok(row) => page(&review_page(frame, row, &Answers::default(), &[])),
        Err(response) => response,
    }
}

/// `POST /house/restricted/{number}`
pub async fn review(
    State(web): State<Web>,
    Path(number): Path<String>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let number = number.parse().unwrap_or(0);
    let row = match one(&web, &session, &frame, number).await {
        Ok(row) => row,
        Err(response) => return response,
    };
    let mut read = Read::of(REVIEW, &answers, web.store.today());
    if !read.stops() {
        let justified = answers.get("glass_verdict") == "justified";
        let words = answers.get("glass_words");
        let done = web
            .store
            .review_glass(&session, number, justified, words)
            .await;
        match done {
            Ok(()) => return Redirect::to("/house/restricted?done=reviewed").into_response(),
            Err(RestrictionError::Unusable) => {
                read.wrong.push(Wrong::at("glass_words", "too-long"));
            }
            Err(error) => return told(error),
        }
    }
    let page = page(&review_page(frame, row, &answers, &read.wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The file as its head sees it, and how it is restricted.
struct There {
    file: OpenFile,
    stands: Option<Restriction>,
    people: Vec<Account>,
}

async fn there(web: &Web, session: &Session, code: &str) -> Result<There, Response> {
    let stands = web.store.restriction(session, code).await.map_err(told)?;
    let file = match web.store.open_file(session, code).await {
        Ok(file) => file,
        Err(OpenError::NotFound) => return Err(Trouble::NotFound.into_response()),
        Err(OpenError::Store(error)) => return Err(broken(&error).into_response()),
    };
    let people = web
        .store
        .accounts(session)
        .await
        .map_err(|error| broken(&error).into_response())?;
    Ok(There {
        file,
        stands,
        people: people
            .into_iter()
            .filter(|one| one.code != session.account().code && works_with_files(one))
            .collect(),
    })
}

/// Whether somebody's roles hold `file`.
fn works_with_files(account: &Account) -> bool {
    account
        .roles
        .iter()
        .any(|role| role.compartments().contains(&Compartment::File))
}

fn restriction_page(
    frame: Frame,
    there: There,
    (answers, wrong): (&Answers, &[Wrong]),
) -> RestrictionPage {
    let words = frame.words;
    let sections = Scope::new(words, "restricted").sections(DECISION, answers, wrong);
    let errors = error_links(&sections);
    let asked = !answers.pairs().is_empty();
    let choices = there
        .people
        .iter()
        .map(|one| Choice {
            id: format!("named-{}", one.code),
            value: one.code.clone(),
            label: format!(
                "{} ({})",
                one.name,
                one.roles
                    .iter()
                    .map(|role| words.named("role", role.name()))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            chosen: if asked {
                answers.all("named").any(|code| code == one.code)
            } else {
                let stands = there.stands.as_ref();
                stands.is_some_and(|stands| stands.named.contains(&one.code))
            },
        })
        .collect();
    RestrictionPage {
        code: there.file.code.clone(),
        address: there.file.address.clone(),
        stands: there.stands.map(|stands| {
            format!(
                "{}, {}: {}",
                instant(words, stands.since),
                stands.by,
                stands.reason
            )
        }),
        choices,
        sections,
        errors,
        frame,
    }
}

/// `GET /people/{code}/restriction`: the head restricts a file, names others, or lifts the restriction.
pub async fn ask(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match there(&web, &session, &code).await {
        Ok(there) => page(&restriction_page(frame, there, (&Answers::default(), &[]))),
        Err(response) => response,
    }
}

/// `POST /people/{code}/restriction`
pub async fn answer(
    State(web): State<Web>,
    Path(code): Path<String>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Response {
    let there = match there(&web, &session, &code).await {
        Ok(there) => there,
        Err(response) => return response,
    };
    let mut read = Read::of(DECISION, &answers, web.store.today());
    if !read.stops() {
        let reason = answers.get("restriction_reason");
        let done = if answers.get("restriction_step") == "lift" {
            web.store.lift_restriction(&session, &code, reason).await
        } else {
            let named: Vec<String> = answers.all("named").map(str::to_owned).collect();
            web.store.restrict(&session, &code, &named, reason).await
        };
        match done {
            Ok(()) => return Redirect::to(&format!("/people/{code}")).into_response(),
            Err(error @ (RestrictionError::Store(_) | RestrictionError::NotFound)) => {
                return told(error);
            }
            Err(error) => read.wrong.push(problem_of(&error)),
        }
    }
    let page = page(&restriction_page(frame, there, (&answers, &read.wrong)));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn problem_of(error: &RestrictionError) -> Wrong {
    let (field, problem) = match error {
        RestrictionError::NotRestricted => ("restriction_step", "not-restricted"),
        RestrictionError::CannotHold => ("restriction_step", "cannot-hold"),
        _ => ("restriction_reason", "too-long"),
    };
    Wrong::at(field, problem)
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = |path: &str| crate::people::file::sample_frame(lang, path);
    let at = jiff::Timestamp::UNIX_EPOCH;
    let glass = |justified: Option<bool>| Glass {
        number: 7,
        file: "k3f9x2mp".to_owned(),
        by: "Айгүл".to_owned(),
        at,
        until: at,
        reason: "–".to_owned(),
        may_review: justified.is_none(),
        review: justified.map(|justified| GlassReview {
            by: "Айгүл".to_owned(),
            at,
            justified,
            words: "–".to_owned(),
        }),
    };
    let shown = |full: bool| Shown {
        files: if full {
            let file = |is_open| RestrictedFile {
                code: "k3f9x2mp".to_owned(),
                is_open,
                named: vec!["Айгүл".to_owned()],
            };
            vec![file(true), file(false)]
        } else {
            Vec::new()
        },
        glass: if full {
            vec![glass(None), glass(Some(true)), glass(Some(false))]
        } else {
            Vec::new()
        },
    };
    let none = Answers::default();
    let broken = [
        Wrong::at("glass_file", "glass-no-such-file"),
        Wrong::at("glass_reason", "too-long"),
    ];
    let reviewed = [Wrong::at("glass_words", "too-long")];
    let decided = [
        Wrong::at("restriction_step", "not-restricted"),
        Wrong::at("restriction_reason", "too-long"),
    ];
    let named = [Wrong::at("restriction_step", "cannot-hold")];
    let there = |stands: Option<Restriction>| There {
        file: crate::people::file::sample_file(),
        stands,
        people: vec![Account {
            code: "a1".to_owned(),
            login: "aigul".to_owned(),
            name: "Айгүл".to_owned(),
            roles: vec![store::Role::Lawyer],
            language: Lang::Kk,
        }],
    };
    let stands = Restriction {
        since: at,
        by: "Айгүл".to_owned(),
        reason: "–".to_owned(),
        named: vec!["a1".to_owned()],
    };
    let mut told = frame("/house/restricted");
    told.glass = vec!["k3f9x2mp".to_owned()];
    let path = "/people/k3f9x2mp/restriction";
    let pages = [
        restricted_page(told, shown(true), "–".to_owned(), (&none, &broken)).render(),
        restricted_page(
            frame("/house/restricted"),
            shown(false),
            String::new(),
            (&none, &[]),
        )
        .render(),
        restriction_page(frame(path), there(None), (&none, &named)).render(),
        restriction_page(frame(path), there(Some(stands)), (&none, &decided)).render(),
        review_page(
            frame("/house/restricted/7"),
            glass_row(&frame("/"), glass(None)),
            &none,
            &reviewed,
        )
        .render(),
    ];
    pages.into_iter().map(Result::unwrap_or_default).collect()
}
