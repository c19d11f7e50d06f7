//! The official forms of the order as tagged PDF.
