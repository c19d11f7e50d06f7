//! `tirek backup`: two archives, sealed to a kit that is not on this machine; also while the program serves.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use store::backup::SHRED_KEYS_KEPT_DAYS;

use super::{Answer, kit, print};
use crate::data::{self, Data};

/// Which data, for whom, to where.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// The public half of the backup kit (`tirek kit backup`)
    #[arg(long = "for", value_name = "FILE")]
    recipient: PathBuf,
    /// The folder for the archives; those of shred keys that are older than 35 days are removed from it
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

const DATA: &str = "tirek-data-";
const KEYS: &str = "tirek-shred-keys-";
const END: &str = ".tirek";
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// Runs the command.
pub fn run(arguments: &Arguments) -> Answer {
    let recipient = kit::read_public(&arguments.recipient)?;
    // Before a folder is made for nothing.
    arguments.data.existing_url()?;
    data::make_folder(&arguments.to)?;
    arguments.data.with_existing(async |store| {
        let now = store.now();
        let stamp = now.strftime(STAMP).to_string();
        let data_file = arguments.to.join(format!("{DATA}{stamp}{END}"));
        let keys_file = arguments.to.join(format!("{KEYS}{stamp}{END}"));
        let backup = {
            let mut data_out = Out::create(&data_file)?;
            let mut keys_out = Out::create(&keys_file)?;
            let backup = store
                .back_up(&recipient, &mut data_out.bytes, &mut keys_out.bytes)
                .await
                .map_err(|error| data::said_in_full(&error))?;
            data_out.finish()?;
            keys_out.finish()?;
            backup
        };
        let checkpoints: String = backup
            .checkpoints
            .iter()
            .map(|line| format!("{line}\n"))
            .collect();
        let checkpoints_file = arguments.to.join(format!("tirek-checkpoints-{stamp}.txt"));
        data::write_private(&checkpoints_file, checkpoints.as_bytes())?;
        let rows: u64 = backup.data.iter().map(|table| table.rows).sum();
        let keys: u64 = backup.shred_keys.iter().map(|table| table.rows).sum();
        let mut text = format!(
            "{}  {rows} rows\n{}  {keys} rows\n{}  keep a copy on another machine\n",
            data_file.display(),
            keys_file.display(),
            checkpoints_file.display()
        );
        for removed in remove_old_keys(&arguments.to, now)? {
            text.push_str(&format!("removed  {}\n", removed.display()));
        }
        print::text(&text)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// An archive that has its name only when it is whole.
struct Out {
    bytes: BufWriter<fs::File>,
    file: PathBuf,
}

impl Out {
    fn create(file: &Path) -> Result<Self, Box<dyn Error>> {
        let made = data::create_private(&data::unfinished(file))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(Out {
            bytes: BufWriter::new(made),
            file: file.to_owned(),
        })
    }

    fn finish(mut self) -> Result<(), Box<dyn Error>> {
        self.bytes.flush()?;
        self.bytes.get_ref().sync_all()?;
        fs::rename(data::unfinished(&self.file), &self.file)?;
        Ok(())
    }
}

impl Drop for Out {
    /// What was broken off is of no use, and holds keys. What is finished has another name by now.
    fn drop(&mut self) {
        // Whoever cannot remove it could not write it either; the next backup removes it when its time is over.
        let _ = fs::remove_file(data::unfinished(&self.file));
    }
}

/// Removes archives of shred keys whose time is over; gives their names.
fn remove_old_keys(folder: &Path, now: Timestamp) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let last = now - SignedDuration::from_hours(24 * SHRED_KEYS_KEPT_DAYS);
    let mut removed = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().and_then(|name| name.to_str());
        let stamp = name
            .and_then(|name| name.strip_prefix(KEYS))
            // One that was broken off has the same secrets in it.
            .and_then(|rest| rest.split_once(END))
            .map(|(stamp, _)| stamp);
        let made = stamp.and_then(|stamp| {
            let civil = jiff::civil::DateTime::strptime(STAMP, stamp).ok()?;
            Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
        });
        if made.is_some_and(|made| made < last) {
            fs::remove_file(&file)?;
            removed.push(file);
        }
    }
    removed.sort();
    Ok(removed)
}
