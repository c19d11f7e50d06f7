//! The entries of the files of `law/catalogue/`, read strictly: an unknown or missing field is an error.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ServiceCode, staffing::Posts};
use crate::{compartment::Compartment, lang::Lang};

/// Entries with their words in three languages.
macro_rules! worded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$fdoc])* $field: $type,)*
            kk: String,
            ru: String,
            en: String,
        }

        impl $name {
            /// The words in that language.
            pub fn text(&self, lang: Lang) -> &str {
                match lang {
                    Lang::Kk => &self.kk,
                    Lang::Ru => &self.ru,
                    Lang::En => &self.en,
                }
            }
        }
    )*};
}

worded! {
    /// A kind of services: one of the eight of paragraph 40, or the general services of paragraph 39.
    ServiceKind {
        #[serde(rename = "code", deserialize_with = "kind_number", serialize_with = "kind_code")]
        number: u8,
        paragraph: String,
        compartment: Compartment,
    }
    /// A service of paragraph 39 or 40.
    Service {
        code: ServiceCode,
    }
    /// A requirement to the quality of a kind of services (paragraph 40).
    QualityRequirement {
        code: QualityCode,
    }
    /// A medical contraindication of paragraph 6.
    Contraindication {
        number: u8,
    }
    /// A block of Annex 2: a heading without points, and its indicators.
    Block {
        name: String,
        row: u8,
        indicator: Vec<Criterion>,
    }
    /// An indicator of Annex 2.
    Criterion {
        row: u8,
    }
    /// A row of Annex 5: a position and its norm in posts.
    StaffNorm {
        number: u8,
        position: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        up_to_20: Option<Posts>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from_20_to_50: Option<Posts>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        children_per_post: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        groups_per_post: Option<u32>,
    }
    /// A word of the order with the name under which acts and stored data know it: a ground, a form of
    /// organization, a mode of stay, a category of persons.
    Term {
        name: String,
        paragraph: String,
    }
}

impl ServiceKind {
    /// The number of the kind in paragraph 40, 1 to 8; 0 for the general services of paragraph 39.
    pub fn number(&self) -> u8 {
        self.number
    }

    /// The paragraph, such as `40(3)`.
    pub fn paragraph(&self) -> &str {
        &self.paragraph
    }

    /// The part of an adult's file in which services of this kind are written down.
    pub fn compartment(&self) -> Compartment {
        self.compartment
    }
}

impl Service {
    /// The code.
    pub fn code(&self) -> ServiceCode {
        self.code
    }
}

impl QualityRequirement {
    /// The code.
    pub fn code(&self) -> QualityCode {
        self.code
    }
}

impl Contraindication {
    /// The number in paragraph 6, 1 to 5.
    pub fn number(&self) -> u8 {
        self.number
    }
}

impl Block {
    /// The name in stored data: `purpose`, `actions`, `means` or `harm`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The row of the heading.
    pub fn row(&self) -> u8 {
        self.row
    }

    /// The indicators of the block, in the order of the annex.
    pub fn indicators(&self) -> &[Criterion] {
        &self.indicator
    }
}

impl Criterion {
    /// The row of Annex 2, 2 to 32.
    pub fn row(&self) -> u8 {
        self.row
    }
}

impl StaffNorm {
    /// The row of Annex 5, 1 to 11.
    pub fn number(&self) -> u8 {
        self.number
    }

    /// The name of the position in stored data.
    pub fn position(&self) -> &str {
        &self.position
    }

    /// By what the norm is counted, with its numbers.
    pub fn basis(&self) -> Basis {
        match self {
            StaffNorm {
                up_to_20: Some(up_to_20),
                from_20_to_50: Some(from_20_to_50),
                children_per_post: None,
                groups_per_post: None,
                ..
            } => Basis::Recipients {
                up_to_20: *up_to_20,
                from_20_to_50: *from_20_to_50,
            },
            StaffNorm {
                up_to_20: None,
                from_20_to_50: None,
                children_per_post: Some(children),
                groups_per_post: None,
                ..
            } => Basis::Children(*children),
            StaffNorm {
                up_to_20: None,
                from_20_to_50: None,
                children_per_post: None,
                groups_per_post: Some(groups),
                ..
            } => Basis::Groups(*groups),
            _ => panic!(
                "row {} of staffing.toml counts by two things or by none",
                self.number
            ),
        }
    }
}

/// By what a norm of Annex 5 is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Posts by the number of recipients: the two columns of the annex.
    Recipients {
        /// Column "up to 20".
        up_to_20: Posts,
        /// Column "20–50".
        from_20_to_50: Posts,
    },
    /// One post for so many children.
    Children(u32),
    /// One post for so many training groups.
    Groups(u32),
}

impl Term {
    /// The name in acts and stored data.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The paragraph from which the words come, such as `43(2)`.
    pub fn paragraph(&self) -> &str {
        &self.paragraph
    }
}

/// The code of a requirement to quality, `Q1.1` to `Q8.4`, in the order of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualityCode {
    kind: u8,
    number: u8,
}

/// The text has not the shape of a requirement's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the code of a requirement to quality, such as Q3.1")]
pub struct UnknownRequirement(String);

impl QualityCode {
    /// The kind of services, 1 to 8.
    pub fn kind(self) -> u8 {
        self.kind
    }

    /// The number within the kind, from 1.
    pub fn number(self) -> u8 {
        self.number
    }
}

impl fmt::Display for QualityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{}.{}", self.kind, self.number)
    }
}

impl FromStr for QualityCode {
    type Err = UnknownRequirement;

    fn from_str(text: &str) -> Result<Self, UnknownRequirement> {
        match text.as_bytes() {
            [b'Q', kind @ b'1'..=b'8', b'.', number @ b'1'..=b'9'] => Ok(QualityCode {
                kind: kind - b'0',
                number: number - b'0',
            }),
            _ => Err(UnknownRequirement(text.to_owned())),
        }
    }
}

impl Serialize for QualityCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for QualityCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

fn kind_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let code = String::deserialize(deserializer)?;
    match code.as_bytes() {
        b"G" => Ok(0),
        [digit @ b'1'..=b'8'] => Ok(digit - b'0'),
        _ => Err(de::Error::custom(format!(
            "{code:?} is no kind of services"
        ))),
    }
}

fn kind_code<S: Serializer>(number: &u8, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        0 => serializer.serialize_str("G"),
        number => serializer.collect_str(number),
    }
}

/// One file: a list of entries.
macro_rules! files {
    ($($name:ident { $($list:ident : $entry:ty),* })*) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub(super) $list: Vec<$entry>),* }
    )*};
}

files! {
    Kinds { kind: ServiceKind }
    Services { service: Service }
    Quality { requirement: QualityRequirement }
    Contraindications { contraindication: Contraindication }
    Criteria { block: Block }
    Staffing { norm: StaffNorm }
    Organizations { form: Term, ownership: Term, mode: Term, category: Term }
    Grounds { ending: Term, extension: Term, reinstatement: Term }
}
