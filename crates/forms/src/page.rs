//! The typesetter: the layouts, the fonts and one file of data; nothing else of the world.

use std::{collections::HashMap, sync::LazyLock};

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

use crate::{ends, fonts};

const LAYOUTS: [(&str, &str); 14] = [
    ("/base.typ", include_str!("../templates/base.typ")),
    ("/annex_1.typ", include_str!("../templates/annex_1.typ")),
    ("/annex_2.typ", include_str!("../templates/annex_2.typ")),
    ("/annex_3.typ", include_str!("../templates/annex_3.typ")),
    ("/annex_4.typ", include_str!("../templates/annex_4.typ")),
    ("/annex_5.typ", include_str!("../templates/annex_5.typ")),
    ("/annex_6.typ", include_str!("../templates/annex_6.typ")),
    ("/annex_7.typ", include_str!("../templates/annex_7.typ")),
    ("/annex_8.typ", include_str!("../templates/annex_8.typ")),
    ("/paper.typ", include_str!("../templates/paper.typ")),
    ("/register.typ", include_str!("../templates/register.typ")),
    ("/bundle.typ", include_str!("../templates/bundle.typ")),
    ("/own_copy.typ", include_str!("../templates/own_copy.typ")),
    ("/own_sheet.typ", include_str!("../templates/own_sheet.typ")),
];

static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    LAYOUTS
        .into_iter()
        .map(|(path, text)| (file_id(path), Source::new(file_id(path), text.to_owned())))
        .collect()
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the paths of the layouts are plain");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The text of a layout, by its name without the ending.
pub(crate) fn layout(name: &str) -> &'static str {
    LAYOUTS
        .into_iter()
        .find(|(path, _)| path.trim_start_matches('/').trim_end_matches(".typ") == name)
        .map_or("", |(_, text)| text)
}

/// What the typesetter may see: the layouts, and the files of one job.
pub(crate) struct Sheet {
    main: FileId,
    sources: HashMap<FileId, Source>,
    data: HashMap<FileId, Bytes>,
}

impl Sheet {
    /// The layout `name` with its data, as `/form.json`.
    pub(crate) fn new(name: &str, data: Vec<u8>) -> Self {
        let mut sheet = Sheet {
            main: file_id(&format!("/{name}.typ")),
            sources: HashMap::new(),
            data: HashMap::new(),
        };
        sheet.add_data("/form.json", data);
        sheet
    }

    /// One more file of data.
    pub(crate) fn add_data(&mut self, path: &str, data: Vec<u8>) {
        self.data.insert(file_id(path), Bytes::new(data));
    }

    /// One more layout.
    pub(crate) fn add_source(&mut self, path: &str, text: String) {
        let id = file_id(path);
        self.sources.insert(id, Source::new(id, text));
    }

    fn find(&self, id: FileId) -> FileResult<&Source> {
        self.sources
            .get(&id)
            .or_else(|| SOURCES.get(&id))
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
        self.find(id).cloned()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match self.data.get(&id) {
            Some(data) => Ok(data.clone()),
            None => self
                .find(id)
                .map(|source| Bytes::from_string(source.text().to_owned())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::font(index)
    }

    /// There is no clock: the same data, the same bytes.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Lays out one sheet and writes it as PDF.
///
/// # Errors
/// What the typesetter said: a fault of the program.
pub(crate) fn print(sheet: &Sheet, ident: &str) -> Result<Vec<u8>, String> {
    let pdf = lay_out(sheet, ident);
    // The typesetter remembers every document that it has seen until it is told to forget.
    comemo::evict(0);
    pdf
}

fn lay_out(sheet: &Sheet, ident: &str) -> Result<Vec<u8>, String> {
    let fault = |errors: &[SourceDiagnostic]| {
        let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        reasons.join("; ")
    };
    let document: PagedDocument = typst::compile(sheet)
        .output
        .map_err(|errors| fault(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two standards go together, as every test shows");
    let options = PdfOptions {
        ident: Smart::Custom(format!("tirek {ident}")),
        creator: Smart::Custom(Some("Tirek".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options)
        .map(ends::made_clear)
        .map_err(|errors| fault(&errors))
}
