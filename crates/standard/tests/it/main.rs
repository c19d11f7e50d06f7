//! What a lawyer or a user of the standard cares about.

mod approved;
mod book_and_staff;
mod calendar_oracle;
mod calendar_years;
mod catalogue_words;
mod chapter_1_general;
mod chapter_3_agreement;
mod chapter_3_identification;
mod chapter_5_plan;
mod chapter_6_services;
mod chapter_7_ending;
mod corpus;
mod deadlines;
mod disclosure;
mod editions;
mod exchanges;
mod journal_corpus;
mod journal_order;
mod refusals;
mod reports;
mod samples;
mod scenario;
mod simulate_files;
mod traceability;
mod walk;
mod what_pages_show;
