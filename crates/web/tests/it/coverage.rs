//! What the standard says is carried out on pages and by the API is there, and the pages of the standard lead to it.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;
use standard::{
    coverage::{coverage, places},
    interpretation::interpretations,
    lang::Lang,
};
use web::words::Words;

use crate::{api::Client, browser::Server};

/// The addresses of the router that answer a GET.
fn routes() -> BTreeSet<String> {
    let router = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/router.rs");
    let text = fs::read_to_string(router).unwrap();
    text.split(".route(")
        .skip(1)
        .filter(|route| route.contains("get("))
        .filter_map(|route| route.trim_start().strip_prefix('"')?.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Whether an address is one of a route, whose gaps take anything.
fn fits(address: &str, route: &str) -> bool {
    let (address, route): (Vec<_>, Vec<_>) =
        (address.split('/').collect(), route.split('/').collect());
    address.len() == route.len()
        && address
            .iter()
            .zip(route)
            .all(|(part, gap)| *part == gap || gap.starts_with('{'))
}

async fn operations(client: &Client<'_>) -> BTreeSet<String> {
    let document = client.get("/api/openapi.json").await.expect(200);
    let mut operations = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            operations.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    operations
}

#[tokio::test]
async fn every_page_and_every_operation_that_a_paragraph_names_is_there() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "head").await;
    let (routes, operations) = (routes(), operations(&client).await);
    assert!(routes.len() > 60, "the router is read");
    for (address, _) in places::PAGES {
        assert!(routes.contains(*address), "{address} is no route");
    }
    for each in coverage() {
        for screen in &each.screens {
            let there = routes.iter().any(|route| fits(screen, route));
            assert!(there, "paragraph {}: {screen} is no page", each.paragraph);
        }
        for operation in &each.operations {
            assert!(
                operations.contains(operation),
                "paragraph {}: the API has no {operation}",
                each.paragraph
            );
        }
    }
}

#[test]
fn every_paragraph_that_is_carried_out_has_a_page_and_an_operation() {
    for each in coverage() {
        if each.status == "informative" {
            continue;
        }
        assert!(!each.screens.is_empty(), "{} has no page", each.paragraph);
        // The kind of organization is chosen on the set-up page, before there is anybody who could sign in to the API.
        let by_page_alone = each.paragraph == "4";
        assert!(
            by_page_alone || !each.operations.is_empty(),
            "{} has no operation",
            each.paragraph
        );
    }
}

#[test]
fn every_doubt_has_a_title_and_a_reading_in_three_languages() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        for page in interpretations() {
            for id in [
                format!("doubt-{}", page.number()),
                format!("doubt-{}-reading", page.number()),
            ] {
                assert!(words.knows(&id), "{id} has no words in {lang}");
            }
        }
    }
}

#[tokio::test]
async fn a_paragraph_leads_to_its_doubts_its_neighbours_and_its_blank_form() {
    let server = Server::furnished().await;
    let mut browser = server.visitor();
    for each in coverage() {
        let address = format!("/standard/{}", each.paragraph.replace(' ', "_"));
        let page = browser.get(&address).await;
        for id in &each.interpretations {
            assert!(
                page.text
                    .contains(&format!("href=\"/standard/doubts/{id}\"")),
                "{address}: {id}"
            );
        }
        for form in &each.forms {
            assert!(
                page.text.contains(&format!("href=\"/forms/{form}/kk\"")),
                "{address}"
            );
        }
    }
    let page = browser.get("/standard/15").await;
    for beside in ["/standard/14-1", "/standard/16"] {
        assert!(
            page.text.contains(&format!("href=\"{beside}\"")),
            "{beside}"
        );
    }
    let doubt = browser.get("/standard/doubts/22-quarterly").await;
    assert!(doubt.text.contains("href=\"/standard/annex_7\""));
    let list = browser.get("/standard/doubts").await;
    for page in interpretations() {
        assert!(
            list.text
                .contains(&format!("href=\"/standard/doubts/{}\"", page.id)),
            "{}",
            page.id
        );
    }
}

#[tokio::test]
async fn the_api_says_of_a_paragraph_what_the_command_line_says() {
    let server = Server::furnished().await;
    let client = Client::of(&server, "head").await;
    for each in coverage() {
        let shown = client
            .get(&format!(
                "/api/standard/{}",
                each.paragraph.replace(' ', "_")
            ))
            .await
            .expect(200);
        let told = serde_json::to_value(&each).unwrap();
        for key in [
            "status",
            "reason",
            "modules",
            "acts",
            "duties",
            "refusals",
            "screens",
            "operations",
            "forms",
            "papers",
            "interpretations",
            "tests",
        ] {
            assert_ne!(told[key], Value::Null, "{key}");
            assert_eq!(shown[key], told[key], "{} of {}", key, each.paragraph);
        }
    }
}
