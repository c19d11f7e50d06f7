//! A report of Annex 8 in an exchange: found in the file, consented to, handed over.

use standard::{
    act::{Act, Label},
    annex::FormKind,
    disclosure::{Event, Requested},
    exchange::{Exchange, Step, may_be_sealed, names_who_it_was},
};

use super::{
    DOCUMENTS,
    opened::OpenedExchange,
    steps::{Copied, copies_of, file_of},
};
use crate::{
    Store,
    act::ActError,
    db::{Tx, row},
    document::{CopyHome, CopyKey, DocumentNote},
    error::StoreError,
    file::{Opened, load},
    keys::{PublicHalves, public_halves},
    record::DocumentPart,
    session::Session,
};

/// The step that finds the report: frozen, of that file, not struck out.
pub(super) async fn find_report(
    tx: &mut Tx,
    session: &Session,
    there: &OpenedExchange,
    file: &str,
    document: &str,
) -> Result<Step, ActError> {
    let opened = load(tx, session, file).await?.ok_or(ActError::NotFound)?;
    if !there.received && file_of(tx, session, there).await?.as_deref() != Some(file) {
        return Err(ActError::NotFound);
    }
    let journal = opened.journal();
    let known = opened.notes().into_iter().any(|(head, _)| {
        head.id == document && head.form == FormKind::Annex8 && !journal.is_struck(head.seq)
    });
    if !known {
        return Err(ActError::NotFound);
    }
    let author = row!(
        tx,
        (String,),
        "SELECT e.account FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
         WHERE d.body = $1 AND d.document = $2",
        &session.body().code,
        document
    )?
    .ok_or(ActError::NotFound)?
    .0;
    let body = match there
        .exchange()
        .and_then(|exchange| exchange.opening.on_paper)
    {
        Some(name) => name.to_string(),
        None if there.received => there.from.name.clone(),
        None => there.to.name.clone(),
    };
    let label = |text: &str| Label::new(text).ok_or(ActError::NotFound);
    Ok(Step::Disclosure(Event::Requested(Requested {
        document: label(document)?,
        body: label(&body)?,
        author: label(&author)?,
        was_of_a_child: false,
    })))
}

impl Store {
    /// The report, sealed to the one body that asks for it: after the machine of states has allowed it, and only then.
    /// `None` on paper.
    pub(super) async fn hand_over(
        &self,
        tx: &mut Tx,
        session: &Session,
        opened: &Opened,
        (there, state): (&OpenedExchange, &Exchange),
        act: &Act,
    ) -> Result<Option<(DocumentNote, DocumentPart, String)>, ActError> {
        if !session.is_fresh() {
            return Err(ActError::ProofNeeded);
        }
        let request = state.disclosure.request().ok_or(ActError::NotFound)?;
        let codes = [request.document.to_string()];
        let copies = copies_of(tx, session, Some(opened), &codes).await?;
        if state.opening.on_paper.is_some() {
            return Ok(None);
        }
        let journal = opened.journal();
        let since = withdrawn_since(tx, session, opened, there, request).await?;
        may_be_sealed(&state.disclosure, journal.case(), since, self.today())?;
        if let Act::DocumentDisclosed(facts) = act {
            let (author, approver) = who_it_was(opened, there, request);
            names_who_it_was(facts, &author, &approver)?;
        }
        let Copied { note, value, .. } = copies.into_iter().next().ok_or(ActError::NotFound)?;
        let to = if there.received {
            &there.from.code
        } else {
            &there.to.code
        };
        let halves: PublicHalves = public_halves(tx, session.pins(), to).await?;
        let (epoch, public) = halves
            .get(&DOCUMENTS)
            .ok_or_else(|| StoreError::damaged("a compartment without a public half"))?;
        let home = CopyHome {
            owner: &there.owner,
            exchange: &there.id,
            shred: &there.shred,
            to: CopyKey::OneBody(*epoch, public),
        };
        let (note, part) = self.seal_copy(&home, &note, &value)?;
        Ok(Some((note, part, to.clone())))
    }
}

/// Whether the file has a withdrawal of this consent that was entered after the consent of the exchange, whatever day stands on it.
async fn withdrawn_since(
    tx: &mut Tx,
    session: &Session,
    opened: &Opened,
    there: &OpenedExchange,
    request: &Requested,
) -> Result<bool, StoreError> {
    let journal = opened.journal();
    let withdrawn = journal.counted().filter(|entry| {
        matches!(&entry.act, Act::ConsentWithdrawn(facts) if facts.scope == request.document)
    });
    let Some(withdrawn) = withdrawn.map(|entry| entry.seq).max() else {
        return Ok(false);
    };
    let consented = there
        .steps()
        .iter()
        .map(|stored| &stored.written.taken)
        .rfind(|taken| matches!(taken.step, Step::Disclosure(Event::Consented(_))));
    let Some(consented) = consented.map(|taken| taken.seq) else {
        return Ok(true);
    };
    // Both stand in the record of this body, which has one order.
    let body = session.body().code.as_str();
    let in_the_file = row!(
        tx,
        (i64,),
        "SELECT number FROM entry WHERE body = $1 AND file = $2 AND sequence = $3",
        body,
        &opened.code,
        i64::from(withdrawn)
    )?;
    let in_the_exchange = row!(
        tx,
        (i64,),
        "SELECT number FROM entry WHERE body = $1 AND exchange = $2 AND sequence = $3",
        body,
        &there.id,
        i64::from(consented)
    )?;
    match (in_the_file, in_the_exchange) {
        (Some((withdrawn,)), Some((consented,))) => Ok(withdrawn > consented),
        _ => Err(StoreError::damaged("an entry of a consent is missing")),
    }
}

/// The names of who recorded the report and of who approved its disclosure, as they were recorded.
fn who_it_was(opened: &Opened, there: &OpenedExchange, request: &Requested) -> (String, String) {
    let author = opened
        .notes()
        .into_iter()
        .find(|(head, _)| head.id == request.document.as_str())
        .map(|(head, _)| head.by_account)
        .unwrap_or_default();
    let approver = there
        .steps()
        .iter()
        .map(|stored| &stored.written)
        .rfind(|written| matches!(written.taken.step, Step::Disclosure(Event::Approved {})))
        .map(|written| written.recorder.clone())
        .unwrap_or_default();
    (author, approver)
}
