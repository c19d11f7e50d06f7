//! Entries, duties, documents and bodies as an answer shows them.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};
use standard::{calendar::Calendar, duty::Duty, refusal::Refusal};
use store::{Body, BodyKind, DocumentHead, EnclosureHead, OpenDocument, Ownership, RecordedEntry};
use utoipa::ToSchema;

use crate::{frame::cite, sentence, words::Words};

/// An entry of a journal: the very JSON of acts, and what the record says of it. Its schema is written in
/// [`super::facts`].
#[derive(ToSchema)]
pub struct JournalEntry {}

/// An entry as JSON.
pub fn entry(recorded: &RecordedEntry) -> Value {
    let mut shown = Map::new();
    shown.insert("on".to_owned(), json!(recorded.entry.on));
    shown.insert("by".to_owned(), json!(recorded.entry.by.name()));
    if let Ok(Value::Object(act)) = serde_json::to_value(&recorded.entry.act) {
        shown.extend(act);
    }
    shown.insert("seq".to_owned(), json!(recorded.entry.seq));
    shown.insert("recorded_at".to_owned(), json!(recorded.recorded_at));
    shown.insert("recorded_by".to_owned(), json!(recorded.by_account));
    if let Some(order) = &recorded.acting_by {
        shown.insert("acting_by".to_owned(), json!(order));
    }
    shown.insert("act_id".to_owned(), json!(recorded.act_id.to_text()));
    shown.insert("struck".to_owned(), json!(recorded.struck));
    if let Some(exchange) = &recorded.exchange {
        shown.insert("exchange".to_owned(), json!(exchange));
    }
    Value::Object(shown)
}

/// A duty with its days. Lateness is judged by today.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyShown {
    /// The paragraph that it comes from.
    paragraph: String,
    /// What is owed.
    #[schema(example = "issue_permit")]
    what: &'static str,
    /// Who owes it: `organization`, a role, or another body.
    who: &'static str,
    /// The day that it counts from, itself not counted.
    #[schema(format = "date")]
    from: String,
    /// How long it leaves: `same_day`, `none`, or an object such as `{"working_days": 1}`.
    #[schema(value_type = Value)]
    term: Value,
    /// The last day in time; null when the order states none, or there is no calendar.
    #[schema(format = "date")]
    due: Option<String>,
    /// The day on which it was done.
    #[schema(format = "date")]
    done: Option<String>,
    /// Done after its last day, or open and today is after it.
    late: bool,
    /// By how many working days.
    working_days_late: Option<u32>,
    /// The count leans on a year whose transfers of days off are not published.
    provisional: bool,
    /// The days that did not count.
    passed_over: Vec<String>,
    /// The year for which there is no calendar, when that is why no day is given.
    no_calendar: Option<i16>,
    /// The number of the entry that opened it.
    opened_by: u32,
    /// An ending made it pointless while it was open.
    withdrawn: bool,
}

impl DutyShown {
    /// A duty as it stands today.
    pub fn of(duty: &Duty, today: Date, calendar: &Calendar) -> Self {
        DutyShown {
            paragraph: duty.paragraph.clone(),
            what: duty.what.name(),
            who: duty.who.name(),
            from: duty.from.to_string(),
            term: serde_json::to_value(duty.term).unwrap_or_default(),
            due: duty.due.map(|day| day.to_string()),
            done: duty.done.map(|day| day.to_string()),
            late: duty.is_late(today),
            working_days_late: duty.working_days_late(today, calendar),
            provisional: duty.provisional,
            passed_over: duty.passed_over.iter().map(Date::to_string).collect(),
            no_calendar: duty.no_calendar,
            opened_by: duty.opened_by,
            withdrawn: duty.withdrawn,
        }
    }

    /// Several of them.
    pub fn all(duties: &[Duty], today: Date, calendar: &Calendar) -> Vec<Self> {
        duties
            .iter()
            .map(|duty| DutyShown::of(duty, today, calendar))
            .collect()
    }
}

/// A document as the list of a file shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentShown {
    /// Random code.
    id: String,
    /// Which form: `annex_1` … `annex_8`, or the name of a paper in free form.
    #[schema(example = "annex_1")]
    form: &'static str,
    /// The language in which it was filled.
    #[schema(example = "kk")]
    language: &'static str,
    /// Counts the documents of this form in the file, from 1.
    version: u32,
    /// The number of the entry that it belongs to.
    seq: u32,
    /// The day of the act.
    #[schema(format = "date")]
    on: String,
    /// When it was frozen (UTC).
    #[schema(format = "date-time")]
    recorded_at: String,
    /// Who recorded it.
    recorded_by: String,
    /// The compartments that it shows.
    compartments: Vec<&'static str>,
    /// SHA-256 of the print that was signed; null while the document is not frozen.
    frozen: Option<String>,
    /// What lies beside it, in the order in which it was put there.
    enclosures: Vec<EnclosureShown>,
}

/// What lies beside a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnclosureShown {
    /// Random code.
    id: String,
    /// `print`, `scan` or `signature`.
    kind: &'static str,
    /// The media type.
    content_type: &'static str,
    /// The language of a print.
    language: Option<&'static str>,
    /// Its length.
    bytes: u64,
    /// SHA-256, in hexadecimal digits.
    digest: String,
    /// When it was put there (UTC).
    #[schema(format = "date-time")]
    recorded_at: String,
    /// Who put it there.
    recorded_by: String,
}

impl EnclosureShown {
    fn of(head: &EnclosureHead) -> Self {
        EnclosureShown {
            id: head.id.clone(),
            kind: head.kind.name(),
            content_type: head.media.content_type(),
            language: head.language.map(|lang| lang.code()),
            bytes: head.bytes,
            digest: head.digest.clone(),
            recorded_at: head.recorded_at.to_string(),
            recorded_by: head.by_account.clone(),
        }
    }
}

impl DocumentShown {
    /// The head of a document.
    pub fn of(head: &DocumentHead) -> Self {
        DocumentShown {
            id: head.id.clone(),
            form: head.form.name(),
            language: head.language.code(),
            version: head.version,
            seq: head.seq,
            on: head.on.to_string(),
            recorded_at: head.recorded_at.to_string(),
            recorded_by: head.by_account.clone(),
            compartments: head
                .compartments
                .iter()
                .map(|compartment| compartment.name())
                .collect(),
            frozen: head.print().map(|print| print.digest.clone()),
            enclosures: head.enclosures.iter().map(EnclosureShown::of).collect(),
        }
    }
}

/// A document with the fields that the person's keys open.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenDocumentShown {
    /// What it is.
    #[serde(flatten)]
    head: DocumentShown,
    /// The fields that opened, by the names of the form.
    #[schema(value_type = Object)]
    fields: Value,
    /// The compartments that did not open; empty when the document is whole.
    missing: Vec<&'static str>,
}

impl OpenDocumentShown {
    /// An opened document.
    pub fn of(document: OpenDocument) -> Self {
        OpenDocumentShown {
            head: DocumentShown::of(&document.head),
            fields: document.value,
            missing: document
                .missing
                .iter()
                .map(|compartment| compartment.name())
                .collect(),
        }
    }
}

/// A body of this server. What bodies are called is in clear.
#[derive(Debug, Serialize, ToSchema)]
pub struct BodyShown {
    /// Random code.
    code: String,
    /// Its name.
    name: String,
    /// `organization`, `authorized_body` or `internal_affairs`.
    kind: &'static str,
    /// The kind of organization by paragraph 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    /// `state` or `private`.
    #[serde(skip_serializing_if = "Option::is_none")]
    ownership: Option<&'static str>,
}

impl BodyShown {
    /// A body.
    pub fn of(body: &Body) -> Self {
        let (kind, form, ownership) = match &body.kind {
            BodyKind::Organization { form, ownership } => {
                let ownership = match ownership {
                    Ownership::State => "state",
                    Ownership::Private => "private",
                };
                ("organization", Some(form.clone()), Some(ownership))
            }
            BodyKind::AuthorizedBody => ("authorized_body", None, None),
            BodyKind::InternalAffairs => ("internal_affairs", None, None),
        };
        BodyShown {
            code: body.code.clone(),
            name: body.name.clone(),
            kind,
            form,
            ownership,
        }
    }
}

/// Something of an act that the standard refuses or marks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Remark {
    /// The paragraph of the order.
    pub paragraph: &'static str,
    /// The paragraph as it is cited.
    pub cited: String,
    /// The stable name of the reason.
    pub reason: &'static str,
    /// The reason in words.
    pub detail: String,
    /// The numbers of the entries in the way, when the journal itself is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<u32>,
}

impl Remark {
    /// A refusal.
    pub fn of_refusal(words: Words, refusal: &Refusal) -> Self {
        Remark {
            paragraph: refusal.paragraph,
            cited: cite(words, refusal.paragraph),
            reason: refusal.reason.id(),
            detail: sentence::reason(words, refusal.reason),
            entries: refusal.entries.clone(),
        }
    }

    /// A mark on what is accepted.
    pub fn of_warning(words: Words, warning: standard::journal::Warning) -> Self {
        Remark {
            paragraph: warning.paragraph,
            cited: cite(words, warning.paragraph),
            reason: warning.reason.id(),
            detail: words.named("warning", warning.reason.id()),
            entries: Vec::new(),
        }
    }
}
