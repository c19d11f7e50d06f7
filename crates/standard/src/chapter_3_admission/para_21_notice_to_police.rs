#![doc = include_str!("../../../../law/paragraphs/para_21.md")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::PoliceNotified;
use crate::actor::Actor;
use crate::duty::{Owes, What, Who};
use crate::journal::may;
use crate::refusal::{Decision, Reason, require};
use crate::term::Term;

/// "independently within three working days sends information": from the refusal.
/// Doubt: docs/interpretations/30-police-and-confidentiality.md.
pub const NOTIFY_POLICE: Owes = Owes {
    paragraph: "21",
    what: What::NotifyPolice,
    who: Who::Organization,
    term: Term::WorkingDays(3),
};

/// "taking into account the confidentiality of personal data": the notice tells of the fact and of nobody.
pub fn notify_police(by: Actor, facts: &PoliceNotified) -> Decision {
    may(by.is_of_the_organization(), "21")?;
    require(!facts.identity, "21", Reason::NoticeCarriesIdentity)
}

macro_rules! words {
    ($($(#[$doc:meta])+ $name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the names say it; their words stand in the program's words")]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant),+];
            /// Their names in stored data.
            pub const NAMES: &[&str] = &[$($text),+];

            /// The name in stored data.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    )+};
}

words! {
    /// Where the offence took place: a region or a city of republican significance, no place smaller than that.
    Region {
        Abai = "abai", Akmola = "akmola", Aktobe = "aktobe", AlmatyRegion = "almaty_region", Atyrau = "atyrau",
        WestKazakhstan = "west_kazakhstan", Zhambyl = "zhambyl", Zhetisu = "zhetisu", Karaganda = "karaganda",
        Kostanay = "kostanay", Kyzylorda = "kyzylorda", Mangystau = "mangystau", Pavlodar = "pavlodar",
        NorthKazakhstan = "north_kazakhstan", Turkistan = "turkistan", Ulytau = "ulytau",
        EastKazakhstan = "east_kazakhstan", Astana = "astana", Almaty = "almaty", Shymkent = "shymkent",
        Abroad = "abroad", Unknown = "unknown",
    }
    /// What the exploitation was.
    Exploitation {
        Labour = "labour", Sexual = "sexual", Begging = "begging", Criminal = "criminal", Organs = "organs",
        Other = "other",
    }
    /// By what means.
    Means {
        Deceit = "deceit", Force = "force", Threat = "threat", Dependence = "dependence",
        Confinement = "confinement", Debt = "debt", Other = "other",
    }
}

/// The content of a notice to the police: days, names of lists, a year. There is no text in it at all, and no field for anything
/// about a person, so that no identity can be carried by it, not even by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The day on which the recipient refused to apply.
    pub refused_on: Date,
    /// Where it happened.
    pub region: Region,
    /// The first year of what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// What the exploitation was.
    pub exploitation: Vec<Exploitation>,
    /// By what means.
    #[serde(default)]
    pub means: Vec<Means>,
}

/// Letters that stand together in the number of a letter; `ИСХ` and its like besides.
const LETTERS_TOGETHER_MOST: usize = 2;
/// What offices write beside a number: that a letter goes out or comes in, and that it is for official use.
const WORDS_OF_OFFICES: [&str; 8] = ["исх", "шығ", "вх", "кір", "out", "ref", "дсп", "қбп"];
/// Other letters in it, all together.
const LETTERS_MOST: usize = 4;
/// Figures in it, all together: a day with its year has eight, an identity card nine, a telephone ten, an individual
/// identification number twelve.
const FIGURES_MOST: usize = 7;

/// Whether that can be the number of the letter with which the notice goes: `12-3/45`, `ИСХ-17`. There is no room in it for an
/// individual identification number, the number of an identity card, a telephone with its code, a day with its whole year, or a name of
/// three letters and more. A longer number is left out.
pub fn is_number_of_a_letter(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = || {
        let words = lower.split(|c: char| !c.is_alphabetic());
        words.filter(|word| !WORDS_OF_OFFICES.contains(word))
    };
    let letters: usize = words().map(|word| word.chars().count()).sum();
    let figures = text.chars().filter(|c| c.is_numeric()).count();
    text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "№-–/.() ".contains(c))
        && words().all(|word| word.chars().count() <= LETTERS_TOGETHER_MOST)
        && letters <= LETTERS_MOST
        && figures <= FIGURES_MOST
}
