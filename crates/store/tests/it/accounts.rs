//! Bodies, accounts, signing in, sessions.

use store::{AccountError, NoSession, Role, SignInRefused, pace::Whence};

use crate::house::{House, PASSWORD, account, centre};

on_both! {
    async fn the_first_body_is_set_up_once(house: House) {
        assert!(!house.store.is_set_up().await.unwrap());
        house.centre().await;
        assert!(house.store.is_set_up().await.unwrap());
        let again = house.store.set_up(centre("Another"), account("other", "Other", &[Role::Head])).await;
        assert!(matches!(again, Err(AccountError::AlreadySetUp)));
    }

    async fn two_who_set_up_at_once_make_one_body(house: House) {
        let (one, other) = tokio::join!(
            house.store.set_up(centre("One"), account("one", "One", &[Role::Head])),
            house.store.set_up(centre("Other"), account("other", "Other", &[Role::Head])),
        );
        let refused = [one, other].into_iter().filter(Result::is_err).count();
        assert_eq!((refused, house.count("SELECT COUNT(*) FROM body").await), (1, 1));
    }

    async fn a_first_account_that_is_no_head_is_refused(house: House) {
        let refused = house.store.set_up(centre("Centre"), account("ann", "Ann", &[Role::Specialist])).await;
        assert!(matches!(refused, Err(AccountError::RolesDoNotFit)));
        assert!(!house.store.is_set_up().await.unwrap());
    }

    async fn only_the_head_makes_accounts_and_only_such_as_fit(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let by_ann = house.store.add_account(&ann, account("bea", "Bea", &[Role::Nurse])).await;
        assert!(matches!(by_ann, Err(AccountError::NotHead)));
        let taken = house.store.add_account(&centre.head, account("ann", "Ann", &[Role::Nurse])).await;
        assert!(matches!(taken, Err(AccountError::LoginTaken)));
        let foreign = house.store.add_account(&centre.head, account("cid", "Cid", &[Role::Officer])).await;
        assert!(matches!(foreign, Err(AccountError::RolesDoNotFit)));
        let none = house.store.add_account(&centre.head, account("cid", "Cid", &[])).await;
        assert!(matches!(none, Err(AccountError::RolesDoNotFit)));
        let mut short = account("cid", "Cid", &[Role::Nurse]);
        short.password = "fourteen chars".to_owned();
        let short = house.store.add_account(&centre.head, short).await;
        assert!(matches!(short, Err(AccountError::PasswordTooShort)));
        for unusable in ["", "  ", "a\0b", "a\nb", &"a".repeat(201)] {
            let refused = house.store.add_account(&centre.head, account(unusable, "Cid", &[Role::Nurse])).await;
            assert!(matches!(refused, Err(AccountError::Unusable)), "{unusable:?}");
        }
        // A login that a reader would take for another's is another's: Cyrillic look-alikes, capitals, a figure for a letter.
        for alike in ["АNN", "аnn", "a.n.n", "ann\u{200b}", "ann\u{202e}", "ANN"] {
            let refused = house.store.add_account(&centre.head, account(alike, "Cid", &[Role::Nurse])).await;
            let refused = refused.err().unwrap_or_else(|| panic!("{alike:?} was given"));
            assert!(matches!(refused, AccountError::LoginTaken | AccountError::LoginOdd), "{alike:?}: {refused}");
        }
        let namesake = house.store.add_body(
            crate::house::centre("Centre in Almaty"), account("dan", "Dan", &[Role::Head]),
        ).await;
        assert!(matches!(namesake, Err(AccountError::NameTaken)));
    }

    async fn the_head_sees_who_works_in_her_body(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        house.authorized_body().await;
        let staff = house.store.accounts(&centre.head).await.unwrap();
        let names: Vec<_> = staff.iter().map(|one| (one.login.as_str(), one.name.as_str())).collect();
        assert_eq!(names, [("ann", "ann of the staff"), ("head", "Aigerim Head")]);
        assert_eq!(staff[0].roles, [Role::Specialist, Role::Identification]);
    }

    async fn an_unknown_login_and_a_wrong_password_get_the_same_answer(house: House) {
        house.centre().await;
        let wrong = house.store.sign_in("head", "not the password at all").await;
        assert!(matches!(wrong, Err(SignInRefused::Wrong)));
        for login in ["nobody", "", "he\0ad", "'; --"] {
            let unknown = house.store.sign_in(login, "not the password at all").await;
            assert!(matches!(unknown, Err(SignInRefused::Wrong)), "{login:?}");
        }
        assert_eq!(
            house.count("SELECT COUNT(DISTINCT failures) FROM sign_in_pace").await, 1,
            "a login that does not exist slows down like one that does"
        );
    }

    async fn tries_slow_down_for_each_login_and_the_pause_ends(house: House) {
        house.centre().await;
        for _ in 0..5 {
            let refused = house.store.sign_in("head", "not the password at all").await;
            assert!(matches!(refused, Err(SignInRefused::Wrong)));
        }
        let slow = house.store.sign_in("head", PASSWORD).await;
        let Err(SignInRefused::Slow(until)) = slow else { panic!("the sixth try comes too soon") };
        assert!(until > house.now());
        house.wait_seconds(61);
        assert!(house.store.sign_in("head", PASSWORD).await.is_ok(), "nobody is locked out for good");
        assert!(house.store.sign_in("head", PASSWORD).await.is_ok(), "a right password ends the slowing");
    }

    async fn whoever_tries_her_login_does_not_keep_her_out_of_her_own_browser_and_session(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let (hers, anns) = ("the secret of her browser", "the secret of another browser");
        house.store.note_device(&centre.head, hers).await.unwrap();
        house.store.note_device(&ann, anns).await.unwrap();
        for _ in 0..5 {
            let refused = house.store.sign_in("head", "not the password at all").await;
            assert!(matches!(refused, Err(SignInRefused::Wrong)));
        }
        let from = async |secret| house.store.sign_in_from("head", PASSWORD, "", Whence::Browser(secret)).await;
        for not_hers in ["", "made up by somebody", anns] {
            assert!(matches!(from(not_hers).await, Err(SignInRefused::Slow(_))), "{not_hers}");
        }
        house.store.prove(&centre.head, PASSWORD, "").await.unwrap();
        assert!(from(hers).await.is_ok());
        // Her own browser slows down too, when somebody else sits there.
        for _ in 0..5 {
            let wrong = house.store.sign_in_from("head", "not the password at all", "", Whence::Browser(hers)).await;
            assert!(matches!(wrong, Err(SignInRefused::Wrong)));
        }
        assert!(matches!(from(hers).await, Err(SignInRefused::Slow(_))));
    }

    async fn a_login_that_was_tried_is_kept_under_a_key_that_the_database_has_not(house: House) {
        house.centre().await;
        let typed = "her password typed into the field for the login";
        assert!(house.store.sign_in(typed, PASSWORD).await.is_err());
        let other = house.another_program().await;
        assert!(other.sign_in(typed, PASSWORD).await.is_err());
        other.close().await;
        let kept = house.values("sign_in_pace", "login_digest").await;
        assert_eq!(kept.len(), 2, "the same login is another digest to another program: no guess can be tried against it");
    }

    async fn an_account_that_ends_while_its_password_is_tried_begins_no_session(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.store.sign_out(&ann).await.unwrap();
        // Her password is tried later than her account ends: she has been counted, and waits.
        let counted = house.count("SELECT COUNT(*) FROM sign_in_pace").await;
        let before_her = house.store.keep_strangers_waiting().await;
        let store = house.store.clone();
        let signs_in = tokio::spawn(async move { store.sign_in("ann", PASSWORD).await.map(drop) });
        while house.count("SELECT COUNT(*) FROM sign_in_pace").await == counted {}
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        drop(before_her);
        assert!(matches!(signs_in.await.unwrap(), Err(SignInRefused::Wrong)));
        assert_eq!(house.count("SELECT COUNT(*) FROM session").await, 1, "the head's");
    }

    async fn sessions_that_have_ended_are_not_kept(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.wait_minutes(16);
        house.sign_in("head").await;
        let open = house.count("SELECT COUNT(*) FROM session").await;
        assert_eq!(open, 1, "whoever has a cookie of yesterday and the database of today opens nothing");
    }

    async fn a_lock_of_former_days_is_made_as_strong_as_those_of_today_at_the_next_sign_in(house: House) {
        house.centre().await;
        let before = house.values("account", "password_lock").await;
        let dearer = house.dearer_program().await;
        dearer.sign_in("head", PASSWORD).await.unwrap();
        let after = house.values("account", "password_lock").await;
        assert_ne!(before, after);
        dearer.sign_in("head", PASSWORD).await.unwrap();
        assert_eq!(house.values("account", "password_lock").await, after, "once is enough");
        assert!(house.store.verify().await.unwrap().is_whole());
        dearer.close().await;
    }

    async fn a_failed_sign_in_stands_in_the_record_signed_by_the_server(house: House) {
        let centre = house.centre().await;
        for login in ["head", "nobody"] {
            assert!(house.store.sign_in(login, "not the password at all").await.is_err());
        }
        let of_head = format!(
            "SELECT COUNT(*) FROM entry WHERE class = 'sign_in_failed' AND account = 'server' AND about = '{}'",
            centre.head.account().code
        );
        assert_eq!(house.count(&of_head).await, 1);
        assert_eq!(
            house.count("SELECT COUNT(*) FROM entry WHERE class = 'sign_in_failed'").await, 1,
            "a login that nobody has belongs to no record"
        );
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn every_copy_of_the_program_signs_as_the_same_server(house: House) {
        let other = house.another_program().await;
        assert_eq!(other.server_public(), house.store.server_public());
        let report = house.store.verify().await.unwrap();
        assert_eq!(report.server, Some(house.store.server_public().to_bytes()));
        other.close().await;
    }

    async fn a_person_has_one_session_and_the_former_is_dead(house: House) {
        house.centre().await;
        let (first, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        let (second, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        assert!(matches!(house.store.session(&first.to_text()).await, Err(NoSession::Ended)));
        assert!(house.store.session(&second.to_text()).await.is_ok());
    }

    async fn a_session_ends_after_fifteen_idle_minutes(house: House) {
        house.centre().await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        house.wait_minutes(14);
        assert!(house.store.session(&token.to_text()).await.is_ok());
        house.wait_minutes(14);
        assert!(house.store.session(&token.to_text()).await.is_ok(), "a request keeps it alive");
        house.wait_minutes(15);
        assert!(matches!(house.store.session(&token.to_text()).await, Err(NoSession::Ended)));
        assert_eq!(house.count("SELECT COUNT(*) FROM session").await, 0, "its keys are gone with it");
    }

    async fn a_session_ends_after_ten_hours_whatever_happens(house: House) {
        house.centre().await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        for _ in 0..59 {
            house.wait_minutes(10);
            assert!(house.store.session(&token.to_text()).await.is_ok());
        }
        house.wait_minutes(10);
        assert!(matches!(house.store.session(&token.to_text()).await, Err(NoSession::Ended)));
    }

    async fn a_session_ends_when_she_signs_out(house: House) {
        house.centre().await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        let session = house.store.session(&token.to_text()).await.unwrap();
        house.store.sign_out(&session).await.unwrap();
        assert!(matches!(house.store.session(&token.to_text()).await, Err(NoSession::Ended)));
    }

    async fn a_proof_is_fresh_for_five_minutes_and_is_given_anew_by_the_password(house: House) {
        house.centre().await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        let session = async || house.store.session(&token.to_text()).await.unwrap();
        assert!(session().await.is_fresh(), "signing in is a proof");
        house.wait_seconds(5 * 60 - 1);
        assert!(session().await.is_fresh());
        house.wait_seconds(1);
        assert!(!session().await.is_fresh());
        let wrong = house.store.prove(&session().await, "not the password at all", "").await;
        assert!(matches!(wrong, Err(SignInRefused::Wrong)));
        assert!(!session().await.is_fresh());
        house.store.prove(&session().await, PASSWORD, "").await.unwrap();
        assert!(session().await.is_fresh());
        for class in ["proof", "sign_in_failed"] {
            assert_eq!(house.count(&format!("SELECT COUNT(*) FROM entry WHERE class = '{class}'")).await, 1);
        }
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn proving_slows_down_like_signing_in(house: House) {
        let centre = house.centre().await;
        for _ in 0..5 {
            let refused = house.store.prove(&centre.head, "not the password at all", "").await;
            assert!(matches!(refused, Err(SignInRefused::Wrong)));
        }
        let slow = house.store.prove(&centre.head, PASSWORD, "").await;
        assert!(matches!(slow, Err(SignInRefused::Slow(_))));
    }

    async fn what_is_not_a_token_is_nobody(house: House) {
        house.centre().await;
        for token in ["", "x", "'; DROP TABLE session; --", &"A".repeat(43), "\0"] {
            assert!(matches!(house.store.session(token).await, Err(NoSession::Ended)), "{token:?}");
        }
    }

    async fn another_copy_of_the_program_serves_the_same_session(house: House) {
        house.centre().await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        let other = house.another_program().await;
        let session = other.session(&token.to_text()).await.unwrap();
        assert_eq!(session.account().name, "Aigerim Head");
        other.close().await;
    }

    async fn somebody_without_a_compartment_is_still_greeted_by_name(house: House) {
        let centre = house.centre().await;
        let clerk = house.staff(&centre.head, "clerk", &[Role::Accountant]).await;
        assert_eq!(clerk.account().name, "clerk of the staff");
        assert_eq!(clerk.account().roles, [Role::Accountant]);
        assert!(clerk.actors().is_empty());
    }

    async fn signing_in_and_out_stand_in_the_record(house: House) {
        let centre = house.centre().await;
        house.store.sign_out(&centre.head).await.unwrap();
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class = 'sign_in'").await, 1);
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class = 'sign_out'").await, 1);
        assert!(house.store.verify().await.unwrap().is_whole());
    }
}
