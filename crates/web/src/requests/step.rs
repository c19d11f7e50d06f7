//! A step of an exchange: asked on a page of its own, alone or together with the act of the file that it goes with.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use serde_json::{Value, json};
use standard::{
    act::{Act, Label, Signatory},
    annex::{Document, FormKind},
    disclosure::{Capacity, ConsentGiver, Consented, Event},
    exchange::{Exchange, Kind, Step, is_taken_with_an_act},
    lang::Lang,
    papers::{Paper, PaperKind},
};
use store::{
    ActError, ActId, Content, NewAct, NewDocument, NewStep, OpenExchange, OpenFile, Passes,
    Session, WhatStep,
};

use crate::{
    Web,
    act::asking::day_of,
    form::{Answers, Field, Group, Kind as Asked, Read, Section, Wrong},
    frame::Frame,
    papers::{disclosure::document_name, prints},
    people::next::act_of,
    requests::{
        form_page::{Form, Told},
        not_opened,
        passing::{doer, party_words, refusal, trials},
    },
    session::{Sent, SignedIn, broken, to_prove},
    trouble::Trouble,
    words::Words,
};

/// The bodies for which somebody may sign.
const PARTIES: &str = "parties";
/// The reports that could be meant.
const FILES: &str = "files";

/// Who may give the consent to the release of a report, by the file.
const GIVERS: &str = "givers";
/// Chosen where the adult recipient consents herself.
const HERSELF: &str = "herself";

/// What a step asks besides the day.
fn asks(step: &str, kind: Kind, in_a_file: bool) -> &'static [Field] {
    const REASON: &[Field] = &[Field::area("reason").needed()];
    const PARTY: &[Field] = &[Field::of("party", Asked::PickFrom(PARTIES)).needed()];
    const OBJECTION: &[Field] = &[
        Field::of("party", Asked::PickFrom(PARTIES)).needed(),
        Field::area("reason").needed(),
    ];
    const ENTERED: &[Field] = &[Field::line("reference").needed()];
    const ANSWER: &[Field] = &[Field::line("reference")];
    const ABOUT: &[Field] = &[Field::of("about_file", Asked::PickFrom(FILES)).needed()];
    const CONSENT: &[Field] = &[
        Field::of("capacity", Asked::PickFrom(GIVERS)).needed(),
        Field::line("legal_representative").depends(),
        Field::line("evidence").depends(),
        Field::line("consent_language").needed(),
        Field::mark("understood"),
        Field::day("consent_until"),
    ];
    const PERSON: &[Field] = &[Field::line("address").needed()];
    match (step, kind) {
        ("signed", _) => PARTY,
        ("objected", _) => OBJECTION,
        ("declined", _) => REASON,
        ("answered", Kind::Portal) => ENTERED,
        ("answered", _) => ANSWER,
        ("requested", _) if !in_a_file => ABOUT,
        ("consented", _) => CONSENT,
        ("taken_up", _) => PERSON,
        _ => &[],
    }
}

fn sections(step: &str, kind: Kind, in_a_file: bool) -> Vec<Section> {
    vec![Section::new("", asks(step, kind, in_a_file))]
}

struct There {
    open: OpenExchange,
    state: Exchange,
    /// The step goes with an act of the file that begins with it.
    begins: bool,
    /// The file, where it says who may consent.
    file: Option<OpenFile>,
}

async fn there(web: &Web, session: &Session, id: &str, step: &str) -> Result<There, Response> {
    let open = web
        .store
        .open_exchange(session, id)
        .await
        .map_err(not_opened)?;
    let Content::Steps(state) = open.summary.content.clone() else {
        return Err(Trouble::NotFound.into_response());
    };
    if !state.opening.kind.steps().contains(&step) {
        return Err(Trouble::NotFound.into_response());
    }
    let by = doer(session, &open);
    let begins = step == "taken_up"
        && trials(&state, step)
            .first()
            .is_some_and(|trial| is_taken_with_an_act(&by, &state, trial));
    let file = match open.file.as_deref().filter(|_| step == "consented") {
        Some(code) => Some(
            web.store
                .open_file(session, code)
                .await
                .map_err(not_opened)?,
        ),
        None => None,
    };
    Ok(There {
        open,
        state: *state,
        begins,
        file,
    })
}

impl There {
    async fn form(
        &self,
        web: &Web,
        session: &Session,
        frame: Frame,
        step: &str,
        carried: (String, u32, u32),
    ) -> Result<Form, Response> {
        let words = frame.words;
        let kind = self.state.opening.kind;
        let id = &self.open.summary.id;
        let in_a_file = self.open.file.is_some();
        let on_paper_taken_up = step == "taken_up" && !self.begins;
        let lists = vec![
            (PARTIES, self.parties(words, session)),
            (GIVERS, self.givers(words)),
            (
                FILES,
                files(web, session, step == "requested" && !in_a_file).await?,
            ),
        ];
        Ok(Form {
            action: format!("/requests/{id}/steps/{step}"),
            back: (
                format!("/requests/{id}"),
                words.named("exchange", kind.name()),
            ),
            scope: "step".to_owned(),
            title: words.named("step", step),
            lead: words.find(&format!("step-{step}-lead")).unwrap_or_default(),
            paragraph: kind.paragraph(),
            sections: if on_paper_taken_up {
                Vec::new()
            } else {
                sections(step, kind, in_a_file)
            },
            lists,
            documents: Vec::new(),
            act_id: carried.0,
            seen: carried.1,
            seen_file: carried.2,
            frame,
        })
    }

    /// Who may give the consent: an adult herself, or whomever the file bears out.
    fn givers(&self, words: Words) -> Vec<Group> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        let case = file.journal.case();
        let borne_out = Capacity::ALL
            .into_iter()
            .filter(|capacity| capacity.is_borne_out_by(case))
            .map(Capacity::name);
        let herself = (!case.is_child).then_some(HERSELF);
        let choices = herself
            .into_iter()
            .chain(borne_out)
            .map(|name| (name.to_owned(), words.named("value-capacity", name)))
            .collect();
        vec![Group {
            label: String::new(),
            choices,
        }]
    }

    /// What is wrong with who gives the consent.
    fn wrong_giver(&self, words: Words, answers: &Answers) -> Option<Wrong> {
        let chosen = answers.get("capacity").trim();
        let is_named = !answers.get("legal_representative").trim().is_empty();
        let listed = self.givers(words);
        let is_listed = listed
            .iter()
            .flat_map(|group| &group.choices)
            .any(|(name, _)| name == chosen);
        let is_proven = !answers.get("evidence").trim().is_empty();
        match chosen {
            "" => None,
            _ if !is_listed => Some(Wrong::at("capacity", "choose")),
            HERSELF if is_named => Some(Wrong::at("legal_representative", "signs-herself")),
            HERSELF if is_proven => Some(Wrong::at("evidence", "signs-herself")),
            HERSELF => None,
            _ if !is_named => Some(Wrong::at("legal_representative", "missing")),
            _ if !is_proven && chosen != Capacity::AdmittedHere.name() => {
                Some(Wrong::at("evidence", "missing"))
            }
            _ => None,
        }
    }

    /// The bodies for which the session may sign now.
    fn parties(&self, words: Words, session: &Session) -> Vec<Group> {
        let by = doer(session, &self.open);
        let choices = self
            .state
            .signatories()
            .iter()
            .filter(|party| {
                let step = Step::Signed { party: **party };
                let on = self.state.opened_on;
                self.state.consider(&by, &step, on).is_ok()
            })
            .map(|party| (party.name().to_owned(), party_words(words, *party)))
            .collect();
        vec![Group {
            label: String::new(),
            choices,
        }]
    }
}

/// The files that the session can open, to say whose report an agency asks for.
async fn files(web: &Web, session: &Session, needed: bool) -> Result<Vec<Group>, Response> {
    if !needed {
        return Ok(Vec::new());
    }
    let files = web
        .store
        .files(session)
        .await
        .map_err(|error| broken(&error).into_response())?;
    let choices = files
        .into_iter()
        .map(|file| {
            let words = format!("{} ({})", file.address, file.code);
            (file.code, words)
        })
        .collect();
    Ok(vec![Group {
        label: String::new(),
        choices,
    }])
}

/// `GET /requests/{id}/steps/{step}`
pub async fn ask(
    State(web): State<Web>,
    Path((id, step)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let there = match there(&web, &session, &id, &step).await {
        Ok(there) => there,
        Err(answer) => return answer,
    };
    let seen_file = match file_seq(&web, &session, &there).await {
        Ok(seen) => seen,
        Err(answer) => return answer,
    };
    let act_id = ActId(web.random_bytes()).to_text();
    let carried = (act_id, there.open.summary.seq, seen_file);
    let form = match there.form(&web, &session, frame, &step, carried).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let today = web.store.today();
    let mut answers = form.first(today);
    // The own body stands there at first.
    answers.push("party", session.body().kind.party().name());
    let file = there.file.as_ref();
    if file.is_some_and(|file| !file.journal.case().is_child) {
        answers.push("capacity", HERSELF);
    }
    let by = doer(&session, &there.open);
    let told = Told {
        refusal: refusal(&there.state, &by, &step, today),
        ..Told::default()
    };
    form.show(&answers, &[], told)
}

async fn file_seq(web: &Web, session: &Session, there: &There) -> Result<u32, Response> {
    if let Some(file) = &there.file {
        return Ok(file.seq);
    }
    let Some(code) = &there.open.file else {
        return Ok(0);
    };
    match web.store.open_file(session, code).await {
        Ok(file) => Ok(file.seq),
        Err(error) => Err(not_opened(error)),
    }
}

/// `POST /requests/{id}/steps/{step}`
pub async fn answer(
    State(web): State<Web>,
    Path((id, step)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let there = match there(&web, &session, &id, &step).await {
        Ok(there) => there,
        Err(answer) => return answer,
    };
    // Disclosure is one of the things for which somebody shows again that it is she.
    if step == "handed_over" && !session.is_fresh() {
        let back = format!("/requests/{id}/steps/{step}");
        return to_prove(&web, &session, frame, &back).await;
    }
    let act_id = ActId::from_text(answers.get("act_id")).unwrap_or(ActId(web.random_bytes()));
    let number = |name: &str| answers.get(name).parse::<u32>().unwrap_or(0);
    let carried = (act_id.to_text(), number("seen"), number("seen_file"));
    let lang = frame.words.lang;
    let mut form = match there.form(&web, &session, frame, &step, carried).await {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let today = web.store.today();
    let mut read = Read::of(&form.sections, &answers, today);
    if step == "consented" {
        read.wrong
            .extend(there.wrong_giver(form.frame.words, &answers));
    }
    let on = day_of(&answers, today);
    if let Err(problem) = on {
        read.wrong.insert(0, Wrong::at("on", problem));
    }
    let (Ok(on), false) = (on, read.stops()) else {
        return form.show(&answers, &read.wrong, Told::default());
    };
    let taking = Taking {
        web: &web,
        session: &session,
        there: &there,
        step: &step,
        answers: &answers,
        on,
        act_id,
        seen: form.seen,
        seen_file: form.seen_file,
        lang,
    };
    let taken = taking.take().await;
    if let Err(ActError::Stale { .. }) = &taken {
        // She is told what came in between: what she sends now, she sends with her eyes open.
        form.seen = there.open.summary.seq;
        form.seen_file = match file_seq(&web, &session, &there).await {
            Ok(seq) => seq,
            Err(answer) => return answer,
        };
    }
    match taken {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => form.not_recorded(&answers, error),
    }
}

/// A step that is about to be taken.
struct Taking<'a> {
    web: &'a Web,
    session: &'a Session,
    there: &'a There,
    step: &'a str,
    answers: &'a Answers,
    on: Date,
    act_id: ActId,
    seen: u32,
    seen_file: u32,
    lang: Lang,
}

impl Taking<'_> {
    async fn take(&self) -> Result<String, ActError> {
        let id = &self.there.open.summary.id;
        let back = format!("/requests/{id}");
        if self.step == "requested" {
            let step = self.find().await?;
            return self.alone(step).await.map(|()| back);
        }
        let step = self.understood();
        let by = doer(self.session, &self.there.open);
        if !is_taken_with_an_act(&by, &self.there.state, &step) {
            return self.alone(WhatStep::Take(step)).await.map(|()| back);
        }
        let (act, document) = self.act(&step).await?;
        let mut new = NewAct::new(self.act_id, self.on, act).passes(Passes::Takes {
            exchange: id.clone(),
            seen_seq: self.seen,
            step: Box::new(step),
        });
        new.documents.extend(document);
        // As with every act: what could not be printed is recorded all the same, and frozen later.
        let _ = prints::freeze_signed(self.web, self.session, &mut new).await;
        let store = &self.web.store;
        if self.there.begins {
            let address = self.answers.get("address");
            let begun = store.begin_file(self.session, address, new).await?;
            return Ok(format!("/people/{}", begun.code));
        }
        let code = self.there.open.file.as_ref().ok_or(ActError::NotFound)?;
        store.act(self.session, code, self.seen_file, new).await?;
        Ok(back)
    }

    async fn alone(&self, step: WhatStep) -> Result<(), ActError> {
        let new = NewStep {
            act_id: self.act_id,
            on: self.on,
            seen_seq: self.seen,
            step,
        };
        let id = &self.there.open.summary.id;
        self.web.store.step(self.session, id, new).await.map(|_| ())
    }

    /// The newest report of the file that the agency asks about.
    async fn find(&self) -> Result<WhatStep, ActError> {
        let code = match &self.there.open.file {
            Some(code) => code.clone(),
            None => self.answers.get("about_file").to_owned(),
        };
        let file = self
            .web
            .store
            .open_file(self.session, &code)
            .await
            .map_err(|_| ActError::NotFound)?;
        let report = file
            .documents
            .iter()
            .rfind(|head| head.form == FormKind::Annex8 && !file.journal.is_struck(head.seq));
        match report {
            Some(head) => Ok(WhatStep::Find {
                file: code,
                document: head.id.clone(),
            }),
            None => Err(standard::refusal::Refusal::new(
                "annex 8",
                standard::refusal::Reason::SheetMissing,
            )
            .into()),
        }
    }

    /// The step with what was answered.
    fn understood(&self) -> Step {
        let text = |name: &str| self.answers.get(name).trim().to_owned();
        let party = Signatory::ALL
            .iter()
            .copied()
            .find(|party| party.name() == self.answers.get("party"))
            .unwrap_or(Signatory::Organization);
        let request = self.there.state.disclosure.request();
        let dash = || Label::new("–").expect("a dash is not empty");
        match self.step {
            "signed" => Step::Signed { party },
            "objected" => Step::Objected {
                party,
                reason: text("reason"),
            },
            "concluded" => Step::Concluded {},
            "answered" => Step::Answered {
                reference: Label::new(&text("reference")),
            },
            "taken_up" => Step::TakenUp {},
            "declined" => Step::Declined {
                reason: text("reason"),
            },
            "taken_back" => Step::TakenBack {},
            "consented" => Step::Disclosure(Event::Consented(Consented {
                document: request.map_or_else(dash, |request| request.document.clone()),
                body: request.map_or_else(dash, |request| request.body.clone()),
                given_by: self
                    .capacity()
                    .map_or(ConsentGiver::Victim, Capacity::giver),
                language: Label::new(&text("consent_language")).unwrap_or_else(dash),
                understood: self.answers.get("understood") == "yes",
                until: crate::form::read::parse_day(&text("consent_until")).ok(),
            })),
            "consent_taken_back" => Step::Disclosure(Event::ConsentTakenBack {}),
            "approved" => Step::Disclosure(Event::Approved {}),
            "handed_over" => Step::Disclosure(Event::HandedOver {}),
            "receipt_given" => Step::Disclosure(Event::ReceiptGiven {}),
            _ => Step::Received {},
        }
    }

    /// The act of the file that goes with the step, and its document.
    async fn act(&self, step: &Step) -> Result<(Act, Option<NewDocument>), ActError> {
        let state = &self.there.state;
        let opening = &state.opening;
        let summary = &self.there.open.summary;
        let request = state.disclosure.request();
        let scope = || request.map(|request| request.document.to_string());
        let body = || request.map(|request| request.body.to_string());
        let (name, facts) = match step {
            Step::Disclosure(Event::Consented(consent)) => {
                let facts = json!({"scope": scope(), "to": body(), "until": consent.until});
                let act = understood("consent_given", without_nulls(facts))?;
                let paper = match self.capacity() {
                    None => None,
                    Some(capacity) => Some(self.who_consents(capacity)?),
                };
                return Ok((act, paper));
            }
            Step::Disclosure(Event::ConsentTakenBack {}) => {
                ("consent_withdrawn", json!({"scope": scope()}))
            }
            Step::Disclosure(Event::HandedOver {}) => (
                "document_disclosed",
                json!({"document": scope(), "to": body(), "author": self.author().await?,
                    "approved_by": self.approver(), "request": true}),
            ),
            Step::TakenUp {} if opening.kind == Kind::Transfer => (
                "transferred_in",
                json!({"from": summary.from, "consent": true}),
            ),
            Step::TakenUp {} => {
                let by = self
                    .there
                    .open
                    .steps
                    .first()
                    .map(|first| first.taken.by.party);
                let route = by.unwrap_or(Signatory::AuthorizedBody).name();
                let mut facts = json!({"route": route});
                if let Some(since) = opening.since {
                    facts["recognised_on"] = json!(since);
                }
                ("referral_registered", facts)
            }
            Step::Answered { reference } => ("portal_entered", json!({"reference": reference})),
            Step::Concluded {} => {
                let document = self.sheet().await?;
                let value = document.document.fields();
                let signatories: Vec<&str> =
                    state.signed.keys().map(|party| party.name()).collect();
                let facts = json!({"outcome": value["conclusion"], "indicators": value["indicators"],
                    "signatories": signatories});
                return Ok((
                    understood("evaluation_sheet_filled", facts)?,
                    Some(document),
                ));
            }
            _ => return Err(ActError::NotFound),
        };
        Ok((understood(name, without_nulls(facts))?, None))
    }

    /// In what capacity the consent is given, where it is not simply the adult recipient who does.
    fn capacity(&self) -> Option<Capacity> {
        let chosen = self.answers.get("capacity").trim();
        Capacity::ALL
            .into_iter()
            .find(|capacity| capacity.name() == chosen)
    }

    /// The paper that says who consents. It lies in the own file, and goes to nobody.
    fn who_consents(&self, capacity: Capacity) -> Result<NewDocument, ActError> {
        let file = self.there.file.as_ref().ok_or(ActError::NotFound)?;
        let request = self.there.state.disclosure.request();
        let request = request.ok_or(ActError::NotFound)?;
        let text = |name: &str| match self.answers.get(name).trim() {
            "" => Value::Null,
            text => json!(text),
        };
        let fields = json!({
            "organization": self.session.body().name,
            "on": self.on.to_string(),
            "document_name": document_name(Words::new(self.lang), file, request),
            "agency": request.body,
            "legal_representative": text("legal_representative"),
            "capacity": capacity,
            "evidence": text("evidence"),
            "received_by": self.session.account().name,
        });
        let paper = Paper::read(PaperKind::ConsentGiver, &fields);
        Ok(NewDocument {
            document: Document::Paper(paper.map_err(|_| ActError::NotFound)?),
            language: self.lang,
        })
    }

    /// The file of the person about whom the report is.
    async fn file(&self) -> Result<OpenFile, ActError> {
        let code = self.there.open.file.as_ref().ok_or(ActError::NotFound)?;
        let opened = self.web.store.open_file(self.session, code).await;
        opened.map_err(|_| ActError::NotFound)
    }

    /// The sheet as all have signed it.
    async fn sheet(&self) -> Result<NewDocument, ActError> {
        let open = &self.there.open;
        let head = open
            .documents
            .iter()
            .find(|head| head.form == FormKind::Annex2)
            .ok_or(ActError::NotFound)?;
        let opened = self
            .web
            .store
            .exchange_document(self.session, &open.summary.id, &head.id)
            .await
            .map_err(|_| ActError::NotFound)?;
        let document = Document::from_fields(FormKind::Annex2, opened.value)
            .map_err(|_| ActError::NotFound)?;
        Ok(NewDocument {
            document,
            language: self.lang,
        })
    }

    /// The name of the one who recorded the report.
    async fn author(&self) -> Result<String, ActError> {
        let file = self.file().await?;
        let request = self.there.state.disclosure.request();
        let head = request.and_then(|request| {
            file.documents
                .iter()
                .find(|head| head.id == request.document.as_str())
        });
        head.map(|head| head.by_account.clone())
            .ok_or(ActError::NotFound)
    }

    /// The name of the one who approved last.
    fn approver(&self) -> String {
        let steps = &self.there.open.steps;
        let approved = steps
            .iter()
            .rfind(|step| matches!(step.taken.step, Step::Disclosure(Event::Approved {})));
        approved.map_or_else(|| "–".to_owned(), |step| step.by_account.clone())
    }
}

fn understood(name: &str, facts: Value) -> Result<Act, ActError> {
    act_of(name, facts).map_err(|_| ActError::NotFound)
}

fn without_nulls(mut facts: Value) -> Value {
    if let Some(fields) = facts.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    facts
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(frame: &Frame, today: Date) -> Vec<String> {
    let words = frame.words;
    let mut pages = Vec::new();
    for kind in Kind::ALL {
        for step in kind.steps() {
            let form = Form {
                frame: frame.clone(),
                action: "/requests/x1".to_owned(),
                back: (
                    "/requests/x1".to_owned(),
                    words.named("exchange", kind.name()),
                ),
                scope: "step".to_owned(),
                title: words.named("step", step),
                lead: words.find(&format!("step-{step}-lead")).unwrap_or_default(),
                paragraph: kind.paragraph(),
                sections: sections(step, kind, false),
                lists: Vec::new(),
                documents: Vec::new(),
                act_id: "00".to_owned(),
                seen: 1,
                seen_file: 0,
            };
            pages.push(form.sample(today));
        }
    }
    pages
}
