//! Documents: each part opens to whoever holds its compartment, and to nobody else.

use serde_json::json;
use standard::{annex::FormKind, compartment::Compartment};
use store::{OpenError, Role};

use crate::{
    house::{DAY, Folder, House},
    papers,
};

fn card_filled() -> serde_json::Value {
    json!({"act": "registration_card_filled", "reported_to_police": "refused", "refused_on": DAY.to_string()})
}

on_both! {
    async fn para_7_each_part_of_a_document_opens_to_its_compartment_alone(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let nurse = house.staff(&centre.head, "nurse", &[Role::Nurse]).await;
        let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer]).await;
        let psychologist = house.staff(&centre.head, "psychologist", &[Role::Psychologist]).await;
        let mut folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        folder.does(&ann, card_filled(), &[papers::card("Canary", "asthma")]).await;
        let file = folder.open(&ann).await;
        let card = file.documents.iter().find(|head| head.form == FormKind::Annex4).unwrap();
        assert_eq!(card.compartments, [Compartment::Identity, Compartment::Medical, Compartment::Legal]);
        let (store, code) = (&house.store, folder.code.as_str());

        let whole = store.document(&centre.head, code, &card.id).await.unwrap();
        assert!(whole.missing.is_empty());
        assert_eq!((&whole.value["health"], &whole.value["name"]["surname"]), (&json!("asthma"), &json!({"given": "Canary"})));

        let of_ann = store.document(&ann, code, &card.id).await.unwrap();
        assert_eq!(of_ann.missing, [Compartment::Medical, Compartment::Legal], "also not what she wrote herself");
        assert_eq!(of_ann.value["name"]["surname"], json!({"given": "Canary"}));
        assert!(of_ann.value.get("health").is_none());

        let of_nurse = store.document(&nurse, code, &card.id).await.unwrap();
        assert_eq!(of_nurse.missing, [Compartment::Identity, Compartment::Legal]);
        assert_eq!(of_nurse.value["health"], json!("asthma"), "sealed to her by somebody who does not hold it");
        assert!(of_nurse.value.get("name").is_none());

        let of_lawyer = store.document(&lawyer, code, &card.id).await.unwrap();
        assert_eq!(of_lawyer.missing, [Compartment::Medical]);
        assert!(of_lawyer.value.get("convictions").is_some());

        let of_psychologist = store.document(&psychologist, code, &card.id).await.unwrap();
        assert_eq!(of_psychologist.missing.len(), 3);
        assert_eq!(of_psychologist.value, json!({}));
    }

    async fn annex_8_opens_to_the_head_and_to_its_author(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer]).await;
        let mut folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let interview = json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated",
            "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"]});
        folder.does(&ann, interview, &[]).await;
        let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3],
            "signatories": ["organization", "authorized_body"]});
        folder.does(&ann, sheet, &[papers::evaluation_sheet("Canary")]).await;
        folder.does(&ann, json!({"act": "report_drawn_up"}),
            &[papers::report("Canary", "what she told")]).await;
        let file = folder.open(&ann).await;
        let report = file.documents.iter().find(|head| head.form == FormKind::Annex8).unwrap();
        for session in [&ann, &centre.head] {
            let opened = house.store.document(session, &folder.code, &report.id).await.unwrap();
            assert_eq!(opened.value["account"], json!("what she told"));
        }
        let of_lawyer = house.store.document(&lawyer, &folder.code, &report.id).await.unwrap();
        assert_eq!((of_lawyer.missing, of_lawyer.value), (vec![Compartment::Report], json!({})));
    }

    async fn a_corrected_form_is_another_version_and_the_former_stays(house: House) {
        let centre = house.centre().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        folder.does(&centre.head, card_filled(), &[papers::card("Canary", "asthma")]).await;
        folder.does(&centre.head, card_filled(), &[papers::card("Canary", "well")]).await;
        let file = folder.open(&centre.head).await;
        let cards: Vec<_> = file.documents.iter().filter(|head| head.form == FormKind::Annex4).collect();
        assert_eq!(cards.iter().map(|head| (head.version, head.seq)).collect::<Vec<_>>(), [(1, 2), (2, 3)]);
        for (card, health) in cards.iter().zip(["asthma", "well"]) {
            let opened = house.store.document(&centre.head, &folder.code, &card.id).await.unwrap();
            assert_eq!(opened.value["health"], json!(health));
        }
    }

    async fn a_document_belongs_to_its_own_file(house: House) {
        let centre = house.centre().await;
        let one = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let other = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        let id = one.open(&centre.head).await.documents[0].id.clone();
        let refused = house.store.document(&centre.head, &other.code, &id).await;
        assert!(matches!(refused, Err(OpenError::NotFound)));
        assert!(matches!(house.store.document(&centre.head, &one.code, "nosuch").await, Err(OpenError::NotFound)));
    }
}
