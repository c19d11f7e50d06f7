//! Backups: made while others write, opened by the kit alone, restored into either database, whole or not at all.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use jiff::Timestamp;
use rand_core::UnwrapErr;
use sealed::{BackupKit, chain::SignedCheckpoint};
use store::{
    Role, Session, Store,
    backup::{RestoreError, Restored, Source, restore},
    verify::Broken,
};

use crate::{
    exchanges::sent,
    house::{Folder, Ground, House, On, PASSWORD, config},
    papers,
};

pub struct Backup {
    pub kit: BackupKit,
    pub data: Vec<u8>,
    pub keys: Vec<u8>,
    checkpoints: Vec<String>,
}

pub fn a_kit() -> BackupKit {
    BackupKit::generate(&mut UnwrapErr(getrandom::SysRng))
}

pub async fn back_up(store: &Store, kit: BackupKit) -> Backup {
    let (mut data, mut keys) = (Vec::new(), Vec::new());
    let made = store
        .back_up(&kit.public(), &mut data, &mut keys)
        .await
        .unwrap();
    assert!(made.data.iter().all(|table| table.table != "shred_key"));
    assert!(
        made.shred_keys
            .iter()
            .any(|table| table.table == "shred_key")
    );
    Backup {
        kit,
        data,
        keys,
        checkpoints: made.checkpoints,
    }
}

/// Restores into a fresh database of that kind and lends it.
pub async fn restored_into<T>(
    on: On,
    data: &[u8],
    keys: &[u8],
    kit: &BackupKit,
    checkpoints: &[SignedCheckpoint],
    look: impl AsyncFnOnce(Result<(Store, Restored), RestoreError>) -> T,
) -> T {
    restored_at(on, data, keys, kit, checkpoints, async |_, restored| {
        look(restored).await
    })
    .await
}

/// The same, and lends the address of the database too.
pub async fn restored_at<T>(
    on: On,
    data: &[u8],
    keys: &[u8],
    kit: &BackupKit,
    checkpoints: &[SignedCheckpoint],
    look: impl AsyncFnOnce(&str, Result<(Store, Restored), RestoreError>) -> T,
) -> T {
    let ground = Ground::lay(on).await;
    let clock = Arc::new(Mutex::new(
        "2022-03-28T09:00:00Z".parse::<Timestamp>().unwrap(),
    ));
    let source = Source {
        data,
        shred_keys: keys,
    };
    let restored = restore(&ground.url, config(&clock), source, kit, checkpoints).await;
    let seen = look(&ground.url, restored).await;
    ground.clear().await;
    seen
}

pub async fn signed_in(store: &Store, login: &str) -> Session {
    let (token, _) = store.sign_in(login, PASSWORD).await.unwrap();
    store.session(&token.to_text()).await.unwrap()
}

/// A house with something of everything in it: the code of its file.
async fn lived_in(house: &House) -> String {
    let centre = house.centre().await;
    let office = house.authorized_body().await;
    let ann = house
        .staff(
            &centre.head,
            "ann",
            &[Role::Specialist, Role::Identification],
        )
        .await;
    let folder = sent(house, &ann, &office.body.code).await;
    folder.open(&ann).await;
    folder.code
}

on_both! {
    async fn what_was_backed_up_opens_again_in_both_databases(house: House) {
        let code = lived_in(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        for on in [On::Sqlite, On::Postgres] {
            restored_into(on, &backup.data, &backup.keys, &backup.kit, &[], async |restored| {
                let (store, restored) = restored.unwrap();
                assert!(restored.report.is_whole(), "{:?}", restored.report.problems);
                assert_eq!(restored.checkpoints, backup.checkpoints);
                let ann = signed_in(&store, "ann").await;
                let opened = store.open_file(&ann, &code).await.unwrap();
                assert_eq!(opened.address, "Aliya");
                for document in &opened.documents {
                    let document = store.document(&ann, &code, &document.id).await.unwrap();
                    assert!(document.missing.is_empty());
                }
                let officer = signed_in(&store, "officer").await;
                assert_eq!(store.exchanges(&officer).await.unwrap().len(), 1);
                let rebuilt = store.rebuild(&ann).await.unwrap();
                assert_eq!((rebuilt.folded, rebuilt.mended.len()), (1, 0));
                // Work goes on, and the record with it.
                Folder::begin_in(&store, &ann, "Dana", &[papers::application("Other")]).await;
                assert!(store.verify().await.unwrap().is_whole());
                store.close().await;
            }).await;
        }
    }

    async fn nobody_who_was_signed_in_is_signed_in_after_restoring(house: House) {
        lived_in(&house).await;
        let (token, _) = house.store.sign_in("ann", PASSWORD).await.unwrap();
        let backup = back_up(&house.store, a_kit()).await;
        restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &[], async |restored| {
            let (store, _) = restored.unwrap();
            assert!(store.session(&token.to_text()).await.is_err());
            store.close().await;
        }).await;
    }

    async fn a_backup_shows_nothing_without_the_kit(house: House) {
        lived_in(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        let all = [backup.data.as_slice(), &backup.keys].concat();
        for word in ["Aliya", "Canary", "Aigerim Head", "Centre in Almaty", "shred_key", "sealed_body", "officer"] {
            assert!(!all.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
        restored_into(house.on, &backup.data, &backup.keys, &a_kit(), &[], async |restored| {
            assert!(matches!(restored, Err(RestoreError::Archive { .. })));
        }).await;
    }

    async fn a_damaged_backup_is_refused_and_leaves_nothing(house: House) {
        lived_in(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        let ground = Ground::lay(house.on).await;
        let clock = Arc::new(Mutex::new(house.now()));
        let mut harmed = Vec::new();
        for at in [backup.data.len() / 2, backup.data.len() - 1] {
            let mut data = backup.data.clone();
            data[at] ^= 1;
            harmed.push((data, backup.keys.clone()));
        }
        harmed.push((backup.data[..backup.data.len() - 100].to_vec(), backup.keys.clone()));
        let mut keys = backup.keys.clone();
        let last = keys.len() - 1;
        keys[last] ^= 1;
        harmed.push((backup.data.clone(), keys));
        harmed.push((backup.keys.clone(), backup.data.clone()));
        for (data, keys) in harmed {
            let source = Source { data: data.as_slice(), shred_keys: keys.as_slice() };
            assert!(restore(&ground.url, config(&clock), source, &backup.kit, &[]).await.is_err());
        }
        let source = Source { data: backup.data.as_slice(), shred_keys: backup.keys.as_slice() };
        let (store, _) = restore(&ground.url, config(&clock), source, &backup.kit, &[]).await.unwrap();
        store.close().await;
        ground.clear().await;
    }

    async fn a_database_that_is_not_empty_is_left_alone(house: House) {
        lived_in(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        let before = house.count("SELECT COUNT(*) FROM entry").await;
        let clock = Arc::new(Mutex::new(house.now()));
        let source = Source { data: backup.data.as_slice(), shred_keys: backup.keys.as_slice() };
        let refused = restore(&house.url, config(&clock), source, &backup.kit, &[]).await;
        assert!(matches!(refused, Err(RestoreError::NotEmpty)));
        assert_eq!(house.count("SELECT COUNT(*) FROM entry").await, before);
    }

    async fn a_backup_older_than_the_checkpoint_is_refused(house: House) {
        lived_in(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        let then = house.store.checkpoints().await.unwrap();
        house.sign_in("head").await;
        let now = house.store.checkpoints().await.unwrap();
        restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &now, async |restored| {
            let Err(RestoreError::Older(problems)) = restored else { panic!("restored") };
            assert_eq!(problems[0].broken, Broken::TailCut);
        }).await;
        restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &then, async |restored| {
            restored.unwrap().0.close().await;
        }).await;
    }

    async fn older_keys_are_refused_and_later_keys_open_older_data(house: House) {
        let code = lived_in(&house).await;
        let kit = a_kit();
        let text = kit.to_text();
        let first = back_up(&house.store, kit).await;
        house.wait_minutes(60);
        let ann = house.sign_in("ann").await;
        Folder::begin(&house, &ann, "Dana", &[papers::application("Other")]).await;
        let second = back_up(&house.store, BackupKit::from_text(&text).unwrap()).await;
        restored_into(house.on, &second.data, &first.keys, &first.kit, &[], async |restored| {
            assert!(matches!(restored, Err(RestoreError::KeysOlder { .. })));
        }).await;
        restored_into(house.on, &first.data, &second.keys, &first.kit, &[], async |restored| {
            let (store, restored) = restored.unwrap();
            assert!(restored.erased_since.is_empty());
            let ann = signed_in(&store, "ann").await;
            assert!(store.open_file(&ann, &code).await.is_ok());
            assert_eq!(store.files(&ann).await.unwrap().len(), 1);
            store.close().await;
        }).await;
    }

    async fn a_file_erased_since_opens_from_no_older_data(house: House) {
        let code = lived_in(&house).await;
        let kit = a_kit();
        let text = kit.to_text();
        let older = back_up(&house.store, kit).await;
        house.wait_minutes(60);
        house.tamper(&format!("DELETE FROM shred_key WHERE file = '{code}'")).await;
        let later = back_up(&house.store, BackupKit::from_text(&text).unwrap()).await;
        restored_into(house.on, &older.data, &later.keys, &older.kit, &[], async |restored| {
            let (store, restored) = restored.unwrap();
            assert_eq!(restored.erased_since, std::slice::from_ref(&code));
            let head = signed_in(&store, "head").await;
            assert!(store.open_file(&head, &code).await.is_err());
            assert!(store.files(&head).await.unwrap().is_empty());
            store.close().await;
        }).await;
    }

    async fn a_backup_is_of_one_moment_while_others_write(house: House) {
        let centre = house.centre().await;
        let other = house.another_program().await;
        let head = house.sign_in("head").await;
        drop(centre);
        let enough = Arc::new(AtomicBool::new(false));
        let told = enough.clone();
        let writing = tokio::spawn(async move {
            let mut number = 0;
            while !told.load(Ordering::Relaxed) {
                number += 1;
                Folder::begin_in(&other, &head, &format!("Person {number}"), &[papers::application("Canary")]).await;
            }
            other.close().await;
        });
        // Three during each of which somebody wrote.
        let mut taken = Vec::new();
        for _ in 0..40 {
            let before = house.count("SELECT COUNT(*) FROM file").await;
            let backup = back_up(&house.store, a_kit()).await;
            if house.count("SELECT COUNT(*) FROM file").await > before {
                taken.push(backup);
            }
            if taken.len() == 3 {
                break;
            }
        }
        assert_eq!(taken.len(), 3, "nobody writes while a backup is made");
        enough.store(true, Ordering::Relaxed);
        writing.await.unwrap();
        for backup in taken {
            restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &[], async |restored| {
                let (store, restored) = restored.unwrap();
                assert!(restored.report.is_whole());
                store.close().await;
            }).await;
        }
    }

    async fn a_backup_made_whole_of_a_broken_record_is_refused(house: House) {
        lived_in(&house).await;
        house.take_triggers_away().await;
        house.tamper("UPDATE entry SET recorded_at = '2022-03-28T05:00:01Z' WHERE number = 2").await;
        let backup = back_up(&house.store, a_kit()).await;
        restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &[], async |restored| {
            assert!(matches!(restored, Err(RestoreError::NotWhole(_))));
        }).await;
    }
}
