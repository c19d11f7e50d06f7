//! What people and programs send by mistake or on purpose: a clear answer, never a failure of the program.

use axum::http::StatusCode;

use crate::browser::{Page, Server};

async fn refused_kindly(page: &Page, words: &str) {
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.main()
    );
    page.says(words);
}

#[tokio::test]
async fn twenty_megabytes_are_answered_with_a_page_in_the_users_language() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let page = browser
        .post_raw(
            "/people/new/application_registered",
            vec![b'a'; 20 * 1024 * 1024],
        )
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    page.says("Отправлено слишком много");
    browser.get("/language/kk").await;
    let page = browser
        .post_raw("/sign-in", vec![b'a'; 3 * 1024 * 1024])
        .await;
    page.says("Жіберілген мәтін тым үлкен");
}

#[tokio::test]
async fn impossible_days_nulls_and_endless_names_are_told_at_their_field_and_everything_typed_is_kept()
 {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let page = browser.get("/people/new/application_registered").await;
    let long = "ы".repeat(10_000);
    let page = browser
        .submit(
            &page,
            &[
                ("address", "Ай \0 нуль"),
                ("surname", &long),
                ("first_name", "😀 مرحبا"),
                ("on", "31.02.2022"),
                ("consent", "yes"),
            ],
        )
        .await;
    refused_kindly(&page, "Такого дня нет.").await;
    page.says("Текст слишком длинный.")
        .says("Есть нечитаемый знак");
    assert!(page.text.contains("😀 مرحبا"), "what was typed stays");
    assert!(page.text.contains(&long));
    assert!(
        page.text.contains("href=\"#surname\""),
        "the summary links to the field"
    );

    let page = browser
        .submit(
            &page,
            &[("on", "04.10.2022"), ("address", "Ай"), ("surname", "Ы")],
        )
        .await;
    refused_kindly(&page, "День не может быть позже сегодняшнего.").await;
}

#[tokio::test]
async fn emoji_and_writing_from_the_right_are_names_like_any_other() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let page = crate::journey::apply(&mut browser, "مريم 😀").await;
    page.says("مريم 😀");
}

#[tokio::test]
async fn what_does_not_exist_and_what_is_not_yours_look_the_same() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let file = crate::journey::apply(&mut specialist, "Ай").await;
    let code = crate::journey::code_of(&file);
    let mut others = [
        server.signed_in("accountant").await,
        server.signed_in("officer").await,
    ];
    for other in &mut others {
        for path in [
            format!("/people/{code}"),
            "/people/zzzzzzzz".to_owned(),
            format!("/people/{code}/acts/ended"),
        ] {
            let page = other.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            page.says("Здесь ничего нет");
        }
    }
}

#[tokio::test]
async fn odd_addresses_and_bodies_never_break_the_program() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let file = crate::journey::apply(&mut browser, "Ай").await;
    let code = crate::journey::code_of(&file);
    let paths = [
        format!("/people/{code}/acts/nothing"),
        format!("/people/{code}/acts/entry_struck_out?line=99999999999"),
        format!("/people/{code}/acts/entry_struck_out?line=-1"),
        format!("/people/{code}?recorded=%00"),
        "/people/%00".to_owned(),
        "/people/%F0%9F%98%80".to_owned(),
        "/people/%FF%FE".to_owned(),
        format!("/people/{code}/documents/%00"),
        format!("/people/{code}/documents/x/pdf/xx"),
        "/standard/999".to_owned(),
        "/standard/annex_99".to_owned(),
        "/forms/99/kk".to_owned(),
        "/forms/1/xx".to_owned(),
        "/language/xx?back=//elsewhere".to_owned(),
        "/requests/x/acts/permit_issued".to_owned(),
        "/people/new/closed".to_owned(),
    ];
    for path in &paths {
        let page = browser.get(path).await;
        assert!(
            page.status.is_success() || page.status.is_client_error(),
            "{path}: {}",
            page.status
        );
        assert!(
            page.text.contains("</html>"),
            "{path} answers with a page: {}",
            page.text
        );
    }
    let posts = [
        format!("/people/{code}/acts/application_registered"),
        "/people/new/application_registered".to_owned(),
        "/sign-in".to_owned(),
        "/set-up".to_owned(),
        "/house/accounts/new".to_owned(),
        "/house/accounts/second-factor".to_owned(),
        "/house/accounts/a/roles".to_owned(),
        "/account".to_owned(),
        "/join".to_owned(),
        "/prove".to_owned(),
        "/people".to_owned(),
    ];
    for path in &posts {
        for body in [
            &b""[..],
            b"\xff\xfe",
            b"=&=&=",
            b"a=%zz",
            b"form_token",
            b"{\"json\": true}",
        ] {
            let page = browser.post_raw(path, body.to_vec()).await;
            assert!(!page.status.is_server_error(), "{path}: {}", page.status);
        }
    }
}

#[tokio::test]
async fn every_act_sent_empty_or_full_of_nonsense_is_answered() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("head").await;
    let file = crate::journey::apply(&mut browser, "Ай").await;
    let code = crate::journey::code_of(&file);
    for act in web::act::PAGES {
        let path = format!("/people/{code}/acts/{}", act.act);
        let page = browser.get(&path).await;
        page.assert_ok();
        let (action, fields) = page.form();
        let needed = ["form_token", "act_id", "seen"];
        let bare: Vec<_> = fields
            .iter()
            .filter(|(name, _)| needed.contains(&name.as_str()))
            .cloned()
            .collect();
        let answer = browser.post(&action, &bare).await;
        assert!(
            !answer.status.is_server_error(),
            "{path}: {}",
            answer.status
        );
        let mut nonsense = bare.clone();
        for field in act.sections.iter().flat_map(|section| section.fields) {
            for value in ["-1", "99999999999999999999", "ж\u{202e}\u{0}", "[]"] {
                nonsense.push((field.name.to_owned(), value.to_owned()));
                nonsense.push((format!("{}.0.code", field.name), value.to_owned()));
                nonsense.push((
                    format!("{}.99999999999999999999.code", field.name),
                    value.to_owned(),
                ));
            }
        }
        nonsense.push(("on".to_owned(), "00.00.0000".to_owned()));
        let answer = browser.post(&action, &nonsense).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path}: {}",
            answer.main()
        );
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_get_the_same_answer() {
    let server = Server::furnished().await;
    let mut browser = server.visitor();
    browser.get("/language/ru").await;
    let page = browser.get("/sign-in").await;
    let unknown = browser
        .submit(&page, &[("login", "nobody"), ("password", "x")])
        .await;
    let wrong = browser
        .submit(&page, &[("login", "head"), ("password", "x")])
        .await;
    assert_eq!(unknown.status, wrong.status);
    assert_eq!(unknown.main(), wrong.main());
    unknown.says("Логин, пароль или код неверен.");
    let odd = browser
        .submit(&page, &[("login", "a\0b"), ("password", "\0")])
        .await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}
