//! What is left of a file that held everything a file can hold, once it was erased: every envelope of every table, of the database and of older
//! data, against the keys of everybody in every body.
//!
//! Of a file are its acts, documents, prints, scans, signatures and papers, what was said about holding and restricting it, and its exchanges. No
//! register of the house belongs to a file: the sheet of a group is printed out of the files. What stays is what the record keeps of any file,
//! in codes: that it was read and by whom, and that it was erased.
//!
//! An exchange belongs to the body that began it (`docs/adr/0026-…`): what this body began is erased with the file, for the others too; what
//! another began stays that body's, and is closed to this one.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::{Value, json};
use standard::{
    act::Label,
    annex::{Document, FormKind},
    disclosure::{ConsentGiver, Consented, Event},
    exchange::{Kind, Opening, Step},
    lang::Lang,
    papers::{Paper, PaperKind},
};
use store::{
    EnclosureKind, Media, NewAct, NewEnclosure, NewPaper, Passes, Sending, Session, WhatStep,
    clear::{COLUMNS, Kept},
    verify::Broken,
};

use crate::{
    backups::{a_kit, back_up, restored_at},
    exchanges::{package, recognised_as},
    exchanges_by_kind::{acts, ask, police, shelter, takes},
    house::{Centre, DAY, Folder, House, act, an_id},
    keys_alone::{Thief, selected, told_of},
    papers,
    rows::{Row, select},
    world::{World, card_filled, ending, world},
};

/// What is written about the two whose files are erased, and stands nowhere else.
const WORDS: [&str; 6] = [
    "Erased-Canary",
    "Arailym",
    "her uncle asked at the gate",
    "the court wants her address",
    "Arailym bled",
    "she told of the quarry",
];

/// A file to be erased, and which exchanges go with it.
struct Whole {
    code: String,
    /// Begun by this organization: they are erased.
    own: BTreeSet<String>,
    /// Begun by the police, to whom a report was given.
    theirs: String,
    /// The file of her child, which goes on.
    child: String,
}

impl Whole {
    fn is_of(&self, row: &Row) -> bool {
        let names = |column: &str, code: &str| row.find::<String>(column).as_deref() == Some(code);
        let in_exchange = |column: &str| {
            row.find::<String>(column)
                .is_some_and(|code| self.own.contains(&code) || code == self.theirs)
        };
        let of_file = names("of_file", &self.code) || names("file", &self.code);
        of_file
            || ["of_exchange", "exchange", "stream"]
                .into_iter()
                .any(in_exchange)
    }

    /// Whether it lies in the exchange that the police began.
    fn is_theirs(&self, row: &Row) -> bool {
        ["of_exchange", "exchange", "stream"]
            .into_iter()
            .any(|column| row.find::<String>(column).as_ref() == Some(&self.theirs))
    }
}

/// What stands in the place of a seed, and gives no key without a shred key; and what the record keeps of every file in codes. A key that
/// somebody wrote into a compartment which she does not hold is such a secret: it is sealed to a public key, not by the key of the file.
fn may_stay_open(table: &str, column: &str, row: &Row, envelope: &[u8]) -> bool {
    const BY_A_KEY: u8 = 1;
    let class = row.find::<String>("class").unwrap_or_default();
    let is_a_secret = ["wrapped_key", "author_key"].contains(&column) && envelope[5] != BY_A_KEY;
    table == "exchange_member"
        || is_a_secret
        || ["reading", "refused", "erased"].contains(&class.as_str())
}

fn enclosure(kind: EnclosureKind) -> NewEnclosure {
    let (media, content): (Media, &[u8]) = match kind {
        EnclosureKind::Print => (
            Media::Pdf,
            include_bytes!("../../../sealed/tests/signatures/content"),
        ),
        EnclosureKind::Scan => (Media::Png, b"a photograph of Erased-Canary's signature"),
        EnclosureKind::Signature => (
            Media::Cms,
            include_bytes!("../../../sealed/tests/signatures/ec.p7s"),
        ),
    };
    NewEnclosure {
        act_id: an_id(),
        kind,
        media,
        language: (kind == EnclosureKind::Print).then_some(Lang::Kk),
        content: content.to_vec(),
    }
}

/// Adds everything that a file can hold to a file of somebody recognised.
async fn whole(house: &House, world: &World, police: &Centre, restricted: bool) -> Whole {
    let (head, store) = (&world.centre.head, &house.store);
    let ann = house.sign_in("ann").await;
    let name = WORDS[0];
    let bed = if restricted { "3-2" } else { "3-3" };
    let mut folder = recognised_as(house, head, WORDS[1], name).await;
    let report = papers::report(name, WORDS[5]);
    folder
        .does(&ann, json!({"act": "report_drawn_up"}), &[report])
        .await;
    let theirs = disclosed(house, &mut folder, world, police, &ann).await;

    let sent = NewAct::new(an_id(), DAY, act(package())).send_to(&world.office.body.code);
    folder.seq = store
        .act(head, &folder.code, folder.seq, sent)
        .await
        .unwrap()
        .seq;
    permit_given(house, &folder, world).await;
    folder
        .does(head, json!({"act": "permit_received", "number": "17"}), &[])
        .await;
    let agreement = json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"});
    folder
        .does(head, agreement, &[papers::agreement(name, DAY)])
        .await;
    folder
        .does(head, card_filled(), &[papers::card(name, "asthma")])
        .await;
    if restricted {
        let lawyer = house.sign_in("lawyer").await.account().code.clone();
        store
            .restrict(head, &folder.code, &[lawyer], WORDS[2])
            .await
            .unwrap();
        let rescuer = house.sign_in("rescuer").await;
        store
            .break_glass(&rescuer, &folder.code, WORDS[4])
            .await
            .unwrap();
        let broken = store.broken_glass(head).await.unwrap();
        let broken = broken.iter().find(|glass| glass.review.is_none()).unwrap();
        store
            .review_glass(head, broken.number, true, WORDS[4])
            .await
            .unwrap();
    }
    let enters = json!({"act": "admitted_with_representative", "representative": folder.code});
    let enters = NewAct::new(an_id(), DAY, act(enters))
        .with_document(papers::plan("Own-Name", DAY, DAY), Lang::Kk);
    let child = store
        .begin_file(head, "Little one", enters)
        .await
        .unwrap()
        .code;
    papers_beside(house, &folder, head).await;
    told_and_passed_on(house, &mut folder, world, police).await;
    for (json, document) in ending(name, bed, DAY, date(2022, 9, 1)) {
        let documents: Vec<Document> = document.into_iter().collect();
        folder.does(head, json, &documents).await;
    }
    store.lay_hold(head, &folder.code, WORDS[3]).await.unwrap();
    let sql = format!(
        "SELECT exchange FROM exchange WHERE file = '{}'",
        folder.code
    );
    let own = select(&house.url, &sql);
    let own: BTreeSet<String> = own.await.iter().map(|row| row.get(0)).collect();
    assert_eq!(own.len(), 3, "a package, a notice, a transfer");
    Whole {
        code: folder.code,
        own,
        theirs,
        child,
    }
}

/// The report of Annex 8, asked for by the police and handed over.
async fn disclosed(
    house: &House,
    folder: &mut Folder<'_>,
    world: &World,
    police: &Centre,
    ann: &Session,
) -> String {
    let exchange = ask(house, police, &world.centre).await;
    let file = folder.open(ann).await;
    let document = file
        .documents
        .iter()
        .find(|head| head.form == FormKind::Annex8);
    let document = document.unwrap().id.clone();
    let found = WhatStep::Find {
        file: folder.code.clone(),
        document: document.clone(),
    };
    takes(house, ann, &exchange, found).await.unwrap();
    let consent = Consented {
        document: Label::new(&document).unwrap(),
        body: Label::new("Police department").unwrap(),
        given_by: ConsentGiver::Victim,
        language: Label::new("kk").unwrap(),
        understood: true,
        until: None,
    };
    let given = json!({"act": "consent_given", "scope": document, "to": "Police department"});
    let step = Step::Disclosure(Event::Consented(consent));
    acts(folder, ann, &exchange, step, given).await.unwrap();
    let approved = WhatStep::Take(Step::Disclosure(Event::Approved {}));
    takes(house, &world.centre.head, &exchange, approved)
        .await
        .unwrap();
    let handed = json!({"act": "document_disclosed", "document": document, "to": "Police department",
        "author": "ann of the staff", "approved_by": "Aigerim Head", "request": true});
    let step = Step::Disclosure(Event::HandedOver {});
    acts(folder, ann, &exchange, step, handed).await.unwrap();
    let receipt = WhatStep::Take(Step::Disclosure(Event::ReceiptGiven {}));
    takes(house, &police.head, &exchange, receipt)
        .await
        .unwrap();
    exchange
}

/// The authorized body answers the package.
async fn permit_given(house: &House, folder: &Folder<'_>, world: &World) {
    let officer = &world.office.head;
    let of_file = house
        .store
        .exchanges_of_file(&world.centre.head, &folder.code)
        .await;
    let package = of_file
        .unwrap()
        .into_iter()
        .find(|each| !each.received)
        .unwrap()
        .id;
    let answers = [
        json!({"act": "package_received_by_body"}),
        json!({"act": "permit_issued", "number": "17"}),
        json!({"act": "permit_sent"}),
    ];
    for (answer, seq) in answers.into_iter().zip(1..) {
        let answered =
            house
                .store
                .act_in_exchange(officer, &package, seq, an_id(), DAY, act(answer));
        answered.await.unwrap();
    }
}

/// What was signed, scanned and put in afterwards.
async fn papers_beside(house: &House, folder: &Folder<'_>, head: &Session) {
    let documents = folder.open(head).await.documents;
    let card = documents
        .iter()
        .find(|each| each.form == FormKind::Annex4)
        .unwrap();
    for kind in [
        EnclosureKind::Print,
        EnclosureKind::Scan,
        EnclosureKind::Signature,
    ] {
        let beside = enclosure(kind);
        house
            .store
            .enclose(head, &folder.code, &card.id, beside)
            .await
            .unwrap();
    }
    let fields = json!({"organization": "Centre", "number": "7", "on": DAY, "addressee": "Police of Erased-Canary",
        "refused_on": DAY, "region": "Akmola", "exploitation": ["labour"], "head": "Aigerim Head"});
    let paper = NewPaper {
        act_id: an_id(),
        on: DAY,
        beside: Some(1),
        document: Document::Paper(Paper::read(PaperKind::PoliceNotice, &fields).unwrap()),
        language: Lang::Ru,
        print: Some(b"%PDF-1.7 the notice".to_vec()),
    };
    house
        .store
        .add_paper(head, &folder.code, paper)
        .await
        .unwrap();
    house
        .store
        .document(head, &folder.code, &card.id)
        .await
        .unwrap();
    house
        .store
        .export_file(head, &folder.code, "bundle")
        .await
        .unwrap();
}

/// The police are told of the fact, another organization is sent a document, a consent is withdrawn, something is issued.
async fn told_and_passed_on(
    house: &House,
    folder: &mut Folder<'_>,
    world: &World,
    police: &Centre,
) {
    let (head, store) = (&world.centre.head, &house.store);
    let notice = json!({"refused_on": "2022-03-28", "region": "almaty", "exploitation": ["labour"], "means": []});
    let opening = Opening {
        notice: Some(serde_json::from_value(notice).unwrap()),
        ..Opening::new(Kind::PoliceNotice)
    };
    let sending = Sending::new(opening, vec![police.body.code.clone()]);
    let notified = NewAct::new(an_id(), DAY, act(json!({"act": "police_notified"})));
    let notified = notified.passes(Passes::Sends(Box::new(sending)));
    folder.seq = store
        .act(head, &folder.code, folder.seq, notified)
        .await
        .unwrap()
        .seq;
    let consent = json!({"act": "consent_given", "scope": "transfer", "to": "Centre in Aktobe"});
    folder.does(head, consent, &[]).await;
    let other = world.other.body.code.clone();
    let mut transfer = Sending::new(Opening::new(Kind::Transfer), vec![other]);
    transfer.documents = vec![folder.open(head).await.documents[0].id.clone()];
    store
        .send(head, an_id(), DAY, Some(&folder.code), transfer)
        .await
        .unwrap();
    let withdrawn = json!({"act": "consent_withdrawn", "scope": "transfer"});
    folder.does(head, withdrawn, &[]).await;
    let towel = json!({"act": "item_issued", "item": "towel"});
    folder.does(head, towel, &[]).await;
}

/// What comes between taking somebody over from another house and her room.
fn begun_there() -> Vec<(Value, Option<Document>)> {
    let agreement = json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"});
    vec![
        (agreement, Some(papers::agreement(WORDS[0], DAY))),
        (card_filled(), Some(papers::card(WORDS[0], "asthma"))),
    ]
}

/// Every envelope of the two files in every sealed column of every table: who opens it.
async fn opened(url: &str, everybody: &[&str], wholes: &[Whole]) -> Vec<Seen> {
    let mut thieves = Vec::new();
    for login in everybody {
        thieves.push((*login, Thief::with_the_password_of(url, login).await));
    }
    let mut seen = Vec::new();
    for (table, column, kept) in COLUMNS {
        if !matches!(kept, Kept::Sealed | Kept::SealedShredKey) {
            continue;
        }
        for row in select(url, &selected(table)).await {
            let Some(whole) = wholes.iter().find(|whole| whole.is_of(&row)) else {
                continue;
            };
            let Some(envelope) = row.find::<Vec<u8>>(column) else {
                continue;
            };
            let openers = thieves.iter().filter(|(_, thief)| thief.holds(&envelope));
            seen.push(Seen {
                what: format!(
                    "{table}.{column} {}",
                    row.find::<String>("class").unwrap_or_default()
                ),
                openers: openers.map(|(login, _)| (*login).to_owned()).collect(),
                is_theirs: whole.is_theirs(&row),
                may_stay: may_stay_open(table, column, &row, &envelope),
                table,
            });
        }
    }
    seen
}

/// An envelope of an erased file, and the logins of those whose keys open it.
struct Seen {
    what: String,
    openers: Vec<String>,
    /// It lies in an exchange that the police began.
    is_theirs: bool,
    may_stay: bool,
    table: &'static str,
}

fn closed_but_for_the_police(seen: &[Seen], which: &str) {
    for each in seen.iter().filter(|each| !each.may_stay) {
        let expected: &[&str] = if each.is_theirs { &["police"] } else { &[] };
        assert_eq!(each.openers, expected, "{which}: {}", each.what);
    }
    let theirs = seen.iter().filter(|each| each.is_theirs && !each.may_stay);
    assert!(
        theirs.count() > 6,
        "{which}: what the police were given is there"
    );
}

on_both! {
    async fn of_a_file_that_held_everything_nothing_opens_with_any_key_in_the_database_or_in_older_data(house: House) {
        let world = world(&house).await;
        let police = police(&house).await;
        let wholes = [whole(&house, &world, &police, false).await, whole(&house, &world, &police, true).await];
        house.wait_minutes(61);
        // The head of a body holds every seed of it; beside them there are the keys of whoever wrote the report, was named, broke the glass.
        let everybody = ["head", "ann", "lawyer", "rescuer", "officer", "second", "police"];

        let before = opened(&house.url, &everybody, &wholes).await;
        for each in &before {
            assert!(!each.openers.is_empty(), "the walk is blind to {}", each.what);
        }
        let tables: BTreeSet<&str> = before.iter().map(|each| each.table).collect();
        let expected = ["document", "enclosure", "exchange_member", "file_row", "restricted_key", "sealed_body"];
        assert_eq!(tables, BTreeSet::from(expected), "every table in which something of a file is sealed");
        let codes: Vec<&str> = wholes.iter().map(|whole| whole.code.as_str()).collect();
        let everything = told_of(&house.store, &house.sign_in("head").await, &codes, &wholes[0].theirs).await;
        let older = back_up(&house.store, a_kit()).await;

        house.wait_until(date(2100, 1, 1));
        let head = house.sign_in("head").await;
        for whole in &wholes {
            house.store.lift_hold(&head, &whole.code, WORDS[3]).await.unwrap();
            house.store.erase(&head, &whole.code, "No. 1").await.unwrap();
        }
        let report = house.store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
        let after = opened(&house.url, &everybody, &wholes).await;
        assert!(after.len() > 100, "the bytes are still there: {}", after.len());
        closed_but_for_the_police(&after, "the database");

        // Opened again behind the program's back, it is found.
        let opened_again = format!("INSERT INTO shred_key (body, file, shred_key) SELECT body, stream, sealed_key FROM restricted_key
            WHERE stream = '{}'", wholes[0].theirs);
        house.tamper(&opened_again).await;
        let report = house.store.verify().await.unwrap();
        assert!(report.problems.iter().any(|each| each.broken == Broken::ErasureUndone), "{:?}", report.problems);
        house.tamper(&format!("DELETE FROM shred_key WHERE file = '{}'", wholes[0].theirs)).await;

        // What the program says, with every permission passing.
        let store = house.store.with_every_permission();
        let (token, _) = house.store.sign_in("head", crate::house::PASSWORD).await.unwrap();
        let session = store.session(&token.to_text()).await.unwrap();
        let told = told_of(&store, &session, &codes, &wholes[0].theirs).await;
        for word in WORDS {
            assert!(everything.contains(word), "the question is asked: {word}");
        }
        for word in WORDS {
            assert!(!told.contains(word), "{word}");
        }
        for whole in &wholes {
            assert!(house.store.open_exchange(&head, &whole.theirs).await.is_err());
            store.open_file(&session, &whole.child).await.unwrap();
            let family = store.family(&session, &whole.child).await.unwrap();
            assert!(!format!("{family:?}").contains(WORDS[1]), "the child's file goes on, and names her no more by it");
            let policeman = house.sign_in("police").await;
            let open = house.store.open_exchange(&policeman, &whole.theirs).await.unwrap();
            let copy = house.store.exchange_document(&policeman, &whole.theirs, &open.documents[0].id).await.unwrap();
            assert!(copy.value.to_string().contains(WORDS[5]), "the police keep what they were given");
        }

        // Older data, with the shred keys of a later day: the earlier ones are not kept so long.
        let later = back_up(&house.store, sealed::BackupKit::from_text(&older.kit.to_text()).unwrap()).await;
        restored_at(house.on, &older.data, &later.keys, &older.kit, &[], async |url, restored| {
            restored.unwrap().0.close().await;
            let seen = opened(url, &everybody, &wholes).await;
            let summaries = |seen: &[Seen]| seen.iter().filter(|each| each.table == "file_row").count();
            assert!(summaries(&seen) >= 2 && summaries(&after) == 0, "the summaries are there still");
            closed_but_for_the_police(&seen, "older data");
        }).await;
    }

    async fn whoever_has_erased_what_came_from_another_house_stays_out_when_that_house_restricts_its_file_and_lifts_that(house: House) {
        let centre = house.centre().await;
        let other = shelter(&house).await;
        let (store, head) = (&house.store, &centre.head);
        let mut folder = recognised_as(&house, head, WORDS[1], WORDS[0]).await;
        let consent = json!({"act": "consent_given", "scope": "transfer", "to": "Shelter in Aktobe"});
        folder.does(head, consent, &[]).await;
        let mut transfer = Sending::new(Opening::new(Kind::Transfer), vec![other.body.code.clone()]);
        transfer.documents = vec![folder.open(head).await.documents[0].id.clone()];
        let exchange = store.send(head, an_id(), DAY, Some(&folder.code), transfer).await.unwrap().code;
        let passes = Passes::Takes { exchange: exchange.clone(), seen_seq: 1, step: Box::new(Step::TakenUp {}) };
        let taken_up = act(json!({"act": "transferred_in", "from": "Centre in Almaty", "consent": true}));
        let begun = store.begin_file(&other.head, "Aliya", NewAct::new(an_id(), DAY, taken_up).passes(passes)).await.unwrap();
        let mut there = Folder { house: &house, code: begun.code, seq: begun.seq };
        for (json, document) in begun_there().into_iter().chain(ending(WORDS[0], "1-1", DAY, date(2022, 9, 1))) {
            let documents: Vec<Document> = document.into_iter().collect();
            there.does(&other.head, json, &documents).await;
        }
        let opens = async |login: &str| store.open_exchange(&house.sign_in(login).await, &exchange).await.is_ok();
        assert!(opens("head").await && opens("second").await);
        house.wait_until(date(2100, 1, 1));
        store.erase(&house.sign_in("second").await, &there.code, "No. 1").await.unwrap();
        assert!(opens("head").await && !opens("second").await);
        store.restrict(&house.sign_in("head").await, &folder.code, &[], "why").await.unwrap();
        assert!(opens("head").await && !opens("second").await);
        store.lift_restriction(&house.sign_in("head").await, &folder.code, "why no more").await.unwrap();
        assert!(opens("head").await && !opens("second").await);
        let thief = Thief::with_the_password_of(&house.url, "second").await;
        for row in select(&house.url, "SELECT s.sealed FROM sealed_body s JOIN entry e ON e.body = s.body AND e.number = s.number
            WHERE e.class = 'act' AND e.exchange IS NOT NULL").await {
            assert!(!thief.holds(&row.get::<Vec<u8>>(0)));
        }
        let report = store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
    }
}
