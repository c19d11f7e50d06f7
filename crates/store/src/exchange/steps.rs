//! Exchanges of steps: sending something to another body, and the steps that follow, alone or together with an act.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;
use standard::{
    act::{Act, Entry, EntryStruckOut, Label},
    annex::{Document, FileOf, FormKind, Problem, Severity},
    case::Case,
    compartment::Compartment,
    disclosure::Event,
    exchange::{
        Cargo, Doer, Exchange, Kind, Opening, Start, Step, Taken, begins, goes_with,
        is_taken_with_an_act, may_go, open,
    },
    lang::Lang,
    papers::PaperKind,
    refusal::{Reason, Refusal},
};

use super::{
    DOCUMENTS, advance,
    disclosing::find_report,
    hold_chain, load_known,
    opened::{OpenedExchange, Stream, doer, member_seed},
    opening::{Beginning, NewExchange},
    recorded_before,
};
use crate::{
    Store,
    act::{ActError, ActId, NewAct, NewDocument, Recorded, TRIES},
    body::BodyKind,
    db::{Tx, is_askable, is_taken, row, run},
    derived::is_unmoved,
    document::{CopyHome, CopyKey, DocumentNote, open_copy, open_parts},
    error::StoreError,
    file::{Opened, load},
    keys::public_halves,
    record::{self, DocumentPart, Signed},
    restricted,
    session::Session,
    written::{PaperNote, Written, WrittenStep},
};

/// Something to be sent to another body.
#[derive(Clone, Debug)]
pub struct Sending {
    /// What, with what stands in its first entry. Which bodies take part here is filled in by the store.
    pub opening: Opening,
    /// The codes of the bodies that it goes to; none when it goes on paper.
    pub to: Vec<String>,
    /// The codes of frozen documents of the file that are copied into it.
    pub documents: Vec<String>,
    /// A document that is made for it: the joint evaluation sheet before all have signed.
    pub sheet: Option<NewDocument>,
    /// A paper in free form that is sent with it.
    pub paper: Option<PaperToSend>,
}

impl Sending {
    /// Something that goes to these bodies, without documents.
    pub fn new(opening: Opening, to: Vec<String>) -> Self {
        Sending {
            opening,
            to,
            documents: Vec::new(),
            sheet: None,
            paper: None,
        }
    }
}

/// A paper to be sent.
#[derive(Clone, Debug)]
pub struct PaperToSend {
    /// Which.
    pub paper: PaperKind,
    /// The language in which it was filled.
    pub language: Lang,
    /// Its fields.
    pub value: Value,
}

/// A step to be taken in an exchange.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// The name that the client gave it.
    pub act_id: ActId,
    /// The day.
    pub on: Date,
    /// How many entries the person saw.
    pub seen_seq: u32,
    /// What was done.
    pub step: WhatStep,
}

/// What a step does.
#[derive(Clone, Debug)]
pub enum WhatStep {
    /// This.
    Take(Step),
    /// Finds the report that an agency asks for: in that file, that document.
    Find {
        /// The code of the file.
        file: String,
        /// The code of the document.
        document: String,
    },
}

/// What passes between bodies in the transaction of an act.
#[derive(Clone, Debug)]
pub enum Passes {
    /// An exchange begins.
    Sends(Box<Sending>),
    /// A step is taken in an exchange.
    Takes {
        /// The code of the exchange.
        exchange: String,
        /// How many entries of it the person saw.
        seen_seq: u32,
        /// The step.
        step: Box<Step>,
    },
}

/// What is written beside an act.
pub(crate) enum Passing {
    Begins(NewExchange),
    Goes(SealedStep),
}

/// A step, decided, sealed and signed.
pub(crate) struct SealedStep {
    owner: String,
    pub(crate) id: String,
    seen_seq: u32,
    signed: Signed,
    /// The file of this body that the exchange belongs to from now on.
    links: Option<String>,
}

impl SealedStep {
    /// Writes it. `false` when somebody was quicker.
    pub(crate) async fn insert(self, tx: &mut Tx, body: &str) -> Result<bool, sqlx::Error> {
        if !advance(tx, &self.owner, &self.id, self.seen_seq).await? {
            return Ok(false);
        }
        match record::append(tx, self.signed).await {
            Err(error) if is_taken(&error) => return Ok(false),
            other => other?,
        };
        if let Some(file) = &self.links {
            run!(
                tx,
                "INSERT INTO exchange_file (body, exchange, file) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                body,
                &self.id,
                file
            )?;
        }
        Ok(true)
    }
}

impl Store {
    /// Sends something to another body, or records that it was sent on paper. `file` is the file that it belongs to: every
    /// organization sends from a file. The result names the exchange.
    ///
    /// # Errors
    /// [`ActError`]; in each case nothing was recorded.
    pub async fn send(
        &self,
        session: &Session,
        act_id: ActId,
        on: Date,
        file: Option<&str>,
        sending: Sending,
    ) -> Result<Recorded, ActError> {
        for _ in 0..TRIES {
            let mut tx = self.db.read().await?;
            let before = row!(
                tx,
                (Option<String>,),
                "SELECT exchange FROM entry WHERE body = $1 AND act_id = $2",
                &session.body().code,
                act_id.0.as_slice()
            )?;
            if let Some((id,)) = before {
                let id = id.ok_or(ActError::NotFound)?;
                return recorded_before(&mut tx, session, &id, act_id)
                    .await?
                    .ok_or(ActError::NotFound);
            }
            let opened = match file {
                Some(code) => Some(
                    load(&mut tx, session, code)
                        .await?
                        .ok_or(ActError::NotFound)?,
                ),
                None => None,
            };
            let from_file = opened
                .as_ref()
                .map(|opened| (opened, opened.journal().case().clone()));
            let new = self
                .begin(&mut tx, session, act_id, on, from_file, None, &sending)
                .await?;
            drop(tx);
            let id = new.id.clone();
            let mut tx = self.db.write().await?;
            // Whoever restricts the file, withdraws a consent or ends it waits for the same chain: nothing comes between.
            hold_chain(&mut tx, session).await?;
            if let Some(opened) = &opened
                && !is_unmoved(
                    &mut tx,
                    &session.body().code,
                    &opened.code,
                    opened.seq,
                    opened.exchange_entries,
                )
                .await?
            {
                continue;
            }
            if !new.insert(&mut tx).await? {
                continue;
            }
            tx.commit().await?;
            return Ok(Recorded {
                code: id,
                seq: 1,
                warnings: Vec::new(),
            });
        }
        Err(ActError::Stale { since: Vec::new() })
    }

    /// Takes a step in an exchange.
    ///
    /// # Errors
    /// [`ActError::NotFound`] for what is not an exchange with the session's body; [`ActError::Stale`] when there are newer
    /// entries; [`ActError::Refused`] when the standard refuses the step, or it goes with an act of the file.
    pub async fn step(
        &self,
        session: &Session,
        id: &str,
        new: NewStep,
    ) -> Result<Recorded, ActError> {
        loop {
            let mut tx = self.db.read().await?;
            if let Some(before) = recorded_before(&mut tx, session, id, new.act_id).await? {
                return Ok(before);
            }
            let opened = load_known(&mut tx, session, id)
                .await?
                .ok_or(ActError::NotFound)?;
            let step = match &new.step {
                WhatStep::Take(step) => step.clone(),
                WhatStep::Find { file, document } => {
                    find_report(&mut tx, session, &opened, file, document).await?
                }
            };
            let links = match &new.step {
                WhatStep::Find { file, .. } if opened.received => Some(file.clone()),
                _ => None,
            };
            drop(tx);
            let (exchange, by) = considered(session, &opened, new.seen_seq, &step, new.on, self)?;
            if is_taken_with_an_act(&by, &exchange, &step)
                || (matches!(step, Step::Disclosure(Event::Requested(_)))
                    && !matches!(new.step, WhatStep::Find { .. }))
            {
                let paragraph = exchange.opening.kind.paragraph();
                return Err(Refusal::new(paragraph, Reason::MayNotDoThis).into());
            }
            let taken = Taken {
                seq: new.seen_seq + 1,
                on: new.on,
                by,
                step,
            };
            let mut sealed =
                self.seal_step(session, &opened, taken, new.act_id, Vec::new(), None)?;
            sealed.links = links;
            let mut tx = self.db.write().await?;
            hold_chain(&mut tx, session).await?;
            if !sealed.insert(&mut tx, &session.body().code).await? {
                continue;
            }
            tx.commit().await?;
            return Ok(Recorded {
                code: id.to_owned(),
                seq: new.seen_seq + 1,
                warnings: Vec::new(),
            });
        }
    }

    /// The addressee of a package is told that it was taken back when the sending is struck out; and when the striking is
    /// struck out, that it stands again. Why is not told: that is the organization's.
    pub(crate) async fn tell_the_addressee(
        &self,
        tx: &mut Tx,
        session: &Session,
        opened: &Opened,
        entry: &Entry,
    ) -> Result<Option<SealedStep>, ActError> {
        let Act::EntryStruckOut(facts) = &entry.act else {
            return Ok(None);
        };
        let own = |line: u32| {
            opened
                .entries
                .iter()
                .find(|stored| stored.exchange.is_none() && stored.written.entry.seq == line)
        };
        let Some(struck) = own(facts.line) else {
            return Ok(None);
        };
        // Striking out what struck the sending brings it back.
        let (sending, again) = match &struck.written.entry.act {
            Act::EntryStruckOut(before) => (own(before.line), true),
            _ => (Some(struck), false),
        };
        let Some(id) = sending
            .filter(|stored| matches!(stored.written.entry.act, Act::PackageSent(_)))
            .and_then(|stored| stored.written.opened_exchange.as_deref())
        else {
            return Ok(None);
        };
        let Some(there) = load_known(tx, session, id).await? else {
            return Ok(None);
        };
        let line = if again {
            let told = there.journal();
            let last = told
                .entries()
                .iter()
                .rev()
                .find(|entry| matches!(entry.act, Act::EntryStruckOut(_)));
            match last {
                Some(last) => last.seq,
                None => return Ok(None),
            }
        } else {
            1
        };
        let seq = there.seq() + 1;
        let acting_by = session.acting_by(entry.by);
        let written = Written {
            acting_by,
            entry: Entry {
                seq,
                act: Act::EntryStruckOut(EntryStruckOut {
                    line,
                    reason: "–".to_owned(),
                }),
                ..entry.clone()
            },
            recorder: session.account().name.clone(),
            documents: Vec::new(),
            address: None,
            opened_exchange: None,
            seen: BTreeMap::new(),
            prints: Vec::new(),
        };
        let plain = written.to_bytes()?;
        let act_id = self.random_act_id();
        let signed = self.seal_there(
            session,
            &there.keys(),
            (seq, act_id),
            &plain,
            Vec::new(),
            None,
        );
        Ok(Some(SealedStep {
            owner: there.owner.clone(),
            id: there.id.clone(),
            seen_seq: seq - 1,
            signed,
            links: None,
        }))
    }

    /// What passes between bodies beside an act of a file.
    pub(crate) async fn passing(
        &self,
        tx: &mut Tx,
        session: &Session,
        opened: &Opened,
        case: &Case,
        new: &NewAct,
    ) -> Result<Option<Passing>, ActError> {
        let act_id = self.random_act_id();
        match &new.passes {
            None => Ok(None),
            Some(Passes::Sends(sending)) => {
                let from_file = Some((opened, case.clone()));
                self.begin(
                    tx,
                    session,
                    act_id,
                    new.on,
                    from_file,
                    Some(&new.act),
                    sending,
                )
                .await
                .map(|new| Some(Passing::Begins(new)))
            }
            Some(Passes::Takes {
                exchange,
                seen_seq,
                step,
            }) => {
                let there = load_known(tx, session, exchange)
                    .await?
                    .ok_or(ActError::NotFound)?;
                let (state, by) = considered(session, &there, *seen_seq, step, new.on, self)?;
                if !is_taken_with_an_act(&by, &state, step) {
                    let paragraph = state.opening.kind.paragraph();
                    return Err(Refusal::new(paragraph, Reason::MayNotDoThis).into());
                }
                goes_with(&state, step, &new.act)?;
                let begins = opened.seq == 0 && matches!(**step, Step::TakenUp {});
                let file = file_of(tx, session, &there).await?;
                if !begins && file.as_deref() != Some(opened.code.as_str()) {
                    return Err(ActError::NotFound);
                }
                if matches!(**step, Step::Concluded {}) {
                    self.is_the_sheet(tx, session, &there, new).await?;
                }
                let handed = match &**step {
                    Step::Disclosure(Event::HandedOver {}) => {
                        self.hand_over(tx, session, opened, (&there, &state), &new.act)
                            .await?
                    }
                    _ => None,
                };
                let taken = Taken {
                    seq: seen_seq + 1,
                    on: new.on,
                    by,
                    step: (**step).clone(),
                };
                let (parts, brought) = match handed {
                    Some((note, part, only_for)) => (vec![part], Some((note, only_for))),
                    None => (Vec::new(), None),
                };
                let mut sealed = self.seal_step(session, &there, taken, act_id, parts, brought)?;
                sealed.links = begins.then(|| opened.code.clone());
                Ok(Some(Passing::Goes(sealed)))
            }
        }
    }

    pub(crate) fn random_act_id(&self) -> ActId {
        let mut act_id = [0; 16];
        self.with_random(|random| random.fill_bytes(&mut act_id));
        ActId(act_id)
    }

    /// Decides and seals the beginning of an exchange.
    #[expect(
        clippy::too_many_arguments,
        reason = "what, by whom, when, from where, with what"
    )]
    async fn begin(
        &self,
        tx: &mut Tx,
        session: &Session,
        act_id: ActId,
        on: Date,
        from_file: Option<(&Opened, Case)>,
        with: Option<&Act>,
        sending: &Sending,
    ) -> Result<NewExchange, ActError> {
        if on > self.today() {
            return Err(ActError::AfterToday);
        }
        let own = session.body().kind.party();
        let body = session.body().code.as_str();
        let kind = sending.opening.kind;
        if !session.holds(Compartment::File)
            || from_file.is_some() != kind.begins_in_a_file(own)
            || sending.to.is_empty() == sending.opening.on_paper.is_none()
        {
            return Err(ActError::NoAddressee);
        }
        let mut opening = sending.opening.clone();
        opening.here = vec![own];
        let mut members = Vec::new();
        let mut to_name = opening.on_paper.as_ref().map(Label::to_string);
        // From one organization to another goes a person alone, and to one: nobody takes part unseen beside the addressee.
        let to_its_like = kind == Kind::Transfer && sending.to.len() == 1;
        for to in &sending.to {
            let (name, its_kind) = addressee(tx, to).await?;
            let party = its_kind.party();
            if to == body || (opening.here.contains(&party) && !to_its_like) {
                return Err(ActError::NoAddressee);
            }
            if !opening.here.contains(&party) {
                opening.here.push(party);
            }
            to_name.get_or_insert(name);
            members.push((to.as_str(), public_halves(tx, session.pins(), to).await?));
        }
        open(own, &opening)?;
        let case = from_file.as_ref().map(|(_, case)| case);
        let start = Start {
            opening: &opening,
            to: to_name.as_deref().unwrap_or_default(),
            with,
            carries: !sending.documents.is_empty(),
            on,
            today: self.today(),
        };
        begins(case, &start)?;
        members.push((body, public_halves(tx, session.pins(), body).await?));

        if let Some(sheet) = &sending.sheet {
            may_go(own, &opening, Cargo::Sheet(sheet.document.kind()))?;
        }
        if let Some(paper) = &sending.paper {
            may_go(own, &opening, Cargo::Paper(paper.paper))?;
        }
        let file = from_file.as_ref().map(|(opened, _)| *opened);
        let copies = copies_of(tx, session, file, &sending.documents).await?;
        for copied in &copies {
            may_go(own, &opening, Cargo::Copy(copied.note.form))?;
        }
        // Copies of documents leave the house: whoever sends them shows again that it is she.
        if !copies.is_empty() && !sending.to.is_empty() && !session.is_fresh() {
            return Err(ActError::ProofNeeded);
        }
        let keys = self.new_exchange_keys();
        let home = CopyHome {
            owner: body,
            exchange: &keys.id,
            shred: &keys.shred,
            to: CopyKey::Members(&keys.documents),
        };
        let (mut documents, mut papers, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        // Documents that go to another organization lie there in the compartments that they belong to, and open to nobody else; on
        // paper they go to nobody here, and lie with the own ones.
        let only_for = (kind == Kind::Transfer && !copies.is_empty())
            .then(|| sending.to.first().map_or(body, String::as_str));
        for copied in &copies {
            if let Some(only) = only_for {
                let halves = members.iter().find(|(member, _)| *member == only);
                let (_, halves) = halves.ok_or(ActError::NoAddressee)?;
                let (note, sealed) =
                    self.seal_copy_in_parts(&home, halves, &copied.note, &copied.parts)?;
                documents.push(note);
                parts.extend(sealed);
            } else {
                let (note, part) = self.seal_copy(&home, &copied.note, &copied.value)?;
                documents.push(note);
                parts.push(part);
            }
        }
        if let Some(sheet) = &sending.sheet {
            let (note, part) =
                self.seal_copy(&home, &sheet_note(sheet), &sheet.document.fields())?;
            documents.push(note);
            parts.push(part);
        }
        if let Some(new) = &sending.paper {
            check_paper(new, self.today())?;
            let (id, part) = self.seal_value(&home, &new.value)?;
            papers.push(PaperNote {
                id,
                paper: new.paper,
                language: new.language,
            });
            parts.push(part);
        }
        let written = WrittenStep {
            taken: Taken {
                seq: 1,
                on,
                by: doer(session, true)?,
                step: Step::Opened(opening),
            },
            body: body.to_owned(),
            recorder: session.account().name.clone(),
            documents,
            papers,
            only_for: only_for.map(str::to_owned),
        };
        let beginning = Beginning {
            to: sending.to.first().map_or(body, String::as_str),
            file: file.map(|opened| opened.code.as_str()),
            members: members
                .iter()
                .map(|(body, halves)| (*body, halves))
                .collect(),
            act_id,
            holders: match file {
                Some(opened) => restricted::holders_of(tx, session, &opened.code).await?,
                None => None,
            },
        };
        Ok(self.begin_exchange(session, keys, &beginning, &written.to_bytes()?, parts)?)
    }

    /// Seals and signs a step.
    fn seal_step(
        &self,
        session: &Session,
        there: &OpenedExchange,
        taken: Taken,
        act_id: ActId,
        parts: Vec<DocumentPart>,
        brought: Option<(DocumentNote, String)>,
    ) -> Result<SealedStep, StoreError> {
        let seq = taken.seq;
        let (documents, only_for) = match brought {
            Some((note, only_for)) => (vec![note], Some(only_for)),
            None => (Vec::new(), None),
        };
        let written = WrittenStep {
            taken,
            body: session.body().code.clone(),
            recorder: session.account().name.clone(),
            documents,
            papers: Vec::new(),
            only_for,
        };
        let plain = written.to_bytes()?;
        let signed = self.seal_there(session, &there.keys(), (seq, act_id), &plain, parts, None);
        Ok(SealedStep {
            owner: there.owner.clone(),
            id: there.id.clone(),
            seen_seq: seq - 1,
            signed,
            links: None,
        })
    }

    /// The sheet that goes into the file is the one that all have signed in the exchange: the person, the marks, the conclusion.
    async fn is_the_sheet(
        &self,
        tx: &mut Tx,
        session: &Session,
        there: &OpenedExchange,
        new: &NewAct,
    ) -> Result<(), ActError> {
        let Some(seed) = member_seed(tx, session, &there.owner, &there.id, DOCUMENTS).await? else {
            return Err(ActError::KeysMissing(vec![DOCUMENTS]));
        };
        let notes = there.notes();
        let signed = notes
            .iter()
            .find(|(head, ..)| head.form == FormKind::Annex2);
        let Some((head, _, body, _)) = signed else {
            return Ok(());
        };
        let place = (there.owner.as_str(), there.id.as_str(), &there.shred);
        let value = open_copy(tx, body, place, &seed, &head.id).await?;
        let filed = new
            .documents
            .iter()
            .find(|each| each.document.kind() == FormKind::Annex2)
            .map(|each| each.document.fields());
        let same = |name: &str| filed.as_ref().map(|filed| &filed[name]) == Some(&value[name]);
        if ["person", "indicators", "conclusion"].into_iter().all(same) {
            Ok(())
        } else {
            Err(Refusal::new("10", Reason::NotAllSigned).into())
        }
    }
}

/// The fold of an exchange and who the session is in it, when the step may be taken.
fn considered(
    session: &Session,
    opened: &OpenedExchange,
    seen_seq: u32,
    step: &Step,
    on: Date,
    store: &Store,
) -> Result<(Exchange, Doer), ActError> {
    if opened.seq() != seen_seq {
        return Err(ActError::Stale { since: Vec::new() });
    }
    if on > store.today() {
        return Err(ActError::AfterToday);
    }
    let may_not = |paragraph| Refusal::new(paragraph, Reason::MayNotDoThis);
    let (Stream::Steps(_), Some(exchange)) = (&opened.stream, opened.exchange()) else {
        return Err(may_not("15").into());
    };
    let kind = exchange.opening.kind;
    // Who signs, approves or answers has read what it is about.
    let reads = matches!(
        kind,
        Kind::Identification | Kind::Disclosure | Kind::Referral
    ) && !matches!(step, Step::TakenUp {} | Step::Received {});
    if reads && !session.holds(DOCUMENTS) {
        return Err(may_not(kind.paragraph()).into());
    }
    let by = opened.doer(session)?;
    exchange.consider_now(&by, step, on, store.today())?;
    Ok((exchange, by))
}

/// The file of the session's body that an exchange belongs to.
pub(super) async fn file_of(
    tx: &mut Tx,
    session: &Session,
    opened: &OpenedExchange,
) -> Result<Option<String>, StoreError> {
    let body = session.body().code.as_str();
    let found = if opened.received {
        row!(
            tx,
            (Option<String>,),
            "SELECT file FROM exchange_file WHERE body = $1 AND exchange = $2",
            body,
            &opened.id
        )?
    } else {
        row!(
            tx,
            (Option<String>,),
            "SELECT file FROM exchange WHERE body = $1 AND exchange = $2",
            body,
            &opened.id
        )?
    };
    let Some(file) = found.and_then(|(file,)| file) else {
        return Ok(None);
    };
    // A restricted file is not there to whoever is not named, although the request about it is her body's.
    let is_hers = restricted::shred_of(tx, session, body, &file)
        .await?
        .is_some();
    Ok(is_hers.then_some(file))
}

async fn addressee(tx: &mut Tx, to: &str) -> Result<(String, BodyKind), ActError> {
    if !is_askable(to) {
        return Err(ActError::NoAddressee);
    }
    let (name, kind) = row!(
        tx,
        (String, String),
        "SELECT name, kind FROM body WHERE body = $1",
        to
    )?
    .ok_or(ActError::NoAddressee)?;
    let kind = serde_json::from_str(&kind).map_err(StoreError::from)?;
    Ok((name, kind))
}

/// A frozen document, opened to be copied.
pub(super) struct Copied {
    pub(super) note: DocumentNote,
    /// Its parts, by compartment.
    pub(super) parts: BTreeMap<Compartment, Value>,
    /// All of them together.
    pub(super) value: Value,
}

/// Frozen documents of a file, whole: who copies them for another body opens all of each.
pub(super) async fn copies_of(
    tx: &mut Tx,
    session: &Session,
    file: Option<&Opened>,
    documents: &[String],
) -> Result<Vec<Copied>, ActError> {
    let Some(opened) = file else {
        return if documents.is_empty() {
            Ok(Vec::new())
        } else {
            Err(ActError::NotFound)
        };
    };
    let journal = opened.journal();
    let notes = opened.notes();
    let (mut copies, mut keys_missing) = (Vec::new(), Vec::new());
    for code in documents {
        let (_, note) = notes
            .iter()
            .find(|(head, _)| head.id == *code && !journal.is_struck(head.seq))
            .ok_or(ActError::NotFound)?;
        let body = session.body().code.as_str();
        let parts = open_parts(tx, session.keys(), body, &opened.code, &opened.shred, note).await?;
        let of = if note.child {
            FileOf::Child
        } else {
            FileOf::Adult
        };
        let merged = Document::merge(note.form, of, parts.clone());
        keys_missing.extend(merged.missing);
        copies.push(Copied {
            note: note.clone(),
            parts,
            value: merged.value,
        });
    }
    if keys_missing.is_empty() {
        return Ok(copies);
    }
    keys_missing.sort();
    keys_missing.dedup();
    Err(ActError::KeysMissing(keys_missing))
}

fn sheet_note(sheet: &NewDocument) -> DocumentNote {
    DocumentNote {
        id: String::new(),
        form: sheet.document.kind(),
        language: sheet.language,
        version: 1,
        child: false,
        parts: Vec::new(),
    }
}

/// A paper is of its kind and whole.
fn check_paper(new: &PaperToSend, today: Date) -> Result<(), ActError> {
    let problems = new.paper.check(&new.value, today).unwrap_or_else(|_| {
        vec![Problem {
            field: "paper",
            row: None,
            problem: "missing",
            limit: None,
            severity: Severity::Error,
        }]
    });
    let errors: Vec<Problem> = problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ActError::Paper(errors))
    }
}
