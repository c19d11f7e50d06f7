//! What leaves the house: what goes with which kind, upon whose consent, on which day.

use jiff::civil::{Date, date};
use serde_json::json;
use standard::act::{Act, Label, Signatory};
use standard::annex::FormKind;
use standard::case::Case;
use standard::disclosure::{ConsentGiver, Consented, Event, Requested};
use standard::exchange::{
    Cargo, Doer, Exchange, Kind, Opening, Start, Step, TRANSFER, Taken, begins, may_be_sealed,
    may_go, names_who_it_was,
};
use standard::papers::PaperKind;
use standard::refusal::{Decision, Reason};

/// What the tests below trigger.
pub const REASONS: &[Reason] = &[
    Reason::OnlyByDisclosure,
    Reason::DoesNotGoWithThis,
    Reason::NotToday,
    Reason::NotWhoItWas,
];

const OTHER: &str = "Shelter in Aktobe";

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

#[track_caller]
fn refused(decision: Decision, paragraph: &str, reason: Reason) {
    let refusal = decision.expect_err("it is accepted");
    assert_eq!((refusal.paragraph, refusal.reason), (paragraph, reason));
}

/// Everything that somebody could put into an exchange.
fn cargo() -> Vec<Cargo> {
    let forms = FormKind::ALL
        .into_iter()
        .chain(PaperKind::ALL.iter().map(|paper| FormKind::Paper(*paper)));
    let of_forms = forms.flat_map(|form| [Cargo::Copy(form), Cargo::Sheet(form)]);
    let papers = PaperKind::ALL.iter().map(|paper| Cargo::Paper(*paper));
    of_forms.chain(papers).collect()
}

/// What the paragraph of a kind speaks of, in the words of this test.
fn may_leave(kind: Kind, by: Signatory, on_paper: bool, cargo: Cargo) -> bool {
    match kind {
        Kind::Referral => cargo == Cargo::Paper(PaperKind::Referral),
        Kind::Identification => cargo == Cargo::Sheet(FormKind::Annex2),
        Kind::Guardianship => cargo == Cargo::Paper(PaperKind::GuardianshipNotice),
        Kind::Portal => cargo == Cargo::Paper(PaperKind::PortalSheet),
        Kind::PoliceNotice => false,
        Kind::Disclosure => {
            let from_the_agency = by == Signatory::InternalAffairs || on_paper;
            from_the_agency && cargo == Cargo::Paper(PaperKind::DisclosureRequest)
        }
        Kind::Transfer => match cargo {
            Cargo::Copy(FormKind::Paper(paper)) => {
                let for_the_police = [
                    PaperKind::PoliceNotice,
                    PaperKind::DisclosureRequest,
                    PaperKind::DisclosureConsent,
                    PaperKind::ConsentGiver,
                    PaperKind::ConsentWithdrawal,
                    PaperKind::DisclosureReceipt,
                ];
                !paper.acts().is_empty() && !for_the_police.contains(&paper)
            }
            Cargo::Copy(form) => !matches!(form, FormKind::Annex5 | FormKind::Annex8),
            _ => false,
        },
    }
}

#[test]
fn each_kind_carries_what_its_paragraph_speaks_of_and_a_report_goes_with_none() {
    for kind in Kind::ALL {
        for by in kind.opened_by() {
            for on_paper in [None, Label::new("a body on paper")] {
                let opening = Opening {
                    on_paper,
                    ..Opening::new(kind)
                };
                for cargo in cargo() {
                    let goes = may_go(*by, &opening, cargo);
                    let is_report = matches!(
                        cargo,
                        Cargo::Copy(FormKind::Annex8) | Cargo::Sheet(FormKind::Annex8)
                    );
                    if is_report {
                        refused(goes, "annex 8", Reason::OnlyByDisclosure);
                    } else if may_leave(kind, *by, opening.on_paper.is_some(), cargo) {
                        assert_eq!(goes, Ok(()), "{kind:?} {cargo:?}");
                    } else if kind == Kind::PoliceNotice {
                        refused(goes, "21", Reason::NoticeCarriesIdentity);
                    } else {
                        refused(goes, kind.paragraph(), Reason::DoesNotGoWithThis);
                    }
                }
            }
        }
    }
}

#[test]
fn para_21_the_number_of_the_notice_says_nobody() {
    let police_notified: Act = serde_json::from_value(json!({"act": "police_notified"})).unwrap();
    let begun = |number: &str| {
        let opening = Opening {
            number: Label::new(number),
            ..Opening::new(Kind::PoliceNotice)
        };
        let start = Start {
            opening: &opening,
            to: OTHER,
            with: Some(&police_notified),
            carries: false,
            on: date(2022, 3, 1),
            today: date(2022, 3, 1),
        };
        begins(None, &start)
    };
    for number in [
        "17",
        "12-3/45",
        "ИСХ-17",
        "Шығ. № 17",
        "№ 4/а",
        "3 б/н 1",
        "12–3/45 (а)",
        "12-3/45-ДСП",
        "Исх. № 1/15-қбп",
    ] {
        assert_eq!(begun(number), Ok(()), "{number}");
    }
    for number in [
        "Әсел",
        "17 Әсел",
        "б/н",
        "17 Али",
        "1 А-й-г-ү-л",
        "990101300123",
        "990101-300123",
        "8701-123-4567",
        "701 123 45",
        "12.03.1999",
        "N12345678",
        "17, case",
        "5\u{200b}5",
    ] {
        refused(begun(number), "21", Reason::NoticeCarriesIdentity);
    }
}

/// A case with a consent to a transfer to that body, until that day.
fn consenting(to: &str, until: Option<&str>) -> Case {
    let facts = json!({"act": "consent_given", "scope": TRANSFER, "to": to, "until": until});
    let entry = standard::act::Entry {
        seq: 1,
        on: date(2022, 2, 20),
        by: standard::actor::Actor::Specialist,
        act: serde_json::from_value(facts).unwrap(),
    };
    Case::from_journal([&entry])
}

fn transfer(case: &Case, carries: bool, beside: bool, on: Date, today: Date) -> Decision {
    begin_transfer(
        case,
        &Opening::new(Kind::Transfer),
        carries,
        beside,
        (on, today),
    )
}

fn begin_transfer(
    case: &Case,
    opening: &Opening,
    carries: bool,
    beside: bool,
    (on, today): (Date, Date),
) -> Decision {
    let ended = json!({"act": "ended", "ground": "transfer", "order": "1", "consent": true});
    let ended: Act = serde_json::from_value(ended).unwrap();
    let start = Start {
        opening,
        to: OTHER,
        with: beside.then_some(&ended),
        carries,
        on,
        today,
    };
    begins(Some(case), &start)
}

#[test]
fn para_44_documents_go_upon_a_consent_of_today_that_names_the_addressee_by_either_door() {
    let (today, earlier) = (date(2022, 3, 10), date(2022, 2, 28));
    let named = consenting(OTHER, None);
    let run_out = consenting(OTHER, Some("2022-03-01"));
    let another = consenting("Another shelter", None);
    for beside in [false, true] {
        assert_eq!(transfer(&named, true, beside, today, today), Ok(()));
        for case in [&run_out, &another, &Case::default()] {
            let sent = transfer(case, true, beside, today, today);
            refused(sent, "44", Reason::TransferConsentMissing);
        }
        for case in [&named, &run_out] {
            let dated_back = transfer(case, true, beside, earlier, today);
            refused(dated_back, "44", Reason::NotToday);
        }
    }
    // The order alone carries nothing of the person: the recipient's consent is a fact of the act.
    assert_eq!(
        transfer(&Case::default(), false, true, earlier, today),
        Ok(())
    );
    let on_paper = Opening {
        on_paper: Label::new(OTHER),
        ..Opening::new(Kind::Transfer)
    };
    let went = begin_transfer(&run_out, &on_paper, true, false, (earlier, today));
    assert_eq!(went, Ok(()), "on paper the day may lie back");
    let late = begin_transfer(&run_out, &on_paper, true, false, (today, today));
    refused(late, "44", Reason::TransferConsentMissing);
    let before = begin_transfer(&named, &on_paper, true, false, (date(2022, 2, 19), today));
    refused(before, "44", Reason::TransferConsentMissing);
}

fn by(person: &str) -> Doer {
    Doer {
        party: Signatory::Organization,
        opener: false,
        person: label(person),
    }
}

/// A disclosure with a consent until that day, in the system or on paper.
fn consented(until: &str, on_paper: Option<&str>) -> Exchange {
    let on = date(2022, 2, 20);
    let opening = Opening {
        on_paper: on_paper.and_then(Label::new),
        here: vec![Signatory::InternalAffairs, Signatory::Organization],
        ..Opening::new(Kind::Disclosure)
    };
    let requested = Requested {
        document: label("report"),
        body: label("police"),
        author: label("lawyer"),
        was_of_a_child: false,
    };
    let consent = Consented {
        document: label("report"),
        body: label("police"),
        given_by: ConsentGiver::Victim,
        language: label("kk"),
        understood: true,
        until: until.parse().ok(),
    };
    let steps = [
        Step::Opened(opening),
        Step::Disclosure(Event::Requested(requested)),
        Step::Disclosure(Event::Consented(consent)),
        Step::Disclosure(Event::Approved {}),
    ];
    let taken: Vec<Taken> = (1..)
        .zip(steps)
        .map(|(seq, step)| Taken {
            seq,
            on,
            by: by("head"),
            step,
        })
        .collect();
    Exchange::fold(&taken).unwrap()
}

#[test]
fn annex_8_a_report_is_sealed_today_and_upon_the_consent_of_today() {
    let exchange = consented("2022-03-01", None);
    let hand_over = Step::Disclosure(Event::HandedOver {});
    let approve = Step::Disclosure(Event::Approved {});
    let (today, earlier) = (date(2022, 3, 10), date(2022, 2, 28));
    for step in [&hand_over, &approve] {
        let dated_back = exchange.consider_now(&by("lawyer2"), step, earlier, today);
        refused(dated_back, "annex 8", Reason::NotToday);
        let late = exchange.consider_now(&by("lawyer2"), step, today, today);
        refused(late, "annex 8", Reason::NoConsentInForce);
        let in_time = exchange.consider_now(&by("lawyer2"), step, earlier, earlier);
        assert_eq!(in_time, Ok(()));
        let on_paper = consented("2022-03-01", Some("the police"));
        let went = on_paper.consider_now(&by("lawyer2"), step, earlier, today);
        assert_eq!(went, Ok(()), "on paper the day may lie back");
    }
}

/// A case with a consent to the report, until that day.
fn case_with(until: Option<&str>, withdrawn: bool) -> Case {
    let given = json!({"act": "consent_given", "scope": "report", "to": "police", "until": until});
    let mut acts = vec![given];
    if withdrawn {
        acts.push(json!({"act": "consent_withdrawn", "scope": "report"}));
    }
    let entries: Vec<standard::act::Entry> = (1..)
        .zip(acts)
        .map(|(seq, act)| standard::act::Entry {
            seq,
            on: date(2022, 2, 20),
            by: standard::actor::Actor::Specialist,
            act: serde_json::from_value(act).unwrap(),
        })
        .collect();
    Case::from_journal(&entries)
}

#[test]
fn annex_8_a_consent_withdrawn_anywhere_or_run_out_anywhere_seals_nothing() {
    let disclosure = consented("2022-03-20", None).disclosure;
    let today = date(2022, 3, 10);
    let seals = |case: &Case, since| may_be_sealed(&disclosure, case, since, today);
    assert_eq!(seals(&case_with(None, false), false), Ok(()));
    assert_eq!(seals(&case_with(Some("2022-03-10"), false), false), Ok(()));
    for (case, since) in [
        (case_with(Some("2022-03-09"), false), false),
        (case_with(None, true), false),
        (Case::default(), false),
        (case_with(None, false), true),
    ] {
        refused(seals(&case, since), "annex 8", Reason::NoConsentInForce);
    }
    let run_out = consented("2022-03-09", None).disclosure;
    let late = may_be_sealed(&run_out, &case_with(None, false), false, today);
    refused(late, "annex 8", Reason::NoConsentInForce);
}

#[test]
fn annex_8_author_and_approver_are_not_the_word_of_whoever_hands_over() {
    let act = json!({"act": "document_disclosed", "document": "report", "to": "police", "author": "Aliya Lawyer",
        "approved_by": "Aigerim Head", "request": true});
    let Act::DocumentDisclosed(facts) = serde_json::from_value(act).unwrap() else {
        unreachable!()
    };
    assert_eq!(
        names_who_it_was(&facts, "Aliya Lawyer", "Aigerim Head"),
        Ok(())
    );
    for (author, approver) in [
        ("Aliya Lawyer", "Gulnar"),
        ("Gulnar", "Aigerim Head"),
        ("", ""),
    ] {
        let told = names_who_it_was(&facts, author, approver);
        refused(told, "annex 8", Reason::NotWhoItWas);
    }
}
