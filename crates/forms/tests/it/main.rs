//! What leaves the printer, read back from the PDF.
//!
//! The text is read with `pdftotext` and the places of words with `pdftotext -bbox` (package `poppler-utils`).

mod contents;
mod long_values;
mod paper;
mod standards;
