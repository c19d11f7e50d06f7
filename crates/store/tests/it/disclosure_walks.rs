//! Random walks through a disclosure, against the store itself: what is sealed to the agency, and when.

use jiff::{ToSpan, civil::Date};
use serde_json::json;
use standard::{
    act::Label,
    annex::Document,
    disclosure::{ConsentGiver, Consented, Event},
    exchange::Step,
    papers::{Paper, PaperKind},
};
use store::{ActError, Recorded, Role, Session, WhatStep};

use crate::{
    exchanges_by_kind::{Asked, acts_on, ask, asked, takes_on},
    house::{House, On, run},
};

/// How many walks go through one file: with each it grows.
const WALKS_OF_A_FILE: u64 = 20;

/// Numbers that look random and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

/// What was accepted so far, told without the machine.
#[derive(Default)]
struct Told {
    found: bool,
    /// The days of the consent that was not withdrawn, neither here nor on the page of the file; without a last: until it is
    /// withdrawn.
    consent: Option<(Date, Option<Date>)>,
    /// The name of who approved that consent.
    approved_by: Option<String>,
    handed_over: bool,
}

impl Told {
    /// Whatever day was typed: what is sealed is sealed today.
    fn may_hand_over(&self, who: &str, today: Date) -> bool {
        let in_force = self
            .consent
            .is_some_and(|(from, until)| from <= today && until.is_none_or(|until| today <= until));
        let second = self.approved_by.as_deref().is_some_and(|by| by != who);
        self.found && in_force && second && !self.handed_over
    }
}

/// How many documents are sealed to the agency in an exchange: what its steps brought beyond the request.
async fn sealed_to_the_agency(house: &House, exchange: &str) -> i64 {
    let count = format!(
        "SELECT COUNT(*) FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
         WHERE e.exchange = '{exchange}' AND e.sequence > 1"
    );
    house.count(&count).await
}

/// The paper that names a guardian as the one who consents.
fn guardian(on: Date) -> Document {
    let fields = json!({"organization": "Centre", "on": on, "document_name": "Annex 8", "agency": "Police department",
        "legal_representative": "Madina", "capacity": "guardian", "evidence": "Decision No. 7", "received_by": "Lawyer"});
    Document::Paper(Paper::read(PaperKind::ConsentGiver, &fields).unwrap())
}

fn was_taken(result: Result<Recorded, ActError>) -> bool {
    match result {
        Ok(_) => true,
        Err(ActError::Refused(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

/// One random step of a walk, and what it says afterwards.
async fn step(
    asked: &mut Asked<'_>,
    people: &[&Session],
    id: &str,
    told: &mut Told,
    dice: &mut Dice,
) {
    let house = asked.folder.house;
    let who = people[usize::try_from(dice.below(3)).unwrap()];
    let name = who.account().name.clone();
    let today = house.store.today();
    // Somebody types an earlier day as readily as today.
    let on = if dice.below(3) == 0 {
        today - i64::try_from(dice.below(4)).unwrap().days()
    } else {
        today
    };
    let take = |event| WhatStep::Take(Step::Disclosure(event));
    // Every second step is the next that fits: else hardly a walk would come to its end.
    let next = if !told.found {
        0
    } else if told.consent.is_none() {
        2
    } else if told.approved_by.is_none() {
        6
    } else {
        8
    };
    let any = dice.below(12);
    match if dice.below(2) == 0 { next } else { any } {
        0 | 1 => {
            let find = WhatStep::Find {
                file: asked.folder.code.clone(),
                document: asked.report.clone(),
            };
            told.found |= was_taken(takes_on(house, who, id, (on, find)).await);
        }
        2..=4 => {
            let until = match dice.below(6) {
                0 => Some(on),
                1 => Some(today),
                2 => Some(today + 1.day()),
                _ => None,
            };
            let consent = Consented {
                document: Label::new(&asked.report).unwrap(),
                body: Label::new("Police department").unwrap(),
                given_by: if dice.below(6) == 0 {
                    ConsentGiver::LegalRepresentative
                } else {
                    ConsentGiver::Victim
                },
                language: Label::new("kk").unwrap(),
                understood: dice.below(6) > 0,
                until,
            };
            // A guardian consents where a paper names her, the recipient herself where none names another.
            let by_guardian = consent.given_by == ConsentGiver::LegalRepresentative;
            let named = (dice.below(3) == 0) != by_guardian;
            let papers: Vec<_> = named.then(|| guardian(on)).into_iter().collect();
            let fits = consent.understood && by_guardian == named;
            let mut given =
                json!({"act": "consent_given", "scope": asked.report, "to": "Police department"});
            if let Some(until) = until {
                given["until"] = json!(until);
            }
            let event = Step::Disclosure(Event::Consented(consent));
            let step = (on, event, given);
            if was_taken(acts_on(&mut asked.folder, who, id, step, &papers).await) {
                assert!(fits, "a consent that is none was accepted");
                told.consent = Some((on, until));
                told.approved_by = None;
            }
        }
        5 => {
            let withdrawn = json!({"act": "consent_withdrawn", "scope": asked.report});
            let event = Step::Disclosure(Event::ConsentTakenBack {});
            if was_taken(acts_on(&mut asked.folder, who, id, (on, event, withdrawn), &[]).await) {
                told.consent = None;
                told.approved_by = None;
            }
        }
        6 | 7 => {
            if was_taken(takes_on(house, who, id, (on, take(Event::Approved {}))).await) {
                assert_ne!(who.account().login, "lawyer", "the author approved");
                assert_eq!(on, today, "an approval of another day");
                told.approved_by = Some(name);
            }
        }
        8 => {
            let disclosed = json!({"act": "document_disclosed", "document": asked.report, "to": "Police department",
                "author": "lawyer of the staff", "approved_by": told.approved_by.as_deref().unwrap_or("nobody"),
                "request": true});
            let event = Step::Disclosure(Event::HandedOver {});
            let taken =
                was_taken(acts_on(&mut asked.folder, who, id, (on, event, disclosed), &[]).await);
            // The machine may refuse more: a consent withdrawn in the file, by another walk. It never allows more.
            assert!(
                !taken || (on == today && told.may_hand_over(&name, today)),
                "handed over by {name} on {on}, today is {today}"
            );
            told.handed_over |= taken;
        }
        // On the page of the file, without the exchange.
        9 => {
            let withdrawn = json!({"act": "consent_withdrawn", "scope": asked.report});
            let tried = asked.folder.tries_on(who, on, withdrawn, &[]).await;
            if let Ok(recorded) = &tried {
                asked.folder.seq = recorded.seq;
            }
            if was_taken(tried) {
                told.consent = None;
                told.approved_by = None;
            }
        }
        10 => {
            let given =
                json!({"act": "consent_given", "scope": asked.report, "to": "Police department"});
            let tried = asked.folder.tries_on(who, on, given, &[]).await;
            if let Ok(recorded) = &tried {
                asked.folder.seq = recorded.seq;
            }
            was_taken(tried);
        }
        _ => house.wait_until(today + 1.day()),
    }
}

#[test]
fn long_no_walk_through_the_store_seals_a_report_without_request_consent_and_approval() {
    let check = assurance::long(
        "no walk through the store seals a report without request, consent and approval",
        "walks",
        2_000,
    );
    let (mut walked, mut handed_over) = (0, 0_u64);
    while walked < check.size() {
        let first = walked;
        run(On::Sqlite, async |house| {
            let mut asked = asked(&house).await;
            let second = house
                .staff(&asked.centre.head, "second", &[Role::Head])
                .await;
            let head = house.sign_in("head").await;
            let lawyer = house.sign_in("lawyer").await;
            let people = [&head, &lawyer, &second];
            for walk in first..first + WALKS_OF_A_FILE {
                let mut dice = Dice((check.seed() << 32) + walk);
                let id = ask(&house, &asked.police, &asked.centre).await;
                let mut told = Told::default();
                for _ in 0..16 {
                    step(&mut asked, &people, &id, &mut told, &mut dice).await;
                    assert_eq!(
                        sealed_to_the_agency(&house, &id).await,
                        i64::from(told.handed_over),
                        "walk {walk}"
                    );
                }
                handed_over += u64::from(told.handed_over);
            }
        });
        walked += WALKS_OF_A_FILE;
    }
    assert!(
        handed_over > 0,
        "no walk came to its end: nothing was tried"
    );
    check.held(walked);
}
