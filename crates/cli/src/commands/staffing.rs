//! `tirek staffing`: Annex 5 for a house.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use standard::catalogue::staffing::{Posts, staffing};
use standard::lang::Lang;
use web::words::Words;

use super::{Answer, print};

/// The house.
#[derive(Args)]
pub struct Arguments {
    /// How many recipients of services the house takes
    #[arg(long, allow_negative_numbers = true)]
    recipients: u32,
    /// How many of them are children
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    children: u32,
    /// How many training groups there are
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    groups: u32,
    /// Kazakh, Russian or English
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    let staff = staffing(arguments.recipients, arguments.children, arguments.groups);
    if arguments.json {
        print::json(&staff)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    let posts =
        |posts: Option<Posts>| posts.map_or("-".to_owned(), |posts| posts.as_f64().to_string());
    for row in &staff.positions {
        let advised = match (row.units, row.advisory_units) {
            (None, Some(advised)) => format!("  (no norm; {} advised)", advised.as_f64()),
            _ => String::new(),
        };
        writeln!(
            text,
            "{:>2}  {:>4}  {}{advised}",
            row.number,
            posts(row.units),
            row.text(arguments.lang)
        )?;
    }
    let words = Words::new(arguments.lang);
    for warning in &staff.warnings {
        let said = words.named("staff-warning", warning.reason);
        writeln!(text, "! {} ({})", said, warning.paragraph)?;
    }
    print::text(&text)?;
    Ok(ExitCode::SUCCESS)
}
