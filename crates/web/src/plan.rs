//! Chapter 5: observation, needs, individual plan, monitoring.

pub mod individual_plan;
pub mod monitoring;
pub mod needs;
