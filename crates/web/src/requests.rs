//! What passes between bodies. Here: the list of all kinds, and the request for a permit (paragraphs 14 and 15) as the authorized
//! body sees it, the package and nothing else. The other kinds: [`passing`], [`step`], [`sending`].

pub mod form_page;
pub mod passing;
pub mod sending;
pub mod step;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use standard::calendar::Calendar;
use standard::{
    act::{Act, Entry},
    actor::Actor,
    duty::Duty,
    journal::decide,
    lang::Lang,
    permit::PermitRequest,
};
use store::{
    ActError, ActId, Content, DocumentHead, ExchangeSummary, OpenError, OpenExchange, Session,
};

use crate::{
    Web,
    act::{
        About, ActPage, asking, page_of,
        told::{Law, entry_line, law_of},
    },
    form::{
        Answers, Field, FieldView, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    people::{documents, next::act_of},
    sentence::{self, DutyView, RefusalView},
    session::{Sent, SignedIn, broken},
    trouble::Trouble,
    words::Words,
};

/// The acts of an authorized body in an exchange.
const ACTS: [&str; 4] = [
    "package_received_by_body",
    "permit_issued",
    "permit_sent",
    "permit_declined",
];
const DAY: &[Field] = &[Field::day("on").needed().today()];

struct Row {
    id: String,
    /// What passes.
    kind: String,
    /// The other body.
    with: String,
    sent: String,
    state: String,
    duty: Option<DutyView>,
}

#[derive(Template)]
#[template(path = "requests.html")]
struct RequestsPage {
    frame: Frame,
    groups: Vec<(String, Vec<Row>)>,
    /// What this body can send without a file: address and words.
    begin: Vec<(String, String)>,
}

/// `GET /requests`, and the first page of an authorized body.
pub async fn show_list(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    list(&web, &session, frame).await
}

/// The list as an answer.
pub async fn list(web: &Web, session: &Session, frame: Frame) -> Response {
    match web.store.exchanges(session).await {
        Ok(exchanges) => {
            let begin = sending::offered_without_a_file(frame.words, session);
            page(&requests_page(
                frame,
                exchanges,
                begin,
                web.store.today(),
                &web.store.calendar(),
            ))
        }
        Err(error) => broken(&error).into_response(),
    }
}

fn requests_page(
    frame: Frame,
    exchanges: Vec<ExchangeSummary>,
    begin: Vec<(String, String)>,
    today: Date,
    calendar: &Calendar,
) -> RequestsPage {
    let words = frame.words;
    // What an organization sent for a permit stands in the file.
    let shown = exchanges
        .into_iter()
        .filter(|exchange| exchange.received || matches!(exchange.content, Content::Steps(_)));
    let (answered, waiting): (Vec<_>, Vec<_>) = shown.partition(is_over);
    let rows = |exchanges: Vec<ExchangeSummary>| -> Vec<Row> {
        exchanges
            .into_iter()
            .map(|exchange| row(words, exchange, today, calendar))
            .collect()
    };
    let mut groups = vec![
        (words.text("requests-waiting"), rows(waiting)),
        (words.text("requests-answered"), rows(answered)),
    ];
    groups.retain(|(_, rows)| !rows.is_empty());
    RequestsPage {
        frame,
        groups,
        begin,
    }
}

fn is_over(exchange: &ExchangeSummary) -> bool {
    match &exchange.content {
        Content::Permit(request) => {
            request.permit_sent.is_some() || request.declined.is_some() || request.sent.is_none()
        }
        Content::Steps(exchange) => exchange.is_over(),
    }
}

fn row(words: Words, exchange: ExchangeSummary, today: Date, calendar: &Calendar) -> Row {
    Row {
        kind: kind_of(words, &exchange.content),
        sent: words.full_day(exchange.sent_on),
        state: match &exchange.content {
            Content::Permit(request) => state(words, request),
            Content::Steps(exchange) => words.named("standing", exchange.standing(today).name()),
        },
        duty: first_open(&exchange.duties)
            .map(|duty| DutyView::new(words, duty, today, calendar, None)),
        id: exchange.id,
        with: if exchange.received {
            exchange.from
        } else {
            exchange.to
        },
    }
}

/// What passes, in words.
pub fn kind_of(words: Words, content: &Content) -> String {
    match content {
        Content::Permit(_) => words.text("exchange-permit"),
        Content::Steps(exchange) => words.named("exchange", exchange.opening.kind.name()),
    }
}

fn first_open(duties: &[Duty]) -> Option<&Duty> {
    duties
        .iter()
        .filter(|duty| duty.is_open())
        .min_by_key(|duty| (duty.due.is_none(), duty.due))
}

fn state(words: Words, request: &PermitRequest) -> String {
    let state = if request.sent.is_none() {
        "taken-back"
    } else if request.declined.is_some() {
        "declined"
    } else if request.permit_sent.is_some() {
        "permit-sent"
    } else if request.issued.is_some() {
        "issued"
    } else if request.received.is_some() {
        "received"
    } else {
        "sent"
    };
    words.named("request-state", state)
}

struct ActLink {
    act: &'static str,
    title: String,
    refusal: Option<RefusalView>,
}

struct Line {
    day: String,
    sentence: String,
    by: String,
}

struct Paper {
    id: String,
    title: String,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage {
    frame: Frame,
    id: String,
    from: String,
    state: String,
    duties: Vec<DutyView>,
    documents: Vec<Paper>,
    acts: Vec<ActLink>,
    lines: Vec<Line>,
}

/// `GET /requests/{id}`
pub async fn show(
    State(web): State<Web>,
    Path(id): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.open_exchange(&session, &id).await {
        Ok(exchange) => match exchange.summary.content.clone() {
            Content::Permit(request) => page(&request_page(
                frame,
                exchange,
                &request,
                web.store.today(),
                &web.store.calendar(),
            )),
            Content::Steps(state) => passing::page_of(&web, &session, frame, exchange, &state),
        },
        Err(error) => not_opened(error),
    }
}

pub(crate) fn not_opened(error: OpenError) -> Response {
    match error {
        OpenError::NotFound => Trouble::NotFound.into_response(),
        OpenError::Store(error) => broken(&error).into_response(),
    }
}

fn request_page(
    frame: Frame,
    exchange: OpenExchange,
    request: &PermitRequest,
    today: Date,
    calendar: &Calendar,
) -> RequestPage {
    let words = frame.words;
    let summary = exchange.summary;
    let acts = if summary.received {
        ACTS.into_iter()
            .map(|act| ActLink {
                act,
                title: words.named("act", act),
                refusal: refusal(request, act, today)
                    .map(|refusal| RefusalView::new(words, &refusal)),
            })
            .collect()
    } else {
        Vec::new()
    };
    RequestPage {
        state: state(words, request),
        duties: summary
            .duties
            .iter()
            .filter(|duty| duty.is_open())
            .map(|duty| DutyView::new(words, duty, today, calendar, None))
            .collect(),
        documents: exchange
            .documents
            .iter()
            .map(|document: &DocumentHead| Paper {
                id: document.id.clone(),
                title: words.text(document.form.name()),
            })
            .collect(),
        acts,
        lines: exchange
            .entries
            .iter()
            .rev()
            .map(|recorded| Line {
                day: words.day(recorded.entry.on, today),
                sentence: sentence::of_act(words, &recorded.entry.act),
                by: format!(
                    "{}, {}",
                    words.named("who", recorded.entry.by.name()),
                    recorded.by_account
                ),
            })
            .collect(),
        id: summary.id,
        from: summary.from,
        frame,
    }
}

/// Why an act is not possible in the exchange now. Its own fold is asked, as the recording will ask it.
fn refusal(request: &PermitRequest, act: &str, today: Date) -> Option<standard::refusal::Refusal> {
    let trial = page_of(act)?.trials.first()?;
    let act = act_of(act, serde_json::from_str(trial).ok()?).ok()?;
    considered(request, &act, today)
}

fn considered(request: &PermitRequest, act: &Act, on: Date) -> Option<standard::refusal::Refusal> {
    let mut case = standard::case::Case::default();
    case.request = request.clone();
    decide(
        &case,
        Actor::AuthorizedBody,
        act,
        on,
        &standard::journal::NoOtherFile,
    )
    .err()
}

#[derive(Template)]
#[template(path = "request_act.html")]
struct RequestActPage {
    frame: Frame,
    id: String,
    act: &'static str,
    title: String,
    law: Option<Law>,
    errors: Vec<(String, String)>,
    refusal: Option<RefusalView>,
    notice: String,
    since: Vec<String>,
    day: Vec<FieldView>,
    sections: Vec<SectionView>,
    act_id: String,
    seen: u32,
}

struct Told {
    refusal: Option<standard::refusal::Refusal>,
    since: Vec<String>,
}

fn act_page(
    frame: Frame,
    description: &'static ActPage,
    id: &str,
    answers: &Answers,
    wrong: &[Wrong],
    told: Told,
    carried: (String, u32),
) -> RequestActPage {
    let words = frame.words;
    let scope = Scope::new(words, description.act);
    let sections = scope.sections(description.sections, answers, wrong);
    let day = scope.fields(DAY, answers, wrong);
    let mut errors = error_links(&[SectionView {
        heading: String::new(),
        fields: scope.fields(DAY, answers, wrong),
    }]);
    errors.extend(error_links(&sections));
    RequestActPage {
        id: id.to_owned(),
        act: description.act,
        title: words.named("act", description.act),
        law: law_of(words, description.paragraph),
        errors,
        refusal: told
            .refusal
            .map(|refusal| RefusalView::new(words, &refusal)),
        notice: String::new(),
        since: told.since,
        day,
        sections,
        act_id: carried.0,
        seen: carried.1,
        frame,
    }
}

fn description_of(act: &str) -> Option<&'static ActPage> {
    ACTS.contains(&act).then(|| page_of(act)).flatten()
}

/// `GET /requests/{id}/acts/{act}`
pub async fn ask(
    State(web): State<Web>,
    Path((id, act)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let Some(description) = description_of(&act) else {
        return Trouble::NotFound.into_response();
    };
    let (request, seq) = match web.store.open_exchange(&session, &id).await {
        Ok(OpenExchange { summary, .. }) if summary.received => match summary.content {
            Content::Permit(request) => (request, summary.seq),
            Content::Steps(_) => return Trouble::NotFound.into_response(),
        },
        Ok(_) => return Trouble::NotFound.into_response(),
        Err(error) => return not_opened(error),
    };
    let today = web.store.today();
    let mut answers = Answers::first(description.sections, today);
    answers.push("on", crate::words::figures(today));
    let told = Told {
        refusal: refusal(&request, &act, today),
        since: Vec::new(),
    };
    let carried = (ActId(web.random_bytes()).to_text(), seq);
    page(&act_page(
        frame,
        description,
        &id,
        &answers,
        &[],
        told,
        carried,
    ))
}

/// `POST /requests/{id}/acts/{act}`
pub async fn answer(
    State(web): State<Web>,
    Path((id, act)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let Some(description) = description_of(&act) else {
        return Trouble::NotFound.into_response();
    };
    let words = frame.words;
    let today = web.store.today();
    let act_id = ActId::from_text(answers.get("act_id")).unwrap_or(ActId(web.random_bytes()));
    let mut seen: u32 = answers.get("seen").parse().unwrap_or(0);
    let mut told = Told {
        refusal: None,
        since: Vec::new(),
    };
    let understood = asking::understand(description, &answers, today, |on| About { words, on });
    let wrong = match understood {
        // The form is shown again to whoever may see the request, and to nobody else.
        Err(wrong) => match web.store.open_exchange(&session, &id).await {
            Ok(open)
                if open.summary.received && matches!(open.summary.content, Content::Permit(_)) =>
            {
                wrong
            }
            Ok(_) => return Trouble::NotFound.into_response(),
            Err(error) => return not_opened(error),
        },
        Ok(understood) => {
            let done = web
                .store
                .act_in_exchange(&session, &id, seen, act_id, understood.on, understood.act)
                .await;
            match done {
                Ok(_) => return Redirect::to(&format!("/requests/{id}")).into_response(),
                Err(ActError::NotFound) => return Trouble::NotFound.into_response(),
                Err(ActError::Refused(refusal)) => {
                    told.refusal = Some(refusal);
                    Vec::new()
                }
                Err(ActError::Stale { since }) => {
                    told.since = since.iter().map(|entry| entry_line(words, entry)).collect();
                    seen = match web.store.open_exchange(&session, &id).await {
                        Ok(exchange) => exchange.summary.seq,
                        Err(error) => return not_opened(error),
                    };
                    Vec::new()
                }
                Err(ActError::AfterToday) => vec![Wrong::at("on", "day-later")],
                Err(ActError::Store(error)) => return broken(&error).into_response(),
                Err(_) => vec![Wrong::at("on", "facts")],
            }
        }
    };
    let carried = (act_id.to_text(), seen);
    let answer = page(&act_page(
        frame,
        description,
        &id,
        &answers,
        &wrong,
        told,
        carried,
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
}

/// `GET /requests/{id}/documents/{document}`
pub async fn document(
    State(web): State<Web>,
    Path((id, document)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    match web.store.exchange_document(&session, &id, &document).await {
        Ok(opened) => {
            let base = format!("/requests/{id}/documents/{document}");
            let back = (
                format!("/requests/{id}"),
                frame.words.text("place-requests"),
            );
            documents::document_response(frame, opened, base, back)
        }
        Err(error) => not_opened(error),
    }
}

/// `GET /requests/{id}/documents/{document}/pdf/{lang}`
pub async fn print(
    State(web): State<Web>,
    Path((id, document, lang)): Path<(String, String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Response {
    let Ok(lang) = lang.parse() else {
        return Trouble::NotFound.into_response();
    };
    match web.store.exchange_document(&session, &id, &document).await {
        Ok(opened) => {
            let stamp = web.stamp(&session.body().code).await;
            documents::pdf_of(opened, lang, &id, stamp).await
        }
        Err(error) => not_opened(error),
    }
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let today = jiff::civil::date(2022, 10, 27);
    let entries: Vec<Entry> = crate::people::file::sample_journal()
        .entries()
        .iter()
        .filter(|entry| entry.act.name() == "package_sent")
        .cloned()
        .collect();
    let request = PermitRequest::fold(&entries);
    let mut frame = crate::people::file::sample_frame(lang, "/requests/x1");
    if let Some(who) = &mut frame.who {
        who.is_organization = false;
    }
    let summary = ExchangeSummary {
        id: "x1".to_owned(),
        from: "Үлгі баспана".to_owned(),
        to: "Үлгі орган".to_owned(),
        received: true,
        sent_on: today,
        content: Content::Permit(request.clone()),
        duties: crate::people::file::sample_journal()
            .case()
            .duties(standard::calendar::Calendar::embedded()),
        seq: 1,
    };
    let exchange = OpenExchange {
        summary: summary.clone(),
        file: None,
        entries: crate::people::file::sample_file().entries,
        steps: Vec::new(),
        documents: Vec::new(),
        papers: Vec::new(),
    };
    let mut listed = vec![summary];
    listed.extend(
        passing::sample_exchanges()
            .into_iter()
            .map(|open| open.summary),
    );
    let mut pages = vec![
        requests_page(
            frame.clone(),
            listed,
            vec![("/requests/new/referral".to_owned(), "–".to_owned())],
            today,
            Calendar::embedded(),
        )
        .render()
        .unwrap_or_default(),
        request_page(
            frame.clone(),
            exchange,
            &request,
            today,
            Calendar::embedded(),
        )
        .render()
        .unwrap_or_default(),
    ];
    pages.extend(passing::samples(&frame, today));
    pages.extend(step::samples(&frame, today));
    pages.extend(sending::samples(&frame, today));
    for act in ACTS {
        let Some(description) = description_of(act) else {
            continue;
        };
        let told = Told {
            refusal: Some(standard::refusal::Refusal::new(
                "15",
                standard::refusal::Reason::PermitNotIssued,
            )),
            since: vec!["–".to_owned()],
        };
        let answers = Answers::first(description.sections, today);
        let wrong = [Wrong::at("on", "day-later")];
        let page = act_page(
            frame.clone(),
            description,
            "x1",
            &answers,
            &wrong,
            told,
            (String::new(), 1),
        );
        pages.push(page.render().unwrap_or_default());
    }
    pages
}
