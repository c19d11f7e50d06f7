//! The book of complaints, from the page without an account to the answer.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::json;
use store::{BodyKind, NewAccount, Role};

use crate::{
    api::Client,
    browser::{Browser, PASSWORD, Page, Server},
};

/// The code that the page shows this once.
fn code_of(page: &Page) -> String {
    let after = page.text.split("class=\"receipt code\">").nth(1).unwrap();
    after.split('<').next().unwrap().to_owned()
}

async fn house_code(server: &Server) -> String {
    let bodies = server.store.bodies().await.unwrap();
    let house = bodies
        .into_iter()
        .find(|body| matches!(body.kind, BodyKind::Organization { .. }));
    house.unwrap().code
}

async fn writes(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let page = browser.get("/book?lang=ru").await;
    page.assert_ok();
    browser.submit(&page, answers).await
}

#[tokio::test]
async fn para_25_a_visitor_writes_the_head_answers_and_the_visitor_reads_with_the_code() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    let page = writes(&mut visitor, &[("text", "Холодно в третьей комнате")]).await;
    page.assert_ok()
        .says("Принято")
        .says("Запись внесена в книгу");
    let code = code_of(&page);
    assert!(visitor.cookies.is_empty(), "nothing is kept in the browser");

    let mut head = server.signed_in("head").await;
    head.get("/").await.says("Записи в книге без ответа: 1");
    let page = head.get("/house/book").await;
    page.assert_ok()
        .says("№ 1")
        .says("Холодно в третьей комнате")
        .says("без учётной записи");
    let page = head.get("/house/book/1").await;
    let page = head
        .submit(
            &page,
            &[("text", "Отопление исправлено"), ("done", "вызван мастер")],
        )
        .await;
    page.assert_ok().says("Ответ записан").says("вызван мастер");

    let page = visitor.get("/book/answer?lang=ru").await;
    let page = visitor
        .submit(&page, &[("code", &code.to_lowercase())])
        .await;
    page.assert_ok().says("Отопление исправлено");
    assert!(
        !page.text.contains("вызван мастер"),
        "what was done is for the house"
    );
    assert!(!page.text.contains("Үлгі"), "no name of anybody");
    let page = visitor.submit(&page, &[("code", "0000")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Такого кода нет");
    assert!(visitor.cookies.is_empty());
}

#[tokio::test]
async fn para_25_the_open_pages_name_no_house_and_leave_nothing() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    for path in [
        "/rights",
        "/rights?lang=uz",
        "/book",
        "/book?lang=en",
        "/book/answer",
    ] {
        let page = visitor.get(path).await;
        page.assert_ok();
        let words = page.text.to_lowercase();
        for never in [
            "үлгі баспана",
            "traffick",
            "торговл",
            "сауда",
            "victim",
            "жертв",
            "savdo",
            "sign-in",
        ] {
            assert!(!words.contains(never), "{path} says {never}");
        }
        assert!(words.contains("href=\"/leave\""), "{path} has a quick exit");
        assert!(page.headers.get(header::SET_COOKIE).is_none(), "{path}");
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    visitor
        .get("/rights?lang=uz")
        .await
        .says("Sizning huquqlaringiz");
    let left = visitor
        .once(Request::get("/leave").body(Body::empty()).unwrap())
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(
        left.headers[header::LOCATION]
            .to_str()
            .unwrap()
            .starts_with("https://")
    );
    assert!(
        left.headers["clear-site-data"]
            .to_str()
            .unwrap()
            .contains("cache")
    );
}

#[tokio::test]
async fn para_25_a_member_of_staff_who_is_signed_in_is_not_written_down() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    writes(&mut lawyer, &[("text", "Изнутри")])
        .await
        .assert_ok();
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/book").await;
    page.says("Изнутри");
    assert!(!page.main().contains("lawyer"), "{}", page.main());
}

#[tokio::test]
async fn para_26_months_without_a_review_are_one_line_that_leads_to_the_oldest() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let opened = head.get("/").await;
    opened.assert_ok();
    assert_eq!(opened.text.matches("/house/book/review?month=").count(), 1);
    server.set_day("2027-01-11");
    let mut head = server.signed_in("head").await;
    let page = head.get("/").await;
    page.assert_ok();
    // The late months, and the one in which there is still time.
    assert_eq!(page.text.matches("/house/book/review?month=").count(), 2);
}

#[tokio::test]
async fn para_25_the_confidential_ways_over_the_api_have_one_reader_each() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    let to_head = [("text", "Только руководителю"), ("way", "head")];
    let code = code_of(writes(&mut visitor, &to_head).await.assert_ok());
    let to_body = [("text", "О руководителе"), ("way", "authorized_body")];
    writes(&mut visitor, &to_body).await.assert_ok();

    let head = Client::of(&server, "head").await;
    let told = head.get("/api/messages").await.expect(200);
    assert_eq!(told.as_array().unwrap().len(), 1);
    assert_eq!(told[0]["message"]["text"], "Только руководителю");
    let officer = Client::of(&server, "officer").await;
    let told = officer.get("/api/messages").await.expect(200);
    assert_eq!(told.as_array().unwrap().len(), 1);
    assert_eq!(told[0]["message"]["text"], "О руководителе");
    assert_eq!(told[0]["about"], "Үлгі баспана");
    for other in ["lawyer", "specialist"] {
        let other = Client::of(&server, other).await;
        other.get("/api/messages").await.problem(404, "not-found");
        let answered = other
            .post("/api/messages/1/answers", &json!({"text": "Нет"}))
            .await;
        answered.problem(404, "not-found");
    }

    let answer = json!({"text": "Сегодня поговорим", "done": "назначена встреча"});
    head.post("/api/messages/1/answers", &answer)
        .await
        .expect(201);
    head.post("/api/messages/7/answers", &answer)
        .await
        .problem(404, "not-found");
    head.post("/api/messages/1/answers", &json!({"text": ""}))
        .await
        .problem(422, "line");
    let told = head.get("/api/messages").await.expect(200);
    assert_eq!(told[0]["answers"][0]["answer"]["done"], "назначена встреча");
    let page = visitor.get("/book/answer?lang=ru").await;
    visitor
        .submit(&page, &[("code", &code)])
        .await
        .says("Сегодня поговорим");
}

#[tokio::test]
async fn para_25_bad_input_loses_nothing_and_breaks_nothing() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    let page = writes(&mut visitor, &[("text", "  "), ("name", "Кәмшат")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Кәмшат"), "nothing typed is lost");
    let long = "ә".repeat(5_001);
    let page = writes(&mut visitor, &[("text", &long)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = writes(&mut visitor, &[("text", "\0"), ("way", "nobody")]).await;
    assert!(page.status.is_client_error());
    for path in [
        "/book?at=nowhere",
        "/book?at=%00",
        "/book?lang=xx",
        "/book?at=a&at=b",
    ] {
        let page = visitor.get(path).await;
        assert!(page.status.as_u16() < 500, "{path}: {}", page.status);
    }
    let page = visitor
        .post("/book?at=nowhere", &[("text".to_owned(), "x".to_owned())])
        .await;
    page.assert_ok().says("код");
    let page = visitor.post_raw("/book", b"%ff%fe".to_vec()).await;
    assert!(page.status.as_u16() < 500);
}

#[tokio::test]
async fn para_25_a_house_takes_so_many_in_an_hour_and_what_was_typed_stays() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    for _ in 0..web::book::pace::MOST_IN_AN_HOUR {
        writes(&mut visitor, &[("text", "x")]).await.assert_ok();
    }
    let page = writes(&mut visitor, &[("text", "Одно слишком")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.says("слишком много");
    assert!(page.text.contains("Одно слишком"));
    // No other way is stopped by it, nor whoever brings the code that hangs on the wall, nor what staff enter for a resident.
    for way in ["authorized_body", "head"] {
        writes(&mut visitor, &[("text", "y"), ("way", way)])
            .await
            .assert_ok();
    }
    let at = house_code(&server).await;
    let page = visitor.get(&format!("/book?lang=ru&at={at}")).await;
    visitor.submit(&page, &[("text", "z")]).await.assert_ok();
    let mut specialist = server.signed_in("specialist").await;
    for _ in 0..=web::book::pace::MOST_IN_AN_HOUR {
        let said = [("text", "Сказано"), ("came", "spoken")];
        specialist.act("/house/book/new", &said).await.assert_ok();
    }
}

#[tokio::test]
async fn para_25_whoever_cannot_leave_out_every_name_shows_the_book_to_nobody() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = crate::journey::code_of(&crate::journey::apply(&mut specialist, "Ай").await);
    let mut head = server.signed_in("head").await;
    head.get("/house/book/shown").await.assert_ok();
    let (token, _) = server.store.sign_in("head", PASSWORD).await.unwrap();
    let session = server.store.session(&token.to_text()).await.unwrap();
    let deputy = NewAccount {
        login: "deputy".to_owned(),
        password: PASSWORD.to_owned(),
        name: "Үлгі deputy".to_owned(),
        roles: vec![Role::ActingHead],
        language: standard::lang::Lang::Ru,
    };
    server.store.add_account(&session, deputy).await.unwrap();
    server
        .store
        .restrict(&session, &code, &[], "её ищут")
        .await
        .unwrap();
    let mut deputy = server.signed_in("deputy").await;
    for path in ["/house/book/shown", "/house/book/file/pdf"] {
        let page = deputy.get(path).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
        page.says("Сейчас вы не можете показать книгу");
    }
    deputy.get("/house/book").await.assert_ok();
    Client::of(&server, "deputy")
        .await
        .get("/api/book/shown")
        .await
        .problem(409, "names-closed");
}

#[tokio::test]
async fn the_book_and_the_figures_are_taken_away_after_a_fresh_proof_alone() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    for path in [
        "/house/book/file/xlsx",
        "/reports/file/pdf?from=2022-01&to=2022-02",
    ] {
        head.get(path).await.assert_ok();
    }
    let reports = head.get("/reports").await;
    server.wait_minutes(6);
    for (path, back) in [
        ("/house/book/file/xlsx", "/prove?back=/house/book/shown"),
        (
            "/reports/file/pdf?from=2022-01&to=2022-02",
            "/prove?back=/reports%3Ffrom=2022-01%26to=2022-02",
        ),
        (
            "/reports/file/xlsx?month=2022-01%0d%0a",
            "/prove?back=/reports%3Ffrom=",
        ),
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let page = head.once(request).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}");
        let to = page.headers[header::LOCATION].to_str().unwrap();
        assert!(to.starts_with(back), "{path}: {to}");
    }
    // Back at the figures that were asked for.
    let page = head.get("/reports/file/pdf?from=2022-01&to=2022-02").await;
    let page = head.submit(&page, &[("password", PASSWORD)]).await;
    page.assert_ok();
    assert!(
        page.text
            .contains("/reports/file/pdf?from=2022-01&#38;to=2022-02")
            || page
                .text
                .contains("/reports/file/pdf?from=2022-01&amp;to=2022-02"),
        "{}",
        page.main()
    );
    server.wait_minutes(6);
    let page = head.submit(&reports, &[("month", "2022-02")]).await;
    assert!(page.text.contains("name=\"password\""), "{}", page.main());
    let session = Client::of(&server, "head").await;
    server.wait_minutes(6);
    session
        .post("/api/reports/released", &json!({"month": "2022-02"}))
        .await
        .problem(403, "proof-needed");
}

#[tokio::test]
async fn whoever_writes_without_an_account_can_leave_a_page_of_trouble_too() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    let is_for_visitors = |page: &Page| {
        assert!(page.text.contains("href=\"/leave\""), "{}", page.text);
        assert!(!page.text.contains("class=\"sign\""), "{}", page.text);
    };
    let mut bad = Vec::new();
    bad.push(visitor.post_raw("/book?lang=ru", b"%ff=%fe".to_vec()).await);
    bad.push(visitor.get("/book?at=a&at=b").await);
    bad.push(visitor.post_raw("/rights?lang=ru", Vec::new()).await);
    let form = visitor.get("/book?lang=ru").await;
    server.store.close().await;
    bad.push(visitor.get("/book?lang=ru").await);
    let typed = visitor.submit(&form, &[("text", "Холодно")]).await;
    let (action, fields) = typed.form();
    assert_eq!(action, "/book?lang=ru");
    assert!(fields.contains(&("text".to_owned(), "Холодно".to_owned())));
    bad.push(typed);
    for page in &bad {
        assert!(
            page.status.is_client_error() || page.status.is_server_error(),
            "{}",
            page.status
        );
        is_for_visitors(page);
    }
    assert_eq!(bad[4].status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn para_25_shown_on_demand_names_no_recipient() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let application = [
        ("address", "Карлыгаш"),
        ("surname", "Ахметова"),
        ("first_name", "Динара"),
        ("consent", "yes"),
        ("rules_acknowledged", "yes"),
        ("warned", "yes"),
        ("head", "Үлгі head"),
        ("signed", "yes"),
    ];
    specialist
        .act("/people/new/application_registered", &application)
        .await;
    let mut visitor = server.visitor();
    let text = "Динаре и Карлыгаш холодно, Ахметову не слушают. Я Сания, +7 701 555 12 34.";
    writes(
        &mut visitor,
        &[
            ("text", text),
            ("name", "Сания"),
            ("contact", "третья комната"),
        ],
    )
    .await
    .assert_ok();
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/book/1").await;
    head.submit(&page, &[("text", "Динара переселена")])
        .await
        .assert_ok();
    let page = head.get("/house/book/shown").await;
    page.assert_ok()
        .says("холодно")
        .says("не слушают")
        .says("переселена");
    for name in [
        "Динар",
        "Карлыгаш",
        "Ахметов",
        "Сания",
        "701",
        "третья комната",
    ] {
        assert!(
            !page.main().contains(name),
            "{name} is shown: {}",
            page.main()
        );
    }
    let paper = head.get("/house/book/file/pdf").await;
    assert!(paper.bytes.starts_with(b"%PDF-"), "{}", paper.status);
    let workbook = head.get("/house/book/file/xlsx").await;
    assert!(workbook.bytes.starts_with(b"PK"), "{}", workbook.status);
    for (login, path) in [
        ("head", "/house/book/file/doc"),
        ("accountant", "/house/book/file/pdf"),
    ] {
        let page = server.signed_in(login).await.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{login}: {path}");
    }
    let client = Client::of(&server, "head").await;
    let shown = client.get("/api/book/shown").await.expect(200).to_string();
    for name in ["Динар", "Карлыгаш", "Ахметов", "Сания", "701"] {
        assert!(!shown.contains(name), "{name} is shown: {shown}");
    }
}

#[tokio::test]
async fn para_25_only_the_head_keeps_the_book_and_everybody_enters_from_paper() {
    let server = Server::furnished().await;
    for login in ["lawyer", "accountant", "officer"] {
        let mut browser = server.signed_in(login).await;
        for path in [
            "/house/book",
            "/house/book/shown",
            "/house/book/1",
            "/house/book/review",
        ] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{login} {path}"
            );
        }
    }
    let mut accountant = server.signed_in("accountant").await;
    let page = accountant.get("/house/book/new").await;
    let page = accountant
        .submit(&page, &[("text", "С листа"), ("came", "paper")])
        .await;
    page.assert_ok();
    let mut head = server.signed_in("head").await;
    head.get("/house/book")
        .await
        .says("С листа")
        .says("на бумаге")
        .says("Үлгі accountant");
    let client = Client::of(&server, "lawyer").await;
    client.get("/api/book").await.problem(404, "not-found");
    client
        .get("/api/book/shown")
        .await
        .problem(404, "not-found");
}

#[tokio::test]
async fn para_25_the_confidential_ways_are_read_by_one_reader_each() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    writes(
        &mut visitor,
        &[("text", "Только руководителю"), ("way", "head")],
    )
    .await
    .assert_ok();
    let page = writes(
        &mut visitor,
        &[("text", "О руководителе"), ("way", "authorized_body")],
    )
    .await;
    page.assert_ok().says("только уполномоченный орган");
    let code = code_of(&page);
    let mut head = server.signed_in("head").await;
    for path in [
        "/",
        "/house",
        "/house/book",
        "/house/book/shown",
        "/house/messages",
    ] {
        let page = head.get(path).await;
        page.assert_ok();
        assert!(!page.main().contains("О руководителе"), "{path}");
    }
    head.get("/house/messages")
        .await
        .says("Только руководителю");
    let page = head.get("/house/book").await;
    assert!(
        !page.main().contains("Только руководителю"),
        "it is not in the book"
    );
    let mut lawyer = server.signed_in("lawyer").await;
    assert_eq!(
        lawyer.get("/house/messages").await.status,
        StatusCode::NOT_FOUND
    );

    let mut officer = server.signed_in("officer").await;
    officer
        .get("/house")
        .await
        .says("Конфиденциальные сообщения без ответа: 1");
    let page = officer.get("/house/messages").await;
    page.assert_ok().says("О руководителе").says("Үлгі баспана");
    assert!(!page.main().contains("Только руководителю"));
    let page = officer.get("/house/messages/1").await;
    officer
        .submit(&page, &[("text", "Проверим")])
        .await
        .assert_ok();
    let page = visitor.get("/book/answer?lang=ru").await;
    visitor
        .submit(&page, &[("code", &code)])
        .await
        .says("Проверим");
}

#[tokio::test]
async fn para_26_the_review_is_owed_until_it_is_signed() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    head.get("/")
        .await
        .says("Рассмотреть книгу жалоб и предложений: октябрь 2022");
    server.set_day("2022-11-01");
    let mut head = server.signed_in("head").await;
    let page = head.get("/house").await;
    page.says("октябрь 2022 г. (пункт 26)")
        .says("ноябрь 2022 г. (пункт 26)")
        .says("срок прошёл");
    let page = head.get("/house/book/review?month=2022-10").await;
    let refused = head.submit(&page, &[("remark", "Пусто")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = head
        .submit(&page, &[("remark", "Пусто"), ("seen", "yes")])
        .await;
    page.assert_ok().says("Рассмотрение записано").says("Пусто");
    assert!(
        !page.main().contains("октябрь 2022 г. (пункт 26)"),
        "{}",
        page.main()
    );
    let page = head.get("/house/book/review?month=2022-12").await;
    let refused = head.submit(&page, &[("seen", "yes")]).await;
    refused.says("ещё не начался");
    let client = Client::of(&server, "head").await;
    let state = client.get("/api/book/reviews").await.expect(200);
    assert_eq!(
        state["owed"],
        json!([{ "month": "2022-11", "due": "2022-11-30", "late": false }])
    );
}

#[tokio::test]
async fn para_25_with_several_houses_the_code_says_which() {
    let server = Server::furnished().await;
    let code = house_code(&server).await;
    let kind = BodyKind::Organization {
        form: "shelter".to_owned(),
        ownership: store::Ownership::Private,
    };
    let body = store::NewBody {
        name: "Екінші үй".to_owned(),
        kind,
    };
    let head = store::NewAccount {
        login: "second".to_owned(),
        password: crate::browser::PASSWORD.to_owned(),
        name: "Екінші".to_owned(),
        roles: vec![store::Role::Head],
        language: standard::lang::Lang::Ru,
    };
    server.store.add_body(body, head).await.unwrap();
    let mut visitor = server.visitor();
    let page = visitor.get("/book?lang=ru").await;
    page.assert_ok().says("Код дома");
    assert!(!page.text.contains("Екінші") && !page.text.contains("баспана"));
    let page = visitor.get(&format!("/book?lang=ru&at={code}")).await;
    visitor
        .submit(&page, &[("text", "В первый дом")])
        .await
        .assert_ok()
        .says("Принято");
    server
        .signed_in("head")
        .await
        .get("/house/book")
        .await
        .says("В первый дом");
    let page = server.signed_in("second").await.get("/house/book").await;
    assert!(!page.main().contains("В первый дом"));
}
