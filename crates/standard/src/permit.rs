//! The permit request: what passes between the organization and the authorized body (paragraphs 14 and 15).
//!
//! It is a fold of its own, because the authorized body sees it and nothing else of the file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::{Act, Channel, Entry};
use crate::calendar::Calendar;
use crate::chapter_3_admission::para_15_permit_and_agreement::{ISSUE_PERMIT, SEND_PERMIT};
use crate::duty::{About, Duty, Owed, Owes};
use crate::edition::Edition;

/// A package on its way, and what the authorized body did with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitRequest {
    /// The edition of the standard that the file is kept by.
    #[serde(with = "crate::edition::by_id")]
    pub edition: &'static Edition,
    /// The day on which the package was sent, and how.
    pub sent: Option<(Date, Channel)>,
    /// The day on which the authorized body received it.
    pub received: Option<Date>,
    /// The day of the issue and the number of the permit.
    pub issued: Option<(Date, String)>,
    /// The day on which the permit was sent.
    pub permit_sent: Option<Date>,
    /// The day on which the request was declined.
    pub declined: Option<Date>,
    /// What the authorized body owes.
    pub(crate) duties: Vec<Owed>,
}

impl PermitRequest {
    /// A request without entries, of a file kept by that edition.
    pub fn under(edition: &'static Edition) -> Self {
        PermitRequest {
            edition,
            ..PermitRequest::default()
        }
    }

    /// The request as its entries leave it, the sending of the package first, by the default edition.
    pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        PermitRequest::fold_under(Default::default(), entries)
    }

    /// The request as its entries leave it, the sending of the package first, by that edition.
    pub fn fold_under<'a>(
        edition: &'static Edition,
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Self {
        let mut request = PermitRequest::under(edition);
        for entry in entries {
            request.apply(entry);
        }
        request
    }

    /// Whether a package waits for the answer of the authorized body.
    pub fn is_pending(&self) -> bool {
        self.sent.is_some() && self.declined.is_none()
    }

    /// The duties of the authorized body.
    pub fn duties(&self, calendar: &Calendar) -> Vec<Duty> {
        self.duties
            .iter()
            .map(|owed| Duty::of(owed, calendar))
            .collect()
    }

    /// Takes one entry in; entries that do not concern the request change nothing.
    pub(crate) fn apply(&mut self, entry: &Entry) {
        match &entry.act {
            Act::PackageSent(facts) => {
                let before = std::mem::take(&mut self.duties);
                *self = PermitRequest {
                    sent: Some((entry.on, facts.channel)),
                    duties: before,
                    ..PermitRequest::under(self.edition)
                };
            }
            Act::PackageReceivedByBody(_) if self.received.is_none() => {
                self.received = Some(entry.on);
                self.owe(ISSUE_PERMIT, entry);
            }
            Act::PermitIssued(facts) => {
                self.issued = Some((entry.on, facts.number.as_str().to_owned()));
                self.done(ISSUE_PERMIT, entry.on);
                self.owe(SEND_PERMIT, entry);
            }
            Act::PermitSent(_) => {
                self.permit_sent = Some(entry.on);
                self.done(SEND_PERMIT, entry.on);
            }
            Act::PermitDeclined(_) => {
                self.declined = Some(entry.on);
                self.done(ISSUE_PERMIT, entry.on);
            }
            // A permit that lies in the organization's hands was issued and sent.
            Act::PermitReceived(facts) => {
                self.done(ISSUE_PERMIT, facts.issued_on.unwrap_or(entry.on));
                self.done(SEND_PERMIT, entry.on);
            }
            _ => {}
        }
    }

    fn owe(&mut self, owes: Owes, entry: &Entry) {
        let owes = Owes {
            term: self.edition.term(&owes),
            ..owes
        };
        self.duties.push(Owed {
            owes,
            from: entry.on,
            opened_by: entry.seq,
            done: None,
            withdrawn: false,
            about: About::Nothing,
        });
    }

    fn done(&mut self, owes: Owes, on: Date) {
        for owed in self
            .duties
            .iter_mut()
            .filter(|owed| owed.owes.what == owes.what && owed.done.is_none() && !owed.withdrawn)
        {
            owed.done = Some(on);
        }
    }
}
