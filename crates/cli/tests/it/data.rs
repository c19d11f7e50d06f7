//! Data folders and bodies: migrate, body add, verify, rebuild, serve on a new folder.

use std::path::Path;

use crate::program::{Answer, Served, tirek, tirek_told};

pub const PASSWORD: &str = "correct horse battery staple";

pub fn add_body(folder: &Path, name: &str, login: &str, password: &str) -> Answer {
    tirek_told(
        [
            "body".as_ref(),
            "add".as_ref(),
            "--data".as_ref(),
            folder.as_os_str(),
            "--name".as_ref(),
            name.as_ref(),
            "--kind".as_ref(),
            "authorized-body".as_ref(),
            "--login".as_ref(),
            login.as_ref(),
            "--head".as_ref(),
            "Басшыбаева Ұлағат".as_ref(),
        ],
        &format!("{password}\n"),
    )
}

fn on(command: &str, folder: &Path) -> Answer {
    tirek([command.as_ref(), "--data".as_ref(), folder.as_os_str()])
}

#[cfg(unix)]
#[test]
fn the_data_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;

    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("deep").join("data");
    assert_eq!(on("migrate", &folder).exit, 0);
    assert_eq!(
        std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
        0o700
    );
    assert!(folder.join("tirek.sqlite").exists());
    assert_eq!(on("migrate", &folder).exit, 0, "twice is once");
}

#[test]
fn a_body_is_added_with_a_password_from_standard_input() {
    let home = tempfile::tempdir().unwrap();
    let added = add_body(home.path(), "Office", "head", PASSWORD);
    assert_eq!(added.exit, 0, "{added:?}");
    assert!(added.out.contains("Office"));
    assert_eq!(
        add_body(home.path(), "Office", "other", PASSWORD).exit,
        2,
        "the name is taken"
    );
    assert_eq!(
        add_body(home.path(), "Another", "head", PASSWORD).exit,
        2,
        "the login is taken"
    );
    assert_eq!(
        add_body(home.path(), "Another", "other", "too short").exit,
        2
    );
    assert_eq!(add_body(home.path(), "Another", "other", "").exit, 2);
    let listed = tirek([
        "body".as_ref(),
        "list".as_ref(),
        "--data".as_ref(),
        home.path().as_os_str(),
    ]);
    assert_eq!(listed.out, added.out);
    assert_eq!(on("verify", home.path()).exit, 0);
}

#[test]
fn what_is_not_there_is_neither_verified_nor_made() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("nothing");
    assert_eq!(on("verify", &folder).exit, 2);
    assert!(!folder.exists());
}

#[test]
fn a_new_place_is_served_until_it_is_asked_to_stop() {
    let home = tempfile::tempdir().unwrap();
    let served = Served::start(home.path(), &[]);
    let (status, _) = served.get("/");
    assert!((200..400).contains(&status), "{status}");
    let (status, _) = served.get("/people/%D0%92%D0%B5%D1%80%D0%B0/nowhere/at/all?name=Secretname");
    assert_eq!(status, 404);
    let stopped = served.stop();
    assert_eq!(stopped.exit, 0, "{stopped:?}");
    assert!(
        stopped.out.contains("sets up the first organization"),
        "{stopped:?}"
    );
    assert!(
        stopped.trouble.contains("GET / "),
        "one line for each request: {stopped:?}"
    );
    assert!(
        !stopped.trouble.contains("Secretname"),
        "what somebody typed is not logged: {stopped:?}"
    );
    assert!(!stopped.trouble.contains("%D0"), "{stopped:?}");
}

#[test]
fn a_demonstration_is_not_made_among_other_data() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(add_body(home.path(), "Office", "head", PASSWORD).exit, 0);
    let refused = tirek([
        "serve".as_ref(),
        "--demo".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--data".as_ref(),
        home.path().as_os_str(),
    ]);
    assert_eq!(refused.exit, 2);
    assert!(refused.trouble.contains("holds other data"), "{refused:?}");
}
