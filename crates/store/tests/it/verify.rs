//! Whoever changes the database behind the program's back is found out, without any key of staff.

use store::{
    Role,
    verify::{At, Broken},
};

use crate::{
    exchanges::sent,
    house::{Folder, House, On},
    papers,
};

/// A house with something of everything in it, and the code of its file.
async fn lived_in(house: &House) -> String {
    let centre = house.centre().await;
    let office = house.authorized_body().await;
    house.staff(&centre.head, "ann", &[Role::Specialist]).await;
    let folder = sent(house, &centre.head, &office.body.code).await;
    house
        .store
        .open_file(&centre.head, &folder.code)
        .await
        .unwrap();
    let report = house.store.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
    house.take_triggers_away().await;
    folder.code
}

async fn finds(house: &House, harm: &str) -> Vec<(At, Broken)> {
    house.tamper(harm).await;
    let report = house.store.verify().await.unwrap();
    assert!(!report.is_whole(), "not found: {harm}");
    for problem in &report.problems {
        let words = problem.to_string();
        let of_no_body = matches!(problem.at, At::Server | At::Table(_));
        assert!(
            of_no_body || words.starts_with(&format!("body {}", problem.body)),
            "{words}"
        );
    }
    report
        .problems
        .into_iter()
        .map(|problem| (problem.at, problem.broken))
        .collect()
}

/// Changes the last byte of a stored value, whatever it is: what is sealed ends in chance.
fn flip(house: &House, table: &str, column: &str, row: &str) -> String {
    match house.on {
        On::Sqlite => format!(
            "UPDATE {table} SET {column} = CAST(substr({column}, 1, length({column}) - 1)
                 || CASE substr({column}, length({column})) WHEN x'5a' THEN x'a5' ELSE x'5a' END AS BLOB) WHERE {row}"
        ),
        On::Postgres => format!(
            "UPDATE {table} SET {column} = set_bit({column}, 8 * (octet_length({column}) - 1),
                 1 - get_bit({column}, 8 * (octet_length({column}) - 1))) WHERE {row}"
        ),
    }
}

const ACT: &str =
    "number = (SELECT MAX(number) FROM entry WHERE class = 'act' AND file IS NOT NULL)";

on_both! {
    async fn a_changed_entry_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, &format!("UPDATE entry SET recorded_at = '2022-01-01T00:00:00Z' WHERE {ACT}")).await;
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Entry(_)) && *broken == Broken::EntryChanged));
    }

    async fn an_entry_given_to_another_person_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, &format!(
            "UPDATE entry SET account = (SELECT account FROM account WHERE login = 'ann') WHERE {ACT}"
        )).await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SignatureWrong));
    }

    async fn an_entry_cut_out_of_the_middle_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, "DELETE FROM entry WHERE number = 3").await;
        assert!(found.iter().any(|(at, broken)| *at == At::Entry(4) && *broken == Broken::NumberMissing), "{found:?}");
    }

    async fn a_cut_tail_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, "DELETE FROM entry WHERE number = (SELECT MAX(number) FROM entry)").await;
        assert!(found.iter().any(|(at, broken)| *at == At::Body && *broken == Broken::EndMoved), "{found:?}");
    }

    async fn two_entries_that_changed_places_are_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house,
            "UPDATE entry SET number = -1 WHERE number = 3; UPDATE entry SET number = 3 WHERE number = 4;
             UPDATE entry SET number = 4 WHERE number = -1").await;
        assert!(found.len() >= 2, "{found:?}");
    }

    async fn a_changed_sealed_body_is_found(house: House) {
        lived_in(&house).await;
        let harm = flip(&house, "sealed_body", "sealed", ACT);
        let found = finds(&house, &harm).await;
        assert!(found.iter().all(|(at, broken)| matches!(at, At::Entry(_)) && *broken == Broken::SealedChanged));
    }

    async fn a_sealed_body_taken_away_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, &format!("DELETE FROM sealed_body WHERE {ACT}")).await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SealedChanged));
    }

    async fn a_changed_or_lost_document_is_found(house: House) {
        lived_in(&house).await;
        let harm = flip(&house, "document", "sealed", "part = 0");
        let found = finds(&house, &harm).await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SealedChanged));
        let found = finds(&house, "DELETE FROM document").await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SealedChanged));
    }

    async fn a_changed_duty_is_found(house: House) {
        let code = lived_in(&house).await;
        let found = finds(&house, "UPDATE duty SET from_day = '2022-02-02'").await;
        assert!(found.contains(&(At::File(code.clone()), Broken::RowsChanged)), "{found:?}");
    }

    async fn a_moved_due_day_is_found(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let found = finds(&house, "UPDATE duty SET due_day = '2022-12-31'").await;
        assert_eq!(found, [(At::File(folder.code.clone()), Broken::DueDayChanged)]);
    }

    async fn a_duty_or_a_summary_taken_away_is_found(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let found = finds(&house, "DELETE FROM duty").await;
        assert_eq!(found, [(At::File(folder.code.clone()), Broken::RowsChanged)]);
        let found = finds(&house, "DELETE FROM file_row").await;
        assert_eq!(found, [(At::File(folder.code.clone()), Broken::RowsMissing)]);
    }

    async fn an_account_with_other_keys_or_another_lock_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house,
            "UPDATE account SET password_lock = (SELECT password_lock FROM account WHERE login = 'ann')
             WHERE login = 'head'").await;
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Account(_)) && *broken == Broken::AccountChanged));
        let found = finds(&house,
            "UPDATE account SET public_keys = (SELECT public_keys FROM account WHERE login = 'ann')
             WHERE login = 'head'").await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SignatureWrong));
    }

    async fn another_servers_key_is_found(house: House) {
        house.centre().await;
        assert!(house.store.sign_in("head", "not the password at all").await.is_err());
        house.tamper("UPDATE server SET public_key = private_key").await;
        let report = house.store.verify().await.unwrap();
        let first = &report.problems[0];
        assert_eq!((&first.at, first.broken), (&At::Server, Broken::Unreadable));
        assert!(first.to_string().starts_with("the server's key:"));
        house.tamper("DELETE FROM server").await;
        let with_a_new_key = house.another_program().await;
        let report = with_a_new_key.verify().await.unwrap();
        let wrong = report.problems.iter().filter(|problem| problem.broken == Broken::SignatureWrong).count();
        assert_eq!(wrong, 1, "the failed sign-in was signed by another server");
        with_a_new_key.close().await;
    }

    async fn an_entry_of_a_person_cannot_be_turned_into_one_of_the_server(house: House) {
        house.centre().await;
        house.take_triggers_away().await;
        let found = finds(&house, "UPDATE entry SET account = 'server' WHERE class = 'sign_in'").await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::AuthorUnknown));
        let found = finds(&house, "UPDATE entry SET account = (SELECT account FROM account), class = 'sign_in_failed'
            WHERE class = 'sign_in'").await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::AuthorUnknown));
    }

    async fn a_compartment_given_or_taken_behind_the_heads_back_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house,
            "DELETE FROM compartment_holder WHERE compartment = 'identity'
             AND account = (SELECT account FROM account WHERE login = 'ann')").await;
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Account(_)) && *broken == Broken::AccountChanged));
    }

    async fn a_public_half_of_an_attacker_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house,
            "UPDATE compartment SET public_key = (SELECT public_key FROM compartment WHERE compartment = 'house'
             ORDER BY body LIMIT 1) WHERE compartment = 'medical'").await;
        assert!(found.iter().any(|(at, broken)| *at == At::Body && *broken == Broken::BodyChanged));
    }

    async fn an_exchange_turned_to_another_file_or_body_is_found(house: House) {
        lived_in(&house).await;
        let found = finds(&house, "UPDATE exchange SET to_body = body").await;
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Entry(_)) && *broken == Broken::SealedChanged));
        let found = finds(&house, "UPDATE exchange SET entries = 7").await;
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Exchange(_)) && *broken == Broken::CountChanged));
    }

    async fn a_lost_shred_key_is_told(house: House) {
        let code = lived_in(&house).await;
        let found = finds(&house, &format!("DELETE FROM shred_key WHERE file = '{code}'")).await;
        assert_eq!(found, [(At::File(code.clone()), Broken::ShredKeyMissing)]);
    }

    async fn what_was_moved_into_another_file_does_not_open_there(house: House) {
        let centre = house.centre().await;
        let one = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let other = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        house.tamper(&format!(
            "UPDATE sealed_body SET sealed = (SELECT s.sealed FROM sealed_body s JOIN entry e ON e.body = s.body AND
                 e.number = s.number WHERE e.file = '{}' AND e.class = 'act')
             WHERE number = (SELECT number FROM entry WHERE file = '{}' AND class = 'act')",
            one.code, other.code
        )).await;
        assert!(house.store.open_file(&centre.head, &other.code).await.is_err());
        assert!(house.store.open_file(&centre.head, &one.code).await.is_ok());
        assert!(!house.store.verify().await.unwrap().is_whole());
    }

    async fn the_report_says_how_far_each_chain_has_come(house: House) {
        let centre = house.centre().await;
        let before = house.store.verify().await.unwrap();
        Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let after = house.store.verify().await.unwrap();
        assert_eq!((before.chains.len(), before.chains[0].name.as_str()), (1, "Centre in Almaty"));
        assert_eq!(after.chains[0].entries, before.chains[0].entries + 1);
        assert_ne!(after.chains[0].hash, before.chains[0].hash);
    }
}
