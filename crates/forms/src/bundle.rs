//! The whole file of a recipient as one PDF: cover, contents with page numbers, the documents in order, the journal, and what
//! is left out.
//!
//! It is one document of the typesetter. Every document keeps its own layout; each gets a copy of the layouts that reads its own
//! data, so that a form looks in the bundle as it looks alone.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use standard::{compartment::Compartment, lang::Lang};

use crate::{
    FormError, FormRequest, PaperError, PaperRequest, content,
    page::{self, Sheet, layout},
    paper,
    paper_words::{Words, paper_title},
    visible::make_visible,
    words::common,
};

/// For whom the bundle is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundlePurpose {
    /// A court.
    Court,
    /// An inspector.
    Inspector,
    /// Another organization.
    Transfer,
    /// The recipient.
    Recipient,
    /// The archive.
    Archive,
}

impl BundlePurpose {
    fn name(self) -> &'static str {
        match self {
            BundlePurpose::Court => "court",
            BundlePurpose::Inspector => "inspector",
            BundlePurpose::Transfer => "transfer",
            BundlePurpose::Recipient => "recipient",
            BundlePurpose::Archive => "archive",
        }
    }
}

/// What the cover says.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The name of the organization.
    pub organization: String,
    /// The random code of the file.
    pub case: String,
    /// The person, where identity is open to the one who prints.
    pub person: Option<String>,
    /// For whom it is made.
    pub purpose: BundlePurpose,
    /// The day on which it is made.
    pub made_on: Date,
    /// Who makes it.
    pub made_by: String,
}

/// One document of the bundle.
#[derive(Clone, Debug)]
pub enum BundleDocument {
    /// A form of an annex.
    Form(FormRequest),
    /// A paper in free form.
    Paper(PaperRequest),
}

/// One line of the journal, in words of the reader's language.
#[derive(Clone, Debug)]
pub struct JournalLine {
    /// The number of the entry in the file.
    pub seq: u32,
    /// The day on which it was done.
    pub on: Date,
    /// What happened.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// The day on which it was recorded, when that is another.
    pub recorded_on: Option<Date>,
    /// The entry was struck out: still legible.
    pub struck: bool,
}

/// A document that was frozen as it was signed.
#[derive(Clone, Debug)]
pub struct SignedLine {
    /// Which document of the bundle, counted from 1.
    pub document: usize,
    /// The name of the signed file in the archive.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub digest: String,
    /// What was found of each electronic signature, in words of the reader's language.
    pub signatures: Vec<String>,
}

/// Something that could not be opened by the one who prints.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The part of the file.
    pub compartment: Compartment,
    /// The titles of the documents that are wholly left out; none when only fields are.
    pub documents: Vec<String>,
}

/// What to print.
#[derive(Clone, Debug)]
pub struct BundleRequest {
    /// The cover.
    pub cover: Cover,
    /// The documents, in their order.
    pub documents: Vec<BundleDocument>,
    /// What was signed, in the order of the documents.
    pub signed: Vec<SignedLine>,
    /// The journal.
    pub journal: Vec<JournalLine>,
    /// What is left out.
    pub left_out: Vec<LeftOut>,
    /// In which language the cover, the contents and the journal stand.
    pub lang: Lang,
    /// A line at the foot of the cover's pages, such as the digest of the record.
    pub stamp: Option<String>,
}

/// Why a bundle could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A form could not be made.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A paper could not be made.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The layout failed: a fault of the program.
    #[error("the bundle could not be laid out: {0}")]
    Layout(String),
}

/// Prints the bundle as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// What is wrong with one of its documents, or [`BundleError::Layout`] when the program is at fault.
pub fn bundle(request: &BundleRequest) -> Result<Vec<u8>, BundleError> {
    let mut sheet = Sheet::new("main", Vec::new());
    let mut listed = Vec::new();
    let mut includes = String::new();
    for (index, document) in request.documents.iter().enumerate() {
        let folder = format!("/document-{index}");
        let (name, title, data) = match document {
            BundleDocument::Form(form) if form.as_paper().is_some() => {
                let paper = form.as_paper().expect("it was asked just now");
                (
                    "paper",
                    paper_title(paper.kind, paper.lang).to_owned(),
                    paper::paper_data(&paper)?,
                )
            }
            BundleDocument::Form(form) => (
                form.annex.name(),
                crate::title(form.annex, form.lang),
                content::form_data(form)?,
            ),
            BundleDocument::Paper(request) => (
                "paper",
                paper_title(request.kind, request.lang).to_owned(),
                paper::paper_data(request)?,
            ),
        };
        let own = |text: &str| {
            text.replace("\"/base.typ\"", &format!("\"{folder}/base.typ\""))
                .replace("\"/form.json\"", &format!("\"{folder}/form.json\""))
        };
        sheet.add_source(&format!("{folder}/base.typ"), own(layout("base")));
        sheet.add_source(&format!("{folder}/{name}.typ"), own(layout(name)));
        sheet.add_data(&format!("{folder}/form.json"), data);
        includes.push_str(&format!("#include \"{folder}/{name}.typ\"\n"));
        listed.push(json!({ "title": title, "day": day_of(document).map(day) }));
    }
    sheet.add_data("/form.json", cover_data(request, listed));
    // The layout of the bundle, with its documents in the place of the one line that stands for them.
    let main = layout("bundle").replace("// DOCUMENTS", &includes);
    sheet.add_source("/main.typ", main);
    page::print(&sheet, "bundle").map_err(BundleError::Layout)
}

/// The day that the document bears, if it bears one.
fn day_of(document: &BundleDocument) -> Option<Date> {
    match document {
        BundleDocument::Form(form) => match form.as_paper() {
            Some(paper) => paper::day_of_paper(&paper),
            None => content::day_of_form(form),
        },
        BundleDocument::Paper(request) => paper::day_of_paper(request),
    }
}

fn cover_data(request: &BundleRequest, documents: Vec<Value>) -> Vec<u8> {
    let (lang, cover) = (request.lang, &request.cover);
    let said: BTreeMap<&str, &str> = WORDS
        .words
        .iter()
        .map(|(name, words)| (name.as_str(), words.text(lang)))
        .collect();
    let journal: Vec<Value> = request
        .journal
        .iter()
        .map(|line| {
            json!({
                "seq": line.seq.to_string(), "on": day(line.on), "what": line.what, "who": line.who,
                "recorded": line.recorded_on.map(day), "struck": line.struck,
            })
        })
        .collect();
    let signed: Vec<Value> = request
        .signed
        .iter()
        .map(|line| {
            let title = line
                .document
                .checked_sub(1)
                .and_then(|index| documents.get(index))
                .map_or(&Value::Null, |document| &document["title"]);
            json!({
                "number": line.document.to_string(), "title": title, "file": line.file, "digest": line.digest,
                "signatures": line.signatures,
            })
        })
        .collect();
    let left_out: Vec<Value> = request
        .left_out
        .iter()
        .map(|left| {
            json!({ "part": common(lang)["compartment"][left.compartment.name()], "documents": left.documents })
        })
        .collect();
    let on = cover.made_on;
    let mut file = json!({
        "lang": lang.code(),
        "words": { "fixed": said },
        "common": common(lang),
        "data": {},
        "computed": null,
        "hidden": [],
        "missing": [],
        "stamp": request.stamp,
        "dated": [on.year(), on.month(), on.day()],
        "bundle": {
            "organization": cover.organization,
            "case": cover.case,
            "person": cover.person,
            "purpose": WORDS.purpose[cover.purpose.name()].text(lang),
            "made_on": day(on),
            "made_by": cover.made_by,
            "signed": signed,
            "documents": documents,
            "journal": journal,
            "left_out": left_out,
        },
    });
    make_visible(&mut file);
    file.to_string().into_bytes()
}

fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleWords {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    words: BTreeMap<String, Words>,
    purpose: BTreeMap<String, Words>,
}

static WORDS: LazyLock<BundleWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../law/forms/bundle.toml"))
        .expect("the words of the bundle are whole, and a test prints one in each language")
});
