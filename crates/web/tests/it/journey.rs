//! One recipient's whole path through the pages: from the application to the closing of the file.

use axum::http::StatusCode;

use crate::browser::{Browser, Page, Server};

pub fn code_of(page: &Page) -> String {
    let path = page.path.strip_prefix("/people/").unwrap();
    path.split(['?', '/']).next().unwrap().to_owned()
}

/// Registers an application and ends on the page of the new file.
pub async fn apply(browser: &mut Browser, address: &str) -> Page {
    browser
        .act(
            "/people/new/application_registered",
            &[
                ("address", address),
                ("surname", "Өтініш"),
                ("first_name", "Әйгерім"),
                ("consent", "yes"),
                ("rules_acknowledged", "yes"),
                ("warned", "yes"),
                ("head", "Үлгі head"),
                ("signed", "yes"),
            ],
        )
        .await
}

const ATTESTED: [(&str, &str); 8] = [
    ("attested", "place_fit"),
    ("attested", "room_safe"),
    ("attested", "room_isolated"),
    ("attested", "room_bright"),
    ("attested", "room_warm"),
    ("attested", "no_other_work"),
    ("attested", "no_calls"),
    ("attested", "no_other_conversations"),
];

const SHEET: [(&str, &str); 14] = [
    ("surname", "Өтініш"),
    ("first_name", "Әйгерім"),
    ("indicators_purpose", "3"),
    ("indicators_actions", "9"),
    ("indicators_actions", "13"),
    ("indicators_means", "23"),
    ("outcome", "recognised"),
    ("person_signed", "yes"),
    ("organization_name", "Үлгі lawyer"),
    ("organization_signed", "yes"),
    ("body_name", "Үлгі officer"),
    ("body_position", "бас маман"),
    ("body_signed", "yes"),
    ("organization_position", "заңгер"),
];

#[tokio::test]
async fn from_the_application_to_the_closing() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let mut lawyer = server.signed_in("lawyer").await;

    // Admission.
    let page = apply(&mut specialist, "Ай").await;
    page.says("Записано: Зарегистрировать заявление")
        .says("Провести идентификацию");
    let code = code_of(&page);
    let acts = format!("/people/{code}/acts");
    specialist
        .get("/")
        .await
        .assert_ok()
        .says("Провести идентификацию")
        .says("Ай")
        .says("через 1 рабочий день");

    let page = specialist
        .act(&format!("{acts}/interview_held"), &ATTESTED)
        .await;
    page.says("Проведена беседа.");

    let page = lawyer.get(&format!("{acts}/evaluation_sheet_filled")).await;
    page.assert_ok().says("Проходного балла в приказе нет");
    let check = lawyer.submit(&page, &SHEET).await;
    check
        .assert_ok()
        .says("Цель: 1. Действия: 2. Средства: 1. Вред: 0. Всего: 4.")
        .says("Направить оценочный лист и заявление в уполномоченный орган – до вт, 4 октября");
    lawyer
        .submit(&check, &[("step", "record")])
        .await
        .assert_ok()
        .says("признан(а), отмечено показателей: 4");

    let report = [
        ("surname", "Өтініш"),
        ("at", "03.10.2022 10:00"),
        ("report_place", "Үлгі баспана"),
        ("circumstances", "Үлгі мән-жайлар"),
        ("account", "Үлгі баяндау"),
        ("authorised_person", "Үлгі lawyer"),
        ("signed", "yes"),
    ];
    lawyer
        .act(&format!("{acts}/report_drawn_up"), &report)
        .await
        .says("Составлен отчёт");

    server.set_day("2022-10-04");
    let mut lawyer = server.signed_in("lawyer").await;
    let page = lawyer.get(&format!("{acts}/package_sent")).await;
    let to = page.text.split("<select id=\"to\"").nth(1).unwrap();
    let to = to
        .split("<option value=\"")
        .nth(2)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let page = lawyer.submit(&page, &[("to", &to)]).await;
    lawyer
        .submit(&page, &[("step", "record")])
        .await
        .assert_ok()
        .says("Пакет направлен в уполномоченный орган");

    // The authorized body sees the package and nothing else.
    server.set_day("2022-10-05");
    let mut officer = server.signed_in("officer").await;
    let inbox = officer.get("/").await;
    inbox
        .assert_ok()
        .says("Үлгі баспана")
        .says("отправлен, ещё не принят");
    let id = inbox
        .text
        .split("href=\"/requests/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    officer
        .get(&format!("/people/{code}"))
        .await
        .says("Здесь ничего нет");
    let page = officer
        .get(&format!("/requests/{id}/acts/permit_issued"))
        .await;
    page.says("Уполномоченный орган ещё не получил пакет.");
    officer
        .act(
            &format!("/requests/{id}/acts/package_received_by_body"),
            &[],
        )
        .await
        .says("принят");
    let page = officer.get(&format!("/requests/{id}")).await;
    page.says("Оформить разрешение")
        .says("Заявление")
        .says("Оценочный лист");
    let document = page
        .text
        .split(&format!("/requests/{id}/documents/"))
        .nth(1)
        .unwrap();
    let document = document.split('"').next().unwrap();
    officer
        .get(&format!("/requests/{id}/documents/{document}"))
        .await
        .assert_ok()
        .says("Өтініш");
    officer
        .act(
            &format!("/requests/{id}/acts/permit_issued"),
            &[("permit_number", "17")],
        )
        .await;
    officer
        .act(&format!("/requests/{id}/acts/permit_sent"), &[])
        .await
        .says("разрешение отправлено");

    // The agreement.
    server.set_day("2022-10-06");
    let mut head = server.signed_in("head").await;
    head.get("/").await.says("Сегодня");
    head.act(
        &format!("{acts}/permit_received"),
        &[("permit_number", "17"), ("issued_on", "05.10.2022")],
    )
    .await;
    let page = head.get(&format!("{acts}/agreement_concluded")).await;
    assert!(
        page.text.contains("value=\"Әйгерім\""),
        "the name stands there from the application"
    );
    let page = head
        .submit(&page, &[("agreement_number", "5"), ("place", "Алматы")])
        .await;
    // The internal rules are not acknowledged: the refusal stays on the page, and what was typed too.
    page.says("С правилами внутреннего распорядка не ознакомлен(а).")
        .says("пункт 38");
    assert!(page.text.contains("value=\"Алматы\""));
    let page = head
        .submit(
            &page,
            &[
                ("rules_acknowledged", "yes"),
                ("head_signed", "yes"),
                ("recipient_signed", "yes"),
            ],
        )
        .await;
    page.assert_ok()
        .says("Завершить приказом или продлить договор – до чт, 6 апреля 2023 г.");
    head.submit(&page, &[("step", "record")])
        .await
        .assert_ok()
        .says("Заключён договор № 5");

    let card = [
        ("surname", "Өтініш"),
        ("first_name", "Әйгерім"),
        ("sex", "female"),
        ("born", "1998"),
        ("iin", "980314400001"),
        ("education", "secondary"),
        ("relatives.0.kinship", "mother"),
        ("relatives.0.surname", "Өтініш"),
        ("health", "қанағаттанарлық"),
        ("reported_to_police", "refused"),
        ("recipient_signed", "yes"),
        ("specialist_name", "Үлгі specialist"),
        ("specialist_signed", "yes"),
    ];
    head.act(&format!("{acts}/registration_card_filled"), &card)
        .await
        .says("получатель отказывается обращаться");
    head.act(
        &format!("{acts}/portal_entered"),
        &[("portal_reference", "P-1")],
    )
    .await;
    head.act(&format!("{acts}/police_notified"), &[])
        .await
        .says("без персональных данных");

    // Needs, plan, services.
    server.set_day("2022-10-08");
    let mut head = server.signed_in("head").await;
    let page = head
        .act(
            &format!("{acts}/observation_held"),
            &[
                ("observed_from", "06.10.2022"),
                ("observed_to", "08.10.2022"),
            ],
        )
        .await;
    page.says("Проведено наблюдение: 06.10.2022 – 08.10.2022");
    let needs = [
        ("specialists", "specialist"),
        ("specialists", "psychologist"),
        ("opinion", "recorded"),
    ];
    head.act(&format!("{acts}/needs_assessed"), &needs)
        .await
        .says("Мнение получателя: записано");
    let plan = [
        ("items.0.code", "3.4"),
        ("items.0.volume", "аптасына 1"),
        ("items.0.responsible", "psychologist"),
        ("items.0.responsible_name", "Үлгі psychologist"),
        ("items.1.code", "8.1"),
        ("items.1.responsible", "lawyer"),
        ("items.1.responsible_name", "Үлгі lawyer"),
        ("head", "Үлгі head"),
    ];
    head.act(&format!("{acts}/plan_drawn_up"), &plan)
        .await
        .says("услуг: 2");
    let page = head.act(&format!("{acts}/plan_approved"), &[]).await;
    page.says("План утверждён.").says("Оказание услуг");
    let given = [("service", "3.4"), ("quantity", "2")];
    head.act(&format!("{acts}/service_given"), &given)
        .await
        .says("Оказана услуга: 3.4");
    let page = head.get(&format!("/people/{code}/services")).await;
    page.assert_ok()
        .says("План на 08.10.2022 – 06.04.2023")
        .says("3.4 Психологическое консультирование")
        .says("8.1");
    assert!(page.text.contains(">2</td>"), "given twice");

    server.set_day("2023-01-09");
    let mut head = server.signed_in("head").await;
    head.get("/")
        .await
        .assert_ok()
        .says("Просрочено")
        .says("Сделать запись в журнале мониторинга");
    let entry = [
        ("rows.0.service_kind", "3"),
        ("rows.0.present", "state"),
        ("rows.0.present_note", "тынышталды"),
        ("decision", "continue"),
    ];
    let page = head
        .act(&format!("{acts}/monitoring_recorded"), &entry)
        .await;
    page.says("Запись мониторинга: продолжать.")
        .says("после срока");

    // Hospital, extension, ending.
    head.act(&format!("{acts}/hospital_stay_began"), &[])
        .await
        .says("Приостановлено");
    let page = head.get(&format!("{acts}/service_given")).await;
    page.assert_ok();
    let page = head.submit(&page, &[("service", "3.4")]).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.main()
    );
    page.says("Получатель в больнице.");
    let extension = [
        ("extension_ground", "hospital_treatment"),
        ("until", "06.06.2023"),
    ];
    head.act(&format!("{acts}/agreement_extended"), &extension)
        .await
        .says("Договор продлён по 06.06.2023");
    head.act(&format!("{acts}/hospital_stay_ended"), &[]).await;
    let ending = [("ending_ground", "written_application"), ("order", "21-к")];
    head.act(&format!("{acts}/ended"), &ending)
        .await
        .says("приказ № 21-к");
    head.act(&format!("{acts}/belongings_returned"), &[])
        .await
        .says("Вещи возвращены");
    head.act(
        &format!("{acts}/outcome_assessed"),
        &[("resocialised", "yes")],
    )
    .await;
    let page = head.act(&format!("{acts}/closed"), &[]).await;
    page.says("Дело закрыто").says("Открытых обязанностей нет.");

    // The papers, and who has read them.
    let page = head.get(&format!("/people/{code}/documents")).await;
    let ids: Vec<String> = page
        .text
        .split(&format!("href=\"/people/{code}/documents/"))
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 7, "Annexes 1, 2, 8, 3, 4, 6, 7");
    for (id, lang) in ids.iter().zip(["kk", "ru", "en", "kk", "ru", "en", "kk"]) {
        let page = head.get(&format!("/people/{code}/documents/{id}")).await;
        page.assert_ok();
        let print = head
            .get(&format!("/people/{code}/documents/{id}/pdf/{lang}"))
            .await;
        print.assert_ok();
        assert!(print.bytes.starts_with(b"%PDF"));
    }
    head.get(&format!("/people/{code}/readings"))
        .await
        .assert_ok()
        .says("Үлгі lawyer");

    // The psychologist holds no identity: what her keys do not open is left out and said to be.
    let mut psychologist = server.signed_in("psychologist").await;
    let page = psychologist
        .get(&format!("/people/{code}/documents/{}", ids[0]))
        .await;
    page.assert_ok().says("пропущены").says("данные о личности");
}

#[tokio::test]
async fn a_page_that_is_out_of_date_shows_what_changed_and_keeps_what_was_typed() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let mut head = server.signed_in("head").await;
    let old = head.get(&format!("/people/{code}/acts/item_issued")).await;
    specialist
        .act(&format!("/people/{code}/acts/interview_held"), &ATTESTED)
        .await;
    let page = head
        .submit(&old, &[("item", "жылы көрпе"), ("quantity", "2")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Дело изменилось").says("Проведена беседа");
    assert!(page.text.contains("value=\"жылы көрпе\""));
    head.submit(&page, &[])
        .await
        .assert_ok()
        .says("Выдано: жылы көрпе, 2.");
}

#[tokio::test]
async fn a_double_click_is_one_act() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = code_of(&apply(&mut head, "Ай").await);
    let page = head.get(&format!("/people/{code}/acts/item_issued")).await;
    for _ in 0..2 {
        head.submit(&page, &[("item", "сабын"), ("quantity", "1")])
            .await
            .assert_ok();
    }
    let page = head.get(&format!("/people/{code}")).await;
    assert_eq!(page.main().matches("Выдано: сабын, 1.").count(), 1);
}

#[tokio::test]
async fn an_act_out_of_order_is_refused_with_its_paragraph_and_an_entry_can_be_struck_out() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = code_of(&apply(&mut head, "Ай").await);
    let page = head
        .get(&format!("/people/{code}/acts/evaluation_sheet_filled"))
        .await;
    page.assert_ok()
        .says("Беседа не проведена.")
        .says("пункт 12");
    let page = head.submit(&page, &SHEET).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Беседа не проведена.");
    head.act(&format!("/people/{code}/acts/interview_held"), &ATTESTED)
        .await;
    let page = head
        .act(
            &format!("/people/{code}/acts/entry_struck_out?line=2"),
            &[("struck_reason", "Қате жазылған")],
        )
        .await;
    page.says("Зачёркнута запись 2").says("зачёркнуто");
    assert!(page.text.contains("class=\"struck\""));
}

#[tokio::test]
async fn the_first_visit_sets_the_organization_up_and_only_the_first() {
    let server = Server::new().await;
    let mut visitor = server.visitor();
    let page = visitor.get("/").await;
    page.assert_ok().says("Алғашқы баптау");
    let page = visitor
        .submit(
            &page,
            &[
                ("body_name", "Үлгі"),
                ("login", "head"),
                ("new_password", "қысқа"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Құпиясөз 15 таңбадан кем болмауы керек.");
    let answers = [
        ("body_name", "Үлгі баспана"),
        ("body_form", "shelter"),
        ("ownership", "private"),
        ("staff_name", "Үлгі басшы"),
        ("login", "head"),
        ("new_password", crate::browser::PASSWORD),
        ("new_password_again", crate::browser::PASSWORD),
        ("account_language", "kk"),
    ];
    let page = visitor.submit(&page, &answers).await;
    page.assert_ok().says("Ұйым құрылды.");
    let page = visitor
        .submit(
            &page,
            &[("login", "head"), ("password", crate::browser::PASSWORD)],
        )
        .await;
    page.assert_ok()
        .says("Бүгін")
        // The head of a new house owes one thing: the review of the book at the month's end (paragraph 26).
        .says("Шағымдар мен ұсыныстар кітабын қарау");
    visitor.get("/set-up").await.says("Кіру");

    let page = visitor.get("/house/accounts/new").await;
    page.assert_ok();
    let newcomer = [
        ("staff_name", "Үлгі маман"),
        ("login", "specialist"),
        ("roles", "specialist"),
    ];
    let sheet = visitor.submit(&page, &newcomer).await;
    sheet.assert_ok().says("Код бір рет көрсетіледі.");
    visitor.get("/house").await.assert_ok().says("Үлгі маман");
}

#[tokio::test]
async fn a_session_that_ends_over_a_long_form_loses_nothing_that_was_typed() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = code_of(&apply(&mut head, "Ай").await);
    let page = head.get(&format!("/people/{code}/acts/item_issued")).await;
    server.set_day("2022-10-04");
    let page = head
        .submit(&page, &[("item", "жылы «көрпе»"), ("quantity", "2")])
        .await;
    page.assert_ok().says("Сеанс закончился").says("Вход");
    let page = head
        .submit(&page, &[("login", "head"), ("password", "wrong")])
        .await;
    let page = head
        .submit(
            &page,
            &[("login", "head"), ("password", crate::browser::PASSWORD)],
        )
        .await;
    page.assert_ok().says("Набранное сохранено");
    let page = head.submit(&page, &[("step", "change")]).await;
    assert!(
        page.text.contains("value=\"жылы «көрпе»\""),
        "{}",
        page.main()
    );
    head.submit(&page, &[])
        .await
        .assert_ok()
        .says("Выдано: жылы «көрпе», 2.");
}
