//! A server with something of everything: two organizations, an authorized body, everybody on the staff, files that are open, closed, a
//! child's and another organization's, registers, receipts, prints, papers of the house, recovery. For the checks that ask everybody for everything.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use standard::{
    annex::{Document, FormKind},
    compartment::Compartment,
    lang::Lang,
};
use store::{EnclosureKind, Media, NewAct, NewEnclosure, Role, Session};

use crate::{
    exchanges::{package, recognised, recognised_as},
    house::{Centre, DAY, Folder, House, PASSWORD, account, act, an_id, centre},
    papers,
    second_factor::App,
};

/// Everybody in the first organization beside the head: login and roles. Ann writes the report of one file without holding its
/// compartment.
pub const STAFF: [(&str, &[Role]); 14] = [
    ("ann", &[Role::Specialist, Role::Identification]),
    ("specialist", &[Role::Specialist]),
    ("consultant", &[Role::Consultant]),
    ("psychologist", &[Role::Psychologist]),
    ("lawyer", &[Role::Lawyer]),
    ("nurse", &[Role::Nurse]),
    ("educator", &[Role::Educator]),
    ("instructor", &[Role::Instructor]),
    ("organiser", &[Role::CulturalOrganiser]),
    ("accountant", &[Role::Accountant]),
    ("hr", &[Role::Hr]),
    ("identification", &[Role::Identification]),
    ("monitoring", &[Role::Monitoring]),
    ("rescuer", &[Role::Nurse, Role::Emergency]),
];

/// Whom the head has named beside herself when she restricted a file.
pub const NAMED: [&str; 1] = ["lawyer"];

/// Who has turned on codes from an app; and who has a passkey.
const WITH_CODES: &str = "consultant";
const WITH_A_PASSKEY: &str = "nurse";

/// The compartments of several roles.
pub fn held(roles: &[Role]) -> Vec<Compartment> {
    let of = |role: &Role| role.compartments().iter().copied();
    roles.iter().flat_map(of).collect()
}

/// The family name of everybody in the files of the first organization, and of the second.
pub const SURNAMES: [&str; 2] = ["Qarlygash-Canary", "Dombyra-Canary"];

/// The family name of the person whose file is restricted.
pub const RESTRICTED: &str = "Qyzgaldaq-Canary";

pub struct World {
    pub centre: Centre,
    pub other: Centre,
    pub office: Centre,
    /// A file that goes on, with a request that lies with the authorized body.
    pub open: String,
    /// A file with every form, closed.
    pub closed: String,
    /// The file of a child.
    pub child: String,
    /// A file of the other organization.
    pub theirs: String,
    /// A restricted file of the first organization, with a request that lies with the authorized body.
    pub restricted: String,
    /// The request.
    pub exchange: String,
    app: App,
}

impl World {
    /// The files of the first organization.
    pub fn files(&self) -> [&str; 4] {
        [&self.open, &self.closed, &self.child, &self.restricted]
    }

    /// Signs somebody in; the text of her token.
    pub async fn token_of(&self, house: &House, login: &str) -> String {
        let code = if login == WITH_CODES {
            // A code counts once.
            house.wait_seconds(30);
            self.app.code(house)
        } else {
            String::new()
        };
        let signed_in = house.store.sign_in_with(login, PASSWORD, &code).await;
        signed_in.unwrap().0.to_text().to_string()
    }
}

/// Makes it.
pub async fn world(house: &House) -> World {
    let centre_ = house.centre().await;
    let office = house.authorized_body().await;
    house
        .store
        .add_body(
            centre("Centre in Aktobe"),
            account("second", "Second", &[Role::Head]),
        )
        .await
        .unwrap();
    let second = house.sign_in("second").await;
    let other = Centre {
        body: second.body().clone(),
        head: second,
    };
    let head = &centre_.head;
    for (login, roles) in STAFF {
        let new = account(login, &format!("{login} of the staff"), roles);
        house.store.add_account(head, new).await.unwrap();
    }
    let ann = house.sign_in("ann").await;
    let open = open(house, head, &ann, &office.body.code).await;
    let closed = closed(house, head).await;
    let enters = json!({"act": "admitted_with_representative", "representative": open});
    let enters = NewAct::new(an_id(), DAY, act(enters))
        .with_document(papers::plan(SURNAMES[0], DAY, DAY), Lang::Kk);
    let child = house.store.begin_file(head, "Little one", enters).await;
    let theirs = Folder::begin(
        house,
        &other.head,
        "Dana",
        &[papers::application(SURNAMES[1])],
    )
    .await
    .code;
    around(house, &centre_).await;
    let exchange = house.store.exchanges(&office.head).await.unwrap()[0]
        .id
        .clone();
    let app = factors(house).await;
    let restricted = restricted(house, head, &office.body.code).await;
    World {
        app,
        child: child.unwrap().code,
        restricted,
        open,
        closed,
        theirs,
        exchange,
        centre: centre_,
        other,
        office,
    }
}

pub fn card_filled() -> serde_json::Value {
    json!({"act": "registration_card_filled", "reported_to_police": "refused", "refused_on": DAY.to_string()})
}

async fn open(house: &House, head: &Session, ann: &Session, office: &str) -> String {
    let name = SURNAMES[0];
    let mut folder = recognised(house, head).await;
    folder
        .does(
            ann,
            json!({"act": "report_drawn_up"}),
            &[papers::report(name, "what she told")],
        )
        .await;
    folder
        .does(head, card_filled(), &[papers::card(name, "asthma")])
        .await;
    let sent = NewAct::new(an_id(), DAY, act(package())).send_to(office);
    house
        .store
        .act(head, &folder.code, folder.seq, sent)
        .await
        .unwrap();
    signed(house, head, &folder).await;
    folder.code
}

/// The card of a file as it was signed, and a scan of it.
async fn signed(house: &House, head: &Session, folder: &Folder<'_>) {
    let documents = folder.open(head).await.documents;
    let card = documents
        .iter()
        .find(|head| head.form == FormKind::Annex4)
        .unwrap();
    for kind in [EnclosureKind::Print, EnclosureKind::Scan] {
        let signed = NewEnclosure {
            act_id: an_id(),
            kind,
            media: Media::Pdf,
            language: Some(Lang::Kk),
            content: b"%PDF-1.7 what was signed".to_vec(),
        };
        house
            .store
            .enclose(head, &folder.code, &card.id, signed)
            .await
            .unwrap();
    }
}

async fn closed(house: &House, head: &Session) -> String {
    let name = SURNAMES[0];
    let mut folder = recognised(house, head).await;
    let until = date(2022, 9, 1);
    let steps = [
        (
            json!({"act": "report_drawn_up"}),
            Some(papers::report(name, "what she told")),
        ),
        (
            json!({"act": "package_sent", "channel": "paper", "documents": ["annex_1", "annex_2"]}),
            None,
        ),
        (json!({"act": "permit_received", "number": "17"}), None),
        (
            json!({"act": "agreement_concluded", "number": "1", "mode": "round_the_clock"}),
            Some(papers::agreement(name, DAY)),
        ),
        (card_filled(), Some(papers::card(name, "asthma"))),
    ];
    for (json, document) in steps.into_iter().chain(ending(name, "3-1", DAY, until)) {
        let documents: Vec<_> = document.into_iter().collect();
        folder.does(head, json, &documents).await;
    }
    folder.code
}

/// What follows the card: a room, the plan, its end, until the file is closed.
pub fn ending(name: &str, bed: &str, from: Date, until: Date) -> Vec<(Value, Option<Document>)> {
    let approved = json!({"act": "plan_approved"});
    vec![
        (json!({"act": "room_assigned", "bed": bed}), None),
        (json!({"act": "portal_entered", "reference": "P-1"}), None),
        (json!({"act": "police_notified"}), None),
        (
            json!({"act": "observation_held", "from": "2022-03-28", "to": "2022-03-28"}),
            None,
        ),
        (
            json!({"act": "needs_assessed", "specialists": ["specialist", "psychologist"], "opinion": "recorded"}),
            None,
        ),
        (
            json!({"act": "plan_drawn_up", "from": "2022-03-28", "to": "2022-09-01",
                "items": [{"code": "1.1", "responsible": "specialist"}]}),
            Some(papers::plan(name, from, until)),
        ),
        (approved, None),
        (
            json!({"act": "monitoring_recorded", "decision": "complete_early", "closing": true}),
            Some(papers::monitoring(name, from, until)),
        ),
        (
            json!({"act": "ended", "ground": "written_application", "order": "5"}),
            None,
        ),
        (json!({"act": "belongings_returned"}), None),
        (
            json!({"act": "outcome_assessed", "resocialised": "yes"}),
            None,
        ),
        (json!({"act": "closed"}), None),
    ]
}

/// Somebody's codes from an app, somebody else's passkey.
async fn factors(house: &House) -> App {
    let with_passkey = house.sign_in(WITH_A_PASSKEY).await;
    crate::passkey::added(house, &with_passkey).await;
    let with_codes = house.sign_in(WITH_CODES).await;
    crate::second_factor::set_up(house, &with_codes).await
}

async fn restricted(house: &House, head: &Session, office: &str) -> String {
    let mut folder = recognised_as(house, head, "Gulnar", RESTRICTED).await;
    let card = papers::card(RESTRICTED, "pollen");
    folder.does(head, card_filled(), &[card]).await;
    let sent = NewAct::new(an_id(), DAY, act(package())).send_to(office);
    let store = &house.store;
    store
        .act(head, &folder.code, folder.seq, sent)
        .await
        .unwrap();
    signed(house, head, &folder).await;
    store
        .lay_hold(head, &folder.code, "a court asks")
        .await
        .unwrap();
    let mut named = Vec::new();
    for login in NAMED {
        named.push(house.sign_in(login).await.account().code.clone());
    }
    store
        .restrict(head, &folder.code, &named, "somebody looks for her")
        .await
        .unwrap();
    let rescuer = house.sign_in("rescuer").await;
    store
        .break_glass(&rescuer, &folder.code, "she fainted")
        .await
        .unwrap();
    let broken = store.broken_glass(head).await.unwrap().remove(0);
    store
        .review_glass(head, broken.number, true, "the ambulance came")
        .await
        .unwrap();
    house.wait_minutes(61);
    folder.code
}

/// What is no file: registers, receipts, recovery, an invitation, a loaded calendar, released figures, failed sign-ins.
async fn around(house: &House, centre: &Centre) {
    let (store, head) = (&house.store, &centre.head);
    crate::register::a_line(house, head).await;
    crate::book::answered(house, centre).await;
    crate::house_papers::kept(house, head).await;
    store
        .set_up_recovery(head, &crate::recovery::three_kits())
        .await
        .unwrap();
    store.entrust_own_keys(head).await.unwrap();
    let awaited = crate::rights::newcomer("awaited", &[Role::Nurse]);
    store.invite(head, awaited).await.unwrap();
    store
        .load_year(&crate::calendar::corrected(), Some(head))
        .await
        .unwrap();
    store
        .release_figures(head, "2022-01".parse().unwrap())
        .await
        .unwrap();
    for login in ["head", "nobody"] {
        assert!(
            store
                .sign_in(login, "not the password at all")
                .await
                .is_err()
        );
    }
}
