//! Chapter 3. Admission to the organization and identification.

pub mod para_09_application_or_referral;
pub mod para_10_identification;
pub mod para_11_detected_offence;
pub mod para_12_interview_and_sheet;
pub mod para_13_1_waiver;
pub mod para_13_interview;
pub mod para_14_1_report;
pub mod para_14_package_or_refusal;
pub mod para_15_permit_and_agreement;
pub mod para_16_term_and_extension;
pub mod para_17_children;
pub mod para_18_child_with_representative;
pub mod para_19_child_alone;
pub mod para_20_registration;
pub mod para_21_notice_to_police;
