//! The day sheet (paragraph 40): one service for a group, in one form; one act in the file of each.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde_json::{Value, json};
use standard::{act::Act, case::Stage, lang::Lang};
use store::{ActError, ActId, FileSummary, NewAct, Recorded, Session};

use super::service::all_services;
use crate::{
    Web,
    form::{
        Answers, Field, Read, Section, SectionView, Wrong,
        read::parse_day,
        view::{Scope, error_links},
    },
    frame::{Frame, cite, page},
    sentence,
    session::{Sent, SignedIn, broken, works_with_recipients},
    trouble::Trouble,
    words::{Words, plain},
};

const SECTIONS: &[Section] = &[Section::new(
    "",
    &[
        Field::day("on").needed().today(),
        Field::pick("service", all_services).needed().fact("code"),
        Field::number("quantity", 1, 1000)
            .needed()
            .fact("quantity")
            .first("1"),
    ],
)];

/// Somebody on the sheet.
struct Resident {
    code: String,
    address: String,
    told: String,
    chosen: bool,
    /// Has an agreement whose services have not ended.
    served: bool,
    /// The first on the sheet: the place that an error leads to.
    first: bool,
    seen: u32,
    act_id: String,
}

/// What came of the act of one person.
struct Outcome {
    code: String,
    address: String,
    text: String,
}

#[derive(Template)]
#[template(path = "day_sheet.html")]
struct DaySheetPage {
    frame: Frame,
    recorded: Vec<Outcome>,
    refused: Vec<Outcome>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
    wrong: String,
    residents: Vec<Resident>,
    /// Some have no agreement, or their services have ended; they are folded away…
    others: bool,
    /// …unless one of them is ticked, or there is nobody else.
    others_open: bool,
}

/// One person of a group: her file, what was seen of it, the name of the act.
pub struct Member {
    /// The code of the file.
    pub code: String,
    /// The number of entries that was seen.
    pub seen: u32,
    /// The name of the act: sent twice, it is recorded once.
    pub act_id: ActId,
}

/// Records the service in the file of each, one after the other. What is refused for one is recorded for the others.
pub async fn record(
    web: &Web,
    session: &Session,
    act: &Act,
    on: Date,
    members: Vec<Member>,
) -> Vec<(String, Result<Recorded, ActError>)> {
    let mut outcomes = Vec::with_capacity(members.len());
    for member in members {
        let new = NewAct::new(member.act_id, on, act.clone());
        let outcome = web.store.act(session, &member.code, member.seen, new).await;
        outcomes.push((member.code, outcome));
    }
    outcomes
}

/// The act of a service, from its code and quantity.
pub fn service(code: &Value, quantity: &Value) -> Option<Act> {
    serde_json::from_value(json!({"act": "service_given", "code": code, "quantity": quantity})).ok()
}

/// `GET /house/day-sheet`
pub async fn ask(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if !works_with_recipients(&session) {
        return Trouble::NotFound.into_response();
    }
    let answers = Answers::first(SECTIONS, web.store.today());
    show(&web, &session, frame, &answers, &[], Vec::new(), Vec::new()).await
}

/// `POST /house/day-sheet`
pub async fn answer(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Sent(mut answers): Sent,
) -> Response {
    if !works_with_recipients(&session) {
        return Trouble::NotFound.into_response();
    }
    if answers.get("step") == "all" {
        return show(&web, &session, frame, &answers, &[], Vec::new(), Vec::new()).await;
    }
    let words = frame.words;
    let today = web.store.today();
    let mut read = Read::of(SECTIONS, &answers, today);
    let on = parse_day(answers.get("on").trim()).ok();
    if on.is_some_and(|on| on > today) {
        read.wrong.push(Wrong::at("on", "day-later"));
    }
    let chosen: Vec<String> = answers.all("residents").map(str::to_owned).collect();
    if chosen.is_empty() {
        read.wrong.push(Wrong::at("residents", "choose-any"));
    }
    // What was left empty or does not read is no fact: its field says so.
    let fact = |name: &str| read.facts.get(name).cloned().unwrap_or_default();
    let act = service(&fact("code"), &fact("quantity"));
    let (Some(on), Some(act), false) = (on, act, read.stops()) else {
        return show(
            &web,
            &session,
            frame,
            &answers,
            &read.wrong,
            Vec::new(),
            Vec::new(),
        )
        .await;
    };
    let members = chosen
        .into_iter()
        .map(|code| Member {
            seen: answers
                .get(&format!("seen.{code}"))
                .parse()
                .unwrap_or_default(),
            act_id: ActId::from_text(answers.get(&format!("act_id.{code}")))
                .unwrap_or(ActId(web.random_bytes())),
            code,
        })
        .collect();
    let outcomes = record(&web, &session, &act, on, members).await;
    let files = match web.store.files(&session).await {
        Ok(files) => files,
        Err(error) => return broken(&error).into_response(),
    };
    let address = |code: &str| {
        files
            .iter()
            .find(|file| file.code == code)
            .map(|file| file.address.clone())
            .unwrap_or_default()
    };
    let (mut recorded, mut refused) = (Vec::new(), Vec::new());
    for (code, outcome) in outcomes {
        // A code that is no file of hers was not on the sheet.
        let text = match outcome {
            Ok(_) => None,
            Err(ActError::NotFound) => continue,
            Err(error) => Some(why(words, &error)),
        };
        let list = if text.is_some() {
            &mut refused
        } else {
            &mut recorded
        };
        list.push(Outcome {
            address: address(&code),
            text: text.unwrap_or_default(),
            code,
        });
    }
    // What is recorded is done: the sheet is ready for the rest, with a new name for each act.
    let pairs = answers.pairs().iter().filter(|(name, value)| {
        let done = |code: &str| recorded.iter().any(|outcome| outcome.code == code);
        let of_done = name.strip_prefix("act_id.").is_some_and(done);
        let is_seen = name.starts_with("seen.");
        !(is_seen || of_done || name == "residents" && done(value))
    });
    answers = Answers::new(pairs.cloned().collect());
    show(&web, &session, frame, &answers, &[], recorded, refused).await
}

/// Why nothing was recorded for one of the group.
fn why(words: Words, error: &ActError) -> String {
    match error {
        ActError::Refused(refusal) => format!(
            "{} ({})",
            plain(&sentence::reason(words, refusal.reason)),
            cite(words, refusal.paragraph)
        ),
        ActError::Stale { .. } => words.text("day-sheet-stale"),
        ActError::AfterToday => words.text("problem-day-later"),
        _ => words.text("day-sheet-failed"),
    }
}

async fn show(
    web: &Web,
    session: &Session,
    frame: Frame,
    answers: &Answers,
    wrong: &[Wrong],
    recorded: Vec<Outcome>,
    refused: Vec<Outcome>,
) -> Response {
    let files = match web.store.files(session).await {
        Ok(files) => files,
        Err(error) => return broken(&error).into_response(),
    };
    let fresh = || ActId(web.random_bytes()).to_text();
    let stopped = !wrong.is_empty() || !refused.is_empty();
    let shown = page(&day_sheet(
        frame, files, answers, wrong, recorded, refused, fresh,
    ));
    if stopped {
        (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response()
    } else {
        shown
    }
}

fn day_sheet(
    frame: Frame,
    files: Vec<FileSummary>,
    answers: &Answers,
    wrong: &[Wrong],
    recorded: Vec<Outcome>,
    refused: Vec<Outcome>,
    fresh: impl Fn() -> String,
) -> DaySheetPage {
    let words = frame.words;
    let sections = Scope::new(words, "day-sheet").sections(SECTIONS, answers, wrong);
    let mut errors = error_links(&sections);
    let group = wrong
        .iter()
        .find(|wrong| wrong.field == "residents")
        .map(|wrong| words.named("problem", &wrong.problem))
        .unwrap_or_default();
    if !group.is_empty() {
        let label = words.text("day-sheet-residents");
        errors.push(("residents".to_owned(), format!("{label}: {group}")));
    }
    let all = answers.get("step") == "all";
    let mut residents: Vec<Resident> = files
        .into_iter()
        .filter(|file| file.open)
        .map(|file| {
            let carried = answers.get(&format!("act_id.{}", file.code));
            let mut told = vec![words.named("stage", file.stage.name())];
            told.extend(file.bed.clone());
            let served = file.last_day.is_some() && file.stage != Stage::Ended;
            Resident {
                served,
                first: false,
                chosen: all && served || answers.all("residents").any(|code| code == file.code),
                told: told.join(", "),
                act_id: ActId::from_text(carried)
                    .map(ActId::to_text)
                    .unwrap_or_else(&fresh),
                seen: file.seq,
                address: file.address,
                code: file.code,
            }
        })
        .collect();
    residents
        .sort_by(|one, other| (!one.served, &one.address).cmp(&(!other.served, &other.address)));
    if let Some(first) = residents.first_mut() {
        first.first = true;
    }
    DaySheetPage {
        frame,
        recorded,
        refused,
        sections,
        errors,
        wrong: group,
        others: residents.iter().any(|resident| !resident.served),
        others_open: residents
            .iter()
            .any(|resident| !resident.served && resident.chosen)
            || residents.iter().all(|resident| !resident.served),
        residents,
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/house/day-sheet");
    let files = |code: &str| {
        let mut files = crate::people::list::sample_files();
        files.truncate(1);
        files[0].code = code.to_owned();
        files
    };
    let outcome = || {
        vec![Outcome {
            code: "k3f9x2mp".to_owned(),
            address: "Ай".to_owned(),
            text: Words::new(lang).text("day-sheet-stale"),
        }]
    };
    let wrong = [
        Wrong::at("residents", "choose-any"),
        Wrong::at("service", "choose"),
    ];
    let answers = Answers::default();
    let id = || "00".to_owned();
    vec![
        day_sheet(
            frame(),
            files("a1"),
            &answers,
            &wrong,
            outcome(),
            outcome(),
            id,
        ),
        day_sheet(
            frame(),
            Vec::new(),
            &answers,
            &[],
            Vec::new(),
            Vec::new(),
            id,
        ),
    ]
    .into_iter()
    .map(|sheet| sheet.render().unwrap_or_default())
    .collect()
}
