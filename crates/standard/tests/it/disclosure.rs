//! Annex 8: a report is never handed over without a request and a consent in force.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;
use standard::act::{Act, Entry, Label, Signatory};
use standard::actor::Actor;
use standard::case::Case;
use standard::disclosure::{
    Capacity, ConsentGiver, Consented, Disclosure, Event, Person, Requested, names_who_consents,
    was_named_who_consents,
};
use standard::exchange::{
    Doer, Exchange, Kind, Opening, Step, Taken, goes_with, is_taken_with_an_act, may_be_sealed,
};
use standard::journal::{Journal, NoOtherFile};
use standard::papers::{Paper, PaperKind};
use standard::refusal::{Decision, Reason};

/// What the tests below trigger.
pub const REASONS: &[Reason] = &[
    Reason::ConsentByAnother,
    Reason::ConsentNotUnderstood,
    Reason::RepresentativeMissing,
    Reason::NotApproved,
    Reason::ApprovedByTheSame,
    Reason::AlreadyHandedOver,
    Reason::NotHandedOver,
    Reason::AlreadyDone,
];

const DAY: Date = date(2022, 10, 27);

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

fn by(code: &str) -> Person {
    Person {
        code: label(code),
        asks: false,
    }
}

fn officer() -> Person {
    Person {
        code: label("officer"),
        asks: true,
    }
}

fn requested() -> Event {
    Event::Requested(Requested {
        document: label("report"),
        body: label("police"),
        author: label("lawyer"),
        was_of_a_child: false,
    })
}

fn consent() -> Consented {
    Consented {
        document: label("report"),
        body: label("police"),
        given_by: ConsentGiver::Victim,
        language: label("kk"),
        understood: true,
        until: Some(date(2022, 10, 31)),
    }
}

/// A disclosure after these steps, each of which is accepted.
fn after(steps: &[(Person, Event)]) -> Disclosure {
    let mut disclosure = Disclosure::default();
    for (who, event) in steps {
        disclosure.consider(who, event, DAY).unwrap();
        disclosure.apply(who, event, DAY);
    }
    disclosure
}

fn requested_and_consented() -> Vec<(Person, Event)> {
    vec![
        (by("specialist"), requested()),
        (by("specialist"), Event::Consented(consent())),
    ]
}

fn approved() -> Vec<(Person, Event)> {
    let mut steps = requested_and_consented();
    steps.push((by("head"), Event::Approved {}));
    steps
}

#[track_caller]
fn refused(decision: Decision, reason: Reason) {
    let refusal = decision.expect_err("it is accepted");
    assert_eq!(refusal.reason, reason);
    assert_eq!(refusal.paragraph, "annex 8");
}

#[test]
fn annex_8_a_report_goes_the_whole_way_and_the_receipt_ends_it() {
    let mut steps = approved();
    steps.push((by("lawyer"), Event::HandedOver {}));
    let disclosure = after(&steps);
    assert_eq!(disclosure.handed_over(), Some(DAY));
    steps.push((officer(), Event::ReceiptGiven {}));
    let disclosure = after(&steps);
    assert_eq!(disclosure.receipt(), Some(DAY));
    let again = disclosure.consider(&officer(), &Event::ReceiptGiven {}, DAY);
    refused(again, Reason::AlreadyDone);
    refused(
        disclosure.consider(&by("lawyer"), &Event::HandedOver {}, DAY),
        Reason::AlreadyHandedOver,
    );
}

#[test]
fn annex_8_nothing_is_handed_over_without_a_request_a_consent_and_an_approval() {
    let hand_over = |steps: &[(Person, Event)]| {
        after(steps).consider(&by("lawyer"), &Event::HandedOver {}, DAY)
    };
    refused(hand_over(&[]), Reason::RequestMissing);
    refused(
        hand_over(&requested_and_consented()[..1]),
        Reason::NoConsentInForce,
    );
    refused(hand_over(&requested_and_consented()), Reason::NotApproved);
    assert!(hand_over(&approved()).is_ok());
    refused(
        after(&approved()).consider(&officer(), &Event::ReceiptGiven {}, DAY),
        Reason::NotHandedOver,
    );
}

#[test]
fn annex_8_a_consent_names_this_document_and_this_body_and_holds_until_its_last_day() {
    let disclosure = after(&requested_and_consented()[..1]);
    let give = |change: &dyn Fn(&mut Consented)| {
        let mut consent = consent();
        change(&mut consent);
        disclosure.consider(&by("specialist"), &Event::Consented(consent), DAY)
    };
    assert!(give(&|_| {}).is_ok());
    refused(
        give(&|consent| consent.document = label("card")),
        Reason::RequestMissing,
    );
    refused(
        give(&|consent| consent.body = label("court")),
        Reason::RequestMissing,
    );
    refused(
        give(&|consent| consent.understood = false),
        Reason::ConsentNotUnderstood,
    );
    let whole = after(&approved());
    let on = |day| whole.consider(&by("lawyer"), &Event::HandedOver {}, day);
    assert!(on(date(2022, 10, 31)).is_ok(), "its last day");
    refused(on(date(2022, 11, 1)), Reason::NoConsentInForce);
}

fn giver(capacity: Capacity) -> Paper {
    let fields = json!({"legal_representative": "Madina", "capacity": capacity});
    Paper::read(PaperKind::ConsentGiver, &fields).unwrap()
}

#[test]
fn annex_8_an_adult_consents_herself_and_for_a_child_or_without_capacity_whom_the_file_names() {
    use Capacity::{AdmittedHere, Authority, Guardian, OfAge, Parent};
    // Of whom the police brought, or for whom her mother signed, the acts do not say whether she is an adult.
    let adult = Case::default();
    let mut alone = Case::default();
    alone.is_child = true;
    let mut with_her = alone.clone();
    with_her.representative = Some("m0ther00".to_owned());
    let by_representative = [AdmittedHere, Parent, Guardian, Authority];
    for (case, herself, may) in [
        (&adult, true, &[Parent, Guardian, Authority][..]),
        (&alone, false, &[Parent, Guardian, Authority, OfAge]),
        (
            &with_her,
            false,
            &[AdmittedHere, Parent, Guardian, Authority, OfAge],
        ),
    ] {
        let said = |given_by, paper: Option<Capacity>| {
            names_who_consents(case, true, given_by, paper.map(giver).as_ref())
        };
        let representative = Some(ConsentGiver::LegalRepresentative);
        for given_by in [None, Some(ConsentGiver::Victim)] {
            match herself {
                true => assert_eq!(said(given_by, None), Ok(())),
                false => refused(said(given_by, None), Reason::RepresentativeMissing),
            }
        }
        refused(said(representative, None), Reason::RepresentativeMissing);
        for capacity in Capacity::ALL {
            if !may.contains(&capacity) {
                let victim = Some(ConsentGiver::Victim);
                for given_by in [None, victim, representative] {
                    refused(
                        said(given_by, Some(capacity)),
                        Reason::RepresentativeMissing,
                    );
                }
                continue;
            }
            let (giver, other) = match by_representative.contains(&capacity) {
                true => (ConsentGiver::LegalRepresentative, ConsentGiver::Victim),
                false => (ConsentGiver::Victim, ConsentGiver::LegalRepresentative),
            };
            assert_eq!(said(None, Some(capacity)), Ok(()));
            assert_eq!(said(Some(giver), Some(capacity)), Ok(()));
            refused(said(Some(other), Some(capacity)), Reason::ConsentByAnother);
        }
        // To anything else but a document the order demands no written consent of its own.
        assert_eq!(names_who_consents(case, false, None, None), Ok(()));
    }
}

#[test]
fn annex_8_a_file_that_has_become_a_childs_lets_nothing_go_on_the_childs_own_word() {
    let adult = Case::default();
    let mut child = Case::default();
    child.is_child = true;
    assert_eq!(was_named_who_consents(&adult, false), Ok(()));
    assert_eq!(was_named_who_consents(&child, true), Ok(()));
    refused(
        was_named_who_consents(&child, false),
        Reason::ConsentByAnother,
    );
}

#[test]
fn annex_8_what_earlier_versions_wrote_of_a_request_is_read() {
    let written = json!({"event": "requested", "document": "report", "body": "police", "author": "lawyer", "child": true});
    let read: Event = serde_json::from_value(written).unwrap();
    let Event::Requested(request) = &read else {
        unreachable!()
    };
    assert_eq!(request.document, label("report"));
    assert!(
        !serde_json::to_string(&read).unwrap().contains("child"),
        "the agency is told no more that it is a child's"
    );
}

#[test]
fn annex_8_two_people_release_a_report_neither_of_them_its_author_alone() {
    let disclosure = after(&requested_and_consented());
    let approve = |who: &str| disclosure.consider(&by(who), &Event::Approved {}, DAY);
    refused(approve("lawyer"), Reason::ApprovedByAuthor);
    assert!(approve("head").is_ok());
    assert_eq!(
        disclosure
            .consider(&officer(), &Event::Approved {}, DAY)
            .unwrap_err()
            .reason,
        Reason::MayNotDoThis,
        "the recipient does not approve"
    );
    refused(
        after(&approved()).consider(&by("head"), &Event::HandedOver {}, DAY),
        Reason::ApprovedByTheSame,
    );
}

#[test]
fn annex_8_a_consent_can_be_withdrawn_until_the_report_is_handed_over() {
    let mut steps = approved();
    steps.push((by("specialist"), Event::ConsentTakenBack {}));
    refused(
        after(&steps).consider(&by("lawyer"), &Event::HandedOver {}, DAY),
        Reason::NoConsentInForce,
    );
    // A new consent needs a new approval: the old one was given to another.
    steps.push((by("specialist"), Event::Consented(consent())));
    refused(
        after(&steps).consider(&by("lawyer"), &Event::HandedOver {}, DAY),
        Reason::NotApproved,
    );
    let mut steps = approved();
    steps.push((by("lawyer"), Event::HandedOver {}));
    refused(
        after(&steps).consider(&by("specialist"), &Event::ConsentTakenBack {}, DAY),
        Reason::AlreadyHandedOver,
    );
}

/// Numbers that look random and are always the same (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        usize::try_from(z % n as u64).unwrap()
    }

    fn of<T: Clone>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())].clone()
    }
}

/// What somebody does: a step of the exchange, with the act of the file that goes with it, or an act on the page of the file.
#[derive(Clone, Debug)]
enum Done {
    There(Event, Option<Capacity>),
    GivenOnThePage(Consented, Option<Capacity>),
    WithdrawnOnThePage(Label),
    FoundToBeAChild,
}

/// Something random, mostly plausible.
fn throw(dice: &mut Dice, on: Date) -> (Person, Done) {
    let people = ["head", "lawyer", "specialist", "officer"];
    let code = dice.of(&people);
    let who = Person {
        code: label(code),
        asks: code == "officer",
    };
    let documents = ["report", "report", "report", "card"];
    let bodies = ["police", "police", "police", "court"];
    let consented = |dice: &mut Dice| Consented {
        document: label(dice.of(&documents)),
        body: label(dice.of(&bodies)),
        given_by: dice.of(&[
            ConsentGiver::Victim,
            ConsentGiver::Victim,
            ConsentGiver::LegalRepresentative,
        ]),
        language: label("kk"),
        understood: dice.below(6) > 0,
        until: match dice.below(3) {
            0 => None,
            days => Some(on + i64::try_from(days).unwrap().days()),
        },
    };
    // Beside a consent lies a paper that says who gives it, or none, and mostly it says what the exchange says.
    let consents = |dice: &mut Dice| {
        let paper = (dice.below(3) == 0).then(|| dice.of(&Capacity::ALL));
        let mut consent = consented(dice);
        if dice.below(4) > 0 {
            consent.given_by = paper.map_or(ConsentGiver::Victim, Capacity::giver);
        }
        (consent, paper)
    };
    let event = match dice.below(12) {
        0 => Event::Requested(Requested {
            document: label(dice.of(&documents)),
            body: label(dice.of(&bodies)),
            author: label(dice.of(&["lawyer", "specialist"])),
            was_of_a_child: false,
        }),
        1..=3 => {
            let (consent, paper) = consents(dice);
            return (who, Done::There(Event::Consented(consent), paper));
        }
        4 => Event::ConsentTakenBack {},
        5 | 6 => Event::Approved {},
        7 | 8 => Event::HandedOver {},
        9 if dice.below(2) == 0 => {
            let (consent, paper) = consents(dice);
            return (who, Done::GivenOnThePage(consent, paper));
        }
        11 if dice.below(12) == 0 => return (who, Done::FoundToBeAChild),
        9 => return (who, Done::WithdrawnOnThePage(label(dice.of(&documents)))),
        _ => Event::ReceiptGiven {},
    };
    (who, Done::There(event, None))
}

/// What was accepted: by whom, what, with which day typed.
type Accepted = (Person, Done, Date);

/// The exchange of an agency's request, and the file that it is about.
struct Both {
    exchange: Exchange,
    journal: Journal,
    accepted: Vec<Accepted>,
    /// Beside which entries of the file a paper says who consents.
    named: Vec<u32>,
}

fn an_act(facts: serde_json::Value) -> Act {
    serde_json::from_value(facts).unwrap()
}

impl Both {
    fn begun() -> Self {
        let opening = Opening {
            here: vec![Signatory::InternalAffairs, Signatory::Organization],
            ..Opening::new(Kind::Disclosure)
        };
        let first = Taken {
            seq: 1,
            on: DAY,
            by: doer(&officer()),
            step: Step::Opened(opening),
        };
        Both {
            exchange: Exchange::fold([&first]).unwrap(),
            journal: Journal::default(),
            accepted: Vec::new(),
            named: Vec::new(),
        }
    }

    /// The act of the file that goes with it, as an honest hand writes it.
    fn act(&self, done: &Done) -> Option<Act> {
        let request = self.exchange.disclosure.request();
        let document = request.map_or("report", |request| request.document.as_str());
        let body = request.map_or("police", |request| request.body.as_str());
        match done {
            Done::FoundToBeAChild => Some(an_act(json!({"act": "child_found_alone"}))),
            Done::There(Event::Consented(given), _) | Done::GivenOnThePage(given, _) => {
                Some(an_act(
                    json!({"act": "consent_given", "scope": given.document, "to": given.body,
                    "until": given.until}),
                ))
            }
            Done::There(Event::ConsentTakenBack {}, _) => Some(an_act(
                json!({"act": "consent_withdrawn", "scope": document}),
            )),
            Done::WithdrawnOnThePage(scope) => {
                Some(an_act(json!({"act": "consent_withdrawn", "scope": scope})))
            }
            Done::There(Event::HandedOver {}, _) => Some(an_act(
                json!({"act": "document_disclosed", "document": document, "to": body, "author": "the author",
                    "approved_by": "the second", "request": true}),
            )),
            Done::There(..) => None,
        }
    }

    /// Whether the last withdrawal in the file was entered after the consent of the exchange.
    fn withdrawn_since(&self) -> bool {
        let document = self
            .exchange
            .disclosure
            .request()
            .map(|asked| &asked.document);
        let withdraws = |(_, done, _): &Accepted| match done {
            Done::WithdrawnOnThePage(scope) => Some(scope) == document,
            Done::There(event, _) => matches!(event, Event::ConsentTakenBack {}),
            Done::GivenOnThePage(..) | Done::FoundToBeAChild => false,
        };
        let consents =
            |(_, done, _): &Accepted| matches!(done, Done::There(Event::Consented(_), _));
        let withdrawn = self.accepted.iter().rposition(withdraws);
        withdrawn.is_some() && withdrawn > self.accepted.iter().rposition(consents)
    }

    /// Whether a paper beside a consent in force to what is handed over says who gave it.
    fn is_named(&self, handed_over: Option<&Entry>) -> bool {
        let Some(entry) = handed_over else {
            return false;
        };
        let Act::DocumentDisclosed(facts) = &entry.act else {
            return false;
        };
        let (document, to) = (facts.document.as_str(), facts.to.as_str());
        let case = self.journal.case();
        let mut in_force = case.consents_in_force(document, to, entry.on);
        in_force.any(|consent| self.named.contains(&consent.seq))
    }

    /// Tries it as the store does: the step, the act, the two together, and what is sealed.
    fn tries(&mut self, who: &Person, done: &Done, on: Date, today: Date) -> Decision {
        let by = doer(who);
        let act = self.act(done);
        if let Done::There(event, _) = done {
            let step = Step::Disclosure(event.clone());
            self.exchange.consider_now(&by, &step, on, today)?;
            if is_taken_with_an_act(&by, &self.exchange, &step) {
                goes_with(&self.exchange, &step, act.as_ref().unwrap())?;
            }
        }
        let entry = act.map(|act| Entry {
            seq: u32::try_from(self.journal.entries().len()).unwrap() + 1,
            on,
            by: Actor::Specialist,
            act,
        });
        if let Some(entry) = &entry {
            self.journal.consider(entry, &NoOtherFile)?;
        }
        let case = self.journal.case();
        let giver_of = |paper: &Option<Capacity>| paper.map(giver);
        match done {
            Done::There(Event::Consented(given), paper) => {
                names_who_consents(case, true, Some(given.given_by), giver_of(paper).as_ref())?;
            }
            Done::GivenOnThePage(_, paper) => {
                names_who_consents(case, true, None, giver_of(paper).as_ref())?;
            }
            Done::There(Event::HandedOver {}, _) => {
                was_named_who_consents(case, self.is_named(entry.as_ref()))?;
            }
            _ => {}
        }
        if matches!(done, Done::There(Event::HandedOver {}, _)) {
            let (disclosure, case) = (&self.exchange.disclosure, self.journal.case());
            may_be_sealed(disclosure, case, self.withdrawn_since(), today)?;
        }
        if let Some(entry) = entry {
            if let Done::There(_, Some(_)) | Done::GivenOnThePage(_, Some(_)) = done {
                self.named.push(entry.seq);
            }
            self.journal.record(entry);
        }
        if let Done::There(event, _) = done {
            self.exchange.apply(&Taken {
                seq: 2,
                on,
                by,
                step: Step::Disclosure(event.clone()),
            });
        }
        self.accepted.push((who.clone(), done.clone(), on));
        Ok(())
    }
}

fn doer(who: &Person) -> Doer {
    Doer {
        party: if who.asks {
            Signatory::InternalAffairs
        } else {
            Signatory::Organization
        },
        opener: who.asks,
        person: who.code.clone(),
    }
}

/// What was accepted, looked through anew and without the machine: may the report be handed over by her today, with that day typed?
fn may_hand_over(accepted: &[Accepted], who: &Person, on: Date, today: Date) -> bool {
    let there = |at: usize| match &accepted[at].1 {
        Done::There(event, _) => Some(event),
        _ => None,
    };
    let everything = 0..accepted.len();
    let Some(request) = everything.clone().find_map(|at| match there(at) {
        Some(Event::Requested(request)) => Some(request),
        _ => None,
    }) else {
        return false;
    };
    let already = everything
        .clone()
        .any(|at| matches!(there(at), Some(Event::HandedOver {})));
    let last_consent = everything.clone().rfind(|at| {
        matches!(
            there(*at),
            Some(Event::Consented(_) | Event::ConsentTakenBack {})
        )
    });
    let Some((at, Some(Event::Consented(consent)))) = last_consent.map(|at| (at, there(at))) else {
        return false;
    };
    let holds = |given_on: Date, until: Option<Date>| {
        given_on <= today && until.is_none_or(|until| today <= until)
    };
    // Who may give it, and is named where that is not she: when it was given, and by what the file has become since.
    let was_a_child = |then: usize| {
        accepted[..then]
            .iter()
            .any(|(_, done, _)| matches!(done, Done::FoundToBeAChild))
    };
    let right_giver = accepted.iter().enumerate().all(|(then, (_, done, _))| {
        let (given_by, paper) = match done {
            Done::There(Event::Consented(consent), paper) => (Some(consent.given_by), paper),
            Done::GivenOnThePage(_, paper) => (None, paper),
            _ => return true,
        };
        let child = was_a_child(then);
        match paper {
            None => !child && given_by != Some(ConsentGiver::LegalRepresentative),
            Some(Capacity::OfAge) => child && given_by != Some(ConsentGiver::LegalRepresentative),
            Some(Capacity::AdmittedHere) => false,
            Some(_) => given_by != Some(ConsentGiver::Victim),
        }
    });
    let in_force = holds(accepted[at].2, consent.until);
    let named = consent.document == request.document && consent.body == request.body;
    let approver = everything
        .clone()
        .filter(|later| *later > at)
        .rfind(|later| matches!(there(*later), Some(Event::Approved {})));
    let second = approver.is_some_and(|approver| {
        let approver = &accepted[approver].0;
        approver.code != request.author && approver.code != who.code && !approver.asks
    });
    // The file on its own: in the order of the days, the last word about this document is a consent that holds today.
    let mut by_day: Vec<&Accepted> = accepted.iter().collect();
    by_day.sort_by_key(|(_, _, on)| *on);
    // Once it is a child's, that of somebody whom a paper names.
    let (mut of_the_file, mut named_in_the_file) = (false, false);
    for (_, done, given_on) in by_day {
        match done {
            Done::There(Event::Consented(given), paper) | Done::GivenOnThePage(given, paper) => {
                let holds = given.document == request.document
                    && given.body == request.body
                    && holds(*given_on, given.until);
                of_the_file |= holds;
                named_in_the_file |= holds && paper.is_some();
            }
            Done::There(Event::ConsentTakenBack {}, _) => {
                (of_the_file, named_in_the_file) = (false, false)
            }
            Done::WithdrawnOnThePage(scope) if *scope == request.document => {
                (of_the_file, named_in_the_file) = (false, false);
            }
            Done::WithdrawnOnThePage(_) => {}
            Done::There(..) | Done::FoundToBeAChild => {}
        }
    }
    let withdrawn_since = accepted[at..]
        .iter()
        .any(|(_, done, _)| matches!(done, Done::WithdrawnOnThePage(scope) if *scope == request.document));
    let today_typed = on == today && !withdrawn_since;
    let of_the_file = of_the_file && (named_in_the_file || !was_a_child(accepted.len()));
    let lawful = named && right_giver && consent.understood && in_force && of_the_file;
    lawful && second && today_typed && !already && !who.asks
}

#[test]
fn long_no_sequence_of_steps_hands_a_report_over_without_request_consent_and_approval() {
    let check = assurance::long(
        "no sequence of steps hands a report over without request, consent and approval",
        "sequences",
        1_000_000,
    );
    let sequences = check.size();
    let (mut handed_over, mut refused_to, mut dated_back) = (0_u64, 0_u64, 0_u64);
    for seed in 0..sequences {
        let mut dice = Dice((check.seed() << 32) + seed);
        let mut both = Both::begun();
        let mut today = DAY;
        for _ in 0..40 {
            today += i64::try_from(dice.below(2)).unwrap().days();
            // An earlier day is typed as readily as today.
            let back = i64::try_from(dice.below(12)).unwrap() - 8;
            let on = today - back.max(0).days();
            let (who, done) = throw(&mut dice, on);
            let may = may_hand_over(&both.accepted, &who, on, today);
            let before = both.accepted.clone();
            let decision = both.tries(&who, &done, on, today);
            if matches!(done, Done::There(Event::HandedOver {}, _)) {
                assert_eq!(
                    decision.is_ok(),
                    may,
                    "sequence {seed}: {before:?}, then {who:?} types {on} on {today}: {decision:?}"
                );
                handed_over += u64::from(may);
                refused_to += u64::from(!may);
                dated_back += u64::from(!may && may_hand_over(&before, &who, today, today));
            }
        }
    }
    assert!(
        handed_over > sequences / 100 && refused_to > sequences / 2 && dated_back > sequences / 500,
        "the walks go both ways: {handed_over} handed over, {refused_to} refused, {dated_back} for the day alone"
    );
    check.held(sequences);
}
