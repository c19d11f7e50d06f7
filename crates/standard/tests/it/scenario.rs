//! Scenarios: lines of acts in, stages, duties, refusals and warnings out, as `tirek simulate` sees them.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use standard::calendar::Calendar;
use standard::refusal::Reason;
use standard::simulation::{FileError, FileOutcome, Remark, SimulatedDuty, Simulation, simulate};

/// A day written `YYYY-MM-DD`.
pub fn day(text: &str) -> Date {
    text.parse()
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

/// The day after.
pub fn day_after(text: &str) -> String {
    (day(text) + 1.day()).to_string()
}

/// The answer of `simulate` with the calendar that the program carries.
pub fn play(text: &str, as_of: Option<&str>) -> Result<Simulation, FileError> {
    simulate(text, as_of.map(day), Calendar::embedded())
}

/// The lines of one file.
#[derive(Clone, Default)]
pub struct Scenario {
    lines: Vec<Value>,
    as_of: Option<String>,
    file: Option<&'static str>,
}

/// How a file of one recipient stands after its lines.
pub struct Played(pub FileOutcome);

impl Scenario {
    /// Adds a line.
    pub fn line(mut self, on: &str, by: &str, act: &str, facts: Value) -> Self {
        let Value::Object(facts) = facts else {
            panic!("the facts of {act} are an object")
        };
        let mut line = Map::new();
        if let Some(file) = self.file {
            line.insert("file".to_owned(), json!(file));
        }
        for (key, value) in [("on", on), ("by", by), ("act", act)] {
            line.insert(key.to_owned(), json!(value));
        }
        line.extend(facts);
        self.lines.push(Value::Object(line));
        self
    }

    /// Adds a line of a social work specialist without facts.
    pub fn plain(self, on: &str, act: &str) -> Self {
        self.line(on, "specialist", act, json!({}))
    }

    /// The next lines belong to that file.
    pub fn file(mut self, name: &'static str) -> Self {
        self.file = Some(name);
        self
    }

    /// Judges lateness on that day.
    pub fn judged_on(mut self, day: &str) -> Self {
        self.as_of = Some(day.to_owned());
        self
    }

    /// How many lines there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.lines.len()).expect("few lines")
    }

    /// JSON Lines.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Plays a scenario of several files.
    pub fn play_family(&self) -> std::collections::BTreeMap<String, FileOutcome> {
        match play(&self.text(), self.as_of.as_deref()) {
            Ok(Simulation::Several(files)) => files,
            Ok(Simulation::One(_)) => panic!("one file only"),
            Err(error) => panic!("{error}\n{}", self.text()),
        }
    }

    /// Plays a scenario of one file.
    pub fn play(&self) -> Played {
        match play(&self.text(), self.as_of.as_deref()) {
            Ok(Simulation::One(outcome)) => Played(outcome),
            Ok(Simulation::Several(_)) => panic!("several files"),
            Err(error) => panic!("{error}\n{}", self.text()),
        }
    }

    /// The refusals of all files, and how many lines there are.
    fn refusals(&self) -> Vec<Remark> {
        match play(&self.text(), self.as_of.as_deref()) {
            Ok(Simulation::One(outcome)) => outcome.refused,
            Ok(Simulation::Several(files)) => {
                files.into_values().flat_map(|file| file.refused).collect()
            }
            Err(error) => panic!("{error}\n{}", self.text()),
        }
    }

    /// The last line is refused, and no other, with that paragraph and reason.
    #[track_caller]
    pub fn refused(self, paragraph: &str, reason: Reason) -> Self {
        let refused = self.refusals();
        assert_eq!(refused.len(), 1, "refused: {refused:#?}\n{}", self.text());
        let remark = &refused[0];
        assert_eq!(remark.line, self.len(), "{remark:?}\n{}", self.text());
        assert_eq!(remark.paragraph, paragraph, "{remark:?}");
        assert!(remark.reason.starts_with(reason.english()), "{remark:?}");
        self
    }

    /// Every line is accepted.
    #[track_caller]
    pub fn accepted(self) -> Self {
        let refused = self.refusals();
        assert!(refused.is_empty(), "{refused:#?}\n{}", self.text());
        self
    }

    // The usual way, one act each.

    pub fn application(self, on: &str) -> Self {
        self.application_with_children(on, 0)
    }

    pub fn application_with_children(self, on: &str, children: u32) -> Self {
        let facts = json!({"consent": true, "rules_acknowledged": true, "warned": true, "children": children});
        self.line(on, "specialist", "application_registered", facts)
    }

    pub fn interview(self, on: &str) -> Self {
        let attested = [
            "place_fit",
            "room_safe",
            "room_isolated",
            "room_bright",
            "room_warm",
            "no_other_work",
            "no_calls",
            "no_other_conversations",
        ];
        self.line(
            on,
            "psychologist",
            "interview_held",
            json!({"attested": attested}),
        )
    }

    pub fn sheet(self, on: &str, outcome: &str) -> Self {
        let facts = json!({"outcome": outcome, "indicators": [2, 9, 21], "signatories": ["organization", "authorized_body"]});
        self.line(on, "specialist", "evaluation_sheet_filled", facts)
    }

    pub fn waiver(self, on: &str) -> Self {
        let facts = json!({"investigation": true, "injured_party": true});
        self.line(on, "specialist", "identification_waived", facts)
    }

    pub fn package(self, on: &str, channel: &str) -> Self {
        let facts = json!({"channel": channel, "documents": ["annex_1", "annex_2"]});
        self.line(on, "specialist", "package_sent", facts)
    }

    pub fn package_received(self, on: &str) -> Self {
        self.line(on, "authorized_body", "package_received_by_body", json!({}))
    }

    pub fn permit_issued(self, on: &str) -> Self {
        self.line(
            on,
            "authorized_body",
            "permit_issued",
            json!({"number": "P-1"}),
        )
    }

    pub fn permit_sent(self, on: &str) -> Self {
        self.line(on, "authorized_body", "permit_sent", json!({}))
    }

    pub fn permit_received(self, on: &str) -> Self {
        self.line(
            on,
            "specialist",
            "permit_received",
            json!({"number": "P-1"}),
        )
    }

    pub fn agreement(self, on: &str) -> Self {
        self.agreement_with(on, json!({"number": "A-1", "mode": "round_the_clock"}))
    }

    pub fn agreement_with(self, on: &str, facts: Value) -> Self {
        self.line(on, "head", "agreement_concluded", facts)
    }

    pub fn extension(self, on: &str, until: &str) -> Self {
        let facts = json!({"ground": "criminal_case", "until": until});
        self.line(on, "head", "agreement_extended", facts)
    }

    pub fn child(self, on: &str, child: u32, how: &str) -> Self {
        self.line(
            on,
            "specialist",
            "child_settled",
            json!({"child": child, "how": how}),
        )
    }

    pub fn card(self, on: &str) -> Self {
        self.line(
            on,
            "specialist",
            "registration_card_filled",
            json!({"reported_to_police": "yes"}),
        )
    }

    pub fn portal(self, on: &str) -> Self {
        self.line(
            on,
            "specialist",
            "portal_entered",
            json!({"reference": "R-1"}),
        )
    }

    pub fn observation(self, on: &str) -> Self {
        self.line(
            on,
            "psychologist",
            "observation_held",
            json!({"from": on, "to": on}),
        )
    }

    pub fn assessment(self, on: &str) -> Self {
        let facts = json!({"specialists": ["specialist", "psychologist"], "opinion": "recorded"});
        self.line(on, "specialist", "needs_assessed", facts)
    }

    pub fn draft(self, on: &str, from: &str, to: &str) -> Self {
        let items = json!([{"code": "3.4", "responsible": "psychologist"}, {"code": "8.1", "responsible": "lawyer"}]);
        self.line(
            on,
            "specialist",
            "plan_drawn_up",
            json!({"from": from, "to": to, "items": items}),
        )
    }

    pub fn approval(self, on: &str) -> Self {
        self.line(on, "head", "plan_approved", json!({}))
    }

    pub fn monitoring(self, on: &str, decision: &str) -> Self {
        self.line(
            on,
            "specialist",
            "monitoring_recorded",
            json!({"decision": decision}),
        )
    }

    pub fn closing_entry(self, on: &str) -> Self {
        let facts = json!({"decision": "complete_early", "closing": true});
        self.line(on, "specialist", "monitoring_recorded", facts)
    }

    pub fn results(self, on: &str, specialist: &str) -> Self {
        self.line(
            on,
            specialist,
            "results_recorded",
            json!({"specialist": specialist}),
        )
    }

    pub fn service(self, on: &str, code: &str) -> Self {
        self.line(on, "specialist", "service_given", json!({"code": code}))
    }

    pub fn violation(self, on: &str) -> Self {
        self.plain(on, "violation_recorded")
    }

    pub fn left(self, on: &str) -> Self {
        self.plain(on, "left_without_permission")
    }

    pub fn ended(self, on: &str, ground: &str) -> Self {
        self.ended_with(on, json!({"ground": ground, "order": "O-1"}))
    }

    pub fn ended_with(self, on: &str, facts: Value) -> Self {
        self.line(on, "head", "ended", facts)
    }

    pub fn reinstated(self, on: &str) -> Self {
        self.line(
            on,
            "head",
            "reinstated",
            json!({"reason": "detention", "order": "O-2"}),
        )
    }

    pub fn belongings_returned(self, on: &str) -> Self {
        self.plain(on, "belongings_returned")
    }

    pub fn outcome(self, on: &str) -> Self {
        self.line(
            on,
            "head",
            "outcome_assessed",
            json!({"resocialised": "yes"}),
        )
    }

    pub fn struck(self, on: &str, line: u32) -> Self {
        self.line(
            on,
            "specialist",
            "entry_struck_out",
            json!({"line": line, "reason": "a slip"}),
        )
    }
}

/// Applied on that day.
pub fn applied(on: &str) -> Scenario {
    Scenario::default().application(on)
}

/// Applied, interviewed and recognised on that day.
pub fn recognised(on: &str) -> Scenario {
    applied(on).interview(on).sheet(on, "recognised")
}

/// As [`recognised`], and the package sent in the program and received.
pub fn requested(on: &str) -> Scenario {
    recognised(on).package(on, "in_system").package_received(on)
}

/// As [`requested`], with the permit in hand.
pub fn permitted(on: &str) -> Scenario {
    requested(on)
        .permit_issued(on)
        .permit_sent(on)
        .permit_received(on)
}

/// As [`permitted`], with the agreement concluded.
pub fn agreed(on: &str) -> Scenario {
    permitted(on).agreement(on)
}

/// As [`agreed`], for a day stay.
pub fn day_stay(on: &str) -> Scenario {
    permitted(on).agreement_with(on, json!({"number": "A-1", "mode": "day"}))
}

/// As [`agreed`], observed and assessed.
pub fn assessed(on: &str) -> Scenario {
    agreed(on).observation(on).assessment(on)
}

/// As [`assessed`], with an approved plan of those days.
pub fn planned(on: &str, from: &str, to: &str) -> Scenario {
    assessed(on).draft(on, from, to).approval(on)
}

/// Agreement and plan from 3 October 2022 to 3 April 2023.
pub fn in_service() -> Scenario {
    planned("2022-10-03", "2022-10-03", "2023-04-03")
}

/// As [`in_service`], absent since that day.
pub fn absent_since(on: &str) -> Scenario {
    in_service().left(on)
}

/// A representative's file `mother` and a child's file `child`, both with an agreement of that day.
pub fn family(on: &str) -> Scenario {
    Scenario::default()
        .file("mother")
        .application_with_children(on, 1)
        .interview(on)
        .sheet(on, "recognised")
        .package(on, "paper")
        .permit_received(on)
        .child(on, 1, "admitted")
        .agreement(on)
        .file("child")
        .line(
            on,
            "specialist",
            "admitted_with_representative",
            json!({"representative": "mother"}),
        )
        .agreement(on)
}

impl Played {
    /// The stage by name.
    pub fn stage(&self) -> &'static str {
        self.0.stage.name()
    }

    /// All duties of that name.
    pub fn duties(&self, what: &str) -> Vec<&SimulatedDuty> {
        self.0
            .duties
            .iter()
            .filter(|duty| duty.what == what)
            .collect()
    }

    /// The only duty of that name.
    #[track_caller]
    pub fn duty(&self, what: &str) -> &SimulatedDuty {
        let duties = self.duties(what);
        assert_eq!(duties.len(), 1, "{what}: {:#?}", self.0.duties);
        duties[0]
    }

    /// There is none of that name.
    #[track_caller]
    pub fn owes_no(&self, what: &str) {
        assert!(self.duties(what).is_empty(), "{:#?}", self.0.duties);
    }

    /// The duty is open and due on that day.
    #[track_caller]
    pub fn owes(&self, what: &str, due: &str) {
        let duty = self.duty(what);
        assert_eq!((duty.due, duty.done), (Some(day(due)), None), "{duty:?}");
    }

    /// The duty was done on that day.
    #[track_caller]
    pub fn did(&self, what: &str, done: &str) {
        let duty = self.duty(what);
        assert_eq!(duty.done, Some(day(done)), "{duty:?}");
    }

    /// Nothing is marked.
    pub fn warnings(&self) -> &[Remark] {
        &self.0.warnings
    }
}

/// A duty from its event to its closing: due on that day, in time on it, late on the next, open or done.
#[track_caller]
pub fn check_term(
    what: &str,
    paragraph: &str,
    (event, due): (&str, &str),
    opened: impl Fn(&str) -> Scenario,
    closed: impl Fn(Scenario, &str) -> Scenario,
) {
    let next = day_after(due);
    let see = |scenario: Scenario, as_of: &str, done: Option<&str>, late: bool| {
        let played = scenario.accepted().judged_on(as_of).play();
        let duty = played
            .0
            .duties
            .iter()
            .find(|duty| duty.what == what && duty.due == Some(day(due)))
            .unwrap_or_else(|| panic!("{what} of {event} due {due}: {:#?}", played.0.duties));
        assert_eq!(duty.paragraph, paragraph);
        assert_eq!(duty.from, day(event));
        assert_eq!(duty.done, done.map(day), "{duty:?}");
        assert_eq!(duty.late, late, "as of {as_of}: {duty:?}");
    };
    see(opened(event), due, None, false);
    see(opened(event), &next, None, true);
    see(closed(opened(event), due), due, Some(due), false);
    see(closed(opened(event), &next), &next, Some(&next), true);
}

/// One working day: an ordinary week, a working Saturday, New Year, Nauryz, a month's end, five days off in a row.
pub const ONE_WORKING_DAY: &[(&str, &str)] = &[
    ("2022-10-03", "2022-10-04"),
    ("2022-10-21", "2022-10-22"),
    ("2022-12-30", "2023-01-04"),
    ("2023-03-20", "2023-03-24"),
    ("2022-08-31", "2022-09-01"),
    ("2024-06-14", "2024-06-17"),
    ("2026-03-20", "2026-03-26"),
];

/// Three working days: an ordinary week, Republic Day after a working Saturday, New Year, May, a month's end on either side.
pub const THREE_WORKING_DAYS: &[(&str, &str)] = &[
    ("2022-10-03", "2022-10-06"),
    ("2022-10-21", "2022-10-27"),
    ("2022-12-28", "2023-01-04"),
    ("2023-05-05", "2023-05-12"),
    ("2022-08-25", "2022-08-31"),
    ("2022-09-29", "2022-10-04"),
];

/// The day itself, whatever day it is: worked, a holiday, a working Saturday, the last of a year and of a month.
pub const SAME_DAY: &[(&str, &str)] = &[
    ("2022-10-03", "2022-10-03"),
    ("2022-10-25", "2022-10-25"),
    ("2022-10-22", "2022-10-22"),
    ("2022-12-31", "2022-12-31"),
    ("2023-02-28", "2023-02-28"),
];

/// Three calendar days, which never roll over: onto a day off, over New Year, over a holiday, over a month's end and onto it.
pub const THREE_CALENDAR_DAYS: &[(&str, &str)] = &[
    ("2022-10-03", "2022-10-06"),
    ("2022-10-21", "2022-10-24"),
    ("2022-12-30", "2023-01-02"),
    ("2023-03-19", "2023-03-22"),
    ("2024-02-27", "2024-03-01"),
    ("2022-11-27", "2022-11-30"),
];

/// Six months: the corresponding date or the last of the month, on whatever day it falls.
pub const SIX_MONTHS: &[(&str, &str)] = &[
    ("2022-10-03", "2023-04-03"),
    ("2022-08-31", "2023-02-28"),
    ("2023-08-31", "2024-02-29"),
    ("2022-07-01", "2023-01-01"),
    ("2022-04-22", "2022-10-22"),
    ("2022-04-25", "2022-10-25"),
];

/// Three months, read in the same way.
pub const THREE_MONTHS: &[(&str, &str)] = &[
    ("2022-10-03", "2023-01-03"),
    ("2022-11-30", "2023-02-28"),
    ("2023-11-30", "2024-02-29"),
    ("2022-10-01", "2023-01-01"),
    ("2022-07-22", "2022-10-22"),
    ("2022-07-25", "2022-10-25"),
];

/// Terms of the order, one test each, named by paragraph and duty: `docs/deadlines.approved.md` reads these lines.
macro_rules! terms {
    ($(fn $name:ident() $what:ident $paragraph:literal $days:ident opened $opened:expr, closed $closed:expr;)*) => {$(
        #[test]
        fn $name() {
            let what = standard::duty::What::$what.name();
            for days in crate::scenario::$days {
                crate::scenario::check_term(what, $paragraph, *days, $opened, $closed);
            }
        }
    )*};
}
pub(crate) use terms;

/// Refusals, one test each, named by paragraph: a scenario whose last line is refused, and one where it just is not.
macro_rules! refusals {
    ($(fn $name:ident() $reason:ident $paragraph:literal refused $refused:expr, but not $accepted:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let reason = standard::refusal::Reason::$reason;
                let _ = $refused.refused($paragraph, reason);
                let _ = $accepted.accepted();
            }
        )*

        /// The reasons that this file triggers.
        pub const REASONS: &[standard::refusal::Reason] = &[$(standard::refusal::Reason::$reason),*];
    };
}
pub(crate) use refusals;
