//! Something sent to another body: from a file of the organization, or, by another body, from nowhere but its own desk.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use standard::{
    act::{Label, Signatory},
    annex::{Document, FormKind, problem::LONGEST_LINE},
    chapter_3_admission::para_21_notice_to_police::{Exploitation, Means, Notice, Region},
    exchange::{COMES_WITH_A_PERSON, Cargo, Kind, Opening, may_go},
    papers::PaperKind,
};
use store::{
    ActError, ActId, Body, NewAct, NewDocument, OpenFile, PaperToSend, Passes, Sending, Session,
};

use crate::{
    Web,
    act::asking::day_of,
    admission::evaluation_sheet::{EVALUATION_SHEET, marked},
    form::{
        Answers, Field, Group, Kind as Asked, Read, Section, Wrong,
        read::{parse_day, put},
        view::value_words,
    },
    frame::{Frame, cite},
    people::next::act_of,
    requests::{
        form_page::{Form, Told},
        not_opened,
    },
    session::{Sent, SignedIn, broken, to_prove},
    trouble::Trouble,
    words::Words,
};

const TO: &str = "to";
const TO_POLICE: &str = "to_police";

fn regions(words: Words) -> Vec<Group> {
    let choices = Region::NAMES
        .iter()
        .map(|name| ((*name).to_owned(), value_words(words, "region", name)))
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

const ADDRESSEE: &[Field] = &[
    Field::of("to", Asked::PickFrom(TO)).hinted(),
    Field::line("on_paper").hinted(),
    Field::line("number"),
];
const ON_PAPER: &[Field] = &[
    Field::line("on_paper").needed().hinted(),
    Field::line("number"),
];

/// What is asked for each kind, besides the day.
fn sections(kind: Kind, from_a_file: bool) -> Vec<Section> {
    const IDENTIFICATION: &[Field] = &[
        Field::of("to", Asked::PickFrom(TO)).hinted(),
        Field::mark("three"),
        Field::of("to_police", Asked::PickFrom(TO_POLICE)).hinted(),
        Field::line("on_paper").hinted(),
        Field::day("since").hinted(),
    ];
    const NAMES: &[Field] = &[
        Field::line("organization_name")
            .needed()
            .place("/organization/name"),
        Field::line("organization_position").place("/organization/position"),
        Field::line("body_name")
            .needed()
            .place("/authorized_body/name"),
        Field::line("body_position").place("/authorized_body/position"),
        Field::line("police_name"),
        Field::line("police_position"),
    ];
    const NOTICE: &[Field] = &[
        Field::day("refused_on").needed(),
        Field::pick("region", regions).needed(),
        Field::number("year", 1950, 2100),
        Field::many("exploitation", Exploitation::NAMES).needed(),
        Field::many("means", Means::NAMES),
    ];
    const REFERRAL: &[Field] = &[
        Field::of("to", Asked::PickFrom(TO)).needed(),
        Field::line("number").needed(),
        Field::day("since").hinted(),
        Field::line("recipient").needed().place("/recipient"),
        Field::day("born").place("/born"),
        Field::line("citizenship").place("/citizenship"),
        Field::line("identity_document").place("/document"),
        Field::line("location").needed().place("/location"),
        Field::area("circumstances")
            .needed()
            .place("/circumstances"),
        Field::line("officer_position")
            .needed()
            .place("/officer_position"),
    ];
    const REQUEST: &[Field] = &[
        Field::of("to", Asked::PickFrom(TO)).needed(),
        Field::line("number").needed(),
        Field::line("recipient").needed().place("/recipient"),
        Field::line("proceedings").needed().place("/proceedings"),
        Field::area("purpose").needed().place("/purpose"),
        Field::line("basis_paper").needed().place("/basis_paper"),
        Field::line("officer_position")
            .needed()
            .place("/officer_position"),
    ];
    let plain = |fields| vec![Section::new("", fields)];
    match kind {
        Kind::Identification => {
            let mut sections = plain(IDENTIFICATION);
            sections.extend(EVALUATION_SHEET.sections.iter().take(3).copied());
            sections.push(Section::new("signatories", NAMES));
            sections
        }
        Kind::PoliceNotice => vec![Section::new("", ADDRESSEE), Section::new("", NOTICE)],
        Kind::Guardianship | Kind::Portal => plain(ON_PAPER),
        Kind::Referral => plain(REFERRAL),
        Kind::Disclosure if !from_a_file => plain(REQUEST),
        Kind::Disclosure | Kind::Transfer => plain(ADDRESSEE),
    }
}

/// The kinds that begin in a file of an organization.
pub const FROM_A_FILE: [Kind; 6] = [
    Kind::Identification,
    Kind::Guardianship,
    Kind::Portal,
    Kind::PoliceNotice,
    Kind::Transfer,
    Kind::Disclosure,
];

/// What the session's body can send without a file: address and words.
pub fn offered_without_a_file(words: Words, session: &Session) -> Vec<(String, String)> {
    let party = session.body().kind.party();
    let reads = session.holds(standard::compartment::Compartment::Legal);
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| reads && kind.opened_by().contains(&party) && !kind.begins_in_a_file(party));
    kinds
        .map(|kind| {
            let name = kind.name();
            (
                format!("/requests/new/{name}"),
                words.named("exchange-begin", name),
            )
        })
        .collect()
}

/// Where something is sent from.
struct From<'a> {
    web: &'a Web,
    session: &'a Session,
    kind: Kind,
    file: Option<&'a OpenFile>,
    bodies: Vec<Body>,
}

impl<'a> From<'a> {
    async fn new(
        web: &'a Web,
        session: &'a Session,
        kind: &str,
        file: Option<&'a OpenFile>,
    ) -> Result<Self, Response> {
        let party = session.body().kind.party();
        let kind = Kind::from_name(kind)
            .filter(|kind| {
                kind.opened_by().contains(&party) && kind.begins_in_a_file(party) == file.is_some()
            })
            .ok_or_else(|| Trouble::NotFound.into_response())?;
        if !session.holds(standard::compartment::Compartment::File) {
            return Err(Trouble::NotFound.into_response());
        }
        let bodies = web
            .store
            .bodies()
            .await
            .map_err(|error| broken(&error).into_response())?;
        Ok(From {
            web,
            session,
            kind,
            file,
            bodies,
        })
    }

    fn bodies_of(&self, party: impl Fn(Signatory) -> bool) -> Vec<Group> {
        let own = &self.session.body().code;
        let choices = self
            .bodies
            .iter()
            .filter(|body| party(body.kind.party()) && body.code != *own)
            .map(|body| (body.code.clone(), body.name.clone()))
            .collect();
        vec![Group {
            label: String::new(),
            choices,
        }]
    }

    fn form(&self, frame: Frame, carried: (String, u32)) -> Form {
        let words = frame.words;
        let kind = self.kind;
        let own = self.session.body().kind.party();
        let first = move |party| match kind {
            Kind::Identification => party == Signatory::AuthorizedBody,
            Kind::Disclosure if own == Signatory::Organization => {
                party == Signatory::InternalAffairs
            }
            Kind::Disclosure => party == Signatory::Organization,
            _ => kind.goes_to().contains(&party),
        };
        let (action, back) = match self.file {
            Some(file) => (
                format!("/people/{}/exchanges/new/{}", file.code, kind.name()),
                (
                    format!("/people/{}/exchanges", file.code),
                    format!("{} {}", file.address, file.code),
                ),
            ),
            None => (
                format!("/requests/new/{}", kind.name()),
                ("/requests".to_owned(), words.text("place-requests")),
            ),
        };
        Form {
            action,
            back,
            scope: "sending".to_owned(),
            title: words.named("exchange-begin", kind.name()),
            lead: words
                .find(&format!("sending-{}-lead", kind.name()))
                .unwrap_or_default(),
            paragraph: kind.paragraph(),
            sections: sections(kind, self.file.is_some()),
            lists: vec![
                (TO, self.bodies_of(first)),
                (
                    TO_POLICE,
                    self.bodies_of(|party| party == Signatory::InternalAffairs),
                ),
            ],
            documents: self.documents(words),
            act_id: carried.0,
            seen: 0,
            seen_file: carried.1,
            frame,
        }
    }

    /// The documents of the file that can be sent along to another organization.
    fn documents(&self, words: Words) -> Vec<(String, String)> {
        let Some(file) = self.file.filter(|_| self.kind == Kind::Transfer) else {
            return Vec::new();
        };
        let opening = Opening::new(self.kind);
        file.documents
            .iter()
            .filter(|head| {
                let goes = may_go(Signatory::Organization, &opening, Cargo::Copy(head.form));
                !file.journal.is_struck(head.seq) && goes.is_ok()
            })
            .map(|head| {
                let title = format!("{}, {}", words.form(head.form), words.full_day(head.on));
                let comes = COMES_WITH_A_PERSON.contains(&head.form);
                let title = if comes {
                    format!("{title} ({})", cite(words, "44"))
                } else {
                    title
                };
                (head.id.clone(), title)
            })
            .collect()
    }

    /// What was answered, as something to be sent.
    fn understood(
        &self,
        answers: &Answers,
        read: &mut Read,
        on: Date,
        lang: standard::lang::Lang,
    ) -> Option<Sending> {
        let text = |name: &str| answers.get(name).trim();
        let mut opening = Opening::new(self.kind);
        opening.number = Label::new(text("number"));
        opening.since = parse_day(text("since")).ok();
        opening.three = text("three") == "yes";
        let mut to: Vec<String> = [text("to"), text("to_police")]
            .into_iter()
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect();
        if to.is_empty() {
            if text("on_paper").chars().count() > LONGEST_LINE {
                read.wrong.push(Wrong::at("on_paper", "too-long"));
                return None;
            }
            opening.on_paper = Label::new(text("on_paper"));
        } else if !opening.three {
            to.truncate(1);
        }
        if to.is_empty() && opening.on_paper.is_none() {
            let field = if matches!(self.kind, Kind::Guardianship | Kind::Portal) {
                "on_paper"
            } else {
                "to"
            };
            read.wrong.push(Wrong::at(field, "no-addressee"));
            return None;
        }
        let mut sending = Sending::new(opening, to);
        match self.kind {
            Kind::PoliceNotice => sending.opening.notice = Some(notice(answers)?),
            Kind::Identification => {
                let sheet = sheet(answers, read)?;
                sending.sheet = Some(NewDocument {
                    document: sheet,
                    language: lang,
                });
            }
            Kind::Referral => {
                sending.paper = Some(self.paper(PaperKind::Referral, read, &sending, on, lang))
            }
            Kind::Disclosure if self.file.is_none() => {
                sending.paper =
                    Some(self.paper(PaperKind::DisclosureRequest, read, &sending, on, lang));
            }
            _ => {}
        }
        let offered = self.documents(Words::new(lang));
        sending.documents = answers
            .all("documents")
            .filter(|code| offered.iter().any(|(known, _)| known == code))
            .map(str::to_owned)
            .collect();
        Some(sending)
    }

    /// A letter of this body: what was typed, and what the program knows of both bodies.
    fn paper(
        &self,
        paper: PaperKind,
        read: &mut Read,
        sending: &Sending,
        on: Date,
        language: standard::lang::Lang,
    ) -> PaperToSend {
        let name = |code: &String| {
            let body = self.bodies.iter().find(|body| body.code == *code);
            body.map(|body| body.name.clone())
        };
        let mut value = std::mem::take(&mut read.annex);
        let own = self.session.body();
        let known: Map<String, Value> = [
            ("sender", json!(own.name)),
            ("agency", json!(own.name)),
            ("number", json!(sending.opening.number)),
            ("on", json!(on)),
            (
                "organization",
                json!(sending.to.first().and_then(name).unwrap_or_default()),
            ),
            ("sent_by", json!(own.kind.party().name())),
            ("officer", json!(self.session.account().name)),
        ]
        .into_iter()
        .filter(|(field, _)| paper.field(field).is_some())
        .map(|(field, value)| (field.to_owned(), value))
        .collect();
        if let Some(fields) = value.as_object_mut() {
            fields.extend(known);
        }
        PaperToSend {
            paper,
            language,
            value,
        }
    }

    async fn send(
        &self,
        act_id: ActId,
        on: Date,
        seen: u32,
        sending: Sending,
    ) -> Result<String, ActError> {
        let store = &self.web.store;
        let act = match self.kind {
            Kind::PoliceNotice => "police_notified",
            Kind::Guardianship => "guardianship_notified",
            _ => {
                let code = self.file.map(|file| file.code.as_str());
                let sent = store.send(self.session, act_id, on, code, sending).await?;
                return Ok(format!("/requests/{}", sent.code));
            }
        };
        let file = self.file.ok_or(ActError::NotFound)?;
        let act = act_of(act, json!({})).map_err(|_| ActError::NotFound)?;
        let new = NewAct::new(act_id, on, act).passes(Passes::Sends(Box::new(sending)));
        store.act(self.session, &file.code, seen, new).await?;
        Ok(format!("/people/{}/exchanges", file.code))
    }
}

/// The notice, as far as the lists go: nothing that was typed reaches it but days and a year.
fn notice(answers: &Answers) -> Option<Notice> {
    let names = |field: &str| answers.all(field).map(str::to_owned).collect::<Vec<_>>();
    let mut value = json!({
        "refused_on": parse_day(answers.get("refused_on")).ok()?,
        "region": answers.get("region"),
        "exploitation": names("exploitation"),
        "means": names("means"),
    });
    if let Ok(year) = answers.get("year").trim().parse::<i16>() {
        value["year"] = json!(year);
    }
    serde_json::from_value(value).ok()
}

/// The sheet before anybody has signed it.
fn sheet(answers: &Answers, read: &mut Read) -> Option<Document> {
    put(&mut read.annex, "/indicators", json!(marked(answers)));
    let police = answers.get("police_name").trim();
    if !police.is_empty() {
        let officer = json!({"name": police, "position": answers.get("police_position").trim()});
        put(&mut read.annex, "/internal_affairs", officer);
    }
    match Document::from_fields(FormKind::Annex2, std::mem::take(&mut read.annex)) {
        Ok(document) => Some(document),
        Err(_) => {
            read.wrong.push(Wrong::at("on", "facts"));
            None
        }
    }
}

async fn open(web: &Web, session: &Session, code: &str) -> Result<OpenFile, Response> {
    web.store.open_file(session, code).await.map_err(not_opened)
}

/// `GET /people/{code}/exchanges/new/{kind}`
pub async fn ask_in_file(
    State(web): State<Web>,
    Path((code, kind)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let file = match open(&web, &session, &code).await {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    asked(&web, &session, frame, &kind, Some(&file)).await
}

/// `GET /requests/new/{kind}`
pub async fn ask(
    State(web): State<Web>,
    Path(kind): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    asked(&web, &session, frame, &kind, None).await
}

async fn asked(
    web: &Web,
    session: &Session,
    frame: Frame,
    kind: &str,
    file: Option<&OpenFile>,
) -> Response {
    let from = match From::new(web, session, kind, file).await {
        Ok(from) => from,
        Err(answer) => return answer,
    };
    let act_id = ActId(web.random_bytes()).to_text();
    let seen = file.map_or(0, |file| file.seq);
    let form = from.form(frame, (act_id, seen));
    // Nothing is ticked beforehand: what leaves the house is chosen by somebody.
    let answers = form.first(web.store.today());
    form.show(&answers, &[], Told::default())
}

/// `POST /people/{code}/exchanges/new/{kind}`
pub async fn answer_in_file(
    State(web): State<Web>,
    Path((code, kind)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let file = match open(&web, &session, &code).await {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    answered(&web, &session, frame, &kind, Some(&file), answers).await
}

/// `POST /requests/new/{kind}`
pub async fn answer(
    State(web): State<Web>,
    Path(kind): Path<String>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    answered(&web, &session, frame, &kind, None, answers).await
}

async fn answered(
    web: &Web,
    session: &Session,
    frame: Frame,
    kind: &str,
    file: Option<&OpenFile>,
    answers: Answers,
) -> Response {
    let from = match From::new(web, session, kind, file).await {
        Ok(from) => from,
        Err(answer) => return answer,
    };
    let act_id = ActId::from_text(answers.get("act_id")).unwrap_or(ActId(web.random_bytes()));
    let seen = answers.get("seen_file").parse().unwrap_or(0);
    let lang = frame.words.lang;
    let mut form = from.form(frame.clone(), (act_id.to_text(), seen));
    let today = web.store.today();
    let mut read = Read::of(&form.sections, &answers, today);
    let on = day_of(&answers, today);
    if let Err(problem) = on {
        read.wrong.insert(0, Wrong::at("on", problem));
    }
    let (Ok(on), false) = (on, read.stops()) else {
        return form.show(&answers, &read.wrong, Told::default());
    };
    let Some(sending) = from.understood(&answers, &mut read, on, lang) else {
        if read.wrong.is_empty() {
            read.wrong.push(Wrong::at("on", "facts"));
        }
        return form.show(&answers, &read.wrong, Told::default());
    };
    let sent = from.send(act_id, on, seen, sending).await;
    if let (Err(ActError::Stale { .. }), Some(file)) = (&sent, file) {
        form.seen_file = file.seq;
    }
    match sent {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(ActError::ProofNeeded) => to_prove(web, session, frame, &form.action).await,
        Err(error) => form.not_recorded(&answers, error),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(frame: &Frame, today: Date) -> Vec<String> {
    let words = frame.words;
    let forms = FROM_A_FILE
        .into_iter()
        .map(|kind| (kind, true))
        .chain([(Kind::Referral, false), (Kind::Disclosure, false)]);
    forms
        .map(|(kind, from_a_file)| {
            let form = Form {
                frame: frame.clone(),
                action: "/requests/new".to_owned(),
                back: ("/requests".to_owned(), words.text("place-requests")),
                scope: "sending".to_owned(),
                title: words.named("exchange-begin", kind.name()),
                lead: words
                    .find(&format!("sending-{}-lead", kind.name()))
                    .unwrap_or_default(),
                paragraph: kind.paragraph(),
                sections: sections(kind, from_a_file),
                lists: Vec::new(),
                documents: vec![("d1".to_owned(), words.text("annex_1"))],
                act_id: "00".to_owned(),
                seen: 0,
                seen_file: 1,
            };
            form.sample(today)
        })
        .collect()
}
