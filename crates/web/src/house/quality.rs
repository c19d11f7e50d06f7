//! The requirements to quality by kind: the newest check beside the one of the period before (paragraph 40).

use standard::{
    catalogue::Catalogue,
    chapter_6_services::para_40_quality::{Check, Met, QualityEntry, compare, history},
    register::Line,
};

use crate::words::{Words, arguments, plain};

/// One kind of services and its checks.
pub struct KindView {
    /// The name of the kind.
    pub title: String,
    /// Where a new check is filled.
    pub address: String,
    /// The period of the newest check; empty when there is none.
    pub period: String,
    /// The period that it is compared with; empty when there is none.
    pub before: String,
    /// Its requirements.
    pub rows: Vec<RequirementView>,
    /// The earlier checks: period and counts.
    pub earlier: Vec<(String, String)>,
}

/// One requirement.
pub struct RequirementView {
    /// The code.
    pub code: String,
    /// The words of the law.
    pub text: String,
    /// The answer.
    pub now: String,
    /// Whether it is not met.
    pub not_met: bool,
    /// The answer for the period before.
    pub before: String,
    /// What was seen.
    pub note: String,
}

/// "3. Socio-psychological services".
pub fn kind_title(words: Words, kind: u8) -> String {
    let name = Catalogue::embedded()
        .kinds()
        .iter()
        .find(|each| each.number() == kind)
        .map(|each| each.text(words.lang))
        .unwrap_or_default();
    format!("{kind}. {name}")
}

fn met(words: Words, met: Met) -> String {
    words.named("value", met.name())
}

fn period(words: Words, check: &Check) -> String {
    match (check.from, check.to) {
        (Some(from), Some(to)) => format!("{} – {}", words.figures(from), words.figures(to)),
        _ => String::new(),
    }
}

fn counts(words: Words, check: &Check) -> String {
    let count = |met: Met| {
        let all = check.answers.iter().filter(|answer| answer.met == met);
        all.count().to_string()
    };
    let counts = arguments([
        ("met", count(Met::Met).into()),
        ("not_met", count(Met::NotMet).into()),
        ("not_applicable", count(Met::NotApplicable).into()),
    ]);
    plain(&words.with("quality-counts", &counts))
}

/// The eight kinds.
pub fn views(words: Words, lines: &[Line<QualityEntry>]) -> Vec<KindView> {
    (1..=8)
        .map(|kind| {
            let checks = history(lines, kind);
            let newest = checks.first().map(|(_, check)| *check);
            let before = checks.get(1).map(|(_, check)| *check);
            let text_of = |code| {
                Catalogue::embedded()
                    .requirements_of(kind)
                    .find(|requirement| requirement.code() == code)
                    .map(|requirement| requirement.text(words.lang).to_owned())
                    .unwrap_or_default()
            };
            let rows = newest
                .map(|check| compare(check, before))
                .unwrap_or_default();
            KindView {
                title: kind_title(words, kind),
                address: format!("/house/quality/new/check_{kind}"),
                period: newest.map(|check| period(words, check)).unwrap_or_default(),
                before: before.map(|check| period(words, check)).unwrap_or_default(),
                rows: rows
                    .into_iter()
                    .map(|row| RequirementView {
                        code: row.now.code.to_string(),
                        text: text_of(row.now.code),
                        now: met(words, row.now.met),
                        not_met: row.now.met == Met::NotMet,
                        before: row
                            .before
                            .map(|before| met(words, before))
                            .unwrap_or_default(),
                        note: row.now.note.clone(),
                    })
                    .collect(),
                earlier: checks
                    .iter()
                    .map(|(_, check)| (period(words, check), counts(words, check)))
                    .collect(),
            }
        })
        .collect()
}
