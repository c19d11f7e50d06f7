//! A document in its compartments: what is sealed apart, and how it comes together for one who holds some of the keys.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Document, FormKind};
use crate::compartment::Compartment;

/// Whose file a document belongs to: plans and journals of children lie in a compartment of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOf {
    /// An adult's file.
    Adult,
    /// A child's file (paragraph 18).
    Child,
}

/// The fields of a document that somebody's keys open.
#[derive(Clone, Debug, PartialEq)]
pub struct Partial {
    /// The fields, without those of the missing compartments.
    pub value: Value,
    /// The compartments that could not be opened; empty when the document is whole.
    pub missing: Vec<Compartment>,
}

impl FormKind {
    /// The compartment of every field that [`Self::placed_apart`] does not name.
    pub fn home(self, of: FileOf) -> Compartment {
        match self {
            FormKind::Annex1 | FormKind::Annex3 | FormKind::Annex4 => Compartment::Identity,
            FormKind::Annex2 => Compartment::Legal,
            FormKind::Annex5 => Compartment::House,
            FormKind::Annex6 | FormKind::Annex7 => match of {
                FileOf::Adult => Compartment::Social,
                FileOf::Child => Compartment::Children,
            },
            FormKind::Annex8 => Compartment::Report,
            FormKind::Paper(paper) => paper.home(of),
        }
    }

    /// The fields that lie elsewhere than the rest of the form.
    pub fn placed_apart(self) -> &'static [(&'static str, Compartment)] {
        match self {
            FormKind::Annex2 => &[("person", Compartment::Identity)],
            FormKind::Annex4 => &[
                ("convictions", Compartment::Legal),
                ("past_diseases", Compartment::Medical),
                ("health", Compartment::Medical),
            ],
            FormKind::Annex6 | FormKind::Annex7 => &[
                ("recipient", Compartment::Identity),
                ("born", Compartment::Identity),
            ],
            FormKind::Annex1 | FormKind::Annex3 | FormKind::Annex5 | FormKind::Annex8 => &[],
            FormKind::Paper(paper) => paper.placed_apart(),
        }
    }

    /// Every compartment that the form shows.
    pub fn compartments(self, of: FileOf) -> Vec<Compartment> {
        let mut all = vec![self.home(of)];
        for (_, compartment) in self.placed_apart() {
            if !all.contains(compartment) {
                all.push(*compartment);
            }
        }
        all.sort();
        all
    }
}

impl Document {
    /// The fields by compartment, each part a JSON object to be sealed with its own key.
    ///
    /// ```
    /// use standard::annex::{Document, FileOf, FormKind};
    /// use standard::compartment::Compartment;
    /// let card = Document::blank(FormKind::Annex4);
    /// let parts = card.clone().split(FileOf::Adult);
    /// assert!(parts[&Compartment::Medical].get("health").is_some());
    /// let whole = Document::merge(FormKind::Annex4, FileOf::Adult, parts);
    /// assert!(whole.missing.is_empty());
    /// assert_eq!(Document::from_fields(FormKind::Annex4, whole.value).unwrap(), card);
    /// ```
    pub fn split(self, of: FileOf) -> BTreeMap<Compartment, Value> {
        let kind = self.kind();
        let mut parts: BTreeMap<Compartment, Map<String, Value>> = kind
            .compartments(of)
            .into_iter()
            .map(|each| (each, Map::new()))
            .collect();
        let Value::Object(fields) = self.fields() else {
            unreachable!("every form is a struct")
        };
        for (field, value) in fields {
            let place = kind
                .placed_apart()
                .iter()
                .find(|(name, _)| *name == field)
                .map_or(kind.home(of), |(_, compartment)| *compartment);
            parts.entry(place).or_default().insert(field, value);
        }
        parts
            .into_iter()
            .map(|(place, fields)| (place, Value::Object(fields)))
            .collect()
    }

    /// The parts that could be opened, put together again.
    pub fn merge(kind: FormKind, of: FileOf, parts: BTreeMap<Compartment, Value>) -> Partial {
        let missing = kind
            .compartments(of)
            .into_iter()
            .filter(|each| !parts.contains_key(each))
            .collect();
        let mut whole = Map::new();
        for part in parts.into_values() {
            if let Value::Object(fields) = part {
                whole.extend(fields);
            }
        }
        Partial {
            value: Value::Object(whole),
            missing,
        }
    }
}
