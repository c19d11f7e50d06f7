//! The page of an act: ask, check, record; a refusal stays on the page and keeps every field.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use standard::{lang::Lang, refusal::Refusal};
use store::{ActId, BodyKind, OpenError, OpenFile, RegisterError, Session};

use crate::{
    Web,
    act::{About, ActPage, asking, page_of, prefill},
    admission::{children::CHILDREN_OF_FILE, package::BODIES},
    ending::consent,
    form::{Answers, Group, view::Scope},
    frame::Frame,
    house::rooms,
    papers::prints,
    people::{family, next},
    security::language_cookie,
    session::{Sent, SignedIn, broken, works_with_recipients},
    trouble::Trouble,
    words::Words,
};

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
pub(super) struct Asking<'a> {
    pub(super) web: &'a Web,
    pub(super) session: &'a Session,
    pub(super) frame: Frame,
    pub(super) page: &'static ActPage,
    pub(super) place: Place,
    pub(super) file: Option<&'a OpenFile>,
    pub(super) lists: Vec<(&'static str, Vec<Group>)>,
    pub(super) act_id: String,
    pub(super) seen: u32,
}

/// What is told above the fields.
#[derive(Default)]
pub(super) struct Told {
    pub(super) refusal: Option<Refusal>,
    pub(super) notice: String,
    pub(super) since: Vec<String>,
}

/// What an address may fill in beforehand, and into which field: codes and numbers alone.
const FROM_THE_ADDRESS: [(&str, &str); 4] = [
    ("line", "struck_line"),
    ("child", "child"),
    ("how", "how"),
    ("representative", "representative"),
];

fn fill_from_address(answers: &mut Answers, page: &ActPage, asked: &[(String, String)]) {
    for (name, value) in asked {
        let field = FROM_THE_ADDRESS.iter().find(|(known, _)| known == name);
        let Some((_, field)) = field else { continue };
        let asks = page
            .sections
            .iter()
            .flat_map(|section| section.fields)
            .any(|each| each.name == *field);
        if asks && value.len() <= 40 {
            answers.set(field, value.as_str());
        }
    }
}

/// The language that was chosen on top of the page, with everything typed sent along: the page in that language, and the
/// cookie that keeps the choice.
fn chosen_language(web: &Web, frame: &mut Frame, answers: &Answers) -> Option<CookieJar> {
    let lang: Lang = answers.get("language").parse().ok()?;
    frame.words = Words::new(lang);
    let cookie = language_cookie(lang.code(), web.config.secure);
    Some(CookieJar::new().add(cookie))
}

/// `GET /people/{code}/acts/{act}`
pub async fn ask(
    State(web): State<Web>,
    Path((code, act)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
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
    fill_from_address(&mut answers, act_page, &asked);
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
    SignedIn { session, mut frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let Some(act_page) = page_of(&act) else {
        return Trouble::NotFound.into_response();
    };
    let file = match open(&web, &session, &code).await {
        Ok(file) => file,
        Err(answer) => return *answer,
    };
    let chosen = chosen_language(&web, &mut frame, &answers);
    let answer = match Asking::in_file(&web, &session, frame, act_page, &file, Some(&answers)).await
    {
        Ok(asking) => asking.answered(answers).await,
        Err(answer) => *answer,
    };
    (chosen.unwrap_or_default(), answer).into_response()
}

/// `GET /people/new/{act}`
pub async fn ask_new(
    State(web): State<Web>,
    Path(act): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let may = works_with_recipients(&session);
    let Some(act_page) = page_of(&act).filter(|page| page.begins && may) else {
        return Trouble::NotFound.into_response();
    };
    let asking = Asking::new_file(&web, &session, frame, act_page, None);
    let mut answers = asking.first_answers().await;
    fill_from_address(&mut answers, act_page, &asked);
    asking.show(&answers, &[], Told::default())
}

/// `POST /people/new/{act}`
pub async fn answer_new(
    State(web): State<Web>,
    Path(act): Path<String>,
    SignedIn { session, mut frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let may = works_with_recipients(&session);
    let Some(act_page) = page_of(&act).filter(|page| page.begins && may) else {
        return Trouble::NotFound.into_response();
    };
    let chosen = chosen_language(&web, &mut frame, &answers);
    let answer = Asking::new_file(&web, &session, frame, act_page, Some(&answers))
        .answered(answers)
        .await;
    (chosen.unwrap_or_default(), answer).into_response()
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
        if page.act == "child_settled" {
            let files = web
                .store
                .family(session, &file.code)
                .await
                .map_err(|error| Box::new(broken(&error).into_response()))?;
            lists.push((CHILDREN_OF_FILE, family::choices(frame.words, file, &files)));
        }
        if page.act == "room_assigned" {
            match rooms::free_beds(web, session, frame.words, file).await {
                Ok(Some(beds)) => lists.push((rooms::BEDS, beds)),
                Ok(None) | Err(RegisterError::NotFound) => {}
                Err(RegisterError::Store(error)) => {
                    return Err(Box::new(broken(&error).into_response()));
                }
                Err(_) => return Err(Box::new(Trouble::Broken.into_response())),
            }
        }
        if page.act == "consent_given" {
            let own = &session.body().code;
            let bodies = web
                .store
                .bodies()
                .await
                .map_err(|error| Box::new(broken(&error).into_response()))?;
            let others: Vec<_> = bodies
                .into_iter()
                .filter(|body| body.code != *own)
                .collect();
            lists.extend(consent::choices(frame.words, file, &others));
        }
        if page.act == "consent_withdrawn" {
            lists.extend(consent::withdrawable(frame.words, file));
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

    pub(super) fn words(&self) -> Words {
        self.frame.words
    }

    pub(super) fn scope(&self) -> Scope<'_> {
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

    async fn answered(mut self, mut answers: Answers) -> Response {
        if self.file.is_some() {
            // The form does not ask for it again; the field is needed where a file begins.
            answers.set("address", "–");
        }
        let other_language = !answers.get("language").is_empty();
        if other_language && answers.get("shown") != "check" {
            return self.show(&answers, &[], Told::default());
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
        if let ("preview", Some(document)) = (step.as_str(), &understood.document) {
            let lang = self.paper_language(&answers);
            let name = format!("{}-{}.pdf", document.kind().name(), lang.code());
            return match prints::draft(document, lang).await {
                Ok(content) => prints::shown(content, &name),
                Err(trouble) => trouble.into_response(),
            };
        }
        let looked_at = self.page.checked || other_language || self.moves_duties(&understood);
        if looked_at && step != "record" {
            return match self.first_refusal(&understood) {
                Some(refusal) => {
                    let told = Told {
                        refusal: Some(refusal),
                        ..Told::default()
                    };
                    self.refused(&answers, &understood.warnings, told)
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

    /// The language in which the form is signed: the one chosen on the page of the answers, else the page's own.
    pub(super) fn paper_language(&self, answers: &Answers) -> Lang {
        let chosen = answers.get("document_lang").parse();
        chosen.unwrap_or(self.words().lang)
    }

    pub(super) fn next_seq(&self) -> u32 {
        let numbers = |file: &OpenFile| file.journal.entries().iter().map(|entry| entry.seq).max();
        self.file.and_then(numbers).unwrap_or(0) + 1
    }
}

/// The id of the act and the number of entries that a form carries; a new id when it carries none.
fn carried(web: &Web, sent: Option<&Answers>) -> (String, Option<u32>) {
    let given = sent.and_then(|answers| ActId::from_text(answers.get("act_id")));
    let act_id = given.unwrap_or_else(|| ActId(web.random_bytes()));
    let seen = sent.and_then(|answers| answers.get("seen").parse().ok());
    (act_id.to_text(), seen)
}
