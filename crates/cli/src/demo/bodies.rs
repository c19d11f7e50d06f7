//! The bodies of the demonstration and their staff.

use serde::Deserialize;
use standard::{actor::Actor, lang::Lang};
use store::{BodyKind, NewAccount, NewBody, Ownership, Role};

/// Everybody who works in the demonstration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    /// The password of all accounts.
    pub password: String,
    /// The shelter.
    pub shelter: DemoBody,
    /// The authorized body of its town.
    pub authorized_body: DemoBody,
    /// The internal affairs body of its town.
    pub internal_affairs: DemoBody,
}

/// A body with its staff, the head first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoBody {
    /// Its name; in clear in the database.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Its staff.
    pub staff: Vec<Member>,
}

/// A member of staff with an account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// What she types to sign in.
    pub login: String,
    /// Her name.
    pub name: String,
    /// What papers call her.
    pub position: Position,
    /// Her roles and appointments.
    pub roles: Vec<Role>,
    /// The language of her pages.
    pub language: Lang,
}

/// A position in the two languages of the papers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    kk: String,
    ru: String,
}

impl Position {
    /// In that language; what is not Kazakh is written in Russian.
    pub fn in_language(&self, language: Lang) -> &str {
        match language {
            Lang::Kk => &self.kk,
            _ => &self.ru,
        }
    }
}

impl Bodies {
    /// The bodies of `demo/bodies.toml`.
    pub fn read() -> Bodies {
        toml::from_str(include_str!("../../demo/bodies.toml")).expect("a test reads bodies.toml")
    }

    /// The three bodies, with what they are, in the order in which they are made. The last is made when everything else
    /// is there: a database that holds all three is a whole demonstration.
    pub fn all(&self) -> [(&DemoBody, BodyKind); 3] {
        let shelter = BodyKind::Organization {
            form: "shelter".to_owned(),
            ownership: Ownership::Private,
        };
        [
            (&self.shelter, shelter),
            (&self.authorized_body, BodyKind::AuthorizedBody),
            (&self.internal_affairs, BodyKind::InternalAffairs),
        ]
    }

    /// Who acts in that name: in the story, only the authorized body acts outside the shelter.
    pub fn who_acts(&self, actor: Actor) -> &Member {
        if actor == Actor::AuthorizedBody {
            self.authorized_body.who_acts_as(actor)
        } else {
            self.shelter.who_acts_as(actor)
        }
    }

    /// The account of a member of staff, to be made.
    pub fn account(&self, member: &Member) -> NewAccount {
        NewAccount {
            login: member.login.clone(),
            password: self.password.clone(),
            name: member.name.clone(),
            roles: member.roles.clone(),
            language: member.language,
        }
    }

    /// The table of accounts, for whoever tries the program.
    pub fn table(&self) -> String {
        let mut text = format!(
            "Demonstration accounts, all with the password  {}\n",
            self.password
        );
        for (body, _) in self.all() {
            text.push_str(&format!("\n  {}\n", body.name));
            for member in &body.staff {
                let roles: Vec<&str> = member.roles.iter().map(|role| role.name()).collect();
                text.push_str(&format!(
                    "    {:<14} {:<28} {}\n",
                    member.login,
                    roles.join(", "),
                    member.name
                ));
            }
        }
        text
    }
}

impl DemoBody {
    /// The body, to be made.
    pub fn new_body(&self, kind: BodyKind) -> NewBody {
        NewBody {
            name: self.name.clone(),
            kind,
        }
    }

    /// Who acts in that name here.
    pub fn who_acts_as(&self, actor: Actor) -> &Member {
        self.staff
            .iter()
            .find(|member| member.roles.iter().any(|role| role.actor() == Some(actor)))
            .unwrap_or(&self.staff[0])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_role_has_an_account_and_every_login_is_one_persons() {
        let bodies = Bodies::read();
        let staff = || bodies.all().into_iter().flat_map(|(body, _)| &body.staff);
        let held: BTreeSet<Role> = staff().flat_map(|member| member.roles.clone()).collect();
        let without: Vec<Role> = Role::ALL
            .into_iter()
            .filter(|role| !held.contains(role))
            .collect();
        // An acting head is appointed when the head is away.
        assert_eq!(without, [Role::ActingHead]);
        let logins: BTreeSet<&str> = staff().map(|member| member.login.as_str()).collect();
        assert_eq!(logins.len(), staff().count());
    }
}
