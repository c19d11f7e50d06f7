//! What a client sends: an act is the very JSON of acts (`{"on": …, "by": …, "act": …, facts…}`). Beside its facts the
//! object may hold what belongs to the sending and not to the act; headers may say the same.
//!
//! | key | header | what it says |
//! |---|---|---|
//! | `seen_seq` | `If-Match` | how many entries the author saw; demanded for an act in a file or an exchange |
//! | `act_id` | `Idempotency-Key` | a UUID or 32 hexadecimal digits: the same act sent twice is recorded once |
//! | `document` | | the form beside the act: its fields with `form` (`annex_1` …) and `language` (`kk`, `ru`, `en`) |
//! | `send_to` | | for `package_sent` in the system: the code of the authorized body |
//! | `passes` | | what passes between bodies in the same transaction: see [`crate::api::passing`] |
//! | `address` | | for the first act of a file: how the person is addressed |
//!
//! Only `document` is also a fact: `document_disclosed` names a document by a text, and a form is an object.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderName, header},
};
use serde_json::{Map, Value};
use standard::{
    act::{Act, Line, parse_line},
    annex::{Document, FormKind},
    lang::Lang,
};
use store::{ActId, NewAct, NewDocument, Passes};

use crate::{
    Web,
    api::{passing::beside, problem::Problem},
    security::header_text,
};

/// The header that names an act before it is sent.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The text of a body of `application/json` that is no list: serde would take one for an object, field by field in order.
pub struct JsonBody(pub String);

impl FromRequest<Web> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let kind = header_text(request.headers(), header::CONTENT_TYPE);
        let kind = kind.split(';').next().unwrap_or("").trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Problem::NotJson);
        }
        let bytes = Bytes::from_request(request, web)
            .await
            .map_err(|_| Problem::TooLarge)?;
        let text = String::from_utf8(bytes.into())
            .map_err(|_| Problem::not_understood("the body is not UTF-8"))?;
        if text.trim_start().starts_with('[') {
            return Err(Problem::not_understood(
                "the body is a list, an object was expected",
            ));
        }
        Ok(JsonBody(text))
    }
}

/// An act as it was sent.
pub struct SentAct {
    /// The act with its day and its actor.
    pub line: Line,
    /// How many entries its author saw.
    pub seen_seq: Option<u32>,
    /// The name that the client gave it.
    pub act_id: Option<ActId>,
    /// How the person is addressed, for a file that begins.
    pub address: Option<String>,
    /// The form beside the act, and the language in which it was filled.
    pub document: Option<(Document, Option<Lang>)>,
    /// The body that a package goes to.
    pub send_to: Option<String>,
    /// What passes between bodies in the same transaction.
    pub passes: Option<Passes>,
}

impl FromRequest<Web> for SentAct {
    type Rejection = Problem;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Problem> {
        let headers = request.headers().clone();
        let JsonBody(body) = JsonBody::from_request(request, web).await?;
        Self::read(&body, &headers).map_err(|error| Problem::NotUnderstood(cut(&error)))
    }
}

impl SentAct {
    /// Reads body and headers.
    ///
    /// # Errors
    /// What is wrong, in English; it names the key, and of a document never a value.
    pub fn read(body: &str, headers: &HeaderMap) -> Result<Self, String> {
        let mut keys = object(body)?;
        let seen_seq = one_of("seen_seq", "If-Match", number(&mut keys)?, seen(headers)?)?;
        let by_key = text(&mut keys, "act_id")?
            .map(|text| act_id(&text))
            .transpose()?;
        let act_id = one_of(
            "act_id",
            "Idempotency-Key",
            by_key,
            idempotency_key(headers)?,
        )?;
        let address = text(&mut keys, "address")?;
        let send_to = text(&mut keys, "send_to")?;
        let passes = keys.remove("passes").map(beside).transpose()?;
        let document = document(&mut keys)?;
        let line =
            parse_line(&Value::Object(keys).to_string()).map_err(|error| error.to_string())?;
        if send_to.is_some() && !matches!(line.act, Act::PackageSent(_)) {
            return Err("`send_to` belongs to `package_sent` alone".to_owned());
        }
        Ok(SentAct {
            line,
            seen_seq,
            act_id,
            address,
            document,
            send_to,
            passes,
        })
    }

    /// The act for the store. Without a name of its own it gets the one given; without a language its form gets that of
    /// the account.
    pub fn into_new(self, unnamed: ActId, language: Lang) -> NewAct {
        let SentAct {
            line,
            act_id,
            document,
            send_to,
            passes,
            ..
        } = self;
        let mut new = NewAct::new(act_id.unwrap_or(unnamed), line.on, line.act).by(line.by);
        if let Some((document, filled_in)) = document {
            new.documents.push(NewDocument {
                document,
                language: filled_in.unwrap_or(language),
            });
        }
        new.send_to = send_to;
        new.passes = passes;
        new
    }
}

fn one_of<T: PartialEq>(
    key: &str,
    header: &str,
    in_body: Option<T>,
    in_header: Option<T>,
) -> Result<Option<T>, String> {
    match (&in_body, &in_header) {
        (Some(one), Some(other)) if one != other => Err(format!(
            "`{key}` and the header {header} do not say the same"
        )),
        _ => Ok(in_body.or(in_header)),
    }
}

fn number(keys: &mut Map<String, Value>) -> Result<Option<u32>, String> {
    match keys.remove("seen_seq") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .map(Some)
            .ok_or_else(|| "`seen_seq` must be a number of entries, from 0".to_owned()),
    }
}

fn text(keys: &mut Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match keys.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` must be a text")),
    }
}

fn act_id(text: &str) -> Result<ActId, String> {
    ActId::from_text(text)
        .ok_or_else(|| "an act is named by a UUID or by 32 hexadecimal digits".to_owned())
}

/// `If-Match: "5"`; the quotes may be left out.
fn seen(headers: &HeaderMap) -> Result<Option<u32>, String> {
    let Some(given) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let digits = given.to_str().unwrap_or("").trim().trim_matches('"');
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits
        .then(|| digits.parse().ok())
        .flatten()
        .map(Some)
        .ok_or_else(|| {
            "the header If-Match must hold one number of entries, such as \"5\"".to_owned()
        })
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<ActId>, String> {
    let Some(given) = headers.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    act_id(given.to_str().unwrap_or("").trim().trim_matches('"')).map(Some)
}

/// The form beside the act. A text is left where it is: it is the fact of `document_disclosed`.
pub(crate) fn document(
    keys: &mut Map<String, Value>,
) -> Result<Option<(Document, Option<Lang>)>, String> {
    let mut fields = match keys.remove("document") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(fields)) => fields,
        Some(fact)
            if keys
                .get("act")
                .is_some_and(|act| act == "document_disclosed") =>
        {
            keys.insert("document".to_owned(), fact);
            return Ok(None);
        }
        Some(_) => {
            return Err(
                "`document` must be an object with `form` and the form's fields".to_owned(),
            );
        }
    };
    let form = match fields.remove("form") {
        Some(Value::String(name)) => FormKind::named(&name).ok_or(
            "`form` of the document must be one of annex_1 … annex_8 or the name of a paper",
        )?,
        _ => {
            return Err(
                "`form` of the document is missing: annex_1 … annex_8 or the name of a paper"
                    .to_owned(),
            );
        }
    };
    let language = match fields.remove("language") {
        None | Some(Value::Null) => None,
        Some(Value::String(code)) => Some(
            code.parse()
                .map_err(|_| "`language` of the document must be kk, ru or en")?,
        ),
        Some(_) => return Err("`language` of the document must be kk, ru or en".to_owned()),
    };
    let document = Document::from_fields(form, Value::Object(fields)).map_err(|error| {
        format!(
            "the document ({form}) does not read: {}",
            without_values(&error.to_string())
        )
    })?;
    Ok(Some((document, language)))
}

/// The parser's words without the value that it repeats: a value of a form may be a name. Names of fields stay.
fn without_values(message: &str) -> String {
    const VARIANT: &str = "unknown variant `";
    let (from, to) = if let Some(rest) = message.strip_prefix(VARIANT) {
        (
            VARIANT.len(),
            rest.rfind("`, expected").map(|at| VARIANT.len() + at),
        )
    } else {
        let from = message.find('"').unwrap_or(message.len());
        (from, message.rfind('"').map(|last| last + 1))
    };
    match to.filter(|to| from < *to) {
        Some(to) => format!("{}…{}", &message[..from], &message[to..]),
        None => message.to_owned(),
    }
}

/// The most letters of the parser's words that are told.
const TOLD_LETTERS: usize = 300;

/// The parser repeats what it did not understand, however long that is.
fn cut(message: &str) -> String {
    match message.char_indices().nth(TOLD_LETTERS) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

/// An object in which no key stands twice.
pub(crate) fn object(text: &str) -> Result<Map<String, Value>, String> {
    standard::act::object(text).map_err(|error| without_values(&error.to_string()))
}
