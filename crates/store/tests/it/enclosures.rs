//! What was signed stays as it was: prints, scans, electronic signatures, papers that come after their act.

use serde_json::json;
use standard::{
    annex::{Document, FormKind},
    compartment::Compartment,
    lang::Lang,
    papers::{Paper, PaperKind},
};
use store::{
    EnclosureError, EnclosureKind, Media, NewAct, NewEnclosure, NewPaper, OpenFile, Role,
    verify::Broken,
};

use crate::{
    house::{DAY, Folder, House, act, an_id},
    papers,
};

/// No layout makes these bytes: what comes back was kept.
const SIGNED: &[u8] = b"%PDF-1.7 what the recipient and the head have signed";

fn card_filled() -> serde_json::Value {
    json!({"act": "registration_card_filled", "reported_to_police": "refused", "refused_on": DAY.to_string()})
}

fn print() -> NewEnclosure {
    NewEnclosure {
        act_id: an_id(),
        kind: EnclosureKind::Print,
        media: Media::Pdf,
        language: Some(Lang::Kk),
        content: SIGNED.to_vec(),
    }
}

fn scan(content: Vec<u8>) -> NewEnclosure {
    NewEnclosure {
        kind: EnclosureKind::Scan,
        media: Media::Png,
        language: None,
        content,
        ..print()
    }
}

fn card_of(file: &OpenFile) -> &store::DocumentHead {
    file.documents
        .iter()
        .find(|head| head.form == FormKind::Annex4)
        .unwrap()
}

fn notice(addressee: &str) -> Document {
    let fields = json!({"organization": "Centre", "number": "7", "on": DAY.to_string(), "addressee": addressee,
        "refused_on": DAY.to_string(), "region": "Akmola", "exploitation": ["labour"], "head": "Aigerim Head"});
    Document::Paper(Paper::read(PaperKind::PoliceNotice, &fields).unwrap())
}

fn paper(document: Document) -> NewPaper {
    NewPaper {
        act_id: an_id(),
        on: DAY,
        beside: Some(1),
        document,
        language: Lang::Ru,
        print: None,
    }
}

on_both! {
    async fn what_was_signed_comes_back_byte_by_byte_to_whoever_may_open_all_of_it(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let nurse = house.staff(&centre.head, "nurse", &[Role::Nurse]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        // Frozen with its act by somebody who cannot open it again herself.
        let mut new = NewAct::new(an_id(), DAY, act(card_filled())).with_document(papers::card("Canary", "asthma"), Lang::Kk);
        new.prints.push((0, SIGNED.to_vec()));
        house.store.act(&ann, &folder.code, folder.seq, new).await.unwrap();

        let file = folder.open(&centre.head).await;
        let card = card_of(&file);
        let frozen = card.print().unwrap();
        assert_eq!((frozen.language, frozen.bytes), (Some(Lang::Kk), SIGNED.len() as u64));
        for _ in 0..2 {
            let opened = house.store.enclosure(&centre.head, &folder.code, &card.id, &frozen.id).await.unwrap();
            assert_eq!((opened.content.as_slice(), &opened.head), (SIGNED, frozen));
        }
        for (session, missing) in [
            (&ann, vec![Compartment::Medical, Compartment::Legal]),
            (&nurse, vec![Compartment::Identity, Compartment::Legal]),
        ] {
            match house.store.enclosure(session, &folder.code, &card.id, &frozen.id).await {
                Err(EnclosureError::KeysMissing(found)) => assert_eq!(found, missing),
                other => panic!("{other:?}"),
            }
        }
        let again = house.store.enclose(&centre.head, &folder.code, &card.id, print()).await;
        assert!(matches!(again, Err(EnclosureError::Frozen)));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn freezing_later_demands_every_compartment_that_the_print_shows(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let mut folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        folder.does(&ann, card_filled(), &[papers::card("Canary", "asthma")]).await;
        let id = card_of(&folder.open(&ann).await).id.clone();
        let refused = house.store.enclose(&ann, &folder.code, &id, print()).await;
        assert!(matches!(refused, Err(EnclosureError::KeysMissing(_))), "{refused:?}");
        let unsigned = NewEnclosure { kind: EnclosureKind::Signature, media: Media::Cms, ..print() };
        let refused = house.store.enclose(&centre.head, &folder.code, &id, unsigned).await;
        assert!(matches!(refused, Err(EnclosureError::NotFrozen)));
        house.store.enclose(&centre.head, &folder.code, &id, print()).await.unwrap();
        assert!(card_of(&folder.open(&ann).await).print().is_some());
        let elsewhere = house.store.enclose(&centre.head, &folder.code, "nosuch", print()).await;
        assert!(matches!(elsewhere, Err(EnclosureError::NotFound)));
    }

    async fn a_scan_in_several_pieces_comes_back_whole_and_sent_twice_is_one(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let accountant = house.staff(&centre.head, "accountant", &[Role::Accountant]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let id = folder.open(&ann).await.documents[0].id.clone();
        let content: Vec<u8> = (0..2_500_000_u32).map(|each| (each % 251) as u8).collect();
        let new = scan(content.clone());
        let first = house.store.enclose(&ann, &folder.code, &id, new.clone()).await.unwrap();
        let second = house.store.enclose(&ann, &folder.code, &id, new).await.unwrap();
        assert_eq!(first, second);
        let opened = house.store.enclosure(&centre.head, &folder.code, &id, &first).await.unwrap();
        assert!(opened.content == content);
        assert!(!is_found(&content[..32], &house.values("enclosure", "sealed").await.concat()));
        let refused = house.store.enclosure(&accountant, &folder.code, &id, &first).await;
        assert!(matches!(refused, Err(EnclosureError::NotFound)), "not even that there is a file");
        let too_large = scan(vec![1; store::LARGEST_ENCLOSURE + 1]);
        assert!(matches!(house.store.enclose(&ann, &folder.code, &id, too_large).await, Err(EnclosureError::TooMuch)));
    }

    async fn a_changed_or_lost_piece_of_a_scan_is_found_without_any_key(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let id = folder.open(&centre.head).await.documents[0].id.clone();
        house.store.enclose(&centre.head, &folder.code, &id, scan(vec![7; 1_500_000])).await.unwrap();
        assert!(house.store.verify().await.unwrap().is_whole());
        house.tamper("DELETE FROM enclosure WHERE piece = 1").await;
        let report = house.store.verify().await.unwrap();
        assert!(report.problems.iter().any(|problem| problem.broken == Broken::SealedChanged), "{:?}", report.problems);
    }

    async fn a_paper_after_its_act_is_a_document_of_the_file_and_must_keep_its_own_rules(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        match house.store.add_paper(&ann, &folder.code, paper(notice("the body, 900214400008"))).await {
            Err(EnclosureError::Document(problems)) => assert_eq!(problems[0].problem, "identity-in-notice"),
            other => panic!("{other:?}"),
        }
        let mut new = paper(notice("Police of the region"));
        new.print = Some(SIGNED.to_vec());
        let id = house.store.add_paper(&ann, &folder.code, new.clone()).await.unwrap();
        assert_eq!(house.store.add_paper(&ann, &folder.code, new).await.unwrap(), id, "sent twice");
        let file = folder.open(&lawyer).await;
        let head = file.documents.iter().find(|head| head.id == id).unwrap();
        assert_eq!((head.form, head.version, head.seq), (FormKind::Paper(PaperKind::PoliceNotice), 1, 1));
        assert_eq!(head.compartments, [Compartment::Legal]);
        assert_eq!(file.seq, folder.seq, "the journal has no act more");
        let opened = house.store.document(&lawyer, &folder.code, &id).await.unwrap();
        assert_eq!(opened.value["region"], json!("Akmola"));
        assert_eq!(house.store.document(&ann, &folder.code, &id).await.unwrap().missing, [Compartment::Legal]);
        let print = head.print().unwrap();
        let kept = house.store.enclosure(&lawyer, &folder.code, &id, &print.id).await.unwrap();
        assert_eq!(kept.content, SIGNED);
        let mut nowhere = paper(notice("Police of the region"));
        nowhere.beside = Some(99);
        assert!(matches!(house.store.add_paper(&ann, &folder.code, nowhere).await, Err(EnclosureError::NotFound)));
    }
}

fn is_found(needle: &[u8], stored: &[u8]) -> bool {
    stored.windows(needle.len()).any(|window| window == needle)
}
