//! Whoever tries logins learns nothing from the answer and nothing from the work: an unknown login and a wrong password look and cost
//! the same. The work of Argon2 is counted, not timed.

use axum::http::{HeaderMap, Method};
use sealed::password::work_so_far;
use serde_json::json;

use crate::{
    api::Client,
    browser::{Page, Server},
};

const WRONG: &str = "мүлде басқа құпия сөз";
/// Somebody who is there, and two of the same length who are not: one no login could be written so.
const LOGINS: [&str; 3] = ["psychologist", "psychologixx", "psycholog\u{0}st"];

fn told(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut told: Vec<_> = headers
        .iter()
        .filter(|(name, _)| *name != "set-cookie")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    told.sort();
    told
}

/// The page without what is random in every page, and without the login that was typed.
fn without_what_is_hers(page: &Page, login: &str) -> String {
    let mut text = page
        .text
        .replace(&login.replace('\0', "\u{fffd}"), "LOGIN")
        .replace(login, "LOGIN");
    for (_, value) in page.form().1 {
        if value.len() > 20 {
            text = text.replace(&value, "TOKEN");
        }
    }
    // What a passkey would sign is random too.
    let (before, rest) = text
        .split_once("data-challenge=\"")
        .expect("a passkey may be used");
    let (challenge, after) = rest.split_once('"').expect("the attribute ends");
    assert!(challenge.len() > 100, "it is a challenge: {challenge}");
    format!("{before}data-challenge=\"{after}")
}

#[tokio::test]
async fn on_the_pages_a_wrong_password_and_an_unknown_login_look_and_cost_the_same() {
    let server = Server::furnished().await;
    let mut answers = Vec::new();
    for login in &LOGINS[..2] {
        let mut visitor = server.visitor();
        visitor.get("/language/ru").await;
        let page = visitor.get("/sign-in").await;
        let before = work_so_far();
        let answer = visitor
            .submit(&page, &[("login", login), ("password", WRONG)])
            .await;
        let work = work_so_far() - before;
        let cookies: Vec<String> = visitor.cookies.keys().cloned().collect();
        answers.push((
            answer.status,
            told(&answer.headers),
            without_what_is_hers(&answer, login),
            cookies,
            work,
        ));
    }
    assert!(answers[0].4 >= 64 * 1024 * 3, "the password was tried");
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn in_the_api_a_wrong_password_and_an_unknown_login_answer_the_same_bytes_after_the_same_work()
 {
    let server = Server::furnished().await;
    let client = Client::nobody(&server);
    let mut answers = Vec::new();
    for login in LOGINS {
        let body = json!({"login": login, "password": WRONG}).to_string();
        let kind = [("content-type", "application/json")];
        let before = work_so_far();
        let answer = client.ask(Method::POST, "/api/sessions", &kind, body).await;
        let work = work_so_far() - before;
        answers.push((answer.status, told(&answer.headers), answer.bytes, work));
    }
    assert_eq!(answers[0].0, 401);
    assert!(answers[0].3 >= 64 * 1024 * 3, "the password was tried");
    for answer in &answers[1..] {
        assert_eq!(*answer, answers[0]);
    }
}

#[tokio::test]
async fn somebody_who_has_left_or_has_not_joined_yet_costs_as_much_as_nobody() {
    let server = Server::furnished().await;
    let (token, _) = server
        .store
        .sign_in("head", crate::browser::PASSWORD)
        .await
        .unwrap();
    let head = server.store.session(&token.to_text()).await.unwrap();
    let awaited = store::Newcomer {
        login: "awaited".to_owned(),
        name: "Үлгі".to_owned(),
        roles: vec![store::Role::Nurse],
        language: standard::lang::Lang::Kk,
    };
    server.store.invite(&head, awaited).await.unwrap();
    let work = async |login: &str| {
        let before = work_so_far();
        assert!(server.store.sign_in(login, WRONG).await.is_err());
        work_so_far() - before
    };
    let of_nobody = work("nobody").await;
    assert!(of_nobody >= 64 * 1024 * 3);
    for login in ["awaited", "accountant"] {
        assert_eq!(work(login).await, of_nobody, "{login}");
    }
    // A right password costs no less.
    let before = work_so_far();
    server
        .store
        .sign_in("accountant", crate::browser::PASSWORD)
        .await
        .unwrap();
    assert_eq!(work_so_far() - before, of_nobody);
}
