//! The staff: against the norm, trained, with job descriptions, controlled.

use axum::http::StatusCode;
use serde_json::json;
use standard::catalogue::staffing::staffing;

use crate::{api::Client, browser::Server};

#[tokio::test]
async fn annex_5_the_staff_stand_against_the_norm_and_a_gap_only_warns() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    head.get("/house/staff")
        .await
        .says("Число мест в доме ещё не записано");
    let page = head.get("/house/staff/numbers").await;
    let page = head
        .submit(
            &page,
            &[
                ("recipients", "20"),
                ("children", "3"),
                ("groups", "1"),
                ("from", "01.10.2022"),
            ],
        )
        .await;
    page.assert_ok()
        .says("Ровно 20 человек")
        .says("4. Юрист200не хватает 2");
    let page = head.get("/house/staff/new").await;
    let wrong = head
        .submit(
            &page,
            &[
                ("name", "Үлгі Заңгер"),
                ("position", "lawyer"),
                ("share", "много"),
                ("from", "01.09.2022"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("Напишите ставку");
    let page = head
        .submit(
            &page,
            &[
                ("name", "Үлгі Заңгер"),
                ("position", "lawyer"),
                ("share", "0,5"),
                ("engagement", "contract"),
                ("from", "01.09.2022"),
            ],
        )
        .await;
    page.assert_ok()
        .says("4. Юрист200.5не хватает 1.5")
        .says("Үлгі Заңгер");
    page.says("Нет должностной инструкции")
        .says("Работа ещё не проверялась");
    let page = head.get("/house/staff/1").await;
    let page = head
        .submit(&page, &[("engagement", "staff"), ("share", "1")])
        .await;
    page.assert_ok().says("4. Юрист210не хватает 1");
}

#[tokio::test]
async fn para_36_whoever_directs_the_house_is_not_controlled_by_herself() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    for (name, position) in [("Үлгі Басшы", "director"), ("Үлгі Бике", "senior_nurse")]
    {
        let page = head.get("/house/staff/new").await;
        let answers = [
            ("name", name),
            ("position", position),
            ("from", "01.09.2022"),
        ];
        head.submit(&page, &answers).await.assert_ok();
    }
    let page = head.get("/house/controls").await;
    page.assert_ok()
        .says("Работа ещё не проверялась: Үлгі Бике");
    assert!(!page.main().contains("Үлгі Басшы"), "{}", page.main());
}

#[tokio::test]
async fn annex_5_the_numbers_of_the_house_are_changed_from_those_that_hold() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/staff/numbers").await;
    let numbers = [("recipients", "15"), ("children", "4"), ("groups", "1")];
    head.submit(&page, &numbers).await.assert_ok();
    let (_, fields) = head.get("/house/staff/numbers").await.form();
    let kept = fields
        .iter()
        .filter(|(name, _)| numbers.iter().any(|(field, _)| field == name));
    let kept: Vec<_> = kept
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(kept, numbers);
}

#[tokio::test]
async fn para_35_a_description_is_approved_and_acknowledged() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/staff/new").await;
    let lawyer = [
        ("name", "Үлгі Заңгер"),
        ("position", "lawyer"),
        ("from", "01.09.2022"),
    ];
    head.submit(&page, &lawyer).await.assert_ok();
    let page = head.get("/house/job-descriptions/new").await;
    let page = head
        .submit(
            &page,
            &[("position", "lawyer"), ("text", "Консультирует.\nПишет.")],
        )
        .await;
    page.assert_ok()
        .says("Ознакомить с должностной инструкцией (Юрист): Үлгі Заңгер");
    let page = head.get("/house/job-descriptions/1").await;
    page.assert_ok().says("Консультирует.");
    let page = head.submit(&page, &[("on", "03.10.2022")]).await;
    page.assert_ok().says("Үлгі Заңгер (03.10.2022)");
    assert!(!page.main().contains("Ознакомить с должностной"));
    assert_eq!(
        head.get("/house/job-descriptions/9").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn para_36_a_control_and_a_training_become_late_on_today() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/staff/new").await;
    let nurse = [
        ("name", "Үлгі Бике"),
        ("position", "senior_nurse"),
        ("from", "01.09.2022"),
    ];
    head.submit(&page, &nurse).await.assert_ok();
    let page = head.get("/house/controls/new").await;
    let control = [
        ("member", "1"),
        ("what", "журнал"),
        ("found", "remarks"),
        ("next", "10.10.2022"),
    ];
    let refused = head.submit(&page, &control).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "what is not in order is said"
    );
    let page = head
        .submit(
            &page,
            &[control.as_slice(), &[("remark", "две записи")]].concat(),
        )
        .await;
    page.assert_ok().says("есть замечания").says("две записи");
    let page = head.get("/house/training/new").await;
    let training = [
        ("member", "1"),
        ("subject", "Первая помощь"),
        ("from", "01.10.2022"),
        ("to", "02.10.2022"),
        ("again_by", "11.10.2022"),
    ];
    head.submit(&page, &training)
        .await
        .assert_ok()
        .says("Первая помощь");
    head.get("/").await.says("в ближайшие две недели – 2");
    server.set_day("2022-10-11");
    let mut head = server.signed_in("head").await;
    head.get("/")
        .await
        .says("просроченный контроль и обучение – 1");
    head.get("/house/staff").await.says("срок прошёл");
}

#[tokio::test]
async fn the_registers_of_the_staff_are_closed_to_the_others() {
    let server = Server::furnished().await;
    for login in ["specialist", "lawyer", "accountant", "officer"] {
        let mut browser = server.signed_in(login).await;
        for path in [
            "/house/staff",
            "/house/staff/new",
            "/house/training",
            "/house/controls",
            "/house/job-descriptions",
        ] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{login} {path}"
            );
        }
    }
    let client = Client::of(&server, "lawyer").await;
    for path in ["/api/staff", "/api/staff/norm", "/api/staff/training"] {
        client.get(path).await.problem(404, "not-found");
    }
}

#[tokio::test]
async fn the_api_and_the_command_line_count_the_same_norm() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "head").await;
    client
        .get("/api/staff/norm")
        .await
        .problem(404, "not-found");
    let numbers =
        json!({"content": {"recipients": 35, "children": 11, "groups": 2, "from": "2022-10-01"}});
    let json_body = [("content-type", "application/json")];
    client
        .ask(
            axum::http::Method::POST,
            "/api/staff/numbers",
            &json_body,
            numbers.to_string(),
        )
        .await
        .expect(201);
    let shown = client.get("/api/staff/norm").await.expect(200);
    let counted = serde_json::to_value(staffing(35, 11, 2)).unwrap();
    for (shown, counted) in shown["positions"]
        .as_array()
        .unwrap()
        .iter()
        .zip(counted["positions"].as_array().unwrap())
    {
        assert_eq!(
            (&shown["position"], &shown["norm"]),
            (&counted["position"], &counted["units"])
        );
        assert_eq!(shown["missing"], counted["units"], "nobody is there yet");
    }
    let wrong =
        json!({"content": {"recipients": 0, "children": 0, "groups": 0, "from": "2022-10-01"}});
    client
        .ask(
            axum::http::Method::POST,
            "/api/staff/numbers",
            &json_body,
            wrong.to_string(),
        )
        .await
        .problem(422, "line");
}
