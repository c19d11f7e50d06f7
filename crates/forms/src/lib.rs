//! The official forms of the order as tagged PDF: Annexes 1–8, blank and filled, in Kazakh, Russian and English. Beside them
//! the papers in free form ([`render_paper`]), [`register`]s, the whole file as one [`bundle`], and the recipient's [`own_copy`].
//!
//! One layout per annex (`templates/`) serves all languages; the words stand in `law/forms/`. Words and data reach the
//! layout as a file of JSON and are never part of its code, so that no value can be taken for markup. There is no clock and
//! no I/O: the same request gives the same bytes.
//!
//! ```
//! use forms::{FormContent, FormRequest};
//! use standard::{annex::FormKind, lang::Lang};
//! let pdf = forms::render(&FormRequest {
//!     annex: FormKind::Annex1,
//!     lang: Lang::Kk,
//!     content: FormContent::Blank,
//!     missing: Vec::new(),
//!     stamp: None,
//!     acting: None,
//! })
//! .unwrap();
//! assert!(pdf.starts_with(b"%PDF-"));
//! ```

mod bundle;
mod content;
mod ends;
mod fonts;
mod own_copy;
mod own_sheet;
mod page;
mod paper;
mod paper_words;
pub mod register;
mod rights;
mod services;
mod specimen;
mod visible;
mod words;

use page::Sheet;
use standard::{annex::FormKind, compartment::Compartment, lang::Lang};

pub use bundle::{
    BundleDocument, BundleError, BundlePurpose, BundleRequest, Cover, JournalLine, LeftOut,
    SignedLine, bundle,
};
pub use own_copy::{
    NextStep, OwnCopyError, OwnCopyLang, OwnCopyRequest, OwnPlanLine, names_what_happened, own_copy,
};
pub use own_sheet::{
    ConsentLine, ConsentState, ConsentTo, Opened, OpenedLine, OwnSheetError, OwnSheetLines,
    OwnSheetRequest, own_sheet, own_sheet_knows_role,
};
pub use paper::{PaperContent, PaperError, PaperRequest, render_paper};
pub use paper_words::{choice_label, field_label, fixed_words_of_paper, paper_title};
pub use rights::{RightsPage, rights_page};
pub use specimen::{paper_specimen, specimen};
pub use words::fixed_words;

/// What to print.
#[derive(Clone, Debug)]
pub struct FormRequest {
    /// Which form, or which paper.
    pub annex: FormKind,
    /// In which language its fixed words stand.
    pub lang: Lang,
    /// Blank, or with what.
    pub content: FormContent,
    /// The compartments that could not be opened: their fields are marked, and a note at the end says which parts are left out.
    pub missing: Vec<Compartment>,
    /// A line at the foot of each page, such as the digest of the record.
    pub stamp: Option<String>,
    /// Who approved the form of Annex 6 in the head's place. The other forms have no such place.
    pub acting: Option<Acting>,
}

/// Somebody who acts as the head, by order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// Her or his name.
    pub name: String,
    /// The number of the order.
    pub order: String,
}

impl FormRequest {
    /// The same as the request of a paper in free form, when it is one.
    fn as_paper(&self) -> Option<PaperRequest> {
        let kind = self.annex.paper()?;
        let content = match &self.content {
            FormContent::Blank => PaperContent::Blank,
            FormContent::Filled(fields) => {
                let mut fields = fields.clone();
                if let serde_json::Value::Object(fields) = &mut fields {
                    fields.remove("form");
                }
                PaperContent::Kept {
                    fields,
                    missing: self.missing.clone(),
                }
            }
        };
        Some(PaperRequest {
            kind,
            lang: self.lang,
            content,
            stamp: self.stamp.clone(),
        })
    }
}

/// The title of a form of the order or of a paper.
pub fn title(form: FormKind, lang: Lang) -> String {
    match form.paper() {
        Some(paper) => paper_title(paper, lang).to_owned(),
        None => words::of_form(form, lang)["fixed"]["title"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// With what a form is printed.
#[derive(Clone, Debug, PartialEq)]
pub enum FormContent {
    /// To be filled by hand.
    Blank,
    /// The fields of the document (`standard::annex::Document::fields`, or the value of a `Partial`). A field that is not
    /// there is printed empty, or as left out when it lies in a missing compartment.
    Filled(serde_json::Value),
}

/// Why a form could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The fields are not those of the form.
    #[error("the contents are not those of {form}: {reason}")]
    Content {
        /// The form asked for.
        form: FormKind,
        /// What does not fit, without any value of a field.
        reason: String,
    },
    /// The layout failed: a fault of the program.
    #[error("the layout of {form} failed: {reason}")]
    Layout {
        /// The form asked for.
        form: FormKind,
        /// What the typesetter said.
        reason: String,
    },
}

/// Prints a form as PDF/A-2a and PDF/UA-1: tagged, with language and title, fonts embedded.
///
/// # Errors
/// [`FormError::Content`] when the fields are not those of the form; [`FormError::Layout`] when the program is at fault.
pub fn render(request: &FormRequest) -> Result<Vec<u8>, FormError> {
    if let Some(paper) = request.as_paper() {
        return render_paper(&paper).map_err(|error| error.for_a_form(request.annex));
    }
    let sheet = Sheet::new(request.annex.name(), content::form_data(request)?);
    page::print(&sheet, request.annex.name()).map_err(|reason| FormError::Layout {
        form: request.annex,
        reason,
    })
}
