//! Chapter 5. Needs and the individual plan.

pub mod para_27_needs;
pub mod para_29_individual_plan;
pub mod para_31_monitoring;
pub mod para_32_adjustment;
pub mod para_33_outcome;
pub mod para_34_specialists;
pub mod para_35_job_descriptions;
pub mod para_35_results;
pub mod para_36_control;
pub mod para_37_rooms;
pub mod para_38_internal_rules;
