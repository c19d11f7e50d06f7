//! What stands in the papers of a disclosure before anything is typed: what the exchange says of the request, the consent, the
//! approval.

use serde_json::{Value, json};
use standard::{
    act::Act,
    annex::FormKind,
    disclosure::{ConsentGiver, Requested},
    papers::PaperKind,
};
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
    let giver = match kind.field("legal_representative") {
        Some(_) => who_consents(web, session, file, &open).await,
        None => None,
    };
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

/// The document that is asked for, by its form and day.
pub fn document_name(words: Words, file: &OpenFile, request: &Requested) -> Option<String> {
    let heads = &file.documents;
    let head = heads
        .iter()
        .find(|head| head.id == request.document.as_str())?;
    Some(format!(
        "{}, {}",
        words.form(head.form),
        words.full_day(head.on)
    ))
}

/// The name of the legal representative who consents, while that consent stands, as far as the keys open it.
async fn who_consents(
    web: &Web,
    session: &Session,
    file: &OpenFile,
    open: &OpenExchange,
) -> Option<Value> {
    let Content::Steps(state) = &open.summary.content else {
        return None;
    };
    let consent = state.disclosure.consent()?;
    if consent.given_by != ConsentGiver::LegalRepresentative {
        return None;
    }
    let of_this = file.journal.counted().filter(|entry| {
        matches!(&entry.act, Act::ConsentGiven(given) if given.scope == consent.document && given.to == consent.body)
    });
    let newest = of_this.map(|entry| entry.seq).max()?;
    let head = file
        .documents
        .iter()
        .find(|head| head.form == FormKind::Paper(PaperKind::ConsentGiver) && head.seq == newest)?;
    let opened = web.store.document(session, &file.code, &head.id).await;
    opened
        .ok()
        .map(|opened| opened.value["legal_representative"].clone())
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
    let document =
        request.and_then(|request| document_name(words, file, request).map(|name| json!(name)));
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
