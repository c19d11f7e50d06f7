//! Where the data are: a folder with an embedded database, or a database named by its address.

use std::error::Error;
use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use clap::Args;
use sealed::Cost;
use store::{Clock, Config, Randomness, Store};

/// Where the data are.
#[derive(Args)]
pub struct Data {
    /// The data folder; it is made when it is not there, for its owner alone
    #[arg(long, value_name = "DIR", env = "TIREK_DATA", default_value = "data")]
    data: PathBuf,
    /// A PostgreSQL database instead of the embedded one (postgres://…); better in the environment, since it may name a
    /// password
    #[arg(
        long,
        value_name = "URL",
        env = "TIREK_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
}

impl Data {
    /// The address of the database. The data folder is made when the database lies in it.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn make_url(&self) -> Result<String, Box<dyn Error>> {
        if self.database.is_none() {
            make_folder(&self.data)?;
        }
        self.url()
    }

    /// The address of a database that must be there.
    ///
    /// # Errors
    /// There is no database in the data folder.
    pub fn existing_url(&self) -> Result<String, Box<dyn Error>> {
        let file = self.file();
        if self.database.is_none() && !file.exists() {
            return Err(format!("there is no database at {}", file.display()).into());
        }
        self.url()
    }

    /// What the data are called in a message: the folder, or "the database" without its address.
    pub fn name(&self) -> String {
        match &self.database {
            Some(_) => "the database".to_owned(),
            None => self.data.display().to_string(),
        }
    }

    fn file(&self) -> PathBuf {
        self.data.join("tirek.sqlite")
    }

    fn url(&self) -> Result<String, Box<dyn Error>> {
        if let Some(url) = &self.database {
            return Ok(url.clone());
        }
        // What stands after a question mark in the address of a database is not its path.
        let file = self.file();
        let path = file.to_str().filter(|path| !path.contains(['?', '%', '#']));
        let path =
            path.ok_or("the path of the data folder has letters that an address cannot carry")?;
        Ok(format!("sqlite:{path}"))
    }
}

/// Makes a folder that only its owner may enter.
fn make_folder(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|error| format!("{}: {error}", folder.display()).into())
}

/// Opens a database.
///
/// # Errors
/// It cannot be reached, opened or brought up to date.
pub async fn open(
    url: &str,
    clock: Clock,
    random: Randomness,
    password_cost: Cost,
) -> Result<Store, Box<dyn Error>> {
    let store = Store::open(
        url,
        Config {
            clock,
            random,
            password_cost,
        },
    )
    .await;
    store.map_err(|error| said_in_full(&error).into())
}

/// An error with what caused it. The store's errors quote no personal data.
pub fn said_in_full(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.ends_with(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}
