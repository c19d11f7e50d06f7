//! Electronic signatures made elsewhere: CMS (RFC 5652), detached, over bytes that are kept here.
//!
//! A signature is read, held against the bytes, and its certificate is followed to one that the body trusts. What cannot be
//! answered is said and never guessed: an algorithm that this program does not know (such as those of GOST), and whether a
//! certificate was revoked. Nothing is fetched from anywhere, and the moment for which certificates are judged is an argument.

mod algorithm;
mod certificate;
mod path;

use std::str::FromStr as _;

use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Decode, Encode,
    asn1::{ObjectIdentifier, OctetString},
};
use x509_cert::{
    attr::Attributes, certificate::Certificate as X509, ext::pkix::SubjectKeyIdentifier, time::Time,
};

use algorithm::{Hash, Verified};

pub use certificate::{Certificate, CertificateError, read_certificates};
pub use path::{Chain, Untrusted};

/// The longest signature that is read, in bytes.
pub const LONGEST_SIGNATURE: usize = 1024 * 1024;
/// Certificates that a signature may bring.
const MOST_CERTIFICATES: usize = 24;
/// People that one file may hold the signatures of.
const MOST_SIGNERS: usize = 8;

const ID_DATA: &str = "1.2.840.113549.1.7.1";
const ID_SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";

/// Why a file is not taken as a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASignature {
    /// Empty, or longer than [`LONGEST_SIGNATURE`].
    #[error("the signature is empty or too long")]
    Length,
    /// It is no CMS of signed data.
    #[error("this is no CMS signature")]
    Unreadable,
    /// It carries what it signs within itself.
    #[error("the signature is not detached")]
    NotDetached,
    /// Nobody has signed, or more people and certificates than are read.
    #[error("the signature has no signer, or too many signers or certificates")]
    Signers,
}

/// A signature that reads. Whether it fits is what [`Signature::check`] says.
#[derive(Clone, Debug)]
pub struct Signature {
    der: Vec<u8>,
    signers: Vec<SignerInfo>,
    certificates: Vec<X509>,
}

/// Whether a signature is one of these very bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// It is.
    Fits,
    /// It is a signature of other bytes.
    OtherBytes,
    /// The bytes are these, and the signature is wrong.
    Wrong,
    /// The signature does not bring the certificate of its signer, so that nobody can tell whose it is.
    NoCertificate,
    /// An algorithm that is not known here: it could not be checked.
    Unknown {
        /// The object identifier of the algorithm.
        algorithm: String,
        /// Whether it is one of GOST.
        gost: bool,
    },
    /// An algorithm, or a length of key, that no longer proves anything.
    Weak {
        /// Its name or object identifier.
        algorithm: String,
    },
}

/// What is known of one who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The certificate, when the signature brings it.
    pub certificate: Option<Certificate>,
    /// The algorithm, by name when it is known and by object identifier when not.
    pub algorithm: String,
    /// When the signer says that she signed: seconds since 1970, UTC. Nobody else vouches for it.
    pub claimed_at: Option<i64>,
    /// Whether the signature is one of these bytes.
    pub integrity: Integrity,
    /// To whom the certificate leads. `None` unless the signature fits.
    pub chain: Option<Chain>,
}

impl Signature {
    /// Reads a signature: DER or BER, as it is or in the letters of PEM or Base64.
    ///
    /// # Errors
    /// [`NotASignature`].
    pub fn read(bytes: &[u8]) -> Result<Self, NotASignature> {
        if bytes.is_empty() || bytes.len() > 2 * LONGEST_SIGNATURE {
            return Err(NotASignature::Length);
        }
        let der = certificate::unlettered(bytes).ok_or(NotASignature::Unreadable)?;
        if der.len() > LONGEST_SIGNATURE {
            return Err(NotASignature::Length);
        }
        let unreadable = |_| NotASignature::Unreadable;
        let outer = ContentInfo::from_ber(&der).map_err(unreadable)?;
        if !is(&outer.content_type, ID_SIGNED_DATA) {
            return Err(NotASignature::Unreadable);
        }
        let inner = outer.content.to_der().map_err(unreadable)?;
        let signed = SignedData::from_ber(&inner).map_err(unreadable)?;
        if signed.encap_content_info.econtent.is_some() {
            return Err(NotASignature::NotDetached);
        }
        let certificates: Vec<X509> = signed
            .certificates
            .iter()
            .flat_map(|set| set.0.iter())
            .filter_map(|each| match each {
                CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
                CertificateChoices::Other(_) => None,
            })
            .collect();
        let signers: Vec<SignerInfo> = signed.signer_infos.0.iter().cloned().collect();
        if signers.is_empty()
            || signers.len() > MOST_SIGNERS
            || certificates.len() > MOST_CERTIFICATES
        {
            return Err(NotASignature::Signers);
        }
        Ok(Signature {
            der,
            signers,
            certificates,
        })
    }

    /// The signature without the letters around it, to be kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.der
    }

    /// Holds the signature against `content` and follows the certificates to one of `trusted`. `at` is the moment at which they
    /// must be valid, in seconds since 1970 (UTC): when the signature was put beside the content, for it existed then.
    pub fn check(&self, content: &[u8], trusted: &[Certificate], at: i64) -> Vec<Signer> {
        let anchors: Vec<X509> = trusted.iter().filter_map(Certificate::parsed).collect();
        let each = self.signers.iter();
        each.map(|signer| self.check_one(signer, content, &anchors, at))
            .collect()
    }

    fn check_one(&self, signer: &SignerInfo, content: &[u8], anchors: &[X509], at: i64) -> Signer {
        let found = self
            .certificates
            .iter()
            .find(|certificate| is_of(certificate, &signer.sid));
        let (algorithm, integrity) = integrity(signer, found, content);
        let chain = match (found, &integrity) {
            (Some(found), Integrity::Fits) => {
                Some(path::follow(found, &self.certificates, anchors, at))
            }
            _ => None,
        };
        Signer {
            certificate: found.and_then(Certificate::of),
            algorithm,
            claimed_at: claimed_at(signer.signed_attrs.as_ref()),
            integrity,
            chain,
        }
    }
}

/// Whether the certificate is the one that the signer names.
fn is_of(certificate: &X509, sid: &SignerIdentifier) -> bool {
    let about = certificate.tbs_certificate();
    match sid {
        SignerIdentifier::IssuerAndSerialNumber(named) => {
            *about.issuer() == named.issuer && *about.serial_number() == named.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(named) => {
            matches!(about.get_extension::<SubjectKeyIdentifier>(), Ok(Some((_, own))) if own == *named)
        }
    }
}

fn integrity(signer: &SignerInfo, found: Option<&X509>, content: &[u8]) -> (String, Integrity) {
    let named = &signer.signature_algorithm;
    let name = algorithm::name(named, &signer.digest_alg);
    let digest = match Hash::of(&signer.digest_alg.oid) {
        Ok(hash) => hash.digest(content),
        Err(other) => return (name, other),
    };
    let signed = match &signer.signed_attrs {
        None => content.to_vec(),
        Some(attributes) => {
            // Without the attributes that name the content, the signature would be one of the attributes alone.
            let type_fits = one::<ObjectIdentifier>(attributes, CONTENT_TYPE)
                .is_some_and(|kind| is(&kind, ID_DATA));
            let said = one::<OctetString>(attributes, MESSAGE_DIGEST);
            let (true, Some(said)) = (type_fits, said) else {
                return (name, Integrity::Wrong);
            };
            if said.as_bytes() != digest {
                return (name, Integrity::OtherBytes);
            }
            match attributes.to_der() {
                Ok(der) => der,
                Err(_) => return (name, Integrity::Wrong),
            }
        }
    };
    let Some(found) = found else {
        return (name, Integrity::NoCertificate);
    };
    let key = found.tbs_certificate().subject_public_key_info();
    let verified = algorithm::verify(
        key,
        named,
        Some(&signer.digest_alg),
        &signed,
        signer.signature.as_bytes(),
    );
    let integrity = match verified {
        Verified::Yes => Integrity::Fits,
        // Without attributes nothing tells a wrong signature from one of other bytes.
        Verified::No if signer.signed_attrs.is_none() => Integrity::OtherBytes,
        Verified::No => Integrity::Wrong,
        Verified::Not(other) => other,
    };
    (name, integrity)
}

/// The one value of the one attribute of that kind.
fn one<T>(attributes: &Attributes, kind: &str) -> Option<T>
where
    T: for<'a> der::DecodeValue<'a> + der::FixedTag + for<'a> Decode<'a>,
{
    let mut found = attributes
        .iter()
        .filter(|attribute| is(&attribute.oid, kind));
    let (first, more) = (found.next()?, found.next());
    if more.is_some() || first.values.len() != 1 {
        return None;
    }
    let der = first.values.get(0)?.to_der().ok()?;
    T::from_der(&der).ok()
}

fn claimed_at(attributes: Option<&Attributes>) -> Option<i64> {
    let attribute = attributes?
        .iter()
        .find(|attribute| is(&attribute.oid, SIGNING_TIME))?;
    let der = attribute.values.get(0)?.to_der().ok()?;
    Some(seconds(&Time::from_der(&der).ok()?))
}

fn seconds(time: &Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
}

fn is(found: &ObjectIdentifier, known: &str) -> bool {
    ObjectIdentifier::from_str(known).is_ok_and(|known| *found == known)
}
