//! Reports: who sees which figures, and what stays of them.

use standard::report::{Figures, Month};
use store::{ReportError, Role};

use crate::house::{Folder, House};
use crate::papers;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

on_both! {
    async fn figures_are_for_those_who_hold_the_key_and_each_leads_to_its_files(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.wait_until("2022-04-10".parse().unwrap());
        let head = house.sign_in("head").await;
        let clerk = house.staff(&head, "clerk", &[Role::Accountant]).await;
        let (from, to) = (month("2022-03"), month("2022-04"));
        assert!(matches!(house.store.report(&clerk, from, to).await, Err(ReportError::NoKey)));

        // The identification was due on 29 March and is not done: one late duty, in March and not in April.
        let report = house.store.report(&head, from, to).await.unwrap();
        let duties = report.figures.iter().find(|group| group.group == "duties").unwrap();
        assert_eq!(duties.total, 1);
        assert_eq!(report.files.len(), 1);
        assert_eq!((report.files[0].code.as_str(), report.files[0].address.as_str()), (folder.code.as_str(), "Aliya"));
        assert!(house.store.report(&head, to, to).await.unwrap().files.is_empty());
        // Who saw the list of files behind the figures stands in the record.
        let readings = house.store.readings(&head, &folder.code).await.unwrap();
        assert!(!readings.is_empty());
    }

    async fn a_released_month_shows_nothing_small_and_outlives_its_files(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let march = month("2022-03");
        assert!(matches!(house.store.release_figures(&centre.head, march).await, Err(ReportError::NotOver)));
        house.wait_until("2022-04-10".parse().unwrap());
        let head = house.sign_in("head").await;
        let ann = house.staff(&head, "ann", &[Role::Specialist]).await;
        let clerk = house.staff(&head, "clerk", &[Role::Accountant]).await;
        assert!(matches!(house.store.release_figures(&ann, march).await, Err(ReportError::NotHead)));
        house.store.release_figures(&head, march).await.unwrap();

        let seen = house.store.released_figures(&clerk).await.unwrap();
        assert_eq!((seen.len(), seen[0].month, &seen[0].exact), (1, march, &None));
        let duties = seen[0].published.iter().find(|group| group.group == "duties").unwrap();
        assert_eq!(duties.total, None, "one late duty is fewer than five");
        assert!(duties.divisions[0].parts.iter().all(|(_, count)| count.is_none()));
        // The authorized body sees the same and no more; the head sees what it was.
        let officer = house.sign_in("officer").await;
        let there = house.store.released_figures(&officer).await.unwrap();
        assert_eq!(there.len(), 1);
        assert_eq!((&there[0].published, &there[0].exact), (&seen[0].published, &None));
        drop(office);

        // The file is gone, the month stays, for both.
        house.tamper(&format!("DELETE FROM shred_key WHERE file = '{}'", folder.code)).await;
        let after = house.store.released_figures(&head).await.unwrap();
        let exact = after[0].exact.as_ref().unwrap();
        assert_eq!(exact.iter().find(|group| group.group == "duties").unwrap().total, 1);
        assert_eq!(after[0].published, seen[0].published);
    }

    async fn a_restricted_file_shows_in_no_released_month_by_subtraction(house: House) {
        let centre = house.centre().await;
        let march = month("2022-03");
        let mut codes = Vec::new();
        for _ in 0..6 {
            codes.push(Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await.code);
        }
        house.store.restrict(&centre.head, &codes[0], &[], "looked for").await.unwrap();
        house.wait_until("2022-04-10".parse().unwrap());
        let head = house.sign_in("head").await;
        let ann = house.staff(&head, "ann", &[Role::Instructor]).await;
        let deputy = house.staff(&head, "deputy", &[Role::ActingHead]).await;
        let duties = |figures: &Figures| figures.iter().find(|group| group.group == "duties").unwrap().total;

        // Six people owe an identification; five of them are in the keys of everybody.
        assert_eq!(duties(&house.store.report(&head, march, march).await.unwrap().figures), 6);
        let own = house.store.report(&ann, march, march).await.unwrap().figures;
        assert_eq!(duties(&own), 5);
        house.store.release_figures(&head, march).await.unwrap();
        for session in [&ann, &deputy] {
            let seen = house.store.released_figures(session).await.unwrap().remove(0);
            let published = seen.published.iter().find(|group| group.group == "duties").unwrap();
            assert_eq!(published.total, Some(5), "the difference between this and her own count would be the restricted person");
            assert_eq!(seen.exact.is_some(), session.is_head());
            if let Some(exact) = &seen.exact {
                assert_eq!(duties(exact), 5, "whichever head opens it");
            }
        }
        // The same month released by a head who does not open the restricted file is the same month.
        let before = house.store.released_figures(&head).await.unwrap().remove(0);
        house.store.release_figures(&deputy, march).await.unwrap();
        let after = house.store.released_figures(&head).await.unwrap().remove(0);
        assert_eq!((before.published, before.exact), (after.published, after.exact));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_released_month_that_was_changed_is_found(house: House) {
        let centre = house.centre().await;
        Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        house.wait_until("2022-04-10".parse().unwrap());
        let head = house.sign_in("head").await;
        house.store.release_figures(&head, month("2022-03")).await.unwrap();
        assert!(house.store.verify().await.unwrap().is_whole());
        house.tamper("UPDATE released_figures SET month = '2022-02'").await;
        assert!(!house.store.verify().await.unwrap().is_whole());
        drop(centre);
    }
}
