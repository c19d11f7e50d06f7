//! Reading a printed form.

use std::process::Command;

use forms::{FormContent, FormRequest};
use serde_json::Value;
use standard::{annex::FormKind, lang::Lang};

/// A request for a blank form.
pub fn blank(annex: FormKind, lang: Lang) -> FormRequest {
    FormRequest {
        annex,
        lang,
        content: FormContent::Blank,
        missing: Vec::new(),
        stamp: None,
        acting: None,
    }
}

/// A request for a form filled with these fields.
pub fn filled(annex: FormKind, lang: Lang, fields: Value) -> FormRequest {
    FormRequest {
        content: FormContent::Filled(fields),
        ..blank(annex, lang)
    }
}

/// The printed form.
pub fn print(request: &FormRequest) -> Vec<u8> {
    forms::render(request).unwrap_or_else(|error| panic!("{error}"))
}

/// The text of a PDF in reading order.
pub fn text(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-raw"], pdf)
}

/// The text without any white space, so that a line may break anywhere.
pub fn run_together(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What `pdfinfo` says.
pub fn info(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, pdf).expect("a temporary file");
    run(Command::new("pdfinfo").arg(&path), "pdfinfo")
}

/// A word with its place on the page, in points from the top left.
#[derive(Debug)]
pub struct Word {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    #[expect(dead_code, reason = "shown when a test fails")]
    pub text: String,
}

/// The words of every page.
pub fn words(pdf: &[u8]) -> Vec<Word> {
    let html = poppler("pdftotext", &["-bbox"], pdf);
    html.lines()
        .filter_map(|line| line.trim().strip_prefix("<word "))
        .map(|line| {
            let number = |name: &str| {
                let from = line.find(name).expect("each word has four bounds") + name.len() + 2;
                let rest = &line[from..];
                rest[..rest.find('"').expect("bounds are quoted")]
                    .parse()
                    .expect("bounds are numbers")
            };
            let text = line
                .split_once('>')
                .and_then(|(_, rest)| rest.strip_suffix("</word>"));
            Word {
                left: number("xMin"),
                top: number("yMin"),
                right: number("xMax"),
                bottom: number("yMax"),
                text: text.unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

fn poppler(program: &str, options: &[&str], pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("form.pdf");
    std::fs::write(&path, pdf).expect("a temporary file");
    run(
        Command::new(program).args(options).arg(&path).arg("-"),
        program,
    )
}

fn run(command: &mut Command, program: &str) -> String {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{program} is needed to read the forms back ({error}): install poppler-utils")
    });
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}
