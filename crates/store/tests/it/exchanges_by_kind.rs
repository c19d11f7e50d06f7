//! What passes between bodies besides the request for a permit: what each can open and cannot, by key.

use jiff::civil::Date;
use serde_json::json;
use standard::{
    act::{Label, Signatory},
    annex::{Document, FormKind},
    disclosure::{ConsentGiver, Consented, Event},
    exchange::{Kind, Opening, Standing, Step},
    lang::Lang,
    papers::PaperKind,
    refusal::Reason,
};
use store::{
    ActError, BodyKind, Content, NewAct, NewBody, NewDocument, NewStep, OpenError, PaperToSend,
    Passes, Recorded, Role, Sending, Session, WhatStep,
};

use crate::{
    exchanges::recognised,
    house::{Centre, DAY, Folder, House, account, act, an_id, centre},
    papers,
};

pub async fn police(house: &House) -> Centre {
    let new = NewBody {
        name: "Police department".to_owned(),
        kind: BodyKind::InternalAffairs,
    };
    let head = account("police", "Dana Police", &[Role::Head, Role::PoliceOfficer]);
    let body = house.store.add_body(new, head).await.unwrap();
    let head = house.sign_in("police").await;
    Centre { body, head }
}

pub async fn shelter(house: &House) -> Centre {
    let head = account("second", "Gulnar Second", &[Role::Head]);
    let body = house
        .store
        .add_body(centre("Shelter in Aktobe"), head)
        .await
        .unwrap();
    let head = house.sign_in("second").await;
    Centre { body, head }
}

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

/// Takes a step that stands alone.
pub async fn takes(
    house: &House,
    who: &Session,
    id: &str,
    step: WhatStep,
) -> Result<Recorded, ActError> {
    takes_on(house, who, id, (house.store.today(), step)).await
}

/// Takes a step that stands alone, of that day.
pub async fn takes_on(
    house: &House,
    who: &Session,
    id: &str,
    (on, step): (Date, WhatStep),
) -> Result<Recorded, ActError> {
    let seen_seq = house
        .store
        .open_exchange(who, id)
        .await
        .unwrap()
        .summary
        .seq;
    let new = NewStep {
        act_id: an_id(),
        on,
        seen_seq,
        step,
    };
    house.store.step(who, id, new).await
}

/// Records an act with a step beside it.
pub async fn acts(
    folder: &mut Folder<'_>,
    who: &Session,
    id: &str,
    step: Step,
    json: serde_json::Value,
) -> Result<Recorded, ActError> {
    let today = folder.house.store.today();
    acts_on(folder, who, id, (today, step, json), &[]).await
}

/// Records an act with a step beside it, both of that day, and these papers.
pub async fn acts_on(
    folder: &mut Folder<'_>,
    who: &Session,
    id: &str,
    (on, step, json): (Date, Step, serde_json::Value),
    documents: &[Document],
) -> Result<Recorded, ActError> {
    let store = &folder.house.store;
    let seen_seq = store.open_exchange(who, id).await.unwrap().summary.seq;
    let passes = Passes::Takes {
        exchange: id.to_owned(),
        seen_seq,
        step: Box::new(step),
    };
    let mut new = NewAct::new(an_id(), on, act(json)).passes(passes);
    for document in documents {
        new = new.with_document(document.clone(), Lang::Kk);
    }
    let recorded = store.act(who, &folder.code, folder.seq, new).await?;
    folder.seq = recorded.seq;
    Ok(recorded)
}

pub fn reason(result: Result<Recorded, ActError>) -> Reason {
    match result {
        Err(ActError::Refused(refusal)) => refusal.reason,
        other => panic!("{other:?}"),
    }
}

fn standing(content: &Content) -> Standing {
    match content {
        Content::Steps(exchange) => exchange.standing(DAY),
        Content::Permit(_) => panic!("a permit"),
    }
}

/// A file with a report by the lawyer, and the agency's request for it.
pub struct Asked<'a> {
    pub folder: Folder<'a>,
    pub centre: Centre,
    pub lawyer: Session,
    pub police: Centre,
    pub report: String,
    pub exchange: String,
}

pub async fn asked(house: &House) -> Asked<'_> {
    let centre = house.centre().await;
    let police = police(house).await;
    let roles = [Role::Lawyer, Role::Identification];
    let lawyer = house.staff(&centre.head, "lawyer", &roles).await;
    let mut folder = recognised(house, &centre.head).await;
    let report = papers::report("Canary", "what she told");
    folder
        .does(&lawyer, json!({"act": "report_drawn_up"}), &[report])
        .await;
    let report = folder
        .open(&lawyer)
        .await
        .documents
        .last()
        .unwrap()
        .id
        .clone();
    let exchange = ask(house, &police, &centre).await;
    Asked {
        folder,
        centre,
        lawyer,
        police,
        report,
        exchange,
    }
}

/// The agency asks the centre for a report.
pub async fn ask(house: &House, police: &Centre, centre: &Centre) -> String {
    let request = json!({"agency": "Police department", "number": "17", "on": "2022-03-28", "organization": "Centre",
        "recipient": "Canary", "proceedings": "17-22", "purpose": "evidence", "basis_paper": "article 128",
        "officer_position": "inspector", "officer": "Dana"});
    let mut sending = Sending::new(
        Opening::new(Kind::Disclosure),
        vec![centre.body.code.clone()],
    );
    sending.paper = Some(PaperToSend {
        paper: PaperKind::DisclosureRequest,
        language: Lang::Ru,
        value: request,
    });
    let today = house.store.today();
    let sent = house
        .store
        .send(&police.head, an_id(), today, None, sending)
        .await
        .unwrap();
    sent.code
}

impl Asked<'_> {
    pub async fn found(&self) {
        let step = WhatStep::Find {
            file: self.folder.code.clone(),
            document: self.report.clone(),
        };
        takes(self.folder.house, &self.lawyer, &self.exchange, step)
            .await
            .unwrap();
    }

    pub async fn consented(&mut self) -> Result<Recorded, ActError> {
        self.consented_until(None).await
    }

    pub async fn consented_until(&mut self, until: Option<Date>) -> Result<Recorded, ActError> {
        self.consents(until, &[]).await
    }

    /// She consents herself, with these papers beside it.
    pub async fn consents(
        &mut self,
        until: Option<Date>,
        documents: &[Document],
    ) -> Result<Recorded, ActError> {
        let consent = Consented {
            document: label(&self.report),
            body: label("Police department"),
            given_by: ConsentGiver::Victim,
            language: label("kk"),
            understood: true,
            until,
        };
        let json = json!({"act": "consent_given", "scope": self.report, "to": "Police department", "until": until});
        let step = Step::Disclosure(Event::Consented(consent));
        let today = self.folder.house.store.today();
        acts_on(
            &mut self.folder,
            &self.lawyer,
            &self.exchange,
            (today, step, json),
            documents,
        )
        .await
    }

    pub async fn approved(&self, by: &Session) -> Result<Recorded, ActError> {
        let step = WhatStep::Take(Step::Disclosure(Event::Approved {}));
        takes(self.folder.house, by, &self.exchange, step).await
    }

    pub async fn handed_over(&mut self) -> Result<Recorded, ActError> {
        let today = self.folder.house.store.today();
        self.handed_over_on(today).await
    }

    /// Hands the report over with that day typed.
    pub async fn handed_over_on(&mut self, on: Date) -> Result<Recorded, ActError> {
        self.handed_over_as(on, "lawyer of the staff", "Aigerim Head")
            .await
    }

    /// Hands the report over, naming these people.
    pub async fn handed_over_as(
        &mut self,
        on: Date,
        author: &str,
        approved_by: &str,
    ) -> Result<Recorded, ActError> {
        let json = json!({"act": "document_disclosed", "document": self.report, "to": "Police department",
            "author": author, "approved_by": approved_by, "request": true});
        let step = Step::Disclosure(Event::HandedOver {});
        acts_on(
            &mut self.folder,
            &self.lawyer,
            &self.exchange,
            (on, step, json),
            &[],
        )
        .await
    }
}

/// A referral that the centre has taken up: its file is linked to the exchange.
pub async fn taken_up(house: &House, from: &Session, centre: &Centre) {
    let mut sending = Sending::new(Opening::new(Kind::Referral), vec![centre.body.code.clone()]);
    sending.opening.since = Some(house.store.today());
    let today = house.store.today();
    let id = house
        .store
        .send(from, an_id(), today, None, sending)
        .await
        .unwrap()
        .code;
    let passes = Passes::Takes {
        exchange: id,
        seen_seq: 1,
        step: Box::new(Step::TakenUp {}),
    };
    let registered = json!({"act": "referral_registered", "route": "authorized_body"});
    let new = NewAct::new(an_id(), today, act(registered)).passes(passes);
    house
        .store
        .begin_file(&centre.head, "Aliya", new)
        .await
        .unwrap();
}

on_both! {
    async fn annex_8_a_report_reaches_the_agency_with_request_consent_and_a_second_person(house: House) {
        let mut asked = asked(&house).await;
        let store = &house.store;
        let inbox = store.exchanges(&asked.centre.head).await.unwrap();
        assert!(inbox[0].received && inbox[0].id == asked.exchange);
        let open = store.open_exchange(&asked.lawyer, &asked.exchange).await.unwrap();
        let request = store.exchange_paper(&asked.lawyer, &asked.exchange, &open.papers[0].id).await.unwrap();
        assert_eq!(request.value["proceedings"], "17-22");
        asked.found().await;
        assert_eq!(reason(asked.handed_over().await), Reason::NoConsentInForce);
        assert_eq!(reason(asked.approved(&asked.centre.head).await), Reason::NoConsentInForce);
        asked.consented().await.unwrap();
        assert_eq!(reason(asked.approved(&asked.lawyer).await), Reason::ApprovedByAuthor);
        assert_eq!(reason(asked.handed_over().await), Reason::NotApproved);
        assert_eq!(reason(asked.approved(&asked.police.head).await), Reason::MayNotDoThis);
        asked.approved(&asked.centre.head).await.unwrap();
        let before = store.open_exchange(&asked.police.head, &asked.exchange).await.unwrap();
        assert!(before.documents.is_empty(), "nothing lies there before");
        asked.handed_over().await.unwrap();

        let open = store.open_exchange(&asked.police.head, &asked.exchange).await.unwrap();
        assert_eq!(open.documents.len(), 1);
        let copy = &open.documents[0].id;
        let read = store.exchange_document(&asked.police.head, &asked.exchange, copy).await.unwrap();
        assert_eq!(Document::from_fields(FormKind::Annex8, read.value).unwrap(), papers::report("Canary", "what she told"));
        // The key was sealed to the agency alone: in the organization the report stays in its compartment.
        for member in [&asked.centre.head, &asked.lawyer] {
            let refused = store.exchange_document(member, &asked.exchange, copy).await;
            assert!(matches!(refused, Err(OpenError::NotFound)));
        }
        let original = store.document(&asked.police.head, &asked.folder.code, &asked.report).await;
        assert!(matches!(original, Err(OpenError::NotFound)));
        takes(&house, &asked.police.head, &asked.exchange, WhatStep::Take(Step::Disclosure(Event::ReceiptGiven {})))
            .await.unwrap();
        let list = store.exchanges(&asked.centre.head).await.unwrap();
        assert_eq!(standing(&list[0].content), Standing::Receipted);
        let of_file = store.exchanges_of_file(&asked.lawyer, &asked.folder.code).await.unwrap();
        assert_eq!(of_file.len(), 1);
        let report = store.verify().await.unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
        assert_eq!(store.rebuild(&asked.centre.head).await.unwrap().mended, Vec::<String>::new());
    }

    async fn annex_8_a_consent_withdrawn_in_the_file_or_in_the_exchange_stops_the_report(house: House) {
        let mut asked = asked(&house).await;
        asked.found().await;
        asked.consented().await.unwrap();
        asked.approved(&asked.centre.head).await.unwrap();
        let scope = asked.report.clone();
        // By the ordinary page of the file, without the exchange.
        asked.folder.does(&asked.lawyer, json!({"act": "consent_withdrawn", "scope": scope}), &[]).await;
        assert_eq!(reason(asked.handed_over().await), Reason::NoConsentInForce);
        asked.consented().await.unwrap();
        assert_eq!(reason(asked.handed_over().await), Reason::NotApproved);
        asked.approved(&asked.centre.head).await.unwrap();
        let id = asked.exchange.clone();
        let step = Step::Disclosure(Event::ConsentTakenBack {});
        acts(&mut asked.folder, &asked.lawyer, &id, step, json!({"act": "consent_withdrawn", "scope": asked.report}))
            .await.unwrap();
        assert_eq!(reason(asked.handed_over().await), Reason::NoConsentInForce);
        let open = house.store.open_exchange(&asked.police.head, &id).await.unwrap();
        assert!(open.documents.is_empty());
        assert_eq!(house.count("SELECT COUNT(*) FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
            WHERE e.exchange IS NOT NULL AND e.sequence > 1").await, 0);
    }

    async fn annex_8_a_report_is_handed_over_after_a_fresh_proof_alone(house: House) {
        let mut asked = asked(&house).await;
        asked.found().await;
        asked.consented().await.unwrap();
        asked.approved(&asked.centre.head).await.unwrap();
        let (token, _) = house.store.sign_in("lawyer", crate::house::PASSWORD).await.unwrap();
        house.wait_minutes(6);
        asked.lawyer = house.store.session(&token.to_text()).await.unwrap();
        assert!(matches!(asked.handed_over().await, Err(ActError::ProofNeeded)));
        let sealed = "SELECT COUNT(*) FROM document d JOIN entry e ON e.body = d.body AND e.number = d.number
            WHERE e.exchange IS NOT NULL AND e.sequence > 1";
        assert_eq!(house.count(sealed).await, 0, "nothing is sealed to the agency");
        house.store.prove(&asked.lawyer, crate::house::PASSWORD, "").await.unwrap();
        asked.lawyer = house.store.session(&token.to_text()).await.unwrap();
        asked.handed_over().await.unwrap();
        assert_eq!(house.count(sealed).await, 1);
    }

    async fn annex_8_no_step_of_a_disclosure_goes_round_the_file(house: House) {
        let asked = asked(&house).await;
        asked.found().await;
        let consent = Consented {
            document: label(&asked.report),
            body: label("Police department"),
            given_by: ConsentGiver::Victim,
            language: label("kk"),
            understood: true,
            until: None,
        };
        for event in [Event::Consented(consent), Event::HandedOver {}, Event::ConsentTakenBack {}] {
            let alone = takes(&house, &asked.lawyer, &asked.exchange, WhatStep::Take(Step::Disclosure(event))).await;
            assert!(matches!(alone, Err(ActError::Refused(_))));
        }
        let other = json!({"act": "consent_given", "scope": "another", "to": "Police department"});
        let consent = Consented { document: label(&asked.report), body: label("Police department"),
            given_by: ConsentGiver::Victim, language: label("kk"), understood: true, until: None };
        let mut folder = Folder { house: &house, code: asked.folder.code.clone(), seq: asked.folder.seq };
        let split = acts(&mut folder, &asked.lawyer, &asked.exchange, Step::Disclosure(Event::Consented(consent)), other).await;
        assert_eq!(reason(split), Reason::MayNotDoThis, "the file and the exchange say the same");
        assert_eq!(folder.open(&asked.lawyer).await.seq, folder.seq, "nothing was recorded");
    }

    async fn para_10_a_joint_sheet_is_read_and_signed_by_each_body_and_then_stands_in_the_file(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let interview = json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated",
            "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"]});
        folder.does(&centre.head, interview, &[]).await;
        let sheet = papers::evaluation_sheet("Canary");
        let mut sending = Sending::new(Opening::new(Kind::Identification), vec![office.body.code.clone()]);
        sending.sheet = Some(NewDocument { document: sheet.clone(), language: Lang::Ru });
        let id = house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending).await.unwrap().code;
        let open = house.store.open_exchange(&office.head, &id).await.unwrap();
        assert_eq!(open.summary.duties.iter().filter(|duty| duty.who.name() == "authorized_body").count(), 1);
        let read = house.store.exchange_document(&office.head, &id, &open.documents[0].id).await.unwrap();
        assert_eq!(Document::from_fields(FormKind::Annex2, read.value).unwrap(), sheet);

        let sign = |party| WhatStep::Take(Step::Signed { party });
        takes(&house, &centre.head, &id, sign(Signatory::Organization)).await.unwrap();
        let for_another = takes(&house, &centre.head, &id, sign(Signatory::AuthorizedBody)).await;
        assert_eq!(reason(for_another), Reason::MayNotDoThis);
        let object = Step::Objected { party: Signatory::AuthorizedBody, reason: "row 3".to_owned() };
        takes(&house, &office.head, &id, WhatStep::Take(object)).await.unwrap();
        let filled = json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 4],
            "signatories": ["organization", "authorized_body"]});
        let conclude = |sheet: Document, seen_seq| {
            let passes = Passes::Takes { exchange: id.clone(), seen_seq, step: Box::new(Step::Concluded {}) };
            NewAct::new(an_id(), DAY, act(filled.clone())).passes(passes).with_document(sheet, Lang::Ru)
        };
        let early = house.store.act(&centre.head, &folder.code, folder.seq, conclude(sheet.clone(), 3)).await;
        assert_eq!(reason(early), Reason::NotAllSigned);
        takes(&house, &office.head, &id, sign(Signatory::AuthorizedBody)).await.unwrap();
        let another = papers::evaluation_sheet("Somebody else");
        let swapped = house.store.act(&centre.head, &folder.code, folder.seq, conclude(another, 4)).await;
        assert_eq!(reason(swapped), Reason::NotAllSigned, "what is filed is what was signed");
        house.store.act(&centre.head, &folder.code, folder.seq, conclude(sheet, 4)).await.unwrap();
        let list = house.store.exchanges(&office.head).await.unwrap();
        assert_eq!(standing(&list[0].content), Standing::Concluded);
        assert!(folder.open(&centre.head).await.journal.case().recognised.is_some());
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn para_11_three_bodies_take_part_and_a_fourth_sees_nothing(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let police = police(&house).await;
        let fourth = shelter(&house).await;
        let folder = Folder::begin(&house, &centre.head, "Aliya", &[papers::application("Canary")]).await;
        let opening = Opening { three: true, ..Opening::new(Kind::Identification) };
        let mut sending = Sending::new(opening, vec![office.body.code.clone(), police.body.code.clone()]);
        sending.sheet = Some(NewDocument { document: papers::evaluation_sheet("Canary"), language: Lang::Kk });
        let id = house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending).await.unwrap().code;
        for (who, party) in [(&centre.head, Signatory::Organization), (&office.head, Signatory::AuthorizedBody),
            (&police.head, Signatory::InternalAffairs)] {
            let open = house.store.open_exchange(who, &id).await.unwrap();
            house.store.exchange_document(who, &id, &open.documents[0].id).await.unwrap();
            takes(&house, who, &id, WhatStep::Take(Step::Signed { party })).await.unwrap();
        }
        let list = house.store.exchanges(&police.head).await.unwrap();
        assert_eq!(standing(&list[0].content), Standing::AllSigned);
        assert!(matches!(house.store.open_exchange(&fourth.head, &id).await, Err(OpenError::NotFound)));
        assert!(house.store.exchanges(&fourth.head).await.unwrap().is_empty());
        let step = NewStep { act_id: an_id(), on: DAY, seen_seq: 4, step: WhatStep::Take(Step::Received {}) };
        assert!(matches!(house.store.step(&fourth.head, &id, step).await, Err(ActError::NotFound)));
    }

    async fn para_21_the_police_learn_of_the_fact_and_open_nothing_about_anybody(house: House) {
        let centre = house.centre().await;
        let police = police(&house).await;
        let mut folder = recognised(&house, &centre.head).await;
        let opening = Opening {
            notice: Some(serde_json::from_value(json!({"refused_on": "2022-03-28", "region": "almaty",
                "exploitation": ["labour"], "means": []})).unwrap()),
            ..Opening::new(Kind::PoliceNotice)
        };
        let sending = Sending::new(opening, vec![police.body.code.clone()]);
        let alone = house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending.clone()).await;
        assert_eq!(reason(alone), Reason::MayNotDoThis, "the notice is an act of the file");
        let new = NewAct::new(an_id(), DAY, act(json!({"act": "police_notified"})))
            .passes(Passes::Sends(Box::new(sending)));
        folder.seq = house.store.act(&centre.head, &folder.code, folder.seq, new).await.unwrap().seq;
        let list = house.store.exchanges(&police.head).await.unwrap();
        let open = house.store.open_exchange(&police.head, &list[0].id).await.unwrap();
        assert!(open.documents.is_empty() && open.papers.is_empty() && open.file.is_none());
        let told = format!("{open:?}");
        assert!(!told.contains("Canary") && !told.contains("Aliya") && !told.contains(&folder.code), "{told}");
        takes(&house, &police.head, &list[0].id, WhatStep::Take(Step::Answered { reference: Label::new("KUSP 5") }))
            .await.unwrap();
        assert!(matches!(house.store.open_file(&police.head, &folder.code).await, Err(OpenError::NotFound)));
    }

    async fn para_09_a_referral_of_the_authorized_body_begins_a_file_and_is_taken_up_once(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let value = json!({"sender": "Employment office", "number": "5", "on": "2022-03-28", "organization": "Centre",
            "sent_by": "authorized_body", "recipient": "Canary", "location": "Almaty", "circumstances": "she came to us",
            "officer_position": "specialist", "officer": "Bolat"});
        let opening = Opening { since: Some(DAY), ..Opening::new(Kind::Referral) };
        let mut sending = Sending::new(opening, vec![centre.body.code.clone()]);
        sending.paper = Some(PaperToSend { paper: PaperKind::Referral, language: Lang::Ru, value });
        let id = house.store.send(&office.head, an_id(), DAY, None, sending).await.unwrap().code;
        let open = house.store.open_exchange(&centre.head, &id).await.unwrap();
        let paper = house.store.exchange_paper(&centre.head, &id, &open.papers[0].id).await.unwrap();
        assert_eq!(paper.value["recipient"], "Canary");
        let take_up = |seen_seq| {
            let registered = json!({"act": "referral_registered", "route": "authorized_body", "recognised_on": "2022-03-28"});
            let passes = Passes::Takes { exchange: id.clone(), seen_seq, step: Box::new(Step::TakenUp {}) };
            NewAct::new(an_id(), DAY, act(registered)).passes(passes)
        };
        let begun = house.store.begin_file(&centre.head, "Aliya", take_up(1)).await.unwrap();
        let again = house.store.begin_file(&centre.head, "Aliya", take_up(2)).await;
        assert_eq!(reason(again), Reason::ExchangeOver);
        let open = house.store.open_exchange(&centre.head, &id).await.unwrap();
        assert_eq!(open.file.as_deref(), Some(begun.code.as_str()));
        let theirs = house.store.open_exchange(&office.head, &id).await.unwrap();
        assert_eq!(theirs.file, None, "the code of the file stays in the organization");
        assert_eq!(standing(&theirs.summary.content), Standing::TakenUp);
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn annex_8_a_report_travels_in_no_other_exchange_and_beside_no_act(house: House) {
        let mut asked = asked(&house).await;
        let other = shelter(&house).await;
        let head = &asked.centre.head;
        let consent = json!({"act": "consent_given", "scope": "transfer", "to": "Shelter in Aktobe"});
        asked.folder.does(head, consent, &[]).await;
        let mut transfer = Sending::new(Opening::new(Kind::Transfer), vec![other.body.code.clone()]);
        transfer.documents = vec![asked.report.clone()];
        let mut on_paper = Sending::new(
            Opening { on_paper: Label::new("an authority"), ..Opening::new(Kind::Portal) }, Vec::new());
        on_paper.documents = vec![asked.report.clone()];
        for sending in [transfer.clone(), on_paper] {
            let sent = house.store.send(head, an_id(), DAY, Some(&asked.folder.code), sending).await;
            assert_eq!(reason(sent), Reason::OnlyByDisclosure);
        }
        let ended = json!({"act": "ended", "ground": "transfer", "consent": true, "order": "1"});
        let new = NewAct::new(an_id(), DAY, act(ended)).passes(Passes::Sends(Box::new(transfer)));
        let beside = house.store.act(head, &asked.folder.code, asked.folder.seq, new).await;
        assert_eq!(reason(beside), Reason::OnlyByDisclosure);
        assert!(house.store.exchanges(&other.head).await.unwrap().is_empty());
    }

    async fn para_44_a_transfer_goes_with_consent_and_with_the_documents_chosen(house: House) {
        let centre = house.centre().await;
        let other = shelter(&house).await;
        let mut folder = recognised(&house, &centre.head).await;
        let documents = folder.open(&centre.head).await.documents;
        let mut sending = Sending::new(Opening::new(Kind::Transfer), vec![other.body.code.clone()]);
        sending.documents = vec![documents[0].id.clone()];
        let send = || house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending.clone());
        assert_eq!(reason(send().await), Reason::TransferConsentMissing);
        folder.does(&centre.head, json!({"act": "consent_given", "scope": "transfer", "to": "Shelter in Aktobe"}), &[]).await;
        let id = house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending.clone()).await.unwrap().code;
        let open = house.store.open_exchange(&other.head, &id).await.unwrap();
        assert_eq!(open.documents.len(), 1, "the documents chosen and no other");
        house.store.exchange_document(&other.head, &id, &open.documents[0].id).await.unwrap();
        let second = house.store.document(&other.head, &folder.code, &documents[1].id).await;
        assert!(matches!(second, Err(OpenError::NotFound)));
        // There each part lies in its own compartment: not all of it with whoever handles exchanges.
        let specialist = house.staff(&other.head, "specialist", &[Role::Specialist]).await;
        let read = house.store.exchange_document(&specialist, &id, &open.documents[0].id).await.unwrap();
        assert!(read.value.to_string().contains("Canary") && read.missing.is_empty(), "{:?}", read.missing);
        let nurse = house.staff(&other.head, "nurse", &[Role::Nurse, Role::Identification]).await;
        let closed = house.store.exchange_document(&nurse, &id, &open.documents[0].id).await;
        assert!(matches!(closed, Err(OpenError::NotFound)), "she holds `legal` there, and not `identity`");
        let sender = house.store.exchange_document(&centre.head, &id, &open.documents[0].id).await;
        assert!(matches!(sender, Err(OpenError::NotFound)), "the copy is the other organization's");
        let passes = Passes::Takes { exchange: id.clone(), seen_seq: 1, step: Box::new(Step::TakenUp {}) };
        let transferred = json!({"act": "transferred_in", "from": "Centre in Almaty", "consent": true});
        let new = NewAct::new(an_id(), DAY, act(transferred)).passes(passes);
        let begun = house.store.begin_file(&other.head, "Aliya", new).await.unwrap();
        assert!(matches!(house.store.open_file(&centre.head, &begun.code).await, Err(OpenError::NotFound)));
        assert!(matches!(house.store.open_file(&other.head, &folder.code).await, Err(OpenError::NotFound)));
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn every_exchange_works_on_paper_with_a_body_that_has_no_account(house: House) {
        let centre = house.centre().await;
        let mut folder = recognised(&house, &centre.head).await;
        for kind in [Kind::Guardianship, Kind::Portal, Kind::Identification, Kind::Disclosure] {
            let opening = Opening { on_paper: Label::new("an authority"), ..Opening::new(kind) };
            let sending = Sending::new(opening, Vec::new());
            let id = house.store.send(&centre.head, an_id(), DAY, Some(&folder.code), sending).await.unwrap().code;
            let open = house.store.open_exchange(&centre.head, &id).await.unwrap();
            assert_eq!((open.summary.received, open.summary.to.as_str()), (false, "an authority"));
        }
        let list = house.store.exchanges_of_file(&centre.head, &folder.code).await.unwrap();
        assert_eq!(list.len(), 4);
        let of_kind = |kind: Kind| list.iter().find(|summary| {
            matches!(&summary.content, Content::Steps(exchange) if exchange.opening.kind == kind)
        }).unwrap().id.clone();
        let id = of_kind(Kind::Guardianship);
        takes(&house, &centre.head, &id, WhatStep::Take(Step::Received {})).await.unwrap();
        takes(&house, &centre.head, &id, WhatStep::Take(Step::Answered { reference: None })).await.unwrap();
        let id = of_kind(Kind::Identification);
        for party in [Signatory::Organization, Signatory::AuthorizedBody] {
            takes(&house, &centre.head, &id, WhatStep::Take(Step::Signed { party })).await.unwrap();
        }
        folder.does(&centre.head, json!({"act": "item_issued", "item": "towel"}), &[]).await;
        assert!(house.store.verify().await.unwrap().is_whole());
    }

    async fn a_package_that_was_struck_out_is_told_to_the_authorized_body_and_closed_to_it(house: House) {
        let centre = house.centre().await;
        let office = house.authorized_body().await;
        let mut folder = crate::exchanges::sent(&house, &centre.head, &office.body.code).await;
        let strike = json!({"act": "entry_struck_out", "line": 4, "reason": "Canary went to her aunt"});
        folder.does(&centre.head, strike, &[]).await;
        let received = house.store.exchanges(&office.head).await.unwrap().remove(0);
        let Content::Permit(request) = &received.content else { panic!("no permit") };
        assert!(request.sent.is_none() && received.seq == 2, "{request:?}");
        let open = house.store.open_exchange(&office.head, &received.id).await.unwrap();
        assert!(open.documents.is_empty(), "what was taken back is read no more");
        assert!(!format!("{:?}", open.entries).contains("aunt"), "why is the organization's");
        let issue = act(json!({"act": "permit_issued", "number": "17"}));
        let refused = house.store.act_in_exchange(&office.head, &received.id, 2, an_id(), DAY, issue).await;
        assert!(matches!(refused, Err(ActError::Refused(_))));
        // Struck out by mistake: the package stands again, for both.
        folder.does(&centre.head, json!({"act": "entry_struck_out", "line": 5, "reason": "a mistake"}), &[]).await;
        let received = house.store.exchanges(&office.head).await.unwrap().remove(0);
        let Content::Permit(request) = &received.content else { panic!("no permit") };
        assert!(request.sent.is_some());
        let open = house.store.open_exchange(&office.head, &received.id).await.unwrap();
        assert_eq!(open.documents.len(), 2);
        assert_eq!(house.store.rebuild(&centre.head).await.unwrap().mended, Vec::<String>::new());
    }
}
