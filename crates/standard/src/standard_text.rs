//! The words of the order: every paragraph and annex with its status, as `law/paragraphs/` writes them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// What the program does with a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Duties or refusals are derived from it.
    Computed,
    /// What it demands is written down.
    Recorded,
    /// Words only.
    Informative,
}

/// An order that amended a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The number of the amending order.
    pub order: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
}

/// A paragraph or an annex of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// `15`, `13-1`, `annex 8`.
    pub id: String,
    /// Its chapter, 1 to 7; annexes have none.
    #[serde(default)]
    pub chapter: Option<u8>,
    title_kk: String,
    title_ru: String,
    title_en: String,
    /// What the program does with it.
    pub status: Status,
    /// Why that status.
    pub reason: String,
    /// The orders that amended it.
    #[serde(default)]
    pub amended: Vec<Amendment>,
    /// The acts that belong to it.
    #[serde(default)]
    pub acts: Vec<String>,
    /// The pages of `docs/interpretations/` that concern it.
    #[serde(default)]
    pub interpretations: Vec<String>,
    #[serde(skip)]
    texts: [String; 3],
    /// Earlier wordings, as far as they are known.
    #[serde(skip)]
    pub earlier: Option<String>,
}

impl Paragraph {
    /// The short title.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.title_kk,
            Lang::Ru => &self.title_ru,
            Lang::En => &self.title_en,
        }
    }

    /// The text in force, in Markdown.
    pub fn text(&self, lang: Lang) -> &str {
        &self.texts[lang as usize]
    }

    fn read(file: &str) -> Result<Self, String> {
        let rest = file
            .strip_prefix("+++\n")
            .ok_or("the front matter is missing")?;
        let (head, body) = rest
            .split_once("\n+++\n")
            .ok_or("the front matter has no end")?;
        let mut paragraph: Paragraph = toml::from_str(head).map_err(|error| error.to_string())?;
        for section in format!("\n{body}").split("\n## ").skip(1) {
            let (name, text) = section.split_once('\n').unwrap_or((section, ""));
            let text = text.trim().to_owned();
            match name.trim() {
                "kk" => paragraph.texts[Lang::Kk as usize] = text,
                "ru" => paragraph.texts[Lang::Ru as usize] = text,
                "en" => paragraph.texts[Lang::En as usize] = text,
                "earlier" => paragraph.earlier = Some(text),
                other => return Err(format!("unknown section {other:?}")),
            }
        }
        Ok(paragraph)
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../law/paragraphs/", $name, ".md")))),*]
    };
}

static PARAGRAPHS: LazyLock<Vec<Paragraph>> = LazyLock::new(|| {
    files![
        "para_01",
        "para_02",
        "para_03",
        "para_04",
        "para_05",
        "para_06",
        "para_07",
        "para_08",
        "para_09",
        "para_10",
        "para_11",
        "para_12",
        "para_13",
        "para_13_1",
        "para_14",
        "para_14_1",
        "para_15",
        "para_16",
        "para_17",
        "para_18",
        "para_19",
        "para_20",
        "para_21",
        "para_22",
        "para_23",
        "para_24",
        "para_25",
        "para_26",
        "para_27",
        "para_28",
        "para_29",
        "para_30",
        "para_31",
        "para_32",
        "para_33",
        "para_34",
        "para_35",
        "para_36",
        "para_37",
        "para_38",
        "para_39",
        "para_40",
        "para_41",
        "para_42",
        "para_43",
        "para_44",
        "para_45",
        "annex_1",
        "annex_2",
        "annex_3",
        "annex_4",
        "annex_5",
        "annex_6",
        "annex_7",
        "annex_8"
    ]
    .into_iter()
    .map(|(name, file)| {
        Paragraph::read(file).unwrap_or_else(|error| panic!("law/paragraphs/{name}.md: {error}"))
    })
    .collect()
});

#[derive(Deserialize)]
struct Chapters {
    chapter: Vec<Chapter>,
}

#[derive(Deserialize)]
struct Chapter {
    number: u8,
    kk: String,
    ru: String,
    en: String,
}

static CHAPTERS: LazyLock<Vec<Chapter>> = LazyLock::new(|| {
    let read: Result<Chapters, _> = toml::from_str(include_str!("../../../law/chapters.toml"));
    read.expect("law/chapters.toml is tested").chapter
});

/// The name of a chapter; `None` when the order has no chapter of that number.
pub fn chapter_title(number: u8, lang: Lang) -> Option<&'static str> {
    let chapter = CHAPTERS.iter().find(|chapter| chapter.number == number)?;
    Some(match lang {
        Lang::Kk => &chapter.kk,
        Lang::Ru => &chapter.ru,
        Lang::En => &chapter.en,
    })
}

/// Every paragraph and annex, in the order of the order.
pub fn paragraphs() -> &'static [Paragraph] {
    &PARAGRAPHS
}

/// The paragraph of that number: `15`, `13-1`, `annex 8`; `annex_8` and `Annex 8` are understood too.
pub fn paragraph(id: &str) -> Option<&'static Paragraph> {
    let id = id.trim().to_lowercase().replace('_', " ");
    PARAGRAPHS.iter().find(|paragraph| paragraph.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paragraph_and_annex_is_there_in_three_languages() {
        let ids: Vec<&str> = paragraphs()
            .iter()
            .map(|paragraph| paragraph.id.as_str())
            .collect();
        assert_eq!(ids.len(), 47 + 8);
        for paragraph in paragraphs() {
            for lang in Lang::ALL {
                assert!(!paragraph.text(lang).is_empty(), "{} {lang}", paragraph.id);
                assert!(!paragraph.title(lang).is_empty(), "{} {lang}", paragraph.id);
            }
            assert!(!paragraph.reason.is_empty(), "{}", paragraph.id);
        }
    }

    #[test]
    fn every_chapter_has_a_name_in_three_languages_and_there_are_seven() {
        for paragraph in paragraphs() {
            let Some(number) = paragraph.chapter else {
                continue;
            };
            for lang in Lang::ALL {
                assert!(chapter_title(number, lang).is_some_and(|name| !name.is_empty()));
            }
        }
        assert!(chapter_title(8, Lang::En).is_none());
    }

    #[test]
    fn every_act_is_known_to_a_paragraph_and_every_named_act_exists() {
        let named: Vec<&str> = paragraphs()
            .iter()
            .flat_map(|paragraph| &paragraph.acts)
            .map(String::as_str)
            .collect();
        for act in &named {
            assert!(crate::act::Act::NAMES.contains(act), "{act}");
        }
        for act in crate::act::Act::NAMES {
            assert!(
                named.contains(act) || *act == "entry_struck_out",
                "{act} belongs to no paragraph"
            );
        }
    }
}
