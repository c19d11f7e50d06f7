//! Which logins may be given: none that a reader would take for another.
//!
//! The record, the list of accounts and the page of recovery tell people apart by their logins. A login with invisible
//! letters, or `һеаd` beside `head`, would let one pass for the other.

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    account::AccountError,
    db::{Tx, rows},
};

/// Cyrillic letters and figures that look like Latin ones, each with the letter that it is taken for.
const LOOK_ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('ь', 'b'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('г', 'r'),
    ('һ', 'h'),
    ('н', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('қ', 'k'),
    ('м', 'm'),
    ('п', 'n'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('т', 't'),
    ('и', 'u'),
    ('ү', 'y'),
    ('у', 'y'),
    ('ѵ', 'v'),
    ('ԝ', 'w'),
    ('х', 'x'),
    ('0', 'o'),
    ('1', 'l'),
];

/// The letter that one is taken for; `1`, `l`, `i` and Cyrillic `і` are one.
fn looks(letter: char) -> char {
    let looked = LOOK_ALIKE
        .iter()
        .find(|(like, _)| *like == letter)
        .map_or(letter, |(_, latin)| *latin);
    if looked == 'i' { 'l' } else { looked }
}

/// What a login looks like at a glance: small letters, look-alikes the same, accents and points left out.
fn looks_like(login: &str) -> String {
    login
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .map(looks)
        .collect()
}

/// Whether a login is plain: visible letters and figures with `. _ - @ '` and single spaces between them, in its plain
/// form (NFKC), and not Latin and Cyrillic mixed.
fn is_plain(login: &str) -> bool {
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{52f}');
    let is_latin = |letter: char| matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}');
    login == login.trim()
        && !login.contains("  ")
        && login
            .chars()
            .all(|letter| letter.is_alphanumeric() || " ._-@'’".contains(letter))
        && login.nfkc().eq(login.chars())
        && !(login.chars().any(is_cyrillic) && login.chars().any(is_latin))
}

/// Whether a new account may be called so. Who has a login keeps it, whatever it looks like.
///
/// # Errors
/// [`AccountError::LoginOdd`] when it is not plain; [`AccountError::LoginTaken`] when it looks like one that somebody of this
/// server has already.
pub(crate) async fn may_be_given(tx: &mut Tx, login: &str) -> Result<(), AccountError> {
    if !is_plain(login) {
        return Err(AccountError::LoginOdd);
    }
    let looked = looks_like(login);
    let logins = rows!(tx, (String,), "SELECT login FROM account")?;
    if logins.iter().any(|(other,)| looks_like(other) == looked) {
        return Err(AccountError::LoginTaken);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_made_of_visible_letters_of_one_script() {
        for login in [
            "head",
            "office-head",
            "а.иманова",
            "Әсел Қайратқызы",
            "o'brien",
            "nurse2",
        ] {
            assert!(is_plain(login), "{login}");
        }
        for login in [
            "he\u{200b}ad",
            "head\u{202e}",
            "\u{feff}head",
            "he\u{ad}ad",
            "hеad",
            " head",
            "he  ad",
            "ｈｅａｄ",
            "he\u{301}ad\u{a0}x",
            "head\u{3164}",
        ] {
            assert!(!is_plain(login), "{login:?}");
        }
    }

    #[test]
    fn logins_that_look_alike_are_one() {
        for (one, other) in [
            ("сор", "cop"),
            ("head", "HEAD"),
            ("police", "po1ice"),
            ("police", "poIice"),
            ("hr", "һг"),
            ("нина", "hина"),
            ("officer", "0fficer"),
            ("a.imanova", "aimanova"),
        ] {
            assert_eq!(looks_like(one), looks_like(other), "{one} {other}");
        }
        for (one, other) in [
            ("head", "office-head"),
            ("nurse", "nurse2"),
            ("асем", "әсем"),
        ] {
            assert_ne!(looks_like(one), looks_like(other), "{one} {other}");
        }
    }
}
