//! Pages for whoever has no account: rights, writing into the book or to one reader alone, reading the answer, leaving at once.
//!
//! They name neither the house nor who lives there, set no cookie, and look at no address. The language stands in the page's
//! own address.

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;
use standard::{
    chapter_4_stay::para_25_complaints_book::{Came, Entry, Kind as EntryKind, ToBody, ToHead},
    lang::Lang,
};
use store::{ActId, Body, BodyKind, NewVisitorLine, RegisterError, StoreError, VisitorLine};

use super::{carried_id, given, pace::Way, wrong_of};
use crate::{
    Web,
    form::{
        Answers, Field, Group, Kind, Read, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::Frame,
    session::broken,
    trouble::{self, Trouble},
    words::{Words, plain},
};

/// The addresses of these pages. The log leaves them out.
pub const PATHS: &[&str] = &["/rights", "/book", "/book/answer", "/leave"];

/// Where the quick exit leads: a page that anybody may have been looking at.
const ELSEWHERE: &str = "https://www.google.com/search?q=weather";

const WAYS: &[&str] = &["book", "head"];
const ALL_WAYS: &[&str] = &["book", "head", "authorized_body"];
const KINDS: &[&str] = &["complaint", "suggestion", "thanks"];
const BODIES: &str = "bodies";

const TEXT: Field = Field::area("text").needed().hinted();
const NAME: Field = Field::line("name").hinted();
const CONTACT: Field = Field::line("contact").hinted();

/// What is asked where no authorized body reads on this server.
const SECTIONS: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("entry_kind", KINDS)
            .needed()
            .first("complaint"),
        TEXT,
        Field::one_of("way", WAYS).needed().first("book").hinted(),
        NAME,
        CONTACT,
    ],
)];

/// What is asked where one does.
const SECTIONS_WITH_BODY: &[Section] = &[Section::new(
    "",
    &[
        Field::one_of("entry_kind", KINDS)
            .needed()
            .first("complaint"),
        TEXT,
        Field::one_of("way", ALL_WAYS)
            .needed()
            .first("book")
            .hinted(),
        Field::of("to_body", Kind::PickFrom(BODIES)),
        NAME,
        CONTACT,
    ],
)];

/// What the address says: the language, and the code of the house.
#[derive(Default, Deserialize)]
pub struct Asked {
    lang: Option<String>,
    at: Option<String>,
}

/// The frame of a page for visitors: no place, no name, no token.
pub struct Open {
    words: Words,
    style: &'static str,
    path: &'static str,
    at: String,
    /// The language of the page, which may be one more than the program speaks.
    code: &'static str,
}

impl Open {
    /// The frame for an address of these pages; `None` for any other.
    pub fn of(web: &Web, headers: &HeaderMap, uri: &Uri) -> Option<Self> {
        let path = PATHS.iter().find(|path| **path == uri.path())?;
        let asked = Query::try_from_uri(uri).map(|Query(asked)| asked);
        Some(Open::new(web, headers, &asked.unwrap_or_default(), path))
    }

    fn new(web: &Web, headers: &HeaderMap, asked: &Asked, path: &'static str) -> Self {
        let lang = asked
            .lang
            .as_deref()
            .and_then(|lang| lang.parse().ok())
            .or_else(|| trouble::language(headers))
            .unwrap_or(web.config.language);
        let at = asked.at.clone().unwrap_or_default();
        let is_code = at.len() <= 40 && at.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Open {
            words: Words::new(lang),
            style: crate::assets::style_address(),
            path,
            at: if is_code { at } else { String::new() },
            code: lang.code(),
        }
    }

    /// An address of these pages in a language, for the same house.
    fn address(&self, path: &str, lang: &str) -> String {
        if self.at.is_empty() {
            format!("{path}?lang={lang}")
        } else {
            format!("{path}?lang={lang}&at={}", self.at)
        }
    }

    /// An address of these pages in the language of this one.
    fn here(&self, path: &str) -> String {
        self.address(path, self.words.code())
    }

    /// The languages: code, name in itself, address.
    fn languages(&self) -> Vec<(&'static str, &'static str, String)> {
        let mut all = vec![("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")];
        if self.path == "/rights" {
            all.push(("uz", "Oʻzbekcha"));
        }
        all.into_iter()
            .map(|(code, name)| (code, name, self.address(self.path, code)))
            .collect()
    }
}

#[derive(Template)]
#[template(path = "visitors_write.html")]
struct WritePage {
    open: Open,
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
    stopped: String,
    act_id: String,
}

#[derive(Template)]
#[template(path = "visitors_house.html")]
struct WhichHousePage {
    open: Open,
    unknown: bool,
}

#[derive(Template)]
#[template(path = "visitors_written.html")]
struct WrittenPage {
    open: Open,
    to: String,
    code: String,
}

#[derive(Template)]
#[template(path = "visitors_answer.html")]
struct AnswerPage {
    open: Open,
    unknown: bool,
    state: String,
    answers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "visitors_rights.html")]
struct RightsPage {
    open: Open,
    rights: &'static forms::RightsPage,
}

#[derive(Template)]
#[template(path = "visitors_trouble.html")]
struct TroublePage<'a> {
    open: &'a Open,
    title: String,
    help: String,
    /// What was typed, to be sent again as it was; nothing where it cannot be.
    hidden: Vec<(String, String)>,
}

/// The page of a trouble on one of these pages.
///
/// # Errors
/// [`askama::Error`] when it cannot be rendered.
pub fn trouble(open: &Open, trouble: Trouble) -> askama::Result<String> {
    let page = TroublePage {
        open,
        title: open.words.named("trouble", trouble.name()),
        help: open.words.text(&format!("trouble-{}-help", trouble.name())),
        hidden: Vec::new(),
    };
    page.render()
}

/// The page after a form of these pages that could not be taken because the database was occupied: one button sends it again, with
/// the name of its entry, so that it is entered once.
pub fn send_again(open: &Open, trouble: Trouble, typed: &Answers) -> Option<Response> {
    let page = TroublePage {
        open,
        title: open.words.named("trouble", trouble.name()),
        help: open.words.text(&format!("trouble-{}-help", trouble.name())),
        hidden: typed.pairs().to_vec(),
    };
    let mut answer = Html(page.render().ok()?).into_response();
    trouble.mark(&mut answer);
    Some(answer)
}

fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Trouble::Broken.into_response()
        }
    }
}

/// The house that is meant, and the authorized bodies that read on this server.
struct Readers {
    house: Option<Body>,
    bodies: Vec<Body>,
}

async fn readers(web: &Web, at: &str) -> Result<Readers, StoreError> {
    let (houses, others): (Vec<Body>, Vec<Body>) = web
        .store
        .bodies()
        .await?
        .into_iter()
        .partition(|body| matches!(body.kind, BodyKind::Organization { .. }));
    let house = if at.is_empty() {
        // With one house on the server there is no other that could be meant.
        <[Body; 1]>::try_from(houses).ok().map(|[only]| only)
    } else {
        houses.into_iter().find(|body| body.code == at)
    };
    let bodies = others
        .into_iter()
        .filter(|body| body.kind == BodyKind::AuthorizedBody)
        .collect();
    Ok(Readers { house, bodies })
}

/// `GET /rights`
pub async fn rights(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let mut open = Open::new(&web, &headers, &asked, "/rights");
    if asked.lang.as_deref() == Some("uz") {
        open.code = "uz";
    }
    let rights = forms::rights_page(open.code);
    show(StatusCode::OK, &RightsPage { open, rights })
}

/// `GET /book`
pub async fn ask(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let open = Open::new(&web, &headers, &asked, "/book");
    let readers = match readers(&web, &open.at).await {
        Ok(readers) => readers,
        Err(error) => return broken(&error).into_response(),
    };
    if readers.house.is_none() {
        return which_house(open);
    }
    let sections = sections_for(&readers);
    let answers = Answers::first(sections, web.store.today());
    let id = ActId(web.random_bytes());
    show(
        StatusCode::OK,
        &write_page(open, &readers, &answers, &[], String::new(), id),
    )
}

/// Several houses share this server: the code of the one that is meant hangs on its wall.
fn which_house(open: Open) -> Response {
    let unknown = !open.at.is_empty();
    let open = Open {
        at: String::new(),
        ..open
    };
    show(StatusCode::OK, &WhichHousePage { open, unknown })
}

fn sections_for(readers: &Readers) -> &'static [Section] {
    if readers.bodies.is_empty() {
        SECTIONS
    } else {
        SECTIONS_WITH_BODY
    }
}

fn write_page(
    open: Open,
    readers: &Readers,
    answers: &Answers,
    wrong: &[Wrong],
    stopped: String,
    id: ActId,
) -> WritePage {
    let choices = readers
        .bodies
        .iter()
        .map(|body| (body.code.clone(), body.name.clone()))
        .collect();
    let lists = [(
        BODIES,
        vec![Group {
            label: String::new(),
            choices,
        }],
    )];
    let scope = Scope {
        words: open.words,
        name: "book",
        lists: &lists,
    };
    let sections = scope.sections(sections_for(readers), answers, wrong);
    let frame = Frame::outside(open.words.lang, String::new(), open.path.to_owned());
    WritePage {
        errors: error_links(&sections),
        frame,
        open,
        sections,
        stopped,
        act_id: id.to_text(),
    }
}

/// `POST /book`
pub async fn write(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Ok(Form(pairs)) = form else {
        return Trouble::NotUnderstood.into_response();
    };
    let open = Open::new(&web, &headers, &asked, "/book");
    let answers = Answers::new(pairs);
    let readers = match readers(&web, &open.at).await {
        Ok(readers) => readers,
        Err(error) => return broken(&error).into_response(),
    };
    let Some(house) = readers.house.clone() else {
        return which_house(open);
    };
    let id = carried_id(&web, &answers);
    let today = web.store.today();
    let mut wrong = Read::of(sections_for(&readers), &answers, today).wrong;
    let to = addressee(&readers, &house, &answers);
    if to.is_none() {
        wrong.push(Wrong::at("to_body", "choose"));
    }
    let (Some((to, way)), true) = (to, wrong.is_empty()) else {
        let page = write_page(open, &readers, &answers, &wrong, String::new(), id);
        return show(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let taken = Way {
        house: house.code.clone(),
        way,
        to: to.clone(),
        knows_the_house: open.at == house.code,
    };
    if let Err(minutes) = web.visitors.take(taken, web.store.now()) {
        let stopped = plain(&open.words.with_count("visitors-slow", "minutes", minutes));
        let page = write_page(open, &readers, &answers, &[], stopped, id);
        return show(StatusCode::TOO_MANY_REQUESTS, &page);
    }
    let entry = Entry {
        kind: EntryKind::from_name(answers.get("entry_kind")).unwrap_or(EntryKind::Complaint),
        text: given(&answers, "text").unwrap_or_default(),
        on: today,
        came: Came::Page,
        language: open.words.lang,
        name: given(&answers, "name"),
        contact: given(&answers, "contact"),
    };
    match enter(&web, to, way, &house, entry, id).await {
        Ok(line) => {
            let page = WrittenPage {
                to: open.words.named("visitors-written", way),
                code: line.code.map(|code| code.to_string()).unwrap_or_default(),
                open,
            };
            show(StatusCode::OK, &page)
        }
        Err(error) => match wrong_of(error, "") {
            Ok(wrong) => {
                let page = write_page(open, &readers, &answers, &wrong, String::new(), id);
                show(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            Err(trouble) => trouble.into_response(),
        },
    }
}

/// To whose record it goes, and in which way.
fn addressee(readers: &Readers, house: &Body, answers: &Answers) -> Option<(String, &'static str)> {
    let house = house.code.clone();
    match answers.get("way") {
        "head" => Some((house, "head")),
        "authorized_body" => {
            let chosen = answers.get("to_body");
            let body = match readers.bodies.as_slice() {
                [only] if chosen.is_empty() => Some(only),
                several => several.iter().find(|body| body.code == chosen),
            };
            body.map(|body| (body.code.clone(), "authorized_body"))
        }
        _ => Some((house, "book")),
    }
}

async fn enter(
    web: &Web,
    body: String,
    way: &str,
    house: &Body,
    entry: Entry,
    act_id: ActId,
) -> Result<VisitorLine, RegisterError> {
    macro_rules! line {
        ($content:expr) => {
            NewVisitorLine {
                body,
                act_id,
                content: $content,
            }
        };
    }
    match way {
        "head" => {
            web.store
                .register_add_by_visitor(line!(ToHead(entry)))
                .await
        }
        "authorized_body" => {
            let message = ToBody {
                about: house.name.clone(),
                message: entry,
            };
            web.store.register_add_by_visitor(line!(message)).await
        }
        _ => web.store.register_add_by_visitor(line!(entry)).await,
    }
}

/// `GET /book/answer`
pub async fn ask_answer(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let open = Open::new(&web, &headers, &asked, "/book/answer");
    show(StatusCode::OK, &answer_page(open))
}

fn answer_page(open: Open) -> AnswerPage {
    AnswerPage {
        open,
        unknown: false,
        state: String::new(),
        answers: Vec::new(),
    }
}

/// `POST /book/answer`: the code is sent as a form and never stands in an address.
pub async fn answer(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Ok(Form(pairs)) = form else {
        return Trouble::NotUnderstood.into_response();
    };
    let answers = Answers::new(pairs);
    let code: String = answers.get("code").chars().take(100).collect();
    let mut page = answer_page(Open::new(&web, &headers, &asked, "/book/answer"));
    let words = page.open.words;
    match web.store.receipt(&code).await {
        Ok(Some(receipt)) => {
            let day = words.full_day(receipt.entered_on);
            let state = if receipt.answers.is_empty() {
                "visitors-no-answer-yet"
            } else {
                "visitors-entered-on"
            };
            page.state = plain(&words.with_text(state, "day", &day));
            page.answers = receipt
                .answers
                .into_iter()
                .map(|answer| (words.full_day(answer.on), answer.text))
                .collect();
            show(StatusCode::OK, &page)
        }
        Ok(None) => {
            page.unknown = true;
            show(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => broken(&error).into_response(),
    }
}

/// `GET /leave`: away from here at once, and nothing left behind.
pub async fn leave() -> Response {
    let mut answer = StatusCode::SEE_OTHER.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static(ELSEWHERE));
    headers.insert(
        "clear-site-data",
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    answer
}

fn rendered(page: &impl Template) -> String {
    page.render().unwrap_or_default()
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let open = |path| Open {
        words: Words::new(lang),
        style: crate::assets::style_address(),
        path,
        at: "k3f9x2mp".to_owned(),
        code: lang.code(),
    };
    let body = |name: &str| Body {
        code: name.to_owned(),
        name: name.to_owned(),
        kind: BodyKind::AuthorizedBody,
    };
    let readers = Readers {
        house: None,
        bodies: vec![body("a"), body("b")],
    };
    let wrong = [Wrong::at("text", "missing"), Wrong::at("to_body", "choose")];
    let words = Words::new(lang);
    vec![
        rendered(&write_page(
            open("/book"),
            &readers,
            &Answers::default(),
            &wrong,
            plain(&words.with_count("visitors-slow", "minutes", 5)),
            ActId([7; 16]),
        )),
        rendered(&WhichHousePage {
            open: open("/book"),
            unknown: true,
        }),
        rendered(&WrittenPage {
            open: open("/book"),
            to: words.text("visitors-written-book"),
            code: "0000-0000-0000-0000-0000-0000-0000".to_owned(),
        }),
        rendered(&WrittenPage {
            open: open("/book"),
            to: words.text("visitors-written-authorized_body"),
            code: String::new(),
        }),
        rendered(&AnswerPage {
            unknown: true,
            state: plain(&words.with_text("visitors-entered-on", "day", "24.03.2022")),
            answers: vec![("24.03.2022".to_owned(), "<Жылу қосылды>".to_owned())],
            ..answer_page(open("/book/answer"))
        }),
        rendered(&RightsPage {
            open: open("/rights"),
            rights: forms::rights_page(lang.code()),
        }),
        rendered(&TroublePage {
            open: &open("/book"),
            title: words.text("trouble-occupied"),
            help: words.text("trouble-occupied-help"),
            hidden: vec![("text".to_owned(), "<Жылу керек>".to_owned())],
        }),
        trouble(&open("/book"), Trouble::NotUnderstood).unwrap_or_default(),
    ]
}
