//! Rights given and taken: other roles, leaving, the acting head by order.
//!
//! Whoever loses a compartment loses the seeds sealed to her, and the compartment gets a new seed (a new epoch) that is sealed
//! to those who remain: what is written afterwards is closed to her, whatever she copied. Whoever gains one is sealed its
//! seeds of every epoch. All of it happens in one transaction under the lock of the body's chain, sealing and signing
//! included: it is rare, and nobody can gain or lose anything in between.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use sealed::{PersonPublic, Place, Sealed, Seed, SeedPublic, ShredKey, seal};
use serde::{Deserialize, Serialize};
use standard::compartment::Compartment;

use crate::{
    Store,
    account::{self, ACTIVE, AccountError, ENDED, Profile, check_newcomer, is_usable},
    body::body_digest,
    db::{Tx, is_askable, row, rows, run},
    directory::{self, Revision},
    error::StoreError,
    keys::{RECORD, epoch, record_key, seed_place, shred_key},
    record::{self, Class, Draft, Signed},
    restricted,
    role::{Role, compartments_of},
    second_factor,
    session::{self, Session},
    staff::open_profile,
};

/// An order by which somebody acts as head from one day to another, both included (paragraph 29: a plan is approved by the
/// head or the acting head). It ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingOrder {
    /// Number of the order.
    pub order: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl ActingOrder {
    /// Whether it counts on that day.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.from <= on && on <= self.to
    }
}

/// A change of rights, as the record tells it: sealed to the compartment of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Somebody was invited.
    Invited {
        /// Code of the account.
        account: String,
        /// Her login.
        login: String,
        /// Her roles.
        roles: Vec<Role>,
    },
    /// An invitation got a new code; the former is void.
    InvitedAgain {
        /// Code of the account.
        account: String,
    },
    /// Roles were given or taken.
    Roles {
        /// Code of the account.
        account: String,
        /// Before.
        before: Vec<Role>,
        /// After.
        after: Vec<Role>,
    },
    /// An account was ended.
    Ended {
        /// Code of the account.
        account: String,
    },
    /// Somebody acts as head by order.
    Acting {
        /// Code of the account.
        account: String,
        /// The order.
        order: ActingOrder,
    },
    /// An order for an acting head was ended, or had run out.
    ActingEnded {
        /// Code of the account.
        account: String,
        /// The order.
        order: ActingOrder,
    },
    /// What beside the password let somebody in was taken away: her telephone is lost.
    FactorsRemoved {
        /// Code of the account.
        account: String,
    },
    /// Somebody's session was ended: a desk was left, a telephone is lost.
    SessionEnded {
        /// Code of the account.
        account: String,
    },
}

impl Change {
    /// The account that it concerns.
    pub fn account(&self) -> &str {
        match self {
            Change::Invited { account, .. }
            | Change::InvitedAgain { account }
            | Change::Roles { account, .. }
            | Change::Ended { account }
            | Change::Acting { account, .. }
            | Change::ActingEnded { account, .. }
            | Change::FactorsRemoved { account }
            | Change::SessionEnded { account } => account,
        }
    }

    /// The name in stored data and in the ids of messages.
    pub fn name(&self) -> &'static str {
        match self {
            Change::Invited { .. } => "invited",
            Change::InvitedAgain { .. } => "invited_again",
            Change::Roles { .. } => "roles",
            Change::Ended { .. } => "ended",
            Change::Acting { .. } => "acting",
            Change::ActingEnded { .. } => "acting_ended",
            Change::FactorsRemoved { .. } => "factors_removed",
            Change::SessionEnded { .. } => "session_ended",
        }
    }
}

/// Another head is made by the head herself: an order has an end, and what it gives must not outlast it.
pub(crate) fn may_make(session: &Session, roles: &[Role]) -> Result<(), AccountError> {
    if roles.contains(&Role::Head) && !session.is_head_herself() {
        return Err(AccountError::HeadMakesHead);
    }
    Ok(())
}

/// A colleague as the head's keys open her.
pub(crate) struct Colleague {
    pub(crate) code: String,
    pub(crate) login: String,
    pub(crate) state: String,
    pub(crate) public: PersonPublic,
    pub(crate) profile: Profile,
}

impl Store {
    /// Gives somebody other roles. What she loses is closed to her from now on, what she gains is opened; her session ends.
    ///
    /// # Errors
    /// [`AccountError`]: not the head, no fresh proof, no such account, roles that do not fit, the last head.
    pub async fn change_roles(
        &self,
        session: &Session,
        account: &str,
        roles: Vec<Role>,
    ) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        self.with_colleague(session, account, |colleague| {
            check_newcomer(
                &colleague.login,
                &colleague.profile.name,
                &roles,
                &session.body().kind,
            )?;
            if roles.contains(&Role::ActingHead) || colleague.state == ENDED {
                return Err(AccountError::RolesDoNotFit);
            }
            may_make(session, &roles)?;
            let before = std::mem::replace(&mut colleague.profile.roles, roles);
            Ok(Change::Roles {
                account: colleague.code.clone(),
                before,
                after: colleague.profile.roles.clone(),
            })
        })
        .await
    }

    /// Ends an account: nobody signs in with it any more, its keys are destroyed, and what is written from now on in any
    /// compartment that it held is closed to its holder. What she signed stays verifiable.
    ///
    /// # Errors
    /// As [`Store::change_roles`].
    pub async fn end_account(&self, session: &Session, account: &str) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        self.with_colleague(session, account, |colleague| {
            if colleague.state == ENDED {
                return Err(AccountError::NoSuchAccount);
            }
            ENDED.clone_into(&mut colleague.state);
            colleague.profile.acting = None;
            Ok(Change::Ended {
                account: colleague.code.clone(),
            })
        })
        .await
    }

    /// Makes somebody the acting head by order. Only the head herself does this.
    ///
    /// # Errors
    /// As [`Store::change_roles`], and [`AccountError::DaysDoNotFit`].
    pub async fn appoint_acting_head(
        &self,
        session: &Session,
        account: &str,
        order: ActingOrder,
    ) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        if !session.is_head_herself() {
            return Err(AccountError::NotHead);
        }
        if !is_usable(&order.order) {
            return Err(AccountError::Unusable);
        }
        if order.to < order.from || order.to < self.today() {
            return Err(AccountError::DaysDoNotFit);
        }
        self.with_colleague(session, account, |colleague| {
            if colleague.state != ACTIVE || colleague.profile.roles.contains(&Role::Head) {
                return Err(AccountError::NoSuchAccount);
            }
            colleague.profile.acting = Some(order.clone());
            Ok(Change::Acting {
                account: colleague.code.clone(),
                order,
            })
        })
        .await
    }

    /// Ends an order for an acting head before its last day.
    ///
    /// # Errors
    /// As [`Store::change_roles`].
    pub async fn end_acting_head(
        &self,
        session: &Session,
        account: &str,
    ) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        self.end_order(session, account).await
    }

    async fn end_order(&self, session: &Session, account: &str) -> Result<(), AccountError> {
        self.with_colleague(session, account, |colleague| {
            let order = colleague.profile.acting.take();
            let order = order.ok_or(AccountError::NoSuchAccount)?;
            Ok(Change::ActingEnded {
                account: colleague.code.clone(),
                order,
            })
        })
        .await
    }

    /// Closes what orders that have run out had opened. An order stops counting on the day after its last; its seeds are
    /// taken back, and the epochs advance, when somebody who holds every seed signs in.
    pub(crate) async fn end_orders_that_ran_out(
        &self,
        session: &Session,
    ) -> Result<(), AccountError> {
        let today = self.today();
        let colleagues = {
            let mut tx = self.db.read().await?;
            let shred = record_shred(&mut tx, session).await?;
            colleagues(&mut tx, session, &shred).await?
        };
        for colleague in colleagues {
            if colleague
                .profile
                .acting
                .is_some_and(|order| order.to < today)
            {
                self.end_order(session, &colleague.code).await?;
            }
        }
        Ok(())
    }

    /// Whether the session's owner may change rights now.
    pub(crate) fn may_change_rights(&self, session: &Session) -> Result<(), AccountError> {
        if !session.is_head() {
            Err(AccountError::NotHead)
        } else if !session.is_fresh() {
            Err(AccountError::ProofNeeded)
        } else {
            Ok(())
        }
    }

    /// Changes what a colleague is and holds, in one transaction; tells it in the record.
    async fn with_colleague(
        &self,
        session: &Session,
        account: &str,
        decide: impl FnOnce(&mut Colleague) -> Result<Change, AccountError>,
    ) -> Result<(), AccountError> {
        if !is_askable(account) {
            return Err(AccountError::NoSuchAccount);
        }
        let body = session.body().code.as_str();
        let now = self.now();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        self.is_up_to_date(&mut tx, session).await?;
        let shred = record_shred(&mut tx, session).await?;
        let mut all = colleagues(&mut tx, session, &shred).await?;
        let at = all.iter().position(|each| each.code == account);
        let at = at.ok_or(AccountError::NoSuchAccount)?;
        let is_the_heads = all[at].profile.roles.contains(&Role::Head);
        if is_the_heads && !session.is_head_herself() {
            // An acting head does not change the head's own rights.
            return Err(AccountError::NotHead);
        }
        let change = decide(&mut all[at])?;
        let heads_left = all
            .iter()
            .any(|each| each.state == ACTIVE && each.profile.roles.contains(&Role::Head));
        if !heads_left {
            return Err(AccountError::LastHead);
        }
        let mut revision = Revision::begin(&mut tx, session).await?;
        let touched = self
            .apply(&mut tx, session, &shred, &all[at], &mut revision)
            .await?;
        let sealed_anew = touched.sealed_anew;
        self.vouch(&mut tx, session, touched, now).await?;
        if matches!(change, Change::Ended { .. } | Change::FactorsRemoved { .. }) {
            let (by, person) = (&session.account().code, &session.keys().person);
            second_factor::remove_all(&mut tx, body, account, (by, person), now).await?;
        }
        let told = self.told(session, &shred, &change, now)?;
        let number = record::append(&mut tx, told).await?;
        if let Change::Ended { account } = &change {
            revision.end(account, number);
        }
        revision.write(&mut tx).await?;
        tx.commit().await?;
        if sealed_anew {
            self.forget_deleted().await?;
        }
        Ok(())
    }

    /// Takes away what beside the password lets a colleague in: her telephone is lost. The password stays needed.
    ///
    /// # Errors
    /// As [`Store::change_roles`]; [`AccountError::NoSuchAccount`] when there is nothing to be taken away.
    pub async fn remove_factors(
        &self,
        session: &Session,
        account: &str,
    ) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        let has = {
            let mut tx = self.db.read().await?;
            second_factor::owners(&mut tx, &session.body().code).await?
        };
        if !has.contains(account) {
            return Err(AccountError::NoSuchAccount);
        }
        self.with_colleague(session, account, |colleague| {
            Ok(Change::FactorsRemoved {
                account: colleague.code.clone(),
            })
        })
        .await
    }

    /// Ends a colleague's session: her desk was left, her telephone is lost. What she is and holds stays as it is; her next
    /// request leads to the page for signing in.
    ///
    /// # Errors
    /// As [`Store::change_roles`]; [`AccountError::NoSuchAccount`] when she has no session, and for one's own, which is signed
    /// out of.
    pub async fn end_session(&self, session: &Session, account: &str) -> Result<(), AccountError> {
        self.may_change_rights(session)?;
        if !is_askable(account) || account == session.account().code {
            return Err(AccountError::NoSuchAccount);
        }
        let body = session.body().code.as_str();
        let now = self.now();
        let mut tx = self.db.write().await?;
        record::hold_chain(&mut tx, body).await?;
        self.is_up_to_date(&mut tx, session).await?;
        let shred = record_shred(&mut tx, session).await?;
        let all = colleagues(&mut tx, session, &shred).await?;
        let found = all.iter().find(|each| each.code == account);
        let colleague = found.ok_or(AccountError::NoSuchAccount)?;
        if colleague.profile.roles.contains(&Role::Head)
            && !session.account().roles.contains(&Role::Head)
        {
            return Err(AccountError::NotHead);
        }
        let was_living = session::owners(&mut tx, body, now).await?.contains(account);
        run!(
            tx,
            "DELETE FROM session WHERE body = $1 AND account = $2",
            body,
            account
        )?;
        if !was_living {
            // It had run out by itself, or there was none: nothing happened that the record would tell.
            return Err(AccountError::NoSuchAccount);
        }
        let change = Change::SessionEnded {
            account: account.to_owned(),
        };
        let told = self.told(session, &shred, &change, now)?;
        record::append(&mut tx, told).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Brings the rows of an account to what a colleague now is, and advances what she lost. Gives the accounts that the
    /// record must vouch for anew.
    async fn apply(
        &self,
        tx: &mut Tx,
        session: &Session,
        shred: &ShredKey,
        colleague: &Colleague,
        revision: &mut Revision,
    ) -> Result<Touched, StoreError> {
        let body = session.body().code.as_str();
        let code = colleague.code.as_str();
        let before: Vec<_> = revision.directory().holds(code)?.iter().copied().collect();
        let after = colleague.compartments(self.today());
        let lost: Vec<_> = (before.iter().copied())
            .filter(|each| !after.contains(each))
            .collect();
        let gained: Vec<_> = (after.iter().copied())
            .filter(|each| !before.contains(each))
            .collect();
        let profile = self.seal_profile(body, code, &colleague.public, &colleague.profile)?;
        let card = self.seal_card(body, code, &colleague.profile, session.keys(), shred)?;
        revision.list(code, &colleague.public.to_bytes(), &card, &after);
        run!(
            tx,
            "UPDATE account SET state = $3, profile = $4, card = $5 WHERE body = $1 AND account = $2",
            body,
            code,
            &colleague.state,
            profile,
            card
        )?;
        if colleague.state == ENDED {
            run!(
                tx,
                "UPDATE account SET password_lock = $3 WHERE body = $1 AND account = $2",
                body,
                code,
                b"".as_slice()
            )?;
            for waits in [
                "DELETE FROM invitation WHERE body = $1 AND account = $2",
                "DELETE FROM directory_pin WHERE body = $1 AND account = $2",
            ] {
                run!(tx, waits, body, code)?;
            }
        }
        run!(
            tx,
            "DELETE FROM session WHERE body = $1 AND account = $2 AND token_hash <> $3",
            body,
            code,
            session.token_hash().as_slice()
        )?;
        for (compartment, number, sealed) in
            self.seal_seeds(body, code, &colleague.public, &gained, session.keys())
        {
            insert_holder(tx, body, compartment, number, code, &sealed).await?;
        }
        if lost.contains(&Compartment::File) {
            restricted::take_from(tx, body, code).await?;
        }
        let mut touched = Touched::default();
        touched.accounts.insert(code.to_owned());
        for compartment in lost {
            run!(
                tx,
                "DELETE FROM compartment_holder WHERE body = $1 AND account = $2 AND compartment = $3",
                body,
                code,
                compartment.name()
            )?;
            let (epoch, public) = self
                .advance(tx, revision, compartment, &mut touched)
                .await?;
            if compartment == Compartment::Emergency {
                self.seal_for_emergency_anew(tx, session, (epoch, &public))
                    .await?;
                touched.sealed_anew = true;
            }
        }
        Ok(touched)
    }

    /// Gives a compartment a new seed, sealed to everybody who still holds it. Gives its epoch and its public half.
    async fn advance(
        &self,
        tx: &mut Tx,
        revision: &mut Revision,
        compartment: Compartment,
        touched: &mut Touched,
    ) -> Result<(u32, SeedPublic), StoreError> {
        let seed = self.with_random(Seed::generate);
        let remaining = revision.holders(tx, compartment).await?;
        let next = revision.next_epoch(compartment, &seed);
        let public = seed.public();
        let body = revision.directory().body().to_owned();
        run!(
            tx,
            "INSERT INTO compartment (body, compartment, epoch, public_key) VALUES ($1, $2, $3, $4)",
            &body,
            compartment.name(),
            i64::from(next),
            public.to_bytes()
        )?;
        touched.body = true;
        for (account, public) in remaining {
            let place = seed_place(&body, compartment, next, &account);
            let sealed = self.with_random(|random| {
                public.seal_to(&place, seed.to_secret_bytes().as_ref(), random)
            });
            insert_holder(tx, &body, compartment, next, &account, sealed.as_bytes()).await?;
            touched.accounts.insert(account);
        }
        Ok((next, public))
    }

    /// Lets the record vouch for what was touched.
    async fn vouch(
        &self,
        tx: &mut Tx,
        session: &Session,
        touched: Touched,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (body, by) = (&session.body().code, &session.account().code);
        let person = &session.keys().person;
        if touched.body {
            let digest = body_digest_of(tx, session).await?;
            let entry = Draft::new(Class::Body, body, by, now)
                .vouch(digest)
                .sign(person);
            record::append(tx, entry).await?;
        }
        for account in touched.accounts {
            let digest = account::stored_digest(tx, body, &account).await?;
            let entry = Draft::new(Class::Account, body, by, now)
                .about(&account)
                .vouch(digest)
                .sign(person);
            record::append(tx, entry).await?;
        }
        Ok(())
    }

    /// The entry that tells a change of rights.
    pub(crate) fn told(
        &self,
        session: &Session,
        shred: &ShredKey,
        change: &Change,
        now: Timestamp,
    ) -> Result<Signed, StoreError> {
        let (body, by) = (
            session.body().code.as_str(),
            session.account().code.as_str(),
        );
        let (number, seed) = session
            .keys()
            .newest(Compartment::House)
            .ok_or_else(|| StoreError::damaged("the head does not hold the compartment house"))?;
        let key = record_key(seed, shred, body, Compartment::House, number);
        let plain = serde_json::to_vec(change)?;
        let sealed = self
            .with_random(|random| seal(&key, key.id(), &change_place(body, by), &plain, random));
        Ok(Draft::new(Class::Rights, body, by, now)
            .about(change.account())
            .sealed(number, sealed)
            .sign(&session.keys().person))
    }

    /// Whether the session's keys are of the newest epochs. When somebody else changed rights a moment ago, they are not.
    pub(crate) async fn is_up_to_date(
        &self,
        tx: &mut Tx,
        session: &Session,
    ) -> Result<(), AccountError> {
        let newest = rows!(
            tx,
            (String, i64),
            "SELECT compartment, MAX(epoch) FROM compartment WHERE body = $1 GROUP BY compartment",
            &session.body().code
        )?;
        for (name, number) in newest {
            let held = Compartment::from_name(&name)
                .and_then(|compartment| session.keys().newest(compartment));
            if held.map(|(held, _)| i64::from(held)) != Some(number) {
                return Err(AccountError::Moved);
            }
        }
        Ok(())
    }
}

impl Colleague {
    /// What she is to hold: by her roles, and by an order that has not run out.
    fn compartments(&self, today: Date) -> Vec<Compartment> {
        if self.state == ENDED {
            return Vec::new();
        }
        let mut roles = self.profile.roles.clone();
        if (self.profile.acting.as_ref()).is_some_and(|order| order.to >= today) {
            roles.push(Role::ActingHead);
        }
        compartments_of(&roles)
    }
}

/// What a change of rights touched beside the account itself.
#[derive(Default)]
struct Touched {
    body: bool,
    accounts: BTreeSet<String>,
    /// Keys of restricted files were sealed to another epoch: what they were sealed as before is to be forgotten.
    sealed_anew: bool,
}

/// The place of a change of rights in the record.
pub(crate) fn change_place<'a>(body: &'a str, by: &'a str) -> Place<'a> {
    Place {
        body,
        file: RECORD,
        compartment: Compartment::House.name(),
        stream: by,
        sequence: 0,
        kind: "rights",
    }
}

/// The shred key of the body's own lists.
pub(crate) async fn record_shred(tx: &mut Tx, session: &Session) -> Result<ShredKey, StoreError> {
    shred_key(tx, &session.body().code, RECORD)
        .await?
        .ok_or_else(|| StoreError::damaged("no record of the body"))
}

/// Everybody of the session's body whose card opens, in the order of logins.
pub(crate) async fn colleagues(
    tx: &mut Tx,
    session: &Session,
    shred: &ShredKey,
) -> Result<Vec<Colleague>, StoreError> {
    let stored = rows!(
        tx,
        (String, String, String, Vec<u8>, Vec<u8>),
        "SELECT account, login, state, public_keys, card FROM account WHERE body = $1 ORDER BY login",
        &session.body().code
    )?;
    let directory = directory::load(tx, &session.body().code, session.pins()).await?;
    let mut all = Vec::with_capacity(stored.len());
    for (code, login, state, public, card) in stored {
        let public = directory.keys_of(tx, &code, &public).await?;
        if !directory.knows_card(&code, &card) {
            return Err(StoreError::DirectoryChanged(
                "what an account is was changed",
            ));
        }
        let card = Sealed::from_stored(card)?;
        if let Some(profile) = open_profile(session, shred, &code, &card)? {
            all.push(Colleague {
                code,
                login,
                state,
                public,
                profile,
            });
        }
    }
    Ok(all)
}

/// Writes a seed sealed to somebody.
pub(crate) async fn insert_holder(
    tx: &mut Tx,
    body: &str,
    compartment: Compartment,
    number: u32,
    account: &str,
    sealed: &[u8],
) -> Result<(), StoreError> {
    run!(
        tx,
        "INSERT INTO compartment_holder (body, compartment, epoch, account, sealed_seed)
         VALUES ($1, $2, $3, $4, $5)",
        body,
        compartment.name(),
        i64::from(number),
        account,
        sealed
    )?;
    Ok(())
}

/// The digest of the session's body as it stands in the tables now.
async fn body_digest_of(tx: &mut Tx, session: &Session) -> Result<[u8; 32], StoreError> {
    let body = session.body();
    let kind = row!(
        tx,
        (String,),
        "SELECT kind FROM body WHERE body = $1",
        &body.code
    )?;
    let (kind,) = kind.ok_or_else(|| StoreError::damaged("a body is missing"))?;
    let stored = rows!(
        tx,
        (String, i64, Vec<u8>),
        "SELECT compartment, epoch, public_key FROM compartment WHERE body = $1",
        &body.code
    )?;
    let mut halves = Vec::with_capacity(stored.len());
    for (name, number, public) in stored {
        let compartment = Compartment::from_name(&name)
            .ok_or_else(|| StoreError::damaged("a compartment of an unknown name"))?;
        halves.push((compartment, epoch(number)?, public));
    }
    halves.sort();
    let check = record_shred(tx, session).await?.check(&body.code, RECORD);
    Ok(body_digest(body, &kind, &halves, &check))
}
