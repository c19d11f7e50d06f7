//! From the application to the permit through the API, each body with a token of its own; and what stands in the way.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    api::{Client, TODAY, application, evaluation_sheet, interview},
    browser::{PASSWORD, Server},
};

#[tokio::test]
async fn from_the_application_to_the_agreement() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    assert_eq!(specialist.session["roles"], json!(["specialist"]));
    assert_eq!(specialist.session["actors"], json!(["specialist"]));
    assert_eq!(specialist.session["body"]["kind"], "organization");
    assert_eq!(specialist.session["expires"], "2022-10-03T13:00:00Z");

    // The application, with its form.
    let begun = specialist.post("/api/files", &application("Ай")).await;
    let code = begun.expect(201)["code"].as_str().unwrap().to_owned();
    assert_eq!(begun.header("location"), format!("/api/files/{code}"));
    assert_eq!(begun.header("etag"), "\"1\"");
    let file = specialist
        .get(&format!("/api/files/{code}"))
        .await
        .expect(200);
    assert_eq!(
        (&file["stage"], &file["seq"], &file["address"]),
        (&json!("intake"), &json!(1), &json!("Ай"))
    );
    assert_eq!(file["documents"][0]["form"], "annex_1");
    assert_eq!(file["documents"][0]["language"], "ru");
    assert_eq!(file["duties"][0]["what"], "identify");
    assert_eq!(file["duties"][0]["due"], "2022-10-04");
    let list = specialist.get("/api/files").await.expect(200);
    assert_eq!(
        (&list[0]["code"], &list[0]["open"]),
        (&json!(code), &json!(true))
    );

    // The plain line of acts, with the number seen in a header.
    let acts = format!("/api/files/{code}/acts");
    let recorded = specialist
        .post_with(&acts, &[("if-match", "\"1\"")], &interview())
        .await
        .expect(201);
    assert_eq!(
        (&recorded["seq"], &recorded["warnings"]),
        (&json!(2), &json!([]))
    );
    let lawyer = Client::of(&server, "lawyer").await;
    lawyer.acts(&code, evaluation_sheet()).await;
    let due = specialist.get("/api/duties").await.expect(200);
    let due: Vec<&Value> = due
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| &duty["what"])
        .collect();
    assert!(due.contains(&&json!("send_package")), "{due:?}");

    // The package goes to the authorized body by somebody whose keys open what is in it.
    let bodies = lawyer.get("/api/bodies").await.expect(200);
    let office = bodies
        .as_array()
        .unwrap()
        .iter()
        .find(|body| body["kind"] == "authorized_body")
        .unwrap();
    let package = json!({
        "on": TODAY, "by": "lawyer", "act": "package_sent", "channel": "in_system",
        "documents": ["annex_1", "annex_2"], "send_to": office["code"],
    });
    lawyer.acts(&code, package).await;
    let file = specialist
        .get(&format!("/api/files/{code}"))
        .await
        .expect(200);
    assert_eq!(file["stage"], "awaiting_permit");
    assert_eq!(
        file["entries"][3]["documents"],
        json!(["annex_1", "annex_2"])
    );

    // The authorized body sees the package and nothing else.
    let officer = Client::of(&server, "officer").await;
    assert_eq!(officer.get("/api/files").await.expect(200), json!([]));
    officer
        .get(&format!("/api/files/{code}"))
        .await
        .problem(404, "not-found");
    let requests = officer.get("/api/exchanges").await.expect(200);
    let id = requests[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(requests[0]["request"]["sent_on"], TODAY);
    let exchange = officer.get(&format!("/api/exchanges/{id}")).await;
    assert_eq!(exchange.header("etag"), "\"1\"");
    let exchange = exchange.expect(200);
    let forms: Vec<&Value> = exchange["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["form"])
        .collect();
    assert_eq!(forms, [&json!("annex_1"), &json!("annex_2")]);
    let copy = format!(
        "/api/exchanges/{id}/documents/{}",
        exchange["documents"][1]["id"].as_str().unwrap()
    );
    assert_eq!(
        officer.get(&copy).await.expect(200)["fields"]["conclusion"],
        "recognised"
    );
    let pdf = officer.get(&format!("{copy}/pdf?lang=kk")).await;
    assert_eq!(
        (pdf.status.as_u16(), pdf.header("content-type")),
        (200, "application/pdf")
    );
    assert!(pdf.bytes.starts_with(b"%PDF"));

    let acts_of_request = format!("/api/exchanges/{id}/acts");
    let of_office = |act: &str, facts: Value| {
        let mut line = json!({ "on": TODAY, "by": "authorized_body", "act": act });
        line.as_object_mut()
            .unwrap()
            .extend(facts.as_object().cloned().unwrap());
        line
    };
    let issued = of_office("permit_issued", json!({ "number": 17 }));
    let refused = officer
        .post_with(&acts_of_request, &[("if-match", "1")], &issued)
        .await
        .problem(422, "refused");
    assert_eq!(
        (&refused["paragraph"], &refused["reason"]),
        (&json!("15"), &json!("package-not-received"))
    );
    let received = of_office("package_received_by_body", json!({}));
    officer
        .post(&acts_of_request, &received)
        .await
        .problem(428, "seen-missing");
    officer
        .post_with(&acts_of_request, &[("if-match", "1")], &received)
        .await
        .expect(201);
    officer
        .post_with(&acts_of_request, &[("if-match", "1")], &issued)
        .await
        .problem(409, "stale");
    officer
        .post_with(&acts_of_request, &[("if-match", "2")], &issued)
        .await
        .expect(201);
    let sent = of_office("permit_sent", json!({}));
    officer
        .post_with(&acts_of_request, &[("if-match", "3")], &sent)
        .await
        .expect(201);

    // The organization receives it; the head concludes the agreement.
    let waiting = specialist.get("/api/waiting").await.expect(200);
    assert_eq!(waiting, json!([]), "the authorized body has done its part");
    let permit =
        json!({ "on": TODAY, "by": "specialist", "act": "permit_received", "number": "17" });
    specialist.acts(&code, permit).await;
    let agreement = json!({
        "on": TODAY, "by": "head", "act": "agreement_concluded", "number": "1", "mode": "round_the_clock",
        "document": {
            "form": "annex_3", "number": "1", "place": "Алматы", "on": TODAY, "organization": "Үлгі баспана",
            "represented_by": { "position": "head", "name": "Үлгі head" },
            "recipient": { "surname": { "given": "Өтініш" } },
            "head": { "name": "Үлгі head", "signature": "by_hand" },
        },
    });
    let head = Client::of(&server, "head").await;
    head.acts(&code, agreement).await;
    let file = specialist
        .get(&format!("/api/files/{code}"))
        .await
        .expect(200);
    assert_eq!(
        (&file["stage"], &file["last_day"]),
        (&json!("observation"), &json!("2023-04-03"))
    );
    let acts: Vec<&str> = file["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["act"].as_str().unwrap())
        .collect();
    assert_eq!(
        acts,
        [
            "application_registered",
            "interview_held",
            "evaluation_sheet_filled",
            "package_sent",
            "package_received_by_body",
            "permit_issued",
            "permit_sent",
            "permit_received",
            "agreement_concluded",
        ]
    );
    let duties = specialist
        .get(&format!("/api/files/{code}/duties"))
        .await
        .expect(200);
    assert_eq!(duties, file["duties"]);

    // Signed out, the token opens nothing.
    specialist
        .ask(Method::DELETE, "/api/sessions", &[], "")
        .await
        .expect(204);
    let nobody = specialist.get("/api/files").await;
    nobody.problem(401, "not-signed-in");
    assert_eq!(nobody.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn what_a_journal_shows_is_what_the_door_for_acts_takes() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    specialist.acts(&code, interview()).await;
    let file = specialist
        .get(&format!("/api/files/{code}"))
        .await
        .expect(200);
    let mut line = file["entries"][1].clone();
    assert_eq!(line["recorded_by"], "Үлгі specialist");
    assert_eq!(line["struck"], false);
    for of_the_record in ["seq", "recorded_at", "recorded_by", "act_id", "struck"] {
        assert!(
            line.as_object_mut()
                .unwrap()
                .remove(of_the_record)
                .is_some(),
            "{of_the_record}"
        );
    }
    assert_eq!(line, interview());
    specialist.acts(&code, line).await;
}

#[tokio::test]
async fn a_refusal_cites_its_paragraph_in_the_language_asked_for() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    let permit = json!({ "on": TODAY, "by": "specialist", "act": "permit_received", "number": "17", "seen_seq": 1 });
    let acts = format!("/api/files/{code}/acts");
    for (language, detail) in [
        (
            "en-GB,en;q=0.8",
            "No package was sent to the authorized body.",
        ),
        ("ru", "Пакет не направлен в уполномоченный орган."),
        ("de, kk;q=0.5", "Жинақ уәкілетті органға жіберілмеген."),
        ("de", "Жинақ уәкілетті органға жіберілмеген."),
    ] {
        let answer = specialist
            .post_with(&acts, &[("accept-language", language)], &permit)
            .await;
        let problem = answer.problem(422, "refused");
        assert_eq!(
            (&problem["paragraph"], &problem["reason"]),
            (&json!("15"), &json!("package-not-sent"))
        );
        assert_eq!(problem["detail"], detail, "{language}");
    }
    let not_hers = json!({ "on": TODAY, "by": "head", "act": "permit_received", "number": "17", "seen_seq": 1 });
    assert_eq!(
        specialist
            .post(&acts, &not_hers)
            .await
            .problem(422, "refused")["reason"],
        "may-not-do-this"
    );
    assert_eq!(
        specialist
            .get(&format!("/api/files/{code}"))
            .await
            .expect(200)["seq"],
        1,
        "nothing was recorded"
    );
}

#[tokio::test]
async fn a_form_that_is_missing_or_has_errors_is_named_field_by_field() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let mut without = application("Ай");
    without.as_object_mut().unwrap().remove("document");
    let problem = specialist
        .post("/api/files", &without)
        .await
        .problem(422, "document");
    assert_eq!(problem["fields"][0]["form"], "annex_1");
    assert_eq!(
        (
            &problem["fields"][0]["field"],
            &problem["fields"][0]["problem"]
        ),
        (&json!("document"), &json!("missing"))
    );
    let mut blank = application("Ай");
    blank["document"] = json!({ "form": "annex_1" });
    let problem = specialist
        .post("/api/files", &blank)
        .await
        .problem(422, "document");
    let fields: Vec<&Value> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["field"])
        .collect();
    assert!(fields.contains(&&json!("applicant")), "{fields:?}");
    let mut later = application("Ай");
    later["on"] = json!("2022-10-04");
    let problem = specialist
        .post("/api/files", &later)
        .await
        .problem(422, "after-today");
    assert_eq!(problem["fields"][0]["field"], "on");
    for address in ["", "  ", "a\u{0}b", &"а".repeat(201)] {
        specialist
            .post("/api/files", &application(address))
            .await
            .problem(422, "address");
    }
    assert_eq!(specialist.get("/api/files").await.expect(200), json!([]));
}

#[tokio::test]
async fn a_stale_act_is_told_what_changed_and_an_act_sent_twice_is_one() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    let acts = format!("/api/files/{code}/acts");

    specialist
        .post(&acts, &interview())
        .await
        .problem(428, "seen-missing");
    let key = "3f2b1c4d-5e6f-4a70-8b91-a2b3c4d5e6f7";
    let headers = [("if-match", "\"1\""), ("idempotency-key", key)];
    let once = specialist.post_with(&acts, &headers, &interview()).await;
    let twice = specialist.post_with(&acts, &headers, &interview()).await;
    assert_eq!(once.expect(201), twice.expect(201));
    assert_eq!(
        (once.header("location"), once.header("etag")),
        (twice.header("location"), twice.header("etag"))
    );
    assert_eq!(once.json()["act_id"], key.replace('-', ""));

    let stale = specialist
        .act_seeing(&code, &json!(1), interview())
        .await
        .problem(409, "stale");
    assert_eq!(stale["since"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&stale["since"][0]["act"], &stale["since"][0]["seq"]),
        (&json!("interview_held"), &json!(2))
    );
    let ahead = specialist
        .act_seeing(&code, &json!(9), interview())
        .await
        .problem(409, "stale");
    assert_eq!(ahead["since"], json!([]));
    assert_eq!(
        specialist
            .get(&format!("/api/files/{code}"))
            .await
            .expect(200)["seq"],
        2
    );

    // A file that begins twice under one name is one file.
    let mut begun = application("Күн");
    begun["act_id"] = json!("00112233445566778899aabbccddeeff");
    let once = specialist.post("/api/files", &begun).await.expect(201);
    assert_eq!(
        once,
        specialist.post("/api/files", &begun).await.expect(201)
    );
    assert_eq!(
        specialist
            .get("/api/files")
            .await
            .expect(200)
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[tokio::test]
async fn what_would_follow_is_told_and_nothing_is_recorded() {
    let server = Server::furnished().await;
    let specialist = Client::of(&server, "specialist").await;
    let code = specialist.begin("Ай").await;
    let consider = format!("/api/files/{code}/consider");
    let would = specialist.post(&consider, &interview()).await.expect(200);
    assert_eq!(
        (&would["accepted"], &would["stage"], &would["refusal"]),
        (&json!(true), &json!("identification"), &Value::Null)
    );
    let permit =
        json!({ "on": TODAY, "by": "specialist", "act": "permit_received", "number": "17" });
    let would = specialist.post(&consider, &permit).await.expect(200);
    assert_eq!(
        (&would["accepted"], &would["refusal"]["paragraph"]),
        (&json!(false), &json!("15"))
    );
    let sheet = evaluation_sheet();
    assert_eq!(
        specialist.post(&consider, &sheet).await.expect(200)["refusal"]["reason"],
        "may-not-do-this"
    );
    let lawyer = Client::of(&server, "lawyer").await;
    lawyer
        .acts(
            &code,
            json!({ "on": TODAY, "by": "lawyer", "act": "offence_detected" }),
        )
        .await;
    let would = lawyer.post(&consider, &sheet).await.expect(200);
    assert_eq!(would["refusal"]["reason"], "interview-missing");
    assert_eq!(would["required_form"], "annex_2");
    assert_eq!(
        specialist
            .get(&format!("/api/files/{code}"))
            .await
            .expect(200)["seq"],
        2
    );
}

#[tokio::test]
async fn too_many_tries_are_slowed_down_and_a_wrong_login_answers_like_a_wrong_password() {
    let server = Server::furnished().await;
    let nobody = Client::nobody(&server);
    let wrong = |login: &str| json!({ "login": login, "password": "not this one at all" });
    let unknown = nobody
        .post("/api/sessions", &wrong("nobody"))
        .await
        .problem(401, "wrong-password");
    let known = nobody
        .post("/api/sessions", &wrong("head"))
        .await
        .problem(401, "wrong-password");
    assert_eq!(unknown, known);
    let mut slow = None;
    for _ in 0..8 {
        let answer = nobody.post("/api/sessions", &wrong("head")).await;
        if answer.status.as_u16() == 429 {
            slow = Some(answer);
            break;
        }
    }
    let slow = slow.expect("nobody was slowed down");
    slow.problem(429, "slow");
    assert!(slow.header("retry-after").parse::<u32>().unwrap() >= 1);
    // Another login is not slowed down.
    let body = json!({ "login": "specialist", "password": PASSWORD });
    nobody.post("/api/sessions", &body).await.expect(201);
}

#[tokio::test]
async fn the_order_and_its_forms_are_open_to_everybody() {
    let server = Server::new().await;
    let nobody = Client::nobody(&server);
    let all = nobody.get("/api/standard").await.expect(200);
    assert_eq!(all.as_array().unwrap().len(), 55);
    let paragraph = nobody.get("/api/standard/15").await.expect(200);
    assert!(paragraph["text"].as_str().unwrap().contains("permit"));
    assert_eq!(
        nobody.get("/api/standard/annex_8").await.expect(200)["id"],
        "annex 8"
    );
    nobody
        .get("/api/standard/99")
        .await
        .problem(404, "not-found");
    let form = nobody.get("/api/forms/annex_2").await.expect(200);
    assert_eq!(form["blank"]["indicators"], json!([]));
    nobody
        .get("/api/forms/annex_9")
        .await
        .problem(404, "not-found");
}
