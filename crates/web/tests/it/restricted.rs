//! A restricted file through the pages and the API: named, opened in an emergency, reviewed.

use serde_json::json;
use store::{NewAccount, Role};

use crate::{
    api::Client,
    browser::{PASSWORD, Server},
};

async fn with_a_nurse() -> Server {
    let server = Server::furnished().await;
    let (token, _) = server.store.sign_in("head", PASSWORD).await.unwrap();
    let head = server.store.session(&token.to_text()).await.unwrap();
    let nurse = NewAccount {
        login: "nurse".to_owned(),
        password: PASSWORD.to_owned(),
        name: "Үлгі nurse".to_owned(),
        roles: vec![Role::Nurse, Role::Emergency],
        language: standard::lang::Lang::Ru,
    };
    server.store.add_account(&head, nurse).await.unwrap();
    server
}

#[tokio::test]
async fn the_head_names_who_opens_a_file_and_is_told_when_somebody_else_has_to() {
    let server = with_a_nurse().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = crate::journey::code_of(&crate::journey::apply(&mut specialist, "Ай").await);
    let mut head = server.signed_in("head").await;
    let page = head.get(&format!("/people/{code}/restriction")).await;
    page.assert_ok().says("Кто работает с этим делом");
    let lawyer = page
        .text
        .split("name=\"named\" value=\"")
        .skip(1)
        .find(|rest| rest.contains("lawyer") && rest.find("lawyer") < rest.find("</div>"))
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let empty = head.submit(&page, &[("named", &lawyer)]).await;
    assert_eq!(empty.status.as_u16(), 422, "a reason is needed");
    let restricted = [
        ("named", lawyer.as_str()),
        ("restriction_step", "restrict"),
        ("restriction_reason", "её ищут"),
    ];
    head.submit(&page, &restricted)
        .await
        .assert_ok()
        .says("доступ ограничен");
    for login in ["specialist", "psychologist"] {
        let mut other = server.signed_in(login).await;
        let closed = other.get(&format!("/people/{code}")).await;
        assert_eq!(closed.status.as_u16(), 404, "{login}");
        let list = other.get("/people").await;
        assert!(!list.text.contains(&code), "{login}");
    }
    let mut lawyer = server.signed_in("lawyer").await;
    lawyer.get(&format!("/people/{code}")).await.assert_ok();
    let decides = lawyer.get(&format!("/people/{code}/restriction")).await;
    assert_eq!(decides.status.as_u16(), 404);

    let mut nurse = server.signed_in("nurse").await;
    let page = nurse.get("/house/restricted").await;
    page.assert_ok().says(&code);
    let unknown = [("glass_file", "nothing1"), ("glass_reason", "–")];
    let unknown = nurse.submit(&page, &unknown).await;
    assert_eq!(unknown.status.as_u16(), 422);
    let broken = [("glass_file", code.as_str()), ("glass_reason", "обморок")];
    nurse.submit(&page, &broken).await.assert_ok().says("Ай");
    head.get("/").await.says(&code);
    let page = head.get("/house/restricted").await;
    page.says("обморок").says("Ещё не проверено");
    let review = page
        .text
        .split("href=\"/house/restricted/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let verdict = [
        ("glass_verdict", "justified"),
        ("glass_words", "приезжала скорая"),
    ];
    head.act(&format!("/house/restricted/{review}"), &verdict)
        .await
        .says("приезжала скорая");
    let again = head.get(&format!("/house/restricted/{review}")).await;
    assert_eq!(again.status.as_u16(), 404, "it is reviewed once");
}

#[tokio::test]
async fn the_api_restricts_breaks_the_glass_reviews_and_lifts() {
    let server = with_a_nurse().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    let file = format!("/api/files/{code}");
    let restriction = format!("{file}/restriction");
    let head = Client::of(&server, "head").await;
    let named = json!({"named": ["nobody00"], "reason": "why"});
    head.post(&restriction, &named)
        .await
        .problem(422, "restriction");
    head.post(&restriction, &json!({"named": []}))
        .await
        .problem(400, "not-understood");
    let named = json!({"named": [], "reason": "why"});
    specialist
        .post(&restriction, &named)
        .await
        .problem(404, "not-found");
    assert_eq!(head.post(&restriction, &named).await.status.as_u16(), 204);
    specialist.get(&file).await.problem(404, "not-found");
    specialist
        .get("/api/restricted")
        .await
        .problem(404, "not-found");

    let nurse = Client::of(&server, "nurse").await;
    let listed = nurse.get("/api/restricted").await;
    assert_eq!(listed.json()["files"][0]["open"], false);
    let glass = format!("{file}/break-glass");
    nurse
        .post(&glass, &json!({"reason": " "}))
        .await
        .problem(422, "restriction");
    assert_eq!(
        nurse
            .post(&glass, &json!({"reason": "why"}))
            .await
            .status
            .as_u16(),
        204
    );
    nurse.get(&file).await.expect(200);
    let listed = head.get("/api/restricted").await.json();
    let number = &listed["glass"][0]["number"];
    assert_eq!(listed["glass"][0]["justified"], json!(null));
    let review = format!("/api/restricted/{number}/review");
    let found = json!({"justified": false, "words": "it could wait"});
    nurse
        .post(&review, &found)
        .await
        .problem(422, "restriction");
    assert_eq!(head.post(&review, &found).await.status.as_u16(), 204);
    let lift = format!("{restriction}/lift");
    assert_eq!(
        head.post(&lift, &json!({"reason": "over"}))
            .await
            .status
            .as_u16(),
        204
    );
    specialist.get(&file).await.expect(200);
}
