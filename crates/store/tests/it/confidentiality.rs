//! What must not leak: to other bodies, to other roles, to whoever holds the disk.

use std::collections::BTreeSet;

use serde_json::json;
use standard::compartment::Compartment;
use store::{
    ActError, NewAct, OpenError, ReadingOf, Role,
    clear::{COLUMNS, Kept},
};

use crate::{
    house::{DAY, Folder, House, account, act, an_id, centre},
    papers,
};

/// Text that would be found anywhere, in the spellings in which databases and programs write bytes.
pub fn is_found(canary: &str, stored: &[u8]) -> bool {
    let utf8 = canary.as_bytes().to_vec();
    let utf16: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let escaped = serde_json::to_string(canary)
        .unwrap()
        .trim_matches('"')
        .as_bytes()
        .to_vec();
    let hex: String = utf8.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut spellings = vec![
        utf8.clone(),
        utf16,
        escaped,
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    for shift in 0..3 {
        // Base 64 at each of its three alignments, without the letters that the neighbours decide.
        let mut shifted = vec![b'x'; shift];
        shifted.extend(&utf8);
        let text = base64(&shifted);
        if text.len() >= 16 {
            spellings.push(text[4..text.len() - 4].to_vec());
        }
    }
    spellings.iter().any(|spelling| {
        stored
            .windows(spelling.len())
            .any(|window| window == spelling)
    })
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD
        .encode(bytes)
        .into_bytes()
}

on_both! {
    async fn what_stands_in_clear_is_the_list_and_nothing_else(house: House) {
        let in_schema: BTreeSet<_> = house.columns().await.into_iter().collect();
        let listed: BTreeSet<_> =
            COLUMNS.iter().map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned())).collect();
        assert_eq!(COLUMNS.len(), listed.len(), "no column stands twice");
        assert_eq!(in_schema, listed);
    }

    async fn what_is_called_sealed_is_an_envelope(house: House) {
        let centre = house.centre().await;
        let other = house.authorized_body().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        let mut folder = crate::exchanges::sent(&house, &ann, &other.body.code).await;
        folder.does(&ann, json!({"act": "room_assigned", "bed": "3-1"}), &[]).await;
        let file = house.store.open_file(&centre.head, &folder.code).await.unwrap();
        let print = store::NewEnclosure {
            act_id: an_id(),
            kind: store::EnclosureKind::Print,
            media: store::Media::Pdf,
            language: Some(standard::lang::Lang::Kk),
            content: b"%PDF".to_vec(),
        };
        house.store.enclose(&centre.head, &folder.code, &file.documents[0].id, print).await.unwrap();
        assert!(house.store.sign_in("nobody", "not the password at all").await.is_err());
        let closed = crate::exchanges::recognised(&house, &ann).await;
        house.store.restrict(&centre.head, &closed.code, &[], "why").await.unwrap();
        crate::register::a_line(&house, &centre.head).await;
        crate::exchanges_by_kind::taken_up(&house, &other.head, &centre).await;
        crate::book::answered(&house, &centre).await;
        house.store.set_up_recovery(&centre.head, &crate::recovery::three_kits()).await.unwrap();
        let awaited = crate::rights::newcomer("bea", &[Role::Nurse]);
        house.store.invite(&centre.head, awaited).await.unwrap();
        let joins = crate::rights::newcomer("cora", &[Role::Nurse]);
        let joins = house.store.invite(&centre.head, joins).await.unwrap();
        house.store.join(&joins.code, crate::house::PASSWORD).await.unwrap();
        let certificates = include_bytes!("../../../sealed/tests/signatures/trusted.pem");
        house.store.trust_certificates(&centre.head, certificates).await.unwrap();
        let app = crate::second_factor::set_up(&house, &centre.head).await;
        let a_day_to_come = crate::house::DAY.saturating_add(jiff::Span::new().days(300));
        crate::demand::demanded(&house, &app, Some(a_day_to_come)).await;
        let authenticator = crate::passkey::added(&house, &centre.head).await;
        crate::passkey::sign_in(&house, &authenticator).await.unwrap();
        house.store.note_device(&centre.head, "at work").await.unwrap();
        house.store.load_year(&crate::calendar::corrected(), Some(&centre.head)).await.unwrap();
        house.store.release_figures(&centre.head, "2022-01".parse().unwrap()).await.unwrap();
        for (table, column, kept) in COLUMNS {
            let values = house.values(table, column).await;
            let may_be_empty = matches!(*table, "duty") || *column == "about" || *column == "author_key";
            assert!(may_be_empty || !values.is_empty(), "{table}.{column} was never written: the test shows nothing");
            if matches!(kept, Kept::Sealed | Kept::SealedShredKey) {
                for value in values {
                    assert!(sealed::Sealed::from_stored(value).is_ok(), "{table}.{column}");
                }
            }
        }
    }

    async fn no_name_is_found_in_the_database(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        let canaries = ["Кенесары-Канарейка", "Zhuldyz-Canary-7411", "900101400123", "asthma-canary-91", "towel-canary-5"];
        let [surname, address, iin, health, item] = canaries;
        let mut folder = Folder::begin(&house, &ann, address, &[papers::application(surname)]).await;
        let mut card = papers::card(surname, health);
        if let standard::annex::Document::Annex4(card) = &mut card {
            card.iin = iin.to_owned();
        }
        folder.does(&ann, json!({"act": "registration_card_filled", "reported_to_police": "yes"}), &[card]).await;
        folder.does(&ann, json!({"act": "item_issued", "item": item}), &[]).await;
        folder.open(&centre.head).await;
        house.store.duties(&ann).await.unwrap();
        house.store.files(&ann).await.unwrap();
        let stored = house.everything_stored().await;
        for canary in canaries.into_iter().chain(["Aigerim Head", "ann of the staff", crate::house::PASSWORD]) {
            assert!(!is_found(canary, &stored), "{canary} is in the database");
        }
        // The same search finds what does stand in clear, in each spelling.
        assert!(is_found("Centre in Almaty", &stored) && is_found(&folder.code, &stored));
        for spelled in [base64("xCentre in Almaty".as_bytes()), b"43656e74726520696e20416c6d617479".to_vec()] {
            assert!(is_found("Centre in Almaty", &spelled));
        }
    }

    async fn the_kind_of_duty_and_of_act_is_not_in_clear(house: House) {
        let centre = house.centre().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        folder.does(&centre.head, json!({"act": "contraindication_found", "kind": 3}), &[]).await;
        let stored = house.everything_stored().await;
        for word in ["refer_to_healthcare", "contraindication_found", "application_registered", "identify", "intake"] {
            assert!(!is_found(word, &stored), "{word} is in the database");
        }
    }

    async fn a_body_sees_nothing_of_another(house: House) {
        let first = house.centre().await;
        let folder = Folder::begin(&house, &first.head, "Aliya", &[papers::application("Canary")]).await;
        let id = folder.open(&first.head).await.documents[0].id.clone();
        house.store.add_body(centre("Centre in Aktobe"), account("second", "Second", &[Role::Head])).await.unwrap();
        let second = house.sign_in("second").await;
        let (store, code) = (&house.store, folder.code.as_str());
        assert!(store.files(&second).await.unwrap().is_empty());
        assert!(store.duties(&second).await.unwrap().is_empty());
        assert!(store.waiting(&second).await.unwrap().is_empty());
        assert!(matches!(store.open_file(&second, code).await, Err(OpenError::NotFound)));
        assert!(matches!(store.document(&second, code, &id).await, Err(OpenError::NotFound)));
        assert!(matches!(store.readings(&second, code).await, Err(OpenError::NotFound)));
        let new = NewAct::new(an_id(), DAY, act(json!({"act": "offence_detected"})));
        assert!(matches!(store.act(&second, code, 1, new).await, Err(ActError::NotFound)));
        assert_eq!(store.accounts(&second).await.unwrap().len(), 1);
    }

    async fn the_accountant_holds_no_key_of_any_file(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        for (login, role) in [("clerk", Role::Accountant), ("staff", Role::Hr)] {
            let session = house.staff(&centre.head, login, &[role]).await;
            let (store, code) = (&house.store, folder.code.as_str());
            assert!(!session.holds(Compartment::File));
            assert!(store.files(&session).await.unwrap().is_empty());
            assert!(store.duties(&session).await.unwrap().is_empty());
            assert!(store.exchanges(&session).await.unwrap().is_empty());
            assert!(matches!(store.open_file(&session, code).await, Err(OpenError::NotFound)));
            assert!(matches!(store.readings(&session, code).await, Err(OpenError::NotFound)));
            let new = NewAct::new(an_id(), DAY, act(json!({"act": "offence_detected"})));
            assert!(matches!(store.act(&session, code, 1, new.clone()).await, Err(ActError::NotFound)));
            assert!(matches!(store.begin_file(&session, "Aliya", new).await, Err(ActError::NotFound)));
            assert_eq!(store.rebuild(&session).await.unwrap().unopened, vec![folder.code.clone()]);
        }
    }

    async fn a_role_holds_the_compartments_of_the_table_and_no_seed_beside(house: House) {
        let centre = house.centre().await;
        for role in [Role::Specialist, Role::Psychologist, Role::Nurse, Role::Educator, Role::Instructor, Role::Lawyer] {
            let session = house.staff(&centre.head, role.name(), &[role]).await;
            for compartment in Compartment::ALL {
                assert_eq!(session.holds(compartment), role.compartments().contains(&compartment), "{role:?} {compartment}");
            }
            let sealed = house.count(&format!(
                "SELECT COUNT(*) FROM compartment_holder WHERE account = '{}'", session.account().code
            )).await;
            assert_eq!(sealed, role.compartments().len() as i64, "what is not sealed to her cannot be opened by any bug");
        }
    }

    async fn the_record_refuses_change_and_deletion(house: House) {
        house.centre().await;
        assert!(house.refuses("UPDATE entry SET class = 'act'").await);
        assert!(house.refuses("DELETE FROM entry").await);
        assert!(!house.refuses("SELECT COUNT(*) FROM entry").await);
    }

    async fn every_reading_is_in_the_record_before_it_is_shown(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let other = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        let id = folder.open(&ann).await.documents[0].id.clone();
        house.store.document(&ann, &folder.code, &id).await.unwrap();
        house.store.files(&ann).await.unwrap();
        house.store.duties(&ann).await.unwrap();
        let readings = house.store.readings(&centre.head, &folder.code).await.unwrap();
        let what: Vec<_> = readings.iter().map(|reading| (reading.who.as_str(), &reading.what)).collect();
        let codes = |mut codes: Vec<String>| { codes.sort(); codes };
        let both = codes(vec![folder.code.clone(), other.code.clone()]);
        assert_eq!(what[0], ("ann of the staff", &ReadingOf::Duties { codes: both.clone() }));
        assert_eq!(what[1], ("ann of the staff", &ReadingOf::Files { codes: both }));
        assert!(matches!(what[2].1, ReadingOf::Document { whole: true, .. }));
        assert_eq!(what[3], ("ann of the staff", &ReadingOf::File));
        assert_eq!(what.len(), 4);
        let of_other = house.store.readings(&centre.head, &other.code).await.unwrap();
        assert_eq!(of_other.len(), 2, "the lists showed it, the file was not opened");
    }

    async fn when_the_record_cannot_be_written_nothing_is_shown(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.tamper("DELETE FROM chain_head").await;
        assert!(house.store.open_file(&centre.head, &folder.code).await.is_err());
        assert!(house.store.files(&centre.head).await.is_err());
    }

    async fn without_its_shred_key_a_file_opens_to_nobody(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.tamper(&format!("DELETE FROM shred_key WHERE file = '{}'", folder.code)).await;
        assert!(matches!(house.store.open_file(&centre.head, &folder.code).await, Err(OpenError::NotFound)));
        assert!(house.store.files(&centre.head).await.unwrap().is_empty());
    }
}
