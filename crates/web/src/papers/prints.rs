//! Printing: drafts, what is frozen, and copies of it.

use std::fmt::Display;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use forms::{Acting, FormContent, FormRequest};
use standard::{annex::Document, lang::Lang};
use store::{ActedAsHead, DocumentHead, NewAct, OpenDocument, Session};

use crate::{
    Web, press,
    trouble::Trouble,
    words::{Words, arguments, plain},
};

/// A form as PDF. Typesetting takes the processor for some milliseconds: not on the threads that answer.
///
/// # Errors
/// [`Trouble::Broken`] when the layout is at fault; the reason is in the log and names no value. [`Trouble::Crowded`] when too many wait.
pub async fn render(request: FormRequest) -> Result<Vec<u8>, Trouble> {
    made("a form could not be printed", move || {
        forms::render(&request)
    })
    .await
}

/// Makes a file beside the requests that wait; `failed` is what the log says when it cannot be made.
///
/// # Errors
/// [`Trouble::Broken`] when the layout is at fault, [`Trouble::Crowded`] when too many wait.
pub async fn made<E: Display + Send + 'static>(
    failed: &'static str,
    make: impl FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
) -> Result<Vec<u8>, Trouble> {
    told(failed, press::shared().make(make).await?)
}

/// A blank form: anybody may have one, signed in or not.
///
/// # Errors
/// As [`render`].
pub async fn blank(request: FormRequest) -> Result<Vec<u8>, Trouble> {
    let make = move || forms::render(&request);
    told(
        "a form could not be printed",
        press::shared().make_for_a_visitor(make).await?,
    )
}

fn told<E: Display>(failed: &'static str, made: Result<Vec<u8>, E>) -> Result<Vec<u8>, Trouble> {
    made.map_err(|error| {
        tracing::error!(%error, "{failed}");
        Trouble::Broken
    })
}

/// A document as it is to be signed: every field, and who approved it in the head's place; at the foot the checkpoint of the record, so that whoever keeps the paper can
/// show later that the record was cut or put back.
///
/// # Errors
/// As [`render`].
pub async fn to_sign(
    web: &Web,
    session: &Session,
    document: &Document,
    lang: Lang,
    acting: Option<ActedAsHead>,
) -> Result<Vec<u8>, Trouble> {
    let checkpoint = web.stamp(&session.body().code).await;
    let mut request = filled(document, lang, checkpoint);
    request.acting = acting.map(by_order);
    render(request).await
}

fn by_order(acting: ActedAsHead) -> Acting {
    Acting {
        name: acting.name,
        order: acting.order,
    }
}

/// A document that is not recorded: a line at the foot says so.
///
/// # Errors
/// As [`render`].
pub async fn draft(document: &Document, lang: Lang) -> Result<Vec<u8>, Trouble> {
    let stamp = Words::new(lang).text("papers-stamp-draft");
    render(filled(document, lang, Some(stamp))).await
}

fn filled(document: &Document, lang: Lang, stamp: Option<String>) -> FormRequest {
    FormRequest {
        annex: document.kind(),
        lang,
        content: FormContent::Filled(document.fields()),
        missing: Vec::new(),
        stamp,
        acting: None,
    }
}

/// An opened document as a copy: the foot says what it is a copy of, above the checkpoint of the record. What the keys do not
/// open is left out.
pub fn copy(document: OpenDocument, lang: Lang, checkpoint: Option<String>) -> FormRequest {
    let mut stamp = copy_stamp(&document.head, lang);
    if let Some(checkpoint) = checkpoint {
        stamp = format!("{stamp}\n{checkpoint}");
    }
    FormRequest {
        annex: document.head.form,
        lang,
        stamp: Some(stamp),
        acting: document.acting.map(by_order),
        content: FormContent::Filled(document.value),
        missing: document.missing,
    }
}

/// What stands at the foot of a copy.
pub fn copy_stamp(head: &DocumentHead, lang: Lang) -> String {
    let words = Words::new(lang);
    let Some(print) = head.print() else {
        return words.text("papers-stamp-unsigned");
    };
    let language = print.language.unwrap_or(head.language);
    plain(&words.with(
        "papers-stamp-copy",
        &arguments([
            (
                "language",
                words.named("value-print_language", language.code()).into(),
            ),
            ("digest", print.digest.clone().into()),
        ]),
    ))
}

/// Adds the prints of those documents that are signed as the act is recorded: they are frozen with it.
///
/// # Errors
/// As [`render`].
pub async fn freeze_signed(web: &Web, session: &Session, new: &mut NewAct) -> Result<(), Trouble> {
    let today = web.store.today();
    for index in 0..new.documents.len() {
        let each = &new.documents[index];
        if each.document.is_signed(today) {
            let print = to_sign(web, session, &each.document, each.language, None).await?;
            new.prints.push((index, print));
        }
    }
    Ok(())
}

/// A PDF to be looked at. The name of the file carries codes only.
pub fn shown(content: Vec<u8>, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
