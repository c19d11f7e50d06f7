//! Random walks: files grow act by act, mostly plausible, sometimes not, sometimes back-dated, sometimes struck out.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use standard::act::{
    Act, ChildDisposition, EndingGround, Entry, Funding, Mode, SheetOutcome, parse_line,
};
use standard::actor::Actor;
use standard::calendar::Calendar;
use standard::case::{Case, Stage};
use standard::catalogue::ServiceCode;
use standard::journal::{Journal, NoOtherFile, Standing};
use standard::term::add_months;

use crate::samples::{all_facts, least_facts};

/// Numbers that look random and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.throw() % n as u64).expect("below n")
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<T: Clone>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())].clone()
    }
}

/// One file on its way.
struct Walk {
    dice: Dice,
    journal: Journal,
    today: Date,
    next: u32,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let begin = dice.below(1500);
        Walk {
            dice,
            journal: Journal::default(),
            today: date(2022, 1, 3) + i64::try_from(begin).expect("days").days(),
            next: 1,
        }
    }

    /// Proposes acts until one is accepted; `None` when the file is at its end.
    fn step(&mut self) -> Option<Entry> {
        let days = self.dice.of(&[0, 0, 0, 0, 1, 1, 2, 5, 20]);
        self.today += days.days();
        for _ in 0..40 {
            let back = if self.dice.one_in(12) {
                i64::try_from(self.dice.below(15)).expect("days")
            } else {
                0
            };
            let entry = Entry {
                seq: self.next,
                on: self.today - back.days(),
                by: self.actor(),
                act: self.propose(),
            };
            if self.journal.consider(&entry, &NoOtherFile).is_ok() {
                self.next += 1;
                self.journal.record(entry.clone());
                return Some(entry);
            }
        }
        None
    }

    fn actor(&mut self) -> Actor {
        if self.dice.one_in(3) {
            self.dice.of(&Actor::ALL)
        } else {
            Actor::Head
        }
    }

    fn propose(&mut self) -> Act {
        let facts = if self.dice.one_in(12) {
            let name = self.dice.of(Act::NAMES);
            if self.dice.one_in(2) {
                least_facts(name)
            } else {
                all_facts(name)
            }
        } else {
            self.plausible()
        };
        serde_json::from_value(facts).expect("the samples are acts")
    }

    fn plausible(&mut self) -> Value {
        let case = self.journal.case().clone();
        let on = self.today.to_string();
        let later = |days: i64| (self.today + days.days()).to_string();
        let last_day = case.last_day().unwrap_or(self.today);
        let entries = self.next;
        let dice = &mut self.dice;
        let code = dice.of(&ServiceCode::all().collect::<Vec<_>>()).to_string();
        let mut of = |names: &[&str]| least_facts(dice.of(names));
        match case.stage() {
            Stage::Intake | Stage::Identification if dice_is_child(&case) => {
                of(&["guardianship_notified", "child_handed_over"])
            }
            Stage::Intake => {
                let mut facts = of(&[
                    "application_registered",
                    "application_registered",
                    "referral_registered",
                    "offence_detected",
                    "transferred_in",
                    "contraindication_found",
                    "interview_held",
                    "interview_held",
                    "identification_waived",
                    "child_found_alone",
                ]);
                if facts["act"] == "application_registered" {
                    facts["children"] = json!(self.dice.below(3));
                }
                facts
            }
            Stage::Identification => {
                let mut facts = of(&[
                    "evaluation_sheet_filled",
                    "evaluation_sheet_filled",
                    "services_refused",
                    "report_drawn_up",
                ]);
                if facts["act"] == "evaluation_sheet_filled" && self.dice.one_in(6) {
                    facts["outcome"] = json!("not_recognised");
                }
                facts
            }
            Stage::Recognised | Stage::AwaitingPermit | Stage::PermitReceived => {
                let mut facts = of(&[
                    "package_sent",
                    "package_received_by_body",
                    "permit_issued",
                    "permit_sent",
                    "permit_declined",
                    "permit_received",
                    "permit_received",
                    "agreement_concluded",
                    "agreement_concluded",
                    "agreement_concluded",
                    "child_settled",
                    "contraindication_cleared",
                    "service_given",
                    "room_assigned",
                ]);
                match facts["act"].as_str() {
                    Some("service_given") => facts["code"] = json!("G.4"),
                    Some("child_settled") => facts["child"] = json!(1 + self.dice.below(2)),
                    Some("agreement_concluded") if self.dice.one_in(6) => {
                        facts["mode"] = json!("day");
                    }
                    Some("contraindication_cleared") => facts["kind"] = json!(5),
                    _ => {}
                }
                facts
            }
            Stage::Observation => {
                let mut facts = of(&[
                    "observation_held",
                    "needs_assessed",
                    "registration_card_filled",
                ]);
                if facts["act"] == "observation_held" {
                    (facts["from"], facts["to"]) = (json!(on), json!(on));
                }
                facts
            }
            Stage::Planning | Stage::InService => {
                let mut facts = of(&[
                    "plan_drawn_up",
                    "plan_approved",
                    "registration_card_filled",
                    "portal_entered",
                    "police_notified",
                    "service_given",
                    "service_given",
                    "service_given",
                    "results_recorded",
                    "plan_adjusted",
                    "monitoring_recorded",
                    "violation_recorded",
                    "violation_recorded",
                    "left_without_permission",
                    "hospital_stay_began",
                    "agreement_extended",
                    "belongings_deposited",
                    "consent_given",
                    "ended",
                    "entry_struck_out",
                    "contraindication_found",
                    "day_visit",
                ]);
                match facts["act"].as_str() {
                    Some("plan_drawn_up") => {
                        facts["from"] = json!(on);
                        facts["to"] =
                            json!(self.dice.of(&[later(10), later(100), last_day.to_string()]));
                    }
                    Some("service_given") => facts["code"] = json!(code),
                    Some("agreement_extended") => {
                        facts["until"] = json!((last_day + 30.days()).to_string());
                    }
                    Some("entry_struck_out") => {
                        facts["line"] = json!(1 + self.dice.below(entries as usize));
                    }
                    Some("monitoring_recorded") => facts["closing"] = json!(self.dice.one_in(3)),
                    Some("ended") => {
                        facts["ground"] = json!(self.dice.of(&[
                            "written_application",
                            "violations",
                            "absence",
                            "plan_done_early",
                            "contraindication",
                            "agreement_ended"
                        ]));
                        facts["order"] = json!("O-1");
                    }
                    _ => {}
                }
                facts
            }
            Stage::Suspended => of(&[
                "hospital_stay_ended",
                "hospital_stay_ended",
                "service_given",
            ]),
            Stage::Absent => {
                let mut facts = of(&[
                    "contact_made",
                    "returned",
                    "ended",
                    "ended",
                    "service_given",
                ]);
                if facts["act"] == "ended" {
                    facts["ground"] = json!("absence");
                    facts["order"] = json!(7);
                }
                facts
            }
            Stage::Ended => {
                let mut facts = of(&[
                    "reinstated",
                    "belongings_returned",
                    "outcome_assessed",
                    "outcome_assessed",
                    "closed",
                    "child_settled",
                ]);
                if facts["act"] == "belongings_returned" {
                    facts["stored"] = json!(true);
                }
                facts
            }
            Stage::Closed | Stage::Refused => {
                of(&["informed", "report_drawn_up", "consent_given", "reinstated"])
            }
        }
    }
}

fn dice_is_child(case: &Case) -> bool {
    case.found_alone.is_some()
}

/// What the law leaves no room for, told from the accepted acts alone and not from the fold.
fn check_invariants(journal: &Journal) {
    let mut recognised = false;
    let mut permit = false;
    let mut agreement: Option<(Date, Date, Mode)> = None;
    let mut ended: Option<EndingGround> = None;
    let (mut absent, mut in_hospital) = (false, false);
    let mut children = std::collections::BTreeMap::new();
    for Entry { on, act, seq, .. } in journal.counted() {
        let on = *on;
        match act {
            Act::EvaluationSheetFilled(facts) => {
                recognised = facts.outcome == SheetOutcome::Recognised
            }
            Act::IdentificationWaived(_) => recognised = true,
            Act::ReferralRegistered(facts) => recognised |= facts.recognised_on.is_some(),
            Act::TransferredIn(_) => (recognised, permit) = (true, true),
            Act::PermitReceived(_) => permit = true,
            Act::AgreementConcluded(facts) => {
                assert!(recognised, "{seq}: an agreement without recognition");
                assert!(
                    permit || facts.funding == Funding::Other,
                    "{seq}: an agreement without a permit"
                );
                assert!(agreement.is_none(), "{seq}: two agreements");
                agreement = Some((on, add_months(on, 6).expect("a day"), facts.mode));
            }
            Act::AgreementExtended(facts) => {
                let (from, last, mode) = agreement.expect("an agreement to extend");
                assert!(facts.until > last && facts.until <= add_months(from, 9).expect("a day"));
                agreement = Some((from, facts.until, mode));
            }
            Act::ServiceGiven(facts) => {
                assert!(ended.is_none(), "{seq}: a service after the ending");
                let accompanies = facts.code == ServiceCode::ACCOMPANIMENT_TO_HOSPITAL;
                assert!(!in_hospital || accompanies, "{seq}: a service in hospital");
                if facts.code.is_general() {
                    assert!(
                        recognised || facts.emergency,
                        "{seq}: a general service before recognition"
                    );
                } else {
                    let (from, last, _) = agreement.expect("an agreement");
                    assert!(
                        from <= on && on <= last,
                        "{seq}: a service outside the agreement"
                    );
                    assert!(!absent || in_hospital, "{seq}: a service for the absent");
                }
            }
            Act::DayVisit(_) => assert_eq!(agreement.map(|(_, _, mode)| mode), Some(Mode::Day)),
            Act::LeftWithoutPermission(_) => absent = true,
            Act::Returned(_) => absent = false,
            Act::HospitalStayBegan(_) => in_hospital = true,
            Act::HospitalStayEnded(_) => in_hospital = false,
            Act::ChildSettled(facts) => {
                children.insert(facts.child.clone(), facts.how);
            }
            Act::Ended(facts) => {
                assert!(ended.is_none(), "{seq}: two endings");
                assert!(facts.order.is_some(), "{seq}: an ending without an order");
                assert!(
                    !children
                        .values()
                        .any(|how| *how == ChildDisposition::Admitted)
                );
                ended = Some(facts.ground);
            }
            Act::Reinstated(_) => {
                assert_eq!(
                    ended.take(),
                    Some(EndingGround::Absence),
                    "{seq}: reinstated after another ground"
                );
                absent = false;
            }
            _ => {}
        }
    }
    let case = journal.case();
    assert_eq!(case.last_day(), agreement.map(|(_, last, _)| last));
    assert_eq!(ended.is_some(), case.ending.is_some());
    for duty in case.duties(Calendar::embedded()) {
        assert!(!(duty.withdrawn && duty.done.is_some()), "{duty:?}");
    }
}

/// The journal tells the same in whatever way it is put together.
fn check_folds(journal: &Journal) {
    let again = Journal::fold(journal.entries().iter().cloned());
    assert_eq!(again.case(), journal.case(), "a replay differs");
    let in_law_order = Journal::fold(journal.counted().cloned());
    assert_eq!(
        in_law_order.case(),
        journal.case(),
        "the order of law differs"
    );
    // Days entered last first: the order of entering does not matter, but within a day.
    let mut days: Vec<Entry> = journal.counted().cloned().collect();
    days.sort_by_key(|entry| std::cmp::Reverse(entry.on));
    assert_eq!(
        Journal::fold(days).case(),
        journal.case(),
        "the order of entering matters"
    );
    assert_eq!(&Case::from_journal(journal.counted()), journal.case());
    assert_eq!(again.standing(), journal.standing());
    // A standing that was kept is the same, and goes on the same without the entries before it.
    let kept = serde_json::to_vec(journal.standing()).expect("JSON");
    let kept: Standing = serde_json::from_slice(&kept).expect("a standing");
    assert_eq!(&kept, journal.standing(), "a kept standing differs");
    let mut standing = Standing::default();
    for entry in journal.counted() {
        assert!(standing.suffices_for(&entry.act, entry.on));
        assert!(standing.consider(entry, &NoOtherFile).is_ok());
        standing.record(entry);
    }
    assert_eq!(&standing, journal.standing(), "going on differs");
    assert_eq!(journal.nothing_in_the_way(&NoOtherFile), Ok(()));
}

/// An entry is written and read back the same, as stored and as a line of a scenario.
fn check_round_trip(entry: &Entry) {
    let stored = serde_json::to_value(entry).expect("JSON");
    assert_eq!(
        &serde_json::from_value::<Entry>(stored).expect("an entry"),
        entry
    );
    let mut line = serde_json::to_value(&entry.act).expect("JSON");
    line["on"] = json!(entry.on.to_string());
    line["by"] = json!(entry.by.name());
    let line = parse_line(&line.to_string()).expect("a line");
    assert_eq!(
        (line.on, line.by, &line.act),
        (entry.on, entry.by, &entry.act)
    );
}

/// Whichever entry is struck out: refused, or a legal file is left.
fn check_striking(walk: &mut Walk) {
    let line = 1 + walk.dice.below(walk.next as usize);
    let act = serde_json::from_value(
        json!({"act": "entry_struck_out", "line": line, "reason": "a slip"}),
    );
    let entry = Entry {
        seq: walk.next,
        on: walk.today,
        by: Actor::Head,
        act: act.expect("an act"),
    };
    if walk.journal.consider(&entry, &NoOtherFile).is_ok() {
        let mut struck = walk.journal.clone();
        struck.record(entry);
        check_folds(&struck);
        check_invariants(&struck);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_accepted_folds_the_same_and_breaks_nothing(seed in any::<u64>()) {
        let mut walk = Walk::new(seed);
        for _ in 0..60 {
            let Some(entry) = walk.step() else { break };
            check_round_trip(&entry);
        }
        check_folds(&walk.journal);
        check_invariants(&walk.journal);
        for _ in 0..4 {
            check_striking(&mut walk);
        }
    }
}

#[test]
fn long_walk_breaks_no_invariant() {
    let check = assurance::long(
        "a random walk of accepted acts breaks no invariant",
        "accepted acts",
        1_000_000,
    );
    let mut taken = 0;
    let mut stages = std::collections::BTreeMap::<&str, usize>::new();
    let mut names = std::collections::BTreeMap::<&str, usize>::new();
    let mut seed = check.seed();
    while taken < check.size() {
        let mut walk = Walk::new(seed);
        seed += 1;
        for _ in 0..80 {
            let Some(entry) = walk.step() else { break };
            if walk.journal.case().stage() == Stage::Closed && walk.dice.one_in(8) {
                break;
            }
            taken += 1;
            *names.entry(entry.act.name()).or_default() += 1;
        }
        check_invariants(&walk.journal);
        check_folds(&walk.journal);
        *stages
            .entry(walk.journal.case().stage().name())
            .or_default() += 1;
    }
    // The walk is worth something only when it comes everywhere.
    let unseen: Vec<_> = Act::NAMES
        .iter()
        .filter(|act| !names.contains_key(**act) && **act != "admitted_with_representative")
        .collect();
    assert!(
        unseen.is_empty(),
        "never accepted: {unseen:?}; stages {stages:?}"
    );
    assert!(stages.len() >= 8, "{stages:?}");
    check.held(taken);
}

/// Lines of a mother and a child in any order, most of them senseless.
#[test]
fn long_scenarios_of_a_family_never_make_the_simulation_panic() {
    let check = assurance::long(
        "no scenario of a family makes the simulation panic",
        "scenarios",
        50_000,
    );
    let mut played = 0;
    while played < check.size() {
        let mut dice = Dice((check.seed() << 32) + played);
        let mut text = String::new();
        for _ in 0..dice.below(60) {
            text.push_str(&format!("{}\n", line_of_a_family(&mut dice)));
        }
        let answer = crate::scenario::play(&text, None);
        assert!(answer.is_ok(), "{answer:?}\n{text}");
        played += 1;
    }
    check.held(played);
}

fn line_of_a_family(dice: &mut Dice) -> Value {
    let name = dice.of(Act::NAMES);
    let mut line = if dice.one_in(2) {
        least_facts(name)
    } else {
        all_facts(name)
    };
    if name == "admitted_with_representative" {
        line["representative"] = json!("mother");
    }
    if name == "entry_struck_out" {
        line["line"] = json!(1 + dice.below(60));
    }
    let days = i64::try_from(dice.below(60)).expect("days");
    line["file"] = json!(dice.of(&["mother", "child"]));
    line["on"] = json!((date(2022, 9, 1) + days.days()).to_string());
    line["by"] = json!(dice.of(&["head", "head", "specialist", "authorized_body"]));
    line
}
