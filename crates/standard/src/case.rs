//! A case: the fold of the journal of one recipient in one organization.
//!
//! `apply` is the one `match` that evolves it; it never fails and never asks the time. Whether an act may be done is decided
//! before, by the guard in the file of its paragraph.

mod duties;
mod stage;
mod state;

pub use stage::Stage;
pub use state::*;

use crate::act::{Act, Entry, Mode, MonitoringDecision, Reported, SheetOutcome};
use crate::chapter_1_general::para_06_contraindications::REFER;
use crate::chapter_3_admission::{
    para_09_application_or_referral::RECEIVE,
    para_10_identification::{IDENTIFY_AFTER_OFFENCE, IDENTIFY_ON_REQUEST},
    para_14_1_report::DRAW_UP_REPORT,
    para_14_package_or_refusal::{NOTIFY_REFUSAL, SEND_PACKAGE},
    para_15_permit_and_agreement::CONCLUDE_AGREEMENT,
    para_16_term_and_extension::{END_OR_EXTEND, last_day},
    para_17_children::lives_here,
    para_19_child_alone::{HAND_OVER_CHILD, NOTIFY_GUARDIANSHIP},
    para_20_registration::{ENTER_PORTAL, FILL_CARD},
    para_21_notice_to_police::NOTIFY_POLICE,
};
use crate::chapter_5_plan::{
    para_27_needs::OBSERVE_AND_ASSESS, para_29_individual_plan::APPROVE_PLAN,
    para_32_adjustment::ADJUST_PLAN, para_33_outcome::ASSESS_OUTCOME,
};
use crate::chapter_7_ending::para_45_belongings::RETURN_BELONGINGS;
use crate::duty::{About, What};
use crate::edition::Edition;
use crate::permit::PermitRequest;

impl Case {
    /// A case without entries, kept by that edition.
    pub fn under(edition: &'static Edition) -> Self {
        Case {
            edition,
            request: PermitRequest::under(edition),
            ..Case::default()
        }
    }

    /// The case as its entries leave it, given in the order of law, by the default edition.
    pub fn from_journal<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        Case::from_journal_under(Default::default(), entries)
    }

    /// The case as its entries leave it, given in the order of law, by that edition.
    pub fn from_journal_under<'a>(
        edition: &'static Edition,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Self {
        let mut case = Case::under(edition);
        for entry in entries {
            case.apply(entry);
        }
        case
    }

    /// Takes one accepted entry in.
    pub fn apply(&mut self, entry: &Entry) {
        let Entry {
            on,
            by: _,
            seq,
            act,
        } = entry;
        let (on, seq) = (*on, *seq);
        self.entries += 1;
        self.figures.apply(entry);
        match act {
            Act::ApplicationRegistered(facts) => {
                self.application = Some(Application {
                    on,
                    children: facts.children,
                });
                self.owe_identification(IDENTIFY_ON_REQUEST, on, seq);
            }
            Act::ReferralRegistered(facts) => match facts.recognised_on {
                Some(recognised_on) => {
                    self.recognised = Some(Recognised {
                        on: recognised_on,
                        how: Recognition::Referral,
                    });
                    self.owe(RECEIVE, recognised_on, seq, About::Nothing);
                }
                None => self.owe_identification(IDENTIFY_ON_REQUEST, on, seq),
            },
            Act::OffenceDetected(_) => {
                self.offence_detected = true;
                self.owe_identification(IDENTIFY_AFTER_OFFENCE, on, seq);
            }
            Act::TransferredIn(_) => {
                self.recognised = Some(Recognised {
                    on,
                    how: Recognition::Transfer,
                });
                self.permit = Some(PermitHeld { received_on: on });
                self.owe(CONCLUDE_AGREEMENT, on, seq, About::Nothing);
            }
            Act::ContraindicationFound(facts) => {
                let kind = facts.kind.number();
                let about = About::Finding(kind);
                let referred = facts
                    .referred_to
                    .as_ref()
                    .is_some_and(|to| !to.trim().is_empty());
                if !self.contraindications.contains_key(&kind) {
                    self.owe(REFER, on, seq, about.clone());
                }
                let finding = self
                    .contraindications
                    .entry(kind)
                    .or_insert(Finding { on, referred });
                finding.referred |= referred;
                if referred {
                    self.done_about(What::ReferToHealthcare, &about, on);
                }
            }
            Act::ContraindicationCleared(facts) => {
                let kind = facts.kind.number();
                self.contraindications.remove(&kind);
                self.done_about(What::ReferToHealthcare, &About::Finding(kind), on);
            }
            Act::InterviewHeld(_) => self.interview = Some(on),
            Act::EvaluationSheetFilled(facts) => {
                self.sheet = Some(Sheet {
                    on,
                    outcome: facts.outcome,
                });
                self.done(What::Identify, on);
                match facts.outcome {
                    SheetOutcome::Recognised => {
                        self.recognised = Some(Recognised {
                            on,
                            how: Recognition::Sheet,
                        });
                        self.owe(SEND_PACKAGE, on, seq, About::Nothing);
                    }
                    SheetOutcome::NotRecognised => {
                        self.recognised = None;
                        self.owe(NOTIFY_REFUSAL, on, seq, About::Nothing);
                    }
                }
                self.owe(DRAW_UP_REPORT, on, seq, About::Nothing);
            }
            Act::IdentificationWaived(_) => {
                self.recognised = Some(Recognised {
                    on,
                    how: Recognition::Waiver,
                });
                self.done(What::Identify, on);
                self.owe(SEND_PACKAGE, on, seq, About::Nothing);
            }
            Act::ReportDrawnUp(_) => self.done(What::DrawUpReport, on),
            Act::ServicesRefused(_) => {
                self.refused = Some(on);
                self.done(What::NotifyRefusal, on);
                self.withdraw_what_became_pointless();
            }
            Act::PackageSent(_) => {
                self.done(What::SendPackage, on);
                self.request.apply(entry);
            }
            Act::PackageReceivedByBody(_)
            | Act::PermitIssued(_)
            | Act::PermitSent(_)
            | Act::PermitDeclined(_) => self.request.apply(entry),
            Act::PermitReceived(_) => {
                self.request.apply(entry);
                self.permit = Some(PermitHeld { received_on: on });
                self.owe(CONCLUDE_AGREEMENT, on, seq, About::Nothing);
            }
            Act::AgreementConcluded(facts) => {
                let last_day = last_day(on, self.edition);
                self.agreement = Some(Agreement {
                    on,
                    last_day,
                    mode: facts.mode,
                    extended: false,
                    opened_by: seq,
                });
                self.forget_the_former_agreement();
                self.done(What::ConcludeAgreement, on);
                self.done(What::Receive, on);
                self.owe(OBSERVE_AND_ASSESS, on, seq, About::Nothing);
                if self.card.is_none() {
                    self.owe(FILL_CARD, on, seq, About::Nothing);
                }
                if facts.mode == Mode::Day {
                    self.drop_open(What::EnterPortal);
                }
                self.owe_until(END_OR_EXTEND, on, last_day, seq, About::Nothing);
            }
            Act::AgreementExtended(facts) => {
                if let Some(agreement) = &mut self.agreement {
                    agreement.last_day = facts.until;
                    agreement.extended = true;
                }
                self.move_last_day(facts.until);
            }
            Act::ChildSettled(facts) => {
                self.children.insert(facts.child.clone(), facts.how);
                self.done_about(What::SettleChild, &About::Child(facts.child.clone()), on);
            }
            Act::AdmittedWithRepresentative(facts) => {
                self.is_child = true;
                self.representative = Some(facts.representative.as_str().to_owned());
                self.recognised = Some(Recognised {
                    on,
                    how: Recognition::Representative,
                });
            }
            Act::ChildFoundAlone(_) => {
                self.is_child = true;
                self.found_alone = Some(on);
                self.owe(NOTIFY_GUARDIANSHIP, on, seq, About::Nothing);
                self.owe(HAND_OVER_CHILD, on, seq, About::Nothing);
            }
            Act::GuardianshipNotified(_) => {
                self.guardianship_notified = Some(on);
                self.done(What::NotifyGuardianship, on);
            }
            Act::ChildHandedOver(_) => {
                self.handed_over = Some(on);
                self.done(What::HandOverChild, on);
                self.withdraw_what_became_pointless();
            }
            Act::RegistrationCardFilled(facts) => {
                self.card = Some(on);
                self.done(What::FillCard, on);
                if self
                    .agreement
                    .as_ref()
                    .is_none_or(|agreement| agreement.mode != Mode::Day)
                {
                    self.owe(ENTER_PORTAL, on, seq, About::Nothing);
                }
                if facts.reported_to_police == Reported::Refused {
                    self.owe(
                        NOTIFY_POLICE,
                        facts.refused_on.unwrap_or(on),
                        seq,
                        About::Nothing,
                    );
                }
            }
            Act::PortalEntered(_) => self.done(What::EnterPortal, on),
            Act::PoliceNotified(_) => self.done(What::NotifyPolice, on),
            Act::ObservationHeld(facts) => self.observation = Some((facts.from, facts.to)),
            Act::NeedsAssessed(_) => {
                self.needs_assessed = Some(on);
                self.done(What::ObserveAndAssess, on);
                self.owe(APPROVE_PLAN, on, seq, About::Nothing);
            }
            Act::PlanDrawnUp(facts) => {
                self.draft = Some(Draft {
                    from: facts.from,
                    to: facts.to,
                    items: facts.items.clone(),
                });
            }
            Act::PlanApproved(_) => self.approve_plan(on, seq),
            Act::PlanAdjusted(facts) => {
                if let (Some(plan), Some(items)) = (self.plans.last_mut(), &facts.items) {
                    plan.items.clone_from(items);
                }
                self.done(What::AdjustPlan, on);
            }
            Act::ResultsRecorded(facts) => {
                self.close_quarter(
                    What::RecordResults,
                    Some(facts.specialist.actor()),
                    facts.quarter,
                    on,
                );
            }
            Act::MonitoringRecorded(facts) => {
                self.close_quarter(What::Monitor, None, None, on);
                if facts.closing {
                    self.closing_entry = Some(on);
                    self.close_closing_entry(on);
                }
                if facts.decision == MonitoringDecision::Adjust {
                    self.owe(ADJUST_PLAN, on, seq, About::Nothing);
                }
            }
            Act::RoomAssigned(facts) => {
                self.bed = Some(facts.bed.as_str().to_owned());
                self.done(What::Receive, on);
            }
            Act::RoomLeft(_) => self.bed = None,
            Act::ServiceGiven(facts) => {
                self.services_given += 1;
                if facts.code.is_general() {
                    self.done(What::Receive, on);
                }
            }
            Act::Informed(_)
            | Act::ItemIssued(_)
            | Act::DocumentDisclosed(_)
            | Act::EntryStruckOut(_) => {}
            Act::DayVisit(facts) => {
                let minutes = self.day_minutes.entry(on).or_default();
                *minutes = minutes.saturating_add(facts.minutes());
            }
            Act::ViolationRecorded(facts) => {
                let counted_before = facts
                    .episode
                    .as_ref()
                    .is_some_and(|episode| !self.violation_episodes.insert(episode.clone()));
                if !counted_before {
                    self.violations += 1;
                }
            }
            Act::LeftWithoutPermission(facts) => {
                self.absence = Some(Absence {
                    since: on,
                    known: facts.informed,
                });
                self.owe_settlement_of_children(on, seq);
            }
            Act::ContactMade(_) => {
                if let Some(absence) = &mut self.absence {
                    absence.known = true;
                }
            }
            Act::Returned(_) => self.absence = None,
            Act::HospitalStayBegan(_) => {
                self.hospital = Some(on);
                if let Some(absence) = &mut self.absence {
                    absence.known = true;
                }
                self.owe_settlement_of_children(on, seq);
            }
            Act::HospitalStayEnded(_) => self.hospital = None,
            Act::Ended(facts) => {
                self.ending = Some(Ending {
                    on,
                    ground: facts.ground,
                });
                self.done(What::EndOrExtend, on);
                self.withdraw_what_became_pointless();
                self.returned = false;
                self.owe(RETURN_BELONGINGS, on, seq, About::Nothing);
                self.outcome = None;
                self.owe(ASSESS_OUTCOME, on, seq, About::Nothing);
            }
            Act::Reinstated(_) => {
                self.ending = None;
                self.absence = None;
                self.closed = None;
                self.take_the_ending_back();
            }
            Act::BelongingsDeposited(facts) => self.belongings.extend(facts.items.iter().cloned()),
            Act::BelongingsReturned(facts) => {
                self.return_belongings(&facts.items, facts.stored, on)
            }
            Act::OutcomeAssessed(facts) => {
                self.outcome = Some(facts.resocialised);
                self.done(What::AssessOutcome, on);
            }
            Act::Closed(_) => self.closed = Some(on),
            Act::ConsentGiven(facts) => self.consents.push(Consent {
                scope: facts.scope.clone(),
                to: facts.to.clone(),
                from: on,
                until: facts.until,
                seq,
            }),
            Act::ConsentWithdrawn(facts) => {
                self.consents.retain(|consent| consent.scope != facts.scope);
            }
        }
    }

    /// Whether a consent to this, to that body, is in force on that day.
    pub fn consents_to(&self, scope: &str, to: &str, on: jiff::civil::Date) -> bool {
        self.consents_in_force(scope, to, on).next().is_some()
    }

    /// The consents to this, to that body, in force on that day.
    pub fn consents_in_force(
        &self,
        scope: &str,
        to: &str,
        on: jiff::civil::Date,
    ) -> impl Iterator<Item = &Consent> {
        self.consents.iter().filter(move |consent| {
            consent.scope.as_str() == scope
                && consent.to.as_str() == to
                && consent.from <= on
                && consent.until.is_none_or(|until| on <= until)
        })
    }

    /// The children of the recipient who live in the organization.
    fn children_present(&self) -> impl Iterator<Item = &crate::act::Child> {
        self.children
            .iter()
            .filter(|(_, how)| lives_here(**how))
            .map(|(child, _)| child)
    }
}
