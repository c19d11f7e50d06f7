//! Roles of staff, what each may know, and in whose name they act.

use serde::{Deserialize, Serialize};
use standard::{actor::Actor, compartment::Compartment};

/// A role or an appointment of a member of staff. A role is a set of compartments; several roles, their union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Head of the body; holds every compartment.
    Head,
    /// Acting head, by order.
    ActingHead,
    /// Social work specialist.
    Specialist,
    /// Social work consultant.
    Consultant,
    /// Psychologist.
    Psychologist,
    /// Lawyer.
    Lawyer,
    /// Senior nurse.
    Nurse,
    /// Educator.
    Educator,
    /// Occupational-therapy instructor.
    Instructor,
    /// Cultural activities organiser.
    CulturalOrganiser,
    /// Chief accountant: no recipient's file.
    Accountant,
    /// Staff matters: no recipient's file.
    Hr,
    /// Officer of an authorized body, who handles requests for permits.
    Officer,
    /// Officer of an internal affairs body.
    PoliceOfficer,
    /// Appointment: authorised for identification (paragraph 13, Annex 8).
    Identification,
    /// Appointment: authorised for monitoring (paragraph 30).
    Monitoring,
    /// Appointment: may open a restricted file in an emergency, for an hour and with a reason.
    Emergency,
}

impl Role {
    /// All roles and appointments.
    pub const ALL: [Role; 17] = [
        Role::Head,
        Role::ActingHead,
        Role::Specialist,
        Role::Consultant,
        Role::Psychologist,
        Role::Lawyer,
        Role::Nurse,
        Role::Educator,
        Role::Instructor,
        Role::CulturalOrganiser,
        Role::Accountant,
        Role::Hr,
        Role::Officer,
        Role::PoliceOfficer,
        Role::Identification,
        Role::Monitoring,
        Role::Emergency,
    ];

    /// The name in stored data and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Role::Head => "head",
            Role::ActingHead => "acting_head",
            Role::Specialist => "specialist",
            Role::Consultant => "consultant",
            Role::Psychologist => "psychologist",
            Role::Lawyer => "lawyer",
            Role::Nurse => "nurse",
            Role::Educator => "educator",
            Role::Instructor => "instructor",
            Role::CulturalOrganiser => "cultural_organiser",
            Role::Accountant => "accountant",
            Role::Hr => "hr",
            Role::Officer => "officer",
            Role::PoliceOfficer => "police_officer",
            Role::Identification => "identification",
            Role::Monitoring => "monitoring",
            Role::Emergency => "emergency",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The compartments whose keys the role holds, by the table of the design for confidentiality.
    pub fn compartments(self) -> &'static [Compartment] {
        use Compartment::*;
        match self {
            Role::Head | Role::ActingHead => &Compartment::ALL,
            Role::Specialist | Role::Consultant => &[File, Identity, Social],
            Role::Psychologist => &[File, Social, Children, Psychological],
            Role::Lawyer => &[File, Identity, Legal],
            Role::Nurse => &[File, Medical],
            Role::Educator => &[File, Children],
            Role::Instructor | Role::CulturalOrganiser => &[File],
            Role::Accountant => &[],
            Role::Hr => &[House],
            Role::Officer | Role::PoliceOfficer => &[File, Legal],
            Role::Identification => &[Legal],
            Role::Monitoring => &[Social, Children],
            Role::Emergency => &[Emergency],
        }
    }

    /// In whose name the holder acts. An appointment and the roles without recipients name nobody.
    pub fn actor(self) -> Option<Actor> {
        match self {
            Role::Head | Role::ActingHead => Some(Actor::Head),
            Role::Specialist => Some(Actor::Specialist),
            Role::Consultant => Some(Actor::Consultant),
            Role::Psychologist => Some(Actor::Psychologist),
            Role::Lawyer => Some(Actor::Lawyer),
            Role::Nurse => Some(Actor::Nurse),
            Role::Educator => Some(Actor::Educator),
            Role::Instructor => Some(Actor::Instructor),
            Role::CulturalOrganiser => Some(Actor::CulturalOrganiser),
            Role::Officer => Some(Actor::AuthorizedBody),
            Role::PoliceOfficer => Some(Actor::InternalAffairs),
            Role::Accountant
            | Role::Hr
            | Role::Identification
            | Role::Monitoring
            | Role::Emergency => None,
        }
    }
}

/// The compartments of several roles together, in the order of [`Compartment::ALL`].
pub(crate) fn compartments_of(roles: &[Role]) -> Vec<Compartment> {
    Compartment::ALL
        .into_iter()
        .filter(|compartment| {
            roles
                .iter()
                .any(|role| role.compartments().contains(compartment))
        })
        .collect()
}

/// In whose names a person with these roles may act, without repetition, in the order of the roles.
pub(crate) fn actors_of(roles: &[Role]) -> Vec<Actor> {
    let mut actors = Vec::new();
    for actor in roles.iter().filter_map(|role| role.actor()) {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }
    actors
}
