//! The book of complaints: who may write, who may read, what cannot be traced, and how the answer comes back.

use standard::{
    chapter_4_stay::para_25_complaints_book::{
        Came, Entry, Kind, Reply, ReplyToBody, ReplyToHead, Review, ToBody, ToHead,
    },
    lang::Lang,
    register::{Content, Register},
};
use store::{
    ActId, Answer, NewLine, NewVisitorLine, RegisterError, Role, Session, VisitorLine,
    verify::{At, Broken},
};

use crate::{
    confidentiality::is_found,
    exchanges_by_kind::police,
    house::{Centre, DAY, Folder, House, an_id},
    papers,
};

fn entry(text: &str) -> Entry {
    Entry {
        kind: Kind::Complaint,
        text: text.to_owned(),
        on: DAY,
        came: Came::Page,
        language: Lang::Kk,
        name: None,
        contact: None,
    }
}

async fn written<T: Content>(house: &House, body: &str, content: T) -> VisitorLine {
    let new = NewVisitorLine {
        body: body.to_owned(),
        act_id: an_id(),
        content,
    };
    house.store.register_add_by_visitor(new).await.unwrap()
}

fn reply(to: u32, text: &str) -> Reply {
    Reply {
        to,
        text: text.to_owned(),
        done: None,
        on: DAY,
    }
}

async fn answer(house: &House, head: &Session, to: u32, text: &str) -> Result<u32, RegisterError> {
    let line = NewLine::new(an_id(), reply(to, text));
    let told = Answer {
        on: DAY,
        text: text.to_owned(),
    };
    house
        .store
        .register_answer(head, &line, (Register::Complaints, to), &told)
        .await
}

/// An entry without an account, and the answer to it.
pub async fn answered(house: &House, centre: &Centre) {
    let line = written(house, &centre.body.code, entry("cold")).await;
    answer(house, &centre.head, line.number, "warm now")
        .await
        .unwrap();
}

async fn read<T: Content>(
    house: &House,
    session: &Session,
) -> Result<Vec<(u32, T)>, RegisterError> {
    let lines = house.store.register_read::<T>(session).await?;
    Ok(lines
        .into_iter()
        .map(|line| (line.line.number, line.line.content))
        .collect())
}

on_both! {
    async fn para_25_somebody_without_an_account_writes_and_the_head_reads(house: House) {
        let centre = house.centre().await;
        let code = centre.body.code.as_str();
        assert_eq!(written(&house, code, entry("Суық су")).await.number, 1);
        assert_eq!(written(&house, code, entry("Рахмет")).await.number, 2);
        // On paper: any member of staff enters it, who cannot read the book.
        let ann = house.staff(&centre.head, "ann", &[Role::Specialist]).await;
        let on_paper = Entry { came: Came::Paper, ..entry("Қағаздан") };
        assert_eq!(house.store.register_add(&ann, &NewLine::new(an_id(), on_paper)).await.unwrap(), 3);
        assert!(matches!(read::<Entry>(&house, &ann).await, Err(RegisterError::NotFound)));
        let lines = house.store.register_read::<Entry>(&centre.head).await.unwrap();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.line.number, line.line.content.text.as_str(), line.by.as_str(), line.by_account.as_str()))
            .collect();
        assert_eq!(told[0], (1, "Суық су", "", "server"));
        assert_eq!(told[1], (2, "Рахмет", "", "server"));
        assert_eq!((told[2].1, told[2].2), ("Қағаздан", "ann of the staff"));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn para_25_an_entry_without_an_account_leads_to_nobody(house: House) {
        let centre = house.centre().await;
        let canary = "зелёная-канарейка-в-клетке";
        house.wait_minutes(173);
        let at = house.now();
        let line = written(&house, &centre.body.code, entry(canary)).await;
        let stored = house.everything_stored().await;
        assert!(!is_found(canary, &stored), "the words are sealed");
        let code = line.code.unwrap();
        for spelled in [code.to_string(), code.replace('-', ""), code.replace('-', "").to_lowercase()] {
            assert!(!is_found(&spelled, &stored), "the code is kept nowhere");
        }
        // The record knows the day and no hour; no account; and nothing else of hers.
        let who = "SELECT COUNT(*) FROM entry WHERE class = 'visitor_line' AND account = 'server' AND about IS NULL
                   AND file IS NULL AND exchange IS NULL AND recorded_at = '2022-03-27T18:00:00Z'";
        assert_eq!(house.count(who).await, 1, "midnight in Almaty, not {at}");
        let lines = house.store.register_read::<Entry>(&centre.head).await.unwrap();
        assert_ne!(lines[0].recorded_at, at);
    }

    async fn para_25_numbers_have_no_gap_and_a_line_taken_out_is_seen(house: House) {
        let centre = house.centre().await;
        let code = centre.body.code.as_str();
        let other = house.another_program().await;
        let write = async |store: &store::Store, text: &str| {
            let new = NewVisitorLine { body: code.to_owned(), act_id: an_id(), content: entry(text) };
            store.register_add_by_visitor(new).await.unwrap().number
        };
        let (a, b, c, d) = tokio::join!(
            write(&house.store, "a"), write(&other, "b"), write(&house.store, "c"), write(&other, "d")
        );
        let mut numbers = [a, b, c, d];
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4]);
        other.close().await;
        house.take_triggers_away().await;
        house.tamper("DELETE FROM register_receipt WHERE line = 2; DELETE FROM register_line WHERE line = 2").await;
        let report = house.store.verify().await.unwrap();
        let found = |broken: Broken| report.problems.iter().any(|each| {
            each.broken == broken && each.at == At::Register("complaints".to_owned())
        });
        assert!(found(Broken::SequenceGap), "{:?}", report.problems);
    }

    async fn para_25_the_same_page_sent_twice_is_one_entry(house: House) {
        let centre = house.centre().await;
        let new = NewVisitorLine { body: centre.body.code.clone(), act_id: ActId([7; 16]), content: entry("once") };
        let first = house.store.register_add_by_visitor(new.clone()).await.unwrap();
        let second = house.store.register_add_by_visitor(new).await.unwrap();
        assert_eq!((first.number, second.number), (1, 1));
        assert!(first.code.is_some() && second.code.is_none());
        assert_eq!(read::<Entry>(&house, &centre.head).await.unwrap().len(), 1);
    }

    async fn para_25_the_answer_is_read_with_the_code_and_with_nothing_else(house: House) {
        let centre = house.centre().await;
        let line = written(&house, &centre.body.code, entry("Суық су")).await;
        let code = line.code.unwrap();
        let before = house.store.receipt(&code).await.unwrap().unwrap();
        assert_eq!((before.entered_on, before.answers.len()), (DAY, 0));
        let text = "Су жылытқыш жөнделді, канарейка-ответ";
        answer(&house, &centre.head, 1, text).await.unwrap();
        answer(&house, &centre.head, 1, "Тағы да").await.unwrap();
        let typed = code.replace('-', " ").to_lowercase();
        let told: Vec<String> =
            house.store.receipt(&typed).await.unwrap().unwrap().answers.into_iter().map(|answer| answer.text).collect();
        assert_eq!(told, [text, "Тағы да"]);
        assert!(!is_found(text, &house.everything_stored().await));
        let other = written(&house, &centre.body.code, entry("x")).await.code.unwrap();
        assert_eq!(house.store.receipt(&other).await.unwrap().unwrap().answers, []);
        let mut wrong = code.to_string();
        let last = wrong.pop().unwrap();
        wrong.push(if last == '0' { '1' } else { '0' });
        for nothing in ["", "x", "0000-0000-0000-0000-0000-0000-0000", wrong.as_str()] {
            assert_eq!(house.store.receipt(nothing).await.unwrap(), None, "{nothing}");
        }
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn para_25_an_answer_put_in_anothers_place_is_seen_and_does_not_open(house: House) {
        let centre = house.centre().await;
        let one = written(&house, &centre.body.code, entry("one")).await.code.unwrap();
        written(&house, &centre.body.code, entry("two")).await;
        answer(&house, &centre.head, 1, "to one").await.unwrap();
        answer(&house, &centre.head, 2, "to two").await.unwrap();
        house.take_triggers_away().await;
        house.tamper(
            "UPDATE register_receipt SET answer = (SELECT answer FROM register_receipt
             WHERE register = 'complaint_replies' AND line = 2) WHERE register = 'complaint_replies' AND line = 1",
        ).await;
        assert!(house.store.receipt(&one).await.is_err());
        assert!(!house.store.verify().await.unwrap().is_whole());
    }

    async fn para_25_only_the_head_answers_and_only_what_is_there(house: House) {
        let centre = house.centre().await;
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        written(&house, &centre.body.code, entry("one")).await;
        assert!(matches!(answer(&house, &hr, 1, "x").await, Err(RegisterError::NotFound)));
        assert!(matches!(answer(&house, &centre.head, 2, "x").await, Err(RegisterError::NoSuchLine)));
        assert!(matches!(answer(&house, &centre.head, 1, " ").await, Err(RegisterError::Content(_))));
    }

    async fn para_25_the_book_does_not_open_to_whoever_keeps_the_staff(house: House) {
        let centre = house.centre().await;
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        written(&house, &centre.body.code, entry("about hr")).await;
        answer(&house, &centre.head, 1, "seen").await.unwrap();
        assert!(matches!(read::<Entry>(&house, &hr).await, Err(RegisterError::NotFound)));
        assert!(matches!(read::<Reply>(&house, &hr).await, Err(RegisterError::NotFound)));
        assert!(matches!(read::<Review>(&house, &hr).await, Err(RegisterError::NotFound)));
        assert!(!hr.holds(Entry::REGISTER.compartment()), "no key, not merely no permission");
        assert_eq!(read::<Entry>(&house, &centre.head).await.unwrap().len(), 1);
    }

    async fn para_25_a_message_to_the_head_opens_to_the_head_alone(house: House) {
        let centre = house.centre().await;
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        let all = [Role::Specialist, Role::Psychologist, Role::Lawyer, Role::Nurse, Role::Educator, Role::Identification];
        let everybody_else = house.staff(&centre.head, "all", &all).await;
        let line = written(&house, &centre.body.code, ToHead(entry("about hr"))).await;
        for session in [&hr, &everybody_else] {
            assert!(matches!(read::<ToHead>(&house, session).await, Err(RegisterError::NotFound)));
        }
        assert_eq!(read::<Entry>(&house, &centre.head).await.unwrap(), [], "it is not in the book");
        assert_eq!(read::<ToHead>(&house, &centre.head).await.unwrap()[0].1.0.text, "about hr");
        let told = Answer { on: DAY, text: "seen".to_owned() };
        let answer = NewLine::new(an_id(), ReplyToHead(reply(1, "seen")));
        house.store.register_answer(&centre.head, &answer, (Register::ToHead, 1), &told).await.unwrap();
        assert_eq!(house.store.receipt(&line.code.unwrap()).await.unwrap().unwrap().answers, [told]);
    }

    async fn para_25_a_message_to_the_authorized_body_cannot_be_opened_by_the_house(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let officer = house.staff(&office.head, "desk", &[Role::Officer]).await;
        let canary = "канарейка-про-директора";
        let message = ToBody { about: centre.body.name.clone(), message: entry(canary) };
        let line = written(&house, &office.body.code, message).await;
        // Nothing of it is in the house's record, and the head, who holds every key of the house, gets nothing.
        assert_eq!(read::<ToBody>(&house, &centre.head).await.unwrap(), []);
        assert_eq!(read::<ToHead>(&house, &centre.head).await.unwrap(), []);
        assert_eq!(read::<Entry>(&house, &centre.head).await.unwrap(), []);
        let of_house = format!("SELECT COUNT(*) FROM register_line WHERE body = '{}'", centre.body.code);
        assert_eq!(house.count(&of_house).await, 0);
        assert!(!is_found(canary, &house.everything_stored().await));
        // Put into the house's record by somebody who writes to the database, it does not open there either.
        house.tamper(&format!(
            "UPDATE register_line SET body = '{house}'; UPDATE entry SET body = '{house}', number = 1000 WHERE class = 'visitor_line';
             UPDATE register_line SET number = 1000; UPDATE shred_key SET body = '{house}' WHERE file = 'register-to_body'",
            house = centre.body.code
        ).replace("UPDATE entry", if house.on == crate::house::On::Sqlite { "DROP TRIGGER entry_is_never_changed; UPDATE entry" } else { "UPDATE entry" })).await;
        assert!(read::<ToBody>(&house, &centre.head).await.is_err());
        house.tamper(&format!(
            "UPDATE register_line SET body = '{office}'; UPDATE entry SET body = '{office}' WHERE class = 'visitor_line';
             UPDATE shred_key SET body = '{office}' WHERE file = 'register-to_body'",
            office = office.body.code
        )).await;
        assert_eq!(read::<ToBody>(&house, &officer).await.unwrap()[0].1.message.text, canary);
        assert_eq!(house.store.messages_waiting(&officer).await.unwrap(), 1);
        let told = Answer { on: DAY, text: "we look into it".to_owned() };
        let answer = NewLine::new(an_id(), ReplyToBody(reply(1, "we look into it")));
        house.store.register_answer(&officer, &answer, (Register::ToBody, 1), &told).await.unwrap();
        assert_eq!(house.store.receipt(&line.code.unwrap()).await.unwrap().unwrap().answers, [told]);
        assert_eq!(house.store.messages_waiting(&officer).await.unwrap(), 0);
    }

    async fn para_25_what_anybody_may_write_ends_there(house: House) {
        let centre = house.centre().await;
        let new = |body: &str, text: &str| NewVisitorLine {
            body: body.to_owned(), act_id: an_id(), content: entry(text),
        };
        let store = &house.store;
        for nowhere in ["", "x", "\0", "server"] {
            assert!(matches!(store.register_add_by_visitor(new(nowhere, "x")).await, Err(RegisterError::NotFound)));
        }
        let code = centre.body.code.as_str();
        assert!(matches!(store.register_add_by_visitor(new(code, " ")).await, Err(RegisterError::Content(_))));
        let answer = NewVisitorLine { body: code.to_owned(), act_id: an_id(), content: reply(1, "forged") };
        assert!(matches!(store.register_add_by_visitor(answer).await, Err(RegisterError::NotFound)));
        assert_eq!(house.count("SELECT COUNT(*) FROM register_line").await, 0);
    }

    async fn para_25_an_authorized_body_has_no_book_and_a_house_is_told_nothing_in_its_place(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let store = &house.store;
        let line = NewLine::new(an_id(), entry("somebody"));
        assert!(matches!(store.register_add(&office.head, &line).await, Err(RegisterError::NotFound)));
        let told = Answer { on: DAY, text: "we look into it".to_owned() };
        let answer = NewLine::new(an_id(), reply(1, "we look into it"));
        let answered = store.register_answer(&office.head, &answer, (Register::Complaints, 1), &told).await;
        assert!(matches!(answered, Err(RegisterError::NotFound)));
        let into_the_office = NewVisitorLine { body: office.body.code.clone(), act_id: an_id(), content: entry("somebody") };
        assert!(matches!(store.register_add_by_visitor(into_the_office).await, Err(RegisterError::NotFound)));
        let message = ToBody { about: centre.body.name.clone(), message: entry("about the head") };
        let police = police(&house).await;
        for body in [&centre.body.code, &police.body.code] {
            let told = NewVisitorLine { body: body.clone(), act_id: an_id(), content: message.clone() };
            assert!(matches!(store.register_add_by_visitor(told).await, Err(RegisterError::NotFound)), "nobody there would read it");
        }
        assert_eq!(house.count("SELECT COUNT(*) FROM register_line").await, 0);
    }

    async fn para_26_the_state_of_the_book_says_what_is_owed_and_no_word(house: House) {
        let centre = house.centre().await;
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        assert!(matches!(house.store.book_state(&hr).await, Err(RegisterError::NotFound)));
        let code = centre.body.code.as_str();
        written(&house, code, entry("one")).await;
        written(&house, code, entry("two")).await;
        written(&house, code, ToHead(entry("three"))).await;
        answer(&house, &centre.head, 1, "x").await.unwrap();
        let readings = "SELECT COUNT(*) FROM entry WHERE class = 'reading'";
        let before = house.count(readings).await;
        let state = house.store.book_state(&centre.head).await.unwrap();
        assert_eq!((state.opened, state.entries, state.seen), (DAY, 2, 0));
        assert_eq!((state.unanswered.as_slice(), state.messages.as_slice()), ([2].as_slice(), [1].as_slice()));
        let months = |state: &store::BookState| {
            state.owed.iter().map(|owed| owed.month.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(months(&state), ["2022-03"]);
        let march = Review { month: "2022-03".parse().unwrap(), up_to: 2, remark: None, on: DAY };
        house.store.register_add(&centre.head, &NewLine::new(an_id(), march)).await.unwrap();
        let state = house.store.book_state(&centre.head).await.unwrap();
        assert_eq!((months(&state), state.seen), (Vec::new(), 2));
        assert_eq!(house.count(readings).await, before, "nothing was shown");
    }

    async fn para_25_the_names_that_the_book_must_not_show_are_those_of_the_files(house: House) {
        let centre = house.centre().await;
        Folder::begin(&house, &centre.head, "Айка", &[papers::application("Сейдахметова")]).await;
        let names = house.store.names_of_recipients(&centre.head).await.unwrap();
        assert!(names.contains(&"Айка".to_owned()) && names.contains(&"Сейдахметова".to_owned()), "{names:?}");
        assert!(!names.iter().any(|name| name == "absent" || name == "not_established"), "{names:?}");
        let hr = house.staff(&centre.head, "hr", &[Role::Hr]).await;
        assert!(matches!(house.store.names_of_recipients(&hr).await, Err(RegisterError::NotFound)));
    }

    async fn para_25_nobody_shows_the_book_to_whom_a_file_with_its_names_is_closed(house: House) {
        let centre = house.centre().await;
        let folder = Folder::begin(&house, &centre.head, "Айка", &[papers::application("Сейдахметова")]).await;
        let deputy = house.staff(&centre.head, "deputy", &[Role::ActingHead]).await;
        let store = &house.store;
        assert!(store.names_of_recipients(&deputy).await.unwrap().contains(&"Айка".to_owned()));
        store.restrict(&centre.head, &folder.code, &[], "looked for").await.unwrap();
        // She keeps the book as the head does, and would not know which name to leave out.
        assert!(matches!(store.names_of_recipients(&deputy).await, Err(RegisterError::NamesClosed)));
        let names = store.names_of_recipients(&centre.head).await.unwrap();
        assert!(names.contains(&"Айка".to_owned()) && names.contains(&"Сейдахметова".to_owned()), "{names:?}");
        // Who has broken the glass knows the name for an hour.
        store.break_glass(&deputy, &folder.code, "the book is asked for").await.unwrap();
        let deputy = house.sign_in("deputy").await;
        assert!(store.names_of_recipients(&deputy).await.unwrap().contains(&"Сейдахметова".to_owned()));
    }
}
