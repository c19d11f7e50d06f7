//! The facts of every act as JSON schemas, for the OpenAPI document: the table of acts, once more for machines. A test
//! holds each against the parser.

use serde_json::{Map, Value, json};
use standard::{
    act::{
        Act, AdjustmentReason, Attestation, Category, Channel, ChildDisposition, EndingGround,
        ExtensionGround, Funding, Mode, MonitoringDecision, Opinion, PackageDocument,
        ReferralRoute, ReinstatementReason, Reported, Resocialised, SheetOutcome, Signatory,
    },
    actor::Actor,
    annex::{Document, FormKind},
    catalogue::ServiceCode,
    lang::Lang,
    papers::PaperKind,
};

/// A fact: its name, whether it must be there, its schema.
type Fact = (&'static str, Needed, Value);

/// Whether a fact must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}
use Needed::{No, Yes};

macro_rules! choice {
    ($choices:ty) => {
        json!({ "type": "string", "enum": <$choices>::ALL.iter().map(|each| each.name()).collect::<Vec<_>>() })
    };
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn time() -> Value {
    json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// A short text or number of a paper; never empty. The journal keeps it as a text.
fn label() -> Value {
    json!({ "anyOf": [{ "type": "string", "pattern": "\\S" }, { "type": "integer", "minimum": 0 }] })
}

fn number(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn or_null(of: Value) -> Value {
    json!({ "anyOf": [of, { "type": "null" }] })
}

fn one_of_actors(actors: &[Actor]) -> Value {
    json!({ "type": "string", "enum": actors.iter().map(|actor| actor.name()).collect::<Vec<_>>() })
}

fn service() -> Value {
    json!({ "type": "string", "enum": ServiceCode::all().map(|code| code.to_string()).collect::<Vec<_>>() })
}

fn of_the_organization() -> Value {
    let staff: Vec<Actor> = Actor::ALL
        .into_iter()
        .filter(|actor| actor.is_of_the_organization())
        .collect();
    one_of_actors(&staff)
}

fn plan_items() -> Value {
    list(json!({
        "type": "object",
        "properties": { "code": service(), "responsible": of_the_organization() },
        "required": ["code", "responsible"],
        "additionalProperties": false,
    }))
}

/// The facts of the act of that name, in the order of the table of acts.
fn facts_of(act: &str) -> Vec<Fact> {
    match act {
        "application_registered" => vec![
            ("consent", Yes, flag()),
            ("rules_acknowledged", Yes, flag()),
            ("warned", Yes, flag()),
            ("applicant_is_minor", No, flag()),
            ("children", No, number(0, 1000)),
            ("category", No, choice!(Category)),
            ("basis", No, or_null(text())),
        ],
        "referral_registered" => vec![
            ("route", Yes, choice!(ReferralRoute)),
            ("recognised_on", No, or_null(day())),
        ],
        "transferred_in" => vec![
            ("from", Yes, label()),
            ("consent", Yes, flag()),
            ("permit", No, or_null(label())),
        ],
        "contraindication_found" => vec![
            ("kind", Yes, number(1, 5)),
            ("referred_to", No, or_null(text())),
        ],
        "contraindication_cleared" => vec![("kind", Yes, number(1, 5))],
        "interview_held" => vec![("attested", Yes, list(choice!(Attestation)))],
        "evaluation_sheet_filled" => vec![
            ("outcome", Yes, choice!(SheetOutcome)),
            ("indicators", Yes, list(number(2, 32))),
            ("signatories", Yes, list(choice!(Signatory))),
            ("assessed_person_signed", No, flag()),
        ],
        "identification_waived" => vec![
            ("investigation", Yes, flag()),
            ("injured_party", Yes, flag()),
        ],
        "package_sent" => vec![
            ("channel", Yes, choice!(Channel)),
            ("documents", Yes, list(choice!(PackageDocument))),
        ],
        "permit_issued" => vec![("number", Yes, label())],
        "permit_declined" => vec![("reason", No, or_null(text()))],
        "permit_received" => vec![("number", Yes, label()), ("issued_on", No, or_null(day()))],
        "agreement_concluded" => vec![
            ("number", Yes, label()),
            ("mode", Yes, choice!(Mode)),
            ("funding", No, choice!(Funding)),
            ("rules_acknowledged", No, flag()),
        ],
        "agreement_extended" => vec![
            ("ground", Yes, choice!(ExtensionGround)),
            ("until", Yes, day()),
        ],
        "child_settled" => vec![
            ("child", Yes, json!({ "anyOf": [number(1, 1000), label()] })),
            ("how", Yes, choice!(ChildDisposition)),
        ],
        "admitted_with_representative" => vec![("representative", Yes, label())],
        "registration_card_filled" => vec![
            ("reported_to_police", Yes, choice!(Reported)),
            ("refused_on", No, or_null(day())),
            ("signed", No, flag()),
        ],
        "portal_entered" => vec![("reference", Yes, label())],
        "police_notified" => vec![("identity", No, flag())],
        "observation_held" => vec![("from", Yes, day()), ("to", Yes, day())],
        "needs_assessed" => vec![
            ("specialists", Yes, list(one_of_actors(&Actor::SPECIALISTS))),
            ("opinion", Yes, choice!(Opinion)),
        ],
        "plan_drawn_up" => vec![
            ("from", Yes, day()),
            ("to", Yes, day()),
            ("items", Yes, plan_items()),
        ],
        "plan_adjusted" => vec![
            ("reason", Yes, choice!(AdjustmentReason)),
            ("items", No, or_null(plan_items())),
        ],
        "results_recorded" => {
            vec![
                ("specialist", Yes, of_the_organization()),
                ("quarter", No, or_null(number(1, 100))),
            ]
        }
        "monitoring_recorded" => vec![
            ("decision", Yes, choice!(MonitoringDecision)),
            ("closing", No, flag()),
            ("authorised", No, flag()),
        ],
        "room_assigned" => vec![("bed", Yes, label())],
        "service_given" => vec![
            ("code", Yes, service()),
            ("quantity", No, number(1, 100_000)),
            ("emergency", No, flag()),
        ],
        "informed" => vec![("of", Yes, list(text())), ("language", Yes, label())],
        "item_issued" => vec![("item", Yes, label()), ("quantity", No, number(1, 100_000))],
        "day_visit" => vec![("arrived", Yes, time()), ("left", Yes, time())],
        "violation_recorded" => vec![
            ("explanation_offered", No, flag()),
            ("episode", No, or_null(label())),
        ],
        "left_without_permission" => vec![("informed", No, flag())],
        "ended" => vec![
            ("ground", Yes, choice!(EndingGround)),
            (
                "order",
                No,
                json!({ "type": ["string", "integer", "null"], "minimum": 0 }),
            ),
            ("dissolved", No, flag()),
            ("warned", No, flag()),
            ("consent", No, flag()),
        ],
        "reinstated" => vec![
            ("reason", Yes, choice!(ReinstatementReason)),
            ("order", Yes, label()),
        ],
        "belongings_deposited" => vec![("items", Yes, list(label()))],
        "belongings_returned" => vec![
            (
                "items",
                No,
                json!({ "anyOf": [{ "const": "all" }, list(label())] }),
            ),
            ("stored", No, flag()),
        ],
        "outcome_assessed" => vec![("resocialised", Yes, choice!(Resocialised))],
        "consent_given" => vec![
            ("scope", Yes, label()),
            ("to", Yes, label()),
            ("until", No, or_null(day())),
        ],
        "consent_withdrawn" => vec![("scope", Yes, label())],
        "document_disclosed" => vec![
            ("document", Yes, label()),
            ("to", Yes, label()),
            ("author", Yes, label()),
            ("approved_by", Yes, label()),
            ("request", Yes, flag()),
        ],
        "entry_struck_out" => vec![("line", Yes, number(1, u32::MAX)), ("reason", Yes, text())],
        // The acts without facts.
        _ => Vec::new(),
    }
}

/// One object for each act: `on`, `by`, `act`, its facts, and these keys beside them.
fn acts(beside: &[Fact]) -> Value {
    let each = |act: &&'static str| {
        let mut properties = Map::new();
        let mut required = vec!["on", "by", "act"];
        properties.insert("on".to_owned(), day());
        properties.insert("by".to_owned(), one_of_actors(&Actor::ALL));
        properties.insert("act".to_owned(), json!({ "type": "string", "enum": [act] }));
        for (name, needed, schema) in facts_of(act).into_iter().chain(beside.iter().cloned()) {
            // `document_disclosed` has a fact of the name under which other acts bring their form.
            if properties.contains_key(name) {
                continue;
            }
            if name == "send_to" && *act != "package_sent" {
                continue;
            }
            properties.insert(name.to_owned(), schema);
            if needed == Yes {
                required.push(name);
            }
        }
        json!({
            "title": act,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    };
    json!({ "oneOf": Act::NAMES.iter().map(each).collect::<Vec<_>>() })
}

fn act_id() -> Value {
    json!({
        "type": "string",
        "pattern": "^([0-9a-fA-F]{32}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$",
        "description": "A UUID or 32 hexadecimal digits: the same act sent twice is recorded once.",
    })
}

fn document() -> Value {
    json!({ "$ref": "#/components/schemas/DocumentToFreeze" })
}

/// The schemas that are written here and not derived from a type.
pub fn schemas() -> [(&'static str, Value); 4] {
    let forms = FormKind::ALL.into_iter().map(form).chain([papers()]);
    [
        (
            "ActToRecord",
            acts(&[
                ("seen_seq", No, number(0, u32::MAX)),
                ("act_id", No, act_id()),
                ("document", No, document()),
                ("send_to", No, text()),
            ]),
        ),
        (
            "FileToBegin",
            acts(&[
                (
                    "address",
                    Yes,
                    json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
                ),
                ("act_id", No, act_id()),
                ("document", No, document()),
            ]),
        ),
        (
            "JournalEntry",
            acts(&[
                ("seq", Yes, number(1, u32::MAX)),
                (
                    "recorded_at",
                    Yes,
                    json!({ "type": "string", "format": "date-time" }),
                ),
                ("recorded_by", Yes, text()),
                ("act_id", Yes, act_id()),
                ("struck", Yes, flag()),
                ("exchange", No, text()),
            ]),
        ),
        (
            "DocumentToFreeze",
            json!({ "oneOf": forms.collect::<Vec<_>>() }),
        ),
    ]
}

/// The papers that lie beside an act: one schema for all, since a tool that makes requests of it tries each against each.
fn papers() -> Value {
    let beside_an_act = PaperKind::ALL
        .iter()
        .filter(|paper| !paper.acts().is_empty());
    let names: Vec<&str> = beside_an_act.map(|paper| paper.name()).collect();
    json!({
        "title": "paper",
        "description": "A paper in free form; the fields of each are those of `GET /api/papers`.",
        "type": "object",
        "properties": {
            "form": { "type": "string", "enum": names },
            "language": { "type": "string", "enum": Lang::ALL.map(Lang::code) },
        },
        "required": ["form"],
    })
}

/// A form by its fields; what each holds is shown by `GET /api/forms/{form}`.
fn form(form: FormKind) -> Value {
    let mut properties = Map::new();
    properties.insert(
        "form".to_owned(),
        json!({ "type": "string", "enum": [form.name()] }),
    );
    let languages = Lang::ALL.map(Lang::code);
    properties.insert(
        "language".to_owned(),
        json!({ "type": "string", "enum": languages }),
    );
    if let Value::Object(fields) = Document::blank(form).fields() {
        for name in fields.keys() {
            properties.insert(name.clone(), json!({}));
        }
    }
    let mut example = forms::specimen(form, Lang::En);
    example["form"] = json!(form.name());
    json!({
        "title": form.name(),
        "type": "object",
        "properties": properties,
        "required": ["form"],
        "additionalProperties": false,
        "examples": [example],
    })
}

#[cfg(test)]
mod tests {
    use standard::act::parse_line;

    use super::*;

    /// A value that fits a schema.
    fn example(schema: &Value) -> Value {
        if let Some(any) = schema["anyOf"].as_array() {
            return example(&any[0]);
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return values[0].clone();
        }
        match schema["type"].as_str() {
            Some("boolean") => json!(true),
            Some("integer") => schema["minimum"].clone(),
            Some("array") => json!([example(&schema["items"])]),
            Some("object") => {
                let fields = schema["properties"]
                    .as_object()
                    .expect("an object has fields");
                fields
                    .iter()
                    .map(|(name, field)| (name.clone(), example(field)))
                    .collect()
            }
            _ if schema["format"] == "date" => json!("2022-10-21"),
            _ if schema["pattern"]
                .as_str()
                .is_some_and(|pattern| pattern.contains(':')) =>
            {
                json!("09:30")
            }
            _ => json!("17"),
        }
    }

    #[test]
    fn the_parser_understands_every_act_as_it_is_described_and_demands_what_is_said_to_be_needed() {
        for act in Act::NAMES {
            let mut line = json!({ "on": "2022-10-21", "by": "specialist", "act": act });
            for (name, _, schema) in facts_of(act) {
                line[name] = example(&schema);
            }
            parse_line(&line.to_string()).unwrap_or_else(|error| panic!("{act}: {error}"));
            for (name, needed, _) in facts_of(act) {
                let mut without = line.clone();
                without
                    .as_object_mut()
                    .expect("a line is an object")
                    .remove(name);
                assert_eq!(
                    parse_line(&without.to_string()).is_err(),
                    needed == Yes,
                    "{act} without {name}"
                );
            }
        }
    }

    #[test]
    fn what_the_parser_writes_is_described() {
        for act in Act::NAMES {
            let mut line = json!({ "on": "2022-10-21", "by": "specialist", "act": act });
            for (name, _, schema) in facts_of(act) {
                line[name] = example(&schema);
            }
            let written = parse_line(&line.to_string())
                .expect("an example of the test above")
                .act;
            let written = serde_json::to_value(written).expect("an act is JSON");
            let described: Vec<&str> = facts_of(act).into_iter().map(|(name, ..)| name).collect();
            for name in written.as_object().expect("an act is an object").keys() {
                assert!(
                    name == "act" || described.contains(&name.as_str()),
                    "{act}: {name}"
                );
            }
        }
    }
}
