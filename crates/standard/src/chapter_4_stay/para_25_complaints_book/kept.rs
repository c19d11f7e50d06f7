//! In which registers the book, its answers, reviews and the confidential ways are kept, and who may write there.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entry, LONGEST_ENTRY, LONGEST_NAME, Reply, Review, Wording};
use crate::annex::Problem;
use crate::annex::problem::Checker;
use crate::register::{Content, Register, Writer};

/// A confidential message to the head alone: the rest of the house cannot open it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ToHead(pub Entry);

/// The head's answer to a confidential message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReplyToHead(pub Reply);

/// A confidential message to an authorized body alone. It lies in that body's record and nowhere in the house's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToBody {
    /// The name of the organization that it is about.
    pub about: String,
    /// The message.
    pub message: Entry,
}

/// The authorized body's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReplyToBody(pub Reply);

impl Entry {
    fn check(&self, check: &mut Checker) {
        check.needed_text("text", &self.text, LONGEST_ENTRY);
        for (field, value) in [("name", &self.name), ("contact", &self.contact)] {
            if let Some(value) = value {
                check.text(field, value, LONGEST_NAME);
            }
        }
        check.past("on", Some(self.on));
    }
}

impl Reply {
    fn check(&self, check: &mut Checker) {
        check.demand(self.to > 0, "to", "missing");
        check.needed_text("text", &self.text, LONGEST_ENTRY);
        check.text(
            "done",
            self.done.as_deref().unwrap_or_default(),
            LONGEST_ENTRY,
        );
        check.past("on", Some(self.on));
    }
}

/// An entry is never stopped: anybody may complain, with or without an account.
macro_rules! written_by_anybody {
    ($type:ty, $register:ident, $entry:expr) => {
        impl Content for $type {
            const REGISTER: Register = Register::$register;

            fn problems(&self, today: Date) -> Vec<Problem> {
                let mut check = Checker::new(today);
                let entry: fn(&Self) -> &Entry = $entry;
                entry(self).check(&mut check);
                check.finish()
            }

            fn may_be_entered(&self, _: &Writer<'_>) -> bool {
                true
            }
        }
    };
}

written_by_anybody!(Entry, Complaints, |entry| entry);
written_by_anybody!(ToHead, ToHead, |message| &message.0);
written_by_anybody!(ToBody, ToBody, |message| &message.message);

/// The book is kept by the head, who answers and reviews; an authorized body answers what was sent to it.
macro_rules! written_by {
    ($type:ty, $register:ident, $may:expr, $check:expr) => {
        impl Content for $type {
            const REGISTER: Register = Register::$register;

            fn problems(&self, today: Date) -> Vec<Problem> {
                let mut check = Checker::new(today);
                let each: fn(&Self, &mut Checker) = $check;
                each(self, &mut check);
                check.finish()
            }

            fn may_be_entered(&self, by: &Writer<'_>) -> bool {
                let may: fn(&Writer<'_>) -> bool = $may;
                may(by)
            }
        }
    };
}

written_by!(Reply, ComplaintReplies, |by| by.is_head, |reply, check| {
    reply.check(check);
});
written_by!(
    ReplyToHead,
    ToHeadReplies,
    |by| by.is_head,
    |reply, check| {
        reply.0.check(check);
    }
);
written_by!(ReplyToBody, ToBodyReplies, |by| by.holds, |reply, check| {
    reply.0.check(check);
});
written_by!(
    Wording,
    ComplaintWordings,
    |by| by.is_head,
    |wording, check| {
        check.demand(wording.of > 0, "of", "missing");
        check.needed_text("text", &wording.text, LONGEST_ENTRY);
        check.past("on", Some(wording.on));
    }
);
written_by!(
    Review,
    ComplaintReviews,
    |by| by.is_head,
    |review, check| {
        check.text(
            "remark",
            review.remark.as_deref().unwrap_or_default(),
            LONGEST_ENTRY,
        );
        check.past("on", Some(review.on));
    }
);
