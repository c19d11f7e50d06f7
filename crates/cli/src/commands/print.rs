//! Printing on standard output; a reader that went away is not an error.

use std::io::{self, Write};

use serde::Serialize;

/// Prints a text.
pub fn text(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Prints a value as JSON.
pub fn json(value: &impl Serialize) -> Result<(), Box<dyn std::error::Error>> {
    let mut line = serde_json::to_string_pretty(value)?;
    line.push('\n');
    Ok(text(&line)?)
}
