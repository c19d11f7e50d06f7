//! Forms, uploads, bodies of the API and addresses, valid ones changed a little: an answer to each, and never a failure.

use assurance::{Dice, mutated};
use axum::{
    body::Body,
    http::{Method, Request, header},
};

use crate::{
    api::{Client, application, evaluation_sheet, interview},
    browser::{Browser, Page, Server, encode},
    journey::{apply, code_of},
};

/// Something that is sent, as a browser sends it.
struct Sample {
    path: String,
    kind: &'static str,
    body: Vec<u8>,
    /// The fields it was made of; none where it is more than a list of fields.
    fields: Vec<(String, String)>,
}

const FORM: &str = "application/x-www-form-urlencoded";

fn written(fields: &[(String, String)]) -> Vec<u8> {
    let each = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    each.collect::<Vec<_>>().join("&").into_bytes()
}

/// The form of a page with these answers, as it would be sent.
fn form(page: &Page, answers: &[(&str, &str)]) -> Sample {
    let (path, mut fields) = page.form();
    fields.retain(|(name, _)| !answers.iter().any(|(given, _)| given == name));
    let answers = answers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    fields.extend(answers);
    Sample {
        path,
        kind: FORM,
        body: written(&fields),
        fields,
    }
}

/// A scan beside a document.
async fn upload(browser: &mut Browser, code: &str, content: &[u8]) -> Sample {
    let list = browser.get(&format!("/people/{code}/documents")).await;
    let part = format!("/people/{code}/documents/");
    let address = list
        .text
        .split("href=\"")
        .find(|rest| rest.starts_with(&part));
    let address = address.unwrap().split('"').next().unwrap().to_owned();
    let page = browser.get(&address).await;
    let (path, fields) = page.form();
    assert!(path.ends_with("/scans"), "{path}");
    let mut body = Vec::new();
    for (name, value) in fields.iter().filter(|(name, _)| name != "file") {
        let part = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    body.extend(b"--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n");
    body.extend(content);
    body.extend(b"\r\n--frontier--\r\n");
    Sample {
        path,
        kind: "multipart/form-data; boundary=frontier",
        body,
        fields: Vec::new(),
    }
}

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(3, 2)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

/// Valid samples of what a member of staff sends, and the address of each.
async fn samples(specialist: &mut Browser, head: &mut Browser, code: &str) -> Vec<Sample> {
    let mut samples = Vec::new();
    let page = specialist.get("/people/new/application_registered").await;
    let answers = [
        ("address", "Ай"),
        ("surname", "Өтініш"),
        ("consent", "yes"),
        ("on", "03.10.2022"),
    ];
    samples.push(form(&page, &answers));
    for act in [
        "interview_held",
        "item_issued",
        "registration_card_filled",
        "contraindication_found",
        "entry_struck_out",
    ] {
        let page = specialist.get(&format!("/people/{code}/acts/{act}")).await;
        samples.push(form(&page, &[("item", "сүлгі"), ("on", "03.10.2022")]));
    }
    for path in [
        "/people",
        "/account",
        "/prove",
        "/registers",
        "/house/day-sheet",
    ] {
        let page = specialist.get(path).await;
        if page.text.contains("<form") && page.text.contains("<main") {
            samples.push(form(&page, &[("name", "Ай")]));
        }
    }
    for path in [
        "/house/calendar",
        "/house/keeping",
        "/house/recovery",
        "/house/accounts/new",
    ] {
        let page = head.get(path).await;
        let main = page.text.split("<main").nth(1).unwrap_or_default();
        if main.contains("<form") {
            samples.push(form(&page, &[("login", "aigul"), ("name", "Айгүл")]));
        }
    }
    let content = [
        picture(image::ImageFormat::Png),
        picture(image::ImageFormat::Jpeg),
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".to_vec(),
    ];
    for content in content {
        samples.push(upload(specialist, code, &content).await);
    }
    assert!(samples.len() > 12, "{}", samples.len());
    samples
}

async fn send(browser: &mut Browser, path: &str, kind: &str, body: Vec<u8>) -> Option<Page> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, kind)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .ok()?;
    Some(browser.once(request).await)
}

#[tokio::test]
async fn long_changed_forms_uploads_and_addresses_never_break_the_program() {
    let check = assurance::long(
        "changed forms, uploads and addresses never break the program",
        "requests",
        40_000,
    );
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let mut head = server.signed_in("head").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let samples = samples(&mut specialist, &mut head, &code).await;
    let all: Vec<&[u8]> = samples
        .iter()
        .map(|sample| sample.body.as_slice())
        .collect();
    let cookies = [specialist.cookies.clone(), head.cookies.clone()];
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        tried += 1;
        let sample = &samples[dice.below(samples.len())];
        let body = if sample.fields.is_empty() || dice.below(3) == 0 {
            mutated(&mut dice, &sample.body, &all)
        } else {
            // What is typed is changed and the rest stays: it comes further than what no form is.
            let mut fields = sample.fields.clone();
            let at = dice.below(fields.len());
            let value = mutated(&mut dice, fields[at].1.as_bytes(), &all);
            fields[at].1 = String::from_utf8_lossy(&value).into_owned();
            written(&fields)
        };
        let path = if dice.below(8) == 0 {
            let path = mutated(
                &mut dice,
                sample.path.as_bytes(),
                &[b"/people/", b"/api/files/"],
            );
            String::from_utf8_lossy(&path).into_owned()
        } else {
            sample.path.clone()
        };
        if !path.starts_with('/') || path == "/sign-out" {
            continue;
        }
        let browser = if dice.below(2) == 0 {
            &mut specialist
        } else {
            &mut head
        };
        let Some(page) = send(browser, &path, sample.kind, body).await else {
            continue;
        };
        assert!(
            page.status.as_u16() < 500,
            "{tried}: POST {path}: {}",
            page.status
        );
        if let Ok(question) = Request::get(path.as_str()).body(Body::empty()) {
            let page = browser.once(question).await;
            assert!(
                page.status.as_u16() < 500,
                "{tried}: GET {path}: {}",
                page.status
            );
        }
        // Something that was changed may have locked her out or chosen a language: she goes on as she was.
        specialist.cookies.clone_from(&cookies[0]);
        head.cookies.clone_from(&cookies[1]);
    }
    let report = server.store.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
    check.held(tried);
}

#[tokio::test]
async fn long_changed_bodies_of_the_api_never_break_it() {
    let check = assurance::long(
        "changed bodies of the API never break it",
        "requests",
        40_000,
    );
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let code = client.begin("Ай").await;
    let acts = format!("/api/files/{code}/acts");
    let samples: Vec<(&str, Vec<u8>)> = vec![
        ("/api/files", application("Ай").to_string().into_bytes()),
        (&acts, interview().to_string().into_bytes()),
        (&acts, evaluation_sheet().to_string().into_bytes()),
        (
            &acts,
            br#"{"on":"2022-10-03","by":"specialist","act":"item_issued","item":"x","seen_seq":1}"#
                .to_vec(),
        ),
    ];
    let all: Vec<&[u8]> = samples.iter().map(|(_, body)| body.as_slice()).collect();
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        tried += 1;
        let (path, body) = &samples[dice.below(samples.len())];
        let body = mutated(&mut dice, body, &all);
        let json = [("content-type", "application/json")];
        let answer = client.ask(Method::POST, path, &json, body.clone()).await;
        let sent = String::from_utf8_lossy(&body);
        assert!(
            answer.status.as_u16() < 500,
            "{tried}: {path} {sent}: {}",
            answer.text()
        );
        if answer.status.is_client_error() {
            answer.json()["title"].as_str().unwrap();
        }
    }
    let report = server.store.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
    check.held(tried);
}

/// Addresses with a question behind them, as pages and programs ask.
const QUESTIONS: [&str; 16] = [
    "/sign-in?ended=yes&back=/people",
    "/prove?back=/registers",
    "/language/kk?back=/people",
    "/account?changed=yes",
    "/account/codes?done=on",
    "/house/calendar?year=2022&moved=3",
    "/house/keeping?done=held",
    "/house/recovery?done=set",
    "/house/book?done=answered",
    "/house/staff?on=2022-10-03",
    "/reports?from=2022-01&to=2022-10&scope=all",
    "/book?language=kk",
    "/people/new/application_registered?address=x&on=03.10.2022",
    "/api/reports?from=2022-01&to=2022-10",
    "/api/duties?from=2022-01-01&to=2022-10-10",
    "/api/files",
];

#[tokio::test]
async fn long_changed_cookies_tokens_and_questions_let_nobody_in_and_break_nothing() {
    let check = assurance::long(
        "changed cookies, tokens and questions let nobody in and break nothing",
        "requests",
        40_000,
    );
    let server = Server::furnished().await;
    let head = server.signed_in("head").await;
    let client = Client::of(&server, "specialist").await;
    let token = client.session["token"].as_str().unwrap().to_owned();
    let own = head.cookies.clone();
    let mut all: Vec<&[u8]> = QUESTIONS.iter().map(|each| each.as_bytes()).collect();
    all.extend(own.values().map(String::as_bytes));
    all.push(token.as_bytes());
    let mut browser = server.visitor();
    let mut tried = 0;
    while tried < check.size() {
        let mut dice = Dice::new((check.seed() << 32) + tried);
        tried += 1;
        let question = QUESTIONS[dice.below(QUESTIONS.len())];
        let mut text = |sample: &str| {
            let bytes = mutated(&mut dice, sample.as_bytes(), &all);
            String::from_utf8_lossy(&bytes).into_owned()
        };
        // A question that was changed, by somebody who is signed in.
        let asked = text(question);
        if let Ok(request) = Request::get(asked.as_str()).body(Body::empty()) {
            browser.cookies.clone_from(&own);
            if asked.starts_with('/') {
                let page = browser.once(request).await;
                assert!(
                    page.status.as_u16() < 500,
                    "{tried}: GET {asked}: {}",
                    page.status
                );
                let leads = page.headers.get(header::LOCATION);
                assert!(
                    leads.is_none_or(|to| to
                        .to_str()
                        .is_ok_and(|to| to.starts_with('/') && !to.starts_with("//"))),
                    "{tried}: {asked} leads to {leads:?}"
                );
            }
        }
        // A cookie that was changed lets nobody in.
        let line: Vec<String> = own
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let line = text(&line.join("; "));
        let is_hers = own.iter().any(|(name, value)| {
            name.contains("session") && line.contains(&format!("{name}={value}"))
        });
        let request = Request::get("/people").header(header::COOKIE, line.as_str());
        if let Ok(request) = request.body(Body::empty()) {
            browser.cookies.clear();
            let page = browser.once(request).await;
            assert!(page.status.as_u16() < 500, "{tried}: {line}");
            assert!(
                is_hers || page.status.is_redirection(),
                "{tried}: {line}: {}",
                page.status
            );
        }
        // So does a token.
        let bearer = text(&token);
        let request =
            Request::get("/api/files").header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        if let Ok(request) = request.body(Body::empty()) {
            let answer = browser.once(request).await;
            let expected = if bearer.trim() == token { 200 } else { 401 };
            assert_eq!(answer.status.as_u16(), expected, "{tried}: {bearer}");
        }
    }
    check.held(tried);
}
