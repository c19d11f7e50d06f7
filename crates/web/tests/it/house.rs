//! The house: registers, the plan of beds, the day sheet.

use axum::http::StatusCode;

use crate::{
    browser::{Browser, Page, Server},
    journey::{apply, code_of},
};

/// Fills the form of a line and ends on the page of its register.
async fn enters(browser: &mut Browser, path: &str, answers: &[(&str, &str)]) -> Page {
    let page = browser.get(path).await;
    page.assert_ok();
    let page = browser.submit(&page, answers).await;
    page.assert_ok();
    page
}

const FIRE: [(&str, &str); 4] = [
    ("norm", "fire"),
    ("title", "Заключение № 7"),
    ("issued_on", "10.01.2022"),
    ("valid_until", "01.11.2022"),
];

#[tokio::test]
async fn a_paper_that_ends_soon_stands_on_the_page_of_the_house_until_it_is_renewed() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let empty = specialist.get("/house/premises").await;
    empty
        .assert_ok()
        .says("Пожарная безопасность: нет действующего документа.");
    enters(&mut specialist, "/house/premises/new/paper", &FIRE)
        .await
        .says("Внесена запись № 1.")
        .says("Заключение № 7")
        .says("до 01.11.2022");
    let house = specialist.get("/house").await;
    house.says("обновить документ «Заключение № 7»");
    let mut head = server.signed_in("head").await;
    let today = head.get("/").await;
    today.says("обновить документ «Заключение № 7»");
    let renewed = [
        ("title", "Заключение № 8"),
        ("issued_on", "01.10.2022"),
        ("norm", "fire"),
        ("valid_until", "01.10.2023"),
    ];
    enters(
        &mut specialist,
        "/house/premises/new/paper?replaces=1",
        &renewed,
    )
    .await
    .says("Внесена запись № 2.")
    .says("запись № 1");
    let house = specialist.get("/house").await;
    assert!(!house.main().contains("Заключение № 7"), "renewed");
}

#[tokio::test]
async fn a_line_is_corrected_by_a_later_one_and_stays_legible() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    enters(&mut specialist, "/house/premises/new/paper", &FIRE).await;
    let form = specialist.get("/house/premises/new/paper?corrects=1").await;
    assert!(form.text.contains("Заключение № 7") && form.text.contains("10.01.2022"));
    let page = specialist
        .submit(&form, &[("title", "Заключение № 77")])
        .await;
    page.assert_ok()
        .says("Исправляет запись № 1.")
        .says("Исправлена записью № 2.")
        .says("Заключение № 77");
    let nowhere = specialist.get("/house/premises/new/paper?corrects=9").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_with_a_line_stands_at_its_field_and_nothing_typed_is_lost() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let form = specialist.get("/house/premises/new/paper").await;
    let wrong = [
        ("norm", "fire"),
        ("title", "Заключение № 7"),
        ("issued_on", "10.01.2022"),
        ("valid_until", "09.01.2022"),
    ];
    let page = specialist.submit(&form, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("href=\"#valid_until\"") && page.text.contains("Заключение № 7"));
    let nothing = specialist.submit(&form, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_form_sent_twice_is_one_line() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let form = specialist.get("/house/premises/new/paper").await;
    specialist
        .submit(&form, &FIRE)
        .await
        .says("Внесена запись № 1.");
    specialist
        .submit(&form, &FIRE)
        .await
        .says("Внесена запись № 1.");
}

#[tokio::test]
async fn registers_are_for_those_who_work_with_recipients_and_rules_for_the_head() {
    let server = Server::furnished().await;
    for login in ["accountant", "officer"] {
        let mut browser = server.signed_in(login).await;
        let house = browser.get("/house").await;
        assert!(!house.assert_ok().text.contains("/house/premises"));
        for path in [
            "/house/premises",
            "/house/rooms/new/room",
            "/house/day-sheet",
        ] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{login} {path}"
            );
        }
    }
    let mut specialist = server.signed_in("specialist").await;
    let rules = specialist.get("/house/internal_rules").await;
    assert!(
        !rules.assert_ok().text.contains("/new/version\" class")
            && !rules
                .main()
                .contains("Утвердить новую редакцию</a></p>\n<h1")
    );
    let form = specialist.get("/house/internal_rules/new/version").await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);
    let mut head = server.signed_in("head").await;
    let version = [
        ("order", "12"),
        ("ordered_on", "01.09.2022"),
        ("in_force_from", "01.10.2022"),
        ("text", "Тишина с 22:00."),
    ];
    enters(&mut head, "/house/internal_rules/new/version", &version)
        .await
        .says("Действует сейчас.");
    specialist
        .get("/house/internal_rules")
        .await
        .says("Тишина с 22:00.");
    for path in [
        "/house/journal",
        "/house/complaints-x",
        "/house/premises/new/room",
        "/house/quality/new/check_9",
    ] {
        assert_eq!(head.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn rooms_are_a_plan_of_beds_and_only_free_beds_are_offered() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let one = code_of(&apply(&mut specialist, "Ай").await);
    let other = code_of(&apply(&mut specialist, "Күн").await);
    let room = [("name", "3"), ("room_for", "women"), ("beds", "1\n2")];
    enters(&mut specialist, "/house/rooms/new/room", &room)
        .await
        .says("Свободно: 2 из 2.");
    let assign = |code: &str| format!("/people/{code}/acts/room_assigned");
    let form = specialist.get(&assign(&one)).await;
    assert!(
        form.text.contains("<option value=\"3-1\"") && form.text.contains("<option value=\"3-2\"")
    );
    specialist
        .act(&assign(&one), &[("bed", "3-1")])
        .await
        .says("3-1");
    let plan = specialist.get("/house/rooms").await;
    plan.says("Ай").says("Свободно: 1 из 2.");
    let form = specialist.get(&assign(&other)).await;
    assert!(
        !form.text.contains("<option value=\"3-1\"") && form.text.contains("<option value=\"3-2\"")
    );
    assert!(form.text.contains("живут: Ай"));
    for (bed, told) in [
        ("3-1", "уже живёт другой человек"),
        ("7-7", "нет такого места"),
    ] {
        let page = specialist.submit(&form, &[("bed", bed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(told);
    }
}

#[tokio::test]
async fn a_checklist_is_filled_requirement_by_requirement_and_compared_with_the_one_before() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let check = |from: &'static str, to: &'static str, met: &'static str| {
        [("from", from), ("to", to), ("q7_1", met), ("q7_1_note", "")]
    };
    let path = "/house/quality/new/check_7";
    enters(
        &mut specialist,
        path,
        &check("01.04.2022", "30.06.2022", "met"),
    )
    .await;
    let form = specialist.get(path).await;
    form.says("Q7.1.");
    let silent = specialist
        .submit(&form, &check("01.07.2022", "30.09.2022", "not_met"))
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("href=\"#q7_1_note\""));
    let mut told = check("01.07.2022", "30.09.2022", "not_met");
    told[3].1 = "долго ждали";
    enters(&mut specialist, path, &told)
        .await
        .says("01.07.2022 – 30.09.2022")
        .says("01.04.2022 – 30.06.2022")
        .says("долго ждали")
        .says("выполнено: 0, не выполнено: 1, не применимо: 0");
}

#[tokio::test]
async fn a_day_sheet_records_one_service_for_many_and_says_who_was_refused() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let mut codes = Vec::new();
    for name in ["Ай", "Күн", "Жұлдыз"] {
        codes.push(code_of(&apply(&mut specialist, name).await));
    }
    // One of them is recognised by a referral: general services may be given to her.
    let referred = specialist
        .act(
            "/people/new/referral_registered",
            &[
                ("address", "Аспан"),
                ("route", "internal_affairs"),
                ("recognised_on", "03.10.2022"),
            ],
        )
        .await;
    let recognised = code_of(&referred);
    let sheet = specialist.get("/house/day-sheet").await;
    sheet.assert_ok().says("Аспан").says("Жұлдыз");
    let nobody = specialist.submit(&sheet, &[("service", "G.1")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    nobody.says("Кому");
    let chosen = [
        ("service", "G.1"),
        ("residents", &*recognised),
        ("residents", &*codes[0]),
    ];
    let done = specialist.submit(&sheet, &chosen).await;
    assert_eq!(
        done.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "one of the two was refused"
    );
    done.says("Записано:")
        .says("Не записано")
        .says("До признания");
    let journal = |page: &Page| page.main().matches("G.1").count();
    let first = journal(
        &specialist
            .get(&format!("/people/{recognised}/services"))
            .await,
    );
    assert_eq!(first, 1);
    // The same sheet once more: nothing is recorded a second time.
    specialist.submit(&sheet, &chosen).await.says("Записано:");
    let file = specialist.get(&format!("/people/{recognised}")).await;
    assert_eq!(file.main().matches("Оказана услуга").count(), 1);
}
