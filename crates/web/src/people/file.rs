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
    case::Stage,
    duty::{Duty, Who as Owing},
    edition::Edition,
    journal::Journal,
    lang::Lang,
    refusal::Reason,
};
use store::{OpenError, OpenFile, RecordedEntry};

use crate::{
    Web,
    frame::{Frame, Who, page},
    people::{
        next,
        standing::{self, StageView, StandView, TermView},
        story::{self, Line},
    },
    sentence::{self, DutyView, RefusalView},
    session::{SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

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
    stands: Vec<StandView>,
    duties: Vec<DutyView>,
    later: Vec<DutyView>,
    later_title: String,
    of_struck: Vec<DutyView>,
    of_struck_title: String,
    possible: Vec<PossibleView>,
    also: Vec<PossibleView>,
    not_yet: Vec<NotYetView>,
    lines: Vec<Line>,
    /// By which edition of the standard the file is kept.
    edition: String,
    restricted: bool,
    is_head: bool,
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
    let all_duties = case.duties(&file.calendar);
    let (duties, later) = open_duties(words, &file, &all_duties, today);
    let of_struck = duties_of_struck(words, &file, today);

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
            .chain(&later)
            .position(|duty| duty.act == each.act)
            .unwrap_or(usize::MAX)
    });

    let missing = next::missing(case, today)
        .map(|act| words.with_text("file-person-missing", "act", &words.named("act", act)))
        .unwrap_or_default();
    FilePage {
        restricted: file.restricted,
        is_head: actors.contains(&standard::actor::Actor::Head),
        stages: standing::stages(words, case),
        missing,
        term: standing::term(words, case, today),
        stands: standing::stands(words, &file.journal, today),
        later_title: counted(words, "file-later", later.len()),
        of_struck_title: counted(words, "file-of-struck", of_struck.len()),
        later,
        of_struck,
        lines: story::lines(words, &file, &all_duties, today),
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

fn counted(words: Words, id: &str, count: usize) -> String {
    words.with_count(id, "count", i64::try_from(count).unwrap_or(i64::MAX))
}

/// What is due after so many days is folded: the page is for the days that one can plan.
const NEAR_DAYS: i64 = 30;

/// The open duties, soonest first: those of the days that one can plan, and those of later ones. What several owe on the
/// same day is one row.
fn open_duties(
    words: Words,
    file: &OpenFile,
    duties: &[Duty],
    today: Date,
) -> (Vec<DutyView>, Vec<DutyView>) {
    let case = file.journal.case();
    let mut open: Vec<&Duty> = duties.iter().filter(|duty| duty.is_open()).collect();
    open.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    let in_system = matches!(case.request.sent, Some((_, Channel::InSystem)));
    let near = today
        .checked_add(jiff::Span::new().days(NEAR_DAYS))
        .unwrap_or(today);
    let same = |one: &Duty, other: &Duty| {
        one.what == other.what
            && one.due == other.due
            && one.from == other.from
            && one.who != other.who
    };
    let mut rows: Vec<(&Duty, DutyView)> = Vec::new();
    for duty in open {
        if let Some((first, row)) = rows.iter_mut().find(|(first, _)| same(first, duty))
            && !row.who.contains(&sentence::who(words, duty.who))
        {
            debug_assert_eq!(first.what, duty.what);
            row.who = format!("{}, {}", row.who, sentence::who(words, duty.who));
            continue;
        }
        let mut view = duty_view(words, file, duty, today);
        // What the authorized body does in the program is for it alone.
        if in_system && duty.who == Owing::AUTHORIZED_BODY {
            view.act = "";
        }
        rows.push((duty, view));
    }
    let (near, later): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(duty, _)| duty.due.is_none_or(|due| due <= near));
    let views = |rows: Vec<(&Duty, DutyView)>| rows.into_iter().map(|(_, view)| view).collect();
    (views(near), views(later))
}

fn duty_view(words: Words, file: &OpenFile, duty: &Duty, today: Date) -> DutyView {
    let opened_by = file
        .entries
        .iter()
        .find(|recorded| recorded.entry.seq == duty.opened_by && recorded.exchange.is_none())
        .map(|recorded| sentence::of_act(words, &recorded.entry.act));
    DutyView::new(words, duty, today, &file.calendar, opened_by.as_deref())
}

/// What entries had opened that are struck out: it stays visible, struck through.
fn duties_of_struck(words: Words, file: &OpenFile, today: Date) -> Vec<DutyView> {
    file.journal
        .duties_of_struck(&file.calendar)
        .iter()
        .map(|duty| duty_view(words, file, duty, today))
        .collect()
}

/// Whether an act of that name is the one that does the duty, so that a late mark stands at one entry of the day alone.
pub fn does(act: &str, duty: &Duty) -> bool {
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
        works_with_recipients: true,
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
            acting_by: (entry.seq == 2).then(|| "5-Ж".to_owned()),
            act_id: store::ActId([0; 16]),
            struck: entry.seq == 4,
            exchange: None,
        })
        .collect();
    OpenFile {
        restricted: true,
        calendar: std::sync::Arc::new(Calendar::embedded().clone()),
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
