//! What no page of the program sends is refused, and the log says so in one line: which kind, by which method, to which kind of address. An
//! operator sees an attack there, and nobody's name, whatever the attacker wrote.

use crate::data::PASSWORD;
use crate::program::Served;
use crate::spellings::Search;
use crate::visit::{Browser, Person, ask, organization};

fn form_from(site: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "Content-Type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
        ("Sec-Fetch-Site", site.to_owned()),
    ]
}

#[test]
fn what_no_page_sends_is_one_line_of_the_log_which_names_nobody() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let (head, person) = (Person::number(0), Person::number(1));
    organization(&data, &head.surname, PASSWORD);
    let served = Served::start(&data, &[]);
    let mut browser = Browser::sign_in(&served.address, PASSWORD);
    let form = format!("form_token={}&name={}", person.iin, person.iin);
    let json = vec![("Content-Type", "application/json".to_owned())];
    let nonsense = format!("{{\"act\": \"{}\"", person.surname);

    let own = form_from("same-origin");
    let of_a_file = format!("/people/{}/acts/item_issued", person.iin);
    browser
        .send("POST", "/people", &form_from("cross-site"), form.as_bytes())
        .expect(403);
    browser
        .send("POST", &of_a_file, &own, form.as_bytes())
        .expect(403);
    // No form at all.
    browser
        .send("POST", "/people", &json, nonsense.as_bytes())
        .expect(400);
    browser
        .send("POST", "/people", &own, &vec![b'7'; 3 * 1024 * 1024])
        .expect(413);
    ask(
        &served.address,
        "POST",
        "/api/sessions",
        &json,
        nonsense.as_bytes(),
    )
    .expect(400);
    // A method and an address of somebody's own making.
    let method = format!("X{}", person.iin);
    ask(
        &served.address,
        &method,
        &format!("/{}", person.iin),
        &[],
        b"",
    );
    browser.get("/people").expect(200);

    let log = served.stop().trouble;
    let refused: Vec<&str> = log
        .lines()
        .filter_map(|line| {
            line.split_once("refused ")?
                .1
                .rsplit_once(' ')?
                .0
                .rsplit_once(' ')
        })
        .map(|(line, _)| line)
        .collect();
    assert_eq!(
        refused,
        [
            "other-site: POST /people 403",
            "form-token: POST /people/{code}/acts/{act} 403",
            "not-understood: POST /people 400",
            "too-large: POST /people 413",
            "not-understood: POST /api/sessions 400",
        ],
        "{log}"
    );
    assert!(log.contains("(no such method) (no such page)"), "{log}");
    let words = Search::for_words(
        person
            .words()
            .into_iter()
            .chain([head.surname.as_str(), PASSWORD]),
    );
    assert_eq!(words.found_in(log.as_bytes()), Vec::<String>::new());
    assert!(
        !words.found_in(nonsense.as_bytes()).is_empty(),
        "the same search finds it"
    );
}
