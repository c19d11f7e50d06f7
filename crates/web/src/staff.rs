//! The staff (paragraphs 8, 34 to 36, Annex 5): who is there against the norm, training, job descriptions, controls.
//!
//! Kept by the head and by whoever has staff matters: they hold the compartment `house`, and no recipient's file is needed.

pub mod fields;
pub mod forms;
pub mod pages;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::civil::Date;
use standard::{
    catalogue::{Catalogue, staffing::staffing},
    chapter_2_tasks::para_08_training::{Training, trainings_due},
    chapter_5_plan::{
        para_34_specialists::{
            OnPost, Particulars, RealPosition, StaffBasis, against_norm, basis_on, members,
        },
        para_35_job_descriptions::{
            Acknowledgement, JobAcknowledged, JobDescription, acknowledgement, post_of,
        },
        para_36_control::{Control, controls_due, is_controlled},
    },
    compartment::Compartment,
    lang::Lang,
    register::{Content, Line},
};
use store::{BodyKind, RegisterError, Session};

use crate::{
    Web,
    book::HouseDue,
    frame::Frame,
    words::{Words, arguments, plain},
};

/// A table of the staff's pages.
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: its first cell may lead somewhere.
pub struct Row {
    /// Where the first cell leads; empty for nowhere.
    pub address: String,
    /// The cells.
    pub cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff.html")]
struct StaffPage {
    frame: Frame,
    notice: String,
    title: String,
    lead: Vec<String>,
    warnings: Vec<String>,
    house_due: Vec<HouseDue>,
    places: Vec<(String, String)>,
    tables: Vec<Table>,
}

/// Everything that is kept about the staff.
#[derive(Default)]
pub struct Kept {
    /// Particulars.
    pub staff: Vec<Line<Particulars>>,
    /// The numbers of the house.
    pub basis: Vec<Line<StaffBasis>>,
    /// Training.
    pub training: Vec<Line<Training>>,
    /// Job descriptions.
    pub jobs: Vec<Line<JobDescription>>,
    /// Who has acknowledged them.
    pub acknowledged: Vec<Line<JobAcknowledged>>,
    /// Controls.
    pub controls: Vec<Line<Control>>,
}

async fn lines<T: Content>(web: &Web, session: &Session) -> Result<Vec<Line<T>>, RegisterError> {
    let lines = web.store.register_read::<T>(session).await?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// Whether the session's owner keeps what is written about the staff of an organization.
pub fn keeps_the_staff(session: &Session) -> bool {
    session.holds(Compartment::House)
        && matches!(session.body().kind, BodyKind::Organization { .. })
}

/// Opens everything that is kept about the staff.
///
/// # Errors
/// [`RegisterError::NotFound`] for whoever does not keep it.
pub async fn open(web: &Web, session: &Session) -> Result<Kept, RegisterError> {
    if !keeps_the_staff(session) {
        return Err(RegisterError::NotFound);
    }
    Ok(Kept {
        staff: lines(web, session).await?,
        basis: lines(web, session).await?,
        training: lines(web, session).await?,
        jobs: lines(web, session).await?,
        acknowledged: lines(web, session).await?,
        controls: lines(web, session).await?,
    })
}

impl Kept {
    /// Those who are there on a day: number, particulars.
    pub fn there(&self, on: Date) -> Vec<(u32, &Particulars)> {
        members(&self.staff)
            .into_iter()
            .map(|(member, line)| (member, &line.content))
            .filter(|(_, one)| one.is_there(on))
            .collect()
    }

    /// What somebody is called; her number when nothing is known.
    pub fn name_of(&self, member: u32) -> String {
        members(&self.staff)
            .into_iter()
            .find(|(number, _)| *number == member)
            .map_or_else(|| member.to_string(), |(_, line)| line.content.name.clone())
    }

    /// The staff against the norm, row by row; `None` until the numbers of the house are known.
    pub fn against_norm(&self, on: Date) -> Option<(&StaffBasis, Vec<RealPosition>)> {
        let basis = basis_on(&self.basis, on)?;
        let norm = staffing(basis.recipients, basis.children, basis.groups);
        let there = self.there(on);
        let people: Vec<OnPost<'_>> = there.iter().map(|(_, one)| one.on_post()).collect();
        Some((basis, against_norm(&norm, &people, on)))
    }

    /// What is due about the staff.
    pub fn due(&self, words: Words, today: Date) -> Vec<HouseDue> {
        let there = self.there(today);
        let numbers: Vec<u32> = there.iter().map(|(member, _)| *member).collect();
        let mut due = self.job_descriptions_due(words, &there);
        due.extend(self.controls_due(words, &there, today));
        for each in trainings_due(&self.training, &numbers) {
            let told = arguments([
                ("name", self.name_of(each.member).into()),
                ("subject", each.subject.into()),
            ]);
            due.push(HouseDue {
                day: words.day(each.due, today),
                late: each.due < today,
                text: plain(&words.with("staff-due-training", &told)),
                address: "/house/training/new".to_owned(),
            });
        }
        due
    }

    /// One line for all posts without a job description, and one for each description that somebody has not acknowledged.
    fn job_descriptions_due(&self, words: Words, there: &[(u32, &Particulars)]) -> Vec<HouseDue> {
        let mut without = BTreeSet::new();
        let mut owed: BTreeMap<u32, (String, Vec<&str>)> = BTreeMap::new();
        for (member, one) in there {
            let post = post_words(words, post_of(one));
            match acknowledgement(post_of(one), *member, &self.jobs, &self.acknowledged) {
                Acknowledgement::Given { .. } => {}
                Acknowledgement::NoDescription => {
                    without.insert(post);
                }
                Acknowledgement::Owed { description, .. } => {
                    let (_, names) = owed.entry(description).or_insert((post, Vec::new()));
                    names.push(&one.name);
                }
            }
        }
        let mut due = Vec::new();
        if !without.is_empty() {
            let posts = without.into_iter().collect::<Vec<_>>().join(", ");
            let text = plain(&words.with_text("staff-due-no-job", "posts", &posts));
            let address = "/house/job-descriptions/new".to_owned();
            due.push(HouseDue::of_no_day(text, address));
        }
        for (description, (post, names)) in owed {
            let told = arguments([("post", post.into()), ("names", names.join(", ").into())]);
            let text = plain(&words.with("staff-due-job", &told));
            let address = format!("/house/job-descriptions/{description}");
            due.push(HouseDue::of_no_day(text, address));
        }
        due
    }

    /// One line for all whose work was never controlled, and one for each whose day is known.
    fn controls_due(
        &self,
        words: Words,
        there: &[(u32, &Particulars)],
        today: Date,
    ) -> Vec<HouseDue> {
        let numbers: Vec<u32> = there
            .iter()
            .filter(|(_, one)| is_controlled(one))
            .map(|(member, _)| *member)
            .collect();
        let line = |id: &str, names: &str, day: Option<Date>| HouseDue {
            day: day.map(|day| words.day(day, today)).unwrap_or_default(),
            late: day.is_some_and(|day| day < today),
            text: plain(&words.with_text(id, "names", names)),
            address: "/house/controls/new".to_owned(),
        };
        let (dated, never): (Vec<_>, Vec<_>) = controls_due(&self.controls, &numbers)
            .into_iter()
            .partition(|each| each.due.is_some());
        let never: Vec<_> = never.iter().map(|each| self.name_of(each.member)).collect();
        let mut due = Vec::new();
        if !never.is_empty() {
            due.push(line("staff-due-first-control", &never.join(", "), None));
        }
        due.extend(dated.iter().map(|each| {
            let name = self.name_of(each.member);
            line("staff-due-control", &name, each.due)
        }));
        due
    }
}

/// What a post is called: in the words of Annex 5, or as the house calls it.
pub fn post_words(words: Words, post: &str) -> String {
    Catalogue::embedded()
        .staff_norms()
        .iter()
        .find(|norm| norm.position() == post)
        .map_or_else(|| post.to_owned(), |norm| norm.text(words.lang).to_owned())
}

/// What Today shows the head of all this: only what is late or falls within so many days.
const NEAR_DAYS: i64 = 14;

/// What is late or near about the staff, for the head and for whoever has staff matters.
///
/// # Errors
/// [`RegisterError`] when the database fails.
pub async fn late(
    web: &Web,
    session: &Session,
    words: Words,
    today: Date,
) -> Result<Vec<HouseDue>, RegisterError> {
    if !keeps_the_staff(session) {
        return Ok(Vec::new());
    }
    let near = today
        .checked_add(jiff::Span::new().days(NEAR_DAYS))
        .unwrap_or(today);
    let kept = web.store.staff_dates(session).await?;
    let late = kept.iter().filter(|day| **day < today).count();
    let soon = kept
        .iter()
        .filter(|day| **day >= today && **day <= near)
        .count();
    let count = |id: &str, count: usize, late| HouseDue {
        day: String::new(),
        late,
        text: plain(&words.with_count(id, "count", i64::try_from(count).unwrap_or(i64::MAX))),
        address: "/house/staff".to_owned(),
    };
    let mut due = Vec::new();
    if late > 0 {
        due.push(count("staff-late", late, true));
    }
    if soon > 0 {
        due.push(count("staff-soon", soon, false));
    }
    Ok(due)
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    pages::samples(lang)
}
