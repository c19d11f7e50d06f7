//! Codes from an app, through the pages and the API.

use axum::http::StatusCode;
use totp_rs::{Builder, Secret};

use crate::browser::{PASSWORD, Page, Server};

/// The code that an app shows now, with the secret that stands on the page as text.
pub fn code_of(server: &Server, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    let second = server.store.now().as_second();
    app.generate(second.unsigned_abs()).to_string()
}

/// A code that is not of these minutes.
fn wrong_code(server: &Server, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    let second = server.store.now().as_second();
    let near: Vec<String> = (-2..=2)
        .map(|step| {
            app.generate((second + 30 * step).unsigned_abs())
                .to_string()
        })
        .collect();
    (0..10)
        .map(|figure: u8| figure.to_string().repeat(6))
        .find(|code| !near.contains(code))
        .unwrap()
}

pub fn secret_on(page: &Page) -> String {
    let rest = page.text.split("id=\"codes-secret\">").nth(1).unwrap();
    rest.split('<').next().unwrap().replace(' ', "")
}

#[tokio::test]
async fn codes_are_turned_on_asked_for_and_turned_off() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    lawyer
        .get("/account")
        .await
        .assert_ok()
        .says("Коды из приложения");
    let page = lawyer.get("/account/codes").await;
    page.assert_ok();
    let secret = secret_on(&page);
    let wrong = wrong_code(&server, &secret);
    let page = lawyer
        .submit(&page, &[("moment_code", &wrong), ("step", "on")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Код не подошёл");
    assert_eq!(secret_on(&page), secret, "her app has this secret already");
    let code = code_of(&server, &secret);
    let page = lawyer
        .submit(&page, &[("moment_code", &code), ("step", "on")])
        .await;
    page.assert_ok().says("Коды включены. Это записано");

    server.wait_minutes(1);
    let mut again = server.visitor();
    again.get("/language/ru").await;
    let page = again.get("/sign-in").await;
    let tried = [
        (PASSWORD, String::new()),
        (PASSWORD, wrong_code(&server, &secret)),
        ("not the password at all", code_of(&server, &secret)),
    ];
    for (password, code) in &tried {
        let typed = [
            ("login", "lawyer"),
            ("password", password),
            ("moment_code", code),
        ];
        let page = again.submit(&page, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("Логин, пароль или код неверен.");
        assert!(!page.text.contains(PASSWORD), "no password comes back");
    }
    let code = code_of(&server, &secret);
    let typed = [
        ("login", "lawyer"),
        ("password", PASSWORD),
        ("moment_code", &code),
    ];
    again.submit(&page, &typed).await.assert_ok();

    server.wait_minutes(6);
    let page = again.get("/account/codes").await;
    page.says("Подтвердите, что это вы")
        .says("Код из приложения");
    let page = again.submit(&page, &[("password", PASSWORD)]).await;
    page.says("Пароль или код неверен.");
    let code = code_of(&server, &secret);
    let page = again
        .submit(&page, &[("password", PASSWORD), ("moment_code", &code)])
        .await;
    page.assert_ok().says("Коды включены: для входа нужны");
    again
        .submit(&page, &[("step", "off")])
        .await
        .assert_ok()
        .says("Коды отключены. Это записано");
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_secret_of_ones_own_making_is_not_taken() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let page = lawyer.get("/account/codes").await;
    for secret in ["", "<b>", "aaaa", "AAAAAAAA"] {
        let typed = [
            ("secret", secret),
            ("moment_code", "000000"),
            ("step", "on"),
        ];
        let answer = lawyer.submit(&page, &typed).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{secret}");
    }
}

#[tokio::test]
async fn the_head_turns_off_the_codes_of_a_lost_telephone() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let page = lawyer.get("/account/codes").await;
    let code = code_of(&server, &secret_on(&page));
    lawyer
        .submit(&page, &[("moment_code", &code), ("step", "on")])
        .await
        .assert_ok();

    let mut head = server.signed_in("head").await;
    let address = crate::accounts::account_address(&mut head, "Үлгі lawyer").await;
    let page = head.get(&address).await;
    page.assert_ok().says("Потерян телефон");
    let action = format!("{address}/factors");
    crate::accounts::send(&mut head, &page, &action, &[("again", "yes")])
        .await
        .assert_ok()
        .says("Сделано");
    head.get("/house/accounts")
        .await
        .says("Үлгі lawyer: отключены коды из приложения и ключи доступа.");
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_ok());
    let page = head.get(&address).await;
    assert!(
        !page.text.contains("/factors\""),
        "there is nothing left to turn off"
    );
}
