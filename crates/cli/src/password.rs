//! Reading a password: from the terminal without showing it, or the first line of standard input. Never an argument.

use std::io::{self, IsTerminal};

use zeroize::Zeroizing;

/// Asks for a password.
///
/// # Errors
/// Standard input ended or failed.
pub fn ask(question: &str) -> io::Result<Zeroizing<String>> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{question}: ")).map(Zeroizing::new);
    }
    let mut line = Zeroizing::new(String::new());
    if io::stdin().read_line(&mut line)? == 0 {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "no password on standard input",
        ));
    }
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}

/// Asks for a new password, on a terminal twice.
///
/// # Errors
/// As [`ask`], and when the two are not the same.
pub fn ask_new(question: &str) -> io::Result<Zeroizing<String>> {
    let password = ask(question)?;
    if io::stdin().is_terminal() && *ask("Once more")? != *password {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the two passwords are not the same",
        ));
    }
    Ok(password)
}
