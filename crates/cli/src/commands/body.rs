//! `tirek body`: the bodies of this server. Its administrator belongs to none of them.

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use standard::lang::Lang;
use store::{BodyKind, NewAccount, NewBody, Ownership, Role};

use super::{Answer, print};
use crate::data::{self, Data};
use crate::password;

/// What is done with bodies.
#[derive(Subcommand)]
pub enum Command {
    /// Add a body with its head, whose password is asked for
    Add(Add),
    /// The bodies of this server, by name
    List(List),
}

/// The body and its head.
#[derive(Args)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    /// Its name, as everybody may know it
    #[arg(long)]
    name: String,
    /// What it is; the forms of organizations are those of paragraph 4
    #[arg(long)]
    kind: Kind,
    /// The organization is a state one
    #[arg(long)]
    state: bool,
    /// What its head types to sign in
    #[arg(long)]
    login: String,
    /// The name of its head
    #[arg(long)]
    head: String,
    /// The language of its head's pages
    #[arg(long, default_value = "kk")]
    lang: Lang,
}

/// Which data.
#[derive(Args)]
pub struct List {
    #[command(flatten)]
    data: Data,
}

/// What a body is.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Rehabilitation centre (paragraph 4)
    RehabilitationCenter,
    /// Centre of social assistance (paragraph 4)
    SocialAssistanceCenter,
    /// Shelter (paragraph 4)
    Shelter,
    /// Other organization (paragraph 4)
    Other,
    /// District (city) authorized body
    AuthorizedBody,
    /// Internal affairs body
    InternalAffairs,
}

impl Kind {
    fn body_kind(self, ownership: Ownership) -> BodyKind {
        let organization = |form: &str| BodyKind::Organization {
            form: form.to_owned(),
            ownership,
        };
        match self {
            Kind::RehabilitationCenter => organization("rehabilitation_center"),
            Kind::SocialAssistanceCenter => organization("social_assistance_center"),
            Kind::Shelter => organization("shelter"),
            Kind::Other => organization("other"),
            Kind::AuthorizedBody => BodyKind::AuthorizedBody,
            Kind::InternalAffairs => BodyKind::InternalAffairs,
        }
    }

    /// Somebody must hold the keys with which the body works: the head, until she has staff.
    fn roles_of_the_head(self) -> Vec<Role> {
        match self {
            Kind::AuthorizedBody => vec![Role::Head, Role::Officer],
            Kind::InternalAffairs => vec![Role::Head, Role::PoliceOfficer],
            _ => vec![Role::Head],
        }
    }
}

/// Runs the command.
pub fn run(command: Command) -> Answer {
    match command {
        Command::Add(arguments) => add(&arguments),
        Command::List(arguments) => list(&arguments),
    }
}

fn add(arguments: &Add) -> Answer {
    let password = password::ask_new("Password of the head (15 letters or more)")?;
    let ownership = if arguments.state {
        Ownership::State
    } else {
        Ownership::Private
    };
    arguments.data.with_made(async |store| {
        let body = NewBody {
            name: arguments.name.clone(),
            kind: arguments.kind.body_kind(ownership),
        };
        let head = NewAccount {
            login: arguments.login.clone(),
            password: password.to_string(),
            name: arguments.head.clone(),
            roles: arguments.kind.roles_of_the_head(),
            language: arguments.lang,
        };
        let added = store.add_body(body, head).await;
        let body = added.map_err(|error| data::said_in_full(&error))?;
        print::text(&format!("{}  {}\n", body.code, body.name))?;
        Ok(ExitCode::SUCCESS)
    })
}

fn list(arguments: &List) -> Answer {
    arguments.data.with_existing(async |store| {
        let bodies = store.bodies().await;
        let bodies = bodies.map_err(|error| data::said_in_full(&error))?;
        let lines = bodies
            .iter()
            .map(|body| format!("{}  {}\n", body.code, body.name));
        print::text(&lines.collect::<String>())?;
        Ok(ExitCode::SUCCESS)
    })
}
