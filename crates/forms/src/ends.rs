//! Where the streams of a PDF end.
//!
//! Data whose last byte is a carriage return, followed by the line feed before `endstream`, can be read as data of one byte less
//! with a longer end of line. The length that the stream states is right; so that nobody doubts it, such data are followed by
//! a carriage return and a line feed.

const AMBIGUOUS: &[u8] = b"\r\nendstream\nendobj";

/// The same PDF, with ends of streams that are read in one way only.
pub(crate) fn made_clear(pdf: Vec<u8>) -> Vec<u8> {
    let places: Vec<usize> = pdf
        .windows(AMBIGUOUS.len())
        .enumerate()
        .filter(|(_, window)| *window == AMBIGUOUS)
        .map(|(place, _)| place + 1)
        .collect();
    if places.is_empty() {
        return pdf;
    }
    with_ends(&pdf, &places).unwrap_or(pdf)
}

/// Puts a carriage return at each of these places and moves what the table of objects says; `None` when there is no such table.
fn with_ends(pdf: &[u8], places: &[usize]) -> Option<Vec<u8>> {
    let moved = |offset: usize| offset + places.iter().filter(|place| **place < offset).count();
    let last = rposition(pdf, b"startxref\n")? + b"startxref\n".len();
    let (table, _) = number(&pdf[last..])?;
    let mut clear = Vec::with_capacity(pdf.len() + places.len() + 1);
    let mut from = 0;
    for place in places {
        clear.extend_from_slice(&pdf[from..*place]);
        clear.push(b'\r');
        from = *place;
    }
    clear.extend_from_slice(pdf.get(from..table)?);
    let rest = pdf.get(table..)?.strip_prefix(b"xref\n0 ")?;
    let (count, digits) = number(rest)?;
    let entries = rest.get(digits + 1..digits + 1 + 20 * count)?;
    clear.extend_from_slice(format!("xref\n0 {count}\n").as_bytes());
    for entry in entries.chunks(20) {
        let (offset, _) = number(entry)?;
        let offset = if entry[17] == b'n' {
            moved(offset)
        } else {
            offset
        };
        clear.extend_from_slice(format!("{offset:010}").as_bytes());
        clear.extend_from_slice(&entry[10..]);
    }
    let after = table + b"xref\n0 ".len() + digits + 1 + 20 * count;
    clear.extend_from_slice(pdf.get(after..last)?);
    clear.extend_from_slice(format!("{}\n%%EOF", moved(table)).as_bytes());
    Some(clear)
}

/// The number at the beginning, and how many digits it has.
fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let number = std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, digits))
}

fn rposition(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of two streams; the data of the first end as given.
    fn pdf(data: &[u8]) -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n".to_vec();
        let mut offsets = Vec::new();
        for (index, data) in [data, b"more"].into_iter().enumerate() {
            offsets.push(pdf.len());
            let head = format!("{} 0 obj\n<</Length {}>>\nstream\n", index + 1, data.len());
            pdf.extend_from_slice(head.as_bytes());
            pdf.extend_from_slice(data);
            pdf.extend_from_slice(b"\nendstream\nendobj\n\n");
        }
        let table = pdf.len();
        pdf.extend_from_slice(b"xref\n0 3\n0000000000 65535 f\r\n");
        for offset in offsets {
            pdf.extend_from_slice(format!("{offset:010} 00000 n\r\n").as_bytes());
        }
        pdf.extend_from_slice(b"trailer\n<</Size 3>>\n");
        pdf.extend_from_slice(format!("startxref\n{table}\n%%EOF").as_bytes());
        pdf
    }

    #[test]
    fn data_that_end_with_a_carriage_return_are_followed_by_a_whole_end_of_line() {
        let clear = made_clear(pdf(b"data\r"));
        let found = |part: &[u8]| rposition(&clear, part);
        assert!(found(b"<</Length 5>>\nstream\ndata\r\r\nendstream").is_some());
        let table = found(b"xref\n0 3").unwrap();
        let second = found(b"2 0 obj").unwrap();
        assert!(found(format!("{second:010} 00000 n\r\n").as_bytes()).is_some());
        assert!(clear.ends_with(format!("startxref\n{table}\n%%EOF").as_bytes()));
    }

    #[test]
    fn other_files_stay_as_they_are() {
        for other in [
            pdf(b"data"),
            pdf(b"data\n"),
            b"\r\nendstream\nendobj".to_vec(),
        ] {
            assert_eq!(made_clear(other.clone()), other);
        }
    }
}
