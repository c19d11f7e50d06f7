//! The long checks, whole: an optimised build, every test whose name begins with `long_`, and the pace of replaying. What came out is
//! kept in `docs/assurance.md`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use crate::machine::{nextest, project, run};

const PAGE: &str = "docs/assurance.md";
/// Acts a second that `tirek simulate` must replay.
const PACE: u64 = 500_000;
const HEAD: &str = "\
# Assurance

The last whole run of each long check: `cargo xtask long` writes this page. `cargo xtask test` runs the same checks at a hundredth
of their size. A check that failed stands here with its failure until it holds.

To add one: name a test `long_…`, begin it with `assurance::long(sentence, what is counted, how many)`, end it with `held`.

The doors through which bytes come from outside, and the check that sends changed ones through each:

* envelopes, person's and public keys, password locks, session tokens, invitation codes, printed kits, checkpoints (each line of their file), backups: `sealed`, `foreign_bytes`
* electronic signatures made elsewhere (CMS) and certificates (DER, PEM): `sealed`, `elsewhere`
* what an authenticator and the browser say of a passkey (WebAuthn, COSE): `sealed`, `passkey`
* acts and scenarios in JSON, stored entries of the journal, calendars: `standard`, `foreign_bytes`
* form posts, uploads (PDF, JPEG, PNG), addresses; bodies of the API; cookies, Bearer tokens, what stands behind `?`: `web`, `foreign_bytes`
* stored rows of every table, by whoever writes to the database: `store`, `tampering`

What only the keeper of the server hands over (the certificate for https, the address of the database) is not among them. HTTP itself, TLS and
SQL are read by libraries; `docs/scans.md` says how they were tried.

| Check | Count | Failures | Seed | Commit |
|---|---:|---:|---:|---|
";

/// Runs the long checks of these packages, or of all, and keeps what came out.
///
/// # Errors
/// A check that failed, or a step that could not be run.
pub fn run_long(arguments: &[String]) -> Result<(), String> {
    nextest()?;
    let (seed, packages) = read(arguments)?;
    let folder = project().join("target/long");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let report = folder.join("report");
    if report.exists() {
        fs::remove_file(&report).map_err(|error| error.to_string())?;
    }
    let tests = run_tests(&seed, &packages, report.as_os_str());
    let mut rows: Vec<[String; 4]> = fs::read_to_string(&report)
        .unwrap_or_default()
        .lines()
        .filter_map(row)
        .collect();
    let mut replayed = Ok(());
    if packages.is_empty() || packages.iter().any(|name| name == "standard") {
        let (row, held) = replay()?;
        rows.push(row);
        replayed = held;
    }
    keep(rows)?;
    tests.and(replayed)
}

fn read(arguments: &[String]) -> Result<(String, Vec<String>), String> {
    let mut seed = "1".to_owned();
    let mut packages = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--seed" {
            let text = rest.next().ok_or("--seed needs a number")?;
            text.parse::<u64>()
                .map_err(|_| format!("--seed needs a number, not {text:?}"))?;
            seed.clone_from(text);
        } else {
            packages.push(argument.clone());
        }
    }
    Ok((seed, packages))
}

fn run_tests(seed: &str, packages: &[String], report: &OsStr) -> Result<(), String> {
    let mut words: Vec<String> = [
        "cargo",
        "nextest",
        "run",
        "--cargo-profile",
        "long",
        "--no-fail-fast",
    ]
    .map(str::to_owned)
    .into();
    if packages.is_empty() {
        words.push("--workspace".to_owned());
    }
    for package in packages {
        words.extend(["--package".to_owned(), package.clone()]);
    }
    words.extend(["-E".to_owned(), "test(/(^|::)long_/)".to_owned()]);
    let variables = [
        ("TIREK_LONG", OsStr::new("1")),
        ("TIREK_LONG_SEED", OsStr::new(seed)),
        ("TIREK_LONG_REPORT", report),
    ];
    let needs_postgres = packages.is_empty() || packages.iter().any(|name| name == "store");
    if needs_postgres {
        let script = project().join("crates/store/tests/with-postgres.sh");
        words.insert(0, script.to_string_lossy().into_owned());
        run("bash", &words, &variables)
    } else {
        run("cargo", &words[1..], &variables)
    }
}

/// A line of the report as a row of the page: check, count, failures, seed.
fn row(line: &str) -> Option<[String; 4]> {
    let [name, of, count, failures, seed] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    Some([
        name.to_owned(),
        format!("{} {of}", grouped(count)),
        failures.to_owned(),
        seed.to_owned(),
    ])
}

/// Replays and says how fast it went.
fn replay() -> Result<([String; 4], Result<(), String>), String> {
    let words = [
        "run",
        "--quiet",
        "--release",
        "--package",
        "standard",
        "--example",
        "replay",
    ];
    let output = Command::new("cargo")
        .args(words)
        .current_dir(project())
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    println!("{text}");
    let pace = text
        .strip_suffix(" acts a second")
        .and_then(|rest| rest.rsplit(' ').next())
        .and_then(|pace| pace.parse::<u64>().ok())
        .ok_or_else(|| format!("the replay said {text:?}"))?;
    let held = pace >= PACE;
    let row = [
        "500 000 acts are replayed a second or more".to_owned(),
        format!("{} a second", grouped(&pace.to_string())),
        u8::from(!held).to_string(),
        "–".to_owned(),
    ];
    let result = if held {
        Ok(())
    } else {
        Err(format!("{pace} acts a second are fewer than {PACE}"))
    };
    Ok((row, result))
}

/// Puts the rows in the place of those of the same checks.
fn keep(rows: Vec<[String; 4]>) -> Result<(), String> {
    let commit = commit()?;
    let path = project().join(PAGE);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let mut kept: BTreeMap<String, String> = before
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Check"))
        .filter_map(|line| {
            let name = line.trim_start_matches("| ").split(" | ").next()?;
            Some((name.to_owned(), line.to_owned()))
        })
        .collect();
    for [name, count, failures, seed] in rows {
        let line = format!("| {name} | {count} | {failures} | {seed} | {commit} |");
        kept.insert(name, line);
    }
    let mut page = HEAD.to_owned();
    for line in kept.values() {
        page.push_str(line);
        page.push('\n');
    }
    fs::write(path, page).map_err(|error| error.to_string())
}

/// The commit that was checked, and its day; said when the tree had changes of its own.
fn commit() -> Result<String, String> {
    let git = |arguments: &[&str]| {
        Command::new("git")
            .args(arguments)
            .current_dir(project())
            .output()
            .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
            .map_err(|error| error.to_string())
    };
    let name = git(&["log", "-1", "--format=%h of %cs"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?
        .lines()
        .any(|line| !line.ends_with(PAGE));
    Ok(if changed {
        format!("{name}, with changes")
    } else {
        name
    })
}

/// `1000000` as `1 000 000`.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_report_is_a_row_of_the_page() {
        assert_eq!(
            row("a walk holds\tacts\t1000000\t0\t7"),
            Some(["a walk holds", "1 000 000 acts", "0", "7"].map(str::to_owned))
        );
        assert_eq!(row("half a line\tacts"), None);
    }
}
