//! Where the data are: a folder with an embedded database, or a database named by its address.

use std::error::Error;
use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use clap::Args;
use sealed::{Cost, chain::SignedCheckpoint};
use store::{Clock, Config, Randomness, Store};

use crate::commands::{Answer, wait_for};
use crate::surroundings;

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

    /// The database that must be there, lent to `work` and closed again whatever came out: every command that only needs the
    /// data opens them so.
    ///
    /// # Errors
    /// There is no database, it does not open, or what the work says.
    pub fn with_existing(&self, work: impl AsyncFnOnce(&Store) -> Answer) -> Answer {
        lend(&self.existing_url()?, work)
    }

    /// The same, with a database that is made when it is not there.
    ///
    /// # Errors
    /// It cannot be made or opened, or what the work says.
    pub fn with_made(&self, work: impl AsyncFnOnce(&Store) -> Answer) -> Answer {
        lend(&self.make_url()?, work)
    }

    /// Where the program keeps its checkpoints when nothing is said: beside the embedded database.
    pub fn usual_checkpoints(&self) -> Option<PathBuf> {
        let embedded = self.database.is_none();
        embedded.then(|| self.data.join("checkpoints.txt"))
    }

    /// The file of the embedded database; `None` when the data are in another.
    pub fn embedded_file(&self) -> Option<PathBuf> {
        self.database.is_none().then(|| self.file())
    }

    fn file(&self) -> PathBuf {
        self.data.join("tirek.sqlite")
    }

    fn url(&self) -> Result<String, Box<dyn Error>> {
        match &self.database {
            Some(url) => Ok(url.clone()),
            None => embedded_url(&self.file()),
        }
    }
}

/// The address of an embedded database.
///
/// # Errors
/// Its path has letters that an address cannot carry.
pub fn embedded_url(file: &Path) -> Result<String, Box<dyn Error>> {
    // What stands after a question mark in the address of a database is not its path.
    let path = file.to_str().filter(|path| !path.contains(['?', '%', '#']));
    let path =
        path.ok_or("the path of the data folder has letters that an address cannot carry")?;
    Ok(format!("sqlite:{path}"))
}

fn lend(url: &str, work: impl AsyncFnOnce(&Store) -> Answer) -> Answer {
    wait_for(async {
        let store = open(
            url,
            surroundings::clock(),
            surroundings::randomness(),
            Cost::DEFAULT,
        )
        .await?;
        let answer = work(&store).await;
        store.close().await;
        answer
    })
}

/// Reads checkpoints given as text, or as the name of a file that holds some.
///
/// # Errors
/// There is no such file, or no checkpoint in it.
pub fn read_checkpoints(given: &[String]) -> Result<Vec<SignedCheckpoint>, Box<dyn Error>> {
    let mut checkpoints = Vec::new();
    for each in given {
        let text = if each.trim_start().starts_with("TIREK1 ") {
            each.clone()
        } else {
            std::fs::read_to_string(each).map_err(|error| format!("{each}: {error}"))?
        };
        checkpoints
            .extend(store::checkpoint::read(&text).map_err(|error| format!("{each}: {error}"))?);
    }
    Ok(checkpoints)
}

/// Writes a file that only its owner may read, whole or not at all.
///
/// # Errors
/// It cannot be written.
pub fn write_private(file: &Path, content: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;

    let unfinished = unfinished(file);
    let mut out = create_private(&unfinished)?;
    out.write_all(content)?;
    out.sync_all()?;
    std::fs::rename(unfinished, file)
}

/// The name under which a file is written until it is whole.
pub fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

/// Makes a file that only its owner may read; one that is there is emptied.
///
/// # Errors
/// It cannot be made.
pub fn create_private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)
}

/// Makes a folder that only its owner may enter.
///
/// # Errors
/// It cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Box<dyn Error>> {
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
