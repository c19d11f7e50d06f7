//! The description of an act's page: what is asked, what is made of it, and the paper that belongs to it.

use jiff::civil::Date;
use standard::annex::FormKind;

use crate::{
    form::{Answers, Read, Section},
    words::Words,
};

/// What a page of an act is made of. One stands in the file of each task.
#[derive(Clone, Copy)]
pub struct ActPage {
    /// The name of the act: `act-<name>` is its title.
    pub act: &'static str,
    /// The paragraph shown under "what the order says".
    pub paragraph: &'static str,
    /// What is asked, besides the day.
    pub sections: &'static [Section],
    /// The form of the order that is filled with it.
    pub form: Option<FormKind>,
    /// Whether the answers are checked on a page of their own before they are recorded: everything with legal effect.
    pub checked: bool,
    /// Whether a file may begin with it.
    pub begins: bool,
    /// Completes what was read: totals, lists, what follows from other answers.
    pub complete: fn(&mut Read, &Answers, &About),
    /// Facts with which the file is asked whether the act is possible now: the first that is accepted decides.
    pub trials: &'static [&'static str],
}

impl ActPage {
    /// A page that asks nothing but the day.
    pub const fn new(act: &'static str, paragraph: &'static str) -> Self {
        ActPage {
            act,
            paragraph,
            sections: &[],
            form: None,
            checked: false,
            begins: false,
            complete: nothing_more,
            trials: &["{}"],
        }
    }

    /// With these questions.
    pub const fn asks(mut self, sections: &'static [Section]) -> Self {
        self.sections = sections;
        self
    }

    /// With this form of the order.
    pub const fn form(mut self, form: FormKind) -> Self {
        self.form = Some(form);
        self
    }

    /// With a page to check the answers on.
    pub const fn checked(mut self) -> Self {
        self.checked = true;
        self
    }

    /// A file may begin with it.
    pub const fn begins(mut self) -> Self {
        self.begins = true;
        self
    }

    /// With this completion.
    pub const fn complete(mut self, complete: fn(&mut Read, &Answers, &About)) -> Self {
        self.complete = complete;
        self
    }

    /// Tried with these facts.
    pub const fn tried_with(mut self, trials: &'static [&'static str]) -> Self {
        self.trials = trials;
        self
    }
}

fn nothing_more(_: &mut Read, _: &Answers, _: &About) {}

/// What a page knows of its surroundings when answers are completed.
pub struct About {
    /// The words of the page.
    pub words: Words,
    /// The day of the act.
    pub on: Date,
}

/// Every page of an act, in the order of the law.
pub static PAGES: &[ActPage] = &[
    crate::admission::application::APPLICATION,
    crate::admission::application::REFERRAL,
    crate::admission::application::OFFENCE,
    crate::admission::application::TRANSFER,
    crate::admission::children::CHILD_WITH_REPRESENTATIVE,
    crate::admission::children::CHILD_ALONE,
    crate::admission::children::GUARDIANSHIP,
    crate::admission::children::HAND_OVER,
    crate::admission::children::SETTLED,
    crate::admission::contraindication::FOUND,
    crate::admission::contraindication::CLEARED,
    crate::admission::interview::INTERVIEW,
    crate::admission::evaluation_sheet::EVALUATION_SHEET,
    crate::admission::evaluation_sheet::WAIVED,
    crate::admission::report::REPORT,
    crate::admission::package::REFUSAL,
    crate::admission::package::PACKAGE,
    crate::admission::permit::RECEIVED_BY_BODY,
    crate::admission::permit::ISSUED,
    crate::admission::permit::SENT,
    crate::admission::permit::DECLINED,
    crate::admission::permit::RECEIVED,
    crate::admission::agreement::CONCLUDED,
    crate::admission::agreement::EXTENDED,
    crate::admission::registration_card::CARD,
    crate::admission::registration_card::PORTAL,
    crate::admission::registration_card::POLICE,
    crate::stay::room::ASSIGNED,
    crate::stay::room::LEFT,
    crate::stay::room::ITEM,
    crate::stay::room::INFORMED,
    crate::stay::room::DAY_VISIT,
    crate::plan::needs::OBSERVATION,
    crate::plan::needs::NEEDS,
    crate::plan::individual_plan::DRAWN_UP,
    crate::plan::individual_plan::APPROVED,
    crate::plan::individual_plan::ADJUSTED,
    crate::plan::monitoring::MONITORING,
    crate::plan::monitoring::RESULTS,
    crate::services::service::SERVICE,
    crate::ending::discipline::VIOLATION,
    crate::ending::discipline::LEFT,
    crate::ending::discipline::CONTACT,
    crate::ending::discipline::RETURNED,
    crate::ending::discipline::HOSPITAL_BEGAN,
    crate::ending::discipline::HOSPITAL_ENDED,
    crate::ending::ending::ENDED,
    crate::ending::ending::REINSTATED,
    crate::ending::belongings::DEPOSITED,
    crate::ending::belongings::RETURNED,
    crate::ending::outcome::OUTCOME,
    crate::ending::outcome::CLOSED,
    crate::ending::consent::GIVEN,
    crate::ending::consent::WITHDRAWN,
    crate::ending::correction::STRUCK_OUT,
];

/// The page of the act of that name.
pub fn page_of(act: &str) -> Option<&'static ActPage> {
    PAGES.iter().find(|page| page.act == act)
}
