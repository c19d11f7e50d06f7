//! Restricted files: only named people open one, by key; the glass that is broken in an emergency is told and reviewed.

use serde_json::json;
use standard::{disclosure::Event, exchange::Step};
use store::{
    ActError, NewAct, NewStep, OpenError, Role, Session, WhatStep, restricted::RestrictionError,
};

use crate::{
    backups::{a_kit, back_up, restored_into, signed_in},
    exchanges::{package, recognised, sent},
    exchanges_by_kind::{asked, takes},
    house::{Centre, DAY, Folder, House, act, an_id},
    keys_alone::Thief,
    rows::select,
};

/// A house with a lawyer and a specialist, a file restricted to the lawyer and the head.
struct Closed<'a> {
    folder: Folder<'a>,
    centre: Centre,
    lawyer: Session,
    specialist: Session,
}

async fn closed(house: &House) -> Closed<'_> {
    let centre = house.centre().await;
    let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer]).await;
    let specialist = house
        .staff(&centre.head, "specialist", &[Role::Specialist])
        .await;
    let folder = recognised(house, &specialist).await;
    let named = [lawyer.account().code.clone()];
    house
        .store
        .restrict(
            &centre.head,
            &folder.code,
            &named,
            "a trafficker knows somebody here",
        )
        .await
        .unwrap();
    Closed {
        folder,
        centre,
        lawyer,
        specialist,
    }
}

async fn opens(house: &House, session: &Session, code: &str) -> bool {
    house.store.open_file(session, code).await.is_ok()
}

async fn is_whole(house: &House) {
    let report = house.store.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
}

on_both! {
    async fn a_restricted_file_opens_to_those_named_and_to_nobody_else_by_key(house: House) {
        let Closed { mut folder, centre, lawyer, specialist } = closed(&house).await;
        let store = &house.store;
        let code = folder.code.clone();
        let document = folder.open(&lawyer).await.documents[0].id.clone();
        assert!(opens(&house, &centre.head, &code).await, "whoever restricts it is named");
        // She began the file and holds the seeds of her roles: without the shred key they open nothing of it.
        assert!(matches!(store.open_file(&specialist, &code).await, Err(OpenError::NotFound)));
        assert!(matches!(store.document(&specialist, &code, &document).await, Err(OpenError::NotFound)));
        assert!(matches!(store.readings(&specialist, &code).await, Err(OpenError::NotFound)));
        assert!(store.files(&specialist).await.unwrap().is_empty());
        assert!(store.duties(&specialist).await.unwrap().is_empty());
        let towel = act(json!({"act": "item_issued", "item": "towel"}));
        let refused = store.act(&specialist, &code, folder.seq, NewAct::new(an_id(), DAY, towel)).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        assert_eq!(house.count(&format!("SELECT COUNT(*) FROM shred_key WHERE file = '{code}'")).await, 0,
            "no flag keeps her out: the key is not there");
        folder.does(&lawyer, json!({"act": "item_issued", "item": "towel"}), &[]).await;
        assert_eq!(store.files(&lawyer).await.unwrap().len(), 1);
        assert_eq!(store.rebuild(&centre.head).await.unwrap().mended, Vec::<String>::new());
        is_whole(&house).await;

        let told = store.restriction(&centre.head, &code).await.unwrap().unwrap();
        assert_eq!((told.named.len(), told.reason.as_str()), (2, "a trafficker knows somebody here"));
        assert!(matches!(store.restriction(&specialist, &code).await, Err(RestrictionError::NotFound)));
        store.lift_restriction(&centre.head, &code, "he is in prison").await.unwrap();
        assert!(opens(&house, &specialist, &code).await);
        assert_eq!(store.restriction(&centre.head, &code).await.unwrap(), None);
        assert!(matches!(store.lift_restriction(&centre.head, &code, "again").await, Err(RestrictionError::NotRestricted)));
        is_whole(&house).await;
    }

    async fn the_shred_key_of_a_restricted_file_lies_nowhere_in_the_database_files(house: House) {
        let centre = house.centre().await;
        let folder = recognised(&house, &centre.head).await;
        let before = house.values("shred_key", "shred_key").await;
        house.store.restrict(&centre.head, &folder.code, &[], "why").await.unwrap();
        let after = house.values("shred_key", "shred_key").await;
        let gone: Vec<_> = before.iter().filter(|key| !after.contains(key)).collect();
        assert_eq!(gone.len(), 1);
        let stored = house.everything_stored().await;
        assert!(!stored.windows(32).any(|window| window == gone[0].as_slice()));
    }

    async fn what_passes_in_a_restricted_file_is_open_to_those_named_and_to_the_other_body(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let (head, store) = (&centre.head, &house.store);
        let legal = house.staff(head, "legal", &[Role::Lawyer]).await;
        let named = house.staff(head, "named", &[Role::Lawyer]).await;
        let before = sent(&house, head, &office.body.code).await;
        let mut later = recognised(&house, head).await;
        for file in [&before.code, &later.code] {
            store.restrict(head, file, &[named.account().code.clone()], "why").await.unwrap();
        }
        let new = NewAct::new(an_id(), DAY, act(package())).send_to(&office.body.code);
        later.seq = store.act(&named, &later.code, later.seq, new).await.unwrap().seq;
        let received = store.exchanges(&office.head).await.unwrap();
        assert_eq!((received.len(), store.exchanges(&named).await.unwrap().len()), (2, 2));
        assert!(store.exchanges(&legal).await.unwrap().is_empty());
        for exchange in &received {
            let open = store.open_exchange(&office.head, &exchange.id).await.unwrap();
            store.exchange_document(&office.head, &exchange.id, &open.documents[0].id).await.unwrap();
            let accepted = act(json!({"act": "package_received_by_body"}));
            store.act_in_exchange(&office.head, &exchange.id, exchange.seq, an_id(), DAY, accepted).await.unwrap();
            assert!(matches!(store.open_exchange(&legal, &exchange.id).await, Err(OpenError::NotFound)));
        }
        assert!(opens(&house, &named, &before.code).await && opens(&house, &named, &later.code).await);
        store.lift_restriction(head, &later.code, "over").await.unwrap();
        assert_eq!(store.exchanges(&legal).await.unwrap().len(), 1);
        is_whole(&house).await;
    }

    async fn only_the_head_with_a_fresh_proof_restricts_and_names_those_who_work_with_recipients(house: House) {
        let Closed { folder, centre, lawyer, specialist } = closed(&house).await;
        let (store, code) = (&house.store, folder.code.as_str());
        let clerk = house.staff(&centre.head, "clerk", &[Role::Hr]).await;
        for session in [&lawyer, &specialist] {
            assert!(matches!(store.restrict(session, code, &[], "why").await, Err(RestrictionError::NotFound)));
            assert!(matches!(store.lift_restriction(session, code, "why").await, Err(RestrictionError::NotFound)));
        }
        for nobody in [clerk.account().code.as_str(), "nobody00", "emergency"] {
            let named = store.restrict(&centre.head, code, &[nobody.to_owned()], "why").await;
            assert!(matches!(named, Err(RestrictionError::CannotHold)), "{nobody}");
        }
        assert!(matches!(store.restrict(&centre.head, code, &[], "  ").await, Err(RestrictionError::Unusable)));
        assert!(matches!(store.restrict(&centre.head, "nothing1", &[], "why").await, Err(RestrictionError::NotFound)));
        assert!(opens(&house, &lawyer, code).await, "nothing of this changed anything");
        // Naming somebody else takes the key from whoever was named before.
        let named = [specialist.account().code.clone()];
        store.restrict(&centre.head, code, &named, "the lawyer is on leave").await.unwrap();
        assert!(opens(&house, &specialist, code).await && !opens(&house, &lawyer, code).await);
        // Whoever leaves holds no key any more, and cannot be named.
        store.end_account(&centre.head, &named[0]).await.unwrap();
        let held = format!("SELECT COUNT(*) FROM restricted_key WHERE holder = '{}'", named[0]);
        assert_eq!(house.count(&held).await, 0);
        let (token, _) = store.sign_in("head", crate::house::PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let stale = store.session(&token.to_text()).await.unwrap();
        assert!(matches!(store.restrict(&stale, code, &[], "why").await, Err(RestrictionError::ProofNeeded)));
        is_whole(&house).await;
    }

    async fn broken_glass_opens_the_file_for_an_hour_and_the_head_is_told_until_she_has_reviewed_it(house: House) {
        let Closed { folder, centre, lawyer, .. } = closed(&house).await;
        let (store, code) = (&house.store, folder.code.as_str());
        let other = recognised(&house, &centre.head).await;
        store.restrict(&centre.head, &other.code, &[], "why").await.unwrap();
        house.staff(&centre.head, "nurse", &[Role::Nurse, Role::Emergency]).await;
        let nurse = house.sign_in("nurse").await;
        assert!(!opens(&house, &nurse, code).await);
        let listed = store.restricted_files(&nurse).await.unwrap();
        assert!(listed.len() == 2 && listed.iter().all(|file| !file.is_open));
        assert!(matches!(store.break_glass(&nurse, code, " ").await, Err(RestrictionError::Unusable)));
        assert!(matches!(store.break_glass(&nurse, "nothing1", "why").await, Err(RestrictionError::NotFound)));
        assert!(matches!(store.break_glass(&lawyer, code, "why").await, Err(RestrictionError::NotFound)),
            "she holds no key for emergencies");
        assert!(store.glass_to_review(&centre.head).await.unwrap().is_empty());

        store.break_glass(&nurse, code, "she fainted, her allergies are needed").await.unwrap();
        let nurse = house.sign_in("nurse").await;
        assert!(opens(&house, &nurse, code).await);
        assert!(!opens(&house, &nurse, &other.code).await, "one glass is one file");
        assert_eq!(store.glass_to_review(&centre.head).await.unwrap(), [code]);
        assert!(store.glass_to_review(&nurse).await.unwrap().is_empty());
        let readings = store.readings(&centre.head, code).await.unwrap();
        assert!(readings.iter().any(|reading| reading.who == "nurse of the staff"));

        house.wait_minutes(59);
        assert!(opens(&house, &house.sign_in("nurse").await, code).await);
        house.wait_minutes(1);
        let nurse = house.sign_in("nurse").await;
        assert!(!opens(&house, &nurse, code).await, "the hour is over");
        let head = house.sign_in("head").await;
        let glass = store.broken_glass(&head).await.unwrap();
        assert_eq!((glass.len(), glass[0].by.as_str(), glass[0].file.as_str()), (1, "nurse of the staff", code));
        assert_eq!(glass[0].reason, "she fainted, her allergies are needed");
        let own = store.review_glass(&nurse, glass[0].number, true, "it was right").await;
        assert!(matches!(own, Err(RestrictionError::NotHersToReview)));
        store.review_glass(&head, glass[0].number, true, "the ambulance came").await.unwrap();
        let again = store.review_glass(&head, glass[0].number, false, "no").await;
        assert!(matches!(again, Err(RestrictionError::NotHersToReview)));
        assert!(store.glass_to_review(&head).await.unwrap().is_empty(), "it is over");
        let reviewed = store.broken_glass(&head).await.unwrap().remove(0).review.unwrap();
        assert!(reviewed.justified && reviewed.words == "the ambulance came" && reviewed.by == "Aigerim Head");
        is_whole(&house).await;
    }

    async fn whoever_may_open_in_an_emergency_no_more_opens_no_restricted_file_with_what_she_copied(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let (head, store) = (&centre.head, &house.store);
        let folder = sent(&house, head, &office.body.code).await;
        store.restrict(head, &folder.code, &[], "why").await.unwrap();
        house.staff(head, "leaves", &[Role::Nurse, Role::Emergency]).await;
        house.staff(head, "stays", &[Role::Nurse, Role::Emergency]).await;
        let nurse = house.staff(head, "nurse", &[Role::Nurse, Role::Emergency]).await;
        // What each could have copied while she held it: her keys and seeds.
        let leaves = Thief::with_the_password_of(&house.url, "leaves").await;
        let loses = Thief::with_the_password_of(&house.url, "nurse").await;
        let kept = async || {
            let sql = "SELECT sealed_key FROM restricted_key WHERE holder = 'emergency'";
            select(&house.url, sql).await.iter().map(|row| row.get::<Vec<u8>>(0)).collect::<Vec<_>>()
        };
        let before = kept().await;
        assert_eq!(before.len(), 2, "of the file and of its exchange");
        assert!(before.iter().all(|key| leaves.holds(key) && loses.holds(key)));

        let left = store.staff(head).await.unwrap().into_iter().find(|one| one.login == "leaves").unwrap();
        store.end_account(head, &left.code).await.unwrap();
        assert!(kept().await.iter().all(|key| !leaves.holds(key)), "she has left");
        let head = house.sign_in("head").await;
        store.change_roles(&head, &nurse.account().code, vec![Role::Nurse]).await.unwrap();
        let after = kept().await;
        assert_eq!(after.len(), 2);
        assert!(after.iter().all(|key| !leaves.holds(key) && !loses.holds(key)), "she holds her roles alone");
        let stored = house.everything_stored().await;
        for gone in before {
            assert!(!stored.windows(64).any(|window| window == &gone[gone.len() - 64..]), "not in the log either");
        }

        // Whoever still may opens the file and what passes in it, and the head decides about it.
        let stays = house.sign_in("stays").await;
        store.break_glass(&stays, &folder.code, "she fainted").await.unwrap();
        let stays = house.sign_in("stays").await;
        assert!(opens(&house, &stays, &folder.code).await);
        assert_eq!(store.exchanges(&stays).await.unwrap().len(), 1);
        let head = house.sign_in("head").await;
        store.lift_restriction(&head, &folder.code, "over").await.unwrap();
        assert!(opens(&house, &house.sign_in("nurse").await, &folder.code).await);
        is_whole(&house).await;
    }

    async fn a_request_of_another_body_about_a_restricted_file_is_there_to_those_named_alone(house: House) {
        let asked = asked(&house).await;
        let (head, store) = (&asked.centre.head, &house.store);
        let (file, exchange) = (asked.folder.code.as_str(), asked.exchange.as_str());
        let other = house.staff(head, "other", &[Role::Lawyer, Role::Identification]).await;
        let find = || WhatStep::Find { file: file.to_owned(), document: asked.report.clone() };
        takes(&house, &asked.lawyer, exchange, find()).await.unwrap();
        let of_file = async |session: &Session| store.open_exchange(session, exchange).await.unwrap().file;
        assert_eq!(of_file(&other).await.as_deref(), Some(file));
        let named = [asked.lawyer.account().code.clone()];
        store.restrict(head, file, &named, "why").await.unwrap();

        // It names her, and what is found and consented to: neither it nor its steps are there to anybody else of the house.
        assert_eq!(of_file(&asked.lawyer).await.as_deref(), Some(file));
        assert_eq!(store.exchanges_of_file(&asked.lawyer, file).await.unwrap().len(), 1);
        let paper = store.open_exchange(&asked.lawyer, exchange).await.unwrap().papers[0].id.clone();
        assert!(matches!(store.open_exchange(&other, exchange).await, Err(OpenError::NotFound)));
        assert!(matches!(store.exchange_paper(&other, exchange, &paper).await, Err(OpenError::NotFound)));
        assert!(store.exchanges_of_file(&other, file).await.unwrap().is_empty());
        assert!(store.exchanges(&other).await.unwrap().is_empty());
        assert!(store.duties(&other).await.unwrap().is_empty());
        // The agency whose request it is sees it as before.
        assert_eq!(store.exchanges(&asked.police.head).await.unwrap().len(), 1);
        // In an emergency it opens with the file, and the record says so.
        house.staff(head, "nurse", &[Role::Nurse, Role::Emergency]).await;
        let nurse = house.sign_in("nurse").await;
        assert!(matches!(store.open_exchange(&nurse, exchange).await, Err(OpenError::NotFound)));
        store.break_glass(&nurse, file, "she has fainted").await.unwrap();
        let nurse = house.sign_in("nurse").await;
        store.open_exchange(&nurse, exchange).await.unwrap();
        let readings = store.readings(head, file).await.unwrap();
        let hers = readings.iter().find(|reading| reading.who.starts_with("nurse")).unwrap();
        assert_eq!(hers.emergency.as_deref(), Some("she has fainted"));
        // Whoever is not named can neither find a report in the file nor take a step that goes into it.
        let again = crate::exchanges_by_kind::ask(&house, &asked.police, &asked.centre).await;
        assert!(matches!(takes(&house, &other, &again, find()).await, Err(ActError::NotFound)));
        takes(&house, &asked.lawyer, &again, find()).await.unwrap();
        let step = || WhatStep::Take(Step::Disclosure(Event::Approved {}));
        for each in [exchange, &again] {
            let new = NewStep { act_id: an_id(), on: DAY, seen_seq: 2, step: step() };
            assert!(matches!(store.step(&other, each, new).await, Err(ActError::NotFound)));
        }
        store.lift_restriction(head, file, "it is over").await.unwrap();
        assert_eq!(of_file(&other).await.as_deref(), Some(file));
        assert_eq!(store.exchanges(&other).await.unwrap().len(), 2);
        is_whole(&house).await;
    }

    async fn a_head_who_comes_later_breaks_the_glass_too_and_another_reviews_it(house: House) {
        let Closed { folder, centre, .. } = closed(&house).await;
        let (store, code) = (&house.store, folder.code.as_str());
        house.staff(&centre.head, "second", &[Role::Head]).await;
        let second = house.sign_in("second").await;
        assert!(!opens(&house, &second, code).await, "not even a head by role");
        store.break_glass(&second, code, "the first head is ill").await.unwrap();
        let second = house.sign_in("second").await;
        assert!(opens(&house, &second, code).await);
        // Within the hour she can name herself.
        store.restrict(&second, code, &[], "I am the head now").await.unwrap();
        house.wait_minutes(61);
        let second = house.sign_in("second").await;
        assert!(opens(&house, &second, code).await);
        let number = store.broken_glass(&second).await.unwrap()[0].number;
        let own = store.review_glass(&second, number, true, "I say so").await;
        assert!(matches!(own, Err(RestrictionError::NotHersToReview)));
        let first = house.sign_in("head").await;
        store.review_glass(&first, number, true, "so it was").await.unwrap();
    }

    async fn a_restricted_file_comes_back_from_a_backup_restricted_and_its_keys_lie_with_the_shred_keys(house: House) {
        let Closed { folder, .. } = closed(&house).await;
        let backup = back_up(&house.store, a_kit()).await;
        restored_into(house.on, &backup.data, &backup.keys, &backup.kit, &[], async |restored| {
            let (store, restored) = restored.unwrap();
            assert!(restored.erased_since.is_empty());
            let (lawyer, specialist) = (signed_in(&store, "lawyer").await, signed_in(&store, "specialist").await);
            assert!(store.open_file(&lawyer, &folder.code).await.is_ok());
            assert!(store.open_file(&specialist, &folder.code).await.is_err());
            store.close().await;
        }).await;
        assert!(store::clear::COLUMNS.iter().any(|(table, column, kept)| {
            (*table, *column, *kept) == ("restricted_key", "sealed_key", store::clear::Kept::SealedShredKey)
        }));
    }
}
