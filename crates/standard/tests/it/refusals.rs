//! All reasons of refusal together: each is triggered by a scenario, and each act knows who may do it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use standard::act::Act;
use standard::actor::Actor;
use standard::refusal::Reason;

use crate::scenario::*;
use crate::{
    chapter_1_general, chapter_3_agreement, chapter_3_identification, chapter_5_plan,
    chapter_6_services, chapter_7_ending, disclosure, exchanges, journal_order, leaving, samples,
};

#[test]
fn every_reason_of_refusal_is_triggered_by_a_scenario() {
    let triggered: BTreeSet<Reason> = [
        chapter_1_general::REASONS,
        chapter_3_identification::REASONS,
        chapter_3_agreement::REASONS,
        chapter_5_plan::REASONS,
        chapter_6_services::REASONS,
        chapter_7_ending::REASONS,
        journal_order::REASONS,
        disclosure::REASONS,
        exchanges::REASONS,
        leaving::REASONS,
        // by the two tests below
        &[Reason::MayNotDoThis],
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect();
    let never: Vec<_> = Reason::ALL
        .iter()
        .filter(|reason| !triggered.contains(reason))
        .collect();
    assert!(never.is_empty(), "no scenario triggers {never:?}");
}

/// Who may do an act, as the tables of acts say it.
fn may(act: &str, actor: Actor) -> bool {
    let any = actor == Actor::Head || Actor::SPECIALISTS.contains(&actor);
    match act {
        "offence_detected" | "evaluation_sheet_filled" => any || actor == Actor::InternalAffairs,
        "package_received_by_body" | "permit_issued" | "permit_sent" | "permit_declined" => {
            any || actor == Actor::AuthorizedBody
        }
        "agreement_concluded" | "agreement_extended" | "plan_approved" | "ended" | "reinstated" => {
            actor == Actor::Head
        }
        "outcome_assessed" => matches!(actor, Actor::Head | Actor::AuthorizedBody),
        "monitoring_recorded" => {
            matches!(actor, Actor::Head | Actor::Specialist | Actor::Consultant)
        }
        _ => any,
    }
}

#[test]
fn the_actor_is_asked_first_and_the_acts_own_paragraph_is_cited() {
    for act in Act::NAMES {
        for actor in Actor::ALL {
            let Value::Object(mut facts) = samples::least_facts(act) else {
                panic!("an object")
            };
            facts.remove("act");
            let scenario =
                Scenario::default().line("2022-10-03", actor.name(), act, Value::Object(facts));
            let refused = match scenario.play().0.refused.pop() {
                None => false,
                Some(remark) => {
                    let for_another = remark.reason == Reason::MayNotDoThis.english()
                        || remark.reason == Reason::NotAuthorisedToMonitor.english();
                    assert!(
                        !for_another || Act::paragraph_of(act) == Some(&*remark.paragraph),
                        "{act} cites {}",
                        remark.paragraph
                    );
                    for_another
                }
            };
            assert_eq!(refused, !may(act, actor), "{act} by {}", actor.name());
        }
    }
}

#[test]
fn a_recipient_records_nothing_and_a_body_only_its_own_acts() {
    for actor in [
        "recipient",
        "legal_representative",
        "authorized_body",
        "internal_affairs",
    ] {
        agreed("2022-10-03")
            .line("2022-10-03", actor, "service_given", json!({"code": "1.1"}))
            .refused("40", Reason::MayNotDoThis);
    }
    requested("2022-10-03")
        .line(
            "2022-10-03",
            "internal_affairs",
            "permit_issued",
            json!({"number": 1}),
        )
        .refused("15", Reason::MayNotDoThis);
}
