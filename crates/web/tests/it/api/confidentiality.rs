//! Who gets what: nothing that the keys do not open, and no carrier but the Bearer token.

use axum::http::Method;
use serde_json::json;
use standard::lang::Lang;
use store::{BodyKind, NewAccount, NewBody, Ownership, Role};

use crate::{
    api::{Client, TODAY, evaluation_sheet, interview},
    browser::{PASSWORD, Server},
};

#[tokio::test]
async fn to_the_staff_of_another_body_and_to_the_accountant_a_file_is_not_there() {
    let server = Server::furnished().await;
    let kind = BodyKind::Organization {
        form: "shelter".to_owned(),
        ownership: Ownership::State,
    };
    let stranger = NewAccount {
        login: "stranger".to_owned(),
        password: PASSWORD.to_owned(),
        name: "Үлгі stranger".to_owned(),
        roles: vec![Role::Head],
        language: Lang::Kk,
    };
    server
        .store
        .add_body(
            NewBody {
                name: "Басқа баспана".to_owned(),
                kind,
            },
            stranger,
        )
        .await
        .unwrap();

    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    let document = specialist
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200)[0]["id"]
        .clone();
    let document = document.as_str().unwrap();

    for login in ["stranger", "accountant", "officer"] {
        let client = Client::of(&server, login).await;
        for path in [
            format!("/api/files/{code}"),
            format!("/api/files/{code}/duties"),
            format!("/api/files/{code}/documents"),
            format!("/api/files/{code}/documents/{document}"),
            format!("/api/files/{code}/documents/{document}/pdf"),
            "/api/files/0a1b2c3d".to_owned(),
            "/api/exchanges/0a1b2c3d4e".to_owned(),
        ] {
            let there = client.get(&path).await.problem(404, "not-found");
            let nowhere = client
                .get("/api/files/nothing1")
                .await
                .problem(404, "not-found");
            assert_eq!(
                there, nowhere,
                "{login} {path}: what exists must look like what does not"
            );
        }
        let mut act = interview();
        act["seen_seq"] = json!(1);
        for by in ["head", "specialist", "authorized_body"] {
            act["by"] = json!(by);
            client
                .post(&format!("/api/files/{code}/acts"), &act)
                .await
                .problem(404, "not-found");
            client
                .post(&format!("/api/files/{code}/consider"), &act)
                .await
                .problem(404, "not-found");
            client
                .post("/api/exchanges/0a1b2c3d4e/acts", &act)
                .await
                .problem(404, "not-found");
        }
        for list in [
            "/api/files",
            "/api/duties",
            "/api/waiting",
            "/api/exchanges",
        ] {
            assert_eq!(
                client.get(list).await.expect(200),
                json!([]),
                "{login} {list}"
            );
        }
    }
}

#[tokio::test]
async fn the_psychologist_does_not_get_the_legal_part() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    specialist.acts(&code, interview()).await;
    let lawyer = Client::of(&server, "lawyer").await;
    lawyer.acts(&code, evaluation_sheet()).await;

    let path = |document: &serde_json::Value| {
        format!(
            "/api/files/{code}/documents/{}",
            document["id"].as_str().unwrap()
        )
    };
    let documents = lawyer
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200);
    let sheet = path(&documents[1]);
    let whole = lawyer.get(&sheet).await.expect(200);
    assert_eq!(
        (&whole["fields"]["conclusion"], &whole["missing"]),
        (&json!("recognised"), &json!([]))
    );

    let psychologist = Client::of(&server, "psychologist").await;
    let part = psychologist.get(&sheet).await;
    assert!(
        !part.text().contains("recognised") && !part.text().contains("Өтініш"),
        "{}",
        part.text()
    );
    assert_eq!(part.expect(200)["missing"], json!(["identity", "legal"]));
    let application = psychologist.get(&path(&documents[0])).await;
    assert!(
        !application.text().contains("Өтініш"),
        "{}",
        application.text()
    );
    // What she may not see is left out of the print as well, and she cannot send it on.
    let pdf = psychologist.get(&format!("{sheet}/pdf?lang=en")).await;
    assert_eq!(pdf.status.as_u16(), 200);
    let bodies = psychologist.get("/api/bodies").await.expect(200);
    let office = bodies
        .as_array()
        .unwrap()
        .iter()
        .find(|body| body["kind"] == "authorized_body")
        .unwrap();
    let package = json!({
        "on": TODAY, "by": "psychologist", "act": "package_sent", "channel": "in_system",
        "documents": ["annex_1", "annex_2"], "send_to": office["code"],
    });
    let refused = psychologist
        .act_seeing(&code, &json!(3), package)
        .await
        .problem(422, "keys-missing");
    assert_eq!(refused["compartments"], json!(["identity", "legal"]));
}

#[tokio::test]
async fn a_cookie_opens_nothing_under_api_and_a_bearer_no_page() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let token = client.session["token"].as_str().unwrap();
    let nobody = Client::nobody(&server);
    for cookie in [
        format!("tirek-session={token}"),
        format!("__Host-tirek-session={token}"),
    ] {
        let answer = nobody
            .ask(Method::GET, "/api/files", &[("cookie", &cookie)], "")
            .await;
        answer.problem(401, "not-signed-in");
    }
    let page = client.get("/people").await;
    assert_eq!(
        page.status.as_u16(),
        303,
        "a page leads whoever is not signed in to the sign-in"
    );
    client.get("/api/files").await.expect(200);

    // The rule against requests from other sites is about cookies; a Bearer request passes.
    let from_elsewhere = [
        ("origin", "https://elsewhere.example"),
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/json"),
    ];
    let code = client.begin("Ай").await;
    let mut act = interview();
    act["seen_seq"] = json!(1);
    let answer = client
        .ask(
            Method::POST,
            &format!("/api/files/{code}/acts"),
            &from_elsewhere,
            act.to_string(),
        )
        .await;
    answer.expect(201);
    assert!(
        !answer.headers.contains_key("access-control-allow-origin"),
        "a browser may not read it from elsewhere"
    );

    for header in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic aGVhZDpoZWFk",
        "bearer  ",
        &format!("Bearer {}", "a".repeat(5000)),
    ] {
        nobody
            .ask(Method::GET, "/api/files", &[("authorization", header)], "")
            .await
            .problem(401, "not-signed-in");
    }
    let lower_case = format!("bearer {token}");
    nobody
        .ask(
            Method::GET,
            "/api/files",
            &[("authorization", &lower_case)],
            "",
        )
        .await
        .expect(200);
}

#[tokio::test]
async fn what_was_typed_into_a_form_is_not_repeated_by_an_error() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    const CANARY: &str = "Канарейкина";
    for wrong in [
        json!({ "form": "annex_1", "consent": CANARY }),
        json!({ "form": "annex_1", "applicant": CANARY }),
        json!({ "form": "annex_1", "on": CANARY }),
        json!({ "form": "annex_1", "applicant": { "surname": { "given": [CANARY] } } }),
        json!({ "form": "annex_1", "signature": CANARY }),
        json!({ "form": CANARY }),
        json!({ "form": "annex_1", "language": CANARY }),
        json!(CANARY),
    ] {
        let mut body = crate::api::application("Ай");
        body["document"] = wrong.clone();
        let answer = specialist.post("/api/files", &body).await;
        answer.problem(400, "not-understood");
        assert!(
            !answer.text().contains(CANARY),
            "{wrong}: {}",
            answer.text()
        );
    }
    let body = json!({ "login": "specialist", "password": [CANARY] });
    let answer = specialist.post("/api/sessions", &body).await;
    assert!(!answer.text().contains(CANARY), "{}", answer.text());
    answer.problem(400, "not-understood");
}

/// What somebody would take out of the house through the API: every form and paper beside every kind, days typed.
#[tokio::test]
async fn nothing_goes_to_another_body_that_its_paragraph_does_not_speak_of() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    specialist.acts(&code, interview()).await;
    let lawyer = Client::of(&server, "lawyer").await;
    lawyer.acts(&code, evaluation_sheet()).await;
    let documents = lawyer
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200);
    let document = documents[0]["id"].clone();
    let bodies = lawyer.get("/api/bodies").await.expect(200);
    let office = bodies
        .as_array()
        .unwrap()
        .iter()
        .find(|body| body["kind"] == "authorized_body")
        .unwrap()["code"]
        .clone();
    let sends = async |sends: serde_json::Value| {
        let sent = json!({"on": TODAY, "file": code, "sends": sends});
        lawyer
            .post("/api/exchanges", &sent)
            .await
            .problem(422, "refused")
    };
    let mut report =
        serde_json::to_value(standard::annex::annex_8_report::Report::default()).unwrap();
    report["form"] = json!("annex_8");
    let to_the_office = |more: serde_json::Value| {
        let mut sent = json!({"kind": "identification", "to": [office]});
        sent.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        sent
    };
    let refused = sends(to_the_office(json!({"sheet": report}))).await;
    assert_eq!(
        (&refused["reason"], &refused["paragraph"]),
        (&json!("only-by-disclosure"), &json!("annex 8"))
    );
    let refused = sends(to_the_office(json!({"documents": [document]}))).await;
    assert_eq!(
        (&refused["reason"], &refused["paragraph"]),
        (&json!("does-not-go-with-this"), &json!("10"))
    );
    let paper = json!({"paper": "referral", "language": "ru", "fields": {"recipient": "Өтініш"}});
    let refused = sends(to_the_office(json!({"paper": paper}))).await;
    assert_eq!(refused["reason"], "does-not-go-with-this");

    // The notice to the police takes nothing along, by whichever door.
    let notice =
        json!({"refused_on": TODAY, "region": "almaty", "exploitation": ["labour"], "means": []});
    for along in [
        json!({"documents": [document]}),
        json!({"paper": paper}),
        json!({"sheet": report}),
    ] {
        let mut sent =
            json!({"kind": "police_notice", "on_paper": "Департамент полиции", "notice": notice});
        sent.as_object_mut()
            .unwrap()
            .extend(along.as_object().unwrap().clone());
        let act = json!({"on": TODAY, "by": "lawyer", "act": "police_notified", "passes": {"sends": sent}});
        let refused = lawyer
            .act_seeing(&code, &json!(3), act)
            .await
            .problem(422, "refused");
        let expected = if along.get("sheet").is_some() {
            "only-by-disclosure"
        } else {
            "notice-carries-identity"
        };
        assert_eq!(refused["reason"], expected);
    }
    assert_eq!(
        lawyer.get("/api/exchanges").await.expect(200),
        json!([]),
        "nothing was sent"
    );
}
