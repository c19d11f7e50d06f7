//! How the page of an act is shown: the questions with what is told beside them, the answers to be checked, samples.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use standard::{
    act::Entry,
    journal::Journal,
    lang::Lang,
    refusal::{Reason, Refusal},
};
use store::OpenFile;

use crate::{
    act::{
        ActPage, after,
        asking::Understood,
        page::{Asking, Place, Told},
        told::{Law, beside, law_of, warning_lines},
    },
    admission::evaluation_sheet,
    form::{
        Answers, CheckLine, Field, FieldView, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    papers::beside::languages,
    people::{
        correction::{Consequences, consequences, entry_ref},
        documents::totals_line,
        standing::StandView,
    },
    sentence::RefusalView,
    words::Words,
};

/// The id of the form of an act, to which the languages on top of the page belong.
pub const FORM: &str = "act";

const DAY: &[Field] = &[Field::day("on").needed().today()];

#[derive(Template)]
#[template(path = "act.html")]
struct AskPage {
    frame: Frame,
    place: Place,
    title: String,
    help: String,
    law: Option<Law>,
    errors: Vec<(String, String)>,
    refusal: Option<RefusalView>,
    notice: String,
    since: Vec<String>,
    stands: Vec<StandView>,
    struck: Option<Consequences>,
    day: Vec<FieldView>,
    sections: Vec<SectionView>,
    act_id: String,
    seen: u32,
    button: &'static str,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    frame: Frame,
    place: Place,
    title: String,
    lines: Vec<CheckLine>,
    totals: String,
    warnings: Vec<String>,
    after: Vec<String>,
    /// The languages in which the form that comes with the act can be printed; none when there is no form.
    languages: Vec<(&'static str, String, bool)>,
    hidden: Vec<(String, String)>,
    act_id: String,
    seen: u32,
}

impl Asking<'_> {
    /// The sections that are asked here: how the person is addressed is asked once, when the file begins.
    fn sections(&self, answers: &Answers, wrong: &[Wrong]) -> Vec<SectionView> {
        let mut sections = self.scope().sections(self.page.sections, answers, wrong);
        if self.file.is_some() {
            for section in &mut sections {
                section.fields.retain(|field| field.name != "address");
            }
        }
        sections
    }

    /// The questions, with what was answered and what is wrong with it.
    pub(super) fn show(self, answers: &Answers, wrong: &[Wrong], told: Told) -> Response {
        let words = self.words();
        let sections = self.sections(answers, wrong);
        let day = self.scope().fields(DAY, answers, wrong);
        let mut errors = error_links(&[SectionView {
            heading: String::new(),
            fields: self.scope().fields(DAY, answers, wrong),
        }]);
        errors.extend(error_links(&sections));
        let stopped = !errors.is_empty() || !told.since.is_empty() || !told.notice.is_empty();
        let law = law_of(words, self.page.paragraph);
        let today = self.web.store.today();
        let struck = self
            .file
            .filter(|_| self.page.act == "entry_struck_out")
            .zip(answers.get("struck_line").trim().parse().ok())
            .and_then(|(file, seq)| consequences(words, file, seq, today));
        let stands = self
            .file
            .map(|file| beside(words, self.page.act, file, today))
            .unwrap_or_default();
        let mut frame = self.frame;
        frame.form = Some(FORM);
        let button = if self.page.checked {
            "button-check"
        } else {
            "button-record"
        };
        let answer = page(&AskPage {
            title: words.named("act", self.page.act),
            help: words
                .find(&format!("act-help-{}", self.page.act))
                .unwrap_or_default(),
            law,
            errors,
            refusal: told
                .refusal
                .map(|refusal| named_refusal(words, self.file, &refusal)),
            notice: told.notice,
            since: told.since,
            stands,
            struck,
            day,
            sections,
            act_id: self.act_id,
            seen: self.seen,
            button,
            frame,
            place: self.place,
        });
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        } else {
            answer
        }
    }

    /// The questions again, with what stood in the way: nothing was recorded.
    pub(super) fn refused(self, answers: &Answers, wrong: &[Wrong], told: Told) -> Response {
        let answer = self.show(answers, wrong, told);
        (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
    }

    /// The answers, to be looked at before they are recorded, and what follows from the act.
    pub(super) fn check(self, answers: &Answers, understood: Understood) -> Response {
        let words = self.words();
        let today = self.web.store.today();
        let empty = Journal::default();
        let journal = self.file.map_or(&empty, |file| &file.journal);
        let by = self
            .session
            .actors()
            .first()
            .copied()
            .unwrap_or(standard::actor::Actor::Specialist);
        let entry = Entry {
            seq: self.next_seq(),
            on: understood.on,
            by,
            act: understood.act,
        };
        let earlier = journal
            .counted()
            .last()
            .is_some_and(|last| last.on > entry.on);
        let after = after::sentences(words, journal, entry, today, &self.web.store.calendar());
        let mut lines = vec![CheckLine {
            label: words.text("check-day"),
            value: words.full_day(understood.on),
        }];
        let address = words.named("field", "address");
        lines.extend(
            self.scope()
                .check_lines(self.page.sections, answers)
                .into_iter()
                .filter(|line| self.file.is_none() || line.label != address),
        );
        let totals = if self.page.act == "evaluation_sheet_filled" {
            totals_line(
                words,
                evaluation_sheet::totals(answers).map(|total| i64::try_from(total).unwrap_or(0)),
            )
        } else {
            String::new()
        };
        let mut warnings = warning_lines(&self.scope(), self.page, &understood.warnings);
        if earlier {
            warnings.push(words.text("check-earlier"));
        }
        let languages = if self.page.form.is_some() {
            languages(words, self.paper_language(answers))
        } else {
            Vec::new()
        };
        let kept = [
            "form_token",
            "act_id",
            "seen",
            "step",
            "language",
            "shown",
            "document_lang",
        ];
        let hidden = answers
            .pairs()
            .iter()
            .filter(|(name, _)| !kept.contains(&name.as_str()))
            .cloned()
            .collect();
        let mut frame = self.frame;
        frame.form = Some(FORM);
        page(&CheckPage {
            title: words.named("act", self.page.act),
            lines,
            totals,
            warnings,
            after,
            languages,
            hidden,
            act_id: self.act_id,
            seen: self.seen,
            frame,
            place: self.place,
        })
    }
}

/// A refusal with the sentences of the entries in its way, last first: in that order they would be struck out.
fn named_refusal(words: Words, file: Option<&OpenFile>, refusal: &Refusal) -> RefusalView {
    let mut view = RefusalView::new(words, refusal);
    let entries = refusal.entries.iter().rev();
    view.named = entries
        .filter_map(|seq| entry_ref(words, file?, *seq))
        .map(|entry| (entry.seq, entry.text))
        .collect();
    view
}

/// Samples for the test that renders every page: asked, wrong, refused and checked.
#[doc(hidden)]
pub fn samples(lang: Lang, page: &'static ActPage) -> Vec<String> {
    let words = Words::new(lang);
    let today = jiff::civil::date(2022, 10, 27);
    let scope = Scope::new(words, page.act);
    let answers = Answers::first(page.sections, today);
    let wrong: Vec<Wrong> = page
        .sections
        .iter()
        .flat_map(|section| section.fields)
        .map(|field| Wrong::at(field.name, "missing"))
        .collect();
    let place = Place {
        action: format!("/people/k3f9x2mp/acts/{}", page.act),
        back: "/people/k3f9x2mp".to_owned(),
        name: "Ай".to_owned(),
        code: "k3f9x2mp".to_owned(),
    };
    let mut frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp");
    frame.form = Some(FORM);
    let file = crate::people::file::sample_file();
    let refusal = Refusal {
        entries: vec![2, 3],
        ..Refusal::new("15", Reason::PermitMissing)
    };
    let sections = scope.sections(page.sections, &answers, &wrong);
    let asked = AskPage {
        frame: frame.clone(),
        place: place.clone(),
        title: words.named("act", page.act),
        help: words
            .find(&format!("act-help-{}", page.act))
            .unwrap_or_default(),
        law: law_of(words, page.paragraph),
        errors: error_links(&sections),
        refusal: Some(named_refusal(words, Some(&file), &refusal)),
        stands: beside(words, page.act, &file, today),
        struck: consequences(words, &file, 2, today),
        notice: words.text("stale-help"),
        since: vec!["–".to_owned()],
        day: scope.fields(DAY, &answers, &[]),
        sections,
        act_id: "00".to_owned(),
        seen: 1,
        button: "button-check",
    };
    let checked = CheckPage {
        frame,
        place,
        title: words.named("act", page.act),
        lines: scope.check_lines(page.sections, &answers),
        totals: totals_line(words, [1, 2, 3, 4, 10]),
        warnings: vec![words.text("problem-unsigned")],
        after: vec![words.text("after-nothing")],
        languages: languages(words, lang),
        hidden: answers.pairs().to_vec(),
        act_id: "00".to_owned(),
        seen: 1,
    };
    vec![
        asked.render().unwrap_or_default(),
        checked.render().unwrap_or_default(),
    ]
}
