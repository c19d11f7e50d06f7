//! Acts, duties and refusals as sentences.

use std::borrow::Cow;

use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::Date;
use serde_json::Value;
use standard::{
    act::Act,
    calendar::Calendar,
    catalogue::ServiceCode,
    duty::{Duty, Who},
    refusal::{Reason, Refusal},
    term::Term,
};

use crate::{
    act::page_of,
    form::{Field, Kind, view::value_words},
    frame::{cite, paragraph_address},
    services::service::service_name,
    words::{Arguments, Words, arguments, figures},
};

/// Facts that the JSON of an act may leave out, with what their message is then given.
const LEFT_OUT: &[(&str, &str)] = &[
    ("recognised_on", "none"),
    ("permit", "none"),
    ("referred_to", "none"),
    ("issued_on", "none"),
    ("episode", "none"),
    ("order", "none"),
    ("until", "none"),
    ("reason", "–"),
    ("closing", "no"),
    ("emergency", "no"),
    ("informed", "no"),
    ("stored", "no"),
];

/// The journal's sentence for an act: "Permit No. 17 was received."
pub fn of_act(words: Words, act: &Act) -> String {
    let mut given = Arguments::new();
    for (name, value) in LEFT_OUT {
        given.insert(Cow::Borrowed(*name), FluentValue::from(*value));
    }
    let facts = serde_json::to_value(act).unwrap_or_default();
    for (name, value) in facts.as_object().into_iter().flatten() {
        if let Value::Array(list) = value {
            given.insert(
                Cow::Owned(format!("{name}-count")),
                list.len().to_string().into(),
            );
        }
        // A number stays one, so that a message can tell one from many.
        let value = match value.as_i64() {
            Some(number) => number.into(),
            None => fact_words(words, act.name(), name, value).into(),
        };
        given.insert(Cow::Owned(name.clone()), value);
    }
    let told = words.with(&format!("journal-{}", act.name()), &given);
    without_second_stop(told)
}

/// A shortened name at the end has its own stop.
fn without_second_stop(mut told: String) -> String {
    let marks = ['\u{2068}', '\u{2069}'];
    let before = told.trim_end_matches('.').trim_end_matches(marks);
    if told.ends_with('.') && before.ends_with('…') {
        told.pop();
    }
    told
}

fn fact_words(words: Words, act: &str, fact: &str, value: &Value) -> String {
    match value {
        Value::Null if fact == "reason" => "–".to_owned(),
        Value::Null => "none".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list
            .iter()
            .map(|each| fact_words(words, act, fact, each))
            .collect::<Vec<_>>()
            .join(", "),
        // A language is written by its code or by its name.
        Value::String(code) if act == "informed" && fact == "language" => words
            .find(&format!("language-in-{code}"))
            .unwrap_or_else(|| code.clone()),
        Value::String(text) => match text.parse::<Date>() {
            Ok(day) if text.len() == 10 => figures(day),
            _ => choice_words(words, act, fact, text),
        },
        Value::Object(_) => String::new(),
    }
}

/// A value of an enumeration in the words of the field in which it was chosen; any other text as it is.
fn choice_words(words: Words, act: &str, fact: &str, text: &str) -> String {
    if fact == "signatories" {
        return value_words(words, fact, text);
    }
    if let ("code", Ok(code)) = (fact, text.parse::<ServiceCode>()) {
        return format!("{code} {}", shortened(&service_name(words, code)));
    }
    if (act, fact) == ("item_issued", "item") {
        return crate::stay::room::item_words(words, text);
    }
    if fact == "items" && text == "all" {
        return words.text("value-returned_items-all");
    }
    let field = page_of(act)
        .into_iter()
        .flat_map(|page| page.sections)
        .flat_map(|section| section.fields)
        .find(|field| field.fact == Some(fact));
    match field {
        Some(Field {
            kind: Kind::OneOf(_) | Kind::Many(_) | Kind::OneOfNumbers(_),
            name,
            ..
        }) => value_words(words, name, text),
        Some(Field {
            kind: Kind::Pick(choices),
            ..
        }) => choices(words)
            .into_iter()
            .flat_map(|group| group.choices)
            .find(|(value, _)| value == text)
            .map_or_else(|| text.to_owned(), |(_, label)| label),
        _ => text.to_owned(),
    }
}

/// The most letters of a service's name in a sentence of the journal; the law's own names run to hundreds.
const SERVICE_LETTERS: usize = 70;

/// A long name up to a whole word, with an ellipsis.
fn shortened(name: &str) -> String {
    let Some((end, _)) = name.char_indices().nth(SERVICE_LETTERS) else {
        return name.to_owned();
    };
    let cut = name[..end].rfind(' ').unwrap_or(end);
    format!("{}…", name[..cut].trim_end_matches([',', ';', '(']))
}

/// A paragraph as a link.
pub struct Cited {
    /// "paragraph 15".
    pub text: String,
    /// Its page; empty when there is none.
    pub address: String,
}

impl Cited {
    /// The link of a paragraph.
    pub fn new(words: Words, paragraph: &str) -> Self {
        let address = if paragraph == "journal" {
            String::new()
        } else {
            paragraph_address(paragraph)
        };
        Cited {
            text: cite(words, paragraph),
            address,
        }
    }
}

/// A refusal, ready for a page.
pub struct RefusalView {
    /// What is missing or in the way.
    pub text: String,
    /// The paragraph that says so.
    pub paragraph: Cited,
    /// The numbers of the entries in the way.
    pub entries: Vec<u32>,
    /// The same entries with their sentences, last first, where the file is at hand.
    pub named: Vec<(u32, String)>,
}

impl RefusalView {
    /// A refusal in words.
    pub fn new(words: Words, refusal: &Refusal) -> Self {
        RefusalView {
            text: reason(words, refusal.reason),
            paragraph: Cited::new(words, refusal.paragraph),
            entries: refusal.entries.clone(),
            named: Vec::new(),
        }
    }
}

/// The reason of a refusal as a sentence.
pub fn reason(words: Words, reason: Reason) -> String {
    words.named("refusal", reason.id())
}

/// A day that did not count, and why.
pub struct PassedOver {
    /// The day in words.
    pub day: String,
    /// The holiday, or that it is a weekend.
    pub why: String,
}

/// A duty, ready for a page.
pub struct DutyView {
    /// The last day in words; or that none is stated.
    pub day: String,
    /// "in 2 working days", "today", "late by 1 working day"; may be empty.
    pub when: String,
    /// `late`, `today` or ``: the colour of time.
    pub class: &'static str,
    /// The duty as a sentence.
    pub sentence: String,
    /// Who owes it.
    pub who: String,
    /// The paragraph.
    pub paragraph: Cited,
    /// How the day was counted, in sentences.
    pub count: Vec<String>,
    /// Days that did not count.
    pub passed_over: Vec<PassedOver>,
    /// Why the day is provisional; empty when it is not.
    pub provisional: String,
    /// The act that does it; empty when the file itself shows what is next.
    pub act: &'static str,
}

impl DutyView {
    /// A duty in words. `opened_by` is the sentence of the act that it counts from, when it is at hand.
    pub fn new(
        words: Words,
        duty: &Duty,
        today: Date,
        calendar: &Calendar,
        opened_by: Option<&str>,
    ) -> Self {
        let (day, when, class) = when(words, duty, today, calendar);
        let origin = match opened_by {
            Some(act) => act.trim_end_matches('.').to_owned(),
            None => words.named("origin", duty.what.name()),
        };
        let from = arguments([
            ("day", words.full_day(duty.from).into()),
            ("act", origin.into()),
        ]);
        let mut count = vec![words.with("count-from", &from)];
        count.push(term(words, duty));
        if let Some(year) = duty.no_calendar {
            count.push(words.with_text("no-calendar", "year", &year.to_string()));
        }
        if let Some(due) = duty.due {
            count.push(words.with_text("count-due", "day", &words.full_day(due)));
        }
        let passed_over = duty
            .passed_over
            .iter()
            .map(|day| PassedOver {
                day: words.full_day(*day),
                why: calendar
                    .day(*day)
                    .ok()
                    .and_then(|day| day.special)
                    .map_or_else(
                        || words.text("weekend"),
                        |day| day.name(words.lang).to_owned(),
                    ),
            })
            .collect();
        let provisional = match duty.due {
            Some(due) if duty.provisional => {
                words.with_text("provisional-help", "year", &due.year().to_string())
            }
            _ => String::new(),
        };
        DutyView {
            day,
            when,
            class,
            sentence: of_duty(words, duty),
            who: who(words, duty.who),
            paragraph: Cited::new(words, &duty.paragraph),
            count,
            passed_over,
            provisional,
            act: act_of_duty(duty),
        }
    }
}

/// The duty as a sentence.
pub fn of_duty(words: Words, duty: &Duty) -> String {
    words.named("duty", duty.what.name())
}

/// Who owes.
pub fn who(words: Words, who: Who) -> String {
    words.named("who", who.name())
}

fn term(words: Words, duty: &Duty) -> String {
    let counted = |id, count: u32| words.with_count(id, "count", i64::from(count));
    match duty.term {
        Term::WorkingDays(count) => counted("count-term-working_days", count),
        Term::CalendarDays(count) => counted("count-term-calendar_days", count),
        Term::Months(count) => counted("count-term-months", count),
        Term::SameDay => words.text("count-term-same_day"),
        Term::Until(_) => words
            .find(&format!("count-term-until-{}", duty.what.name()))
            .unwrap_or_else(|| words.text("count-term-until")),
        Term::None => words.text("count-term-none"),
    }
}

fn when(
    words: Words,
    duty: &Duty,
    today: Date,
    calendar: &Calendar,
) -> (String, String, &'static str) {
    let Some(due) = duty.due else {
        return (words.text("no-term"), String::new(), "");
    };
    let day = words.day(due, today);
    if duty.is_late(today) {
        let late = match duty.working_days_late(today, calendar) {
            Some(days) if days > 0 => words.with_count("late-by", "days", i64::from(days)),
            _ => words.text("late-uncounted"),
        };
        return (day, late, "late");
    }
    if due == today {
        return (day, words.text("due-today"), "today");
    }
    let left = calendar
        .working_days_late(today, due)
        .map(|days| words.with_count("in-working-days", "days", i64::from(days)))
        .unwrap_or_default();
    (day, left, "")
}

/// The act whose page does the duty, where it is always the same one.
fn act_of_duty(duty: &Duty) -> &'static str {
    use standard::duty::What;

    match duty.what {
        What::SendPackage => "package_sent",
        What::NotifyRefusal => "services_refused",
        What::DrawUpReport => "report_drawn_up",
        What::IssuePermit => "permit_issued",
        What::SendPermit => "permit_sent",
        What::ConcludeAgreement => "agreement_concluded",
        What::FillCard => "registration_card_filled",
        What::EnterPortal => "portal_entered",
        What::NotifyPolice => "police_notified",
        What::NotifyGuardianship => "guardianship_notified",
        What::HandOverChild => "child_handed_over",
        What::SettleChild => "child_settled",
        What::ReferToHealthcare => "contraindication_found",
        What::AdjustPlan => "plan_adjusted",
        What::Monitor => "monitoring_recorded",
        What::RecordResults => "results_recorded",
        What::ReturnBelongings => "belongings_returned",
        What::AssessOutcome => "outcome_assessed",
        What::Identify
        | What::Receive
        | What::ObserveAndAssess
        | What::EndOrExtend
        | What::ApprovePlan
        | What::NextPlan => "",
    }
}
