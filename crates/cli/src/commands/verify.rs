//! `tirek verify`: is the record whole?

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use store::VerifyReport;

use super::{Answer, print};
use crate::data::{self, Data};

/// Which data, held against what.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// A checkpoint that was kept elsewhere, or a file that holds some: a tail that was cut off since, or an older database, is
    /// told
    #[arg(long, value_name = "TEXT|FILE")]
    checkpoint: Vec<String>,
}

/// Runs the command: exit 0 when everything holds, 1 when something does not.
pub fn run(arguments: &Arguments) -> Answer {
    let checkpoints = data::read_checkpoints(&arguments.checkpoint)?;
    arguments.data.with_existing(async |store| {
        let report = store
            .verify_against(&checkpoints)
            .await
            .map_err(|error| data::said_in_full(&error))?;
        let mut text = said(&report)?;
        if report.is_whole() && !checkpoints.is_empty() {
            writeln!(text, "The record reaches every checkpoint given.")?;
        }
        print::text(&text)?;
        Ok(if report.is_whole() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    })
}

/// The report as it is printed.
pub fn said(report: &VerifyReport) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for chain in &report.chains {
        let hash: String = chain
            .hash
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        writeln!(
            text,
            "{}  {}: {} entries, newest {hash}",
            chain.body, chain.name, chain.entries
        )?;
        if let Some(directory) = &chain.directory {
            writeln!(
                text,
                "{}  directory of keys signed by {directory}",
                chain.body
            )?;
        }
    }
    if let Some(server) = report.server {
        let public: String = server.iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(text, "server  {public}")?;
    }
    writeln!(text, "{} files", report.files)?;
    for problem in &report.problems {
        writeln!(text, "BROKEN  {problem}")?;
    }
    text.push_str(if report.is_whole() {
        "Everything holds.\n"
    } else {
        "The record is not whole.\n"
    });
    Ok(text)
}
