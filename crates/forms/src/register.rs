//! Registers for a period, as PDF and as Excel: typed rows in, one layout.
//!
//! A register shows what its caller may open and nothing else: a cell that is not open is [`Cell::LeftOut`].

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use standard::lang::Lang;

use crate::{
    page::{self, Sheet},
    paper_words::Words,
    visible::make_visible,
    words::common,
};

mod excel;

pub use excel::render_xlsx;

macro_rules! registers {
    ($($(#[$doc:meta])+ $kind:ident = $name:literal [$($column:expr),+ $(,)?];)+) => {
        /// Which register.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RegisterKind {
            $($(#[$doc])+ $kind,)+
        }

        impl RegisterKind {
            /// All registers.
            pub const ALL: &[RegisterKind] = &[$(RegisterKind::$kind),+];

            /// The name in addresses and files.
            pub fn name(self) -> &'static str {
                match self { $(RegisterKind::$kind => $name,)+ }
            }

            /// The columns, after the number of the row.
            pub fn columns(self) -> &'static [Column] {
                match self { $(RegisterKind::$kind => const { &[$($column),+] },)+ }
            }
        }
    };
}

/// One column: its name, and what its cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name; its words stand in `law/forms/registers.toml`.
    pub id: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A few letters: a number of a paper, a code.
    Short,
    /// Text.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
}

const fn short(id: &'static str) -> Column {
    Column {
        id,
        kind: ColumnKind::Short,
    }
}
const fn text(id: &'static str) -> Column {
    Column {
        id,
        kind: ColumnKind::Text,
    }
}
const fn date(id: &'static str) -> Column {
    Column {
        id,
        kind: ColumnKind::Date,
    }
}
const fn number(id: &'static str) -> Column {
    Column {
        id,
        kind: ColumnKind::Number,
    }
}

registers! {
    /// Applications and referrals, paragraph 9.
    Applications = "applications" [
        date("on"), short("number"), short("case"), text("person"), text("route"), text("result"), date("result_on"), text("received_by"),
    ];
    /// Recipients, paragraph 20.
    Recipients = "recipients" [
        short("case"), text("person"), date("from"), text("mode"), text("stage"), date("ended_on"), text("ground"),
    ];
    /// Permits, paragraphs 14 and 15.
    Permits = "permits" [
        short("case"), text("person"), date("sent_on"), text("body"), short("number"), date("issued_on"), date("received_on"), text("result"),
    ];
    /// Agreements and their extensions, paragraphs 15 and 16.
    Agreements = "agreements" [
        short("number"), date("on"), short("case"), text("person"), date("until"), date("extended_until"), text("ground"), date("ended_on"),
    ];
    /// Orders of the head, paragraph 44.
    Orders = "orders" [short("number"), date("on"), text("subject"), short("case"), text("person"), text("ground")];
    /// Violations, paragraph 43.
    Violations = "violations" [
        short("number"), date("on"), short("case"), text("person"), text("what"), number("in_turn"), text("explanation"), text("measure"),
    ];
    /// The book of complaints and suggestions, paragraphs 25 and 26.
    Complaints = "complaints" [
        short("number"), date("on"), text("kind"), text("subject"), text("measure"), date("answered_on"), date("reviewed_on"),
    ];
    /// Documents handed to other bodies, annex 8.
    Disclosures = "disclosures" [
        date("on"), short("case"), text("document"), text("body"), text("request"), date("consent_on"), text("approved_by"),
    ];
    /// The figures of a period, paragraph 33.
    Figures = "figures" [text("figure"), text("part"), number("count")];
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Not open to the one who prints.
    LeftOut,
    /// Text, as text: a leading `=` is a letter like any other.
    Text(String),
    /// A day.
    Date(Date),
    /// A whole number.
    Number(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Cell::Date(day)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

/// A row does not have the cells of its register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// Too few cells, or too many.
    #[error("the row has {0} cells")]
    Length(usize),
    /// A cell holds something else than its column.
    #[error("the cell of {0} holds a value of another kind")]
    Kind(&'static str),
}

/// A register for a period.
#[derive(Clone, Debug)]
pub struct Register {
    kind: RegisterKind,
    lang: Lang,
    organization: String,
    from: Date,
    to: Date,
    stamp: Option<String>,
    rows: Vec<Vec<Cell>>,
}

impl Register {
    /// An empty register of that organization for the days from `from` to `to`, both included.
    pub fn new(kind: RegisterKind, lang: Lang, organization: &str, from: Date, to: Date) -> Self {
        Register {
            kind,
            lang,
            organization: organization.to_owned(),
            from,
            to,
            stamp: None,
            rows: Vec::new(),
        }
    }

    /// A line at the foot of each page, such as the digest of the record.
    pub fn stamped(mut self, stamp: &str) -> Self {
        self.stamp = Some(stamp.to_owned());
        self
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`RowError`] when the cells are not those of the columns.
    pub fn push(&mut self, row: Vec<Cell>) -> Result<(), RowError> {
        let columns = self.kind.columns();
        if row.len() != columns.len() {
            return Err(RowError::Length(row.len()));
        }
        for (cell, column) in row.iter().zip(columns) {
            let fits = matches!(
                (cell, column.kind),
                (Cell::Empty | Cell::LeftOut, _)
                    | (Cell::Text(_), ColumnKind::Text | ColumnKind::Short)
                    | (Cell::Date(_), ColumnKind::Date)
                    | (Cell::Number(_), ColumnKind::Number)
            );
            if !fits {
                return Err(RowError::Kind(column.id));
            }
        }
        self.rows.push(row);
        Ok(())
    }

    fn leaves_out(&self) -> bool {
        self.rows
            .iter()
            .flatten()
            .any(|cell| *cell == Cell::LeftOut)
    }
}

/// The layout failed: a fault of the program.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the register could not be made: {0}")]
pub struct RegisterError(pub(crate) String);

/// Prints a register as PDF/A-2a and PDF/UA-1, on its side; the head of the table stands on every page.
///
/// # Errors
/// [`RegisterError`] when the program is at fault.
pub fn render_pdf(register: &Register) -> Result<Vec<u8>, RegisterError> {
    let lang = register.lang;
    let heads: Vec<Value> = register
        .kind
        .columns()
        .iter()
        .map(|column| {
            let width = match column.kind {
                ColumnKind::Short => "short",
                ColumnKind::Text => "text",
                ColumnKind::Date => "date",
                ColumnKind::Number => "number",
            };
            json!({ "words": column_words(column.id, lang), "width": width })
        })
        .collect();
    let rows: Vec<Vec<Value>> = register
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| printed(cell, lang)).collect())
        .collect();
    let to = register.to;
    let words = |name| sheet_words(name, lang);
    let mut file = json!({
        "lang": lang.code(),
        "words": { "fixed": { "title": title(register.kind, lang) } },
        "common": common(lang),
        "data": {},
        "computed": null,
        "hidden": [],
        "missing": [],
        "stamp": register.stamp,
        "dated": [to.year(), to.month(), to.day()],
        "register": {
            "organization": register.organization,
            "free_form": words("free_form"),
            "period": format!("{} {} – {}", words("period"), day(register.from), day(register.to)),
            "count": format!("{} {}", words("rows"), register.rows.len()),
            "row": words("row"),
            "empty": words("empty"),
            "left_out": register.leaves_out().then(|| words("left_out")),
            "heads": heads,
            "rows": rows,
            "responsible": words("responsible"),
            "head": words("head"),
            "name_hint": words("name_hint"),
            "signature_hint": words("signature_hint"),
        },
    });
    make_visible(&mut file);
    let sheet = Sheet::new("register", file.to_string().into_bytes());
    page::print(&sheet, register.kind.name()).map_err(RegisterError)
}

fn printed(cell: &Cell, lang: Lang) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::LeftOut => common(lang)["left_out"].clone(),
        Cell::Text(text) => json!(plain(text)),
        Cell::Date(date) => json!(day(*date)),
        Cell::Number(number) => json!(number.to_string()),
    }
}

/// Text without the marks of isolation that a program's messages carry around their values.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'))
        .collect()
}

fn day(date: Date) -> String {
    format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterWords {
    #[expect(
        dead_code,
        reason = "says in the file how far the words may be trusted"
    )]
    status: String,
    sheet: BTreeMap<String, Words>,
    title: BTreeMap<String, Words>,
    column: BTreeMap<String, Words>,
}

static WORDS: LazyLock<RegisterWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../law/forms/registers.toml"))
        .expect("the words of the registers are whole, and a test prints each register")
});

fn sheet_words(name: &str, lang: Lang) -> &'static str {
    WORDS.sheet[name].text(lang)
}

/// The title of a register.
pub fn title(kind: RegisterKind, lang: Lang) -> &'static str {
    WORDS.title[kind.name()].text(lang)
}

/// The head of a column.
pub fn column_words(column: &str, lang: Lang) -> &'static str {
    WORDS.column[column].text(lang)
}
