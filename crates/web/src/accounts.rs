//! Accounts of staff, for the head: who is there, invitations, roles, leaving, the acting head.

pub mod demand;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use standard::lang::Lang;
use store::{
    AccountError, ActingOrder, Invited, Member, MemberState, Newcomer, Role, Session,
    staff::RightsEntry,
};

use crate::{
    Web,
    access::{set_up::problem_of, sign_in::clock_time},
    form::{
        Answers, Field, Group, Kind, Read, Section, SectionView, Wrong,
        read::parse_day,
        view::{Input, Scope, error_links},
    },
    frame::{Frame, page},
    session::{Done, Proved, Sent, SignedIn, broken},
    trouble::Trouble,
    words::{Words, figures},
};

const ROLES: &str = "roles";

const NEWCOMER: &[Section] = &[Section::new(
    "",
    &[
        Field::line("staff_name").needed(),
        Field::line("login").needed(),
        Field::one_of("account_language", &["kk", "ru", "en"])
            .needed()
            .first("kk"),
        Field::of(ROLES, Kind::ManyOf(roles)).needed().hinted(),
    ],
)];
const OF_ROLES: &[Section] = &[Section::new(
    "",
    &[Field::of(ROLES, Kind::ManyOf(roles)).needed().hinted()],
)];
const OF_ORDER: &[Section] = &[Section::new(
    "",
    &[
        Field::line("acting_order").needed(),
        Field::day("acting_from").needed(),
        Field::day("acting_to").needed(),
    ],
)];
const OF_END: &[Section] = &[Section::new("", &[Field::mark("sure").needed()])];

/// Roles to choose from; acting as head is given by an order with its days.
fn roles(words: Words) -> Vec<Group> {
    let choices = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::ActingHead)
        .map(|role| (role.name().to_owned(), words.named("role", role.name())))
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

/// The parts of a form, with the roles that the session's kind of body has.
fn sections_of(
    frame: &Frame,
    session: Option<&Session>,
    sections: &[Section],
    answers: &Answers,
    wrong: &[Wrong],
) -> Vec<SectionView> {
    let mut views = Scope::new(frame.words, "account").sections(sections, answers, wrong);
    if let Some(session) = session {
        let fits =
            |name: &str| Role::from_name(name).is_some_and(|role| session.body().kind.has(role));
        for field in views.iter_mut().flat_map(|section| &mut section.fields) {
            if let (ROLES, Input::Checks(groups)) = (field.name.as_str(), &mut field.input) {
                for group in groups {
                    group.choices.retain(|choice| fits(&choice.value));
                }
            }
        }
    }
    views
}

struct Row {
    code: String,
    name: String,
    login: String,
    roles: String,
    state: String,
    second_factor: String,
    last_sign_in: String,
}

struct ChangeRow {
    at: String,
    told: String,
    by: String,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    frame: Frame,
    rows: Vec<Row>,
    changes: Vec<ChangeRow>,
}

fn moment(words: Words, at: Timestamp) -> String {
    let day = words.full_day(store::day_in_kazakhstan(at));
    format!("{day}, {}", clock_time(at))
}

fn role_names(words: Words, roles: &[Role]) -> String {
    let names: Vec<_> = roles
        .iter()
        .map(|role| words.named("role", role.name()))
        .collect();
    names.join(", ")
}

fn state_of(words: Words, member: &Member) -> String {
    let state = match member.state {
        MemberState::Active => words.text("accounts-state-active"),
        MemberState::Ended => words.text("accounts-state-ended"),
        MemberState::Invited(until) => {
            words.with_text("accounts-state-invited", "until", &moment(words, until))
        }
    };
    match &member.acting {
        None => state,
        Some(order) => format!("{state}; {}", order_in_words(words, order)),
    }
}

fn order_in_words(words: Words, order: &ActingOrder) -> String {
    let arguments = crate::words::arguments([
        ("order", order.order.clone().into()),
        ("from", figures(order.from).into()),
        ("to", figures(order.to).into()),
    ]);
    words.with("accounts-acting-order", &arguments)
}

fn accounts_page(frame: Frame, staff: Vec<Member>, changes: Vec<RightsEntry>) -> AccountsPage {
    let words = frame.words;
    let name = |code: &str| {
        staff
            .iter()
            .find(|member| member.code == code)
            .map_or_else(|| code.to_owned(), |member| member.name.clone())
    };
    let changes = changes
        .iter()
        .map(|entry| ChangeRow {
            at: moment(words, entry.at),
            told: words.with_text(
                &format!("accounts-told-{}", entry.change.name()),
                "name",
                &name(entry.change.account()),
            ),
            by: name(&entry.by),
        })
        .collect();
    let rows = staff
        .iter()
        .map(|member| Row {
            code: member.code.clone(),
            name: member.name.clone(),
            login: member.login.clone(),
            roles: role_names(words, &member.roles),
            state: state_of(words, member),
            second_factor: match (member.state, member.has_factors) {
                (_, true) => words.text("accounts-factor-has"),
                (MemberState::Active, false) => words.text("accounts-factor-none"),
                (_, false) => words.text("no-answer"),
            },
            last_sign_in: member
                .last_sign_in
                .map_or_else(|| words.text("no-answer"), |at| moment(words, at)),
        })
        .collect();
    AccountsPage {
        frame,
        rows,
        changes,
    }
}

/// `GET /house/accounts`
pub async fn list(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    let staff = match web.store.staff(&session).await {
        Ok(staff) => staff,
        Err(error) => return refused(error),
    };
    match web.store.rights_changes(&session).await {
        Ok(changes) => page(&accounts_page(frame, staff, changes)),
        Err(error) => refused(error),
    }
}

/// What an error means that no field of the form could mend.
fn refused(error: AccountError) -> Response {
    match error {
        AccountError::Store(error) => broken(&error).into_response(),
        _ => Trouble::NotFound.into_response(),
    }
}

#[derive(Template)]
#[template(path = "account.html")]
struct InvitePage {
    frame: Frame,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn invite_page(
    frame: Frame,
    session: Option<&Session>,
    answers: &Answers,
    wrong: &[Wrong],
) -> InvitePage {
    let sections = sections_of(&frame, session, NEWCOMER, answers, wrong);
    let errors = error_links(&sections);
    InvitePage {
        frame,
        sections,
        errors,
    }
}

/// `GET /house/accounts/new`
pub async fn ask(State(web): State<Web>, SignedIn { session, frame }: SignedIn) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let answers = Answers::first(NEWCOMER, web.store.today());
    page(&invite_page(frame, Some(&session), &answers, &[]))
}

#[derive(Template)]
#[template(path = "invited.html")]
struct InvitedPage {
    frame: Frame,
    name: String,
    login: String,
    code: String,
    until: String,
    body: String,
}

fn invited_page(frame: Frame, body: String, invited: &Invited) -> InvitedPage {
    InvitedPage {
        until: moment(frame.words, invited.expires_at),
        frame,
        body,
        name: invited.account.name.clone(),
        login: invited.account.login.clone(),
        code: invited.code.to_string(),
    }
}

/// `POST /house/accounts/new`: the sheet with the code is the answer, and is shown this once.
pub async fn invite(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
    Proved { .. }: Proved,
    Sent(answers): Sent,
) -> Response {
    if !session.is_head() {
        return Trouble::NotFound.into_response();
    }
    let mut read = Read::of(NEWCOMER, &answers, web.store.today());
    if !read.stops() {
        let newcomer = Newcomer {
            login: answers.get("login").trim().to_owned(),
            name: answers.get("staff_name").trim().to_owned(),
            roles: answers.all(ROLES).filter_map(Role::from_name).collect(),
            language: answers.get("account_language").parse().unwrap_or(Lang::Kk),
        };
        match web.store.invite(&session, newcomer).await {
            Ok(invited) => {
                let body = session.body().name.clone();
                return page(&invited_page(frame, body, &invited));
            }
            Err(error) => match problem_of(error, "staff_name") {
                Ok(wrong) => read.wrong.push(wrong),
                Err(error) => return broken(&error).into_response(),
            },
        }
    }
    let page = page(&invite_page(frame, Some(&session), &answers, &read.wrong));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    frame: Frame,
    code: String,
    name: String,
    login: String,
    state: String,
    notice: String,
    errors: Vec<(String, String)>,
    roles: Vec<SectionView>,
    order: Vec<SectionView>,
    end: Vec<SectionView>,
    is_active: bool,
    is_invited: bool,
    acts: bool,
    may_act: bool,
    has_factors: bool,
    /// Whether there is a session to be ended: her own one signs out of.
    has_session: bool,
}

fn member_page(
    frame: Frame,
    session: Option<&Session>,
    member: &Member,
    typed: Option<&Answers>,
    wrong: &[Wrong],
    notice: String,
) -> MemberPage {
    let mut of_roles = Answers::default();
    for role in &member.roles {
        of_roles.push(ROLES, role.name());
    }
    let nothing = Answers::default();
    let shown = typed.filter(|typed| typed.find(ROLES).is_some());
    let roles = sections_of(&frame, session, OF_ROLES, shown.unwrap_or(&of_roles), wrong);
    let order = sections_of(&frame, None, OF_ORDER, typed.unwrap_or(&nothing), wrong);
    let end = sections_of(&frame, None, OF_END, &nothing, wrong);
    let errors = [&roles, &order, &end]
        .into_iter()
        .flat_map(|sections| error_links(sections))
        .collect();
    MemberPage {
        code: member.code.clone(),
        name: member.name.clone(),
        login: member.login.clone(),
        state: state_of(frame.words, member),
        notice,
        errors,
        roles,
        order,
        end,
        is_active: member.state == MemberState::Active,
        is_invited: matches!(member.state, MemberState::Invited(_)),
        acts: member.acting.is_some(),
        has_factors: member.has_factors,
        has_session: member.has_session
            && session.is_none_or(|session| session.account().code != member.code),
        may_act: !member.roles.contains(&Role::Head),
        frame,
    }
}

async fn find(web: &Web, session: &Session, code: &str) -> Result<Member, Response> {
    let staff = web.store.staff(session).await.map_err(refused)?;
    staff
        .into_iter()
        .find(|member| member.code == code)
        .ok_or_else(|| Trouble::NotFound.into_response())
}

/// `GET /house/accounts/{code}`
pub async fn member(
    State(web): State<Web>,
    Path(code): Path<String>,
    Query(Done { done }): Query<Done>,
    SignedIn { session, frame }: SignedIn,
) -> Response {
    let notice = done
        .map(|_| frame.words.text("accounts-done"))
        .unwrap_or_default();
    match find(&web, &session, &code).await {
        Ok(member) => page(&member_page(
            frame,
            Some(&session),
            &member,
            None,
            &[],
            notice,
        )),
        Err(answer) => answer,
    }
}

/// `GET /house/accounts/{code}/{what}`: after the page for a fresh proof, back to the person.
pub async fn back(Path((code, _)): Path<(String, String)>) -> Response {
    let is_code = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_code {
        Redirect::to(&format!("/house/accounts/{code}")).into_response()
    } else {
        Trouble::NotFound.into_response()
    }
}

/// `POST /house/accounts/{code}/{what}`: `roles`, `acting`, `acting-end`, `end`, `invite`, `factors`, `session`.
pub async fn change(
    State(web): State<Web>,
    Path((code, what)): Path<(String, String)>,
    SignedIn { session, frame }: SignedIn,
    Proved { .. }: Proved,
    Sent(answers): Sent,
) -> Response {
    let member = match find(&web, &session, &code).await {
        Ok(member) => member,
        Err(answer) => return answer,
    };
    let (store, today) = (&web.store, web.store.today());
    let sections = match what.as_str() {
        "roles" => OF_ROLES,
        "acting" => OF_ORDER,
        "end" => OF_END,
        "acting-end" | "invite" | "factors" | "session" => &[],
        _ => return Trouble::NotFound.into_response(),
    };
    let mut read = Read::of(sections, &answers, today);
    // An order names days to come, which a form of what has happened does not take.
    read.wrong
        .retain(|wrong| !(wrong.field.starts_with("acting_") && wrong.problem == "day-later"));
    if what == "end" && answers.get("sure") != "yes" {
        read.wrong = vec![Wrong::at("sure", "mark-needed")];
    }
    if !read.stops() {
        let done = match what.as_str() {
            "roles" => {
                let roles = answers.all(ROLES).filter_map(Role::from_name).collect();
                store.change_roles(&session, &code, roles).await
            }
            "acting" => match order_of(&answers) {
                Some(order) => store.appoint_acting_head(&session, &code, order).await,
                None => Err(AccountError::DaysDoNotFit),
            },
            "acting-end" => store.end_acting_head(&session, &code).await,
            "end" => store.end_account(&session, &code).await,
            "factors" => store.remove_factors(&session, &code).await,
            "session" => match store.end_session(&session, &code).await {
                // It ran out, or she signed out, while the head looked at the page: what was wanted is so.
                Err(AccountError::NoSuchAccount) => Ok(()),
                done => done,
            },
            _ => match store.invite_again(&session, &code).await {
                Ok(invited) => {
                    let body = session.body().name.clone();
                    return page(&invited_page(frame, body, &invited));
                }
                Err(error) => Err(error),
            },
        };
        match done {
            Ok(()) => {
                return Redirect::to(&format!("/house/accounts/{code}?done=yes")).into_response();
            }
            Err(AccountError::LastHead) if what == "end" => {
                read.wrong.push(Wrong::at("sure", "last-head"));
            }
            Err(AccountError::DaysDoNotFit) => {
                read.wrong.push(Wrong::at("acting_to", "days-do-not-fit"));
            }
            Err(AccountError::Unusable) => read.wrong.push(Wrong::at("acting_order", "unusable")),
            Err(AccountError::RolesDoNotFit) => {
                read.wrong.push(Wrong::at(ROLES, "roles-do-not-fit"));
            }
            Err(AccountError::LastHead) => read.wrong.push(Wrong::at(ROLES, "last-head")),
            Err(AccountError::HeadMakesHead) => {
                read.wrong.push(Wrong::at(ROLES, "head-makes-head"));
            }
            Err(error) => return refused(error),
        }
    }
    let page = page(&member_page(
        frame,
        Some(&session),
        &member,
        Some(&answers),
        &read.wrong,
        String::new(),
    ));
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn order_of(answers: &Answers) -> Option<ActingOrder> {
    Some(ActingOrder {
        order: answers.get("acting_order").trim().to_owned(),
        from: parse_day(answers.get("acting_from").trim()).ok()?,
        to: parse_day(answers.get("acting_to").trim()).ok()?,
    })
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    use store::rights::Change;

    let frame = |path: &str| crate::people::file::sample_frame(lang, path);
    let member = |state, acting| Member {
        code: "a1b2c3d4".to_owned(),
        login: "aigul".to_owned(),
        name: "Айгүл".to_owned(),
        roles: vec![Role::Specialist, Role::Identification],
        language: Lang::Kk,
        acting,
        state,
        has_factors: true,
        has_session: true,
        last_sign_in: Some(Timestamp::UNIX_EPOCH),
    };
    let order = ActingOrder {
        order: "14-Ж".to_owned(),
        from: jiff::civil::date(2022, 10, 3),
        to: jiff::civil::date(2022, 10, 14),
    };
    let staff = vec![
        member(MemberState::Active, Some(order.clone())),
        member(MemberState::Invited(Timestamp::UNIX_EPOCH), None),
        member(MemberState::Ended, None),
    ];
    let account = "a1b2c3d4".to_owned();
    let changes = [
        Change::Invited {
            account: account.clone(),
            login: "aigul".to_owned(),
            roles: vec![Role::Specialist],
        },
        Change::InvitedAgain {
            account: account.clone(),
        },
        Change::Roles {
            account: account.clone(),
            before: vec![],
            after: vec![],
        },
        Change::Ended {
            account: account.clone(),
        },
        Change::Acting {
            account: account.clone(),
            order: order.clone(),
        },
        Change::ActingEnded {
            account: account.clone(),
            order,
        },
        Change::FactorsRemoved {
            account: account.clone(),
        },
        Change::SessionEnded { account },
    ];
    let changes = changes
        .into_iter()
        .map(|change| RightsEntry {
            at: Timestamp::UNIX_EPOCH,
            by: "a1b2c3d4".to_owned(),
            change,
        })
        .collect();
    let wrong = [
        Wrong::at("login", "login-taken"),
        Wrong::at(ROLES, "choose-any"),
        Wrong::at("acting_to", "days-do-not-fit"),
        Wrong::at("sure", "last-head"),
    ];
    let mut pages: Vec<String> = staff
        .iter()
        .map(|member| {
            member_page(
                frame("/house/accounts"),
                None,
                member,
                None,
                &wrong,
                "–".to_owned(),
            )
            .render()
            .unwrap_or_default()
        })
        .collect();
    pages.push(
        invite_page(
            frame("/house/accounts/new"),
            None,
            &Answers::default(),
            &wrong,
        )
        .render()
        .unwrap_or_default(),
    );
    let sheet = InvitedPage {
        frame: frame("/house/accounts/new"),
        name: "Айгүл".to_owned(),
        login: "aigul".to_owned(),
        code: "0000-0000-0000-0000-0000-0000-0000".to_owned(),
        until: "–".to_owned(),
        body: "Үлгі баспана".to_owned(),
    };
    pages.push(sheet.render().unwrap_or_default());
    pages.extend(demand::samples(lang, &staff));
    pages.push(
        accounts_page(frame("/house/accounts"), staff, changes)
            .render()
            .unwrap_or_default(),
    );
    pages
}
