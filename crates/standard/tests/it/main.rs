//! What a lawyer or a user of the standard cares about.

mod calendar_oracle;
mod calendar_years;
mod catalogue_words;
