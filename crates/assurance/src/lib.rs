//! Long checks: tests that run at a hundredth of their size each day, and whole with `cargo xtask long`.
//!
//! A long check is an ordinary test whose name begins with `long_`. It asks here how much to do and from which seed, and says at
//! the end how much it did; when it does not come to its end, that is reported as a failure.
//!
//! ```
//! let check = assurance::long("sums stay sums", "sums", 1_000_000);
//! let mut tried = 0;
//! while tried < check.size() {
//!     let number = check.seed() + tried;
//!     assert_eq!(number + number, 2 * number);
//!     tried += 1;
//! }
//! check.held(tried);
//! ```

mod mutation;

pub use mutation::{Dice, mutated};

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

/// `1` when long checks run whole.
pub const WHOLE: &str = "TIREK_LONG";
/// The seed that long checks begin with; without it, 1.
pub const SEED: &str = "TIREK_LONG_SEED";
/// The file to which each check adds its line; without it, none is written.
pub const REPORT: &str = "TIREK_LONG_REPORT";

/// What a size is divided by where it is not run whole.
const PART: u64 = 100;

/// A long check that has begun.
#[must_use = "say at the end that it held"]
pub struct Long {
    name: &'static str,
    of: &'static str,
    size: u64,
    seed: u64,
    report: Option<PathBuf>,
    held: bool,
}

/// Keys of the annexes whose text is free, for checks that fill forms with words of their own; all others are days, names of choices or codes.
pub const FREE_TEXTS: &[&str] = &[
    "organization",
    "head",
    "given",
    "name",
    "position",
    "place",
    "basis",
    "information_for",
    "additional_clauses",
    "ethnicity",
    "birthplace",
    "last_registration",
    "number",
    "issued_by",
    "education_note",
    "occupation",
    "residence",
    "article",
    "term",
    "served",
    "past_diseases",
    "health",
    "sent_by",
    "measure",
    "volume",
    "responsible",
    "present_note",
    "absent_note",
    "decision_note",
    "circumstances",
    "account",
];

/// Begins a long check: `name` is a sentence that holds, `of` what is counted, `whole` how many make it whole.
pub fn long(name: &'static str, of: &'static str, whole: u64) -> Long {
    Long {
        name,
        of,
        size: size(whole),
        seed: env::var(SEED).map_or(1, |text| {
            text.parse()
                .unwrap_or_else(|_| panic!("{SEED} is no number: {text:?}"))
        }),
        report: env::var_os(REPORT).map(PathBuf::from),
        held: false,
    }
}

/// How much to do where `whole` makes a check whole: all of it or a hundredth, at least one.
pub fn size(whole: u64) -> u64 {
    if env::var(WHOLE).is_ok_and(|value| value == "1") {
        whole
    } else {
        (whole / PART).max(1)
    }
}

impl Long {
    /// How much to do.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The number to begin the dice with.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// It came to its end: so many were tried, and it held for all.
    pub fn held(mut self, count: u64) {
        assert!(
            count >= self.size,
            "{}: {count} of {} {}",
            self.name,
            self.size,
            self.of
        );
        self.held = true;
        self.write(count, 0);
    }

    fn write(&self, count: u64, failures: u64) {
        let Some(path) = &self.report else { return };
        let line = format!(
            "{}\t{}\t{count}\t{failures}\t{}\n",
            self.name, self.of, self.seed
        );
        let written = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .and_then(|mut file| file.write_all(line.as_bytes()));
        if let Err(error) = written {
            eprintln!("{}: {error}", path.display());
        }
    }
}

impl Drop for Long {
    fn drop(&mut self) {
        if !self.held {
            self.write(0, 1);
        }
    }
}
