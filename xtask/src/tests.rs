//! All tests in one go: form and lints, documentation, a real browser, and every crate on both databases.

use std::ffi::OsStr;

use crate::machine::{debian_packages, nextest, project, run, witnesses};

/// Installs what is missing and runs everything. The last lines are the test runner's.
///
/// # Errors
/// The first step that fails.
pub fn run_everything() -> Result<(), String> {
    debian_packages()?;
    nextest()?;
    let python = witnesses()?;
    let variables = [
        ("TIREK_HOLIDAYS_PYTHON", python.as_os_str()),
        ("TIREK_OPENER_PYTHON", python.as_os_str()),
    ];

    run("cargo", &["fmt", "--all", "--check"], &[])?;
    run(
        "cargo",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    )?;
    run("cargo", &["build", "--package", "cli"], &[])?;
    run("cargo", &["test", "--workspace", "--doc"], &[])?;
    if project().join("e2e/package.json").exists() {
        run(
            "npm",
            &["ci", "--prefix", "e2e", "--no-audit", "--no-fund"],
            &[],
        )?;
        run("npm", &["test", "--prefix", "e2e"], &[])?;
    }
    let with_postgres = project().join("crates/store/tests/with-postgres.sh");
    let nextest = ["cargo", "nextest", "run", "--workspace", "--no-fail-fast"].map(OsStr::new);
    let mut words = vec![with_postgres.as_os_str()];
    words.extend(nextest);
    run("bash", &words, &variables)
}
