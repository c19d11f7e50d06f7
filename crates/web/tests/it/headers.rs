//! What guards every answer.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use crate::browser::Server;

#[tokio::test]
async fn every_answer_forbids_script_keeping_and_telling_where_from() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let paths = [
        "/",
        "/people",
        "/people/new",
        "/people/new/application_registered",
        "/people/nothing",
        "/people/a/documents",
        "/house",
        "/house/accounts",
        "/house/accounts/new",
        "/house/accounts/a",
        "/account",
        "/join",
        "/prove",
        "/standard",
        "/standard/15",
        "/standard/annex_8",
        "/about",
        "/requests",
        "/requests/x",
        "/sign-in",
        "/set-up",
        "/health",
        "/nowhere",
        "/language/kk",
        "/forms/9/kk",
        "/sign.svg",
        "/assets/none.css",
    ];
    for path in paths {
        let page = browser
            .once(Request::get(path).body(Body::empty()).unwrap())
            .await;
        let header = |name: &str| {
            page.headers
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        let policy =
            header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(
            header("cache-control").as_deref(),
            Some("no-store"),
            "{path}"
        );
        assert_eq!(
            header("referrer-policy").as_deref(),
            Some("no-referrer"),
            "{path}"
        );
        assert_eq!(
            header("x-content-type-options").as_deref(),
            Some("nosniff"),
            "{path}"
        );
        assert!(!page.status.is_server_error(), "{path}: {}", page.status);
    }
}

#[tokio::test]
async fn the_style_sheet_may_be_kept_because_its_address_names_its_content() {
    let server = Server::new().await;
    let mut browser = server.visitor();
    let page = browser.get(web::assets::style_address()).await;
    page.assert_ok();
    assert!(
        page.headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(
        page.headers[header::CONTENT_TYPE],
        "text/css; charset=utf-8"
    );
}

#[tokio::test]
async fn a_form_from_another_site_or_without_its_token_does_nothing() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let foreign = Request::post("/sign-out")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("form_token=x"))
        .unwrap();
    let page = browser.once(foreign).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    page.says("Страница отправлена не из этой программы");

    let page = browser
        .post(
            "/sign-out",
            &[("form_token".to_owned(), "wrong".to_owned())],
        )
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    browser.get("/people").await.assert_ok().says("Люди");
}

#[tokio::test]
async fn the_session_cookie_is_http_only_strict_and_ends_with_the_lock() {
    let server = Server::furnished().await;
    let mut browser = server.visitor();
    let page = browser.get("/sign-in").await;
    let (action, mut fields) = page.form();
    fields.retain(|(name, _)| name == "form_token");
    let mut body = format!("form_token={}&login=head&password=", fields[0].1);
    for byte in crate::browser::PASSWORD.bytes() {
        body.push_str(&format!("%{byte:02X}"));
    }
    let request = Request::post(action)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let page = browser.once(request).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let cookie = page
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|value| value.to_str().unwrap())
        .find(|cookie| cookie.starts_with("tirek-session="))
        .unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );

    let before = browser.cookies.clone();
    let page = browser.get("/people").await;
    let token = page
        .text
        .split("name=\"form_token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    browser
        .post("/sign-out", &[("form_token".to_owned(), token)])
        .await
        .assert_ok();
    browser.cookies = before;
    let page = browser
        .once(Request::get("/people").body(Body::empty()).unwrap())
        .await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "the token of an ended session opens nothing"
    );
}

#[tokio::test]
async fn signing_in_leads_nowhere_but_into_this_program() {
    assert!(web::session::is_own_address("/people/k3f9x2mp"));
    for address in [
        "//elsewhere",
        "https://elsewhere",
        "/\\elsewhere",
        "",
        "people",
    ] {
        assert!(!web::session::is_own_address(address), "{address}");
    }
}
