//! The project's own chores: `cargo xtask test` installs what the tests need and runs all of them.

mod machine;
mod tests;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask test     install what the tests need, run all of them";

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    let done = match chore.as_str() {
        "test" => tests::run_everything(),
        _ => Err(format!("unknown chore {chore:?}\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
