//! Registers of the house and the day sheet, asked as another program asks.

use serde_json::json;

use crate::{api::Client, browser::Server};

#[tokio::test]
async fn a_register_is_added_to_corrected_and_read() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let paper = json!({"entry": "paper", "norm": "fire", "title": "No. 7", "issued_on": "2022-01-10", "valid_until": "2022-11-01"});
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    for _ in 0..2 {
        let sent = json!({"act_id": id, "content": paper});
        let entered = client
            .post("/api/registers/premises", &sent)
            .await
            .expect(201);
        assert_eq!(entered["line"], 1);
    }
    let right = json!({"corrects": 1, "content": paper});
    client
        .post("/api/registers/premises", &right)
        .await
        .expect(201);
    let lines = client.get("/api/registers/premises").await.expect(200);
    assert_eq!(lines.as_array().unwrap().len(), 2);
    assert_eq!(
        (&lines[0]["corrected_by"], &lines[1]["corrects"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(lines[0]["content"]["title"], "No. 7");
    let nowhere = json!({"corrects": 9, "content": paper});
    client
        .post("/api/registers/premises", &nowhere)
        .await
        .problem(400, "not-understood");
}

#[tokio::test]
async fn what_is_wrong_with_a_line_is_named_and_nothing_is_entered() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let late = json!({"content": {"entry": "paper", "norm": "fire", "title": "", "issued_on": "2022-01-10", "valid_until": "2022-01-09"}});
    let problem = client
        .post("/api/registers/premises", &late)
        .await
        .problem(422, "line");
    let fields: Vec<_> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["title", "valid_until"]);
    for unread in [
        json!({"content": {"entry": "nothing"}}),
        json!({"content": {"entry": "paper", "norm": "fire", "title": "x", "issued_on": null, "more": 1}}),
        json!({"content": 7}),
        json!({"act_id": "short", "content": {}}),
        json!([]),
    ] {
        client
            .post("/api/registers/premises", &unread)
            .await
            .problem(400, "not-understood");
    }
    assert_eq!(
        client.get("/api/registers/premises").await.expect(200),
        json!([])
    );
}

#[tokio::test]
async fn a_register_is_there_for_those_who_may_read_it() {
    let server = Server::furnished().await;
    for login in ["accountant", "officer"] {
        let client = Client::of(&server, login).await;
        client
            .get("/api/registers/premises")
            .await
            .problem(404, "not-found");
        client
            .post("/api/registers/rooms", &json!({"content": {}}))
            .await
            .problem(404, "not-found");
    }
    let client = Client::of(&server, "specialist").await;
    for name in ["complaints", "staff", "nothing", "PREMISES"] {
        client
            .get(&format!("/api/registers/{name}"))
            .await
            .problem(404, "not-found");
    }
    let rules = json!({"content": {"entry": "version", "order": "1", "ordered_on": "2022-09-01", "in_force_from": "2022-09-02", "text": "-"}});
    client
        .post("/api/registers/internal_rules", &rules)
        .await
        .problem(404, "not-found");
    let head = Client::of(&server, "head").await;
    head.post("/api/registers/internal_rules", &rules)
        .await
        .expect(201);
}

#[tokio::test]
async fn a_taken_bed_is_refused_with_its_name() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let (one, other) = (client.begin("Ай").await, client.begin("Күн").await);
    let bed = json!({"on": "2022-10-03", "by": "specialist", "act": "room_assigned", "bed": "3-1"});
    client.acts(&one, bed.clone()).await;
    let problem = client
        .act_seeing(&other, &json!(1), bed)
        .await
        .problem(422, "bed");
    assert_eq!(
        (
            &problem["fields"][0]["field"],
            &problem["fields"][0]["problem"]
        ),
        (&json!("bed"), &json!("bed-taken"))
    );
}

#[tokio::test]
async fn a_day_sheet_says_what_came_of_each() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let one = client.begin("Ай").await;
    let sheet = json!({"on": "2022-10-03", "code": "G.1", "files": [
        {"file": one, "seen_seq": 1},
        {"file": "00000000", "seen_seq": 1},
    ]});
    let outcomes = client.post("/api/day-sheet", &sheet).await.expect(200);
    assert_eq!(outcomes[0]["problem"]["paragraph"], "39", "{outcomes}");
    assert_eq!(outcomes[1]["problem"]["status"], 404);
    for wrong in [
        json!({"on": "2022-10-03", "code": "9.9", "files": []}),
        json!({"on": "2022-10-03", "code": "G.1", "quantity": 0, "files": []}),
        json!({"on": "yesterday", "code": "G.1", "files": []}),
    ] {
        client
            .post("/api/day-sheet", &wrong)
            .await
            .problem(400, "not-understood");
    }
}
