//! Recovery of keys by two of three custodians. The page on which they type their kits needs nobody signed in; how it stands is
//! shown to everybody of the body, and a request that waits on every one of its pages.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use sealed::CustodianKit;
use standard::lang::Lang;
use store::{
    AccountError,
    recovery::{RecoveryError, RecoveryState, WAITING_HOURS},
};

use super::instant;
use crate::{
    Web,
    access::{set_up::check_passwords, sign_in::visitor},
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Done, Proved, Sent, SentByVisitor, SignedIn, broken},
    trouble::Trouble,
};

const STEP: &str = "recovery_step";
const KITS: [&str; 3] = ["kit_one", "kit_two", "kit_three"];

/// What two custodians type.
const CUSTODIANS: &[Section] = &[
    Section::new(
        "",
        &[
            Field::one_of(STEP, &["ask", "finish"])
                .needed()
                .first("ask"),
            Field::line("login").needed(),
            Field::line("kit_one").needed().hinted(),
            Field::line("kit_two").needed(),
        ],
    ),
    Section::new(
        "recovery-finish",
        &[
            Field::password("new_password").hinted(),
            Field::password("new_password_again"),
        ],
    ),
];

/// What the head types when recovery is set up.
const THREE_KITS: &[Section] = &[Section::new(
    "",
    &[
        Field::line("kit_one").needed().hinted(),
        Field::line("kit_two").needed(),
        Field::line("kit_three").needed(),
    ],
)];

#[derive(Template)]
#[template(path = "recover.html")]
struct CustodiansPage {
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
    done: String,
    days: i64,
}

fn custodians_page(
    frame: Frame,
    answers: &Answers,
    wrong: &[Wrong],
    done: String,
) -> CustodiansPage {
    let sections = Scope::new(frame.words, "recover").sections(CUSTODIANS, answers, wrong);
    let errors = error_links(&sections);
    CustodiansPage {
        frame,
        sections,
        errors,
        done,
        days: WAITING_HOURS / 24,
    }
}

/// `GET /recovery`
pub async fn ask(State(web): State<Web>, headers: HeaderMap, uri: Uri, jar: CookieJar) -> Response {
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    let answers = Answers::first(CUSTODIANS, web.store.today());
    let page = page(&custodians_page(frame, &answers, &[], String::new()));
    (jar, page).into_response()
}

/// `POST /recovery`
pub async fn answer(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    jar: CookieJar,
    SentByVisitor(answers): SentByVisitor,
) -> Response {
    let (jar, frame) = visitor(&web, &headers, &uri, jar);
    let words = frame.words;
    let finishes = answers.get(STEP) == "finish";
    let mut read = Read::of(CUSTODIANS, &answers, web.store.today());
    let kits = read_kits(&answers, &KITS[..2], &mut read.wrong);
    if finishes {
        if answers.get("new_password").is_empty() {
            read.wrong
                .push(Wrong::at("new_password", "new-password-needed"));
        }
        check_passwords(&answers, &mut read.wrong);
    }
    if let ([one, other], false) = (kits.as_slice(), read.stops()) {
        let (login, kits) = (answers.get("login").trim(), [one, other]);
        let done = if finishes {
            let password = answers.get("new_password");
            web.store
                .recover(login, kits, password)
                .await
                .map(|()| words.text("recovery-done"))
        } else {
            web.store.ask_recovery(login, kits).await.map(|asked| {
                words.with_text("recovery-asked", "when", &instant(words, asked.ready_at))
            })
        };
        match done {
            Ok(done) => {
                let answers = Answers::first(CUSTODIANS, web.store.today());
                let page = page(&custodians_page(frame, &answers, &[], done));
                return (jar, page).into_response();
            }
            Err(RecoveryError::Store(error)) => return broken(&error).into_response(),
            Err(error) => read.wrong.push(problem_of(&error)),
        }
    }
    let page = page(&custodians_page(
        frame,
        &answers,
        &read.wrong,
        String::new(),
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, jar, page).into_response()
}

/// The kits of these fields; what does not read is a problem beside its field.
fn read_kits(answers: &Answers, fields: &[&str], wrong: &mut Vec<Wrong>) -> Vec<CustodianKit> {
    let mut kits = Vec::new();
    for field in fields {
        let typed = answers.get(field);
        match CustodianKit::from_text(typed) {
            Ok(kit) => kits.push(kit),
            Err(_) if typed.trim().is_empty() => {}
            Err(_) => wrong.push(Wrong::at(*field, "kit-wrong")),
        }
    }
    kits
}

fn problem_of(error: &RecoveryError) -> Wrong {
    let (field, problem) = match error {
        RecoveryError::NotAsked | RecoveryError::NotFound => (STEP, "recovery-not-asked"),
        RecoveryError::TooEarly(_) => (STEP, "recovery-early"),
        RecoveryError::Password(AccountError::PasswordTooShort) => {
            ("new_password", "password-short")
        }
        RecoveryError::Password(AccountError::PasswordKnown) => ("new_password", "password-known"),
        RecoveryError::Password(_) => ("new_password", "password-weak"),
        RecoveryError::Slow(_) => ("login", "recovery-slow"),
        RecoveryError::SameKits => ("kit_three", "kits-same"),
        _ => ("login", "recovery-wrong"),
    };
    Wrong::at(field, problem)
}

struct Waits {
    account: String,
    login: String,
    asked: String,
    ready: String,
    may_stop: bool,
}

#[derive(Template)]
#[template(path = "house_recovery.html")]
struct RecoveryPage {
    frame: Frame,
    notice: String,
    set_up: String,
    own: bool,
    entrusted: Vec<String>,
    pending: Vec<Waits>,
    is_head: bool,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
    days: i64,
}

fn recovery_page(
    frame: Frame,
    state: RecoveryState,
    (is_head, own_code): (bool, &str),
    notice: String,
    answers: &Answers,
    wrong: &[Wrong],
) -> RecoveryPage {
    let words = frame.words;
    let sections = Scope::new(words, "recovery").sections(THREE_KITS, answers, wrong);
    let errors = error_links(&sections);
    let pending = state.pending.into_iter().map(|pending| Waits {
        asked: instant(words, pending.asked_at),
        ready: instant(words, pending.ready_at),
        may_stop: is_head || pending.account == own_code,
        account: pending.account,
        login: pending.login,
    });
    RecoveryPage {
        notice,
        set_up: state
            .set_up_at
            .map(|at| instant(words, at))
            .unwrap_or_default(),
        own: state.own,
        entrusted: state.entrusted,
        pending: pending.collect(),
        is_head,
        sections,
        errors,
        days: WAITING_HOURS / 24,
        frame,
    }
}

/// `GET /house/recovery`
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let state = match web.store.recovery_state(&session).await {
        Ok(state) => state,
        Err(error) => return broken(&error).into_response(),
    };
    let notice = match done.as_deref() {
        Some("set-up") => frame.words.text("recovery-set-up-done"),
        Some("entrusted") => frame.words.text("recovery-entrusted-done"),
        Some("stopped") => frame.words.text("recovery-stopped-done"),
        _ => String::new(),
    };
    let who = (session.is_head_herself(), session.account().code.as_str());
    page(&recovery_page(
        frame,
        state,
        who,
        notice,
        &Answers::default(),
        &[],
    ))
}

/// `POST /house/recovery`: the head enters three kits.
pub async fn set_up(
    State(web): State<Web>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Response {
    if !session.is_head_herself() {
        return Trouble::NotFound.into_response();
    }
    let mut read = Read::of(THREE_KITS, &answers, web.store.today());
    let kits = read_kits(&answers, &KITS, &mut read.wrong);
    if let (Ok(kits), false) = (<[CustodianKit; 3]>::try_from(kits), read.stops()) {
        match web.store.set_up_recovery(&session, &kits).await {
            Ok(()) => return Redirect::to("/house/recovery?done=set-up").into_response(),
            Err(RecoveryError::Store(error)) => return broken(&error).into_response(),
            Err(error) => read.wrong.push(problem_of(&error)),
        }
    }
    let state = match web.store.recovery_state(&session).await {
        Ok(state) => state,
        Err(error) => return broken(&error).into_response(),
    };
    let who = (true, session.account().code.as_str());
    let page = page(&recovery_page(
        frame,
        state,
        who,
        String::new(),
        &answers,
        &read.wrong,
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// `POST /house/recovery/entrust`: let one's own keys be recovered too.
pub async fn entrust(
    State(web): State<Web>,
    Proved { session, .. }: Proved,
    Sent(_): Sent,
) -> Response {
    let done = web.store.entrust_own_keys(&session).await;
    answered(done, "entrusted")
}

/// `POST /house/recovery/stop`
pub async fn stop(
    State(web): State<Web>,
    SignedIn { session, .. }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let done = web
        .store
        .stop_recovery(&session, answers.get("account"))
        .await;
    answered(done, "stopped")
}

fn answered(done: Result<(), RecoveryError>, what: &str) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/house/recovery?done={what}")).into_response(),
        Err(RecoveryError::Store(error)) => broken(&error).into_response(),
        Err(_) => Trouble::NotFound.into_response(),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let wrong = [
        Wrong::at("kit_one", "kit-wrong"),
        Wrong::at(STEP, "recovery-early"),
        Wrong::at("login", "recovery-wrong"),
        Wrong::at("new_password", "new-password-needed"),
    ];
    let visitor = || Frame::outside(lang, "token".to_owned(), "/recovery".to_owned());
    let frame = || crate::people::file::sample_frame(lang, "/house/recovery");
    let epoch = jiff::Timestamp::UNIX_EPOCH;
    let state = RecoveryState {
        set_up_at: Some(epoch),
        own: false,
        entrusted: vec!["Айгүл".to_owned()],
        pending: vec![store::recovery::PendingRecovery {
            account: "a1".to_owned(),
            login: "aigul".to_owned(),
            asked_at: epoch,
            ready_at: epoch,
        }],
    };
    let kits = [Wrong::at("kit_three", "kits-same")];
    let none = Answers::default();
    vec![
        custodians_page(visitor(), &none, &wrong, String::new())
            .render()
            .unwrap_or_default(),
        custodians_page(visitor(), &none, &[], "–".to_owned())
            .render()
            .unwrap_or_default(),
        recovery_page(
            frame(),
            state.clone(),
            (true, "a1"),
            "–".to_owned(),
            &none,
            &kits,
        )
        .render()
        .unwrap_or_default(),
        recovery_page(
            frame(),
            RecoveryState::default(),
            (false, "a2"),
            String::new(),
            &none,
            &[],
        )
        .render()
        .unwrap_or_default(),
    ]
}
