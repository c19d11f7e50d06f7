//! Reading an answer: from pairs of texts to facts and annex, with every error named by its field.

use jiff::civil::{Date, DateTime, Time};
use serde_json::{Map, Value, json};

use standard::annex::values::Kinship;

use super::{Field, First, Kind, Section};
use crate::words::figures;

/// The longest line of text kept, in characters.
pub const LONGEST_LINE: usize = 500;
/// The longest text of several lines kept, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The most rows of a table in one form.
pub const MOST_ROWS: usize = 60;
/// How many empty rows a table offers.
pub const EMPTY_ROWS: usize = 2;

/// What is typed for a part of a name that was asked and not established.
pub const NOT_ESTABLISHED: &str = "?";

/// What the user typed: names and texts in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// The pairs as they came.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Answers(pairs)
    }

    /// The first text of that name, or "".
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or("")
    }

    /// The first text of that name.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// All texts of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Adds a text.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Puts one text in the place of all of that name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(key, _)| key != name);
        self.push(name, value);
    }

    /// The pairs.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// How many rows of a table were typed into, at least partly, counting from the first.
    pub fn rows(&self, table: &str) -> usize {
        let prefix = format!("{table}.");
        self.0
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .filter_map(|(key, _)| key.strip_prefix(&prefix))
            .filter_map(|rest| rest.split('.').next()?.parse::<usize>().ok())
            .map(|row| row.saturating_add(1))
            .max()
            .unwrap_or(0)
            .min(MOST_ROWS)
    }

    /// The answers that stand in an empty form.
    pub fn first(sections: &[Section], today: Date) -> Self {
        let mut answers = Answers::default();
        for field in sections.iter().flat_map(|section| section.fields) {
            match field.first {
                First::Empty => {}
                First::Today => answers.push(field.name, figures(today)),
                First::Value(values) => {
                    for value in values.split(' ') {
                        answers.push(field.name, value);
                    }
                }
            }
        }
        answers
    }
}

/// An answer that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field, `children.0.name` inside a table.
    pub field: String,
    /// The message `problem-<id>`.
    pub problem: String,
    /// A warning is shown and does not stop the form.
    pub only_warns: bool,
}

impl Wrong {
    /// An error at a field.
    pub fn at(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Wrong {
            field: field.into(),
            problem: problem.into(),
            only_warns: false,
        }
    }
}

/// What a form was read as.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The facts of the act.
    pub facts: Map<String, Value>,
    /// The annex, as far as the form fills it.
    pub annex: Value,
    /// What cannot be taken.
    pub wrong: Vec<Wrong>,
}

impl Read {
    /// Reads every field of the form.
    pub fn of(sections: &[Section], answers: &Answers, today: Date) -> Self {
        let mut read = Read {
            annex: json!({}),
            ..Read::default()
        };
        for field in sections.iter().flat_map(|section| section.fields) {
            let value = field.read(field.name, answers, today, &mut read.wrong);
            let Some(value) = value else { continue };
            if let Some(fact) = field.fact {
                read.facts.insert(fact.to_owned(), fact_of(field, &value));
            }
            if let Some(place) = field.place {
                put(&mut read.annex, place, place_of(field, value));
            }
        }
        read
    }

    /// Whether something stops the form.
    pub fn stops(&self) -> bool {
        self.wrong.iter().any(|wrong| !wrong.only_warns)
    }
}

/// A table as facts: the cells that are facts.
fn fact_of(field: &Field, value: &Value) -> Value {
    rows_by(field, value, |cell| cell.fact)
}

/// A table as a part of the annex: the cells that have a place there.
fn place_of(field: &Field, value: Value) -> Value {
    rows_by(field, &value, |cell| {
        cell.place.map(|place| place.trim_start_matches('/'))
    })
}

fn rows_by(field: &Field, value: &Value, name: impl Fn(&Field) -> Option<&'static str>) -> Value {
    let (Kind::Rows(cells), Value::Array(rows)) = (field.kind, value) else {
        return value.clone();
    };
    rows.iter()
        .map(|row| {
            let mut named = json!({});
            for cell in cells {
                if let (Some(name), Some(value)) = (name(cell), row.get(cell.name)) {
                    put(&mut named, &format!("/{name}"), value.clone());
                }
            }
            named
        })
        .collect()
}

/// Puts a value at a JSON pointer, making the objects on the way.
pub fn put(root: &mut Value, pointer: &str, value: Value) {
    let mut place = root;
    for part in pointer.split('/').skip(1) {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[part];
    }
    *place = value;
}

impl Field {
    fn read(
        &self,
        name: &str,
        answers: &Answers,
        today: Date,
        wrong: &mut Vec<Wrong>,
    ) -> Option<Value> {
        match self.read_one(name, answers, today, wrong) {
            Ok(Some(value)) => Some(value),
            Ok(None) => {
                if self.needed {
                    let problem = match self.kind {
                        Kind::OneOf(_)
                        | Kind::Pick(_)
                        | Kind::PickFrom(_)
                        | Kind::OneOfNumbers(_)
                        | Kind::Kinship => "choose",
                        Kind::Many(_) | Kind::ManyNumbers(_) | Kind::ManyOf(_) => "choose-any",
                        Kind::Day | Kind::DayTime => "day-missing",
                        _ => "missing",
                    };
                    wrong.push(Wrong::at(name, problem));
                }
                None
            }
            Err(problem) => {
                wrong.push(Wrong::at(name, problem));
                None
            }
        }
    }

    fn read_one(
        &self,
        name: &str,
        answers: &Answers,
        today: Date,
        wrong: &mut Vec<Wrong>,
    ) -> Result<Option<Value>, &'static str> {
        let longest = match self.kind {
            Kind::Area | Kind::Lines => LONGEST_TEXT,
            _ => LONGEST_LINE,
        };
        let text = clean(answers.get(name), longest)?;
        let given = !text.is_empty();
        Ok(match self.kind {
            Kind::Note => None,
            Kind::Line | Kind::Area | Kind::MomentCode => given.then_some(Value::String(text)),
            Kind::Password => {
                let text = answers.get(name);
                (!text.is_empty()).then(|| Value::String(text.to_owned()))
            }
            Kind::Day if given => Some(json!(parse_day(&text)?)),
            Kind::DayTime if given => Some(json!(parse_day_time(&text)?)),
            Kind::Time if given => Some(Value::String(parse_time(&text)?)),
            Kind::Number(from, to) if given => {
                let number: i64 = text.parse().map_err(|_| "number")?;
                if !(from..=to).contains(&number) {
                    return Err("number-range");
                }
                Some(json!(number))
            }
            Kind::Day | Kind::DayTime | Kind::Time | Kind::Number(..) => None,
            Kind::OneOf(values) => chosen(&text, |text| values.contains(&text))?,
            // The list behind the choice depends on the language only in its labels.
            Kind::Pick(choices) => chosen(&text, |text| {
                is_choice(
                    &choices(crate::words::Words::new(standard::lang::Lang::En)),
                    text,
                )
            })?,
            Kind::Many(values) => {
                let marked: Vec<&str> = values
                    .iter()
                    .copied()
                    .filter(|value| answers.all(name).any(|given| given == *value))
                    .collect();
                (!marked.is_empty() || self.fact.is_some() && !self.needed).then(|| json!(marked))
            }
            Kind::ManyNumbers(values) => {
                let marked: Vec<u8> = values
                    .iter()
                    .copied()
                    .filter(|value| answers.all(name).any(|given| given == value.to_string()))
                    .collect();
                (!marked.is_empty() || !self.needed).then(|| json!(marked))
            }
            Kind::ManyOf(choices) => {
                let groups = choices(crate::words::Words::new(standard::lang::Lang::En));
                let marked: Vec<&str> = answers
                    .all(name)
                    .filter(|text| is_choice(&groups, text))
                    .collect();
                (!marked.is_empty() || !self.needed).then(|| json!(marked))
            }
            Kind::OneOfNumbers(values) => match text.parse::<u8>() {
                _ if !given => None,
                Ok(number) if values.contains(&number) => Some(json!(number)),
                _ => return Err("choose"),
            },
            // The list comes from the store; what is not on it is refused there.
            Kind::PickFrom(_) => given.then_some(Value::String(text)),
            Kind::Kinship => {
                let named = Kinship::NAMED.iter().find(|kin| kin.name() == text);
                match named {
                    _ if !given => None,
                    Some(kinship) => Some(json!(kinship)),
                    None => return Err("choose"),
                }
            }
            Kind::NamePart => match text.as_str() {
                "" => None,
                NOT_ESTABLISHED => Some(json!("not_established")),
                _ => Some(json!({ "given": text })),
            },
            Kind::Birth if given => Some(Value::String(parse_birth(&text)?)),
            Kind::Birth => None,
            Kind::Signed => Some(json!(if text == "yes" { "by_hand" } else { "unsigned" })),
            Kind::Mark => Some(json!(text == "yes")),
            Kind::Lines => {
                let lines: Vec<&str> = text
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .collect();
                (!lines.is_empty() || !self.needed).then(|| json!(lines))
            }
            Kind::Rows(cells) => {
                let mut rows = Vec::new();
                for row in 0..answers.rows(name) {
                    let cell_name = |cell: &Field| format!("{name}.{row}.{}", cell.name);
                    let untouched = cells.iter().all(|cell| {
                        answers
                            .all(&cell_name(cell))
                            .all(|text| text.trim().is_empty())
                    });
                    if untouched {
                        continue;
                    }
                    let mut read = Map::new();
                    for cell in cells {
                        if let Some(value) = cell.read(&cell_name(cell), answers, today, wrong) {
                            read.insert(cell.name.to_owned(), value);
                        }
                    }
                    rows.push(Value::Object(read));
                }
                (!rows.is_empty() || !self.needed).then_some(Value::Array(rows))
            }
        })
    }
}

fn chosen(text: &str, known: impl Fn(&str) -> bool) -> Result<Option<Value>, &'static str> {
    match text {
        "" => Ok(None),
        text if known(text) => Ok(Some(json!(text))),
        _ => Err("choose"),
    }
}

fn is_choice(groups: &[super::Group], text: &str) -> bool {
    groups
        .iter()
        .flat_map(|group| &group.choices)
        .any(|(value, _)| value == text)
}

/// The text without spaces around it, lines ended by `\n`.
///
/// # Errors
/// `too-long` over `longest` characters; `unreadable` when it contains a character that is no writing, such as a null.
pub fn clean(text: &str, longest: usize) -> Result<String, &'static str> {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    if text
        .chars()
        .any(|letter| letter.is_control() && letter != '\n' && letter != '\t')
    {
        return Err("unreadable");
    }
    if text.chars().count() > longest {
        return Err("too-long");
    }
    Ok(text)
}

/// A day written `24.03.2022`, `24/03/2022`, `24-03-2022`, `24 03 2022` or `2022-03-24`.
///
/// # Errors
/// `day-form` when it is written otherwise, `day-impossible` when there is no such day, `day-far` when the year is not
/// between 1900 and 2100.
pub fn parse_day(text: &str) -> Result<Date, &'static str> {
    let parts: Vec<&str> = text
        .split(['.', '/', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts[..] else {
        return Err("day-form");
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        (third, second, first)
    };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err("day-form");
    }
    let year: i16 = year.parse().map_err(|_| "day-form")?;
    let month: i8 = month.parse().map_err(|_| "day-form")?;
    let day: i8 = day.parse().map_err(|_| "day-form")?;
    if !(1900..=2100).contains(&year) {
        return Err("day-far");
    }
    Date::new(year, month, day).map_err(|_| "day-impossible")
}

/// A date of birth: `14.03.1998`, `03.1998`, `1998`, with `~` behind it when it is an estimate.
fn parse_birth(text: &str) -> Result<String, &'static str> {
    let (digits, about) = match text.strip_suffix('~').or_else(|| text.strip_prefix('~')) {
        Some(digits) => (digits.trim(), "~"),
        None => (text, ""),
    };
    let parts: Vec<&str> = digits.split(['.', '/', '-', ' ']).collect();
    let exact = match parts[..] {
        [year] if year.len() == 4 => {
            parse_day(&format!("01.01.{year}"))?;
            year.to_owned()
        }
        [first, second] => {
            let (year, month) = if first.len() == 4 {
                (first, second)
            } else {
                (second, first)
            };
            let day = parse_day(&format!("01.{month}.{year}"))?;
            format!("{:04}-{:02}", day.year(), day.month())
        }
        _ => parse_day(digits)?.to_string(),
    };
    Ok(exact + about)
}

fn parse_day_time(text: &str) -> Result<DateTime, &'static str> {
    let (day, time) = text.rsplit_once([' ', 'T']).ok_or("day-time-form")?;
    let day = parse_day(day.trim_end_matches(','))?;
    let time = parse_time(time).map_err(|_| "day-time-form")?;
    let time: Time = format!("{time}:00").parse().map_err(|_| "day-time-form")?;
    Ok(day.to_datetime(time))
}

fn parse_time(text: &str) -> Result<String, &'static str> {
    let (hour, minute) = text.split_once([':', '.']).ok_or("time-form")?;
    let hour: u8 = hour.parse().map_err(|_| "time-form")?;
    let minute: u8 = minute.parse().map_err(|_| "time-form")?;
    if hour > 23 || minute > 59 {
        return Err("time-form");
    }
    Ok(format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_kazakhstan_writes_it_and_as_iso() {
        let day = jiff::civil::date(2022, 3, 24);
        for text in ["24.03.2022", "24/3/2022", "2022-03-24", "24 03 2022"] {
            assert_eq!(parse_day(text), Ok(day), "{text}");
        }
        assert_eq!(parse_day("31.02.2022"), Err("day-impossible"));
        assert_eq!(parse_day("24.03.22"), Err("day-form"));
        assert_eq!(parse_day("tomorrow"), Err("day-form"));
        assert_eq!(parse_day("24.03.0022"), Err("day-far"));
        assert_eq!(parse_birth("03.1998~"), Ok("1998-03~".to_owned()));
        assert_eq!(parse_birth("1998"), Ok("1998".to_owned()));
        assert_eq!(parse_birth("14.03.1998"), Ok("1998-03-14".to_owned()));
    }

    #[test]
    fn a_null_or_ten_thousand_letters_are_told_and_not_kept() {
        assert_eq!(clean("a\0b", 500), Err("unreadable"));
        assert_eq!(clean(&"ә".repeat(501), 500), Err("too-long"));
        assert_eq!(clean(" مرحبا 😀 ", 500), Ok("مرحبا 😀".to_owned()));
    }
}
