//! Whole answers kept as files and read like code. `TIREK_APPROVE=1` writes them anew; read what changed before committing.

use std::{env, fs, path::Path};

/// The file says the same, or the test fails and shows the first line that differs.
#[track_caller]
pub fn assert_approved(path: &Path, now: &str) {
    if env::var_os("TIREK_APPROVE").is_some_and(|value| value == "1") {
        fs::write(path, now).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let approved = fs::read_to_string(path).unwrap_or_default();
    if approved == now {
        return;
    }
    let mut lines = (1..)
        .zip(approved.lines().map(Some).chain(std::iter::repeat(None)))
        .zip(now.lines().map(Some).chain(std::iter::repeat(None)));
    let ((number, was), is) = lines
        .find(|((_, was), is)| was != is)
        .expect("they differ somewhere");
    panic!(
        "{}:{number} is not what was approved\n  approved: {}\n  now:      {}\nrun with TIREK_APPROVE=1, read the difference, commit it",
        path.display(),
        was.unwrap_or("(nothing)"),
        is.unwrap_or("(nothing)")
    );
}
