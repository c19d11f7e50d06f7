//! The stage of a case, derived.

use serde::{Deserialize, Serialize};

use super::Case;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A request or a find was registered.
    Intake,
    /// An interview was held.
    Identification,
    /// Recognised as a victim: general services.
    Recognised,
    /// The package is with the authorized body.
    AwaitingPermit,
    /// The permit is in hand.
    PermitReceived,
    /// The agreement is concluded; observation.
    Observation,
    /// The needs are assessed; the plan is being drawn up.
    Planning,
    /// The plan is approved; services are given.
    InService,
    /// In hospital: services are suspended.
    Suspended,
    /// Left without permission.
    Absent,
    /// Services ended.
    Ended,
    /// The file is closed.
    Closed,
    /// Services were refused.
    Refused,
}

impl Stage {
    /// All stages.
    pub const ALL: [Stage; 13] = [
        Stage::Intake,
        Stage::Identification,
        Stage::Recognised,
        Stage::AwaitingPermit,
        Stage::PermitReceived,
        Stage::Observation,
        Stage::Planning,
        Stage::InService,
        Stage::Suspended,
        Stage::Absent,
        Stage::Ended,
        Stage::Closed,
        Stage::Refused,
    ];

    /// The name in stored data and in the output of `tirek simulate`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Intake => "intake",
            Stage::Identification => "identification",
            Stage::Recognised => "recognised",
            Stage::AwaitingPermit => "awaiting_permit",
            Stage::PermitReceived => "permit_received",
            Stage::Observation => "observation",
            Stage::Planning => "planning",
            Stage::InService => "in_service",
            Stage::Suspended => "suspended",
            Stage::Absent => "absent",
            Stage::Ended => "ended",
            Stage::Closed => "closed",
            Stage::Refused => "refused",
        }
    }
}

impl Case {
    /// The stage.
    pub fn stage(&self) -> Stage {
        if self.closed.is_some() {
            Stage::Closed
        } else if self.has_ended() {
            Stage::Ended
        } else if self.refused.is_some() {
            Stage::Refused
        } else if self.hospital.is_some() {
            Stage::Suspended
        } else if self.absence.is_some() {
            Stage::Absent
        } else if self.agreement.is_some() {
            if !self.plans.is_empty() {
                Stage::InService
            } else if self.needs_assessed.is_some() {
                Stage::Planning
            } else {
                Stage::Observation
            }
        } else if self.permit.is_some() {
            Stage::PermitReceived
        } else if self.recognised.is_some() {
            if self.request.is_pending() {
                Stage::AwaitingPermit
            } else {
                Stage::Recognised
            }
        } else if self.interview.is_some() {
            Stage::Identification
        } else {
            Stage::Intake
        }
    }
}
