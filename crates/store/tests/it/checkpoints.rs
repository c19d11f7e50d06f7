//! A checkpoint kept elsewhere shows what nothing inside the machine can: a tail that was cut off, an older database.

use store::{
    checkpoint,
    verify::{At, Broken, Problem},
};

use crate::{
    house::{Folder, House},
    papers,
};

fn broken(problems: &[Problem]) -> Vec<Broken> {
    problems.iter().map(|problem| problem.broken).collect()
}

/// Cuts the chain of a body behind an entry, as cleanly as somebody who owns the database can.
async fn cut_behind(house: &House, body: &str, number: i64) {
    house.take_triggers_away().await;
    house
        .tamper(&format!(
            "DELETE FROM sealed_body WHERE body = '{body}' AND number > {number};
             DELETE FROM document WHERE body = '{body}' AND number > {number};
             DELETE FROM entry WHERE body = '{body}' AND number > {number};
             UPDATE chain_head SET number = {number},
                 hash = (SELECT hash FROM entry WHERE body = '{body}' AND number = {number}) WHERE body = '{body}'"
        ))
        .await;
}

on_both! {
    async fn a_cut_tail_shows_against_a_checkpoint_and_only_against_it(house: House) {
        let centre = house.centre().await;
        let (store, body) = (&house.store, centre.body.code.as_str());
        let before = store.checkpoints().await.unwrap();
        // A sign-in leaves nothing but its entry: the cut leaves no trace in any other table.
        house.sign_in("head").await;
        let after = store.checkpoints().await.unwrap();
        assert_eq!(after[0].checkpoint.number, before[0].checkpoint.number + 1);
        cut_behind(&house, body, before[0].checkpoint.number as i64).await;
        assert!(store.verify().await.unwrap().is_whole(), "nothing inside the machine shows it");
        assert!(store.verify_against(&before).await.unwrap().is_whole());
        let report = store.verify_against(&after).await.unwrap();
        assert_eq!(broken(&report.problems), [Broken::TailCut]);
        assert_eq!(report.problems[0].at, At::Checkpoint(after[0].checkpoint.number));
        assert_eq!(broken(&store.held_against(&after).await.unwrap()), [Broken::TailCut]);
    }

    async fn a_tail_made_anew_shows_against_a_checkpoint(house: House) {
        let centre = house.centre().await;
        house.sign_in("head").await;
        let before = house.store.checkpoints().await.unwrap();
        cut_behind(&house, &centre.body.code, before[0].checkpoint.number as i64 - 1).await;
        house.wait_minutes(1);
        house.sign_in("head").await;
        assert!(house.store.verify().await.unwrap().is_whole());
        let problems = house.store.held_against(&before).await.unwrap();
        assert_eq!(broken(&problems), [Broken::Rewritten]);
    }

    async fn a_checkpoint_survives_paper_and_a_changed_one_is_told(house: House) {
        let centre = house.centre().await;
        let signed = house.store.checkpoint(&centre.body.code).await.unwrap().unwrap();
        let paper = format!("Printed on Monday\n  {}\nand something else", signed.to_text());
        assert_eq!(checkpoint::read(&paper).unwrap(), std::slice::from_ref(&signed));
        assert!(checkpoint::read("no checkpoint").is_err());
        assert!(checkpoint::read("TIREK1 and then nothing").is_err());
        for wrong in [
            { let mut wrong = signed.clone(); wrong.checkpoint.number += 1; wrong },
            { let mut wrong = signed.clone(); wrong.checkpoint.hash[0] ^= 1; wrong },
            { let mut wrong = signed.clone(); wrong.checkpoint.body = "another1".to_owned(); wrong },
            { let mut wrong = signed.clone(); wrong.signature[0] ^= 1; wrong },
        ] {
            let problems = house.store.held_against(&[wrong]).await.unwrap();
            assert_eq!(broken(&problems), [Broken::CheckpointForeign]);
        }
        assert!(house.store.checkpoint("nobody").await.unwrap().is_none());
    }

    async fn work_that_goes_on_reaches_every_older_checkpoint(house: House) {
        let centre = house.centre().await;
        let mut kept = house.store.checkpoints().await.unwrap();
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        kept.extend(house.store.checkpoints().await.unwrap());
        folder.open(&centre.head).await;
        assert!(house.store.verify_against(&kept).await.unwrap().is_whole());
    }
}
