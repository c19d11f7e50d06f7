//! `tirek standard`: what the program does with each paragraph.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use standard::coverage::{Coverage, coverage, coverage_of};
use standard::lang::Lang;

use super::{Answer, print};

/// Which paragraph.
#[derive(Args)]
pub struct Arguments {
    /// One paragraph (`15`, `13-1`, `annex 8`); all of them, when not given
    paragraph: Vec<String>,
    /// Kazakh, Russian or English
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    if arguments.paragraph.is_empty() {
        let all = coverage();
        if arguments.json {
            print::json(&all)?;
        } else {
            let mut text = String::new();
            for each in &all {
                writeln!(
                    text,
                    "{:<8} {:<12} {}",
                    each.paragraph,
                    each.status,
                    each.title(arguments.lang)
                )?;
            }
            print::text(&text)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = arguments.paragraph.join(" ");
    let found =
        coverage_of(&wanted).ok_or_else(|| format!("the order has no paragraph {wanted:?}"))?;
    if arguments.json {
        print::json(&found)?;
    } else {
        print::text(&in_words(&found, arguments.lang)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(each: &Coverage, lang: Lang) -> Result<String, std::fmt::Error> {
    let mut text = format!(
        "{}. {}\n\n{}\n\n",
        each.paragraph,
        each.title(lang),
        each.text(lang)
    );
    writeln!(text, "Status: {} ({})", each.status, each.reason)?;
    let mut list = |name: &str, items: &[String]| {
        if items.is_empty() {
            Ok(())
        } else {
            writeln!(text, "{name}: {}", items.join(", "))
        }
    };
    list("Module", &each.modules)?;
    list("Acts", &each.acts)?;
    list("Duties", &each.duties)?;
    list("Refusals", &each.refusals)?;
    list("Screens", &each.screens)?;
    list("API", &each.operations)?;
    list("Forms", &each.forms)?;
    list("Papers", &each.papers)?;
    list("Interpretations", &each.interpretations)?;
    list("Tests", &each.tests)?;
    Ok(text)
}
