//! `tirek kit`: secrets that are printed and lie on paper alone. No database is opened and nothing is written on a disk.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::PoisonError;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::{Args, Subcommand};
use sealed::{BackupKit, CustodianKit, SeedPublic};

use super::{Answer, print};
use crate::{data, password, surroundings};

/// What kits are for.
#[derive(Subcommand)]
pub enum Command {
    /// Three kits, one for each custodian: any two of them recover the keys of a body after the waiting period
    Custodians(Tested),
    /// The kit of whoever keeps the backups; its public half goes to the server
    Backup(BackupArguments),
    /// Type a kit from its paper: is it one, and of which kind?
    Test(Test),
}

/// Whether the kits are typed back at once.
#[derive(Args)]
pub struct Tested {
    /// Do not ask for the kits to be typed back from their papers
    #[arg(long)]
    untested: bool,
}

/// Where the public half goes.
#[derive(Args)]
pub struct BackupArguments {
    /// The file of the public half, for the server: `tirek backup --for FILE`
    #[arg(long, value_name = "FILE")]
    public: PathBuf,
    #[command(flatten)]
    tested: Tested,
}

/// What a kit should belong to.
#[derive(Args)]
pub struct Test {
    /// The public half to which a backup kit should belong
    #[arg(long, value_name = "FILE")]
    public: Option<PathBuf>,
}

/// What the file of a public half begins with.
const PUBLIC: &str = "TIREK-BACKUP-1 ";

/// Runs the command.
pub fn run(command: &Command) -> Answer {
    match command {
        Command::Custodians(tested) => custodians(tested),
        Command::Backup(arguments) => backup(arguments),
        Command::Test(arguments) => test(arguments),
    }
}

/// Reads the public half of a backup kit.
///
/// # Errors
/// There is no such file, or it holds something else.
pub fn read_public(file: &std::path::Path) -> Result<SeedPublic, Box<dyn std::error::Error>> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let bytes = text
        .trim()
        .strip_prefix(PUBLIC)
        .and_then(|text| STANDARD.decode(text.trim()).ok());
    let bytes =
        bytes.ok_or_else(|| format!("{}: not the public half of a backup kit", file.display()))?;
    Ok(SeedPublic::from_bytes(&bytes)?)
}

/// Asks for a backup kit.
///
/// # Errors
/// Nothing was typed, or it is none.
pub fn ask_backup_kit() -> Result<BackupKit, Box<dyn std::error::Error>> {
    Ok(BackupKit::from_text(&password::ask("Backup kit")?)?)
}

fn custodians(tested: &Tested) -> Answer {
    let random = surroundings::randomness();
    let mut random = random.lock().unwrap_or_else(PoisonError::into_inner);
    let kits: [CustodianKit; 3] = std::array::from_fn(|_| CustodianKit::generate(&mut *random));
    for (number, kit) in (1..).zip(&kits) {
        let text = kit.to_text();
        print::text(&format!(
            "TIREK. Кастодиан жинағы / Комплект хранителя / Custodian's kit {number} / 3\n\n    {}\n\n\
             Қағазды жабық конвертте сақтаңыз; ешкімге көрсетпеңіз, суретке түсірмеңіз.\n\
             Храните лист в закрытом конверте; никому не показывайте и не фотографируйте.\n\
             Keep this sheet in a closed envelope; show it to nobody, take no picture of it.\n\
             Any two of the three kits recover the keys of the body after the waiting period; one alone opens nothing.\n\u{c}\n",
            *text
        ))?;
    }
    if tested.untested {
        return Ok(ExitCode::SUCCESS);
    }
    for (number, kit) in (1..).zip(&kits) {
        let typed = password::ask(&format!("Kit {number}, typed from its paper"))?;
        let fits =
            CustodianKit::from_text(&typed).is_ok_and(|typed| typed.to_text() == kit.to_text());
        if !fits {
            return Err(
                format!("that is not kit {number}: burn the three papers and begin again").into(),
            );
        }
    }
    eprintln!("The three kits read as they were printed. Enter them on the page of recovery.");
    Ok(ExitCode::SUCCESS)
}

fn backup(arguments: &BackupArguments) -> Answer {
    let random = surroundings::randomness();
    let kit = BackupKit::generate(&mut *random.lock().unwrap_or_else(PoisonError::into_inner));
    let text = kit.to_text();
    print::text(&format!(
        "TIREK. Сақтық көшірме жинағы / Комплект резервных копий / Backup kit\n\n    {}\n\n\
         Бұл қағаз болмаса, сақтық көшірме ашылмайды. Оны серверден бөлек сақтаңыз.\n\
         Без этого листа резервные копии не открыть. Храните его отдельно от сервера.\n\
         Without this sheet no backup opens. Keep it away from the server.\n",
        *text
    ))?;
    if !arguments.tested.untested {
        let typed = password::ask("The kit, typed from its paper")?;
        let fits = BackupKit::from_text(&typed).is_ok_and(|typed| typed.public() == kit.public());
        if !fits {
            return Err("that is not the kit: burn the paper and begin again".into());
        }
    }
    let public = format!("{PUBLIC}{}\n", STANDARD.encode(kit.public().to_bytes()));
    data::write_private(&arguments.public, public.as_bytes())
        .map_err(|error| format!("{}: {error}", arguments.public.display()))?;
    eprintln!("The public half is in {}.", arguments.public.display());
    Ok(ExitCode::SUCCESS)
}

fn test(arguments: &Test) -> Answer {
    let typed = password::ask("Kit, typed from its paper")?;
    let said = if let Ok(kit) = BackupKit::from_text(&typed) {
        if let Some(file) = &arguments.public
            && kit.public() != read_public(file)?
        {
            return Err(format!("a backup kit, but not the one of {}", file.display()).into());
        }
        "a backup kit"
    } else if CustodianKit::from_text(&typed).is_ok() {
        "a custodian's kit"
    } else {
        return Err("that is no kit: a letter is wrong or missing".into());
    };
    print::text(&format!("It reads: {said}.\n"))?;
    Ok(ExitCode::SUCCESS)
}
