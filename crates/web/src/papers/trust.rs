//! Whom the body trusts when it checks electronic signatures: the list, and what a head adds to it or takes from it.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use standard::lang::Lang;
use store::{Session, TrustError, TrustedCertificate};

use crate::{
    Web,
    frame::{Frame, page},
    papers::{signature::period, upload::SentFile},
    session::{Done, Sent, SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

/// A trusted certificate in the list.
struct Row {
    subject: String,
    organization: String,
    issuer: String,
    valid: String,
    since: String,
    fingerprint: String,
}

#[derive(Template)]
#[template(path = "certificates.html")]
struct CertificatesPage {
    frame: Frame,
    done: String,
    wrong: String,
    is_head: bool,
    rows: Vec<Row>,
}

/// `GET /house/certificates`
pub async fn show(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let done = match done.as_deref() {
        Some("trusted") => frame.words.text("certificates-trusted"),
        Some("distrusted") => frame.words.text("certificates-distrusted"),
        _ => String::new(),
    };
    shown(&web, &session, frame, done, String::new()).await
}

/// `POST /house/certificates`: a file with certificates to be trusted.
pub async fn trust(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    SentFile { content, .. }: SentFile,
) -> Response {
    let trusted = web.store.trust_certificates(&session, &content).await;
    answer(&web, &session, frame, trusted.map(|_| "trusted")).await
}

/// `POST /house/certificates/distrust`: a certificate that is trusted no longer.
pub async fn distrust(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let fingerprint = answers.get("fingerprint");
    let changed = web.store.distrust_certificate(&session, fingerprint).await;
    answer(&web, &session, frame, changed.map(|()| "distrusted")).await
}

async fn answer(
    web: &Web,
    session: &Session,
    frame: Frame,
    changed: Result<&str, TrustError>,
) -> Response {
    let wrong = match changed {
        Ok(done) => {
            return Redirect::to(&format!("/house/certificates?done={done}")).into_response();
        }
        Err(TrustError::Store(error)) => return broken(&error).into_response(),
        Err(TrustError::NotHead | TrustError::NotFound) => {
            return Trouble::NotFound.into_response();
        }
        Err(TrustError::Certificate(_)) => "certificates-unreadable",
        Err(TrustError::Already) => "certificates-already",
        Err(TrustError::TooMany) => "certificates-too-many",
    };
    let wrong = frame.words.text(wrong);
    let answer = shown(web, session, frame, String::new(), wrong).await;
    (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
}

async fn shown(
    web: &Web,
    session: &Session,
    frame: Frame,
    done: String,
    wrong: String,
) -> Response {
    match web.store.trusted_certificates(session).await {
        Ok(trusted) => page(&view(frame, &trusted, session.is_head(), done, wrong)),
        Err(error) => broken(&error).into_response(),
    }
}

fn view(
    frame: Frame,
    trusted: &[TrustedCertificate],
    is_head: bool,
    done: String,
    wrong: String,
) -> CertificatesPage {
    let words = frame.words;
    CertificatesPage {
        done,
        wrong,
        is_head,
        rows: trusted.iter().map(|each| row(words, each)).collect(),
        frame,
    }
}

fn row(words: Words, trusted: &TrustedCertificate) -> Row {
    let about = &trusted.certificate;
    Row {
        subject: about.subject.clone(),
        organization: about.organization.clone(),
        issuer: about.issuer.clone(),
        valid: period(words, about.from, about.until),
        since: words.figures(store::day_in_kazakhstan(trusted.since)),
        fingerprint: about.fingerprint.clone(),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/certificates");
    let words = Words::new(lang);
    let trusted: Vec<TrustedCertificate> = super::signature::samples()
        .into_iter()
        .filter_map(|signer| signer.certificate)
        .take(2)
        .map(|certificate| TrustedCertificate {
            certificate,
            since: jiff::Timestamp::UNIX_EPOCH,
            by: "a1".to_owned(),
        })
        .collect();
    let mut pages = vec![
        view(frame(), &trusted, false, String::new(), String::new()),
        view(
            frame(),
            &[],
            true,
            words.text("certificates-distrusted"),
            String::new(),
        ),
        view(
            frame(),
            &trusted,
            true,
            words.text("certificates-trusted"),
            String::new(),
        ),
    ];
    for wrong in [
        "certificates-unreadable",
        "certificates-already",
        "certificates-too-many",
    ] {
        let wrong = words.text(wrong);
        pages.push(view(frame(), &trusted, true, String::new(), wrong));
    }
    pages
        .iter()
        .map(|page| page.render().unwrap_or_default())
        .collect()
}
