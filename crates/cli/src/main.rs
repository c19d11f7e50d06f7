//! The program `tirek`: the only place that asks what time it is and reads the environment.

mod commands;
mod connections;
mod data;
mod demo;
mod password;
mod surroundings;
mod tls;

use std::alloc::System;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use zeroizing_alloc::ZeroAlloc;

use commands::{
    backup, body, calendar, checkpoint, forms, iin, kit, migrate, rebuild, restore, serve,
    simulate, staffing, standard_paragraphs, verify,
};

/// Keys are erased where they are dropped; this erases everything else that held somebody's words, in libraries too, when it is given
/// back: page, answer, form. A test reads the memory of a served program.
#[global_allocator]
static HEAP: ZeroAlloc<System> = ZeroAlloc(System);

/// Case management for organizations that serve victims of trafficking in persons (Order No. 138 of 24.02.2016).
///
/// The order lost force on 01.07.2023; the program carries out the edition in force from 08.10.2022.
#[derive(Parser)]
#[command(name = "tirek", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and the API
    Serve(serve::Arguments),
    /// Count working days by the official calendar
    #[command(subcommand)]
    Calendar(calendar::Command),
    /// Check an individual identification number
    #[command(subcommand)]
    Iin(iin::Command),
    /// The minimum staff of Annex 5 for a house
    Staffing(staffing::Arguments),
    /// Play acts: stages, duties with their days and paragraphs, refusals
    Simulate(simulate::Arguments),
    /// Every paragraph of the order and what the program does with it
    Standard(standard_paragraphs::Arguments),
    /// Print an official form as PDF
    Forms(forms::Arguments),
    /// Check chains, signatures and everything the record vouches for; needs no key
    Verify(verify::Arguments),
    /// Say how far the record of each body has come: lines to be kept outside this machine
    Checkpoint(checkpoint::Arguments),
    /// Make printed kits: of three custodians, of whoever keeps the backups
    #[command(subcommand)]
    Kit(kit::Command),
    /// Back up while serving, sealed to a kit that is not on this machine
    Backup(backup::Arguments),
    /// Restore a backup into an empty database
    Restore(restore::Arguments),
    /// Prove that a backup can be restored, in a database that is thrown away
    Rehearse(restore::Rehearsal),
    /// Fold every file again that an account's keys open, and mend what was derived
    Rebuild(rebuild::Arguments),
    /// Bring the database up to date
    Migrate(migrate::Arguments),
    /// The bodies of this server
    #[command(subcommand)]
    Body(body::Command),
}

fn main() -> ExitCode {
    let answer = match Arguments::parse().command {
        Command::Calendar(command) => calendar::run(command),
        Command::Iin(command) => iin::run(&command),
        Command::Staffing(arguments) => staffing::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Standard(arguments) => standard_paragraphs::run(&arguments),
        Command::Forms(arguments) => forms::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Checkpoint(arguments) => checkpoint::run(&arguments),
        Command::Kit(command) => kit::run(&command),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Rehearse(arguments) => restore::rehearse(&arguments),
        Command::Rebuild(arguments) => rebuild::run(&arguments),
        Command::Migrate(arguments) => migrate::run(&arguments),
        Command::Body(command) => body::run(command),
    };
    match answer {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("tirek: {trouble}");
            ExitCode::from(2)
        }
    }
}
