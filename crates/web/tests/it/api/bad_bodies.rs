//! Nothing that is sent makes the server fail: each wrong body has its own clear answer, and nothing is recorded.

use axum::http::Method;
use serde_json::json;

use crate::{
    api::{Client, TODAY, application},
    browser::Server,
};

#[tokio::test]
async fn no_body_is_answered_by_a_failure_and_what_is_wrong_is_named() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let code = client.begin("Ай").await;
    let acts = format!("/api/files/{code}/acts");
    let line =
        |rest: &str| format!(r#"{{"on": "{TODAY}", "by": "specialist", "seen_seq": 1, {rest}}}"#);

    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let wide = format!(
        r#""act": "informed", "language": "kk", "of": [{}]"#,
        vec!["\"a\""; 50_000].join(",")
    );
    let long = "ә".repeat(300_000);
    // Body, status, what the answer names.
    let cases: Vec<(String, u16, &str)> = vec![
        (String::new(), 400, "EOF"),
        ("{".to_owned(), 400, "EOF"),
        ("nonsense".to_owned(), 400, "expected"),
        ("null".to_owned(), 400, "object"),
        ("[]".to_owned(), 400, "object"),
        ("[null]".to_owned(), 400, "object"),
        ("{}".to_owned(), 400, "`on` is missing"),
        ("\"text\"".to_owned(), 400, "object"),
        ("{} {}".to_owned(), 400, "trailing"),
        ("\u{feff}{}".to_owned(), 400, "expected"),
        (deep.clone(), 400, ""),
        (line(&format!(r#""act": "informed", "of": {deep}"#)), 400, "recursion"),
        (r#"{"on": "2022-10-03", "on": "2022-10-03"}"#.to_owned(), 400, "`on` stands twice"),
        (r#"{"by": "specialist", "act": "returned"}"#.to_owned(), 400, "`on` is missing"),
        (r#"{"on": "2022-10-03", "act": "returned"}"#.to_owned(), 400, "`by` is missing"),
        (line(r#""kind": 1"#), 400, "`act` is missing"),
        (r#"{"on": "03.10.2022", "by": "specialist", "act": "returned"}"#.to_owned(), 400, "03.10.2022"),
        (r#"{"on": "2022-02-30", "by": "specialist", "act": "returned"}"#.to_owned(), 400, "2022-02-30"),
        (r#"{"on": 20221003, "by": "specialist", "act": "returned"}"#.to_owned(), 400, "`on`"),
        (r#"{"on": "0000-00-00", "by": "specialist", "act": "returned"}"#.to_owned(), 400, "0000-00-00"),
        (r#"{"on": "9999-12-31", "by": "specialist", "act": "returned", "seen_seq": 1}"#.to_owned(), 422, "happened"),
        (r#"{"on": "2022-10-03", "by": "janitor", "act": "returned"}"#.to_owned(), 400, "janitor"),
        (r#"{"on": "2022-10-03", "by": 7, "act": "returned"}"#.to_owned(), 400, "`by`"),
        (line(r#""act": "danced""#), 400, "danced"),
        (line(r#""act": null"#), 400, ""),
        (line(&format!(r#""act": "{long}""#)), 400, "ә…"),
        (line(&format!(r#""act": "returned", "{long}": 1"#)), 400, "ә…"),
        (line(r#""act": ["returned"]"#), 400, ""),
        (line(r#""act": "returned", "colour": "red""#), 400, "colour"),
        (line(r#""act": "permit_received""#), 400, "number"),
        (line(r#""act": "permit_received", "number": """#), 400, "empty"),
        (line(r#""act": "permit_received", "number": -1"#), 400, "-1"),
        (line(r#""act": "permit_received", "number": 1e400"#), 400, ""),
        (line(r#""act": "permit_received", "number": "1", "issued_on": "soon""#), 400, "soon"),
        (line(r#""act": "contraindication_found", "kind": 6"#), 400, "6"),
        (line(r#""act": "service_given", "code": "9.99""#), 400, "9.99"),
        (line(r#""act": "service_given", "code": "G.1", "quantity": 0"#), 400, "quantity"),
        (line(r#""act": "service_given", "code": "G.1", "quantity": 99999999999"#), 400, ""),
        (line(r#""act": "day_visit", "arrived": "25:00", "left": "26:00""#), 400, "25:00"),
        (line(r#""act": "returned", "file": "other""#), 400, "`file`"),
        (line(r#""act": "returned", "file": {"a": 1}"#), 400, "`file`"),
        (line(r#""act": "returned", "address": "Ай""#), 400, "`address`"),
        (line(r#""act": "returned", "send_to": "x""#), 400, "`send_to`"),
        (line(r#""act": "returned", "document": {"form": "annex_9"}"#), 400, "annex_1"),
        (line(r#""act": "returned", "document": {}"#), 400, "`form`"),
        (line(r#""act": "returned", "document": {"form": "annex_1", "colour": "red"}"#), 400, "colour"),
        (line(r#""act": "returned", "document": []"#), 400, "`document`"),
        (line(r#""act": "returned", "act_id": "1234""#), 400, "hexadecimal"),
        (line(r#""act": "returned", "act_id": 12"#), 400, "`act_id`"),
        (r#"{"on": "2022-10-03", "by": "specialist", "act": "returned", "seen_seq": -1}"#.to_owned(), 400, "`seen_seq`"),
        (r#"{"on": "2022-10-03", "by": "specialist", "act": "returned", "seen_seq": "1"}"#.to_owned(), 400, "`seen_seq`"),
        (r#"{"on": "2022-10-03", "by": "specialist", "act": "returned", "seen_seq": 4294967296}"#.to_owned(), 400, "`seen_seq`"),
        (line(r#""act": "entry_struck_out", "line": 4294967295, "reason": "no""#), 422, "entry"),
        (line(r#""act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [-9223372036854775808], "signatories": []"#), 422, ""),
        (line(r#""act": "agreement_extended", "ground": "criminal_case", "until": "9999-12-31""#), 422, ""),
        (line(r#""act": "admitted_with_representative", "representative": "\u0000' OR 1=1 --""#), 422, ""),
        (line(r#""act": "package_sent", "channel": "in_system", "documents": ["annex_1", "annex_2"], "send_to": "\u0000""#), 422, ""),
    ];
    let json = [("content-type", "application/json")];
    for (body, status, named) in &cases {
        let shown: String = body.chars().take(120).collect();
        for path in [
            &acts,
            &format!("/api/files/{code}/consider"),
            "/api/exchanges/0a1b2c3d4e/acts",
            "/api/exchanges/0a1b2c3d4e/steps",
            "/api/exchanges",
            "/api/files",
            "/api/sessions",
            "/api/second-factor",
        ] {
            let answer = client.ask(Method::POST, path, &json, body.clone()).await;
            assert!(
                answer.status.is_client_error() || answer.status.is_success(),
                "{path} {shown}: {}",
                answer.text()
            );
            if body.starts_with('[') {
                assert_eq!(answer.status.as_u16(), 400, "{path} takes a list: {shown}");
            }
            if *path == acts {
                assert_eq!(
                    answer.status.as_u16(),
                    *status,
                    "{shown}: {}",
                    answer.text()
                );
                let detail = answer.json()["detail"].as_str().unwrap().to_owned();
                assert!(
                    detail.contains(named),
                    "{shown}: {named:?} is not named: {detail}"
                );
                assert!(detail.len() < 2_000, "{shown}: {detail}");
            }
        }
    }
    let file = client.get(&format!("/api/files/{code}")).await.expect(200);
    assert_eq!(file["seq"], 1, "something was recorded: {file}");

    // What is odd and still an act is recorded: emoji, letters from right to left, a long text.
    client.acts(&code, json!({ "on": TODAY, "by": "specialist", "act": "informed", "of": ["🦄 حقوق", long], "language": "kk" })).await;
    let wide = format!(r#"{{"on": "{TODAY}", "by": "specialist", "seen_seq": 2, {wide}}}"#);
    client
        .ask(Method::POST, &acts, &json, wide)
        .await
        .expect(201);
}

#[tokio::test]
async fn headers_and_sizes_are_answered_too() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let code = client.begin("Ай").await;
    let acts = format!("/api/files/{code}/acts");
    let line = json!({ "on": TODAY, "by": "specialist", "act": "offence_detected" }).to_string();

    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
    ] {
        let answer = client
            .ask(
                Method::POST,
                &acts,
                &[("content-type", kind), ("if-match", "1")],
                line.clone(),
            )
            .await;
        answer.problem(415, "not-json");
    }
    client
        .ask(Method::POST, &acts, &[("if-match", "1")], line.clone())
        .await
        .problem(415, "not-json");
    let json = ("content-type", "application/json; charset=utf-8");
    for seen in [
        "",
        "*",
        "W/\"1\"",
        "\"1\", \"2\"",
        "one",
        "-1",
        "4294967296",
        "1.0",
        "+1",
    ] {
        let answer = client
            .ask(
                Method::POST,
                &acts,
                &[json, ("if-match", seen)],
                line.clone(),
            )
            .await;
        answer.problem(400, "not-understood");
    }
    for key in [
        "",
        "1",
        "not-a-uuid",
        "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "00112233445566778899aabbccddeeff00",
    ] {
        let headers = [json, ("if-match", "1"), ("idempotency-key", key)];
        client
            .ask(Method::POST, &acts, &headers, line.clone())
            .await
            .problem(400, "not-understood");
    }
    let both = json!({ "on": TODAY, "by": "specialist", "act": "offence_detected", "seen_seq": 1 })
        .to_string();
    client
        .ask(
            Method::POST,
            &acts,
            &[json, ("if-match", "2")],
            both.clone(),
        )
        .await
        .problem(400, "not-understood");
    client
        .ask(Method::POST, &acts, &[json], vec![b'"', 0xff, b'"'])
        .await
        .problem(400, "not-understood");
    client
        .ask(Method::POST, &acts, &[json], vec![b' '; 20 * 1024 * 1024])
        .await
        .problem(413, "too-large");
    client
        .ask(
            Method::POST,
            "/api/sessions",
            &[json],
            vec![b' '; 3 * 1024 * 1024],
        )
        .await
        .problem(413, "too-large");
    client
        .ask(Method::POST, &acts, &[json, ("if-match", "1")], both)
        .await
        .expect(201);

    let document = client
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200)[0]["id"]
        .clone();
    let document = document.as_str().unwrap();
    for query in ["lang=de", "lang=", "lang=%FF", "lang=kk&lang=ru", "lang=KK"] {
        let answer = client
            .get(&format!(
                "/api/files/{code}/documents/{document}/pdf?{query}"
            ))
            .await;
        answer.problem(400, "not-understood");
    }
    assert!(
        client
            .get(&format!("/api/files/{code}/documents/{document}/pdf"))
            .await
            .bytes
            .starts_with(b"%PDF")
    );
}

#[tokio::test]
async fn a_login_and_a_password_of_any_letters_are_only_wrong() {
    let server = Server::furnished().await;
    let nobody = Client::nobody(&server);
    for (login, password) in [
        ("", ""),
        ("\u{0}", "\u{0}"),
        ("' OR 1=1 --", "x"),
        ("🦄", "🦄"),
        (&"a".repeat(100_000), &"b".repeat(100_000)),
    ] {
        let body = json!({ "login": login, "password": password });
        nobody
            .post("/api/sessions", &body)
            .await
            .problem(401, "wrong-password");
    }
    for body in [
        json!({}),
        json!({ "login": "head" }),
        json!({ "login": 1, "password": 2 }),
        json!({ "login": "head", "password": "x", "more": 1 }),
        json!(null),
    ] {
        nobody
            .post("/api/sessions", &body)
            .await
            .problem(400, "not-understood");
    }
}

#[tokio::test]
async fn a_file_that_begins_takes_what_belongs_to_its_beginning() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let with = |key: &str, value: serde_json::Value| {
        let mut body = application("Ай");
        body[key] = value;
        body
    };
    for body in [
        with("address", json!(null)),
        with("address", json!(7)),
        with("file", json!("0a1b2c3d")),
        with("seen_seq", json!(4)),
        with("act_id", json!("short")),
        with("document", json!("annex_1")),
        with("consent", json!("yes")),
        with("children", json!(-1)),
        with("category", json!("martian")),
    ] {
        client
            .post("/api/files", &body)
            .await
            .problem(400, "not-understood");
    }
    assert_eq!(client.get("/api/files").await.expect(200), json!([]));
}
