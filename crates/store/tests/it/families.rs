//! A mother and her child: two files that lean on each other.

use serde_json::json;
use standard::{annex::FormKind, compartment::Compartment, refusal::Reason};
use store::{ActError, NewAct, Role};

use crate::{
    exchanges::recognised,
    house::{DAY, House, act, an_id},
    papers,
};

on_both! {
    async fn para_18_a_child_enters_with_a_representative_who_is_recognised(house: House) {
        let centre = house.centre().await;
        let mother = recognised(&house, &centre.head).await;
        let enters = |representative: &str| NewAct::new(
            an_id(), DAY, act(json!({"act": "admitted_with_representative", "representative": representative})),
        );
        let child = house.store.begin_file(&centre.head, "Little one", enters(&mother.code)).await.unwrap();
        let file = house.store.open_file(&centre.head, &child.code).await.unwrap();
        assert!(file.journal.case().is_child);
        let alone = house.store.begin_file(&centre.head, "Little one", enters("nosuch")).await;
        assert!(matches!(alone, Err(ActError::Refused(refusal))
            if refusal.reason == Reason::RepresentativeNotRecognised));
    }

    async fn para_17_what_a_childs_file_rests_on_is_not_struck_from_the_mothers(house: House) {
        let centre = house.centre().await;
        let mother = recognised(&house, &centre.head).await;
        let enters = json!({"act": "admitted_with_representative", "representative": mother.code});
        let new = NewAct::new(an_id(), DAY, act(enters));
        house.store.begin_file(&centre.head, "Little one", new).await.unwrap();
        let strike = json!({"act": "entry_struck_out", "line": 3, "reason": "slip"});
        let refused = mother.tries(&centre.head, strike, &[]).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.paragraph == "journal"));
    }

    async fn a_family_is_shown_to_whoever_opens_files_and_to_nobody_else(house: House) {
        let centre = house.centre().await;
        let mother = recognised(&house, &centre.head).await;
        let enters = |address: &str| {
            let facts = json!({"act": "admitted_with_representative", "representative": mother.code});
            (address.to_owned(), NewAct::new(an_id(), DAY, act(facts)))
        };
        let mut codes = Vec::new();
        for (address, new) in [enters("Little one"), enters("Littler one")] {
            codes.push(house.store.begin_file(&centre.head, &address, new).await.unwrap().code);
        }
        let of = |files: &[store::FileSummary]| {
            let mut codes: Vec<String> = files.iter().map(|file| file.code.clone()).collect();
            codes.sort();
            codes
        };
        let family = house.store.family(&centre.head, &mother.code).await.unwrap();
        let mut both = codes.clone();
        both.sort();
        assert_eq!((of(&family.children), family.representative, of(&family.siblings)), (both, None, vec![]));
        let family = house.store.family(&centre.head, &codes[0]).await.unwrap();
        assert_eq!(family.representative.unwrap().code, mother.code);
        assert_eq!(of(&family.siblings), [codes[1].clone()]);
        let accountant = house.staff(&centre.head, "accountant", &[Role::Accountant]).await;
        assert_eq!(house.store.family(&accountant, &mother.code).await.unwrap(), store::Family::default());
    }

    async fn a_childs_documents_lie_in_the_compartment_of_children(house: House) {
        let centre = house.centre().await;
        let educator = house.staff(&centre.head, "educator", &[Role::Educator]).await;
        let mother = recognised(&house, &centre.head).await;
        let enters = json!({"act": "admitted_with_representative", "representative": mother.code});
        let new = NewAct::new(an_id(), DAY, act(enters))
            .with_document(papers::plan("Little", DAY, DAY), standard::lang::Lang::Kk);
        let child = house.store.begin_file(&centre.head, "Little one", new).await.unwrap();
        let file = house.store.open_file(&educator, &child.code).await.unwrap();
        let plan = file.documents.iter().find(|head| head.form == FormKind::Annex6).unwrap();
        assert!(plan.compartments.contains(&Compartment::Children));
        let opened = house.store.document(&educator, &child.code, &plan.id).await.unwrap();
        assert_eq!(opened.missing, [Compartment::Identity]);
        assert_eq!(opened.value["items"][0]["code"], json!("1.1"));
    }
}
