//! What passes between bodies: who takes which step, and what never passes at all.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use standard::act::{Label, Signatory};
use standard::calendar::Calendar;
use standard::chapter_3_admission::para_21_notice_to_police::{
    Exploitation, Means, Notice, Region,
};
use standard::exchange::{Doer, Exchange, Kind, Opening, Standing, Step, Taken, open};
use standard::refusal::Reason;

/// What the tests below trigger.
pub const REASONS: &[Reason] = &[
    Reason::NotAllSigned,
    Reason::NoticeMissing,
    Reason::NoBodyNamed,
    Reason::ExchangeOver,
    Reason::BeforeTheExchange,
    Reason::AlreadyDone,
    Reason::ReasonMissing,
];

const DAY: Date = date(2022, 10, 21);

use Signatory::{AuthorizedBody, InternalAffairs, Organization};

fn by(party: Signatory, opener: bool) -> Doer {
    Doer {
        party,
        opener,
        person: Label::new("person").unwrap(),
    }
}

fn opened(opening: Opening, by_whom: Signatory) -> Exchange {
    open(by_whom, &opening).unwrap();
    let first = Taken {
        seq: 1,
        on: DAY,
        by: by(by_whom, true),
        step: Step::Opened(opening),
    };
    Exchange::fold([&first]).unwrap()
}

fn take(exchange: &mut Exchange, by: Doer, step: Step) -> Result<(), Reason> {
    exchange
        .consider(&by, &step, DAY)
        .map_err(|refusal| refusal.reason)?;
    let taken = Taken {
        seq: 2,
        on: DAY,
        by,
        step,
    };
    exchange.apply(&taken);
    Ok(())
}

fn joint(three: bool, here: &[Signatory]) -> Exchange {
    let opening = Opening {
        here: here.to_vec(),
        three,
        ..Opening::new(Kind::Identification)
    };
    opened(opening, Organization)
}

#[test]
fn para_10_the_organization_and_the_authorized_body_sign_each_for_itself() {
    let mut exchange = joint(false, &[Organization, AuthorizedBody]);
    let body = || by(AuthorizedBody, false);
    let organization = || by(Organization, true);
    let sign = |party| Step::Signed { party };
    assert_eq!(
        take(&mut exchange, organization(), sign(AuthorizedBody)),
        Err(Reason::MayNotDoThis),
        "nobody signs for a body that is here itself"
    );
    assert_eq!(
        take(&mut exchange, body(), sign(InternalAffairs)),
        Err(Reason::MayNotDoThis)
    );
    take(&mut exchange, organization(), sign(Organization)).unwrap();
    assert_eq!(
        take(&mut exchange, organization(), Step::Concluded {}),
        Err(Reason::NotAllSigned)
    );
    take(&mut exchange, body(), sign(AuthorizedBody)).unwrap();
    assert_eq!(
        take(&mut exchange, body(), sign(AuthorizedBody)),
        Err(Reason::AlreadyDone)
    );
    assert_eq!(exchange.standing(DAY), Standing::AllSigned);
    take(&mut exchange, organization(), Step::Concluded {}).unwrap();
    assert_eq!(
        take(&mut exchange, body(), Step::Received {}),
        Err(Reason::ExchangeOver)
    );
}

#[test]
fn para_11_after_a_detected_offence_three_sign_and_a_body_on_paper_signs_through_the_organization()
{
    let mut exchange = joint(true, &[Organization, AuthorizedBody]);
    let organization = || by(Organization, true);
    let sign = |party| Step::Signed { party };
    take(&mut exchange, organization(), sign(Organization)).unwrap();
    take(
        &mut exchange,
        by(AuthorizedBody, false),
        sign(AuthorizedBody),
    )
    .unwrap();
    assert!(!exchange.all_signed(), "the third is missing");
    take(&mut exchange, organization(), sign(InternalAffairs)).unwrap();
    assert!(exchange.all_signed());
}

#[test]
fn para_10_a_body_that_does_not_sign_says_why_and_may_sign_later() {
    let mut exchange = joint(false, &[Organization, AuthorizedBody]);
    let body = || by(AuthorizedBody, false);
    let object = |reason: &str| Step::Objected {
        party: AuthorizedBody,
        reason: reason.to_owned(),
    };
    assert_eq!(
        take(&mut exchange, body(), object(" ")),
        Err(Reason::ReasonMissing)
    );
    take(&mut exchange, body(), object("row 9 is not founded")).unwrap();
    assert_eq!(exchange.standing(DAY), Standing::Objected);
    let sign = Step::Signed {
        party: AuthorizedBody,
    };
    take(&mut exchange, body(), sign).unwrap();
    assert_ne!(exchange.standing(DAY), Standing::Objected);
}

#[test]
fn para_10_each_body_owes_its_signature_within_one_working_day_of_the_request() {
    // Friday; Saturday, 22 October 2022 was a working day.
    let mut exchange = joint(false, &[Organization, AuthorizedBody]);
    let duties = exchange.duties(Calendar::embedded());
    let body = duties
        .iter()
        .find(|duty| duty.who.name() == "authorized_body")
        .unwrap();
    assert_eq!(body.due, Some(date(2022, 10, 22)));
    let sign = Step::Signed {
        party: AuthorizedBody,
    };
    take(&mut exchange, by(AuthorizedBody, false), sign).unwrap();
    let open: Vec<_> = exchange
        .duties(Calendar::embedded())
        .into_iter()
        .filter(|duty| duty.is_open())
        .map(|duty| duty.who.name())
        .collect();
    assert_eq!(open, ["organization"]);
}

#[test]
fn para_09_a_person_whom_another_body_recognised_is_received_within_one_working_day() {
    let opening = Opening {
        here: vec![AuthorizedBody, Organization],
        since: Some(date(2022, 12, 30)),
        ..Opening::new(Kind::Referral)
    };
    let mut exchange = opened(opening, AuthorizedBody);
    let duties = exchange.duties(Calendar::embedded());
    assert_eq!(duties[0].due, Some(date(2023, 1, 4)));
    assert_eq!(
        take(&mut exchange, by(AuthorizedBody, true), Step::TakenUp {}),
        Err(Reason::MayNotDoThis),
        "the organization receives the person"
    );
    take(&mut exchange, by(Organization, false), Step::TakenUp {}).unwrap();
    assert!(
        exchange.duties(Calendar::embedded())[0].done == Some(DAY)
            && exchange.standing(DAY) == Standing::TakenUp
    );
}

#[test]
fn para_19_and_20_on_paper_the_organization_records_dispatch_and_answer() {
    for kind in [Kind::Guardianship, Kind::Portal] {
        let nowhere = Opening::new(kind);
        let refused = open(Organization, &nowhere).unwrap_err();
        assert_eq!(
            (refused.paragraph, refused.reason),
            (kind.paragraph(), Reason::NoBodyNamed)
        );
        let opening = Opening {
            on_paper: Label::new("the authority"),
            ..Opening::new(kind)
        };
        let mut exchange = opened(opening, Organization);
        let answered = Step::Answered {
            reference: Label::new("KZ-17"),
        };
        let early = exchange.consider(&by(Organization, true), &answered, date(2022, 10, 20));
        assert_eq!(early.unwrap_err().reason, Reason::BeforeTheExchange);
        take(&mut exchange, by(Organization, true), answered).unwrap();
        assert_eq!(exchange.standing(DAY), Standing::Answered);
    }
}

fn notice() -> Value {
    json!({"refused_on": "2022-10-21", "region": "almaty", "year": 2022, "exploitation": ["labour"], "means": ["debt"]})
}

#[test]
fn para_21_a_notice_goes_to_the_police_alone_and_with_its_content() {
    let mut opening = Opening {
        here: vec![Organization, InternalAffairs],
        ..Opening::new(Kind::PoliceNotice)
    };
    let refused = open(Organization, &opening).unwrap_err();
    assert_eq!(refused.reason, Reason::NoticeMissing);
    opening.notice = Some(serde_json::from_value(notice()).unwrap());
    open(Organization, &opening).unwrap();
    opening.here = vec![Organization, AuthorizedBody];
    let refused = open(Organization, &opening).unwrap_err();
    assert_eq!(refused.reason, Reason::NoBodyNamed);
}

/// Every key of a value, at every depth.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                found.push(key.clone());
                keys(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn para_21_no_field_that_tells_who_somebody_is_makes_a_notice() {
    let mut names: Vec<String> = standard::papers::fields::IDENTITY
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let forms = [
        serde_json::to_value(standard::annex::annex_1_application::Application::default()),
        serde_json::to_value(
            standard::annex::annex_4_registration_card::RegistrationCard::default(),
        ),
        serde_json::to_value(standard::annex::annex_8_report::Report::default()),
    ];
    for form in forms {
        keys(&form.unwrap(), &mut names);
    }
    assert!(names.iter().any(|name| name == "iin"));
    for name in names {
        let mut with_it = notice();
        with_it[&name] = json!("Canary");
        assert!(
            serde_json::from_value::<Notice>(with_it).is_err(),
            "a notice carries {name}"
        );
    }
}

proptest! {
    #[test]
    fn para_21_no_text_survives_in_a_notice(text in "[a-zA-Zа-яА-Я0-9 ]{1,30}", place in 0..5_usize) {
        let known = Region::NAMES.iter().chain(Exploitation::NAMES).chain(Means::NAMES);
        prop_assume!(!known.into_iter().any(|name| *name == text));
        let mut carrying = notice();
        match place {
            0 => carrying["refused_on"] = json!(text),
            1 => carrying["region"] = json!(text),
            2 => carrying["year"] = json!(text),
            3 => carrying["exploitation"] = json!([text]),
            _ => carrying["means"] = json!(["debt", text]),
        }
        if let Ok(notice) = serde_json::from_value::<Notice>(carrying) {
            // Only a day written as a day is left.
            prop_assert!(notice.refused_on.to_string() == text);
        }
    }
}
