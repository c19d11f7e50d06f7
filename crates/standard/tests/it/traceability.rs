//! `docs/traceability.approved.md`: what carries out each paragraph, derived from the code and its tests. Written anew with
//! `TIREK_APPROVE=1`; a stale line fails.

use std::fmt::Write;
use std::path::Path;

use standard::coverage::{Coverage, coverage};
use standard::lang::Lang;

use crate::approved::assert_approved;

#[test]
fn traceability_is_as_approved() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/traceability.approved.md");
    assert_approved(&docs, &page());
}

#[test]
fn what_is_computed_is_tested_and_what_is_not_says_why() {
    for each in coverage() {
        let annex = each.paragraph.starts_with("annex");
        let proven = !each.tests.is_empty() || each.status != "computed" || annex;
        assert!(
            proven,
            "paragraph {} is computed and no test is named after it",
            each.paragraph
        );
        assert!(!each.reason.is_empty(), "{}", each.paragraph);
    }
}

#[test]
fn every_page_of_interpretation_that_is_named_exists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/interpretations");
    for each in coverage() {
        for page in &each.interpretations {
            assert!(
                folder.join(format!("{page}.md")).exists(),
                "{}: {page}",
                each.paragraph
            );
        }
    }
}

fn page() -> String {
    let mut page = String::from(
        "# Traceability\n\nGenerated from the code, the law's files and the names of the tests; a stale line fails the tests\n\
         (`TIREK_APPROVE=1 cargo nextest run -p standard traceability` writes it anew).\n",
    );
    for each in coverage() {
        write_paragraph(&mut page, &each).expect("writing to a string does not fail");
    }
    page
}

fn write_paragraph(page: &mut String, each: &Coverage) -> std::fmt::Result {
    let title = each.title(Lang::En);
    writeln!(
        page,
        "\n## {} {title}\n\n{}: {}",
        each.paragraph, each.status, each.reason
    )?;
    let mut line = |name: &str, items: &[String]| {
        if items.is_empty() {
            return Ok(());
        }
        let items: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
        writeln!(page, "\n* {name}: {}", items.join(", "))
    };
    line("modules", &each.modules)?;
    line("acts", &each.acts)?;
    line("duties", &each.duties)?;
    line("refusals", &each.refusals)?;
    line("forms", &each.forms)?;
    line("papers", &each.papers)?;
    line("pages", &each.screens)?;
    line("API", &each.operations)?;
    line("interpretations", &each.interpretations)?;
    line("tests", &each.tests)
}
