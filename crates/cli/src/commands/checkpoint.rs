//! `tirek checkpoint`: how far the record of each body has come, to be kept outside this machine.

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

/// Runs the command: one line for each body.
pub fn run(arguments: &Arguments) -> Answer {
    arguments.data.with_existing(async |store| {
        let checkpoints = store
            .checkpoints()
            .await
            .map_err(|error| data::said_in_full(&error))?;
        let lines = checkpoints
            .iter()
            .map(|checkpoint| checkpoint.to_text() + "\n");
        print::text(&lines.collect::<String>())?;
        Ok(ExitCode::SUCCESS)
    })
}
