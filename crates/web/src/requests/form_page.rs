//! The form of a step or of something to be sent: one page for both.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use standard::refusal::{Reason, Refusal};
use store::ActError;

use crate::{
    act::told::{Law, entry_line, law_of},
    form::{
        Answers, Field, FieldView, Group, Section, SectionView, Wrong,
        view::{Choice, Scope, error_links},
    },
    frame::{Frame, page},
    sentence::RefusalView,
    session::broken,
    trouble::Trouble,
    words::Words,
};

const DAY: &[Field] = &[Field::day("on").needed().today()];

#[derive(Template)]
#[template(path = "passing_form.html")]
struct PassingForm {
    frame: Frame,
    action: String,
    back: (String, String),
    title: String,
    lead: String,
    law: Option<Law>,
    errors: Vec<(String, String)>,
    refusal: Option<RefusalView>,
    notice: String,
    since: Vec<String>,
    day: Vec<FieldView>,
    sections: Vec<SectionView>,
    choices: Vec<Choice>,
    act_id: String,
    seen: u32,
    seen_file: u32,
}

/// A form: what it is called, what it asks, where it goes.
pub struct Form {
    /// The frame.
    pub frame: Frame,
    /// The address that it is sent to.
    pub action: String,
    /// The page to go back to, and its words.
    pub back: (String, String),
    /// The name of its words: `field-<scope>-<name>`.
    pub scope: String,
    /// Its title.
    pub title: String,
    /// A sentence under the title; empty for none.
    pub lead: String,
    /// The paragraph shown under "what the order says".
    pub paragraph: &'static str,
    /// What is asked, besides the day.
    pub sections: Vec<Section>,
    /// The lists of the page.
    pub lists: Vec<(&'static str, Vec<Group>)>,
    /// Documents to choose from: code, words.
    pub documents: Vec<(String, String)>,
    /// The name of the act.
    pub act_id: String,
    /// How many entries of the exchange were seen.
    pub seen: u32,
    /// How many entries of the file were seen.
    pub seen_file: u32,
}

/// What is told above the fields.
#[derive(Default)]
pub struct Told {
    /// Why it is not possible.
    pub refusal: Option<Refusal>,
    /// A sentence.
    pub notice: String,
    /// What was entered meanwhile.
    pub since: Vec<String>,
}

impl Form {
    /// The answers that stand there at first.
    pub fn first(&self, today: jiff::civil::Date) -> Answers {
        let mut answers = Answers::first(&self.sections, today);
        answers.push("on", crate::words::figures(today));
        answers
    }

    fn template(self, answers: &Answers, wrong: &[Wrong], told: Told) -> PassingForm {
        let words = self.frame.words;
        let scope = Scope {
            words,
            name: &self.scope,
            lists: &self.lists,
        };
        let sections = scope.sections(&self.sections, answers, wrong);
        let day = scope.fields(DAY, answers, wrong);
        let mut errors = error_links(&[SectionView {
            heading: String::new(),
            fields: scope.fields(DAY, answers, wrong),
        }]);
        errors.extend(error_links(&sections));
        let choices = self
            .documents
            .iter()
            .map(|(code, title)| Choice {
                id: format!("documents-{code}"),
                value: code.clone(),
                label: title.clone(),
                chosen: answers.all("documents").any(|each| each == code),
            })
            .collect();
        PassingForm {
            law: law_of(words, self.paragraph),
            refusal: told
                .refusal
                .map(|refusal| RefusalView::new(words, &refusal)),
            action: self.action,
            back: self.back,
            title: self.title,
            lead: self.lead,
            errors,
            notice: told.notice,
            since: told.since,
            day,
            sections,
            choices,
            act_id: self.act_id,
            seen: self.seen,
            seen_file: self.seen_file,
            frame: self.frame,
        }
    }

    /// The page.
    pub fn show(self, answers: &Answers, wrong: &[Wrong], told: Told) -> Response {
        let stopped = !wrong.is_empty()
            || told.refusal.is_some()
            || !told.since.is_empty()
            || !told.notice.is_empty();
        let answer = page(&self.template(answers, wrong, told));
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        } else {
            answer
        }
    }

    /// The page with what stopped the recording.
    pub fn not_recorded(self, answers: &Answers, error: ActError) -> Response {
        let words = self.frame.words;
        let mut told = Told::default();
        let mut wrong = Vec::new();
        match error {
            ActError::NotFound => return Trouble::NotFound.into_response(),
            ActError::Store(error) => return broken(&error).into_response(),
            ActError::Refused(refusal) => {
                if refusal.reason == Reason::NotToday {
                    wrong.push(Wrong::at("on", "not-today"));
                }
                if refusal.reason == Reason::NoticeCarriesIdentity {
                    wrong.push(Wrong::at("number", "letter-number"));
                }
                // The form asks who it is and in what capacity: what is left is one that the file does not bear out.
                if refusal.reason == Reason::RepresentativeMissing && self.asks("capacity") {
                    wrong.push(Wrong::at("capacity", "not-borne-out"));
                }
                told.refusal = Some(refusal);
            }
            ActError::AfterToday => wrong.push(Wrong::at("on", "day-later")),
            ActError::Stale { since } => {
                told.since = since.iter().map(|entry| entry_line(words, entry)).collect();
                if told.since.is_empty() {
                    told.notice = words.text("stale-help");
                }
            }
            ActError::NoAddressee => wrong.push(Wrong::at("to", "no-addressee")),
            ActError::ProofNeeded => told.notice = words.text("proof-needed"),
            ActError::Address => wrong.push(Wrong::at("address", "address")),
            ActError::BedTaken => wrong.push(Wrong::at("bed", "bed-taken")),
            ActError::NoSuchBed => wrong.push(Wrong::at("bed", "no-such-bed")),
            ActError::KeysMissing(compartments) => told.notice = keys_missing(words, &compartments),
            ActError::Paper(problems) => {
                for problem in problems {
                    wrong.push(Wrong::at(problem.field, problem.problem));
                }
            }
            ActError::Document(problems) => {
                for each in problems {
                    // What the form does not ask for is told above it.
                    match self.asks(each.problem.field) {
                        true => wrong.push(Wrong::at(each.problem.field, each.problem.problem)),
                        false => told.notice = words.named("problem", each.problem.problem),
                    }
                }
            }
        }
        self.show(answers, &wrong, told)
    }

    fn asks(&self, name: &str) -> bool {
        let mut fields = self
            .sections
            .iter()
            .flat_map(|section| section.fields)
            .chain(DAY);
        fields.any(|field| field.name == name)
    }

    /// A sample for the test that renders every page.
    #[doc(hidden)]
    pub fn sample(self, today: jiff::civil::Date) -> String {
        let answers = self.first(today);
        let wrong = [Wrong::at("on", "day-later")];
        let told = Told {
            refusal: Some(Refusal::new("annex 8", Reason::NoConsentInForce)),
            notice: self.frame.words.text("stale-help"),
            since: Vec::new(),
        };
        self.template(&answers, &wrong, told)
            .render()
            .unwrap_or_default()
    }
}

/// That keys are missing, and which.
fn keys_missing(words: Words, compartments: &[standard::compartment::Compartment]) -> String {
    let list: Vec<String> = compartments
        .iter()
        .map(|compartment| words.named("compartment", compartment.name()))
        .collect();
    words.with_text("keys-missing", "list", &list.join(", "))
}
