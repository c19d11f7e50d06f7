//! Annex 8: a report is never handed over without a request and a consent in force.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use standard::act::Label;
use standard::disclosure::{ConsentGiver, Consented, Disclosure, Event, Person, Requested};
use standard::refusal::{Decision, Reason};

/// What the tests below trigger.
pub const REASONS: &[Reason] = &[
    Reason::ConsentByAnother,
    Reason::ConsentNotUnderstood,
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
        child: false,
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
    refused(
        give(&|consent| consent.given_by = ConsentGiver::LegalRepresentative),
        Reason::ConsentByAnother,
    );
    let whole = after(&approved());
    let on = |day| whole.consider(&by("lawyer"), &Event::HandedOver {}, day);
    assert!(on(date(2022, 10, 31)).is_ok(), "its last day");
    refused(on(date(2022, 11, 1)), Reason::NoConsentInForce);
}

#[test]
fn annex_8_for_a_child_the_legal_representative_consents() {
    let Event::Requested(mut request) = requested() else {
        unreachable!()
    };
    request.child = true;
    let disclosure = after(&[(by("specialist"), Event::Requested(request))]);
    let mut consent = consent();
    refused(
        disclosure.consider(&by("specialist"), &Event::Consented(consent.clone()), DAY),
        Reason::ConsentByAnother,
    );
    consent.given_by = ConsentGiver::LegalRepresentative;
    assert!(
        disclosure
            .consider(&by("specialist"), &Event::Consented(consent), DAY)
            .is_ok()
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

/// A random step, mostly plausible.
fn throw(dice: &mut Dice, on: Date) -> (Person, Event) {
    let people = ["head", "lawyer", "specialist", "officer"];
    let code = dice.of(&people);
    let who = Person {
        code: label(code),
        asks: code == "officer",
    };
    let documents = ["report", "report", "report", "card"];
    let bodies = ["police", "police", "police", "court"];
    let event = match dice.below(9) {
        0 => Event::Requested(Requested {
            document: label(dice.of(&documents)),
            body: label(dice.of(&bodies)),
            author: label(dice.of(&["lawyer", "specialist"])),
            child: dice.below(4) == 0,
        }),
        1..=3 => Event::Consented(Consented {
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
        }),
        4 => Event::ConsentTakenBack {},
        5 | 6 => Event::Approved {},
        7 => Event::HandedOver {},
        _ => Event::ReceiptGiven {},
    };
    (who, event)
}

/// What was accepted, looked through anew and without the machine: may the last step hand the report over?
fn may_hand_over(accepted: &[(Person, Event, Date)], who: &Person, on: Date) -> bool {
    let Some(request) = accepted.iter().find_map(|(_, event, _)| match event {
        Event::Requested(request) => Some(request),
        _ => None,
    }) else {
        return false;
    };
    let last_consent = accepted.iter().rposition(|(_, event, _)| {
        matches!(event, Event::Consented(_) | Event::ConsentTakenBack {})
    });
    let Some((at, Event::Consented(consent), given_on)) =
        last_consent.map(|at| (at, &accepted[at].1, accepted[at].2))
    else {
        return false;
    };
    let right_giver = (consent.given_by == ConsentGiver::LegalRepresentative) == request.child;
    let in_force = given_on <= on && consent.until.is_none_or(|until| on <= until);
    let named = consent.document == request.document && consent.body == request.body;
    let approver = accepted[at..]
        .iter()
        .rev()
        .find(|(_, event, _)| matches!(event, Event::Approved {}));
    let second = approver.is_some_and(|(approver, _, _)| {
        approver.code != request.author && approver.code != who.code && !approver.asks
    });
    named && right_giver && consent.understood && in_force && second && !who.asks
}

#[test]
fn long_no_sequence_of_steps_hands_a_report_over_without_request_consent_and_approval() {
    let check = assurance::long(
        "no sequence of steps hands a report over without request, consent and approval",
        "sequences",
        1_000_000,
    );
    let sequences = check.size();
    let (mut handed_over, mut refused_to) = (0_u64, 0_u64);
    for seed in 0..sequences {
        let mut dice = Dice((check.seed() << 32) + seed);
        let mut disclosure = Disclosure::default();
        let mut accepted = Vec::new();
        let mut on = DAY;
        for _ in 0..40 {
            on += i64::try_from(dice.below(2)).unwrap().days();
            let (who, event) = throw(&mut dice, on);
            let decision = disclosure.consider(&who, &event, on);
            if matches!(event, Event::HandedOver {}) {
                let already = disclosure.handed_over().is_some();
                let may = !already && may_hand_over(&accepted, &who, on);
                assert_eq!(
                    decision.is_ok(),
                    may,
                    "sequence {seed}: {accepted:?}, then {who:?} on {on}"
                );
                if may {
                    handed_over += 1;
                } else {
                    refused_to += 1;
                }
            }
            if decision.is_ok() {
                disclosure.apply(&who, &event, on);
                accepted.push((who, event, on));
            }
        }
    }
    assert!(
        handed_over > sequences / 50 && refused_to > sequences / 2,
        "the walks go both ways: {handed_over} handed over, {refused_to} refused"
    );
    check.held(sequences);
}
