//! A document opens to a program of another make, from the tables and a password, as `SECURITY.md` describes it.

use std::{
    collections::BTreeMap,
    env,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use standard::{
    annex::{Document, FileOf, FormKind},
    compartment::Compartment,
};
use store::Role;

use crate::{
    house::{DAY, Folder, House, On, PASSWORD, run},
    papers,
};

/// The parts of a document that the script opens for somebody.
fn opened_elsewhere(
    house: &House,
    login: &str,
    password: &str,
    document: &str,
) -> Result<BTreeMap<Compartment, Value>, String> {
    let python = env::var("TIREK_OPENER_PYTHON").expect(
        "TIREK_OPENER_PYTHON is not set: it names a Python in which `cryptography` and `nacl` can be imported",
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sealed/tests/open_envelope.py");
    let database = house.url.strip_prefix("sqlite:").unwrap();
    let mut running = Command::new(&python)
        .arg(script)
        .args(["document", database, login, document])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = running.stdin.take().unwrap();
    told.write_all(password.as_bytes()).unwrap();
    drop(told);
    let answer = running.wait_with_output().unwrap();
    if !answer.status.success() {
        return Err(String::from_utf8_lossy(&answer.stderr).into_owned());
    }
    let lines = String::from_utf8(answer.stdout).unwrap();
    let part = |line: &str| {
        let part: Value = serde_json::from_str(line).unwrap();
        let compartment = Compartment::from_name(part["compartment"].as_str().unwrap());
        (compartment.unwrap(), part["content"].clone())
    };
    Ok(lines.lines().map(part).collect())
}

#[test]
fn a_document_opens_to_another_program_with_a_password_as_far_as_its_owners_keys_go() {
    run(On::Sqlite, async |house| {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let nurse = house.staff(&centre.head, "nurse", &[Role::Nurse]).await;
        house
            .staff(&centre.head, "clerk", &[Role::Accountant])
            .await;
        let application = papers::application("Canary");
        let mut folder = Folder::begin(&house, &ann, "Aliya", &[application]).await;
        let act = json!({"act": "registration_card_filled", "reported_to_police": "refused",
            "refused_on": DAY.to_string()});
        // She holds neither the medical nor the legal part of what she writes.
        folder
            .does(&ann, act, &[papers::card("Canary", "asthma")])
            .await;
        let documents = folder.open(&ann).await.documents;
        let card = documents
            .iter()
            .find(|head| head.form == FormKind::Annex4)
            .unwrap();
        for (login, session) in [("head", &centre.head), ("ann", &ann), ("nurse", &nurse)] {
            let parts = opened_elsewhere(&house, login, PASSWORD, &card.id).unwrap();
            let merged = Document::merge(FormKind::Annex4, FileOf::Adult, parts);
            let ours = house.store.document(session, &folder.code, &card.id).await;
            let ours = ours.unwrap();
            assert_eq!(
                (merged.value, merged.missing),
                (ours.value, ours.missing),
                "{login}"
            );
        }
        let of_head = opened_elsewhere(&house, "head", PASSWORD, &card.id).unwrap();
        assert_eq!(of_head[&Compartment::Medical]["health"], json!("asthma"));
        assert_eq!(of_head.len(), 3);
        let of_clerk = opened_elsewhere(&house, "clerk", PASSWORD, &card.id).unwrap();
        assert!(of_clerk.is_empty(), "she holds no key of any file");
        assert!(opened_elsewhere(&house, "head", "another password", &card.id).is_err());
    });
}
