//! A second factor demanded of everybody: who is kept at the gate, and what opens it.

use jiff::{ToSpan as _, civil::Date};
use standard::compartment::Compartment;
use store::{
    AccountError, ActingOrder, DemandRefused, NoSession, Role, SecondFactor, Session,
    second_factor::CodesRefused, verify::Broken,
};

use crate::{
    house::{DAY, House, PASSWORD},
    second_factor::{App, set_up},
};

/// Signs in with the password and the code of the moment.
async fn with_code(house: &House, login: &str, app: &App) -> Session {
    house.wait_seconds(60);
    let (token, _) = house
        .store
        .sign_in_with(login, PASSWORD, &app.code(house))
        .await
        .unwrap();
    house.store.session(&token.to_text()).await.unwrap()
}

/// The head comes with a code, and demands a second factor from that day on.
pub async fn demanded(house: &House, app: &App, from: Option<Date>) -> Session {
    let head = with_code(house, "head", app).await;
    house.store.demand_second_factor(&head, from).await.unwrap();
    head
}

/// Signs in with the password alone.
async fn token(house: &House, login: &str) -> String {
    let (token, _) = house.store.sign_in(login, PASSWORD).await.unwrap();
    token.to_text().to_string()
}

async fn is_kept_out(house: &House, token: &str) -> bool {
    matches!(
        house.store.session(token).await,
        Err(NoSession::SecondFactorNeeded)
    )
}

async fn at_the_gate(house: &House, token: &str) -> Session {
    house.store.session_at_the_gate(token).await.unwrap()
}

on_both! {
    async fn from_its_day_on_a_password_alone_opens_nothing_until_a_second_factor_is_set_up(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        assert_eq!(ann.second_factor(), SecondFactor::Enough);
        let app = set_up(&house, &centre.head).await;
        let day = DAY.tomorrow().unwrap();
        demanded(&house, &app, Some(day)).await;

        // The day before: everything opens, and her pages say until when.
        let before = house.sign_in("ann").await;
        assert_eq!(before.second_factor(), SecondFactor::DueFrom(day));
        assert!(before.holds(Compartment::File));

        house.wait_until(day);
        let token = token(&house, "ann").await;
        assert!(is_kept_out(&house, &token).await);
        let kept = at_the_gate(&house, &token).await;
        assert_eq!(kept.second_factor(), SecondFactor::ToSetUp);
        assert!(kept.account().roles.is_empty() && kept.actors().is_empty());
        assert!(!Compartment::ALL.into_iter().any(|each| kept.holds(each)), "no key of any compartment");
        let ann_app = set_up(&house, &kept).await;
        let whole = house.store.session(&token).await.unwrap();
        assert!(whole.holds(Compartment::File) && whole.second_factor() == SecondFactor::Enough);
        assert!(with_code(&house, "ann", &ann_app).await.holds(Compartment::File));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_session_that_began_before_the_day_goes_on_to_its_end(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let app = set_up(&house, &centre.head).await;
        demanded(&house, &app, Some(DAY.tomorrow().unwrap())).await;
        // At ten to midnight in Kazakhstan.
        house.wait_until(DAY);
        house.wait_minutes(11 * 60 + 50);
        let token = token(&house, "ann").await;
        house.wait_minutes(14);
        assert!(house.store.today() > DAY);
        assert!(house.store.session(&token).await.is_ok(), "what she types at midnight is not lost");
    }

    async fn the_head_demands_it_with_a_second_factor_of_her_own_a_fresh_proof_and_a_day_to_come(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        let demand = async |session: &Session, from| store.demand_second_factor(session, from).await;
        assert!(matches!(demand(&centre.head, Some(DAY)).await, Err(DemandRefused::OwnFirst)));
        assert!(matches!(demand(&ann, Some(DAY)).await, Err(DemandRefused::NotHead)));
        let app = set_up(&house, &centre.head).await;
        // She has one now, but came here before she had it.
        assert!(matches!(demand(&centre.head, Some(DAY)).await, Err(DemandRefused::OwnFirst)));
        let head = with_code(&house, "head", &app).await;
        for day in [DAY.yesterday().unwrap(), DAY.saturating_add(367.days()), Date::MAX, Date::MIN] {
            assert!(matches!(demand(&head, Some(day)).await, Err(DemandRefused::DayDoesNotFit)), "{day}");
        }
        assert_eq!(store.second_factor_demanded(&ann).await.unwrap(), None);
        demand(&head, Some(DAY)).await.unwrap();
        demand(&head, Some(DAY)).await.unwrap();
        assert_eq!(store.second_factor_demanded(&ann).await.unwrap(), Some(DAY));
        let entries = "SELECT COUNT(*) FROM entry WHERE class = 'second_factor_demand'";
        assert_eq!(house.count(entries).await, 1, "what is so already is not told twice");
        // Another body decides for itself.
        let other = house.authorized_body().await;
        assert_eq!(other.head.second_factor(), SecondFactor::Enough);
        demand(&head, None).await.unwrap();
        assert_eq!(house.count(entries).await, 2);
        assert_eq!(house.sign_in("ann").await.second_factor(), SecondFactor::Enough);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn whoever_has_one_and_came_with_the_password_alone_shows_it_and_sets_up_no_other(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let app = set_up(&house, &centre.head).await;
        let authenticator = crate::passkey::added(&house, &ann).await;
        demanded(&house, &app, Some(DAY)).await;
        let token = token(&house, "ann").await;
        assert!(is_kept_out(&house, &token).await);
        let kept = at_the_gate(&house, &token).await;
        assert_eq!(kept.second_factor(), SecondFactor::ToShow);
        // Whoever has found the password out makes no second factor of her own beside the one that there is.
        let secret = house.store.new_code_secret();
        let refused = house.store.set_up_codes(&kept, &secret, "000000").await;
        assert!(matches!(refused, Err(CodesRefused::ProofNeeded)));
        house.store.prove(&kept, PASSWORD, "").await.unwrap();
        assert!(is_kept_out(&house, &token).await, "the password once more is not a second factor");
        let refused = house.store.set_up_codes(&at_the_gate(&house, &token).await, &secret, "000000").await;
        assert!(matches!(refused, Err(CodesRefused::ProofNeeded)));
        crate::passkey::proves(&house, &authenticator, &kept).await.unwrap();
        assert!(house.store.session(&token).await.unwrap().holds(Compartment::File));
        let (by_passkey, _) = crate::passkey::sign_in(&house, &authenticator).await.unwrap();
        assert!(house.store.session(&by_passkey.to_text()).await.unwrap().holds(Compartment::File));
    }

    async fn whoever_turns_her_last_one_off_sets_another_up(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        demanded(&house, &app, Some(DAY)).await;
        house.wait_seconds(60);
        let (token, _) = house.store.sign_in_with("head", PASSWORD, &app.code(&house)).await.unwrap();
        let token = token.to_text();
        let head = house.store.session(&token).await.unwrap();
        house.store.turn_codes_off(&head).await.unwrap();
        assert!(is_kept_out(&house, &token).await);
        set_up(&house, &at_the_gate(&house, &token).await).await;
        assert!(house.store.session(&token).await.unwrap().is_head());
    }

    async fn newcomers_acting_heads_and_lost_telephones_find_their_way(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        let head = demanded(&house, &app, Some(DAY)).await;
        let invited = house.store.invite(&head, crate::rights::newcomer("bea", &[Role::Nurse])).await.unwrap();
        house.store.join(&invited.code, PASSWORD).await.unwrap();
        let order = ActingOrder { order: "14".to_owned(), from: DAY, to: DAY };
        house.store.appoint_acting_head(&head, &invited.account.code, order).await.unwrap();
        let token = token(&house, "bea").await;
        let kept = at_the_gate(&house, &token).await;
        assert!(!kept.is_head(), "nobody acts as head before the gate");
        let staff = house.store.staff(&kept).await;
        assert!(matches!(staff, Err(AccountError::NotHead)));
        set_up(&house, &kept).await;
        assert!(house.store.session(&token).await.unwrap().is_head());
        // Her telephone is lost: the head takes the codes away, her session ends, and she sets up anew.
        house.store.remove_factors(&head, &invited.account.code).await.unwrap();
        assert!(matches!(house.store.session(&token).await, Err(NoSession::Ended)));
        let token = self::token(&house, "bea").await;
        assert_eq!(at_the_gate(&house, &token).await.second_factor(), SecondFactor::ToSetUp);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn whoever_is_recovered_sets_a_second_factor_up_anew(house: House) {
        let (centre, kits) = crate::recovery::set_up(&house).await;
        let app = set_up(&house, &centre.head).await;
        demanded(&house, &app, Some(DAY)).await;
        let (store, password) = (&house.store, crate::recovery::NEW_PASSWORD);
        store.ask_recovery("head", [&kits[0], &kits[1]]).await.unwrap();
        house.wait_minutes(60 * store::recovery::WAITING_HOURS);
        store.recover("head", [&kits[0], &kits[1]], password).await.unwrap();
        let (token, _) = store.sign_in("head", password).await.unwrap();
        let token = token.to_text();
        assert_eq!(at_the_gate(&house, &token).await.second_factor(), SecondFactor::ToSetUp);
        set_up(&house, &at_the_gate(&house, &token).await).await;
        assert!(store.session(&token).await.unwrap().is_head());
    }

    async fn a_demand_that_is_changed_or_taken_away_is_found(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        demanded(&house, &app, Some(DAY)).await;
        let broken = async || {
            let report = house.store.verify().await.unwrap();
            report.problems.into_iter().map(|each| each.broken).collect::<Vec<_>>()
        };
        assert_eq!(broken().await, []);
        house.tamper("UPDATE second_factor_demand SET from_day = '2030-01-01'").await;
        assert_eq!(broken().await, [Broken::SealedChanged]);
        house.tamper("UPDATE second_factor_demand SET from_day = NULL").await;
        assert_eq!(broken().await, [Broken::SealedChanged]);
        house.tamper("DELETE FROM second_factor_demand").await;
        assert_eq!(broken().await, [Broken::SealedChanged]);
    }
}
