//! The forms of the staff: each becomes a line of its register.

use std::collections::BTreeSet;

use askama::Template as _;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use standard::{
    chapter_2_tasks::para_08_training::Training,
    chapter_5_plan::{
        para_34_specialists::{Engagement, FullTime, Particulars, StaffBasis, basis_on, members},
        para_35_job_descriptions::{
            Acknowledgement, JobAcknowledged, JobDescription, acknowledgement, post_of,
        },
        para_36_control::{Control, Found},
    },
    lang::Lang,
    register::{Content, standing},
};
use store::NewLine;

use super::{
    Kept,
    fields::{ACKNOWLEDGED, BASIS, CONTROL, JOB, MEMBERS, PARTICULARS, POSTS, TRAINING},
    keeps_the_staff, open, post_words,
};
use crate::{
    Web,
    book::{FormPage, Numbered, carried_id, given, trouble_of, wrong_of},
    form::{
        Answers, Group, Read, Section, Wrong,
        read::parse_day,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Sent, SignedIn},
    trouble::Trouble,
    words::{Words, figures},
};

/// A form: what is asked, where it goes, to which page it belongs.
struct Form {
    scope: &'static str,
    sections: &'static [Section],
    title: &'static str,
    action: String,
    back: (&'static str, &'static str),
    quote: String,
}

fn form(
    scope: &'static str,
    sections: &'static [Section],
    title: &'static str,
    action: impl Into<String>,
    back: (&'static str, &'static str),
) -> Form {
    Form {
        scope,
        sections,
        title,
        action: action.into(),
        back,
        quote: String::new(),
    }
}

impl Form {
    fn page(
        self,
        frame: Frame,
        act_id: String,
        (kept, today): (&Kept, Date),
        answers: &Answers,
        wrong: &[Wrong],
    ) -> FormPage {
        let words = frame.words;
        let lists = lists(words, kept, today);
        let scope = Scope {
            words,
            name: self.scope,
            lists: &lists,
        };
        let sections = scope.sections(self.sections, answers, wrong);
        FormPage {
            back: (self.back.0, words.text(self.back.1)),
            title: words.text(self.title),
            lead: Vec::new(),
            quote: self.quote,
            action: self.action,
            hidden: vec![("act_id", act_id)],
            errors: error_links(&sections),
            sections,
            button: words.text("button-record"),
            frame,
        }
    }
}

const STAFF: (&str, &str) = ("/house/staff", "staff-title");
const JOBS: (&str, &str) = ("/house/job-descriptions", "staff-jobs-title");
const TRAININGS: (&str, &str) = ("/house/training", "staff-training-title");
const CONTROLS: (&str, &str) = ("/house/controls", "staff-controls-title");

fn new_form() -> Form {
    form(
        "staff",
        PARTICULARS,
        "staff-new-title",
        "/house/staff/new",
        STAFF,
    )
}

fn member_form(member: u32) -> Form {
    let action = format!("/house/staff/{member}");
    form("staff", PARTICULARS, "staff-change-title", action, STAFF)
}

fn basis_form() -> Form {
    let action = "/house/staff/numbers";
    form("staff-numbers", BASIS, "staff-numbers-title", action, STAFF)
}

fn training_form() -> Form {
    let action = "/house/training/new";
    form(
        "staff-training",
        TRAINING,
        "staff-training-new",
        action,
        TRAININGS,
    )
}

fn job_form() -> Form {
    let action = "/house/job-descriptions/new";
    form("staff-job", JOB, "staff-jobs-new", action, JOBS)
}

fn acknowledged_form(number: u32, description: &JobDescription) -> Form {
    let action = format!("/house/job-descriptions/{number}");
    let title = "staff-jobs-acknowledge";
    let form = form("staff-acknowledged", ACKNOWLEDGED, title, action, JOBS);
    Form {
        quote: description.text.clone(),
        ..form
    }
}

fn control_form() -> Form {
    let action = "/house/controls/new";
    form(
        "staff-control",
        CONTROL,
        "staff-controls-new",
        action,
        CONTROLS,
    )
}

fn lists(words: Words, kept: &Kept, today: Date) -> [(&'static str, Vec<Group>); 2] {
    let there = kept.there(today);
    let members = there
        .iter()
        .map(|(member, one)| {
            let post = post_words(words, post_of(one));
            (member.to_string(), format!("{}, {post}", one.name))
        })
        .collect();
    let posts: BTreeSet<&str> = there.iter().map(|(_, one)| post_of(one)).collect();
    let posts = posts
        .into_iter()
        .map(|post| (post.to_owned(), post_words(words, post)))
        .collect();
    let group = |choices| {
        vec![Group {
            label: String::new(),
            choices,
        }]
    };
    [(MEMBERS, group(members)), (POSTS, group(posts))]
}

async fn ask(web: Web, who: SignedIn, form: Form, answers: Answers) -> Response {
    let SignedIn { session, frame } = who;
    match open(&web, &session).await {
        Ok(kept) => {
            let id = carried_id(&web, &answers).to_text();
            let of = (&kept, web.store.today());
            page(&form.page(frame, id, of, &answers, &[]))
        }
        Err(error) => trouble_of(error).into_response(),
    }
}

/// Records what a form says, or gives it back with what is wrong.
async fn record<T: Content>(
    web: Web,
    who: SignedIn,
    form: Form,
    answers: Answers,
    corrects: Option<u32>,
    content: impl FnOnce(&Answers) -> Option<T>,
) -> Response {
    let SignedIn { session, frame } = who;
    if !keeps_the_staff(&session) {
        return Trouble::NotFound.into_response();
    }
    let today = web.store.today();
    let mut wrong = Read::of(form.sections, &answers, today).wrong;
    let share = answers.get("share").trim();
    if form.scope == "staff" && !share.is_empty() && share.parse::<FullTime>().is_err() {
        wrong.push(Wrong::at("share", "share"));
    }
    if wrong.is_empty() {
        let Some(content) = content(&answers) else {
            return Trouble::NotUnderstood.into_response();
        };
        let mut line = NewLine::new(carried_id(&web, &answers), content);
        if let Some(earlier) = corrects {
            line = line.correcting(earlier);
        }
        match web.store.register_add(&session, &line).await {
            Ok(_) => {
                return Redirect::to(&format!("{}?done=yes", form.back.0)).into_response();
            }
            Err(error) => match wrong_of(error, "") {
                Ok(found) => wrong = found,
                Err(trouble) => return trouble.into_response(),
            },
        }
    }
    match open(&web, &session).await {
        Ok(kept) => {
            let id = carried_id(&web, &answers).to_text();
            let page = page(&form.page(frame, id, (&kept, today), &answers, &wrong));
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(error) => trouble_of(error).into_response(),
    }
}

fn day(answers: &Answers, field: &str) -> Option<Date> {
    parse_day(answers.get(field).trim()).ok()
}

fn number(answers: &Answers, field: &str) -> Option<u32> {
    answers.get(field).trim().parse().ok()
}

fn particulars(answers: &Answers) -> Option<Particulars> {
    let position = answers.get("position");
    Some(Particulars {
        name: given(answers, "name")?,
        position: match position {
            "other" => String::new(),
            named => named.to_owned(),
        },
        title: given(answers, "title"),
        share: answers.get("share").parse().ok()?,
        engagement: Engagement::from_name(answers.get("engagement"))?,
        from: day(answers, "from")?,
        until: day(answers, "until"),
        qualification: given(answers, "qualification"),
    })
}

/// `GET /house/staff/new`
pub async fn ask_new(State(web): State<Web>, who: SignedIn) -> Response {
    let answers = Answers::first(PARTICULARS, web.store.today());
    ask(web, who, new_form(), answers).await
}

/// `POST /house/staff/new`
pub async fn add(State(web): State<Web>, who: SignedIn, Sent(answers): Sent) -> Response {
    record(web, who, new_form(), answers, None, particulars).await
}

fn typed(one: &Particulars) -> Answers {
    let mut answers = Answers::default();
    let position = match one.position.as_str() {
        "" => "other",
        named => named,
    };
    answers.push("name", one.name.clone());
    answers.push("position", position);
    answers.push("title", one.title.clone().unwrap_or_default());
    answers.push("share", one.share.to_string());
    answers.push("engagement", one.engagement.name());
    answers.push("from", figures(one.from));
    answers.push("until", one.until.map(figures).unwrap_or_default());
    answers.push(
        "qualification",
        one.qualification.clone().unwrap_or_default(),
    );
    answers
}

/// The newest line about a member of staff.
async fn line_about(web: &Web, who: &SignedIn, member: u32) -> Result<(u32, Particulars), Trouble> {
    let kept = open(web, &who.session).await.map_err(trouble_of)?;
    members(&kept.staff)
        .into_iter()
        .find(|(number, _)| *number == member)
        .map(|(_, line)| (line.number, line.content.clone()))
        .ok_or(Trouble::NotFound)
}

/// `GET /house/staff/{member}`: what stands about somebody, to be changed by a later line.
pub async fn ask_member(
    State(web): State<Web>,
    Numbered(member): Numbered,
    who: SignedIn,
) -> Response {
    match line_about(&web, &who, member).await {
        Ok((_, one)) => ask(web, who, member_form(member), typed(&one)).await,
        Err(trouble) => trouble.into_response(),
    }
}

/// `POST /house/staff/{member}`
pub async fn change(
    State(web): State<Web>,
    Numbered(member): Numbered,
    who: SignedIn,
    Sent(answers): Sent,
) -> Response {
    match line_about(&web, &who, member).await {
        Ok((line, _)) => {
            let form = member_form(member);
            record(web, who, form, answers, Some(line), particulars).await
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// `GET /house/staff/numbers`: those that hold today, to be changed from a day.
pub async fn ask_numbers(State(web): State<Web>, who: SignedIn) -> Response {
    let today = web.store.today();
    let kept = match open(&web, &who.session).await {
        Ok(kept) => kept,
        Err(error) => return trouble_of(error).into_response(),
    };
    let answers = match basis_on(&kept.basis, today) {
        Some(basis) => {
            let mut answers = Answers::default();
            answers.push("recipients", basis.recipients.to_string());
            answers.push("children", basis.children.to_string());
            answers.push("groups", basis.groups.to_string());
            answers.push("from", figures(today));
            answers
        }
        None => Answers::first(BASIS, today),
    };
    ask(web, who, basis_form(), answers).await
}

/// `POST /house/staff/numbers`
pub async fn set_numbers(State(web): State<Web>, who: SignedIn, Sent(answers): Sent) -> Response {
    let basis = |answers: &Answers| {
        Some(StaffBasis {
            recipients: number(answers, "recipients")?,
            children: number(answers, "children")?,
            groups: number(answers, "groups")?,
            from: day(answers, "from")?,
        })
    };
    record(web, who, basis_form(), answers, None, basis).await
}

/// `GET /house/training/new`
pub async fn ask_training(State(web): State<Web>, who: SignedIn) -> Response {
    let answers = Answers::first(TRAINING, web.store.today());
    ask(web, who, training_form(), answers).await
}

/// `POST /house/training/new`
pub async fn add_training(State(web): State<Web>, who: SignedIn, Sent(answers): Sent) -> Response {
    let training = |answers: &Answers| {
        Some(Training {
            member: number(answers, "member")?,
            subject: given(answers, "subject")?,
            held_by: given(answers, "held_by"),
            from: day(answers, "from")?,
            to: day(answers, "to")?,
            hours: number(answers, "hours"),
            paper: given(answers, "paper"),
            again_by: day(answers, "again_by"),
        })
    };
    record(web, who, training_form(), answers, None, training).await
}

/// `GET /house/job-descriptions/new`
pub async fn ask_job(State(web): State<Web>, who: SignedIn) -> Response {
    let answers = Answers::first(JOB, web.store.today());
    ask(web, who, job_form(), answers).await
}

/// `POST /house/job-descriptions/new`
pub async fn add_job(State(web): State<Web>, who: SignedIn, Sent(answers): Sent) -> Response {
    let job = |answers: &Answers| {
        Some(JobDescription {
            position: given(answers, "position")?,
            text: given(answers, "text")?,
            approved_on: day(answers, "approved_on")?,
            order: given(answers, "order"),
        })
    };
    record(web, who, job_form(), answers, None, job).await
}

/// A description, and the first of those who have not acknowledged it.
async fn description_of(
    web: &Web,
    who: &SignedIn,
    number: u32,
) -> Result<(JobDescription, Option<u32>), Trouble> {
    let kept = open(web, &who.session).await.map_err(trouble_of)?;
    let description = standing(&kept.jobs)
        .find(|line| line.number == number)
        .map(|line| line.content.clone())
        .ok_or(Trouble::NotFound)?;
    let owes = |member: u32, one: &Particulars| {
        let state = acknowledgement(post_of(one), member, &kept.jobs, &kept.acknowledged);
        matches!(state, Acknowledgement::Owed { description, .. } if description == number)
    };
    let waiting = kept
        .there(web.store.today())
        .into_iter()
        .find(|(member, one)| owes(*member, one))
        .map(|(member, _)| member);
    Ok((description, waiting))
}

/// `GET /house/job-descriptions/{number}`: its words, and who acknowledges it.
pub async fn ask_acknowledged(
    State(web): State<Web>,
    Numbered(number): Numbered,
    who: SignedIn,
) -> Response {
    match description_of(&web, &who, number).await {
        Ok((description, waiting)) => {
            let mut answers = Answers::first(ACKNOWLEDGED, web.store.today());
            if let Some(member) = waiting {
                answers.push("member", member.to_string());
            }
            ask(web, who, acknowledged_form(number, &description), answers).await
        }
        Err(trouble) => trouble.into_response(),
    }
}

/// `POST /house/job-descriptions/{number}`
pub async fn acknowledge(
    State(web): State<Web>,
    Numbered(description): Numbered,
    who: SignedIn,
    Sent(answers): Sent,
) -> Response {
    let form = match description_of(&web, &who, description).await {
        Ok((text, _)) => acknowledged_form(description, &text),
        Err(trouble) => return trouble.into_response(),
    };
    let acknowledged = |answers: &Answers| {
        Some(JobAcknowledged {
            member: number(answers, "member")?,
            description,
            on: day(answers, "on")?,
        })
    };
    record(web, who, form, answers, None, acknowledged).await
}

/// `GET /house/controls/new`
pub async fn ask_control(State(web): State<Web>, who: SignedIn) -> Response {
    let answers = Answers::first(CONTROL, web.store.today());
    ask(web, who, control_form(), answers).await
}

/// `POST /house/controls/new`
pub async fn add_control(State(web): State<Web>, who: SignedIn, Sent(answers): Sent) -> Response {
    let control = |answers: &Answers| {
        Some(Control {
            member: number(answers, "member")?,
            on: day(answers, "on")?,
            what: given(answers, "what")?,
            found: Found::from_name(answers.get("found"))?,
            remark: given(answers, "remark"),
            next: day(answers, "next")?,
        })
    };
    record(web, who, control_form(), answers, None, control).await
}

/// Samples of every form, each with everything wrong.
pub(super) fn samples(lang: Lang, kept: &Kept, today: Date) -> Vec<String> {
    let forms = [
        new_form(),
        member_form(1),
        basis_form(),
        training_form(),
        job_form(),
        acknowledged_form(1, &kept.jobs[0].content),
        control_form(),
    ];
    let sample = |form: Form| {
        let problem = |name: &str| if name == "share" { "share" } else { "missing" };
        let wrong: Vec<Wrong> = form
            .sections
            .iter()
            .flat_map(|section| section.fields)
            .map(|field| Wrong::at(field.name, problem(field.name)))
            .collect();
        let frame = crate::people::file::sample_frame(lang, "/house/staff");
        let id = "–".to_owned();
        form.page(frame, id, (kept, today), &Answers::default(), &wrong)
            .render()
            .unwrap_or_default()
    };
    forms.into_iter().map(sample).collect()
}
