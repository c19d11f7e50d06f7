//! Electronic signatures beside a document: putting one there, and what is told of each.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use sealed::elsewhere::{Chain, Integrity, NotASignature, Signer, Untrusted};
use store::{
    ActId, CheckedSignature, EnclosureError, EnclosureKind, Media, NewEnclosure, NotTaken, Session,
    Shelf,
};

use crate::{
    Web,
    frame::Frame,
    papers::{
        beside::{self, Told},
        upload::SentFile,
    },
    people::documents::show_with,
    session::SignedIn,
    words::{Words, arguments, plain},
};

/// One who signed, in words.
pub struct SignerView {
    /// Whose signature it says that it is.
    pub name: String,
    /// `confirmed`, `unconfirmed` or `unchecked`, in words.
    pub state: String,
    /// Whether the signature fits and leads to a certificate that the body trusts.
    pub is_confirmed: bool,
    /// What was found, a sentence each; the last says what was not asked.
    pub found: Vec<String>,
    /// What the certificate says: name and value.
    pub pairs: Vec<(String, String)>,
}

/// What is told of one who signed.
pub fn signer(words: Words, signer: &Signer) -> SignerView {
    let is_confirmed = matches!(signer.chain, Some(Chain::Trusted(_)));
    let state = match &signer.integrity {
        _ if is_confirmed => "signature-confirmed",
        Integrity::Unknown { .. } => "signature-unchecked",
        _ => "signature-unconfirmed",
    };
    let certificate = signer.certificate.as_ref();
    let mut pairs = Vec::new();
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            pairs.push((words.text(name), value));
        }
    };
    if let Some(about) = certificate {
        say("signature-organization", about.organization.clone());
        say("signature-number", about.number.clone());
        say("signature-issuer", about.issuer.clone());
        say("signature-serial", about.serial.clone());
        say("signature-valid", period(words, about.from, about.until));
    }
    say("signature-algorithm", signer.algorithm.clone());
    if let Some(at) = signer.claimed_at {
        say("signature-claimed", moment(words, at));
    }
    SignerView {
        name: certificate.map_or_else(
            || words.text("signature-nobody"),
            |certificate| certificate.subject.clone(),
        ),
        state: words.text(state),
        is_confirmed,
        found: found(words, signer),
        pairs,
    }
}

fn found(words: Words, signer: &Signer) -> Vec<String> {
    let with = |name: &str, value: &str| plain(&words.with_text(name, "what", value));
    let unknown = |algorithm: &str, gost: bool| {
        let name = if gost {
            "signature-gost"
        } else {
            "signature-unknown"
        };
        with(name, algorithm)
    };
    let mut found = vec![match &signer.integrity {
        Integrity::Fits => words.text("signature-fits"),
        Integrity::OtherBytes => words.text("signature-other-bytes"),
        Integrity::Wrong => words.text("signature-wrong"),
        Integrity::NoCertificate => words.text("signature-no-certificate"),
        Integrity::Unknown { algorithm, gost } => unknown(algorithm, *gost),
        Integrity::Weak { algorithm } => with("signature-weak", algorithm),
    }];
    match &signer.chain {
        None => {}
        Some(Chain::Trusted(anchor)) => found.push(with("signature-trusted", anchor)),
        Some(Chain::Untrusted(why)) => found.push(match why {
            Untrusted::NoIssuer => words.text("signature-no-issuer"),
            Untrusted::OutOfTime(whose) => with("signature-out-of-time", whose),
            Untrusted::Usage => words.text("signature-usage"),
            Untrusted::Demands(whose) => with("signature-demands", whose),
            Untrusted::Unknown { algorithm, gost } => unknown(algorithm, *gost),
            Untrusted::Weak { algorithm } => with("signature-weak", algorithm),
        }),
    }
    if signer.chain.is_some() {
        found.push(words.text("signature-revocation"));
    }
    found
}

/// A moment as it is read in Kazakhstan.
fn moment(words: Words, seconds: i64) -> String {
    let Ok(at) = Timestamp::from_second(seconds) else {
        return String::new();
    };
    let day = words.figures(store::day_in_kazakhstan(at));
    format!("{day}, {}", crate::access::sign_in::clock_time(at))
}

/// From one day to another.
pub fn period(words: Words, from: i64, until: i64) -> String {
    let day = |seconds: i64| {
        Timestamp::from_second(seconds)
            .map(|at| words.figures(store::day_in_kazakhstan(at)))
            .unwrap_or_default()
    };
    format!("{} – {}", day(from), day(until))
}

/// The same as lines of a printed page.
pub fn lines(words: Words, checked: &[CheckedSignature]) -> Vec<String> {
    checked
        .iter()
        .flat_map(|signature| &signature.signers)
        .map(|each| {
            let shown = signer(words, each);
            let pairs: Vec<String> = shown
                .pairs
                .iter()
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            format!(
                "{}. {}. {} {}.",
                shown.name,
                shown.state,
                shown.found.join(" "),
                pairs.join("; ")
            )
        })
        .collect()
}

/// The message `signature-refused-<name>`.
pub fn refused(error: NotTaken) -> &'static str {
    match error {
        NotTaken::Form(NotASignature::Length) => "length",
        NotTaken::Form(NotASignature::Unreadable) => "unreadable",
        NotTaken::Form(NotASignature::NotDetached) => "not-detached",
        NotTaken::Form(NotASignature::Signers) => "signers",
        NotTaken::OtherBytes => "other-bytes",
        NotTaken::Wrong => "wrong",
    }
}

/// Puts an electronic signature beside a document.
///
/// # Errors
/// [`EnclosureError::Signature`] when it is none of what was frozen, and the others of [`store::Store::enclose`].
pub async fn put_beside(
    web: &Web,
    session: &Session,
    (shelf, id): (Shelf<'_>, &str),
    content: Vec<u8>,
    act_id: ActId,
) -> Result<String, EnclosureError> {
    let new = NewEnclosure {
        act_id,
        kind: EnclosureKind::Signature,
        media: Media::Cms,
        language: None,
        content,
    };
    web.store.enclose(session, shelf, id, new).await
}

/// `POST /people/{code}/documents/{id}/signatures`
pub async fn add(
    State(web): State<Web>,
    Path((code, id)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    sent: SentFile,
) -> Response {
    take(&web, &session, frame, (Shelf::File(&code), &id), sent).await
}

/// Puts an electronic signature beside a document and goes back to its page.
pub async fn take(
    web: &Web,
    session: &Session,
    frame: Frame,
    (shelf, id): (Shelf<'_>, &str),
    SentFile { answers, content }: SentFile,
) -> Response {
    let words = frame.words;
    let told = if content.is_empty() {
        Told::wrong(words.text("papers-scan-empty"))
    } else {
        let name = beside::act_id(web, &answers);
        match put_beside(web, session, (shelf, id), content, name).await {
            Ok(_) => {
                let page = format!("{}#signatures", beside::address_of(shelf, id));
                return Redirect::to(&page).into_response();
            }
            Err(error) => match beside::told(words, error) {
                Ok(told) => told,
                Err(trouble) => return trouble.into_response(),
            },
        }
    };
    show_with(web, session, frame, (shelf, id), told).await
}

/// What is told when an enclosure is refused as a signature.
pub fn told(words: Words, error: NotTaken) -> String {
    words.text(&format!("signature-refused-{}", refused(error)))
}

/// Samples: every sentence.
#[doc(hidden)]
pub fn samples() -> Vec<Signer> {
    let certificate = sealed::elsewhere::Certificate {
        der: Vec::new(),
        subject: "МЫСАЛОВА ҮЛГІЖАН".to_owned(),
        organization: "«Үлгі» орталығы".to_owned(),
        number: "IIN000000000000".to_owned(),
        issuer: "Sample issuing".to_owned(),
        serial: "1003".to_owned(),
        from: 1_640_995_200,
        until: 1_672_531_200,
        fingerprint: "0f".repeat(32),
        is_authority: false,
    };
    let algorithm = || "1.2.398.3.10.1.2.1".to_owned();
    let whose = || "Sample issuing".to_owned();
    let untrusted = [
        Untrusted::NoIssuer,
        Untrusted::OutOfTime(whose()),
        Untrusted::Usage,
        Untrusted::Demands(whose()),
        Untrusted::Unknown {
            algorithm: algorithm(),
            gost: true,
        },
        Untrusted::Weak {
            algorithm: algorithm(),
        },
    ];
    let mut states = vec![(Integrity::Fits, Some(Chain::Trusted(whose())))];
    states.extend(untrusted.map(|why| (Integrity::Fits, Some(Chain::Untrusted(why)))));
    states.extend(
        [
            Integrity::OtherBytes,
            Integrity::Wrong,
            Integrity::NoCertificate,
            Integrity::Unknown {
                algorithm: algorithm(),
                gost: false,
            },
            Integrity::Weak {
                algorithm: algorithm(),
            },
        ]
        .map(|integrity| (integrity, None)),
    );
    states
        .into_iter()
        .map(|(integrity, chain)| Signer {
            certificate: (integrity != Integrity::NoCertificate).then(|| certificate.clone()),
            algorithm: "RSA, SHA-256".to_owned(),
            claimed_at: Some(1_667_260_800),
            integrity,
            chain,
        })
        .collect()
}

/// Every reason for which a file is not taken.
#[doc(hidden)]
pub const REFUSED: [NotTaken; 6] = [
    NotTaken::Form(NotASignature::Length),
    NotTaken::Form(NotASignature::Unreadable),
    NotTaken::Form(NotASignature::NotDetached),
    NotTaken::Form(NotASignature::Signers),
    NotTaken::OtherBytes,
    NotTaken::Wrong,
];

/// A row of the list: of which file the signers are.
pub fn title(words: Words, kilobytes: i64) -> String {
    words.with(
        "signature-file",
        &arguments([("kilobytes", kilobytes.into())]),
    )
}
