//! Refusals of access are in the record: by page and by API, of a file that is there and of one that is not.

use store::{ReadingOf, unusual::Why};

use crate::{
    api::Client,
    browser::{PASSWORD, Server},
};

#[tokio::test]
async fn whoever_asks_for_what_is_not_hers_stands_in_the_record_and_the_head_is_told() {
    let server = Server::furnished().await;
    let mut specialist = server.signed_in("specialist").await;
    let code = crate::journey::code_of(&crate::journey::apply(&mut specialist, "Ай").await);

    // What everybody may see, a mistaken address and somebody without an account leave nothing.
    specialist.get("/standard/999").await;
    specialist.get("/no-such-place").await;
    server.visitor().get(&format!("/people/{code}")).await;
    // Somebody of another body stands in the record of that body.
    server
        .signed_in("officer")
        .await
        .get(&format!("/people/{code}"))
        .await;

    // A place of the head, a file that is not there, and parts of one that is: five in all.
    let document = format!("/people/{code}/documents/aaaaaaaa");
    for path in ["/house/accounts", "/people/aaaaaaaa", document.as_str()] {
        assert_eq!(specialist.get(path).await.status.as_u16(), 404, "{path}");
    }
    let client = Client::of(&server, "specialist").await;
    let document = format!("/api/files/{code}/documents/aaaaaaaa");
    for path in ["/api/accounts", document.as_str()] {
        client.get(path).await.problem(404, "not-found");
    }

    let (token, _) = server.store.sign_in("head", PASSWORD).await.unwrap();
    let head = server.store.session(&token.to_text()).await.unwrap();
    let of_the_file = server.store.readings(&head, &code).await.unwrap();
    let mut refused: Vec<_> = of_the_file
        .iter()
        .filter_map(|reading| match &reading.what {
            ReadingOf::Refused { asked, .. } => Some(asked.as_str()),
            _ => None,
        })
        .collect();
    refused.sort_unstable();
    assert_eq!(
        refused,
        [
            "GET /api/files/{code}/documents/{id}",
            "GET /people/{code}/documents/{id}"
        ]
    );
    let told = server.store.unusual_readings(&head).await.unwrap();
    let many: Vec<_> = told
        .iter()
        .filter(|one| one.why == Why::Refused)
        .map(|one| one.readings)
        .collect();
    assert_eq!(many, [5]);
    assert!(server.store.verify().await.unwrap().is_whole());

    let mut head = server.signed_in("head").await;
    let page = head.get("/house/record").await;
    page.assert_ok().says("много отказов в доступе");
    let page = head.get(&format!("/people/{code}/readings")).await;
    page.assert_ok().says("отказано");
}
