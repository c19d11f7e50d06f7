//! Whoever can write to the database and holds no key of staff: what she puts into the directory of keys is taken by nobody, and found.

use jiff::civil::date;
use sealed::{
    DirectoryKey, PasswordLock, PersonKeys, PersonPublic, Place, Sealed, Seed, SeedPublic,
    chain::{digest, entry_hash, signed_message},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use standard::compartment::Compartment;
use store::{
    AccountError, ActError, ActingOrder, JoinRefused, NewAct, NoSession, Role, SignInRefused,
    StoreError,
    recovery::RecoveryError,
    restricted::RestrictionError,
    verify::{At, Broken},
};

use crate::{
    exchanges::{package, recognised},
    house::{Centre, DAY, Folder, House, On, PASSWORD, act, an_id},
    papers,
    recovery::three_kits,
    rights::newcomer,
    rows::select,
};

/// Randomness that does not matter.
fn random() -> impl rand_core::CryptoRng {
    rand_core::UnwrapErr(getrandom::SysRng)
}

/// Bytes as SQL writes them.
fn sql(house: &House, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match house.on {
        On::Sqlite => format!("x'{digits}'"),
        On::Postgres => format!("'\\x{digits}'::bytea"),
    }
}

/// Puts a seed of the intruder's own into the place of the next epoch, sealed to everybody who holds the compartment.
async fn plant_seed(house: &House, body: &str, compartment: Compartment, seed: &Seed) {
    let name = compartment.name();
    let newest = format!(
        "SELECT MAX(epoch) FROM compartment WHERE body = '{body}' AND compartment = '{name}'"
    );
    let epoch = house.count(&newest).await + 1;
    let public = sql(house, &seed.public().to_bytes());
    house
        .tamper(&format!(
            "INSERT INTO compartment (body, compartment, epoch, public_key) VALUES ('{body}', '{name}', {epoch}, {public})"
        ))
        .await;
    let holders = format!(
        "SELECT a.account, a.public_keys FROM account a WHERE a.body = '{body}' AND EXISTS (SELECT 1 FROM compartment_holder h
         WHERE h.body = a.body AND h.account = a.account AND h.compartment = '{name}')"
    );
    for row in select(&house.url, &holders).await {
        let account: String = row.get(0);
        let public = PersonPublic::from_bytes(&row.get::<Vec<u8>>(1)).unwrap();
        let place = Place {
            body,
            file: "",
            compartment: name,
            stream: &account,
            sequence: epoch.unsigned_abs(),
            kind: "seed",
        };
        let sealed = public.seal_to(&place, seed.to_secret_bytes().as_ref(), &mut random());
        let sealed = sql(house, sealed.as_bytes());
        house
            .tamper(&format!(
                "INSERT INTO compartment_holder (body, compartment, epoch, account, sealed_seed)
                 VALUES ('{body}', '{name}', {epoch}, '{account}', {sealed})"
            ))
            .await;
    }
}

/// The digests of a directory are written so.
fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// Makes the directory of a body anew, with a key of the intruder's own from its first epoch on, and whatever else she wishes it to say.
async fn make_directory_anew(house: &House, body: &str, seed: &Seed, say: impl FnOnce(&mut Value)) {
    let said = format!("SELECT statement FROM directory WHERE body = '{body}'");
    let said: Vec<u8> = select(&house.url, &said).await[0].get(0);
    let mut statement: Value = serde_json::from_slice(&said).unwrap();
    say(&mut statement);
    let statement = serde_json::to_vec(&statement).unwrap();
    let key = DirectoryKey::of_seed(seed, body, 1);
    let public = sql(house, &key.public().to_bytes());
    let itself = sql(house, &key.sign_key(body, 1, &key.public()));
    let signature = sql(house, &key.sign_statement(body, 1, &statement));
    let statement = sql(house, &statement);
    house
        .tamper(&format!(
            "DELETE FROM directory_key WHERE body = '{body}';
             INSERT INTO directory_key (body, epoch, public_key, signature) VALUES ('{body}', 1, {public}, {itself});
             UPDATE directory SET statement = {statement}, signature = {signature} WHERE body = '{body}'"
        ))
        .await;
}

/// The house and what verify finds broken in it.
async fn broken(house: &House) -> Vec<(At, Broken)> {
    let report = house.store.verify().await.unwrap();
    report
        .problems
        .into_iter()
        .map(|problem| (problem.at, problem.broken))
        .collect()
}

async fn is_whole(house: &House) {
    assert_eq!(broken(house).await, []);
}

/// Whether a session of this token is refused for what was done to the directory of keys.
async fn session_is_refused(house: &House, token: &str) -> bool {
    matches!(
        house.store.session(token).await,
        Err(NoSession::Store(StoreError::DirectoryChanged(_)))
    )
}

async fn sign_in_is_refused(house: &House, login: &str) -> bool {
    matches!(
        house.store.sign_in(login, PASSWORD).await,
        Err(SignInRefused::Store(StoreError::DirectoryChanged(_)))
    )
}

async fn token_of(house: &House, login: &str) -> String {
    let (token, _) = house.store.sign_in(login, PASSWORD).await.unwrap();
    token.to_text().to_string()
}

/// Appends an entry as the program does, with keys that the writer has, so that the chain holds.
async fn append(
    house: &House,
    (body, class): (&str, &str),
    (account, keys): (&str, &PersonKeys),
    about: &str,
    vouched: &[u8],
) {
    fn push(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
        out.push(u8::from(bytes.is_some()));
        out.extend_from_slice(&(bytes.unwrap_or_default().len() as u64).to_be_bytes());
        out.extend_from_slice(bytes.unwrap_or_default());
    }
    let at = house.now().to_string();
    let mut content = Vec::new();
    for text in [class, body, account, &at] {
        push(&mut content, Some(text.as_bytes()));
    }
    push(&mut content, Some(about.as_bytes()));
    push(&mut content, Some(vouched));
    content.extend_from_slice(&0_i64.to_be_bytes());
    push(&mut content, None);
    let digest = digest(&content);
    let signature = keys.sign(&signed_message("", 0, &[0; 16], &digest));
    let head = format!("SELECT number, hash FROM chain_head WHERE body = '{body}'");
    let head = &select(&house.url, &head).await[0];
    let number = head.get::<i64>(0) + 1;
    let previous: [u8; 32] = head.get::<Vec<u8>>(1).try_into().unwrap();
    let fields = [
        ("body", Some(body.as_bytes())),
        ("class", Some(class.as_bytes())),
        ("account", Some(account.as_bytes())),
        ("about", Some(about.as_bytes())),
        ("file", None),
        ("exchange", None),
        ("sequence", None),
        ("act_id", None),
        ("recorded_at", Some(at.as_bytes())),
        ("digest", Some(digest.as_slice())),
        ("signature", Some(signature.as_slice())),
    ];
    let hash = entry_hash(&previous, number.unsigned_abs(), &fields);
    let [digest, signature, previous, hash] =
        [&digest[..], &signature, &previous, &hash].map(|bytes| sql(house, bytes));
    house
        .tamper(&format!(
            "INSERT INTO entry (body, number, class, account, about, recorded_at, digest, signature, previous_hash, hash)
             VALUES ('{body}', {number}, '{class}', '{account}', '{about}', '{at}', {digest}, {signature}, {previous}, {hash});
             UPDATE chain_head SET number = {number}, hash = {hash} WHERE body = '{body}'"
        ))
        .await;
}

async fn a_package_to(house: &House, centre: &Centre, office: &Centre) -> Result<(), ActError> {
    let folder = recognised(house, &centre.head).await;
    let sent = NewAct::new(an_id(), DAY, act(package())).send_to(&office.body.code);
    let sent = house
        .store
        .act(&centre.head, &folder.code, folder.seq, sent);
    sent.await.map(|_| ())
}

on_both! {
    async fn a_seed_that_no_head_made_is_taken_by_nobody_and_found(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        let folder = recognised(&house, &centre.head).await;
        let (of_head, of_bea) = (token_of(&house, "head").await, token_of(&house, "bea").await);
        is_whole(&house).await;

        plant_seed(&house, &centre.body.code, Compartment::File, &Seed::generate(&mut random())).await;

        assert!(session_is_refused(&house, &of_head).await);
        assert!(session_is_refused(&house, &of_bea).await);
        for login in ["head", "ann", "bea"] {
            assert!(sign_in_is_refused(&house, login).await, "{login}");
        }
        // Of requests that were under way when it happened, what would be sealed to public halves is not, and no right changes hands.
        let new = NewAct::new(an_id(), DAY, act(json!({"act": "report_drawn_up"})))
            .with_document(papers::report("Canary", "what she told"), standard::lang::Lang::Kk);
        let written = house.store.act(&ann, &folder.code, folder.seq, new).await;
        assert!(matches!(written, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{written:?}");
        let changed = house.store.change_roles(&centre.head, &ann.account().code, vec![Role::Lawyer]).await;
        assert!(changed.is_err(), "{changed:?}");
        let invited = house.store.invite(&centre.head, newcomer("dina", &[Role::Nurse])).await;
        assert!(invited.is_err());
        for table in ["sealed_body", "document", "file_row"] {
            let under_it = house.count(&format!("SELECT COUNT(*) FROM {table} WHERE epoch > 1")).await;
            assert_eq!(under_it, 0, "{table}");
        }
        assert!(broken(&house).await.contains(&(At::Body, Broken::DirectoryChanged)));
    }

    async fn exchanged_keys_of_a_colleague_are_sealed_nothing_and_found(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let bea = house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let code = ann.account().code.clone();
        let own = PersonKeys::generate(&mut random());
        let public = sql(&house, &own.public().to_bytes());
        house.tamper(&format!("UPDATE account SET public_keys = {public} WHERE account = '{code}'")).await;

        // Her own rights, and those of somebody else whose leaving would give everybody new seeds.
        let hers = house.store.change_roles(&centre.head, &code, vec![Role::Lawyer]).await;
        assert!(matches!(hers, Err(AccountError::Store(StoreError::DirectoryChanged(_)))), "{hers:?}");
        let anothers = house.store.end_account(&centre.head, &bea.account().code).await;
        assert!(matches!(anothers, Err(AccountError::Store(StoreError::DirectoryChanged(_)))));
        let named = house.store.restrict(&centre.head, &folder.code, std::slice::from_ref(&code), "why").await;
        assert!(matches!(named, Err(RestrictionError::Store(StoreError::DirectoryChanged(_)))));
        // What was sealed to it: nothing.
        for row in select(&house.url, "SELECT body, compartment, epoch, account, sealed_seed FROM compartment_holder").await {
            let [body, compartment, account]: [String; 3] = [row.get(0), row.get(1), row.get(3)];
            let place = Place {
                body: &body,
                file: "",
                compartment: &compartment,
                stream: &account,
                sequence: row.get::<i64>(2).unsigned_abs(),
                kind: "seed",
            };
            assert!(own.open_from(&place, &Sealed::from_stored(row.get(4)).unwrap()).is_err());
        }
        assert!(broken(&house).await.contains(&(At::Account(code), Broken::DirectoryChanged)));
    }

    async fn an_exchanged_key_of_recovery_is_entrusted_nothing_and_found(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.store.set_up_recovery(&centre.head, &three_kits()).await.unwrap();
        is_whole(&house).await;
        let public = sql(&house, &Seed::generate(&mut random()).public().to_bytes());
        house.tamper(&format!("UPDATE recovery SET public_key = {public}")).await;
        let entrusted = house.store.entrust_own_keys(&ann).await;
        assert!(matches!(entrusted, Err(RecoveryError::Store(StoreError::DirectoryChanged(_)))));
        let found = broken(&house).await;
        assert!(found.contains(&(At::Body, Broken::DirectoryChanged)));
    }

    async fn an_exchanged_public_half_is_written_to_by_nobody_and_found(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        house.sign_in("head").await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        let folder = recognised(&house, &centre.head).await;
        let public = sql(&house, &Seed::generate(&mut random()).public().to_bytes());
        let exchange = |body: &str, compartment: &str| {
            format!("UPDATE compartment SET public_key = {public} WHERE body = '{body}' AND compartment = '{compartment}'")
        };
        house.tamper(&exchange(&centre.body.code, "report")).await;
        let new = NewAct::new(an_id(), DAY, act(json!({"act": "report_drawn_up"})))
            .with_document(papers::report("Canary", "what she told"), standard::lang::Lang::Kk);
        let written = house.store.act(&ann, &folder.code, folder.seq, new).await;
        assert!(matches!(written, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{written:?}");
        assert!(broken(&house).await.contains(&(At::Body, Broken::DirectoryChanged)));
        drop(office);
    }

    async fn another_bodys_half_or_whole_directory_put_in_its_place_is_sent_nothing(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        // She signs in, and has from then on seen the directory of the office.
        let centre = Centre { head: house.sign_in("head").await, ..centre };
        a_package_to(&house, &centre, &office).await.unwrap();
        let seed = Seed::generate(&mut random());
        let public = seed.public().to_bytes();
        let body = office.body.code.as_str();
        let half = sql(&house, &public);
        house.tamper(&format!(
            "UPDATE compartment SET public_key = {half} WHERE body = '{body}' AND compartment IN ('file', 'legal')"
        )).await;
        let sent = a_package_to(&house, &centre, &office).await;
        assert!(matches!(sent, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{sent:?}");

        make_directory_anew(&house, body, &seed, |statement| {
            for compartment in ["file", "legal"] {
                statement["halves"][compartment]["1"] = json!(base64(&digest(&public)));
            }
        }).await;
        let sent = a_package_to(&house, &centre, &office).await;
        assert!(matches!(sent, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{sent:?}");
        // Signed in anew, she has still seen the former one; and so has whoever the head has introduced since.
        let centre = Centre { head: house.sign_in("head").await, ..centre };
        let sent = a_package_to(&house, &centre, &office).await;
        assert!(matches!(sent, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{sent:?}");
        let head = house.staff(&centre.head, "second", &[Role::Head]).await;
        let sent = a_package_to(&house, &Centre { head, ..centre }, &office).await;
        assert!(matches!(sent, Err(ActError::Store(StoreError::DirectoryChanged(_)))), "{sent:?}");
        // In the office itself nobody is let in.
        assert!(sign_in_is_refused(&house, "officer").await);
    }

    async fn seeds_of_an_exchange_that_nobody_of_its_body_made_are_taken_by_nobody_and_found(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let centre = Centre { head: house.sign_in("head").await, ..centre };
        a_package_to(&house, &centre, &office).await.unwrap();
        let office = Centre { head: house.sign_in("officer").await, ..office };
        assert_eq!(house.store.exchanges(&office.head).await.unwrap().len(), 1);
        let seed = Seed::generate(&mut random());
        let members = "SELECT m.body, m.exchange, m.compartment, m.epoch, c.public_key FROM exchange_member m
            JOIN compartment c ON c.body = m.body AND c.compartment = m.compartment AND c.epoch = m.epoch";
        for row in select(&house.url, members).await {
            let [body, exchange, compartment]: [String; 3] = [row.get(0), row.get(1), row.get(2)];
            let place = Place {
                body: &body,
                file: &exchange,
                compartment: &compartment,
                stream: "exchange",
                sequence: row.get::<i64>(3).unsigned_abs(),
                kind: "seed",
            };
            let half = SeedPublic::from_bytes(&row.get::<Vec<u8>>(4)).unwrap();
            let sealed = half.seal_to_hybrid(&place, seed.to_secret_bytes().as_ref(), &mut random());
            let sealed = sql(&house, sealed.as_bytes());
            house.tamper(&format!(
                "UPDATE exchange_member SET sealed_seed = {sealed}
                 WHERE body = '{body}' AND exchange = '{exchange}' AND compartment = '{compartment}'"
            )).await;
        }
        for head in [&office.head, &centre.head] {
            let opened = house.store.exchanges(head).await;
            assert!(matches!(opened, Err(StoreError::DirectoryChanged(_))), "{opened:?}");
        }
        assert!(broken(&house).await.iter().any(|(at, broken)| {
            matches!(at, At::Exchange(_)) && *broken == Broken::SignatureWrong
        }));
    }

    async fn another_shred_key_is_found_in_every_place(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let centre = Centre { head: house.sign_in("head").await, ..centre };
        a_package_to(&house, &centre, &office).await.unwrap();
        crate::register::a_line(&house, &centre.head).await;
        is_whole(&house).await;
        let keys = select(&house.url, "SELECT body, file, shred_key FROM shred_key ORDER BY body, file").await;
        // The lists of both bodies, the file, the exchange, the register.
        assert_eq!(keys.len(), 5);
        for row in &keys {
            let [body, file]: [String; 2] = [row.get(0), row.get(1)];
            let mut bytes: Vec<u8> = row.get(2);
            let put = |bytes: &[u8]| format!(
                "UPDATE shred_key SET shred_key = {} WHERE body = '{body}' AND file = '{file}'", sql(&house, bytes)
            );
            let whole = put(&bytes);
            bytes[7] ^= 1;
            house.tamper(&put(&bytes)).await;
            assert!(!broken(&house).await.is_empty(), "{file}");
            house.tamper(&whole).await;
            is_whole(&house).await;
        }
    }

    async fn a_directory_made_anew_from_its_beginning_lets_nobody_in_and_nobody_join(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let invited = house.store.invite(&centre.head, newcomer("dina", &[Role::Nurse])).await.unwrap();
        let of_ann = token_of(&house, "ann").await;
        let seed = Seed::generate(&mut random());
        let body = centre.body.code.as_str();
        plant_seed(&house, body, Compartment::File, &seed).await;
        let half = base64(&digest(&seed.public().to_bytes()));
        make_directory_anew(&house, body, &seed, |statement| {
            statement["halves"]["file"]["2"] = json!(half);
            statement["serial"] = json!(1000);
        }).await;
        assert!(session_is_refused(&house, &of_ann).await);
        for login in ["head", "ann"] {
            assert!(sign_in_is_refused(&house, login).await, "{login}");
        }
        let joined = house.store.join(&invited.code, PASSWORD).await;
        assert!(matches!(joined, Err(JoinRefused::Store(StoreError::DirectoryChanged(_)))));
    }

    async fn what_somebody_has_seen_cannot_be_taken_from_her_or_given_to_her(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let of = |login: &str| format!("(SELECT account FROM account WHERE login = '{login}')");
        house.tamper(&format!(
            "UPDATE directory_pin SET sealed = (SELECT sealed FROM directory_pin WHERE account = {}) WHERE account = {}",
            of("head"), of("ann")
        )).await;
        assert!(sign_in_is_refused(&house, "ann").await);
        house.tamper(&format!("DELETE FROM directory_pin WHERE account = {}", of("ann"))).await;
        assert!(sign_in_is_refused(&house, "ann").await);
        house.sign_in("head").await;
        let code = select(&house.url, "SELECT account FROM account WHERE login = 'ann'").await[0].get(0);
        assert_eq!(broken(&house).await, [(At::Account(code), Broken::DirectoryChanged)]);
    }

    async fn a_new_seed_kept_back_from_somebody_lets_her_not_write_under_the_old_one(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        house.sign_in("bea").await;
        house.tamper("DELETE FROM compartment_holder WHERE compartment = 'file' AND epoch = 2
            AND account = (SELECT account FROM account WHERE login = 'bea')").await;
        assert!(sign_in_is_refused(&house, "bea").await);
    }

    async fn an_older_directory_put_back_is_refused_by_whoever_has_seen_the_newer(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.staff(&centre.head, "bea", &[Role::Specialist]).await;
        let kept = select(&house.url, "SELECT statement, signature FROM directory").await;
        let [statement, signature] = [kept[0].get::<Vec<u8>>(0), kept[0].get(1)].map(|bytes| sql(&house, &bytes));
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        house.sign_in("bea").await;
        // Without the new seeds, so that what bea writes is legible to Ann again.
        house.tamper(&format!(
            "UPDATE directory SET statement = {statement}, signature = {signature};
             DELETE FROM compartment_holder WHERE epoch = 2; DELETE FROM compartment WHERE epoch = 2"
        )).await;
        for login in ["head", "bea"] {
            // The head has not signed in since; but what Ann is now is not in the older one.
            assert!(sign_in_is_refused(&house, login).await, "{login}");
        }
        assert!(!broken(&house).await.is_empty());
    }

    async fn a_holder_whom_no_head_named_gets_no_new_seed(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let clerk = house.staff(&centre.head, "clerk", &[Role::Hr]).await;
        let (body, code) = (centre.body.code.as_str(), clerk.account().code.clone());
        // She and somebody who writes to the database hope for the next seed.
        house.tamper(&format!(
            "INSERT INTO compartment_holder (body, compartment, epoch, account, sealed_seed)
             VALUES ('{body}', 'identity', 1, '{code}', {})", sql(&house, b"nothing")
        )).await;
        house.store.end_account(&centre.head, &ann.account().code).await.unwrap();
        let hers = format!("SELECT COUNT(*) FROM compartment_holder WHERE account = '{code}' AND compartment = 'identity' AND epoch = 2");
        assert_eq!(house.count(&hers).await, 0);
        assert!(broken(&house).await.contains(&(At::Account(code), Broken::DirectoryChanged)));
    }

    async fn an_account_that_signs_for_itself_in_a_chain_that_holds_is_found(house: House) {
        let centre = house.centre().await;
        house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        is_whole(&house).await;
        let (body, code) = (centre.body.code.as_str(), "mallory1");
        let keys = PersonKeys::generate(&mut random());
        let public = keys.public().to_bytes();
        let mut vouched = Sha256::new_with_prefix(b"tirek/account/1");
        let texts = [body, code, "mallory", "active"].map(str::as_bytes);
        for bytes in texts.into_iter().chain([public.as_slice(), b"lock", b"profile", b"card"]) {
            vouched.update((bytes.len() as u64).to_be_bytes());
            vouched.update(bytes);
        }
        let [public, lock, profile, card] =
            [public.as_slice(), b"lock", b"profile", b"card"].map(|bytes| sql(&house, bytes));
        house.tamper(&format!(
            "INSERT INTO account (body, account, login, state, public_keys, password_lock, profile, card)
             VALUES ('{body}', '{code}', 'mallory', 'active', {public}, {lock}, {profile}, {card})"
        )).await;
        append(&house, (body, "account"), (code, &keys), code, &vouched.finalize()).await;
        append(&house, (body, "sign_in"), (code, &keys), code, b"").await;
        // The chain, the hashes and her signatures hold: nothing else is found than that no head made her.
        let found = broken(&house).await;
        assert!(found.contains(&(At::Account(code.to_owned()), Broken::DirectoryChanged)));
        let others = found.iter().filter(|(_, broken)| {
            ![Broken::DirectoryChanged, Broken::AuthorUnknown].contains(broken)
        });
        assert_eq!(others.count(), 0, "{found:?}");
        // And the head changes nothing while she stands there.
        let invited = house.store.invite_again(&centre.head, code).await;
        assert!(matches!(invited, Err(AccountError::Store(StoreError::DirectoryChanged(_)))));
    }

    async fn what_somebody_signs_who_has_left_is_found(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let (body, code) = (centre.body.code.as_str(), ann.account().code.clone());
        let lock: Vec<u8> = select(&house.url, "SELECT password_lock FROM account WHERE login = 'ann'").await[0].get(0);
        let place = Place { body, file: "", compartment: "", stream: &code, sequence: 0, kind: "password" };
        let keys = PasswordLock::from_bytes(&lock).unwrap().unlock(PASSWORD, &place).unwrap();
        house.store.end_account(&centre.head, &code).await.unwrap();
        is_whole(&house).await;
        append(&house, (body, "second_factor"), (&code, &keys), "nobody01", b"").await;
        let found = broken(&house).await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::AuthorEnded), "{found:?}");
    }

    async fn in_lawful_life_everything_is_vouched_for(house: House) {
        let store = &house.store;
        let centre = house.centre().await;
        let signed_by = async || store.verify().await.unwrap().chains[0].directory.clone().unwrap();
        let first = signed_by().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        // Somebody joins, and only then is given other roles: her new keys are introduced by those that waited.
        let invited = store.invite(&centre.head, newcomer("dina", &[Role::Nurse])).await.unwrap();
        let dina = store.join(&invited.code, PASSWORD).await.unwrap();
        is_whole(&house).await;
        assert_eq!(house.count("SELECT COUNT(*) FROM introduction").await, 1);
        assert!(house.sign_in("dina").await.holds(Compartment::Medical));
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        store.restrict(&centre.head, &folder.code, std::slice::from_ref(&dina.code), "why").await.unwrap();
        assert!(store.open_file(&house.sign_in("dina").await, &folder.code).await.is_ok());
        store.change_roles(&centre.head, &dina.code, vec![Role::Nurse, Role::Psychologist]).await.unwrap();
        assert_eq!(house.count("SELECT COUNT(*) FROM introduction").await, 0, "the directory names her keys itself");
        assert!(house.sign_in("dina").await.holds(Compartment::Psychological));
        assert_eq!(signed_by().await, first);
        // An acting head signs with the same key, and when her order has run out there is another.
        let order = ActingOrder { order: "14".to_owned(), from: DAY, to: date(2022, 4, 1) };
        store.appoint_acting_head(&centre.head, &ann.account().code, order).await.unwrap();
        let acting = house.sign_in("ann").await;
        let invited = store.invite(&acting, newcomer("ella", &[Role::Lawyer])).await.unwrap();
        let again = store.invite_again(&acting, &invited.account.code).await.unwrap();
        store.join(&again.code, PASSWORD).await.unwrap();
        assert_eq!(signed_by().await, first);
        house.wait_until(date(2022, 4, 4));
        let head = house.sign_in("head").await;
        assert_ne!(signed_by().await, first, "what she could sign with counts no more");
        is_whole(&house).await;
        for login in ["head", "ann", "dina", "ella"] {
            house.sign_in(login).await;
        }
        let token = token_of(&house, "head").await;
        drop(head);
        let head = store.session(&token).await.unwrap();
        store.end_account(&head, &ann.account().code).await.unwrap();
        house.staff(&house.sign_in("head").await, "fatima", &[Role::Educator]).await;
        assert!(house.sign_in("ella").await.holds(Compartment::Legal));
        is_whole(&house).await;
    }
}
