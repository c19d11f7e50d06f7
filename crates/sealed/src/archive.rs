//! A backup: a heading sealed to a key that is not on the server, then parts, each an envelope of its own.
//!
//! ```text
//! offset  bytes  field
//!      0      4  magic "TIRB"
//!      4      1  version, 1
//!      5      1  kind: 1 data, 2 shred keys
//!      6         parts: length (8 bytes, big-endian), then an envelope
//! ```
//!
//! The first part is the heading, sealed to the backup kit with X-Wing: the key of the archive (32 bytes), the name of the backup
//! (16 bytes), then what the program says of it. Every further part is sealed under the key of the archive at the place
//! of its number; the last one is marked. So nothing can be cut off, repeated, left out, exchanged or put behind.

use std::io::{self, Read};

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::envelope::{OpenError, Sealed, open, seal};
use crate::key::Key;
use crate::place::Place;
use crate::recovery::BackupKit;
use crate::seed::SeedPublic;

const MAGIC: &[u8; 4] = b"TIRB";
const VERSION: u8 = 1;
const KEY_BYTES: usize = 32;
/// No part is longer: the length of a part of a foreign file must not make the program take all memory.
const LONGEST_PART_BYTES: u64 = 1 << 30;

/// What an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveKind {
    /// Everything but the shred keys; kept long.
    Data = 1,
    /// The shred keys; kept for a few weeks, so that what was erased is erased.
    ShredKeys = 2,
}

impl ArchiveKind {
    fn stream(self) -> &'static str {
        match self {
            ArchiveKind::Data => "data",
            ArchiveKind::ShredKeys => "shred_keys",
        }
    }
}

/// Why an archive was not read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The bytes do not begin like an archive of this program.
    #[error("not a backup of Tirek")]
    NotAnArchive,
    /// An archive of a version that this program does not know.
    #[error("unknown version {0} of the backup")]
    UnknownVersion(u8),
    /// The kit is another one, or the heading was altered: which of them is not told.
    #[error("the kit does not open this backup")]
    DoesNotOpen,
    /// A part was altered, cut off, left out or put elsewhere.
    #[error("the backup is damaged in part {0}")]
    Damaged(u64),
    /// The bytes could not be read.
    #[error("the backup could not be read")]
    Io(#[from] io::Error),
}

fn heading_place(kind: ArchiveKind) -> Place<'static> {
    Place {
        body: "",
        file: "",
        compartment: "",
        stream: kind.stream(),
        sequence: 0,
        kind: "backup_heading",
    }
}

fn part_place(kind: ArchiveKind, name: &str, number: u64, is_last: bool) -> Place<'_> {
    Place {
        body: "",
        file: name,
        compartment: "",
        stream: kind.stream(),
        sequence: number,
        kind: if is_last { "backup_end" } else { "backup_part" },
    }
}

/// The name of a backup as it stands in places: hexadecimal.
fn name_text(name: &[u8; 16]) -> String {
    name.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn framed(sealed: Sealed) -> Vec<u8> {
    let bytes = sealed.into_bytes();
    let mut framed = Vec::with_capacity(8 + bytes.len());
    framed.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
    framed.extend_from_slice(&bytes);
    framed
}

/// Writes an archive, part by part; the bytes are the caller's to put somewhere.
pub struct ArchiveWriter {
    kind: ArchiveKind,
    name: String,
    key: Key,
    number: u64,
}

impl ArchiveWriter {
    /// Begins an archive for whoever holds the kit of `recipient`. Gives the writer and the first bytes.
    pub fn begin(
        kind: ArchiveKind,
        name: &[u8; 16],
        recipient: &SeedPublic,
        heading: &[u8],
        random: &mut dyn CryptoRng,
    ) -> (ArchiveWriter, Vec<u8>) {
        let key = Key::random(random);
        let mut plain = Zeroizing::new(Vec::with_capacity(KEY_BYTES + 16 + heading.len()));
        plain.extend_from_slice(key.bytes());
        plain.extend_from_slice(name);
        plain.extend_from_slice(heading);
        let sealed = recipient.seal_to_hybrid(&heading_place(kind), &plain, random);
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&[VERSION, kind as u8]);
        bytes.extend_from_slice(&framed(sealed));
        let writer = ArchiveWriter {
            kind,
            name: name_text(name),
            key,
            number: 0,
        };
        (writer, bytes)
    }

    /// Seals the next part.
    pub fn part(&mut self, plain: &[u8], random: &mut dyn CryptoRng) -> Vec<u8> {
        self.seal(plain, false, random)
    }

    /// Seals the last part: without it the archive counts as damaged.
    pub fn end(mut self, plain: &[u8], random: &mut dyn CryptoRng) -> Vec<u8> {
        self.seal(plain, true, random)
    }

    fn seal(&mut self, plain: &[u8], is_last: bool, random: &mut dyn CryptoRng) -> Vec<u8> {
        self.number += 1;
        let place = part_place(self.kind, &self.name, self.number, is_last);
        framed(seal(&self.key, self.key.id(), &place, plain, random))
    }
}

/// Reads an archive, part by part.
pub struct ArchiveReader<R> {
    bytes: R,
    kind: ArchiveKind,
    name: [u8; 16],
    key: Key,
    number: u64,
    ended: bool,
}

/// A part of an archive.
pub struct Part {
    /// What was sealed; erased when dropped.
    pub plain: Zeroizing<Vec<u8>>,
    /// Nothing follows.
    pub is_last: bool,
}

impl<R: Read> ArchiveReader<R> {
    /// Opens an archive with the kit of backups. Gives the reader and what the program said of the archive.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn begin(
        mut bytes: R,
        kit: &BackupKit,
    ) -> Result<(ArchiveReader<R>, Zeroizing<Vec<u8>>), ArchiveError> {
        let mut start = [0; 6];
        read_exact(&mut bytes, &mut start)?.ok_or(ArchiveError::NotAnArchive)?;
        let [magic @ .., version, kind] = start;
        if magic != *MAGIC {
            return Err(ArchiveError::NotAnArchive);
        }
        if version != VERSION {
            return Err(ArchiveError::UnknownVersion(version));
        }
        let kind = match kind {
            1 => ArchiveKind::Data,
            2 => ArchiveKind::ShredKeys,
            _ => return Err(ArchiveError::NotAnArchive),
        };
        let sealed = read_part(&mut bytes, 0)?.ok_or(ArchiveError::Damaged(0))?;
        let plain = kit
            .seed()
            .open_from(&heading_place(kind), &sealed)
            .map_err(|_| ArchiveError::DoesNotOpen)?;
        let (key, rest) = plain
            .split_first_chunk::<KEY_BYTES>()
            .ok_or(ArchiveError::Damaged(0))?;
        let (name, heading) = rest
            .split_first_chunk::<16>()
            .ok_or(ArchiveError::Damaged(0))?;
        let reader = ArchiveReader {
            bytes,
            kind,
            name: *name,
            key: Key::from_secret_bytes(*key),
            number: 0,
            ended: false,
        };
        Ok((reader, Zeroizing::new(heading.to_vec())))
    }

    /// What the archive holds.
    pub fn kind(&self) -> ArchiveKind {
        self.kind
    }

    /// The name of the backup: its two archives share it.
    pub fn name(&self) -> &[u8; 16] {
        &self.name
    }

    /// The next part; `None` after the last.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] for whatever is not the next part as it was written, and for bytes behind the last one.
    pub fn part(&mut self) -> Result<Option<Part>, ArchiveError> {
        if self.ended {
            return Ok(None);
        }
        self.number += 1;
        let damaged = || ArchiveError::Damaged(self.number);
        let sealed = read_part(&mut self.bytes, self.number)?.ok_or_else(damaged)?;
        let name = name_text(&self.name);
        let at = |is_last| part_place(self.kind, &name, self.number, is_last);
        let (plain, is_last) = match open(&self.key, &at(false), &sealed) {
            Ok(plain) => (plain, false),
            Err(OpenError::DoesNotOpen) => match open(&self.key, &at(true), &sealed) {
                Ok(plain) => (plain, true),
                Err(_) => return Err(damaged()),
            },
            Err(_) => return Err(damaged()),
        };
        if is_last && read_exact(&mut self.bytes, &mut [0; 1])?.is_some() {
            return Err(damaged());
        }
        self.ended = is_last;
        Ok(Some(Part { plain, is_last }))
    }
}

/// Fills `into`. `None` when the bytes end before.
fn read_exact(bytes: &mut impl Read, into: &mut [u8]) -> io::Result<Option<()>> {
    match bytes.read_exact(into) {
        Ok(()) => Ok(Some(())),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_part(bytes: &mut impl Read, number: u64) -> Result<Option<Sealed>, ArchiveError> {
    let mut length = [0; 8];
    if read_exact(bytes, &mut length)?.is_none() {
        return Ok(None);
    }
    let length = u64::from_be_bytes(length);
    if length > LONGEST_PART_BYTES {
        return Err(ArchiveError::Damaged(number));
    }
    // Taken as it comes: a length that lies does not take memory that is not there.
    let mut sealed = Vec::new();
    bytes.by_ref().take(length).read_to_end(&mut sealed)?;
    if sealed.len() as u64 != length {
        return Err(ArchiveError::Damaged(number));
    }
    Sealed::from_stored(sealed)
        .map(Some)
        .map_err(|_| ArchiveError::Damaged(number))
}
