//! Which steps an exchange takes: who may, what must have happened.

use jiff::civil::Date;

use super::{Doer, Exchange, Kind, Opening, Standing, Step};
use crate::act::{Act, Label, Signatory};
use crate::disclosure::{Event, Person};
use crate::refusal::{Decision, Reason, require};

/// The person behind a step of a disclosure.
pub(super) fn person(by: &Doer) -> Person {
    Person {
        code: by.person.clone(),
        asks: by.party != Signatory::Organization,
    }
}

/// Decides whether an exchange may begin so.
///
/// # Errors
/// Who may not, or what the kind needs and does not have.
pub fn open(by: Signatory, opening: &Opening) -> Decision {
    let kind = opening.kind;
    let paragraph = kind.paragraph();
    require(
        kind.opened_by().contains(&by),
        paragraph,
        Reason::MayNotDoThis,
    )?;
    let others = opening.here.iter().filter(|party| **party != by);
    let two_organizations = kind == Kind::Transfer && opening.on_paper.is_none();
    let somebody = others.clone().count() > 0 || opening.on_paper.is_some() || two_organizations;
    let fitting = others.clone().all(|party| kind.goes_to().contains(party));
    require(somebody && fitting, paragraph, Reason::NoBodyNamed)?;
    if kind == Kind::PoliceNotice {
        require(opening.notice.is_some(), paragraph, Reason::NoticeMissing)?;
    }
    require(
        kind == Kind::PoliceNotice || opening.notice.is_none(),
        paragraph,
        Reason::MayNotDoThis,
    )
}

impl Exchange {
    /// Decides whether a step may be taken by somebody on that day.
    ///
    /// # Errors
    /// The first guard that fails: who may, what must have happened, the facts.
    pub fn consider(&self, by: &Doer, step: &Step, on: Date) -> Decision {
        let kind = self.opening.kind;
        let paragraph = kind.paragraph();
        let may = |may| require(may, paragraph, Reason::MayNotDoThis);
        may(kind.steps().contains(&step.name()))?;
        let on_paper = self.opening.on_paper.is_some();
        // What the other body does; on paper the one who opened it records it.
        let other_body = |by: &Doer| by.opener == on_paper;
        match step {
            Step::Opened(_) => return may(false),
            Step::Received {} | Step::Answered { .. } | Step::TakenUp {} => may(other_body(by))?,
            Step::Declined { .. } if kind == Kind::Disclosure => {
                may(by.party == Signatory::Organization)?;
            }
            Step::Declined { .. } => may(other_body(by))?,
            Step::TakenBack {} => may(by.opener)?,
            Step::Concluded {} => may(by.party == Signatory::Organization)?,
            Step::Signed { party } | Step::Objected { party, .. } => {
                may(self.signs_for(by, *party))?;
            }
            Step::Disclosure(Event::ReceiptGiven {}) => {
                may(on_paper || by.party != Signatory::Organization)?;
            }
            Step::Disclosure(_) => may(by.party == Signatory::Organization)?,
        }
        require(!self.is_over(), paragraph, Reason::ExchangeOver)?;
        require(on >= self.opened_on, paragraph, Reason::BeforeTheExchange)?;
        match step {
            Step::Received {} => require(self.received.is_none(), paragraph, Reason::AlreadyDone),
            Step::Signed { party } => require(
                !self.signed.contains_key(party),
                paragraph,
                Reason::AlreadyDone,
            ),
            Step::Objected { party, reason } => {
                require(
                    !self.signed.contains_key(party),
                    paragraph,
                    Reason::AlreadyDone,
                )?;
                reasoned(reason, paragraph)
            }
            Step::Declined { reason } => {
                require(
                    self.disclosure.handed_over().is_none(),
                    paragraph,
                    Reason::AlreadyHandedOver,
                )?;
                reasoned(reason, paragraph)
            }
            Step::TakenBack {} => require(
                self.disclosure.handed_over().is_none(),
                paragraph,
                Reason::AlreadyHandedOver,
            ),
            Step::Concluded {} => require(self.all_signed(), paragraph, Reason::NotAllSigned),
            Step::Disclosure(event) => self.disclosure.consider(&person(by), event, on),
            Step::Opened(_) | Step::Answered { .. } | Step::TakenUp {} => Ok(()),
        }
    }

    /// As [`Exchange::consider`], where the step is taken in the program itself: what seals a key to another body, and the
    /// approval of it, happen now and are judged by today. On paper the day may lie back.
    ///
    /// # Errors
    /// As there; [`Reason::NotToday`].
    pub fn consider_now(&self, by: &Doer, step: &Step, on: Date, today: Date) -> Decision {
        self.consider(by, step, on)?;
        let happens_now = matches!(
            step,
            Step::Disclosure(Event::Approved {} | Event::HandedOver {})
        ) && self.opening.on_paper.is_none();
        require(
            !happens_now || on == today,
            self.opening.kind.paragraph(),
            Reason::NotToday,
        )
    }

    /// Each body signs for itself; the organization records the paper signature of a body that takes no part here.
    fn signs_for(&self, by: &Doer, party: Signatory) -> bool {
        let is_here = self.opening.here.contains(&party);
        let signs = self.signatories().contains(&party);
        signs && (by.party == party || (!is_here && by.opener))
    }

    /// Whether the joint sheet may be recorded in the file: all have signed it.
    ///
    /// # Errors
    /// [`Reason::NotAllSigned`], [`Reason::ExchangeOver`].
    pub fn may_conclude(&self, on: Date) -> Decision {
        let by = Doer {
            party: Signatory::Organization,
            opener: true,
            person: Label::new("organization").expect("the text is not empty"),
        };
        self.consider(&by, &Step::Concluded {}, on)
    }

    /// Whether a document of a disclosure lies open to the other body.
    pub fn is_handed_over(&self) -> bool {
        self.disclosure.handed_over().is_some()
    }

    /// Whether the other body may still read what was copied into the exchange: not when it was taken back before it was
    /// received.
    pub fn is_taken_back(&self) -> bool {
        matches!(self.ending, Some((Standing::TakenBack, _)))
    }
}

fn reasoned(reason: &str, paragraph: &'static str) -> Decision {
    require(!reason.trim().is_empty(), paragraph, Reason::ReasonMissing)
}

/// Whether a step is taken only together with an act of the organization's own file.
pub fn is_taken_with_an_act(by: &Doer, exchange: &Exchange, step: &Step) -> bool {
    match step {
        Step::Concluded {} => true,
        Step::TakenUp {} => !by.opener,
        Step::Answered { .. } => exchange.opening.kind == Kind::Portal,
        Step::Disclosure(event) => matches!(
            event,
            Event::Consented(_) | Event::ConsentTakenBack {} | Event::HandedOver {}
        ),
        _ => false,
    }
}

/// Whether that act is the one that goes with the step: the file and the exchange say the same.
///
/// # Errors
/// The kind's paragraph, when they do not.
pub fn goes_with(exchange: &Exchange, step: &Step, act: &Act) -> Decision {
    let kind = exchange.opening.kind;
    let request = exchange.disclosure.request();
    let same = match (step, act) {
        (Step::Disclosure(Event::Consented(consent)), Act::ConsentGiven(given)) => {
            given.scope == consent.document
                && given.to == consent.body
                && given.until == consent.until
        }
        (Step::Disclosure(Event::ConsentTakenBack {}), Act::ConsentWithdrawn(withdrawn)) => {
            request.is_some_and(|request| request.document == withdrawn.scope)
        }
        (Step::Disclosure(Event::HandedOver {}), Act::DocumentDisclosed(disclosed)) => request
            .is_some_and(|request| {
                request.document == disclosed.document && request.body == disclosed.to
            }),
        (Step::Concluded {}, Act::EvaluationSheetFilled(sheet)) => exchange
            .signatories()
            .iter()
            .all(|party| sheet.signatories.contains(party)),
        (Step::TakenUp {}, Act::ReferralRegistered(_)) => kind == Kind::Referral,
        (Step::TakenUp {}, Act::TransferredIn(_)) => kind == Kind::Transfer,
        (Step::Answered { reference }, Act::PortalEntered(entered)) => {
            kind == Kind::Portal && reference.as_ref() == Some(&entered.reference)
        }
        _ => false,
    };
    require(same, kind.paragraph(), Reason::MayNotDoThis)
}
