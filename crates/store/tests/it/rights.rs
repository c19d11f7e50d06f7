//! Invitations, passwords, roles given and taken, leaving, the acting head.

use jiff::{Span, civil::date};
use serde_json::json;
use standard::{annex::FormKind, compartment::Compartment, lang::Lang};
use store::{
    AccountError, ActingOrder, JoinRefused, MemberState, NewAct, Newcomer, NoSession, OpenError,
    Role, Session, SignInRefused, invitation::INVITATION_DAYS, password::PasswordRefused,
    recovery::RecoveryError, rights::Change,
};

use crate::{
    house::{DAY, Folder, House, PASSWORD, act, an_id},
    papers,
};

pub fn newcomer(login: &str, roles: &[Role]) -> Newcomer {
    Newcomer {
        login: login.to_owned(),
        name: format!("{login} of the staff"),
        roles: roles.to_vec(),
        language: Lang::Kk,
    }
}

/// The session of a token as the next request finds it.
async fn again(house: &House, token: &str) -> Session {
    house.store.session(token).await.unwrap()
}

async fn token_of(house: &House, login: &str) -> String {
    let (token, _) = house.store.sign_in(login, PASSWORD).await.unwrap();
    token.to_text().to_string()
}

async fn newest_epoch(house: &House, compartment: Compartment) -> i64 {
    house
        .count(&format!(
            "SELECT MAX(epoch) FROM compartment WHERE compartment = '{compartment}'"
        ))
        .await
}

/// In which epoch the newest act was sealed.
async fn epoch_of_newest_act(house: &House) -> i64 {
    house
        .count(
            "SELECT s.epoch FROM sealed_body s JOIN entry e ON e.body = s.body AND e.number = s.number
             WHERE e.class = 'act' ORDER BY e.number DESC LIMIT 1",
        )
        .await
}

async fn is_whole(house: &House) {
    let report = house.store.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
}

on_both! {
    async fn the_head_ends_a_colleagues_session_at_once_and_nothing_else(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let bea = house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        let (code, own) = (ann.account().code.as_str(), centre.head.account().code.as_str());
        let token = token_of(&house, "ann").await;
        assert!(matches!(house.store.end_session(&bea, code).await, Err(AccountError::NotHead)));
        for nobody in [own, "nothing1", "\0"] {
            let refused = house.store.end_session(&centre.head, nobody).await;
            assert!(matches!(refused, Err(AccountError::NoSuchAccount)), "{nobody:?}");
        }
        let stranger = house.authorized_body().await;
        let refused = house.store.end_session(&stranger.head, code).await;
        assert!(matches!(refused, Err(AccountError::NoSuchAccount)), "she works elsewhere");
        again(&house, &token).await;

        house.store.end_session(&centre.head, code).await.unwrap();
        let ended = house.store.session(&token).await;
        assert!(matches!(ended, Err(NoSession::Ended)));
        let told = house.store.rights_changes(&centre.head).await.unwrap();
        assert_eq!((told[0].change.name(), told[0].change.account()), ("session_ended", code));
        assert_eq!(told[0].by, own);
        is_whole(&house).await;
        // Her password and her keys are as they were.
        assert!(house.sign_in("ann").await.holds(Compartment::Identity));
    }

    async fn a_session_is_ended_after_a_fresh_proof_and_one_that_ran_out_is_none(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let code = ann.account().code.as_str();
        let is_signed_in = async |head: &Session| {
            let staff = house.store.staff(head).await.unwrap();
            staff.iter().find(|member| member.code == code).unwrap().has_session
        };
        assert!(is_signed_in(&centre.head).await);
        let token = token_of(&house, "head").await;
        house.wait_minutes(6);
        let stale = again(&house, &token).await;
        assert!(matches!(house.store.end_session(&stale, code).await, Err(AccountError::ProofNeeded)));
        house.wait_minutes(10);
        let head = house.sign_in("head").await;
        assert!(!is_signed_in(&head).await);
        let entries = "SELECT COUNT(*) FROM entry WHERE class = 'rights'";
        let before = house.count(entries).await;
        assert!(matches!(house.store.end_session(&head, code).await, Err(AccountError::NoSuchAccount)));
        assert_eq!(house.count(entries).await, before);
    }

    async fn an_acting_head_does_not_end_the_heads_session(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let order = ActingOrder { order: "14".to_owned(), from: DAY, to: DAY };
        house.store.appoint_acting_head(&centre.head, &ann.account().code, order).await.unwrap();
        let acting = house.sign_in("ann").await;
        assert!(acting.is_head());
        let refused = house.store.end_session(&acting, &centre.head.account().code).await;
        assert!(matches!(refused, Err(AccountError::NotHead)));
    }

    async fn a_newcomer_joins_in_one_step_and_reads_what_was_written_before(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let invited = house.store.invite(&centre.head, newcomer("ann", &[Role::Specialist])).await.unwrap();
        assert!(matches!(house.store.sign_in("ann", PASSWORD).await, Err(SignInRefused::Wrong)), "she has not joined");
        let account = house.store.join(&invited.code, PASSWORD).await.unwrap();
        assert_eq!((account.login.as_str(), account.name.as_str()), ("ann", "ann of the staff"));
        let ann = house.sign_in("ann").await;
        assert_eq!(ann.account().roles, [Role::Specialist]);
        for compartment in Compartment::ALL {
            assert_eq!(ann.holds(compartment), Role::Specialist.compartments().contains(&compartment));
        }
        assert_eq!(folder.open(&ann).await.entries.len(), 1);
        is_whole(&house).await;
    }

    async fn a_code_is_used_once_and_is_nowhere_in_the_database(house: House) {
        let centre = house.centre().await;
        let invited = house.store.invite(&centre.head, newcomer("ann", &[Role::Nurse])).await.unwrap();
        let stored = house.everything_stored().await;
        let code = invited.code.replace('-', "");
        assert!(!stored.windows(code.len()).any(|window| window == code.as_bytes()));
        house.store.join(&invited.code, PASSWORD).await.unwrap();
        let twice = house.store.join(&invited.code, PASSWORD).await;
        assert!(matches!(twice, Err(JoinRefused::NoInvitation)));
        // A slip is seen by the sum at the end, which one letter in four thousand passes all the same: not that one.
        let slip = ["7", "8", "9", "a"].into_iter().find_map(|letter| {
            let slip = format!("{letter}{}", &invited.code[1..]);
            sealed::InvitationCode::from_text(&slip).is_err().then_some(slip)
        });
        let slip = slip.unwrap();
        assert!(matches!(house.store.join(&slip, PASSWORD).await, Err(JoinRefused::Misread)));
        assert!(matches!(house.store.join("", PASSWORD).await, Err(JoinRefused::Misread)));
    }

    async fn an_invitation_waits_for_a_week(house: House) {
        let centre = house.centre().await;
        let invited = house.store.invite(&centre.head, newcomer("ann", &[Role::Nurse])).await.unwrap();
        house.wait_minutes(INVITATION_DAYS * 24 * 60);
        let late = house.store.join(&invited.code, PASSWORD).await;
        assert!(matches!(late, Err(JoinRefused::NoInvitation)));
        let head = house.sign_in("head").await;
        let new = house.store.invite_again(&head, &invited.account.code).await.unwrap();
        assert!(matches!(house.store.join(&invited.code, PASSWORD).await, Err(JoinRefused::NoInvitation)));
        house.store.join(&new.code, PASSWORD).await.unwrap();
        assert!(house.sign_in("ann").await.holds(Compartment::Medical));
        let again = house.store.invite_again(&head, &invited.account.code).await;
        assert!(matches!(again, Err(AccountError::NoSuchAccount)), "who has joined is not invited");
        is_whole(&house).await;
    }

    async fn a_newcomer_who_waits_while_epochs_advance_holds_the_newest(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let invited = house.store.invite(&centre.head, newcomer("bea", &[Role::Specialist])).await.unwrap();
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        let head = house.sign_in("head").await;
        let folder = Folder::begin(&house, &head, "Aliya", &[papers::application("Canary")]).await;
        house.store.join(&invited.code, PASSWORD).await.unwrap();
        let bea = house.sign_in("bea").await;
        assert_eq!(folder.open(&bea).await.entries.len(), 1);
        is_whole(&house).await;
    }

    async fn a_weak_or_short_password_is_refused_and_the_code_stays(house: House) {
        let centre = house.centre().await;
        let invited = house.store.invite(&centre.head, newcomer("ann", &[Role::Nurse])).await.unwrap();
        for (password, short) in [("fourteen chars", true), ("ann of the staff", false), ("Centre in Almaty 1", false)] {
            let refused = house.store.join(&invited.code, password).await;
            match refused {
                Err(JoinRefused::Password(AccountError::PasswordTooShort)) => assert!(short, "{password}"),
                Err(JoinRefused::Password(AccountError::PasswordWeak)) => assert!(!short, "{password}"),
                _ => panic!("{password} was taken"),
            }
        }
        house.store.join(&invited.code, PASSWORD).await.unwrap();
    }

    async fn a_password_is_changed_by_its_owner_who_knows_the_old_one(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let token = token_of(&house, "head").await;
        let head = again(&house, &token).await;
        let new = "сорок тысяч синих гвоздей";
        let wrong = house.store.change_password(&head, "not the password at all", new).await;
        assert!(matches!(wrong, Err(PasswordRefused::Old(SignInRefused::Wrong))));
        let weak = house.store.change_password(&head, PASSWORD, "Aigerim Head Aigerim").await;
        assert!(matches!(weak, Err(PasswordRefused::New(AccountError::PasswordWeak))));
        house.store.change_password(&head, PASSWORD, new).await.unwrap();
        assert!(house.store.session(&token).await.is_ok(), "she goes on working");
        assert!(matches!(house.store.sign_in("head", PASSWORD).await, Err(SignInRefused::Wrong)));
        let (token, _) = house.store.sign_in("head", new).await.unwrap();
        let head = again(&house, &token.to_text()).await;
        assert_eq!(folder.open(&head).await.entries.len(), 1, "her keys are the same");
        is_whole(&house).await;
    }

    async fn whoever_leaves_cannot_open_what_is_written_afterwards(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        let bea = token_of(&house, "bea").await;
        let mut before = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        // She keeps everything that she held: `ann` is her session with its keys, in memory.
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        assert!(matches!(house.store.sign_in("ann", PASSWORD).await, Err(SignInRefused::Wrong)));
        for compartment in Compartment::ALL {
            let advanced = Role::Specialist.compartments().contains(&compartment);
            assert_eq!(newest_epoch(&house, compartment).await, if advanced { 2 } else { 1 }, "{compartment}");
        }
        // A colleague who was signed in all the while writes into the new epoch.
        let bea = again(&house, &bea).await;
        let after = Folder::begin(&house, &bea, "Dana", &[papers::application("Other")]).await;
        assert_eq!(epoch_of_newest_act(&house).await, 2);
        before.does(&bea, json!({"act": "item_issued", "item": "towel"}), &[]).await;
        assert_eq!(epoch_of_newest_act(&house).await, 2);

        assert!(house.store.open_file(&ann, &after.code).await.is_err(), "closed by key");
        assert!(house.store.open_file(&ann, &before.code).await.is_err());
        assert!(house.store.files(&ann).await.is_err() || house.store.files(&ann).await.unwrap().is_empty());
        let head = house.sign_in("head").await;
        for session in [&bea, &head] {
            assert_eq!(after.open(session).await.entries.len(), 1);
            assert_eq!(before.open(session).await.entries.len(), 2, "both epochs open to who remains");
        }
        is_whole(&house).await;
    }

    async fn who_has_left_holds_no_sealed_seed_and_no_lock(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let code = ann.account().code.clone();
        house.store.end_account(&centre.head, &code).await.unwrap();
        for table in ["compartment_holder", "session"] {
            let left = house.count(&format!("SELECT COUNT(*) FROM {table} WHERE account = '{code}'")).await;
            assert_eq!(left, 0, "{table}");
        }
        assert_eq!(house.count(&format!("SELECT CAST(length(password_lock) AS BIGINT) FROM account WHERE account = '{code}'")).await, 0);
        let twice = house.store.end_account(&house.sign_in("head").await, &code).await;
        assert!(matches!(twice, Err(AccountError::NoSuchAccount)));
    }

    async fn a_role_taken_away_closes_its_compartments_and_one_given_opens_them_whole(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Psychologist]).await;
        let code = ann.account().code.clone();
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.store.change_roles(&centre.head, &code, vec![Role::Lawyer]).await.unwrap();
        let token = token_of(&house, "ann").await;
        let now = again(&house, &token).await;
        assert_eq!(now.account().roles, [Role::Lawyer]);
        for compartment in Compartment::ALL {
            assert_eq!(now.holds(compartment), Role::Lawyer.compartments().contains(&compartment), "{compartment}");
        }
        assert_eq!(newest_epoch(&house, Compartment::Psychological).await, 2);
        assert_eq!(newest_epoch(&house, Compartment::File).await, 1, "she keeps it: it need not advance");
        assert_eq!(folder.open(&now).await.entries.len(), 1);
        let head = house.sign_in("head").await;
        let changes = house.store.rights_changes(&head).await.unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].change, Change::Roles {
            account: code, before: vec![Role::Psychologist], after: vec![Role::Lawyer],
        });
        is_whole(&house).await;
    }

    async fn rights_are_changed_by_the_head_with_a_fresh_proof_and_never_the_last_head_away(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let code = ann.account().code.clone();
        let (store, own) = (&house.store, centre.head.account().code.clone());
        assert!(matches!(store.change_roles(&ann, &code, vec![Role::Head]).await, Err(AccountError::NotHead)));
        assert!(matches!(store.invite(&ann, newcomer("bea", &[Role::Nurse])).await, Err(AccountError::NotHead)));
        assert!(matches!(store.staff(&ann).await, Err(AccountError::NotHead)));
        assert!(matches!(store.end_account(&centre.head, &own).await, Err(AccountError::LastHead)));
        assert!(matches!(store.change_roles(&centre.head, &own, vec![Role::Lawyer]).await, Err(AccountError::LastHead)));
        for roles in [vec![], vec![Role::Officer], vec![Role::ActingHead]] {
            let refused = store.change_roles(&centre.head, &code, roles).await;
            assert!(matches!(refused, Err(AccountError::RolesDoNotFit)));
        }
        for nobody in ["", "nobody", "a\0b"] {
            assert!(matches!(store.end_account(&centre.head, nobody).await, Err(AccountError::NoSuchAccount)));
        }
        let token = token_of(&house, "head").await;
        house.wait_minutes(6);
        let head = again(&house, &token).await;
        assert!(matches!(store.end_account(&head, &code).await, Err(AccountError::ProofNeeded)));
        store.prove(&head, PASSWORD, "").await.unwrap();
        store.end_account(&again(&house, &token).await, &code).await.unwrap();
    }

    async fn an_acting_head_acts_from_the_first_day_of_the_order_to_its_last(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let code = ann.account().code.clone();
        let order = ActingOrder { order: "14-L".to_owned(), from: date(2022, 4, 1), to: date(2022, 4, 5) };
        house.store.appoint_acting_head(&centre.head, &code, order.clone()).await.unwrap();
        let today = house.sign_in("ann").await;
        assert!(!today.is_head() && !today.holds(Compartment::Medical), "the order does not count yet");

        house.wait_until(date(2022, 4, 1));
        let token = token_of(&house, "ann").await;
        let acting = again(&house, &token).await;
        assert!(acting.is_head());
        for compartment in Compartment::ALL {
            assert!(acting.holds(compartment), "{compartment}");
        }
        let mut folder = Folder::begin(&house, &acting, "Aliya", &[papers::application("Canary")]).await;
        let shelter = json!({"act": "service_given", "code": "G.1", "emergency": true});
        folder.does(&acting, shelter, &[]).await;
        let end = json!({"act": "ended", "ground": "written_application", "order": "15-L"});
        folder.does(&acting, end, &[]).await;
        let heads_own = house.store.end_account(&acting, &centre.head.account().code).await;
        assert!(matches!(heads_own, Err(AccountError::NotHead)), "not over the head herself");
        let other = house.store.appoint_acting_head(&acting, &code, order.clone()).await;
        assert!(matches!(other, Err(AccountError::NotHead)), "not for longer than the order says");
        house.store.invite(&acting, newcomer("bea", &[Role::Nurse])).await.unwrap();
        for herself in [Role::Head, Role::ActingHead] {
            let longer = house.store.change_roles(&acting, &code, vec![Role::Specialist, herself]).await;
            assert!(longer.is_err(), "what an order gives ends with it: {herself:?}");
        }
        let another = house.store.invite(&acting, newcomer("cat", &[Role::Head])).await;
        assert!(matches!(another, Err(AccountError::HeadMakesHead)), "no head is left behind either");
        let kits = house.store.set_up_recovery(&acting, &crate::recovery::three_kits()).await;
        assert!(matches!(kits, Err(RecoveryError::NotHead)), "nor kits of her own");

        // Past midnight after the last day, in the middle of a session.
        house.wait_until(date(2022, 4, 5));
        let token = token_of(&house, "ann").await;
        assert!(again(&house, &token).await.is_head());
        for _ in 0..73 {
            house.wait_minutes(10);
            house.store.session(&token).await.ok();
        }
        assert_eq!(house.store.today(), date(2022, 4, 6));
        let token = token_of(&house, "ann").await;
        let over = again(&house, &token).await;
        assert!(!over.is_head() && !over.holds(Compartment::Medical));
        assert_eq!(over.account().roles, [Role::Specialist]);
        assert_eq!(newest_epoch(&house, Compartment::Medical).await, 1, "nobody was there who could advance it");

        // The head comes back: what the order had opened is closed by key.
        let head = house.sign_in("head").await;
        assert_eq!(newest_epoch(&house, Compartment::Medical).await, 2);
        assert_eq!(newest_epoch(&house, Compartment::Social).await, 1, "hers by her role");
        let sealed = house.count(&format!(
            "SELECT COUNT(*) FROM compartment_holder WHERE account = '{code}' AND compartment = 'medical'"
        )).await;
        assert_eq!(sealed, 0);
        let opened = folder.open(&head).await;
        let orders: Vec<_> = opened.entries.iter().map(|each| each.acting_by.as_deref()).collect();
        assert_eq!(orders, [None, None, Some("14-L")], "what she did as head names the order, her own work does not");
        let names: Vec<_> = house.store.rights_changes(&head).await.unwrap().iter().map(|each| each.change.name()).collect();
        assert_eq!(names, ["acting_ended", "invited", "acting"]);
        is_whole(&house).await;
    }

    async fn an_order_has_days_that_fit_and_ends_when_the_head_says(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let code = ann.account().code.as_str();
        let order = |from, to| ActingOrder { order: "14-L".to_owned(), from, to };
        let yesterday = DAY.saturating_sub(Span::new().days(1));
        for wrong in [order(DAY, yesterday), order(yesterday, yesterday)] {
            let refused = house.store.appoint_acting_head(&centre.head, code, wrong).await;
            assert!(matches!(refused, Err(AccountError::DaysDoNotFit)));
        }
        house.store.appoint_acting_head(&centre.head, code, order(DAY, DAY)).await.unwrap();
        assert!(house.sign_in("ann").await.is_head());
        let head = house.sign_in("head").await;
        house.store.end_acting_head(&head, code).await.unwrap();
        assert!(!house.sign_in("ann").await.is_head());
        assert_eq!(newest_epoch(&house, Compartment::Report).await, 2);
        is_whole(&house).await;
    }

    async fn an_acting_head_approves_a_plan_and_a_specialist_does_not(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let approve = || NewAct::new(an_id(), DAY, act(json!({"act": "plan_approved"})));
        let refusal = async |session: &Session| {
            match house.store.act(session, &folder.code, folder.seq, approve()).await {
                Err(store::ActError::Refused(refusal)) => refusal.reason,
                other => panic!("{:?}", other.is_ok()),
            }
        };
        assert_eq!(refusal(&ann).await, standard::refusal::Reason::MayNotDoThis);
        let order = ActingOrder { order: "14-L".to_owned(), from: DAY, to: DAY };
        house.store.appoint_acting_head(&centre.head, &ann.account().code, order).await.unwrap();
        let acting = house.sign_in("ann").await;
        assert_ne!(refusal(&acting).await, standard::refusal::Reason::MayNotDoThis, "hers to approve; there is no plan yet");
    }

    async fn a_plan_that_an_acting_head_approved_tells_her_name_and_the_order(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let mut folder = crate::exchanges::recognised(&house, &centre.head).await;
        for (what, form) in [
            (json!({"act": "report_drawn_up"}), Some(papers::report("Canary", "what she told"))),
            (json!({"act": "package_sent", "channel": "paper", "documents": ["annex_1", "annex_2"]}), None),
            (json!({"act": "permit_received", "number": "17"}), None),
            (json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}), Some(papers::agreement("Canary", DAY))),
            (json!({"act": "observation_held", "from": "2022-03-28", "to": "2022-03-28"}), None),
            (json!({"act": "needs_assessed", "specialists": ["specialist", "psychologist"], "opinion": "recorded"}), None),
            (json!({"act": "plan_drawn_up", "from": "2022-03-28", "to": "2022-09-01",
                "items": [{"code": "1.1", "responsible": "specialist"}]}), Some(papers::plan("Canary", DAY, date(2022, 9, 1)))),
        ] {
            folder.does(&centre.head, what, form.as_slice()).await;
        }
        let plan = async |session: &Session| {
            let documents = folder.open(session).await.documents;
            let plan = documents.iter().find(|head| head.form == FormKind::Annex6).unwrap();
            house.store.document(session, &folder.code, &plan.id).await.unwrap()
        };
        assert_eq!(plan(&centre.head).await.acting, None, "not approved yet");
        let order = ActingOrder { order: "14-L".to_owned(), from: DAY, to: DAY };
        house.store.appoint_acting_head(&centre.head, &ann.account().code, order).await.unwrap();
        let acting = house.sign_in("ann").await;
        let approval = NewAct::new(an_id(), DAY, act(json!({"act": "plan_approved"})));
        house.store.act(&acting, &folder.code, folder.seq, approval).await.unwrap();
        let told = plan(&acting).await.acting.unwrap();
        assert_eq!((told.name.as_str(), told.order.as_str()), ("ann of the staff", "14-L"));
        let exported = house.store.export_file(&acting, &folder.code, "bundle").await.unwrap();
        let told = exported.documents.iter().filter_map(|document| document.acting.as_ref());
        assert_eq!(told.count(), 1, "of the plan and of nothing else");
    }

    async fn the_head_sees_everybody_with_state_and_last_sign_in(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.store.invite(&centre.head, newcomer("bea", &[Role::Nurse])).await.unwrap();
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        let head = house.sign_in("head").await;
        let staff = house.store.staff(&head).await.unwrap();
        let seen: Vec<_> = staff.iter().map(|one| (one.login.as_str(), one.last_sign_in.is_some())).collect();
        assert_eq!(seen, [("ann", true), ("bea", false), ("head", true)]);
        assert_eq!(staff[0].state, MemberState::Ended);
        assert!(matches!(staff[1].state, MemberState::Invited(until) if until > house.now()));
        assert_eq!(staff[2].state, MemberState::Active);
    }

    async fn staff_of_annex_5_who_work_with_no_recipient_hold_no_key(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let without: Vec<Role> = Role::ALL.into_iter()
            .filter(|role| !role.compartments().contains(&Compartment::File)).collect();
        assert_eq!(without, [Role::Accountant, Role::Hr, Role::Identification, Role::Monitoring, Role::Emergency]);
        for role in Role::ALL.into_iter().filter(|role| centre.body.kind.has(*role)) {
            let who = house.staff(&centre.head, &format!("a-{}", role.name()), &[role]).await;
            let sealed = house.count(&format!(
                "SELECT COUNT(*) FROM compartment_holder WHERE account = '{}'", who.account().code
            )).await;
            assert_eq!(sealed, role.compartments().len() as i64, "{role:?}");
            let opens = house.store.open_file(&who, &folder.code).await;
            if without.contains(&role) {
                assert!(matches!(opens, Err(OpenError::NotFound)), "{role:?}");
                assert!(who.actors().is_empty(), "{role:?}");
            } else {
                assert!(opens.is_ok(), "{role:?}");
            }
        }
        assert!(Role::Accountant.compartments().is_empty());
        assert_eq!(Role::Hr.compartments(), [Compartment::House], "staff particulars, no recipient's file");
    }
}
