//! The one place where everything is made that takes the processor for more than a moment: PDF, workbooks, archives, scans that are drawn
//! again. As many are made at once as the machine has processors, and so many more wait; whoever comes beyond that is told to try again.

use std::{
    num::NonZero,
    sync::{Arc, OnceLock},
    thread,
};

use tokio::sync::{Semaphore, TryAcquireError};

use crate::trouble::Trouble;

/// How many wait beside those that are being made.
pub const WAITING: usize = 64;

/// So many at once, and so many that wait.
pub struct Press {
    hands: Arc<Semaphore>,
    /// Those that are made and those that wait.
    room: Arc<Semaphore>,
    /// How much of the room is for whoever is not signed in.
    for_visitors: Arc<Semaphore>,
}

/// The press of this process: it has the processors of the machine, however many routers it serves.
pub fn shared() -> &'static Press {
    static SHARED: OnceLock<Press> = OnceLock::new();
    SHARED.get_or_init(|| {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        Press::new(processors, WAITING)
    })
}

impl Press {
    /// A press that makes `at_once` things at once, while `waiting` more wait.
    pub fn new(at_once: usize, waiting: usize) -> Self {
        let room = at_once + waiting;
        Press {
            hands: Arc::new(Semaphore::new(at_once)),
            room: Arc::new(Semaphore::new(room)),
            for_visitors: Arc::new(Semaphore::new((room / 4).max(1))),
        }
    }

    /// Makes something beside the threads that answer, as soon as there is a hand for it.
    ///
    /// # Errors
    /// [`Trouble::Crowded`] when too many wait already; nothing was made then. [`Trouble::Broken`] when the making broke off.
    pub async fn make<T: Send + 'static>(
        &self,
        make: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let room = self.room.clone().try_acquire_owned();
        let room = room.map_err(crowded)?;
        let hand = self.hands.clone().acquire_owned().await;
        let hand = hand.map_err(|_| Trouble::Broken)?;
        let made = tokio::task::spawn_blocking(move || {
            // What was begun is finished, also when nobody waits for it any more: until then its place is taken.
            let _held = (room, hand);
            make()
        });
        made.await.map_err(|_| Trouble::Broken)
    }

    /// The same for whoever is not signed in: visitors never fill the room of those who work here.
    ///
    /// # Errors
    /// As [`Press::make`].
    pub async fn make_for_a_visitor<T: Send + 'static>(
        &self,
        make: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let place = self.for_visitors.clone().try_acquire_owned();
        let place = place.map_err(crowded)?;
        self.make(move || {
            let _held = place;
            make()
        })
        .await
    }
}

fn crowded(error: TryAcquireError) -> Trouble {
    match error {
        TryAcquireError::NoPermits => Trouble::Crowded,
        TryAcquireError::Closed => Trouble::Broken,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    use super::*;

    /// Work that says when it begins and goes on until it is told to end.
    struct Work {
        begun: tokio::sync::mpsc::UnboundedReceiver<()>,
        end: Arc<Mutex<mpsc::Receiver<()>>>,
        let_end: mpsc::Sender<()>,
        at_once: Arc<AtomicUsize>,
        most: Arc<AtomicUsize>,
        begins: tokio::sync::mpsc::UnboundedSender<()>,
    }

    impl Work {
        fn new() -> Work {
            let (begins, begun) = tokio::sync::mpsc::unbounded_channel();
            let (let_end, end) = mpsc::channel();
            Work {
                begun,
                begins,
                let_end,
                end: Arc::new(Mutex::new(end)),
                at_once: Arc::default(),
                most: Arc::default(),
            }
        }

        fn piece(&self) -> impl FnOnce() -> usize + Send + 'static {
            let (begins, end) = (self.begins.clone(), self.end.clone());
            let (at_once, most) = (self.at_once.clone(), self.most.clone());
            move || {
                let now = at_once.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
                begins.send(()).unwrap();
                end.lock().unwrap().recv().unwrap();
                at_once.fetch_sub(1, Ordering::SeqCst)
            }
        }
    }

    #[tokio::test]
    async fn never_more_than_the_bound_are_made_at_once_and_who_comes_beyond_the_queue_is_told() {
        let press = Arc::new(Press::new(3, 5));
        let mut work = Work::new();
        let mut asked = Vec::new();
        for _ in 0..8 {
            let (press, piece) = (press.clone(), work.piece());
            asked.push(tokio::spawn(async move { press.make(piece).await }));
        }
        for _ in 0..3 {
            work.begun.recv().await.unwrap();
        }
        // Three are made and five wait: there is no room for another, until one of them is done.
        while press.room.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(press.make(|| ()).await, Err(Trouble::Crowded));
        assert_eq!(press.make_for_a_visitor(|| ()).await, Err(Trouble::Crowded));
        for _ in 0..8 {
            work.let_end.send(()).unwrap();
        }
        for made in asked {
            assert!(made.await.unwrap().is_ok(), "whoever waited gets hers");
        }
        assert_eq!(work.most.load(Ordering::SeqCst), 3);
        assert_eq!(press.make(|| 7).await, Ok(7), "and there is room again");
    }

    #[tokio::test]
    async fn what_breaks_off_or_is_waited_for_no_more_gives_its_place_back() {
        let press = Press::new(1, 0);
        let broken = press.make(|| panic!("a layout breaks off")).await;
        assert_eq!(broken, Err(Trouble::Broken) as Result<(), Trouble>);
        assert_eq!(press.make(|| 7).await, Ok(7));
        let mut work = Work::new();
        {
            let left = press.make(work.piece());
            tokio::pin!(left);
            tokio::select! {
                biased;
                _ = &mut left => panic!("it goes on until it is told"),
                _ = work.begun.recv() => {}
            }
        }
        // Nobody waits for it, and it is still being made.
        assert_eq!(press.make(|| 7).await, Err(Trouble::Crowded));
        work.let_end.send(()).unwrap();
        while press.room.available_permits() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(press.make(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn visitors_never_fill_the_room_of_those_who_work_here() {
        let press = Press::new(1, 7);
        let mut work = Work::new();
        let pieces = (0..3).map(|_| press.make_for_a_visitor(work.piece()));
        let mut pieces: Vec<_> = pieces.map(Box::pin).collect();
        let mut crowded = 0;
        for piece in &mut pieces {
            tokio::select! {
                biased;
                made = piece => {
                    assert_eq!(made, Err(Trouble::Crowded));
                    crowded += 1;
                }
                () = std::future::ready(()) => {}
            }
        }
        assert_eq!(crowded, 1, "two of eight places are for visitors");
        assert_eq!(press.room.available_permits(), 6);
        work.begun.recv().await.unwrap();
        work.let_end.send(()).unwrap();
        work.let_end.send(()).unwrap();
    }

    #[test]
    fn nothing_is_made_elsewhere() {
        let mut folders = vec![std::path::PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src"
        ))];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read_to_string(&path)
                    .unwrap()
                    .contains("spawn_blocking(")
                {
                    found.push(path.file_name().unwrap().to_owned());
                }
            }
        }
        assert_eq!(found, ["press.rs"]);
    }
}
