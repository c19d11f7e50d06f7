//! What a page of an act tells beside its fields: the law, newer entries, what should be looked at.

use jiff::civil::Date;
use standard::standard_text;
use store::{OpenFile, RecordedEntry};

use crate::{
    act::ActPage,
    form::{Answers, Wrong, view::Scope},
    people::standing::{self, StandView},
    sentence::{self, Cited},
    words::Words,
};

/// What the order says, folded above the fields.
pub struct Law {
    /// The paragraph.
    pub paragraph: Cited,
    /// Its words.
    pub text: String,
}

/// How the things stand that the act is about, above its fields.
pub fn beside(words: Words, act: &str, file: &OpenFile, today: Date) -> Vec<StandView> {
    standing::beside(words, act, &file.journal, today)
}

/// An entry in one line: day, sentence, who.
pub fn entry_line(words: Words, recorded: &RecordedEntry) -> String {
    format!(
        "{}. {}: {} ({})",
        recorded.entry.seq,
        words.full_day(recorded.entry.on),
        sentence::of_act(words, &recorded.entry.act),
        recorded.by_account
    )
}

/// The text of a paragraph for the fold above the fields.
pub fn law_of(words: Words, paragraph: &str) -> Option<Law> {
    let found = standard_text::paragraph(paragraph)?;
    Some(Law {
        paragraph: Cited::new(words, paragraph),
        text: crate::standard_pages::plain_law(words, found),
    })
}

/// What can be recorded and should be looked at, each with the label of its field.
pub fn warning_lines(scope: &Scope<'_>, page: &ActPage, warnings: &[Wrong]) -> Vec<String> {
    let answers = Answers::default();
    let mut lines: Vec<String> = Vec::new();
    for warning in warnings {
        let field = warning.field.split('.').next().unwrap_or("");
        let label = page
            .sections
            .iter()
            .flat_map(|section| section.fields)
            .find(|each| each.name == field)
            .map(|each| scope.fields(&[*each], &answers, &[])[0].label.clone());
        let problem = scope.words.named("problem", &warning.problem);
        lines.push(match label {
            Some(label) => format!("{label}: {problem}"),
            None => problem,
        });
    }
    lines
}
