//! What leaves the printer, read back from the PDF.
//!
//! The text is read with `pdftotext` and the places of words with `pdftotext -bbox` (package `poppler-utils`).

mod bundles;
mod contents;
mod long_values;
mod own_copies;
mod own_sheets;
mod paper;
mod papers;
mod registers;
mod standards;
