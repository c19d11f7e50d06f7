//! What went wrong, as `application/problem+json` (RFC 9457) in the language of `Accept-Language`.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;
use standard::{
    annex::Severity,
    compartment::Compartment,
    refusal::{Reason, Refusal},
};
use store::{ActError, DocumentProblem, OpenError, RecordedEntry, RegisterError, StoreError};
use utoipa::ToSchema;

use crate::{
    Web,
    api::shown,
    frame::cite,
    papers::{scan::NotAScan, signature},
    security::header_text,
    sentence,
    session::broken,
    trouble::{Odd, RETRY_AFTER_SECONDS, Trouble},
    words::{Words, plain, preferred},
};

/// Why a request was not carried out. Nothing was recorded.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The request does not say what it should; what is wrong, in English.
    NotUnderstood(String),
    /// The Bearer token is missing or wrong, or its session has ended.
    NotSignedIn,
    /// No such login with this password.
    WrongPassword,
    /// Too many tries with this login; the seconds until the next is looked at.
    Slow(i64),
    /// Too many are signing in just now.
    Busy,
    /// Others are writing just now, or the program is stopping; nothing was recorded.
    Occupied,
    /// Too many papers are being made just now.
    Crowded,
    /// The last proof of who is signed in is too old for this.
    ProofNeeded,
    /// The body demands a second factor, and she has none or did not show it in this session.
    SecondFactorNeeded,
    /// There is nothing here, or nothing that this account may know of: the two look alike.
    NotFound,
    /// The address does not take this method.
    Method,
    /// The body is larger than [`crate::security::LARGEST_BODY`].
    TooLarge,
    /// The body is not `application/json`.
    NotJson,
    /// An act does not say how many entries its author saw.
    SeenMissing,
    /// Somebody else acted meanwhile: what was added since.
    Stale(Vec<RecordedEntry>),
    /// The standard refuses the act.
    Refused(Refusal),
    /// The day of the act is after today.
    AfterToday,
    /// The document beside the act is missing or has errors.
    Document(Vec<DocumentProblem>),
    /// A package holds documents that the person's keys do not open.
    KeysMissing(Vec<Compartment>),
    /// No authorized body of this server is named to send the package to.
    NoAddressee,
    /// Another person has the bed, or the house has no such bed: the stable name of which.
    Bed(&'static str),
    /// What stands in the way of restricting a file, or of a review: a field and the stable name of what is wrong with it.
    Restriction(&'static str, &'static str),
    /// What is wrong with a line of a register.
    Line(Vec<standard::annex::Problem>),
    /// A file does not open whose names the book must not show.
    NamesClosed,
    /// A paper that goes to another body is not whole.
    Paper(Vec<store::PaperProblem>),
    /// How the person is addressed is empty, too long or unprintable.
    Address,
    /// The document is frozen already.
    Frozen,
    /// A signature has nothing to sign: the document is not frozen.
    NotFrozen,
    /// The own copy would name what happened, or the house.
    OwnCopy,
    /// The file is no electronic signature of what was frozen.
    NotASignature(store::NotTaken),
    /// The file is no scan that is taken.
    NotAScan(NotAScan),
    /// Keys in the database are not those for which the head vouches; nothing was recorded.
    KeysChanged,
    /// Something in the program or the database failed.
    Broken,
}

/// The answer's body. Members that do not belong to a problem are left out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// The stable name: `urn:tirek:problem:refused`.
    #[serde(rename = "type")]
    kind: String,
    /// One sentence, the same for every problem of this type.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is wrong this time.
    detail: String,
    /// Refused: the paragraph of the order that stands in the way; `journal` for the order of the journal itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<&'static str>,
    /// Refused: the paragraph as it is cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    cited: Option<String>,
    /// Refused: the stable name of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// Refused by the journal: the numbers of the entries in the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<u32>,
    /// Stale: the entries added since.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<shown::JournalEntry>>)]
    since: Option<Vec<Value>>,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldProblem>,
    /// The compartments whose keys are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    compartments: Vec<&'static str>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The form, when the field belongs to a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'static str>,
    /// The field by its name in the JSON; fields of a part are joined by a full stop.
    field: &'static str,
    /// The row of a list, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    /// The stable name of what is wrong.
    problem: &'static str,
    /// The most that is allowed, in characters or rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<usize>,
    /// `error` or `warning`; only errors stop a document.
    severity: &'static str,
    /// The same in words.
    detail: String,
}

impl Problem {
    /// The name in the type and in the ids of messages: `api-<name>`, `api-<name>-help`.
    pub fn name(&self) -> &'static str {
        match self {
            Problem::NotUnderstood(_) => "not-understood",
            Problem::NotSignedIn => "not-signed-in",
            Problem::WrongPassword => "wrong-password",
            Problem::Slow(_) => "slow",
            Problem::Busy => "busy",
            Problem::Occupied => "occupied",
            Problem::Crowded => "crowded",
            Problem::ProofNeeded => "proof-needed",
            Problem::SecondFactorNeeded => "second-factor-needed",
            Problem::NotFound => "not-found",
            Problem::Method => "method",
            Problem::TooLarge => "too-large",
            Problem::NotJson => "not-json",
            Problem::SeenMissing => "seen-missing",
            Problem::Stale(_) => "stale",
            Problem::Refused(_) => "refused",
            Problem::AfterToday => "after-today",
            Problem::Document(_) => "document",
            Problem::KeysMissing(_) => "keys-missing",
            Problem::NoAddressee => "no-addressee",
            Problem::Bed(_) => "bed",
            Problem::Restriction(..) => "restriction",
            Problem::Line(_) => "line",
            Problem::NamesClosed => "names-closed",
            Problem::Paper(_) => "paper",
            Problem::Address => "address",
            Problem::Frozen => "frozen",
            Problem::NotFrozen => "not-frozen",
            Problem::OwnCopy => "own-copy",
            Problem::NotASignature(_) => "not-a-signature",
            Problem::NotAScan(_) => "not-a-scan",
            Problem::KeysChanged => "keys-changed",
            Problem::Broken => "broken",
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NotUnderstood(_) => StatusCode::BAD_REQUEST,
            Problem::NotSignedIn | Problem::WrongPassword => StatusCode::UNAUTHORIZED,
            Problem::Slow(_) => StatusCode::TOO_MANY_REQUESTS,
            Problem::Busy | Problem::Occupied | Problem::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Problem::ProofNeeded | Problem::SecondFactorNeeded => StatusCode::FORBIDDEN,
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Method => StatusCode::METHOD_NOT_ALLOWED,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Problem::SeenMissing => StatusCode::PRECONDITION_REQUIRED,
            Problem::Stale(_) | Problem::Frozen | Problem::NotFrozen | Problem::NamesClosed => {
                StatusCode::CONFLICT
            }
            Problem::Refused(_)
            | Problem::AfterToday
            | Problem::Document(_)
            | Problem::KeysMissing(_)
            | Problem::NoAddressee
            | Problem::Bed(_)
            | Problem::Restriction(..)
            | Problem::Line(_)
            | Problem::Paper(_)
            | Problem::Address
            | Problem::OwnCopy
            | Problem::NotASignature(_)
            | Problem::NotAScan(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::KeysChanged | Problem::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The request does not say what it should.
    pub fn not_understood(what: impl Into<String>) -> Self {
        Problem::NotUnderstood(what.into())
    }

    /// What an answer without words was about.
    fn behind(response: &Response) -> Option<Self> {
        if let Some(problem) = response.extensions().get::<Problem>() {
            return Some(problem.clone());
        }
        if let Some(trouble) = response.extensions().get::<Trouble>() {
            return Some(match trouble {
                Trouble::NotFound => Problem::NotFound,
                Trouble::TooLarge => Problem::TooLarge,
                Trouble::OtherSite | Trouble::NotUnderstood => {
                    Problem::not_understood("the request breaks off or is not HTTP")
                }
                Trouble::Method => Problem::Method,
                Trouble::Busy => Problem::Busy,
                Trouble::Occupied => Problem::Occupied,
                Trouble::Crowded => Problem::Crowded,
                Trouble::KeysChanged => Problem::KeysChanged,
                Trouble::Broken => Problem::Broken,
            });
        }
        match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => Some(Problem::Method),
            StatusCode::NOT_FOUND => Some(Problem::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
            status if status.is_client_error() => Some(Problem::not_understood(
                "the address or the query does not read",
            )),
            status if status.is_server_error() => Some(Problem::Broken),
            _ => None,
        }
    }

    /// The answer's body in the words of a language.
    pub fn body(&self, words: Words) -> ProblemBody {
        let name = self.name();
        let mut body = ProblemBody {
            kind: format!("urn:tirek:problem:{name}"),
            title: words.text(&format!("api-{name}")),
            status: self.status().as_u16(),
            detail: String::new(),
            paragraph: None,
            cited: None,
            reason: None,
            entries: Vec::new(),
            since: None,
            fields: Vec::new(),
            compartments: Vec::new(),
        };
        let help = format!("api-{name}-help");
        let wrong = |field, problem| FieldProblem {
            form: None,
            field,
            row: None,
            problem,
            limit: None,
            severity: "error",
            detail: words.named("problem", problem),
        };
        body.detail = match self {
            Problem::NotUnderstood(what) => plain(&words.with_text(&help, "what", what)),
            Problem::Slow(seconds) => plain(&words.with_count(&help, "seconds", *seconds)),
            Problem::Refused(refusal) => {
                body.paragraph = Some(refusal.paragraph);
                body.cited = Some(cite(words, refusal.paragraph));
                body.reason = Some(refusal.reason.id());
                body.entries = refusal.entries.clone();
                if refusal.reason == Reason::NotToday {
                    body.fields = vec![wrong("on", "not-today")];
                }
                sentence::reason(words, refusal.reason)
            }
            Problem::Stale(since) => {
                body.since = Some(since.iter().map(shown::entry).collect());
                words.text(&help)
            }
            Problem::Document(problems) => {
                body.fields = problems
                    .iter()
                    .map(|problem| of_document(words, problem))
                    .collect();
                words.text(&help)
            }
            Problem::KeysMissing(compartments) => {
                body.compartments = compartments.iter().map(|each| each.name()).collect();
                let names: Vec<String> = compartments
                    .iter()
                    .map(|compartment| words.named("compartment", compartment.name()))
                    .collect();
                plain(&words.with_text("keys-missing", "list", &names.join(", ")))
            }
            Problem::AfterToday => {
                body.fields = vec![wrong("on", "day-later")];
                words.text(&help)
            }
            Problem::Paper(problems) => {
                body.fields = problems
                    .iter()
                    .map(|problem| wrong(problem.field, problem.problem))
                    .collect();
                words.text(&help)
            }
            Problem::NoAddressee => {
                body.fields = vec![wrong("send_to", "no-addressee")];
                words.text(&help)
            }
            Problem::Restriction(field, which) => {
                body.fields = vec![wrong(field, which)];
                words.text(&help)
            }
            Problem::Bed(which) => {
                body.fields = vec![wrong("bed", which)];
                words.text(&help)
            }
            Problem::Line(problems) => {
                body.fields = problems
                    .iter()
                    .map(|problem| of_field(words, None, problem))
                    .collect();
                words.text(&help)
            }
            Problem::Address => {
                body.fields = vec![wrong("address", "address")];
                words.text(&help)
            }
            Problem::NotASignature(why) => signature::told(words, *why),
            Problem::NotAScan(refused) => words.named("papers-scan", refused.name()),
            _ => words.text(&help),
        };
        body
    }
}

fn of_document(words: Words, problem: &DocumentProblem) -> FieldProblem {
    of_field(words, Some(problem.form.name()), &problem.problem)
}

fn of_field(
    words: Words,
    form: Option<&'static str>,
    problem: &standard::annex::Problem,
) -> FieldProblem {
    FieldProblem {
        form,
        field: problem.field,
        row: problem.row,
        problem: problem.problem,
        limit: problem.limit,
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        detail: words.named("problem", problem.problem),
    }
}

/// An empty answer that carries the problem; [`in_words`] writes it.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes every answer that is an error as a problem, whoever gave it.
pub async fn in_words(State(web): State<Web>, request: Request, next: Next) -> Response {
    let wished = preferred(header_text(request.headers(), header::ACCEPT_LANGUAGE));
    let words = Words::new(wished.unwrap_or(web.config.language));
    let mut response = next.run(request).await;
    let Some(problem) = Problem::behind(&response) else {
        return response;
    };
    let written = serde_json::to_vec(&problem.body(words)).unwrap_or_default();
    *response.status_mut() = problem.status();
    *response.body_mut() = Body::from(written);
    let odd = match &problem {
        Problem::NotUnderstood(_) | Problem::NotJson => Some(Odd::NotUnderstood),
        Problem::TooLarge => Some(Odd::TooLarge),
        _ => None,
    };
    if let Some(odd) = odd {
        response.extensions_mut().insert(odd);
    }
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    let mut put = |name, value| headers.insert(name, HeaderValue::from_static(value));
    put(header::CONTENT_TYPE, "application/problem+json");
    put(header::CONTENT_LANGUAGE, words.code());
    match problem {
        Problem::NotSignedIn | Problem::WrongPassword => {
            put(header::WWW_AUTHENTICATE, "Bearer");
        }
        Problem::Busy | Problem::Occupied | Problem::Crowded => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        Problem::Slow(seconds) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        _ => {}
    }
    response
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match broken(&error) {
            Trouble::Occupied => Problem::Occupied,
            Trouble::KeysChanged => Problem::KeysChanged,
            _ => Problem::Broken,
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::NotFound => Problem::NotFound,
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<RegisterError> for Problem {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::NotFound => Problem::NotFound,
            RegisterError::NamesClosed => Problem::NamesClosed,
            RegisterError::Content(problems) => Problem::Line(problems),
            RegisterError::NoSuchLine => {
                Problem::not_understood("`corrects` is the number of no line of this register")
            }
            RegisterError::Store(error) => error.into(),
        }
    }
}

impl From<ActError> for Problem {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Problem::NotFound,
            ActError::Stale { since } => Problem::Stale(since),
            ActError::Refused(refusal) => Problem::Refused(refusal),
            ActError::AfterToday => Problem::AfterToday,
            ActError::Document(problems) => Problem::Document(problems),
            ActError::KeysMissing(compartments) => Problem::KeysMissing(compartments),
            ActError::NoAddressee => Problem::NoAddressee,
            ActError::BedTaken => Problem::Bed("bed-taken"),
            ActError::NoSuchBed => Problem::Bed("no-such-bed"),
            ActError::Paper(problems) => Problem::Paper(problems),
            ActError::ProofNeeded => Problem::ProofNeeded,
            ActError::Address => Problem::Address,
            ActError::Store(error) => error.into(),
        }
    }
}
