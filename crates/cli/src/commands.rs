//! One file per command. A command answers with its exit code; trouble is printed and exits with 2.

pub mod calendar;
pub mod forms;
pub mod iin;
pub mod print;
pub mod simulate;
pub mod staffing;
pub mod standard_paragraphs;

use std::error::Error;
use std::process::ExitCode;

/// What a command answers.
pub type Answer = Result<ExitCode, Box<dyn Error>>;
