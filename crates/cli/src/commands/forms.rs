//! `tirek forms`: an official form as PDF, blank or filled.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use forms::{FormContent, FormRequest};
use standard::annex::FormKind;
use standard::lang::Lang;

use super::Answer;

/// Which form.
#[derive(Args)]
pub struct Arguments {
    /// The number of the annex, 1 to 8
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
    let number = arguments.annex.trim().to_lowercase();
    let number = number
        .trim_start_matches("annex")
        .trim_matches([' ', '_', '-']);
    let annex = FormKind::ALL
        .into_iter()
        .find(|form| form.number().to_string() == number)
        .ok_or_else(|| format!("the order has no annex {:?}: 1 to 8", arguments.annex))?;
    let content = if arguments.blank {
        FormContent::Blank
    } else if let Some(path) = &arguments.data {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        FormContent::Filled(
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?,
        )
    } else {
        FormContent::Filled(forms::specimen(annex, arguments.lang))
    };
    let pdf = forms::render(&FormRequest {
        annex,
        lang: arguments.lang,
        content,
        missing: Vec::new(),
        stamp: None,
    })?;
    std::fs::write(&arguments.output, pdf)
        .map_err(|error| format!("{}: {error}", arguments.output.display()))?;
    Ok(ExitCode::SUCCESS)
}
