//! Editions of the standard: what an organization has chosen to apply. A file is kept by one edition from its first act to its last.
//!
//! The constants and the words beside the paragraphs are those of the edition KZ-138/2022-10-08. Another edition stands beside it in
//! `law/editions.toml` and names what it changes; what it does not name stays. `docs/editions.md` shows how one is added.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::duty::{Owes, What};
use crate::lang::Lang;
use crate::standard_text::paragraph;
use crate::term::Term;

/// An edition of the standard.
#[derive(Clone, Debug)]
pub struct Edition {
    /// `KZ-138/2022-10-08`: stored with every file.
    pub id: String,
    titles: [String; 3],
    /// The number of the order that it is an edition of.
    pub order: String,
    /// The first day in force.
    pub in_force_from: Date,
    /// The last day in force; `None` while it is not repealed.
    pub in_force_to: Option<Date>,
    /// Terms that differ from the constants of the paragraphs.
    terms: Vec<ChangedTerm>,
    /// Wordings that differ from `law/paragraphs/`.
    wordings: Vec<ChangedWording>,
}

#[derive(Clone, Debug)]
struct ChangedTerm {
    paragraph: String,
    what: What,
    term: Term,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangedWording {
    paragraph: String,
    kk: String,
    ru: String,
    en: String,
}

/// Editions that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionError {
    /// Not the format of `law/editions.toml`.
    #[error("the editions cannot be read: {0}")]
    Unreadable(String),
    /// An id stands twice, or the default is none of them.
    #[error("the edition {0} stands twice, or not at all")]
    WrongId(String),
    /// A term of a duty that the order does not know, or that does not read.
    #[error("the edition {edition} cannot change the term of {what}")]
    WrongTerm {
        /// The edition.
        edition: String,
        /// The duty.
        what: String,
    },
    /// A wording of a paragraph that the order does not know.
    #[error("the edition {edition} words the paragraph {paragraph}, which there is not")]
    WrongParagraph {
        /// The edition.
        edition: String,
        /// The paragraph.
        paragraph: String,
    },
}

static EMBEDDED: LazyLock<(usize, Vec<Edition>)> = LazyLock::new(|| {
    read(include_str!("../../../law/editions.toml")).expect("law/editions.toml is tested")
});

/// Two names of one edition are one edition.
impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Edition {}

/// The edition that files are kept by where nothing else was chosen.
impl Default for &'static Edition {
    fn default() -> Self {
        &EMBEDDED.1[EMBEDDED.0]
    }
}

/// An edition is written down by its id.
pub(crate) mod by_id {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::Edition;

    pub(crate) fn serialize<S: Serializer>(
        edition: &Edition,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&edition.id)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<&'static Edition, D::Error> {
        let id = String::deserialize(deserializer)?;
        Edition::of(&id).ok_or_else(|| D::Error::custom(format!("no edition {id:?}")))
    }
}

impl Edition {
    /// The editions that the program knows, in the order of `law/editions.toml`.
    pub fn all() -> &'static [Edition] {
        &EMBEDDED.1
    }

    /// The edition of that id.
    pub fn of(id: &str) -> Option<&'static Edition> {
        Edition::all().iter().find(|edition| edition.id == id)
    }

    /// Its title.
    pub fn title(&self, lang: Lang) -> &str {
        &self.titles[lang as usize]
    }

    /// Whether it was in force on that day. A file goes by its edition on any day; this is said, not enforced.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_to.is_none_or(|last| on <= last)
    }

    /// How long the edition leaves for a duty.
    pub fn term(&self, owes: &Owes) -> Term {
        self.terms
            .iter()
            .find(|changed| changed.what == owes.what && changed.paragraph == owes.paragraph)
            .map_or(owes.term, |changed| changed.term)
    }

    /// The words of a paragraph in this edition; `None` when it has no such paragraph.
    pub fn wording(&self, id: &str, lang: Lang) -> Option<&str> {
        let changed = self.wordings.iter().find(|changed| changed.paragraph == id);
        match changed {
            Some(changed) => Some(match lang {
                Lang::Kk => &changed.kk,
                Lang::Ru => &changed.ru,
                Lang::En => &changed.en,
            }),
            None => paragraph(id).map(|paragraph| paragraph.text(lang)),
        }
    }
}

/// Reads editions in the format of `law/editions.toml`, and which of them is the default.
///
/// # Errors
/// [`EditionError`].
pub fn read(text: &str) -> Result<(usize, Vec<Edition>), EditionError> {
    #[derive(Deserialize)]
    struct File {
        default: String,
        edition: Vec<Written>,
    }
    let file: File =
        toml::from_str(text).map_err(|error| EditionError::Unreadable(error.to_string()))?;
    let mut editions: Vec<Edition> = Vec::new();
    for written in file.edition {
        let edition = written.checked()?;
        if editions.contains(&edition) {
            return Err(EditionError::WrongId(edition.id));
        }
        editions.push(edition);
    }
    let default = editions
        .iter()
        .position(|edition| edition.id == file.default)
        .ok_or(EditionError::WrongId(file.default))?;
    Ok((default, editions))
}

/// An edition as it stands in the file. What only people read of it, such as who adopted it, is passed over here.
#[derive(Deserialize)]
struct Written {
    id: String,
    title_kk: String,
    title_ru: String,
    title_en: String,
    in_force_from: String,
    in_force_to: Option<String>,
    adopted: Adopted,
    #[serde(default)]
    term: Vec<WrittenTerm>,
    #[serde(default)]
    wording: Vec<ChangedWording>,
}

#[derive(Deserialize)]
struct Adopted {
    order: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerm {
    paragraph: String,
    what: What,
    term: String,
}

impl Written {
    fn checked(self) -> Result<Edition, EditionError> {
        let day = |text: &str| {
            text.parse::<Date>()
                .map_err(|error| EditionError::Unreadable(format!("{}: {error}", self.id)))
        };
        let mut terms = Vec::new();
        for written in &self.term {
            let wrong = || EditionError::WrongTerm {
                edition: self.id.clone(),
                what: written.what.name().to_owned(),
            };
            // Monitoring and results follow the quarters of a plan, which the code of paragraph 31 makes.
            let in_code = matches!(written.what, What::Monitor | What::RecordResults);
            let known = written
                .what
                .paragraphs()
                .contains(&written.paragraph.as_str());
            let term = Term::from_name(&written.term)
                .filter(|term| {
                    (written.what == What::EndOrExtend) == matches!(term, Term::Months(_))
                })
                .filter(|_| known && !in_code)
                .ok_or_else(wrong)?;
            terms.push(ChangedTerm {
                paragraph: written.paragraph.clone(),
                what: written.what,
                term,
            });
        }
        for changed in &self.wording {
            if paragraph(&changed.paragraph).is_none() {
                return Err(EditionError::WrongParagraph {
                    edition: self.id.clone(),
                    paragraph: changed.paragraph.clone(),
                });
            }
        }
        Ok(Edition {
            in_force_from: day(&self.in_force_from)?,
            in_force_to: self.in_force_to.as_deref().map(day).transpose()?,
            order: self.adopted.order,
            titles: [self.title_kk, self.title_ru, self.title_en],
            terms,
            wordings: self.wording,
            id: self.id,
        })
    }
}
