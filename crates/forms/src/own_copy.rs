//! The recipient's own copy: rights, plan, what comes next, how to complain, in plain words and in a language she or he reads.
//!
//! It may be found by the wrong person. So it has no field for an address or the name of the organization, and whoever fills
//! it cannot make it name what happened ([`OwnCopyError::Names`]).

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    page::{self, Sheet},
    visible::make_visible,
};

/// A language of the own copy: one file of `law/forms/own_copy/` each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnCopyLang {
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
    /// Uzbek, in Latin letters.
    Uz,
}

impl OwnCopyLang {
    /// All languages.
    pub const ALL: [OwnCopyLang; 4] = [
        OwnCopyLang::Kk,
        OwnCopyLang::Ru,
        OwnCopyLang::En,
        OwnCopyLang::Uz,
    ];

    /// The two-letter code.
    pub fn code(self) -> &'static str {
        match self {
            OwnCopyLang::Kk => "kk",
            OwnCopyLang::Ru => "ru",
            OwnCopyLang::En => "en",
            OwnCopyLang::Uz => "uz",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    fn source(self) -> &'static str {
        match self {
            OwnCopyLang::Kk => include_str!("../../../law/forms/own_copy/kk.toml"),
            OwnCopyLang::Ru => include_str!("../../../law/forms/own_copy/ru.toml"),
            OwnCopyLang::En => include_str!("../../../law/forms/own_copy/en.toml"),
            OwnCopyLang::Uz => include_str!("../../../law/forms/own_copy/uz.toml"),
        }
    }
}

/// Beginnings of words that the own copy never holds.
pub const NEVER: &[&str] = &[
    "сауда",
    "торговл",
    "traffick",
    "savdo",
    "victim",
    "жертв",
    "құрбан",
    "qurbon",
    "жәбірлен",
    "потерпев",
    "jabrlan",
    "эксплуат",
    "ekspluat",
    "exploit",
    "rabstv",
    "рабств",
    "құлдық",
    "qullik",
    "slave",
];

/// One line of the plan.
#[derive(Clone, Debug, Default)]
pub struct OwnPlanLine {
    /// The kind of services, 1–8.
    pub kind: u8,
    /// What is done, in the reader's language; without it the plain name of the kind stands alone.
    pub what: Option<String>,
    /// Who helps.
    pub who: Option<String>,
    /// By when.
    pub when: Option<Date>,
}

/// One thing that comes next.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// What, in the reader's language.
    pub what: String,
    /// On which day.
    pub when: Option<Date>,
}

/// What to print.
#[derive(Clone, Debug)]
pub struct OwnCopyRequest {
    /// In which language.
    pub lang: OwnCopyLang,
    /// How the person wishes to be addressed.
    pub name: Option<String>,
    /// The plan.
    pub plan: Vec<OwnPlanLine>,
    /// The last day of the agreement.
    pub until: Option<Date>,
    /// What comes next.
    pub next: Vec<NextStep>,
    /// Where else one can complain: name and telephone, a line each.
    pub elsewhere: Vec<String>,
    /// The specialist to turn to, by the name she or he is called.
    pub specialist: Option<String>,
    /// Her or his telephone.
    pub phone: Option<String>,
    /// The day of the page.
    pub on: Date,
    /// The reader is a child: leaving is not for a child alone to decide (paragraphs 17 to 19).
    pub child: bool,
    /// What else must not stand there, such as the name of the house.
    pub never: Vec<String>,
}

/// Why the page could not be made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OwnCopyError {
    /// A given text names what the page must not name.
    #[error("the page would name what it must not: {0}")]
    Names(&'static str),
    /// A given text says where the house is, or how it is called.
    #[error("the page would say how the house is called")]
    House,
    /// A kind of services outside 1–8.
    #[error("there is no kind of services {0}")]
    Kind(u8),
    /// The layout failed: a fault of the program.
    #[error("the page could not be laid out: {0}")]
    Layout(String),
}

/// Prints the page as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// [`OwnCopyError::Names`] when a given text names what happened; [`OwnCopyError::Kind`] for a kind that is none.
pub fn own_copy(request: &OwnCopyRequest) -> Result<Vec<u8>, OwnCopyError> {
    refuse_names(request)?;
    let words = &WORDS[&request.lang];
    let greeting = match &request.name {
        Some(name) => words.greeting.replace("{name}", name),
        None => words.greeting_nameless.clone(),
    };
    let plan: Vec<Value> = request
        .plan
        .iter()
        .map(|line| {
            let kind = words
                .kinds
                .get(&format!("kind_{}", line.kind))
                .ok_or(OwnCopyError::Kind(line.kind))?;
            Ok(json!({ "kind": kind, "what": line.what, "who": line.who, "when": line.when.map(day) }))
        })
        .collect::<Result<_, OwnCopyError>>()?;
    let next: Vec<Value> = request
        .next
        .iter()
        .map(|step| json!({ "what": step.what, "when": step.when.map(day) }))
        .collect();
    let on = request.on;
    let mut rights = words.rights.clone();
    if request.child {
        rights.lines.clone_from(&words.rights_of_a_child.lines);
    }
    let mut file = json!({
        "lang": request.lang.code(),
        "words": { "fixed": { "title": words.title } },
        // The layouts ask for this one word of the annexes; nothing of this page is ever left out.
        "common": { "left_out": "" },
        "data": {},
        "computed": null,
        "hidden": [],
        "missing": [],
        "stamp": null,
        "dated": [on.year(), on.month(), on.day()],
        "own": {
            "greeting": greeting,
            "hello": words.hello,
            "rights": rights,
            "plan": words.plan,
            "until": request.until.map(|until| words.plan["until"].replace("{day}", &day(until))),
            "lines": plan,
            "next": words.next,
            "steps": next,
            "complain": words.complain,
            "elsewhere": request.elsewhere,
            "contact": words.contact,
            "specialist": request.specialist,
            "phone": request.phone,
        },
    });
    make_visible(&mut file);
    let sheet = Sheet::new("own_copy", file.to_string().into_bytes());
    page::print(&sheet, "own_copy").map_err(OwnCopyError::Layout)
}

pub(crate) fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

fn refuse_names(request: &OwnCopyRequest) -> Result<(), OwnCopyError> {
    let plan = request.plan.iter().flat_map(|line| [&line.what, &line.who]);
    let texts = plan
        .chain([&request.name, &request.specialist, &request.phone])
        .flatten()
        .chain(request.next.iter().map(|step| &step.what))
        .chain(&request.elsewhere);
    for text in texts {
        if let Some(word) = names_what_happened(text) {
            return Err(OwnCopyError::Names(word));
        }
        let lower = text.to_lowercase();
        let is_said = |never: &String| {
            let never = never.trim().to_lowercase();
            !never.is_empty() && lower.contains(&never)
        };
        if request.never.iter().any(is_said) {
            return Err(OwnCopyError::House);
        }
    }
    Ok(())
}

/// The beginning of a word of [`NEVER`] that the text holds.
pub fn names_what_happened(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    NEVER.iter().copied().find(|word| lower.contains(word))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnCopyWords {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    #[expect(dead_code, reason = "says in the file which language it is")]
    language: String,
    title: String,
    greeting: String,
    greeting_nameless: String,
    hello: String,
    rights: Lines,
    /// Instead of the lines of the rights, when the reader is a child.
    rights_of_a_child: ChildLines,
    plan: BTreeMap<String, String>,
    next: BTreeMap<String, String>,
    complain: Lines,
    contact: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChildLines {
    lines: Vec<String>,
}

#[derive(Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    head: String,
    lines: Vec<String>,
    #[serde(default)]
    elsewhere: Option<String>,
}

static WORDS: LazyLock<BTreeMap<OwnCopyLang, OwnCopyWords>> = LazyLock::new(|| {
    OwnCopyLang::ALL
        .into_iter()
        .map(|lang| {
            let words = toml::from_str(lang.source())
                .unwrap_or_else(|error| panic!("law/forms/own_copy/{}.toml: {error}", lang.code()));
            (lang, words)
        })
        .collect()
});
