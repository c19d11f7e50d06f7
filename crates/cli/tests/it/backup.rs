//! Kits, checkpoints, backups: what somebody at a terminal does with them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data::{PASSWORD, add_body};
use crate::program::{Answer, Served, command, tirek, tirek_told};

/// A folder with a body, a backup kit and a backup.
struct BackedUp {
    home: tempfile::TempDir,
    kit: String,
    data: PathBuf,
    keys: PathBuf,
    checkpoints: PathBuf,
}

fn kit_of(printed: &Answer) -> String {
    assert_eq!(printed.exit, 0, "{printed:?}");
    let line =
        printed.out.lines().map(str::trim).find(|line| {
            line.split('-').count() > 6 && line.split('-').all(|group| group.len() == 4)
        });
    line.unwrap().to_owned()
}

fn found(folder: &Path, beginning: &str) -> PathBuf {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries
        .filter(|file| {
            file.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(beginning)
        })
        .collect();
    assert_eq!(found.len(), 1, "{beginning}: {found:?}");
    found.pop().unwrap()
}

fn back_up(home: &Path) -> Answer {
    let paths = [
        home.join("data"),
        home.join("backup.pub"),
        home.join("backups"),
    ];
    tirek([
        "backup".as_ref(),
        "--data".as_ref(),
        paths[0].as_os_str(),
        "--for".as_ref(),
        paths[1].as_os_str(),
        "--to".as_ref(),
        paths[2].as_os_str(),
    ])
}

fn backed_up() -> BackedUp {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    assert_eq!(add_body(&folder, "Office", "head", PASSWORD).exit, 0);
    let public = home.path().join("backup.pub");
    let made = tirek([
        "kit".as_ref(),
        "backup".as_ref(),
        "--untested".as_ref(),
        "--public".as_ref(),
        public.as_os_str(),
    ]);
    let kit = kit_of(&made);
    let made = back_up(home.path());
    assert_eq!(made.exit, 0, "{made:?}");
    let backups = home.path().join("backups");
    BackedUp {
        kit,
        data: found(&backups, "tirek-data-"),
        keys: found(&backups, "tirek-shred-keys-"),
        checkpoints: found(&backups, "tirek-checkpoints-"),
        home,
    }
}

impl BackedUp {
    fn told(&self, words: &[&std::ffi::OsStr], input: &str) -> Answer {
        let mut all = words.to_vec();
        all.push(self.data.as_os_str());
        all.push(self.keys.as_os_str());
        tirek_told(all, input)
    }
}

#[test]
fn a_backup_is_restored_elsewhere_and_reaches_its_checkpoints() {
    let backup = backed_up();
    let elsewhere = backup.home.path().join("elsewhere");
    let restore = [
        "restore".as_ref(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
        "--checkpoint".as_ref(),
        backup.checkpoints.as_os_str(),
    ];
    let restored = backup.told(&restore, &format!("{}\n", backup.kit));
    assert_eq!(restored.exit, 0, "{restored:?}");
    assert!(restored.out.contains("Everything holds."));
    let again = backup.told(&restore, &format!("{}\n", backup.kit));
    assert_eq!(again.exit, 2, "there is a database now: {again:?}");
    let verified = tirek([
        "verify".as_ref(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
        "--checkpoint".as_ref(),
        backup.checkpoints.as_os_str(),
    ]);
    assert_eq!(verified.exit, 0, "{verified:?}");
    assert!(verified.out.contains("reaches every checkpoint"));
    let served = Served::start(&elsewhere, &[]);
    assert_eq!(served.get("/sign-in").0, 200);
    assert_eq!(served.stop().exit, 0);
}

#[test]
fn a_rehearsal_says_that_a_backup_can_be_restored_and_leaves_nothing() {
    let backup = backed_up();
    let scratch = backup.home.path().join("scratch");
    fs::create_dir(&scratch).unwrap();
    let mut rehearse = command();
    rehearse
        .args(["rehearse", "--as", "head"])
        .args([&backup.data, &backup.keys])
        .env("TMPDIR", &scratch);
    let answer = crate::program::told(rehearse, &format!("{}\n{PASSWORD}\n", backup.kit));
    assert_eq!(answer.exit, 0, "{answer:?}");
    assert!(answer.out.contains("This backup can be restored."));
    assert!(answer.out.contains("0 files folded again, 0 mended"));
    assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
}

#[test]
fn a_wrong_kit_or_a_damaged_archive_restores_nothing() {
    let backup = backed_up();
    let elsewhere = backup.home.path().join("elsewhere");
    let restore = ["restore".as_ref(), "--data".as_ref(), elsewhere.as_os_str()];
    let other = backed_up();
    for (kit, said) in [
        (other.kit.as_str(), "does not open"),
        ("not a kit", "not a well-formed backup kit"),
    ] {
        let refused = backup.told(&restore, &format!("{kit}\n"));
        assert_eq!(refused.exit, 2, "{refused:?}");
        assert!(refused.trouble.contains(said), "{refused:?}");
    }
    let mut bytes = fs::read(&backup.data).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&backup.data, bytes).unwrap();
    let refused = backup.told(&restore, &format!("{}\n", backup.kit));
    assert_eq!(refused.exit, 2, "{refused:?}");
    assert!(refused.trouble.contains("damaged"), "{refused:?}");
    assert!(!elsewhere.join("tirek.sqlite").exists());
}

#[test]
fn an_older_database_is_not_served_against_a_newer_checkpoint() {
    let backup = backed_up();
    let home = backup.home.path();
    let older = home.join("older");
    let restore = ["restore".as_ref(), "--data".as_ref(), older.as_os_str()];
    assert_eq!(backup.told(&restore, &format!("{}\n", backup.kit)).exit, 0);
    assert_eq!(
        add_body(&home.join("data"), "Second", "second", PASSWORD).exit,
        0
    );
    let newest = tirek([
        "checkpoint".as_ref(),
        "--data".as_ref(),
        home.join("data").as_os_str(),
    ]);
    assert_eq!(newest.out.lines().count(), 2);
    let file = home.join("newest.txt");
    fs::write(&file, &newest.out).unwrap();
    let refused = tirek([
        "serve".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--data".as_ref(),
        older.as_os_str(),
        "--checkpoints".as_ref(),
        file.as_os_str(),
    ]);
    assert_eq!(refused.exit, 2, "{refused:?}");
    assert!(refused.trouble.contains("does not reach"), "{refused:?}");
    // A disk that is not mounted is no reason to hold nothing against the database.
    let away = home.join("not mounted").join("newest.txt");
    let refused = tirek([
        "serve".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--data".as_ref(),
        older.as_os_str(),
        "--checkpoints".as_ref(),
        away.as_os_str(),
    ]);
    assert_eq!(refused.exit, 2, "{refused:?}");
    assert!(refused.trouble.contains("no such file"), "{refused:?}");
    // Kept beside the database when nothing is said.
    let served = Served::start(&home.join("data"), &[]);
    assert_eq!(served.stop().exit, 0);
    let beside = home.join("data").join("checkpoints.txt");
    assert_eq!(fs::read_to_string(&beside).unwrap().lines().count(), 2);
    fs::copy(&beside, older.join("checkpoints.txt")).unwrap();
    let refused = tirek([
        "serve".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--data".as_ref(),
        older.as_os_str(),
    ]);
    assert_eq!(refused.exit, 2, "{refused:?}");
    let verified = tirek([
        "verify".as_ref(),
        "--data".as_ref(),
        older.as_os_str(),
        "--checkpoint".as_ref(),
        file.as_os_str(),
    ]);
    assert_eq!(verified.exit, 1, "{verified:?}");
    assert!(
        verified.out.contains("this is an older database"),
        "{verified:?}"
    );
}

#[test]
fn archives_of_shred_keys_are_removed_when_their_time_is_over() {
    let backup = backed_up();
    let folder = backup.home.path().join("backups");
    let old = folder.join("tirek-shred-keys-20220101T000000Z.tirek");
    let old_data = folder.join("tirek-data-20220101T000000Z.tirek");
    let foreign = folder.join("tirek-shred-keys-of-somebody.tirek");
    let broken_off = folder.join("tirek-shred-keys-20220102T000000Z.tirek.unfinished");
    for file in [&old, &old_data, &foreign, &broken_off] {
        fs::write(file, b"x").unwrap();
    }
    let made = back_up(backup.home.path());
    assert_eq!(made.exit, 0, "{made:?}");
    assert!(made.out.contains("removed"), "{made:?}");
    assert!(!old.exists() && old_data.exists() && foreign.exists());
    assert!(!broken_off.exists(), "what was broken off holds keys too");
}

#[test]
fn kits_are_typed_back_at_once() {
    let refused = tirek_told(["kit", "custodians"], "AAAA\n");
    assert_eq!(refused.exit, 2);
    assert!(refused.trouble.contains("begin again"), "{refused:?}");
    let printed = tirek(["kit", "custodians", "--untested"]);
    assert_eq!(printed.out.matches("/ 3").count(), 3, "{printed:?}");
    let kit = kit_of(&printed);
    let tested = tirek_told(["kit", "test"], &format!("{}\n", kit.to_lowercase()));
    assert_eq!(
        (tested.exit, tested.out.contains("custodian")),
        (0, true),
        "{tested:?}"
    );
    assert_eq!(
        tirek_told(["kit", "test"], &format!("{}\n", &kit[1..])).exit,
        2
    );
    let backup = backed_up();
    let public = backup.home.path().join("backup.pub");
    let test = [
        "kit".as_ref(),
        "test".as_ref(),
        "--public".as_ref(),
        public.as_os_str(),
    ];
    assert_eq!(tirek_told(test, &format!("{}\n", backup.kit)).exit, 0);
    assert_eq!(tirek_told(test, &format!("{}\n", backed_up().kit)).exit, 2);
}
