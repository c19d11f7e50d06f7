//! A second factor demanded of everybody, through the pages and the API: nothing opens without one but what setting one up takes.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::{
    api::Client,
    browser::{Browser, PASSWORD, Page, Server},
    keys_alone::all_operations,
    second_factor::{code_of, secret_on},
};

/// What is open at the gate, by method and address: setting a second factor up, showing it, and signing out. The rest of what opens is
/// open to everybody.
const AT_THE_GATE: [&str; 11] = [
    "DELETE /api/sessions",
    "GET /account/codes",
    "GET /account/passkeys",
    "GET /account/second-factor",
    "GET /prove",
    "POST /account/codes",
    "POST /account/passkeys",
    "POST /api/sessions/proof",
    "POST /prove",
    "POST /prove/passkey",
    "POST /sign-out",
];

/// Turns codes on; gives the secret of the app.
async fn with_codes(server: &Server, browser: &mut Browser) -> String {
    let page = browser.get("/account/codes").await;
    let secret = secret_on(&page);
    let code = code_of(server, &secret);
    let typed = [("moment_code", code.as_str()), ("step", "on")];
    browser.submit(&page, &typed).await.assert_ok();
    secret
}

/// Signs in as somebody does; whatever page that leads to.
async fn sign_in(server: &Server, login: &str, code: &str) -> (Browser, Page) {
    let mut browser = server.visitor();
    browser.get("/language/ru").await;
    let page = browser.get("/sign-in").await;
    let typed = [
        ("login", login),
        ("password", PASSWORD),
        ("moment_code", code),
    ];
    let page = browser.submit(&page, &typed).await;
    page.assert_ok();
    (browser, page)
}

/// The head turns codes on and demands a second factor from that day; gives the secret of her app.
async fn demanded(server: &Server, day: &str) -> (Browser, String) {
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/accounts/second-factor").await;
    page.assert_ok()
        .says("Сначала настройте второй фактор себе");
    assert!(!page.text.contains("demand_from"));
    let secret = with_codes(server, &mut head).await;
    let page = head.get("/house/accounts/second-factor").await;
    page.assert_ok()
        .says("Второй фактор не требуется")
        .says("Үлгі lawyer");
    let page = head.submit(&page, &[("demand_from", "02.10.2022")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Выберите день не раньше сегодняшнего");
    let page = head.submit(&page, &[("demand_from", day)]).await;
    page.assert_ok()
        .says("Сделано")
        .says("Второй фактор требуется с");
    (head, secret)
}

#[tokio::test]
async fn whoever_has_none_is_told_until_when_then_led_to_setting_one_up_and_then_everything_opens()
{
    let server = Server::furnished().await;
    let (mut head, _) = demanded(&server, "10.10.2022").await;
    head.get("/house/accounts")
        .await
        .says("ещё нет")
        .says("есть");
    let (mut lawyer, page) = sign_in(&server, "lawyer", "").await;
    page.says("С 10.10.2022 для входа нужен второй фактор");
    lawyer.get("/people").await.assert_ok().says("С 10.10.2022");
    lawyer
        .get("/account/second-factor")
        .await
        .says("До этого дня ничего не меняется");

    server.set_day("2022-10-10");
    let (mut lawyer, page) = sign_in(&server, "lawyer", "").await;
    page.says("Настройте его сейчас");
    assert_eq!(page.path, "/account/second-factor");
    assert!(
        !page.text.contains("href=\"/people\""),
        "the bar leads nowhere"
    );
    assert_eq!(lawyer.get("/people").await.path, "/account/second-factor");
    let secret = with_codes(&server, &mut lawyer).await;
    lawyer.get("/people").await.assert_ok();
    assert_eq!(lawyer.get("/account/second-factor").await.path, "/account");
    server.wait_minutes(1);
    let (mut lawyer, page) = sign_in(&server, "lawyer", &code_of(&server, &secret)).await;
    assert_eq!(page.path, "/");
    lawyer.get("/people").await.assert_ok();
}

#[tokio::test]
async fn a_proof_and_signing_out_are_open_at_the_gate() {
    let server = Server::furnished().await;
    demanded(&server, "03.10.2022").await;
    let (mut lawyer, _) = sign_in(&server, "lawyer", "").await;
    server.wait_minutes(6);
    let page = lawyer.get("/account/codes").await;
    page.assert_ok().says("Подтвердите, что это вы");
    let page = lawyer.submit(&page, &[("password", PASSWORD)]).await;
    page.assert_ok().says("Включить коды");
    let token = page.form().1;
    let page = lawyer.post("/sign-out", &token[..1]).await;
    assert!(page.path.starts_with("/sign-in"), "{}", page.path);
}

#[tokio::test]
async fn the_head_withdraws_the_demand_and_nobody_else_decides() {
    let server = Server::furnished().await;
    let (mut head, _) = demanded(&server, "03.10.2022").await;
    let page = head.get("/house/accounts/second-factor").await;
    head.submit(&page, &[])
        .await
        .assert_ok()
        .says("Второй фактор не требуется");
    let (mut lawyer, page) = sign_in(&server, "lawyer", "").await;
    assert_eq!(page.path, "/");
    let path = "/house/accounts/second-factor";
    assert_eq!(lawyer.get(path).await.status, StatusCode::NOT_FOUND);
    let own = lawyer.get("/account").await;
    let typed = [("demand_from", "04.10.2022")];
    let page = crate::accounts::send(&mut lawyer, &own, path, &typed).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn over_the_api_the_answer_says_so_and_a_code_opens() {
    let server = Server::furnished().await;
    let head = Client::of(&server, "head").await;
    assert_eq!(head.session["second_factor_needed"], false);
    let today = json!({ "from": "2022-10-03" });
    head.post("/api/second-factor", &today)
        .await
        .problem(400, "not-understood");
    for wrong in [
        json!({}),
        json!({ "from": "soon" }),
        json!({ "from": 3 }),
        json!([]),
    ] {
        head.post("/api/second-factor", &wrong)
            .await
            .problem(400, "not-understood");
    }
    let (_, secret) = demanded(&server, "09.10.2022").await;
    server.wait_minutes(1);
    let code = code_of(&server, &secret);
    let body = json!({ "login": "head", "password": PASSWORD, "code": code });
    let signed_in = Client::nobody(&server)
        .post("/api/sessions", &body)
        .await
        .expect(201);
    let head = Client::with_token(&server, signed_in["token"].as_str().unwrap());
    assert_eq!(
        head.get("/api/second-factor").await.expect(200)["from"],
        "2022-10-09"
    );
    assert_eq!(
        head.post("/api/second-factor", &today).await.status,
        StatusCode::NO_CONTENT
    );

    let lawyer = Client::of(&server, "lawyer").await;
    assert_eq!(lawyer.session["second_factor_needed"], true);
    assert_eq!(lawyer.session["actors"], json!([]));
    let problem = lawyer
        .get("/api/files")
        .await
        .problem(403, "second-factor-needed");
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .contains("/api/sessions/proof")
    );
    let proof = json!({ "password": PASSWORD });
    assert_eq!(
        lawyer.post("/api/sessions/proof", &proof).await.status,
        StatusCode::NO_CONTENT
    );
    lawyer
        .get("/api/files")
        .await
        .problem(403, "second-factor-needed");
    assert_eq!(
        lawyer
            .ask(Method::DELETE, "/api/sessions", &[], "")
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        head.post("/api/second-factor", &json!({ "from": null }))
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    Client::of(&server, "lawyer")
        .await
        .get("/api/files")
        .await
        .expect(200);
}

/// One question with a cookie or a token, or with neither; nothing is followed.
async fn put(browser: &mut Browser, method: &Method, path: &str, token: &str, form: &str) -> Page {
    let mut request = Request::builder().method(method).uri(path);
    if path.starts_with("/api/") {
        request = request.header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
    } else {
        request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
    }
    let body = if path.starts_with("/api/") {
        "{}"
    } else {
        form
    };
    browser
        .once(request.body(Body::from(body.to_owned())).unwrap())
        .await
}

#[tokio::test]
async fn not_one_page_and_not_one_operation_opens_without_the_second_factor_that_is_demanded() {
    let server = Server::furnished().await;
    demanded(&server, "03.10.2022").await;
    // The specialist works with recipients: nearly everything would open to her.
    let (mut kept, page) = sign_in(&server, "specialist", "").await;
    assert_eq!(page.path, "/account/second-factor");
    let (_, fields) = kept.get("/prove").await.form();
    let (_, form_token) = fields
        .into_iter()
        .find(|(name, _)| name == "form_token")
        .unwrap();
    let form = format!("form_token={form_token}");
    let client = Client::of(&server, "accountant").await;
    let token = client.session["token"].as_str().unwrap();

    let (mut closed, mut open, mut met) = (0, 0, BTreeSet::new());
    for (method, address) in all_operations(&server).await {
        let named = format!("{method} {address}");
        if AT_THE_GATE.contains(&named.as_str()) {
            met.insert(named);
            continue;
        }
        let path: String = address
            .split('/')
            .map(|part| if part.starts_with('{') { "ru" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let is_api = path.starts_with("/api/");
        let nobody = put(&mut server.visitor(), &method, &path, "", &form).await;
        let hers = put(&mut kept, &method, &path, token, &form).await;
        let leads_to = |page: &Page| {
            let to = page.headers.get(header::LOCATION);
            to.map_or(String::new(), |to| to.to_str().unwrap().to_owned())
        };
        let needs_somebody = if is_api {
            nobody.status == StatusCode::UNAUTHORIZED
        } else {
            leads_to(&nobody).starts_with("/sign-in?")
                || (address == "/" && leads_to(&nobody) == "/sign-in")
                // What was typed into the form of an act is carried through signing in.
                || (["POST /people/", "POST /requests/"].iter().any(|acts| named.starts_with(acts))
                    && nobody.text.contains("action=\"/sign-in\""))
        };
        if !needs_somebody {
            // Open to everybody, and no more than that to her.
            assert_eq!(hers.status, nobody.status, "{named}");
            assert!(!hers.text.contains("Үлгі specialist"), "{named} knows her");
            open += 1;
        } else if is_api {
            assert_eq!(hers.status, StatusCode::FORBIDDEN, "{named}: {}", hers.text);
            assert!(
                hers.text.contains("second-factor-needed"),
                "{named}: {}",
                hers.text
            );
            closed += 1;
        } else {
            assert_eq!(
                leads_to(&hers),
                "/account/second-factor",
                "{named}: {}",
                hers.status
            );
            closed += 1;
        }
    }
    assert!(
        closed > 180 && open > 20,
        "{closed} closed, {open} open to everybody"
    );
    assert_eq!(met.len(), AT_THE_GATE.len(), "{met:?}");
}
