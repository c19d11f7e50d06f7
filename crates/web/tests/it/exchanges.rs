//! What passes between two bodies, through the pages: a referral is taken up, a joint sheet is signed, a consent is seen.

use crate::browser::{Page, Server};

/// The code behind the first link of that kind that is a code.
fn linked(page: &Page, prefix: &str) -> String {
    page.text
        .split(&format!("href=\"{prefix}"))
        .skip(1)
        .filter_map(|rest| rest.split(['"', '/']).next())
        .find(|code| *code != "new" && !code.is_empty())
        .unwrap_or_else(|| panic!("no link to {prefix}: {}", page.main()))
        .to_owned()
}

/// The value of the first option that is one.
fn first_option(page: &Page, name: &str) -> String {
    let list = page.text.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    list.split("<option value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|value| !value.is_empty())
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn para_09_and_10_a_referral_is_taken_up_and_a_joint_sheet_is_signed_by_both_bodies() {
    let server = Server::furnished().await;
    let mut officer = server.signed_in("officer").await;
    let mut head = server.signed_in("head").await;
    let page = officer.get("/requests/new/referral").await;
    let to = first_option(&page, "to");
    let nothing = officer.submit(&page, &[("to", &to)]).await;
    assert_eq!(nothing.status.as_u16(), 422);
    let referral = [
        ("to", to.as_str()),
        ("number", "5"),
        ("recipient", "Канарейка Айжан"),
        ("location", "Алматы"),
        ("circumstances", "обратилась сама"),
        ("officer_position", "специалист"),
    ];
    officer
        .act("/requests/new/referral", &referral)
        .await
        .says("Направление человека");

    let inbox = head.get("/requests").await;
    inbox.assert_ok().says("Направление человека");
    let id = linked(&inbox, "/requests/");
    head.get(&format!("/requests/{id}"))
        .await
        .assert_ok()
        .says("Принять человека");
    let file = head
        .act(
            &format!("/requests/{id}/steps/taken_up"),
            &[("address", "Айжан")],
        )
        .await;
    let code = crate::journey::code_of(&file);
    officer
        .get(&format!("/requests/{id}"))
        .await
        .says("человек принят");

    // The sheet is filled here, signed there, and only then recorded.
    let new = format!("/people/{code}/exchanges/new/identification");
    let page = head.get(&new).await;
    let to = first_option(&page, "to");
    let sheet = [
        ("to", to.as_str()),
        ("surname", "Канарейка"),
        ("first_name", "Айжан"),
        ("indicators_purpose", "3"),
        ("outcome", "recognised"),
        ("organization_name", "Айгүл"),
        ("body_name", "Болат"),
    ];
    head.act(&new, &sheet)
        .await
        .says("Совместный лист оценки")
        .says("ещё не подписано");
    let inbox = officer.get("/requests").await;
    let id = linked(&inbox, "/requests/");
    let there = officer.get(&format!("/requests/{id}")).await;
    let document = linked(&there, &format!("/requests/{id}/documents/"));
    officer
        .get(&format!("/requests/{id}/documents/{document}"))
        .await
        .assert_ok()
        .says("Канарейка");
    officer
        .act(
            &format!("/requests/{id}/steps/signed"),
            &[("party", "authorized_body")],
        )
        .await
        .says("подписано");
    let early = head.get(&format!("/requests/{id}/steps/concluded")).await;
    early.says("Лист оценки подписали не все органы.");
    head.act(
        &format!("/requests/{id}/steps/signed"),
        &[("party", "organization")],
    )
    .await
    .says("подписано всеми");

    let consents = head.get(&format!("/people/{code}/exchanges")).await;
    consents.assert_ok().says("Согласия");
    officer
        .get(&format!("/people/{code}/exchanges"))
        .await
        .says("Здесь ничего нет");
}

#[tokio::test]
async fn para_21_a_notice_to_the_police_holds_no_text_and_goes_out_on_paper_too() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let file = crate::journey::apply(&mut specialist, "Ай").await;
    let code = crate::journey::code_of(&file);
    let new = format!("/people/{code}/exchanges/new/police_notice");
    let page = specialist.get(&new).await;
    page.assert_ok();
    assert!(
        !page.text.contains("<textarea"),
        "there is no place for a text"
    );
    let refused_on = "03.10.2022";
    let nowhere = specialist
        .submit(
            &page,
            &[
                ("refused_on", refused_on),
                ("region", "almaty"),
                ("exploitation", "labour"),
            ],
        )
        .await;
    assert_eq!(nowhere.status.as_u16(), 422);
    let told = specialist
        .submit(
            &nowhere,
            &[
                ("refused_on", refused_on),
                ("region", "almaty"),
                ("exploitation", "labour"),
                ("on_paper", "Департамент полиции"),
            ],
        )
        .await;
    told.assert_ok().says("Информация для полиции");
    let id = linked(&told, "/requests/");
    specialist
        .get(&format!("/requests/{id}"))
        .await
        .assert_ok()
        .says("город Алматы")
        .says("на бумаге");
}
