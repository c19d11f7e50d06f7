//! What was signed, looking at a PDF before signing, papers in free form, scans: as a browser and as a program ask.

use axum::http::{StatusCode, header};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::{
    api::Client,
    browser::{Browser, Page, Server},
    journey::{apply, code_of},
};

/// The address of the first link of the page that holds this.
fn link(page: &Page, part: &str) -> String {
    let main = page.text.split("<main").nth(1).unwrap();
    main.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|address| address.contains(part))
        .unwrap_or_else(|| panic!("no link with {part}: {}", page.main()))
        .to_owned()
}

async fn document(browser: &mut Browser, code: &str) -> Page {
    let list = browser.get(&format!("/people/{code}/documents")).await;
    let address = link(list.assert_ok(), "/documents/");
    browser.get(&address).await
}

/// Sends a file as a browser does.
async fn upload(browser: &mut Browser, page: &Page, content: &[u8]) -> Page {
    let (action, mut fields) = page.form();
    fields.retain(|(name, _)| name != "file");
    let file = ("../../etc/a.png", "image/png");
    browser.upload(&action, &fields, file, content).await
}

/// A white PNG of four points, made by hand.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(2, 2)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn what_is_signed_as_it_is_recorded_is_frozen_and_the_same_bytes_come_back() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = apply(&mut specialist, "Ай").await;
    let code = code_of(&page);
    let page = document(&mut specialist, &code).await;
    page.says("Подписанный PDF: русский");
    let address = link(&page, "/enclosures/");
    let first = specialist.get(&address).await;
    let second = specialist.get(&address).await;
    assert_eq!(first.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(first.bytes.starts_with(b"%PDF-") && first.bytes == second.bytes);
    let digest: String = Sha256::digest(&first.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    page.says(&digest);
    // Another print is a rendering, marked as a copy: other bytes.
    let copy = specialist.get(&link(&page, "/pdf/ru")).await;
    assert!(copy.bytes.starts_with(b"%PDF-") && copy.bytes != first.bytes);
    // Who has no key to files learns nothing.
    let mut accountant = server.signed_in("accountant").await;
    assert_eq!(accountant.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_unsigned_form_is_frozen_later_once_in_the_language_chosen() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "specialist").await;
    let mut application = crate::api::application("Ай");
    application["document"]["signature"] = json!("unsigned");
    let recorded = client.post("/api/files", &application).await.expect(201);
    let code = recorded["code"].as_str().unwrap();

    let mut specialist = server.signed_in("specialist").await;
    let page = document(&mut specialist, code).await;
    page.says("Ещё не закреплено");
    let main = page.text.split("<form").nth(1).unwrap();
    let token = main.split("form_token\" value=\"").nth(1).unwrap();
    let token = token.split('"').next().unwrap().to_owned();
    let address = page.path.clone();
    let fields = [
        ("form_token".to_owned(), token),
        ("language".to_owned(), "kk".to_owned()),
    ];
    let page = specialist.post(&format!("{address}/freeze"), &fields).await;
    page.assert_ok()
        .says("Закреплено")
        .says("Подписанный PDF: казахский");
    let again = specialist.post(&format!("{address}/freeze"), &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.says("подписанное остаётся как есть");

    let client = Client::of(&server, "specialist").await;
    let list = client
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200);
    let (id, digest) = (list[0]["id"].as_str().unwrap(), &list[0]["frozen"]);
    assert_eq!(list[0]["enclosures"][0]["language"], "kk");
    assert_eq!(&list[0]["enclosures"][0]["digest"], digest);
    let freeze = format!("/api/files/{code}/documents/{id}/freeze");
    client
        .post(&freeze, &json!({}))
        .await
        .problem(409, "frozen");
}

#[tokio::test]
async fn a_form_can_be_looked_at_before_it_is_signed_and_nothing_is_recorded() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = specialist.get("/people/new/application_registered").await;
    let answers = [
        ("address", "Ай"),
        ("surname", "Өтініш"),
        ("first_name", "Әйгерім"),
        ("consent", "yes"),
        ("rules_acknowledged", "yes"),
        ("warned", "yes"),
        ("head", "Үлгі head"),
    ];
    let check = specialist.submit(&page, &answers).await;
    check.assert_ok().says("Посмотреть PDF");
    let in_russian = specialist.submit(&check, &[("step", "preview")]).await;
    let in_kazakh = specialist
        .submit(&check, &[("step", "preview"), ("document_lang", "kk")])
        .await;
    for pdf in [&in_russian, &in_kazakh] {
        assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
        assert!(pdf.bytes.starts_with(b"%PDF-"));
    }
    assert!(in_russian.bytes != in_kazakh.bytes);
    assert!(!specialist.get("/people").await.main().contains("Ай"));
}

#[tokio::test]
async fn para_21_a_notice_with_the_name_in_it_is_stopped_and_a_clean_one_is_put_into_the_file() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let page = apply(&mut lawyer, "Ай").await;
    let code = code_of(&page);
    let page = lawyer
        .get(&format!("/people/{code}/papers/police_notice"))
        .await;
    page.assert_ok()
        .says("Приказ не даёт формы для этой бумаги");
    assert!(
        !page.text.contains("Өтініш"),
        "nothing about the person is filled in"
    );
    let mut answers = vec![
        ("number", "7"),
        ("addressee", "Департамент полиции"),
        ("refused_on", "03.10.2022"),
        ("region", "Акмолинская область, гражданка Өтініш"),
        ("exploitation", "labour"),
        ("head", "Үлгі head"),
    ];
    let stopped = lawyer.submit(&page, &answers).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    stopped.says("Сообщение не должно указывать на личность");
    answers[3].1 = "Акмолинская область";
    let check = lawyer.submit(&page, &answers).await;
    check.assert_ok().says("Акмолинская область");
    let pdf = lawyer.submit(&check, &[("step", "preview")]).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let put = lawyer.submit(&check, &[("step", "record")]).await;
    put.assert_ok()
        .says("Подписанный PDF: русский")
        .says("Акмолинская область");

    let client = Client::of(&server, "lawyer").await;
    let paper = json!({ "paper": "police_notice", "prefill": true, "fields": {
        "number": "8", "addressee": "ІІД", "refused_on": "2022-10-03", "region": "Әйгерімнің үйі", "exploitation": ["labour"],
        "head": "Үлгі head" } });
    let papers = format!("/api/files/{code}/papers");
    let problem = client.post(&papers, &paper).await.problem(422, "document");
    assert_eq!(problem["fields"][0]["problem"], "identity-in-notice");
}

#[tokio::test]
async fn a_paper_is_offered_beside_its_act_filled_with_what_the_file_says() {
    let server = Server::furnished().await;
    let mut lawyer = server.signed_in("lawyer").await;
    let page = apply(&mut lawyer, "Ай").await;
    let code = code_of(&page);
    let client = Client::of(&server, "specialist").await;
    client.acts(&code, crate::api::interview()).await;
    let mut lawyer = server.signed_in("lawyer").await;
    let list = lawyer.get(&format!("/people/{code}/papers")).await;
    let address = link(list.assert_ok(), "interview_record?beside=2");
    let page = lawyer.get(&address).await;
    page.assert_ok();
    let (_, fields) = page.form();
    let stands = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    assert_eq!(stands("recipient"), "Өтініш Әйгерім");
    assert_eq!(stands("on"), "03.10.2022");
    assert_eq!(stands("interviewer"), "Үлгі lawyer");
    assert_eq!(stands("organization"), "Үлгі баспана");
    // Bad input stays on the page and is no failure.
    let wrong = lawyer
        .submit(&page, &[("on", "32.13.2022"), ("starts", &"ә".repeat(400))])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("32.13.2022"));
}

#[tokio::test]
async fn a_scan_is_known_by_its_content_and_given_only_as_a_file_to_be_saved() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = apply(&mut specialist, "Ай").await;
    let code = code_of(&page);
    let page = document(&mut specialist, &code).await;
    let refused = upload(&mut specialist, &page, b"<svg onload=alert(1)>").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Это не PDF, не JPEG и не PNG");
    let page = upload(&mut specialist, &page, &png()).await;
    page.assert_ok().says("PNG, 1 КБ");
    let main = page.text.rsplit("PNG, ").nth(1).unwrap();
    let address = main
        .rsplit("href=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let saved = specialist.get(&address).await;
    assert_eq!(saved.headers[header::CONTENT_TYPE], "image/png");
    let kept = saved.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(kept.starts_with("attachment") && !kept.contains("etc"));
    // A scan may be larger than a form.
    let mut several_pages = b"%PDF-1.4\n".to_vec();
    several_pages.resize(3 * 1024 * 1024, b' ');
    several_pages.extend_from_slice(b"%%EOF\n");
    let kept = upload(&mut specialist, &page, &several_pages).await;
    assert!(
        kept.status.is_redirection() || kept.status.is_success(),
        "{}",
        kept.main()
    );
    // Nobody who is not signed in makes the program hold so much.
    let mut visitor = server.visitor();
    let refused = upload(&mut visitor, &page, &several_pages).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let large = upload(&mut specialist, &page, &vec![0; 11 * 1024 * 1024]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);

    let client = Client::of(&server, "specialist").await;
    let list = client
        .get(&format!("/api/files/{code}/documents"))
        .await
        .expect(200);
    let id = list[0]["id"].as_str().unwrap();
    let scans = format!("/api/files/{code}/documents/{id}/scans");
    let sent = client
        .ask(axum::http::Method::POST, &scans, &[], png())
        .await;
    sent.expect(201);
    let none = client
        .ask(axum::http::Method::POST, &scans, &[], "MZ")
        .await;
    none.problem(422, "not-a-scan");
}

#[tokio::test]
async fn anybody_may_print_a_blank_form_and_the_house_fills_its_own_papers() {
    let server = Server::furnished().await;
    let mut visitor = server.visitor();
    visitor.get("/language/ru").await;
    let page = visitor.get("/forms").await;
    page.assert_ok().says("Бланки");
    for name in ["annex_3", "permit", "police_notice", "cultural_plan"] {
        let pdf = visitor.get(&format!("/forms/{name}/kk")).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"), "{name}");
    }
    assert_eq!(
        visitor.get("/forms/permit/xx").await.status,
        StatusCode::NOT_FOUND
    );
    let client = Client::nobody(&server);
    let papers = client.get("/api/papers").await.expect(200);
    assert_eq!(papers.as_array().unwrap().len(), 38);
    let pdf = client.get("/api/forms/order_expulsion/pdf?lang=en").await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    client
        .get("/api/forms/nothing/pdf")
        .await
        .problem(404, "not-found");

    let mut head = server.signed_in("head").await;
    let page = head.get("/forms/room_data_sheet/fill").await;
    let answers = [
        ("number", "1"),
        ("room", "Игровая"),
        ("purpose", "Игры"),
        ("responsible", "Үлгі"),
        ("safety", "Да"),
        ("equipment.0.name", "Стол"),
        ("equipment.0.quantity", "2"),
        ("step", "preview"),
    ];
    let pdf = head.submit(&page, &answers).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", pdf.main());
}

#[tokio::test]
async fn the_whole_file_and_a_register_are_made_after_a_fresh_proof_and_leave_an_entry() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = apply(&mut specialist, "Ай").await;
    let code = code_of(&page);
    let ask = specialist.get(&format!("/people/{code}/bundle")).await;
    ask.assert_ok().says("Всё дело одним PDF");
    let made = specialist
        .submit(&ask, &[("purpose", "court"), ("print_language", "kk")])
        .await;
    assert!(made.bytes.starts_with(b"%PDF-"), "{}", made.main());
    let none = specialist
        .submit(&ask, &[("purpose", ""), ("print_language", "kk")])
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);

    let ask = specialist.get("/registers").await;
    let answers = [
        ("register_kind", "applications"),
        ("period_from", "01.01.2022"),
        ("period_to", "31.12.2022"),
    ];
    let made = specialist.submit(&ask, &answers).await;
    assert!(made.bytes.starts_with(b"%PDF-"), "{}", made.main());
    let mut workbook = answers.to_vec();
    workbook.push(("file_kind", "xlsx"));
    let made = specialist.submit(&ask, &workbook).await;
    assert!(made.bytes.starts_with(b"PK"), "{}", made.main());
    let turned = [answers[0], ("period_from", "01.01.2023"), answers[2]];
    let wrong = specialist.submit(&ask, &turned).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

    let readings = specialist.get(&format!("/people/{code}/readings")).await;
    readings.says("всё дело одним PDF");
    let mut accountant = server.signed_in("accountant").await;
    for path in [format!("/people/{code}/bundle"), "/registers".to_owned()] {
        assert_eq!(
            accountant.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }

    let client = Client::of(&server, "specialist").await;
    for path in [
        format!("/api/files/{code}/bundle?purpose=archive&lang=en"),
        format!("/api/files/{code}/own-copy?lang=uz"),
        "/api/registers/recipients/file?from=2022-01-01&to=2022-12-31".to_owned(),
    ] {
        let made = client.get(&path).await;
        assert!(made.bytes.starts_with(b"%PDF-"), "{path}: {}", made.text());
    }
    client
        .get("/api/registers/recipients/file?from=2023-01-01&to=2022-12-31")
        .await
        .problem(400, "not-understood");
}

#[tokio::test]
async fn the_own_copy_never_names_what_happened() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let page = apply(&mut specialist, "Ай").await;
    let code = code_of(&page);
    let ask = specialist.get(&format!("/people/{code}/own-copy")).await;
    let made = specialist.submit(&ask, &[("own_language", "uz")]).await;
    assert!(made.bytes.starts_with(b"%PDF-"), "{}", made.main());
    let named = [
        ("own_language", "ru"),
        ("own_elsewhere", "Центр против торговли людьми"),
    ];
    let refused = specialist.submit(&ask, &named).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("напишите без этого слова");
}
