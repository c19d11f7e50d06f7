//! Certificates: reading them, and what is shown of them.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use der::{Decode, Encode, Tag, Tagged, asn1::BmpString};
use sha2::{Digest as _, Sha256};
use x509_cert::{
    attr::AttributeTypeAndValue, certificate::Certificate as X509, ext::pkix::BasicConstraints,
    name::Name,
};

use super::{LONGEST_SIGNATURE, seconds};

/// Certificates that are read at once.
const MOST_AT_ONCE: usize = 24;

/// A certificate: its bytes, and what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate in DER.
    pub der: Vec<u8>,
    /// For whom: the common name, or the whole name when there is none.
    pub subject: String,
    /// The organization of the subject; empty when it names none.
    pub organization: String,
    /// The number of the subject, such as `IIN…`; empty when it names none.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number, in hexadecimal digits.
    pub serial: String,
    /// From when it is valid: seconds since 1970, UTC.
    pub from: i64,
    /// Until when it is valid.
    pub until: i64,
    /// SHA-256 of the certificate, in hexadecimal digits.
    pub fingerprint: String,
    /// Whether it may issue others.
    pub is_authority: bool,
}

/// Why a file is not taken as certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Empty, too long, or none in it.
    #[error("there is no certificate in the file, or too many")]
    None,
    /// It does not read as a certificate.
    #[error("this is no certificate")]
    Unreadable,
}

impl Certificate {
    pub(super) fn of(read: &X509) -> Option<Self> {
        let der = read.to_der().ok()?;
        let about = read.tbs_certificate();
        let authority = about.get_extension::<BasicConstraints>();
        let validity = about.validity();
        Some(Certificate {
            subject: shown_name(about.subject()),
            organization: part(about.subject(), "2.5.4.10"),
            number: part(about.subject(), "2.5.4.5"),
            issuer: shown_name(about.issuer()),
            serial: hex(about.serial_number().as_bytes()),
            from: seconds(&validity.not_before),
            until: seconds(&validity.not_after),
            fingerprint: hex(&Sha256::digest(&der)),
            is_authority: matches!(authority, Ok(Some((_, constraints))) if constraints.ca),
            der,
        })
    }

    /// Reads one certificate in DER, as it was stored.
    ///
    /// # Errors
    /// [`CertificateError::Unreadable`].
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let read = X509::from_der(der).map_err(|_| CertificateError::Unreadable)?;
        Certificate::of(&read).ok_or(CertificateError::Unreadable)
    }

    pub(super) fn parsed(&self) -> Option<X509> {
        X509::from_der(&self.der).ok()
    }
}

/// Reads the certificates of a file: one in DER or Base64, or several in the letters of PEM.
///
/// # Errors
/// [`CertificateError`].
pub fn read_certificates(bytes: &[u8]) -> Result<Vec<Certificate>, CertificateError> {
    if bytes.is_empty() || bytes.len() > LONGEST_SIGNATURE {
        return Err(CertificateError::None);
    }
    let ders = match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("-----BEGIN") => pem_blocks(text),
        _ => vec![unlettered(bytes).ok_or(CertificateError::Unreadable)?],
    };
    if ders.is_empty() || ders.len() > MOST_AT_ONCE {
        return Err(CertificateError::None);
    }
    ders.iter().map(|der| Certificate::from_der(der)).collect()
}

/// The bytes within the first block of PEM, or within Base64; or the bytes as they are.
pub(super) fn unlettered(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.first() == Some(&0x30) && !bytes.iter().all(u8::is_ascii_graphic) {
        return Some(bytes.to_vec());
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(bytes.to_vec());
    };
    if text.contains("-----BEGIN") {
        return pem_blocks(text).into_iter().next();
    }
    from_base64(text)
}

fn pem_blocks(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines().map(str::trim) {
        if line.starts_with("-----BEGIN") {
            block = Some(String::new());
        } else if line.starts_with("-----END") {
            found.extend(block.take().and_then(|text| from_base64(&text)));
        } else if let Some(block) = &mut block {
            block.push_str(line);
        }
    }
    found
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    STANDARD.decode(letters).ok()
}

/// The common name; without one, every part of the name.
fn shown_name(name: &Name) -> String {
    let common = part(name, "2.5.4.3");
    if common.is_empty() {
        let parts: Vec<String> = name.iter().filter_map(text_of).collect();
        parts.join(", ")
    } else {
        common
    }
}

fn part(name: &Name, kind: &str) -> String {
    name.iter()
        .find(|part| part.oid.to_string() == kind)
        .and_then(text_of)
        .unwrap_or_default()
}

/// The text of a part, without characters that could make it read as something else.
fn text_of(part: &AttributeTypeAndValue) -> Option<String> {
    let value = &part.value;
    let text = match value.tag() {
        Tag::BmpString => value.decode_as::<BmpString>().ok()?.to_string(),
        Tag::TeletexString => value.value().iter().copied().map(char::from).collect(),
        _ => String::from_utf8(value.value().to_vec()).ok()?,
    };
    let plain = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    Some(text.chars().filter(plain).take(300).collect())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
