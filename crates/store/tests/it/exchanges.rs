//! The request for a permit: on paper, and between two bodies of this server.

use serde_json::json;
use standard::{
    annex::{Document, FormKind},
    case::Stage,
    compartment::Compartment,
    duty::What,
    refusal::Reason,
};
use store::{ActError, ExchangeSummary, NewAct, OpenError, Role, Session};

use crate::{
    house::{DAY, Folder, House, account, act, an_id, centre},
    papers,
};

/// A file up to the recognised person.
pub async fn recognised<'a>(house: &'a House, session: &Session) -> Folder<'a> {
    recognised_as(house, session, "Aliya", "Canary").await
}

/// The same of a person who is addressed and called so.
pub async fn recognised_as<'a>(
    house: &'a House,
    session: &Session,
    address: &str,
    surname: &str,
) -> Folder<'a> {
    let mut folder = Folder::begin(house, session, address, &[papers::application(surname)]).await;
    let interview = json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated",
        "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"]});
    folder.does(session, interview, &[]).await;
    let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 4],
        "signatories": ["organization", "authorized_body"]});
    folder
        .does(session, sheet, &[papers::evaluation_sheet(surname)])
        .await;
    folder
}

pub fn package() -> serde_json::Value {
    json!({"act": "package_sent", "channel": "in_system", "documents": ["annex_1", "annex_2"]})
}

/// A file whose package was sent through the program.
pub async fn sent<'a>(house: &'a House, session: &Session, to: &str) -> Folder<'a> {
    let mut folder = recognised(house, session).await;
    let new = NewAct::new(an_id(), DAY, act(package())).send_to(to);
    folder.seq = house
        .store
        .act(session, &folder.code, folder.seq, new)
        .await
        .unwrap()
        .seq;
    folder
}

async fn answers(
    house: &House,
    officer: &Session,
    exchange: &ExchangeSummary,
    json: serde_json::Value,
) -> u32 {
    let seq = house
        .store
        .open_exchange(officer, &exchange.id)
        .await
        .unwrap()
        .summary
        .seq;
    let recorded = house
        .store
        .act_in_exchange(officer, &exchange.id, seq, an_id(), DAY, act(json))
        .await;
    recorded.unwrap().seq
}

on_both! {
    async fn para_14_and_15_a_permit_is_requested_and_issued_between_two_bodies(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist, Role::Identification]).await;
        let mut folder = sent(&house, &ann, &office.body.code).await;

        let received = house.store.exchanges(&office.head).await.unwrap();
        assert_eq!(received.len(), 1);
        assert!(received[0].received);
        assert_eq!((received[0].from.as_str(), received[0].sent_on), ("Centre in Almaty", DAY));
        assert_eq!(answers(&house, &office.head, &received[0], json!({"act": "package_received_by_body"})).await, 2);

        let waiting = house.store.waiting(&ann).await.unwrap();
        assert_eq!(waiting.len(), 1, "the clock of the other body runs in the organization's list");
        assert_eq!((waiting[0].duty.what, waiting[0].code.as_str()), (What::IssuePermit, folder.code.as_str()));

        let refused = folder.tries(&ann, json!({"act": "permit_received", "number": "17"}), &[]).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.reason == Reason::PermitNotIssued));

        answers(&house, &office.head, &received[0], json!({"act": "permit_issued", "number": "17"})).await;
        answers(&house, &office.head, &received[0], json!({"act": "permit_sent"})).await;
        let open = house.store.open_exchange(&office.head, &received[0].id).await.unwrap();
        assert!(open.summary.duties.iter().all(|duty| duty.done == Some(DAY)), "{:?}", open.summary.duties);

        let file = folder.open(&ann).await;
        let names: Vec<_> = file.entries.iter().map(|recorded| recorded.entry.act.name()).collect();
        assert_eq!(names[3..], ["package_sent", "package_received_by_body", "permit_issued", "permit_sent"]);
        assert_eq!(file.entries[5].by_account, "Bolat Officer");
        assert_eq!(file.entries[5].exchange.as_deref(), Some(received[0].id.as_str()));
        assert_eq!(file.seq, 4, "what the other body does is not an entry of the file");

        folder.does(&ann, json!({"act": "permit_received", "number": "17"}), &[]).await;
        assert_eq!(folder.open(&ann).await.journal.case().stage(), Stage::PermitReceived);
        let report = house.store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
    }

    async fn the_authorized_body_opens_exactly_the_documents_of_the_package(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = recognised(&house, &centre.head).await;
        folder.does(&centre.head, json!({"act": "report_drawn_up"}),
            &[papers::report("Canary", "what she told")]).await;
        let new = NewAct::new(an_id(), DAY, act(package())).send_to(&office.body.code);
        house.store.act(&centre.head, &folder.code, folder.seq, new).await.unwrap();

        let received = &house.store.exchanges(&office.head).await.unwrap()[0];
        let open = house.store.open_exchange(&office.head, &received.id).await.unwrap();
        let forms: Vec<_> = open.documents.iter().map(|head| head.form).collect();
        assert_eq!(forms, [FormKind::Annex1, FormKind::Annex2]);
        for head in &open.documents {
            let opened = house.store.exchange_document(&office.head, &received.id, &head.id).await.unwrap();
            assert!(opened.missing.is_empty());
            let same = Document::from_fields(head.form, opened.value).unwrap();
            let original = match head.form {
                FormKind::Annex1 => papers::application("Canary"),
                _ => papers::evaluation_sheet("Canary"),
            };
            assert_eq!(same, original);
        }
        assert!(matches!(house.store.open_file(&office.head, &folder.code).await, Err(OpenError::NotFound)));
        let file = folder.open(&centre.head).await;
        for head in &file.documents {
            let by_file = house.store.document(&office.head, &folder.code, &head.id).await;
            assert!(matches!(by_file, Err(OpenError::NotFound)));
            let by_exchange = house.store.exchange_document(&office.head, &received.id, &head.id).await;
            assert!(matches!(by_exchange, Err(OpenError::NotFound)), "an original is not a copy");
        }
    }

    async fn a_third_body_sees_nothing_of_an_exchange(house: House) {
        let first = house.centre().await;
        let office = house.authorized_body().await;
        sent(&house, &first.head, &office.body.code).await;
        house.store.add_body(centre("Centre in Aktobe"), account("third", "Third", &[Role::Head])).await.unwrap();
        let third = house.sign_in("third").await;
        let exchange = house.store.exchanges(&office.head).await.unwrap().remove(0);
        assert!(house.store.exchanges(&third).await.unwrap().is_empty());
        assert!(matches!(house.store.open_exchange(&third, &exchange.id).await, Err(OpenError::NotFound)));
        let act = act(json!({"act": "package_received_by_body"}));
        let refused = house.store.act_in_exchange(&third, &exchange.id, 1, an_id(), DAY, act).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
    }

    async fn the_organization_does_not_answer_in_the_name_of_the_other_body(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        sent(&house, &centre.head, &office.body.code).await;
        let exchange = house.store.exchanges(&centre.head).await.unwrap().remove(0);
        assert!(!exchange.received);
        let received = act(json!({"act": "package_received_by_body"}));
        let refused = house.store.act_in_exchange(&centre.head, &exchange.id, 1, an_id(), DAY, received).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.reason == Reason::MayNotDoThis));
        let other = act(json!({"act": "closed"}));
        let refused = house.store.act_in_exchange(&office.head, &exchange.id, 1, an_id(), DAY, other).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.reason == Reason::MayNotDoThis));
    }

    async fn para_15_a_permit_is_declined_with_a_reason_and_the_package_can_be_sent_again(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = sent(&house, &centre.head, &office.body.code).await;
        let exchange = house.store.exchanges(&office.head).await.unwrap().remove(0);
        let without = act(json!({"act": "permit_declined", "reason": ""}));
        let refused = house.store.act_in_exchange(&office.head, &exchange.id, 1, an_id(), DAY, without).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.reason == Reason::NoReasonGiven));
        answers(&house, &office.head, &exchange, json!({"act": "permit_declined", "reason": "a page is missing"})).await;
        assert_eq!(folder.open(&centre.head).await.journal.case().stage(), Stage::Recognised);
        let files = house.store.files(&centre.head).await.unwrap();
        assert_eq!(files[0].stage, Stage::Recognised, "the list knows it too");
        let new = NewAct::new(an_id(), DAY, act(package())).send_to(&office.body.code);
        folder.seq = house.store.act(&centre.head, &folder.code, folder.seq, new).await.unwrap().seq;
        assert_eq!(house.store.exchanges(&office.head).await.unwrap().len(), 2);
        assert_eq!(folder.open(&centre.head).await.journal.case().stage(), Stage::AwaitingPermit);
    }

    async fn a_stale_answer_and_a_double_click_in_an_exchange(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        sent(&house, &centre.head, &office.body.code).await;
        let exchange = house.store.exchanges(&office.head).await.unwrap().remove(0);
        let id = an_id();
        let received = || act(json!({"act": "package_received_by_body"}));
        let store = &house.store;
        let first = store.act_in_exchange(&office.head, &exchange.id, 1, id, DAY, received()).await.unwrap();
        let again = store.act_in_exchange(&office.head, &exchange.id, 1, id, DAY, received()).await.unwrap();
        assert_eq!(first, again);
        let issued = act(json!({"act": "permit_issued", "number": "17"}));
        let stale = store.act_in_exchange(&office.head, &exchange.id, 1, an_id(), DAY, issued).await;
        let Err(ActError::Stale { since }) = stale else { panic!("{stale:?}") };
        assert_eq!(since.len(), 1);
        assert_eq!(since[0].entry.act.name(), "package_received_by_body");
    }

    async fn a_package_is_sent_by_somebody_who_may_open_it_to_an_authorized_body(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let folder = recognised(&house, &centre.head).await;
        let instructor = house.staff(&centre.head, "instructor", &[Role::Instructor]).await;
        let send = |session: &Session, to: Option<&str>| {
            let mut new = NewAct::new(an_id(), DAY, act(package()));
            new.send_to = to.map(str::to_owned);
            let (store, code, seq) = (house.store.clone(), folder.code.clone(), folder.seq);
            let session = session.account().login.clone();
            let house = &house;
            async move {
                let session = house.sign_in(&session).await;
                store.act(&session, &code, seq, new).await
            }
        };
        let refused = send(&instructor, Some(&office.body.code)).await;
        let Err(ActError::KeysMissing(missing)) = refused else { panic!("{refused:?}") };
        assert_eq!(missing, [Compartment::Identity, Compartment::Legal]);
        for to in [None, Some("nosuch"), Some(centre.body.code.as_str())] {
            assert!(matches!(send(&centre.head, to).await, Err(ActError::NoAddressee)), "{to:?}");
        }
        assert_eq!(house.count("SELECT COUNT(*) FROM exchange").await, 0);
    }

    async fn para_15_on_paper_the_organization_records_everything(house: House) {
        let centre = house.centre().await;
        let mut folder = recognised(&house, &centre.head).await;
        let package = json!({"act": "package_sent", "channel": "paper", "documents": ["annex_1", "annex_2"]});
        folder.does(&centre.head, package, &[]).await;
        folder.does(&centre.head, json!({"act": "package_received_by_body"}), &[]).await;
        folder.does(&centre.head, json!({"act": "permit_issued", "number": "17"}), &[]).await;
        folder.does(&centre.head, json!({"act": "permit_sent"}), &[]).await;
        folder.does(&centre.head, json!({"act": "permit_received", "number": "17"}), &[]).await;
        folder.does(&centre.head, json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}),
            &[papers::agreement("Canary", DAY)]).await;
        let file = folder.open(&centre.head).await;
        assert_eq!((file.journal.case().stage(), file.exchanges.len()), (Stage::Observation, 0));
    }

    async fn a_package_that_was_struck_out_is_answered_no_more_and_stands_in_no_ones_way(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = sent(&house, &centre.head, &office.body.code).await;
        folder.does(&centre.head, json!({"act": "entry_struck_out", "line": 4, "reason": "the wrong body"}), &[]).await;
        let exchange = house.store.exchanges(&office.head).await.unwrap().remove(0);
        let received = act(json!({"act": "package_received_by_body"}));
        let late = house.store.act_in_exchange(&office.head, &exchange.id, 2, an_id(), DAY, received).await;
        assert!(matches!(late, Err(ActError::Refused(refusal)) if refusal.reason == Reason::PackageNotSent));
        assert!(house.store.waiting(&centre.head).await.unwrap().is_empty());
        house.wait_until(jiff::civil::date(2022, 3, 30));
        let head = house.sign_in("head").await;
        folder.does(&head, json!({"act": "item_issued", "item": "towel"}), &[]).await;
        let back_dated = json!({"act": "item_issued", "item": "soap"});
        folder.seq = folder.tries_on(&head, DAY, back_dated, &[]).await.unwrap().seq;
        let new = NewAct::new(an_id(), house.store.today(), act(package())).send_to(&office.body.code);
        house.store.act(&head, &folder.code, folder.seq, new).await.unwrap();
        assert_eq!(folder.open(&head).await.journal.case().stage(), Stage::AwaitingPermit);
        assert_eq!(house.store.rebuild(&head).await.unwrap().mended, Vec::<String>::new());
    }

    async fn an_answer_that_comes_while_the_organization_acts_is_folded_first(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = sent(&house, &centre.head, &office.body.code).await;
        let exchange = house.store.exchanges(&office.head).await.unwrap().remove(0);
        answers(&house, &office.head, &exchange, json!({"act": "package_received_by_body"})).await;
        let issued = act(json!({"act": "permit_issued", "number": "17"}));
        let item = NewAct::new(an_id(), DAY, act(json!({"act": "item_issued", "item": "towel"})));
        let (answer, own) = tokio::join!(
            house.store.act_in_exchange(&office.head, &exchange.id, 2, an_id(), DAY, issued),
            house.store.act(&centre.head, &folder.code, folder.seq, item),
        );
        answer.unwrap();
        folder.seq = own.unwrap().seq;
        house.store.files(&centre.head).await.unwrap();
        let rebuilt = house.store.rebuild(&centre.head).await.unwrap();
        assert_eq!((rebuilt.folded, rebuilt.mended.len()), (1, 0));
        folder.does(&centre.head, json!({"act": "permit_received", "number": "17"}), &[]).await;
    }
}
