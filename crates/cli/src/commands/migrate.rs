//! `tirek migrate`: bring the database up to date, and count due days anew where an older calendar counted them.

use std::process::ExitCode;

use clap::Args;

use super::{Answer, print};
use crate::data::{self, Data};

/// Which data.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    arguments.data.with_made(async |store| {
        let recounted = store
            .recount_duties()
            .await
            .map_err(|error| data::said_in_full(&error))?;
        print::text(&format!(
            "The database is up to date; {recounted} due days were counted anew.\n"
        ))?;
        Ok(ExitCode::SUCCESS)
    })
}
