//! What the tests need on the machine: Debian packages, a Python with other people's calendar and cryptography.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of PyPI's `holidays` that the calendar is compared with: estimated days differ between versions. The others open what
/// was sealed, from the written format.
const PYTHON_PACKAGES: [&str; 3] = ["holidays==0.109", "cryptography==50.0.2", "pynacl==1.6.2"];

/// Runs a program in the project's folder.
///
/// # Errors
/// It cannot be started, or does not exit with 0.
pub fn run<S: AsRef<OsStr>>(
    program: &str,
    arguments: &[S],
    variables: &[(&str, &OsStr)],
) -> Result<(), String> {
    let words: Vec<_> = arguments
        .iter()
        .map(|word| word.as_ref().to_string_lossy())
        .collect();
    let line = format!("{program} {}", words.join(" "));
    println!("xtask: {line}");
    let status = Command::new(program)
        .args(arguments)
        .envs(variables.iter().copied())
        .current_dir(project())
        .status()
        .map_err(|error| format!("{line}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{line}: {status}"))
    }
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the project's folder")
}

/// Installs the Debian packages whose programs are missing.
///
/// # Errors
/// A program is missing and cannot be installed.
pub fn debian_packages() -> Result<(), String> {
    let postgres = [
        "/usr/lib/postgresql/15/bin/initdb",
        "/usr/lib/postgresql/17/bin/initdb",
    ]
    .iter()
    .any(|path| Path::new(path).exists());
    let needed = [
        ("postgresql", postgres),
        ("poppler-utils", is_on_path("pdftotext")),
        // makes the electronic signatures that the tests send
        ("openssl", is_on_path("openssl")),
        ("chromium", is_on_path("chromium")),
        ("python3-venv", python_makes_environments()),
        ("nodejs", is_on_path("node")),
        ("npm", is_on_path("npm")),
    ];
    let missing: Vec<&str> = needed
        .iter()
        .filter(|(_, there)| !there)
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    let quiet: [(&str, &OsStr); 1] = [("DEBIAN_FRONTEND", OsStr::new("noninteractive"))];
    if run("apt-get", &install, &quiet).is_err() {
        run("apt-get", &["update"], &quiet)?;
        run("apt-get", &install, &quiet)?;
    }
    Ok(())
}

/// `cargo nextest`, which runs the tests.
///
/// # Errors
/// It is missing and cannot be installed.
pub fn nextest() -> Result<(), String> {
    if is_on_path("cargo-nextest") {
        return Ok(());
    }
    run("cargo", &["install", "--locked", "cargo-nextest"], &[])
}

/// A Python that knows the holidays and other people's cryptography, in the target folder.
///
/// # Errors
/// The environment cannot be made.
pub fn witnesses() -> Result<PathBuf, String> {
    let folder = project().join("target/witnesses-1");
    let python = folder.join("bin/python");
    if !folder.join("complete").exists() {
        run(
            "python3",
            &[OsStr::new("-m"), OsStr::new("venv"), folder.as_os_str()],
            &[],
        )?;
        let mut words = vec!["-m", "pip", "install", "--quiet"];
        words.extend(PYTHON_PACKAGES);
        run(&python.to_string_lossy(), &words, &[])?;
        let installed = PYTHON_PACKAGES.join("\n");
        std::fs::write(folder.join("complete"), installed).map_err(|error| error.to_string())?;
    }
    Ok(python)
}

/// Debian ships Python without what `python3 -m venv` needs.
fn python_makes_environments() -> bool {
    Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .status()
        .is_ok_and(|status| status.success())
}

fn is_on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}
