//! How acts open, close, move and withdraw duties.

use jiff::civil::Date;

use super::{Case, Plan};
use crate::act::{Child, ReturnedItems};
use crate::actor::Actor;
use crate::calendar::Calendar;
use crate::chapter_3_admission::para_19_child_alone::SETTLE_CHILD;
use crate::chapter_5_plan::para_29_individual_plan::NEXT_PLAN;
use crate::chapter_5_plan::para_31_monitoring::{MONITOR, quarters};
use crate::chapter_5_plan::para_35_results::RECORD_RESULTS;
use crate::duty::{About, Duty, Owed, Owes, What, Who};
use crate::term::Term;

impl Case {
    /// All duties of the file and of its permit request, in the order in which they arose.
    pub fn duties(&self, calendar: &Calendar) -> Vec<Duty> {
        let mut owed: Vec<Owed> = self
            .duties
            .iter()
            .chain(&self.request.duties)
            .cloned()
            .collect();
        owed.extend(self.next_plans());
        owed.sort_by_key(|owed| owed.opened_by);
        owed.iter().map(|owed| Duty::of(owed, calendar)).collect()
    }

    /// The duties of the organization alone: without those of the authorized body.
    pub fn own_duties(&self, calendar: &Calendar) -> Vec<Duty> {
        let mut duties = self.duties(calendar);
        duties.retain(|duty| duty.who != Who::AUTHORIZED_BODY);
        duties
    }

    /// A plan that ends before the agreement is followed by another (paragraph 29). It depends on the present last day, which
    /// an extension moves, so it is derived here and not kept.
    fn next_plans(&self) -> Vec<Owed> {
        let Some(agreement) = self.agreement else {
            return Vec::new();
        };
        let followers = self
            .plans
            .iter()
            .skip(1)
            .map(|next| Some(next.approved_on))
            .chain([None]);
        self.plans
            .iter()
            .zip(followers)
            .filter(|(plan, done)| {
                plan.to < agreement.last_day && (done.is_some() || !self.has_ended())
            })
            .map(|(plan, done)| Owed {
                owes: self.in_this_edition(NEXT_PLAN),
                from: plan.to,
                opened_by: plan.approved_by,
                done,
                withdrawn: false,
                about: About::Plan(plan.approved_by),
            })
            .collect()
    }

    /// The duty with the term that the edition of the file leaves for it.
    fn in_this_edition(&self, owes: Owes) -> Owes {
        Owes {
            term: self.edition.term(&owes),
            ..owes
        }
    }

    pub(super) fn owe(&mut self, owes: Owes, from: Date, opened_by: u32, about: About) {
        let owes = self.in_this_edition(owes);
        self.push(owes, from, opened_by, about);
    }

    fn push(&mut self, owes: Owes, from: Date, opened_by: u32, about: About) {
        self.duties.push(Owed {
            owes,
            from,
            opened_by,
            done: None,
            withdrawn: false,
            about,
        });
    }

    pub(super) fn owe_until(
        &mut self,
        owes: Owes,
        from: Date,
        due: Date,
        opened_by: u32,
        about: About,
    ) {
        self.push(
            Owes {
                term: Term::Until(due),
                ..owes
            },
            from,
            opened_by,
            about,
        );
    }

    /// Identification is owed once: not while it is open, nor when it was done.
    pub(super) fn owe_identification(&mut self, owes: Owes, from: Date, opened_by: u32) {
        let owed_or_done = self
            .duties
            .iter()
            .any(|owed| owed.owes.what == What::Identify);
        if !owed_or_done && self.sheet.is_none() && self.recognised.is_none() {
            self.owe(owes, from, opened_by, About::Nothing);
        }
    }

    pub(super) fn owe_settlement_of_children(&mut self, on: Date, opened_by: u32) {
        let present: Vec<Child> = self.children_present().cloned().collect();
        for child in present {
            let about = About::Child(child);
            if !self.open(What::SettleChild).any(|owed| owed.about == about) {
                self.owe(SETTLE_CHILD, on, opened_by, about);
            }
        }
    }

    fn open(&mut self, what: What) -> impl Iterator<Item = &mut Owed> {
        self.duties
            .iter_mut()
            .filter(move |owed| owed.owes.what == what && owed.done.is_none() && !owed.withdrawn)
    }

    pub(super) fn done(&mut self, what: What, on: Date) {
        self.open(what).for_each(|owed| owed.done = Some(on));
    }

    pub(super) fn done_about(&mut self, what: What, about: &About, on: Date) {
        self.open(what)
            .filter(|owed| owed.about == *about)
            .for_each(|owed| owed.done = Some(on));
    }

    pub(super) fn drop_open(&mut self, what: What) {
        self.open(what).for_each(|owed| owed.withdrawn = true);
    }

    pub(super) fn move_last_day(&mut self, until: Date) {
        self.open(What::EndOrExtend)
            .for_each(|owed| owed.owes.term = Term::Until(until));
    }

    /// What belongs to an agreement does not outlive it.
    pub(super) fn forget_the_former_agreement(&mut self) {
        self.violations = 0;
        self.violation_episodes.clear();
        self.closing_entry = None;
        self.observation = None;
        self.needs_assessed = None;
        self.draft = None;
        self.plans.clear();
    }

    pub(super) fn approve_plan(&mut self, on: Date, seq: u32) {
        let Some(draft) = self.draft.take() else {
            return;
        };
        self.done(What::ApprovePlan, on);
        let (every_quarter, last) = quarters(on, draft.to);
        let mut specialists: Vec<Actor> = draft
            .items
            .iter()
            .map(|item| item.responsible.actor())
            .collect();
        specialists.sort();
        specialists.dedup();
        let results = |specialist| Owes {
            who: Who::Role(specialist),
            ..RECORD_RESULTS
        };
        for quarter in &every_quarter {
            let about = About::Quarter {
                plan: seq,
                number: quarter.number,
                begins: quarter.begins,
            };
            self.owe_until(MONITOR, on, quarter.due, seq, about.clone());
            for &specialist in &specialists {
                self.owe_until(results(specialist), on, quarter.due, seq, about.clone());
            }
        }
        self.owe_until(
            MONITOR,
            on,
            last.due,
            seq,
            About::Closing {
                plan: seq,
                begins: last.begins,
            },
        );
        let about = About::Quarter {
            plan: seq,
            number: last.number,
            begins: last.begins,
        };
        for specialist in specialists {
            self.owe_until(results(specialist), on, last.due, seq, about.clone());
        }
        self.plans.push(Plan {
            from: draft.from,
            to: draft.to,
            items: draft.items,
            approved_on: on,
            approved_by: seq,
        });
    }

    /// Closes the earliest quarter that has begun, or the one that is named.
    pub(super) fn close_quarter(
        &mut self,
        what: What,
        who: Option<Actor>,
        quarter: Option<u32>,
        on: Date,
    ) {
        let mut open = self
            .open(what)
            .filter(|owed| who.is_none_or(|actor| owed.owes.who == Who::Role(actor)));
        let found = open.find(|owed| match owed.about {
            About::Quarter { number, begins, .. } => match quarter {
                Some(named) => number == named,
                None => begins <= on,
            },
            _ => false,
        });
        if let Some(owed) = found {
            owed.done = Some(on);
        }
    }

    pub(super) fn close_closing_entry(&mut self, on: Date) {
        self.open(What::Monitor)
            .filter(|owed| matches!(owed.about, About::Closing { .. }))
            .for_each(|owed| owed.done = Some(on));
    }

    /// An ending withdraws the duties towards services that will not come. Registration, the notice to the police and the report
    /// on an assessment that was made are still owed.
    pub(super) fn withdraw_what_became_pointless(&mut self) {
        let pointless = |what| {
            matches!(
                what,
                What::Identify
                    | What::Receive
                    | What::SendPackage
                    | What::NotifyRefusal
                    | What::IssuePermit
                    | What::SendPermit
                    | What::ConcludeAgreement
                    | What::ObserveAndAssess
                    | What::EndOrExtend
                    | What::ApprovePlan
                    | What::AdjustPlan
                    | What::Monitor
                    | What::RecordResults
                    | What::ReferToHealthcare
            )
        };
        for owed in self.duties.iter_mut().chain(&mut self.request.duties) {
            if owed.done.is_none() && pointless(owed.owes.what) {
                owed.withdrawn = true;
            }
        }
    }

    /// After a reinstatement the same agreement goes on, and with it what was owed under it.
    pub(super) fn take_the_ending_back(&mut self) {
        let agreement = self.agreement.map(|agreement| agreement.opened_by);
        for owed in self.duties.iter_mut().chain(&mut self.request.duties) {
            match owed.owes.what {
                What::ReturnBelongings | What::AssessOutcome => {
                    owed.withdrawn |= owed.done.is_none()
                }
                What::EndOrExtend if Some(owed.opened_by) == agreement => {
                    owed.done = None;
                    owed.withdrawn = false;
                }
                What::EnterPortal => {}
                _ => owed.withdrawn = false,
            }
        }
    }

    /// Returned things leave the keeping. After an ending the duty is done when nothing is left in it, or the rest is stored.
    pub(super) fn return_belongings(&mut self, items: &ReturnedItems, stored: bool, on: Date) {
        match items {
            ReturnedItems::All => self.belongings.clear(),
            ReturnedItems::Listed(items) => {
                for item in items {
                    if let Some(at) = self.belongings.iter().position(|kept| kept == item) {
                        self.belongings.remove(at);
                    }
                }
            }
        }
        if self.has_ended() && (stored || self.belongings.is_empty()) {
            self.returned = true;
            self.done(What::ReturnBelongings, on);
        }
    }
}
