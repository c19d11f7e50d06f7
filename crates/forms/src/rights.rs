//! Rights and how to complain, for a page that anybody may open: the words of the recipient's own copy.
//!
//! Like that copy it names neither what happened nor where the house is.

use std::sync::LazyLock;

use serde::Deserialize;

/// The words of the page.
#[derive(Clone, Debug)]
pub struct RightsPage {
    /// "Your rights".
    pub rights: String,
    /// One right a line.
    pub rights_lines: Vec<String>,
    /// "If something is not right".
    pub complain: String,
    /// One way a line.
    pub complain_lines: Vec<String>,
    /// Whom to call in danger.
    pub emergency: String,
    /// The last words.
    pub closing: String,
    /// "Leave this page at once".
    pub leave: &'static str,
    /// "Write into the book".
    pub write: &'static str,
}

/// The languages of the page, each with its source and the two words that the own copy does not have.
const SOURCES: [(&str, &str, &str, &str); 4] = [
    (
        "kk",
        include_str!("../../../law/forms/own_copy/kk.toml"),
        "Тез шығу",
        "Шағым не ұсыныс жазу",
    ),
    (
        "ru",
        include_str!("../../../law/forms/own_copy/ru.toml"),
        "Быстро уйти",
        "Написать жалобу или предложение",
    ),
    (
        "en",
        include_str!("../../../law/forms/own_copy/en.toml"),
        "Leave quickly",
        "Write a complaint or a suggestion",
    ),
    (
        "uz",
        include_str!("../../../law/forms/own_copy/uz.toml"),
        "Tez chiqish",
        "Shikoyat yoki taklif yozish",
    ),
];

#[derive(Deserialize)]
struct Source {
    rights: Part,
    complain: Part,
    contact: Contact,
}

#[derive(Deserialize)]
struct Part {
    head: String,
    lines: Vec<String>,
}

#[derive(Deserialize)]
struct Contact {
    emergency: String,
    closing: String,
}

static PAGES: LazyLock<Vec<(&str, RightsPage)>> = LazyLock::new(|| {
    SOURCES
        .into_iter()
        .map(|(code, source, leave, write)| {
            let source: Source =
                toml::from_str(source).expect("the words of the own copy are compiled in and read");
            let page = RightsPage {
                rights: source.rights.head,
                rights_lines: source.rights.lines,
                complain: source.complain.head,
                complain_lines: source.complain.lines,
                emergency: source.contact.emergency,
                closing: source.contact.closing,
                leave,
                write,
            };
            (code, page)
        })
        .collect()
});

/// The page in a language: `kk`, `ru`, `en` or `uz`; in Kazakh for any other.
pub fn rights_page(code: &str) -> &'static RightsPage {
    let known = PAGES.iter().find(|(each, _)| *each == code);
    &known.unwrap_or(&PAGES[0]).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own_copy::NEVER;

    #[test]
    fn the_page_names_nothing_that_it_must_not_in_any_language() {
        for (code, ..) in SOURCES {
            let page = rights_page(code);
            let words = format!("{page:?}").to_lowercase();
            for never in NEVER {
                assert!(!words.contains(never), "{code}: {never}");
            }
            assert!(
                page.rights_lines.len() > 5 && page.complain_lines.len() > 2,
                "{code}"
            );
            assert!(page.emergency.contains("112"), "{code}");
        }
        assert_eq!(rights_page("fr").leave, rights_page("kk").leave);
    }
}
