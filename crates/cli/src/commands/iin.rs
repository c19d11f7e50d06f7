//! `tirek iin check`: an individual identification number.

use std::process::ExitCode;

use clap::Subcommand;

use super::{Answer, print};

/// What is asked of a number.
#[derive(Subcommand)]
pub enum Command {
    /// Exit 0 when the number is valid, 1 when it is not, with the reason
    Check {
        /// The twelve digits
        #[arg(allow_hyphen_values = true)]
        iin: String,
    },
}

/// Runs the command.
pub fn run(command: &Command) -> Answer {
    let Command::Check { iin } = command;
    match standard::iin::check(iin) {
        Ok(()) => {
            print::text("valid\n")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(reason) => {
            print::text(&format!("not valid: {reason}\n"))?;
            Ok(ExitCode::from(1))
        }
    }
}
