//! Codes from an app beside the password.

use std::collections::BTreeSet;

use store::{
    AccountError, Role, Session, SignInRefused, second_factor::CodesRefused, verify::Broken,
};
use totp_rs::{Builder, Secret, Totp};

use crate::house::{House, PASSWORD};

/// The app of somebody: it has the secret, and shows codes by its own clock.
pub struct App(Totp);

impl App {
    fn of(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        App(Builder::new().with_secret(secret).build().unwrap())
    }

    pub fn code(&self, house: &House) -> String {
        self.code_after(house, 0)
    }

    fn code_after(&self, house: &House, seconds: i64) -> String {
        let second = house.now().as_second() + seconds;
        self.0.generate(second.unsigned_abs()).to_string()
    }

    /// A code that is not of these minutes, whatever the secret is.
    fn wrong_code(&self, house: &House) -> String {
        let of_now = [-60, -30, 0, 30, 60].map(|seconds| self.code_after(house, seconds));
        (0..10)
            .map(|figure| figure.to_string().repeat(6))
            .find(|code| !of_now.contains(code))
            .unwrap()
    }
}

/// Sets codes up as their owner does: the secret into the app, its first code back.
pub async fn set_up(house: &House, session: &Session) -> App {
    // Codes of six figures are the same by chance now and then: here no two of these minutes are.
    let (secret, app) = loop {
        let secret = house.store.new_code_secret();
        let app = App::of(&secret);
        let codes: BTreeSet<_> = (-2..=12)
            .map(|step| app.code_after(house, 30 * step))
            .collect();
        if codes.len() == 15 {
            break (secret, app);
        }
    };
    let code = app.code(house);
    let done = house.store.set_up_codes(session, &secret, &code).await;
    done.unwrap();
    app
}

fn is_wrong<T>(answer: &Result<T, SignInRefused>) -> bool {
    matches!(answer, Err(SignInRefused::Wrong))
}

on_both! {
    async fn a_new_password_is_no_proof_where_a_code_is_asked_too(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        house.wait_seconds(60);
        let (token, _) = house.store.sign_in_with("head", PASSWORD, &app.code(&house)).await.unwrap();
        let again = async || house.store.session(&token.to_text()).await.unwrap();
        house.wait_minutes(6);
        // She left her desk; whoever sits down there knows the password and has not her telephone.
        house.store.change_password(&again().await, PASSWORD, "an entirely new pass phrase").await.unwrap();
        let off = house.store.turn_codes_off(&again().await).await;
        assert!(matches!(off, Err(AccountError::ProofNeeded)), "{off:?}");
        house.store.prove(&again().await, "an entirely new pass phrase", &app.code(&house)).await.unwrap();
        assert!(again().await.is_fresh());
    }

    async fn a_password_alone_signs_nobody_in_who_has_codes(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        let store = &house.store;
        house.wait_seconds(60);
        let without = store.sign_in("head", PASSWORD).await;
        let wrong_code = store.sign_in_with("head", PASSWORD, &app.wrong_code(&house)).await;
        let wrong_password = store.sign_in_with("head", "not the password at all", &app.code(&house)).await;
        for answer in [without, wrong_code, wrong_password] {
            assert!(is_wrong(&answer), "whether the password was right is not told");
        }
        let code = app.code(&house);
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let (token, _) = store.sign_in_with("head", PASSWORD, &spaced).await.unwrap();
        assert!(store.session(&token.to_text()).await.unwrap().is_head());
        assert!(store.verify().await.unwrap().is_whole());
        let failures = "SELECT COUNT(*) FROM entry WHERE class = 'sign_in_failed'";
        assert_eq!(house.count(failures).await, 3, "each of them stands in the record");
    }

    async fn a_code_counts_once_and_for_a_moment(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        let used_for_setting_up = app.code(&house);
        assert!(is_wrong(&house.store.sign_in_with("head", PASSWORD, &used_for_setting_up).await));
        house.wait_seconds(30);
        let code = app.code(&house);
        house.store.sign_in_with("head", PASSWORD, &code).await.unwrap();
        assert!(is_wrong(&house.store.sign_in_with("head", PASSWORD, &code).await));
        house.wait_seconds(90);
        assert!(is_wrong(&house.store.sign_in_with("head", PASSWORD, &code).await));
    }

    async fn two_who_use_one_code_at_once_are_one_too_many(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        house.wait_seconds(30);
        let code = app.code(&house);
        let (one, other) = tokio::join!(
            house.store.sign_in_with("head", PASSWORD, &code),
            house.store.sign_in_with("head", PASSWORD, &code),
        );
        assert_eq!([one, other].iter().filter(|result| result.is_ok()).count(), 1);
    }

    async fn wrong_codes_slow_down_like_wrong_passwords(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        let wrong = app.wrong_code(&house);
        for _ in 0..5 {
            assert!(is_wrong(&house.store.sign_in_with("head", PASSWORD, &wrong).await));
        }
        let sixth = house.store.sign_in_with("head", PASSWORD, &wrong).await;
        assert!(matches!(sixth, Err(SignInRefused::Slow(_))));
    }

    async fn a_fresh_proof_asks_for_a_code_too(house: House) {
        let centre = house.centre().await;
        let app = set_up(&house, &centre.head).await;
        house.wait_minutes(6);
        assert!(is_wrong(&house.store.prove(&centre.head, PASSWORD, "").await));
        house.store.prove(&centre.head, PASSWORD, &app.code(&house)).await.unwrap();
    }

    async fn codes_are_set_up_with_a_code_and_a_fresh_proof(house: House) {
        let centre = house.centre().await;
        let secret = house.store.new_code_secret();
        let app = App::of(&secret);
        let wrong = house.store.set_up_codes(&centre.head, &secret, &app.wrong_code(&house)).await;
        assert!(matches!(wrong, Err(CodesRefused::Wrong)));
        for nonsense in ["", "not base 32!", "AAAA", "ҚАЗАҚ"] {
            let refused = house.store.set_up_codes(&centre.head, nonsense, "000000").await;
            assert!(matches!(refused, Err(CodesRefused::Wrong)), "{nonsense}");
        }
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let stale = house.store.session(&token.to_text()).await.unwrap();
        let refused = house.store.set_up_codes(&stale, &secret, &app.code(&house)).await;
        assert!(matches!(refused, Err(CodesRefused::ProofNeeded)));
        assert!(!house.store.has_codes(&stale).await.unwrap());
        assert!(matches!(house.store.turn_codes_off(&stale).await, Err(AccountError::ProofNeeded)));
    }

    async fn their_owner_turns_codes_off(house: House) {
        let centre = house.centre().await;
        set_up(&house, &centre.head).await;
        house.store.turn_codes_off(&centre.head).await.unwrap();
        assert!(!house.store.has_codes(&centre.head).await.unwrap());
        assert!(house.store.sign_in("head", PASSWORD).await.is_ok());
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn the_head_takes_away_the_codes_of_a_lost_telephone_and_a_colleague_does_not(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let bea = house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        set_up(&house, &ann).await;
        let code = ann.account().code.as_str();
        assert!(matches!(house.store.remove_factors(&bea, code).await, Err(AccountError::NotHead)));
        assert!(house.store.sign_in("ann", PASSWORD).await.is_err());
        house.store.remove_factors(&centre.head, code).await.unwrap();
        assert!(house.store.sign_in("ann", PASSWORD).await.is_ok(), "the password stays needed");
        let again = house.store.remove_factors(&centre.head, code).await;
        assert!(matches!(again, Err(AccountError::NoSuchAccount)));
        let told = house.store.rights_changes(&centre.head).await.unwrap();
        assert_eq!((told[0].change.name(), told[0].change.account()), ("factors_removed", code));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn the_codes_of_whoever_has_left_are_destroyed(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        set_up(&house, &ann).await;
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        assert_eq!(house.count("SELECT COUNT(*) FROM second_factor").await, 0);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn codes_taken_away_or_added_behind_her_back_are_found(house: House) {
        let centre = house.centre().await;
        set_up(&house, &centre.head).await;
        let kept = house.values("second_factor", "sealed").await.remove(0);
        house.tamper("DELETE FROM second_factor").await;
        let broken = |report: store::VerifyReport| report.problems.into_iter().map(|each| each.broken).collect::<Vec<_>>();
        assert_eq!(broken(house.store.verify().await.unwrap()), [Broken::AccountChanged]);
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let hex: String = kept.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = match house.on {
            crate::house::On::Sqlite => format!("x'{hex}'"),
            crate::house::On::Postgres => format!("'\\x{hex}'::bytea"),
        };
        for account in [&centre.head.account().code, &ann.account().code] {
            let body = &centre.body.code;
            house.tamper(&format!("INSERT INTO second_factor VALUES ('{body}', '{account}', {bytes}, 0)")).await;
        }
        assert_eq!(broken(house.store.verify().await.unwrap()), [Broken::AccountUnrecorded]);
    }

    async fn the_secret_is_not_in_the_database(house: House) {
        let centre = house.centre().await;
        let secret = house.store.new_code_secret();
        let bytes = Secret::try_from_base32(secret.as_str()).unwrap();
        let code = App::of(&secret).code(&house);
        house.store.set_up_codes(&centre.head, &secret, &code).await.unwrap();
        let stored = house.everything_stored().await;
        for trace in [secret.as_bytes(), bytes.as_bytes()] {
            assert!(!stored.windows(trace.len()).any(|window| window == trace));
        }
    }
}
