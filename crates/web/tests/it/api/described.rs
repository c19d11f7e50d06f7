//! The OpenAPI document says what there is, and what there is answers as it says.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};
use standard::act::Act;

use crate::{api::Client, browser::Server};

async fn document(server: &Server) -> Value {
    Client::nobody(server)
        .get("/api/openapi.json")
        .await
        .expect(200)
}

#[tokio::test]
async fn every_address_is_described() {
    let server = Server::new().await;
    let document = document(&server).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut described = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let expected = [
        "DELETE /api/accounts/{code}",
        "DELETE /api/accounts/{code}/factors",
        "DELETE /api/accounts/{code}/session",
        "DELETE /api/certificates/{fingerprint}",
        "DELETE /api/sessions",
        "GET /api/accounts",
        "GET /api/bodies",
        "GET /api/book",
        "GET /api/book/reviews",
        "GET /api/book/shown",
        "GET /api/calendar",
        "GET /api/calendar/{year}",
        "GET /api/certificates",
        "GET /api/duties",
        "GET /api/exchanges",
        "GET /api/exchanges/{id}",
        "GET /api/exchanges/{id}/documents/{document}",
        "GET /api/exchanges/{id}/documents/{document}/pdf",
        "GET /api/files",
        "GET /api/files/{code}",
        "GET /api/files/{code}/bundle",
        "GET /api/files/{code}/documents",
        "GET /api/files/{code}/documents/{id}",
        "GET /api/files/{code}/documents/{id}/enclosures/{enclosure}",
        "GET /api/files/{code}/documents/{id}/pdf",
        "GET /api/files/{code}/documents/{id}/signatures",
        "GET /api/files/{code}/duties",
        "GET /api/files/{code}/family",
        "GET /api/files/{code}/own-copy",
        "GET /api/files/{code}/plans",
        "GET /api/files/{code}/standing",
        "GET /api/forms/{form}",
        "GET /api/forms/{form}/pdf",
        "GET /api/messages",
        "GET /api/openapi.json",
        "GET /api/papers",
        "GET /api/registers/{register}",
        "GET /api/registers/{register}/file",
        "GET /api/reports",
        "GET /api/reports/released",
        "GET /api/restricted",
        "GET /api/second-factor",
        "GET /api/staff",
        "GET /api/staff/acknowledgements",
        "GET /api/staff/controls",
        "GET /api/staff/job-descriptions",
        "GET /api/staff/norm",
        "GET /api/staff/numbers",
        "GET /api/staff/training",
        "GET /api/standard",
        "GET /api/standard/{paragraph}",
        "GET /api/waiting",
        "POST /api/accounts",
        "POST /api/accounts/{code}/roles",
        "POST /api/book",
        "POST /api/book/reviews",
        "POST /api/book/{number}/answers",
        "POST /api/calendar",
        "POST /api/calendar/consider",
        "POST /api/certificates",
        "POST /api/day-sheet",
        "POST /api/exchanges",
        "POST /api/exchanges/{id}/acts",
        "POST /api/exchanges/{id}/steps",
        "POST /api/files",
        "POST /api/files/{code}/acts",
        "POST /api/files/{code}/break-glass",
        "POST /api/files/{code}/consider",
        "POST /api/files/{code}/documents/{id}/freeze",
        "POST /api/files/{code}/documents/{id}/scans",
        "POST /api/files/{code}/documents/{id}/signatures",
        "POST /api/files/{code}/own-copy",
        "POST /api/files/{code}/papers",
        "POST /api/files/{code}/restriction",
        "POST /api/files/{code}/restriction/lift",
        "POST /api/messages/{number}/answers",
        "POST /api/registers/{register}",
        "POST /api/reports/released",
        "POST /api/restricted/{number}/review",
        "POST /api/second-factor",
        "POST /api/sessions",
        "POST /api/sessions/proof",
        "POST /api/staff",
        "POST /api/staff/acknowledgements",
        "POST /api/staff/controls",
        "POST /api/staff/job-descriptions",
        "POST /api/staff/numbers",
        "POST /api/staff/training",
    ];
    assert_eq!(
        described.iter().map(String::as_str).collect::<Vec<_>>(),
        expected
    );
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_act_is_described() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str));
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let server = Server::new().await;
    let document = document(&server).await;
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50, "{}", found.len());
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference}");
    }
    let operations = document["paths"].as_object().unwrap().values();
    for operation in operations.flat_map(|path| path.as_object().unwrap().values()) {
        for part in ["parameters", "requestBody"] {
            assert!(
                !operation.get(part).is_some_and(Value::is_null),
                "{operation}"
            );
        }
        // Whatever is written down can be sent; whatever a client must wait for is said.
        assert!(operation["responses"]["503"]["headers"]["Retry-After"].is_object());
    }
    for schema in ["ActToRecord", "FileToBegin", "JournalEntry"] {
        let acts = document["components"]["schemas"][schema]["oneOf"]
            .as_array()
            .unwrap();
        let names: Vec<&str> = acts
            .iter()
            .map(|act| act["title"].as_str().unwrap())
            .collect();
        assert_eq!(names, Act::NAMES);
    }
}

#[tokio::test]
async fn an_address_that_is_described_as_closed_is_closed_and_one_that_is_open_is_open() {
    let server = Server::furnished().await;
    let document = document(&server).await;
    let nobody = Client::nobody(&server);
    for (path, operations) in document["paths"].as_object().unwrap() {
        let address = path
            .replace("{paragraph}", "15")
            .replace("{year}", "2026")
            .replace("{number}", "7")
            .replace("{form}", "annex_1")
            .replace("{code}", "0a1b2c3d")
            .replace("{id}", "0a1b2c3d")
            .replace("{document}", "0a1b2c3d")
            .replace("{number}", "1");
        for (method, operation) in operations.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let json = [("content-type", "application/json")];
            let answer = nobody.ask(method.clone(), &address, &json, "{}").await;
            let is_open = operation["security"] == json!([{}]);
            assert_eq!(
                answer.status.as_u16() == 401,
                !is_open,
                "{method} {address}: {}",
                answer.text()
            );
            let status = answer.status.as_u16().to_string();
            assert!(
                operation["responses"].get(&status).is_some(),
                "{method} {address} answers {status}"
            );
        }
    }
}

#[tokio::test]
async fn whatever_is_not_there_is_a_problem_too() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    for path in [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/files/a/b/c",
        "/api/files/",
        "/api/Files",
        "/api/openapi",
    ] {
        client.get(path).await.problem(404, "not-found");
    }
    let answer = client.ask(Method::PUT, "/api/files", &[], "").await;
    answer.problem(405, "method");
    assert!(
        answer.header("allow").contains("POST"),
        "{:?}",
        answer.headers
    );
    client
        .ask(Method::DELETE, "/api/openapi.json", &[], "")
        .await
        .problem(405, "method");
    client
        .get("/api/standard/%FF")
        .await
        .problem(400, "not-understood");
    client.get("/api/files/%00").await.problem(404, "not-found");
    client
        .get("/api/files/..%2F..%2Fetc")
        .await
        .problem(404, "not-found");
    // The pages answer for themselves.
    assert!(
        client
            .get("/nothing")
            .await
            .header("content-type")
            .starts_with("text/html")
    );
}

#[tokio::test]
async fn numbers_and_bytes_are_described_as_they_are_read() {
    let document = document(&Server::new().await).await;
    let sheet = &document["components"]["schemas"]["DaySheet"]["properties"]["quantity"];
    assert_eq!(
        (&sheet["minimum"], &sheet["maximum"]),
        (&json!(1), &json!(u32::MAX))
    );
    let bundle =
        &document["paths"]["/api/files/{code}/bundle"]["get"]["responses"]["200"]["content"];
    for kind in ["application/pdf", "application/zip"] {
        assert_eq!(
            bundle[kind]["schema"],
            json!({ "type": "string", "format": "binary" })
        );
    }
}
