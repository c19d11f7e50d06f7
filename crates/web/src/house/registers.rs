//! A register of the house: its lines, what is due, and the page on which a line is entered or corrected.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

use standard::{
    chapter_2_tasks::para_08_contacts::{ContactEntry, unanswered},
    chapter_4_stay::para_22_premises::{
        DueWhat, PremisesEntry, due, norms_without_paper, ways_without_device,
    },
    chapter_5_plan::{
        para_37_rooms::{RoomEntry, bed_of, plan_of_rooms},
        para_38_internal_rules::{RulesEntry, last_day_of, rules_in_force},
    },
    chapter_6_services::para_40_quality::QualityEntry,
    register::{Content, Line, Register, corrected_by},
};
use store::{ActId, NewLine, RegisterError, RegisterLine, Session};

use super::{
    forms::{self, CONTACTS, EntryForm, FILES, INSPECTIONS, PAPERS},
    quality::{self, KindView},
    rooms::{self, RoomView},
};
use crate::{
    Web,
    act::told::{Law, law_of},
    form::{
        Answers, CheckLine, Field, Group, Read, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Sent, SignedIn, broken, works_with_recipients},
    trouble::Trouble,
    words::{Words, arguments, plain},
};

/// Reminders begin so many days before a paper ends. The order names no such number.
pub const REMIND_DAYS: i32 = 60;

/// Something of a register that has a day, or is missing.
pub struct DueLine {
    /// The sentence.
    pub text: String,
    /// The day in words; empty when it is missing altogether.
    pub day: String,
    /// Whether the day is past.
    pub late: bool,
    /// Where it is done.
    pub address: String,
    /// The words of the link.
    pub action: String,
}

/// A line, ready for the page.
pub struct LineView {
    number: u32,
    title: String,
    pairs: Vec<CheckLine>,
    entered: String,
    state: String,
    corrected: bool,
    correct: String,
}

struct LineGroup {
    title: String,
    lines: Vec<LineView>,
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    frame: Frame,
    name: &'static str,
    notice: String,
    law: Option<Law>,
    due: Vec<DueLine>,
    adds: Vec<(String, String)>,
    rooms: Vec<RoomView>,
    elsewhere: Vec<(String, String, String)>,
    kinds: Vec<KindView>,
    groups: Vec<LineGroup>,
    corrected: Vec<LineView>,
}

#[derive(Template)]
#[template(path = "register_entry.html")]
struct EntryPage {
    frame: Frame,
    name: &'static str,
    title: String,
    action: String,
    act_id: String,
    corrects: String,
    law: Option<Law>,
    notice: String,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

/// Does something with the type of a register's lines; gives the last expression for any other register.
macro_rules! with_lines {
    ($register:expr, $lines:ident => $work:expr, $otherwise:expr) => {
        match $register {
            Register::Premises => {
                type $lines = PremisesEntry;
                $work
            }
            Register::Rooms => {
                type $lines = RoomEntry;
                $work
            }
            Register::InternalRules => {
                type $lines = RulesEntry;
                $work
            }
            Register::Contacts => {
                type $lines = ContactEntry;
                $work
            }
            Register::Quality => {
                type $lines = QualityEntry;
                $work
            }
            _ => $otherwise,
        }
    };
}

/// The registers with pages of this kind.
pub const KEPT_HERE: [Register; 5] = [
    Register::Premises,
    Register::Rooms,
    Register::InternalRules,
    Register::Contacts,
    Register::Quality,
];

/// The registers in which something can be due or missing.
pub const WITH_DAYS: [Register; 4] = [
    Register::Premises,
    Register::Rooms,
    Register::InternalRules,
    Register::Contacts,
];

/// The register of that name, when the session's owner may read it.
fn register_for(session: &Session, name: &str) -> Option<Register> {
    Register::from_name(name)
        .filter(|register| KEPT_HERE.contains(register) && works_with_recipients(session))
}

async fn read_as_json<T: Content>(
    web: &Web,
    session: &Session,
) -> Result<Vec<RegisterLine<Value>>, RegisterError> {
    let lines = web.store.register_read::<T>(session).await?;
    let as_json = |line: RegisterLine<T>| RegisterLine {
        line: Line {
            number: line.line.number,
            corrects: line.line.corrects,
            // What was read from JSON is written as JSON.
            content: serde_json::to_value(&line.line.content).unwrap_or_default(),
        },
        recorded_at: line.recorded_at,
        by_account: line.by_account,
        by: line.by,
    };
    Ok(lines.into_iter().map(as_json).collect())
}

/// The lines as the standard reads them.
fn typed<T: Content>(lines: &[RegisterLine<Value>]) -> Vec<Line<T>> {
    lines
        .iter()
        .filter_map(|line| {
            Some(Line {
                number: line.line.number,
                corrects: line.line.corrects,
                content: serde_json::from_value(line.line.content.clone()).ok()?,
            })
        })
        .collect()
}

fn refused(error: RegisterError) -> Response {
    match error {
        RegisterError::Store(error) => broken(&error).into_response(),
        _ => Trouble::NotFound.into_response(),
    }
}

/// Reads a register as JSON, its lines as they were written.
///
/// # Errors
/// As [`store::Store::register_read`].
pub async fn read(
    web: &Web,
    session: &Session,
    register: Register,
) -> Result<Vec<RegisterLine<Value>>, RegisterError> {
    with_lines!(register, T => read_as_json::<T>(web, session).await, Err(RegisterError::NotFound))
}

/// What the address says.
#[derive(Deserialize)]
pub struct Shown {
    entered: Option<u32>,
}

/// `GET /house/{register}`
pub async fn show(
    State(web): State<Web>,
    Path(name): Path<String>,
    Query(Shown { entered }): Query<Shown>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let Some(register) = register_for(&session, &name) else {
        return Trouble::NotFound.into_response();
    };
    let lines = match read(&web, &session, register).await {
        Ok(lines) => lines,
        Err(error) => return refused(error),
    };
    let files = if matches!(register, Register::Rooms | Register::Contacts) {
        match web.store.files(&session).await {
            Ok(files) => files,
            Err(error) => return broken(&error).into_response(),
        }
    } else {
        Vec::new()
    };
    let taken = if register == Register::Rooms {
        let plan: Vec<Line<RoomEntry>> = typed(&lines);
        match rooms::taken(&web, &session, &plan_of_rooms(&plan)).await {
            Ok(taken) => taken,
            Err(error) => return broken(&error).into_response(),
        }
    } else {
        BTreeSet::new()
    };
    let notice = entered
        .map(|line| {
            frame
                .words
                .with_text("register-entered", "line", &line.to_string())
        })
        .unwrap_or_default();
    let may_enter = !register.is_kept_by_the_head() || session.is_head();
    let today = web.store.today();
    page(&register_page(
        frame,
        register,
        &lines,
        (&files, &taken),
        today,
        notice,
        may_enter,
    ))
}

fn register_page(
    frame: Frame,
    register: Register,
    lines: &[RegisterLine<Value>],
    (files, taken): (&[store::FileSummary], &BTreeSet<String>),
    today: Date,
    notice: String,
    may_enter: bool,
) -> RegisterPage {
    let words = frame.words;
    let plain_lines: Vec<Line<Value>> = lines.iter().map(|line| line.line.clone()).collect();
    let file_names = file_group(files);
    let lists = [(FILES, vec![file_names])];
    let mut groups: Vec<LineGroup> = Vec::new();
    let mut corrected = Vec::new();
    for line in lines.iter().rev() {
        let Some(form) = forms::of_line(register, &line.line.content) else {
            continue;
        };
        let later = corrected_by(&plain_lines, line.line.number);
        let view = line_view(words, form, line, later, &lists, may_enter);
        if later.is_some() {
            corrected.push(view);
            continue;
        }
        let title = form_group(words, form);
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.lines.push(view),
            None => groups.push(LineGroup {
                title,
                lines: vec![view],
            }),
        }
    }
    if register == Register::InternalRules {
        mark_rules(words, &typed(lines), today, &mut groups);
    }
    let order = |title: &str| {
        forms::of_register(register).position(|form| form_group(words, form) == title)
    };
    groups.sort_by_key(|group| order(&group.title));
    let adds = forms::of_register(register)
        .filter(|form| may_enter && form.kind().is_none())
        .map(|form| {
            let address = format!("/house/{}/new/{}", register.name(), form.name);
            (address, words.named("entry-add", form.name))
        })
        .collect();
    let (rooms, elsewhere) = match register {
        Register::Rooms => rooms::views(words, &typed(lines), files, taken),
        _ => Default::default(),
    };
    RegisterPage {
        name: register.name(),
        notice,
        law: law_of(words, register.paragraph()),
        due: due_lines(words, register, lines, today),
        adds,
        rooms,
        elsewhere,
        kinds: match register {
            Register::Quality => quality::views(words, &typed(lines)),
            _ => Vec::new(),
        },
        groups,
        corrected,
        frame,
    }
}

fn form_group(words: Words, form: &EntryForm) -> String {
    words.named("entry", form.entry)
}

fn line_view(
    words: Words,
    form: &EntryForm,
    line: &RegisterLine<Value>,
    corrected_by: Option<u32>,
    lists: &[(&'static str, Vec<Group>)],
    may_enter: bool,
) -> LineView {
    let scope = Scope {
        words,
        name: form.entry,
        lists,
    };
    let answers = form.answers(&line.line.content);
    let unanswered = words.text("no-answer");
    let mut pairs = scope.check_lines(form.sections, &answers);
    // What points to another line is said as its number.
    let pointers = ["replaces", "inspection", "contact"];
    let named: Vec<&Field> = form.sections.iter().flat_map(|each| each.fields).collect();
    for (pair, field) in pairs.iter_mut().zip(&named) {
        let number = answers.get(field.name);
        if pointers.contains(&field.name) && !number.is_empty() {
            pair.value = plain(&words.with_text("register-line", "line", number));
        }
    }
    pairs.retain(|pair| pair.value != unanswered);
    let number = line.line.number;
    let entered = arguments([
        ("line", number.to_string().into()),
        (
            "day",
            words
                .figures(store::day_in_kazakhstan(line.recorded_at))
                .into(),
        ),
        ("who", line.by.clone().into()),
    ]);
    let state = match (corrected_by, line.line.corrects) {
        (Some(later), _) => words.with_text("register-corrected", "line", &later.to_string()),
        (None, Some(earlier)) => words.with_text("register-corrects", "line", &earlier.to_string()),
        (None, None) => String::new(),
    };
    LineView {
        number,
        title: words.named("entry", form.entry),
        pairs,
        entered: plain(&words.with("register-entry", &entered)),
        state: plain(&state),
        corrected: corrected_by.is_some(),
        correct: if may_enter && corrected_by.is_none() {
            format!(
                "/house/{}/new/{}?corrects={number}",
                form.register.name(),
                form.name
            )
        } else {
            String::new()
        },
    }
}

/// Each version of the rules says from when until when it is in force.
fn mark_rules(words: Words, lines: &[Line<RulesEntry>], today: Date, groups: &mut [LineGroup]) {
    let now = rules_in_force(lines, today).map(|line| line.number);
    for view in groups.iter_mut().flat_map(|group| &mut group.lines) {
        let state = if now == Some(view.number) {
            words.text("rules-in-force")
        } else {
            match last_day_of(lines, view.number) {
                Some(last) if last < today => {
                    plain(&words.with_text("rules-until", "day", &words.figures(last)))
                }
                _ => words.text("rules-later"),
            }
        };
        view.state = if view.state.is_empty() {
            state
        } else {
            format!("{state} {}", view.state)
        };
    }
}

/// What is due or missing in a register.
pub fn due_lines(
    words: Words,
    register: Register,
    lines: &[RegisterLine<Value>],
    today: Date,
) -> Vec<DueLine> {
    match register {
        Register::Premises => of_premises(words, &typed(lines), today),
        Register::Contacts => of_contacts(words, &typed(lines), today),
        Register::InternalRules => {
            let missing = rules_in_force(&typed(lines), today).is_none();
            let line = missing_line(words, "rules-missing", "internal_rules", "version");
            missing.then_some(line).into_iter().collect()
        }
        Register::Rooms => {
            let missing = lines.is_empty();
            let line = missing_line(words, "rooms-missing", "rooms", "room");
            missing.then_some(line).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn missing_line(words: Words, id: &str, register: &str, entry: &str) -> DueLine {
    DueLine {
        text: words.text(id),
        day: String::new(),
        late: false,
        address: format!("/house/{register}/new/{entry}"),
        action: words.named("entry-add", entry),
    }
}

fn of_premises(words: Words, lines: &[Line<PremisesEntry>], today: Date) -> Vec<DueLine> {
    let mut all = Vec::new();
    for each in due(lines, today, REMIND_DAYS) {
        let (id, entry, key) = match each.what {
            DueWhat::Renew => ("premises-renew", "paper", "replaces"),
            DueWhat::Remedy => ("premises-remedy", "remedied", "inspection"),
        };
        let said = arguments([
            ("norm", words.named("value-norm", each.norm.name()).into()),
            ("about", each.about.clone().into()),
        ]);
        all.push(DueLine {
            text: plain(&words.with(id, &said)),
            day: until(words, each.day, today),
            late: each.day < today,
            address: format!("/house/premises/new/{entry}?{key}={}", each.line),
            action: words.named("entry-add", entry),
        });
    }
    for norm in norms_without_paper(lines, today) {
        let norm_words = words.named("value-norm", norm.name());
        all.push(DueLine {
            text: plain(&words.with_text("premises-no-paper", "norm", &norm_words)),
            day: String::new(),
            late: false,
            address: format!("/house/premises/new/paper?norm={}", norm.name()),
            action: words.text("entry-add-paper"),
        });
    }
    for way in ways_without_device(lines) {
        let way_words = words.named("value-way", way.name());
        all.push(DueLine {
            text: plain(&words.with_text("premises-no-device", "way", &way_words)),
            day: String::new(),
            late: false,
            address: format!("/house/premises/new/device?way={}", way.name()),
            action: words.text("entry-add-device"),
        });
    }
    all
}

fn of_contacts(words: Words, lines: &[Line<ContactEntry>], today: Date) -> Vec<DueLine> {
    unanswered(lines)
        .into_iter()
        .map(|(number, contact, by)| DueLine {
            text: plain(&words.with_text("contacts-waiting", "body", &contact.body)),
            day: until(words, by, today),
            late: by < today,
            address: format!("/house/contacts/new/answer?contact={number}"),
            action: words.text("entry-add-answer"),
        })
        .collect()
}

/// "until 24.03.2022", and that it is past.
fn until(words: Words, day: Date, today: Date) -> String {
    let id = if day < today {
        "register-overdue"
    } else {
        "register-until"
    };
    plain(&words.with_text(id, "day", &words.figures(day)))
}

/// What the address of a form says: the line to be corrected, and what stands there already.
#[derive(Default, Deserialize)]
pub struct Beginning {
    corrects: Option<u32>,
    replaces: Option<u32>,
    inspection: Option<u32>,
    contact: Option<u32>,
    norm: Option<String>,
    way: Option<String>,
}

/// `GET /house/{register}/new/{entry}`
pub async fn ask(
    State(web): State<Web>,
    Path((name, entry)): Path<(String, String)>,
    Query(beginning): Query<Beginning>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let asking = match Asking::new(&web, &session, frame, &name, &entry).await {
        Ok(asking) => asking,
        Err(answer) => return *answer,
    };
    let mut answers = Answers::first(asking.form.sections, web.store.today());
    if let Some(number) = beginning.corrects {
        let line = asking.lines.iter().find(|line| {
            line.line.number == number
                && forms::of_line(asking.form.register, &line.line.content)
                    .is_some_and(|form| form.name == asking.form.name)
        });
        let Some(line) = line else {
            return Trouble::NotFound.into_response();
        };
        answers = asking.form.answers(&line.line.content);
        answers.set("corrects", number.to_string());
    }
    for (name, line) in [
        ("replaces", beginning.replaces),
        ("inspection", beginning.inspection),
        ("contact", beginning.contact),
    ] {
        if let Some(line) = line {
            answers.set(name, line.to_string());
        }
    }
    for (name, value) in [("norm", beginning.norm), ("way", beginning.way)] {
        if let Some(value) = value {
            answers.set(name, value);
        }
    }
    asking.show(&answers, &[], String::new())
}

/// `POST /house/{register}/new/{entry}`
pub async fn add(
    State(web): State<Web>,
    Path((name, entry)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let asking = match Asking::new(&web, &session, frame, &name, &entry).await {
        Ok(asking) => asking,
        Err(answer) => return *answer,
    };
    let form = asking.form;
    let mut read = Read::of(form.sections, &answers, web.store.today());
    if read.stops() {
        return asking.show(&answers, &read.wrong, String::new());
    }
    let json = form.line(std::mem::take(&mut read.facts));
    let act_id = ActId::from_text(answers.get("act_id")).unwrap_or(ActId(web.random_bytes()));
    let corrects = answers.get("corrects").trim().parse().ok();
    let entered = enter(&web, &session, form.register, act_id, corrects, json).await;
    match entered {
        Ok(line) => {
            Redirect::to(&format!("/house/{}?entered={line}", form.register.name())).into_response()
        }
        Err(RegisterError::Content(problems)) => {
            let wrong: Vec<Wrong> = problems
                .iter()
                .map(|problem| Wrong::at(form.field(problem), problem.problem))
                .collect();
            asking.show(&answers, &wrong, String::new())
        }
        Err(RegisterError::NoSuchLine) => {
            let notice = asking.frame.words.text("register-no-such-line");
            asking.show(&answers, &[], notice)
        }
        Err(error) => refused(error),
    }
}

/// Enters a line that came as JSON.
///
/// # Errors
/// [`RegisterError::Content`] without a problem when it is no line of this register; else as the store.
pub async fn enter(
    web: &Web,
    session: &Session,
    register: Register,
    act_id: ActId,
    corrects: Option<u32>,
    json: Value,
) -> Result<u32, RegisterError> {
    with_lines!(
        register,
        T => enter_as::<T>(web, session, act_id, corrects, json).await,
        Err(RegisterError::NotFound)
    )
}

async fn enter_as<T: Content>(
    web: &Web,
    session: &Session,
    act_id: ActId,
    corrects: Option<u32>,
    json: Value,
) -> Result<u32, RegisterError> {
    let content: T =
        serde_json::from_value(json).map_err(|_| RegisterError::Content(Vec::new()))?;
    let mut new = NewLine::new(act_id, content);
    new.corrects = corrects;
    web.store.register_add(session, &new).await
}

/// What a form page needs.
struct Asking {
    frame: Frame,
    form: &'static EntryForm,
    lines: Vec<RegisterLine<Value>>,
    lists: Vec<(&'static str, Vec<Group>)>,
    fresh_id: ActId,
}

impl Asking {
    async fn new(
        web: &Web,
        session: &Session,
        frame: Frame,
        name: &str,
        entry: &str,
    ) -> Result<Self, Box<Response>> {
        let not_found = || Box::new(Trouble::NotFound.into_response());
        let form = register_for(session, name)
            .filter(|register| !register.is_kept_by_the_head() || session.is_head())
            .and_then(|register| forms::find(register, entry))
            .ok_or_else(not_found)?;
        let lines = read(web, session, form.register)
            .await
            .map_err(|error| Box::new(refused(error)))?;
        let mut lists = lists_of(frame.words, form.register, &lines);
        if form.name == "contact" {
            let files = web
                .store
                .files(session)
                .await
                .map_err(|error| Box::new(broken(&error).into_response()))?;
            lists.push((FILES, vec![file_group(&files)]));
        }
        Ok(Asking {
            frame,
            form,
            lines,
            lists,
            fresh_id: ActId(web.random_bytes()),
        })
    }

    fn show(self, answers: &Answers, wrong: &[Wrong], notice: String) -> Response {
        let words = self.frame.words;
        let scope = Scope {
            words,
            name: self.form.entry,
            lists: &self.lists,
        };
        let sections = scope.sections(self.form.sections, answers, wrong);
        let errors = error_links(&sections);
        let stopped = !errors.is_empty() || !notice.is_empty();
        let register = self.form.register;
        let act_id = ActId::from_text(answers.get("act_id")).unwrap_or(self.fresh_id);
        let shown = page(&EntryPage {
            name: register.name(),
            title: match self.form.kind() {
                Some(kind) => quality::kind_title(words, kind),
                None => words.named("entry-add", self.form.name),
            },
            action: format!("/house/{}/new/{}", register.name(), self.form.name),
            act_id: act_id.to_text(),
            corrects: answers.get("corrects").to_owned(),
            law: law_of(words, register.paragraph()),
            notice,
            sections,
            errors,
            frame: self.frame,
        });
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response()
        } else {
            shown
        }
    }
}

fn file_group(files: &[store::FileSummary]) -> Group {
    let choices = files
        .iter()
        .map(|file| {
            (
                file.code.clone(),
                format!("{} ({})", file.address, file.code),
            )
        })
        .collect();
    Group {
        label: String::new(),
        choices,
    }
}

/// The lines of the register that others point to.
fn lists_of(
    words: Words,
    register: Register,
    lines: &[RegisterLine<Value>],
) -> Vec<(&'static str, Vec<Group>)> {
    let plain_lines: Vec<Line<Value>> = lines.iter().map(|line| line.line.clone()).collect();
    let group = |entry: &str, about: &[&str]| {
        let choices = plain_lines
            .iter()
            .filter(|line| line.content["entry"] == entry)
            .filter(|line| corrected_by(&plain_lines, line.number).is_none())
            .map(|line| {
                let about: Vec<&str> = about
                    .iter()
                    .filter_map(|name| line.content[*name].as_str())
                    .filter(|text| !text.is_empty())
                    .collect();
                let number =
                    plain(&words.with_text("register-line", "line", &line.number.to_string()));
                (
                    line.number.to_string(),
                    format!("{number}: {}", about.join(", ")),
                )
            })
            .collect();
        vec![Group {
            label: String::new(),
            choices,
        }]
    };
    match register {
        Register::Premises => vec![
            (PAPERS, group("paper", &["title"])),
            (
                INSPECTIONS,
                group("inspection", &["inspected_by", "findings"]),
            ),
        ],
        Register::Contacts => vec![(CONTACTS, group("contact", &["body", "about"]))],
        _ => Vec::new(),
    }
}

/// What is due in the registers that the head answers for: for the page of the house, and for Today.
///
/// # Errors
/// As [`store::Store::register_read`].
pub async fn due_in(
    web: &Web,
    session: &Session,
    words: Words,
    register: Register,
) -> Result<Vec<DueLine>, RegisterError> {
    let lines = read(web, session, register).await?;
    Ok(due_lines(words, register, &lines, web.store.today()))
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: standard::lang::Lang) -> Vec<String> {
    let today = jiff::civil::date(2022, 10, 27);
    let corpus = include_str!("../../../standard/tests/register_corpus/lines.jsonl");
    let lines_of = |register: Register| -> Vec<RegisterLine<Value>> {
        let of_register = corpus
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|line| line["register"] == register.name());
        (1..)
            .zip(of_register)
            .map(|(number, line)| RegisterLine {
                line: Line {
                    number,
                    corrects: (number == 2).then_some(1),
                    content: line["content"].clone(),
                },
                recorded_at: jiff::Timestamp::UNIX_EPOCH,
                by_account: "a1".to_owned(),
                by: "Айгүл".to_owned(),
            })
            .collect()
    };
    let mut pages = Vec::new();
    for register in KEPT_HERE {
        let frame =
            || crate::people::file::sample_frame(lang, &format!("/house/{}", register.name()));
        let files = crate::people::list::sample_files();
        let plan: Vec<Line<RoomEntry>> = match register {
            Register::Rooms => typed(&lines_of(register)),
            _ => Vec::new(),
        };
        // Every bed is somebody's whom the reader does not know of.
        let taken: BTreeSet<String> = plan_of_rooms(&plan)
            .iter()
            .flat_map(|room| room.beds.iter().map(|bed| bed_of(&room.name, bed)))
            .collect();
        for (lines, may_enter) in [(lines_of(register), true), (Vec::new(), false)] {
            let shown = register_page(
                frame(),
                register,
                &lines,
                (&files, &taken),
                today,
                "–".to_owned(),
                may_enter,
            );
            pages.push(shown.render().unwrap_or_default());
        }
        for form in forms::of_register(register) {
            let words = frame().words;
            let wrong: Vec<Wrong> = form
                .sections
                .iter()
                .flat_map(|section| section.fields)
                .map(|field| Wrong::at(field.name, "missing"))
                .collect();
            let lists = lists_of(words, register, &lines_of(register));
            let scope = Scope {
                words,
                name: form.entry,
                lists: &lists,
            };
            let answers = Answers::first(form.sections, today);
            let sections = scope.sections(form.sections, &answers, &wrong);
            let shown = EntryPage {
                frame: frame(),
                name: register.name(),
                title: "–".to_owned(),
                action: "/house".to_owned(),
                act_id: "00".to_owned(),
                corrects: "1".to_owned(),
                law: law_of(words, register.paragraph()),
                notice: "–".to_owned(),
                errors: error_links(&sections),
                sections,
            };
            pages.push(shown.render().unwrap_or_default());
        }
    }
    pages
}
