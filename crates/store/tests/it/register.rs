//! Registers of the house: what they keep, for whom, and how one sees that nothing was taken out.

use serde::{Deserialize, Serialize};
use serde_json::json;
use standard::{
    annex::{Problem, Severity},
    register::{Content, Register, Writer},
};
use store::{
    ActError, NewAct, NewLine, RegisterError, RegisterLine, Role, Session, Store,
    verify::{At, Broken},
};

use crate::{
    confidentiality::is_found,
    exchanges_by_kind::shelter,
    house::{Folder, House, On, act, an_id},
    papers,
};

/// A line of the premises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Note(String);

/// A complaint: anybody may write one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Complaint(String);

/// Something about the staff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Lesson(String);

impl Content for Lesson {
    const REGISTER: Register = Register::Training;

    fn problems(&self, _: jiff::civil::Date) -> Vec<Problem> {
        problems(&self.0)
    }
}

fn problems(text: &str) -> Vec<Problem> {
    let problem = Problem {
        field: "text",
        row: None,
        problem: "missing",
        limit: None,
        severity: Severity::Error,
    };
    text.is_empty().then_some(problem).into_iter().collect()
}

impl Content for Note {
    const REGISTER: Register = Register::Premises;

    fn problems(&self, _: jiff::civil::Date) -> Vec<Problem> {
        problems(&self.0)
    }
}

impl Content for Complaint {
    const REGISTER: Register = Register::Complaints;

    fn problems(&self, _: jiff::civil::Date) -> Vec<Problem> {
        problems(&self.0)
    }

    fn may_be_entered(&self, _: &Writer<'_>) -> bool {
        true
    }
}

async fn note(store: &Store, session: &Session, text: &str) -> Result<u32, RegisterError> {
    store
        .register_add(session, &NewLine::new(an_id(), Note(text.to_owned())))
        .await
}

/// A line in the register of the premises.
pub async fn a_line(house: &House, session: &Session) {
    note(&house.store, session, "a line").await.unwrap();
}

async fn notes(house: &House, session: &Session) -> Vec<RegisterLine<Note>> {
    house.store.register_read(session).await.unwrap()
}

async fn finds(house: &House, harm: &str) -> Vec<(At, Broken)> {
    house.tamper(harm).await;
    let report = house.store.verify().await.unwrap();
    report
        .problems
        .into_iter()
        .map(|problem| (problem.at, problem.broken))
        .collect()
}

/// A house with three lines in the register of its premises.
async fn with_three_lines(house: &House) -> Session {
    let centre = house.centre().await;
    for text in ["first", "second", "third"] {
        note(&house.store, &centre.head, text).await.unwrap();
    }
    assert!(house.store.verify().await.unwrap().is_whole());
    centre.head
}

on_both! {
    async fn lines_are_numbered_in_each_register_and_read_as_they_were_written(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        assert_eq!(notes(&house, &ann).await, []);
        assert_eq!(note(&house.store, &ann, "Өрт қауіпсіздігі").await.unwrap(), 1);
        assert_eq!(note(&house.store, &centre.head, "second").await.unwrap(), 2);
        let complaint = NewLine::new(an_id(), Complaint("cold soup".to_owned()));
        assert_eq!(house.store.register_add(&ann, &complaint).await.unwrap(), 1);
        let lines = notes(&house, &ann).await;
        let texts: Vec<_> = lines.iter().map(|line| (line.line.number, line.line.content.0.as_str())).collect();
        assert_eq!(texts, [(1, "Өрт қауіпсіздігі"), (2, "second")]);
        assert_eq!((lines[0].by.as_str(), lines[0].recorded_at), ("ann of the staff", house.now()));
        assert_eq!(lines[1].by_account, centre.head.account().code);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_correction_is_a_later_line_and_the_first_stays(house: House) {
        let head = with_three_lines(&house).await;
        let store = &house.store;
        let right = NewLine::new(an_id(), Note("second, as it should be".to_owned())).correcting(2);
        assert_eq!(store.register_add(&head, &right).await.unwrap(), 4);
        let lines = notes(&house, &head).await;
        assert_eq!((lines[1].line.content.0.as_str(), lines[1].line.corrects), ("second", None));
        assert_eq!(lines[3].line.corrects, Some(2));
        for nowhere in [0, 5, u32::MAX] {
            let wrong = NewLine::new(an_id(), Note("x".to_owned())).correcting(nowhere);
            assert!(matches!(store.register_add(&head, &wrong).await, Err(RegisterError::NoSuchLine)));
        }
        let empty = NewLine::new(an_id(), Note(String::new()));
        assert!(matches!(store.register_add(&head, &empty).await, Err(RegisterError::Content(_))));
        assert_eq!(notes(&house, &head).await.len(), 4);
    }

    async fn a_line_sent_twice_is_entered_once(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let store = &house.store;
        let new = NewLine::new(an_id(), Note("once".to_owned()));
        let (one, other) = tokio::join!(store.register_add(&centre.head, &new), store.register_add(&centre.head, &new));
        assert_eq!((one.unwrap(), other.unwrap(), store.register_add(&centre.head, &new).await.unwrap()), (1, 1, 1));
        // The name is hers and of this register: another person, another register, an act do not pass for it.
        assert!(matches!(store.register_add(&ann, &new).await, Err(RegisterError::NotFound)));
        let elsewhere = NewLine::new(new.act_id, Complaint("once".to_owned()));
        assert!(matches!(store.register_add(&centre.head, &elsewhere).await, Err(RegisterError::NotFound)));
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let issued = act(json!({"act": "item_issued", "item": "towel"}));
        let as_act = NewAct::new(new.act_id, store.today(), issued);
        assert!(matches!(store.act(&centre.head, &folder.code, 1, as_act).await, Err(ActError::NotFound)));
        assert_eq!(notes(&house, &centre.head).await.len(), 1);
    }

    async fn many_who_write_at_once_get_a_number_each(house: House) {
        let centre = house.centre().await;
        let other = house.another_program().await;
        let write = async |store: &Store| {
            let mut numbers = Vec::new();
            for _ in 0..5 {
                numbers.push(note(store, &centre.head, "at once").await.unwrap());
            }
            numbers
        };
        let (mut one, two, three) = tokio::join!(write(&house.store), write(&other), write(&house.store));
        one.extend(two);
        one.extend(three);
        one.sort_unstable();
        assert_eq!(one, (1..=15).collect::<Vec<_>>());
        assert!(house.store.verify().await.unwrap().is_whole());
        other.close().await;
    }

    async fn whoever_does_not_hold_the_compartment_writes_and_cannot_read(house: House) {
        let centre = house.centre().await;
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let clerk = house.staff(&centre.head, "clerk", &[Role::Accountant]).await;
        for session in [&ann, &clerk] {
            let complaint = NewLine::new(an_id(), Complaint("complaint-canary-88".to_owned()));
            house.store.register_add(session, &complaint).await.unwrap();
            assert!(matches!(house.store.register_read::<Complaint>(session).await, Err(RegisterError::NotFound)));
        }
        assert!(matches!(note(&house.store, &clerk, "x").await, Err(RegisterError::NotFound)), "not hers to enter");
        let read = house.store.register_read::<Complaint>(&centre.head).await.unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].by, "clerk of the staff");
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_register_of_another_body_is_another_register(house: House) {
        let head = with_three_lines(&house).await;
        let other = shelter(&house).await;
        assert_eq!(notes(&house, &other.head).await, []);
        assert_eq!(note(&house.store, &other.head, "theirs").await.unwrap(), 1);
        assert_eq!(notes(&house, &head).await.len(), 3);
        assert_eq!(notes(&house, &other.head).await.len(), 1);
    }

    async fn reading_a_register_is_in_the_record_and_nothing_is_shown_without(house: House) {
        let centre = house.centre().await;
        let clerk = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        let lesson = NewLine::new(an_id(), Lesson("first aid".to_owned()));
        house.store.register_add(&centre.head, &lesson).await.unwrap();
        let count = "SELECT COUNT(*) FROM entry WHERE class = 'reading'";
        let before = house.count(count).await;
        house.store.register_read::<Lesson>(&centre.head).await.unwrap();
        // Who works with no recipient leaves a reading too, which those who do can open.
        house.store.register_read::<Lesson>(&clerk).await.unwrap();
        assert_eq!(house.count(count).await, before + 2);
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        assert!(house.store.readings(&centre.head, &folder.code).await.unwrap().is_empty());
        house.store.register_read::<Lesson>(&clerk).await.unwrap();
        assert!(house.store.readings(&centre.head, &folder.code).await.unwrap().is_empty());
        house.tamper("DELETE FROM chain_head").await;
        assert!(house.store.register_read::<Lesson>(&centre.head).await.is_err());
    }

    async fn a_thief_reads_no_line_and_not_who_wrote_it(house: House) {
        let centre = house.centre().await;
        let clerk = house.staff(&centre.head, "clerk", &[Role::Accountant]).await;
        let canaries = ["Абай көшесі 17-Канарейка", "Abai-street-Canary-17"];
        for canary in canaries {
            note(&house.store, &centre.head, canary).await.unwrap();
            let complaint = NewLine::new(an_id(), Complaint(canary.to_owned()));
            house.store.register_add(&clerk, &complaint).await.unwrap();
        }
        notes(&house, &centre.head).await;
        let stored = house.everything_stored().await;
        for canary in canaries.into_iter().chain(["clerk of the staff"]) {
            assert!(!is_found(canary, &stored), "{canary} is in the database");
        }
        assert!(is_found("premises", &stored), "the name of a register is the class of an entry");
    }

    async fn a_line_taken_out_is_found(house: House) {
        with_three_lines(&house).await;
        let found = finds(&house, "DELETE FROM register_line WHERE line = 2").await;
        let at = At::Register("premises".to_owned());
        assert!(found.contains(&(at, Broken::SequenceGap)), "{found:?}");
        assert!(found.iter().any(|(at, broken)| matches!(at, At::Entry(_)) && *broken == Broken::SealedChanged));
    }

    async fn the_last_line_taken_out_is_found(house: House) {
        with_three_lines(&house).await;
        let found = finds(&house, "DELETE FROM register_line WHERE line = 3").await;
        assert!(matches!(found[..], [(At::Entry(_), Broken::SealedChanged)]), "{found:?}");
    }

    async fn a_changed_or_renumbered_line_is_found(house: House) {
        with_three_lines(&house).await;
        let found = finds(&house, "UPDATE register_line SET line = line + 1 WHERE line = 3").await;
        assert!(found.iter().any(|(_, broken)| *broken == Broken::SealedChanged), "{found:?}");
        let swapped = "UPDATE register_line SET sealed = (SELECT sealed FROM register_line WHERE line = 1) WHERE line = 2";
        let found = finds(&house, swapped).await;
        assert!(found.iter().filter(|(_, broken)| *broken == Broken::SealedChanged).count() == 2, "{found:?}");
    }

    async fn a_line_that_nobody_signed_is_found(house: House) {
        with_three_lines(&house).await;
        let empty = match house.on { On::Sqlite => "x'00'", On::Postgres => "'\\x00'::bytea" };
        // It hangs on an entry that is there and is no register's: the setting up of the body.
        let found = finds(&house, &format!(
            "INSERT INTO register_line (body, register, line, number, epoch, wrapped_key, sealed)
             SELECT body, 'premises', 4, 1, 1, {empty}, {empty} FROM body"
        )).await;
        assert_eq!(found, [(At::Register("premises".to_owned()), Broken::LineUnrecorded)]);
    }

    async fn a_line_moved_to_another_number_does_not_open_there(house: House) {
        let head = with_three_lines(&house).await;
        house.tamper("UPDATE register_line SET line = 9 WHERE line = 3").await;
        assert!(house.store.register_read::<Note>(&head).await.is_err());
    }

    async fn without_its_shred_key_a_register_opens_to_nobody(house: House) {
        let head = with_three_lines(&house).await;
        let found = finds(&house, "DELETE FROM shred_key WHERE file = 'register-premises'").await;
        // Its lines vouched for that key.
        assert!(found.contains(&(At::Register("premises".to_owned()), Broken::ShredKeyMissing)));
        assert_eq!(notes(&house, &head).await, []);
    }
}

on_both! {
    async fn a_bed_is_taken_by_one_person(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let mut one = Folder::begin(&house, head, "Aliya", &[papers::application("One")]).await;
        let mut other = Folder::begin(&house, head, "Dana", &[papers::application("Other")]).await;
        let bed = json!({"act": "room_assigned", "bed": "3-1"});
        one.does(head, bed.clone(), &[]).await;
        assert!(matches!(other.tries(head, bed.clone(), &[]).await, Err(ActError::BedTaken)));
        assert_eq!(other.open(head).await.journal.case().bed, None, "nothing was recorded");
        // Who has the bed may have it again; when she leaves, it is free.
        one.does(head, bed.clone(), &[]).await;
        one.does(head, json!({"act": "room_left"}), &[]).await;
        other.does(head, bed.clone(), &[]).await;
        assert!(matches!(one.tries(head, bed, &[]).await, Err(ActError::BedTaken)));
        one.does(head, json!({"act": "room_assigned", "bed": "3-2"}), &[]).await;
        let beds: Vec<_> = house.store.files(head).await.unwrap().into_iter().map(|file| (file.address, file.bed)).collect();
        assert!(beds.contains(&("Aliya".to_owned(), Some("3-2".to_owned()))), "{beds:?}");
        // Somebody of whom the specialist may not know has a bed: it is taken for her, and nobody's.
        let ann = house.staff(head, "ann", &[Role::Specialist]).await;
        house.store.restrict(head, &one.code, &[], "looked for").await.unwrap();
        assert!(house.store.files(&ann).await.unwrap().iter().all(|file| file.bed.as_deref() != Some("3-2")));
        let taken = house.store.beds_taken(&ann, ["3-1", "3-2", "3-3"]).await.unwrap();
        assert_eq!(taken.iter().map(String::as_str).collect::<Vec<_>>(), ["3-1", "3-2"]);
        let hr = house.staff(head, "hr", &[Role::Hr]).await;
        assert!(house.store.beds_taken(&hr, ["3-1"]).await.unwrap().is_empty());
        assert!(house.store.verify().await.unwrap().is_whole());
        assert!(house.store.rebuild(head).await.unwrap().mended.is_empty());
    }

    async fn two_who_assign_one_bed_at_once_do_not_both_get_it(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let one = Folder::begin(&house, head, "Aliya", &[papers::application("One")]).await;
        let other = Folder::begin(&house, head, "Dana", &[papers::application("Other")]).await;
        let bed = json!({"act": "room_assigned", "bed": "3-1"});
        let (first, second) = tokio::join!(one.tries(head, bed.clone(), &[]), other.tries(head, bed.clone(), &[]));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }

    async fn striking_out_a_leaving_does_not_put_two_into_one_bed(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let mut one = Folder::begin(&house, head, "Aliya", &[papers::application("One")]).await;
        let mut other = Folder::begin(&house, head, "Dana", &[papers::application("Other")]).await;
        let bed = json!({"act": "room_assigned", "bed": "3-1"});
        one.does(head, bed.clone(), &[]).await;
        let left = one.does(head, json!({"act": "room_left"}), &[]).await;
        other.does(head, bed, &[]).await;
        let struck = json!({"act": "entry_struck_out", "line": left.seq, "reason": "by mistake"});
        assert!(matches!(one.tries(head, struck, &[]).await, Err(ActError::BedTaken)));
    }

    async fn where_there_is_a_plan_people_are_placed_in_its_beds(house: House) {
        use standard::chapter_5_plan::para_37_rooms::RoomEntry;

        let centre = house.centre().await;
        let head = &centre.head;
        let mut folder = Folder::begin(&house, head, "Aliya", &[papers::application("One")]).await;
        let room = json!({"entry": "room", "name": "3", "room_for": "women", "beds": ["1", "2"]});
        let line: RoomEntry = serde_json::from_value(room).unwrap();
        house.store.register_add(head, &NewLine::new(an_id(), line)).await.unwrap();
        let bed = |bed: &str| json!({"act": "room_assigned", "bed": bed});
        assert!(matches!(folder.tries(head, bed("3-3"), &[]).await, Err(ActError::NoSuchBed)));
        folder.does(head, bed("3-2"), &[]).await;
    }

    async fn which_bed_it_is_cannot_be_read_without_a_key(house: House) {
        let centre = house.centre().await;
        let head = &centre.head;
        let mut folder = Folder::begin(&house, head, "Aliya", &[papers::application("One")]).await;
        folder.does(head, json!({"act": "room_assigned", "bed": "bed-canary-31"}), &[]).await;
        assert!(!is_found("bed-canary-31", &house.everything_stored().await));
        assert_eq!(house.count("SELECT COUNT(*) FROM bed_taken").await, 1);
    }
}
