//! The journal of one file: which acts are accepted, in the order of law.
//!
//! Acts are folded by the day on which they were done, then by the order of entering. A back-dated or striking act is accepted
//! when it makes nothing impossible that was accepted before; otherwise the entries in its way are named.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{Act, Entry, EntryStruckOut};
use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::case::Case;
use crate::chapter_1_general::{
    para_02_modes_of_stay as para_02, para_06_contraindications as para_06,
};
use crate::chapter_2_tasks::para_08_functions as para_08;
use crate::chapter_3_admission::{
    para_09_application_or_referral as para_09, para_11_detected_offence as para_11,
    para_12_interview_and_sheet as para_12, para_13_1_waiver as para_13_1,
    para_13_interview as para_13, para_14_1_report as para_14_1,
    para_14_package_or_refusal as para_14, para_15_permit_and_agreement as para_15,
    para_16_term_and_extension as para_16, para_17_children as para_17,
    para_18_child_with_representative as para_18, para_19_child_alone as para_19,
    para_20_registration as para_20, para_21_notice_to_police as para_21,
};
use crate::chapter_5_plan::{
    para_27_needs as para_27, para_29_individual_plan as para_29, para_31_monitoring as para_31,
    para_32_adjustment as para_32, para_33_outcome as para_33, para_35_results as para_35,
    para_37_rooms as para_37,
};
use crate::chapter_6_services::para_40_special_services as para_40;
use crate::chapter_7_ending::{
    para_43_expulsion as para_43, para_44_order_of_the_head as para_44,
    para_45_belongings as para_45,
};
use crate::disclosure::disclose_document;
use crate::duty::Duty;
use crate::edition::Edition;
use crate::refusal::{Decision, Reason, Refusal, require};

/// Refuses when the act is for somebody else to do.
pub(crate) fn may(actor_may: bool, paragraph: &'static str) -> Decision {
    require(actor_may, paragraph, Reason::MayNotDoThis)
}

/// What a guard may know of other files of the family.
pub trait World {
    /// The representative's file as it stood on that day; `None` when there is no such file.
    fn representative(&self, file: &str, on: Date) -> Option<Representative>;
}

/// What a child's file leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Representative {
    /// The representative is recognised as a victim.
    pub is_recognised: bool,
    /// The representative's permit is in hand.
    pub has_permit: bool,
    /// The representative was in the house the whole day: neither absent, nor in hospital, nor gone.
    pub is_present: bool,
}

/// No other file is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoOtherFile;

impl World for NoOtherFile {
    fn representative(&self, _file: &str, _on: Date) -> Option<Representative> {
        None
    }
}

/// Something that is accepted and marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The paragraph.
    pub paragraph: &'static str,
    /// Why it is marked.
    pub reason: WarningReason,
}

/// Why an accepted act is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningReason {
    /// The service is outside the approved plan.
    Unplanned,
    /// The day stay of that day is under one hour.
    UnderAnHour,
}

impl WarningReason {
    /// All reasons.
    pub const ALL: [WarningReason; 2] = [WarningReason::Unplanned, WarningReason::UnderAnHour];

    /// The stable name: the message `warning-<id>` of the program's words.
    pub fn id(self) -> &'static str {
        match self {
            WarningReason::Unplanned => "unplanned",
            WarningReason::UnderAnHour => "under-an-hour",
        }
    }

    /// The sentence in English.
    pub fn english(self) -> &'static str {
        match self {
            WarningReason::Unplanned => "unplanned: the service is outside the approved plan",
            WarningReason::UnderAnHour => "under one hour: recorded as a consultation",
        }
    }
}

/// Decides whether an act may be done: who may, then what must have happened, then the facts. Striking out is decided by
/// [`Journal::consider`], because it concerns the journal and not the case.
///
/// # Errors
/// The first guard that fails, with its paragraph.
/// Doubt: docs/interpretations/38-late-back-dated-struck-out.md.
pub fn decide(case: &Case, by: Actor, act: &Act, on: Date, world: &dyn World) -> Decision {
    match act {
        Act::ApplicationRegistered(facts) => para_09::register_application(case, by, facts),
        Act::ReferralRegistered(_) => para_09::register_referral(by),
        Act::OffenceDetected(_) => para_11::record_detected_offence(by),
        Act::TransferredIn(facts) => para_44::transfer_in(by, facts),
        Act::ContraindicationFound(_) => para_06::find(by),
        Act::ContraindicationCleared(facts) => para_06::clear(case, by, facts),
        Act::InterviewHeld(facts) => para_13::hold_interview(by, facts),
        Act::EvaluationSheetFilled(facts) => para_12::fill_evaluation_sheet(case, by, facts),
        Act::IdentificationWaived(facts) => para_13_1::waive_identification(by, facts),
        Act::ReportDrawnUp(_) => para_14_1::draw_up_report(case, by),
        Act::ServicesRefused(_) => para_14::refuse_services(case, by),
        Act::PackageSent(facts) => para_14::send_package(case, by, facts),
        Act::PackageReceivedByBody(_) => para_15::receive_package(&case.request, by),
        Act::PermitIssued(_) => para_15::issue_permit(&case.request, by),
        Act::PermitSent(_) => para_15::send_permit(&case.request, by),
        Act::PermitDeclined(facts) => para_15::decline_permit(&case.request, by, facts),
        Act::PermitReceived(facts) => para_15::receive_permit(case, by, facts, on),
        Act::AgreementConcluded(facts) => para_15::conclude_agreement(case, by, facts, on, world),
        Act::AgreementExtended(facts) => para_16::extend_agreement(case, by, facts, on),
        Act::ChildSettled(facts) => para_17::settle_child(case, by, facts),
        Act::AdmittedWithRepresentative(facts) => {
            para_18::admit_with_representative(by, facts, on, world)
        }
        Act::ChildFoundAlone(_) => para_19::find_child_alone(by),
        Act::GuardianshipNotified(_) => para_19::notify_guardianship(case, by, on, world),
        Act::ChildHandedOver(_) => para_19::hand_over_child(case, by, on, world),
        Act::RegistrationCardFilled(facts) => para_20::fill_registration_card(by, facts),
        Act::PortalEntered(_) => para_20::enter_portal(case, by),
        Act::PoliceNotified(facts) => para_21::notify_police(by, facts),
        Act::ObservationHeld(facts) => para_27::hold_observation(case, by, facts),
        Act::NeedsAssessed(facts) => para_27::assess_needs(case, by, facts),
        Act::PlanDrawnUp(facts) => para_29::draw_up_plan(case, by, facts),
        Act::PlanApproved(_) => para_29::approve_plan(case, by),
        Act::PlanAdjusted(_) => para_32::adjust_plan(case, by),
        Act::ResultsRecorded(_) => para_35::record_results(case, by),
        Act::MonitoringRecorded(facts) => para_31::record_monitoring(case, by, facts),
        Act::RoomAssigned(_) => para_37::assign_room(case, by, on),
        Act::RoomLeft(_) => para_37::leave_room(case, by, on),
        Act::ServiceGiven(facts) => para_40::give_service(case, by, facts, on),
        Act::Informed(_) | Act::ItemIssued(_) => para_08::inform_or_issue(by),
        Act::DayVisit(facts) => para_02::record_day_visit(case, by, facts, on),
        Act::ViolationRecorded(facts) => para_43::record_violation(case, by, facts, on),
        Act::LeftWithoutPermission(_) => para_43::leave_without_permission(case, by, on),
        Act::ContactMade(_) | Act::Returned(_) => para_43::hear_of_the_absent(case, by),
        Act::HospitalStayBegan(_) => para_43::begin_hospital_stay(case, by),
        Act::HospitalStayEnded(_) => para_43::end_hospital_stay(case, by),
        Act::Ended(facts) => para_44::end(case, by, facts, on),
        Act::Reinstated(_) => para_43::reinstate(case, by, on),
        Act::BelongingsDeposited(_) => para_45::deposit(by),
        Act::BelongingsReturned(facts) => para_45::give_back(case, by, facts),
        Act::OutcomeAssessed(_) => para_33::assess_outcome(case, by),
        Act::Closed(_) => para_45::close(case, by),
        Act::ConsentGiven(_) => para_09::record_consent(by),
        Act::ConsentWithdrawn(facts) => para_09::withdraw_consent(case, by, facts),
        Act::DocumentDisclosed(facts) => disclose_document(case, by, facts, on),
        Act::EntryStruckOut(_) => may(by.is_of_the_organization(), "journal"),
    }
}

/// What is accepted and marked all the same.
fn mark(case: &Case, act: &Act, on: Date) -> Option<Warning> {
    match act {
        Act::ServiceGiven(facts) => para_40::mark_unplanned(case, facts, on),
        Act::DayVisit(facts) => para_02::mark_short_day(case, facts, on),
        _ => None,
    }
}

/// Names the code that folds. What a fold of another name left behind is folded again, never believed.
pub const FOLD: &str = env!("TIREK_FOLD");

/// Where a journal stands: all that is needed to decide on, and to take in, what was done no earlier than anything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    case: Case,
    last: Option<Date>,
}

impl Standing {
    /// The case.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Whether an act of that day can be decided without the entries: it neither strikes one out nor comes before one.
    pub fn suffices_for(&self, act: &Act, on: Date) -> bool {
        !matches!(act, Act::EntryStruckOut(_)) && self.last.is_none_or(|last| last <= on)
    }

    /// Decides whether an entry is accepted, for which it [suffices](Standing::suffices_for). Nothing changes.
    ///
    /// # Errors
    /// The guard that fails.
    pub fn consider(&self, entry: &Entry, world: &dyn World) -> Result<Option<Warning>, Refusal> {
        decide(&self.case, entry.by, &entry.act, entry.on, world)?;
        Ok(mark(&self.case, &entry.act, entry.on))
    }

    /// Takes an accepted entry in, for which it [suffices](Standing::suffices_for).
    pub fn record(&mut self, entry: &Entry) {
        self.last = Some(entry.on);
        self.case.apply(entry);
    }
}

/// The journal of one file and the case that it folds to.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// In the order of entering.
    entries: Vec<Entry>,
    /// Indices of the entries that count, in the order of law.
    order: Vec<usize>,
    struck: BTreeSet<u32>,
    standing: Standing,
}

impl Journal {
    /// A journal without entries, kept by that edition.
    pub fn under(edition: &'static Edition) -> Self {
        let mut journal = Journal::default();
        journal.standing.case = Case::under(edition);
        journal
    }

    /// Folds entries that were accepted before, given in the order of entering, by the default edition.
    pub fn fold(entries: impl IntoIterator<Item = Entry>) -> Self {
        Journal::fold_under(Default::default(), entries)
    }

    /// Folds entries that were accepted before, given in the order of entering, by that edition.
    pub fn fold_under(edition: &'static Edition, entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut journal = Journal::under(edition);
        for entry in entries {
            journal.record(entry);
        }
        journal
    }

    /// The case.
    pub fn case(&self) -> &Case {
        &self.standing.case
    }

    /// Where it stands.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// All entries in the order of entering, struck ones among them.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the entry of that number is struck out.
    pub fn is_struck(&self, seq: u32) -> bool {
        self.struck.contains(&seq)
    }

    /// The case as it stood at the end of that day.
    pub fn case_on(&self, on: Date) -> Case {
        Case::from_journal_under(
            self.case().edition,
            self.counted().take_while(|entry| entry.on <= on),
        )
    }

    /// The entries that count, in the order of law.
    pub fn counted(&self) -> impl Iterator<Item = &Entry> {
        self.order.iter().map(|&at| &self.entries[at])
    }

    /// Whether something counts that was done after that day.
    pub fn goes_on_after(&self, on: Date) -> bool {
        self.standing.last.is_some_and(|last| last > on)
    }

    /// What a child's file leans on, when this is the representative's, as it stood on that day.
    pub fn as_representative(&self, on: Date) -> Representative {
        let mut case = Case::under(self.case().edition);
        let mut was_away = false;
        for entry in self.counted().take_while(|entry| entry.on <= on) {
            case.apply(entry);
            was_away = case.is_away() || (was_away && entry.on == on);
        }
        Representative {
            is_recognised: case.recognised.is_some(),
            has_permit: case.permit.is_some(),
            is_present: !was_away,
        }
    }

    /// The duties that entries opened which are struck out, as if none were: what was owed before the correction.
    pub fn duties_of_struck(&self, calendar: &Calendar) -> Vec<Duty> {
        if self.struck.is_empty() {
            return Vec::new();
        }
        let mut all: Vec<&Entry> = self
            .entries
            .iter()
            .filter(|entry| !matches!(entry.act, Act::EntryStruckOut(_)))
            .collect();
        all.sort_by_key(|entry| entry.on);
        let mut duties = Case::from_journal_under(self.case().edition, all).duties(calendar);
        duties.retain(|duty| self.is_struck(duty.opened_by));
        duties
    }

    /// The entries that would have to be struck out before this one: those that rest on it.
    pub fn resting_on(&self, seq: u32, world: &dyn World) -> Vec<u32> {
        let Some(place) = self.order.iter().find(|&&at| self.entries[at].seq == seq) else {
            return Vec::new();
        };
        let mut without = self.clone();
        without.order.retain(|at| at != place);
        match without.nothing_in_the_way(world) {
            Ok(()) => Vec::new(),
            Err(refusal) => refusal.entries,
        }
    }

    /// Decides whether an entry is accepted; its number is higher than all that there are. Nothing changes.
    ///
    /// # Errors
    /// The guard of its own paragraph that fails, or `journal` with the entries in its way.
    pub fn consider(&self, entry: &Entry, world: &dyn World) -> Result<Option<Warning>, Refusal> {
        if let Act::EntryStruckOut(facts) = &entry.act {
            return self.consider_striking(entry, facts, world).map(|()| None);
        }
        if self.standing.suffices_for(&entry.act, entry.on) {
            return self.standing.consider(entry, world);
        }
        let before = self.case_on(entry.on);
        decide(&before, entry.by, &entry.act, entry.on, world)?;
        if matches!(entry.act, Act::PermitReceived(_)) {
            let later = self.counted().filter(|other| other.on > entry.on);
            para_15::not_received_before_its_issue(&before.request, later)?;
        }
        let warning = mark(&before, &entry.act, entry.on);
        let mut with_it = self.clone();
        with_it.record(entry.clone());
        with_it.nothing_in_the_way(world)?;
        Ok(warning)
    }

    /// What is marked of the entries that count, by number, in the order of law.
    pub fn marks(&self) -> Vec<(u32, Warning)> {
        let mut case = Case::under(self.case().edition);
        let mut marks = Vec::new();
        for entry in self.counted() {
            marks.extend(mark(&case, &entry.act, entry.on).map(|warning| (entry.seq, warning)));
            case.apply(entry);
        }
        marks
    }

    /// Takes an accepted entry in.
    pub fn record(&mut self, entry: Entry) {
        let at = self.entries.len();
        let on = entry.on;
        let strikes = matches!(entry.act, Act::EntryStruckOut(_));
        self.entries.push(entry);
        if strikes {
            self.find_struck();
            self.fold_again();
        } else if self
            .order
            .last()
            .is_some_and(|&last| self.entries[last].on > on)
        {
            let place = self
                .order
                .partition_point(|&other| self.entries[other].on <= on);
            self.order.insert(place, at);
            self.standing.case = Case::from_journal_under(self.case().edition, self.counted());
        } else {
            self.order.push(at);
            self.standing.record(&self.entries[at]);
        }
    }

    /// Replays the guards over the whole journal.
    ///
    /// # Errors
    /// `journal`, with every entry that would have to be struck with the change.
    pub fn nothing_in_the_way(&self, world: &dyn World) -> Decision {
        let mut case = Case::under(self.case().edition);
        let mut in_the_way = Vec::new();
        for entry in self.counted() {
            match decide(&case, entry.by, &entry.act, entry.on, world) {
                Ok(()) => case.apply(entry),
                Err(_) => in_the_way.push(entry.seq),
            }
        }
        if in_the_way.is_empty() {
            return Ok(());
        }
        in_the_way.sort_unstable();
        Err(Refusal {
            entries: in_the_way,
            ..Refusal::new("journal", Reason::EntriesInTheWay)
        })
    }

    fn consider_striking(
        &self,
        entry: &Entry,
        facts: &EntryStruckOut,
        world: &dyn World,
    ) -> Decision {
        may(entry.by.is_of_the_organization(), "journal")?;
        let target = self.entries.iter().find(|target| target.seq == facts.line);
        let there = target.is_some_and(|target| {
            !self.is_struck(target.seq) && target.on <= entry.on && target.seq < entry.seq
        });
        require(there, "journal", Reason::NoSuchEntry)?;
        let mut without = self.clone();
        without.record(entry.clone());
        without.nothing_in_the_way(world)
    }

    /// A strike counts unless a later one strikes it.
    fn find_struck(&mut self) {
        self.struck.clear();
        for entry in self.entries.iter().rev() {
            if let Act::EntryStruckOut(facts) = &entry.act
                && !self.struck.contains(&entry.seq)
            {
                self.struck.insert(facts.line);
            }
        }
    }

    fn fold_again(&mut self) {
        let counts = |entry: &Entry| {
            !matches!(entry.act, Act::EntryStruckOut(_)) && !self.struck.contains(&entry.seq)
        };
        let mut order: Vec<usize> = (0..self.entries.len())
            .filter(|&at| counts(&self.entries[at]))
            .collect();
        order.sort_by_key(|&at| self.entries[at].on);
        self.order = order;
        self.standing = Standing {
            case: Case::from_journal_under(self.case().edition, self.counted()),
            last: self.counted().last().map(|entry| entry.on),
        };
    }
}
