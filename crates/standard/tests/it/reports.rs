//! Figures of paragraph 33 and of the period, and what of them may be published.

use jiff::civil::date;
use serde_json::json;
use standard::act::{Entry, parse_line};
use standard::calendar::Calendar;
use standard::journal::Journal;
use standard::report::{
    Division, Figures, GROUPS, Group, Month, Published, add_up, places, publish, shares,
};

use crate::scenario::Scenario;

fn journal(scenario: &Scenario) -> Journal {
    let text = scenario.text();
    let entries = (1..).zip(text.lines()).map(|(seq, line)| {
        let line = parse_line(line).expect("a line");
        Entry {
            seq,
            on: line.on,
            by: line.by,
            act: line.act,
        }
    });
    Journal::fold(entries)
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn figures(scenarios: &[Scenario], from: &str, to: &str) -> Figures {
    let today = date(2023, 12, 1);
    let all: Vec<_> = scenarios
        .iter()
        .map(|scenario| {
            let journal = journal(scenario);
            let duties = journal.case().duties(Calendar::embedded());
            shares(
                &journal.case().figures,
                &duties,
                month(from),
                month(to),
                today,
            )
        })
        .collect();
    add_up(&all)
}

fn at(figures: &Figures, group: &str, division: &str, part: &str) -> u32 {
    let group = figures
        .iter()
        .find(|each| each.group == group)
        .expect("a group");
    if division.is_empty() {
        return group.total;
    }
    let division = group
        .divisions
        .iter()
        .find(|each| each.division == division);
    let parts = &division.expect("a division").parts;
    let part = parts.iter().find(|(name, _)| name == part);
    part.expect("a part").1
}

/// From the application in February 2023 to an ending on 15 June, with the outcome on the 16th.
fn ended(outcome: &str) -> Scenario {
    Scenario::default()
        .application("2023-02-06")
        .interview("2023-02-07")
        .sheet("2023-02-07", "recognised")
        .package("2023-02-08", "paper")
        .permit_received("2023-02-13")
        .line(
            "2023-02-14",
            "head",
            "agreement_concluded",
            json!({"number": "A-1", "mode": "round_the_clock"}),
        )
        .line(
            "2023-03-01",
            "nurse",
            "service_given",
            json!({"code": "2.1", "quantity": 3}),
        )
        .line(
            "2023-04-01",
            "specialist",
            "service_given",
            json!({"code": "1.6"}),
        )
        .line(
            "2023-06-15",
            "head",
            "ended",
            json!({"ground": "written_application", "order": "7"}),
        )
        .line(
            "2023-06-16",
            "head",
            "outcome_assessed",
            json!({"resocialised": outcome}),
        )
        .accepted()
}

#[test]
fn para_33_the_resocialised_are_counted_among_those_whose_term_ended_in_the_period() {
    let three = [ended("yes"), ended("yes"), ended("no")];
    let june = figures(&three, "2023-06", "2023-06");
    assert_eq!(at(&june, "ended", "", ""), 3);
    assert_eq!(at(&june, "ended", "outcome", "yes"), 2);
    assert_eq!(at(&june, "ended", "outcome", "no"), 1);
    assert_eq!(at(&june, "ended", "ground", "written_application"), 3);
    assert_eq!(at(&june, "admitted", "", ""), 0);
    let may = figures(&three, "2023-01", "2023-05");
    assert_eq!(at(&may, "ended", "", ""), 0);
    assert_eq!(at(&may, "admitted", "", ""), 3);
    assert_eq!(at(&may, "services", "kind", "2"), 9);
    assert_eq!(at(&may, "services", "", ""), 12);
    assert_eq!(
        at(&figures(&three, "2023-03", "2023-03"), "services", "", ""),
        9
    );
}

#[test]
fn para_33_an_ending_that_was_taken_back_is_none_and_one_not_assessed_is_said_to_be() {
    let gone = ended("yes").line(
        "2023-06-20",
        "head",
        "entry_struck_out",
        json!({"line": 10, "reason": "the wrong file"}),
    );
    let june = figures(&[gone.accepted()], "2023-06", "2023-06");
    assert_eq!(at(&june, "ended", "outcome", "yes"), 0);
    assert_eq!(at(&june, "ended", "outcome", "not_assessed"), 1);
    // Late: no card, no report, no observation in time; and what was done in time.
    let all = figures(&[ended("yes")], "2023-01", "2023-12");
    let (late, in_time) = (
        at(&all, "duties", "time", "late"),
        at(&all, "duties", "time", "in_time"),
    );
    assert!(late > 0 && in_time > 0, "{late} {in_time}");
    assert_eq!(late + in_time, at(&all, "duties", "", ""));
}

#[test]
fn every_division_adds_up_to_its_total_in_the_whole_corpus() {
    let today = date(2028, 1, 1);
    let (from, to) = (month("2016-01"), month("2027-12"));
    let mut all = Vec::new();
    for (_, text) in crate::corpus::cases() {
        let entries = (1..).zip(text.lines()).filter_map(|(seq, line)| {
            let line = parse_line(line).ok()?;
            Some(Entry {
                seq,
                on: line.on,
                by: line.by,
                act: line.act,
            })
        });
        let journal = Journal::fold(entries);
        let duties = journal.case().duties(Calendar::embedded());
        all.push(shares(&journal.case().figures, &duties, from, to, today));
    }
    let figures = add_up(&all);
    for group in &figures {
        for division in &group.divisions {
            let sum: u32 = division.parts.iter().map(|(_, count)| count).sum();
            assert_eq!(sum, group.total, "{} {}", group.group, division.division);
        }
        assert!(group.total > 0, "{}: nothing was counted", group.group);
    }
    assert_eq!(places().len(), 5 + 4 + 9 + 9 + 2);
    assert_eq!(GROUPS.len(), figures.len());
}

fn group(total_of: &[&[u32]]) -> Group<u32> {
    Group {
        group: "ended".to_owned(),
        total: total_of[0].iter().sum(),
        divisions: total_of
            .iter()
            .map(|parts| Division {
                division: "ground".to_owned(),
                parts: parts
                    .iter()
                    .enumerate()
                    .map(|(at, count)| (at.to_string(), *count))
                    .collect(),
            })
            .collect(),
    }
}

fn published(parts: &[u32]) -> (Option<u32>, Vec<Option<u32>>) {
    let group = publish(&vec![group(&[parts])]).remove(0);
    let parts = group.divisions[0].parts.iter().map(|(_, count)| *count);
    (group.total, parts.collect())
}

#[test]
fn nothing_fewer_than_five_is_published_nor_what_would_tell_it() {
    // Large parts and none: all shown.
    assert_eq!(
        published(&[7, 0, 12]),
        (Some(19), vec![Some(7), Some(0), Some(12)])
    );
    // One small part: the next smallest goes with it, or subtraction would tell.
    assert_eq!(
        published(&[3, 40, 9, 0]),
        (Some(52), vec![None, Some(40), None, Some(0)])
    );
    // A small total tells nothing at all, not even where nobody is.
    assert_eq!(published(&[1, 0, 3]), (None, vec![None, None, None]));
    // Five people on five grounds: each would be one.
    assert_eq!(published(&[1, 1, 1, 1, 1]), (Some(5), vec![None; 5]));
    assert_eq!(published(&[0, 0]), (Some(0), vec![Some(0), Some(0)]));
}

/// How few and how many a figure that is left out can be, by what is published beside it.
fn between(total: u32, parts: &[Option<u32>]) -> (u32, u32) {
    let shown: u32 = parts.iter().flatten().sum();
    let number = u32::try_from(parts.iter().filter(|part| part.is_none()).count()).expect("few");
    // Whoever knows how the figures are made knows that a part left out is not zero, unless all are.
    let least = u32::from(usize::try_from(number).expect("few") < parts.len());
    let left = total - shown;
    (least, left - least * (number - 1))
}

fn check(figures: &Figures, published: &Published) {
    for (group, shown) in figures.iter().zip(published) {
        assert!(shown.total.is_none_or(|total| total == 0 || total >= 5));
        for (parts, division) in group.divisions.iter().zip(&shown.divisions) {
            let counts: Vec<Option<u32>> = division.parts.iter().map(|(_, count)| *count).collect();
            for (count, (_, real)) in counts.iter().zip(&parts.parts) {
                assert!(count.is_none_or(|count| count == *real && (count == 0 || count >= 5)));
            }
            let Some(total) = shown.total else {
                // Then nothing at all is shown, or the other division would tell the total.
                assert!(counts.iter().all(Option::is_none), "{shown:?}");
                continue;
            };
            if counts.contains(&None) {
                let (least, most) = between(total, &counts);
                assert!(most >= least + 4, "{group:?} {shown:?}");
            }
        }
    }
}

#[test]
fn long_nothing_that_is_left_out_of_a_report_can_be_worked_out() {
    let check_ = assurance::long(
        "no figure left out of a published report can be worked out by subtraction",
        "reports",
        1_000_000,
    );
    let mut state = check_.seed();
    let mut dice = |n: u32| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(n)).expect("below n")
    };
    let mut tried = 0;
    while tried < check_.size() {
        let parts: Vec<u32> = (0..2 + dice(8))
            .map(|_| match dice(4) {
                0 => 0,
                1 => dice(3),
                2 => dice(12),
                _ => dice(200),
            })
            .collect();
        let total: u32 = parts.iter().sum();
        let first = dice(total + 1);
        let second = dice(total - first + 1);
        let other = [first, second, total - first - second];
        let figures = vec![group(&[&parts, &other])];
        check(&figures, &publish(&figures));
        tried += 1;
    }
    check_.held(tried);
}
