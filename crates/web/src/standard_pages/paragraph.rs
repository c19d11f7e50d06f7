//! One paragraph: its text, and what the program does with it, as `tirek standard` says it.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use standard::{
    annex::FormKind,
    coverage::{Coverage, coverage_of},
    interpretation::interpretation,
    lang::Lang,
    papers::PaperKind,
    standard_text::{self, Paragraph, Status},
};

use super::{AnyFrame, plain_law};
use crate::{
    act,
    frame::{Frame, page, paragraph_address},
    trouble::Trouble,
    words::{arguments, figures, plain},
};

/// Something with an address; without one it is only named.
struct Named {
    text: String,
    address: String,
}

/// A doubt and how it is read.
struct Doubt {
    address: String,
    title: String,
    reading: String,
}

#[derive(Template)]
#[template(path = "paragraph.html")]
pub(super) struct ParagraphPage {
    frame: Frame,
    cited: String,
    title: String,
    chapter: String,
    text: String,
    amended: Vec<String>,
    status: String,
    acts: Vec<Named>,
    duties: Vec<String>,
    refusals: Vec<String>,
    papers: Vec<Named>,
    blanks: Vec<(String, String)>,
    doubts: Vec<Doubt>,
    /// Heading, and what stands in code under it.
    in_code: Vec<(String, Vec<Named>)>,
    before: Option<Named>,
    after: Option<Named>,
}

/// `GET /standard/{id}`
pub async fn show(Path(id): Path<String>, AnyFrame(frame): AnyFrame) -> Response {
    match (standard_text::paragraph(&id), coverage_of(&id)) {
        (Some(paragraph), Some(covered)) => page(&paragraph_page(frame, paragraph, &covered)),
        _ => Trouble::NotFound.into_response(),
    }
}

pub(super) fn paragraph_page(
    frame: Frame,
    paragraph: &Paragraph,
    covered: &Coverage,
) -> ParagraphPage {
    let words = frame.words;
    let status = match paragraph.status {
        Status::Computed => "standard-does-computed",
        Status::Recorded => "standard-does-recorded",
        Status::Informative => "standard-does-informative",
    };
    let chapter = match paragraph.chapter {
        Some(number) => super::chapter_words(words, number),
        None => words.text("chapter-annexes"),
    };
    let amended = paragraph
        .amended
        .iter()
        .map(|amendment| {
            let date = match amendment.date.parse() {
                Ok(date) => figures(date),
                Err(_) => amendment.date.clone(),
            };
            let told = arguments([
                ("order", amendment.order.clone().into()),
                ("date", date.into()),
            ]);
            plain(&words.with("standard-amended", &told))
        })
        .collect();
    let who = frame.who.as_ref();
    let works = who.is_some_and(|who| who.is_organization);
    let begins_files = who.is_some_and(|who| who.works_with_recipients);
    let all = standard_text::paragraphs();
    let at = all.iter().position(|each| each.id == paragraph.id);
    let beside = |at: Option<usize>| {
        let each = all.get(at?)?;
        Some(Named {
            text: format!("{} – {}", frame.cite(&each.id), each.title(words.lang)),
            address: paragraph_address(&each.id),
        })
    };
    ParagraphPage {
        cited: frame.cite(&paragraph.id),
        title: paragraph.title(words.lang).to_owned(),
        chapter,
        text: plain_law(words, paragraph),
        amended,
        status: words.text(status),
        acts: covered
            .acts
            .iter()
            .filter_map(|act| {
                let begins = act::page_of(act).is_some_and(|page| page.begins);
                Some(Named {
                    text: words.find(&format!("act-{act}"))?,
                    address: match begins && begins_files {
                        true => format!("/people/new/{act}"),
                        false => String::new(),
                    },
                })
            })
            .collect(),
        duties: covered
            .duties
            .iter()
            .map(|duty| words.named("duty", duty))
            .collect(),
        refusals: covered
            .refusals
            .iter()
            .map(|reason| words.named("refusal", reason))
            .collect(),
        papers: covered
            .papers
            .iter()
            .filter_map(|name| {
                PaperKind::ALL
                    .iter()
                    .copied()
                    .find(|kind| kind.name() == *name)
            })
            .map(|paper| Named {
                text: forms::paper_title(paper, words.lang).to_owned(),
                address: match paper.is_of_a_file() || !works {
                    true => String::new(),
                    false => format!("/forms/{}/fill", paper.name()),
                },
            })
            .collect(),
        blanks: blanks(words, paragraph),
        doubts: covered
            .interpretations
            .iter()
            .filter_map(|id| interpretation(id))
            .map(|page| Doubt {
                address: super::doubts::address(page),
                title: super::doubts::title(words, page),
                reading: super::doubts::reading(words, page),
            })
            .collect(),
        in_code: in_code(words, covered),
        before: beside(at.and_then(|at| at.checked_sub(1))),
        after: beside(at.map(|at| at + 1)),
        frame,
    }
}

/// The blank forms of an annex in each language.
fn blanks(words: crate::words::Words, paragraph: &Paragraph) -> Vec<(String, String)> {
    let form = paragraph
        .id
        .strip_prefix("annex ")
        .map(str::parse::<FormKind>);
    let Some(Ok(form)) = form else {
        return Vec::new();
    };
    Lang::ALL
        .into_iter()
        .map(|lang| {
            (
                format!("/forms/{}/{}", form.name(), lang.code()),
                words.named("language", lang.code()),
            )
        })
        .collect()
}

/// Pages, operations, modules and tests by the names that they have in code.
fn in_code(words: crate::words::Words, covered: &Coverage) -> Vec<(String, Vec<Named>)> {
    let lists: [(&str, &[String]); 4] = [
        ("standard-pages", &covered.screens),
        ("standard-operations", &covered.operations),
        ("standard-modules", &covered.modules),
        ("standard-tests", &covered.tests),
    ];
    lists
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(heading, items)| {
            let items = items.iter().map(|item| Named {
                // An address with a gap in it leads nowhere by itself.
                address: match item.starts_with('/') && !item.contains('{') {
                    true => item.clone(),
                    false => String::new(),
                },
                text: item.clone(),
            });
            (words.text(heading), items.collect())
        })
        .collect()
}
