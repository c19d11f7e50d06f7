//! `tirek rebuild`: fold every file again and replace what was derived from it.

use std::error::Error;
use std::process::ExitCode;

use clap::Args;
use store::{RebuildReport, Store};

use super::{Answer, print};
use crate::data::{self, Data};
use crate::password;

/// Which data, with whose keys.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// The login of the account whose keys open the files; its password is asked for
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
    /// The code of the moment from the account's app, when codes are turned on
    #[arg(long, value_name = "CODE", default_value = "")]
    code: String,
}

/// Runs the command: exit 0 when every file of the account's body was folded, 1 when its keys did not open some.
pub fn run(arguments: &Arguments) -> Answer {
    // Before the password is asked for.
    arguments.data.existing_url()?;
    let password = password::ask("Password")?;
    arguments.data.with_existing(async |store| {
        let report = folded_again(store, &arguments.login, &password, &arguments.code).await?;
        print::text(&said(&report))?;
        Ok(if report.unopened.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    })
}

/// Folds again every file that the keys of an account open.
///
/// # Errors
/// Nobody is signed in so, or an entry does not open.
pub async fn folded_again(
    store: &Store,
    login: &str,
    password: &str,
    code: &str,
) -> Result<RebuildReport, Box<dyn Error>> {
    let (token, _) = store
        .sign_in_with(login, password, code)
        .await
        .map_err(|error| data::said_in_full(&error))?;
    let session = store
        .session(&token.to_text())
        .await
        .map_err(|error| data::said_in_full(&error))?;
    let report = store
        .rebuild(&session)
        .await
        .map_err(|error| data::said_in_full(&error));
    store
        .sign_out(&session)
        .await
        .map_err(|error| data::said_in_full(&error))?;
    Ok(report?)
}

/// The report as it is printed.
pub fn said(report: &RebuildReport) -> String {
    let mut text = format!(
        "{} files folded again, {} mended\n",
        report.folded,
        report.mended.len()
    );
    for code in &report.mended {
        text.push_str(&format!("mended    {code}\n"));
    }
    for code in &report.unopened {
        text.push_str(&format!("unopened  {code}\n"));
    }
    text
}
