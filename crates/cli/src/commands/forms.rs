//! `tirek forms`: an official form, or a paper in free form, as PDF, blank or filled.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use forms::{FormContent, FormRequest, PaperContent, PaperRequest};
use serde_json::Value;
use standard::annex::FormKind;
use standard::lang::Lang;
use standard::papers::PaperKind;

use super::Answer;

/// Which form.
#[derive(Args)]
pub struct Arguments {
    /// The number of the annex, 1 to 8, or the name of a paper in free form, such as order-expulsion
    annex: String,
    /// The language of the form
    #[arg(long)]
    lang: Lang,
    /// An empty form, to be filled by hand; otherwise one filled with invented data
    #[arg(long)]
    blank: bool,
    /// The typed content of the form as JSON, instead of invented data
    #[arg(long, conflicts_with = "blank")]
    data: Option<PathBuf>,
    /// Where the PDF is written
    #[arg(short, long)]
    output: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    let content = given(arguments)?;
    let pdf = match arguments.annex.trim().to_lowercase().parse::<PaperKind>() {
        Ok(kind) => print_paper(kind, arguments, content)?,
        Err(_) => print_form(find_annex(&arguments.annex)?, arguments, content)?,
    };
    std::fs::write(&arguments.output, pdf)
        .map_err(|error| format!("{}: {error}", arguments.output.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// The content handed in, if any.
fn given(arguments: &Arguments) -> Result<Option<Value>, String> {
    let Some(path) = &arguments.data else {
        return Ok(None);
    };
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn find_annex(written: &str) -> Result<FormKind, String> {
    let number = written.trim().to_lowercase();
    let number = number
        .trim_start_matches("annex")
        .trim_matches([' ', '_', '-']);
    FormKind::ALL
        .into_iter()
        .find(|form| form.number().is_some_and(|each| each.to_string() == number))
        .ok_or_else(|| {
            let papers: Vec<&str> = PaperKind::ALL.iter().map(|kind| kind.name()).collect();
            format!(
                "the order has no annex {written:?}: 1 to 8, or one of the papers in free form: {}",
                papers.join(", ")
            )
        })
}

fn print_form(
    annex: FormKind,
    arguments: &Arguments,
    given: Option<Value>,
) -> Result<Vec<u8>, forms::FormError> {
    let content = match given {
        _ if arguments.blank => FormContent::Blank,
        Some(fields) => FormContent::Filled(fields),
        None => FormContent::Filled(forms::specimen(annex, arguments.lang)),
    };
    forms::render(&FormRequest {
        annex,
        lang: arguments.lang,
        content,
        missing: Vec::new(),
        stamp: None,
        acting: None,
    })
}

/// A filled paper says that it is a draft: only the program that keeps the file makes one final.
fn print_paper(
    kind: PaperKind,
    arguments: &Arguments,
    given: Option<Value>,
) -> Result<Vec<u8>, forms::PaperError> {
    let content = match given {
        _ if arguments.blank => PaperContent::Blank,
        Some(fields) => PaperContent::Draft(fields),
        None => PaperContent::Draft(forms::paper_specimen(kind, arguments.lang)),
    };
    forms::render_paper(&PaperRequest {
        kind,
        lang: arguments.lang,
        content,
        stamp: None,
    })
}
