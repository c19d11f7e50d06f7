//! Papers: what was signed, what lies beside a document, papers in free form, registers, the whole file, the own copy.

pub mod archive;
pub mod beside;
pub mod disclosure;
pub mod export;
pub mod fields;
pub mod house;
pub mod paper;
pub mod prefill;
pub mod prints;
pub mod register;
pub mod scan;
pub mod signature;
pub mod take;
pub mod trust;
pub mod upload;
