//! Electronic signatures made elsewhere, whom the body trusts, and what was signed in what is taken away.

use std::{io::Read as _, process::Command};

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{
    api::Client,
    browser::{Browser, Page, Server},
    journey::{apply, code_of},
};

/// Signs a document with the command line of another program; gives the signature and the certificate that issued the signer's.
fn signed_elsewhere(document: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("document"), document).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign.sh");
    let made = Command::new("bash").arg(script).arg(folder.path()).output();
    let made = made.expect("bash and openssl are installed");
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{said}");
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    (read("signature.p7s"), read("root.pem"))
}

/// Sends a file with the form of the page that goes to `action`.
async fn upload(browser: &mut Browser, page: &Page, action: &str, content: &[u8]) -> Page {
    let (_, mut fields) = page.form();
    fields.retain(|(name, _)| name == "form_token");
    let file = ("a.p7s", "application/octet-stream");
    browser.upload(action, &fields, file, content).await
}

/// A file whose application is frozen: its code, the document's, and the signed bytes.
async fn frozen(server: &Server) -> (String, String, Vec<u8>) {
    let mut specialist = server.signed_in("specialist").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let client = Client::of(server, "specialist").await;
    let documents = format!("/api/files/{code}/documents");
    let list = client.get(&documents).await.expect(200);
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let print = list[0]["enclosures"][0]["id"].as_str().unwrap();
    let bytes = client
        .get(&format!("{documents}/{id}/enclosures/{print}"))
        .await
        .bytes;
    (code, id, bytes.to_vec())
}

#[tokio::test]
async fn a_signature_made_elsewhere_is_put_beside_what_was_signed_and_its_signer_is_told() {
    let server = Server::furnished().await;
    let (code, id, bytes) = frozen(&server).await;
    let (signature, root) = signed_elsewhere(&bytes);

    let mut specialist = server.signed_in("specialist").await;
    let address = format!("/people/{code}/documents/{id}");
    let page = specialist.get(&address).await;
    let action = format!("{address}/signatures");
    for (content, why) in [
        (b"".as_slice(), "Выберите файл"),
        (b"no signature".as_slice(), "Это не подпись CMS"),
    ] {
        let refused = upload(&mut specialist, &page, &action, content).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(why);
    }
    let (of_another, _) = signed_elsewhere(b"another document");
    let refused = upload(&mut specialist, &page, &action, &of_another).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Это подпись к другому файлу");

    let page = upload(&mut specialist, &page, &action, &signature).await;
    page.assert_ok()
        .says("Үлгіжан Мысалова")
        .says("Не подтверждена")
        .says("Подпись относится именно к этому файлу")
        .says("выдан не тем, кому организация доверяет")
        .says("Не проверено, был ли сертификат отозван");

    // A head trusts whoever issued it; nobody else does.
    let certificates = specialist.get("/house/certificates").await;
    certificates.assert_ok().says("решает только руководитель");
    let mut head = server.signed_in("head").await;
    let certificates = head.get("/house/certificates").await;
    let wrong = upload(&mut head, &certificates, "/house/certificates", b"nothing").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let trusted = upload(&mut head, &certificates, "/house/certificates", &root).await;
    trusted
        .assert_ok()
        .says("Sample root")
        .says("Теперь этим сертификатам доверяют");
    let page = head.get(&address).await;
    page.says("Подтверждена")
        .says("Сертификат ведёт к «Sample root»");

    // The psychologist opens less than was signed: nobody's name is told to her.
    let mut psychologist = server.signed_in("psychologist").await;
    let page = psychologist.get(&address).await;
    page.assert_ok().says("подписавшие не показаны");
    assert!(!page.text.contains("Мысалова"));

    // Trusted no longer.
    let mut head = server.signed_in("head").await;
    let certificates = head.get("/house/certificates").await;
    let fingerprint = certificates
        .text
        .split("name=\"fingerprint\" value=\"")
        .nth(1)
        .unwrap();
    let fingerprint = fingerprint.split('"').next().unwrap().to_owned();
    let token = certificates
        .form()
        .1
        .into_iter()
        .find(|(name, _)| name == "form_token");
    let fields = [token.unwrap(), ("fingerprint".to_owned(), fingerprint)];
    let page = head.post("/house/certificates/distrust", &fields).await;
    page.assert_ok().says("больше не доверяют");
    head.get(&address).await.says("Не подтверждена");
}

#[tokio::test]
async fn a_program_puts_a_signature_there_asks_what_was_found_and_decides_whom_to_trust() {
    let server = Server::furnished().await;
    let (code, id, bytes) = frozen(&server).await;
    let (signature, root) = signed_elsewhere(&bytes);
    let client = Client::of(&server, "head").await;
    let signatures = format!("/api/files/{code}/documents/{id}/signatures");
    let refused = client.ask(Method::POST, &signatures, &[], "nothing").await;
    refused.problem(422, "not-a-signature");
    let put = client.ask(Method::POST, &signatures, &[], signature).await;
    put.expect(201);
    let found = client.get(&signatures).await.expect(200);
    let signer = &found[0]["signers"][0];
    assert_eq!(
        (&signer["state"], &signer["why"]),
        (&json!("untrusted"), &json!("no_issuer"))
    );
    assert_eq!(signer["certificate"]["subject"], "Үлгіжан Мысалова");
    assert_eq!(signer["revocation_checked"], false);

    let added = client
        .ask(Method::POST, "/api/certificates", &[], root)
        .await;
    assert_eq!(added.expect(201)["added"], 1);
    let found = client.get(&signatures).await.expect(200);
    assert_eq!(found[0]["signers"][0]["state"], "trusted");
    let trusted = client.get("/api/certificates").await.expect(200);
    let fingerprint = trusted[0]["fingerprint"].as_str().unwrap();
    let address = format!("/api/certificates/{fingerprint}");
    let gone = client.ask(Method::DELETE, &address, &[], "").await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let again = client.ask(Method::DELETE, &address, &[], "").await;
    again.problem(404, "not-found");
    let specialist = Client::of(&server, "specialist").await;
    let not_hers = specialist
        .ask(Method::POST, "/api/certificates", &[], "x")
        .await;
    not_hers.problem(404, "not-found");
}

#[tokio::test]
async fn the_archive_of_a_file_holds_the_very_bytes_that_were_signed() {
    let server = Server::furnished().await;
    let (code, id, bytes) = frozen(&server).await;
    let (signature, _) = signed_elsewhere(&bytes);
    let client = Client::of(&server, "head").await;
    let signatures = format!("/api/files/{code}/documents/{id}/signatures");
    let put = client
        .ask(Method::POST, &signatures, &[], signature.clone())
        .await;
    let put = put.expect(201)["id"].as_str().unwrap().to_owned();
    let made = client
        .get(&format!(
            "/api/files/{code}/bundle?purpose=court&lang=ru&format=zip"
        ))
        .await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.bytes.to_vec())).unwrap();
    let mut names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    names.sort();
    let signed = format!("signed/01-annex_1-{id}.pdf");
    let beside = format!("signed/01-annex_1-{id}-{put}.p7s");
    let bundle = format!("{code}-ru.pdf");
    let mut expected = vec![
        "SHA256SUMS".to_owned(),
        bundle.clone(),
        signed.clone(),
        beside.clone(),
    ];
    expected.sort();
    assert_eq!(names, expected);
    let mut content = |name: &str| {
        let mut content = Vec::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_end(&mut content)
            .unwrap();
        content
    };
    assert!(content(&signed) == bytes);
    assert!(content(&beside) == signature);
    assert!(content(&bundle).starts_with(b"%PDF-"));
    let sums = String::from_utf8(content("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 3);
    let wrong = client
        .get(&format!(
            "/api/files/{code}/bundle?purpose=court&format=tar"
        ))
        .await;
    wrong.problem(400, "not-understood");

    // The page asks for the same.
    let mut head = server.signed_in("head").await;
    let ask = head.get(&format!("/people/{code}/bundle")).await;
    let answers = [
        ("purpose", "court"),
        ("print_language", "kk"),
        ("bundle_kind", "zip"),
    ];
    let made = head.submit(&ask, &answers).await;
    assert!(made.bytes.starts_with(b"PK"), "{}", made.main());
}

#[tokio::test]
async fn a_program_makes_the_own_copy_as_whole_as_the_page_does() {
    let server = Server::furnished().await;
    let (code, _, _) = frozen(&server).await;
    let client = Client::of(&server, "specialist").await;
    let address = format!("/api/files/{code}/own-copy");
    let whole = json!({"language": "uz", "name": "Ай", "specialist": "Gulnora", "phone": "+7 700 000 00 00",
        "next": [{"what": "shifokor", "on": "2022-11-14"}], "elsewhere": ["111"]});
    let made = client.post(&address, &whole).await;
    assert!(made.bytes.starts_with(b"%PDF-"), "{}", made.text());
    for (field, text) in [
        ("name", "жәбірленуші"),
        ("specialist", "«ҮЛГІ БАСПАНА»"),
        ("phone", "victim line"),
    ] {
        let mut named = whole.clone();
        named[field] = json!(text);
        client.post(&address, &named).await.problem(422, "own-copy");
    }
    for (field, value) in [
        ("language", json!("tg")),
        ("next", json!([{"what": "x", "on": "14.11.2022"}])),
        ("more", json!(1)),
    ] {
        let mut wrong = whole.clone();
        wrong[field] = value;
        client
            .post(&address, &wrong)
            .await
            .problem(400, "not-understood");
    }
    let mut specialist = server.signed_in("specialist").await;
    let ask = specialist.get(&format!("/people/{code}/own-copy")).await;
    let named = [
        ("own_language", "ru"),
        ("own_specialist", "Үлгі баспана, Гульнара"),
    ];
    let refused = specialist.submit(&ask, &named).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("напишите без её названия");
}

/// The text of a PDF as a reader sees it, without its line ends.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let read = Command::new("pdftotext").arg(&path).arg("-").output();
    let read = read.expect("pdftotext is installed");
    String::from_utf8(read.stdout)
        .unwrap()
        .split_whitespace()
        .collect()
}

#[tokio::test]
async fn every_paper_prints_how_far_the_record_had_come() {
    let server = Server::furnished().await;
    // What was signed with its act.
    let (code, id, bytes) = frozen(&server).await;
    assert!(text_of(&bytes).contains("TIREK1"), "{}", text_of(&bytes));
    // A copy of it.
    let client = Client::of(&server, "lawyer").await;
    let copy = client
        .get(&format!("/api/files/{code}/documents/{id}/pdf?lang=kk"))
        .await;
    assert!(text_of(&copy.bytes).contains("TIREK1"));
    // A paper in free form, frozen as it is put into the file; and the whole file.
    let paper = json!({ "paper": "police_notice", "prefill": true, "fields": {
        "number": "8", "addressee": "ІІД", "refused_on": "2022-10-03", "region": "Ақмола", "exploitation": ["labour"],
        "head": "Үлгі head" } });
    let put = client
        .post(&format!("/api/files/{code}/papers"), &paper)
        .await
        .expect(201);
    let documents = format!("/api/files/{code}/documents");
    let list = client.get(&documents).await.expect(200);
    let list = list.as_array().unwrap();
    let notice = list.iter().find(|each| each["id"] == put["id"]).unwrap();
    let print = notice["enclosures"][0]["id"].as_str().unwrap();
    let id = put["id"].as_str().unwrap();
    let frozen = client
        .get(&format!("{documents}/{id}/enclosures/{print}"))
        .await;
    assert!(text_of(&frozen.bytes).contains("TIREK1"));
    let whole = client
        .get(&format!("/api/files/{code}/bundle?purpose=court&lang=ru"))
        .await;
    let whole = text_of(&whole.bytes);
    assert!(
        whole.contains("TIREK1") && whole.contains("Чтобылоподписано"),
        "{whole}"
    );
}
