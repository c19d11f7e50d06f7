//! Keeping and erasing: nobody is erased too early or under a hold, and what was erased opens to nobody, from no backup.

use jiff::civil::date;
use sealed::BackupKit;
use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};
use standard::{annex::FormKind, retention::Retention};
use store::{OpenError, Role, erasure::ErasureError, verify::Broken};

use crate::{
    backups::{a_kit, back_up, restored_into, signed_in},
    exchanges::{recognised, sent},
    house::{Centre, DAY, Folder, House, On},
    papers,
};

/// A file that ended on [`DAY`] with services refused.
async fn ended<'a>(house: &'a House, centre: &Centre) -> Folder<'a> {
    let mut folder = recognised(house, &centre.head).await;
    refuse(&mut folder, centre).await;
    folder
}

async fn refuse(folder: &mut Folder<'_>, centre: &Centre) {
    let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "not_recognised", "indicators": [3],
        "signatories": ["organization", "authorized_body"]});
    folder
        .does(&centre.head, sheet, &[papers::evaluation_sheet("Canary")])
        .await;
    folder
        .does(&centre.head, json!({"act": "services_refused"}), &[])
        .await;
}

on_both! {
    async fn a_file_is_erased_when_its_term_is_over_and_not_a_day_before(house: House) {
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        let going_on = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        let store = &house.store;
        let code = folder.code.as_str();
        let kept = store.keeping(&centre.head).await.unwrap();
        assert_eq!(kept.len(), 1, "what goes on is not in the list");
        assert_eq!((kept[0].ended_on, kept[0].years), (Some(DAY), 5));
        assert_eq!(kept[0].erasable_on, Some(date(2028, 1, 1)));
        assert!(matches!(store.erase(&centre.head, &going_on.code, "No. 1").await, Err(ErasureError::NotEnded)));
        house.wait_until(date(2027, 12, 31));
        let head = house.sign_in("head").await;
        assert!(matches!(store.erase(&head, code, "No. 1").await, Err(ErasureError::KeptUntil(day)) if day == date(2028, 1, 1)));
        house.wait_until(date(2028, 1, 1));
        let head = house.sign_in("head").await;
        let erasure = store.erase(&head, code, "No. 1 of the head").await.unwrap();
        assert_eq!((erasure.acts, erasure.documents[&FormKind::Annex2]), (5, 2));
        assert_eq!((erasure.aggregate.stage.as_str(), erasure.aggregate.from_year), ("refused", 2022));
        assert!(matches!(store.open_file(&head, code).await, Err(OpenError::NotFound)));
        assert_eq!(store.files(&head).await.unwrap().len(), 1);
        assert_eq!(store.rebuild(&head).await.unwrap().folded, 1);
        let told = store.erasures(&head).await.unwrap();
        assert_eq!((told.len(), &told[0].erasure, told[0].by.as_str()), (1, &erasure, "Aigerim Head"));
        let report = store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
        assert!(matches!(store.erase(&head, code, "No. 1").await, Err(ErasureError::NotFound)));
    }

    async fn what_was_erased_opens_with_no_key_that_remains_and_from_no_older_data(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = sent(&house, &centre.head, &office.body.code).await;
        let exchange = house.store.exchanges(&office.head).await.unwrap()[0].id.clone();
        let declined = crate::house::act(json!({"act": "permit_declined", "reason": "a page"}));
        let seq = house.store.open_exchange(&office.head, &exchange).await.unwrap().summary.seq;
        house.store.act_in_exchange(&office.head, &exchange, seq, crate::house::an_id(), DAY, declined).await.unwrap();
        refuse(&mut folder, &centre).await;
        let documents = folder.open(&centre.head).await.documents;
        let kit = a_kit();
        let text = kit.to_text();
        let older = back_up(&house.store, kit).await;
        house.wait_until(date(2028, 1, 1));
        let head = house.sign_in("head").await;
        let keys = house.values("shred_key", "shred_key").await.len();
        house.store.erase(&head, &folder.code, "No. 1").await.unwrap();
        assert_eq!(house.values("shred_key", "shred_key").await.len(), keys - 2, "the file's and the exchange's");
        let officer = house.sign_in("officer").await;
        assert!(house.store.open_exchange(&officer, &exchange).await.is_err());
        assert!(house.store.exchanges(&officer).await.unwrap().is_empty());
        assert!(house.store.verify().await.unwrap().is_whole());
        let later = back_up(&house.store, BackupKit::from_text(&text).unwrap()).await;
        restored_into(house.on, &older.data, &later.keys, &older.kit, &[], async |restored| {
            let (store, restored) = restored.unwrap();
            assert_eq!(restored.erased_since.len(), 2);
            let (head, officer) = (signed_in(&store, "head").await, signed_in(&store, "officer").await);
            assert!(store.open_file(&head, &folder.code).await.is_err());
            assert!(store.open_exchange(&officer, &exchange).await.is_err());
            for document in &documents {
                assert!(store.document(&head, &folder.code, &document.id).await.is_err());
            }
            store.close().await;
        }).await;
    }

    async fn the_bytes_of_a_destroyed_shred_key_are_nowhere_in_the_database_files(house: House) {
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        let before = house.values("shred_key", "shred_key").await;
        house.wait_until(date(2028, 1, 1));
        let head = house.sign_in("head").await;
        house.store.erase(&head, &folder.code, "No. 1").await.unwrap();
        let after = house.values("shred_key", "shred_key").await;
        let gone: Vec<_> = before.iter().filter(|key| !after.contains(key)).collect();
        assert_eq!(gone.len(), 1);
        let stored = house.everything_stored().await;
        assert!(!stored.windows(32).any(|window| window == gone[0].as_slice()));
        assert!(stored.windows(32).any(|window| window == after[0].as_slice()), "the same search finds one that is there");
    }

    async fn what_somebody_reads_while_it_is_erased_is_cleared_from_the_disk_afterwards(house: House) {
        if house.on == On::Postgres {
            // It has no log of its own that could be emptied.
            return;
        }
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        let before = house.values("shred_key", "shred_key").await;
        house.wait_until(date(2028, 1, 1));
        let head = house.sign_in("head").await;
        let mut backup = SqliteConnection::connect(&house.url).await.unwrap();
        let mut reading = backup.begin().await.unwrap();
        sqlx::query("SELECT COUNT(*) FROM shred_key").fetch_one(&mut *reading).await.unwrap();
        house.store.erase(&head, &folder.code, "No. 1").await.unwrap();
        assert!(!house.store.forget_what_was_deleted().await.unwrap(), "it is not said to be gone");
        reading.rollback().await.unwrap();
        assert!(house.store.forget_what_was_deleted().await.unwrap());
        let after = house.values("shred_key", "shred_key").await;
        let gone: Vec<_> = before.iter().filter(|key| !after.contains(key)).collect();
        let stored = house.everything_stored().await;
        assert!(!stored.windows(32).any(|window| window == gone[0].as_slice()));
    }

    async fn a_hold_stops_an_erasure_until_it_is_lifted(house: House) {
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        let store = &house.store;
        let code = folder.code.as_str();
        store.lay_hold(&centre.head, code, "a court asks for it").await.unwrap();
        assert!(matches!(store.lay_hold(&centre.head, code, "again").await, Err(ErasureError::Held)));
        house.wait_until(date(2040, 1, 1));
        let head = house.sign_in("head").await;
        assert!(matches!(store.erase(&head, code, "No. 1").await, Err(ErasureError::Held)));
        assert_eq!(store.keeping(&head).await.unwrap()[0].hold.as_deref(), Some("a court asks for it"));
        store.lift_hold(&head, code, "the court has decided").await.unwrap();
        assert!(matches!(store.lift_hold(&head, code, "again").await, Err(ErasureError::NotHeld)));
        store.erase(&head, code, "No. 1").await.unwrap();
        assert!(store.verify().await.unwrap().is_whole());
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class IN ('hold', 'hold_lifted', 'erased')").await, 3);
    }

    async fn the_body_decides_how_long_and_the_longest_term_of_the_papers_counts(house: House) {
        let centre = house.centre().await;
        ended(&house, &centre).await;
        let store = &house.store;
        assert_eq!(store.retention(&centre.head).await.unwrap(), Retention::default());
        let mut rules = Retention { file: Some(3), ..Retention::default() };
        rules.documents.insert(FormKind::Annex2, 25);
        store.decide_retention(&centre.head, &rules).await.unwrap();
        assert_eq!(store.retention(&centre.head).await.unwrap(), rules);
        assert_eq!(store.keeping(&centre.head).await.unwrap()[0].years, 25);
        rules.file = Some(0);
        assert!(matches!(store.decide_retention(&centre.head, &rules).await, Err(ErasureError::Unusable)));
    }

    async fn only_the_head_with_a_fresh_proof_holds_decides_and_erases(house: House) {
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        house.wait_until(date(2028, 1, 1));
        let (store, code) = (&house.store, folder.code.as_str());
        let head = house.sign_in("head").await;
        let ann = house.staff(&head, "ann", &[Role::Specialist]).await;
        assert!(matches!(store.keeping(&ann).await, Err(ErasureError::NotFound)));
        assert!(matches!(store.lay_hold(&ann, code, "why").await, Err(ErasureError::NotFound)));
        assert!(matches!(store.erase(&ann, code, "No. 1").await, Err(ErasureError::NotFound)));
        assert!(matches!(store.decide_retention(&ann, &Retention::default()).await, Err(ErasureError::NotFound)));
        assert!(matches!(store.erase(&head, code, "  ").await, Err(ErasureError::Unusable)));
        let (token, _) = store.sign_in("head", crate::house::PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let stale = store.session(&token.to_text()).await.unwrap();
        assert!(matches!(store.erase(&stale, code, "No. 1").await, Err(ErasureError::ProofNeeded)));
    }

    async fn an_erasure_undone_or_invented_behind_the_programs_back_is_found(house: House) {
        let centre = house.centre().await;
        let folder = ended(&house, &centre).await;
        let other = ended(&house, &centre).await;
        house.wait_until(date(2028, 1, 1));
        let head = house.sign_in("head").await;
        house.store.erase(&head, &folder.code, "No. 1").await.unwrap();
        for harm in [
            format!("UPDATE file SET state = 'closed' WHERE file = '{}'", folder.code),
            format!("UPDATE file SET state = 'erased' WHERE file = '{}'", other.code),
            format!("INSERT INTO shred_key SELECT body, '{}', shred_key FROM shred_key WHERE file = 'record'", folder.code),
        ] {
            house.tamper(&harm).await;
            let report = house.store.verify().await.unwrap();
            assert!(report.problems.iter().any(|each| each.broken == Broken::ErasureUndone), "{harm}");
        }
    }
}
