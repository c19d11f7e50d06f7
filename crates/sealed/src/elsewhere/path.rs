//! From the certificate of a signer to one that the body trusts (RFC 5280, without policies, name constraints and revocation:
//! a certificate that makes one of these critical is not followed).

use der::Encode;
use x509_cert::{
    certificate::Certificate as X509,
    ext::pkix::{BasicConstraints, KeyUsage},
};

use super::{Certificate, Integrity, algorithm, algorithm::Verified, seconds};

/// Certificates between the signer's and the trusted one.
const LONGEST: usize = 6;
/// Signatures of certificates that are looked at for one signer: a file made to cost time is given up.
const MOST_LOOKS: usize = 64;

/// Extensions whose meaning is known here, so that they may be critical.
const KNOWN: [&str; 6] = [
    "2.5.29.19", // basic constraints
    "2.5.29.15", // key usage
    "2.5.29.37", // extended key usage
    "2.5.29.14", // subject key identifier
    "2.5.29.35", // authority key identifier
    "2.5.29.17", // other names of the subject
];

/// To whom the certificate of a signer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    /// To a certificate that the body trusts; its subject.
    Trusted(String),
    /// To none.
    Untrusted(Untrusted),
}

/// Why a certificate leads to nobody who is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untrusted {
    /// Nobody trusted issued it, as far as the certificates go that came with the signature.
    NoIssuer,
    /// It, or one that issued it, was not valid at the time; whose.
    OutOfTime(String),
    /// The certificate does not allow signing.
    Usage,
    /// It, or one that issued it, demands what is not known here; whose.
    Demands(String),
    /// The issuer's algorithm is not known here: it could not be checked.
    Unknown {
        /// The object identifier of the algorithm.
        algorithm: String,
        /// Whether it is one of GOST.
        gost: bool,
    },
    /// The issuer's signature is by an algorithm that no longer proves anything.
    Weak {
        /// Its name or object identifier.
        algorithm: String,
    },
}

struct Search<'a> {
    brought: &'a [X509],
    anchors: &'a [X509],
    at: i64,
    looks: usize,
    /// The most telling of the reasons that were met.
    why: Untrusted,
}

/// Follows the certificates upwards.
pub(super) fn follow(signer: &X509, brought: &[X509], anchors: &[X509], at: i64) -> Chain {
    if let Err(why) = may_sign(signer).and_then(|()| may_stand(signer, at)) {
        return Chain::Untrusted(why);
    }
    if anchors.contains(signer) {
        return Chain::Trusted(subject(signer));
    }
    let mut search = Search {
        brought,
        anchors,
        at,
        looks: 0,
        why: Untrusted::NoIssuer,
    };
    match search.upwards(signer, 0) {
        Some(anchor) => Chain::Trusted(anchor),
        None => Chain::Untrusted(search.why),
    }
}

impl Search<'_> {
    /// The trusted subject above `below`, which stands above `between` certificates of authorities.
    fn upwards(&mut self, below: &X509, between: usize) -> Option<String> {
        let (anchors, brought) = (self.anchors, self.brought);
        for issuer in anchors {
            if self.issued(issuer, below, between) {
                return Some(subject(issuer));
            }
        }
        if between >= LONGEST {
            return None;
        }
        for issuer in brought {
            if issuer != below && self.issued(issuer, below, between) {
                let found = self.upwards(issuer, between + 1);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    fn issued(&mut self, issuer: &X509, below: &X509, between: usize) -> bool {
        if issuer.tbs_certificate().subject() != below.tbs_certificate().issuer() {
            return false;
        }
        if self.looks >= MOST_LOOKS {
            return false;
        }
        self.looks += 1;
        let allowed = may_issue(issuer, between).and_then(|()| may_stand(issuer, self.at));
        if let Err(why) = allowed {
            self.why = why;
            return false;
        }
        // Both places that name the algorithm must name the same.
        if below.signature_algorithm() != below.tbs_certificate().signature() {
            return false;
        }
        let Ok(message) = below.tbs_certificate().to_der() else {
            return false;
        };
        let verified = algorithm::verify(
            issuer.tbs_certificate().subject_public_key_info(),
            below.signature_algorithm(),
            None,
            &message,
            below.signature().raw_bytes(),
        );
        match verified {
            Verified::Yes => true,
            Verified::No => false,
            Verified::Not(Integrity::Unknown { algorithm, gost }) => {
                self.why = Untrusted::Unknown { algorithm, gost };
                false
            }
            Verified::Not(Integrity::Weak { algorithm }) => {
                self.why = Untrusted::Weak { algorithm };
                false
            }
            Verified::Not(_) => false,
        }
    }
}

/// Whether the key may sign documents: where the use of the key is stated, it must say so.
fn may_sign(certificate: &X509) -> Result<(), Untrusted> {
    match certificate.tbs_certificate().get_extension::<KeyUsage>() {
        Ok(None) => Ok(()),
        Ok(Some((_, usage))) if usage.digital_signature() || usage.non_repudiation() => Ok(()),
        _ => Err(Untrusted::Usage),
    }
}

/// Whether it is an authority, may sign certificates, and may have so many authorities below it.
fn may_issue(certificate: &X509, between: usize) -> Result<(), Untrusted> {
    let about = certificate.tbs_certificate();
    let refused = || Untrusted::Demands(subject(certificate));
    match about.get_extension::<BasicConstraints>() {
        Ok(Some((_, constraints))) if constraints.ca => {
            let most = constraints.path_len_constraint.map(usize::from);
            if most.is_some_and(|most| between > most) {
                return Err(refused());
            }
        }
        _ => return Err(refused()),
    }
    match about.get_extension::<KeyUsage>() {
        Ok(None) => Ok(()),
        Ok(Some((_, usage))) if usage.key_cert_sign() => Ok(()),
        _ => Err(refused()),
    }
}

/// Whether it is valid at that time, and demands nothing that is not known here.
fn may_stand(certificate: &X509, at: i64) -> Result<(), Untrusted> {
    let about = certificate.tbs_certificate();
    let validity = about.validity();
    if at < seconds(&validity.not_before) || at > seconds(&validity.not_after) {
        return Err(Untrusted::OutOfTime(subject(certificate)));
    }
    let demands = about.extensions().is_some_and(|extensions| {
        extensions
            .iter()
            .any(|each| each.critical && !KNOWN.contains(&each.extn_id.to_string().as_str()))
    });
    if demands {
        return Err(Untrusted::Demands(subject(certificate)));
    }
    Ok(())
}

fn subject(certificate: &X509) -> String {
    Certificate::of(certificate).map_or_else(String::new, |shown| shown.subject)
}
