//! Electronic signatures made elsewhere: putting one beside a document, what was found of each, and whom the body trusts.

use axum::{
    Json,
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use sealed::elsewhere::{Certificate, Chain, Integrity, Signer, Untrusted};
use serde::Serialize;
use standard::annex::FormKind;
use store::{ActId, CheckedSignature, Shelf, TrustError, TrustedCertificate};
use utoipa::ToSchema;

use crate::{
    Web,
    api::{
        acts::Spoken,
        papers::{PutShown, put},
        problem::Problem,
        sessions::Bearer,
    },
    papers::{signature, upload},
    words::Words,
};

/// An electronic signature beside a document, checked now.
#[derive(Serialize, ToSchema)]
pub struct SignatureShown {
    /// The code of the enclosure that holds it.
    id: String,
    /// When it was put there: the moment for which certificates are judged.
    recorded_at: String,
    /// Those who signed.
    signers: Vec<SignerShown>,
}

/// One who signed.
#[derive(Serialize, ToSchema)]
pub struct SignerShown {
    /// `trusted`: these very bytes, and the certificate leads to one that the body trusts. `untrusted`: these very bytes, of nobody
    /// who is trusted. `other_bytes`, `wrong`, `no_certificate`, `weak`; `unknown` for an algorithm that is not known here.
    state: &'static str,
    /// Why `untrusted`: `no_issuer`, `out_of_time`, `usage`, `demands`, `unknown`, `weak`.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// The subject of the trusted certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    trusted: Option<String>,
    /// The algorithm, by name when it is known and by object identifier when not.
    algorithm: String,
    /// Whether that algorithm is one of GOST, which is not known here.
    gost: bool,
    /// Always false: nobody is asked whether a certificate was revoked.
    revocation_checked: bool,
    /// When the signer says that it was signed; nobody vouches for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_at: Option<String>,
    /// The certificate, when the signature brings it.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<CertificateShown>,
    /// The same in sentences, in the language of `Accept-Language`.
    found: Vec<String>,
}

/// A certificate.
#[derive(Serialize, ToSchema)]
pub struct CertificateShown {
    /// For whom.
    subject: String,
    /// The organization of the subject.
    organization: String,
    /// The number of the subject.
    number: String,
    /// Who issued it.
    issuer: String,
    /// Its number, in hexadecimal digits.
    serial: String,
    /// From when it is valid.
    valid_from: Option<String>,
    /// Until when it is valid.
    valid_until: Option<String>,
    /// SHA-256 of the certificate, in hexadecimal digits.
    fingerprint: String,
    /// Whether it may issue others.
    is_authority: bool,
}

/// A certificate that the body trusts.
#[derive(Serialize, ToSchema)]
pub struct TrustedShown {
    #[serde(flatten)]
    certificate: CertificateShown,
    /// Since when.
    since: String,
    /// The account that said so.
    by: String,
}

/// How many certificates are trusted that were not before.
#[derive(Serialize, ToSchema)]
pub struct NowTrusted {
    /// How many.
    added: usize,
}

fn instant(seconds: i64) -> Option<String> {
    jiff::Timestamp::from_second(seconds)
        .ok()
        .map(|at| at.to_string())
}

impl CertificateShown {
    fn of(certificate: &Certificate) -> Self {
        CertificateShown {
            subject: certificate.subject.clone(),
            organization: certificate.organization.clone(),
            number: certificate.number.clone(),
            issuer: certificate.issuer.clone(),
            serial: certificate.serial.clone(),
            valid_from: instant(certificate.from),
            valid_until: instant(certificate.until),
            fingerprint: certificate.fingerprint.clone(),
            is_authority: certificate.is_authority,
        }
    }
}

impl SignerShown {
    fn of(words: Words, signer: &Signer) -> Self {
        let (mut why, mut trusted) = (None, None);
        let state = match (&signer.integrity, &signer.chain) {
            (Integrity::Fits, Some(Chain::Trusted(anchor))) => {
                trusted = Some(anchor.clone());
                "trusted"
            }
            (Integrity::Fits, chain) => {
                why = chain.as_ref().and_then(reason);
                "untrusted"
            }
            (Integrity::OtherBytes, _) => "other_bytes",
            (Integrity::Wrong, _) => "wrong",
            (Integrity::NoCertificate, _) => "no_certificate",
            (Integrity::Unknown { .. }, _) => "unknown",
            (Integrity::Weak { .. }, _) => "weak",
        };
        let is_gost = matches!(signer.integrity, Integrity::Unknown { gost: true, .. })
            || matches!(
                signer.chain,
                Some(Chain::Untrusted(Untrusted::Unknown { gost: true, .. }))
            );
        SignerShown {
            state,
            why,
            trusted,
            algorithm: signer.algorithm.clone(),
            gost: is_gost,
            revocation_checked: false,
            claimed_at: signer.claimed_at.and_then(instant),
            certificate: signer.certificate.as_ref().map(CertificateShown::of),
            found: signature::signer(words, signer).found,
        }
    }
}

fn reason(chain: &Chain) -> Option<&'static str> {
    match chain {
        Chain::Trusted(_) => None,
        Chain::Untrusted(why) => Some(match why {
            Untrusted::NoIssuer => "no_issuer",
            Untrusted::OutOfTime(_) => "out_of_time",
            Untrusted::Usage => "usage",
            Untrusted::Demands(_) => "demands",
            Untrusted::Unknown { .. } => "unknown",
            Untrusted::Weak { .. } => "weak",
        }),
    }
}

/// The electronic signatures beside a document, checked now against the frozen print and the certificates that the body trusts.
/// Whether a certificate was revoked is never asked. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/documents/{id}/signatures", tag = "papers",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
    ),
    responses(
        (status = 200, description = "The signatures.", body = Vec<SignatureShown>),
        (status = 404, description = "There is no such document, or none that this account may know of."),
        (status = 422, description = "The print shows parts that this account does not open."),
    )
)]
pub async fn list(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Spoken(words): Spoken,
    Path((code, id)): Path<(String, String)>,
) -> Result<Json<Vec<SignatureShown>>, Problem> {
    let checked = web.store.signatures(&session, &code, &id).await;
    let checked = checked.map_err(|error| Problem::of_enclosure(FormKind::Annex1, error))?;
    let shown = |each: CheckedSignature| SignatureShown {
        id: each.head.id,
        recorded_at: each.head.recorded_at.to_string(),
        signers: each
            .signers
            .iter()
            .map(|signer| SignerShown::of(words, signer))
            .collect(),
    };
    Ok(Json(checked.into_iter().map(shown).collect()))
}

/// Puts an electronic signature beside a frozen document: CMS, detached, over the very bytes of its print; DER, PEM or Base64.
#[utoipa::path(
    post, path = "/files/{code}/documents/{id}/signatures", tag = "papers",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "The signature lies beside the document.", body = PutShown),
        (status = 404, description = "There is no such document, or none that this account may know of."),
        (status = 409, description = "The document is not frozen."),
        (status = 413, description = "The file is too large, or there are too many."),
        (status = 422, description = "It is no detached signature of these bytes, or the print shows parts that this account does not open."),
    )
)]
pub async fn add(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((code, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let content = upload::whole(request)
        .await
        .map_err(|_| Problem::TooLarge)?;
    let act_id = ActId(web.random_bytes());
    let there = (Shelf::File(code.as_str()), id.as_str());
    match signature::put_beside(&web, &session, there, content.to_vec(), act_id).await {
        Ok(id) => Ok(put(id)),
        Err(error) => Err(Problem::of_enclosure(FormKind::Annex1, error)),
    }
}

/// The certificates that this account's body trusts when it checks electronic signatures.
#[utoipa::path(
    get, path = "/certificates", tag = "papers",
    responses((status = 200, description = "The certificates, the newest last.", body = Vec<TrustedShown>))
)]
pub async fn trusted(
    State(web): State<Web>,
    Bearer(session): Bearer,
) -> Result<Json<Vec<TrustedShown>>, Problem> {
    let trusted = web.store.trusted_certificates(&session).await?;
    let shown = |each: TrustedCertificate| TrustedShown {
        certificate: CertificateShown::of(&each.certificate),
        since: each.since.to_string(),
        by: each.by,
    };
    Ok(Json(trusted.into_iter().map(shown).collect()))
}

/// Trusts the certificates of a file: DER, PEM (several) or Base64. It stands in the record. For a head.
#[utoipa::path(
    post, path = "/certificates", tag = "papers",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "They are trusted.", body = NowTrusted),
        (status = 400, description = "The file holds no certificate, or none that is not trusted already."),
        (status = 404, description = "For somebody who is not a head."),
    )
)]
pub async fn trust(
    State(web): State<Web>,
    Bearer(session): Bearer,
    request: Request,
) -> Result<Response, Problem> {
    let content = upload::whole(request)
        .await
        .map_err(|_| Problem::TooLarge)?;
    let added = web.store.trust_certificates(&session, &content).await;
    let added = added.map_err(of_trust)?;
    Ok((StatusCode::CREATED, Json(NowTrusted { added })).into_response())
}

/// Trusts a certificate no longer. It stands in the record. For a head.
#[utoipa::path(
    delete, path = "/certificates/{fingerprint}", tag = "papers",
    params(("fingerprint" = String, Path, description = "SHA-256 of the certificate, in hexadecimal digits.")),
    responses(
        (status = 204, description = "It is trusted no longer."),
        (status = 404, description = "There is no such trusted certificate, or this account is not a head."),
    )
)]
pub async fn distrust(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(fingerprint): Path<String>,
) -> Result<StatusCode, Problem> {
    let changed = web.store.distrust_certificate(&session, &fingerprint).await;
    changed.map_err(of_trust)?;
    Ok(StatusCode::NO_CONTENT)
}

fn of_trust(error: TrustError) -> Problem {
    match error {
        TrustError::Store(error) => error.into(),
        TrustError::NotHead | TrustError::NotFound => Problem::NotFound,
        TrustError::Certificate(_) | TrustError::Already | TrustError::TooMany => {
            Problem::not_understood(error.to_string())
        }
    }
}
