//! Recovery: two custodians and a waiting period that everybody sees give somebody back her keys; less than that gives nothing.

use rand_core::UnwrapErr;
use sealed::CustodianKit;
use store::{
    Role, SignInRefused,
    recovery::{RecoveryError, WAITING_HOURS},
    verify::Broken,
};

use crate::{
    house::{Centre, Folder, House},
    papers,
};

pub const NEW_PASSWORD: &str = "an entirely new pass phrase";

pub fn three_kits() -> [CustodianKit; 3] {
    std::array::from_fn(|_| CustodianKit::generate(&mut UnwrapErr(getrandom::SysRng)))
}

pub async fn set_up(house: &House) -> (Centre, [CustodianKit; 3]) {
    let centre = house.centre().await;
    let kits = three_kits();
    house
        .store
        .set_up_recovery(&centre.head, &kits)
        .await
        .unwrap();
    (centre, kits)
}

on_both! {
    async fn two_custodians_give_a_head_back_her_keys_after_the_waiting_period(house: House) {
        let (centre, kits) = set_up(&house).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let store = &house.store;
        let asked = store.ask_recovery("head", [&kits[2], &kits[0]]).await.unwrap();
        // Everybody of the body sees it.
        assert_eq!(store.pending_recoveries(&centre.body.code).await.unwrap(), std::slice::from_ref(&asked));
        assert_eq!(store.recovery_state(&ann).await.unwrap().pending, std::slice::from_ref(&asked));
        // Asked again, the waiting period does not begin anew.
        house.wait_minutes(60);
        assert_eq!(store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap().ready_at, asked.ready_at);
        let early = store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await;
        assert!(matches!(early, Err(RecoveryError::TooEarly(at)) if at == asked.ready_at));
        house.wait_minutes(60 * WAITING_HOURS - 61);
        assert!(matches!(store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await, Err(RecoveryError::TooEarly(_))));
        house.wait_minutes(1);
        store.recover("head", [&kits[1], &kits[2]], NEW_PASSWORD).await.unwrap();
        assert!(matches!(store.sign_in("head", crate::house::PASSWORD).await, Err(SignInRefused::Wrong)));
        let (token, _) = store.sign_in("head", NEW_PASSWORD).await.unwrap();
        let head = store.session(&token.to_text()).await.unwrap();
        assert_eq!(store.open_file(&head, &folder.code).await.unwrap().address, "Aliya");
        assert!(store.pending_recoveries(&centre.body.code).await.unwrap().is_empty());
        let again = store.recover("head", [&kits[1], &kits[2]], NEW_PASSWORD).await;
        assert!(matches!(again, Err(RecoveryError::NotAsked)), "a request is good for once");
        let report = store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class IN ('recovery_asked', 'recovered')").await, 2);
    }

    async fn a_password_that_is_easily_guessed_is_no_new_password(house: House) {
        let (centre, kits) = set_up(&house).await;
        house.store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap();
        house.wait_minutes(60 * WAITING_HOURS);
        for weak in ["short", "aaaaaaaaaaaaaaaaaaaa", &format!("{} head", centre.body.name)] {
            let refused = house.store.recover("head", [&kits[0], &kits[1]], weak).await;
            assert!(matches!(refused, Err(RecoveryError::Password(_))), "{weak}: {refused:?}");
        }
        house.store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await.unwrap();
    }

    async fn one_kit_a_strangers_kit_or_somebody_who_entrusted_nothing_gets_nothing(house: House) {
        let (centre, kits) = set_up(&house).await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let strange = three_kits();
        let store = &house.store;
        for (login, one, other) in [
            ("head", &kits[0], &kits[0]),
            ("head", &kits[0], &strange[0]),
            ("ann", &kits[0], &kits[1]),
            ("nobody", &kits[0], &kits[1]),
        ] {
            house.wait_minutes(5);
            assert!(matches!(store.ask_recovery(login, [one, other]).await, Err(RecoveryError::Wrong)), "{login}");
            assert!(matches!(store.recover(login, [one, other], NEW_PASSWORD).await, Err(RecoveryError::Wrong)));
        }
        assert!(store.pending_recoveries(&centre.body.code).await.unwrap().is_empty());
    }

    async fn whoever_is_recovered_has_lost_her_codes_and_passkeys(house: House) {
        let (centre, kits) = set_up(&house).await;
        let app = crate::second_factor::set_up(&house, &centre.head).await;
        let lost = crate::passkey::added(&house, &centre.head).await;
        let store = &house.store;
        store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap();
        house.wait_minutes(60 * WAITING_HOURS);
        assert!(matches!(store.sign_in("head", crate::house::PASSWORD).await, Err(SignInRefused::Wrong)), "codes are on");
        store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await.unwrap();
        // What was stolen with the telephone lets nobody in, and the new password needs no code of it.
        house.wait_minutes(2);
        assert!(matches!(crate::passkey::sign_in(&house, &lost).await, Err(SignInRefused::Wrong)));
        for table in ["second_factor", "passkey"] {
            assert_eq!(house.count(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        let code = app.code(&house);
        let old = store.sign_in_with("head", crate::house::PASSWORD, &code).await;
        assert!(matches!(old, Err(SignInRefused::Wrong)));
        let (token, _) = store.sign_in("head", NEW_PASSWORD).await.unwrap();
        let head = store.session(&token.to_text()).await.unwrap();
        assert!(!store.has_codes(&head).await.unwrap() && store.passkeys(&head).await.unwrap().is_empty());
        let report = store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
    }

    async fn whoever_can_sign_in_stops_a_request(house: House) {
        let (centre, kits) = set_up(&house).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        let asked = store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap();
        assert!(matches!(store.stop_recovery(&ann, &asked.account).await, Err(RecoveryError::NotFound)), "not hers to stop");
        store.stop_recovery(&centre.head, &asked.account).await.unwrap();
        assert!(store.pending_recoveries(&centre.body.code).await.unwrap().is_empty());
        house.wait_minutes(60 * WAITING_HOURS + 1);
        let stopped = store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await;
        assert!(matches!(stopped, Err(RecoveryError::NotAsked)));
        let head = house.sign_in("head").await;
        assert!(matches!(store.stop_recovery(&head, &asked.account).await, Err(RecoveryError::NotFound)));
    }

    async fn others_entrust_their_keys_themselves(house: House) {
        let (centre, kits) = set_up(&house).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        assert!(!store.recovery_state(&ann).await.unwrap().own);
        store.entrust_own_keys(&ann).await.unwrap();
        let state = store.recovery_state(&ann).await.unwrap();
        assert!(state.own && state.set_up_at.is_some());
        assert_eq!(state.entrusted.len(), 2);
        store.ask_recovery("ann", [&kits[0], &kits[1]]).await.unwrap();
        house.wait_minutes(60 * WAITING_HOURS);
        store.recover("ann", [&kits[0], &kits[2]], NEW_PASSWORD).await.unwrap();
        store.sign_in("ann", NEW_PASSWORD).await.unwrap();
        assert!(store.verify().await.unwrap().is_whole());
    }

    async fn new_kits_take_the_old_ones_out_of_force(house: House) {
        let (centre, old) = set_up(&house).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        store.entrust_own_keys(&ann).await.unwrap();
        let new = three_kits();
        store.set_up_recovery(&centre.head, &new).await.unwrap();
        assert!(matches!(store.ask_recovery("head", [&old[0], &old[1]]).await, Err(RecoveryError::Wrong)));
        assert!(store.ask_recovery("head", [&new[0], &new[1]]).await.is_ok());
        assert!(!store.recovery_state(&ann).await.unwrap().own, "entrusted anew, or not at all");
        assert!(store.verify().await.unwrap().is_whole());
    }

    async fn only_the_head_sets_recovery_up_with_three_different_kits_and_a_fresh_proof(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        assert!(matches!(store.entrust_own_keys(&ann).await, Err(RecoveryError::NotSetUp)));
        assert!(matches!(store.set_up_recovery(&ann, &three_kits()).await, Err(RecoveryError::NotHead)));
        let kits = three_kits();
        let same = CustodianKit::from_text(&kits[0].to_text()).unwrap();
        let [first, second, _] = kits;
        let twice = store.set_up_recovery(&centre.head, &[first, second, same]).await;
        assert!(matches!(twice, Err(RecoveryError::SameKits)));
        let (token, _) = store.sign_in("head", crate::house::PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let stale = store.session(&token.to_text()).await.unwrap();
        assert!(matches!(store.set_up_recovery(&stale, &three_kits()).await, Err(RecoveryError::ProofNeeded)));
    }

    async fn a_request_or_a_recovery_of_an_attacker_is_found(house: House) {
        let (centre, kits) = set_up(&house).await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.store.entrust_own_keys(&ann).await.unwrap();
        house.store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap();
        house.take_triggers_away().await;
        // The request put back by a week: the waiting period would be over.
        house.tamper("UPDATE entry SET recorded_at = '2022-03-20T05:00:00Z' WHERE class = 'recovery_asked'").await;
        let forged = house.store.recover("head", [&kits[0], &kits[1]], NEW_PASSWORD).await;
        assert!(matches!(forged, Err(RecoveryError::Store(_))), "only its own signature counts");
        for harm in [
            "UPDATE recovery SET first_pair = second_pair",
            "DELETE FROM recovery_holder WHERE account = (SELECT account FROM account WHERE login = 'ann')",
            "DELETE FROM recovery_holder",
            "DELETE FROM recovery",
        ] {
            house.tamper(harm).await;
            let report = house.store.verify().await.unwrap();
            assert!(report.problems.iter().any(|each| each.broken == Broken::RecoveryChanged), "{harm}");
        }
    }
}
