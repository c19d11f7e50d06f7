//! Derived rows are what the fold says: step by step, and folded again.

use jiff::civil::date;
use serde_json::json;
use standard::case::Stage;
use store::Role;

use crate::{
    exchanges::{recognised, sent},
    house::{DAY, Folder, House},
    papers,
};

/// The rows of duties as they stand, to be compared.
async fn duty_rows(house: &House) -> Vec<Vec<Vec<u8>>> {
    let mut rows = Vec::new();
    for column in ["file", "duty", "who", "from_day", "term", "due_day"] {
        rows.push(house.values("duty", column).await);
    }
    rows
}

on_both! {
    async fn from_application_to_closing_and_rebuild_finds_nothing_to_mend(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let mut folder = recognised(&house, head).await;
        folder.does(head, json!({"act": "report_drawn_up"}),
            &[papers::report("Canary", "what she told")]).await;
        let package = json!({"act": "package_sent", "channel": "paper", "documents": ["annex_1", "annex_2"]});
        folder.does(head, package, &[]).await;
        folder.does(head, json!({"act": "permit_received", "number": "17"}), &[]).await;
        folder.does(head, json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}),
            &[papers::agreement("Canary", DAY)]).await;
        folder.does(head, json!({"act": "registration_card_filled", "reported_to_police": "refused",
            "refused_on": DAY.to_string()}), &[papers::card("Canary", "asthma")]).await;
        folder.does(head, json!({"act": "portal_entered", "reference": "P-1"}), &[]).await;
        folder.does(head, json!({"act": "police_notified"}), &[]).await;
        folder.does(head, json!({"act": "observation_held", "from": "2022-03-28", "to": "2022-03-28"}), &[]).await;
        folder.does(head, json!({"act": "needs_assessed", "specialists": ["specialist", "psychologist"],
            "opinion": "recorded"}), &[]).await;
        let until = date(2022, 9, 1);
        folder.does(head, json!({"act": "plan_drawn_up", "from": "2022-03-28", "to": "2022-09-01",
            "items": [{"code": "1.1", "responsible": "specialist"}]}), &[papers::plan("Canary", DAY, until)]).await;
        folder.does(head, json!({"act": "plan_approved"}), &[]).await;
        folder.does(head, json!({"act": "service_given", "code": "1.1"}), &[]).await;
        let unplanned = folder.does(head, json!({"act": "service_given", "code": "4.1"}), &[]).await;
        assert_eq!(unplanned.warnings.len(), 1, "accepted and marked");
        folder.does(head, json!({"act": "monitoring_recorded", "decision": "complete_early", "closing": true}),
            &[papers::monitoring("Canary", DAY, until)]).await;
        folder.does(head, json!({"act": "hospital_stay_began"}), &[]).await;
        folder.does(head, json!({"act": "hospital_stay_ended"}), &[]).await;
        folder.does(head, json!({"act": "ended", "ground": "written_application", "order": "5"}), &[]).await;
        folder.does(head, json!({"act": "belongings_returned"}), &[]).await;
        folder.does(head, json!({"act": "outcome_assessed", "resocialised": "yes"}), &[]).await;
        folder.does(head, json!({"act": "closed"}), &[]).await;

        let file = folder.open(head).await;
        assert_eq!(file.journal.case().stage(), Stage::Closed);
        let listed = house.store.files(head).await.unwrap();
        assert_eq!((listed[0].stage, listed[0].open), (Stage::Closed, false));
        let before = duty_rows(&house).await;
        let report = house.store.rebuild(head).await.unwrap();
        assert_eq!((report.folded, report.mended.len(), report.unopened.len()), (1, 0, 0));
        assert_eq!(duty_rows(&house).await, before);
        let verified = house.store.verify().await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.problems);
        assert_eq!(verified.files, 1);
    }

    async fn every_step_leaves_the_rows_that_the_fold_says(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = sent(&house, &centre.head, &office.body.code).await;
        for json in [
            json!({"act": "offence_detected"}),
            json!({"act": "contraindication_found", "kind": 1}),
            json!({"act": "contraindication_cleared", "kind": 1}),
            json!({"act": "entry_struck_out", "line": 5, "reason": "slip"}),
        ] {
            folder.does(&centre.head, json, &[]).await;
            let report = house.store.rebuild(&centre.head).await.unwrap();
            assert_eq!(report.mended, Vec::<String>::new());
        }
    }

    async fn rows_that_were_lost_or_changed_are_made_anew(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let right = duty_rows(&house).await;
        for harm in [
            "UPDATE duty SET due_day = '2030-01-01'",
            "UPDATE duty SET who = 'head'",
            "DELETE FROM duty",
            "DELETE FROM duty; DELETE FROM file_row",
            "UPDATE file SET state = 'closed'",
        ] {
            house.tamper(harm).await;
            assert!(!house.store.verify().await.unwrap().is_whole(), "{harm}");
            let report = house.store.rebuild(&centre.head).await.unwrap();
            assert_eq!(report.mended, vec![folder.code.clone()], "{harm}");
            assert_eq!(duty_rows(&house).await, right, "{harm}");
            let verified = house.store.verify().await.unwrap();
            assert!(verified.is_whole(), "{harm}: {:?}", verified.problems);
        }
    }

    async fn lost_or_unreadable_rows_do_not_keep_the_lists_from_anybody(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let other = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        let moved = "UPDATE file_row SET sealed = (SELECT o.sealed FROM file_row o WHERE o.file = ";
        for harm in [
            "DELETE FROM file_row".to_owned(),
            format!("{moved}'{}') WHERE file = '{}'", other.code, folder.code),
        ] {
            house.tamper(&harm).await;
            let files = house.store.files(&centre.head).await.unwrap();
            let mut addresses: Vec<_> = files.iter().map(|file| file.address.as_str()).collect();
            addresses.sort();
            assert_eq!(addresses, ["Aliya", "Dana"], "{harm}");
            assert_eq!(house.store.duties(&centre.head).await.unwrap().len(), 2, "{harm}");
        }
    }

    async fn a_kept_fold_that_is_missing_or_of_another_file_or_moment_is_left_aside(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let mut folder = Folder::begin(&house, head, "Aliya", &[papers::application("Canary")]).await;
        let other = Folder::begin(&house, head, "Dana", &[papers::application("Other")]).await;
        let kept_before = "CREATE TABLE kept_before AS SELECT file, kept FROM file_row";
        house.tamper(kept_before).await;
        let code = &folder.code.clone();
        for harm in [
            format!("UPDATE file_row SET kept = NULL WHERE file = '{code}'"),
            format!("UPDATE file_row SET kept = (SELECT b.kept FROM kept_before b WHERE b.file = '{code}') WHERE file = '{code}'"),
            format!("UPDATE file_row SET kept = (SELECT b.kept FROM kept_before b WHERE b.file = '{}') WHERE file = '{code}'", other.code),
        ] {
            folder.does(head, json!({"act": "contraindication_found", "kind": 1}), &[]).await;
            house.tamper(&harm).await;
            assert!(!house.store.verify().await.unwrap().is_whole(), "{harm}");
            // By what was put in the place of the kept fold nothing was found yet, and clearing it would be refused.
            folder.does(head, json!({"act": "contraindication_cleared", "kind": 1}), &[]).await;
            assert_eq!(house.store.rebuild(head).await.unwrap().mended, Vec::<String>::new(), "{harm}");
            let verified = house.store.verify().await.unwrap();
            assert!(verified.is_whole(), "{harm}: {:?}", verified.problems);
        }
    }

    async fn what_these_keys_do_not_open_is_listed(house: House) {
        let centre = house.centre().await;
        let clerk = house.staff(&centre.head, "clerk", &[Role::Accountant]).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let report = house.store.rebuild(&clerk).await.unwrap();
        assert_eq!((report.folded, report.unopened), (0, vec![folder.code.clone()]));
    }

    async fn days_are_counted_anew_without_any_key_when_the_calendar_is_another(house: House) {
        let centre = house.centre().await;
        Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let right = duty_rows(&house).await;
        assert_eq!(house.store.recount_duties().await.unwrap(), 0);
        let zeros = if house.on == crate::house::On::Sqlite { "x'00'" } else { "'\\x00'" };
        house.tamper(&format!("UPDATE duty SET due_day = '2022-04-01', calendar_digest = {zeros}")).await;
        assert!(house.store.verify().await.unwrap().is_whole(), "a day of an older calendar is no damage");
        assert_eq!(house.store.recount_duties().await.unwrap(), 1);
        assert_eq!(duty_rows(&house).await, right);
    }
}
