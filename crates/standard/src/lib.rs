//! The standard of special social services to victims of trafficking in persons (Order No. 138 of 24.02.2016) as pure
//! functions: no database, network, clock or randomness. The modules are the chapters of the order, their files its paragraphs.

pub mod act;
pub mod actor;
pub mod annex;
pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod compartment;
pub mod coverage;
pub mod disclosure;
pub mod duty;
pub mod edition;
pub mod exchange;
pub mod iin;
pub mod interpretation;
pub mod journal;
pub mod lang;
pub mod papers;
pub mod permit;
pub mod refusal;
pub mod register;
pub mod report;
pub mod retention;
pub mod simulation;
pub mod standard_text;
pub mod term;

pub mod chapter_1_general;
pub mod chapter_2_tasks;
pub mod chapter_3_admission;
pub mod chapter_4_stay;
pub mod chapter_5_plan;
pub mod chapter_6_services;
pub mod chapter_7_ending;
