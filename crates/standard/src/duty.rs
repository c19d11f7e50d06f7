//! Duties: what somebody owes, from which day, until when. Derived from the acts, never typed in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::calendar::{Calendar, NoCalendar};
use crate::term::Term;

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $text:literal, cited [$($paragraph:literal),*];)*) => {
        /// What is owed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum What { $($(#[$doc])* #[serde(rename = $text)] $name),* }

        impl What {
            /// All duties, in the order of the law.
            pub const ALL: &'static [What] = &[$(What::$name),*];

            /// The name in stored data and in the output of `tirek simulate`.
            pub fn name(self) -> &'static str {
                match self { $(What::$name => $text),* }
            }

            /// The paragraphs that it comes from.
            pub fn paragraphs(self) -> &'static [&'static str] {
                match self { $(What::$name => &[$($paragraph),*]),* }
            }
        }
    };
}

whats! {
    /// Identify the person.
    Identify = "identify", cited ["10", "11"];
    /// Receive a person whom another body recognised and referred.
    Receive = "receive", cited ["9"];
    /// Send application and evaluation sheet to the authorized body.
    SendPackage = "send_package", cited ["14"];
    /// Give the notice of refusal.
    NotifyRefusal = "notify_refusal", cited ["14"];
    /// Draw up the report of Annex 8.
    DrawUpReport = "draw_up_report", cited ["14-1"];
    /// Issue the permit.
    IssuePermit = "issue_permit", cited ["15"];
    /// Send the permit to the organization.
    SendPermit = "send_permit", cited ["15"];
    /// Conclude the agreement.
    ConcludeAgreement = "conclude_agreement", cited ["15"];
    /// Observe the recipient and assess the needs.
    ObserveAndAssess = "observe_and_assess", cited ["27"];
    /// Fill the registration card.
    FillCard = "fill_card", cited ["20"];
    /// Enter the card in the portal.
    EnterPortal = "enter_portal", cited ["20"];
    /// Tell the police of the fact, without identity.
    NotifyPolice = "notify_police", cited ["21"];
    /// End the services or extend the agreement.
    EndOrExtend = "end_or_extend", cited ["16"];
    /// Notify the guardianship authorities.
    NotifyGuardianship = "notify_guardianship", cited ["19"];
    /// Hand the child over.
    HandOverChild = "hand_over_child", cited ["19"];
    /// Settle where a child lives.
    SettleChild = "settle_child", cited ["19"];
    /// Refer the person to a healthcare organization.
    ReferToHealthcare = "refer_to_healthcare", cited ["6"];
    /// Draw up and approve the individual plan.
    ApprovePlan = "approve_plan", cited ["29"];
    /// Approve the plan that follows.
    NextPlan = "next_plan", cited ["29"];
    /// Adjust the plan.
    AdjustPlan = "adjust_plan", cited ["32"];
    /// Make the monitoring entry.
    Monitor = "monitor", cited ["31"];
    /// Record the results of a specialist.
    RecordResults = "record_results", cited ["35"];
    /// Return the belongings.
    ReturnBelongings = "return_belongings", cited ["45"];
    /// Assess the outcome.
    AssessOutcome = "assess_outcome", cited ["33"];
}

/// Who owes a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The organization: any of its specialists or its head.
    Organization,
    /// One role.
    Role(Actor),
}

impl Who {
    /// The district (city) authorized body.
    pub const AUTHORIZED_BODY: Who = Who::Role(Actor::AuthorizedBody);
    /// The head.
    pub const HEAD: Who = Who::Role(Actor::Head);
    /// The social work specialist.
    pub const SPECIALIST: Who = Who::Role(Actor::Specialist);

    /// The name in stored data and in the output of `tirek simulate`.
    pub fn name(self) -> &'static str {
        match self {
            Who::Organization => "organization",
            Who::Role(actor) => actor.name(),
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "organization" => Some(Who::Organization),
            _ => Actor::from_name(name).map(Who::Role),
        }
    }
}

impl Serialize for Who {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Who::from_name(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("nobody is called {name:?}")))
    }
}

/// A duty as the order lays it down: it stands in the file of its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Owes {
    /// The paragraph.
    pub paragraph: &'static str,
    /// What is owed.
    pub what: What,
    /// Who owes it.
    pub who: Who,
    /// How long it leaves.
    pub term: Term,
}

impl<'de> Deserialize<'de> for Owes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Stored {
            paragraph: String,
            what: What,
            who: Who,
            term: Term,
        }
        let stored = Stored::deserialize(deserializer)?;
        let cited = stored.what.paragraphs().iter();
        let paragraph = cited
            .copied()
            .find(|cited| *cited == stored.paragraph)
            .ok_or_else(|| serde::de::Error::custom("a duty of another paragraph"))?;
        Ok(Owes {
            paragraph,
            what: stored.what,
            who: stored.who,
            term: stored.term,
        })
    }
}

/// A duty of a case, as the fold keeps it: no calendar was asked yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// The duty.
    pub owes: Owes,
    /// The day that it counts from.
    pub from: Date,
    /// The entry that opened it.
    pub opened_by: u32,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// An ending made it pointless.
    pub withdrawn: bool,
    /// What it is about, where a file has several of the same: the number of a quarter, of a finding.
    pub(crate) about: About,
}

/// What tells duties of one name apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum About {
    Nothing,
    Finding(u8),
    Child(crate::act::Child),
    /// Quarter of the plan that was approved by the entry; the day from which its entry counts.
    Quarter {
        plan: u32,
        number: u32,
        begins: Date,
    },
    Closing {
        plan: u32,
        begins: Date,
    },
    Plan(u32),
}

/// A duty with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The paragraph that it comes from.
    pub paragraph: String,
    /// What is owed.
    pub what: What,
    /// Who owes it.
    pub who: Who,
    /// The day that it counts from, itself not counted.
    pub from: Date,
    /// How long it leaves.
    pub term: Term,
    /// The last day in time; `None` when the order states none, or there is no calendar.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// The count leans on a year whose transfers are not published.
    pub provisional: bool,
    /// Days that did not count.
    pub passed_over: Vec<Date>,
    /// The year for which there is no calendar, when that is why no day is given.
    pub no_calendar: Option<i16>,
    /// The entry that opened it.
    pub opened_by: u32,
    /// An ending made it pointless while it was open.
    pub withdrawn: bool,
}

impl Duty {
    /// The duty as the calendar counts it.
    pub fn of(owed: &Owed, calendar: &Calendar) -> Self {
        let (ran, no_calendar) = match owed.owes.term.run(owed.from, calendar) {
            Ok(ran) => (ran, None),
            Err(NoCalendar { year }) => (Default::default(), Some(year)),
        };
        Duty {
            paragraph: owed.owes.paragraph.to_owned(),
            what: owed.owes.what,
            who: owed.owes.who,
            from: owed.from,
            term: owed.owes.term,
            due: ran.due,
            done: owed.done,
            provisional: ran.provisional,
            passed_over: ran.passed_over,
            no_calendar,
            opened_by: owed.opened_by,
            withdrawn: owed.withdrawn,
        }
    }

    /// Whether it still waits.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && !self.withdrawn
    }

    /// Whether it was done after its last day, or is open and today is after it.
    pub fn is_late(&self, today: Date) -> bool {
        !self.withdrawn && self.due.is_some_and(|due| self.done.unwrap_or(today) > due)
    }

    /// By how many working days it is late; `None` when it is not, or there is no calendar.
    pub fn working_days_late(&self, today: Date, calendar: &Calendar) -> Option<u32> {
        let due = self.due.filter(|_| self.is_late(today))?;
        calendar.working_days_late(due, self.done.unwrap_or(today))
    }
}

/// What becomes of a duty when an act is entered or struck out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is owed from now on.
    Opened(Duty),
    /// It is done with this.
    Done(Duty),
    /// It is open again: what did it no longer counts.
    Reopened(Duty),
    /// It was done or open, and its last day is another: with the one before.
    Moved(Duty, Option<Date>),
    /// It is no longer owed.
    Gone(Duty),
}

/// What changes from the duties before to the duties after, in the order in which they arose.
pub fn changes(before: &[Duty], after: &[Duty]) -> Vec<Change> {
    let mut left: Vec<&Duty> = before.iter().collect();
    let mut changes = Vec::new();
    for duty in after {
        let same = |other: &&Duty| {
            other.what == duty.what
                && other.who == duty.who
                && other.opened_by == duty.opened_by
                && other.paragraph == duty.paragraph
        };
        // Several of a kind (the quarters of a plan) are told apart by their days, where these stayed.
        let at = left
            .iter()
            .position(|other| same(other) && other.due == duty.due && other.from == duty.from)
            .or_else(|| left.iter().position(same));
        let Some(earlier) = at.map(|at| left.remove(at)) else {
            if duty.is_open() {
                changes.push(Change::Opened(duty.clone()));
            }
            continue;
        };
        let change = match (earlier.is_open(), duty.is_open()) {
            (true, false) if duty.done.is_some() => Change::Done(duty.clone()),
            (true, false) => Change::Gone(duty.clone()),
            (false, true) => Change::Reopened(duty.clone()),
            (true, true) if earlier.due != duty.due => Change::Moved(duty.clone(), earlier.due),
            _ => continue,
        };
        changes.push(change);
    }
    let gone = left.into_iter().filter(|duty| duty.is_open());
    changes.extend(gone.map(|duty| Change::Gone(duty.clone())));
    changes
}
