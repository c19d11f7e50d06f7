//! `tirek simulate`: acts in, stage, duties and refusals out.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use standard::calendar::Calendar;
use standard::simulation::{FileError, FileOutcome, Simulation, simulate};

use super::calendar::iso_date;
use super::{Answer, print};

/// What is played.
#[derive(Args)]
pub struct Arguments {
    /// JSON Lines of acts; `-` reads standard input
    file: PathBuf,
    /// The day on which lateness is judged; the day of the last line, when not given
    #[arg(long, value_parser = iso_date)]
    as_of: Option<Date>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    let text = read(&arguments.file)?;
    let answer = simulate(&text, arguments.as_of, Calendar::embedded())?;
    if arguments.json {
        print::json(&answer)?;
    } else {
        print::text(&in_words(&answer)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        FileError {
            line: u32::try_from(lines + 1).unwrap_or(u32::MAX),
            reason: "the line is not UTF-8".to_owned(),
        }
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

fn in_words(answer: &Simulation) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    match answer {
        Simulation::One(outcome) => write_outcome(&mut text, outcome)?,
        Simulation::Several(outcomes) => {
            for (name, outcome) in outcomes {
                writeln!(text, "File {name}")?;
                write_outcome(&mut text, outcome)?;
            }
        }
    }
    Ok(text)
}

fn write_outcome(text: &mut String, outcome: &FileOutcome) -> std::fmt::Result {
    writeln!(text, "Stage: {}", outcome.stage.name())?;
    if let Some(last_day) = outcome.last_day {
        writeln!(text, "Last day of the agreement: {last_day}")?;
    }
    let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
    for duty in &outcome.duties {
        writeln!(
            text,
            "{:<20} para {:<5} {:<16} from {}  due {:<10}  done {:<10}{}",
            duty.what,
            duty.paragraph,
            duty.who,
            duty.from,
            day(duty.due),
            day(duty.done),
            if duty.late { "  late" } else { "" },
        )?;
    }
    for refused in &outcome.refused {
        writeln!(
            text,
            "line {} refused (para {}): {}",
            refused.line, refused.paragraph, refused.reason
        )?;
    }
    for warning in &outcome.warnings {
        writeln!(
            text,
            "line {} marked (para {}): {}",
            warning.line, warning.paragraph, warning.reason
        )?;
    }
    Ok(())
}
