//! The whole file with what was signed: an archive of the bundle, the frozen prints, the electronic signatures and the scans,
//! byte by byte, and their digests.

use std::io::{Cursor, Write as _};

use sha2::{Digest as _, Sha256};
use store::{EnclosureKind, Original};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// The name of an enclosure in the archive: the number of its document in the bundle, the form, the codes.
pub fn name_of(
    number: usize,
    form: &str,
    document: &str,
    enclosure: &store::EnclosureHead,
) -> String {
    let ending = enclosure.media.ending();
    match enclosure.kind {
        EnclosureKind::Print => format!("signed/{number:02}-{form}-{document}.{ending}"),
        EnclosureKind::Signature => {
            format!(
                "signed/{number:02}-{form}-{document}-{}.{ending}",
                enclosure.id
            )
        }
        EnclosureKind::Scan => {
            format!(
                "scans/{number:02}-{form}-{document}-{}.{ending}",
                enclosure.id
            )
        }
    }
}

/// A document of the bundle with what lies beside it.
pub struct Beside {
    /// Its number in the bundle, counted from 1.
    pub number: usize,
    /// The stable name of its form.
    pub form: &'static str,
    /// What lies beside it.
    pub original: Original,
}

/// Packs the archive. The same file gives the same bytes: no day and no name of a person stands in it.
///
/// # Errors
/// When the archive grows past what its format can hold.
pub fn pack(bundle: (&str, &[u8]), beside: &[Beside]) -> ZipResult<Vec<u8>> {
    let mut packed = Packed {
        zip: ZipWriter::new(Cursor::new(Vec::new())),
        sums: String::new(),
    };
    packed.put(bundle.0, bundle.1)?;
    for each in beside {
        let name = |head| name_of(each.number, each.form, &each.original.document, head);
        for enclosure in &each.original.enclosures {
            packed.put(&name(&enclosure.head), &enclosure.content)?;
        }
        // What is too long to go along is named with its digest all the same.
        for head in &each.original.left_out {
            packed.sum(&head.digest, &name(head));
        }
    }
    packed.zip.start_file("SHA256SUMS", options())?;
    packed.zip.write_all(packed.sums.as_bytes())?;
    Ok(packed.zip.finish()?.into_inner())
}

struct Packed {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// A line for each file: its digest and its name.
    sums: String,
}

impl Packed {
    fn put(&mut self, name: &str, content: &[u8]) -> ZipResult<()> {
        self.zip.start_file(name, options())?;
        self.zip.write_all(content)?;
        let digest = Sha256::digest(content);
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.sum(&digits, name);
        Ok(())
    }

    fn sum(&mut self, digest: &str, name: &str) {
        self.sums.push_str(&format!("{digest}  {name}\n"));
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
}
