//! The doubts in the order: one page of `docs/interpretations/` each, with the readings, the one chosen, and why.

use std::sync::LazyLock;

/// A page of `docs/interpretations/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// The name of its file: `22-quarterly`.
    pub id: &'static str,
    /// Its title, in English.
    pub title: &'static str,
    /// The paragraphs and annexes that it is about, as its second line names them: `31`, `annex 7`.
    pub paragraphs: Vec<String>,
    /// The numbers of the doubts that it settles, 1 to [`DOUBTS`]; none where the table of acts alone asked for a reading.
    pub doubts: Vec<u8>,
    /// The page below its second line, in Markdown, in English.
    pub text: &'static str,
}

/// How many doubts the project's reading of the order numbers.
pub const DOUBTS: u8 = 55;

impl Interpretation {
    /// The number of the page: `22`.
    pub fn number(&self) -> &'static str {
        self.id.split('-').next().unwrap_or(self.id)
    }

    fn read(id: &'static str, page: &'static str) -> Option<Self> {
        let (title, rest) = page.strip_prefix("# ")?.split_once("\n\n")?;
        let (about, text) = rest.split_once("\n\n")?;
        let after = |name: &str| {
            let (_, rest) = about.split_once(name)?;
            Some(rest.split('.').next()?.trim())
        };
        let paragraphs = listed(after("Paragraphs:").or(after("Paragraph:"))?);
        let doubts = listed(after("Doubts:").or(after("Doubt:")).unwrap_or_default())
            .iter()
            .filter_map(|number| number.parse().ok())
            .collect();
        Some(Interpretation {
            id,
            title: title.split_once(". ")?.1,
            paragraphs,
            doubts,
            text: text.trim(),
        })
    }
}

fn listed(text: &str) -> Vec<String> {
    text.split(',')
        .map(|each| each.trim().to_owned())
        .filter(|each| !each.is_empty())
        .collect()
}

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../docs/interpretations/", $name, ".md")))),*]
    };
}

static PAGES: LazyLock<Vec<Interpretation>> = LazyLock::new(|| {
    pages![
        "01-no-score-threshold",
        "02-other-foreigners",
        "03-signatures-on-the-sheet",
        "04-one-day-of-paragraph-9",
        "05-referral-and-application",
        "06-waiver-package",
        "07-report-of-annex-8",
        "08-counting-days",
        "09-identification-after-police",
        "10-before-recognition",
        "11-identifying-a-minor",
        "12-permit-declined-or-silence",
        "13-permit-use-place-budget",
        "14-agreement-term",
        "15-extension",
        "16-hospital",
        "17-end-of-the-term-and-grounds",
        "18-coming-again",
        "19-who-signs",
        "20-three-days-of-observation",
        "21-terms-of-the-plan",
        "22-quarterly",
        "23-resocialised",
        "24-systematic-violations",
        "25-absence-of-more-than-three-days",
        "26-reinstatement",
        "27-insults-and-breach",
        "28-staff-norms",
        "29-day-stay",
        "30-police-and-confidentiality",
        "31-portal-and-consent",
        "32-retention",
        "33-fields-of-the-card",
        "34-same-day",
        "35-transferred-in",
        "36-child-with-representative",
        "37-child-left-behind",
        "38-late-back-dated-struck-out",
        "39-forms-the-order-does-not-give",
        "40-monthly-review-of-the-book",
    ]
    .into_iter()
    .map(|(id, page)| {
        Interpretation::read(id, page)
            .unwrap_or_else(|| panic!("docs/interpretations/{id}.md does not begin as it should"))
    })
    .collect()
});

/// Every page, in the order of their numbers.
pub fn interpretations() -> &'static [Interpretation] {
    &PAGES
}

/// The page of that name.
pub fn interpretation(id: &str) -> Option<&'static Interpretation> {
    PAGES.iter().find(|page| page.id == id)
}
