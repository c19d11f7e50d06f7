//! The passwords that people choose: how strong one must be, and changing one's own.

mod known;

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::{
    Store,
    account::{self, AccountError, PASSWORD_LETTERS},
    db::{row, run},
    error::StoreError,
    pace::Whence,
    record::{self, Class, Draft},
    session::Session,
    sign_in::SignInRefused,
};

#[doc(hidden)]
pub use known::digest as known_digest;

/// Words that whoever guesses passwords in Kazakhstan, and of such an organization, tries first.
const KNOWN_WORDS: &str = include_str!("password/known_words.txt");

/// What a password must be worth, in letters that nobody foresees.
const WORTH_AT_LEAST: usize = 10;
/// What a common word is worth: there are some thousands of them, as many as three letters make.
const WORTH_OF_A_WORD: usize = 3;

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordRefused {
    /// The old password does not open her keys, or too many tries.
    #[error(transparent)]
    Old(#[from] SignInRefused),
    /// The new one is too short or too easy to guess.
    #[error(transparent)]
    New(#[from] AccountError),
}

/// Whether a password is long and strong enough, against the words of the place: names, logins, the organization.
///
/// # Errors
/// [`AccountError::PasswordTooShort`], [`AccountError::PasswordWeak`] or [`AccountError::PasswordKnown`].
pub fn check(password: &str, of_the_place: &[&str]) -> Result<(), AccountError> {
    if password.chars().count() < PASSWORD_LETTERS {
        return Err(AccountError::PasswordTooShort);
    }
    let place: Vec<String> = of_the_place
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
        .collect();
    if worth(password, &place) < WORTH_AT_LEAST {
        return Err(AccountError::PasswordWeak);
    }
    if known::is_known(password) {
        return Err(AccountError::PasswordKnown);
    }
    Ok(())
}

/// What a password is worth, in letters that nobody foresees. Names of the place are worth nothing, a common word as much as
/// [`WORTH_OF_A_WORD`] letters and the second time nothing; of what repeats or goes on as on a keyboard or in an alphabet, only
/// the first letter counts.
fn worth(password: &str, place: &[String]) -> usize {
    let mut rest = password.to_lowercase();
    for word in place {
        rest = rest.replace(word.as_str(), " ");
    }
    let mut known: Vec<&str> = KNOWN_WORDS.split_whitespace().collect();
    known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let mut worth = 0;
    for word in known {
        if rest.contains(word) {
            rest = rest.replace(word, " ");
            worth += WORTH_OF_A_WORD;
        }
    }
    let letters: Vec<char> = rest
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let foreseen = |at: usize| {
        let step = |from: usize, to: usize| {
            i64::from(u32::from(letters[to])) - i64::from(u32::from(letters[from]))
        };
        // A letter like the one before, or the next or the one before in the alphabet, as the two before were.
        let goes_on =
            at >= 2 && step(at - 1, at).abs() <= 1 && step(at - 1, at) == step(at - 2, at - 1);
        // The third letter of three that stood there before.
        let repeats = at >= 2
            && letters[..at]
                .windows(3)
                .any(|three| three == &letters[at - 2..=at]);
        goes_on || repeats
    };
    worth + (0..letters.len()).filter(|at| !foreseen(*at)).count()
}

impl Store {
    /// Changes the password of who is signed in; her keys stay the same. Her session of this moment goes on, every other of
    /// hers ends. It is no fresh proof: the old password alone is not what she signs in with when she has a second factor.
    ///
    /// # Errors
    /// [`PasswordRefused`]: the old password is wrong, or the new one is not strong enough.
    pub async fn change_password(
        &self,
        session: &Session,
        old: &str,
        new: &str,
    ) -> Result<(), PasswordRefused> {
        let account = session.account();
        check(new, &[&account.name, &account.login, &session.body().name])?;
        self.check_password(&account.login, old, Whence::Session(session))
            .await?;
        self.replace_password(session, new)
            .await
            .map_err(SignInRefused::Store)?;
        Ok(())
    }

    /// Locks the keys of the session's owner under that password, at what a lock costs now.
    pub(crate) async fn replace_password(
        &self,
        session: &Session,
        password: &str,
    ) -> Result<(), StoreError> {
        let (body, account) = (&session.body().code, &session.account().code);
        let keys = &session.keys().person;
        let lock = self
            .lock_under_password(body, account, keys, password.to_owned())
            .await?;
        self.replace_lock(session, lock.to_bytes(), self.now())
            .await
    }

    async fn replace_lock(
        &self,
        session: &Session,
        lock: Vec<u8>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let body = session.body().code.as_str();
        let account = session.account().code.as_str();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        run!(
            tx,
            "UPDATE account SET password_lock = $3 WHERE body = $1 AND account = $2",
            body,
            account,
            lock.as_slice()
        )?;
        run!(
            tx,
            "DELETE FROM session WHERE body = $1 AND account = $2 AND token_hash <> $3",
            body,
            account,
            session.token_hash().as_slice()
        )?;
        let digest = account::stored_digest(&mut tx, body, account).await?;
        let signed = Draft::new(Class::Account, body, account, now)
            .about(account)
            .vouch(digest)
            .sign(&session.keys().person);
        record::append(&mut tx, signed).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What a password of an account is checked against: its name is sealed, so the login and the body's name.
    pub(crate) async fn words_of_the_place(
        &self,
        body: &str,
        login: &str,
    ) -> Result<Zeroizing<String>, StoreError> {
        let mut tx = self.db.read().await?;
        let name = row!(tx, (String,), "SELECT name FROM body WHERE body = $1", body)?;
        let (name,) = name.unwrap_or_default();
        Ok(Zeroizing::new(format!("{name} {login}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: [&str; 3] = ["Айгүл Серікқызы", "aigul", "Дағдарыс орталығы «Үміт»"];

    fn refused(password: &str) -> &'static str {
        match check(password, &PLACE) {
            Ok(()) => "taken",
            Err(AccountError::PasswordTooShort) => "short",
            Err(AccountError::PasswordKnown) => "known",
            Err(_) => "weak",
        }
    }

    #[test]
    fn a_phrase_of_several_words_is_taken() {
        for password in [
            "correct horse battery staple",
            "алты қара алма ағашы",
            "demo-tirek-2026-qarlygash",
            "Тоғыз торғай тоңып ұшты",
            "сорок тысяч синих гвоздей",
        ] {
            assert_eq!(refused(password), "taken", "{password}");
        }
    }

    #[test]
    fn what_attackers_know_is_not_taken_though_no_word_of_it_is_common() {
        for password in [
            "manchesterunited",
            "perasperaadastra",
            "Per aspera ad astra",
        ] {
            assert_eq!(refused(password), "known", "{password}");
        }
    }

    #[test]
    fn what_is_short_or_made_of_names_repetitions_and_common_words_is_not() {
        assert_eq!(refused("алты қара алма"), "short");
        for password in [
            "aigulaigulaigul",
            "Айгүл Серікқызы 1",
            "Үміт орталығы 2026",
            "passwordpassword",
            "парольпарольпароль",
            "құпиясөзқұпиясөз",
            "123456789012345",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaaaaaa",
            "Қазақстан Алматы",
            "администратор2026",
        ] {
            assert_eq!(refused(password), "weak", "{password}");
        }
    }
}
