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
        "/house/accounts/second-factor",
        "/account/second-factor",
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
        for nothing in [
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(nothing), "{path}: {policy}");
        }
        assert_eq!(header("access-control-allow-origin"), None, "{path}");
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
        // A browser drops tabs and line breaks, and what is left names another server.
        "/\t/elsewhere",
        "/\r/elsewhere",
        "/\n/elsewhere",
        "/\u{b}/elsewhere",
        "/\0",
        "/people with a space",
        "/люди",
        "//elsewhere",
        "https://elsewhere",
        "/\\elsewhere",
        "",
        "people",
    ] {
        assert!(!web::session::is_own_address(address), "{address}");
    }
}

#[tokio::test]
async fn an_address_with_marks_that_a_browser_drops_leads_to_the_first_page() {
    let server = Server::furnished().await;
    let mut browser = server.visitor();
    for back in [
        "%2F%09%2Felsewhere",
        "%2F%0A%2Felsewhere",
        "%2F%0B",
        "%2F%00",
    ] {
        let request = Request::get(format!("/language/ru?back={back}"));
        let page = browser.once(request.body(Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{back}");
        assert_eq!(page.headers[header::LOCATION], "/", "{back}");
    }
}

#[tokio::test]
async fn over_https_every_cookie_belongs_to_this_host_alone_and_https_is_kept_to_for_a_year() {
    let server = Server::furnished_over_https().await;
    let mut browser = server.visitor();
    let mut set = Vec::new();
    for path in ["/language/ru", "/sign-in", "/health", "/api/openapi.json"] {
        let page = browser
            .once(Request::get(path).body(Body::empty()).unwrap())
            .await;
        let strict = page.headers[header::STRICT_TRANSPORT_SECURITY]
            .to_str()
            .unwrap();
        assert_eq!(strict, "max-age=31536000; includeSubDomains", "{path}");
        let cookies = page.headers.get_all(header::SET_COOKIE).iter();
        set.extend(cookies.map(|cookie| cookie.to_str().unwrap().to_owned()));
    }
    let page = browser.get("/sign-in").await;
    let answers = [("login", "head"), ("password", crate::browser::PASSWORD)];
    let (action, mut fields) = page.form();
    fields.retain(|(name, _)| name == "form_token");
    fields.extend(answers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let page = browser.post_once(&action, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let cookies = page.headers.get_all(header::SET_COOKIE).iter();
    set.extend(cookies.map(|cookie| cookie.to_str().unwrap().to_owned()));
    assert!(set.len() >= 3, "language, form, session: {set:?}");
    for cookie in &set {
        for part in ["__Host-", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}: {part}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    assert!(
        browser
            .get("/people")
            .await
            .text
            .contains("<html lang=\"ru\">")
    );
}

#[tokio::test]
async fn a_page_asked_by_another_method_says_which_it_takes() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    for (method, path) in [
        ("PUT", "/people"),
        ("DELETE", "/account"),
        ("POST", "/about"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin");
        let page = browser.once(request.body(Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(
            page.headers[header::ALLOW]
                .to_str()
                .unwrap()
                .contains("GET")
        );
        page.says("К этому адресу обращаются иначе");
    }
}

#[tokio::test]
async fn a_database_that_is_occupied_is_told_as_such_and_what_was_typed_can_be_sent_again() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    let form = browser.get("/people/new/application_registered").await;
    // As when the program is stopping: no connection is to be had.
    server.store.close().await;
    let page = browser.get("/people").await;
    assert_eq!(
        page.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        page.main()
    );
    assert_eq!(page.headers[header::RETRY_AFTER], "2");
    page.says("Программа сейчас занята");

    let page = browser.submit(&form, &[("surname", "Үлгіжанова")]).await;
    assert_eq!(
        page.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "{}",
        page.main()
    );
    assert_eq!(page.headers[header::RETRY_AFTER], "2");
    page.says("Отправить снова");
    let (action, fields) = page.form();
    assert_eq!(action, "/people/new/application_registered");
    for kept in ["form_token", "act_id", "surname"] {
        assert!(
            fields
                .iter()
                .any(|(name, value)| name == kept && !value.is_empty()),
            "{kept}"
        );
    }

    let visitor = crate::api::Client::nobody(&server);
    let header = [(
        "authorization",
        "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    )];
    let answer = visitor
        .ask(
            axum::http::Method::GET,
            "/api/files",
            &header,
            Body::empty(),
        )
        .await;
    answer.problem(503, "occupied");
    assert_eq!(answer.header("retry-after"), "2");
}

/// The token of the lock on a page; `None` where there is no lock.
fn lock_of(page: &crate::browser::Page) -> Option<String> {
    let lock = page.text.split("action=\"/sign-out\"").nth(1)?;
    let lock = lock.split("</form>").next()?;
    assert!(lock.contains("accesskey=\"l\""), "{lock}");
    let token = lock.split("name=\"form_token\" value=\"").nth(1)?;
    token.split('"').next().map(str::to_owned)
}

#[tokio::test]
async fn whoever_is_signed_in_can_lock_a_page_of_trouble_and_nobody_else_sees_a_lock() {
    let server = Server::furnished().await;
    let nothing = server.visitor().get("/nowhere").await;
    assert_eq!(
        (nothing.status, lock_of(&nothing)),
        (StatusCode::NOT_FOUND, None)
    );

    let mut browser = server.signed_in("specialist").await;
    let form = browser.get("/people/new/application_registered").await;
    let page = browser.get("/people/nothing1").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let token = lock_of(&page).expect("a lock");
    let sent = [("form_token".to_owned(), token)];
    browser.post("/sign-out", &sent).await.assert_ok();
    let page = browser.get("/people").await;
    assert!(page.path.starts_with("/sign-in"), "the lock has locked");

    // Signed in again in the middle of a form: the page that carries what was typed.
    let page = browser.submit(&form, &[("surname", "Үлгіжанова")]).await;
    let password = ("password", crate::browser::PASSWORD);
    let kept = browser
        .submit(&page, &[("login", "specialist"), password])
        .await;
    kept.says("Продолжить");
    assert!(lock_of(&kept).is_some());

    let form = browser.get("/people/new/application_registered").await;
    server.store.close().await;
    let occupied = browser.submit(&form, &[("surname", "Үлгіжанова")]).await;
    assert_eq!(occupied.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(lock_of(&occupied).is_some());
}

#[tokio::test]
async fn a_print_leaves_an_unattended_screen_as_a_page_does() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("head").await;
    let mut refresh = async |path: &str| {
        let page = browser.get(path).await;
        page.assert_ok();
        page.headers.get(header::REFRESH).cloned()
    };
    let page = refresh("/people").await;
    assert!(page.is_some());
    assert_eq!(
        refresh("/forms/annex_1/ru").await,
        page,
        "a PDF on the screen"
    );
    assert_eq!(
        refresh("/house/book/file/pdf").await,
        None,
        "a file to be saved"
    );
    assert_eq!(
        server
            .visitor()
            .get("/forms/annex_1/ru")
            .await
            .headers
            .get(header::REFRESH),
        None
    );
}

#[tokio::test]
async fn every_text_says_how_it_is_written() {
    let server = Server::furnished().await;
    let mut browser = server.signed_in("specialist").await;
    for path in [
        "/",
        "/sign-in",
        "/nowhere",
        "/health",
        "/sign.svg",
        "/favicon.ico",
        web::assets::style_address(),
    ] {
        let page = browser
            .once(Request::get(path).body(Body::empty()).unwrap())
            .await;
        let kind = page.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.ends_with("; charset=utf-8"), "{path}: {kind}");
    }
    for path in ["/api/openapi.json", "/api/standard", "/api/nothing"] {
        let page = browser
            .once(Request::get(path).body(Body::empty()).unwrap())
            .await;
        let kind = page.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(
            kind.starts_with("application/") && kind.ends_with("json"),
            "{path}: {kind}"
        );
    }
}
