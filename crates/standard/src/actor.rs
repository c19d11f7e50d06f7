//! Who does an act.

use serde::{Deserialize, Serialize};

/// The one who does an act: a side of the case, a specialist of Annex 5, or another body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The recipient of services or the applicant.
    Recipient,
    /// The legal representative of a child (paragraphs 17–19).
    LegalRepresentative,
    /// The head of the organization, or the acting head.
    Head,
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
    /// District (city) authorized body of employment and social programmes.
    AuthorizedBody,
    /// Internal affairs body.
    InternalAffairs,
}

impl Actor {
    /// All actors.
    pub const ALL: [Actor; 13] = [
        Actor::Recipient,
        Actor::LegalRepresentative,
        Actor::Head,
        Actor::Specialist,
        Actor::Consultant,
        Actor::Psychologist,
        Actor::Lawyer,
        Actor::Nurse,
        Actor::Educator,
        Actor::Instructor,
        Actor::CulturalOrganiser,
        Actor::AuthorizedBody,
        Actor::InternalAffairs,
    ];

    /// The specialists of Annex 5 who work with recipients.
    pub const SPECIALISTS: [Actor; 8] = [
        Actor::Specialist,
        Actor::Consultant,
        Actor::Psychologist,
        Actor::Lawyer,
        Actor::Nurse,
        Actor::Educator,
        Actor::Instructor,
        Actor::CulturalOrganiser,
    ];

    /// The name in stored data and in the JSON of acts.
    pub fn name(self) -> &'static str {
        match self {
            Actor::Recipient => "recipient",
            Actor::LegalRepresentative => "legal_representative",
            Actor::Head => "head",
            Actor::Specialist => "specialist",
            Actor::Consultant => "consultant",
            Actor::Psychologist => "psychologist",
            Actor::Lawyer => "lawyer",
            Actor::Nurse => "nurse",
            Actor::Educator => "educator",
            Actor::Instructor => "instructor",
            Actor::CulturalOrganiser => "cultural_organiser",
            Actor::AuthorizedBody => "authorized_body",
            Actor::InternalAffairs => "internal_affairs",
        }
    }

    /// The actor of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.name() == name)
    }

    /// Whether this is a specialist of the organization or its head ("any" in the tables of acts).
    pub fn is_of_the_organization(self) -> bool {
        self == Actor::Head || Self::SPECIALISTS.contains(&self)
    }
}
