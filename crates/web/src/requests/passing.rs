//! An exchange of any kind but the request for a permit: what passes, how far it is, the next step, what came before.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use standard::{
    act::{Label, Signatory},
    calendar::Calendar,
    disclosure::{ConsentGiver, Consented, Event, Requested},
    exchange::{Doer, Exchange, Kind, Opening, Step, Taken},
    papers::PaperKind,
    refusal::{Reason, Refusal},
};
use store::{Content, ExchangeSummary, OpenExchange, RecordedStep, Session};

use crate::{
    Web,
    act::told::{Law, law_of},
    form::view::value_words,
    frame::{Frame, page},
    papers::disclosure,
    papers::prints,
    requests::not_opened,
    sentence::{DutyView, RefusalView},
    session::SignedIn,
    trouble::Trouble,
    words::Words,
};

struct StepLink {
    step: &'static str,
    title: String,
    refusal: Option<RefusalView>,
}

struct Line {
    day: String,
    sentence: String,
    by: String,
}

#[derive(Template)]
#[template(path = "passing.html")]
struct PassingPage {
    frame: Frame,
    id: String,
    title: String,
    from: String,
    to: String,
    on_paper: bool,
    state: String,
    file: Option<(String, String)>,
    law: Law,
    duties: Vec<DutyView>,
    steps: Vec<StepLink>,
    has_not_yet: bool,
    facts: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    /// The papers to be printed and signed: address and words.
    to_print: Vec<(String, String)>,
    lines: Vec<Line>,
}

/// The page of an exchange.
pub fn page_of(
    web: &Web,
    session: &Session,
    frame: Frame,
    open: OpenExchange,
    state: &Exchange,
) -> Response {
    let by = doer(session, &open);
    match passing_page(
        frame,
        open,
        state,
        &by,
        web.store.today(),
        &web.store.calendar(),
    ) {
        Some(template) => page(&template),
        None => Trouble::NotFound.into_response(),
    }
}

/// Who the session is in an exchange.
pub fn doer(session: &Session, open: &OpenExchange) -> Doer {
    Doer {
        party: session.body().kind.party(),
        opener: !open.summary.received,
        person: label(&session.account().code),
    }
}

fn label(text: &str) -> Label {
    Label::new(text).unwrap_or_else(|| Label::new("–").expect("a dash is not empty"))
}

fn passing_page(
    frame: Frame,
    open: OpenExchange,
    state: &Exchange,
    by: &Doer,
    today: Date,
    calendar: &Calendar,
) -> Option<PassingPage> {
    let words = frame.words;
    let kind = state.opening.kind;
    let summary = open.summary;
    let steps: Vec<StepLink> = kind
        .steps()
        .iter()
        .filter_map(|step| {
            let refusal = refusal(state, by, step, today);
            // What is for another body to do is not offered here.
            let elsewhere = refusal
                .as_ref()
                .is_some_and(|refusal| refusal.reason == Reason::MayNotDoThis);
            (!elsewhere && !state.is_over()).then(|| StepLink {
                step,
                title: words.named("step", step),
                refusal: refusal.map(|refusal| RefusalView::new(words, &refusal)),
            })
        })
        .collect();
    let id = summary.id.clone();
    let mut documents: Vec<(String, String)> = open
        .papers
        .iter()
        .map(|paper| {
            let lang = words.lang;
            let address = format!("/requests/{id}/papers/{}/pdf/{}", paper.id, lang.code());
            (address, forms::paper_title(paper.paper, lang).to_owned())
        })
        .collect();
    documents.extend(open.documents.iter().map(|document| {
        let address = format!("/requests/{id}/documents/{}", document.id);
        (address, words.form(document.form))
    }));
    let to_print = match (&open.file, kind) {
        (Some(code), Kind::Disclosure) => disclosure::PAPERS
            .into_iter()
            .filter(|paper| {
                *paper != PaperKind::DisclosureRequest || state.opening.on_paper.is_some()
            })
            .map(|paper| {
                let address = format!("/people/{code}/papers/{}?exchange={id}", paper.name());
                (address, forms::paper_title(paper, words.lang).to_owned())
            })
            .collect(),
        _ => Vec::new(),
    };
    Some(PassingPage {
        to_print,
        title: words.named("exchange", kind.name()),
        on_paper: state.opening.on_paper.is_some(),
        state: words.named("standing", state.standing(today).name()),
        file: open.file.map(|code| {
            let text = words.with_text("exchange-of-file", "code", &code);
            (format!("/people/{code}"), crate::words::plain(&text))
        }),
        law: law_of(words, kind.paragraph())?,
        duties: summary
            .duties
            .iter()
            .filter(|duty| duty.is_open())
            .map(|duty| DutyView::new(words, duty, today, calendar, None))
            .collect(),
        has_not_yet: steps.iter().any(|step| step.refusal.is_some()),
        steps,
        facts: facts(words, state),
        documents,
        lines: open
            .steps
            .iter()
            .rev()
            .map(|step| line(words, step, today))
            .collect(),
        id,
        from: summary.from,
        to: summary.to,
        frame,
    })
}

/// Why a step is not possible now, asked with facts that fit.
pub fn refusal(state: &Exchange, by: &Doer, step: &str, today: Date) -> Option<Refusal> {
    let trials = trials(state, step);
    let mut told = Refusal::new(state.opening.kind.paragraph(), Reason::MayNotDoThis);
    for trial in trials {
        match state.consider(by, &trial, today) {
            Ok(()) => return None,
            Err(refusal) if refusal.reason != Reason::MayNotDoThis => told = refusal,
            Err(_) => {}
        }
    }
    Some(told)
}

/// The steps of that name that could be taken, with the least facts.
pub fn trials(state: &Exchange, step: &str) -> Vec<Step> {
    let reason = "–".to_owned();
    let request = state.disclosure.request();
    let event = |event| vec![Step::Disclosure(event)];
    match step {
        "received" => vec![Step::Received {}],
        "signed" => state
            .signatories()
            .iter()
            .map(|party| Step::Signed { party: *party })
            .collect(),
        "objected" => state
            .signatories()
            .iter()
            .map(|party| Step::Objected {
                party: *party,
                reason: reason.clone(),
            })
            .collect(),
        "concluded" => vec![Step::Concluded {}],
        "answered" => vec![Step::Answered {
            reference: Label::new("–"),
        }],
        "taken_up" => vec![Step::TakenUp {}],
        "declined" => vec![Step::Declined { reason }],
        "taken_back" => vec![Step::TakenBack {}],
        "requested" => event(Event::Requested(Requested {
            document: label("–"),
            body: label("–"),
            author: label("–"),
            was_of_a_child: false,
        })),
        "consented" => event(Event::Consented(Consented {
            document: request.map_or_else(|| label("–"), |request| request.document.clone()),
            body: request.map_or_else(|| label("–"), |request| request.body.clone()),
            given_by: ConsentGiver::Victim,
            language: label("–"),
            understood: true,
            until: None,
        })),
        "consent_taken_back" => event(Event::ConsentTakenBack {}),
        "approved" => event(Event::Approved {}),
        "handed_over" => event(Event::HandedOver {}),
        "receipt_given" => event(Event::ReceiptGiven {}),
        _ => Vec::new(),
    }
}

/// What the exchange says, as names and values.
fn facts(words: Words, state: &Exchange) -> Vec<(String, String)> {
    let opening = &state.opening;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| facts.push((words.text(name), value));
    if let Some(number) = &opening.number {
        add("exchange-fact-number", number.to_string());
    }
    if let Some(since) = opening.since {
        add("exchange-fact-since", words.full_day(since));
    }
    if let Some(notice) = &opening.notice {
        let list = |field: &str, names: Vec<&str>| {
            let each = names.iter().map(|name| value_words(words, field, name));
            each.collect::<Vec<_>>().join(", ")
        };
        add(
            "field-sending-refused_on",
            words.full_day(notice.refused_on),
        );
        add(
            "field-sending-region",
            list("region", vec![notice.region.name()]),
        );
        if let Some(year) = notice.year {
            add("field-sending-year", year.to_string());
        }
        let exploitation = notice.exploitation.iter().map(|each| each.name()).collect();
        add(
            "field-sending-exploitation",
            list("exploitation", exploitation),
        );
        if !notice.means.is_empty() {
            let means = notice.means.iter().map(|each| each.name()).collect();
            add("field-sending-means", list("means", means));
        }
    }
    for party in state.signatories() {
        let value = match (state.signed.get(party), state.objected.get(party)) {
            (Some(on), _) => words.with_text("exchange-signed-on", "day", &words.full_day(*on)),
            (None, Some(on)) => {
                words.with_text("exchange-objected-on", "day", &words.full_day(*on))
            }
            (None, None) => words.text("exchange-not-signed"),
        };
        facts.push((party_words(words, *party), value));
    }
    let disclosure = &state.disclosure;
    let mut add = |name: &str, value: String| facts.push((words.text(name), value));
    if disclosure.request().is_some() {
        add("exchange-fact-document", words.text("annex_8"));
    }
    if let Some(consent) = disclosure.consent() {
        let until = consent.until.map_or_else(
            || words.text("exchange-until-withdrawn"),
            |day| words.full_day(day),
        );
        add("exchange-fact-consent", until);
        add("exchange-fact-language", consent.language.to_string());
    }
    if let Some((_, on)) = disclosure.approval() {
        add("exchange-fact-approved", words.full_day(on));
    }
    facts
}

/// A body of an identification, in words.
pub fn party_words(words: Words, party: Signatory) -> String {
    words.named("who", party.name())
}

fn line(words: Words, recorded: &RecordedStep, today: Date) -> Line {
    let taken: &Taken = &recorded.taken;
    let mut sentence = words.named("passed", taken.step.name());
    let more = match &taken.step {
        Step::Signed { party } => party_words(words, *party),
        Step::Objected { party, reason } => format!("{}: {reason}", party_words(words, *party)),
        Step::Declined { reason } => reason.clone(),
        Step::Answered {
            reference: Some(reference),
        } => reference.to_string(),
        _ => String::new(),
    };
    if !more.is_empty() {
        sentence = format!("{sentence} ({more})");
    }
    Line {
        day: words.day(taken.on, today),
        sentence,
        by: format!(
            "{}, {}",
            party_words(words, taken.by.party),
            recorded.by_account
        ),
    }
}

/// `GET /requests/{id}/papers/{paper}/pdf/{lang}`
pub async fn print_paper(
    State(web): State<Web>,
    Path((id, paper, lang)): Path<(String, String, String)>,
    SignedIn { session, .. }: SignedIn,
) -> Response {
    let Ok(lang) = lang.parse() else {
        return Trouble::NotFound.into_response();
    };
    let opened = match web.store.exchange_paper(&session, &id, &paper).await {
        Ok(opened) => opened,
        Err(error) => return not_opened(error),
    };
    let kind = opened.head.paper;
    let request = forms::PaperRequest {
        kind,
        lang,
        content: forms::PaperContent::Final {
            fields: opened.value,
            today: web.store.today(),
        },
        stamp: None,
    };
    let printed = prints::made("a paper could not be printed", move || {
        forms::render_paper(&request)
    });
    match printed.await {
        Ok(bytes) => {
            let name = format!("{}-{id}-{lang}.pdf", kind.name());
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("inline; filename=\"{name}\""),
                ),
            ];
            (headers, bytes).into_response()
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// An exchange of each kind, for samples.
#[doc(hidden)]
pub fn sample_exchanges() -> Vec<OpenExchange> {
    let on = jiff::civil::date(2022, 10, 27);
    Kind::ALL
        .into_iter()
        .map(|kind| {
            let opening = Opening {
                here: vec![Signatory::Organization, Signatory::AuthorizedBody],
                three: true,
                since: Some(on),
                number: Label::new("17"),
                notice: serde_json::from_value(serde_json::json!({"refused_on": "2022-10-21",
                    "region": "almaty", "year": 2021, "exploitation": ["labour"], "means": ["debt"]}))
                .ok(),
                ..Opening::new(kind)
            };
            let by = Doer {
                party: Signatory::Organization,
                opener: true,
                person: label("a1"),
            };
            let steps = [
                Step::Opened(opening),
                Step::Received {},
                Step::Signed {
                    party: Signatory::Organization,
                },
                Step::Objected {
                    party: Signatory::AuthorizedBody,
                    reason: "–".to_owned(),
                },
            ];
            let steps: Vec<RecordedStep> = (1..)
                .zip(steps)
                .map(|(seq, step)| RecordedStep {
                    taken: Taken {
                        seq,
                        on,
                        by: by.clone(),
                        step,
                    },
                    recorded_at: jiff::Timestamp::UNIX_EPOCH,
                    by_account: "Айгүл Үлгібаева".to_owned(),
                    act_id: store::ActId([0; 16]),
                })
                .collect();
            let state = Exchange::fold(steps.iter().map(|step| &step.taken))
                .expect("the first step is an opening");
            OpenExchange {
                summary: ExchangeSummary {
                    id: format!("x{}", kind.name()),
                    from: "Үлгі баспана".to_owned(),
                    to: "Үлгі орган".to_owned(),
                    received: false,
                    sent_on: on,
                    duties: state.duties(Calendar::embedded()),
                    content: Content::Steps(Box::new(state)),
                    seq: 4,
                },
                file: Some("k3f9x2mp".to_owned()),
                entries: Vec::new(),
                steps,
                documents: Vec::new(),
                papers: Vec::new(),
            }
        })
        .collect()
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(frame: &Frame, today: Date) -> Vec<String> {
    let by = Doer {
        party: Signatory::Organization,
        opener: true,
        person: label("a1"),
    };
    sample_exchanges()
        .into_iter()
        .filter_map(|open| {
            let Content::Steps(state) = open.summary.content.clone() else {
                return None;
            };
            let page = passing_page(
                frame.clone(),
                open,
                &state,
                &by,
                today,
                Calendar::embedded(),
            )?;
            page.render().ok()
        })
        .collect()
}
