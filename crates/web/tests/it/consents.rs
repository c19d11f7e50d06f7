//! Consents through the pages: to what and to whom is chosen from lists, and what is typed beside them is not lost.

use standard::lang::Lang;
use store::{BodyKind, NewAccount, NewBody, Ownership, Role};

use crate::{
    browser::{PASSWORD, Page, Server},
    journey::{apply, code_of},
};

const OTHER_HOUSE: &str = "Басқа баспана";
const TO_A_TRANSFER: &str = "Перевод в другую организацию (пункт 44)";

async fn with_another_house() -> Server {
    let server = Server::furnished().await;
    let house = NewBody {
        name: OTHER_HOUSE.to_owned(),
        kind: BodyKind::Organization {
            form: "shelter".to_owned(),
            ownership: Ownership::State,
        },
    };
    let head = NewAccount {
        login: "stranger".to_owned(),
        password: PASSWORD.to_owned(),
        name: "Үлгі stranger".to_owned(),
        roles: vec![Role::Head],
        language: Lang::Kk,
    };
    server.store.add_body(house, head).await.unwrap();
    server
}

/// The values and words of a list.
fn choices(page: &Page, name: &str) -> Vec<(String, String)> {
    let list = page
        .text
        .split(&format!("<select id=\"{name}\""))
        .nth(1)
        .unwrap();
    let list = list.split("</select>").next().unwrap();
    list.split("<option value=\"")
        .skip(1)
        .map(|option| {
            let (value, rest) = option.split_once('"').unwrap();
            let words = rest.split_once('>').unwrap().1.split('<').next().unwrap();
            (value.to_owned(), words.to_owned())
        })
        .collect()
}

#[tokio::test]
async fn para_44_a_consent_to_a_transfer_is_chosen_from_a_list_and_lets_documents_go() {
    let server = with_another_house().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let send = format!("/people/{code}/exchanges/new/transfer");
    let page = specialist.get(&send).await;
    page.assert_ok();
    let to = choices(&page, "to");
    let (to, _) = to.iter().find(|(_, name)| name == OTHER_HOUSE).unwrap();
    let early = specialist.submit(&page, &[("to", to)]).await;
    early.says("Для перевода нужно согласие получателя.");

    let consent = format!("/people/{code}/acts/consent_given");
    let page = specialist.get(&consent).await;
    let scopes = choices(&page, "consent_scope");
    assert!(
        scopes.contains(&("transfer".to_owned(), TO_A_TRANSFER.to_owned())),
        "{scopes:?}"
    );
    let bodies = choices(&page, "consent_to");
    assert!(
        bodies.iter().any(|(value, _)| value == OTHER_HOUSE),
        "{bodies:?}"
    );
    assert!(
        bodies.iter().all(|(value, _)| value != "Үлгі баспана"),
        "not to the own house"
    );
    let given = [("consent_scope", "transfer"), ("consent_to", OTHER_HOUSE)];
    specialist.submit(&page, &given).await.assert_ok();
    let shown = specialist.get(&format!("/people/{code}/exchanges")).await;
    shown
        .says(TO_A_TRANSFER)
        .says(OTHER_HOUSE)
        .says("действует");
    specialist.act(&send, &[("to", to)]).await.says("Перевод");

    let withdraw = format!("/people/{code}/acts/consent_withdrawn");
    let page = specialist.get(&withdraw).await;
    let before = choices(&page, "consent_scope");
    let words = format!("{TO_A_TRANSFER} – {OTHER_HOUSE}");
    assert!(
        before.contains(&("transfer".to_owned(), words)),
        "{before:?}"
    );
    specialist
        .act(&withdraw, &[("consent_scope", "transfer")])
        .await
        .assert_ok();
    let page = specialist.get(&send).await;
    let late = specialist.submit(&page, &[("to", to)]).await;
    late.says("Для перевода нужно согласие получателя.");
}

#[tokio::test]
async fn what_the_lists_do_not_have_is_written_and_never_both() {
    let server = with_another_house().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let page = specialist
        .get(&format!("/people/{code}/acts/consent_given"))
        .await;
    let nothing = specialist.submit(&page, &[]).await;
    nothing.says("На что согласие").says("Выберите");
    let without_words = [("consent_scope", "other"), ("consent_to", "other")];
    let without_words = specialist.submit(&page, &without_words).await;
    without_words
        .says("Другая цель: Напишите здесь")
        .says("Кому: название: Напишите здесь");
    // What has to be filled because of another answer is never called optional, in no language.
    for (lang, purpose, word) in [
        (Lang::Kk, "Басқа мақсат", "міндетті емес"),
        (Lang::Ru, "Другая цель", "необязательно"),
        (Lang::En, "Another purpose", "optional"),
    ] {
        specialist.get(&format!("/language/{}", lang.code())).await;
        let page = specialist.get(&page.path).await;
        page.says(purpose);
        assert!(
            !page.text.contains(&format!("{purpose} ({word})")),
            "{word}"
        );
        assert!(page.text.contains(word), "others are: {word}");
    }
    specialist.get("/language/ru").await;
    let both = [
        ("consent_scope", "transfer"),
        ("consent_purpose", "көшірме"),
        ("consent_to", OTHER_HOUSE),
    ];
    let both = specialist.submit(&page, &both).await;
    both.says("не то и другое вместе");
    assert!(
        both.text.contains("value=\"көшірме\""),
        "what was typed stays"
    );
    let written = [
        ("consent_scope", "other"),
        ("consent_purpose", "Снимок для газеты"),
        ("consent_to", "other"),
        ("consent_to_name", "Редакция"),
    ];
    specialist.submit(&both, &written).await.assert_ok();
    let shown = specialist.get(&format!("/people/{code}/exchanges")).await;
    shown.says("Снимок для газеты").says("Редакция");
}

#[tokio::test]
async fn para_44_nothing_is_ticked_and_copies_go_after_a_fresh_proof_with_nothing_typed_lost() {
    let server = with_another_house().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = code_of(&apply(&mut specialist, "Ай").await);
    let consent = format!("/people/{code}/acts/consent_given");
    let given = [("consent_scope", "transfer"), ("consent_to", OTHER_HOUSE)];
    specialist.act(&consent, &given).await.assert_ok();
    let send = format!("/people/{code}/exchanges/new/transfer");
    let page = specialist.get(&send).await;
    page.says("лист оценки (приложение 2) и разрешение");
    let boxes: Vec<&str> = page.text.split("name=\"documents\"").skip(1).collect();
    assert!(!boxes.is_empty());
    for each in &boxes {
        let tag = each.split('>').next().unwrap();
        assert!(!tag.contains("checked"), "a document is ticked beforehand");
    }
    let document = boxes[0].split("value=\"").nth(1).unwrap();
    let document = document.split('"').next().unwrap().to_owned();
    let to = choices(&page, "to");
    let (to, _) = to.iter().find(|(_, name)| name == OTHER_HOUSE).unwrap();

    let yesterday = [("to", to.as_str()), ("on", "02.10.2022")];
    let dated_back = specialist.submit(&page, &yesterday).await;
    assert_eq!(dated_back.status.as_u16(), 422);
    dated_back.says("44").says("День должен быть сегодняшним.");

    server.wait_minutes(6);
    let typed = [
        ("to", to.as_str()),
        ("number", "АС-17"),
        ("documents", document.as_str()),
    ];
    let asked = specialist.submit(&page, &typed).await;
    asked.says("Пароль");
    let kept = specialist.submit(&asked, &[("password", PASSWORD)]).await;
    let sent = specialist.submit(&kept, &[]).await;
    sent.says("Перевод").says("АС-17");
    let stranger = server.store.sign_in("stranger", PASSWORD).await.unwrap().0;
    let stranger = server.store.session(&stranger.to_text()).await.unwrap();
    let there = server.store.exchanges(&stranger).await.unwrap();
    assert_eq!(there.len(), 1, "it was sent once");
    let open = server
        .store
        .open_exchange(&stranger, &there[0].id)
        .await
        .unwrap();
    assert_eq!(open.documents.len(), 1, "the document that was ticked");
}
