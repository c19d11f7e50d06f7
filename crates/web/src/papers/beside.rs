//! What lies beside a document: the print that was signed, scans, electronic signatures.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use standard::{
    annex::{Document, Problem},
    lang::Lang,
};
use store::{
    ActId, CheckedSignature, DocumentHead, EnclosureError, EnclosureKind, Media, NewEnclosure,
    OpenDocument, OpenEnclosure, OpenError, Session, Shelf,
};

use crate::{
    Web,
    form::Answers,
    frame::Frame,
    papers::{
        prints,
        scan::{self, NotAScan},
        signature::{self, SignerView},
        upload::SentFile,
    },
    people::documents::show_with,
    press,
    session::{Sent, SignedIn, broken},
    trouble::Trouble,
    words::{Words, arguments},
};

/// The part of a document's page that is about signing.
pub struct Beside {
    /// Where the forms are sent to.
    pub base: String,
    /// The print that was signed.
    pub frozen: Option<Row>,
    /// Whether the document can be frozen now: it is not, and every part of it is open.
    pub may_freeze: bool,
    /// Languages to freeze it in; the one in which it was filled is chosen.
    pub languages: Vec<(&'static str, String, bool)>,
    /// Electronic signatures: the file of each, and who signed.
    pub signatures: Vec<(Row, Vec<SignerView>)>,
    /// Why the signatures are not shown; empty when they are.
    pub closed: String,
    /// Scans.
    pub scans: Vec<Row>,
    /// The name of what is sent next: the same sent twice is recorded once.
    pub act_ids: [String; 3],
    /// What was done.
    pub done: String,
    /// What could not be done, and why.
    pub wrong: Vec<String>,
}

/// One enclosure.
pub struct Row {
    /// Where its bytes are.
    pub address: String,
    /// What it is.
    pub title: String,
    /// Who put it there, and when.
    pub by: String,
    /// SHA-256 of its bytes.
    pub digest: String,
}

/// What is told at the top of the page.
#[derive(Default)]
pub struct Told {
    /// What was done.
    pub done: String,
    /// What could not be done, and why.
    pub wrong: Vec<String>,
}

impl Told {
    /// Something that could not be done.
    pub fn wrong(text: String) -> Self {
        Told {
            wrong: vec![text],
            ..Told::default()
        }
    }
}

/// The address of a document.
pub fn address_of(shelf: Shelf<'_>, id: &str) -> String {
    match shelf {
        Shelf::File(code) => format!("/people/{code}/documents/{id}"),
        Shelf::House => format!("/house/papers/{id}"),
    }
}

impl Beside {
    /// What lies beside an opened document.
    pub async fn new(
        web: &Web,
        session: &Session,
        words: Words,
        shelf: Shelf<'_>,
        document: &OpenDocument,
        told: Told,
    ) -> Self {
        let act_id = || ActId(web.random_bytes()).to_text();
        let act_ids = [act_id(), act_id(), act_id()];
        let mut beside = Beside::of(words, shelf, &document.head, act_ids);
        // A paper of the house is frozen as it is put there.
        beside.may_freeze = matches!(shelf, Shelf::File(_))
            && beside.frozen.is_none()
            && document.missing.is_empty();
        beside.done = told.done;
        beside.wrong = told.wrong;
        if !document.missing.is_empty() {
            beside.closed = words.text("signatures-closed");
        } else if beside.frozen.is_some() {
            match web
                .store
                .signatures(session, shelf, &document.head.id)
                .await
            {
                Ok(checked) => beside.show_signatures(words, &checked),
                Err(error) => {
                    tracing::error!(%error, "signatures could not be checked");
                    beside.closed = words.text("signatures-closed");
                }
            }
        }
        beside
    }

    fn show_signatures(&mut self, words: Words, checked: &[CheckedSignature]) {
        self.signatures = checked
            .iter()
            .map(|each| {
                let kilobytes = i64::try_from(each.head.bytes.div_ceil(1024)).unwrap_or(0);
                let row = Row {
                    address: format!("{}/enclosures/{}", self.base, each.head.id),
                    title: signature::title(words, kilobytes),
                    by: by(words, &each.head),
                    digest: each.head.digest.clone(),
                };
                let signers = each.signers.iter();
                (
                    row,
                    signers.map(|one| signature::signer(words, one)).collect(),
                )
            })
            .collect();
    }

    fn of(words: Words, shelf: Shelf<'_>, head: &DocumentHead, act_ids: [String; 3]) -> Self {
        let base = address_of(shelf, &head.id);
        let row = |each: &store::EnclosureHead, title: String| Row {
            address: format!("{base}/enclosures/{}", each.id),
            title,
            by: by(words, each),
            digest: each.digest.clone(),
        };
        let frozen = head.print().map(|print| {
            let language = print.language.unwrap_or(head.language);
            let language = words.named("value-print_language", language.code());
            row(
                print,
                words.with_text("papers-print", "language", &language),
            )
        });
        let scans = head
            .enclosures
            .iter()
            .filter(|each| each.kind == EnclosureKind::Scan)
            .map(|each| {
                let kilobytes = i64::try_from(each.bytes.div_ceil(1024)).unwrap_or(0);
                let arguments = arguments([
                    ("kind", each.media.ending().to_uppercase().into()),
                    ("kilobytes", kilobytes.into()),
                ]);
                row(each, words.with("papers-scan", &arguments))
            })
            .collect();
        Beside {
            frozen,
            may_freeze: false,
            languages: languages(words, head.language),
            signatures: Vec::new(),
            closed: String::new(),
            scans,
            act_ids,
            done: String::new(),
            wrong: Vec::new(),
            base,
        }
    }

    /// Samples for the test that renders every page: frozen with a scan, and not frozen with something wrong.
    #[doc(hidden)]
    pub fn samples(words: Words, head: &DocumentHead) -> Vec<Self> {
        let ids = || ["1".to_owned(), "2".to_owned(), "3".to_owned()];
        let enclosure = |kind, media| store::EnclosureHead {
            id: "e1".to_owned(),
            kind,
            media,
            language: Some(Lang::Kk),
            bytes: 12_345,
            digest: "0f".repeat(32),
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            by_account: "Айгүл".to_owned(),
        };
        let mut frozen = head.clone();
        frozen.enclosures = vec![
            enclosure(EnclosureKind::Print, Media::Pdf),
            enclosure(EnclosureKind::Scan, Media::Jpeg),
        ];
        let mut wrong = Beside::of(words, Shelf::File("k3f9x2mp"), head, ids());
        wrong.may_freeze = true;
        wrong.wrong = vec![words.text("papers-scan-empty")];
        let refused = signature::REFUSED.into_iter();
        wrong
            .wrong
            .extend(refused.map(|why| signature::told(words, why)));
        let mut frozen = Beside::of(words, Shelf::House, &frozen, ids());
        frozen.done = words.text("papers-frozen-now");
        frozen.show_signatures(
            words,
            &[CheckedSignature {
                head: enclosure(EnclosureKind::Signature, Media::Cms),
                signers: signature::samples(),
            }],
        );
        vec![wrong, frozen]
    }
}

/// The languages of a print, the given one chosen.
pub fn languages(words: Words, chosen: Lang) -> Vec<(&'static str, String, bool)> {
    Lang::ALL
        .into_iter()
        .map(|lang| {
            let name = words.named("language", lang.code());
            (lang.code(), name, lang == chosen)
        })
        .collect()
}

fn by(words: Words, each: &store::EnclosureHead) -> String {
    format!(
        "{}, {}, {}",
        words.full_day(store::day_in_kazakhstan(each.recorded_at)),
        crate::access::sign_in::clock_time(each.recorded_at),
        each.by_account
    )
}

/// Why a document cannot be frozen, a line for each problem.
pub fn problems(words: Words, problems: &[Problem]) -> Vec<String> {
    let mut lines: Vec<String> = problems
        .iter()
        .map(|each| words.named("problem", each.problem))
        .collect();
    lines.dedup();
    lines
}

/// What could not be done, in words. `None` for what is answered by a page of its own.
pub fn told(words: Words, error: EnclosureError) -> Result<Told, Trouble> {
    let wrong = match error {
        EnclosureError::NotFound => return Err(Trouble::NotFound),
        EnclosureError::Store(error) => return Err(broken(&error)),
        EnclosureError::Document(found) => {
            let mut wrong = vec![words.text("papers-not-frozen")];
            wrong.extend(problems(words, &found));
            wrong
        }
        EnclosureError::KeysMissing(compartments) => {
            let list: Vec<String> = compartments
                .iter()
                .map(|each| words.named("compartment", each.name()))
                .collect();
            vec![words.with_text("papers-keys-missing", "list", &list.join(", "))]
        }
        EnclosureError::Frozen => vec![words.text("papers-frozen-before")],
        EnclosureError::Signature(why) => vec![signature::told(words, why)],
        EnclosureError::NotFrozen => vec![words.text("papers-not-frozen-yet")],
        EnclosureError::TooMuch => vec![words.text("papers-scan-too-large")],
        EnclosureError::AfterToday => vec![words.text("problem-day-later")],
    };
    Ok(Told {
        wrong,
        ..Told::default()
    })
}

/// The name that the form carries; a new one when it carries none.
pub fn act_id(web: &Web, answers: &Answers) -> ActId {
    ActId::from_text(answers.get("act_id")).unwrap_or_else(|| ActId(web.random_bytes()))
}

/// Prints a document of a file as it was signed and freezes the print.
///
/// # Errors
/// [`EnclosureError`]; [`Trouble`] when it cannot be printed.
pub async fn freeze_document(
    web: &Web,
    session: &Session,
    (code, id): (&str, &str),
    lang: Option<Lang>,
    act_id: ActId,
) -> Result<String, Result<EnclosureError, Trouble>> {
    let opened = match web.store.document(session, code, id).await {
        Ok(opened) => opened,
        Err(OpenError::NotFound) => return Err(Ok(EnclosureError::NotFound)),
        Err(OpenError::Store(error)) => return Err(Ok(error.into())),
    };
    if !opened.missing.is_empty() {
        return Err(Ok(EnclosureError::KeysMissing(opened.missing)));
    }
    let lang = lang.unwrap_or(opened.head.language);
    let Ok(whole) = Document::from_fields(opened.head.form, opened.value) else {
        return Err(Err(Trouble::Broken));
    };
    let content = prints::to_sign(web, session, &whole, lang, opened.acting)
        .await
        .map_err(Err)?;
    let new = NewEnclosure {
        act_id,
        kind: EnclosureKind::Print,
        media: Media::Pdf,
        language: Some(lang),
        content,
    };
    web.store.enclose(session, code, id, new).await.map_err(Ok)
}

/// `POST /people/{code}/documents/{id}/freeze`
pub async fn freeze(
    State(web): State<Web>,
    Path((code, id)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let lang = answers.get("language").parse().ok();
    let name = act_id(&web, &answers);
    let frozen = freeze_document(&web, &session, (&code, &id), lang, name).await;
    let words = frame.words;
    let told = match frozen {
        Ok(_) => Told {
            done: words.text("papers-frozen-now"),
            ..Told::default()
        },
        Err(Err(trouble)) => return trouble.into_response(),
        Err(Ok(error)) => match told(words, error) {
            Ok(told) => told,
            Err(trouble) => return trouble.into_response(),
        },
    };
    show_with(&web, &session, frame, (Shelf::File(&code), &id), told).await
}

/// Looks at a scan and puts it beside a document.
///
/// # Errors
/// What is wrong with the scan, or why it could not be put there.
pub async fn add_scan(
    web: &Web,
    session: &Session,
    (shelf, id): (Shelf<'_>, &str),
    content: Vec<u8>,
    act_id: ActId,
) -> Result<String, ScanError> {
    let looked_at = press::shared().make(move || scan::accept(content)).await;
    let (media, content) = looked_at
        .map_err(ScanError::Trouble)?
        .map_err(ScanError::NotAScan)?;
    let new = NewEnclosure {
        act_id,
        kind: EnclosureKind::Scan,
        media,
        language: None,
        content,
    };
    let put = web.store.enclose(session, shelf, id, new).await;
    put.map_err(ScanError::Enclosure)
}

/// Why a scan was not put beside a document.
pub enum ScanError {
    /// What is wrong with it.
    NotAScan(NotAScan),
    /// Why it has no place there.
    Enclosure(EnclosureError),
    /// It was not looked at.
    Trouble(Trouble),
}

/// `POST /people/{code}/documents/{id}/scans`
pub async fn scan(
    State(web): State<Web>,
    Path((code, id)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    sent: SentFile,
) -> Response {
    take_scan(&web, &session, frame, (Shelf::File(&code), &id), sent).await
}

/// Puts a scan beside a document and goes back to its page.
pub async fn take_scan(
    web: &Web,
    session: &Session,
    frame: Frame,
    (shelf, id): (Shelf<'_>, &str),
    SentFile { answers, content }: SentFile,
) -> Response {
    let words = frame.words;
    let name = act_id(web, &answers);
    let told = match add_scan(web, session, (shelf, id), content, name).await {
        Ok(_) => return Redirect::to(&address_of(shelf, id)).into_response(),
        Err(ScanError::NotAScan(refused)) => {
            Told::wrong(words.named("papers-scan", refused.name()))
        }
        Err(ScanError::Trouble(trouble)) => return trouble.into_response(),
        Err(ScanError::Enclosure(error)) => match told(words, error) {
            Ok(told) => told,
            Err(trouble) => return trouble.into_response(),
        },
    };
    show_with(web, session, frame, (shelf, id), told).await
}

/// `GET /people/{code}/documents/{id}/enclosures/{enclosure}`
pub async fn enclosure(
    State(web): State<Web>,
    Path((code, id, enclosure)): Path<(String, String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let there = (Shelf::File(code.as_str()), id.as_str());
    give(&web, &session, frame, there, &enclosure).await
}

/// Gives what lies beside a document, or its page with the reason why not.
pub async fn give(
    web: &Web,
    session: &Session,
    frame: Frame,
    (shelf, id): (Shelf<'_>, &str),
    enclosure: &str,
) -> Response {
    match web.store.enclosure(session, shelf, id, enclosure).await {
        Ok(opened) => saved(opened, id),
        Err(error) => match told(frame.words, error) {
            Ok(told) => show_with(web, session, frame, (shelf, id), told).await,
            Err(trouble) => trouble.into_response(),
        },
    }
}

/// The bytes of an enclosure. The print is looked at in the browser; what came from elsewhere is only ever saved.
pub fn saved(opened: OpenEnclosure, document: &str) -> Response {
    let OpenEnclosure { head, content } = opened;
    let name = format!("{document}-{}.{}", head.id, head.media.ending());
    let shown = match head.kind {
        EnclosureKind::Print => "inline",
        EnclosureKind::Scan | EnclosureKind::Signature => "attachment",
    };
    let headers = [
        (header::CONTENT_TYPE, head.media.content_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("{shown}; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
