//! Passkeys: making one's own, signing in by one, showing by one that it is she.
//!
//! The one script of the program stands on these pages; without it they show what they always showed.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, Uri, header, uri::Authority},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sealed::passkey::PrfOutput;
use standard::lang::Lang;
use store::{
    AccountError, Session, SignInRefused,
    passkey::{Assertion, NewPasskey, PasskeyHead, PasskeyRefused, Purpose, Site},
};

use crate::{
    Web,
    access::{
        kept::{self, KEPT},
        prove, sign_in,
    },
    assets,
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page_with_script},
    security::{form_cookie_name, header_text},
    session::{AtTheGate, Done, ProvedAtTheGate, Sent, SentByVisitor, broken},
    trouble::Trouble,
    words::figures,
};

const SECTIONS: &[Section] = &[Section::new(
    "",
    &[Field::line("passkey_name").needed().hinted()],
)];

/// The fields that the script fills: kept back when what was typed is carried through another page.
pub const FILLED: [&str; 7] = [
    "made_client_data",
    "made_authenticator_data",
    "credential",
    "client_data",
    "authenticator_data",
    "signature",
    "prf",
];

/// Longest answer of an authenticator that is read, in letters.
const LONGEST_ANSWER: usize = 16 * 1024;

/// The page that asked, as the browser names it: the host that was asked for, by the scheme that the program is reached by.
pub fn site(web: &Web, headers: &HeaderMap, uri: &Uri) -> Site {
    let host = match header_text(headers, header::HOST) {
        "" => uri.authority().map(Authority::as_str).unwrap_or_default(),
        host => host,
    };
    let host = host.to_ascii_lowercase();
    let scheme = if web.config.secure { "https" } else { "http" };
    Site {
        origin: format!("{scheme}://{host}"),
        host: host
            .parse::<Authority>()
            .map(|authority| authority.host().to_owned())
            .unwrap_or_default(),
    }
}

/// A challenge as it stands on a page.
pub fn challenge_text(web: &Web, purpose: Purpose<'_>) -> String {
    URL_SAFE_NO_PAD.encode(web.store.passkey_challenge(purpose))
}

fn bytes(answers: &Answers, name: &str) -> Option<Vec<u8>> {
    let text = answers.get(name);
    if text.is_empty() || text.len() > LONGEST_ANSWER {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn assertion(answers: &Answers) -> Option<Assertion> {
    let prf = zeroize::Zeroizing::new(bytes(answers, "prf")?);
    Some(Assertion {
        credential: bytes(answers, "credential")?,
        client_data: bytes(answers, "client_data")?,
        authenticator_data: bytes(answers, "authenticator_data")?,
        signature: bytes(answers, "signature")?,
        prf: PrfOutput::from_secret_bytes(&prf).ok()?,
    })
}

struct Row {
    id: String,
    name: String,
    since: String,
}

#[derive(Template)]
#[template(path = "passkeys.html")]
struct PasskeysPage {
    frame: Frame,
    notice: String,
    rows: Vec<Row>,
    challenge: String,
    account: String,
    login: String,
    /// The passkeys that she has: an authenticator makes no second one beside them.
    known: String,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn passkeys_page(
    mut frame: Frame,
    (account, login): (&str, &str),
    challenge: String,
    own: &[PasskeyHead],
    notice: String,
    (answers, wrong): (&Answers, &[Wrong]),
) -> PasskeysPage {
    let sections = Scope::new(frame.words, "passkeys").sections(SECTIONS, answers, wrong);
    let errors = error_links(&sections);
    frame.script = assets::script_address();
    let known: Vec<_> = own
        .iter()
        .map(|each| URL_SAFE_NO_PAD.encode(&each.credential))
        .collect();
    let rows = own
        .iter()
        .map(|each| Row {
            id: each.id.clone(),
            name: each.name.clone(),
            since: figures(store::day_in_kazakhstan(each.added_at)),
        })
        .collect();
    PasskeysPage {
        frame,
        notice,
        rows,
        challenge,
        account: account.to_owned(),
        login: login.to_owned(),
        known: known.join(" "),
        sections,
        errors,
    }
}

async fn shown(
    web: &Web,
    session: &Session,
    frame: Frame,
    notice: String,
    said: (&Answers, &[Wrong]),
) -> Response {
    let own = match web.store.passkeys(session).await {
        Ok(own) => own,
        Err(error) => return broken(&error).into_response(),
    };
    let challenge = challenge_text(web, Purpose::Make(session));
    let account = session.account();
    let who = (account.code.as_str(), account.login.as_str());
    page_with_script(&passkeys_page(frame, who, challenge, &own, notice, said))
}

/// `GET /account/passkeys`
pub async fn ask(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    ProvedAtTheGate { session, frame }: ProvedAtTheGate,
) -> Response {
    let notice = match done.as_deref() {
        Some("added") => frame.words.text("passkeys-added"),
        Some("removed") => frame.words.text("passkeys-removed"),
        _ => String::new(),
    };
    shown(&web, &session, frame, notice, (&Answers::default(), &[])).await
}

/// `POST /account/passkeys`: one more, or one fewer.
pub async fn answer(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    ProvedAtTheGate { session, frame }: ProvedAtTheGate,
    Sent(answers): Sent,
) -> Response {
    // Also after the page for a fresh proof, which drops what the button said.
    if !answers.get("remove").is_empty() {
        return match web
            .store
            .remove_passkey(&session, answers.get("remove"))
            .await
        {
            Ok(()) => Redirect::to("/account/passkeys?done=removed").into_response(),
            Err(AccountError::Store(error)) => broken(&error).into_response(),
            Err(_) => Redirect::to("/account/passkeys").into_response(),
        };
    }
    let mut read = Read::of(SECTIONS, &answers, web.store.today());
    if !read.stops() {
        let made = || {
            Some(NewPasskey {
                name: answers.get("passkey_name").trim().to_owned(),
                client_data: bytes(&answers, "made_client_data")?,
                authenticator_data: bytes(&answers, "made_authenticator_data")?,
                first: assertion(&answers)?,
            })
        };
        let done = match made() {
            Some(new) => {
                let site = site(&web, &headers, &uri);
                web.store.add_passkey(&session, &site, new).await
            }
            None => Err(PasskeyRefused::NotTaken),
        };
        let problem = match done {
            Ok(()) => return Redirect::to("/account/passkeys?done=added").into_response(),
            Err(PasskeyRefused::Store(error)) => return broken(&error).into_response(),
            Err(PasskeyRefused::TooMany) => "passkeys-too-many",
            Err(PasskeyRefused::Unusable) => "unusable",
            Err(PasskeyRefused::NotTaken | PasskeyRefused::ProofNeeded) => "passkey-not-taken",
        };
        read.wrong.push(Wrong::at("passkey_name", problem));
    }
    let said = (&answers, read.wrong.as_slice());
    let page = shown(&web, &session, frame, String::new(), said).await;
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// `POST /sign-in/passkey`
pub async fn sign_in(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    jar: CookieJar,
    SentByVisitor(answers): SentByVisitor,
) -> Response {
    let secret = jar
        .get(form_cookie_name(web.config.secure))
        .map(|cookie| cookie.value().to_owned())
        .unwrap_or_default();
    let site = site(&web, &headers, &uri);
    let signed_in = match assertion(&answers) {
        Some(assertion) => {
            web.store
                .sign_in_with_passkey(&site, &secret, assertion)
                .await
        }
        None => Err(SignInRefused::Wrong),
    };
    sign_in::answer(
        &web,
        &headers,
        jar,
        &answers,
        signed_in,
        "sign-in-passkey-wrong",
    )
    .await
}

/// `GET /sign-in/passkey` and `GET /prove/passkey`: after another language was chosen, back to the page with the button.
pub async fn back(uri: Uri) -> Redirect {
    if uri.path().starts_with("/prove") {
        Redirect::to("/prove")
    } else {
        Redirect::to("/sign-in")
    }
}

/// `POST /prove/passkey`
pub async fn prove(
    State(web): State<Web>,
    headers: HeaderMap,
    uri: Uri,
    AtTheGate { session, frame }: AtTheGate,
    Sent(answers): Sent,
) -> Response {
    let site = site(&web, &headers, &uri);
    let proved = match assertion(&answers) {
        Some(assertion) => {
            web.store
                .prove_with_passkey(&session, &site, assertion)
                .await
        }
        None => Err(SignInRefused::Wrong),
    };
    let back = prove::own(answers.get("back"));
    match proved {
        Ok(()) if answers.get(KEPT).is_empty() => Redirect::to(&back).into_response(),
        Ok(()) => kept::resume(frame, &back, answers.get(KEPT)),
        Err(SignInRefused::Store(error)) => broken(&error).into_response(),
        Err(SignInRefused::Busy) => Trouble::Busy.into_response(),
        Err(refused) => {
            prove::refused(
                &web,
                &session,
                frame,
                &answers,
                refused,
                "prove-wrong-passkey",
            )
            .await
        }
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/account/passkeys");
    let own = [PasskeyHead {
        id: "00".to_owned(),
        name: "<Телефон>".to_owned(),
        added_at: jiff::Timestamp::UNIX_EPOCH,
        credential: vec![1, 2, 3],
    }];
    let who = ("a1b2c3d4", "aigul");
    let nothing = Answers::default();
    let wrong = [Wrong::at("passkey_name", "passkey-not-taken")];
    let pages = [
        passkeys_page(
            frame(),
            who,
            "c".to_owned(),
            &[],
            String::new(),
            (&nothing, &wrong),
        ),
        passkeys_page(
            frame(),
            who,
            "c".to_owned(),
            &own,
            "–".to_owned(),
            (&nothing, &[]),
        ),
    ];
    pages
        .iter()
        .map(|page| page.render().unwrap_or_default())
        .collect()
}
