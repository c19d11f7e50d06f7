//! What stands in a paper before anything is typed: who writes, whom it is about, and what the acts of the file say; as far as
//! the keys open it.

use serde_json::{Map, Value, json};
use standard::{
    act::Entry,
    annex::FormKind,
    papers::{FieldKind, PaperKind},
};
use store::{OpenFile, Role, Session};

use crate::Web;

/// Who the person is, as far as the keys open it.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The parts of the name that are known.
    pub names: Vec<String>,
    born: Option<String>,
    iin: String,
    citizenship: String,
    head: String,
}

impl Person {
    /// The full name.
    pub fn full_name(&self) -> String {
        self.names.join(" ")
    }
}

/// Reads the registration card, else the application. The reading is recorded.
pub async fn person(web: &Web, session: &Session, file: &OpenFile) -> Person {
    let mut person = Person::default();
    for (form, name) in [(FormKind::Annex1, "applicant"), (FormKind::Annex4, "name")] {
        let newest = file.documents.iter().rev().find(|head| head.form == form);
        let Some(head) = newest else { continue };
        let Ok(opened) = web.store.document(session, &file.code, &head.id).await else {
            continue;
        };
        let text = |field: &str| opened.value[field].as_str().unwrap_or_default().to_owned();
        let parts = ["surname", "first_name", "patronymic"];
        let given = parts.iter().filter_map(|part| {
            let part = &opened.value[name][part]["given"];
            part.as_str().map(str::to_owned)
        });
        let given: Vec<String> = given.collect();
        if !given.is_empty() {
            person.names = given;
        }
        if form == FormKind::Annex1 {
            person.head = text("head");
        } else {
            // A whole day; a birth of which only the year is known does not fit a field for a day.
            person.born = opened.value["born"]
                .as_str()
                .filter(|born| born.len() == 10)
                .map(str::to_owned);
            person.iin = text("iin");
            person.citizenship = text("citizenship");
        }
    }
    person
}

/// The fields of a paper that are known. The notice to the police gets nothing about the person (paragraph 21).
pub async fn fields(
    web: &Web,
    session: &Session,
    kind: PaperKind,
    file: Option<&OpenFile>,
    beside: Option<u32>,
) -> Value {
    let mut known = Map::new();
    let mut put = |id: &str, value: Value| {
        let is_empty = value.is_null() || value == "";
        if !is_empty && kind.field(id).is_some() {
            known.entry(id.to_owned()).or_insert(value);
        }
    };
    let account = session.account();
    put(
        kind.fields()[0].id,
        match kind {
            PaperKind::Referral
            | PaperKind::Permit
            | PaperKind::PermitDeclined
            | PaperKind::DisclosureRequest => Value::Null,
            _ => json!(session.body().name),
        },
    );
    put("organization", json!(session.body().name));
    let day = file
        .and_then(|file| entry_of(file, beside))
        .map_or_else(|| web.store.today(), |entry| entry.on);
    put("on", json!(day.to_string()));
    if session.is_head() {
        put("head", json!(account.name));
    }
    let roles = &account.roles;
    let is = |role: Role| roles.contains(&role);
    for (role, fields) in [
        (
            Role::Specialist,
            &["specialist", "drawn_up_by", "interviewer", "handed_by"][..],
        ),
        (
            Role::Consultant,
            &["drawn_up_by", "interviewer", "handed_by"],
        ),
        (Role::Psychologist, &["psychologist"]),
        (Role::Nurse, &["nurse"]),
        (Role::Lawyer, &["interviewer", "handed_by"]),
        (Role::CulturalOrganiser, &["organiser"]),
    ] {
        if is(role) {
            for field in fields {
                put(field, json!(account.name));
            }
        }
    }
    let Some(file) = file else {
        return Value::Object(known);
    };
    if kind != PaperKind::PoliceNotice {
        let person = person(web, session, file).await;
        put("recipient", json!(person.full_name()));
        if file.journal.case().is_child {
            put("child", json!(person.full_name()));
        }
        put("born", json!(person.born));
        put("iin", json!(person.iin));
        put("citizenship", json!(person.citizenship));
        put("head", json!(person.head));
    }
    for (id, value) in of_the_journal(kind, file, beside) {
        put(id, value);
    }
    Value::Object(known)
}

/// The entry beside which the paper is put.
pub fn entry_of(file: &OpenFile, beside: Option<u32>) -> Option<&Entry> {
    let beside = beside?;
    let found = file.entries.iter().find(|each| each.entry.seq == beside);
    found.map(|each| &each.entry)
}

/// What the acts say, under the names of the paper's fields.
fn of_the_journal(
    kind: PaperKind,
    file: &OpenFile,
    beside: Option<u32>,
) -> Vec<(&'static str, Value)> {
    let journal = &file.journal;
    let case = journal.case();
    let newest = |act: &str| {
        let counted: Vec<&Entry> = journal.counted().collect();
        counted
            .into_iter()
            .rev()
            .find(|entry| entry.act.name() == act)
    };
    let fact = |act: &str, name: &str| -> Value {
        newest(act)
            .and_then(|entry| serde_json::to_value(&entry.act).ok())
            .map_or(Value::Null, |facts| facts[name].clone())
    };
    let day = |act: &str| newest(act).map_or(Value::Null, |entry| json!(entry.on.to_string()));
    let own = entry_of(file, beside)
        .and_then(|entry| serde_json::to_value(&entry.act).ok())
        .unwrap_or_default();
    let mut known = vec![
        ("application_on", day("application_registered")),
        ("permit_number", fact("permit_received", "number")),
        ("permit_on", fact("permit_received", "issued_on")),
        ("permit_on", day("permit_received")),
        ("agreement_number", fact("agreement_concluded", "number")),
        ("agreement_on", day("agreement_concluded")),
        ("mode", fact("agreement_concluded", "mode")),
        ("card_on", day("registration_card_filled")),
        ("portal_number", fact("portal_entered", "reference")),
        ("entered_on", day("portal_entered")),
        ("refused_on", fact("registration_card_filled", "refused_on")),
        ("refused_on", day("registration_card_filled")),
        ("rules_on", Value::Null),
        ("arrived_on", day("child_found_alone")),
        ("left_on", day("left_without_permission")),
        ("happened_on", day("violation_recorded")),
        ("consent_on", day("consent_given")),
        ("received_on", day("package_received_by_body")),
        ("received_on", day("package_sent")),
        ("document_name", fact("consent_given", "scope")),
        ("agency", fact("consent_given", "to")),
        ("approved_by", fact("document_disclosed", "approved_by")),
        ("reason", fact("permit_declined", "reason")),
        ("number", own["number"].clone()),
        ("number", own["order"].clone()),
    ];
    if let Some(agreement) = case.agreement {
        if kind == PaperKind::OrderAdmission {
            known.push(("from", json!(agreement.on.to_string())));
        }
        if kind != PaperKind::SupplementaryAgreement {
            known.push(("last_day", json!(agreement.last_day.to_string())));
        }
    }
    match kind {
        PaperKind::PackageLetter => {
            let waived = newest("identification_waived").is_some();
            known.push((
                "identification",
                json!(if waived { "waiver" } else { "sheet" }),
            ));
            let act = if waived {
                "identification_waived"
            } else {
                "evaluation_sheet_filled"
            };
            known.push(("identified_on", day(act)));
        }
        PaperKind::Permit => {
            known.push(("number", fact("permit_received", "number")));
        }
        PaperKind::SupplementaryAgreement => {
            known.push(("until", own["until"].clone()));
            let ground = match own["ground"].as_str() {
                Some("hospital_treatment") => json!("hospital"),
                Some(_) => json!("criminal_case"),
                None => Value::Null,
            };
            known.push(("ground", ground));
            // The last day before this extension.
            let before = entry_of(file, beside).and_then(|entry| {
                let earlier: Vec<Entry> = journal
                    .counted()
                    .filter(|each| each.on <= entry.on && each.seq != entry.seq)
                    .cloned()
                    .collect();
                standard::journal::Journal::fold(earlier).case().last_day()
            });
            known.push(("last_day", json!(before.map(|day| day.to_string()))));
        }
        PaperKind::ObservationSheet | PaperKind::NeedsAssessment => {
            if let Some((from, to)) = case.observation {
                known.push(("from", json!(from.to_string())));
                known.push(("to", json!(to.to_string())));
            }
        }
        PaperKind::ViolationAct => {
            known.push(("which_in_turn", json!(case.violations)));
        }
        PaperKind::BelongingsDeposit
        | PaperKind::BelongingsReturn
        | PaperKind::BelongingsStorage => {
            let items = match own["items"].as_array() {
                Some(items) => items.clone(),
                None => case
                    .belongings
                    .iter()
                    .map(|each| json!(each.as_str()))
                    .collect(),
            };
            let rows: Vec<Value> = items
                .into_iter()
                .map(|name| json!({ "name": name, "quantity": 1 }))
                .collect();
            known.push(("items", json!(rows)));
        }
        PaperKind::OrderCompletion | PaperKind::OrderTransfer | PaperKind::OrderExpulsion => {
            let ground = match (kind, own["ground"].as_str()) {
                (PaperKind::OrderCompletion, Some("written_application")) => "own_application",
                (PaperKind::OrderCompletion, Some("agreement_ended"))
                    if own["dissolved"] == true =>
                {
                    "dissolved"
                }
                (_, Some(ground)) => ground,
                (_, None) => "",
            };
            known.push(("ground", json!(ground)));
            if let Some(ending) = &case.ending {
                known.push(("from", json!(ending.on.to_string())));
            }
        }
        PaperKind::OrderReinstatement => {
            let reason = match own["reason"].as_str() {
                Some("healthcare") => "hospital",
                Some("crime_against_recipient") => "crime",
                Some(reason) => reason,
                None => "",
            };
            known.push(("valid_reason", json!(reason)));
        }
        _ => {}
    }
    known.retain(|(id, value)| fits(kind, id, value));
    known
}

/// Whether the paper has the field, and could hold the value: what the journal says is offered, never forced.
fn fits(kind: PaperKind, id: &str, value: &Value) -> bool {
    let Some(field) = kind.field(id) else {
        return false;
    };
    match field.kind {
        FieldKind::Choice(names) => value.as_str().is_some_and(|text| names.contains(&text)),
        FieldKind::Date => value.as_str().is_some_and(|text| text.len() == 10),
        FieldKind::Number => value.is_u64(),
        FieldKind::List(_) => value.is_array(),
        _ => value.is_string(),
    }
}
