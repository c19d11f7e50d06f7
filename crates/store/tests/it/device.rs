//! Signing in at a device for the first time.

use store::{Role, unusual::Why};

use crate::house::House;

on_both! {
    async fn the_head_is_told_of_a_further_device_once_and_not_of_the_first(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        assert!(!store.note_device(&ann, "at work").await.unwrap());
        assert!(!store.note_device(&ann, "at work").await.unwrap());
        assert!(store.unusual_readings(&centre.head).await.unwrap().is_empty());
        assert!(store.note_device(&ann, "elsewhere").await.unwrap());
        assert!(!store.note_device(&ann, "elsewhere").await.unwrap());
        assert!(!store.note_device(&centre.head, "elsewhere").await.unwrap(), "her own first");
        let told = store.unusual_readings(&centre.head).await.unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].who.as_str(), told[0].why), ("ann of the staff", Why::FirstDevice));
        assert!(store.unusual_readings(&ann).await.unwrap().is_empty(), "the head alone is told");
        house.wait_minutes(31 * 24 * 60);
        let head = house.sign_in("head").await;
        assert!(store.unusual_readings(&head).await.unwrap().is_empty(), "after thirty days no more");
        assert!(store.verify().await.unwrap().is_whole());
        let stored = house.values("known_device", "device").await;
        assert_eq!((stored.len(), stored.iter().all(|digest| digest.len() == 32)), (3, true));
    }

    async fn whoever_signs_in_by_a_program_is_told_once_a_day(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        // The first time too: nobody joins by a program.
        store.note_program(&ann).await.unwrap();
        store.note_program(&ann).await.unwrap();
        let told = store.unusual_readings(&centre.head).await.unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].who.as_str(), told[0].why), ("ann of the staff", Why::ByProgram));
        house.wait_until("2022-03-29".parse().unwrap());
        store.note_program(&house.sign_in("ann").await).await.unwrap();
        assert_eq!(store.unusual_readings(&house.sign_in("head").await).await.unwrap().len(), 2);
        assert!(store.verify().await.unwrap().is_whole());
    }
}
