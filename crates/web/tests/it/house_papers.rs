//! Papers of the house, the certificate of an erasure, and the sheets that a recipient is given.

use std::process::Command;

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    api::{Client, evaluation_sheet, interview},
    browser::{Browser, PASSWORD, Page, Server},
};

/// The text of a PDF as a reader sees it, without its line ends.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let read = Command::new("pdftotext").arg(&path).arg("-").output();
    let read = read.expect("pdftotext is installed");
    let text = String::from_utf8(read.stdout).unwrap();
    text.split_whitespace().collect()
}

/// Sends a file with the form of the page that goes to `action`.
async fn upload(browser: &mut Browser, page: &Page, action: &str, content: &[u8]) -> Page {
    let (_, mut fields) = page.form();
    fields.retain(|(name, _)| name == "form_token");
    let file = ("a", "application/octet-stream");
    browser.upload(action, &fields, file, content).await
}

/// The first address on the page that holds this.
fn link(page: &Page, part: &str) -> String {
    let main = page.text.split("<main").nth(1).unwrap();
    main.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|address| address.contains(part))
        .unwrap_or_else(|| panic!("no link with {part}: {}", page.main()))
        .to_owned()
}

const ROOM: [(&str, &str); 9] = [
    ("number", "1"),
    ("room", "Игровая"),
    ("purpose", "Игры"),
    ("responsible", "Үлгі"),
    ("safety", "Да"),
    ("equipment.0.name", "Стол"),
    ("equipment.0.quantity", "2"),
    ("head", "Үлгі head"),
    ("document_lang", "kk"),
];

#[tokio::test]
async fn para_40_a_data_sheet_of_a_room_is_kept_with_the_house_as_it_was_signed() {
    let server = Server::furnished().await;
    let mut head = server.signed_in("head").await;
    head.get("/house").await.says("Бумаги дома");
    let list = head.get("/house/papers").await;
    list.assert_ok().says("Пока ничего не хранится");
    let page = head.get(&link(&list, "room_data_sheet")).await;
    let check = head.submit(&page, &ROOM).await;
    check.assert_ok().says("Оставить на хранение");
    let draft = head.submit(&check, &[("step", "preview")]).await;
    assert!(draft.bytes.starts_with(b"%PDF-"));
    let kept = head.submit(&check, &[("step", "record")]).await;
    kept.assert_ok()
        .says("Подписанный PDF: казахский")
        .says("Игровая");
    let again = head.submit(&check, &[("step", "record")]).await;
    assert_eq!(again.path, kept.path, "sent twice, kept once");

    let address = kept.path.clone();
    let print = link(&kept, "/enclosures/");
    let (first, second) = (head.get(&print).await, head.get(&print).await);
    assert!(first.bytes.starts_with(b"%PDF-") && first.bytes == second.bytes);
    assert!(
        text_of(&first.bytes).contains("TIREK1"),
        "how far the record had come"
    );
    let copy = head.get(&link(&kept, "/pdf/ru")).await;
    assert!(copy.bytes.starts_with(b"%PDF-") && copy.bytes != first.bytes);
    let scanned = upload(
        &mut head,
        &kept,
        &format!("{address}/scans"),
        b"%PDF-1.4\n%%EOF\n",
    )
    .await;
    scanned.assert_ok().says("PDF, 1 КБ");
    let refused = upload(
        &mut head,
        &kept,
        &format!("{address}/signatures"),
        b"no signature",
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Это не подпись CMS");

    // Whoever works with recipients opens it; whoever does not, learns nothing.
    let mut psychologist = server.signed_in("psychologist").await;
    psychologist.get(&address).await.assert_ok().says("Игровая");
    for login in ["accountant", "officer"] {
        let mut other = server.signed_in(login).await;
        for path in ["/house/papers", &address, &print] {
            let answer = other.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
    }
}

#[tokio::test]
async fn para_26_the_monthly_review_is_kept_for_the_head_and_only_printed_by_others() {
    let server = Server::furnished().await;
    let review = [
        ("month", "сентябрь 2022"),
        ("complaints", "1"),
        ("suggestions", "0"),
        ("thanks", "2"),
        ("conclusions", "Ответить"),
        ("head", "Үлгі head"),
    ];
    let mut head = server.signed_in("head").await;
    let page = head.get("/forms/complaints_review/fill").await;
    let check = head.submit(&page, &review).await;
    let kept = head.submit(&check, &[("step", "record")]).await;
    kept.assert_ok().says("Подписанный PDF: русский");

    let mut psychologist = server.signed_in("psychologist").await;
    assert_eq!(
        psychologist.get(&kept.path).await.status,
        StatusCode::NOT_FOUND
    );
    let page = psychologist.get("/forms/complaints_review/fill").await;
    page.assert_ok().says("Ваши ключи не открывают место");
    let mut answers = review.to_vec();
    answers.push(("step", "record"));
    let printed = psychologist.submit(&page, &answers).await;
    assert!(printed.bytes.starts_with(b"%PDF-"), "{}", printed.main());
    let list = psychologist.get("/house/papers").await;
    list.assert_ok().says("Пока ничего не хранится");
    assert!(!list.main().contains("жалоб"), "{}", list.main());

    // Bad input stays on the page and is no failure; what breaks its own rules is not kept.
    let page = head.get("/forms/complaints_review/fill").await;
    let wrong = head
        .submit(&page, &[("month", ""), ("step", "record")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let one = head.get("/house/papers").await;
    assert_eq!(one.text.matches("href=\"/house/papers/").count(), 1);
}

/// A file in which the services were refused.
async fn refused(server: &Server) -> String {
    let client = Client::of(server, "specialist").await;
    let code = client.begin("Ай").await;
    client.acts(&code, interview()).await;
    let client = Client::of(server, "lawyer").await;
    let mut sheet = evaluation_sheet();
    sheet["outcome"] = json!("not_recognised");
    sheet["document"]["conclusion"] = json!("not_recognised");
    client.acts(&code, sheet).await;
    let refusal = json!({ "on": crate::api::TODAY, "by": "head", "act": "services_refused" });
    Client::of(server, "head").await.acts(&code, refusal).await;
    code
}

#[tokio::test]
async fn the_certificate_of_an_erasure_prints_how_far_the_record_had_come() {
    let server = Server::furnished().await;
    let code = refused(&server).await;
    server.set_day("2028-01-03");
    let (token, _) = server.store.sign_in("head", PASSWORD).await.unwrap();
    let session = server.store.session(&token.to_text()).await.unwrap();
    server.store.erase(&session, &code, "№ 1").await.unwrap();
    let mut head = server.signed_in("head").await;
    for lang in ["kk", "ru", "en"] {
        let address = format!("/house/keeping/{code}/certificate/{lang}");
        let printed = head.get(&address).await;
        let text = text_of(&printed.bytes);
        assert!(
            text.contains("TIREK1") && text.contains(&code),
            "{lang}: {text}"
        );
        assert!(!text.contains("Өтініш"), "it names nobody");
    }
}

#[tokio::test]
async fn a_recipient_is_given_who_read_the_file_and_every_consent_in_her_language() {
    let server = Server::furnished().await;
    let code = refused(&server).await;
    let client = Client::of(&server, "specialist").await;
    for act in [
        json!({ "act": "consent_given", "scope": "transfer", "to": "Центр против торговли людьми" }),
        json!({ "act": "consent_given", "scope": "№ 5", "to": "Мектеп" }),
        json!({ "act": "consent_withdrawn", "scope": "№ 5" }),
    ] {
        let mut act = act;
        act["on"] = json!(crate::api::TODAY);
        act["by"] = json!("specialist");
        client.acts(&code, act).await;
    }
    let mut specialist = server.signed_in("specialist").await;
    specialist
        .get(&format!("/people/{code}/exchanges"))
        .await
        .assert_ok()
        .says("Лист для получателя");
    for lang in ["kk", "ru", "en", "uz"] {
        let readings = specialist
            .get(&format!("/people/{code}/readings/pdf/{lang}"))
            .await;
        let consents = specialist
            .get(&format!("/people/{code}/consents/pdf/{lang}"))
            .await;
        let (readings, consents) = (text_of(&readings.bytes), text_of(&consents.bytes));
        for said in ["Үлгіlawyer", "03.10.2022", &code, "TIREK1"] {
            assert!(readings.contains(said), "{lang} {said}: {readings}");
        }
        for said in ["Мектеп", "№5", "03.10.2022", &code, "TIREK1"] {
            assert!(consents.contains(said), "{lang} {said}: {consents}");
        }
        for sheet in [&readings, &consents] {
            assert!(!sheet.contains("Үлгібаспана"), "{lang}: {sheet}");
            // The checkpoint is of letters that fell by chance.
            let (words, _) = sheet.split_once("TIREK1").unwrap();
            assert_eq!(forms::names_what_happened(words), None, "{lang}: {sheet}");
        }
    }
    let page = specialist.get(&format!("/people/{code}/readings")).await;
    page.assert_ok().says("лист для получателя, напечатан");
    let unknown = specialist
        .get(&format!("/people/{code}/readings/pdf/xx"))
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let mut accountant = server.signed_in("accountant").await;
    for what in ["readings", "consents"] {
        let closed = accountant
            .get(&format!("/people/{code}/{what}/pdf/ru"))
            .await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND, "{what}");
    }
}
