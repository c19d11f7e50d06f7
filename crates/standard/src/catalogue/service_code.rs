//! Codes of services: `G.1`–`G.4` of paragraph 39 and `1.1`–`8.12` of paragraph 40.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How many services paragraph 39 (index 0) and each kind of paragraph 40 (1 to 8) name.
const COUNTS: [u8; 9] = [4, 9, 7, 9, 6, 3, 4, 1, 12];

/// The code of a service, in the order of the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceCode {
    kind: u8,
    number: u8,
}

/// The text is the code of no service of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a service of the catalogue: G.1 to G.4, 1.1 to 8.12")]
pub struct UnknownService(String);

impl ServiceCode {
    /// Help with hospitalisation and accompaniment (2.2): the one service that goes on in hospital.
    pub const ACCOMPANIMENT_TO_HOSPITAL: ServiceCode = ServiceCode { kind: 2, number: 2 };

    /// All 55 codes in the order of the law.
    pub fn all() -> impl Iterator<Item = ServiceCode> {
        (0u8..)
            .zip(COUNTS)
            .flat_map(|(kind, count)| (1..=count).map(move |number| ServiceCode { kind, number }))
    }

    /// The kind of paragraph 40, 1 to 8; 0 for the general services of paragraph 39.
    pub fn kind(self) -> u8 {
        self.kind
    }

    /// The number within its kind, from 1.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Whether this is a general service of paragraph 39.
    pub fn is_general(self) -> bool {
        self.kind == 0
    }
}

impl fmt::Display for ServiceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            0 => write!(f, "G.{}", self.number),
            kind => write!(f, "{kind}.{}", self.number),
        }
    }
}

impl FromStr for ServiceCode {
    type Err = UnknownService;

    fn from_str(text: &str) -> Result<Self, UnknownService> {
        let unknown = || UnknownService(text.to_owned());
        let (kind, number) = text.split_once('.').ok_or_else(unknown)?;
        let kind = match kind.as_bytes() {
            b"G" => 0,
            [digit @ b'1'..=b'8'] => digit - b'0',
            _ => return Err(unknown()),
        };
        if number.starts_with('0') || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(unknown());
        }
        let number: u8 = number.parse().map_err(|_| unknown())?;
        if (1..=COUNTS[usize::from(kind)]).contains(&number) {
            Ok(ServiceCode { kind, number })
        } else {
            Err(unknown())
        }
    }
}

impl Serialize for ServiceCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ServiceCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
