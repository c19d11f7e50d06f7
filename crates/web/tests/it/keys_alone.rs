//! Everybody × every address of the pages and the API × files of her own house, a restricted one, a closed one, another's: with every permission
//! passing. What the answers say is then decided by keys alone: no word of a compartment whose key the person lacks may stand in any.
//!
//! The addresses are read from the router and from the description of the API, so that a new one is walked without being named here. A word
//! that its holder's own walk does not meet fails too: a walk that sees nothing would prove nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    process::{Command, Stdio},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use standard::{
    annex::FormKind,
    compartment::Compartment::{self, *},
    papers::PaperKind,
    register::Register,
};
use tower::ServiceExt as _;

use crate::{
    api::Client,
    browser::{Server, encode},
    planted::{Mark, NAMED, STAFF, Where, World, session},
};

/// What is not asked here, and why.
const LEFT_OUT: [(&str, &str); 7] = [
    ("POST /sign-out", "ends the session that walks"),
    ("DELETE /api/sessions", "ends the session that walks"),
    ("DELETE /api/accounts/{code}", "ends an account"),
    (
        "DELETE /api/accounts/{code}/factors",
        "destroys, and answers with nothing",
    ),
    (
        "DELETE /api/accounts/{code}/session",
        "ends a session, and answers with nothing",
    ),
    (
        "DELETE /api/certificates/{fingerprint}",
        "destroys, and answers with nothing",
    ),
    ("GET /language/{code}", "leads back to where one came from"),
];

/// Acts whose pages bring along what an earlier form says, or lists of the house.
const ACTS: [&str; 10] = [
    "agreement_concluded",
    "registration_card_filled",
    "plan_drawn_up",
    "monitoring_recorded",
    "evaluation_sheet_filled",
    "report_drawn_up",
    "consent_given",
    "consent_withdrawn",
    "child_settled",
    "room_assigned",
];

/// Who is asked for what prints many forms: between them they lack every compartment.
const PRINTERS: [&str; 3] = ["head", "psychologist", "rescuer"];

/// Every operation that is walked.
async fn operations(server: &Server) -> Vec<(Method, String)> {
    let mut all = all_operations(server).await;
    let left_out = |(method, address): &(Method, String)| {
        let named = format!("{method} {address}");
        LEFT_OUT.iter().any(|(each, _)| *each == named)
    };
    let before = all.len();
    all.retain(|each| !left_out(each));
    assert_eq!(all.len(), before - LEFT_OUT.len());
    // What may change something comes last.
    all.sort_by_key(|(method, _)| *method != Method::GET);
    all
}

/// Every operation: method and address, from the router and from the description of the API.
pub async fn all_operations(server: &Server) -> Vec<(Method, String)> {
    let router = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/router.rs");
    let text = std::fs::read_to_string(router).unwrap();
    let mut all = Vec::new();
    for route in text.split(".route(").skip(1) {
        let address = route.trim_start().strip_prefix('"').unwrap();
        let (address, how) = address.split_once('"').unwrap();
        for (word, method) in [("get(", Method::GET), ("post(", Method::POST)] {
            if how.contains(word) {
                all.push((method, address.to_owned()));
            }
        }
    }
    assert!(all.len() > 120, "the router is read: {}", all.len());
    let described = Client::nobody(server).get("/api/openapi.json").await.json();
    for (address, operations) in described["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            all.push((method.to_uppercase().parse().unwrap(), address.clone()));
        }
    }
    all
}

/// A question: where, and with what.
struct Question {
    method: Method,
    path: String,
    answers: Vec<(&'static str, &'static str)>,
}

/// What an address does not answer without.
fn asked(address: &str) -> &'static str {
    match address {
        "/api/files/{code}/bundle" => "?lang=ru&purpose=archive",
        "/api/files/{code}/own-copy" => "?lang=ru",
        "/api/registers/{register}/file" => "?lang=ru&from=2022-01-01&to=2022-12-08",
        _ => "",
    }
}

/// What is typed into a form: enough for those that show something of a file.
fn answers(address: &str) -> Vec<(&'static str, &'static str)> {
    match address {
        "/people" => vec![("find", crate::planted::PREFIX)],
        "/people/{code}/bundle" => vec![
            ("purpose", "archive"),
            ("print_language", "ru"),
            ("bundle_kind", "pdf"),
        ],
        "/people/{code}/own-copy" => vec![("own_language", "ru")],
        "/registers" => vec![
            ("register_kind", "recipients"),
            ("period_from", "01.01.2022"),
            ("period_to", "08.12.2022"),
            ("file_kind", "pdf"),
            ("print_language", "ru"),
        ],
        _ => Vec::new(),
    }
}

/// Whether an address prints many forms.
fn prints_much(address: &str) -> bool {
    // Of the file itself, not of one of its documents.
    let is_sheet = address.contains("s/pdf/");
    let ends = ["/bundle", "/own-copy", "/registers", "/freeze", "/file"];
    is_sheet || ends.iter().any(|end| address.ends_with(end))
}

/// What stands in the place of a name in an address.
fn in_place(address: &str, name: &str, world: &World) -> Vec<String> {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match name {
        "code" => list(&[&world.member]),
        "act" if address.starts_with("/people/new") => list(&["application_registered"]),
        "act" if address.starts_with("/people") => list(&ACTS),
        "act" => list(&["permit_issued"]),
        "seq" => (1..=8).map(|seq| seq.to_string()).collect(),
        "lang" => list(&["ru"]),
        // Those that lie in the files, and one whose first answers come from them.
        "paper" if address.starts_with("/people") => [
            PaperKind::InterviewRecord,
            PaperKind::NeedsAssessment,
            PaperKind::HealthcareReferral,
            PaperKind::OrderAdmission,
        ]
        .map(|paper| paper.name().to_owned())
        .into(),
        "paper" if address.starts_with("/forms") => list(&["erasure_certificate"]),
        "paper" => list(&["disclosure_consent"]),
        "kind" if address.starts_with("/reports") => list(&["pdf"]),
        "kind" => list(&["transfer"]),
        "register" => {
            let all = Register::ALL
                .iter()
                .map(|register| register.name().to_owned());
            all.chain(["recipients".to_owned()]).collect()
        }
        "entry" => list(&["room"]),
        "step" => list(&["received"]),
        "number" => list(&["1", "2"]),
        "member" => list(&["1"]),
        "what" => list(&["nothing"]),
        "format" => list(&["pdf"]),
        "year" => list(&["2022"]),
        "annex" | "form" => list(&["annex_1"]),
        "name" => list(&["tirek.css"]),
        "paragraph" | "id" => list(&["15"]),
        "enclosure" => list(&["nothing1"]),
        other => panic!("{address}: nobody has said what {other} is"),
    }
}

/// Every address that one of a route stands for.
fn paths(method: &Method, address: &str, world: &World) -> Vec<String> {
    let mut begun = Vec::new();
    let is_of_file = [
        "/people/{code}",
        "/api/files/{code}",
        "/house/keeping/{code}",
    ]
    .iter()
    .any(|begins| address.starts_with(begins));
    if is_of_file {
        for (of, code) in &world.files {
            // Prints cost the most: of the open file, and of the restricted one where there is but one form.
            let only = prints_much(address).then_some(&[Where::Open][..]);
            if only.is_some_and(|only| !only.contains(of)) {
                continue;
            }
            let with_code = address.replacen("{code}", code, 1);
            if !with_code.contains("{id}") {
                begun.push(with_code);
                continue;
            }
            let is_print = address.contains("/pdf");
            for (id, form) in &world.documents[of] {
                // What is sent is sent to one of many alike.
                let few = is_print || prints_much(address) || *method != Method::GET;
                let is_one =
                    *form == FormKind::Annex4 && matches!(of, Where::Open | Where::Restricted);
                if !few || is_one {
                    begun.push(with_code.replacen("{id}", id, 1));
                }
            }
        }
    } else if ["/requests/{id}", "/api/exchanges/{id}"]
        .iter()
        .any(|begins| address.starts_with(begins))
    {
        for (id, copies) in &world.exchanges {
            let with_id = address.replacen("{id}", id, 1);
            if with_id.contains("{document}") {
                let copies = if address.contains("/pdf") {
                    &copies[..1]
                } else {
                    copies
                };
                begun.extend(
                    copies
                        .iter()
                        .map(|copy| with_id.replacen("{document}", copy, 1)),
                );
            } else {
                begun.push(with_id);
            }
        }
    } else {
        begun.push(address.to_owned());
    }
    while let Some(at) = begun.iter().position(|path| path.contains('{')) {
        let path = begun.swap_remove(at);
        let (before, rest) = path.split_once('{').unwrap();
        let (name, after) = rest.split_once('}').unwrap();
        for value in in_place(address, name, world) {
            begun.push(format!("{before}{value}{after}"));
        }
    }
    begun
}

fn questions(operations: &[(Method, String)], login: &str, world: &World) -> Vec<Question> {
    let mut all = Vec::new();
    for (method, address) in operations {
        if prints_much(address) && !PRINTERS.contains(&login) {
            continue;
        }
        for path in paths(method, address, world) {
            let is_alike = ["{paper}", "{act}"]
                .iter()
                .any(|name| address.contains(name));
            let first = ["interview_record", ACTS[0], "application_registered"];
            if *method != Method::GET && is_alike && !first.iter().any(|name| path.ends_with(name))
            {
                continue;
            }
            all.push(Question {
                method: method.clone(),
                path: path + asked(address),
                answers: answers(address),
            });
        }
    }
    all
}

/// Somebody who walks: with a cookie on the pages, with her token at the API.
struct Walker<'a> {
    pages: &'a Router,
    token: String,
    form_token: String,
}

/// Everything that came back: the status, every header, the text of the body as a reader sees it.
struct Answer {
    status: StatusCode,
    told: String,
}

impl Walker<'_> {
    async fn ask(&self, question: &Question) -> Answer {
        let is_api = question.path.starts_with("/api/");
        let request = Request::builder()
            .method(question.method.clone())
            .uri(&question.path)
            .header("accept-language", "ru");
        let request = if is_api {
            request
                .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
                .header(header::CONTENT_TYPE, "application/json")
        } else {
            request
                .header(header::COOKIE, format!("tirek-session={}", self.token))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
        };
        let body = match (&question.method, is_api) {
            (&Method::GET, _) => String::new(),
            (_, true) => "{}".to_owned(),
            _ => {
                let token = ("form_token", self.form_token.as_str());
                let pairs = question.answers.iter().copied().chain([token]);
                let pairs = pairs.map(|(name, value)| format!("{name}={}", encode(value)));
                pairs.collect::<Vec<_>>().join("&")
            }
        };
        let request = request.body(Body::from(body)).unwrap();
        let response = self.pages.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let mut told = format!("{status} {:?}\n", response.headers());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        let body = body.unwrap();
        told.push_str(&if body.starts_with(b"%PDF-") {
            text_of_pdf(&body)
        } else {
            String::from_utf8_lossy(&body).into_owned()
        });
        Answer { status, told }
    }
}

fn text_of_pdf(bytes: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext reads what is printed; on Debian: apt-get install poppler-utils");
    let mut input = reader.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&bytes));
    let read = reader.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(read.status.success());
    String::from_utf8_lossy(&read.stdout).into_owned()
}

/// Whether somebody's keys open what a word was sealed under.
fn opens(login: &str, held: &[Compartment], mark: Mark) -> bool {
    match login {
        "stranger" => mark.of == Where::Theirs,
        "officer" => mark.sent,
        "police" => false,
        _ => {
            // Breaking the glass is policy: here it has been broken, for whoever holds `emergency`.
            let is_hers = mark.of != Where::Restricted
                || ["head", NAMED].contains(&login)
                || held.contains(&Emergency);
            // Whatever lies in a file is found through the acts of the file.
            let through = mark.of == Where::House || held.contains(&File);
            mark.of != Where::Theirs && is_hers && through && held.contains(&mark.compartment)
        }
    }
}

/// What a walk came to.
#[derive(Default)]
struct Walked {
    asked: usize,
    answered: usize,
    failed: usize,
    met: BTreeSet<String>,
    wrong: Vec<String>,
}

async fn walk(
    world: &World,
    pages: &Router,
    login: &str,
    held: &[Compartment],
    all: &[Question],
) -> Walked {
    let (token, _) = session(&world.server.store, login).await;
    let mut walker = Walker {
        pages,
        token,
        form_token: String::new(),
    };
    let first = Question {
        method: Method::GET,
        path: "/account".to_owned(),
        answers: Vec::new(),
    };
    let page = walker.ask(&first).await;
    assert_eq!(page.status, StatusCode::OK, "{login}: {}", page.told);
    let token = page.told.split("name=\"form_token\" value=\"").nth(1);
    walker.form_token = token.unwrap().split('"').next().unwrap().to_owned();
    let mut walked = Walked::default();
    for question in all {
        let answer = walker.ask(question).await;
        walked.asked += 1;
        walked.answered += usize::from(answer.status == StatusCode::OK);
        walked.failed += usize::from(answer.status.is_server_error());
        for (word, mark) in world.marks.found_in(&answer.told) {
            walked.met.insert(word.to_owned());
            if !opens(login, held, mark) {
                walked.wrong.push(format!(
                    "{login}: {} {} says {word} ({:?}, {})",
                    question.method, question.path, mark.of, mark.compartment
                ));
            }
        }
    }
    walked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_every_permission_passing_no_address_says_what_the_keys_do_not_open() {
    let world = Arc::new(World::new().await);
    let operations = operations(&world.server).await;
    let pages = world.server.with_every_permission();
    let others = ["officer", "police", "stranger"].map(|login| (login, STAFF[0].2));
    let everybody = STAFF
        .iter()
        .map(|(login, _, held)| (*login, *held))
        .chain(others);
    let mut walks = BTreeMap::new();
    let walked = everybody.map(|(login, held)| {
        let all = questions(&operations, login, &world);
        assert!(all.len() > 300, "{login}: {}", all.len());
        let (world, pages) = (world.clone(), pages.clone());
        tokio::spawn(async move {
            let walked = walk(&world, &pages, login, held, &all).await;
            (login, held, walked)
        })
    });
    for walking in walked.collect::<Vec<_>>() {
        let (login, held, walked) = walking.await.unwrap();
        println!(
            "{login}: {} asked, {} answered, {} failed, {} words met",
            walked.asked,
            walked.answered,
            walked.failed,
            walked.met.len()
        );
        walks.insert(login, (held, walked));
    }
    let wrong: Vec<&String> = walks
        .values()
        .flat_map(|(_, walked)| &walked.wrong)
        .collect();
    assert!(wrong.is_empty(), "{} answers: {wrong:#?}", wrong.len());
    // Whoever holds the key does meet the word: else the walk would have missed it with the others too.
    for (login, (held, walked)) in &walks {
        let missed: Vec<_> = world
            .marks
            .all()
            .filter(|(word, mark)| opens(login, held, *mark) && !walked.met.contains(*word))
            .collect();
        assert!(missed.is_empty(), "{login} does not meet {missed:#?}");
    }
}

/// The same words by the ordinary program: a check of the walk itself.
#[tokio::test]
async fn the_words_that_are_looked_for_are_there_for_those_who_may_read_them() {
    let world = World::new().await;
    let (token, _) = session(&world.server.store, "specialist").await;
    let walker = Walker {
        pages: &world.server.pages,
        token,
        form_token: String::new(),
    };
    let code = &world.files[&Where::Open];
    let of = |form| {
        let documents = &world.documents[&Where::Open];
        &documents.iter().find(|(_, each)| *each == form).unwrap().0
    };
    for (path, compartments) in [
        (format!("/people/{code}"), vec![File]),
        (
            format!("/people/{code}/documents/{}", of(FormKind::Annex4)),
            vec![Identity],
        ),
        (
            format!(
                "/api/files/{code}/documents/{}/pdf?lang=ru",
                of(FormKind::Annex4)
            ),
            vec![Identity],
        ),
        (
            format!("/api/files/{code}/documents/{}", of(FormKind::Annex6)),
            vec![Identity, Social],
        ),
    ] {
        let question = Question {
            method: Method::GET,
            path,
            answers: Vec::new(),
        };
        let answer = walker.ask(&question).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", question.path);
        let met: BTreeSet<_> = world
            .marks
            .found_in(&answer.told)
            .into_iter()
            .map(|(_, mark)| mark.compartment)
            .collect();
        assert_eq!(
            met.into_iter().collect::<Vec<_>>(),
            compartments,
            "{}",
            question.path
        );
    }
    let restricted = Question {
        method: Method::GET,
        path: format!("/people/{}", world.files[&Where::Restricted]),
        answers: Vec::new(),
    };
    assert_eq!(walker.ask(&restricted).await.status, StatusCode::NOT_FOUND);
}
