//! Where a sealed thing belongs.

/// The place of a sealed thing: its associated data.
///
/// An envelope opens only at the very place for which it was sealed, so that somebody who can write to the database
/// cannot move, swap or replay sealed things between bodies, files, compartments, streams, sequence numbers or kinds.
/// A field that has no meaning for a thing is the empty string (or zero), and that too is part of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Code of the body (organization, authorized body, internal affairs body).
    pub body: &'a str,
    /// Random code of the file, or of the exchange.
    pub file: &'a str,
    /// Name of the compartment.
    pub compartment: &'a str,
    /// The series within the file to which the thing belongs, such as `act` or `document`.
    pub stream: &'a str,
    /// Number within the stream.
    pub sequence: u64,
    /// What the thing is, such as the name of a form or `seed`.
    pub kind: &'a str,
}

impl Place<'_> {
    /// The unambiguous bytes of this place: every text is preceded by its length.
    pub(crate) fn append_to(&self, out: &mut Vec<u8>) {
        append_prefixed(out, b"tirek/place/1");
        append_prefixed(out, self.body.as_bytes());
        append_prefixed(out, self.file.as_bytes());
        append_prefixed(out, self.compartment.as_bytes());
        append_prefixed(out, self.stream.as_bytes());
        out.extend_from_slice(&self.sequence.to_be_bytes());
        append_prefixed(out, self.kind.as_bytes());
    }
}

/// Appends the length in bytes (u64, big-endian) and then the bytes, so that no two lists of fields share an encoding.
pub(crate) fn append_prefixed(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::Place;

    fn bytes(place: Place<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        place.append_to(&mut out);
        out
    }

    #[test]
    fn text_moved_over_a_field_border_is_another_place() {
        let place = Place {
            body: "ab",
            file: "c",
            compartment: "",
            stream: "",
            sequence: 0,
            kind: "",
        };
        let moved = Place {
            body: "a",
            file: "bc",
            ..place
        };
        assert_ne!(bytes(place), bytes(moved));
    }
}
