//! The typesetter: the layouts, the fonts and one file of data; nothing else of the world.

use std::{collections::BTreeMap, sync::LazyLock};

use standard::annex::FormKind;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{FormError, fonts};

const LAYOUTS: [(&str, &str); 9] = [
    ("/base.typ", include_str!("../templates/base.typ")),
    ("/annex_1.typ", include_str!("../templates/annex_1.typ")),
    ("/annex_2.typ", include_str!("../templates/annex_2.typ")),
    ("/annex_3.typ", include_str!("../templates/annex_3.typ")),
    ("/annex_4.typ", include_str!("../templates/annex_4.typ")),
    ("/annex_5.typ", include_str!("../templates/annex_5.typ")),
    ("/annex_6.typ", include_str!("../templates/annex_6.typ")),
    ("/annex_7.typ", include_str!("../templates/annex_7.typ")),
    ("/annex_8.typ", include_str!("../templates/annex_8.typ")),
];

static SOURCES: LazyLock<BTreeMap<&str, Source>> = LazyLock::new(|| {
    LAYOUTS
        .into_iter()
        .map(|(path, text)| (path, Source::new(file_id(path), text.to_owned())))
        .collect()
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("/form.json"));

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of the layouts are plain");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// What the typesetter may see.
struct Sheet {
    main: FileId,
    data: Bytes,
}

impl Sheet {
    fn layout(&self, id: FileId) -> FileResult<&'static Source> {
        SOURCES
            .values()
            .find(|source| source.id() == id)
            .ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        fonts::book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.layout(id).cloned()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            return Ok(self.data.clone());
        }
        self.layout(id)
            .map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::font(index)
    }

    /// There is no clock: the same data, the same bytes.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Lays out one form and writes it as PDF.
pub(crate) fn print(form: FormKind, data: &[u8]) -> Result<Vec<u8>, FormError> {
    let pdf = lay_out(form, data);
    // The typesetter remembers every document that it has seen until it is told to forget.
    comemo::evict(0);
    pdf
}

fn lay_out(form: FormKind, data: &[u8]) -> Result<Vec<u8>, FormError> {
    let fault = |errors: &[SourceDiagnostic]| {
        let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        FormError::Layout {
            form,
            reason: reasons.join("; "),
        }
    };
    let main = SOURCES[format!("/{form}.typ").as_str()].id();
    let sheet = Sheet {
        main,
        data: Bytes::new(data.to_vec()),
    };
    let document: PagedDocument = typst::compile(&sheet)
        .output
        .map_err(|errors| fault(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two standards go together, as every test shows");
    let options = PdfOptions {
        ident: Smart::Custom(format!("tirek {form}")),
        creator: Smart::Custom(Some("Tirek".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| fault(&errors))
}
