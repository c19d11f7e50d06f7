//! `tirek migrate`: bring the database up to date, and count due days anew where an older calendar counted them.

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

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    let url = arguments.data.make_url()?;
    wait_for(async {
        let store = data::open(
            &url,
            surroundings::clock(),
            surroundings::randomness(),
            Cost::DEFAULT,
        )
        .await?;
        let recounted = store.recount_duties().await;
        store.close().await;
        let recounted = recounted.map_err(|error| data::said_in_full(&error))?;
        print::text(&format!(
            "The database is up to date; {recounted} due days were counted anew.\n"
        ))?;
        Ok(ExitCode::SUCCESS)
    })
}
