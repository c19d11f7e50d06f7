//! `tirek calendar`: the official calendar.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Subcommand;
use jiff::civil::Date;
use serde_json::json;
use standard::calendar::{Calendar, DayOffKind};
use standard::lang::Lang;

use super::{Answer, print};

/// What is asked of the calendar.
#[derive(Subcommand)]
pub enum Command {
    /// Print the N-th working day after DATE (the day itself is not counted)
    Add {
        /// The day of the event, YYYY-MM-DD
        #[arg(value_parser = iso_date)]
        date: Date,
        /// How many working days, at least 1
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        n: u32,
    },
    /// The days off and working weekends of a year, with their sources
    Show {
        /// The year
        year: i16,
        /// Kazakh, Russian or English
        #[arg(long, default_value = "en")]
        lang: Lang,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Reads a date written `YYYY-MM-DD`, for the command line.
pub fn iso_date(text: &str) -> Result<Date, String> {
    standard::act::parse_date(text)
}

/// Runs the command.
pub fn run(command: Command) -> Answer {
    match command {
        Command::Add { date, n } => {
            let counted = Calendar::embedded().add_working_days(date, n)?;
            print::text(&format!("{}\n", counted.due))?;
            if counted.provisional {
                eprintln!("provisional: the transfers of that year are not published yet");
            }
        }
        Command::Show { year, lang, json } => show(year, lang, json)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show(year: i16, lang: Lang, as_json: bool) -> Result<(), Box<dyn std::error::Error>> {
    let year = Calendar::embedded().year(year)?;
    let kind = |off| match off {
        Some(DayOffKind::Holiday) => "holiday",
        Some(DayOffKind::Substitute) => "substitute",
        Some(DayOffKind::Transfer) => "transfer",
        Some(DayOffKind::DayOff) => "day_off",
        None => "work",
    };
    if as_json {
        let days = |worked: bool| -> Vec<_> {
            year.days
                .iter()
                .filter(|(_, day)| day.off.is_none() == worked)
                .map(|(date, day)| {
                    json!({ "date": date, "kind": kind(day.off), "name": day.name(lang), "source": day.source })
                })
                .collect()
        };
        return print::json(&json!({
            "year": year.year,
            "provisional": year.provisional,
            "working_days": year.working_days(),
            "source": year.source,
            "off": days(false),
            "work": days(true),
        }));
    }
    let mut text = format!("{}: {} working days", year.year, year.working_days());
    text.push_str(if year.provisional {
        " (provisional)\n"
    } else {
        "\n"
    });
    writeln!(text, "Source: {}", year.source)?;
    for (date, day) in &year.days {
        let worked = if day.off.is_none() { "worked" } else { "off" };
        writeln!(
            text,
            "{date}  {worked:<6}  {}  [{}]",
            day.name(lang),
            day.source
        )?;
    }
    Ok(print::text(&text)?)
}
