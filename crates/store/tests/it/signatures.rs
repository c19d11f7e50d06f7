//! Electronic signatures made elsewhere, and the certificates that a body trusts.

use sealed::elsewhere::{Certificate, Chain, Integrity, NotASignature, Untrusted};
use serde_json::json;
use standard::{annex::FormKind, lang::Lang};
use store::{
    EnclosureError, EnclosureKind, Media, NewEnclosure, NotTaken, Role, TrustError, verify::Broken,
};

use crate::{
    house::{DAY, Folder, House, act, an_id},
    papers,
};

macro_rules! made_elsewhere {
    ($name:literal) => {
        include_bytes!(concat!("../../../sealed/tests/signatures/", $name)).as_slice()
    };
}

fn enclosure(kind: EnclosureKind, content: &[u8]) -> NewEnclosure {
    NewEnclosure {
        act_id: an_id(),
        kind,
        media: if kind == EnclosureKind::Print {
            Media::Pdf
        } else {
            Media::Cms
        },
        language: (kind == EnclosureKind::Print).then_some(Lang::Kk),
        content: content.to_vec(),
    }
}

fn signature(content: &[u8]) -> NewEnclosure {
    enclosure(EnclosureKind::Signature, content)
}

/// A file whose card is frozen as the bytes that the signatures were made of; and the code of the card.
async fn frozen<'a>(house: &'a House, head: &'a store::Session) -> (Folder<'a>, String) {
    let mut folder = Folder::begin(house, head, "Aliya", &[papers::application("Canary")]).await;
    let card = json!({"act": "registration_card_filled", "reported_to_police": "refused", "refused_on": DAY.to_string()});
    let mut new = store::NewAct::new(an_id(), DAY, act(card))
        .with_document(papers::card("Canary", "asthma"), Lang::Kk);
    new.prints.push((0, made_elsewhere!("content").to_vec()));
    house
        .store
        .act(head, &folder.code, folder.seq, new)
        .await
        .unwrap();
    folder.seq += 1;
    let file = folder.open(head).await;
    let card = file
        .documents
        .iter()
        .find(|head| head.form == FormKind::Annex4)
        .unwrap();
    (folder, card.id.clone())
}

on_both! {
    async fn a_signature_of_the_frozen_bytes_is_taken_and_checked_anew_against_whom_the_body_trusts(house: House) {
        let centre = house.centre().await;
        let (folder, card) = frozen(&house, &centre.head).await;
        let id = house.store.enclose(&centre.head, &folder.code, &card, signature(made_elsewhere!("ec_pem.p7s"))).await.unwrap();
        let kept = house.store.enclosure(&centre.head, &folder.code, &card, &id).await.unwrap();
        assert_eq!(kept.content[0], 0x30, "kept without the letters around it");

        let checked = house.store.signatures(&centre.head, &folder.code, &card).await.unwrap();
        let signer = &checked[0].signers[0];
        assert_eq!((checked[0].head.id.as_str(), &signer.integrity), (id.as_str(), &Integrity::Fits));
        assert_eq!(signer.chain, Some(Chain::Untrusted(Untrusted::NoIssuer)));
        assert_eq!(signer.certificate.as_ref().unwrap().subject, "МЫСАЛОВА ҮЛГІЖАН");

        assert_eq!(house.store.trust_certificates(&centre.head, made_elsewhere!("trusted.pem")).await.unwrap(), 2);
        let checked = house.store.signatures(&centre.head, &folder.code, &card).await.unwrap();
        assert_eq!(checked[0].signers[0].chain, Some(Chain::Trusted("Sample root (EC)".to_owned())));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn what_is_no_signature_of_the_frozen_bytes_is_not_put_beside_them(house: House) {
        let centre = house.centre().await;
        let (mut folder, card) = frozen(&house, &centre.head).await;
        let application = folder.open(&centre.head).await.documents[0].id.clone();
        let not_frozen = house.store.enclose(&centre.head, &folder.code, &application, signature(made_elsewhere!("rsa.p7s"))).await;
        assert!(matches!(not_frozen, Err(EnclosureError::NotFrozen)), "{not_frozen:?}");
        let mut wrong = made_elsewhere!("rsa.p7s").to_vec();
        *wrong.last_mut().unwrap() ^= 1;
        for (content, why) in [
            (b"no signature".to_vec(), NotTaken::Form(NotASignature::Unreadable)),
            (made_elsewhere!("attached.p7s").to_vec(), NotTaken::Form(NotASignature::NotDetached)),
            (wrong, NotTaken::Wrong),
        ] {
            match house.store.enclose(&centre.head, &folder.code, &card, signature(&content)).await {
                Err(EnclosureError::Signature(found)) => assert_eq!(found, why),
                other => panic!("{other:?}"),
            }
        }
        // Another document, frozen as other bytes.
        let other = enclosure(EnclosureKind::Print, b"%PDF-1.7 something else");
        house.store.enclose(&centre.head, &folder.code, &application, other).await.unwrap();
        match house.store.enclose(&centre.head, &folder.code, &application, signature(made_elsewhere!("rsa.p7s"))).await {
            Err(EnclosureError::Signature(found)) => assert_eq!(found, NotTaken::OtherBytes),
            other => panic!("{other:?}"),
        }
        assert!(house.store.signatures(&centre.head, &folder.code, &card).await.unwrap().is_empty());
        folder.seq = folder.open(&centre.head).await.seq;
        assert!(folder.open(&centre.head).await.documents.iter().all(|head| head.enclosures.len() == 1));
    }

    async fn whoever_cannot_open_what_was_signed_learns_nobodys_name_from_a_signature(house: House) {
        let centre = house.centre().await;
        let nurse = house.staff(&centre.head, "nurse", &[Role::Nurse]).await;
        let (folder, card) = frozen(&house, &centre.head).await;
        house.store.enclose(&centre.head, &folder.code, &card, signature(made_elsewhere!("rsa.p7s"))).await.unwrap();
        let refused = house.store.signatures(&nurse, &folder.code, &card).await;
        assert!(matches!(refused, Err(EnclosureError::KeysMissing(_))), "{refused:?}");
        let refused = house.store.enclose(&nurse, &folder.code, &card, signature(made_elsewhere!("ec.p7s"))).await;
        assert!(matches!(refused, Err(EnclosureError::KeysMissing(_))), "{refused:?}");
        // Nor does the database say it.
        let stored = house.values("enclosure", "sealed").await.concat();
        assert!(!stored.windows(8).any(|window| window == "ҮЛГІ".as_bytes()));
        // What is taken away is what the keys open.
        let (exported, originals) = house.store.export_originals(&nurse, &folder.code, "bundle").await.unwrap();
        assert_eq!(exported.documents.len(), originals.len());
        assert!(originals.iter().all(|each| each.enclosures.is_empty() && each.signatures.is_empty()));
        let (_, originals) = house.store.export_originals(&centre.head, &folder.code, "bundle").await.unwrap();
        let original = originals.iter().find(|each| each.document == card).unwrap();
        assert_eq!(original.enclosures[0].content, made_elsewhere!("content"));
        assert_eq!(original.enclosures[1].content, made_elsewhere!("rsa.p7s"));
        assert_eq!(original.signatures.len(), 1);
    }

    async fn whom_a_body_trusts_its_head_decides_and_the_record_keeps(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let trusted = made_elsewhere!("trusted.pem");
        assert!(matches!(house.store.trust_certificates(&ann, trusted).await, Err(TrustError::NotHead)));
        assert!(matches!(house.store.trust_certificates(&centre.head, b"nothing").await, Err(TrustError::Certificate(_))));
        assert_eq!(house.store.trust_certificates(&centre.head, trusted).await.unwrap(), 2);
        assert!(matches!(house.store.trust_certificates(&centre.head, trusted).await, Err(TrustError::Already)));
        let listed = house.store.trusted_certificates(&ann).await.unwrap();
        let names: Vec<&str> = listed.iter().map(|each| each.certificate.subject.as_str()).collect();
        assert_eq!(names, ["Sample root (RSA)", "Sample root (EC)"]);
        assert_eq!(listed[0].by, centre.head.account().code);
        assert!(house.store.trusted_certificates(&office.head).await.unwrap().is_empty(), "another body trusts its own");

        let first = listed[0].certificate.fingerprint.clone();
        assert!(matches!(house.store.distrust_certificate(&ann, &first).await, Err(TrustError::NotHead)));
        assert!(matches!(house.store.distrust_certificate(&centre.head, "00").await, Err(TrustError::NotFound)));
        house.store.distrust_certificate(&centre.head, &first).await.unwrap();
        assert_eq!(house.store.trusted_certificates(&ann).await.unwrap().len(), 1);
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class = 'trusted_certificate'").await, 3);
        assert!(house.store.verify().await.unwrap().is_whole());
        // Trusted once more.
        assert_eq!(house.store.trust_certificates(&centre.head, trusted).await.unwrap(), 1);
        assert_eq!(Certificate::from_der(&listed[0].certificate.der).unwrap(), listed[0].certificate);
    }

    async fn a_certificate_put_into_the_database_by_another_hand_is_found(house: House) {
        let centre = house.centre().await;
        house.store.trust_certificates(&centre.head, made_elsewhere!("root.cer")).await.unwrap();
        assert!(house.store.verify().await.unwrap().is_whole());
        house.tamper("UPDATE trusted_certificate SET trusted = 0").await;
        let report = house.store.verify().await.unwrap();
        assert!(report.problems.iter().any(|problem| problem.broken == Broken::SealedChanged), "{:?}", report.problems);
    }
}
