//! One line of a scenario or of the API: `{"on": "2022-10-21", "by": "specialist", "act": "…", facts…}`.

use std::fmt;

use jiff::civil::Date;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::Act;
use crate::actor::Actor;

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file, where a scenario has several.
    pub file: Option<String>,
    /// The day of the act.
    pub on: Date,
    /// Who did it.
    pub by: Actor,
    /// The act with its facts.
    pub act: Act,
}

/// Why a line was not understood, in English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct LineError(String);

/// Reads one line of JSON.
///
/// # Errors
/// Not an object, a key twice, `on`, `by` or `act` missing, and any unknown act, fact, value or actor.
pub fn parse_line(text: &str) -> Result<Line, LineError> {
    let mut facts = object(text)?;
    let file = match facts.remove("file") {
        None => None,
        Some(Value::String(name)) => Some(name),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(_) => return Err(LineError("`file` must be a text".to_owned())),
    };
    let on = match facts.remove("on") {
        Some(Value::String(day)) => parse_date(&day).map_err(LineError)?,
        Some(_) => {
            return Err(LineError(
                "`on` must be a date written YYYY-MM-DD".to_owned(),
            ));
        }
        None => return Err(LineError("`on` is missing: the day of the act".to_owned())),
    };
    let by = match facts.remove("by") {
        Some(Value::String(name)) => {
            Actor::from_name(&name).ok_or_else(|| LineError(format!("unknown actor {name:?}")))?
        }
        Some(_) => return Err(LineError("`by` must be the name of an actor".to_owned())),
        None => return Err(LineError("`by` is missing: who did the act".to_owned())),
    };
    if !facts.contains_key("act") {
        return Err(LineError("`act` is missing".to_owned()));
    }
    let act = read_act(facts.clone()).map_err(|message| at_fault(&facts, message))?;
    Ok(Line { file, on, by, act })
}

fn read_act(facts: Map<String, Value>) -> Result<Act, String> {
    serde_json::from_value(Value::Object(facts)).map_err(|error| error.to_string())
}

/// Names the fact at fault, where the message does not: without that fact there would be another message, or none.
fn at_fault(facts: &Map<String, Value>, message: String) -> LineError {
    let names_it = ["missing field", "unknown field"].map(|words| message.starts_with(words));
    let fact = facts.keys().filter(|key| *key != "act").find(|key| {
        let mut without = facts.clone();
        without.remove(*key);
        read_act(without).err().as_ref() != Some(&message)
    });
    match fact {
        Some(fact) if names_it == [false; 2] => LineError(format!("`{fact}`: {message}")),
        _ => LineError(message),
    }
}

/// Reads a date written `YYYY-MM-DD` and nothing else.
///
/// # Errors
/// Another form, or a day that does not exist, in English.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| {
            if matches!(i, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
    if !shape {
        return Err(format!("{text:?} is not a date written YYYY-MM-DD"));
    }
    text.parse().map_err(|_| format!("there is no day {text}"))
}

/// Reads an object in which no key stands twice, at any depth.
///
/// # Errors
/// Text that is not such an object, in English.
pub fn object(text: &str) -> Result<Map<String, Value>, LineError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    OnceEach
        .deserialize(&mut deserializer)
        .and_then(|object| deserializer.end().map(|()| object))
        .map_err(|error| LineError(error.to_string()))
}

/// An object in which no key stands twice, at any depth: JSON would let the last one win in silence.
struct OnceEach;

impl<'de> DeserializeSeed<'de> for OnceEach {
    type Value = Map<String, Value>;

    fn deserialize<D: de::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for OnceEach {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `on`, `by`, `act` and facts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(de::Error::custom(format!("`{key}` stands twice")));
            }
            object.insert(key, access.next_value_seed(Anything)?);
        }
        Ok(object)
    }
}

/// Any value, objects as [`OnceEach`].
struct Anything;

impl<'de> DeserializeSeed<'de> for Anything {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(Anything)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        OnceEach.visit_map(access).map(Value::Object)
    }
}

/// A date of a fact: `YYYY-MM-DD` and nothing else.
pub(super) mod iso_date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in crate::act) fn serialize<S: Serializer>(
        date: &Date,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(in crate::act) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse_date(&text).map_err(de::Error::custom)
    }
}

/// The same, where the date may be missing.
pub(super) mod iso_date_option {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(in crate::act) fn serialize<S: Serializer>(
        date: &Option<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.collect_str(date),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::act) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| super::parse_date(&text).map_err(de::Error::custom))
            .transpose()
    }
}
