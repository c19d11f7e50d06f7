//! Papers of the house: kept and frozen like those of a file, and opened by the keys of what they are about.

use serde_json::json;
use standard::{
    annex::{Document, FormKind},
    compartment::Compartment,
    lang::Lang,
    papers::{Paper, PaperKind},
};
use store::{
    EnclosureError, EnclosureKind, Media, NewEnclosure, NewPaper, OpenError, Role, Session, Shelf,
    verify::Broken,
};

use crate::{
    house::{DAY, Folder, House, an_id},
    papers,
};

/// No layout makes these bytes, and a signature was made of them: what comes back was kept.
const SIGNED: &[u8] = include_bytes!("../../../sealed/tests/signatures/content");
const SIGNATURE: &[u8] = include_bytes!("../../../sealed/tests/signatures/ec.p7s");

fn paper(kind: PaperKind) -> NewPaper {
    let fields = match kind {
        PaperKind::RoomDataSheet => {
            json!({"organization": "Centre", "number": "1", "room": "Canary room",
            "purpose": "Games", "responsible": "Specialist", "safety": "Yes", "on": DAY, "head": "Aigerim Head",
            "equipment": [{"name": "Table", "quantity": 2}]})
        }
        PaperKind::ComplaintsReview => {
            json!({"organization": "Centre", "month": "March 2022", "complaints": 1, "suggestions": 0,
            "thanks": 0, "conclusions": "Canary complaint", "on": DAY, "head": "Aigerim Head"})
        }
        PaperKind::MonitoringAuthorisation => {
            json!({"organization": "Centre", "number": "3", "on": DAY, "authorised": "Canary employee",
            "position": "Psychologist", "from": DAY, "head": "Aigerim Head"})
        }
        PaperKind::PoliceNotice => {
            json!({"organization": "Centre", "number": "7", "on": DAY, "addressee": "Police",
            "refused_on": DAY, "region": "Akmola", "exploitation": ["labour"], "head": "Aigerim Head"})
        }
        other => panic!("{other:?}"),
    };
    NewPaper {
        act_id: an_id(),
        on: DAY,
        beside: None,
        document: Document::Paper(Paper::read(kind, &fields).unwrap()),
        language: Lang::Kk,
        print: Some(SIGNED.to_vec()),
    }
}

fn beside(kind: EnclosureKind, content: &[u8]) -> NewEnclosure {
    NewEnclosure {
        act_id: an_id(),
        kind,
        media: if kind == EnclosureKind::Scan {
            Media::Png
        } else {
            Media::Cms
        },
        language: None,
        content: content.to_vec(),
    }
}

/// Papers of the house for three compartments, each frozen, with a scan and a signature beside it.
pub async fn kept(house: &House, head: &Session) {
    for kind in [
        PaperKind::RoomDataSheet,
        PaperKind::ComplaintsReview,
        PaperKind::MonitoringAuthorisation,
    ] {
        let store = &house.store;
        let id = store.add_paper(head, Shelf::House, paper(kind)).await;
        let id = id.unwrap();
        for new in [
            beside(EnclosureKind::Scan, b"a scan of Canary"),
            beside(EnclosureKind::Signature, SIGNATURE),
        ] {
            store.enclose(head, Shelf::House, &id, new).await.unwrap();
        }
    }
}

/// The kinds of the papers of the house that somebody is shown.
async fn shown(house: &House, session: &Session) -> Vec<PaperKind> {
    let heads = house.store.house_papers(session).await.unwrap();
    heads.iter().filter_map(|head| head.form.paper()).collect()
}

on_both! {
    async fn a_paper_of_the_house_is_opened_by_the_keys_of_what_it_is_about_and_by_no_others(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let kinds = [PaperKind::RoomDataSheet, PaperKind::ComplaintsReview, PaperKind::MonitoringAuthorisation];
        let mut ids = Vec::new();
        for kind in kinds {
            let head = &centre.head;
            ids.push(house.store.add_paper(head, Shelf::House, paper(kind)).await.unwrap());
        }
        assert_eq!(shown(&house, &centre.head).await, kinds);
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        let accountant = house.staff(&centre.head, "accountant", &[Role::Accountant]).await;
        for (session, opens) in [
            (&ann, vec![PaperKind::RoomDataSheet]),
            (&hr, vec![PaperKind::MonitoringAuthorisation]),
            (&accountant, vec![]),
            (&office.head, vec![]),
        ] {
            assert_eq!(shown(&house, session).await, opens);
            for (kind, id) in kinds.iter().zip(&ids) {
                let opened = house.store.document(session, Shelf::House, id).await;
                match opens.contains(kind) {
                    true => assert!(opened.unwrap().missing.is_empty()),
                    false => assert!(matches!(opened, Err(OpenError::NotFound)), "not even that there is one"),
                }
            }
        }
        // Whoever does not hold the compartment keeps no paper there.
        let refused = house.store.add_paper(&ann, Shelf::House, paper(PaperKind::ComplaintsReview)).await;
        assert!(matches!(refused, Err(EnclosureError::NotFound)), "{refused:?}");
        house.store.add_paper(&ann, Shelf::House, paper(PaperKind::RoomDataSheet)).await.unwrap();
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn what_was_signed_of_the_house_comes_back_byte_by_byte_with_its_scan_and_its_signature(house: House) {
        let centre = house.centre().await;
        let (head, store) = (&centre.head, &house.store);
        let new = paper(PaperKind::ComplaintsReview);
        let id = store.add_paper(head, Shelf::House, new.clone()).await.unwrap();
        assert_eq!(store.add_paper(head, Shelf::House, new).await.unwrap(), id, "sent twice");
        let scan = store.enclose(head, Shelf::House, &id, beside(EnclosureKind::Scan, &vec![7; 1_500_000])).await.unwrap();
        store.enclose(head, Shelf::House, &id, beside(EnclosureKind::Signature, SIGNATURE)).await.unwrap();
        let of_other_bytes = beside(EnclosureKind::Signature, b"no signature");
        let refused = store.enclose(head, Shelf::House, &id, of_other_bytes).await;
        assert!(matches!(refused, Err(EnclosureError::Signature(_))), "{refused:?}");

        let listed = store.house_papers(head).await.unwrap();
        assert_eq!(listed[0].form, FormKind::Paper(PaperKind::ComplaintsReview));
        assert_eq!(listed[0].compartments, [Compartment::Report]);
        let print = listed[0].print().unwrap();
        for _ in 0..2 {
            let opened = store.enclosure(head, Shelf::House, &id, &print.id).await.unwrap();
            assert_eq!(opened.content, SIGNED);
        }
        let opened = store.enclosure(head, Shelf::House, &id, &scan).await.unwrap();
        assert!(opened.content == vec![7; 1_500_000]);
        let checked = store.signatures(head, Shelf::House, &id).await.unwrap();
        assert_eq!(checked[0].signers.len(), 1);
        let again = NewEnclosure { media: Media::Pdf, language: Some(Lang::Ru), ..beside(EnclosureKind::Print, b"%PDF another") };
        let refused = store.enclose(head, Shelf::House, &id, again).await;
        assert!(matches!(refused, Err(EnclosureError::Frozen)), "{refused:?}");

        assert!(store.verify().await.unwrap().is_whole());
        house.tamper("DELETE FROM enclosure WHERE piece = 1").await;
        let report = store.verify().await.unwrap();
        assert!(report.problems.iter().any(|problem| problem.broken == Broken::SealedChanged), "{:?}", report.problems);
    }

    async fn a_paper_of_the_house_has_no_place_in_a_file_nor_one_of_a_file_with_the_house(house: House) {
        let centre = house.centre().await;
        let (head, store) = (&centre.head, &house.store);
        let folder = Folder::begin(&house, head, "Aliya", &[papers::application("Canary")]).await;
        let refused = store.add_paper(head, &folder.code, paper(PaperKind::RoomDataSheet)).await;
        assert!(matches!(refused, Err(EnclosureError::NotFound)), "{refused:?}");
        let refused = store.add_paper(head, Shelf::House, paper(PaperKind::PoliceNotice)).await;
        assert!(matches!(refused, Err(EnclosureError::NotFound)), "{refused:?}");
        let refused = store.add_paper(head, Shelf::House, NewPaper { beside: Some(1), ..paper(PaperKind::RoomDataSheet) }).await;
        assert!(matches!(refused, Err(EnclosureError::NotFound)), "the house has no acts: {refused:?}");
        let mut broken = paper(PaperKind::RoomDataSheet);
        broken.document = Document::Paper(Paper::blank(PaperKind::RoomDataSheet));
        let refused = store.add_paper(head, Shelf::House, broken).await;
        assert!(matches!(refused, Err(EnclosureError::Document(_))), "{refused:?}");

        let id = store.add_paper(head, Shelf::House, paper(PaperKind::RoomDataSheet)).await.unwrap();
        for code in [folder.code.as_str(), "house-papers"] {
            let elsewhere = store.document(head, code, &id).await;
            assert!(matches!(elsewhere, Err(OpenError::NotFound)), "by way of the files: {code}");
        }
        store.document(head, Shelf::House, &id).await.unwrap();
        let readings = store.readings(head, &folder.code).await.unwrap();
        let of_the_house = |what: &store::ReadingOf| matches!(what, store::ReadingOf::Document { form: FormKind::Paper(_), .. });
        assert!(!readings.iter().any(|each| of_the_house(&each.what)), "nobody's file was read");
    }

    async fn without_the_shred_key_of_the_house_its_papers_are_gone_and_verify_says_so(house: House) {
        let centre = house.centre().await;
        let id = house.store.add_paper(&centre.head, Shelf::House, paper(PaperKind::RoomDataSheet)).await.unwrap();
        house.tamper("DELETE FROM shred_key WHERE file = 'house-papers'").await;
        assert!(house.store.house_papers(&centre.head).await.unwrap().is_empty());
        let opened = house.store.document(&centre.head, Shelf::House, &id).await;
        assert!(matches!(opened, Err(OpenError::NotFound)));
        let report = house.store.verify().await.unwrap();
        assert!(report.problems.iter().any(|problem| problem.broken == Broken::ShredKeyMissing), "{:?}", report.problems);
    }
}
