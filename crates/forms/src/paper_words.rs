//! The words of the papers, from `law/forms/papers/`: one file a paper, its three languages side by side.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use standard::{
    lang::Lang,
    papers::{FieldKind, PaperKind},
};

/// The same words in three languages.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Words {
    kk: String,
    ru: String,
    en: String,
}

impl Words {
    pub(crate) fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }
}

/// A paragraph; `{recipient}` in it is the place of that field.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Paragraph {
    /// The word of an order that stands alone: "I ORDER:".
    #[serde(default)]
    pub(crate) command: bool,
    #[serde(flatten)]
    pub(crate) words: Words,
}

/// The words of one paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperWords {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    pub(crate) title: Words,
    pub(crate) body: Vec<Paragraph>,
    #[serde(default)]
    pub(crate) closing: Vec<Paragraph>,
    pub(crate) signatures: Vec<String>,
    #[serde(default)]
    label: BTreeMap<String, Words>,
    /// What stands over a signature, where that is not the name of the field.
    #[serde(default)]
    pub(crate) signature: BTreeMap<String, Words>,
    #[serde(default)]
    choice: BTreeMap<String, Words>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    sheet: BTreeMap<String, Words>,
    label: BTreeMap<String, Words>,
    choice: BTreeMap<String, Words>,
}

macro_rules! papers {
    ($($name:literal,)+) => {
        [$(($name, include_str!(concat!("../../../law/forms/papers/", $name, ".toml")))),+]
    };
}

#[rustfmt::skip]
const SOURCES: [(&str, &str); 38] = papers! {
    "healthcare_referral", "erasure_certificate", "referral", "interview_record", "package_letter",
    "refusal_notice", "permit", "permit_declined", "order_admission", "supplementary_agreement",
    "guardianship_notice", "child_handover", "portal_sheet", "police_notice", "complaint",
    "complaint_reply", "complaints_review", "observation_sheet", "needs_assessment",
    "monitoring_authorisation", "rules_acknowledgement", "room_data_sheet", "cultural_plan",
    "order_completion", "order_termination", "violation_act", "absence_act", "order_expulsion",
    "order_reinstatement", "order_transfer", "belongings_deposit", "belongings_return",
    "belongings_storage", "disclosure_request", "disclosure_consent", "consent_withdrawal",
    "consent_giver", "disclosure_receipt",
};

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../law/forms/papers/common.toml"))
        .expect("the shared words are whole, and a test reads them")
});

static PAPERS: LazyLock<BTreeMap<PaperKind, PaperWords>> = LazyLock::new(|| {
    SOURCES
        .into_iter()
        .map(|(name, source)| {
            let kind = name.parse().expect("each file is named after its paper");
            let words = toml::from_str(source)
                .unwrap_or_else(|error| panic!("law/forms/papers/{name}.toml: {error}"));
            (kind, words)
        })
        .collect()
});

pub(crate) fn of_paper(kind: PaperKind) -> &'static PaperWords {
    &PAPERS[&kind]
}

/// Words that stand on every sheet.
pub(crate) fn sheet(name: &str, lang: Lang) -> &'static str {
    SHARED.sheet.get(name).map_or("", |words| words.text(lang))
}

/// The title of a paper.
pub fn paper_title(kind: PaperKind, lang: Lang) -> &'static str {
    of_paper(kind).title.text(lang)
}

/// What a field of a paper (or a column of its lists) is called; none when there are no words for it.
pub fn field_label(kind: PaperKind, field: &str, lang: Lang) -> Option<&'static str> {
    let own = of_paper(kind).label.get(field);
    own.or_else(|| SHARED.label.get(field))
        .map(|words| words.text(lang))
}

/// What a choice of a field is called.
pub fn choice_label(kind: PaperKind, choice: &str, lang: Lang) -> Option<&'static str> {
    let own = of_paper(kind).choice.get(choice);
    own.or_else(|| SHARED.choice.get(choice))
        .map(|words| words.text(lang))
}

/// Every fixed word of a blank paper: title, paragraphs (cut at the places of fields), labels and choices.
pub fn fixed_words_of_paper(kind: PaperKind, lang: Lang) -> Vec<String> {
    let words = of_paper(kind);
    let mut found = vec![words.title.text(lang).to_owned()];
    for paragraph in words.body.iter().chain(&words.closing) {
        for piece in paragraph.words.text(lang).split(['{', '}']).step_by(2) {
            found.push(piece.to_owned());
        }
    }
    for field in kind.fields() {
        if let FieldKind::Choice(names) | FieldKind::Ticks(names) | FieldKind::All(names) =
            field.kind
        {
            found.extend(
                names
                    .iter()
                    .filter_map(|name| choice_label(kind, name, lang))
                    .map(str::to_owned),
            );
        }
        if let FieldKind::List(columns) = field.kind {
            found.extend(
                columns
                    .iter()
                    .filter_map(|column| field_label(kind, column.id, lang))
                    .map(str::to_owned),
            );
        }
    }
    found
}
