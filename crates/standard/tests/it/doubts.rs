//! The doubts in the order: each of the 55 has a page, and each page is named where the code reads the order so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use standard::coverage::coverage;
use standard::interpretation::{DOUBTS, interpretations};
use standard::standard_text::{paragraph, paragraphs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, to: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, to);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            to.push((path, text));
        }
    }
}

#[test]
fn every_doubt_is_settled_on_exactly_one_page() {
    let mut settled: Vec<u8> = interpretations()
        .iter()
        .flat_map(|page| page.doubts.iter().copied())
        .collect();
    settled.sort_unstable();
    assert_eq!(settled, (1..=DOUBTS).collect::<Vec<u8>>());
}

#[test]
fn the_list_of_doubts_leads_to_the_pages_that_settle_them() {
    let list = fs::read_to_string(root().join("docs/interpretations/README.md")).expect("the list");
    for page in interpretations() {
        for doubt in &page.doubts {
            let row = list
                .lines()
                .find(|line| line.starts_with(&format!("| {doubt} |")));
            let row = row.unwrap_or_else(|| panic!("doubt {doubt} is not in the list"));
            assert!(
                row.contains(&format!("({}.md)", page.id)),
                "{row} and {}",
                page.id
            );
        }
        assert!(
            list.contains(&format!("({}.md)", page.id)),
            "{} is not in the list",
            page.id
        );
    }
}

#[test]
fn every_page_that_there_is_is_known_to_the_program() {
    let mut files: Vec<String> = fs::read_dir(root().join("docs/interpretations"))
        .expect("the pages")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "README.md")
        .collect();
    files.sort();
    let known: Vec<String> = interpretations()
        .iter()
        .map(|page| format!("{}.md", page.id))
        .collect();
    assert_eq!(files, known);
}

#[test]
fn every_page_is_named_in_the_code_that_reads_the_order_so() {
    let mut code = Vec::new();
    sources(&root().join("crates/standard/src"), &mut code);
    for page in interpretations() {
        let name = format!("docs/interpretations/{}.md", page.id);
        let linked = code.iter().any(|(_, text)| text.contains(&name));
        assert!(linked, "no code links to {name}");
    }
}

#[test]
fn every_page_that_code_names_exists() {
    let known: BTreeSet<&str> = interpretations().iter().map(|page| page.id).collect();
    let mut code = Vec::new();
    sources(&root().join("crates"), &mut code);
    for (path, text) in code {
        for after in text.split("docs/interpretations/").skip(1) {
            let name: String = after
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            let is_a_page = name.starts_with(|c: char| c.is_ascii_digit());
            assert!(
                !is_a_page || known.contains(name.as_str()),
                "{}: {name}",
                path.display()
            );
        }
    }
}

#[test]
fn every_page_stands_under_each_paragraph_that_it_is_about_and_under_no_other() {
    for page in interpretations() {
        assert!(!page.paragraphs.is_empty(), "{}", page.id);
        for id in &page.paragraphs {
            assert!(paragraph(id).is_some(), "{} is about {id}", page.id);
        }
    }
    for each in coverage() {
        for page in interpretations() {
            assert_eq!(
                each.interpretations.iter().any(|id| id == page.id),
                page.paragraphs.contains(&each.paragraph),
                "{} and paragraph {}",
                page.id,
                each.paragraph
            );
        }
    }
    assert_eq!(coverage().len(), paragraphs().len());
}

#[test]
fn every_page_says_what_is_asked_what_was_chosen_and_why() {
    for page in interpretations() {
        for heading in [
            "## Question",
            "## Readings",
            "## Chosen",
            "## Why",
            "## Where it shows",
        ] {
            assert!(page.text.contains(heading), "{}: {heading}", page.id);
        }
    }
}
