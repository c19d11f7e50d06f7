//! `tirek calendar`: the official calendar.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use jiff::civil::Date;
use sealed::Cost;
use serde_json::json;
use standard::calendar::{Calendar, DayOffKind};
use standard::lang::Lang;
use store::{LoadError, Store};

use super::{Answer, print, wait_for};
use crate::data::{self, Data};
use crate::surroundings;

/// What is asked of the calendar.
#[derive(Subcommand)]
pub enum Command {
    /// Print the N-th working day after DATE (the day itself is not counted)
    Add {
        /// The day of the event, YYYY-MM-DD
        #[arg(value_parser = iso_date)]
        date: Date,
        /// How many working days, at least 1
        #[arg(value_parser = clap::value_parser!(u32).range(1..), allow_negative_numbers = true)]
        n: u32,
    },
    /// The days off and working weekends of a year, with their sources
    Show {
        /// The year
        #[arg(allow_negative_numbers = true)]
        year: i16,
        /// Kazakh, Russian or English
        #[arg(long, default_value = "en")]
        lang: Lang,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Load a corrected or newly published year into the database
    Load {
        /// The year, in the format of law/calendar/YYYY.toml
        file: PathBuf,
        #[command(flatten)]
        data: Data,
        /// Load it; without this, only say whose last days would move
        #[arg(long)]
        confirm: bool,
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
        Command::Load {
            file,
            data,
            confirm,
        } => return wait_for(load(file, data, confirm)),
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what a year would move, and loads it when that is confirmed.
async fn load(file: PathBuf, data: Data, confirm: bool) -> Answer {
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("{}: {error}", file.display()))?
        .replace("\r\n", "\n");
    let url = data.existing_url()?;
    let random = surroundings::randomness();
    let store = data::open(&url, surroundings::clock(), random, Cost::DEFAULT).await?;
    let answer = load_into(&store, &text, confirm).await;
    store.close().await;
    print::text(&answer?)?;
    Ok(ExitCode::SUCCESS)
}

async fn load_into(
    store: &Store,
    text: &str,
    confirm: bool,
) -> Result<String, Box<dyn std::error::Error>> {
    let in_full = |error: LoadError| data::said_in_full(&error);
    let (year, moved) = store.moved_by(text).await.map_err(in_full)?;
    let day = |day: Option<Date>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    let mut said = format!(
        "{}: {} working days{}, {} last days move\n",
        year.year,
        year.working_days(),
        if year.provisional {
            " (provisional)"
        } else {
            ""
        },
        moved.len()
    );
    for duty in moved {
        writeln!(
            said,
            "{}/{}  {}  {} from {}:  {} -> {}",
            duty.body,
            duty.file,
            duty.who,
            duty.term,
            duty.from,
            day(duty.due),
            day(duty.then)
        )?;
    }
    if confirm {
        store.load_year(text, None).await.map_err(in_full)?;
        said.push_str("Loaded. It stands in the record of every body.\n");
    } else {
        said.push_str("Nothing was changed. Say --confirm to load it.\n");
    }
    Ok(said)
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
