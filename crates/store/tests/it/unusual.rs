//! What the head is told of readings: many files within an hour, in the night, registers taken along.

use store::{
    Role, Session,
    unusual::{MANY_FILES, UnusualReading, Why},
};

use crate::{
    exchanges::sent,
    house::{Folder, House},
    papers,
};

/// What the head is told, by who and why: how many files, how many readings.
async fn told(house: &House, head: &Session) -> Vec<(String, Why, usize, usize)> {
    let told = house.store.unusual_readings(head).await.unwrap();
    let row = |one: UnusualReading| (one.who, one.why, one.files, one.readings);
    told.into_iter().map(row).collect()
}

async fn reads(house: &House, who: &Session, codes: &[String]) {
    for code in codes {
        house.store.open_file(who, code).await.unwrap();
    }
}

on_both! {
    async fn fifteen_files_within_an_hour_are_told_whenever_the_hour_begins(house: House) {
        let centre = house.centre().await;
        let mut codes = Vec::new();
        for _ in 0..MANY_FILES {
            codes.push(Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await.code);
        }
        // Eight files shortly before the hour of the clock and six after it.
        house.wait_minutes(55);
        let head = house.sign_in("head").await;
        let ann = house.staff(&head, "ann", &[Role::Instructor]).await;
        reads(&house, &ann, &codes[..8]).await;
        house.wait_minutes(10);
        reads(&house, &ann, &codes[8..14]).await;
        reads(&house, &ann, &codes[8..14]).await;
        for _ in 0..20 {
            // Whoever opens the list of the house opens no file.
            house.store.files(&ann).await.unwrap();
        }
        assert_eq!(told(&house, &head).await, []);
        reads(&house, &ann, &codes[14..]).await;
        assert_eq!(told(&house, &head).await, [("ann of the staff".to_owned(), Why::ManyFiles, 15, 21)]);
        assert!(house.store.unusual_readings(&ann).await.unwrap().is_empty(), "the head alone is told");
    }

    async fn a_register_that_is_taken_along_is_told_by_itself(house: House) {
        let centre = house.centre().await;
        for _ in 0..3 {
            Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        }
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        house.store.export_files(&ann, "recipients").await.unwrap();
        assert_eq!(told(&house, &centre.head).await, [("ann of the staff".to_owned(), Why::TakenAlong, 3, 1)]);
        // Readings of whoever holds no file are sealed in another way, and read all the same.
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        house.store.register_read::<standard::chapter_2_tasks::para_08_training::Training>(&hr).await.unwrap();
        assert_eq!(told(&house, &centre.head).await.len(), 1);
    }

    async fn whoever_reads_in_the_night_is_told_of_lists_and_exchanges_too(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let folder = sent(&house, &centre.head, &office.body.code).await;
        // Half past ten in the evening in Almaty.
        house.wait_minutes(11 * 60 + 30);
        let (head, officer) = (house.sign_in("head").await, house.sign_in("officer").await);
        let ann = house.staff(&head, "ann", &[Role::Instructor]).await;
        house.store.files(&ann).await.unwrap();
        assert_eq!(told(&house, &head).await, [("ann of the staff".to_owned(), Why::AtNight, 0, 1)]);
        reads(&house, &ann, &[folder.code]).await;
        assert_eq!(told(&house, &head).await, [("ann of the staff".to_owned(), Why::AtNight, 1, 2)]);
        // In the other body the exchange stands for the file that it is about.
        let exchange = house.store.exchanges(&officer).await.unwrap().remove(0).id;
        for _ in 0..2 {
            house.store.open_exchange(&officer, &exchange).await.unwrap();
        }
        assert_eq!(told(&house, &officer).await, [("Bolat Officer".to_owned(), Why::AtNight, 1, 3)]);
    }
}
