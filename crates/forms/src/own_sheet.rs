//! Sheets that a recipient may be given beside the own copy: who has opened the file, and what was consented to.
//!
//! Like the own copy they may be found by the wrong person. So forms of the order are called by plain names, and a given text that
//! names what happened is not printed: the sheet says whom to ask instead.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use standard::annex::FormKind;

use crate::{
    own_copy::{OwnCopyLang, day, names_what_happened},
    page::{self, Sheet},
    visible::make_visible,
};

/// What somebody opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The journal of the file.
    File,
    /// A document.
    Document(FormKind),
    /// The whole file, printed.
    Bundle,
    /// The own copy, printed.
    OwnCopy,
    /// A sheet like this one, printed.
    OwnSheet,
    /// A register of files.
    Register,
    /// The list of files.
    Files,
    /// The list of duties.
    Duties,
    /// What passes between two bodies.
    Exchange,
}

impl Opened {
    /// The key of its words.
    fn name(self) -> &'static str {
        match self {
            Opened::File => "file",
            Opened::Document(FormKind::Paper(_) | FormKind::Annex5) => "paper",
            Opened::Document(form) => form.name(),
            Opened::Bundle => "bundle",
            Opened::OwnCopy => "own_copy",
            Opened::OwnSheet => "own_sheet",
            Opened::Register => "register",
            Opened::Files => "files",
            Opened::Duties => "duties",
            Opened::Exchange => "exchange",
        }
    }
}

/// One opening, or several of one day.
#[derive(Clone, Debug)]
pub struct OpenedLine {
    /// The day.
    pub on: Date,
    /// The time of day, such as `14:05`; none for several openings of the day.
    pub at: Option<String>,
    /// The name of the reader.
    pub who: String,
    /// The names of her roles; one that has no words is left out.
    pub roles: Vec<&'static str>,
    /// A restricted file, opened in an emergency: why; an empty text when that is not told.
    pub emergency: Option<String>,
    /// What she opened.
    pub what: Opened,
    /// How often on that day.
    pub times: u32,
}

/// What a consent is to.
#[derive(Clone, Debug)]
pub enum ConsentTo {
    /// The keeping of personal data, by the application.
    Services,
    /// The handing over to another organization.
    Transfer,
    /// The giving of one document.
    Document(FormKind, Date),
    /// What was written.
    Written(String),
}

/// Where a consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentState {
    /// In force.
    InForce,
    /// Its term is over.
    Over,
    /// It was withdrawn on that day.
    Withdrawn(Date),
}

/// One consent.
#[derive(Clone, Debug)]
pub struct ConsentLine {
    /// To what.
    pub what: ConsentTo,
    /// For whom; none when it is for those who help the recipient.
    pub to: Option<String>,
    /// When it was given.
    pub given: Date,
    /// Its last day; none when it holds until it is withdrawn.
    pub until: Option<Date>,
    /// Where it stands.
    pub state: ConsentState,
}

/// What stands in the table.
#[derive(Clone, Debug)]
pub enum OwnSheetLines {
    /// Who has opened the file.
    Readings(Vec<OpenedLine>),
    /// What was consented to.
    Consents(Vec<ConsentLine>),
}

/// What to print.
#[derive(Clone, Debug)]
pub struct OwnSheetRequest {
    /// In which language.
    pub lang: OwnCopyLang,
    /// The code of the file.
    pub code: String,
    /// What stands in the table, in its order.
    pub lines: OwnSheetLines,
    /// Who gives the sheet.
    pub by: String,
    /// The day of the sheet.
    pub on: Date,
    /// A line at the foot.
    pub stamp: Option<String>,
}

/// The layout failed: a fault of the program.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the sheet could not be laid out: {0}")]
pub struct OwnSheetError(String);

/// Prints the sheet as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// [`OwnSheetError`] when the program is at fault.
pub fn own_sheet(request: &OwnSheetRequest) -> Result<Vec<u8>, OwnSheetError> {
    let words = &WORDS[&request.lang];
    let (said, table) = match &request.lines {
        OwnSheetLines::Readings(lines) => (&words.readings, readings(words, lines)),
        OwnSheetLines::Consents(lines) => (&words.consents, consents(words, lines)),
    };
    let on = request.on;
    let about = format!(
        "{}: {}. {}: {}.",
        words.code,
        request.code,
        words.day,
        day(on)
    );
    let mut file = json!({
        "lang": request.lang.code(),
        "words": { "fixed": { "title": said["title"] } },
        // The layouts ask for this one word of the annexes; nothing of this page is ever left out.
        "common": { "left_out": "" },
        "data": {},
        "computed": null,
        "hidden": [],
        "missing": [],
        "stamp": request.stamp,
        "dated": [on.year(), on.month(), on.day()],
        "own": {
            "about": about,
            "lead": said["lead"],
            "none": said["none"],
            "ask": said["ask"],
            "heads": table.heads,
            "widths": table.widths,
            "fits": table.fits,
            "rows": table.rows,
            "given": words.given,
            "received": words.received,
            "name_hint": words.name_hint,
            "signature_hint": words.signature_hint,
            "by": unless_it_names(words, &request.by),
        },
    });
    make_visible(&mut file);
    let sheet = Sheet::new("own_sheet", file.to_string().into_bytes());
    page::print(&sheet, "own_sheet").map_err(OwnSheetError)
}

/// A table: heads, widths of columns, letters that fit into each, rows.
struct Table<'a> {
    heads: Vec<&'a str>,
    widths: Value,
    fits: [u8; 5],
    rows: Vec<Vec<String>>,
}

fn readings<'a>(words: &'a Words, lines: &[OpenedLine]) -> Table<'a> {
    let said = &words.readings;
    let row = |line: &OpenedLine| {
        let roles: Vec<&str> = line
            .roles
            .iter()
            .filter_map(|role| words.role.get(*role).map(String::as_str))
            .collect();
        let mut what = words.what(line.what).to_owned();
        if line.times > 1 {
            let times = said["times"].replace("{count}", &line.times.to_string());
            what = format!("{what}, {times}");
        }
        if let Some(why) = &line.emergency {
            what = format!("{what}, {}", said["emergency"]);
            if !why.is_empty() {
                what = format!("{what}: {}", unless_it_names(words, why));
            }
        }
        let at = line
            .at
            .iter()
            .fold(day(line.on), |all, at| format!("{all}, {at}"));
        let mut who = unless_it_names(words, &line.who).to_owned();
        if !roles.is_empty() {
            who = format!("{who}\n{}", roles.join(", "));
        }
        vec![at, who, what]
    };
    Table {
        heads: ["at", "who", "what"].map(|key| said[key].as_str()).to_vec(),
        widths: json!([36, "rest", 62]),
        fits: [16, 30, 26, 0, 0],
        rows: lines.iter().map(row).collect(),
    }
}

fn consents<'a>(words: &'a Words, lines: &[ConsentLine]) -> Table<'a> {
    let said = &words.consents;
    let row = |line: &ConsentLine| {
        let what = match &line.what {
            ConsentTo::Services => said["services"].clone(),
            ConsentTo::Transfer => said["transfer"].clone(),
            ConsentTo::Document(form, on) => said["document"]
                .replace("{what}", words.what(Opened::Document(*form)))
                .replace("{day}", &day(*on)),
            ConsentTo::Written(text) => unless_it_names(words, text).to_owned(),
        };
        let to = match &line.to {
            Some(to) => unless_it_names(words, to),
            None => &said["here"],
        };
        let until = line
            .until
            .map_or_else(|| said["until_withdrawn"].clone(), day);
        let state = match line.state {
            ConsentState::InForce => said["in_force"].clone(),
            ConsentState::Over => said["over"].clone(),
            ConsentState::Withdrawn(on) => said["withdrawn"].replace("{day}", &day(on)),
        };
        vec![what, to.to_owned(), day(line.given), until, state]
    };
    Table {
        heads: ["what", "to", "given", "until", "state"]
            .map(|key| said[key].as_str())
            .to_vec(),
        widths: json!(["rest", 42, 24, 28, 28]),
        fits: [20, 18, 10, 12, 12],
        rows: lines.iter().map(row).collect(),
    }
}

/// The text, or whom to ask when it names what happened.
fn unless_it_names<'a>(words: &'a Words, text: &'a str) -> &'a str {
    match names_what_happened(text) {
        Some(_) => &words.consents["ask_us"],
        None => text,
    }
}

/// Whether there are words for a role of that name, in every language.
pub fn own_sheet_knows_role(role: &str) -> bool {
    WORDS.values().all(|words| words.role.contains_key(role))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    #[expect(dead_code, reason = "says in the file which language it is")]
    language: String,
    code: String,
    day: String,
    given: String,
    received: String,
    name_hint: String,
    signature_hint: String,
    readings: BTreeMap<String, String>,
    consents: BTreeMap<String, String>,
    what: BTreeMap<String, String>,
    role: BTreeMap<String, String>,
}

impl Words {
    fn what(&self, what: Opened) -> &str {
        self.what.get(what.name()).map_or("–", String::as_str)
    }
}

fn source(lang: OwnCopyLang) -> &'static str {
    match lang {
        OwnCopyLang::Kk => include_str!("../../../law/forms/own_sheets/kk.toml"),
        OwnCopyLang::Ru => include_str!("../../../law/forms/own_sheets/ru.toml"),
        OwnCopyLang::En => include_str!("../../../law/forms/own_sheets/en.toml"),
        OwnCopyLang::Uz => include_str!("../../../law/forms/own_sheets/uz.toml"),
    }
}

static WORDS: LazyLock<BTreeMap<OwnCopyLang, Words>> = LazyLock::new(|| {
    OwnCopyLang::ALL
        .into_iter()
        .map(|lang| {
            let words = toml::from_str(source(lang)).unwrap_or_else(|error| {
                panic!("law/forms/own_sheets/{}.toml: {error}", lang.code())
            });
            (lang, words)
        })
        .collect()
});
