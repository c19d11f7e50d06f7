//! A year of the official calendar that is loaded: whose last days it moves, and where it stands.

use standard::calendar::{CalendarError, WrongDay, embedded_text};
use store::{
    LoadError, Role,
    verify::{At, Broken},
};

use crate::house::{Folder, House};
use crate::papers;

/// 2022 as the program carries it, with Tuesday 29 March off for Saturday 2 April.
pub fn corrected() -> String {
    let day = |date: &str, kind: &str| {
        format!(
            "date = {date}\n{kind}kk = \"Ауыстырылды\"\nru = \"Перенос\"\nen = \"Transferred\"\nsource = \"an order\"\n"
        )
    };
    format!(
        "{}\n[[off]]\n{}\n[[work]]\n{}",
        embedded_text(2022).unwrap(),
        day("2022-03-29", "kind = \"transfer\"\n"),
        day("2022-04-02", "")
    )
}

fn wrong(text: &str) -> String {
    corrected().replace("date = 2022-04-02", text)
}

on_both! {
    async fn whose_days_a_year_moves_is_said_before_it_counts(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let before = house.store.duties(&centre.head).await.unwrap();
        assert_eq!(before[0].duty.due.unwrap().to_string(), "2022-03-29");

        let (year, moved) = house.store.moved_by(&corrected()).await.unwrap();
        assert_eq!(year.year, 2022);
        assert_eq!(moved.len(), 1);
        assert_eq!((moved[0].file.as_str(), moved[0].who.as_str()), (folder.code.as_str(), "organization"));
        assert_eq!(moved[0].due.unwrap().to_string(), "2022-03-29");
        assert_eq!(moved[0].then.unwrap().to_string(), "2022-03-30");
        // Nothing has changed yet.
        assert_eq!(house.store.duties(&centre.head).await.unwrap(), before);
        assert!(house.store.loaded_years().await.unwrap().is_empty());
    }

    async fn a_loaded_year_moves_the_days_and_stands_in_the_record_of_every_body(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let elsewhere = house.another_program().await;
        let entries = house.count("SELECT COUNT(*) FROM entry").await;

        assert_eq!(house.store.load_year(&corrected(), Some(&centre.head)).await.unwrap(), 1);
        let duties = house.store.duties(&centre.head).await.unwrap();
        assert_eq!(duties[0].duty.due.unwrap().to_string(), "2022-03-30");
        assert_eq!(house.values("duty", "due_day").await, [b"2022-03-30"]);
        let of = |body: &str, class: &str| format!("SELECT COUNT(*) FROM entry WHERE body = '{body}' AND class = '{class}'");
        assert_eq!(house.count(&of(&centre.body.code, "calendar")).await, 1);
        assert_eq!(house.count(&of(&office.body.code, "calendar_by_server")).await, 1);
        assert!(house.count("SELECT COUNT(*) FROM entry").await > entries);
        // The list of duties was read once meanwhile, by the head; everything is whole, and folding again changes nothing but sums.
        let verified = house.store.verify().await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.problems);

        // Another copy of the program counts by it from its next request on, and a new one from the start.
        elsewhere.refresh_calendar().await.unwrap();
        let third = house.another_program().await;
        for store in [&elsewhere, &third] {
            assert!(!store.calendar().day("2022-03-29".parse().unwrap()).unwrap().working);
        }
        // What is recorded next is counted by it, too.
        let next = Folder::begin(&house, &centre.head, "Dana", &[papers::application("Other")]).await;
        let duties = house.store.duties(&centre.head).await.unwrap();
        let due = duties.iter().find(|row| row.code == next.code).unwrap().duty.due;
        assert_eq!(due.unwrap().to_string(), "2022-03-30");
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn the_administrator_loads_a_year_and_the_server_signs(house: House) {
        let centre = house.centre().await;
        house.store.load_year(&corrected(), None).await.unwrap();
        let loaded = house.store.loaded_years().await.unwrap();
        assert_eq!((loaded.len(), loaded[0].year), (1, 2022));
        assert_eq!(house.count("SELECT COUNT(*) FROM entry WHERE class = 'calendar_by_server' AND account = 'server'").await, 1);
        assert!(house.store.verify().await.unwrap().is_whole());
        // The next of the same year takes its place; both stay.
        let back = embedded_text(2022).unwrap();
        house.store.load_year(back, Some(&centre.head)).await.unwrap();
        assert!(house.store.calendar().day("2022-03-29".parse().unwrap()).unwrap().working);
        assert_eq!(house.store.loaded_years().await.unwrap().len(), 2);
    }

    async fn who_is_not_a_head_loads_nothing_and_what_cannot_be_right_is_refused(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        assert!(matches!(house.store.load_year(&corrected(), Some(&ann)).await, Err(LoadError::NotHead)));
        let refusal = |text: String| {
            let store = house.store.clone();
            async move { store.moved_by(&text).await.unwrap_err() }
        };
        for (text, why) in [
            ("date = 2021-04-03", WrongDay::AnotherYear),
            ("date = 2022-04-04", WrongDay::WorkedAnyway),
            ("date = 2022-03-05", WrongDay::Twice),
            ("date = 2022-04-02\nkind = \"holiday\"", WrongDay::KindOfWorkedDay),
        ] {
            let error = refusal(wrong(text)).await;
            assert!(
                matches!(&error, LoadError::Calendar(CalendarError::WrongDay { why: found, .. }) if *found == why),
                "{text}: {error:?}"
            );
        }
        let error = refusal(corrected().replace("date = 2022-03-29\nkind = \"transfer\"", "date = 2022-03-27\nkind = \"transfer\"")).await;
        assert!(error.to_string().contains("2022-03-27"), "{error}");
        assert!(matches!(refusal("year = two".to_owned()).await, LoadError::Calendar(CalendarError::Unreadable(_))));
        assert!(matches!(refusal("year = 2022\nsource = \"x\"".to_owned()).await, LoadError::Calendar(CalendarError::WorkingDays(260..))));
        assert!(matches!(refusal(embedded_text(2022).unwrap().to_owned()).await, LoadError::Same(2022)));
        assert!(house.store.loaded_years().await.unwrap().is_empty());
    }

    async fn a_year_changed_behind_the_programs_back_is_found(house: House) {
        let centre = house.centre().await;
        house.store.load_year(&corrected(), Some(&centre.head)).await.unwrap();
        for harm in [
            "UPDATE official_calendar SET text = REPLACE(text, '2022-03-29', '2022-03-30')",
            "UPDATE official_calendar SET text = 'year ='",
            "DELETE FROM official_calendar",
        ] {
            house.tamper(harm).await;
            let report = house.store.verify().await.unwrap();
            assert!(
                report.problems.iter().any(|problem| matches!(problem.at, At::Entry(_)) && problem.broken == Broken::SealedChanged),
                "{harm}: {:?}", report.problems
            );
            // It still opens, and goes by what reads.
            house.another_program().await;
        }
    }
}
