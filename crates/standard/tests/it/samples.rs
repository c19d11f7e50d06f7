//! A line of every act: with the facts that it demands, and with all that it knows.

use serde_json::{Value, json};
use standard::act::Act;

const ATTESTED: [&str; 8] = [
    "place_fit",
    "room_safe",
    "room_isolated",
    "room_bright",
    "room_warm",
    "no_other_work",
    "no_calls",
    "no_other_conversations",
];

/// The facts that the act cannot do without.
pub fn least_facts(act: &str) -> Value {
    let mut facts = facts_of(act).0;
    facts["act"] = json!(act);
    facts
}

/// Every fact of the act, optional ones with values other than their defaults.
pub fn all_facts(act: &str) -> Value {
    let (mut facts, more) = facts_of(act);
    for (key, value) in more.as_object().expect("an object") {
        facts[key] = value.clone();
    }
    facts["act"] = json!(act);
    facts
}

/// What is demanded, and what may be added, as the tables of acts list them.
fn facts_of(act: &str) -> (Value, Value) {
    let items = json!([{"code": "3.4", "responsible": "psychologist"}]);
    match act {
        "application_registered" => (
            json!({"consent": true, "rules_acknowledged": true, "warned": true}),
            json!({"applicant_is_minor": true, "children": 2, "category": "other_foreigner", "basis": "treaty"}),
        ),
        "referral_registered" => (
            json!({"route": "internal_affairs"}),
            json!({"recognised_on": "2022-10-01"}),
        ),
        "transferred_in" => (
            json!({"from": "a shelter", "consent": true}),
            json!({"permit": "P-7"}),
        ),
        "contraindication_found" => (json!({"kind": 5}), json!({"referred_to": "clinic"})),
        "contraindication_cleared" => (json!({"kind": 1}), json!({})),
        "interview_held" => (json!({"attested": ATTESTED}), json!({})),
        "evaluation_sheet_filled" => (
            json!({"outcome": "recognised", "indicators": [2, 32], "signatories": ["organization", "authorized_body", "internal_affairs"]}),
            json!({"assessed_person_signed": false}),
        ),
        "identification_waived" => (
            json!({"investigation": true, "injured_party": true}),
            json!({}),
        ),
        "package_sent" => (
            json!({"channel": "in_system", "documents": ["annex_1", "annex_2", "investigation", "resolution"]}),
            json!({}),
        ),
        "permit_issued" => (json!({"number": "17/2022"}), json!({})),
        "permit_declined" => (json!({"reason": "papers incomplete"}), json!({})),
        "permit_received" => (json!({"number": 17}), json!({"issued_on": "2022-10-01"})),
        "agreement_concluded" => (
            json!({"number": "5", "mode": "round_the_clock"}),
            json!({"funding": "other", "rules_acknowledged": false}),
        ),
        "agreement_extended" => (
            json!({"ground": "hospital_treatment", "until": "2023-05-31"}),
            json!({}),
        ),
        "child_settled" => (json!({"child": 1, "how": "stays"}), json!({})),
        "admitted_with_representative" => (json!({"representative": "A"}), json!({})),
        "registration_card_filled" => (
            json!({"reported_to_police": "refused"}),
            json!({"refused_on": "2022-10-01", "signed": false}),
        ),
        "portal_entered" => (json!({"reference": "R-1"}), json!({})),
        "police_notified" => (json!({}), json!({"identity": true})),
        "observation_held" => (json!({"from": "2022-10-01", "to": "2022-10-03"}), json!({})),
        "needs_assessed" => (
            json!({"specialists": ["specialist", "consultant", "psychologist", "lawyer", "nurse", "educator", "instructor", "cultural_organiser"], "opinion": "declined"}),
            json!({}),
        ),
        "plan_drawn_up" => (
            json!({"from": "2022-10-01", "to": "2022-12-31", "items": items}),
            json!({}),
        ),
        "plan_adjusted" => (json!({"reason": "later"}), json!({"items": items})),
        "results_recorded" => (json!({"specialist": "instructor"}), json!({"quarter": 2})),
        "monitoring_recorded" => (
            json!({"decision": "refer"}),
            json!({"closing": true, "authorised": true}),
        ),
        "service_given" => (
            json!({"code": "8.12"}),
            json!({"quantity": 3, "emergency": true}),
        ),
        "informed" => (
            json!({"of": ["services", "rules"], "language": "uz"}),
            json!({}),
        ),
        "item_issued" => (json!({"item": "shoes"}), json!({"quantity": 2})),
        "day_visit" => (json!({"arrived": "09:00", "left": "12:59"}), json!({})),
        "room_assigned" => (json!({"bed": "4/2"}), json!({})),
        "violation_recorded" => (
            json!({}),
            json!({"explanation_offered": false, "episode": "night"}),
        ),
        "left_without_permission" => (json!({}), json!({"informed": true})),
        "ended" => (
            json!({"ground": "transfer"}),
            json!({"order": "O-1", "dissolved": true, "warned": true, "consent": true}),
        ),
        "reinstated" => (json!({"reason": "other", "order": "O-2"}), json!({})),
        "belongings_deposited" => (json!({"items": ["passport"]}), json!({})),
        "belongings_returned" => (json!({}), json!({"items": ["passport"], "stored": true})),
        "outcome_assessed" => (json!({"resocialised": "partly"}), json!({})),
        "consent_given" => (
            json!({"scope": "annex_8", "to": "police"}),
            json!({"until": "2022-12-31"}),
        ),
        "consent_withdrawn" => (json!({"scope": "annex_8"}), json!({})),
        "document_disclosed" => (
            json!({"document": "annex_8", "to": "police", "author": "A", "approved_by": "B", "request": true}),
            json!({}),
        ),
        "entry_struck_out" => (json!({"line": 1, "reason": "a slip"}), json!({})),
        act if Act::NAMES.contains(&act) => (json!({}), json!({})),
        act => panic!("no sample of {act}"),
    }
}
