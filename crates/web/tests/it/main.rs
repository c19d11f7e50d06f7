//! The pages, asked as a browser asks them.

mod accounts;
mod api;
mod bad_input;
mod book;
mod browser;
mod coverage;
mod exchanges;
mod headers;
mod house;
mod journey;
mod papers;
mod person;
mod samples;
mod second_factor;
mod staff;
mod words;
