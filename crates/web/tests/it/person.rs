//! Everything around one person's file in the pages.

use axum::http::StatusCode;

use crate::{
    browser::{Browser, Server},
    journey::{apply, code_of},
};

/// A file in which a referred and recognised person waits for nothing but an agreement paid by other means.
async fn referred(browser: &mut Browser, address: &str) -> String {
    let page = browser
        .act(
            "/people/new/referral_registered",
            &[
                ("address", address),
                ("route", "authorized_body"),
                ("recognised_on", "03.10.2022"),
            ],
        )
        .await;
    code_of(&page)
}

/// An application that names one child.
async fn applied_with_a_child(head: &mut Browser) -> String {
    let page = head
        .act(
            "/people/new/application_registered",
            &[
                ("address", "Ай"),
                ("surname", "Өтініш"),
                ("first_name", "Әйгерім"),
                ("children.0.kinship", "son"),
                ("children.0.first_name", "Нұр"),
                ("children.0.born", "2017"),
                ("consent", "yes"),
                ("rules_acknowledged", "yes"),
                ("warned", "yes"),
                ("head", "Үлгі head"),
                ("signed", "yes"),
            ],
        )
        .await;
    code_of(&page)
}

async fn agreed(head: &mut Browser, code: &str, mode: &str) {
    let facts = [
        ("surname", "Үлгі"),
        ("first_name", "Ай"),
        ("agreement_number", "5"),
        ("place", "Алматы"),
        ("mode", mode),
        ("funding", "other"),
        ("rules_acknowledged", "yes"),
        ("head_signed", "yes"),
        ("recipient_signed", "yes"),
    ];
    head.act(&format!("/people/{code}/acts/agreement_concluded"), &facts)
        .await
        .says("Заключён договор № 5");
}

#[tokio::test]
async fn another_language_is_chosen_in_the_middle_of_a_form_and_nothing_typed_is_lost() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = specialist.get("/people/new/application_registered").await;
    let page = specialist
        .submit(&page, &[("surname", "Өтініш"), ("language", "kk")])
        .await;
    page.assert_ok().says("Өтінішті тіркеу");
    assert!(page.text.contains("<html lang=\"kk\">"));
    assert!(page.text.contains("value=\"Өтініш\""), "what was typed");
    assert!(
        !page.text.contains("role=\"alert\""),
        "nothing is checked yet"
    );
    // The choice stays, and the page to check the answers on speaks another language too.
    assert!(
        specialist
            .get("/people")
            .await
            .text
            .contains("<html lang=\"kk\">")
    );
    let answers = [
        ("address", "Ай"),
        ("first_name", "Әйгерім"),
        ("consent", "yes"),
        ("rules_acknowledged", "yes"),
        ("warned", "yes"),
        ("head", "Үлгі head"),
        ("signed", "yes"),
    ];
    let check = specialist.submit(&page, &answers).await;
    let check = specialist.submit(&check, &[("language", "ru")]).await;
    check.assert_ok().says("Проверьте ответы").says("Әйгерім");
    specialist
        .submit(&check, &[("step", "record")])
        .await
        .assert_ok()
        .says("Зарегистрировано заявление (приложение 1).");
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_language_that_is_chosen_on_it() {
    let server = Server::furnished().await;
    let page = server.visitor().get("/people/nothing/here").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let link = "href=\"/language/ru?back=/people/nothing/here\"";
    assert!(page.text.contains(link), "{}", page.text);
}

#[tokio::test]
async fn what_rests_on_an_entry_is_shown_before_it_is_struck_out_and_its_duties_after() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = referred(&mut head, "Ай").await;
    agreed(&mut head, &code, "round_the_clock").await;

    // The referral holds the agreement.
    let page = head.get(&format!("/people/{code}/entries/1")).await;
    page.assert_ok()
        .says("На ней держатся эти записи")
        .says("№ 2 пн, 3 октября 2022 г.: Заключён договор № 5");
    assert!(!page.text.contains("entry_struck_out?line=1"));

    // Nothing rests on the agreement: what would change is said, there and where it is struck out.
    let page = head.get(&format!("/people/{code}/entries/2")).await;
    page.says("Если её зачеркнуть")
        .says("Больше не требуется: Заполнить карточку учёта");
    let strike = format!("/people/{code}/acts/entry_struck_out?line=2");
    let page = head.get(&strike).await;
    page.assert_ok()
        .says("Заключён договор № 5")
        .says("Больше не требуется: Заполнить карточку учёта");
    let check = head
        .submit(&page, &[("struck_reason", "другой день")])
        .await;
    check.says("Больше не требуется: Заполнить карточку учёта");
    let page = head.submit(&check, &[("step", "record")]).await;
    page.assert_ok().says("Обязанности зачёркнутых записей");
    assert!(
        page.text.contains("<s>Заполнить карточку учёта</s>"),
        "{}",
        page.main()
    );
    head.get(&format!("/people/{code}/entries/2"))
        .await
        .says("Зачёркнута записью");
    let gone = head.get(&format!("/people/{code}/entries/99")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_entry_dated_before_others_shows_what_it_moves_before_it_is_recorded() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = applied_with_a_child(&mut head).await;
    let acts = format!("/people/{code}/acts");
    let waived = [("investigation", "yes"), ("injured_party", "yes")];
    head.act(&format!("{acts}/identification_waived"), &waived)
        .await;
    let stays = [("child", "1"), ("how", "stays")];
    head.act(&format!("{acts}/child_settled"), &stays).await;
    agreed(&mut head, &code, "round_the_clock").await;
    server.set_day("2022-10-06");
    let mut head = server.signed_in("head").await;
    let lines = [("informed_of", "қызметтер"), ("informed_language", "ru")];
    head.act(&format!("{acts}/informed"), &lines)
        .await
        .says("Проинформирован(а) (на русском)");

    // A stay in hospital is recorded at once, but not one that happened before: it opens a duty in the past.
    let page = head.get(&format!("{acts}/hospital_stay_began")).await;
    let check = head.submit(&page, &[("on", "04.10.2022")]).await;
    check
        .assert_ok()
        .says("Этот день раньше других записей.")
        .says("Определить, где будет ребёнок – до вт, 4 октября");
    head.submit(&check, &[("step", "record")])
        .await
        .assert_ok()
        .says("Приостановлено");
}

#[tokio::test]
async fn the_threshold_of_violations_fills_up_on_the_page_without_blame() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = referred(&mut head, "Ай").await;
    agreed(&mut head, &code, "round_the_clock").await;
    for episode in ["ас үй", "түнгі шу"] {
        let facts = [("explanation_offered", "yes"), ("episode", episode)];
        head.act(&format!("/people/{code}/acts/violation_recorded"), &facts)
            .await;
    }
    head.get(&format!("/people/{code}"))
        .await
        .says("по этому договору: 2 из 4")
        .says("Приказ на этом основании пока невозможен");
    // It stands beside the act that it leads to as well.
    head.get(&format!("/people/{code}/acts/ended"))
        .await
        .says("по этому договору: 2 из 4");
}

#[tokio::test]
async fn a_day_stay_tells_its_minutes_and_has_no_bed() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = referred(&mut head, "Ай").await;
    agreed(&mut head, &code, "day").await;
    let visit = [("arrived", "09:00"), ("left", "10:30")];
    head.act(&format!("/people/{code}/acts/day_visit"), &visit)
        .await
        .says("90 из 240 минут; остаётся 150");
    head.get(&format!("/people/{code}/belongings"))
        .await
        .says("При дневном пребывании койко-места нет.");
}

#[tokio::test]
async fn a_family_is_one_page_and_each_child_a_file_of_its_own() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let mother = applied_with_a_child(&mut head).await;
    head.get(&format!("/people/{mother}/family"))
        .await
        .says("ещё не решено")
        .says("до договора")
        .says("Дело ребёнка можно начать, когда представитель признан жертвой.");

    let waived = [("investigation", "yes"), ("injured_party", "yes")];
    head.act(
        &format!("/people/{mother}/acts/identification_waived"),
        &waived,
    )
    .await;
    let begin = format!("/people/new/admitted_with_representative?representative={mother}");
    let page = head.get(&format!("/people/{mother}/family")).await;
    assert!(page.text.contains(&begin), "{}", page.main());
    let child = code_of(&head.act(&begin, &[("address", "Нұр")]).await);
    head.get(&format!("/people/{child}/family"))
        .await
        .says("Законный представитель Ай")
        .says("Договор ребёнка подписывает представитель.");

    // The child is settled by its file, with one link, and its name stands on the representative's page.
    let settle = format!("/people/{mother}/acts/child_settled?child={child}&how=admitted");
    let page = head.get(&format!("/people/{mother}/family")).await;
    page.says("Нұр");
    assert!(
        page.text.contains(&settle.replace('&', "&amp;")),
        "{}",
        page.text
    );
    let page = head.act(&settle, &[]).await;
    page.says("принимается вместе с представителем");
    let page = head.get(&format!("/people/{mother}/family")).await;
    page.says("до окончания услуг");
    assert!(!page.main().contains("ещё не решено"), "{}", page.main());

    // Who may not know the file knows no family.
    let mut accountant = server.signed_in("accountant").await;
    let page = accountant.get(&format!("/people/{mother}/family")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_kept_stands_in_the_form_of_its_return() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    let code = code_of(&apply(&mut head, "Ай").await);
    let acts = format!("/people/{code}/acts");
    let kept = [("deposited", "төлқұжат\nсақина")];
    head.act(&format!("{acts}/belongings_deposited"), &kept)
        .await;
    let page = head.get(&format!("{acts}/belongings_returned")).await;
    assert!(
        page.text.contains("төлқұжат\nсақина</textarea>"),
        "{}",
        page.text
    );
    head.act(
        &format!("{acts}/belongings_returned"),
        &[("returned_items", "сақина")],
    )
    .await;
    head.get(&format!("/people/{code}/belongings"))
        .await
        .assert_ok()
        .says("На хранении в организации төлқұжат")
        .says("возвращеносақина");
}
