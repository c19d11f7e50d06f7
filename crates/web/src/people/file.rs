//! A person's file: where the case stands, what is next, and the journal as a story.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use standard::{
    act::Channel,
    calendar::Calendar,
    case::{Case, Stage},
    duty::Who as Owing,
    edition::Edition,
    journal::Journal,
    lang::Lang,
    refusal::Reason,
    term::add_months,
};
use store::{OpenError, OpenFile, RecordedEntry};

use crate::{
    Web,
    frame::{Frame, Who, page},
    people::next,
    sentence::{self, DutyView, RefusalView},
    session::{SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

/// A stage of the line.
struct StageView {
    name: String,
    passed: bool,
    here: bool,
}

/// The bar of the term: positions from 0 to 600.
struct TermView {
    end: i64,
    now: i64,
    longest: i64,
    line: String,
}

/// A row of the journal.
struct Line {
    /// The number of the entry; 0 for what the other body did in an exchange.
    seq: u32,
    day: String,
    iso: String,
    sentence: String,
    by: String,
    recorded: String,
    late: Vec<String>,
    papers: Vec<Paper>,
    struck: bool,
    can_be_struck: bool,
}

struct Paper {
    id: String,
    title: String,
}

struct PossibleView {
    act: &'static str,
    title: String,
}

struct NotYetView {
    /// The act's page, for what happened on an earlier day; empty when it is not this person's to do on any day.
    act: &'static str,
    title: String,
    refusal: RefusalView,
}

#[derive(Template)]
#[template(path = "file.html")]
struct FilePage {
    frame: Frame,
    code: String,
    address: String,
    notice: String,
    stages: Vec<StageView>,
    missing: String,
    term: Option<TermView>,
    duties: Vec<DutyView>,
    possible: Vec<PossibleView>,
    also: Vec<PossibleView>,
    not_yet: Vec<NotYetView>,
    lines: Vec<Line>,
    /// By which edition of the standard the file is kept.
    edition: String,
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    recorded: Option<String>,
}

/// `GET /people/{code}`
pub async fn show(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(Asked { recorded }): Query<Asked>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let file = match web.store.open_file(&session, &code).await {
        Ok(file) => file,
        Err(OpenError::NotFound) => return Trouble::NotFound.into_response(),
        Err(OpenError::Store(error)) => return broken(&error).into_response(),
    };
    let notice = recorded
        .filter(|act| standard::act::Act::NAMES.contains(&act.as_str()))
        .map(|act| {
            frame
                .words
                .with_text("recorded-notice", "act", &frame.words.named("act", &act))
        })
        .unwrap_or_default();
    page(&file_page(
        frame,
        file,
        &session.actors(),
        web.store.today(),
        notice,
    ))
}

fn file_page(
    frame: Frame,
    file: OpenFile,
    actors: &[standard::actor::Actor],
    today: Date,
    notice: String,
) -> FilePage {
    let words = frame.words;
    let case = file.journal.case();
    let all_duties = case.duties(Calendar::embedded());
    let sentence_of = |seq: u32| {
        file.entries
            .iter()
            .find(|recorded| recorded.entry.seq == seq && recorded.exchange.is_none())
            .map(|recorded| sentence::of_act(words, &recorded.entry.act))
    };
    let mut duties: Vec<_> = all_duties.iter().filter(|duty| duty.is_open()).collect();
    duties.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    let in_system = matches!(case.request.sent, Some((_, Channel::InSystem)));
    let duties: Vec<DutyView> = duties
        .into_iter()
        .map(|duty| {
            let mut view =
                DutyView::new(words, duty, today, sentence_of(duty.opened_by).as_deref());
            // What the authorized body does in the program is for it alone.
            if in_system && duty.who == Owing::AUTHORIZED_BODY {
                view.act = "";
            }
            view
        })
        .collect();

    let (mut possible, mut also, mut not_yet) = (Vec::new(), Vec::new(), Vec::new());
    if !matches!(case.stage(), Stage::Closed) {
        for each in next::acts(&file.journal, actors, today) {
            let title = words.named("act", each.page.act);
            match each.refusal {
                None => {
                    let view = PossibleView {
                        act: each.page.act,
                        title,
                    };
                    let does_a_duty = all_duties
                        .iter()
                        .any(|duty| duty.is_open() && does(view.act, duty));
                    if does_a_duty || next::leads_on(case).contains(&view.act) {
                        possible.push(view);
                    } else {
                        also.push(view);
                    }
                }
                Some(refusal) => {
                    let act = if refusal.reason == Reason::MayNotDoThis {
                        ""
                    } else {
                        each.page.act
                    };
                    not_yet.push(NotYetView {
                        act,
                        title,
                        refusal: RefusalView::new(words, &refusal),
                    });
                }
            }
        }
    }
    // What does an open duty comes first; the rest stays in the order of the law.
    possible.sort_by_key(|each| {
        duties
            .iter()
            .position(|duty| duty.act == each.act)
            .unwrap_or(usize::MAX)
    });

    let missing = next::leads_on(case)
        .first()
        .map(|act| words.with_text("file-person-missing", "act", &words.named("act", act)))
        .unwrap_or_default();
    FilePage {
        stages: stages(words, case),
        missing,
        term: term(words, case, today),
        lines: lines(words, &file, &all_duties, today),
        edition: edition_line(words, case.edition),
        frame,
        code: file.code,
        address: file.address,
        notice,
        duties,
        possible,
        also,
        not_yet,
    }
}

/// By which edition a file is kept, and since when the order has not been in force.
fn edition_line(words: Words, edition: &Edition) -> String {
    let from = words.figures(edition.in_force_from);
    let until = edition.in_force_to.and_then(|last| last.tomorrow().ok());
    let (id, until) = match until {
        Some(until) => ("edition-of-file-lost", words.figures(until)),
        None => ("edition-of-file", String::new()),
    };
    let given = crate::words::arguments([
        ("order", edition.order.clone().into()),
        ("from", from.into()),
        ("until", until.into()),
    ]);
    words.with(id, &given)
}

/// The way that most files go; a stage aside of it is added where the case stands there.
const WAY: [Stage; 9] = [
    Stage::Intake,
    Stage::Identification,
    Stage::Recognised,
    Stage::AwaitingPermit,
    Stage::PermitReceived,
    Stage::Observation,
    Stage::Planning,
    Stage::InService,
    Stage::Ended,
];

fn stages(words: Words, case: &Case) -> Vec<StageView> {
    let here = case.stage();
    let mut way: Vec<Stage> = WAY.to_vec();
    match here {
        Stage::Refused => way = vec![Stage::Intake, Stage::Identification, Stage::Refused],
        Stage::Suspended | Stage::Absent => way.insert(way.len() - 1, here),
        _ => {}
    }
    if here != Stage::Refused {
        way.push(Stage::Closed);
    }
    let at = way.iter().position(|stage| *stage == here).unwrap_or(0);
    way.iter()
        .enumerate()
        .map(|(index, stage)| StageView {
            name: words.named("stage", stage.name()),
            passed: index < at,
            here: index == at,
        })
        .collect()
}

fn term(words: Words, case: &Case, today: Date) -> Option<TermView> {
    let agreement = case.agreement?;
    let longest = add_months(agreement.on, 9)?.max(agreement.last_day);
    let days = |day: Date| i64::from((day - agreement.on).get_days());
    let whole = days(longest).max(1);
    let at = |day: Date| (days(day).clamp(0, whole) * 600) / whole;
    let line = words.with(
        "file-term-line",
        &crate::words::arguments([
            ("from", words.figures(agreement.on).into()),
            ("to", words.figures(agreement.last_day).into()),
            ("today", words.figures(today).into()),
            ("longest", words.figures(longest).into()),
        ]),
    );
    Some(TermView {
        end: at(agreement.last_day),
        now: at(today),
        longest: 600,
        line,
    })
}

fn lines(words: Words, file: &OpenFile, duties: &[standard::duty::Duty], today: Date) -> Vec<Line> {
    let calendar = Calendar::embedded();
    let mut entries: Vec<&RecordedEntry> = file.entries.iter().collect();
    entries.sort_by_key(|recorded| std::cmp::Reverse((recorded.entry.on, recorded.recorded_at)));
    entries
        .into_iter()
        .map(|recorded| {
            let entry = &recorded.entry;
            let recorded_on = store::day_in_kazakhstan(recorded.recorded_at);
            let late = duties
                .iter()
                .filter(|duty| duty.done == Some(entry.on) && duty.is_late(today))
                .filter(|duty| does(entry.act.name(), duty))
                .filter_map(|duty| {
                    let days = duty.working_days_late(today, calendar).unwrap_or(0);
                    let due = words.day(duty.due?, today);
                    Some(words.with(
                        "file-done-late",
                        &crate::words::arguments([
                            ("due", due.into()),
                            ("days", i64::from(days).into()),
                        ]),
                    ))
                })
                .collect();
            let own = recorded.exchange.is_none();
            let papers = file
                .documents
                .iter()
                .filter(|document| own && document.seq == entry.seq)
                .map(|document| Paper {
                    id: document.id.clone(),
                    title: words.text(document.form.name()),
                })
                .collect();
            Line {
                seq: if own { entry.seq } else { 0 },
                day: words.day(entry.on, today),
                iso: entry.on.to_string(),
                sentence: sentence::of_act(words, &entry.act),
                by: format!(
                    "{}, {}",
                    words.named("who", entry.by.name()),
                    recorded.by_account
                ),
                recorded: if recorded_on == entry.on {
                    String::new()
                } else {
                    words.with_text("file-recorded", "day", &words.day(recorded_on, today))
                },
                late,
                papers,
                struck: recorded.struck,
                can_be_struck: own && !recorded.struck && entry.act.name() != "entry_struck_out",
            }
        })
        .collect()
}

/// Whether an act of that name is the one that does the duty, so that a late mark stands at one entry of the day alone.
fn does(act: &str, duty: &standard::duty::Duty) -> bool {
    use standard::duty::What;

    match duty.what {
        What::Identify => matches!(act, "evaluation_sheet_filled" | "identification_waived"),
        What::Receive => matches!(
            act,
            "room_assigned" | "service_given" | "agreement_concluded"
        ),
        What::ObserveAndAssess => act == "needs_assessed",
        What::EndOrExtend => act == "ended",
        What::ApprovePlan | What::NextPlan => act == "plan_approved",
        What::IssuePermit => matches!(act, "permit_issued" | "permit_declined" | "permit_received"),
        What::SendPermit => matches!(act, "permit_sent" | "permit_received"),
        What::SendPackage => act == "package_sent",
        What::NotifyRefusal => act == "services_refused",
        What::DrawUpReport => act == "report_drawn_up",
        What::ConcludeAgreement => act == "agreement_concluded",
        What::FillCard => act == "registration_card_filled",
        What::EnterPortal => act == "portal_entered",
        What::NotifyPolice => act == "police_notified",
        What::NotifyGuardianship => act == "guardianship_notified",
        What::HandOverChild => act == "child_handed_over",
        What::SettleChild => act == "child_settled",
        What::ReferToHealthcare => act.starts_with("contraindication"),
        What::AdjustPlan => act == "plan_adjusted",
        What::Monitor => act == "monitoring_recorded",
        What::RecordResults => act == "results_recorded",
        What::ReturnBelongings => act == "belongings_returned",
        What::AssessOutcome => act == "outcome_assessed",
    }
}

/// The frame of samples: somebody of an organization is signed in.
#[doc(hidden)]
pub fn sample_frame(lang: Lang, path: &str) -> Frame {
    let mut frame = Frame::outside(lang, "token".to_owned(), path.to_owned());
    frame.who = Some(Who {
        name: "Айгүл Үлгібаева".to_owned(),
        body: "Үлгі баспана".to_owned(),
        is_organization: true,
    });
    frame
}

/// A journal for samples: from the application to services, with a late act.
#[doc(hidden)]
pub fn sample_journal() -> Journal {
    let lines = [
        r#"{"on":"2022-10-03","by":"specialist","act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true,"children":1}"#,
        r#"{"on":"2022-10-03","by":"lawyer","act":"interview_held","attested":["place_fit","room_safe","room_isolated","room_bright","room_warm","no_other_work","no_calls","no_other_conversations"]}"#,
        r#"{"on":"2022-10-06","by":"lawyer","act":"evaluation_sheet_filled","outcome":"recognised","indicators":[3,9,23],"signatories":["organization","authorized_body"]}"#,
        r#"{"on":"2022-10-06","by":"lawyer","act":"report_drawn_up"}"#,
        r#"{"on":"2022-10-07","by":"specialist","act":"package_sent","channel":"paper","documents":["annex_1","annex_2"]}"#,
        r#"{"on":"2022-10-14","by":"specialist","act":"permit_received","number":"17","issued_on":"2022-10-12"}"#,
        r#"{"on":"2022-10-14","by":"specialist","act":"child_settled","child":1,"how":"admitted"}"#,
        r#"{"on":"2022-10-17","by":"head","act":"agreement_concluded","number":"5","mode":"round_the_clock"}"#,
        r#"{"on":"2022-10-17","by":"specialist","act":"registration_card_filled","reported_to_police":"refused"}"#,
        r#"{"on":"2022-10-19","by":"specialist","act":"observation_held","from":"2022-10-17","to":"2022-10-19"}"#,
        r#"{"on":"2022-10-19","by":"specialist","act":"needs_assessed","specialists":["specialist","psychologist"],"opinion":"recorded"}"#,
    ];
    let entries = (1..).zip(lines).filter_map(|(seq, line)| {
        let line = standard::act::parse_line(line).ok()?;
        Some(standard::act::Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        })
    });
    Journal::fold(entries)
}

/// A file for samples.
#[doc(hidden)]
pub fn sample_file() -> OpenFile {
    let journal = sample_journal();
    let entries = journal
        .entries()
        .iter()
        .map(|entry| RecordedEntry {
            entry: entry.clone(),
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            by_account: "Айгүл Үлгібаева".to_owned(),
            act_id: store::ActId([0; 16]),
            struck: entry.seq == 4,
            exchange: None,
        })
        .collect();
    OpenFile {
        code: "k3f9x2mp".to_owned(),
        address: "Ай".to_owned(),
        seq: 11,
        journal,
        entries,
        documents: Vec::new(),
        exchanges: Vec::new(),
    }
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(lang: Lang) -> String {
    let frame = sample_frame(lang, "/people/k3f9x2mp");
    let today = jiff::civil::date(2022, 10, 27);
    let notice = frame.words.text("recorded-already");
    let page = file_page(
        frame,
        sample_file(),
        &[standard::actor::Actor::Specialist],
        today,
        notice,
    );
    page.render().unwrap_or_default()
}
