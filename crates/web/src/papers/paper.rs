//! Papers in free form: what a file's acts ask for, a page for each, checked and looked at before it is put into the file; and
//! the blank forms, which anybody may print.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use standard::{
    annex::{Document, FormKind},
    lang::Lang,
    papers::PaperKind,
};
use store::{ActId, EnclosureError, NewPaper, OpenError, OpenFile, Session, Shelf};

use crate::{
    Web,
    act::told::{Law, law_of},
    form::{
        Answers, CheckLine, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    papers::{
        beside, disclosure,
        fields::{self, scope_name},
        house, prefill, prints,
    },
    session::{Sent, SignedIn, broken},
    standard_pages::AnyFrame,
    trouble::Trouble,
    words::Words,
};

/// Where a paper is made.
#[derive(Clone)]
pub struct Place {
    /// The address that the form is sent to.
    pub action: String,
    /// The page to go back to.
    pub back: String,
    /// How the person is addressed, or what the page is called.
    pub name: String,
    /// The code of the file; empty for a paper of the house.
    pub code: String,
}

#[derive(Template)]
#[template(path = "paper.html")]
struct PaperPage {
    frame: Frame,
    place: Place,
    title: String,
    law: Option<Law>,
    errors: Vec<(String, String)>,
    notice: Vec<String>,
    sections: Vec<SectionView>,
    languages: Vec<(&'static str, String, bool)>,
    act_id: String,
    beside: String,
    kept: bool,
}

#[derive(Template)]
#[template(path = "paper_check.html")]
struct PaperCheckPage {
    frame: Frame,
    place: Place,
    title: String,
    lines: Vec<CheckLine>,
    hidden: Vec<(String, String)>,
    act_id: String,
    beside: String,
}

/// What the address may say: the entry beside which the paper lies, the exchange from which it is filled.
#[derive(Deserialize)]
pub struct Asked {
    beside: Option<u32>,
    exchange: Option<String>,
}

/// A row of the page of papers.
struct Row {
    address: String,
    title: String,
    why: String,
}

#[derive(Template)]
#[template(path = "papers.html")]
struct PapersPage {
    frame: Frame,
    code: String,
    address: String,
    asked_for: Vec<Row>,
    others: Vec<Row>,
}

/// `GET /people/{code}/papers`
pub async fn list(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match open(&web, &session, &code).await {
        Ok(file) => page(&papers_page(frame, &file)),
        Err(trouble) => trouble.into_response(),
    }
}

async fn open(web: &Web, session: &Session, code: &str) -> Result<OpenFile, Trouble> {
    web.store
        .open_file(session, code)
        .await
        .map_err(|error| match error {
            OpenError::NotFound => Trouble::NotFound,
            OpenError::Store(error) => broken(&error),
        })
}

/// The papers that the acts of a file ask for and that are not there yet: the act's number and the paper.
pub fn asked_for(file: &OpenFile) -> Vec<(u32, Date, PaperKind)> {
    let mut found = Vec::new();
    for recorded in file.entries.iter().filter(|each| !each.struck) {
        let entry = &recorded.entry;
        for kind in PaperKind::ALL.iter().copied() {
            let is_there = || {
                file.documents
                    .iter()
                    .any(|head| head.seq == entry.seq && head.form == FormKind::Paper(kind))
            };
            if kind.acts().contains(&entry.act.name())
                && !kind.comes_with_its_act_alone()
                && belongs(kind, &entry.act)
                && recorded.exchange.is_none()
                && !is_there()
            {
                found.push((entry.seq, entry.on, kind));
            }
        }
    }
    found
}

/// Of the papers that may lie beside an act, those that this one asks for: an order by its ground, a return or a storing.
fn belongs(kind: PaperKind, act: &standard::act::Act) -> bool {
    use standard::act::{Act, EndingGround};
    match act {
        Act::Ended(facts) => {
            let order = match facts.ground {
                EndingGround::WrittenApplication
                | EndingGround::AgreementEnded
                | EndingGround::TermsFulfilledEarly
                | EndingGround::PlanDoneEarly => PaperKind::OrderCompletion,
                EndingGround::Contraindication => PaperKind::OrderTermination,
                EndingGround::Violations | EndingGround::Absence | EndingGround::Breach => {
                    PaperKind::OrderExpulsion
                }
                EndingGround::Transfer => PaperKind::OrderTransfer,
            };
            kind == order
        }
        Act::BelongingsReturned(facts) => facts.stored == (kind == PaperKind::BelongingsStorage),
        _ => true,
    }
}

fn papers_page(frame: Frame, file: &OpenFile) -> PapersPage {
    let words = frame.words;
    let code = &file.code;
    let mut asked: Vec<Row> = asked_for(file)
        .into_iter()
        .rev()
        .map(|(seq, on, kind)| Row {
            address: format!("/people/{code}/papers/{}?beside={seq}", kind.name()),
            title: forms::paper_title(kind, words.lang).to_owned(),
            why: words.with_text("documents-of", "day", &words.full_day(on)),
        })
        .collect();
    asked.truncate(40);
    let others = PaperKind::ALL
        .iter()
        .copied()
        .filter(|kind| kind.is_of_a_file() && !kind.comes_with_its_act_alone())
        .map(|kind| Row {
            address: format!("/people/{code}/papers/{}", kind.name()),
            title: forms::paper_title(kind, words.lang).to_owned(),
            why: frame.cite(kind.paragraph()),
        })
        .collect();
    PapersPage {
        address: file.address.clone(),
        code: code.clone(),
        asked_for: asked,
        others,
        frame,
    }
}

fn paper_of(name: &str) -> Result<PaperKind, Trouble> {
    PaperKind::ALL
        .iter()
        .copied()
        .find(|kind| kind.name() == name)
        .ok_or(Trouble::NotFound)
}

/// Everything that a page of a paper needs.
struct Making<'a> {
    web: &'a Web,
    session: &'a Session,
    frame: Frame,
    kind: PaperKind,
    /// None for a paper of the house.
    file: Option<&'a OpenFile>,
    beside: Option<u32>,
    act_id: String,
}

/// `GET /people/{code}/papers/{paper}`
pub async fn ask(
    State(web): State<Web>,
    Path((code, paper)): Path<(String, String)>,
    Query(Asked { beside, exchange }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    let kind = paper_of(&paper)?;
    let file = open(&web, &session, &code).await?;
    if !kind.is_of_a_file() || kind.comes_with_its_act_alone() {
        return Err(Trouble::NotFound);
    }
    let mut known = prefill::fields(&web, &session, kind, Some(&file), beside).await;
    if let Some(exchange) = exchange {
        disclosure::fill(
            &web,
            &session,
            frame.words,
            (kind, &file),
            &exchange,
            &mut known,
        )
        .await;
    }
    let making = Making {
        act_id: ActId(web.random_bytes()).to_text(),
        web: &web,
        session: &session,
        frame,
        kind,
        file: Some(&file),
        beside,
    };
    Ok(making.show(&fields::answers(kind, &known), &[], Vec::new()))
}

/// `POST /people/{code}/papers/{paper}`
pub async fn answer(
    State(web): State<Web>,
    Path((code, paper)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Result<Response, Trouble> {
    let kind = paper_of(&paper)?;
    let file = open(&web, &session, &code).await?;
    if !kind.is_of_a_file() || kind.comes_with_its_act_alone() {
        return Err(Trouble::NotFound);
    }
    let making = Making {
        act_id: beside::act_id(&web, &answers).to_text(),
        beside: answers.get("beside").parse().ok(),
        web: &web,
        session: &session,
        frame,
        kind,
        file: Some(&file),
    };
    making.answered(answers).await
}

/// `GET /forms/{paper}/fill`: a paper of the house. It is kept where the keys of whoever fills it open the place of such papers, and
/// otherwise only printed.
pub async fn ask_house(
    State(web): State<Web>,
    Path(paper): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    let kind = house_paper(&paper)?;
    let known = prefill::fields(&web, &session, kind, None, None).await;
    let making = Making {
        act_id: ActId(web.random_bytes()).to_text(),
        web: &web,
        session: &session,
        frame,
        kind,
        file: None,
        beside: None,
    };
    Ok(making.show(&fields::answers(kind, &known), &[], Vec::new()))
}

/// `POST /forms/{paper}/fill`
pub async fn answer_house(
    State(web): State<Web>,
    Path(paper): Path<String>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Result<Response, Trouble> {
    let making = Making {
        kind: house_paper(&paper)?,
        act_id: beside::act_id(&web, &answers).to_text(),
        web: &web,
        session: &session,
        frame,
        file: None,
        beside: None,
    };
    making.answered(answers).await
}

fn house_paper(name: &str) -> Result<PaperKind, Trouble> {
    paper_of(name).and_then(|kind| {
        if kind.is_of_a_file() {
            Err(Trouble::NotFound)
        } else {
            Ok(kind)
        }
    })
}

impl<'a> Making<'a> {
    fn place(&self) -> Place {
        let words = self.frame.words;
        match self.file {
            Some(file) => Place {
                action: format!("/people/{}/papers/{}", file.code, self.kind.name()),
                back: format!("/people/{}/papers", file.code),
                name: file.address.clone(),
                code: file.code.clone(),
            },
            None => {
                let (back, name) = match self.shelf() {
                    Some(_) => ("/house/papers", "house-papers-title"),
                    None => ("/forms", "papers-forms-title"),
                };
                Place {
                    action: format!("/forms/{}/fill", self.kind.name()),
                    back: back.to_owned(),
                    name: words.text(name),
                    code: String::new(),
                }
            }
        }
    }

    /// Where the paper is kept; `None` when it is only printed.
    fn shelf(&self) -> Option<Shelf<'a>> {
        match self.file {
            Some(file) => Some(Shelf::File(&file.code)),
            None => house::may_keep(self.session, self.kind).then_some(Shelf::House),
        }
    }

    fn language(&self, answers: &Answers) -> Lang {
        let chosen = answers.get("document_lang").parse();
        chosen.unwrap_or(self.frame.words.lang)
    }

    fn show(self, answers: &Answers, wrong: &[Wrong], notice: Vec<String>) -> Response {
        let words = self.frame.words;
        let name = scope_name(self.kind);
        let scope = Scope::new(words, &name);
        let sections = scope.sections(fields::sections(self.kind), answers, wrong);
        let errors = error_links(&sections);
        let stopped = !errors.is_empty() || !notice.is_empty();
        let answer = page(&PaperPage {
            place: self.place(),
            title: forms::paper_title(self.kind, words.lang).to_owned(),
            law: law_of(words, self.kind.paragraph()),
            errors,
            notice,
            sections,
            languages: beside::languages(words, self.language(answers)),
            kept: self.shelf().is_some(),
            act_id: self.act_id,
            beside: self.beside.map(|seq| seq.to_string()).unwrap_or_default(),
            frame: self.frame,
        });
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        } else {
            answer
        }
    }

    async fn answered(self, answers: Answers) -> Result<Response, Trouble> {
        let today = self.web.store.today();
        let step = answers.get("step").to_owned();
        if step == "change" {
            return Ok(self.show(&answers, &[], Vec::new()));
        }
        let names = match (self.kind, self.file) {
            // The names are read only where they must not stand.
            (PaperKind::PoliceNotice, Some(file)) => {
                prefill::person(self.web, self.session, file).await.names
            }
            _ => Vec::new(),
        };
        let paper = match fields::read(self.kind, &answers, today, &names) {
            Ok(paper) => paper,
            Err(wrong) => return Ok(self.show(&answers, &wrong, Vec::new())),
        };
        let lang = self.language(&answers);
        let document = Document::Paper(paper);
        match (step.as_str(), self.shelf()) {
            ("preview", Some(_)) => {
                let name = format!("{}-{}.pdf", self.kind.name(), lang.code());
                Ok(prints::shown(prints::draft(&document, lang).await?, &name))
            }
            // It is filled to be printed.
            ("preview" | "record", None) => {
                let name = format!("{}-{}.pdf", self.kind.name(), lang.code());
                Ok(prints::shown(
                    prints::to_sign(self.web, self.session, &document, lang, None).await?,
                    &name,
                ))
            }
            ("record", Some(shelf)) => self.record(shelf, &answers, document, lang).await,
            _ => Ok(self.check(&answers)),
        }
    }

    fn check(self, answers: &Answers) -> Response {
        let words = self.frame.words;
        let name = scope_name(self.kind);
        let lines = Scope::new(words, &name).check_lines(fields::sections(self.kind), answers);
        let kept = ["form_token", "act_id", "beside", "step"];
        let hidden = answers
            .pairs()
            .iter()
            .filter(|(name, _)| !kept.contains(&name.as_str()))
            .cloned()
            .collect();
        page(&PaperCheckPage {
            place: self.place(),
            title: forms::paper_title(self.kind, words.lang).to_owned(),
            lines,
            hidden,
            act_id: self.act_id,
            beside: self.beside.map(|seq| seq.to_string()).unwrap_or_default(),
            frame: self.frame,
        })
    }

    async fn record(
        self,
        shelf: Shelf<'a>,
        answers: &Answers,
        document: Document,
        lang: Lang,
    ) -> Result<Response, Trouble> {
        let act_id = ActId::from_text(&self.act_id).unwrap_or(ActId(self.web.random_bytes()));
        let new = new_paper(
            self.web,
            self.session,
            act_id,
            self.beside,
            (document, lang),
        )
        .await?;
        match self.web.store.add_paper(self.session, shelf, new).await {
            Ok(id) => Ok(Redirect::to(&beside::address_of(shelf, &id)).into_response()),
            Err(EnclosureError::AfterToday) => {
                let wrong = [Wrong::at("on", "day-later")];
                Ok(self.show(answers, &wrong, Vec::new()))
            }
            Err(error) => {
                let told = beside::told(self.frame.words, error)?;
                Ok(self.show(answers, &[], told.wrong))
            }
        }
    }
}

/// A paper with its print: it is frozen as it is put into the file.
///
/// # Errors
/// [`Trouble::Broken`] when it cannot be printed.
pub async fn new_paper(
    web: &Web,
    session: &Session,
    act_id: ActId,
    beside: Option<u32>,
    (document, language): (Document, Lang),
) -> Result<NewPaper, Trouble> {
    let today = web.store.today();
    let on = document.fields()["on"]
        .as_str()
        .and_then(|day| day.parse().ok());
    // A paper with errors is not printed: the store says what is wrong with it.
    let print = if document.errors(today).is_empty() {
        Some(prints::to_sign(web, session, &document, language, None).await?)
    } else {
        None
    };
    Ok(NewPaper {
        act_id,
        on: on.unwrap_or(today),
        beside,
        document,
        language,
        print,
    })
}

struct FormRow {
    title: String,
    cited: String,
    blanks: Vec<(String, String)>,
    fill: String,
}

#[derive(Template)]
#[template(path = "forms.html")]
struct FormsPage {
    frame: Frame,
    annexes: Vec<FormRow>,
    papers: Vec<FormRow>,
}

/// `GET /forms`: every form, blank, in three languages. Anybody may print them.
pub async fn blanks(AnyFrame(frame): AnyFrame) -> Response {
    page(&forms_page(frame))
}

fn forms_page(frame: Frame) -> FormsPage {
    let words = frame.words;
    let signed_in = frame.who.is_some();
    let row = |form: FormKind, paragraph: &str| FormRow {
        title: words.form(form),
        cited: frame.cite(paragraph),
        blanks: Lang::ALL
            .into_iter()
            .map(|lang| {
                let address = format!("/forms/{}/{}", form.name(), lang.code());
                (address, words.named("language", lang.code()))
            })
            .collect(),
        fill: match form.paper() {
            Some(paper) if signed_in && !paper.is_of_a_file() => {
                format!("/forms/{}/fill", paper.name())
            }
            _ => String::new(),
        },
    };
    let annexes = FormKind::ALL
        .into_iter()
        .map(|form| row(form, &format!("annex {}", form.number().unwrap_or(0))))
        .collect();
    let papers = PaperKind::ALL
        .iter()
        .map(|paper| row(FormKind::Paper(*paper), paper.paragraph()))
        .collect();
    FormsPage {
        frame,
        annexes,
        papers,
    }
}

/// Samples for the test that renders every page: each paper asked with something wrong in every field, and checked.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let words = Words::new(lang);
    let frame = || crate::people::file::sample_frame(lang, "/people/k3f9x2mp/papers");
    let mut pages = vec![
        forms_page(frame()).render().unwrap_or_default(),
        PapersPage {
            frame: frame(),
            code: "k3f9x2mp".to_owned(),
            address: "Ай".to_owned(),
            asked_for: vec![Row {
                address: "/".to_owned(),
                title: "–".to_owned(),
                why: "–".to_owned(),
            }],
            others: Vec::new(),
        }
        .render()
        .unwrap_or_default(),
    ];
    for kind in PaperKind::ALL.iter().copied() {
        let answers = fields::answers(kind, &forms::paper_specimen(kind, lang));
        let name = scope_name(kind);
        let scope = Scope::new(words, &name);
        let sections = fields::sections(kind);
        let wrong: Vec<Wrong> = kind
            .fields()
            .iter()
            .map(|field| Wrong::at(field.id, "missing"))
            .collect();
        let place = Place {
            action: "/people/k3f9x2mp/papers/x".to_owned(),
            back: "/people/k3f9x2mp/papers".to_owned(),
            name: "Ай".to_owned(),
            code: "k3f9x2mp".to_owned(),
        };
        let views = scope.sections(sections, &answers, &wrong);
        let asked = PaperPage {
            frame: frame(),
            place: place.clone(),
            title: forms::paper_title(kind, lang).to_owned(),
            law: law_of(words, kind.paragraph()),
            errors: error_links(&views),
            notice: vec![words.text("papers-not-frozen")],
            sections: views,
            languages: beside::languages(words, lang),
            act_id: "00".to_owned(),
            beside: String::new(),
            kept: true,
        };
        let checked = PaperCheckPage {
            frame: frame(),
            place,
            title: forms::paper_title(kind, lang).to_owned(),
            lines: scope.check_lines(sections, &answers),
            hidden: answers.pairs().to_vec(),
            act_id: "00".to_owned(),
            beside: "1".to_owned(),
        };
        pages.push(asked.render().unwrap_or_default());
        pages.push(checked.render().unwrap_or_default());
        if !kind.is_of_a_file() {
            let of_the_house = PaperCheckPage {
                place: Place {
                    code: String::new(),
                    ..checked.place
                },
                ..checked
            };
            pages.push(of_the_house.render().unwrap_or_default());
        }
    }
    pages
}
