//! What is made of files to be taken away: the whole file as one PDF, the recipient's own copy, registers. Each leaves an entry in
//! the record, holds only what the keys open, and says what it leaves out.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use forms::{
    BundleDocument, BundlePurpose, BundleRequest, Cover, JournalLine, LeftOut, OwnCopyError,
    OwnCopyLang, OwnCopyRequest, OwnPlanLine, SignedLine,
};
use standard::{compartment::Compartment, lang::Lang};
use store::{Exported, OpenDocument, Original, Session};

use crate::{
    form::{
        Answers, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    papers::{archive, prints, signature},
    press, sentence,
    trouble::Trouble,
    words::{Words, plain},
};

/// A page that asks how something is to be made.
#[derive(Template)]
#[template(path = "export.html")]
pub struct ExportPage {
    frame: Frame,
    back: (String, String),
    title: String,
    help: Vec<String>,
    errors: Vec<(String, String)>,
    notice: String,
    sections: Vec<SectionView>,
    action: String,
}

/// What such a page is about.
pub struct Export {
    /// `bundle`, `own_copy`, `registers`: the scope of its words.
    pub name: &'static str,
    /// Its questions.
    pub sections: &'static [Section],
    /// The page to go back to, and its words.
    pub back: (String, String),
    /// Where the form is sent to.
    pub action: String,
}

impl Export {
    /// The page, with what was typed and what is wrong with it.
    pub fn page(
        self,
        frame: Frame,
        answers: &Answers,
        wrong: &[Wrong],
        notice: String,
    ) -> Response {
        let stopped = !wrong.is_empty() || !notice.is_empty();
        let answer = page(&self.template(frame, answers, wrong, notice));
        if stopped {
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        } else {
            answer
        }
    }

    fn template(
        self,
        frame: Frame,
        answers: &Answers,
        wrong: &[Wrong],
        notice: String,
    ) -> ExportPage {
        let words = frame.words;
        let sections = Scope::new(words, self.name).sections(self.sections, answers, wrong);
        ExportPage {
            title: words.named("papers-export", self.name),
            help: vec![
                words.text(&format!("papers-export-{}-help", self.name)),
                words.text("papers-export-record"),
            ],
            errors: error_links(&sections),
            notice,
            sections,
            action: self.action,
            back: self.back,
            frame,
        }
    }

    /// A sample for the test that renders every page.
    #[doc(hidden)]
    pub fn sample(self, lang: Lang) -> String {
        let frame = crate::people::file::sample_frame(lang, "/people/k3f9x2mp");
        let answers = Answers::first(self.sections, jiff::civil::date(2022, 10, 27));
        let wrong: Vec<Wrong> = self
            .sections
            .iter()
            .flat_map(|section| section.fields)
            .map(|field| Wrong::at(field.name, "missing"))
            .collect();
        let notice = Words::new(lang).text("papers-own-names");
        self.template(frame, &answers, &wrong, notice)
            .render()
            .unwrap_or_default()
    }
}

/// The purpose of that name.
pub fn purpose(name: &str) -> Option<BundlePurpose> {
    Some(match name {
        "court" => BundlePurpose::Court,
        "inspector" => BundlePurpose::Inspector,
        "transfer" => BundlePurpose::Transfer,
        "recipient" => BundlePurpose::Recipient,
        "archive" => BundlePurpose::Archive,
        _ => return None,
    })
}

/// The whole file as one PDF, and what lies beside each of its documents. Entries and documents are in their order; what was struck out stays legible in the journal, and
/// its documents are there.
///
/// # Errors
/// [`Trouble::Broken`] when it cannot be laid out.
pub async fn bundle(
    exported: Exported,
    originals: Vec<Original>,
    session: &Session,
    lang: Lang,
    purpose: BundlePurpose,
    today: jiff::civil::Date,
    stamp: Option<String>,
) -> Result<(Vec<u8>, Vec<archive::Beside>), Trouble> {
    let words = Words::new(lang);
    let Exported { file, documents } = exported;
    let mut left_out: BTreeMap<Compartment, Vec<String>> = BTreeMap::new();
    let mut shown = Vec::new();
    let (mut signed, mut beside) = (Vec::new(), Vec::new());
    let person = person_of(&documents);
    for (document, original) in documents.into_iter().zip(originals) {
        let is_closed = !document.missing.is_empty()
            && document
                .head
                .compartments
                .iter()
                .all(|each| document.missing.contains(each));
        for compartment in &document.missing {
            let titles = left_out.entry(*compartment).or_default();
            let title = words.form(document.head.form);
            if is_closed && !titles.contains(&title) {
                titles.push(title);
            }
        }
        if !is_closed {
            let (number, form) = (shown.len() + 1, document.head.form.name());
            if let Some(print) = document.head.print() {
                signed.push(SignedLine {
                    document: number,
                    file: archive::name_of(number, form, &document.head.id, print),
                    digest: print.digest.clone(),
                    signatures: signature::lines(words, &original.signatures),
                });
            }
            beside.push(archive::Beside {
                number,
                form,
                original,
            });
            let request = prints::copy(document, lang, None);
            shown.push(BundleDocument::Form(request));
        }
    }
    let journal = file
        .entries
        .iter()
        .map(|each| {
            let recorded_on = store::day_in_kazakhstan(each.recorded_at);
            JournalLine {
                seq: each.entry.seq,
                on: each.entry.on,
                what: plain(&sentence::of_act(words, &each.entry.act)),
                who: each.by_account.clone(),
                recorded_on: (recorded_on != each.entry.on).then_some(recorded_on),
                struck: each.struck,
            }
        })
        .collect();
    let request = BundleRequest {
        cover: Cover {
            organization: session.body().name.clone(),
            case: file.code.clone(),
            person,
            purpose,
            made_on: today,
            made_by: session.account().name.clone(),
        },
        documents: shown,
        signed,
        journal,
        left_out: left_out
            .into_iter()
            .map(|(compartment, documents)| LeftOut {
                compartment,
                documents,
            })
            .collect(),
        lang,
        stamp,
    };
    let bytes = prints::made("a whole file could not be printed", move || {
        forms::bundle(&request)
    });
    Ok((bytes.await?, beside))
}

/// The full name, from the newest card or application that is open.
pub fn person_of(documents: &[OpenDocument]) -> Option<String> {
    documents.iter().rev().find_map(|document| {
        let name = ["name", "applicant"]
            .iter()
            .map(|field| &document.value[field])
            .find(|name| name.is_object())?;
        let parts: Vec<&str> = ["surname", "first_name", "patronymic"]
            .iter()
            .filter_map(|part| name[part]["given"].as_str())
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    })
}

/// What was typed for the own copy.
#[derive(Clone, Debug, Default)]
pub struct OwnCopyAsked {
    /// How the person wishes to be addressed.
    pub name: Option<String>,
    /// Where else one can complain, a line each.
    pub elsewhere: Vec<String>,
    /// Whom to call.
    pub specialist: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// What comes next.
    pub next: Vec<(String, Option<jiff::civil::Date>)>,
}

/// The recipient's own copy of her or his rights and plan: the kinds of services that the plan holds, in plain words. `house` is
/// the name of the house, which must not stand there.
///
/// # Errors
/// [`Trouble::Crowded`] when it was not made; [`OwnCopyError::Names`] when a given text names what happened, [`OwnCopyError::House`] when it
/// names the house.
pub async fn own_copy(
    exported: &Exported,
    lang: OwnCopyLang,
    asked: OwnCopyAsked,
    house: &str,
    today: jiff::civil::Date,
) -> Result<Result<Vec<u8>, OwnCopyError>, Trouble> {
    let case = exported.file.journal.case();
    let mut kinds: Vec<u8> = Vec::new();
    for item in case
        .plan()
        .map(|plan| plan.items.as_slice())
        .unwrap_or_default()
    {
        let code = item.code.to_string();
        if let Some(Ok(kind)) = code.split('.').next().map(str::parse)
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    kinds.sort_unstable();
    let request = OwnCopyRequest {
        lang,
        name: asked.name,
        plan: kinds
            .into_iter()
            .map(|kind| OwnPlanLine {
                kind,
                ..OwnPlanLine::default()
            })
            .collect(),
        until: case.last_day(),
        next: asked
            .next
            .into_iter()
            .map(|(what, when)| forms::NextStep { what, when })
            .collect(),
        elsewhere: asked.elsewhere,
        specialist: asked.specialist,
        phone: asked.phone,
        on: today,
        child: case.is_child,
        never: vec![house.to_owned()],
    };
    press::shared()
        .make(move || forms::own_copy(&request))
        .await
}

/// A workbook to be saved.
pub fn workbook(content: Vec<u8>, name: &str) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    saved(content, kind, name)
}

/// A file to be saved. Its name carries codes only.
pub fn saved(content: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, content).into_response()
}
