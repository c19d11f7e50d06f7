//! The whole file with what was signed: an archive of the bundle, the frozen prints, the electronic signatures and the scans,
//! byte by byte, and their digests.

use std::io::{Cursor, Write as _};

use sha2::{Digest as _, Sha256};
use store::{EnclosureKind, Original};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

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
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut sums = String::new();
    let mut put = |zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, content: &[u8]| {
        zip.start_file(name, options)?;
        zip.write_all(content)?;
        let digest = Sha256::digest(content);
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        sums.push_str(&format!("{digits}  {name}\n"));
        ZipResult::Ok(())
    };
    put(&mut zip, bundle.0, bundle.1)?;
    for each in beside {
        for enclosure in &each.original.enclosures {
            let name = name_of(
                each.number,
                each.form,
                &each.original.document,
                &enclosure.head,
            );
            put(&mut zip, &name, &enclosure.content)?;
        }
        // What is too long to go along is named with its digest all the same.
        for head in &each.original.left_out {
            let name = name_of(each.number, each.form, &each.original.document, head);
            sums.push_str(&format!("{}  {name}\n", head.digest));
        }
    }
    zip.start_file("SHA256SUMS", options)?;
    zip.write_all(sums.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
