//! The catalogue repeats words of the order: they are the very words of law/paragraphs, in all three languages.

use std::collections::BTreeMap;

use standard::{catalogue::Catalogue, lang::Lang};

/// The words that a paragraph's file gives to each mark, such as `2.7`, `Q1.4` or `Row 9`.
struct Paragraph {
    name: &'static str,
    words: BTreeMap<(Lang, String), String>,
}

impl Paragraph {
    /// Reads the three language sections; `mark` takes the mark and the words from a line that has them.
    fn read(name: &'static str, text: &str, mark: fn(&str) -> Option<(String, &str)>) -> Self {
        let mut words = BTreeMap::new();
        let mut lang = None;
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                lang = heading.trim().parse::<Lang>().ok();
            } else if let (Some(lang), Some((mark, rest))) = (lang, mark(line)) {
                let twice = words.insert((lang, mark.clone()), sentence(rest));
                assert!(twice.is_none(), "{name}: {mark} stands twice in {lang}");
            }
        }
        Paragraph { name, words }
    }

    fn check<'a>(&mut self, mark: impl ToString, text: impl Fn(Lang) -> &'a str) {
        let mark = mark.to_string();
        for lang in Lang::ALL {
            let law = self.words.remove(&(lang, mark.clone()));
            let law = law.unwrap_or_else(|| panic!("{} has no {mark} in {lang}", self.name));
            assert_eq!(
                text(lang),
                law,
                "{mark} in {lang}: the catalogue and {}",
                self.name
            );
        }
    }

    fn finish(self) {
        let left: Vec<_> = self.words.keys().collect();
        assert!(
            left.is_empty(),
            "{}: not in the catalogue: {left:?}",
            self.name
        );
    }
}

/// An item of a list as a sentence: a capital letter and no punctuation at its end.
fn sentence(item: &str) -> String {
    let item = item.trim().trim_end_matches([';', '.']);
    let mut letters = item.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `- (1.1) words;` and `1) (G.1) words;`
fn code_in_brackets(line: &str) -> Option<(String, &str)> {
    let item = line.strip_prefix("- ").or_else(|| line.get(3..))?;
    let (code, words) = item.strip_prefix('(')?.split_once(") ")?;
    let is_code = code.contains('.')
        && code
            .chars()
            .all(|c| c.is_ascii_digit() || "GQ.".contains(c));
    is_code.then(|| (code.to_owned(), words))
}

/// `- Row 9. words`, `- Строка 9. words`, `- 9-жол. words`; headings carry a remark in brackets.
fn row(line: &str) -> Option<(String, &str)> {
    let (mark, words) = line.strip_prefix("- ")?.split_once(". ")?;
    let mark = mark.split_once(" (").map_or(mark, |(mark, _)| mark);
    let number = mark
        .strip_prefix("Row ")
        .or_else(|| mark.strip_prefix("Строка "))
        .or_else(|| mark.strip_suffix("-жол"))?;
    Some((number.to_owned(), words))
}

/// `6. Social work specialist: 1; 1.5`
fn position(line: &str) -> Option<(String, &str)> {
    let (number, rest) = line.split_once(". ")?;
    number.parse::<u8>().ok()?;
    Some((number.to_owned(), rest.split_once(": ")?.0))
}

macro_rules! law {
    ($name:literal, $mark:ident) => {
        Paragraph::read(
            $name,
            include_str!(concat!("../../../../law/paragraphs/", $name, ".md")),
            $mark,
        )
    };
}

#[test]
fn para_39_and_40_the_services_and_requirements_are_in_the_words_of_the_paragraphs() {
    let catalogue = Catalogue::embedded();
    let (mut para_39, mut para_40) = (
        law!("para_39", code_in_brackets),
        law!("para_40", code_in_brackets),
    );
    for service in catalogue.services() {
        let law = if service.code().is_general() {
            &mut para_39
        } else {
            &mut para_40
        };
        law.check(service.code(), |lang| service.text(lang));
    }
    for requirement in catalogue.requirements() {
        para_40.check(requirement.code(), |lang| requirement.text(lang));
    }
    para_39.finish();
    para_40.finish();
}

#[test]
fn annex_2_the_criteria_are_in_the_words_of_the_annex() {
    let mut annex_2 = law!("annex_2", row);
    for block in Catalogue::embedded().blocks() {
        annex_2.check(block.row(), |lang| block.text(lang));
        for criterion in block.indicators() {
            annex_2.check(criterion.row(), |lang| criterion.text(lang));
        }
    }
    annex_2.finish();
}

#[test]
fn annex_5_the_positions_are_in_the_words_of_the_annex() {
    let mut annex_5 = law!("annex_5", position);
    for norm in Catalogue::embedded().staff_norms() {
        annex_5.check(norm.number(), |lang| norm.text(lang));
    }
    annex_5.finish();
}
