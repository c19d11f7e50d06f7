//! `tirek verify`: is the record whole?

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use sealed::Cost;

use super::{Answer, print, wait_for};
use crate::data::{self, Data};
use crate::surroundings;

/// Which data.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
}

/// Runs the command: exit 0 when everything holds, 1 when something does not.
pub fn run(arguments: &Arguments) -> Answer {
    let url = arguments.data.existing_url()?;
    wait_for(async {
        let store = data::open(
            &url,
            surroundings::clock(),
            surroundings::randomness(),
            Cost::DEFAULT,
        )
        .await?;
        let report = store.verify().await;
        store.close().await;
        let report = report.map_err(|error| data::said_in_full(&error))?;
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
        }
        if let Some(server) = report.server {
            let public: String = server.iter().map(|byte| format!("{byte:02x}")).collect();
            writeln!(text, "server  {public}")?;
        }
        writeln!(text, "{} files", report.files)?;
        for problem in &report.problems {
            writeln!(text, "BROKEN  {problem}")?;
        }
        let whole = report.is_whole();
        text.push_str(if whole {
            "Everything holds.\n"
        } else {
            "The record is not whole.\n"
        });
        print::text(&text)?;
        Ok(if whole {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    })
}
