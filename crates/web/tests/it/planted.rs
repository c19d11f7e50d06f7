//! A server in which every text that somebody wrote is a word that stands nowhere else, and in which it is known for each word in whose file
//! and in which compartment it lies: by the table of the design, not by what the program says.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use standard::{
    act::Act,
    annex::{Document, FormKind},
    compartment::Compartment::{self, *},
    lang::Lang,
    papers::{FieldKind, PaperKind},
};
use store::{
    ActId, BodyKind, NewAccount, NewAct, NewBody, NewPaper, Ownership, Role, Session, Store,
};

use crate::browser::{PASSWORD, Server};

/// The day on which everything happens: the specimens of papers pass their own rules on it.
pub const DAY: Date = date(2022, 12, 8);
const UNTIL: Date = date(2023, 5, 1);

/// What every planted word begins with; four letters follow.
pub const PREFIX: &str = "kanarya";
const LETTERS: usize = 4;

/// Everybody of the first organization: her roles, and the compartments that the design gives to them.
pub const STAFF: [(&str, &[Role], &[Compartment]); 15] = [
    (
        "head",
        &[Role::Head],
        &[
            File,
            Identity,
            Social,
            Children,
            Medical,
            Psychological,
            Legal,
            Report,
            House,
            Emergency,
        ],
    ),
    ("specialist", &[Role::Specialist], &[File, Identity, Social]),
    ("consultant", &[Role::Consultant], &[File, Identity, Social]),
    (
        "psychologist",
        &[Role::Psychologist],
        &[File, Social, Children, Psychological],
    ),
    ("lawyer", &[Role::Lawyer], &[File, Identity, Legal]),
    ("nurse", &[Role::Nurse], &[File, Medical]),
    ("educator", &[Role::Educator], &[File, Children]),
    ("instructor", &[Role::Instructor], &[File]),
    ("organiser", &[Role::CulturalOrganiser], &[File]),
    ("accountant", &[Role::Accountant], &[]),
    ("hr", &[Role::Hr], &[House]),
    ("identification", &[Role::Identification], &[Legal]),
    ("monitoring", &[Role::Monitoring], &[Social, Children]),
    (
        "rescuer",
        &[Role::Nurse, Role::Emergency],
        &[File, Medical, Emergency],
    ),
    (
        "deputy",
        &[Role::Specialist, Role::Monitoring],
        &[File, Identity, Social, Children],
    ),
];

/// Whom the head has named beside herself when she restricted a file.
pub const NAMED: &str = "lawyer";

/// A file of the world, or what lies in no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    Open,
    Restricted,
    Closed,
    Theirs,
    House,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub of: Where,
    pub compartment: Compartment,
    /// Whether it was copied into a request to the authorized body.
    pub sent: bool,
}

/// The words that were planted.
#[derive(Default)]
pub struct Marks(BTreeMap<String, Mark>);

impl Marks {
    fn word(&mut self, mark: Mark) -> String {
        let mut number = self.0.len();
        let mut word = PREFIX.to_owned();
        for _ in 0..LETTERS {
            word.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
            number /= 26;
        }
        self.0.insert(word.clone(), mark);
        let first = word.remove(0);
        format!("{}{word}", first.to_uppercase())
    }

    pub fn all(&self) -> impl Iterator<Item = (&str, Mark)> {
        self.0.iter().map(|(word, mark)| (word.as_str(), *mark))
    }

    /// The planted words of a text.
    pub fn found_in(&self, text: &str) -> Vec<(&str, Mark)> {
        let text = text.to_lowercase();
        let mut found = BTreeMap::new();
        for (at, _) in text.match_indices(PREFIX) {
            let word: String = text[at..].chars().take(PREFIX.len() + LETTERS).collect();
            if let Some((word, mark)) = self.0.get_key_value(&word) {
                found.insert(word.as_str(), *mark);
            }
        }
        found.into_iter().collect()
    }

    /// A form of the order or a paper with a word in every text.
    fn document(&mut self, form: FormKind, of: Where) -> Document {
        let mut fields = forms::specimen(form, Lang::Kk);
        if let Value::Object(fields) = &mut fields {
            for (name, value) in fields {
                let mark = Mark {
                    of,
                    compartment: compartment_of(form, name),
                    sent: matches!(form, FormKind::Annex1 | FormKind::Annex2)
                        && matches!(of, Where::Open | Where::Restricted),
                };
                self.plant(form, name, value, mark);
            }
        }
        for (name, day) in [
            ("plan_from", DAY),
            ("plan_to", UNTIL),
            ("observed_from", DAY),
            ("observed_to", DAY),
            ("admitted_on", DAY),
        ] {
            if matches!(form, FormKind::Annex6 | FormKind::Annex7) && fields.get(name).is_some() {
                fields[name] = json!(day);
            }
        }
        if form == FormKind::Annex6 {
            (fields["from"], fields["to"]) = (json!(DAY), json!(UNTIL));
        }
        Document::from_fields(form, fields).unwrap()
    }

    fn plant(&mut self, form: FormKind, key: &str, value: &mut Value, mark: Mark) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.plant(form, name, value, mark);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.plant(form, key, item, mark);
                }
            }
            Value::String(_) if is_text(form, key) => *value = json!(self.word(mark)),
            // Whatever was signed or done was done until today.
            Value::String(text) if key == "on" && text.parse::<Date>().is_ok_and(|on| on > DAY) => {
                *value = json!(DAY);
            }
            _ => {}
        }
    }
}

fn is_text(form: FormKind, key: &str) -> bool {
    let Some(paper) = form.paper() else {
        return assurance::FREE_TEXTS.contains(&key);
    };
    let text = |kind: &FieldKind| matches!(kind, FieldKind::Line | FieldKind::Text);
    paper.fields().iter().any(|field| match field.kind {
        FieldKind::List(columns) => columns
            .iter()
            .any(|column| column.id == key && text(&column.kind)),
        kind => field.id == key && text(&kind),
    })
}

/// The compartment of a field, as the design has it: "identity: names, birth, … Annexes 1 and 4 (but 14–16); social: observation, needs, plan,
/// journal; medical: items 15–16 of Annex 4; legal: Annex 2, item 14 of Annex 4; report: Annex 8".
fn compartment_of(form: FormKind, field: &str) -> Compartment {
    match (form, field) {
        (FormKind::Annex2, "person") => Identity,
        (FormKind::Annex2, _) => Legal,
        (FormKind::Annex4, "convictions") => Legal,
        (FormKind::Annex4, "past_diseases" | "health") => Medical,
        (FormKind::Annex6 | FormKind::Annex7, "recipient" | "born") => Identity,
        (FormKind::Annex6 | FormKind::Annex7, _) => Social,
        (FormKind::Annex8, _) => Report,
        (
            FormKind::Paper(
                PaperKind::InterviewRecord
                | PaperKind::NeedsAssessment
                | PaperKind::HealthcareReferral,
            ),
            "recipient" | "legal_representative",
        ) => Identity,
        (FormKind::Paper(PaperKind::InterviewRecord), _) => Legal,
        (FormKind::Paper(PaperKind::NeedsAssessment), _) => Social,
        (FormKind::Paper(PaperKind::HealthcareReferral), _) => Medical,
        (FormKind::Annex1 | FormKind::Annex3 | FormKind::Annex4, _) => Identity,
        (form, _) => panic!("{form} is not planted"),
    }
}

/// The papers that are put into each file.
const PAPERS: [PaperKind; 3] = [
    PaperKind::InterviewRecord,
    PaperKind::NeedsAssessment,
    PaperKind::HealthcareReferral,
];

/// A server with all of that.
pub struct World {
    pub server: Server,
    pub marks: Marks,
    pub files: BTreeMap<Where, String>,
    /// The documents of each file: code and form.
    pub documents: BTreeMap<Where, Vec<(String, FormKind)>>,
    /// The requests for a permit.
    pub exchanges: Vec<(String, Vec<String>)>,
    pub member: String,
}

pub fn an_id() -> ActId {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    ActId(id)
}

fn account(login: &str, roles: &[Role]) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        name: format!("Үлгі {login}"),
        roles: roles.to_vec(),
        language: Lang::Ru,
    }
}

fn shelter(name: &str) -> NewBody {
    NewBody {
        name: name.to_owned(),
        kind: BodyKind::Organization {
            form: "shelter".to_owned(),
            ownership: Ownership::Private,
        },
    }
}

pub async fn session(store: &Store, login: &str) -> (String, Session) {
    let (token, _) = store.sign_in(login, PASSWORD).await.unwrap();
    let token = token.to_text().to_string();
    let session = store.session(&token).await.unwrap();
    (token, session)
}

fn act(facts: Value) -> Act {
    serde_json::from_value(facts).unwrap()
}

impl World {
    pub async fn new() -> World {
        let server = Server::new().await;
        server.set_day("2022-12-08");
        let store = server.store.clone();
        store
            .set_up(shelter("Үлгі баспана"), account("head", &[Role::Head]))
            .await
            .unwrap();
        let (_, head) = session(&store, "head").await;
        for (login, roles, _) in &STAFF[1..] {
            store
                .add_account(&head, account(login, roles))
                .await
                .unwrap();
        }
        for (name, kind, login, role) in [
            (
                "Үлгі уәкілетті орган",
                BodyKind::AuthorizedBody,
                "officer",
                Role::Officer,
            ),
            (
                "Үлгі полиция",
                BodyKind::InternalAffairs,
                "police",
                Role::PoliceOfficer,
            ),
        ] {
            let body = NewBody {
                name: name.to_owned(),
                kind,
            };
            let account = account(login, &[Role::Head, role]);
            store.add_body(body, account).await.unwrap();
        }
        let stranger = account("stranger", &[Role::Head]);
        store
            .add_body(shelter("Басқа баспана"), stranger)
            .await
            .unwrap();
        let (_, stranger) = session(&store, "stranger").await;

        let mut marks = Marks::default();
        let mut files = BTreeMap::new();
        let mut documents = BTreeMap::new();
        for of in [Where::Open, Where::Restricted, Where::Closed, Where::Theirs] {
            let who = if of == Where::Theirs {
                &stranger
            } else {
                &head
            };
            let code = fill(&store, who, &mut marks, of).await;
            let all = store.open_file(who, &code).await.unwrap().documents;
            let all = all.into_iter().map(|each| (each.id, each.form));
            documents.insert(of, all.collect());
            files.insert(of, code);
        }
        let lawyer = session(&store, NAMED).await.1.account().code.clone();
        store
            .restrict(&head, &files[&Where::Restricted], &[lawyer], "–")
            .await
            .unwrap();
        around(&server, &mut marks).await;

        let (_, officer) = session(&store, "officer").await;
        let mut exchanges = Vec::new();
        for exchange in store.exchanges(&officer).await.unwrap() {
            let open = store.open_exchange(&officer, &exchange.id).await.unwrap();
            let copies = open.documents.into_iter().map(|each| each.id).collect();
            exchanges.push((exchange.id, copies));
        }
        let (_, head) = session(&store, "head").await;
        let staff = store.staff(&head).await.unwrap();
        let nurse = staff.iter().find(|one| one.login == "nurse").unwrap();
        World {
            member: nurse.code.clone(),
            server,
            marks,
            files,
            documents,
            exchanges,
        }
    }
}

/// Fills a file with every form.
async fn fill(store: &Store, who: &Session, marks: &mut Marks, of: Where) -> String {
    let in_file = |compartment| Mark {
        of,
        compartment,
        sent: false,
    };
    let address = marks.word(in_file(File));
    let item = marks.word(in_file(File));
    let through_the_program = matches!(of, Where::Open | Where::Restricted);
    let bodies = store.bodies().await.unwrap();
    let office = bodies
        .iter()
        .find(|body| body.kind == BodyKind::AuthorizedBody)
        .unwrap();
    let mut steps = vec![
        (
            json!({"act": "application_registered", "consent": true, "rules_acknowledged": true, "warned": true}),
            Some(FormKind::Annex1),
        ),
        (
            json!({"act": "interview_held", "attested": ["place_fit", "room_safe", "room_isolated", "room_bright",
                "room_warm", "no_other_work", "no_calls", "no_other_conversations"]}),
            None,
        ),
        (
            json!({"act": "evaluation_sheet_filled", "outcome": "recognised", "indicators": [3, 4],
                "signatories": ["organization", "authorized_body"]}),
            Some(FormKind::Annex2),
        ),
        (json!({"act": "report_drawn_up"}), Some(FormKind::Annex8)),
        (json!({"act": "item_issued", "item": item}), None),
    ];
    let channel = if through_the_program {
        "in_system"
    } else {
        "paper"
    };
    steps.push((
        json!({"act": "package_sent", "channel": channel, "documents": ["annex_1", "annex_2"]}),
        None,
    ));
    steps.push((json!({"act": "permit_received", "number": "17"}), None));
    steps.push((
        json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}),
        Some(FormKind::Annex3),
    ));
    steps.push((
        json!({"act": "registration_card_filled", "reported_to_police": "refused", "refused_on": DAY}),
        Some(FormKind::Annex4),
    ));
    for facts in [
        json!({"act": "portal_entered", "reference": "P-1"}),
        json!({"act": "police_notified"}),
        json!({"act": "observation_held", "from": DAY, "to": DAY}),
        json!({"act": "needs_assessed", "specialists": ["specialist", "psychologist"], "opinion": "recorded"}),
    ] {
        steps.push((facts, None));
    }
    steps.push((
        json!({"act": "plan_drawn_up", "from": DAY, "to": UNTIL,
            "items": [{"code": "1.1", "responsible": "specialist"}]}),
        Some(FormKind::Annex6),
    ));
    steps.push((json!({"act": "plan_approved"}), None));
    steps.push((
        json!({"act": "monitoring_recorded", "decision": "complete_early", "closing": true}),
        Some(FormKind::Annex7),
    ));
    if of == Where::Closed {
        for facts in [
            json!({"act": "ended", "ground": "written_application", "order": "5"}),
            json!({"act": "belongings_returned"}),
            json!({"act": "outcome_assessed", "resocialised": "yes"}),
        ] {
            steps.push((facts, None));
        }
    }
    let mut code = String::new();
    let mut seq = 0;
    for (facts, form) in steps {
        let name = facts["act"].as_str().unwrap().to_owned();
        let mut new = NewAct::new(an_id(), DAY, act(facts));
        if let Some(form) = form {
            new = new.with_document(marks.document(form, of), Lang::Ru);
        }
        if name == "package_sent" && through_the_program {
            new = new.send_to(&office.code);
        }
        if name == "permit_received" && through_the_program {
            permit(store).await;
        }
        let recorded = if code.is_empty() {
            store.begin_file(who, &address, new).await
        } else {
            store.act(who, &code, seq, new).await
        };
        let recorded = recorded.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        (code, seq) = (recorded.code, recorded.seq);
    }
    for paper in PAPERS {
        let new = NewPaper {
            act_id: an_id(),
            on: DAY,
            beside: Some(1),
            document: marks.document(FormKind::Paper(paper), of),
            language: Lang::Ru,
            print: None,
        };
        let added = store.add_paper(who, &code, new).await;
        added.unwrap_or_else(|error| panic!("{paper:?}: {error:?}"));
    }
    if of == Where::Closed {
        let closes = NewAct::new(an_id(), DAY, act(json!({"act": "closed"})));
        store.act(who, &code, seq, closes).await.unwrap();
    }
    code
}

/// The authorized body issues what was asked of it and not answered yet.
async fn permit(store: &Store) {
    let (_, officer) = session(store, "officer").await;
    for exchange in store.exchanges(&officer).await.unwrap() {
        if exchange.seq > 1 {
            continue;
        }
        for (seq, facts) in [
            (1, json!({"act": "package_received_by_body"})),
            (2, json!({"act": "permit_issued", "number": "17"})),
            (3, json!({"act": "permit_sent"})),
        ] {
            store
                .act_in_exchange(&officer, &exchange.id, seq, an_id(), DAY, act(facts))
                .await
                .unwrap();
        }
    }
}

/// What lies in no file: a complaint, somebody of the staff.
async fn around(server: &Server, marks: &mut Marks) {
    let of_house = |compartment| Mark {
        of: Where::House,
        compartment,
        sent: false,
    };
    let complaint = marks.word(of_house(Report));
    let name = marks.word(of_house(House));
    let mut head = server.signed_in("head").await;
    let page = head.get("/house/staff/new").await;
    let member = [
        ("name", name.as_str()),
        ("position", "lawyer"),
        ("from", "01.09.2022"),
    ];
    head.submit(&page, &member).await.assert_ok().says(&name);
    let bodies = server.store.bodies().await.unwrap();
    let house = bodies
        .iter()
        .find(|body| body.name == "Үлгі баспана")
        .unwrap();
    let mut visitor = server.visitor();
    let page = visitor
        .get(&format!("/book?lang=ru&at={}", house.code))
        .await;
    visitor
        .submit(&page, &[("text", complaint.as_str())])
        .await
        .assert_ok()
        .says("Принято");
}
