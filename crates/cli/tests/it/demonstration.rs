//! The demonstration, as it is made by the program and found again through the store.

use std::path::Path;
use std::sync::{Arc, Mutex};

use getrandom::SysRng;
use jiff::civil::{Date, date};
use rand_core::UnwrapErr;
use sealed::Cost;
use store::{Config, Store};

use crate::program::{Answer, Served, tirek, tirek_told};

/// A Thursday with holidays around it.
const TODAY: Date = date(2022, 10, 27);
/// What is printed for everybody who tries the program.
const PASSWORD: &str = "demo-tirek-2026-qarlygash";

/// Makes a demonstration, asks for a few pages, and stops.
fn make(folder: &Path) -> Answer {
    let served = Served::start(folder, &["--demo", "--today", &TODAY.to_string()]);
    for path in ["/", "/sign-in", "/standard"] {
        served.get(path);
    }
    served.stop()
}

/// Everything that a head sees: who stands where, what is due, and what the authorized body is asked for.
fn listing(folder: &Path) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let noon = TODAY
            .at(23, 0, 0, 0)
            .in_tz("Asia/Almaty")
            .unwrap()
            .timestamp();
        let store = Store::open(
            &format!("sqlite:{}", folder.join("tirek.sqlite").display()),
            Config {
                clock: Arc::new(move || noon),
                random: Arc::new(Mutex::new(UnwrapErr(SysRng))),
                password_cost: Cost::FLOOR,
            },
        )
        .await
        .unwrap();
        let mut lines = Vec::new();
        let (token, _) = store.sign_in("head", PASSWORD).await.unwrap();
        let head = store.session(&token.to_text()).await.unwrap();
        for file in store.files(&head).await.unwrap() {
            lines.push(format!(
                "{}: {} {:?} {}",
                file.address,
                file.stage.name(),
                file.last_day,
                file.seq
            ));
        }
        for row in store.duties(&head).await.unwrap() {
            let duty = row.duty;
            lines.push(format!(
                "{}: {} {} {:?}",
                row.address,
                duty.what.name(),
                duty.who.name(),
                duty.due
            ));
        }
        let (token, _) = store.sign_in("officer", PASSWORD).await.unwrap();
        let officer = store.session(&token.to_text()).await.unwrap();
        for request in store.exchanges(&officer).await.unwrap() {
            let open: Vec<_> = request
                .duties
                .iter()
                .filter(|duty| duty.is_open())
                .map(|duty| duty.due)
                .collect();
            lines.push(format!(
                "request {} {} {open:?}",
                request.sent_on, request.seq
            ));
        }
        store.close().await;
        // Files, duties of one day and requests are listed by their codes, which are random.
        lines.sort();
        lines.join("\n")
    })
}

/// The parts of the names of everybody in the demonstration, as its files give them.
fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/people");
    let mut names = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let person: toml::Table = toml::from_str(&text).unwrap();
        names.push(person["address"].as_str().unwrap().to_owned());
        names.extend(
            person["name"]
                .as_array()
                .unwrap()
                .iter()
                .map(|part| part.as_str().unwrap().to_owned()),
        );
    }
    names.retain(|name| !name.is_empty());
    assert!(names.len() > 50);
    names
}

#[test]
fn the_demonstration_of_a_day_is_always_the_same() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    std::thread::scope(|scope| {
        for folder in &folders {
            scope.spawn(|| make(folder.path()));
        }
    });
    let [one, other] = folders.each_ref().map(|folder| listing(folder.path()));
    assert_eq!(one, other);
    for stage in [
        "intake",
        "identification",
        "refused",
        "awaiting_permit",
        "permit_received",
        "observation",
        "planning",
        "in_service",
        "suspended",
        "absent",
        "ended",
        "closed",
    ] {
        assert!(
            one.contains(&format!(": {stage} ")),
            "nobody is at {stage}:\n{one}"
        );
    }
}

#[test]
fn a_demonstration_is_whole_and_goes_on_and_leaks_no_name() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    let made = make(folder);
    assert_eq!(made.exit, 0, "{made:?}");
    for login in ["head", "specialist", "psychologist", "officer", "police"] {
        assert!(
            made.out.contains(&format!("\n    {login} ")),
            "{}",
            made.out
        );
    }
    assert!(made.out.contains(PASSWORD));

    let verified = tirek(["verify".as_ref(), "--data".as_ref(), folder.as_os_str()]);
    assert_eq!(verified.exit, 0, "{verified:?}");
    let rebuild = |login: &str, password: &str| {
        tirek_told(
            ["rebuild", "--data", folder.to_str().unwrap(), "--as", login],
            password,
        )
    };
    let rebuilt = rebuild("head", &format!("{PASSWORD}\n"));
    assert_eq!(rebuilt.exit, 0, "{rebuilt:?}");
    assert!(
        rebuilt.out.contains("19 files folded again, 0 mended"),
        "{rebuilt:?}"
    );
    assert_eq!(
        rebuild("accountant", PASSWORD).exit,
        1,
        "she holds no key to any file"
    );
    assert_eq!(rebuild("head", "wrong password, wrong\n").exit, 2);

    let again = make(folder);
    assert_eq!(again.exit, 0, "{again:?}");
    assert!(again.trouble.contains("goes on"), "{again:?}");

    let logs = [made.trouble, again.trouble].concat();
    let mut files = vec![("log", logs.into_bytes())];
    for file in std::fs::read_dir(folder).unwrap() {
        files.push(("database", std::fs::read(file.unwrap().path()).unwrap()));
    }
    for name in names() {
        for (place, bytes) in &files {
            let found = bytes
                .windows(name.len())
                .any(|window| window == name.as_bytes());
            assert!(!found, "{name} stands in the {place}");
        }
    }
}

#[test]
fn a_changed_database_is_found_out() {
    let home = tempfile::tempdir().unwrap();
    make(home.path());
    let file = home.path().join("tirek.sqlite");
    // A name of a body stands in clear; somebody who can write to the file can change it.
    let mut bytes = std::fs::read(&file).unwrap();
    let name = "Армантау қаласының полиция".as_bytes();
    let at: Vec<usize> = (0..bytes.len() - name.len())
        .filter(|at| bytes[*at..].starts_with(name))
        .collect();
    assert!(!at.is_empty());
    for at in at {
        bytes[at + 1] ^= 1;
    }
    std::fs::write(&file, bytes).unwrap();
    let verified = tirek([
        "verify".as_ref(),
        "--data".as_ref(),
        home.path().as_os_str(),
    ]);
    assert_eq!(verified.exit, 1, "{verified:?}");
    assert!(verified.out.contains("BROKEN"), "{verified:?}");
    assert!(verified.out.contains("body"), "{verified:?}");
}
