//! The staff and their roles through the API.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    api::{Answer, Client},
    browser::{PASSWORD, Server},
};

async fn delete(client: &Client<'_>, path: &str) -> Answer {
    client.ask(Method::DELETE, path, &[], "").await
}

fn of<'a>(staff: &'a Value, login: &str) -> &'a Value {
    let all = staff.as_array().unwrap();
    all.iter().find(|member| member["login"] == login).unwrap()
}

#[tokio::test]
async fn a_head_invites_changes_roles_and_ends_accounts_after_a_fresh_proof() {
    let server = Server::furnished().await;
    let head = Client::of(&server, "head").await;
    let newcomer = |login: &str, role: &str| json!({ "login": login, "name": "Мария Ким", "roles": [role], "language": "ru" });
    let invited = head
        .post("/api/accounts", &newcomer("maria", "nurse"))
        .await
        .expect(201);
    assert_eq!(invited["code"].as_str().unwrap().len(), 34);
    server
        .store
        .join(invited["code"].as_str().unwrap(), PASSWORD)
        .await
        .unwrap();
    head.post("/api/accounts", &newcomer("maria", "nurse"))
        .await
        .problem(400, "not-understood");
    head.post("/api/accounts", &newcomer("other", "queen"))
        .await
        .problem(400, "not-understood");
    head.post("/api/accounts", &json!({ "login": "x" }))
        .await
        .problem(400, "not-understood");

    let staff = head.get("/api/accounts").await.expect(200);
    let maria = of(&staff, "maria");
    assert_eq!(
        (&maria["state"], &maria["roles"]),
        (&json!("active"), &json!(["nurse"]))
    );
    let address = format!("/api/accounts/{}", maria["code"].as_str().unwrap());
    let roles = json!({ "roles": ["psychologist", "monitoring"] });
    assert_eq!(
        head.post(&format!("{address}/roles"), &roles).await.status,
        204
    );
    delete(&head, &format!("{address}/factors"))
        .await
        .problem(404, "not-found");

    server.wait_minutes(6);
    delete(&head, &address).await.problem(403, "proof-needed");
    let proof = json!({ "password": PASSWORD });
    assert_eq!(head.post("/api/sessions/proof", &proof).await.status, 204);
    assert_eq!(delete(&head, &address).await.status, 204);
    let staff = head.get("/api/accounts").await.expect(200);
    assert_eq!(of(&staff, "maria")["state"], "ended");
    let own = head.session["account"]["code"].as_str().unwrap();
    let last = delete(&head, &format!("/api/accounts/{own}")).await;
    last.problem(400, "not-understood");
}

#[tokio::test]
async fn a_head_ends_the_session_of_a_colleague() {
    let server = Server::furnished().await;
    let lawyer = Client::of(&server, "lawyer").await;
    let head = Client::of(&server, "head").await;
    let staff = head.get("/api/accounts").await.expect(200);
    assert_eq!(of(&staff, "lawyer")["signed_in"], true);
    assert_eq!(of(&staff, "accountant")["signed_in"], false);
    let address_of = |login| {
        format!(
            "/api/accounts/{}/session",
            of(&staff, login)["code"].as_str().unwrap()
        )
    };
    delete(&head, &address_of("accountant"))
        .await
        .problem(404, "not-found");
    delete(&head, &address_of("head"))
        .await
        .problem(404, "not-found");
    delete(&lawyer, &address_of("head"))
        .await
        .problem(404, "not-found");
    server.wait_minutes(6);
    delete(&head, &address_of("lawyer"))
        .await
        .problem(403, "proof-needed");
    lawyer.get("/api/files").await.expect(200);
    let proof = json!({ "password": PASSWORD });
    assert_eq!(head.post("/api/sessions/proof", &proof).await.status, 204);
    assert_eq!(delete(&head, &address_of("lawyer")).await.status, 204);
    lawyer.get("/api/files").await.problem(401, "not-signed-in");
}

#[tokio::test]
async fn the_staff_is_nobodys_but_the_heads() {
    let server = Server::furnished().await;
    let head = Client::of(&server, "head").await;
    let staff = head.get("/api/accounts").await.expect(200);
    let lawyer = of(&staff, "lawyer")["code"].as_str().unwrap().to_owned();
    for login in ["specialist", "accountant", "officer"] {
        let other = Client::of(&server, login).await;
        if login != "officer" {
            other.get("/api/accounts").await.problem(404, "not-found");
        }
        let roles = json!({ "roles": ["nurse"] });
        let address = format!("/api/accounts/{lawyer}");
        other
            .post(&format!("{address}/roles"), &roles)
            .await
            .problem(404, "not-found");
        delete(&other, &address).await.problem(404, "not-found");
        delete(&other, &format!("{address}/factors"))
            .await
            .problem(404, "not-found");
    }
    assert!(server.store.sign_in("lawyer", PASSWORD).await.is_ok());
}
