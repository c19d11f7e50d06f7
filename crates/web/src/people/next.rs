//! What can happen next in a file: every act is asked of the standard, with facts that would be good.

use jiff::civil::Date;
use serde_json::{Value, json};
use standard::{
    act::{Act, Channel, Entry, Mode},
    actor::Actor,
    calendar::Calendar,
    case::{Case, Stage},
    duty::What,
    journal::{Journal, NoOtherFile},
    refusal::{Reason, Refusal},
};

use crate::act::{ActPage, PAGES};

/// An act, and why it is not possible yet.
pub struct Next {
    /// The page of the act.
    pub page: &'static ActPage,
    /// The refusal, when it is not possible.
    pub refusal: Option<Refusal>,
}

/// Every act that makes sense in the file, possible or not.
pub fn acts(journal: &Journal, actors: &[Actor], today: Date) -> Vec<Next> {
    PAGES
        .iter()
        .filter(|page| makes_sense(page.act, journal.case()))
        .map(|page| Next {
            page,
            refusal: refusal(page, journal, actors, today),
        })
        .collect()
}

/// Acts that lead from where the case stands to its next stage, the first that is missing first.
pub fn leads_on(case: &Case) -> &'static [&'static str] {
    match case.stage() {
        Stage::Intake => &["interview_held"],
        Stage::Identification => &["evaluation_sheet_filled"],
        Stage::Recognised => &["package_sent"],
        Stage::AwaitingPermit => &["permit_received"],
        Stage::PermitReceived => &["agreement_concluded"],
        Stage::Observation if case.observation.is_none() => &["observation_held"],
        Stage::Observation => &["needs_assessed"],
        Stage::Planning if case.draft.is_none() => &["plan_drawn_up"],
        Stage::Planning => &["plan_approved"],
        Stage::InService => &["ended", "service_given"],
        Stage::Suspended => &["hospital_stay_ended"],
        Stage::Absent => &["returned", "contact_made"],
        Stage::Ended if !case.returned => &["belongings_returned"],
        Stage::Ended if case.outcome.is_none() => &["outcome_assessed"],
        Stage::Ended => &["closed"],
        Stage::Closed | Stage::Refused => &[],
    }
}

/// The act that the next stage waits for. While services are given nothing is missing: only in the last week of the
/// agreement is it said that the services are ended or the agreement is extended.
pub fn missing(case: &Case, today: Date) -> Option<&'static str> {
    let in_time = case
        .last_day()
        .is_none_or(|last| i64::from((last - today).get_days()) <= DAYS_BEFORE_THE_END);
    match case.stage() {
        Stage::InService if !in_time => None,
        _ => leads_on(case).first().copied(),
    }
}

/// How many days before the last day of an agreement its ending is named as what comes next.
const DAYS_BEFORE_THE_END: i64 = 7;

/// Acts that begin another kind of file, that are done elsewhere, or whose time is over are not offered.
fn makes_sense(act: &str, case: &Case) -> bool {
    let in_system = matches!(case.request.sent, Some((_, Channel::InSystem)));
    let identified =
        case.recognised.is_some() || case.refused.is_some() || case.agreement.is_some();
    let permitted = case.permit.is_some() || case.agreement.is_some();
    let ended = case.has_ended();
    let owed = |what: What| {
        // Whether it is open no calendar decides.
        case.duties(Calendar::embedded())
            .iter()
            .any(|duty| duty.what == what && duty.is_open())
    };
    match act {
        "referral_registered"
        | "transferred_in"
        | "admitted_with_representative"
        | "child_found_alone"
        | "entry_struck_out" => false,
        "application_registered" => {
            case.application.is_none() && !case.is_child && case.agreement.is_none()
        }
        "offence_detected" => !case.offence_detected && !identified,
        "interview_held"
        | "evaluation_sheet_filled"
        | "identification_waived"
        | "services_refused" => !identified,
        "report_drawn_up" => !identified || owed(What::DrawUpReport),
        "guardianship_notified" | "child_handed_over" => case.is_child && !ended,
        "child_settled" => case
            .application
            .as_ref()
            .is_some_and(|application| application.children > 0),
        "package_sent" => !permitted && !case.request.is_pending(),
        "permit_received" => !permitted,
        // What the authorized body does in the program is not recorded a second time.
        "package_received_by_body" | "permit_issued" | "permit_sent" | "permit_declined" => {
            !in_system && !permitted
        }
        "agreement_concluded" => case.agreement.is_none(),
        "registration_card_filled" => case.card.is_none(),
        "portal_entered" => case.card.is_none() || owed(What::EnterPortal),
        "police_notified" => owed(What::NotifyPolice),
        "room_assigned" => case.bed.is_none(),
        "room_left" => case.bed.is_some(),
        "day_visit" => case
            .agreement
            .is_none_or(|agreement| agreement.mode == Mode::Day),
        "observation_held" | "needs_assessed" => case.needs_assessed.is_none(),
        "plan_approved" => case.draft.is_some() || case.plans.is_empty(),
        "contraindication_cleared" => !case.contraindications.is_empty(),
        "contact_made" | "returned" => case.absence.is_some(),
        "hospital_stay_began" => case.hospital.is_none(),
        "hospital_stay_ended" => case.hospital.is_some(),
        "reinstated" => case.ending.is_some(),
        "outcome_assessed" => case.outcome.is_none(),
        "consent_withdrawn" => !case.consents.is_empty(),
        "ended" => !ended,
        // What may have happened on an earlier day stays on offer until the file is closed.
        _ => true,
    }
}

/// Why the act is not possible now; `None` when it is. The first trial that is accepted decides; when all are refused,
/// the refusal of the first counts, and that of an actor who may not only when nobody else's is known.
pub fn refusal(
    page: &ActPage,
    journal: &Journal,
    actors: &[Actor],
    today: Date,
) -> Option<Refusal> {
    let seq = journal
        .entries()
        .iter()
        .map(|entry| entry.seq)
        .max()
        .unwrap_or(0)
        + 1;
    let mut first: Option<Refusal> = None;
    for facts in trials(page, journal.case(), today) {
        let Ok(act) = act_of(page.act, facts) else {
            continue;
        };
        // A child's agreement leans on the representative's file, which is not at hand here.
        if matches!(act, Act::AgreementConcluded(_)) && journal.case().representative.is_some() {
            return None;
        }
        for by in actors {
            let entry = Entry {
                seq,
                on: today,
                by: *by,
                act: act.clone(),
            };
            match journal.consider(&entry, &NoOtherFile) {
                Ok(_) => return None,
                Err(refusal) => {
                    let better = first
                        .as_ref()
                        .is_none_or(|first| first.reason == Reason::MayNotDoThis);
                    if better {
                        first = Some(refusal);
                    }
                }
            }
        }
    }
    first
}

/// The act of that name with these facts.
///
/// # Errors
/// Facts that the act does not have, or values that it does not know.
pub fn act_of(name: &str, facts: Value) -> Result<Act, serde_json::Error> {
    let mut act = facts;
    if !act.is_object() {
        act = json!({});
    }
    act["act"] = json!(name);
    serde_json::from_value(act)
}

/// The facts with which an act is tried: those of its description, or such as fit the case.
fn trials(page: &ActPage, case: &Case, today: Date) -> Vec<Value> {
    let last_day = case.last_day();
    match page.act {
        "agreement_extended" => {
            let until = last_day.unwrap_or(today).tomorrow().unwrap_or(today);
            vec![json!({ "ground": "criminal_case", "until": until })]
        }
        "observation_held" => {
            let from = case.agreement.map_or(today, |agreement| agreement.on);
            vec![json!({ "from": from, "to": today.max(from) })]
        }
        "plan_drawn_up" => {
            let from = case
                .plan()
                .and_then(|plan| plan.to.tomorrow().ok())
                .or(case.agreement.map(|agreement| agreement.on))
                .unwrap_or(today);
            let to = last_day.unwrap_or(today).max(from);
            vec![json!({ "from": from, "to": to, "items": [] })]
        }
        "consent_withdrawn" => {
            let scope = case
                .consents
                .first()
                .map_or("1", |consent| consent.scope.as_str());
            vec![json!({ "scope": scope })]
        }
        "child_settled" => {
            let children = case
                .application
                .as_ref()
                .map_or(0, |application| application.children);
            (1..=children)
                .map(|child| json!({ "child": child, "how": "admitted" }))
                .collect()
        }
        _ => page
            .trials
            .iter()
            .filter_map(|trial| serde_json::from_str(trial).ok())
            .collect(),
    }
}
