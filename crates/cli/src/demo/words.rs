//! What the papers of the demonstration say, in the language of the person.

use std::sync::LazyLock;

use serde::Deserialize;
use standard::lang::Lang;

/// Words for the papers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub informed_of: Vec<String>,
    pub basis: String,
    pub information_for: String,
    pub clause: String,
    pub health: String,
    pub past_diseases: String,
    pub no_documents: String,
    pub sent_by: String,
    pub circumstances: String,
    pub account: String,
    pub measure: String,
    pub volume: String,
    pub present_note: String,
    pub absent_note: String,
    pub decision_note: String,
    pub time_place: String,
}

#[derive(Deserialize)]
struct Both {
    kk: Words,
    ru: Words,
}

static WORDS: LazyLock<Both> = LazyLock::new(|| {
    toml::from_str(include_str!("../../demo/words.toml")).expect("a test reads words.toml")
});

impl Words {
    /// The words of a language; what is not Kazakh is filled in Russian.
    pub fn of(language: Lang) -> &'static Words {
        match language {
            Lang::Kk => &WORDS.kk,
            _ => &WORDS.ru,
        }
    }
}
