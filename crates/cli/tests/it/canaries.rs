//! Names, numbers and notes of people who are found nowhere else, entered into the program as it is served: not one of them is in its files,
//! its log, its backups, its temporary files, in whatever spelling. The same search finds them where a careless program would leave them.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};

use crate::data::PASSWORD;
use crate::program::{Served, command, tirek};
use crate::spellings::{Search, spellings};
use crate::visit::{Browser, Client, DAY, Person, body, organization};

fn back_up(home: &Path) {
    let public = home.join("backup.pub");
    let made = tirek([
        "kit".as_ref(),
        "backup".as_ref(),
        "--untested".as_ref(),
        "--public".as_ref(),
        public.as_os_str(),
    ]);
    assert_eq!(made.exit, 0, "{made:?}");
    let (data, to) = (home.join("data"), home.join("backups"));
    let made = tirek([
        "backup".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
        "--for".as_ref(),
        public.as_os_str(),
        "--to".as_ref(),
        to.as_os_str(),
    ]);
    assert_eq!(made.exit, 0, "{made:?}");
}

/// Words about people that come in by other doors than the forms of a file: of the staff, of a paper, of a scan.
fn plant_beside(client: &Client, code: &str, document: &str, colleague: &Person, other: &Person) {
    // A whole run takes longer than a proof is fresh.
    let proof = json!({"password": PASSWORD});
    client
        .send("POST", "/api/sessions/proof", &proof)
        .expect(204);
    let invited =
        json!({"login": "nurse", "name": colleague.surname, "roles": ["nurse"], "language": "kk"});
    client.send("POST", "/api/accounts", &invited).expect(201);
    let particulars = json!({"content": {"name": colleague.first_name, "position": "", "title": "–", "share": 1,
        "engagement": "staff", "from": DAY, "qualification": colleague.note}});
    client.send("POST", "/api/staff", &particulars).expect(201);
    let kept = client.get("/api/staff").expect(200).text();
    assert!(kept.contains(&colleague.note));

    let paper = json!({"paper": "rules_acknowledgement", "language": "ru", "fields": {"organization": "Үлгі баспана",
        "rules_number": "1", "rules_on": DAY, "recipient": other.surname, "language": "ru", "interpreter": other.first_name,
        "how": "interpreted", "copy": "given", "on": DAY, "specialist": other.address}});
    client
        .send("POST", &format!("/api/files/{code}/papers"), &paper)
        .expect(201);
    let scan = format!("%PDF-1.4\n% {} {}\n%%EOF\n", other.iin, other.note);
    let path = format!("/api/files/{code}/documents/{document}");
    let put = client
        .send_bytes(&format!("{path}/scans"), scan.as_bytes())
        .expect(201);
    let id = put.json()["id"].as_str().unwrap().to_owned();
    let read = client.get(&format!("{path}/enclosures/{id}")).expect(200);
    assert!(read.text().contains(&other.note));
}

/// Another body asks the organization for a report, and says about whom and why; gives the code of the request.
fn ask_from_elsewhere(police: &Client, person: &Person) -> String {
    let bodies = police.get("/api/bodies").expect(200).json();
    let bodies = bodies.as_array().unwrap();
    let to = bodies.iter().find(|body| body["name"] == "Үлгі баспана");
    let paper = json!({"paper": "disclosure_request", "language": "ru", "fields": {"agency": "Үлгі полициясы", "number": "17",
        "on": DAY, "organization": "Үлгі баспана", "recipient": person.surname, "proceedings": person.iin,
        "purpose": person.note, "basis_paper": "–", "officer_position": "–", "officer": person.first_name}});
    let sends =
        json!({"kind": "disclosure", "to": [to.unwrap()["code"]], "number": "17", "paper": paper});
    let sent = police.send(
        "POST",
        "/api/exchanges",
        &json!({"on": DAY, "sends": sends}),
    );
    let sent = sent.expect(201).json();
    sent["code"].as_str().unwrap().to_owned()
}

#[test]
fn long_no_word_of_anybody_is_left_in_files_logs_or_backups() {
    let check = assurance::long(
        "no name, number or note is in files, log, backups or addresses",
        "people",
        3_000,
    );
    let home = tempfile::tempdir().unwrap();
    let (data, temporary) = (home.path().join("data"), home.path().join("tmp"));
    std::fs::create_dir(&temporary).unwrap();
    let head = Person::number(check.seed() << 20);
    organization(&data, &head.surname, PASSWORD);
    // People whose words come in by other doors: a complaint, the staff, a paper and a scan, the police and whom they ask about.
    let [complaint, colleague, beside, officer, asked_about] =
        [1, 2, 3, 4, 5].map(|more| Person::number((check.seed() << 20) + check.size() + more));
    let police = ("Үлгі полициясы", "internal-affairs");
    body(&data, police, ("police", &officer.surname, PASSWORD));
    let mut program = command();
    program.env("TMPDIR", &temporary).env("TIREK_LOG", "debug");
    let served = Served::start_as(program, &data, &[]);
    let people: Vec<Person> = (1..=check.size())
        .map(|number| Person::number((check.seed() << 20) + number))
        .collect();
    let client = Client::sign_in(&served.address, PASSWORD);
    let codes: Vec<String> = people.iter().map(|person| client.begin(person)).collect();
    // They are there for whoever may read them.
    let documents = client
        .get(&format!("/api/files/{}/documents", codes[0]))
        .expect(200);
    let id = documents.json()[0]["id"].as_str().unwrap().to_owned();
    let read = client.get(&format!("/api/files/{}/documents/{id}", codes[0]));
    assert!(read.expect(200).text().contains(&people[0].surname));
    plant_beside(&client, &codes[0], &id, &colleague, &beside);
    client
        .send("DELETE", "/api/sessions", &Value::Null)
        .expect(204);
    let police = Client::sign_in_as(&served.address, "police", PASSWORD);
    let request = ask_from_elsewhere(&police, &asked_about);
    let mut browser = Browser::sign_in(&served.address, PASSWORD);
    let list = browser.get("/people").expect(200);
    let looked_for = [("find", people[0].address.as_str())];
    let listed = browser.post("/people", &list, &looked_for).expect(200);
    assert!(
        listed.text().contains(&codes[0]) && !listed.text().contains(&codes[1]),
        "it was looked for"
    );
    // Somebody without an account complains, and gives her name; the head reads it.
    let page = browser.get("/book?lang=ru").expect(200);
    let written = [
        ("entry_kind", "complaint"),
        ("way", "book"),
        ("text", complaint.note.as_str()),
        ("name", complaint.surname.as_str()),
        ("contact", complaint.iin.as_str()),
    ];
    browser.post("/book?lang=ru", &page, &written).expect(200);
    let book = browser.get("/house/book").expect(200).text();
    assert!(book.contains(&complaint.note) && book.contains(&complaint.surname));
    let read = browser.get(&format!("/requests/{request}")).expect(200);
    let page = read.text();
    let (_, paper) = page
        .split_once(&format!("/requests/{request}/papers/"))
        .expect("what was asked for lies beside the request");
    let (paper, _) = paper.split_once('"').unwrap();
    let printed = browser.get(&format!("/requests/{request}/papers/{paper}"));
    assert!(printed.expect(200).body.starts_with(b"%PDF-"));
    for path in ["", "/documents", "/readings"] {
        browser
            .get(&format!("/people/{}{path}", codes[0]))
            .expect(200);
    }
    browser
        .get(&format!("/people/{}/documents/{id}/pdf/kk", codes[0]))
        .expect(200);
    // A name in an address that somebody typed by hand is not logged either.
    browser
        .get(&format!("/people/{}", people[0].iin))
        .expect(404);
    browser.get(&format!("/people?name={}", people[0].iin));

    let beside_files = [&complaint, &colleague, &beside, &officer, &asked_about];
    let words = people.iter().chain(beside_files).flat_map(Person::words);
    let search = Search::for_words(words.chain([head.surname.as_str(), PASSWORD]));
    // While it runs the log of the database is there, and after it has stopped what was kept.
    let mut found = search.found_below(home.path());
    back_up(home.path());
    let stopped = served.stop();
    assert!(
        stopped.trouble.contains("/people"),
        "the log says what was asked: {stopped:?}"
    );
    found.extend(search.found_below(home.path()));
    found.extend(search.found_in(stopped.trouble.as_bytes()));
    found.extend(search.found_in(stopped.out.as_bytes()));
    assert_eq!(found, Vec::<String>::new());
    assert!(home.path().join("backups").read_dir().unwrap().count() >= 3);
    // The same search finds what does stand in clear.
    let clear = Search::for_words(["Үлгі баспана"]);
    assert!(!clear.found_below(&data).is_empty());
    let entered = check.size();
    check.held(entered);
}

/// A program that writes plainly what this one seals, in one of many ways.
async fn write_carelessly(folder: &Path, how: usize, person: &Person) {
    let database = folder.join("careless.sqlite");
    let url = format!("sqlite:{}?mode=rwc", database.display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let make = "CREATE TABLE IF NOT EXISTS person (name BLOB, note BLOB)";
    sqlx::query(make).execute(&mut connection).await.unwrap();
    let name = spellings(&person.surname).swap_remove(how).1;
    let note = spellings(&person.note).swap_remove(how).1;
    sqlx::query("INSERT INTO person VALUES ($1, $2)")
        .bind([b"..".as_slice(), &name, b".."].concat())
        .bind(note)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn the_same_search_finds_what_a_careless_program_leaves_in_any_spelling() {
    let home = tempfile::tempdir().unwrap();
    for how in 0..spellings("of some length").len() {
        let (way, _) = spellings("of some length").swap_remove(how);
        let person = Person::number(1_000 + how as u64);
        let folder = home.path().join(how.to_string());
        std::fs::create_dir(&folder).unwrap();
        write_carelessly(&folder, how, &person).await;
        let search = Search::for_words(person.words());
        let found = search.found_below(&folder);
        for word in [&person.surname, &person.note] {
            assert!(
                found.contains(&format!("{word} in careless.sqlite")),
                "{way}: {found:?}"
            );
        }
        let stranger = Person::number(5_000 + how as u64);
        assert!(
            Search::for_words(stranger.words())
                .found_below(&folder)
                .is_empty()
        );
    }
    // Packed, in the middle of something else; and in the name of a file.
    let person = Person::number(7);
    let search = Search::for_words(person.words());
    let mut gzip = flate2::write::GzEncoder::new(b"before".to_vec(), flate2::Compression::best());
    gzip.write_all(person.note.as_bytes()).unwrap();
    assert_eq!(
        search.found_in(&gzip.finish().unwrap()),
        std::slice::from_ref(&person.note)
    );
    let mut zlib = flate2::write::ZlibEncoder::new(b"before".to_vec(), flate2::Compression::fast());
    zlib.write_all(person.iin.as_bytes()).unwrap();
    assert_eq!(
        search.found_in(&zlib.finish().unwrap()),
        std::slice::from_ref(&person.iin)
    );
    let folder = home.path().join("named");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join(format!("{}.pdf", person.surname)), b"").unwrap();
    assert_eq!(
        search.found_below(&folder),
        std::slice::from_ref(&person.surname)
    );
}
