//! Annexes 1 and 8: consents of the recipient.

use serde_json::json;
use standard::{annex::FormKind, exchange::TRANSFER};
use store::{Body, OpenFile};

use crate::{
    act::{About, ActPage},
    form::{Answers, Field, Group, Kind, Read, Section, Wrong},
    people::exchanges::scope_words,
    words::Words,
};

/// What a consent can be to: a transfer, a document of the file, or something else in words.
pub const SCOPES: &str = "scopes";
/// To whom: the other bodies of this server, or somebody else by name.
pub const ADDRESSEES: &str = "addressees";
/// The consents of the file that were not withdrawn.
pub const CONSENTS: &str = "consents";
/// Chosen where the list does not have it. No document has this code: codes have no letter `o`.
const OTHER: &str = "other";

/// `consent_given`
pub const GIVEN: ActPage = ActPage::new("consent_given", "9")
    .asks(&[Section::new(
        "",
        &[
            Field::of("consent_scope", Kind::PickFrom(SCOPES))
                .needed()
                .hinted(),
            Field::line("consent_purpose").depends(),
            Field::of("consent_to", Kind::PickFrom(ADDRESSEES)).needed(),
            Field::line("consent_to_name").depends(),
            Field::day("consent_until").fact("until"),
        ],
    )])
    .complete(gather)
    .tried_with(&[r#"{"scope":"1","to":"1"}"#]);

/// `consent_withdrawn`
pub const WITHDRAWN: ActPage = ActPage::new("consent_withdrawn", "9")
    .asks(&[Section::new(
        "",
        &[Field::of("consent_scope", Kind::PickFrom(CONSENTS))
            .needed()
            .fact("scope")],
    )])
    .checked()
    .tried_with(&[]);

fn gather(read: &mut Read, answers: &Answers, _: &About) {
    for (fact, listed, written) in [
        ("scope", "consent_scope", "consent_purpose"),
        ("to", "consent_to", "consent_to_name"),
    ] {
        let chosen = answers.get(listed).trim();
        let words = answers.get(written).trim();
        let value = if chosen == OTHER { words } else { chosen };
        if chosen == OTHER && words.is_empty() {
            read.wrong.push(Wrong::at(written, "not-in-list"));
        } else if chosen != OTHER && !chosen.is_empty() && !words.is_empty() {
            read.wrong.push(Wrong::at(written, "either-or"));
        }
        read.facts.insert(fact.to_owned(), json!(value));
    }
}

/// What the page of a consent has to choose from: to what, and to whom.
pub fn choices(words: Words, file: &OpenFile, bodies: &[Body]) -> Vec<(&'static str, Vec<Group>)> {
    let other = |label: &str| (OTHER.to_owned(), words.text(label));
    let purposes = Group {
        label: words.text("consent-purposes"),
        choices: vec![
            (TRANSFER.to_owned(), words.text("consent-transfer")),
            other("consent-other-purpose"),
        ],
    };
    // The report of Annex 8 leaves the house by a consent to this very document; who may give it for a child is asked where the
    // report goes out, in the agency's request.
    let may_herself = !file.journal.case().is_child;
    let documents = file
        .documents
        .iter()
        .rev()
        .filter(|head| head.form == FormKind::Annex8 && !file.journal.is_struck(head.seq))
        .filter(|_| may_herself)
        .map(|head| (head.id.clone(), scope_words(words, file, &head.id)))
        .collect();
    let documents = Group {
        label: words.text("consent-documents"),
        choices: documents,
    };
    // A consent names its body in words: they must be those of the exchange.
    let mut bodies: Vec<_> = bodies
        .iter()
        .map(|body| (body.name.clone(), body.name.clone()))
        .collect();
    bodies.push(other("consent-other-body"));
    let to = Group {
        label: String::new(),
        choices: bodies,
    };
    let groups = [purposes, documents];
    let groups = groups.into_iter().filter(|group| !group.choices.is_empty());
    vec![(SCOPES, groups.collect()), (ADDRESSEES, vec![to])]
}

/// The consents that can be withdrawn: all to one thing are withdrawn together.
pub fn withdrawable(words: Words, file: &OpenFile) -> Vec<(&'static str, Vec<Group>)> {
    let mut choices: Vec<(String, String)> = Vec::new();
    for consent in &file.journal.case().consents {
        match choices
            .iter_mut()
            .find(|(scope, _)| scope == consent.scope.as_str())
        {
            Some((_, label)) => label.push_str(&format!(", {}", consent.to.as_str())),
            None => choices.push((
                consent.scope.to_string(),
                format!(
                    "{} – {}",
                    scope_words(words, file, consent.scope.as_str()),
                    consent.to.as_str()
                ),
            )),
        }
    }
    if choices.is_empty() {
        return Vec::new();
    }
    let group = Group {
        label: String::new(),
        choices,
    };
    vec![(CONSENTS, vec![group])]
}
