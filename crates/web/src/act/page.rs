//! The page of an act: ask, check, record; a refusal stays on the page and keeps every field.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use standard::{
    act::{Act, Entry},
    journal::{Journal, NoOtherFile},
    lang::Lang,
    refusal::{Reason, Refusal},
};
use store::{ActError, ActId, BodyKind, NewAct, OpenError, OpenFile, Session};

use crate::{
    Web,
    act::{
        About, ActPage, after,
        asking::{self, Understood},
        page_of, prefill,
        told::{Law, entry_line, law_of, warning_lines},
    },
    admission::{evaluation_sheet, package::BODIES},
    form::{
        Answers, CheckLine, Field, FieldView, Group, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    people::{documents::totals_line, next},
    sentence::RefusalView,
    session::{Sent, SignedIn, broken, works_with_recipients},
    trouble::Trouble,
    words::Words,
};

const DAY: &[Field] = &[Field::day("on").needed().today()];

#[derive(Template)]
#[template(path = "act.html")]
struct AskPage {
    frame: Frame,
    place: Place,
    title: String,
    law: Option<Law>,
    errors: Vec<(String, String)>,
    refusal: Option<RefusalView>,
    notice: String,
    since: Vec<String>,
    day: Vec<FieldView>,
    sections: Vec<SectionView>,
    act_id: String,
    seen: u32,
    button: &'static str,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    frame: Frame,
    place: Place,
    title: String,
    lines: Vec<CheckLine>,
    totals: String,
    warnings: Vec<String>,
    after: Vec<String>,
    hidden: Vec<(String, String)>,
    act_id: String,
    seen: u32,
}

/// Where an act is done: in a file, as the first act of a new one, or in an exchange.
#[derive(Clone)]
pub struct Place {
    /// The address that the form is sent to.
    pub action: String,
    /// The page to go back to.
    pub back: String,
    /// How the person is addressed, or what the page is called.
    pub name: String,
    /// The code.
    pub code: String,
}

/// Everything that a page of an act needs.
struct Asking<'a> {
    web: &'a Web,
    session: &'a Session,
    frame: Frame,
    page: &'static ActPage,
    place: Place,
    file: Option<&'a OpenFile>,
    lists: Vec<(&'static str, Vec<Group>)>,
    act_id: String,
    seen: u32,
}

/// What is told above the fields.
#[derive(Default)]
struct Told {
    refusal: Option<Refusal>,
    notice: String,
    since: Vec<String>,
}

/// What the address may say: the entry to be struck out.
#[derive(Deserialize)]
pub struct Asked {
    line: Option<u32>,
}

/// `GET /people/{code}/acts/{act}`
pub async fn ask(
    State(web): State<Web>,
    Path((code, act)): Path<(String, String)>,
    Query(Asked { line }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let Some(act_page) = page_of(&act) else {
        return Trouble::NotFound.into_response();
    };
    let file = match open(&web, &session, &code).await {
        Ok(file) => file,
        Err(answer) => return *answer,
    };
    let asking = match Asking::in_file(&web, &session, frame, act_page, &file, None).await {
        Ok(asking) => asking,
        Err(answer) => return *answer,
    };
    let mut answers = asking.first_answers().await;
    if let Some(line) = line {
        answers.set("struck_line", line.to_string());
    }
    let refusal = next::refusal(
        act_page,
        &file.journal,
        &session.actors(),
        web.store.today(),
    );
    let told = Told {
        refusal,
        ..Told::default()
    };
    asking.show(&answers, &[], told)
}

/// `POST /people/{code}/acts/{act}`
pub async fn answer(
    State(web): State<Web>,
    Path((code, act)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let Some(act_page) = page_of(&act) else {
        return Trouble::NotFound.into_response();
    };
    let file = match open(&web, &session, &code).await {
        Ok(file) => file,
        Err(answer) => return *answer,
    };
    match Asking::in_file(&web, &session, frame, act_page, &file, Some(&answers)).await {
        Ok(asking) => asking.answered(answers).await,
        Err(answer) => *answer,
    }
}

/// `GET /people/new/{act}`
pub async fn ask_new(
    State(web): State<Web>,
    Path(act): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let may = works_with_recipients(&session);
    let Some(act_page) = page_of(&act).filter(|page| page.begins && may) else {
        return Trouble::NotFound.into_response();
    };
    let asking = Asking::new_file(&web, &session, frame, act_page, None);
    let answers = asking.first_answers().await;
    asking.show(&answers, &[], Told::default())
}

/// `POST /people/new/{act}`
pub async fn answer_new(
    State(web): State<Web>,
    Path(act): Path<String>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let may = works_with_recipients(&session);
    let Some(act_page) = page_of(&act).filter(|page| page.begins && may) else {
        return Trouble::NotFound.into_response();
    };
    Asking::new_file(&web, &session, frame, act_page, Some(&answers))
        .answered(answers)
        .await
}

async fn open(web: &Web, session: &Session, code: &str) -> Result<OpenFile, Box<Response>> {
    web.store.open_file(session, code).await.map_err(|error| {
        Box::new(match error {
            OpenError::NotFound => Trouble::NotFound.into_response(),
            OpenError::Store(error) => broken(&error).into_response(),
        })
    })
}

impl<'a> Asking<'a> {
    async fn in_file(
        web: &'a Web,
        session: &'a Session,
        frame: Frame,
        page: &'static ActPage,
        file: &'a OpenFile,
        sent: Option<&Answers>,
    ) -> Result<Self, Box<Response>> {
        let mut lists = Vec::new();
        if page.act == "package_sent" {
            let bodies = web
                .store
                .bodies()
                .await
                .map_err(|error| Box::new(broken(&error).into_response()))?;
            let choices = bodies
                .into_iter()
                .filter(|body| body.kind == BodyKind::AuthorizedBody)
                .map(|body| (body.code, body.name))
                .collect();
            lists.push((
                BODIES,
                vec![Group {
                    label: String::new(),
                    choices,
                }],
            ));
        }
        let place = Place {
            action: format!("/people/{}/acts/{}", file.code, page.act),
            back: format!("/people/{}", file.code),
            name: file.address.clone(),
            code: file.code.clone(),
        };
        let (act_id, seen) = carried(web, sent);
        let seen = seen.unwrap_or(file.seq);
        Ok(Asking {
            web,
            session,
            frame,
            page,
            place,
            file: Some(file),
            lists,
            act_id,
            seen,
        })
    }

    fn new_file(
        web: &'a Web,
        session: &'a Session,
        frame: Frame,
        page: &'static ActPage,
        sent: Option<&Answers>,
    ) -> Self {
        let place = Place {
            action: format!("/people/new/{}", page.act),
            back: "/people/new".to_owned(),
            name: frame.words.text("people-begin"),
            code: String::new(),
        };
        let (act_id, _) = carried(web, sent);
        Asking {
            web,
            session,
            frame,
            page,
            place,
            file: None,
            lists: Vec::new(),
            act_id,
            seen: 0,
        }
    }

    fn words(&self) -> Words {
        self.frame.words
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            words: self.frame.words,
            name: self.page.act,
            lists: &self.lists,
        }
    }

    async fn first_answers(&self) -> Answers {
        let today = self.web.store.today();
        let mut answers = Answers::first(self.page.sections, today);
        answers.push("on", crate::words::figures(today));
        prefill::fill(
            self.web,
            self.session,
            self.words(),
            self.page,
            self.file,
            &mut answers,
        )
        .await;
        answers
    }

    /// The sections that are asked here: how the person is addressed is asked once, when the file begins.
    fn sections(&self, answers: &Answers, wrong: &[Wrong]) -> Vec<SectionView> {
        let mut sections = self.scope().sections(self.page.sections, answers, wrong);
        if self.file.is_some() {
            for section in &mut sections {
                section.fields.retain(|field| field.name != "address");
            }
        }
        sections
    }

    fn show(self, answers: &Answers, wrong: &[Wrong], told: Told) -> Response {
        let words = self.words();
        let sections = self.sections(answers, wrong);
        let day = self.scope().fields(DAY, answers, wrong);
        let mut errors = error_links(&[SectionView {
            heading: String::new(),
            fields: self.scope().fields(DAY, answers, wrong),
        }]);
        errors.extend(error_links(&sections));
        let stopped = !errors.is_empty() || !told.since.is_empty() || !told.notice.is_empty();
        let law = law_of(words, self.page.paragraph);
        let button = if self.page.checked {
            "button-check"
        } else {
            "button-record"
        };
        let answer = page(&AskPage {
            title: words.named("act", self.page.act),
            law,
            errors,
            refusal: told
                .refusal
                .map(|refusal| RefusalView::new(words, &refusal)),
            notice: told.notice,
            since: told.since,
            day,
            sections,
            act_id: self.act_id,
            seen: self.seen,
            button,
            frame: self.frame,
            place: self.place,
        });
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        } else {
            answer
        }
    }

    async fn answered(mut self, mut answers: Answers) -> Response {
        if self.file.is_some() {
            // The form does not ask for it again; the field is needed where a file begins.
            answers.set("address", "–");
        }
        let today = self.web.store.today();
        let words = self.words();
        let understood = asking::understand(self.page, &answers, today, |on| About { words, on });
        let step = answers.get("step").to_owned();
        let understood = match understood {
            Ok(understood) => understood,
            Err(wrong) => {
                let wrong = if step == "change" { Vec::new() } else { wrong };
                return self.show(&answers, &wrong, Told::default());
            }
        };
        if step == "change" {
            return self.show(&answers, &[], Told::default());
        }
        if self.page.checked && step != "record" {
            return match self.first_refusal(&understood) {
                Some(refusal) => {
                    let told = Told {
                        refusal: Some(refusal),
                        ..Told::default()
                    };
                    let answer = self.show(&answers, &understood.warnings, told);
                    (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
                }
                None => self.check(&answers, understood),
            };
        }
        let warnings = understood.warnings.clone();
        match self.record(&answers, understood).await {
            Ok(code) => {
                Redirect::to(&format!("/people/{code}?recorded={}", self.page.act)).into_response()
            }
            Err(error) => self.not_recorded(&answers, warnings, error).await,
        }
    }

    /// What the standard would refuse already now. Acts that lean on another file are left to the recording itself.
    fn first_refusal(&self, understood: &Understood) -> Option<Refusal> {
        let empty = Journal::default();
        let journal = self.file.map_or(&empty, |file| &file.journal);
        let leans = journal.case().representative.is_some()
            || matches!(understood.act, Act::AdmittedWithRepresentative(_));
        if leans {
            return None;
        }
        let mut refusal = None;
        for by in self.session.actors() {
            let entry = Entry {
                seq: self.next_seq(),
                on: understood.on,
                by,
                act: understood.act.clone(),
            };
            match journal.consider(&entry, &NoOtherFile) {
                Ok(_) => return None,
                Err(refused) => {
                    let better = refusal
                        .as_ref()
                        .is_none_or(|known: &Refusal| known.reason == Reason::MayNotDoThis);
                    if better {
                        refusal = Some(refused);
                    }
                }
            }
        }
        refusal
    }

    fn next_seq(&self) -> u32 {
        let numbers = |file: &OpenFile| file.journal.entries().iter().map(|entry| entry.seq).max();
        self.file.and_then(numbers).unwrap_or(0) + 1
    }

    fn check(self, answers: &Answers, understood: Understood) -> Response {
        let words = self.words();
        let today = self.web.store.today();
        let empty = Journal::default();
        let journal = self.file.map_or(&empty, |file| &file.journal);
        let by = self
            .session
            .actors()
            .first()
            .copied()
            .unwrap_or(standard::actor::Actor::Specialist);
        let entry = Entry {
            seq: self.next_seq(),
            on: understood.on,
            by,
            act: understood.act,
        };
        let after = after::sentences(words, journal, entry, today);
        let mut lines = vec![CheckLine {
            label: words.text("check-day"),
            value: words.full_day(understood.on),
        }];
        let address = words.named("field", "address");
        lines.extend(
            self.scope()
                .check_lines(self.page.sections, answers)
                .into_iter()
                .filter(|line| self.file.is_none() || line.label != address),
        );
        let totals = if self.page.act == "evaluation_sheet_filled" {
            totals_line(
                words,
                evaluation_sheet::totals(answers).map(|total| i64::try_from(total).unwrap_or(0)),
            )
        } else {
            String::new()
        };
        let warnings = warning_lines(&self.scope(), self.page, &understood.warnings);
        let kept = ["form_token", "act_id", "seen", "step"];
        let hidden = answers
            .pairs()
            .iter()
            .filter(|(name, _)| !kept.contains(&name.as_str()))
            .cloned()
            .collect();
        page(&CheckPage {
            title: words.named("act", self.page.act),
            lines,
            totals,
            warnings,
            after,
            hidden,
            act_id: self.act_id,
            seen: self.seen,
            frame: self.frame,
            place: self.place,
        })
    }

    async fn record(&self, answers: &Answers, understood: Understood) -> Result<String, ActError> {
        // The id is read, and made anew when it is none, in `carried`; here it can only be one.
        let act_id = ActId::from_text(&self.act_id).unwrap_or(ActId(self.web.random_bytes()));
        let mut new = NewAct::new(act_id, understood.on, understood.act);
        if let Some(document) = understood.document {
            new = new.with_document(document, self.words().lang);
        }
        let to = answers.get("to").trim();
        if !to.is_empty() {
            new = new.send_to(to);
        }
        let recorded = match self.file {
            Some(file) => {
                self.web
                    .store
                    .act(self.session, &file.code, self.seen, new)
                    .await?
            }
            None => {
                self.web
                    .store
                    .begin_file(self.session, answers.get("address").trim(), new)
                    .await?
            }
        };
        Ok(recorded.code)
    }

    async fn not_recorded(
        &mut self,
        answers: &Answers,
        mut wrong: Vec<Wrong>,
        error: ActError,
    ) -> Response {
        let words = self.words();
        let mut told = Told::default();
        match error {
            ActError::NotFound => return Trouble::NotFound.into_response(),
            ActError::Store(error) => return broken(&error).into_response(),
            ActError::Stale { since } => {
                told.since = since.iter().map(|entry| entry_line(words, entry)).collect();
                if let Some(file) = self.file {
                    self.seen = file.seq;
                }
                if told.since.is_empty() {
                    told.notice = words.text("stale-help");
                }
            }
            ActError::Refused(refusal) => told.refusal = Some(refusal),
            ActError::AfterToday => wrong.push(Wrong::at("on", "day-later")),
            ActError::Document(problems) => {
                for each in problems {
                    asking::note(self.page, &each.problem, &mut wrong);
                }
            }
            ActError::KeysMissing(compartments) => {
                let list: Vec<String> = compartments
                    .iter()
                    .map(|compartment| words.named("compartment", compartment.name()))
                    .collect();
                told.notice = words.with_text("keys-missing", "list", &list.join(", "));
            }
            ActError::NoAddressee => wrong.push(Wrong::at("to", "no-addressee")),
            ActError::Address => wrong.push(Wrong::at("address", "address")),
        }
        let again = Asking {
            web: self.web,
            session: self.session,
            frame: self.frame.clone(),
            page: self.page,
            place: self.place.clone(),
            file: self.file,
            lists: self.lists.clone(),
            act_id: self.act_id.clone(),
            seen: self.seen,
        };
        let answer = again.show(answers, &wrong, told);
        (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
    }
}

/// The id of the act and the number of entries that a form carries; a new id when it carries none.
fn carried(web: &Web, sent: Option<&Answers>) -> (String, Option<u32>) {
    let given = sent.and_then(|answers| ActId::from_text(answers.get("act_id")));
    let act_id = given.unwrap_or_else(|| ActId(web.random_bytes()));
    let seen = sent.and_then(|answers| answers.get("seen").parse().ok());
    (act_id.to_text(), seen)
}

/// Samples for the test that renders every page: asked, wrong, refused and checked.
#[doc(hidden)]
pub fn samples(lang: Lang, page: &'static ActPage) -> Vec<String> {
    let words = Words::new(lang);
    let today = jiff::civil::date(2022, 10, 27);
    let scope = Scope::new(words, page.act);
    let answers = Answers::first(page.sections, today);
    let wrong: Vec<Wrong> = page
        .sections
        .iter()
        .flat_map(|section| section.fields)
        .map(|field| Wrong::at(field.name, "missing"))
        .collect();
    let place = Place {
        action: format!("/people/k3f9x2mp/acts/{}", page.act),
        back: "/people/k3f9x2mp".to_owned(),
        name: "Ай".to_owned(),
        code: "k3f9x2mp".to_owned(),
    };
    let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp");
    let refusal = Refusal::new("15", Reason::PermitMissing);
    let sections = scope.sections(page.sections, &answers, &wrong);
    let asked = AskPage {
        frame: frame.clone(),
        place: place.clone(),
        title: words.named("act", page.act),
        law: law_of(words, page.paragraph),
        errors: error_links(&sections),
        refusal: Some(RefusalView::new(words, &refusal)),
        notice: words.text("stale-help"),
        since: vec!["–".to_owned()],
        day: scope.fields(DAY, &answers, &[]),
        sections,
        act_id: "00".to_owned(),
        seen: 1,
        button: "button-check",
    };
    let checked = CheckPage {
        frame,
        place,
        title: words.named("act", page.act),
        lines: scope.check_lines(page.sections, &answers),
        totals: totals_line(words, [1, 2, 3, 4, 10]),
        warnings: vec![words.text("problem-unsigned")],
        after: vec![words.text("after-nothing")],
        hidden: answers.pairs().to_vec(),
        act_id: "00".to_owned(),
        seen: 1,
    };
    vec![
        asked.render().unwrap_or_default(),
        checked.render().unwrap_or_default(),
    ]
}
