//! The project's own chores: `cargo xtask test` installs what the tests need and runs all of them; `cargo xtask long` runs the long
//! checks whole; `cargo xtask scan` runs outside scanners against a demonstration.

mod long;
mod machine;
mod tests;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test                            install what the tests need, run all of them
cargo xtask long [--seed N] [PACKAGE…]      run the long checks whole, optimised, and keep docs/assurance.md
cargo xtask scan ADDRESS [LOGIN…]           run schemathesis, sqlmap and wapiti against a demonstration at that address";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let chore = arguments.next().unwrap_or_default();
    let done = match chore.as_str() {
        "test" => tests::run_everything(),
        "long" => long::run_long(&arguments.collect::<Vec<_>>()),
        "scan" => {
            let mut words = vec!["xtask/scan.py".to_owned()];
            words.extend(arguments);
            machine::run("python3", &words, &[])
        }
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
