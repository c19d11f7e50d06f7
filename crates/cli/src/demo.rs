//! The demonstration: one shelter, its authorized body and its internal affairs body, their staff, and invented people.
//!
//! It is told through the same functions of the store as everything else, with a clock that walks from one day of the
//! story to the next. The people, their days and how far they have come depend on `today` alone; keys and codes are
//! random, as always.

mod bodies;
mod day;
mod house;
mod papers;
mod staff;
mod story;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use sealed::Cost;
use standard::act::{Act, Channel, Entry, Label};
use standard::actor::Actor;
use standard::annex::{Document, annex_7_journal::JournalRow};
use standard::case::Case;
use store::{
    ActError, ActId, BodyKind, Config, NewAct, OpenError, Randomness, Session, Store, StoreError,
};

pub use bodies::Bodies;

use bodies::{DemoBody, Member};
use papers::Paper;
use story::{BadStory, Step, Story, file_of};

/// Demonstration accounts start quickly: the least that is accepted, where people get the default.
pub const PASSWORD_COST: Cost = Cost::FLOOR;

/// What stands in a database before a demonstration is served from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    Empty,
    /// A whole demonstration.
    Demonstration,
    /// A demonstration that was broken off while it was being made.
    Unfinished,
    /// Something else, perhaps real.
    Other,
}

/// What went wrong in making the demonstration.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The story itself.
    #[error(transparent)]
    Story(#[from] BadStory),
    /// A body or an account was not made.
    #[error("a demonstration account was not made: {0}")]
    Account(#[from] store::AccountError),
    /// An act was refused.
    #[error("{person}: the act {act} of {on} was not recorded: {why}")]
    Act {
        /// The name of the person's file in the demonstration's data.
        person: &'static str,
        /// Which act.
        act: &'static str,
        /// Its day.
        on: Date,
        /// Why not.
        why: ActError,
    },
    /// Signing in, opening a file.
    #[error("the demonstration was interrupted: {0}")]
    Interrupted(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks at a database.
///
/// # Errors
/// [`StoreError`] when the database fails.
pub async fn ground(store: &Store) -> Result<Ground, StoreError> {
    let there = store.bodies().await?;
    let demo = Bodies::read();
    let names: Vec<&str> = demo
        .all()
        .iter()
        .map(|(body, _)| body.name.as_str())
        .collect();
    Ok(if there.is_empty() {
        Ground::Empty
    } else if there
        .iter()
        .any(|body| !names.contains(&body.name.as_str()))
    {
        Ground::Other
    } else if there.len() == names.len() {
        Ground::Demonstration
    } else {
        Ground::Unfinished
    })
}

/// Fills an empty database. `now` lies on `today`; nothing is recorded after it.
///
/// # Errors
/// [`DemoError`]; what was made by then stays, and is recognised as [`Ground::Unfinished`].
pub async fn fill(
    url: &str,
    random: &Randomness,
    today: Date,
    now: Timestamp,
) -> Result<(), DemoError> {
    let story = Story::on(today)?;
    let clock = Arc::new(Mutex::new(now));
    let told = clock.clone();
    let store = Store::open(
        url,
        Config {
            clock: Arc::new(move || *told.lock().unwrap_or_else(PoisonError::into_inner)),
            random: random.clone(),
            password_cost: PASSWORD_COST,
        },
    )
    .await?;
    let filled = Telling {
        store: store.clone(),
        clock,
        random,
        today,
        now,
    }
    .tell(&story)
    .await;
    store.close().await;
    filled
}

/// What telling the story needs.
struct Telling<'a> {
    store: Store,
    clock: Arc<Mutex<Timestamp>>,
    random: &'a Randomness,
    today: Date,
    now: Timestamp,
}

/// What is known of a person's file while the story is told.
#[derive(Default)]
struct Told {
    code: String,
    seq: u32,
    exchange: Option<(String, u32)>,
    case: Case,
    journal: Vec<JournalRow>,
}

/// Minutes between two acts of one day, and the hour at which a day of the story begins.
const MINUTES_BETWEEN_ACTS: i64 = 4;
const FIRST_HOUR: i8 = 9;

impl Telling<'_> {
    async fn tell(&self, story: &Story) -> Result<(), DemoError> {
        let demo = Bodies::read();
        let first = story.steps.first().map_or(self.today, |step| step.on);
        self.set_clock(first, 0, 1);
        let [shelter, authorized_body, internal_affairs] = demo.all();

        let actors = who_acts(story, &demo);
        let mut sessions = BTreeMap::new();
        for (body, kind) in [shelter, authorized_body] {
            self.make_body(&demo, body, kind, &actors, &mut sessions)
                .await?;
        }
        let bodies = self.store.bodies().await?;
        let send_to = bodies
            .iter()
            .find(|body| body.name == demo.authorized_body.name);
        let scene = Scene {
            story,
            demo: &demo,
            sessions,
            send_to: send_to.map(|body| body.code.clone()),
        };

        let mut told: Vec<Told> = story.people.iter().map(|_| Told::default()).collect();
        for steps in story.steps.chunk_by(|one, other| one.on == other.on) {
            for (index, step) in steps.iter().enumerate() {
                self.set_clock(step.on, index, steps.len());
                self.record(&scene, &mut told, step)
                    .await
                    .map_err(|why| DemoError::Act {
                        person: story.people[step.person].0,
                        act: step.act.name(),
                        on: step.on,
                        why,
                    })?;
            }
        }
        // The last body is made last: a database that holds all three is a whole demonstration.
        self.set_instant(self.now);
        let mut sessions = scene.sessions;
        let head = demo.shelter.staff.first();
        if let Some(head) = head.and_then(|head| sessions.get(&head.login)) {
            self.furnish(head).await?;
            self.keep_the_book(head, first).await?;
            self.employ(head, &demo.shelter).await?;
        }
        let (body, kind) = internal_affairs;
        self.make_body(&demo, body, kind, &BTreeSet::new(), &mut sessions)
            .await?;
        for session in sessions.values() {
            self.store.sign_out(session).await?;
        }
        Ok(())
    }

    /// Makes a body with its staff, and signs in those who act in the story.
    async fn make_body(
        &self,
        demo: &Bodies,
        body: &DemoBody,
        kind: BodyKind,
        actors: &BTreeSet<String>,
        sessions: &mut BTreeMap<String, Session>,
    ) -> Result<(), DemoError> {
        let [first, others @ ..] = body.staff.as_slice() else {
            return Ok(());
        };
        self.store
            .add_body(body.new_body(kind), demo.account(first))
            .await?;
        let head = self.sign_in(demo, &first.login).await?;
        // Two at a time: each password costs a good part of a second of one core.
        for pair in others.chunks(2) {
            let (one, other) = tokio::try_join!(
                self.make_member(demo, &head, pair.first(), actors),
                self.make_member(demo, &head, pair.get(1), actors),
            )?;
            sessions.extend(one.into_iter().chain(other));
        }
        sessions.insert(first.login.clone(), head);
        Ok(())
    }

    /// Makes an account, and signs its owner in when she acts in the story.
    async fn make_member(
        &self,
        demo: &Bodies,
        head: &Session,
        member: Option<&Member>,
        actors: &BTreeSet<String>,
    ) -> Result<Option<(String, Session)>, DemoError> {
        let Some(member) = member else {
            return Ok(None);
        };
        self.store.add_account(head, demo.account(member)).await?;
        if !actors.contains(&member.login) {
            return Ok(None);
        }
        Ok(Some((
            member.login.clone(),
            self.sign_in(demo, &member.login).await?,
        )))
    }

    async fn sign_in(&self, demo: &Bodies, login: &str) -> Result<Session, DemoError> {
        let interrupted = |error: String| DemoError::Interrupted(error);
        let (token, _) = self
            .store
            .sign_in(login, &demo.password)
            .await
            .map_err(|error| interrupted(error.to_string()))?;
        self.store
            .session(&token.to_text())
            .await
            .map_err(|error| interrupted(error.to_string()))
    }

    /// Records one act as its actor would.
    async fn record(
        &self,
        scene: &Scene<'_>,
        told: &mut [Told],
        step: &Step,
    ) -> Result<(), ActError> {
        let who = scene.demo.who_acts(step.by);
        let session = scene.sessions.get(&who.login).ok_or(ActError::NotFound)?;
        let act = with_codes(&step.act, scene.story, told);
        let entry = Entry {
            seq: told[step.person].seq + 1,
            on: step.on,
            by: step.by,
            act: act.clone(),
        };
        if step.by == Actor::AuthorizedBody {
            let (exchange, seq) = told[step.person]
                .exchange
                .clone()
                .ok_or(ActError::NotFound)?;
            let recorded = self
                .store
                .act_in_exchange(session, &exchange, seq, self.act_id(), step.on, act)
                .await?;
            told[step.person].exchange = Some((exchange, recorded.seq));
            told[step.person].case.apply(&entry);
            return Ok(());
        }

        let (_, person) = &scene.story.people[step.person];
        let paper = Paper {
            bodies: scene.demo,
            person,
            representative: scene.story.representative_of(person),
            case: &told[step.person].case,
            journal: &told[step.person].journal,
            by: step.by,
            on: step.on,
        };
        let document = paper.for_act(&act);
        let in_system =
            matches!(&act, Act::PackageSent(facts) if facts.channel == Channel::InSystem);
        let mut new = NewAct::new(self.act_id(), step.on, act).by(step.by);
        if let Some(Document::Annex7(journal)) = &document {
            told[step.person].journal.clone_from(&journal.rows);
        }
        if let Some(document) = document {
            new = new.with_document(document, person.language);
        }
        if let (true, Some(to)) = (in_system, &scene.send_to) {
            new = new.send_to(to);
        }
        let file = &mut told[step.person];
        let recorded = if file.seq == 0 {
            self.store.begin_file(session, &person.address, new).await?
        } else {
            self.store.act(session, &file.code, file.seq, new).await?
        };
        file.code = recorded.code;
        file.seq = recorded.seq;
        file.case.apply(&entry);
        if in_system {
            let opened = self
                .store
                .open_file(session, &file.code)
                .await
                .map_err(|error| match error {
                    OpenError::NotFound => ActError::NotFound,
                    OpenError::Store(error) => ActError::Store(error),
                })?;
            file.exchange = opened
                .exchanges
                .last()
                .map(|exchange| (exchange.id.clone(), exchange.entries));
        }
        Ok(())
    }

    fn act_id(&self) -> ActId {
        let mut id = [0; 16];
        self.random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut id);
        ActId(id)
    }

    /// The n-th of the acts of a day: in the morning hours, and on the last day before now.
    fn set_clock(&self, day: Date, index: usize, of: usize) {
        let (index, of) = (
            i64::try_from(index).unwrap_or(0),
            i64::try_from(of).unwrap_or(1),
        );
        let instant = if day < self.today {
            at_hour(day, FIRST_HOUR) + SignedDuration::from_mins(MINUTES_BETWEEN_ACTS * index)
        } else {
            let so_far = self.now.duration_since(at_hour(day, 0)).as_millis();
            let so_far = i64::try_from(so_far).unwrap_or(0);
            at_hour(day, 0) + SignedDuration::from_millis(so_far / (of + 1) * (index + 1))
        };
        self.set_instant(instant);
    }

    fn set_instant(&self, instant: Timestamp) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }
}

/// The story with those who tell it.
struct Scene<'a> {
    story: &'a Story,
    demo: &'a Bodies,
    sessions: BTreeMap<String, Session>,
    /// The code of the authorized body.
    send_to: Option<String>,
}

/// The logins of those who act in the story.
fn who_acts(story: &Story, demo: &Bodies) -> BTreeSet<String> {
    story
        .steps
        .iter()
        .map(|step| demo.who_acts(step.by).login.clone())
        .collect()
}

/// A child's first act names its representative's file, which has a code by now.
fn with_codes(act: &Act, story: &Story, told: &[Told]) -> Act {
    let mut act = act.clone();
    if let Act::AdmittedWithRepresentative(facts) = &mut act {
        let named = story
            .people
            .iter()
            .position(|(name, _)| file_of(name) == facts.representative.as_str());
        if let Some(code) = named.and_then(|at| Label::new(&told[at].code)) {
            facts.representative = code;
        }
    }
    act
}

/// An instant in Kazakhstan.
fn at_hour(day: Date, hour: i8) -> Timestamp {
    let zone = TimeZone::get("Asia/Almaty").expect("the time zones are compiled in");
    day.at(hour, 0, 0, 0)
        .to_zoned(zone)
        .map_or(Timestamp::UNIX_EPOCH, |instant| instant.timestamp())
}
