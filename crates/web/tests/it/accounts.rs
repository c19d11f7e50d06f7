//! Accounts through the pages: joining by a code, one's own password, rights with a fresh proof, the screen left alone.

use axum::http::StatusCode;

use crate::browser::{Browser, PASSWORD, Page, Server};

const OWN: &str = "сорок тысяч синих гвоздей";

/// The code on the sheet of an invitation.
fn code_on(sheet: &Page) -> String {
    let rest = sheet.text.split("id=\"invitation-code\">").nth(1).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

/// The code of a member of staff, from the links of the list.
async fn account_of(head: &mut Browser, name: &str) -> String {
    let list = head.get("/house/accounts").await;
    list.assert_ok();
    let before = list.text.split(&format!("\">{name}</a>")).next().unwrap();
    let link = before.rsplit("/house/accounts/").next().unwrap();
    link.split('"').next().unwrap().to_owned()
}

/// The address of a member's page.
pub async fn account_address(head: &mut Browser, name: &str) -> String {
    format!("/house/accounts/{}", account_of(head, name).await)
}

/// Sends one of the forms of a page, by its address.
pub async fn send(
    browser: &mut Browser,
    page: &Page,
    action: &str,
    fields: &[(&str, &str)],
) -> Page {
    let (_, all) = page.form();
    let token = all.iter().find(|(name, _)| name == "form_token").unwrap();
    let mut pairs = vec![token.clone()];
    pairs.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    browser.post(action, &pairs).await
}

#[tokio::test]
async fn a_newcomer_joins_with_her_code_and_a_password_of_her_own() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/accounts/new").await;
    assert!(
        !page.text.contains("type=\"password\""),
        "the head types no password"
    );
    let sheet = head
        .submit(
            &page,
            &[
                ("staff_name", "Мария Ким"),
                ("login", "maria"),
                ("roles", "nurse"),
            ],
        )
        .await;
    sheet.assert_ok().says("Мария Ким").says("maria");
    let code = code_on(&sheet);

    let mut maria = server.visitor();
    maria.get("/language/ru").await;
    let page = maria.get("/join").await;
    let weak = [
        ("invitation_code", code.as_str()),
        ("new_password", "Мария Ким Мария Ким"),
        ("new_password_again", "Мария Ким Мария Ким"),
    ];
    let page = maria.submit(&page, &weak).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("легко угадать");
    let lower = code.to_lowercase();
    let good = [
        ("invitation_code", lower.as_str()),
        ("new_password", OWN),
        ("new_password_again", OWN),
    ];
    let page = maria.submit(&page, &good).await;
    page.assert_ok().says("Добро пожаловать");
    let page = maria
        .submit(&page, &[("login", "maria"), ("password", OWN)])
        .await;
    page.assert_ok();
    assert!(page.text.contains("Мария Ким"));

    let page = maria.get("/join").await;
    let page = maria.submit(&page, &good).await;
    page.says("не соответствует ни одно приглашение");
    head.get("/house/accounts")
        .await
        .assert_ok()
        .says("действует");
}

#[tokio::test]
async fn an_owner_changes_her_password_and_nobody_else_does() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let page = lawyer.get("/account").await;
    page.assert_ok().says("lawyer");
    let change = |old| {
        [
            ("password", old),
            ("new_password", OWN),
            ("new_password_again", OWN),
        ]
    };
    let page = lawyer
        .submit(&page, &change("not the password at all"))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Пароль неверен.");
    lawyer
        .submit(&page, &change(PASSWORD))
        .await
        .assert_ok()
        .says("Пароль изменён.");
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_err());
    assert!(server.store.sign_in("lawyer", OWN).await.is_ok());
}

#[tokio::test]
async fn rights_are_changed_after_a_fresh_proof_and_what_was_typed_comes_along() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = account_of(&mut head, "Үлгі lawyer").await;
    let address = format!("/house/accounts/{code}");
    let page = head.get(&address).await;
    page.assert_ok();
    server.wait_minutes(6);
    let typed = [("roles", "psychologist"), ("roles", "monitoring")];
    let page = send(&mut head, &page, &format!("{address}/roles"), &typed).await;
    page.assert_ok().says("Подтвердите, что это вы");
    let page = head
        .submit(&page, &[("password", "not the password at all")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = head.submit(&page, &[("password", PASSWORD)]).await;
    page.assert_ok().says("Набранное сохранено");
    let page = head.submit(&page, &[]).await;
    page.assert_ok().says("Сделано");
    head.get("/house/accounts")
        .await
        .assert_ok()
        .says("психолог")
        .says("Үлгі lawyer: изменены роли.");

    let page = head.get(&address).await;
    let page = send(&mut head, &page, &format!("{address}/end"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = send(
        &mut head,
        &page,
        &format!("{address}/end"),
        &[("sure", "yes")],
    )
    .await;
    page.assert_ok().says("закрыта");
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_err());
}

#[tokio::test]
async fn the_head_ends_the_session_of_a_left_desk_and_the_next_request_leads_to_signing_in() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let mut head = server.signed_in("head").await;
    let address = account_address(&mut head, "Үлгі lawyer").await;
    let own = account_address(&mut head, "Үлгі head").await;
    let page = head.get(&own).await;
    assert!(
        !page.text.contains("/session\""),
        "one's own is signed out of"
    );
    let page = head.get(&address).await;
    page.assert_ok().says("Сейчас в системе");
    lawyer.get("/people").await.assert_ok();

    let action = format!("{address}/session");
    server.wait_minutes(6);
    let asked = send(&mut head, &page, &action, &[("again", "yes")]).await;
    asked.assert_ok().says("Подтвердите, что это вы");
    lawyer.get("/people").await.assert_ok();
    let asked = head.submit(&asked, &[("password", PASSWORD)]).await;
    head.submit(&asked, &[]).await.assert_ok().says("Сделано");
    lawyer
        .get("/people")
        .await
        .assert_ok()
        .says("Сеанс закончился");
    head.get("/house/accounts")
        .await
        .says("Үлгі lawyer: сеанс завершён руководителем.");
    let page = head.get(&address).await;
    assert!(!page.text.contains("/session\""), "there is none any more");
    // She signed out a moment ago: what was wanted is so.
    send(&mut head, &page, &action, &[("again", "yes")])
        .await
        .assert_ok()
        .says("Сделано");
    server.signed_in("lawyer").await;
}

#[tokio::test]
async fn somebody_acts_as_head_for_the_days_of_an_order() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = account_of(&mut head, "Үлгі specialist").await;
    let address = format!("/house/accounts/{code}");
    let page = head.get(&address).await;
    let order = |to| {
        [
            ("acting_order", "14-Ж"),
            ("acting_from", "03.10.2022"),
            ("acting_to", to),
        ]
    };
    let page = send(
        &mut head,
        &page,
        &format!("{address}/acting"),
        &order("02.10.2022"),
    )
    .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Последний день раньше первого");
    let page = send(
        &mut head,
        &page,
        &format!("{address}/acting"),
        &order("14.10.2022"),
    )
    .await;
    page.assert_ok()
        .says("по приказу 14-Ж с 03.10.2022 по 14.10.2022");
    let mut acting = server.signed_in("specialist").await;
    acting.get("/house/accounts").await.assert_ok();
    server.set_day("2022-10-15");
    let mut after = server.signed_in("specialist").await;
    assert_eq!(
        after.get("/house/accounts").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn accounts_are_nobodys_but_the_heads() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = account_of(&mut head, "Үлгі lawyer").await;
    for login in ["specialist", "accountant", "officer"] {
        let mut other = server.signed_in(login).await;
        let pages = [
            "/house/accounts".to_owned(),
            format!("/house/accounts/{code}"),
        ];
        for path in &pages {
            let page = other.get(path).await;
            if login == "officer" && path == "/house/accounts" {
                // The head of another body sees her own.
                assert!(!page.text.contains("Үлгі lawyer"));
            } else {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{login} {path}");
            }
        }
        let own = other.get("/account").await;
        for what in ["roles", "end", "acting", "acting-end", "invite", "session"] {
            let path = format!("/house/accounts/{code}/{what}");
            let fields = [("sure", "yes"), ("roles", "nurse"), ("again", "yes")];
            let page = send(&mut other, &own, &path, &fields).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{login} {what}");
        }
    }
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_screen_left_alone_goes_to_the_page_for_signing_in() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let page = head.get("/people").await;
    let refresh = page.headers.get("refresh").unwrap().to_str().unwrap();
    assert_eq!(refresh, "905; url=/sign-in?ended=yes");
    assert!(
        server
            .visitor()
            .get("/sign-in")
            .await
            .headers
            .get("refresh")
            .is_none()
    );
}
