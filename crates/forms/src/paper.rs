//! Papers in free form: one layout for all, the words in `law/forms/papers/`, the fields in `standard::papers`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use standard::{
    annex::{FileOf, FormKind, Problem, Severity},
    compartment::Compartment,
    lang::Lang,
    papers::{Field, FieldKind, NotOfThePaper, PaperKind},
};

use crate::{
    FormError,
    content::EDITION,
    page::{self, Sheet},
    paper_words::{self as words, Paragraph, choice_label, field_label},
    visible::make_visible,
    words::common,
};

/// Which paper to print.
#[derive(Clone, Debug)]
pub struct PaperRequest {
    /// Which paper.
    pub kind: PaperKind,
    /// In which language its fixed words stand.
    pub lang: Lang,
    /// Blank, or with what.
    pub content: PaperContent,
    /// A line at the foot of each page, such as the digest of the record.
    pub stamp: Option<String>,
}

/// With what a paper is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperContent {
    /// To be filled by hand.
    Blank,
    /// The fields as far as they go; the sheet says that it is a draft.
    Draft(Value),
    /// The fields, which must hold by the paper's own rules on that day.
    Final {
        /// The fields of the paper (`standard::papers::PaperKind::fields`).
        fields: Value,
        /// The day on which the paper is made final.
        today: Date,
    },
    /// The fields as a file keeps them: their rules held when they were recorded, and are not asked again.
    Kept {
        /// The fields that opened.
        fields: Value,
        /// The compartments that did not: their fields are marked as left out.
        missing: Vec<Compartment>,
    },
}

/// Why a paper could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The fields are not those of the paper.
    #[error("the contents are not those of {paper}: {reason}")]
    Content {
        /// The paper asked for.
        paper: PaperKind,
        /// What does not fit, without any value of a field.
        reason: NotOfThePaper,
    },
    /// The paper is not ready to be final.
    #[error("{paper} is not ready: {}", listed(problems))]
    NotReady {
        /// The paper asked for.
        paper: PaperKind,
        /// What stops it.
        problems: Vec<Problem>,
    },
    /// The layout failed: a fault of the program.
    #[error("the layout of {paper} failed: {reason}")]
    Layout {
        /// The paper asked for.
        paper: PaperKind,
        /// What the typesetter said.
        reason: String,
    },
}

impl PaperError {
    pub(crate) fn for_a_form(self, form: FormKind) -> FormError {
        match self {
            PaperError::Layout { reason, .. } => FormError::Layout { form, reason },
            other => FormError::Content {
                form,
                reason: other.to_string(),
            },
        }
    }
}

fn listed(problems: &[Problem]) -> String {
    let each: Vec<String> = problems
        .iter()
        .map(|problem| format!("{} {}", problem.field, problem.problem))
        .collect();
    each.join(", ")
}

/// Prints a paper as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// [`PaperError::Content`] when the fields are not those of the paper; [`PaperError::NotReady`] when a final paper breaks its own
/// rules; [`PaperError::Layout`] when the program is at fault.
pub fn render_paper(request: &PaperRequest) -> Result<Vec<u8>, PaperError> {
    let sheet = Sheet::new("paper", paper_data(request)?);
    page::print(&sheet, request.kind.name()).map_err(|reason| PaperError::Layout {
        paper: request.kind,
        reason,
    })
}

/// The file of JSON from which a paper is laid out.
pub(crate) fn paper_data(request: &PaperRequest) -> Result<Vec<u8>, PaperError> {
    let (kind, lang) = (request.kind, request.lang);
    let wrong = |reason| PaperError::Content {
        paper: kind,
        reason,
    };
    let fields = match &request.content {
        PaperContent::Blank => None,
        PaperContent::Draft(fields) => Some(kind.read(fields).map_err(wrong)?),
        PaperContent::Final { fields, today } => {
            let mut problems = kind.check(fields, *today).map_err(wrong)?;
            problems.retain(|problem| problem.severity == Severity::Error);
            if !problems.is_empty() {
                return Err(PaperError::NotReady {
                    paper: kind,
                    problems,
                });
            }
            Some(kind.read(fields).map_err(wrong)?)
        }
        PaperContent::Kept { fields, .. } => Some(kind.read(fields).map_err(wrong)?),
    };
    let missing = match &request.content {
        PaperContent::Kept { missing, .. } => missing.as_slice(),
        _ => &[],
    };
    let paper = Paper::new(kind, lang, fields, missing);
    let dated = paper
        .text_of("on")
        .and_then(|day| day.parse().ok())
        .unwrap_or(EDITION);
    let mark = match kind.paragraph() {
        "annex 8" => words::sheet("mark_annex", lang).to_owned(),
        paragraph => words::sheet("mark", lang).replace("{paragraph}", paragraph),
    };
    let draft =
        matches!(request.content, PaperContent::Draft(_)).then(|| words::sheet("draft", lang));
    let sheet_words = |name| words::sheet(name, lang);
    let mut file = json!({
        "lang": lang.code(),
        "words": { "fixed": { "title": words::paper_title(kind, lang) } },
        "common": common(lang),
        "data": if paper.fields.is_some() { json!({}) } else { Value::Null },
        "computed": null,
        "hidden": [],
        "missing": missing.iter().map(|each| each.name()).collect::<BTreeSet<_>>(),
        "stamp": request.stamp,
        "dated": [dated.year(), dated.month(), dated.day()],
        "paper": {
            "free_form": sheet_words("free_form"),
            "mark": mark,
            "draft": draft,
            "number_sign": sheet_words("number"),
            "row": sheet_words("row"),
            "signature_hint": sheet_words("signature_hint"),
            "name_hint": sheet_words("name_hint"),
            "addressee_hint": sheet_words("addressee_hint"),
            "place_hint": sheet_words("place_hint"),
            "head": paper.head(),
            "body": paper.paragraphs(&words::of_paper(kind).body),
            "parts": paper.parts(),
            "closing": paper.paragraphs(&words::of_paper(kind).closing),
            "signatures": paper.signatures(),
        },
    });
    make_visible(&mut file);
    Ok(file.to_string().into_bytes())
}

/// The day that a filled paper bears.
pub(crate) fn day_of_paper(request: &PaperRequest) -> Option<Date> {
    match &request.content {
        PaperContent::Blank => None,
        PaperContent::Draft(fields)
        | PaperContent::Final { fields, .. }
        | PaperContent::Kept { fields, .. } => fields["on"].as_str()?.parse().ok(),
    }
}

/// A paper with its words and fields.
struct Paper {
    kind: PaperKind,
    lang: Lang,
    /// None on a blank paper.
    fields: Option<Map<String, Value>>,
    /// The fields of compartments that are closed to the one who prints.
    hidden: BTreeSet<&'static str>,
    /// What stands in their place.
    left_out: Value,
    /// The fields that stand elsewhere than in the list of labelled places.
    placed: BTreeSet<&'static str>,
}

impl Paper {
    fn new(
        kind: PaperKind,
        lang: Lang,
        fields: Option<Map<String, Value>>,
        missing: &[Compartment],
    ) -> Self {
        let words = words::of_paper(kind);
        let in_text = |id: &str| {
            let place = format!("{{{id}}}");
            let mut paragraphs = words.body.iter().chain(&words.closing);
            paragraphs.any(|each| each.words.text(lang).contains(&place))
        };
        let mut placed: BTreeSet<&'static str> = BTreeSet::new();
        for (index, field) in kind.fields().iter().enumerate() {
            let id = field.id;
            let in_head = index == 0
                || matches!(
                    id,
                    "number" | "on" | "addressee" | "organization" | "officer_position"
                )
                || (id == "place" && has_place_in_head(kind));
            let signed = words.signatures.iter().any(|each| each == id)
                && !matches!(
                    id,
                    "recipient"
                        | "legal_representative"
                        | "interpreter"
                        | "responsible"
                        | "authorised"
                );
            if in_head || in_text(id) || signed {
                placed.insert(id);
            }
        }
        Paper {
            hidden: hidden_fields(kind, fields.as_ref(), missing),
            left_out: common(lang)["left_out"].clone(),
            kind,
            lang,
            fields,
            placed,
        }
    }

    fn value(&self, id: &str) -> &Value {
        if self.hidden.contains(id) {
            return &self.left_out;
        }
        self.fields
            .as_ref()
            .and_then(|fields| fields.get(id))
            .unwrap_or(&Value::Null)
    }

    fn text_of(&self, id: &str) -> Option<&str> {
        self.value(id).as_str().filter(|text| !text.is_empty())
    }

    fn label(&self, id: &str) -> &'static str {
        field_label(self.kind, id, self.lang).unwrap_or_default()
    }

    /// Who writes, to whom, number, day and place.
    fn head(&self) -> Value {
        let fields = self.kind.fields();
        let asks = |id: &str| fields.iter().any(|field| field.id == id);
        let issuer = fields[0].id;
        let hint = if issuer == "organization" {
            "organization_hint"
        } else {
            "body_hint"
        };
        // To whom: the addressee, or the organization when somebody else writes.
        let addressee = if asks("addressee") {
            Some("addressee")
        } else if issuer != "organization" && asks("organization") {
            Some("organization")
        } else {
            None
        };
        json!({
            "issuer": self.value(issuer),
            "issuer_hint": words::sheet(hint, self.lang),
            "has_addressee": addressee.is_some(),
            "addressee": addressee.map(|id| self.value(id)),
            "has_number": asks("number"),
            "number": self.value("number"),
            "has_day": asks("on"),
            "day": if self.hidden.contains("on") { &Value::Null } else { self.value("on") },
            "has_place": asks("place") && has_place_in_head(self.kind),
            "place": self.value("place"),
        })
    }

    /// Paragraphs as pieces: words, and the places of fields.
    fn paragraphs(&self, paragraphs: &[Paragraph]) -> Value {
        let all = paragraphs.iter().map(|paragraph| {
            let pieces: Vec<Value> = paragraph
                .words
                .text(self.lang)
                .split(['{', '}'])
                .enumerate()
                .filter(|(_, piece)| !piece.is_empty())
                .map(|(index, piece)| match (index % 2, piece) {
                    (0, words) => json!({ "words": words }),
                    (_, "standard" | "standard_dative") => {
                        json!({ "words": words::sheet(piece, self.lang) })
                    }
                    (_, field) => json!({ "field": self.value(field) }),
                })
                .collect();
            json!({ "command": paragraph.command, "pieces": pieces })
        });
        all.collect()
    }

    /// The labelled places, texts, ticks and tables, in the order of the fields.
    fn parts(&self) -> Vec<Value> {
        self.kind
            .fields()
            .iter()
            .filter(|field| !self.placed.contains(field.id))
            .filter(|field| {
                self.fields.is_none() || field.required || !is_empty(self.value(field.id))
            })
            .map(|field| self.part(field))
            .collect()
    }

    fn part(&self, field: &Field) -> Value {
        let value = self.value(field.id);
        let named = |name: &str| choice_label(self.kind, name, self.lang).unwrap_or_default();
        if self.hidden.contains(field.id) {
            return json!({
                "kind": "entry", "label": self.label(field.id), "value": self.left_out,
            });
        }
        match field.kind {
            FieldKind::Line | FieldKind::Date | FieldKind::Number => json!({
                "kind": "entry", "label": self.label(field.id), "value": self.written(field, value),
            }),
            FieldKind::Text => json!({
                "kind": "text", "label": self.label(field.id), "value": value,
                "lines": if field.longest > 2_000 { 10 } else { 2 },
            }),
            FieldKind::Choice(names) if self.fields.is_none() => {
                let boxes: Vec<Value> = names
                    .iter()
                    .map(|name| json!({ "words": named(name), "ticked": false }))
                    .collect();
                json!({ "kind": "ticks", "label": self.label(field.id), "boxes": boxes })
            }
            FieldKind::Choice(_) => json!({
                "kind": "entry", "label": self.label(field.id), "value": self.written(field, value),
            }),
            FieldKind::Ticks(names) | FieldKind::All(names) => {
                let ticked = value.as_array().map_or(&[][..], Vec::as_slice);
                let boxes: Vec<Value> = names
                    .iter()
                    .map(|name| {
                        json!({ "words": named(name), "ticked": ticked.iter().any(|each| each == name) })
                    })
                    .collect();
                json!({ "kind": "ticks", "label": self.label(field.id), "boxes": boxes })
            }
            FieldKind::List(columns) => self.table(field, columns, value),
        }
    }

    fn table(&self, field: &Field, columns: &[Field], value: &Value) -> Value {
        let heads: Vec<Value> = columns
            .iter()
            .map(|column| {
                let width = match column.kind {
                    FieldKind::Number => "number",
                    FieldKind::Date => "date",
                    FieldKind::Text => "wide",
                    _ => "line",
                };
                json!({ "words": self.label(column.id), "width": width })
            })
            .collect();
        let rows: Vec<Vec<Value>> = value
            .as_array()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(|row| {
                let cells = columns.iter();
                cells
                    .map(|column| self.written(column, &row[column.id]))
                    .collect()
            })
            .collect();
        json!({ "kind": "table", "label": self.label(field.id), "heads": heads, "rows": rows })
    }

    /// A value as it is printed: a day as 21.10.2022, a choice by its words.
    fn written(&self, field: &Field, value: &Value) -> Value {
        match field.kind {
            FieldKind::Date => value
                .as_str()
                .and_then(|day| day.parse::<Date>().ok())
                .map_or(Value::Null, |day| {
                    json!(format!(
                        "{:02}.{:02}.{}",
                        day.day(),
                        day.month(),
                        day.year()
                    ))
                }),
            FieldKind::Number => value
                .as_u64()
                .map_or(Value::Null, |number| json!(number.to_string())),
            FieldKind::Choice(_) => value
                .as_str()
                .and_then(|name| choice_label(self.kind, name, self.lang))
                .map_or(Value::Null, |words| json!(words)),
            _ => value.clone(),
        }
    }

    fn signatures(&self) -> Vec<Value> {
        words::of_paper(self.kind)
            .signatures
            .iter()
            .filter(|id| {
                let optional = self.kind.field(id).is_some_and(|field| !field.required);
                self.fields.is_none() || !optional || !is_empty(self.value(id))
            })
            .map(|id| {
                // A position given as a field stands before the name.
                let label = match self.text_of("officer_position") {
                    Some(position) if id == "officer" => position,
                    _ => words::of_paper(self.kind)
                        .signature
                        .get(id)
                        .map_or_else(|| self.label(id), |words| words.text(self.lang)),
                };
                json!({ "label": label, "name": self.value(id) })
            })
            .collect()
    }
}

/// The fields that are not there because their compartment is closed to the one who prints.
fn hidden_fields(
    kind: PaperKind,
    fields: Option<&Map<String, Value>>,
    missing: &[Compartment],
) -> BTreeSet<&'static str> {
    let Some(fields) = fields else {
        return BTreeSet::new();
    };
    let form = FormKind::Paper(kind);
    let home_is_missing = [FileOf::Adult, FileOf::Child]
        .iter()
        .any(|of| missing.contains(&form.home(*of)));
    let is_closed = |field: &Field| {
        let apart = form
            .placed_apart()
            .iter()
            .find(|(name, _)| *name == field.id);
        apart.map_or(home_is_missing, |(_, part)| missing.contains(part))
    };
    kind.fields()
        .iter()
        .filter(|field| fields.get(field.id).is_none_or(Value::is_null) && is_closed(field))
        .map(|field| field.id)
        .collect()
}

/// Orders and agreements say where they were made, beside their number and day.
fn has_place_in_head(kind: PaperKind) -> bool {
    kind == PaperKind::SupplementaryAgreement
        || words::of_paper(kind).body.iter().any(|each| each.command)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
