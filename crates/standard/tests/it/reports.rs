//! Figures of paragraph 33 and of the period, and what of them may be published.

use std::collections::BTreeMap;

use jiff::civil::date;
use serde_json::json;
use standard::act::{Entry, parse_line};
use standard::calendar::Calendar;
use standard::journal::Journal;
use standard::report::{Figures, GROUPS, Month, Place, Published, add_up, places, publish, shares};

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

/// What one person adds to the services: how many of each kind, from kind 0 on.
fn services(kinds: &[u32]) -> BTreeMap<Place, u32> {
    let at = |division, part| Place {
        group: "services",
        division,
        part,
    };
    let mut share = BTreeMap::new();
    let (_, divisions) = GROUPS[3];
    for (count, part) in kinds
        .iter()
        .zip(divisions[0].1)
        .filter(|(count, _)| **count > 0)
    {
        share.insert(at("kind", *part), *count);
        *share.entry(at("", "")).or_default() += count;
    }
    share
}

/// The total of the services and their kinds as they are published, as many kinds as a person was given.
fn published(people: &[&[u32]]) -> (Option<u32>, Vec<Option<u32>>) {
    let shares: Vec<_> = people.iter().map(|kinds| services(kinds)).collect();
    let services = publish(&shares).remove(3);
    let kinds = services.divisions[0].parts.iter().map(|(_, count)| *count);
    let shown = people.first().map_or(2, |kinds| kinds.len());
    (services.total, kinds.take(shown).collect())
}

#[test]
fn nothing_about_fewer_than_five_people_is_published_nor_what_would_tell_it() {
    // Five people with both kinds: all shown.
    assert_eq!(
        published(&[&[7, 0, 12][..]; 5]),
        (Some(95), vec![Some(35), Some(0), Some(60)])
    );
    // Twelve psychological services to one person are about that person: they go, and with them the next smallest, or subtraction
    // would tell.
    let mut house = [[8, 0, 3, 0]; 6];
    house[0] = [8, 0, 3, 12];
    assert_eq!(
        published(&house.each_ref().map(<[u32; 4]>::as_slice)),
        (Some(78), vec![Some(48), Some(0), None, None])
    );
    // Two parts of one and the same person: their sum is about her as well, so that a part of others goes with them.
    let mut house = [[8, 0, 0, 0]; 6];
    house[0] = [8, 0, 30, 40];
    assert_eq!(
        published(&house.each_ref().map(<[u32; 4]>::as_slice)),
        (Some(118), vec![None, Some(0), None, None])
    );
    // Few people tell nothing at all, not even what nobody was given.
    assert_eq!(published(&[&[100, 0, 30][..]; 4]), (None, vec![None; 3]));
    // Five people with one kind each: each would be one.
    let each: [&[u32]; 5] = [
        &[1, 0, 0, 0, 0],
        &[0, 1, 0, 0, 0],
        &[0, 0, 1, 0, 0],
        &[0, 0, 0, 1, 0],
        &[0, 0, 0, 0, 1],
    ];
    assert_eq!(published(&each), (Some(5), vec![None; 5]));
    assert_eq!(published(&[]), (Some(0), vec![Some(0), Some(0)]));
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

/// How many people add to any of these places.
fn people(shares: &[BTreeMap<Place, u32>], of: &[Place]) -> usize {
    shares
        .iter()
        .filter(|share| of.iter().any(|place| share.contains_key(place)))
        .count()
}

fn check(shares: &[BTreeMap<Place, u32>], published: &Published) {
    let exact = add_up(shares);
    for (((name, divisions), group), shown) in GROUPS.iter().zip(&exact).zip(published) {
        let place = |division, part| Place {
            group: name,
            division,
            part,
        };
        let all = people(shares, &[place("", "")]);
        assert_eq!(shown.total.is_none(), (1..5).contains(&all), "{shown:?}");
        assert!(shown.total.is_none_or(|total| total == group.total));
        for (((name, parts), real), division) in
            divisions.iter().zip(&group.divisions).zip(&shown.divisions)
        {
            let counts: Vec<Option<u32>> = division.parts.iter().map(|(_, count)| *count).collect();
            for ((part, count), (_, real)) in parts.iter().zip(&counts).zip(&real.parts) {
                let adding = people(shares, &[place(*name, *part)]);
                assert!(count.is_none_or(|count| count == *real && !(1..5).contains(&adding)));
            }
            let Some(total) = shown.total else {
                // Then nothing at all is shown, or the other division would tell the total.
                assert!(counts.iter().all(Option::is_none), "{shown:?}");
                continue;
            };
            if counts.contains(&None) {
                let (least, most) = between(total, &counts);
                assert!(most >= least + 4, "{group:?} {shown:?}");
                // What is left out together is known by subtraction: it must not be about few people either.
                let hidden = parts
                    .iter()
                    .zip(&counts)
                    .filter(|(_, count)| count.is_none());
                let hidden: Vec<_> = hidden.map(|(part, _)| place(*name, *part)).collect();
                assert!(people(shares, &hidden) >= 5, "{group:?} {shown:?}");
            }
        }
    }
}

#[test]
fn long_nothing_that_is_left_out_of_a_report_can_be_worked_out() {
    let check_ = assurance::long(
        "no figure left out of a published report can be worked out by subtraction, nor is one published that is about few people",
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
    let ended = |division, part| Place {
        group: "ended",
        division,
        part,
    };
    let (_, ways) = GROUPS[2];
    let mut tried = 0;
    while tried < check_.size() {
        // How common each kind is in this house: of one in so many people, and how much each of them gets.
        let common: Vec<(u32, u32)> = (0..9)
            .map(|_| match dice(4) {
                0 => (0, 1),
                1 => (8, 40),
                2 => (3, 3),
                _ => (1, 20),
            })
            .collect();
        let shares: Vec<_> = (0..dice(14))
            .map(|_| {
                let kinds: Vec<u32> = common
                    .iter()
                    .map(|&(one_in, most)| match one_in {
                        0 => 0,
                        one_in if dice(one_in) == 0 => 1 + dice(most),
                        _ => 0,
                    })
                    .collect();
                let mut share = services(&kinds);
                if dice(2) == 0 {
                    let outcome = ways[0].1[dice(4) as usize];
                    let grounds = 1 + dice(9);
                    let ground = ways[1].1[dice(grounds) as usize];
                    for place in [
                        ended("", ""),
                        ended("outcome", outcome),
                        ended("ground", ground),
                    ] {
                        share.insert(place, 1);
                    }
                }
                share
            })
            .collect();
        check(&shares, &publish(&shares));
        tried += 1;
    }
    check_.held(tried);
}
