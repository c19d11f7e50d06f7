//! Electronic signatures made elsewhere: those of `tests/signatures`, made by another program.

use sealed::elsewhere::{
    Certificate, CertificateError, Chain, Integrity, NotASignature, Signature, Signer, Untrusted,
    read_certificates,
};

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("../signatures/", $name)).as_slice()
    };
}

const CONTENT: &[u8] = file!("content");
/// 1 November 2022.
const AT: i64 = 1_667_260_800;
/// 1 November 2023: after the signers' certificates.
const A_YEAR_LATER: i64 = 1_698_796_800;

fn trusted() -> Vec<Certificate> {
    read_certificates(file!("trusted.pem")).unwrap()
}

fn check(signature: &[u8]) -> Signer {
    let signature = Signature::read(signature).unwrap();
    let mut signers = signature.check(CONTENT, &trusted(), AT);
    assert_eq!(signers.len(), 1);
    signers.remove(0)
}

fn rsa() -> Option<Chain> {
    Some(Chain::Trusted("Sample root (RSA)".to_owned()))
}

fn untrusted(why: Untrusted) -> Option<Chain> {
    Some(Chain::Untrusted(why))
}

#[test]
fn a_signature_of_these_bytes_leads_to_a_certificate_that_is_trusted() {
    for (signature, algorithm) in [
        (file!("rsa.p7s"), "RSA, SHA-256"),
        (file!("rsa_sha512.p7s"), "RSA, SHA-512"),
        (file!("pss.p7s"), "RSA-PSS, SHA-256"),
        (file!("no_attributes.p7s"), "RSA, SHA-256"),
        (file!("by_key.p7s"), "RSA, SHA-256"),
    ] {
        let signer = check(signature);
        assert_eq!(signer.algorithm, algorithm);
        assert_eq!(
            (&signer.integrity, &signer.chain),
            (&Integrity::Fits, &rsa()),
            "{algorithm}"
        );
    }
    for (signature, algorithm) in [
        (file!("ec.p7s"), "ECDSA, SHA-256"),
        (file!("ec384.p7s"), "ECDSA, SHA-384"),
    ] {
        let signer = check(signature);
        assert_eq!(signer.algorithm, algorithm);
        let root = Some(Chain::Trusted("Sample root (EC)".to_owned()));
        assert_eq!((signer.integrity, signer.chain), (Integrity::Fits, root));
    }
}

#[test]
fn it_is_read_as_it_is_or_in_letters() {
    let plain = Signature::read(file!("ec.p7s")).unwrap();
    assert_eq!(plain.as_bytes(), file!("ec.p7s"));
    for letters in [file!("ec_pem.p7s"), file!("ec_base64.p7s")] {
        assert_eq!(check(letters).integrity, Integrity::Fits);
    }
}

#[test]
fn who_signed_is_told_with_every_letter() {
    let certificate = check(file!("rsa.p7s")).certificate.unwrap();
    assert_eq!(certificate.subject, "МЫСАЛОВА ҮЛГІЖАН");
    assert_eq!(certificate.organization, "Үлгі орталығы");
    assert_eq!(certificate.number, "IIN000000000000");
    assert_eq!(certificate.issuer, "Sample issuing (RSA)");
    assert!(!certificate.is_authority);
    assert_eq!(
        (certificate.from, certificate.until),
        (1_640_995_200, 1_672_531_200)
    );
}

#[test]
fn one_byte_of_another_document_does_not_fit() {
    for signature in [
        file!("rsa.p7s"),
        file!("ec.p7s"),
        file!("no_attributes.p7s"),
    ] {
        let mut other = CONTENT.to_vec();
        other[12] ^= 1;
        let signers = Signature::read(signature)
            .unwrap()
            .check(&other, &trusted(), AT);
        assert_eq!(signers[0].integrity, Integrity::OtherBytes);
        assert_eq!(
            signers[0].chain, None,
            "of what does not fit, no chain is told"
        );
    }
}

#[test]
fn a_signature_with_another_number_in_it_is_wrong() {
    for signature in [file!("rsa.p7s"), file!("ec.p7s"), file!("pss.p7s")] {
        let mut changed = signature.to_vec();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        let signers = Signature::read(&changed)
            .unwrap()
            .check(CONTENT, &trusted(), AT);
        assert_eq!(signers[0].integrity, Integrity::Wrong);
    }
}

#[test]
fn what_was_signed_as_something_else_is_no_signature_of_a_document() {
    assert_eq!(check(file!("other_type.p7s")).integrity, Integrity::Wrong);
}

#[test]
fn whose_it_is_nobody_can_tell_without_the_certificate() {
    let signer = check(file!("no_certificates.p7s"));
    assert_eq!(
        (signer.integrity, signer.certificate),
        (Integrity::NoCertificate, None)
    );
}

#[test]
fn gost_is_named_and_not_guessed() {
    // The identifier of the signature's algorithm, in the place of ECDSA with SHA-256: one under the arc of Kazakhstan's GOST.
    let ecdsa = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    let gost = [0x2a, 0x83, 0x0e, 0x03, 0x0a, 0x01, 0x02, 0x01];
    let mut signature = file!("ec.p7s").to_vec();
    let last = signature
        .windows(8)
        .rposition(|window| window == ecdsa)
        .unwrap();
    signature[last..last + 8].copy_from_slice(&gost);
    let signer = check(&signature);
    let algorithm = "1.2.398.3.10.1.2.1".to_owned();
    assert_eq!(signer.algorithm, algorithm);
    assert_eq!(
        signer.integrity,
        Integrity::Unknown {
            algorithm,
            gost: true
        }
    );
    assert!(
        signer.certificate.is_some(),
        "whose it says that it is, is still told"
    );
    // A curve that is not known is no GOST.
    let curve = "1.3.132.0.35".to_owned();
    let unknown = Integrity::Unknown {
        algorithm: curve,
        gost: false,
    };
    assert_eq!(check(file!("ec521.p7s")).integrity, unknown);
}

#[test]
fn what_proves_nothing_any_more_is_called_weak() {
    let weak = |algorithm: &str| Integrity::Weak {
        algorithm: algorithm.to_owned(),
    };
    assert_eq!(check(file!("sha1.p7s")).integrity, weak("SHA-1"));
    assert_eq!(check(file!("short.p7s")).integrity, weak("RSA 1024"));
}

#[test]
fn a_certificate_must_be_valid_at_the_time_and_allowed_what_it_does() {
    let person = || "МЫСАЛОВА ҮЛГІЖАН".to_owned();
    for (signature, why) in [
        (file!("no_issuer.p7s"), Untrusted::NoIssuer),
        (file!("late.p7s"), Untrusted::OutOfTime(person())),
        (file!("mail.p7s"), Untrusted::Usage),
        (file!("strict.p7s"), Untrusted::Demands(person())),
        // The issuing one allows none below it.
        (
            file!("deep.p7s"),
            Untrusted::Demands("Sample issuing (RSA)".to_owned()),
        ),
        // A person is no authority, nor is whoever may sign certificates by the use of the key alone.
        (file!("by_person.p7s"), Untrusted::Demands(person())),
        (file!("by_half.p7s"), Untrusted::Demands(person())),
        // Somebody else took the name of the issuing one.
        (file!("forged.p7s"), Untrusted::NoIssuer),
        (
            file!("forged_with_issuer.p7s"),
            Untrusted::Demands("Sample issuing (RSA)".to_owned()),
        ),
    ] {
        let signer = check(signature);
        assert_eq!(
            (signer.integrity, signer.chain),
            (Integrity::Fits, untrusted(why))
        );
    }
    let signature = Signature::read(file!("rsa.p7s")).unwrap();
    let later = signature.check(CONTENT, &trusted(), A_YEAR_LATER).remove(0);
    assert_eq!(later.chain, untrusted(Untrusted::OutOfTime(person())));
    let nobody = signature.check(CONTENT, &[], AT).remove(0);
    assert_eq!(nobody.chain, untrusted(Untrusted::NoIssuer));
}

#[test]
fn each_of_two_who_signed_is_told() {
    let signers = Signature::read(file!("two.p7s"))
        .unwrap()
        .check(CONTENT, &trusted(), AT);
    assert_eq!(signers.len(), 2);
    assert!(
        signers
            .iter()
            .all(|signer| matches!(signer.chain, Some(Chain::Trusted(_))))
    );
}

#[test]
fn what_is_no_detached_signature_is_not_taken() {
    for (bytes, why) in [
        (b"".as_slice(), NotASignature::Length),
        (b"a letter", NotASignature::Unreadable),
        (b"%PDF-1.7", NotASignature::Unreadable),
        (b"\x30\x80", NotASignature::Unreadable),
        (file!("trusted.pem"), NotASignature::Unreadable),
        (file!("root.cer"), NotASignature::Unreadable),
        (file!("attached.p7s"), NotASignature::NotDetached),
        (file!("streamed.p7s"), NotASignature::NotDetached),
    ] {
        assert_eq!(Signature::read(bytes).unwrap_err(), why);
    }
    let whole = file!("rsa.p7s");
    for end in 0..whole.len() {
        assert!(Signature::read(&whole[..end]).is_err(), "cut after {end}");
    }
}

#[test]
fn no_changed_byte_makes_it_fail_in_another_way_than_by_saying_so() {
    let trusted = trusted();
    for whole in [file!("ec.p7s"), file!("pss.p7s")] {
        for place in 0..whole.len() {
            let mut changed = whole.to_vec();
            changed[place] ^= 0x55;
            if let Ok(signature) = Signature::read(&changed) {
                let _ = signature.check(CONTENT, &trusted, AT);
            }
        }
    }
}

#[test]
fn certificates_are_read_one_by_one_or_together() {
    let found = trusted();
    let names: Vec<&str> = found.iter().map(|each| each.subject.as_str()).collect();
    assert_eq!(names, ["Sample root (RSA)", "Sample root (EC)"]);
    assert!(
        found
            .iter()
            .all(|each| each.is_authority && each.fingerprint.len() == 64)
    );
    let one = read_certificates(file!("root.cer")).unwrap();
    assert_eq!(one[0], found[0]);
    assert_eq!(Certificate::from_der(&one[0].der).unwrap(), one[0]);
    for (bytes, why) in [
        (b"".as_slice(), CertificateError::None),
        (b"-----BEGIN CERTIFICATE-----", CertificateError::None),
        (b"hello", CertificateError::Unreadable),
        (file!("rsa.p7s"), CertificateError::Unreadable),
    ] {
        assert_eq!(read_certificates(bytes), Err(why));
    }
}

/// The same signature in BER: what is made of parts, down to this depth, has no length and ends with an end of contents.
fn without_lengths(der: &[u8], depth: usize) -> Vec<u8> {
    let (head, content, rest) = part(der);
    assert!(rest.is_empty());
    let is_made_of_parts = der[0] & 0x20 != 0;
    if depth == 0 || !is_made_of_parts {
        return der.to_vec();
    }
    let mut ber = vec![der[0], 0x80];
    let mut parts = content;
    while !parts.is_empty() {
        let (_, _, others) = part(parts);
        let one = &parts[..parts.len() - others.len()];
        ber.extend(without_lengths(one, depth - 1));
        parts = others;
    }
    assert!(head >= 2);
    ber.extend([0, 0]);
    ber
}

/// The length of the head, the content, and what follows.
fn part(der: &[u8]) -> (usize, &[u8], &[u8]) {
    let (head, length) = match der[1] {
        short @ 0..0x80 => (2, usize::from(short)),
        long => {
            let digits = usize::from(long & 0x7f);
            let number = |sum: usize, digit: &u8| (sum << 8) | usize::from(*digit);
            (2 + digits, der[2..2 + digits].iter().fold(0, number))
        }
    };
    (head, &der[head..head + length], &der[head + length..])
}

#[test]
fn a_detached_signature_without_lengths_is_checked_like_one_with_them() {
    // Depth 4 leaves the certificate and what was signed as they are: both are DER wherever they stand.
    for (der, chain) in [
        (file!("rsa.p7s"), rsa()),
        (file!("no_attributes.p7s"), rsa()),
        (
            file!("ec.p7s"),
            Some(Chain::Trusted("Sample root (EC)".to_owned())),
        ),
    ] {
        for depth in 1..=4 {
            let ber = without_lengths(der, depth);
            assert_eq!(ber[1], 0x80);
            let signer = check(&ber);
            assert_eq!(
                (signer.integrity, &signer.chain),
                (Integrity::Fits, &chain),
                "{depth}"
            );
            let read = Signature::read(&ber).unwrap();
            assert_eq!(read.as_bytes(), ber, "kept as it came");
            let other = read.check(b"another document", &trusted(), AT);
            assert_eq!(other[0].integrity, Integrity::OtherBytes);
        }
        let ber = without_lengths(der, 4);
        for end in 0..ber.len() {
            let found = Signature::read(&ber[..end]);
            assert!(found.is_err(), "cut after {end}");
        }
    }
}

#[test]
fn long_no_changed_signature_fits_and_no_certificate_breaks_its_reader() {
    let whole = [
        file!("rsa.p7s"),
        file!("pss.p7s"),
        file!("ec.p7s"),
        file!("ec384.p7s"),
        file!("two.p7s"),
        file!("no_attributes.p7s"),
        file!("by_key.p7s"),
        file!("streamed.p7s"),
        file!("ec_pem.p7s"),
        file!("deep.p7s"),
    ];
    let certificates = [file!("trusted.pem"), file!("root.cer")];
    let all: Vec<&[u8]> = whole.iter().chain(&certificates).copied().collect();
    let check = assurance::long(
        "no changed signature fits other bytes, and no changed certificate breaks its reader",
        "signatures and certificates",
        100_000,
    );
    let trusted = trusted();
    let (mut tried, mut read) = (0, 0);
    while tried < check.size() {
        let mut dice = assurance::Dice::new((check.seed() << 32) + tried);
        tried += 1;
        let sample = whole[dice.below(whole.len())];
        let changed = assurance::mutated(&mut dice, sample, &all);
        if let Ok(signature) = Signature::read(&changed) {
            read += 1;
            let mut other = CONTENT.to_vec();
            let at = dice.below(other.len());
            other[at] ^= 1 << dice.below(8);
            for signer in signature.check(&other, &trusted, AT) {
                assert_ne!(signer.integrity, Integrity::Fits, "{tried}: of other bytes");
            }
            for signer in signature.check(CONTENT, &trusted, AT) {
                // Whatever was changed: who is trusted is one of those whom the trusted certificates vouch for.
                if let Some(Chain::Trusted(root)) = &signer.chain {
                    assert!(
                        trusted.iter().any(|each| each.subject == *root),
                        "{tried}: {root}"
                    );
                }
            }
        }
        let changed = assurance::mutated(&mut dice, certificates[tried as usize % 2], &all);
        if let Ok(found) = read_certificates(&changed) {
            for each in found {
                assert!(Certificate::from_der(&each.der).is_ok(), "{tried}");
            }
        }
    }
    assert!(read > tried / 100, "some are still read: {read} of {tried}");
    check.held(tried);
}
