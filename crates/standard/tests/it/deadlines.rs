//! `docs/deadlines.approved.md`: every term of the order, from the constants of the code, with the words that it comes from and
//! the tests that hold it. Written anew with `TIREK_APPROVE=1`; a stale line fails.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;
use standard::calendar::Calendar;
use standard::chapter_1_general::para_06_contraindications::REFER;
use standard::chapter_3_admission::{
    para_09_application_or_referral::RECEIVE,
    para_10_identification::{IDENTIFY_AFTER_OFFENCE, IDENTIFY_ON_REQUEST},
    para_14_1_report::DRAW_UP_REPORT,
    para_14_package_or_refusal::{NOTIFY_REFUSAL, SEND_PACKAGE},
    para_15_permit_and_agreement::{CONCLUDE_AGREEMENT, ISSUE_PERMIT, SEND_PERMIT},
    para_16_term_and_extension::END_OR_EXTEND,
    para_19_child_alone::{HAND_OVER_CHILD, NOTIFY_GUARDIANSHIP, SETTLE_CHILD},
    para_20_registration::{ENTER_PORTAL, FILL_CARD},
    para_21_notice_to_police::NOTIFY_POLICE,
};
use standard::chapter_5_plan::{
    para_27_needs::OBSERVE_AND_ASSESS,
    para_29_individual_plan::{APPROVE_PLAN, NEXT_PLAN},
    para_31_monitoring::MONITOR,
    para_32_adjustment::ADJUST_PLAN,
    para_33_outcome::ASSESS_OUTCOME,
    para_35_results::RECORD_RESULTS,
};
use standard::chapter_7_ending::para_45_belongings::RETURN_BELONGINGS;
use standard::duty::{Owes, What};
use standard::lang::Lang;
use standard::standard_text::paragraph;
use standard::term::Term;

use crate::approved::assert_approved;
use crate::corpus;
use crate::scenario::{self, play};

/// Duty, what it counts from, the words of the paragraph, and the page of interpretation where the term is a reading.
const DEADLINES: &[(Owes, &str, &str, Option<&str>)] = &[
    (
        REFER,
        "contraindication found",
        "are to be referred to the appropriate healthcare organization",
        Some("34-same-day"),
    ),
    (
        RECEIVE,
        "recognition by the referring body",
        "within one working day from the moment when he or she is recognized",
        Some("04-one-day-of-paragraph-9"),
    ),
    (
        IDENTIFY_ON_REQUEST,
        "application or referral",
        "within one working day from the day of the application",
        None,
    ),
    (
        IDENTIFY_AFTER_OFFENCE,
        "offence detected",
        "is identified by the internal affairs bodies together with the authorized body and the organization",
        Some("09-identification-after-police"),
    ),
    (
        SEND_PACKAGE,
        "recognition by the sheet, or waiver",
        "within one working day sends the evaluation sheet together with his or her application",
        None,
    ),
    (
        NOTIFY_REFUSAL,
        "negative sheet",
        "the provision of special social services is refused",
        Some("34-same-day"),
    ),
    (
        DRAW_UP_REPORT,
        "any sheet",
        "On the results of the assessment of the presence of ill-treatment a report is drawn up",
        Some("07-report-of-annex-8"),
    ),
    (
        ISSUE_PERMIT,
        "receipt of the package by the body",
        "within three working days from the day on which it received the evaluation sheet and the application",
        None,
    ),
    (
        SEND_PERMIT,
        "issue of the permit",
        "within one working day from the day of its approval",
        None,
    ),
    (
        CONCLUDE_AGREEMENT,
        "receipt of the permit, or transfer in",
        "within one working day from the day on which it received the permit",
        Some("35-transferred-in"),
    ),
    (
        END_OR_EXTEND,
        "agreement; an extension moves the day",
        "The agreement is valid for 6 months",
        Some("14-agreement-term"),
    ),
    (
        NOTIFY_GUARDIANSHIP,
        "child found alone",
        "notifies the guardianship authorities",
        Some("34-same-day"),
    ),
    (
        HAND_OVER_CHILD,
        "child found alone",
        "hands the child over to the Centre for the Adaptation of Minors",
        Some("34-same-day"),
    ),
    (
        SETTLE_CHILD,
        "representative left or went to hospital",
        "Where a child has no legal representatives",
        Some("37-child-left-behind"),
    ),
    (
        FILL_CARD,
        "agreement, unless filled",
        "fill in the registration card",
        Some("34-same-day"),
    ),
    (
        ENTER_PORTAL,
        "card filled; not for a day stay",
        "Within one working day after the registration card of the recipient of services has been filled in",
        None,
    ),
    (
        NOTIFY_POLICE,
        "refusal to apply to the police",
        "within three working days, sends the internal affairs bodies information",
        Some("30-police-and-confidentiality"),
    ),
    (
        OBSERVE_AND_ASSESS,
        "agreement",
        "within three calendar days after the conclusion of the agreement",
        Some("20-three-days-of-observation"),
    ),
    (
        APPROVE_PLAN,
        "needs assessed",
        "within three working days, draw up for each recipient of services an individual work plan",
        Some("21-terms-of-the-plan"),
    ),
    (
        NEXT_PLAN,
        "last day of a plan that ends before the agreement",
        "within one working day from the day on which the previous individual plan expired",
        Some("21-terms-of-the-plan"),
    ),
    (
        MONITOR,
        "approval of the plan, and a closing entry by its last day",
        "the results of the quarterly monitoring",
        Some("22-quarterly"),
    ),
    (
        ADJUST_PLAN,
        "monitoring that decides to adjust",
        "the individual plan must be adjusted",
        Some("34-same-day"),
    ),
    (
        ASSESS_OUTCOME,
        "ending",
        "on the results of the term of the agreement",
        Some("34-same-day"),
    ),
    (
        RECORD_RESULTS,
        "approval of the plan, with each monitoring",
        "are entered in the journal (electronic card file) every quarter",
        Some("22-quarterly"),
    ),
    (
        RETURN_BELONGINGS,
        "ending",
        "are given the personal and the assigned clothes and footwear",
        Some("34-same-day"),
    ),
];

/// The tests of terms and of paragraphs, as they are written.
const TESTS: [&str; 6] = [
    include_str!("chapter_1_general.rs"),
    include_str!("chapter_3_identification.rs"),
    include_str!("chapter_3_agreement.rs"),
    include_str!("chapter_5_plan.rs"),
    include_str!("chapter_6_services.rs"),
    include_str!("chapter_7_ending.rs"),
];

/// Names of the tests that hold the term: `fn name() Variant "15" …` of the `terms!` tables; where there is no term to hold, the
/// plain tests of the paragraph.
fn tests_of(owes: &Owes) -> Vec<&'static str> {
    let (variant, cited) = (
        format!("{:?}", owes.what),
        format!("\"{}\"", owes.paragraph),
    );
    let all = || {
        TESTS
            .iter()
            .flat_map(|source| source.lines())
            .filter_map(|line| line.trim().strip_prefix("fn ")?.split_once("()"))
    };
    let of_term: Vec<_> = all()
        .filter(|(_, rest)| {
            let mut words = rest.split_whitespace();
            words.next() == Some(&variant) && words.next() == Some(&cited)
        })
        .map(|(name, _)| name)
        .collect();
    if !of_term.is_empty() || owes.term != Term::None {
        return of_term;
    }
    let prefix = format!("para_{}_", owes.paragraph);
    all()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with(&prefix))
        .collect()
}

fn term_in_words(term: Term) -> String {
    match term {
        Term::WorkingDays(n) => format!("{n} WD"),
        Term::CalendarDays(n) => format!("{n} CD"),
        Term::Months(n) => format!("{n} M"),
        Term::SameDay => "same day".to_owned(),
        Term::Until(day) => day.to_string(),
        Term::None => "none".to_owned(),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Paragraph and duty of every case of the corpus in which it is owed.
fn in_the_corpus() -> BTreeSet<(String, String, String)> {
    let mut seen = BTreeSet::new();
    for (name, text) in corpus::cases() {
        let json = serde_json::to_value(play(&text, None).expect("a case")).expect("JSON");
        for duty in corpus::files(&json)
            .iter()
            .flat_map(|file| file["duties"].as_array().expect("duties"))
        {
            let text = |key: &str| duty[key].as_str().expect("text").to_owned();
            seen.insert((text("paragraph"), text("what"), name.clone()));
        }
    }
    seen
}

#[test]
fn the_table_of_deadlines_is_the_one_that_was_approved() {
    let corpus = in_the_corpus();
    let mut page = String::from(
        "# Deadlines\n\n\
         Generated from the constants of `crates/standard`, their tests and the corpus; a stale line fails the tests\n\
         (`TIREK_APPROVE=1 cargo nextest run -p standard deadlines` writes it anew).\n\n\
         WD working days of the official calendar, CD calendar days, M months; the day of the event is not counted. The words are\n\
         those of `law/paragraphs/`. Where a term or its start is a reading, its page is linked. Every test holds the last day in\n\
         time and the first late day, open and done, in an ordinary week and over holidays, working Saturdays, New Year and a\n\
         month's end.\n\n\
         | Paragraph | Duty | Who | Counts from | Term | Words of the order | Reading | Cases | Tests |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for (owes, from, words, reading) in DEADLINES {
        let what = owes.what.name();
        let cases = corpus
            .iter()
            .filter(|(paragraph, duty, _)| paragraph == owes.paragraph && duty == what)
            .count();
        let reading = reading.map_or(String::new(), |page| {
            format!("[{}](interpretations/{page}.md)", &page[..2])
        });
        page.push_str(&format!(
            "| {} | `{what}` | {} | {from} | {} | “{words}” | {reading} | {cases} | {} |\n",
            owes.paragraph,
            owes.who.name(),
            term_in_words(owes.term),
            tests_of(owes)
                .iter()
                .map(|test| format!("`{test}`"))
                .collect::<Vec<_>>()
                .join("<br>")
        ));
    }
    assert_approved(&root().join("docs/deadlines.approved.md"), &page);
}

#[test]
fn every_duty_stands_in_the_table_with_words_of_its_paragraph_a_test_and_a_case() {
    let corpus = in_the_corpus();
    let known: BTreeSet<What> = DEADLINES.iter().map(|(owes, ..)| owes.what).collect();
    let missing: Vec<_> = What::ALL
        .iter()
        .filter(|what| !known.contains(what))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    for (owes, _, words, reading) in DEADLINES {
        let text = paragraph(owes.paragraph)
            .expect("a paragraph")
            .text(Lang::En);
        assert!(
            text.contains(words),
            "{} does not say {words:?}",
            owes.paragraph
        );
        assert!(owes.what.paragraphs().contains(&owes.paragraph), "{owes:?}");
        assert!(!tests_of(owes).is_empty(), "no test holds {owes:?}");
        let cases = corpus
            .iter()
            .any(|(cited, duty, _)| cited == owes.paragraph && duty == owes.what.name());
        assert!(cases, "no case of the corpus owes {owes:?}");
        if let Some(page) = reading {
            let file = root().join(format!("docs/interpretations/{page}.md"));
            assert!(file.exists(), "{}", file.display());
        }
    }
}

/// The table of days that a term is tried with, by its name in `scenario.rs`.
fn table_of(term: Term) -> Option<(&'static str, &'static [(&'static str, &'static str)])> {
    Some(match term {
        Term::WorkingDays(1) => ("ONE_WORKING_DAY", scenario::ONE_WORKING_DAY),
        Term::WorkingDays(3) => ("THREE_WORKING_DAYS", scenario::THREE_WORKING_DAYS),
        Term::CalendarDays(3) => ("THREE_CALENDAR_DAYS", scenario::THREE_CALENDAR_DAYS),
        Term::Months(6) => ("SIX_MONTHS", scenario::SIX_MONTHS),
        Term::Months(3) => ("THREE_MONTHS", scenario::THREE_MONTHS),
        Term::SameDay => ("SAME_DAY", scenario::SAME_DAY),
        Term::None => return None,
        other => panic!("no table of days is tried with the term {other:?}"),
    })
}

/// What a term is to be tried over: in an ordinary week, over a holiday, a working Saturday or Sunday, the New Year, a month's end.
fn holes(term: Term, days: &[(&str, &str)]) -> Vec<&'static str> {
    let calendar = Calendar::embedded();
    let special = |date: Date| calendar.day(date).expect("a calendar").special;
    // The days that the term runs over; what has no days between is tried on the day itself, months on the last day.
    let over = |event: Date, due: Date| -> Vec<Date> {
        match term {
            Term::SameDay | Term::Months(_) => vec![due],
            _ => event
                .tomorrow()
                .expect("a day")
                .series(1.day())
                .take_while(|date| *date <= due)
                .collect(),
        }
    };
    let any = |holds: &dyn Fn(Date, Date, &[Date]) -> bool| {
        days.iter().any(|(event, due)| {
            let (event, due) = (scenario::day(event), scenario::day(due));
            holds(event, due, &over(event, due))
        })
    };
    let ends_a_month = |date: Date| date == date.last_of_month();
    let tried = [
        (
            "an ordinary week",
            any(&|_, _, over| over.iter().all(|date| special(*date).is_none())),
        ),
        (
            "a holiday",
            any(&|_, _, over| {
                over.iter()
                    .any(|date| special(*date).is_some_and(|day| day.off.is_some()))
            }),
        ),
        (
            "a working Saturday or Sunday",
            any(&|_, _, over| {
                over.iter()
                    .any(|date| special(*date).is_some_and(|day| day.off.is_none()))
            }),
        ),
        (
            "the New Year",
            any(&|event, due, _| {
                event.year() < due.year() || (event.month(), event.day()) == (12, 31)
            }),
        ),
        (
            "a month's end",
            any(&|event, due, _| ends_a_month(event) || ends_a_month(due)),
        ),
    ];
    tried
        .into_iter()
        .filter(|(_, tried)| !tried)
        .map(|(name, _)| name)
        .collect()
}

/// The tests of a table try the last day and the first late one, open and done (`scenario::check_term`), for each of its days.
#[test]
fn every_duty_is_tried_with_a_full_set_of_days() {
    for (owes, ..) in DEADLINES {
        let Some((name, days)) = table_of(owes.term) else {
            continue;
        };
        let missing = holes(owes.term, days);
        assert!(missing.is_empty(), "{name} is not tried over {missing:?}");
        let (variant, cited) = (
            format!("{:?}", owes.what),
            format!("\"{}\"", owes.paragraph),
        );
        let tried = TESTS.iter().flat_map(|source| source.lines()).any(|line| {
            let Some((_, rest)) = line
                .trim()
                .strip_prefix("fn ")
                .and_then(|rest| rest.split_once("()"))
            else {
                return false;
            };
            rest.split_whitespace()
                .take(3)
                .eq([variant.as_str(), &cited, name])
        });
        assert!(
            tried,
            "no test of the terms tries {variant} of {cited} with {name}"
        );
    }
}
