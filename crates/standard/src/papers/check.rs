//! What stops a paper from being final.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{Field, FieldKind, PaperKind};
use crate::annex::{Problem, Severity};
use crate::chapter_3_admission::para_21_notice_to_police::is_number_of_a_letter;
use crate::disclosure::Capacity;

/// Every stable name that a problem of a paper can have; the words are the Fluent messages `problem-<name>`.
pub const PROBLEMS: &[&str] = &[
    "bad-characters",
    "ends-before-beginning",
    "extension-too-long",
    "future",
    "identity-in-notice",
    "letter-number",
    "missing",
    "observation-too-long",
    "too-few-violations",
    "too-long",
    "too-many",
];

/// The contents are not those of the paper at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOfThePaper {
    /// Not an object of fields.
    #[error("not an object of fields")]
    NotAnObject,
    /// A field that the paper does not have. (Its name comes from outside and is not repeated.)
    #[error("a field is unknown")]
    UnknownField,
    /// A field holds a value of another kind, or a name that is none of its choices.
    #[error("{0} holds a value of another kind")]
    WrongKind(&'static str),
}

impl PaperKind {
    /// The fields, whole: those that were not given are null. A paper has its own fields and no others, so that nothing
    /// about a person can reach a paper that is about nobody.
    pub fn read(self, given: &Value) -> Result<Map<String, Value>, NotOfThePaper> {
        read(self.fields(), given)
    }

    /// What is wrong. An error stops the paper from being final.
    ///
    /// # Errors
    /// [`NotOfThePaper`] when the value is not the contents of this paper.
    pub fn check(self, given: &Value, today: Date) -> Result<Vec<Problem>, NotOfThePaper> {
        Ok(self.check_fields(&self.read(given)?, today))
    }

    /// The same, of fields that were read.
    pub(super) fn check_fields(self, fields: &Map<String, Value>, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        check_fields(self.fields(), fields, None, today, &mut problems);
        self.check_together(fields, &mut problems);
        problems
    }

    /// Paragraph 21: what a notice to the police says of who the person is, when these are the parts of her or his name.
    /// Checked where the names are known, since a notice has no field for them.
    pub fn names_in_notice(self, given: &Value, names: &[String]) -> Vec<Problem> {
        if self != PaperKind::PoliceNotice {
            return Vec::new();
        }
        let words = |text: &str| -> Vec<String> {
            text.to_lowercase()
                .split(|c: char| !c.is_alphabetic() && c != '-')
                .map(|word| word.trim_matches('-').to_owned())
                .collect()
        };
        // A name of one or two letters is no name; a longer one is found with its case endings too.
        let names: Vec<String> = names
            .iter()
            .flat_map(|name| words(name))
            .filter(|name| name.chars().count() > 2)
            .collect();
        let typed = ["number", "addressee", "region", "period", "offender"];
        self.fields()
            .iter()
            .filter(|field| typed.contains(&field.id))
            .filter(|field| {
                let text = words(given[field.id].as_str().unwrap_or_default());
                text.iter()
                    .any(|word| names.iter().any(|name| word.starts_with(name.as_str())))
            })
            .map(|field| error(field.id, None, "identity-in-notice", None))
            .collect()
    }

    /// What holds between the fields of one paper.
    fn check_together(self, fields: &Map<String, Value>, problems: &mut Vec<Problem>) {
        let day = |id: &str| fields.get(id).and_then(as_day);
        let is = |id: &str, name: &str| fields.get(id).and_then(Value::as_str) == Some(name);
        for (from, to) in [
            ("from", "to"),
            ("from", "until"),
            ("last_day", "until"),
            ("left_on", "on"),
        ] {
            if let (Some(from), Some(to_day), Some(field)) = (day(from), day(to), self.field(to))
                && from > to_day
            {
                problems.push(error(field.id, None, "ends-before-beginning", None));
            }
        }
        match self {
            // 16: "not more than three months".
            PaperKind::SupplementaryAgreement => {
                let longest = day("last_day")
                    .and_then(|last| last.checked_add(jiff::Span::new().months(3)).ok());
                if let (Some(longest), Some(until)) = (longest, day("until"))
                    && until > longest
                {
                    problems.push(error("until", None, "extension-too-long", None));
                }
            }
            // 21: what goes to the police says nobody, its number as little as the rest.
            PaperKind::PoliceNotice => {
                let number = fields.get("number").and_then(Value::as_str);
                let number = number.filter(|number| !number.trim().is_empty());
                if number.is_some_and(|number| !is_number_of_a_letter(number)) {
                    problems.push(error("number", None, "letter-number", None));
                }
            }
            // Whoever signs in another's stead shows that she may, and whoever has come of age that she has; she who was admitted
            // with the child is known here.
            PaperKind::ConsentGiver => {
                let known = is("capacity", Capacity::AdmittedHere.name());
                if !known && !is_empty(&fields["capacity"]) && is_empty(&fields["evidence"]) {
                    problems.push(error("evidence", None, "missing", None));
                }
            }
            // 27: "within three calendar days".
            PaperKind::ObservationSheet | PaperKind::NeedsAssessment => {
                if let (Some(from), Some(to)) = (day("from"), day("to"))
                    && (to - from).get_days() > 3
                {
                    problems.push(error("to", None, "observation-too-long", Some(3)));
                }
            }
            // 43 (1): "more than three times".
            PaperKind::OrderExpulsion
                if is("ground", "violations")
                    && fields["acts"].as_array().map_or(0, Vec::len) < 4 =>
            {
                problems.push(error("acts", None, "too-few-violations", Some(4)));
            }
            _ => {}
        }
        // An opinion, an explanation or a claim that was given has words.
        for (mark, name, words) in [
            ("opinion_given", "given", "opinion"),
            ("explanation_given", "given", "explanation"),
            ("claims", "made", "claims_note"),
            ("notice_given", "informed", "notice_note"),
        ] {
            if let Some(field) = self.field(words)
                && is(mark, name)
                && is_empty(&fields[words])
            {
                problems.push(error(field.id, None, "missing", None));
            }
        }
        if self == PaperKind::PoliceNotice {
            for field in self.fields() {
                let text = fields[field.id].as_str().unwrap_or_default();
                if field.id != "number" && carries_an_identity_number(text) {
                    problems.push(error(field.id, None, "identity-in-notice", None));
                }
            }
        }
    }
}

/// Twelve digits together, whatever stands between them: an IIN.
fn carries_an_identity_number(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => run += 1,
            ' ' | '-' | '\u{a0}' => {}
            _ => run = 0,
        }
        if run >= 12 {
            return true;
        }
    }
    false
}

fn error(
    field: &'static str,
    row: Option<usize>,
    problem: &'static str,
    limit: Option<usize>,
) -> Problem {
    Problem {
        field,
        row,
        problem,
        limit,
        severity: Severity::Error,
    }
}

fn as_day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn read(fields: &'static [Field], given: &Value) -> Result<Map<String, Value>, NotOfThePaper> {
    let given = given.as_object().ok_or(NotOfThePaper::NotAnObject)?;
    if given
        .keys()
        .any(|key| fields.iter().all(|field| field.id != key))
    {
        return Err(NotOfThePaper::UnknownField);
    }
    fields
        .iter()
        .map(|field| {
            let value = match given.get(field.id) {
                None | Some(Value::Null) => Value::Null,
                Some(value) => read_value(field, value)?,
            };
            Ok((field.id.to_owned(), value))
        })
        .collect()
}

fn read_value(field: &'static Field, value: &Value) -> Result<Value, NotOfThePaper> {
    let wrong = NotOfThePaper::WrongKind(field.id);
    let named =
        |value: &Value, names: &[&str]| value.as_str().is_some_and(|name| names.contains(&name));
    let is_of_the_kind = match field.kind {
        FieldKind::Line | FieldKind::Text => value.is_string(),
        // An empty field of a page is a day that was not given.
        FieldKind::Date if value.as_str() == Some("") => return Ok(Value::Null),
        FieldKind::Choice(_) if value.as_str() == Some("") => return Ok(Value::Null),
        FieldKind::Date => as_day(value).is_some_and(|day| day.year() >= 1900),
        FieldKind::Number => value.is_u64(),
        FieldKind::Choice(names) => named(value, names),
        FieldKind::Ticks(names) | FieldKind::All(names) => value
            .as_array()
            .is_some_and(|ticked| ticked.iter().all(|each| named(each, names))),
        FieldKind::List(columns) => {
            let rows = value.as_array().ok_or(wrong)?;
            let rows: Result<Vec<Value>, NotOfThePaper> = rows
                .iter()
                .map(|row| read(columns, row).map(Value::Object))
                .collect();
            return rows.map(Value::Array);
        }
    };
    if is_of_the_kind {
        Ok(value.clone())
    } else {
        Err(wrong)
    }
}

fn check_fields(
    fields: &'static [Field],
    values: &Map<String, Value>,
    row: Option<usize>,
    today: Date,
    problems: &mut Vec<Problem>,
) {
    for field in fields {
        let value = &values[field.id];
        if is_empty(value) {
            if field.required {
                problems.push(error(field.id, row, "missing", None));
            }
            continue;
        }
        match field.kind {
            FieldKind::Line | FieldKind::Text => {
                let text = value.as_str().unwrap_or_default();
                let many = field.kind == FieldKind::Text;
                let line_break = |c: char| many && matches!(c, '\n' | '\r' | '\t');
                if text.chars().any(|c| c.is_control() && !line_break(c)) {
                    problems.push(error(field.id, row, "bad-characters", None));
                }
                if text.chars().count() > field.longest {
                    problems.push(error(field.id, row, "too-long", Some(field.longest)));
                }
            }
            FieldKind::Date => {
                if !field.ahead && as_day(value).is_some_and(|day| day > today) {
                    problems.push(error(field.id, row, "future", None));
                }
            }
            FieldKind::Number => {
                if value.as_u64().unwrap_or_default() > field.longest as u64 {
                    problems.push(error(field.id, row, "too-many", Some(field.longest)));
                }
            }
            FieldKind::Choice(_) | FieldKind::Ticks(_) => {}
            FieldKind::All(names) => {
                let ticked = value.as_array().map_or(&[][..], Vec::as_slice);
                if names
                    .iter()
                    .any(|name| !ticked.iter().any(|each| each == name))
                {
                    problems.push(error(field.id, row, "missing", None));
                }
            }
            FieldKind::List(columns) => {
                let rows = value.as_array().map_or(&[][..], Vec::as_slice);
                if rows.len() > field.longest {
                    problems.push(error(field.id, None, "too-many", Some(field.longest)));
                }
                for (index, each) in rows.iter().enumerate() {
                    if let Value::Object(each) = each {
                        check_fields(columns, each, Some(index), today, problems);
                    }
                }
            }
        }
    }
}
