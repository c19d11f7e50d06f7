//! What stands in the papers of a disclosure before anything is typed: what the exchange says of the request, the consent, the
//! approval.

use serde_json::{Value, json};
use standard::{annex::FormKind, papers::PaperKind};
use store::{Content, OpenExchange, OpenFile, Session};

use crate::{Web, words::Words};

/// The papers that a disclosure needs, in their order. The request is the agency's own, unless it came on paper.
pub const PAPERS: [PaperKind; 4] = [
    PaperKind::DisclosureRequest,
    PaperKind::DisclosureConsent,
    PaperKind::ConsentWithdrawal,
    PaperKind::DisclosureReceipt,
];

/// Fills what the exchange knows into the fields of a paper of the file that it belongs to; of any other, nothing.
pub async fn fill(
    web: &Web,
    session: &Session,
    words: Words,
    (kind, file): (PaperKind, &OpenFile),
    exchange: &str,
    known: &mut Value,
) {
    let Ok(open) = web.store.open_exchange(session, exchange).await else {
        return;
    };
    if !PAPERS.contains(&kind) || open.file.as_deref() != Some(file.code.as_str()) {
        return;
    }
    let asked = match open.papers.first() {
        Some(paper) => web.store.exchange_paper(session, exchange, &paper.id).await,
        None => Err(store::OpenError::NotFound),
    };
    let letter = asked.map(|paper| paper.value).unwrap_or_default();
    // Who consented for a child lies apart, and opens to those who open names.
    let giver = open
        .documents
        .iter()
        .rfind(|head| head.form == FormKind::Paper(PaperKind::DisclosureConsent));
    let giver = match giver {
        Some(head) => web
            .store
            .exchange_document(session, exchange, &head.id)
            .await
            .ok(),
        None => None,
    };
    let giver = giver.map(|opened| opened.value["legal_representative"].clone());
    let Some(fields) = known.as_object_mut() else {
        return;
    };
    let giver = giver.map(|name| ("legal_representative", name));
    for (id, value) in said(words, file, &open, &letter).into_iter().chain(giver) {
        if kind.field(id).is_some() && !value.is_null() {
            fields.insert(id.to_owned(), value);
        }
    }
}

fn said(
    words: Words,
    file: &OpenFile,
    open: &OpenExchange,
    letter: &Value,
) -> Vec<(&'static str, Value)> {
    let Content::Steps(state) = &open.summary.content else {
        return Vec::new();
    };
    let disclosure = &state.disclosure;
    let request = disclosure.request();
    let document = request
        .and_then(|request| {
            file.documents
                .iter()
                .find(|head| head.id == request.document.as_str())
        })
        .map(|head| {
            json!(format!(
                "{}, {}",
                words.form(head.form),
                words.full_day(head.on)
            ))
        });
    let step = |name: &str| {
        open.steps
            .iter()
            .rfind(|step| step.taken.step.name() == name)
    };
    let by = |name: &str| step(name).map(|step| json!(step.by_account));
    let number = state.opening.number.as_ref();
    let letter_of = number.map(|number| {
        json!(format!(
            "{number}, {}",
            words.full_day(open.summary.sent_on)
        ))
    });
    let consent = disclosure.consent();
    let consented_on = step("consented").map(|step| json!(step.taken.on.to_string()));
    let agency = request.map_or_else(
        || {
            if open.summary.received {
                open.summary.from.clone()
            } else {
                open.summary.to.clone()
            }
        },
        |request| request.body.to_string(),
    );
    vec![
        ("agency", json!(agency)),
        ("document_name", document.unwrap_or_default()),
        ("purpose", letter["purpose"].clone()),
        ("proceedings", letter["proceedings"].clone()),
        ("basis_paper", letter["basis_paper"].clone()),
        ("officer", letter["officer"].clone()),
        ("officer_position", letter["officer_position"].clone()),
        ("request", letter_of.unwrap_or_default()),
        ("consent_on", consented_on.unwrap_or_default()),
        (
            "until",
            json!(consent.and_then(|consent| consent.until.map(|day| day.to_string()))),
        ),
        (
            "language",
            json!(consent.map(|consent| consent.language.to_string())),
        ),
        ("approved_by", by("approved").unwrap_or_default()),
        ("handed_by", by("handed_over").unwrap_or_default()),
    ]
}
