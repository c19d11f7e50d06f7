//! Where a case stands: the line of stages, the bar of the term, and the thresholds of paragraphs 2, 6 and 43 as they fill up.

use jiff::civil::Date;
use standard::{
    act::EndingGround,
    case::{Case, Stage},
    chapter_1_general::para_02_modes_of_stay::{MOST_MINUTES_A_DAY, day_stay},
    chapter_3_admission::para_16_term_and_extension::longest_last_day,
    chapter_7_ending::para_43_expulsion::{
        HospitalStay, Threshold, absence_clock, hospital_stays, in_the_way_of_expulsion,
        violations_counted,
    },
    journal::Journal,
    refusal::Refusal,
};

use crate::{
    sentence::{Cited, RefusalView},
    words::{Words, arguments},
};

/// A stage of the line.
pub struct StageView {
    /// Its name.
    pub name: String,
    /// The case is past it.
    pub passed: bool,
    /// The case is here.
    pub here: bool,
}

/// The bar of the term: positions from 0 to 600.
pub struct TermView {
    /// The last day of the agreement.
    pub end: i64,
    /// Today.
    pub now: i64,
    /// The last day of the longest extension.
    pub longest: i64,
    /// The same as a sentence.
    pub line: String,
}

/// Something that fills up, or runs, and what the order makes of it.
pub struct StandView {
    /// How far it has come, as a sentence.
    pub line: String,
    /// The same as marks: one for each that is needed, true where it is counted. Empty where nothing is counted up.
    pub marks: Vec<bool>,
    /// What follows, or does not; empty when there is nothing to say.
    pub help: String,
    /// What still stands in the way of the ending that it leads to.
    pub in_the_way: Vec<RefusalView>,
    /// The paragraph.
    pub paragraph: Cited,
}

/// The way that most files go; a stage aside of it is added where the case stands there.
const WAY: [Stage; 9] = [
    Stage::Intake,
    Stage::Identification,
    Stage::Recognised,
    Stage::AwaitingPermit,
    Stage::PermitReceived,
    Stage::Observation,
    Stage::Planning,
    Stage::InService,
    Stage::Ended,
];

/// The line of stages with the present one marked.
pub fn stages(words: Words, case: &Case) -> Vec<StageView> {
    let here = case.stage();
    let mut way: Vec<Stage> = WAY.to_vec();
    match here {
        Stage::Refused => way = vec![Stage::Intake, Stage::Identification, Stage::Refused],
        Stage::Suspended | Stage::Absent => way.insert(way.len() - 1, here),
        _ => {}
    }
    if here != Stage::Refused {
        way.push(Stage::Closed);
    }
    let at = way.iter().position(|stage| *stage == here).unwrap_or(0);
    way.iter()
        .enumerate()
        .map(|(index, stage)| StageView {
            name: words.named("stage", stage.name()),
            passed: index < at,
            here: index == at,
        })
        .collect()
}

/// The bar of the term; `None` without an agreement.
pub fn term(words: Words, case: &Case, today: Date) -> Option<TermView> {
    let agreement = case.agreement?;
    let longest = longest_last_day(agreement.on, case.edition).max(agreement.last_day);
    let days = |day: Date| i64::from((day - agreement.on).get_days());
    let whole = days(longest).max(1);
    let at = |day: Date| (days(day).clamp(0, whole) * 600) / whole;
    let line = words.with(
        "file-term-line",
        &arguments([
            ("from", words.figures(agreement.on).into()),
            ("to", words.figures(agreement.last_day).into()),
            ("today", words.figures(today).into()),
            ("longest", words.figures(longest).into()),
        ]),
    );
    Some(TermView {
        end: at(agreement.last_day),
        now: at(today),
        longest: 600,
        line,
    })
}

/// What fills up or runs in this case today; nothing of what has not begun.
pub fn stands(words: Words, journal: &Journal, today: Date) -> Vec<StandView> {
    let case = journal.case();
    let mut stands = Vec::new();
    stands.extend(day_stay_today(words, case, today));
    stands.extend(contraindications(words, case));
    stands.extend(violations(words, case, today));
    stands.extend(absence(words, case, today));
    stands.extend(hospital(words, journal, today));
    stands
}

/// What of it the page of an act shows above its fields.
pub fn beside(words: Words, act: &str, journal: &Journal, today: Date) -> Vec<StandView> {
    let case = journal.case();
    match act {
        "violation_recorded" => violations(words, case, today).into_iter().collect(),
        "contact_made" | "returned" => absence(words, case, today).into_iter().collect(),
        "hospital_stay_began" | "hospital_stay_ended" | "agreement_extended" => {
            hospital(words, journal, today).into_iter().collect()
        }
        "day_visit" => day_stay_today(words, case, today).into_iter().collect(),
        "agreement_concluded" | "contraindication_found" | "contraindication_cleared" => {
            contraindications(words, case).into_iter().collect()
        }
        "ended" => [
            violations(words, case, today),
            absence(words, case, today),
            contraindications(words, case),
        ]
        .into_iter()
        .flatten()
        .collect(),
        _ => Vec::new(),
    }
}

fn marks(threshold: Threshold) -> Vec<bool> {
    (1..=threshold.needed)
        .map(|each| each <= threshold.counted)
        .collect()
}

fn in_the_way(words: Words, case: &Case, ground: EndingGround, today: Date) -> Vec<RefusalView> {
    in_the_way_of_expulsion(case, ground, today)
        .into_iter()
        .map(|(paragraph, reason)| RefusalView::new(words, &Refusal::new(paragraph, reason)))
        .collect()
}

/// Said beside a threshold: nothing follows by itself.
fn decided_by_the_head(words: Words, in_the_way: &[RefusalView]) -> String {
    words.text(if in_the_way.is_empty() {
        "stand-head-decides"
    } else {
        "stand-in-the-way"
    })
}

fn violations(words: Words, case: &Case, today: Date) -> Option<StandView> {
    let counted =
        violations_counted(case).filter(|threshold| threshold.counted > 0 && !case.has_ended())?;
    let in_the_way = in_the_way(words, case, EndingGround::Violations, today);
    Some(StandView {
        line: of_needed(words, "stand-violations", counted),
        marks: marks(counted),
        help: decided_by_the_head(words, &in_the_way),
        in_the_way,
        paragraph: Cited::new(words, "43"),
    })
}

fn of_needed(words: Words, id: &str, threshold: Threshold) -> String {
    words.with(
        id,
        &arguments([
            ("counted", i64::from(threshold.counted).into()),
            ("needed", i64::from(threshold.needed).into()),
        ]),
    )
}

fn absence(words: Words, case: &Case, today: Date) -> Option<StandView> {
    let clock = absence_clock(case, today)?;
    let in_the_way = in_the_way(words, case, EndingGround::Absence, today);
    let line = words.with(
        "stand-absence",
        &arguments([
            ("since", words.day(clock.since, today).into()),
            ("counted", i64::from(clock.days.counted).into()),
            ("needed", i64::from(clock.days.needed).into()),
            ("from", words.day(clock.ground_from, today).into()),
        ]),
    );
    Some(StandView {
        line,
        marks: marks(clock.days),
        help: decided_by_the_head(words, &in_the_way),
        in_the_way,
        paragraph: Cited::new(words, "43"),
    })
}

fn hospital(words: Words, journal: &Journal, today: Date) -> Option<StandView> {
    let case = journal.case();
    let stays = hospital_stays(journal, today);
    let last = *stays.last()?;
    let days: i64 = stays.iter().map(|stay| i64::from(stay.days)).sum();
    let period = |stay: &HospitalStay| {
        let end = stay.to.map(|to| words.figures(to)).unwrap_or_default();
        format!("{} – {end}", words.figures(stay.from))
    };
    let periods: Vec<String> = stays.iter().map(period).collect();
    let id = if last.to.is_none() && !case.has_ended() {
        "stand-hospital-now"
    } else {
        "stand-hospital"
    };
    let line = words.with(
        id,
        &arguments([
            ("since", words.day(last.from, today).into()),
            ("days", days.into()),
            ("periods", periods.join("; ").into()),
        ]),
    );
    let help = match case.agreement {
        Some(agreement) if !case.has_ended() => words.with(
            "stand-hospital-term",
            &arguments([
                ("last", words.figures(agreement.last_day).into()),
                (
                    "longest",
                    words
                        .figures(longest_last_day(agreement.on, case.edition))
                        .into(),
                ),
            ]),
        ),
        _ => String::new(),
    };
    Some(StandView {
        line,
        marks: Vec::new(),
        help,
        in_the_way: Vec::new(),
        paragraph: Cited::new(words, "43"),
    })
}

/// The minutes of today's visits.
fn day_stay_today(words: Words, case: &Case, today: Date) -> Option<StandView> {
    let stay = day_stay(case, today)?;
    let line = words.with(
        "stand-day-stay",
        &arguments([
            ("minutes", i64::from(stay.minutes).into()),
            ("most", i64::from(MOST_MINUTES_A_DAY).into()),
            ("left", i64::from(stay.left).into()),
        ]),
    );
    Some(StandView {
        line,
        marks: Vec::new(),
        help: words.text("stand-day-stay-differs"),
        in_the_way: Vec::new(),
        paragraph: Cited::new(words, "2"),
    })
}

/// Contraindications that are open: they hold up the agreement, and nothing else.
fn contraindications(words: Words, case: &Case) -> Option<StandView> {
    if case.contraindications.is_empty() || case.has_ended() {
        return None;
    }
    let numbers: Vec<String> = case
        .contraindications
        .iter()
        .map(|(number, finding)| {
            let id = if finding.referred {
                "stand-finding-referred"
            } else {
                "stand-finding"
            };
            words.with(
                id,
                &arguments([
                    ("number", i64::from(*number).into()),
                    ("day", words.figures(finding.on).into()),
                ]),
            )
        })
        .collect();
    let help = if case.agreement.is_some() {
        "stand-contraindications-agreement"
    } else {
        "stand-contraindications-help"
    };
    Some(StandView {
        line: words.with_text("stand-contraindications", "list", &numbers.join("; ")),
        marks: Vec::new(),
        help: words.text(help),
        in_the_way: Vec::new(),
        paragraph: Cited::new(words, "6"),
    })
}
