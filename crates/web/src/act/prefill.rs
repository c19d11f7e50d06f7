//! What stands in a form before anything is typed: the body, who is signed in, and what an earlier form of the file says.

use jiff::civil::Date;
use serde_json::Value;
use standard::{annex::FormKind, journal::Journal};
use store::{OpenFile, Session};

use crate::{
    Web,
    act::ActPage,
    form::{Answers, Field, read::NOT_ESTABLISHED},
    words::{Words, figures},
};

/// Fills in beforehand what is known, without overwriting what stands there.
pub async fn fill(
    web: &Web,
    session: &Session,
    words: Words,
    page: &ActPage,
    file: Option<&OpenFile>,
    answers: &mut Answers,
) {
    present_services(page, file, answers);
    let fields: Vec<&Field> = page
        .sections
        .iter()
        .flat_map(|section| section.fields)
        .collect();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty()
            && answers.get(name).is_empty()
            && fields.iter().any(|field| field.name == name)
        {
            answers.set(name, value);
        }
    };
    let account = session.account();
    put("organization", &session.body().name);
    put("report_place", &session.body().name);
    for name in ["organization_name", "specialist_name", "authorised_person"] {
        put(name, &account.name);
    }
    let position = position(words, session);
    for name in ["organization_position", "position"] {
        put(name, &position);
    }
    if session.is_head() {
        put("head", &account.name);
    }
    put("head_position", &words.text("role-head"));
    let Some(file) = file else { return };
    for (name, value) in periods(page, &file.journal, web.store.today()) {
        put(name, &figures(value));
    }
    let case = file.journal.case();
    let kept: Vec<&str> = case.belongings.iter().map(|item| item.as_str()).collect();
    put("returned_items", &kept.join("\n"));
    if let (Some(number), "contraindication_cleared") =
        (case.contraindications.keys().next(), page.act)
    {
        put("contraindication", &number.to_string());
    }
    if page.form.is_none() {
        return;
    }
    let Some(earlier) = earlier(web, session, file).await else {
        return;
    };
    for name in ["surname", "first_name", "patronymic"] {
        put(name, &name_part(&earlier.person[name]));
    }
    if let Some(born) = earlier.born {
        put("born", &birth(&born));
    }
    put("head", &earlier.head);
}

/// The services of the present plan stand where it is adjusted, to be added to, changed and taken away.
fn present_services(page: &ActPage, file: Option<&OpenFile>, answers: &mut Answers) {
    let plan = file.and_then(|file| file.journal.case().plan());
    let (Some(plan), "plan_adjusted") = (plan, page.act) else {
        return;
    };
    for (row, item) in plan.items.iter().enumerate() {
        answers.push(format!("items.{row}.code"), item.code.to_string());
        let responsible = item.responsible.actor().name();
        answers.push(format!("items.{row}.responsible"), responsible);
    }
}

/// The position that is printed beside a name: the first role.
pub fn position(words: Words, session: &Session) -> String {
    let roles = &session.account().roles;
    roles
        .first()
        .map(|role| words.named("role", role.name()))
        .unwrap_or_default()
}

fn periods(page: &ActPage, journal: &Journal, today: Date) -> Vec<(&'static str, Date)> {
    let case = journal.case();
    let mut days = Vec::new();
    match page.act {
        "observation_held" => {
            days.extend(
                case.agreement
                    .map(|agreement| ("observed_from", agreement.on)),
            );
        }
        "plan_drawn_up" => {
            if let Some((from, to)) = case.observation {
                days.push(("observed_from", from));
                days.push(("observed_to", to));
            }
            if let Some(agreement) = case.agreement {
                days.push(("admitted_on", agreement.on));
                days.push((
                    "plan_from",
                    case.plan()
                        .and_then(|plan| plan.to.tomorrow().ok())
                        .unwrap_or(today),
                ));
                days.push(("plan_to", agreement.last_day));
            }
        }
        "monitoring_recorded" => {
            if let Some(plan) = case.plan() {
                days.push(("plan_from", plan.from));
                days.push(("plan_to", plan.to));
                days.push(("observed_from", plan.from));
            }
        }
        _ => {}
    }
    days
}

/// What an earlier form says of the person.
struct Earlier {
    person: Value,
    born: Option<String>,
    head: String,
}

/// The registration card, else the application, as far as the user's keys open it. The reading is recorded.
async fn earlier(web: &Web, session: &Session, file: &OpenFile) -> Option<Earlier> {
    let newest = |form| {
        file.documents
            .iter()
            .rev()
            .find(|document| document.form == form)
    };
    let application = newest(FormKind::Annex1);
    let card = newest(FormKind::Annex4);
    let mut earlier = Earlier {
        person: Value::Null,
        born: None,
        head: String::new(),
    };
    if let Some(head) = application {
        let opened = web
            .store
            .document(session, &file.code, &head.id)
            .await
            .ok()?;
        earlier.person = opened.value["applicant"].clone();
        earlier.head = opened.value["head"].as_str().unwrap_or_default().to_owned();
    }
    if let Some(head) = card {
        let opened = web
            .store
            .document(session, &file.code, &head.id)
            .await
            .ok()?;
        if opened.value["name"].is_object() {
            earlier.person = opened.value["name"].clone();
        }
        earlier.born = opened.value["born"].as_str().map(str::to_owned);
    }
    Some(earlier)
}

fn name_part(part: &Value) -> String {
    match part {
        Value::Object(given) => given
            .get("given")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        Value::String(word) if word == "not_established" => NOT_ESTABLISHED.to_owned(),
        _ => String::new(),
    }
}

/// `1998-03-14` as it is typed: `14.03.1998`; partial dates the same way.
pub fn birth(stored: &str) -> String {
    let (digits, about) = match stored.strip_suffix('~') {
        Some(digits) => (digits, "~"),
        None => (stored, ""),
    };
    let parts: Vec<&str> = digits.split('-').rev().collect();
    parts.join(".") + about
}
