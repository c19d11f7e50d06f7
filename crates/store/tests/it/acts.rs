//! Recording acts: what is accepted, what is refused, and what happens when two people or two clicks meet.

use jiff::civil::date;
use serde_json::json;
use standard::{actor::Actor, annex::FormKind, case::Stage, duty::What, refusal::Reason};
use store::{ActError, NewAct, Role};

use crate::{
    house::{DAY, Folder, House, act, actor_of, an_id},
    papers,
};

fn interview() -> serde_json::Value {
    json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated", "room_bright", "room_warm",
        "no_other_work", "no_calls", "no_other_conversations"]})
}

on_both! {
    async fn para_9_a_file_begins_with_an_application(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let file = folder.open(&centre.head).await;
        assert_eq!((file.address.as_str(), file.seq, file.journal.case().stage()), ("Aliya", 1, Stage::Intake));
        assert_eq!(file.entries[0].by_account, "ann of the staff");
        assert_eq!(file.entries[0].recorded_at, house.now());
        assert_eq!(actor_of(&file, 1), Actor::Specialist);
        let files = house.store.files(&centre.head).await.unwrap();
        assert_eq!((files.len(), files[0].code.as_str(), files[0].open), (1, folder.code.as_str(), true));
        let duties = house.store.duties(&ann).await.unwrap();
        assert_eq!(duties.len(), 1);
        assert_eq!((duties[0].duty.what, duties[0].duty.due), (What::Identify, Some(date(2022, 3, 29))));
    }

    async fn para_10_a_late_act_is_accepted_and_shows_as_late(house: House) {
        let centre = house.centre().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.wait_until(date(2022, 4, 4));
        let head = house.sign_in("head").await;
        folder.does(&head, interview(), &[]).await;
        let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 4],
            "signatories": ["organization", "authorized_body"]});
        folder.does(&head, sheet, &[papers::evaluation_sheet("Canary")]).await;
        let file = folder.open(&head).await;
        let duties = file.journal.case().duties(standard::calendar::Calendar::embedded());
        let identify = duties.iter().find(|duty| duty.what == What::Identify).unwrap();
        assert_eq!(identify.done, Some(date(2022, 4, 4)));
        assert!(identify.is_late(date(2022, 4, 4)));
    }

    async fn an_act_out_of_order_is_refused_with_its_paragraph_and_leaves_nothing(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let before = house.count("SELECT COUNT(*) FROM entry WHERE class = 'act'").await;
        let refused = folder.tries(&centre.head, json!({"act": "plan_approved"}), &[]).await;
        let Err(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!((refusal.paragraph, refusal.reason), ("29", Reason::NoDraft));
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class = 'act'").await, before);
    }

    async fn an_act_of_tomorrow_is_a_mistake(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let refused = folder.tries_on(&centre.head, DAY.tomorrow().unwrap(), interview(), &[]).await;
        assert!(matches!(refused, Err(ActError::AfterToday)));
    }

    async fn an_act_for_the_head_is_refused_to_others_and_given_to_whoever_is_head_too(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let refused = folder.tries(&ann, json!({"act": "plan_approved"}), &[]).await;
        let Err(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!((refusal.paragraph, refusal.reason), ("29", Reason::MayNotDoThis));
        let both = house.staff(&centre.head, "both", &[Role::Specialist, Role::ActingHead]).await;
        let refused = folder.tries(&both, json!({"act": "plan_approved"}), &[]).await;
        let Err(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.reason, Reason::NoDraft, "what is told is the matter, not the other role");
        let new = NewAct::new(an_id(), DAY, act(interview())).by(Actor::Psychologist);
        let refused = house.store.act(&both, &folder.code, folder.seq, new).await;
        assert!(matches!(refused, Err(ActError::Refused(refusal)) if refusal.reason == Reason::MayNotDoThis));
    }

    async fn an_act_without_its_form_or_with_a_faulty_one_is_refused(house: House) {
        let centre = house.centre().await;
        let application = json!({"act": "application_registered", "consent": true, "rules_acknowledged": true,
            "warned": true});
        let new = NewAct::new(an_id(), DAY, act(application));
        let refused = house.store.begin_file(&centre.head, "Aliya", new.clone()).await;
        let Err(ActError::Document(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!((problems[0].form, problems[0].problem.problem), (FormKind::Annex1, "missing"));
        let blank = standard::annex::Document::blank(FormKind::Annex1);
        let refused = house.store.begin_file(&centre.head, "Aliya", crate::house::with_all(new, &[blank])).await;
        let Err(ActError::Document(problems)) = refused else { panic!("{refused:?}") };
        assert!(problems.iter().any(|each| each.problem.field == "applicant"));
        assert_eq!(house.count("SELECT COUNT(*) FROM file").await, 0);
    }

    async fn a_stale_page_is_refused_and_shows_what_changed(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let mut folder = Folder::begin(&house, &ann, "Aliya", &[papers::application("Canary")]).await;
        let seen = folder.seq;
        folder.does(&centre.head, interview(), &[]).await;
        let new = NewAct::new(an_id(), DAY, act(json!({"act": "offence_detected"})));
        let readings = "SELECT COUNT(*) FROM entry WHERE class = 'reading' AND file IS NOT NULL";
        let before = house.count(readings).await;
        let stale = house.store.act(&ann, &folder.code, seen, new).await;
        let Err(ActError::Stale { since }) = stale else { panic!("{stale:?}") };
        assert_eq!(since.len(), 1);
        assert_eq!(house.count(readings).await, before + 1, "what is shown with the refusal was read");
        assert_eq!((since[0].entry.act.name(), since[0].by_account.as_str()), ("interview_held", "Aigerim Head"));
        assert_eq!(folder.open(&ann).await.seq, 2);
    }

    async fn a_double_click_is_one_act(house: House) {
        let centre = house.centre().await;
        let application = json!({"act": "application_registered", "consent": true, "rules_acknowledged": true,
            "warned": true});
        let begin = crate::house::with_all(
            NewAct::new(an_id(), DAY, act(application)), &[papers::application("Canary")],
        );
        let first = house.store.begin_file(&centre.head, "Aliya", begin.clone()).await.unwrap();
        let second = house.store.begin_file(&centre.head, "Aliya", begin).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(house.count("SELECT COUNT(*) FROM file").await, 1);

        let new = NewAct::new(an_id(), DAY, act(interview()));
        let (one, other) = tokio::join!(
            house.store.act(&centre.head, &first.code, 1, new.clone()),
            house.store.act(&centre.head, &first.code, 1, new.clone()),
        );
        assert_eq!(one.unwrap(), other.unwrap());
        assert_eq!(house.store.open_file(&centre.head, &first.code).await.unwrap().seq, 2);
    }

    async fn many_at_once_lose_nothing_and_break_no_chain(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let items: Vec<_> = (0..8).map(|number| NewAct::new(
            an_id(), DAY, act(json!({"act": "item_issued", "item": format!("towel {number}")})),
        )).collect();
        let mut accepted = 0;
        let (store, head, code) = (&house.store, &centre.head, folder.code.as_str());
        let tries = items.into_iter().map(|new| async move { store.act(head, code, 1, new).await });
        for result in futures_of(tries).await {
            match result {
                Ok(_) => accepted += 1,
                Err(ActError::Stale { since }) => assert!(!since.is_empty()),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(accepted, 1, "all eight saw one entry; one of them was first");
        assert_eq!(folder.open(&centre.head).await.seq, 2);
        let report = house.store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
    }

    async fn somebody_elses_act_id_tells_nothing(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let new = NewAct::new(an_id(), DAY, act(interview()));
        house.store.act(&centre.head, &folder.code, 1, new.clone()).await.unwrap();
        assert!(matches!(house.store.act(&ann, &folder.code, 2, new).await, Err(ActError::NotFound)));
    }

    async fn a_back_dated_act_is_folded_where_it_belongs(house: House) {
        let centre = house.centre().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.wait_until(date(2022, 3, 31));
        let head = house.sign_in("head").await;
        let issued = json!({"act": "item_issued", "item": "towel"});
        folder.does(&head, issued, &[]).await;
        folder.seq = folder.tries_on(&head, date(2022, 3, 29), interview(), &[]).await.unwrap().seq;
        let file = folder.open(&head).await;
        let order: Vec<_> = file.journal.counted().map(|entry| entry.seq).collect();
        assert_eq!(order, [1, 3, 2]);
        let early = folder.tries_on(&head, date(2022, 3, 28), json!({"act": "report_drawn_up"}),
            &[papers::report("Canary", "an account")]).await;
        assert!(matches!(early, Err(ActError::Refused(refusal)) if refusal.paragraph == "14-1"));
    }

    async fn an_entry_on_which_others_rest_is_not_struck_alone(house: House) {
        let centre = house.centre().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        folder.does(&centre.head, interview(), &[]).await;
        let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3],
            "signatories": ["organization", "authorized_body"]});
        folder.does(&centre.head, sheet, &[papers::evaluation_sheet("Canary")]).await;
        let refused = folder.tries(&centre.head, json!({"act": "entry_struck_out", "line": 2, "reason": "slip"}), &[]).await;
        let Err(ActError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!((refusal.paragraph, refusal.entries), ("journal", vec![3]));
        folder.does(&centre.head, json!({"act": "entry_struck_out", "line": 3, "reason": "slip"}), &[]).await;
        let file = folder.open(&centre.head).await;
        assert!(file.entries[2].struck, "struck through");
        assert_eq!(file.entries[2].entry.act.name(), "evaluation_sheet_filled", "and still legible");
        assert_eq!(file.journal.case().stage(), Stage::Identification);
    }

    async fn odd_words_are_kept_as_they_are(house: House) {
        let centre = house.centre().await;
        let address = "\u{202e}Әлия 🦋";
        let mut folder = Folder::begin(&house, &centre.head, address, &[papers::application("Canary")]).await;
        let long = "ұ".repeat(10_000);
        for item in ["a\u{0}b", "'; DROP TABLE entry; --", "🦋", long.as_str()] {
            folder.does(&centre.head, json!({"act": "item_issued", "item": item}), &[]).await;
        }
        let file = folder.open(&centre.head).await;
        assert_eq!((file.address.as_str(), file.entries.len()), (address, 5));
        let stored = serde_json::to_value(&file.entries[4].entry.act).unwrap();
        assert_eq!(stored["item"], long);
        for address in ["", " ", "a\u{0}b", &"a".repeat(201)] {
            let new = NewAct::new(an_id(), DAY, act(json!({"act": "child_found_alone"})));
            let refused = house.store.begin_file(&centre.head, address, new).await;
            assert!(matches!(refused, Err(ActError::Address)), "{address:?}");
        }
    }

    async fn an_unknown_file_is_not_found(house: House) {
        let centre = house.centre().await;
        for code in ["", "nosuch00", "'; --", "record", "\u{0}"] {
            let new = NewAct::new(an_id(), DAY, act(json!({"act": "offence_detected"})));
            let refused = house.store.act(&centre.head, code, 0, new).await;
            assert!(matches!(refused, Err(ActError::NotFound)), "{code:?} {refused:?}");
            assert!(house.store.open_file(&centre.head, code).await.is_err());
        }
    }
}

/// Runs several at once on this task.
async fn futures_of<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut pending: Vec<_> = futures
        .into_iter()
        .map(|future| (Box::pin(future), None))
        .collect();
    std::future::poll_fn(|context| {
        let mut ready = true;
        for (future, output) in &mut pending {
            if output.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *output = Some(value),
                    std::task::Poll::Pending => ready = false,
                }
            }
        }
        if ready {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    pending
        .into_iter()
        .filter_map(|(_, output)| output)
        .collect()
}
