//! After the last session has ended, nothing of what was opened lies on the heap of the process: no word of anybody, no key.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

use sealed::{PasswordLock, Place, Sealed, Seed, SessionToken, ShredKey};
use serde_json::Value;
use sqlx::{Connection, Row, SqliteConnection};
use standard::compartment::Compartment;

use crate::data::PASSWORD;
use crate::program::Served;
use crate::spellings::Search;
use crate::visit::{Browser, Client, Person, organization};

/// What a process may write to, its code and its shared files apart.
struct Memory {
    /// Heap, arenas of threads, large blocks, statics.
    heap: Vec<Vec<u8>>,
    /// The stacks of its threads.
    stacks: Vec<Vec<u8>>,
}

/// The size of the stack of a thread that Rust makes.
const STACK: u64 = 2 * 1024 * 1024;
const PAGE: u64 = 4096;
/// Arenas of the allocator begin at a multiple of this.
const ARENA: u64 = 64 * 1024 * 1024;

impl Memory {
    fn of(process: u32) -> Memory {
        let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
        let bytes = File::open(format!("/proc/{process}/mem")).unwrap();
        let mut memory = Memory {
            heap: Vec::new(),
            stacks: Vec::new(),
        };
        // A page that may not be touched guards the lower end of a stack.
        let mut guard_ends_at = 0;
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let (from, to) = fields.next().unwrap().split_once('-').unwrap();
            let [from, to] = [from, to].map(|digits| u64::from_str_radix(digits, 16).unwrap());
            let rights = fields.next().unwrap();
            let name = fields.nth(3).unwrap_or_default();
            if rights.starts_with("---") && name.is_empty() && to - from == PAGE {
                guard_ends_at = to;
                continue;
            }
            if !rights.starts_with("rw-p") || name.starts_with("[v") {
                continue;
            }
            let read = |from: u64, to: u64| {
                let mut part = vec![0; usize::try_from(to - from).unwrap()];
                // Some of it may be given back at this very moment.
                let _ = bytes.read_exact_at(&mut part, from);
                part
            };
            if name == "[stack]" {
                memory.stacks.push(read(from, to));
            } else if guard_ends_at == from && !from.is_multiple_of(ARENA) {
                let end = to.min(from + STACK);
                memory.stacks.push(read(from, end));
                memory.heap.push(read(end, to));
            } else {
                memory.heap.push(read(from, to));
            }
        }
        memory
    }
}

/// Everything by which something of this body can be opened: private keys, seeds, keys of files, with the password alone.
async fn keys_of(folder: &std::path::Path) -> Vec<(&'static str, Vec<u8>)> {
    let url = format!("sqlite:{}", folder.join("tirek.sqlite").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let row = sqlx::query("SELECT body, account, password_lock FROM account WHERE login = 'head'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let (body, account): (String, String) = (row.get(0), row.get(1));
    let place = Place {
        body: &body,
        file: "",
        compartment: "",
        stream: &account,
        sequence: 0,
        kind: "password",
    };
    let lock = PasswordLock::from_bytes(&row.get::<Vec<u8>, _>(2)).unwrap();
    let person = lock.unlock(PASSWORD, &place).unwrap();
    let secret = person.to_secret_bytes();
    let mut keys = vec![
        ("private key to receive", secret[..32].to_vec()),
        ("private key to sign", secret[32..].to_vec()),
    ];
    let shred: Vec<(String, ShredKey)> = sqlx::query("SELECT file, shred_key FROM shred_key")
        .fetch_all(&mut connection)
        .await
        .unwrap()
        .iter()
        .map(|row| {
            (
                row.get(0),
                ShredKey::from_secret_bytes(&row.get::<Vec<u8>, _>(1)).unwrap(),
            )
        })
        .collect();
    let held = sqlx::query("SELECT compartment, epoch, sealed_seed FROM compartment_holder")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    for row in held {
        let (compartment, epoch): (String, i64) = (row.get(0), row.get(1));
        let place = Place {
            body: &body,
            file: "",
            compartment: &compartment,
            stream: &account,
            sequence: epoch.unsigned_abs(),
            kind: "seed",
        };
        let sealed = Sealed::from_stored(row.get(2)).unwrap();
        let seed = Seed::from_secret_bytes(&person.open_from(&place, &sealed).unwrap()).unwrap();
        keys.push(("seed", seed.to_secret_bytes().to_vec()));
        for (file, shred) in &shred {
            let epoch = u32::try_from(epoch).unwrap();
            let key = seed.file_key(shred, &body, file, &compartment, epoch);
            keys.push(("key of a file", key.to_secret_bytes().to_vec()));
        }
    }
    connection.close().await.unwrap();
    assert!(keys.len() > 2 + Compartment::ALL.len());
    keys
}

/// Which of the keys lie there.
fn keys_in(keys: &[(&'static str, Vec<u8>)], parts: &[Vec<u8>]) -> Vec<&'static str> {
    let patterns: Vec<&[u8]> = keys.iter().map(|(_, key)| key.as_slice()).collect();
    let search = aho_corasick::AhoCorasick::new(patterns).unwrap();
    parts
        .iter()
        .flat_map(|part| search.find_iter(part))
        .map(|found| keys[found.pattern().as_usize()].0)
        .collect()
}

/// Signs in as a program and as a browser, and looks at everything there is of some people.
fn work(served: &Served, people: &[Person]) -> Vec<Vec<u8>> {
    let client = Client::sign_in(&served.address, PASSWORD);
    let mut tokens = vec![client.token.clone()];
    let codes: Vec<String> = people.iter().map(|person| client.begin(person)).collect();
    for path in ["/api/files", "/api/duties"] {
        client.get(path).expect(200);
    }
    for code in &codes {
        let listed = client
            .get(&format!("/api/files/{code}/documents"))
            .expect(200)
            .json();
        for document in listed.as_array().unwrap() {
            let path = format!(
                "/api/files/{code}/documents/{}",
                document["id"].as_str().unwrap()
            );
            let shown = client.get(&path).expect(200).text();
            assert!(people.iter().any(|person| shown.contains(&person.surname)));
            let print = client.get(&format!("{path}/pdf?language=kk"));
            assert!(print.body.starts_with(b"%PDF-"), "{}", print.text());
        }
    }
    client
        .send("DELETE", "/api/sessions", &Value::Null)
        .expect(204);

    let mut browser = Browser::sign_in(&served.address, PASSWORD);
    tokens.extend(browser.cookies.values().cloned());
    let list = browser.get("/people").expect(200);
    browser.post("/people", &list, &[("name", &people[0].surname)]);
    for code in &codes {
        for path in ["", "/documents", "/readings", "/services"] {
            browser.get(&format!("/people/{code}{path}")).expect(200);
        }
    }
    let page = browser.get("/").expect(200);
    browser.post("/sign-out", &page, &[]).expect(303);
    browser.get("/people").expect(303);
    tokens
        .iter()
        .filter_map(|token| {
            SessionToken::from_text(token)
                .ok()
                .map(|_| token.clone().into_bytes())
        })
        .collect()
}

#[tokio::test]
async fn after_the_last_session_no_word_and_no_key_is_on_the_heap() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    let people: Vec<Person> = (1..=4).map(Person::number).collect();
    let head = Person::number(0);
    organization(&folder, &head.surname, PASSWORD);
    let served = Served::start(&folder, &[]);
    let tokens = work(&served, &people);
    assert!(tokens.len() >= 2, "one of the program, one of the browser");
    let mut keys = keys_of(&folder).await;
    keys.extend(
        tokens
            .into_iter()
            .map(|token| ("token of a session", token)),
    );

    let words = people.iter().flat_map(Person::words);
    let search = Search::for_words(words.chain([head.surname.as_str(), PASSWORD]));
    let is_clean = |memory: &Memory| {
        let words: usize = memory.heap.iter().map(|part| search.count_in(part)).sum();
        words == 0 && keys_in(&keys, &memory.heap).is_empty()
    };
    // The last answer leaves the program a moment before what it was made of is let go: each further question lets that moment pass.
    let mut memory = Memory::of(served.id());
    for _ in 0..100 {
        if is_clean(&memory) {
            break;
        }
        served.get("/health");
        memory = Memory::of(served.id());
    }
    let on_heap: Vec<Vec<String>> = memory
        .heap
        .iter()
        .map(|part| search.found_in(part))
        .collect();
    assert_eq!(on_heap.concat(), Vec::<String>::new(), "words on the heap");
    assert_eq!(
        keys_in(&keys, &memory.heap),
        Vec::<&str>::new(),
        "keys on the heap"
    );
    // The same search finds what must be there: the path of the database, in the settings of its connections.
    let path = folder.display().to_string();
    let there = Search::for_words([path.as_str()]);
    assert!(memory.heap.iter().any(|part| there.count_in(part) > 0));
    assert!(memory.stacks.len() > 2, "the threads have stacks");

    // What compilers leave on stacks is told, not promised: SECURITY.md says so.
    let words: usize = memory.stacks.iter().map(|part| search.count_in(part)).sum();
    let mut on_stacks = BTreeMap::new();
    for kind in keys_in(&keys, &memory.stacks) {
        *on_stacks.entry(kind).or_insert(0) += 1;
    }
    let stacks = memory.stacks.len();
    println!("on {stacks} stacks: {words} words, keys: {on_stacks:?}");
}
