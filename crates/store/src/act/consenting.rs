//! Annex 8: who consents to the release of a document, as the file says it.

use jiff::civil::Date;
use standard::{
    act::{self, Act},
    annex::{Document, FormKind, Problem, Severity},
    disclosure::{Event, names_who_consents, was_named_who_consents},
    exchange::Step,
    journal::Journal,
    papers::{Paper, PaperKind},
    refusal::{Reason, Refusal},
};

use super::{ActError, DocumentProblem, NewAct};
use crate::{exchange::steps::Passes, file::Opened};

/// The consent to the release of a document of the file is given by whoever may give it, and where that is not the adult
/// recipient a paper beside it says who. No document of a child's file leaves without.
pub(super) fn may_consent(
    opened: &Opened,
    journal: &Journal,
    new: &NewAct,
) -> Result<(), ActError> {
    let case = journal.case();
    let notes = opened.notes();
    let is_of_the_file = |document: &str| notes.iter().any(|(head, _)| head.id == document);
    match &new.act {
        Act::ConsentGiven(facts) => {
            let given_by = match &new.passes {
                Some(Passes::Takes { step, .. }) => match step.as_ref() {
                    Step::Disclosure(Event::Consented(consent)) => Some(consent.given_by),
                    _ => None,
                },
                _ => None,
            };
            let paper = the_giver(new)?;
            let to_a_document = is_of_the_file(facts.scope.as_str());
            names_who_consents(case, to_a_document, given_by, paper)?;
            paper.map_or(Ok(()), |paper| of_this_consent(paper, facts, new.on))
        }
        Act::DocumentDisclosed(facts) if is_of_the_file(facts.document.as_str()) => {
            let (document, to) = (facts.document.as_str(), facts.to.as_str());
            let giver = FormKind::Paper(PaperKind::ConsentGiver);
            let is_named = case.consents_in_force(document, to, new.on).any(|consent| {
                notes
                    .iter()
                    .any(|(head, _)| head.form == giver && head.seq == consent.seq)
            });
            Ok(was_named_who_consents(case, is_named)?)
        }
        _ => Ok(()),
    }
}

/// The one paper that says who consents.
fn the_giver(new: &NewAct) -> Result<Option<&Paper>, Refusal> {
    let mut papers = new
        .documents
        .iter()
        .filter_map(|each| match &each.document {
            Document::Paper(paper) if paper.kind() == PaperKind::ConsentGiver => Some(paper),
            _ => None,
        });
    let first = papers.next();
    match papers.next() {
        Some(_) => Err(Refusal::new("annex 8", Reason::ConsentByAnother)),
        None => Ok(first),
    }
}

/// Whether the paper is about the consent beside which it lies: to the same body, of the same day.
fn of_this_consent(paper: &Paper, given: &act::ConsentGiven, on: Date) -> Result<(), ActError> {
    let fields = paper.fields();
    let same = |field: &'static str, value: &str| {
        let said = fields[field].as_str().map(str::trim);
        said.is_some_and(|said| said != value)
            .then(|| DocumentProblem {
                form: FormKind::Paper(paper.kind()),
                problem: Problem {
                    field,
                    row: None,
                    problem: "differs-from-consent",
                    limit: None,
                    severity: Severity::Error,
                },
            })
    };
    let problems: Vec<_> = [
        same("agency", given.to.as_str()),
        same("on", &on.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(ActError::Document(problems))
    }
}

/// A paper that comes with one act alone comes with no other.
pub(super) fn of_other_acts(new: &NewAct) -> impl Iterator<Item = DocumentProblem> {
    let kinds = new.documents.iter().map(|each| each.document.kind());
    kinds
        .filter(|form| {
            matches!(form, FormKind::Paper(kind)
                if kind.comes_with_its_act_alone() && !kind.acts().contains(&new.act.name()))
        })
        .map(|form| DocumentProblem {
            form,
            problem: differs("document"),
        })
}

fn differs(field: &'static str) -> Problem {
    Problem {
        field,
        row: None,
        problem: "differs-from-consent",
        limit: None,
        severity: Severity::Error,
    }
}
