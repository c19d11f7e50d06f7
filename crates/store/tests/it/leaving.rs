//! What leaves the house, tried by somebody who means to take it out: days typed, forms that belong elsewhere, addressees beside
//! the addressee, a file that is restricted at that moment.

use jiff::{ToSpan, civil::Date};
use serde_json::json;
use standard::{
    act::Label,
    annex::{Document, FormKind},
    compartment::Compartment,
    disclosure::{ConsentGiver, Consented, Event},
    exchange::{Kind, Opening, Step},
    lang::Lang,
    papers::{Paper, PaperKind},
    refusal::Reason,
};
use store::{
    ActError, EnclosureError, NewAct, NewDocument, NewPaper, PaperToSend, Passes, ReadingOf,
    Recorded, Role, Sending, Session, WhatStep,
};

use crate::{
    exchanges::{package, recognised},
    exchanges_by_kind::{Asked, ask, asked, police, reason, shelter, takes_on},
    house::{Centre, DAY, Folder, House, PASSWORD, act, an_id},
    papers,
};

/// How many documents lie in exchanges beyond what began them.
async fn sealed_since(house: &House) -> i64 {
    let count =
        "SELECT COUNT(*) FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
        WHERE e.exchange IS NOT NULL AND e.sequence > 1";
    house.count(count).await
}

fn days(days: i64) -> Date {
    DAY + days.days()
}

/// A disclosure in which everything is there for today.
async fn ready(house: &House, until: Option<Date>) -> Asked<'_> {
    let mut asked = asked(house).await;
    asked.found().await;
    asked.consented_until(until).await.unwrap();
    asked.approved(&asked.centre.head).await.unwrap();
    asked
}

fn transfer_to(body: &Centre, documents: &[String]) -> Sending {
    let mut sending = Sending::new(Opening::new(Kind::Transfer), vec![body.body.code.clone()]);
    sending.documents = documents.to_vec();
    sending
}

async fn sends(
    folder: &Folder<'_>,
    who: &Session,
    on: Date,
    sending: Sending,
) -> Result<Recorded, ActError> {
    let store = &folder.house.store;
    store
        .send(who, an_id(), on, Some(&folder.code), sending)
        .await
}

async fn first_documents(folder: &Folder<'_>, who: &Session) -> Vec<String> {
    let documents = folder.open(who).await.documents;
    documents.into_iter().map(|head| head.id).collect()
}

fn to_the_shelter(until: Option<Date>) -> serde_json::Value {
    json!({"act": "consent_given", "scope": "transfer", "to": "Shelter in Aktobe", "until": until})
}

on_both! {
    async fn annex_8_no_day_typed_brings_a_consent_back_that_has_run_out(house: House) {
        let mut asked = ready(&house, Some(days(1))).await;
        house.wait_until(days(4));
        assert_eq!(reason(asked.handed_over_on(days(1)).await), Reason::NotToday);
        assert_eq!(reason(asked.handed_over().await), Reason::NoConsentInForce);
        assert_eq!(sealed_since(&house).await, 0, "nothing was sealed to the agency");
        // Nor is anybody's approval of an earlier day.
        let approve = WhatStep::Take(Step::Disclosure(Event::Approved {}));
        let head = &asked.centre.head;
        let dated_back = takes_on(&house, head, &asked.exchange, (days(1), approve)).await;
        assert_eq!(reason(dated_back), Reason::NotToday);
    }

    async fn annex_8_no_day_typed_goes_back_before_a_withdrawal_on_the_page_of_the_file(house: House) {
        let mut asked = ready(&house, None).await;
        house.wait_until(days(1));
        let withdrawn = json!({"act": "consent_withdrawn", "scope": asked.report});
        asked.folder.does(&asked.lawyer, withdrawn, &[]).await;
        for on in [DAY, days(1)] {
            let told = reason(asked.handed_over_on(on).await);
            assert!(matches!(told, Reason::NotToday | Reason::NoConsentInForce), "{told:?}");
        }
        // A new consent written on that page was read by nobody who approved: the exchange has its own, and it is withdrawn.
        let again = json!({"act": "consent_given", "scope": asked.report, "to": "Police department"});
        asked.folder.does(&asked.lawyer, again, &[]).await;
        assert_eq!(reason(asked.handed_over().await), Reason::NoConsentInForce);
        assert_eq!(sealed_since(&house).await, 0);
        asked.consented().await.unwrap();
        asked.approved(&asked.centre.head).await.unwrap();
        asked.handed_over().await.unwrap();
        assert_eq!(sealed_since(&house).await, 1);
    }

    async fn annex_8_the_register_names_who_wrote_and_who_approved_and_nobody_else(house: House) {
        let mut asked = ready(&house, None).await;
        for (author, approver) in [("somebody", "Aigerim Head"), ("lawyer of the staff", "somebody")] {
            let named = asked.handed_over_as(DAY, author, approver).await;
            assert_eq!(reason(named), Reason::NotWhoItWas);
        }
        assert_eq!(sealed_since(&house).await, 0);
        asked.handed_over().await.unwrap();
    }

    async fn para_44_documents_go_upon_the_consent_of_today_by_either_door(house: House) {
        let centre = house.centre().await;
        let other = shelter(&house).await;
        let head = &centre.head;
        let mut folder = recognised(&house, head).await;
        let documents = first_documents(&folder, head).await;
        let beside = async |folder: &Folder<'_>, on: Date| {
            let ended = json!({"act": "ended", "ground": "transfer", "consent": true, "order": "1"});
            let sending = transfer_to(&other, &documents);
            let new = NewAct::new(an_id(), on, act(ended)).passes(Passes::Sends(Box::new(sending)));
            house.store.act(head, &folder.code, folder.seq, new).await
        };
        assert_eq!(reason(beside(&folder, DAY).await), Reason::TransferConsentMissing, "a tick is no consent to anybody");
        folder.does(head, to_the_shelter(Some(days(1))), &[]).await;
        house.wait_until(days(3));
        let today = days(3);
        for (on, told) in [(DAY, Reason::NotToday), (today, Reason::TransferConsentMissing)] {
            assert_eq!(reason(beside(&folder, on).await), told);
            let alone = sends(&folder, head, on, transfer_to(&other, &documents)).await;
            assert_eq!(reason(alone), told);
        }
        assert!(house.store.exchanges(&other.head).await.unwrap().is_empty());
        folder.does(head, to_the_shelter(None), &[]).await;
        folder.does(head, json!({"act": "consent_withdrawn", "scope": "transfer"}), &[]).await;
        assert_eq!(reason(beside(&folder, today).await), Reason::TransferConsentMissing);
        folder.does(head, to_the_shelter(None), &[]).await;
        folder.seq = beside(&folder, today).await.unwrap().seq;
        assert_eq!(house.store.exchanges(&other.head).await.unwrap().len(), 1);
    }

    async fn what_goes_with_a_kind_is_what_its_paragraph_speaks_of(house: House) {
        let asked = asked(&house).await;
        let office = house.authorized_body().await;
        let other = shelter(&house).await;
        let (head, folder) = (&asked.centre.head, &asked.folder);
        let before = house.count("SELECT COUNT(*) FROM exchange").await;
        let documents = first_documents(folder, head).await;
        let as_sheet = |document: Document| Some(NewDocument { document, language: Lang::Ru });
        let identification = || Sending::new(Opening::new(Kind::Identification), vec![office.body.code.clone()]);
        let report = papers::report("Canary", "what she told");
        for (sheet, told) in [
            (report.clone(), Reason::OnlyByDisclosure),
            (papers::application("Canary"), Reason::DoesNotGoWithThis),
            (papers::card("Canary", "health"), Reason::DoesNotGoWithThis),
        ] {
            let sending = Sending { sheet: as_sheet(sheet), ..identification() };
            assert_eq!(reason(sends(folder, head, DAY, sending).await), told);
        }
        let copied = Sending { documents: documents[..1].to_vec(), ..identification() };
        assert_eq!(reason(sends(folder, head, DAY, copied).await), Reason::DoesNotGoWithThis);

        // The notice to the police takes nothing along: no document, no sheet, no paper.
        let notice = || {
            let notice = json!({"refused_on": "2022-03-28", "region": "almaty", "exploitation": ["labour"], "means": []});
            let opening = Opening { notice: serde_json::from_value(notice).ok(), ..Opening::new(Kind::PoliceNotice) };
            Sending::new(opening, vec![asked.police.body.code.clone()])
        };
        let paper = |paper| Some(PaperToSend { paper, language: Lang::Ru, value: json!({"recipient": "Canary"}) });
        let along = [
            Sending { documents: documents[..1].to_vec(), ..notice() },
            Sending { sheet: as_sheet(papers::evaluation_sheet("Canary")), ..notice() },
            Sending { paper: paper(PaperKind::Referral), ..notice() },
            Sending { paper: paper(PaperKind::PoliceNotice), ..notice() },
            Sending { opening: Opening { number: Label::new("17 Canary"), ..notice().opening }, ..notice() },
        ];
        for sending in along {
            let new = NewAct::new(an_id(), DAY, act(json!({"act": "police_notified"}))).passes(Passes::Sends(Box::new(sending)));
            let sent = house.store.act(head, &folder.code, folder.seq, new).await;
            assert_eq!(reason(sent), Reason::NoticeCarriesIdentity);
        }
        // A request is the agency's own word: the organization does not write to it about somebody under that name.
        let mut request = Sending::new(Opening::new(Kind::Disclosure), vec![asked.police.body.code.clone()]);
        request.paper = paper(PaperKind::DisclosureRequest);
        assert_eq!(reason(sends(folder, head, DAY, request).await), Reason::DoesNotGoWithThis);
        let mut transfer = transfer_to(&other, &[]);
        transfer.sheet = as_sheet(report);
        assert!(matches!(sends(folder, head, DAY, transfer).await, Err(ActError::Refused(_))));
        assert_eq!(house.count("SELECT COUNT(*) FROM exchange").await, before, "nothing was sent");
    }

    async fn nobody_takes_part_unseen_beside_the_addressee(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let police = police(&house).await;
        let other = shelter(&house).await;
        let folder = recognised(&house, &centre.head).await;
        let codes = |bodies: &[&Centre]| bodies.iter().map(|each| each.body.code.clone()).collect::<Vec<_>>();
        let mut sheet = Sending::new(Opening::new(Kind::Identification), codes(&[&office, &other]));
        sheet.sheet = Some(NewDocument { document: papers::evaluation_sheet("Canary"), language: Lang::Ru });
        let disclosure = Sending::new(Opening::new(Kind::Disclosure), codes(&[&police, &other]));
        for sending in [sheet, disclosure] {
            let sent = sends(&folder, &centre.head, DAY, sending).await;
            assert!(matches!(sent, Err(ActError::NoAddressee)), "{sent:?}");
        }
        assert!(house.store.exchanges(&other.head).await.unwrap().is_empty());
    }

    async fn copies_leave_the_house_after_a_fresh_proof_alone(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let other = shelter(&house).await;
        let mut folder = recognised(&house, &centre.head).await;
        folder.does(&centre.head, to_the_shelter(None), &[]).await;
        let documents = first_documents(&folder, &centre.head).await;
        let (token, _) = house.store.sign_in("head", PASSWORD).await.unwrap();
        house.wait_minutes(6);
        let head = house.store.session(&token.to_text()).await.unwrap();
        let permit = || NewAct::new(an_id(), DAY, act(package())).send_to(&office.body.code);
        let copies = sends(&folder, &head, DAY, transfer_to(&other, &documents)).await;
        assert!(matches!(copies, Err(ActError::ProofNeeded)), "{copies:?}");
        let packed = house.store.act(&head, &folder.code, folder.seq, permit()).await;
        assert!(matches!(packed, Err(ActError::ProofNeeded)), "{packed:?}");
        assert_eq!(house.count("SELECT COUNT(*) FROM exchange").await, 0);
        // What takes no copy along asks for nothing.
        sends(&folder, &head, DAY, transfer_to(&other, &[])).await.unwrap();
        house.store.prove(&head, PASSWORD, "").await.unwrap();
        let head = house.store.session(&token.to_text()).await.unwrap();
        sends(&folder, &head, DAY, transfer_to(&other, &documents)).await.unwrap();
        house.store.act(&head, &folder.code, folder.seq, permit()).await.unwrap();
    }

    async fn what_is_sent_while_the_file_is_being_restricted_lies_under_no_key_in_clear(house: House) {
        let centre = house.centre().await;
        let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer]).await;
        let (head, store) = (&centre.head, &house.store);
        for _ in 0..8 {
            let folder = recognised(&house, head).await;
            let on_paper = Opening { on_paper: Label::new("an authority"), ..Opening::new(Kind::Disclosure) };
            let named = [lawyer.account().code.clone()];
            let (sent, restricted) = tokio::join!(
                sends(&folder, &lawyer, DAY, Sending::new(on_paper, Vec::new())),
                store.restrict(head, &folder.code, &named, "why"),
            );
            restricted.unwrap();
            let sent = sent.unwrap();
            let clear = format!("SELECT COUNT(*) FROM shred_key WHERE file IN ('{}', '{}')", folder.code, sent.code);
            assert_eq!(house.count(&clear).await, 0, "a shred key of a restricted file lies in clear");
            store.open_exchange(&lawyer, &sent.code).await.unwrap();
        }
        assert!(store.verify().await.unwrap().is_whole());
    }

    async fn who_has_read_a_file_has_read_what_passed_about_it_too(house: House) {
        let asked = asked(&house).await;
        let (head, lawyer, store) = (&asked.centre.head, &asked.lawyer, &house.store);
        let of_exchanges = async |code: &str| {
            let readings = store.readings(head, code).await.unwrap();
            let what = readings.into_iter().filter(|reading| {
                matches!(reading.what, ReadingOf::Exchange | ReadingOf::Exchanges { .. })
            });
            what.map(|reading| (reading.who, reading.what)).collect::<Vec<_>>()
        };
        assert!(of_exchanges(&asked.folder.code).await.is_empty(), "it is about nobody yet");
        let open = store.open_exchange(lawyer, &asked.exchange).await.unwrap();
        store.exchange_paper(lawyer, &asked.exchange, &open.papers[0].id).await.unwrap();
        store.exchanges(lawyer).await.unwrap();
        asked.found().await;
        let read = of_exchanges(&asked.folder.code).await;
        let told: Vec<_> = read.iter().filter(|(who, _)| who == "lawyer of the staff").map(|(_, what)| what).collect();
        assert!(told.contains(&&ReadingOf::Exchange));
        assert!(told.contains(&&ReadingOf::Exchanges { codes: vec![asked.exchange.clone()] }));
        // The request and the paper; and once more to take the step.
        assert_eq!(told.iter().filter(|what| **what == &ReadingOf::Exchange).count(), 3);
        let other = recognised(&house, head).await;
        assert!(of_exchanges(&other.code).await.is_empty(), "another file has no part in it");

        // What began in the file itself, with the document that lies there.
        let office = house.authorized_body().await;
        let mut sending = Sending::new(Opening::new(Kind::Identification), vec![office.body.code.clone()]);
        sending.sheet = Some(NewDocument { document: papers::evaluation_sheet("Canary"), language: Lang::Ru });
        let id = sends(&other, head, DAY, sending).await.unwrap().code;
        let document = store.open_exchange(lawyer, &id).await.unwrap().documents[0].id.clone();
        store.exchange_document(lawyer, &id, &document).await.unwrap();
        let readings = store.readings(head, &other.code).await.unwrap();
        let what: Vec<_> = readings.iter().take(2).map(|reading| (reading.who.as_str(), &reading.what)).collect();
        assert!(matches!(what[0], ("lawyer of the staff", ReadingOf::Document { form: FormKind::Annex2, .. })), "{what:?}");
        assert_eq!(what[1], ("lawyer of the staff", &ReadingOf::Exchange));
    }

    async fn a_reading_keeps_why_it_was_hers_when_she_read(house: House) {
        let centre = house.centre().await;
        let (head, store) = (&centre.head, &house.store);
        let lawyer = house.staff(head, "lawyer", &[Role::Lawyer]).await;
        let nurse = house.staff(head, "nurse", &[Role::Nurse, Role::Emergency]).await;
        let folder = recognised(&house, head).await;
        folder.open(&lawyer).await;
        store.restrict(head, &folder.code, &[], "he looks for her").await.unwrap();
        store.change_roles(head, &lawyer.account().code, vec![Role::Educator]).await.unwrap();
        store.break_glass(&nurse, &folder.code, "she has fainted").await.unwrap();
        let nurse = house.sign_in("nurse").await;
        folder.open(&nurse).await;
        let readings = store.readings(head, &folder.code).await.unwrap();
        let by = |who: &str| readings.iter().find(|reading| reading.who.starts_with(who)).unwrap();
        assert_eq!(by("lawyer").roles, [Role::Lawyer], "not what she is now");
        assert_eq!(by("lawyer").emergency, None);
        assert_eq!(by("nurse").emergency.as_deref(), Some("she has fainted"));
        assert!(readings.iter().filter(|reading| reading.who.starts_with("Aigerim")).all(|reading| reading.emergency.is_none()));
    }

    async fn annex_8_who_consents_for_a_child_is_named_and_only_in_the_own_house(house: House) {
        let centre = house.centre().await;
        let police = police(&house).await;
        let lawyer = house.staff(&centre.head, "lawyer", &[Role::Lawyer, Role::Identification]).await;
        let instructor = house.staff(&centre.head, "instructor", &[Role::Instructor]).await;
        let store = &house.store;
        let begun = NewAct::new(an_id(), DAY, act(json!({"act": "child_found_alone"})));
        let begun = store.begin_file(&centre.head, "Ali", begun).await.unwrap();
        let mut folder = Folder { house: &house, code: begun.code, seq: begun.seq };
        let interview = json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated",
            "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"]});
        folder.does(&lawyer, interview, &[]).await;
        let sheet = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 4],
            "signatories": ["organization", "authorized_body"]});
        folder.does(&lawyer, sheet, &[papers::evaluation_sheet("Canary")]).await;
        folder.does(&lawyer, json!({"act": "report_drawn_up"}), &[papers::report("Canary", "what he told")]).await;
        let report = folder.open(&lawyer).await.documents.last().unwrap().id.clone();
        let id = ask(&house, &police, &centre).await;
        let find = WhatStep::Find { file: folder.code.clone(), document: report.clone() };
        takes_on(&house, &lawyer, &id, (DAY, find)).await.unwrap();
        let given_by = async |given_by: ConsentGiver, documents: &[Document]| {
            let consent = Consented {
                document: Label::new(&report).unwrap(),
                body: Label::new("Police department").unwrap(),
                given_by,
                language: Label::new("kk").unwrap(),
                understood: true,
                until: None,
            };
            let passes = Passes::Takes {
                exchange: id.clone(),
                seen_seq: store.open_exchange(&lawyer, &id).await.unwrap().summary.seq,
                step: Box::new(Step::Disclosure(Event::Consented(consent))),
            };
            let given = json!({"act": "consent_given", "scope": report, "to": "Police department"});
            let mut new = NewAct::new(an_id(), DAY, act(given)).passes(passes);
            for document in documents {
                new = new.with_document(document.clone(), Lang::Kk);
            }
            store.act(&lawyer, &folder.code, folder.seq, new).await
        };
        let consents = async |documents: &[Document]| given_by(ConsentGiver::LegalRepresentative, documents).await;
        let to = |agency: &str, on: Date, name: &str, capacity: &str| {
            let fields = json!({"organization": "Centre", "on": on, "document_name": "Annex 8", "agency": agency,
                "legal_representative": name, "capacity": capacity, "evidence": "Paper No. 7", "received_by": "Lawyer"});
            Document::Paper(Paper::read(PaperKind::ConsentGiver, &fields).unwrap())
        };
        let by = |name: &str, capacity: &str| to("Police department", DAY, name, capacity);
        for documents in [vec![], vec![by("Madina", "admitted_here")]] {
            assert_eq!(reason(consents(&documents).await), Reason::RepresentativeMissing);
        }
        // Nor does the child himself, nor anybody as somebody else than the paper says, nor two at once.
        assert_eq!(reason(given_by(ConsentGiver::Victim, &[]).await), Reason::RepresentativeMissing);
        assert_eq!(reason(given_by(ConsentGiver::Victim, &[by("Madina", "parent")]).await), Reason::ConsentByAnother);
        assert_eq!(reason(consents(&[by("Ali", "of_age")]).await), Reason::ConsentByAnother);
        let two = [by("Madina", "parent"), by("Somebody", "guardian")];
        assert_eq!(reason(consents(&two).await), Reason::ConsentByAnother);
        let field_of = |wrong: Result<Recorded, ActError>| match wrong {
            Err(ActError::Document(problems)) => problems[0].problem.field,
            other => panic!("{other:?}"),
        };
        for name in ["", "Madina\u{7}", &"M".repeat(10_000)] {
            assert_eq!(field_of(consents(&[by(name, "parent")]).await), "legal_representative");
        }
        let to_the_court = to("Court", DAY, "Madina", "parent");
        assert_eq!(field_of(consents(&[to_the_court]).await), "agency");
        let of_another_day = to("Police department", DAY - 1.day(), "Madina", "parent");
        assert_eq!(field_of(consents(&[of_another_day]).await), "on");
        // Without the exchange it is asked as well.
        let given = json!({"act": "consent_given", "scope": report, "to": "Police department"});
        let alone = store.act(&lawyer, &folder.code, folder.seq, NewAct::new(an_id(), DAY, act(given))).await;
        assert_eq!(reason(alone), Reason::RepresentativeMissing);
        consents(&[by("Madina Representative", "parent")]).await.unwrap();
        // Nor with another act.
        let with_another = NewAct::new(an_id(), DAY, act(json!({"act": "item_issued", "item": "coat"})));
        let with_another = with_another.with_document(by("The trafficker", "guardian"), Lang::Kk);
        let seq = store.open_file(&lawyer, &folder.code).await.unwrap().seq;
        assert_eq!(field_of(store.act(&lawyer, &folder.code, seq, with_another).await), "document");
        // Who it was is said then, and never by somebody else afterwards.
        let beside = Some(folder.seq + 1);
        let later = NewPaper { act_id: an_id(), document: by("The trafficker", "guardian"), language: Lang::Kk, on: DAY, beside, print: None };
        let later = store.add_paper(&lawyer, folder.code.as_str(), later).await;
        assert!(matches!(later, Err(EnclosureError::NotFound)), "{later:?}");
        let of_the_file = store.open_file(&lawyer, &folder.code).await.unwrap().documents;
        let named = of_the_file.last().unwrap();
        assert_eq!(named.compartments, [Compartment::Identity]);
        let read = store.document(&lawyer, &folder.code, &named.id).await.unwrap();
        assert_eq!(read.value["legal_representative"], "Madina Representative");
        let closed = store.document(&instructor, &folder.code, &named.id).await;
        assert!(closed.is_err() || closed.unwrap().value["legal_representative"].is_null(), "who she is opens by the key to names alone");
        // Nothing of it lies in the exchange, for the own house as little as for the police: neither who she is nor what she is to him.
        for reader in [&lawyer, &police.head] {
            let open = store.open_exchange(reader, &id).await.unwrap();
            assert!(open.documents.is_empty());
            let said = format!("{:?}", open.steps);
            assert!(said.contains("LegalRepresentative") && !said.contains("Madina") && !said.to_lowercase().contains("parent"));
        }
    }

    async fn annex_8_nothing_leaves_on_the_word_of_her_who_has_turned_out_to_be_a_child(house: House) {
        let mut asked = ready(&house, None).await;
        asked.folder.does(&asked.lawyer, json!({"act": "child_found_alone"}), &[]).await;
        assert_eq!(reason(asked.handed_over().await), Reason::ConsentByAnother);
        assert_eq!(sealed_since(&house).await, 0);
        // Nor on paper, without the exchange.
        let facts = json!({"act": "document_disclosed", "document": asked.report, "to": "Police department",
            "author": "lawyer of the staff", "approved_by": "Aigerim Head", "request": true});
        let on_paper = NewAct::new(an_id(), DAY, act(facts));
        let on_paper = house.store.act(&asked.lawyer, &asked.folder.code, asked.folder.seq, on_paper).await;
        assert_eq!(reason(on_paper), Reason::ConsentByAnother);
        // She has come of age, which a paper says: she consents anew.
        let fields = json!({"organization": "Centre", "on": DAY, "document_name": "Annex 8", "agency": "Police department",
            "legal_representative": "Canary", "capacity": "of_age", "evidence": "Identity card", "received_by": "Lawyer"});
        asked.consents(None, &[Document::Paper(Paper::read(PaperKind::ConsentGiver, &fields).unwrap())]).await.unwrap();
        asked.approved(&asked.centre.head).await.unwrap();
        asked.handed_over().await.unwrap();
        assert_eq!(sealed_since(&house).await, 1);
    }
}
