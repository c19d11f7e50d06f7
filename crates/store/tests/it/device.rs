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
        assert_eq!((told[0].who.as_str(), told[0].why.as_slice()), ("ann of the staff", [Why::FirstDevice].as_slice()));
        assert!(store.unusual_readings(&ann).await.unwrap().is_empty(), "the head alone is told");
        house.wait_minutes(31 * 24 * 60);
        let head = house.sign_in("head").await;
        assert!(store.unusual_readings(&head).await.unwrap().is_empty(), "after thirty days no more");
        assert!(store.verify().await.unwrap().is_whole());
        let stored = house.values("known_device", "device").await;
        assert_eq!((stored.len(), stored.iter().all(|digest| digest.len() == 32)), (3, true));
    }
}
