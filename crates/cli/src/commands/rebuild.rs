//! `tirek rebuild`: fold every file again and replace what was derived from it.

use std::process::ExitCode;

use clap::Args;
use sealed::Cost;

use super::{Answer, print, wait_for};
use crate::data::{self, Data};
use crate::{password, surroundings};

/// Which data, with whose keys.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// The login of the account whose keys open the files; its password is asked for
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
}

/// Runs the command: exit 0 when every file of the account's body was folded, 1 when its keys did not open some.
pub fn run(arguments: &Arguments) -> Answer {
    let url = arguments.data.existing_url()?;
    let password = password::ask("Password")?;
    wait_for(async {
        let store = data::open(
            &url,
            surroundings::clock(),
            surroundings::randomness(),
            Cost::DEFAULT,
        )
        .await?;
        let rebuilt = async {
            let (token, _) = store
                .sign_in(&arguments.login, &password)
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
            report
        };
        let report = rebuilt.await;
        store.close().await;
        let report = report?;
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
        print::text(&text)?;
        Ok(if report.unopened.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    })
}
