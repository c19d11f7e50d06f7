//! The documents of a file: list, view, printing as PDF in three languages.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use forms::{FormContent, FormRequest};
use serde_json::Value;
use standard::{
    annex::{Document, FormKind},
    lang::Lang,
};
use store::{DocumentHead, OpenDocument, Session, Shelf};

use crate::{
    Web,
    form::{Kind, view::value_words},
    frame::{Frame, page},
    papers::{
        beside::{Beside, Told, address_of},
        prints,
    },
    requests::not_opened,
    session::SignedIn,
    trouble::Trouble,
    words::Words,
};

struct Row {
    id: String,
    title: String,
    of: String,
    by: String,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    frame: Frame,
    code: String,
    address: String,
    rows: Vec<Row>,
}

/// `GET /people/{code}/documents`
pub async fn list(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.open_file(&session, &code).await {
        Ok(file) => page(&documents_page(
            frame,
            file.code,
            file.address,
            &file.documents,
        )),
        Err(error) => not_opened(error),
    }
}

fn documents_page(
    frame: Frame,
    code: String,
    address: String,
    documents: &[DocumentHead],
) -> DocumentsPage {
    let words = frame.words;
    let rows = documents
        .iter()
        .rev()
        .map(|document| Row {
            id: document.id.clone(),
            title: words.form(document.form),
            of: cited_of(words, document),
            by: document.by_account.clone(),
        })
        .collect();
    DocumentsPage {
        frame,
        code,
        address,
        rows,
    }
}

/// A field of a document and what stands in it.
pub struct Pair {
    /// The field, in words where the program has them.
    pub name: String,
    /// What stands in it.
    pub value: String,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    frame: Frame,
    /// Where the printing links begin.
    base: String,
    /// The page to go back to, and its words.
    back: (String, String),
    /// The file that it belongs to; empty in an exchange.
    file: String,
    title: String,
    of: String,
    pairs: Vec<Pair>,
    totals: String,
    missing: Vec<String>,
    languages: Vec<(&'static str, String)>,
    /// What lies beside a document of a file.
    beside: Option<Beside>,
}

/// `GET /people/{code}/documents/{id}`
pub async fn show(
    State(web): State<Web>,
    Path((code, id)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let there = (Shelf::File(code.as_str()), id.as_str());
    show_with(&web, &session, frame, there, Told::default()).await
}

/// The page of a document of a file or of the house, with what was done or could not be done with it.
pub async fn show_with(
    web: &Web,
    session: &Session,
    frame: Frame,
    (shelf, id): (Shelf<'_>, &str),
    told: Told,
) -> Response {
    let document = match web.store.document(session, shelf, id).await {
        Ok(document) => document,
        Err(error) => return not_opened(error),
    };
    let back = match shelf {
        Shelf::File(code) => (
            format!("/people/{code}/documents"),
            frame.words.text("documents-title"),
        ),
        Shelf::House => (
            "/house/papers".to_owned(),
            frame.words.text("house-papers-title"),
        ),
    };
    let base = address_of(shelf, id);
    let stopped = !told.wrong.is_empty();
    let beside = Beside::new(web, session, frame.words, shelf, &document, told).await;
    let mut shown = document_page(frame, document, base, back);
    shown.beside = Some(beside);
    let answer = page(&shown);
    if stopped {
        (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
    } else {
        answer
    }
}

/// The page of a document, of a file or of an exchange.
pub fn document_response(
    frame: Frame,
    document: OpenDocument,
    base: String,
    back: (String, String),
) -> Response {
    page(&document_page(frame, document, base, back))
}

fn document_page(
    frame: Frame,
    document: OpenDocument,
    base: String,
    back: (String, String),
) -> DocumentPage {
    let words = frame.words;
    let totals = match document.head.form {
        FormKind::Annex2 => totals(words, &document.value),
        _ => String::new(),
    };
    DocumentPage {
        title: words.form(document.head.form),
        of: cited_of(words, &document.head),
        pairs: pairs(words, document.head.form, &document.value),
        totals,
        missing: document
            .missing
            .iter()
            .map(|compartment| words.named("compartment", compartment.name()))
            .collect(),
        languages: Lang::ALL
            .into_iter()
            .map(|lang| (lang.code(), words.named("language", lang.code())))
            .collect(),
        file: base
            .strip_prefix("/people/")
            .and_then(|rest| rest.split('/').next())
            .unwrap_or_default()
            .to_owned(),
        frame,
        base,
        back,
        beside: None,
    }
}

/// The paragraph or annex and the day of a document.
pub fn cited_of(words: Words, head: &DocumentHead) -> String {
    let paragraph = match head.form.paper() {
        Some(paper) => paper.paragraph().to_owned(),
        None => head.form.name().replace('_', " "),
    };
    format!(
        "{} · {}",
        crate::frame::cite(words, &paragraph),
        words.with_text("documents-of", "day", &words.full_day(head.on))
    )
}

/// The totals of an evaluation sheet, and that the order gives no pass mark.
fn totals(words: Words, value: &Value) -> String {
    let Ok(Document::Annex2(sheet)) = Document::from_fields(FormKind::Annex2, value.clone()) else {
        return String::new();
    };
    let totals = sheet.totals();
    totals_line(
        words,
        [
            totals.purpose,
            totals.actions,
            totals.means,
            totals.harm,
            totals.all,
        ]
        .map(i64::from),
    )
}

/// The totals of the four blocks as a sentence.
pub fn totals_line(words: Words, totals: [i64; 5]) -> String {
    let [purpose, actions, means, harm, all] = totals.map(|total| total.to_string());
    words.with(
        "totals-line",
        &crate::words::arguments([
            ("purpose", purpose.into()),
            ("actions", actions.into()),
            ("means", means.into()),
            ("harm", harm.into()),
            ("all", all.into()),
        ]),
    )
}

/// The fields of a document in words, by the description of the act that fills it.
fn pairs(words: Words, form: FormKind, value: &Value) -> Vec<Pair> {
    let page = crate::act::PAGES
        .iter()
        .find(|page| page.form == Some(form));
    if let Some(paper) = form.paper() {
        return crate::papers::fields::pairs(words, paper, value);
    }
    let mut pairs = Vec::new();
    let Some(page) = page else { return pairs };
    if let Some(rows) = value["indicators"].as_array() {
        let marked = rows
            .iter()
            .filter_map(Value::as_u64)
            .map(|row| value_words(words, "indicators_", &row.to_string()));
        pairs.push(Pair {
            name: words.text("section-indicators"),
            value: marked.collect::<Vec<_>>().join("\n"),
        });
    }
    for field in page.sections.iter().flat_map(|section| section.fields) {
        let Some(place) = field.place else { continue };
        let Some(found) = value.pointer(place) else {
            continue;
        };
        let text = match (field.kind, found) {
            (Kind::Rows(cells), Value::Array(rows)) => {
                for (index, row) in rows.iter().enumerate() {
                    let cells: Vec<String> = cells
                        .iter()
                        .filter_map(|cell| {
                            let text = said(words, cell.name, cell.kind, row.pointer(cell.place?)?);
                            let cell = label(words, page.act, cell.name);
                            (!text.is_empty()).then(|| format!("{cell}: {text}"))
                        })
                        .collect();
                    pairs.push(Pair {
                        name: format!("{} {}", label(words, page.act, field.name), index + 1),
                        value: cells.join("\n"),
                    });
                }
                continue;
            }
            _ => said(words, field.name, field.kind, found),
        };
        if !text.is_empty() {
            pairs.push(Pair {
                name: label(words, page.act, field.name),
                value: text,
            });
        }
    }
    pairs
}

fn label(words: Words, act: &str, field: &str) -> String {
    words
        .find(&format!("field-{act}-{field}"))
        .unwrap_or_else(|| words.named("field", field))
}

/// What stands in a field of a document, in words.
fn said(words: Words, name: &str, kind: Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::NamePart, Value::Object(part)) => part
            .get("given")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        (Kind::NamePart, Value::String(part)) if part == "not_established" => {
            words.text("not-established")
        }
        (Kind::NamePart, _) | (_, Value::Null) => String::new(),
        (Kind::Signed, Value::String(signed)) => {
            words.text(if signed == "by_hand" { "yes" } else { "no" })
        }
        (Kind::Kinship, Value::String(kinship)) => value_words(words, "kinship", kinship),
        (Kind::Kinship, Value::Object(other)) => other
            .get("other")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        (_, Value::Bool(yes)) => words.text(if *yes { "yes" } else { "no" }),
        (Kind::Day, Value::String(day)) => match day.parse() {
            Ok(day) => words.full_day(day),
            Err(_) => day.clone(),
        },
        (Kind::Birth, Value::String(day)) => crate::act::prefill::birth(day),
        (Kind::OneOf(_) | Kind::Many(_), Value::String(text)) => value_words(words, name, text),
        (Kind::Pick(choices), Value::String(text)) => choices(words)
            .into_iter()
            .flat_map(|group| group.choices)
            .find(|(value, _)| value == text)
            .map_or_else(|| text.clone(), |(_, label)| label),
        (_, Value::Array(list)) => list
            .iter()
            .map(|each| said(words, name, kind, each))
            .collect::<Vec<_>>()
            .join("\n"),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Object(_)) => String::new(),
    }
}

/// `GET /people/{code}/documents/{id}/pdf/{lang}`
pub async fn print(
    State(web): State<Web>,
    Path((code, id, lang)): Path<(String, String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Response {
    print_from(&web, &session, (Shelf::File(&code), &id), (&code, &lang)).await
}

/// A document as PDF in a language; the name of the file begins with the form and `code`.
pub async fn print_from(
    web: &Web,
    session: &Session,
    (shelf, id): (Shelf<'_>, &str),
    (code, lang): (&str, &str),
) -> Response {
    let Ok(lang) = lang.parse() else {
        return Trouble::NotFound.into_response();
    };
    match web.store.document(session, shelf, id).await {
        Ok(document) => {
            let stamp = web.stamp(&session.body().code).await;
            pdf_of(document, lang, code, stamp).await
        }
        Err(error) => not_opened(error),
    }
}

/// An opened document as PDF, with the checkpoint that [`Web::stamp`] gave printed small on it. The name of the file carries
/// codes only.
pub async fn pdf_of(
    document: OpenDocument,
    lang: Lang,
    code: &str,
    stamp: Option<String>,
) -> Response {
    let name = format!("{}-{code}-{}.pdf", document.head.form.name(), lang.code());
    pdf(prints::copy(document, lang, stamp), &name).await
}

/// `GET /forms/{annex}/{lang}`: a blank form.
pub async fn blank(Path((annex, lang)): Path<(String, String)>) -> Response {
    let (Ok(annex), Ok(lang)) = (annex.parse::<FormKind>(), lang.parse::<Lang>()) else {
        return Trouble::NotFound.into_response();
    };
    let name = format!("{}-{}.pdf", annex.name(), lang.code());
    let request = FormRequest {
        annex,
        lang,
        content: FormContent::Blank,
        missing: Vec::new(),
        stamp: None,
        acting: None,
    };
    match prints::blank(request).await {
        Ok(bytes) => prints::shown(bytes, &name),
        Err(trouble) => trouble.into_response(),
    }
}

async fn pdf(request: FormRequest, name: &str) -> Response {
    match prints::render(request).await {
        Ok(bytes) => prints::shown(bytes, name),
        Err(trouble) => trouble.into_response(),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    use standard::compartment::Compartment;

    let frame = || crate::people::file::sample_frame(lang, "/people/k3f9x2mp/documents");
    let head = |form| DocumentHead {
        id: "d1".to_owned(),
        form,
        language: Lang::Kk,
        version: 1,
        seq: 1,
        on: jiff::civil::date(2022, 10, 3),
        recorded_at: jiff::Timestamp::UNIX_EPOCH,
        by_account: "Айгүл".to_owned(),
        compartments: Vec::new(),
        enclosures: Vec::new(),
    };
    let mut pages = vec![
        documents_page(
            frame(),
            "k3f9x2mp".to_owned(),
            "Ай".to_owned(),
            &[head(FormKind::Annex1)],
        )
        .render()
        .unwrap_or_default(),
    ];
    for form in FormKind::ALL {
        let document = OpenDocument {
            acting: None,
            head: head(form),
            value: forms::specimen(form, lang),
            missing: vec![Compartment::Medical, Compartment::Identity],
        };
        let back = ("/people/k3f9x2mp/documents".to_owned(), "–".to_owned());
        let beside = Beside::samples(Words::new(lang), &document.head);
        for beside in beside {
            let document = document.clone();
            let mut sample = document_page(frame(), document, "/base".to_owned(), back.clone());
            sample.beside = Some(beside);
            pages.push(sample.render().unwrap_or_default());
        }
    }
    pages
}
