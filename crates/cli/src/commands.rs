//! One file per command. A command answers with its exit code; trouble is printed and exits with 2.

pub mod backup;
pub mod body;
pub mod calendar;
pub mod checkpoint;
pub mod forms;
pub mod iin;
pub mod kit;
pub mod migrate;
pub mod print;
pub mod rebuild;
pub mod restore;
pub mod serve;
pub mod simulate;
pub mod staffing;
pub mod standard_paragraphs;
pub mod verify;

use std::error::Error;
use std::process::ExitCode;

/// What a command answers.
pub type Answer = Result<ExitCode, Box<dyn Error>>;

/// Runs what waits for a database or a network.
pub fn wait_for(work: impl Future<Output = Answer>) -> Answer {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
