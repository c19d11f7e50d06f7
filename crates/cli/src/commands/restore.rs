//! `tirek restore` and `tirek rehearse`: a backup into an empty database; the same into one that is thrown away.

use std::error::Error;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use sealed::{BackupKit, Cost, chain::SignedCheckpoint};
use store::{
    Config, Store,
    backup::{Restored, Source, restore},
};

use super::{Answer, kit, print, rebuild, verify, wait_for};
use crate::data::{self, Data};
use crate::{password, surroundings};

/// The archives, and what they must reach.
#[derive(Args)]
struct Archives {
    /// The archive of data
    data_archive: PathBuf,
    /// The archive of shred keys: of the same backup or a later one
    keys_archive: PathBuf,
    /// A checkpoint that was kept elsewhere, or a file that holds some: a backup that does not reach it is refused
    #[arg(long, value_name = "TEXT|FILE")]
    checkpoint: Vec<String>,
}

/// What is restored, into what.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    archives: Archives,
}

/// What is rehearsed.
#[derive(Args)]
pub struct Rehearsal {
    #[command(flatten)]
    archives: Archives,
    /// An account whose keys open the files: each is folded again and compared. Its password is asked for after the kit
    #[arg(long = "as", value_name = "LOGIN")]
    login: Option<String>,
    /// The code of the moment from that account's app, when codes are turned on
    #[arg(long, value_name = "CODE", default_value = "", requires = "login")]
    code: String,
}

/// Runs `tirek restore`.
pub fn run(arguments: &Arguments) -> Answer {
    let file = arguments.data.embedded_file();
    if let Some(file) = file.as_deref().filter(|file| file.exists()) {
        return Err(format!(
            "there is a database at {}: a backup is restored into an empty place",
            file.display()
        )
        .into());
    }
    let opened = arguments.archives.open()?;
    let target = arguments.data.make_url()?;
    wait_for(async {
        let restored = match &file {
            None => opened.restore_into(&target).await?,
            Some(file) => {
                // Under its own name only when it is whole.
                let unfinished = data::unfinished(file);
                remove_database(&unfinished)?;
                match opened.restore_into(&data::embedded_url(&unfinished)?).await {
                    Ok(restored) => {
                        fs::rename(&unfinished, file)?;
                        restored
                    }
                    Err(error) => {
                        remove_database(&unfinished)?;
                        return Err(error);
                    }
                }
            }
        };
        print::text(&said(&restored)?)?;
        print::text("Restored.\n")?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Runs `tirek rehearse`: exit 0 when the backup is restorable, 1 when a file does not fold to what stands beside it.
pub fn rehearse(arguments: &Rehearsal) -> Answer {
    let opened = arguments.archives.open()?;
    let password = match &arguments.login {
        Some(_) => Some(password::ask("Password")?),
        None => None,
    };
    wait_for(async {
        let folder = TemporaryFolder::make()?;
        let file = folder.0.join("rehearsal.sqlite");
        let url = data::embedded_url(&file)?;
        let restored = opened.restore_into(&url).await?;
        let mut text = said(&restored)?;
        let mut holds = true;
        if let (Some(login), Some(password)) = (&arguments.login, password) {
            let store = open(&url).await?;
            let report = rebuild::folded_again(&store, login, &password, &arguments.code).await;
            store.close().await;
            let report = report?;
            text.push_str(&rebuild::said(&report));
            holds = report.mended.is_empty();
        }
        text.push_str(if holds {
            "This backup can be restored.\n"
        } else {
            "The backup opens, but derived rows differ from what the files say.\n"
        });
        print::text(&text)?;
        Ok(if holds {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    })
}

/// The archives with the kit that opens them.
struct Opened<'a> {
    archives: &'a Archives,
    kit: BackupKit,
    checkpoints: Vec<SignedCheckpoint>,
}

impl Archives {
    fn open(&self) -> Result<Opened<'_>, Box<dyn Error>> {
        // What can be told before the kit is typed.
        for file in [&self.data_archive, &self.keys_archive] {
            read(file)?;
        }
        let checkpoints = data::read_checkpoints(&self.checkpoint)?;
        Ok(Opened {
            archives: self,
            kit: kit::ask_backup_kit()?,
            checkpoints,
        })
    }
}

impl Opened<'_> {
    /// Restores into an empty database, and closes it.
    async fn restore_into(&self, url: &str) -> Result<Restored, Box<dyn Error>> {
        let source = Source {
            data: read(&self.archives.data_archive)?,
            shred_keys: read(&self.archives.keys_archive)?,
        };
        let (store, restored) = restore(url, config(), source, &self.kit, &self.checkpoints)
            .await
            .map_err(|error| data::said_in_full(&error))?;
        store.close().await;
        Ok(restored)
    }
}

fn config() -> Config {
    Config {
        clock: surroundings::clock(),
        random: surroundings::randomness(),
        password_cost: Cost::DEFAULT,
    }
}

async fn open(url: &str) -> Result<Store, Box<dyn Error>> {
    let opened = Store::open(url, config()).await;
    Ok(opened.map_err(|error| data::said_in_full(&error))?)
}

fn read(file: &Path) -> Result<BufReader<File>, Box<dyn Error>> {
    let opened = File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(BufReader::new(opened))
}

/// Removes an embedded database with what SQLite lays beside it.
fn remove_database(file: &Path) -> std::io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn said(restored: &Restored) -> Result<String, Box<dyn Error>> {
    let mut text = format!(
        "Data of {}, shred keys of {}\n",
        restored.made_at, restored.keys_made_at
    );
    for table in &restored.tables {
        writeln!(text, "{:>8}  {}", table.rows, table.table)?;
    }
    for code in &restored.erased_since {
        writeln!(text, "erased since  {code}")?;
    }
    text.push_str(&verify::said(&restored.report)?);
    Ok(text)
}

/// A folder for the length of a rehearsal. What lies in it is sealed like any database.
struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn make() -> Result<Self, Box<dyn Error>> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|error| error.to_string())?;
        let name = u64::from_be_bytes(name);
        let folder = std::env::temp_dir().join(format!("tirek-rehearsal-{name:016x}"));
        data::make_folder(&folder)?;
        Ok(TemporaryFolder(folder))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} could not be removed: {error}", self.0.display());
        }
    }
}
