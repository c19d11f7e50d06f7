//! The pages, asked as a browser asks them.

mod accounts;
mod api;
mod asvs;
mod bad_input;
mod book;
mod browser;
mod consents;
mod constant_answers;
mod coverage;
mod exchanges;
mod foreign_bytes;
mod headers;
mod house;
mod house_papers;
mod journey;
mod keys_alone;
mod papers;
mod person;
mod planted;
mod refusals;
mod restricted;
mod samples;
mod second_factor;
mod signatures;
mod staff;
mod words;
