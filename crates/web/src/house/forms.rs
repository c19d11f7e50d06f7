//! What each line of a register asks, and the way from a form to the line's JSON and back.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use standard::{
    annex::Problem,
    catalogue::{Catalogue, QualityCode},
    register::Register,
};

use crate::{
    form::{Answers, Field, Kind, Section, read::parse_day},
    words::{Words, figures},
};

/// A kind of line: what is asked for it.
pub struct EntryForm {
    /// The register that it belongs to.
    pub register: Register,
    /// The name in addresses; also the scope of its labels.
    pub name: &'static str,
    /// The name in the line's JSON.
    pub entry: &'static str,
    /// What is asked.
    pub sections: &'static [Section],
}

const NORMS: &[&str] = &["sanitary", "building", "fire", "accessibility", "other"];
const WAYS: &[&str] = &["entrance", "inside", "territory"];
const ROOM_FOR: &[&str] = &["women", "men", "family"];
const MET: &[&str] = &["met", "not_met", "not_applicable"];

/// The list of papers that another comes in the place of.
pub const PAPERS: &str = "papers";
/// The list of inspections that found something.
pub const INSPECTIONS: &str = "inspections";
/// The list of contacts that wait for an answer.
pub const CONTACTS: &str = "contacts";
/// The list of files.
pub const FILES: &str = "files";

const fn form(register: Register, name: &'static str, sections: &'static [Section]) -> EntryForm {
    EntryForm {
        register,
        name,
        entry: name,
        sections,
    }
}

const PLAIN: &[EntryForm] = &[
    form(
        Register::Premises,
        "paper",
        &[Section::new(
            "",
            &[
                Field::one_of("norm", NORMS).needed().fact("norm"),
                Field::line("title").needed().fact("title").hinted(),
                Field::line("issued_by").fact("issued_by"),
                Field::day("issued_on").needed().fact("issued_on"),
                Field::day("valid_until").fact("valid_until"),
                Field::of("replaces", Kind::PickFrom(PAPERS)).fact("replaces"),
                Field::area("note").fact("note").hinted(),
            ],
        )],
    ),
    form(
        Register::Premises,
        "inspection",
        &[Section::new(
            "",
            &[
                Field::one_of("norm", NORMS).needed().fact("norm"),
                Field::day("on").needed().fact("on").today(),
                Field::line("inspected_by").needed().fact("inspected_by"),
                Field::area("findings").fact("findings").hinted(),
                Field::day("remedy_by").fact("remedy_by"),
            ],
        )],
    ),
    form(
        Register::Premises,
        "remedied",
        &[Section::new(
            "",
            &[
                Field::of("inspection", Kind::PickFrom(INSPECTIONS))
                    .needed()
                    .fact("inspection"),
                Field::day("on").needed().fact("on").today(),
                Field::area("done").needed().fact("done"),
            ],
        )],
    ),
    form(
        Register::Premises,
        "device",
        &[Section::new(
            "",
            &[
                Field::line("what").needed().fact("what").hinted(),
                Field::one_of("way", WAYS).needed().fact("way"),
                Field::day("on").needed().fact("on").today(),
                Field::mark("in_order").fact("in_order").first("yes"),
                Field::area("note").fact("note"),
            ],
        )],
    ),
    form(
        Register::Premises,
        "equipment",
        &[Section::new(
            "",
            &[
                Field::line("what").needed().fact("what"),
                Field::number("quantity", 1, 100_000)
                    .needed()
                    .fact("quantity")
                    .first("1"),
                Field::line("provided_by").needed().fact("provided_by"),
                Field::day("on").needed().fact("on").today(),
                Field::area("note").fact("note"),
            ],
        )],
    ),
    form(
        Register::Premises,
        "room_sheet",
        &[Section::new(
            "",
            &[
                Field::line("room").needed().fact("room"),
                Field::line("purpose").needed().fact("purpose"),
                Field::number("area", 1, 10_000).fact("area"),
                Field::lines("equipment").fact("equipment"),
                Field::line("responsible").fact("responsible"),
                Field::day("on").needed().fact("on").today(),
            ],
        )],
    ),
    form(
        Register::Rooms,
        "room",
        &[Section::new(
            "",
            &[
                Field::line("name").needed().fact("name"),
                Field::one_of("room_for", ROOM_FOR)
                    .needed()
                    .fact("room_for"),
                Field::lines("beds").needed().fact("beds").hinted(),
                Field::mark("accessible").fact("accessible"),
                Field::mark("closed").fact("closed"),
                Field::area("note").fact("note").hinted(),
            ],
        )],
    ),
    form(
        Register::InternalRules,
        "version",
        &[Section::new(
            "",
            &[
                Field::line("order").needed().fact("order"),
                Field::day("ordered_on").needed().fact("ordered_on").today(),
                Field::day("in_force_from")
                    .needed()
                    .fact("in_force_from")
                    .today(),
                Field::area("text").fact("text").hinted(),
                Field::line("paper").fact("paper").hinted(),
            ],
        )],
    ),
    form(
        Register::Contacts,
        "contact",
        &[Section::new(
            "",
            &[
                Field::day("on").needed().fact("on").today(),
                Field::one_of(
                    "with",
                    &standard::chapter_2_tasks::para_08_contacts::With::NAMES,
                )
                .needed()
                .fact("with"),
                Field::line("body").needed().fact("body"),
                Field::one_of(
                    "by",
                    &standard::chapter_2_tasks::para_08_contacts::By::NAMES,
                )
                .needed()
                .fact("by"),
                Field::area("about").needed().fact("about"),
                Field::area("result").fact("result"),
                Field::of("file", Kind::PickFrom(FILES)).fact("file"),
                Field::day("answer_by").fact("answer_by").hinted(),
            ],
        )],
    ),
    form(
        Register::Contacts,
        "answer",
        &[Section::new(
            "",
            &[
                Field::of("contact", Kind::PickFrom(CONTACTS))
                    .needed()
                    .fact("contact"),
                Field::day("on").needed().fact("on").today(),
                Field::area("answer").needed().fact("answer"),
            ],
        )],
    ),
];

/// Names of the eight checklists.
const CHECKS: [&str; 8] = [
    "check_1", "check_2", "check_3", "check_4", "check_5", "check_6", "check_7", "check_8",
];

const PERIOD: [Field; 2] = [
    Field::day("from").needed().fact("from"),
    Field::day("to").needed().fact("to"),
];

/// The checklists: a question and a note for each requirement of the catalogue.
static QUALITY: LazyLock<Vec<EntryForm>> = LazyLock::new(|| {
    (1..)
        .zip(CHECKS)
        .map(|(kind, name)| {
            let mut fields = PERIOD.to_vec();
            for requirement in Catalogue::embedded().requirements_of(kind) {
                // Made once for the life of the program: the names of fields are known when it is compiled.
                let field: &'static str = Box::leak(field_of(requirement.code()).into());
                let note: &'static str = Box::leak(format!("{field}_note").into());
                fields.push(Field::one_of(field, MET).needed().fact(field));
                fields.push(Field::line(note).fact(note));
            }
            let fields: &'static [Field] = Box::leak(fields.into());
            EntryForm {
                register: Register::Quality,
                name,
                entry: "check",
                sections: Box::leak(vec![Section::new("", fields)].into()),
            }
        })
        .collect()
});

/// Every kind of line, in the order of the law.
pub fn all() -> impl Iterator<Item = &'static EntryForm> {
    PLAIN.iter().chain(QUALITY.iter())
}

/// The kinds of lines of a register.
pub fn of_register(register: Register) -> impl Iterator<Item = &'static EntryForm> {
    all().filter(move |form| form.register == register)
}

/// The form of that name.
pub fn find(register: Register, name: &str) -> Option<&'static EntryForm> {
    of_register(register).find(|form| form.name == name)
}

/// The form of a line that was written.
pub fn of_line(register: Register, line: &Value) -> Option<&'static EntryForm> {
    let entry = line["entry"].as_str()?;
    let kind = line["kind"].as_u64();
    of_register(register).find(|form| {
        form.entry == entry && (entry != "check" || kind == form.kind().map(u64::from))
    })
}

/// `q1_4` for the requirement Q1.4.
fn field_of(code: QualityCode) -> String {
    format!("q{}_{}", code.kind(), code.number())
}

/// The requirement that a field of a checklist asks for, and whether it is its note.
pub fn requirement_of(field: &str) -> Option<(QualityCode, bool)> {
    let (name, is_note) = match field.strip_suffix("_note") {
        Some(name) => (name, true),
        None => (field, false),
    };
    let (kind, number) = name.strip_prefix('q')?.split_once('_')?;
    Some((format!("Q{kind}.{number}").parse().ok()?, is_note))
}

/// The label of a field of a checklist: the words of the law.
pub fn law_label(words: Words, field: &str) -> Option<String> {
    let (code, is_note) = requirement_of(field)?;
    let requirement = Catalogue::embedded()
        .requirements_of(code.kind())
        .find(|requirement| requirement.code() == code)?;
    Some(if is_note {
        words.with_text("field-quality-note", "code", &code.to_string())
    } else {
        format!("{code}. {}", requirement.text(words.lang))
    })
}

impl EntryForm {
    /// The kind of services that a checklist is about.
    pub fn kind(&self) -> Option<u8> {
        self.name.strip_prefix("check_")?.parse().ok()
    }

    /// The line's JSON, from what the form was read as.
    pub fn line(&self, mut facts: Map<String, Value>) -> Value {
        if let Some(kind) = self.kind() {
            let mut answers = Vec::new();
            for requirement in Catalogue::embedded().requirements_of(kind) {
                let field = field_of(requirement.code());
                let met = facts.remove(&field);
                let note = facts.remove(&format!("{field}_note"));
                if let Some(met) = met {
                    let note = note.unwrap_or_else(|| json!(""));
                    answers.push(json!({"code": requirement.code(), "met": met, "note": note}));
                }
            }
            facts.insert("kind".to_owned(), json!(kind));
            facts.insert("answers".to_owned(), Value::Array(answers));
        }
        // What is picked from a list of lines is a number.
        for name in ["replaces", "inspection", "contact"] {
            if let Some(number) = facts.get(name).and_then(Value::as_str) {
                let number = number.parse::<u32>().unwrap_or_default();
                facts.insert(name.to_owned(), json!(number));
            }
        }
        facts.insert("entry".to_owned(), json!(self.entry));
        Value::Object(facts)
    }

    /// What the form would have to say for that line: to show it, and to correct it.
    pub fn answers(&self, line: &Value) -> Answers {
        let mut answers = Answers::default();
        for field in self.sections.iter().flat_map(|section| section.fields) {
            let value = match requirement_of(field.name) {
                Some((code, is_note)) => {
                    let code = json!(code);
                    let list = line["answers"].as_array();
                    let answer = list.and_then(|all| all.iter().find(|each| each["code"] == code));
                    answer.map_or(&Value::Null, |answer| {
                        &answer[if is_note { "note" } else { "met" }]
                    })
                }
                None => &line[field.name],
            };
            match value {
                Value::Null => {}
                Value::Bool(yes) => answers.push(field.name, if *yes { "yes" } else { "" }),
                Value::Array(all) => {
                    let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
                    answers.push(field.name, all.join("\n"));
                }
                Value::String(text) => match (field.kind, parse_day(text)) {
                    (Kind::Day, Ok(day)) => answers.push(field.name, figures(day)),
                    _ => answers.push(field.name, text.as_str()),
                },
                other => answers.push(field.name, other.to_string()),
            }
        }
        answers
    }

    /// The field of the form that a problem of the line belongs to.
    pub fn field(&self, problem: &Problem) -> String {
        let requirement = problem.row.zip(self.kind()).and_then(|(row, kind)| {
            let requirement = Catalogue::embedded().requirements_of(kind).nth(row)?;
            Some(field_of(requirement.code()))
        });
        match requirement {
            Some(field) if problem.field == "note" => format!("{field}_note"),
            Some(field) => field,
            None => problem.field.to_owned(),
        }
    }
}
