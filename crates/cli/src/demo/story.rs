//! The invented people, and what happened to each of them up to today.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use standard::{
    act::{Act, parse_line},
    actor::Actor,
    annex::values::PersonName,
    lang::Lang,
};

use super::day::{Moves, NoSuchDay};
use super::words::Words;

type Table = Map<String, Value>;

macro_rules! people {
    ($($name:literal),* $(,)?) => {
        /// Each person's file, by its name, in the order in which they are told of.
        const PEOPLE: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../demo/people/", $name, ".toml")))),*];
    };
}

people!(
    "01-shugyla",
    "02-timur",
    "03-stepan",
    "04-zhibek",
    "05-lola",
    "06-erlik",
    "07-vera",
    "08-zaryanka",
    "09-martin",
    "10-umida",
    "11-alash",
    "12-aisulu",
    "13-lyubov",
    "14-daniyar",
    "15-vasiliy",
    "16-raushan",
    "17-petr",
    "18-balapan",
    "19-matvey",
);

/// The path that most people go, in groups of acts.
static USUAL: LazyLock<BTreeMap<String, Vec<Table>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../demo/usual.toml")).expect("a test reads usual.toml")
});

static RECIPIENTS: LazyLock<Vec<(&str, Recipient)>> = LazyLock::new(|| {
    let read = |(name, text): &(&'static str, &str)| {
        (
            *name,
            toml::from_str(text).expect("a test reads every person's file"),
        )
    };
    PEOPLE.iter().map(read).collect()
});

/// An invented recipient, as the files of the demonstration tell of her.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// How she is addressed.
    pub address: String,
    /// The language of her papers.
    pub language: Lang,
    /// Surname, first name, patronymic.
    pub name: [String; 3],
    /// `female` or `male`.
    pub sex: String,
    /// Birth, perhaps partial.
    pub born: String,
    /// The stage that her story has reached today.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the tests hold every story against it")
    )]
    pub stage: String,
    #[serde(default)]
    category: Option<String>,
    #[serde(default)]
    basis: Option<String>,
    /// The person with whose file this child's goes.
    #[serde(default)]
    pub representative: Option<String>,
    #[serde(default)]
    children: u32,
    /// Relatives for the application and the card.
    #[serde(default)]
    pub relatives: Vec<Relative>,
    /// Identity documents; an invented identity card, when nothing is said.
    #[serde(default)]
    pub documents: Option<Vec<Table>>,
    /// Has no individual identification number.
    #[serde(default)]
    pub without_iin: bool,
    /// Item 6 of the card.
    #[serde(default)]
    pub ethnicity: String,
    /// Item 7 of the card.
    #[serde(default)]
    pub birthplace: Option<String>,
    /// Item 8 of the card.
    #[serde(default)]
    pub registered: Option<String>,
    /// Item 11 of the card.
    #[serde(default)]
    pub education: Option<String>,
    /// Item 12 of the card.
    #[serde(default)]
    pub occupation: String,
    /// Item 16 of the card.
    #[serde(default)]
    pub health: Option<String>,
    /// Item 17 of the card.
    #[serde(default)]
    pub sent_by: Option<String>,
    /// Item 18 of the card.
    #[serde(default)]
    reported: Option<String>,
    /// The marked rows of the evaluation sheet.
    #[serde(default)]
    indicators: Vec<i64>,
    /// The number of her permit and of her agreement.
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    bed: Option<String>,
    /// Services of her plan: code and responsible specialist.
    #[serde(default)]
    plan: Vec<String>,
    agreement: String,
    usual: Vec<String>,
    /// What differs from the usual path, by act.
    #[serde(default)]
    facts: BTreeMap<String, Table>,
    /// Her own acts, beside the usual ones.
    #[serde(default)]
    acts: Vec<Table>,
    /// Services given again and again.
    #[serde(default)]
    given: Vec<Given>,
}

/// A relative.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// Degree of kinship.
    pub kinship: String,
    /// Surname, first name, patronymic.
    pub name: [String; 3],
    /// Birth, perhaps partial.
    pub born: String,
}

/// A service given every so many days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    code: String,
    by: String,
    first: String,
    every: i32,
    #[serde(default)]
    until: Option<String>,
}

/// One act of a story.
#[derive(Clone, Debug)]
pub struct Step {
    /// Whose story: the place in [`Story::people`].
    pub person: usize,
    /// The day.
    pub on: Date,
    /// Who acts.
    pub by: Actor,
    /// What is done.
    pub act: Act,
}

/// Everybody, and every act up to today in the order of days.
pub struct Story {
    /// The name of each person's file, and the person.
    pub people: Vec<(&'static str, Recipient)>,
    /// The acts.
    pub steps: Vec<Step>,
}

/// The demonstration's own data do not hold together.
#[derive(Debug, thiserror::Error)]
pub enum BadStory {
    /// A day.
    #[error(transparent)]
    Day(#[from] NoSuchDay),
    /// A person's file.
    #[error("{0}: {1}")]
    Person(&'static str, String),
}

/// The name by which a child's file names its representative's, before either has a code.
pub fn file_of(person: &str) -> String {
    format!("file of {person}")
}

impl Story {
    /// The story as it stands on that day: what lies after it has not happened.
    ///
    /// # Errors
    /// [`BadStory`], above all when no calendar reaches the days around `today`.
    pub fn on(today: Date) -> Result<Story, BadStory> {
        let people = RECIPIENTS.clone();
        let mut steps = Vec::new();
        for (person, (name, recipient)) in people.iter().enumerate() {
            for table in recipient.tables().map_err(|error| in_file(name, error))? {
                let step = recipient
                    .step(person, &table, today)
                    .map_err(|error| in_file(name, error))?;
                steps.extend(step.filter(|step| step.on <= today));
            }
            for given in &recipient.given {
                steps.extend(
                    recipient
                        .services(person, given, today)
                        .map_err(|error| in_file(name, error))?,
                );
            }
        }
        steps.sort_by_key(|step| step.on);
        Ok(Story { people, steps })
    }
}

impl Story {
    /// With whom a child came.
    pub fn representative_of(&self, child: &Recipient) -> Option<&Recipient> {
        let named = child.representative.as_deref()?;
        self.people
            .iter()
            .find(|(name, _)| *name == named)
            .map(|(_, person)| person)
    }
}

/// What can be wrong inside one person's file.
enum Wrong {
    Day(NoSuchDay),
    Words(String),
}

impl From<NoSuchDay> for Wrong {
    fn from(error: NoSuchDay) -> Self {
        Wrong::Day(error)
    }
}

fn in_file(name: &'static str, error: Wrong) -> BadStory {
    match error {
        Wrong::Day(day) => BadStory::Day(day),
        Wrong::Words(words) => BadStory::Person(name, words),
    }
}

impl Recipient {
    /// Her name as forms write it.
    pub fn full_name(&self) -> PersonName {
        name_of(&self.name)
    }

    /// Her acts as they are written: first what comes before the usual path on the same day, then that, then the rest.
    fn tables(&self) -> Result<Vec<Table>, Wrong> {
        let (before, after): (Vec<_>, Vec<_>) = self
            .acts
            .iter()
            .cloned()
            .partition(|table| table.contains_key("before"));
        let mut tables = before;
        for group in &self.usual {
            let acts = USUAL
                .get(group)
                .ok_or_else(|| Wrong::Words(format!("no group {group:?} in usual.toml")))?;
            tables.extend(acts.iter().map(|table| self.as_hers(table.clone())));
        }
        tables.extend(after);
        Ok(tables)
    }

    fn as_hers(&self, mut table: Table) -> Table {
        if let Some(facts) = table
            .get("act")
            .and_then(Value::as_str)
            .and_then(|act| self.facts.get(act))
        {
            table.extend(facts.clone());
        }
        table
    }

    fn day(&self, text: &str, today: Date) -> Result<Option<Date>, NoSuchDay> {
        let agreement = Moves::read(&self.agreement, &Moves::default())?.unwrap_or_default();
        Moves::read(text, &agreement)?
            .map(|moves| moves.from(today))
            .transpose()
    }

    /// Reads one act. `None` when it never happens.
    fn step(&self, person: usize, table: &Table, today: Date) -> Result<Option<Step>, Wrong> {
        let mut table = table.clone();
        table.remove("before");
        self.complete(&mut table);
        for (_, value) in &mut table {
            let Value::String(text) = value else { continue };
            let first = text.split_whitespace().next().unwrap_or_default();
            if matches!(first, "never" | "today" | "agreement") {
                match self.day(text, today)? {
                    Some(day) => *text = day.to_string(),
                    None => return Ok(None),
                }
            }
        }
        let line =
            serde_json::to_string(&table).map_err(|error| Wrong::Words(error.to_string()))?;
        let line = parse_line(&line).map_err(|error| Wrong::Words(format!("{error} in {line}")))?;
        Ok(Some(Step {
            person,
            on: line.on,
            by: line.by,
            act: line.act,
        }))
    }

    /// Puts in what differs from person to person.
    fn complete(&self, table: &mut Table) {
        let words = Words::of(self.language);
        let Some(Value::String(act)) = table.get("act").cloned() else {
            return;
        };
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                table.entry(name).or_insert(value);
            }
        };
        let text = |text: &Option<String>| text.clone().map(Value::String);
        match act.as_str() {
            "application_registered" => {
                put("category", text(&self.category));
                put("basis", text(&self.basis));
                put("children", Some(json!(self.children)));
            }
            "evaluation_sheet_filled" => {
                put("indicators", Some(json!(self.indicators)));
            }
            "permit_issued" | "permit_received" | "agreement_concluded" => {
                put("number", text(&self.number))
            }
            "portal_entered" => {
                let reference = |number: &String| Value::String(format!("ӘҚП-{number}"));
                put("reference", self.number.as_ref().map(reference));
            }
            "room_assigned" => put("bed", text(&self.bed)),
            "registration_card_filled" => {
                put(
                    "reported_to_police",
                    Some(json!(self.reported.as_deref().unwrap_or("yes"))),
                );
            }
            "informed" => {
                put("of", Some(json!(words.informed_of)));
                put("language", Some(json!(self.language)));
            }
            "plan_drawn_up" => put("items", Some(self.plan_items().collect())),
            _ => {}
        }
    }

    fn plan_items(&self) -> impl Iterator<Item = Value> {
        self.plan.iter().map(|item| {
            let (code, responsible) = item.split_once(' ').unwrap_or((item, ""));
            json!({ "code": code, "responsible": responsible })
        })
    }

    fn services(&self, person: usize, given: &Given, today: Date) -> Result<Vec<Step>, Wrong> {
        let until = match &given.until {
            Some(until) => self.day(until, today)?.unwrap_or(today),
            None => today,
        };
        let mut steps = Vec::new();
        for times in 0.. {
            let on = format!("{} +{}d", given.first, times * given.every);
            let act =
                json!({ "on": on, "by": given.by, "act": "service_given", "code": given.code });
            let table = act.as_object().cloned().unwrap_or_default();
            match self.step(person, &table, today)? {
                Some(step) if step.on <= until => steps.push(step),
                _ => break,
            }
        }
        Ok(steps)
    }
}

/// A name in the three parts of the form.
pub fn name_of(parts: &[String; 3]) -> PersonName {
    let [surname, first_name, patronymic] = parts;
    PersonName::from_fields(surname, first_name, patronymic)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::{ToSpan, civil::date};
    use standard::{
        act::Entry,
        calendar::Calendar,
        journal::{Journal, Representative, World},
    };

    use super::*;

    struct Families<'a>(&'a BTreeMap<String, Journal>);

    impl World for Families<'_> {
        fn representative(&self, file: &str, on: Date) -> Option<Representative> {
            self.0
                .get(file)
                .map(|journal| journal.as_representative(on))
        }
    }

    /// Plays the story by the standard alone.
    fn play(today: Date) -> Vec<(String, Journal)> {
        let story = Story::on(today).unwrap();
        let mut journals: BTreeMap<String, Journal> = BTreeMap::new();
        for (seq, step) in (1..).zip(&story.steps) {
            let name = file_of(story.people[step.person].0);
            let entry = Entry {
                seq,
                on: step.on,
                by: step.by,
                act: step.act.clone(),
            };
            let mut journal = journals.remove(&name).unwrap_or_default();
            let considered = journal.consider(&entry, &Families(&journals));
            assert!(
                considered.is_ok(),
                "{name} on {today}: {entry:?}: {considered:?}"
            );
            journal.record(entry);
            journals.insert(name, journal);
        }
        story
            .people
            .iter()
            .map(|(name, _)| (file_of(name), journals.remove(&file_of(name)).unwrap()))
            .collect()
    }

    /// Whatever the day: every act is accepted, everybody has come as far as her file says, and there is something overdue,
    /// something due today and something this week.
    #[test]
    fn the_demonstration_is_lawful_and_looks_alive_on_every_day() {
        // As far as the official calendars reach.
        let days = date(2026, 1, 1)
            .series(1.day())
            .take_while(|day| *day < date(2027, 12, 1));
        for today in days {
            let mut groups = [0; 3];
            for (person, (name, journal)) in RECIPIENTS.iter().zip(play(today)) {
                assert_eq!(
                    journal.case().stage().name(),
                    person.1.stage,
                    "{name} on {today}"
                );
                for duty in journal.case().own_duties(Calendar::embedded()) {
                    let Some(due) = duty.due.filter(|_| duty.is_open()) else {
                        continue;
                    };
                    let week = today.checked_add(7.days()).unwrap();
                    groups[0] += u32::from(due < today);
                    groups[1] += u32::from(due == today);
                    groups[2] += u32::from(due > today && due <= week);
                }
            }
            assert!(
                groups.iter().all(|count| *count >= 1),
                "{today}: {groups:?}"
            );
        }
    }
}
