//! Registers as PDF and as Excel.

use std::io::{Cursor, Read};

use forms::register::{
    Cell, ColumnKind, Register, RegisterKind, RowError, render_pdf, render_xlsx,
};
use jiff::civil::date;
use standard::lang::Lang;

use crate::paper::{info, run_together, text, words};

fn register(kind: RegisterKind, lang: Lang, rows: usize) -> Register {
    let mut register = Register::new(
        kind,
        lang,
        "«Үлгі» орталығы",
        date(2022, 10, 1),
        date(2022, 12, 31),
    );
    for row in 0..rows {
        let cells = kind
            .columns()
            .iter()
            .map(|column| match column.kind {
                ColumnKind::Short => Cell::from(format!("A-{row:04}").as_str()),
                ColumnKind::Text => Cell::from("Мысалова Үлгіжан Сынаққызы"),
                ColumnKind::Date => Cell::from(date(2022, 10, 21)),
                ColumnKind::Number => Cell::from(row as i64),
            })
            .collect();
        register.push(cells).unwrap();
    }
    register
}

/// One part of a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The raw value of a cell such as `B6`, and its text when it is one.
fn cell(workbook: &[u8], place: &str) -> (String, Option<String>) {
    let sheet = part(workbook, "xl/worksheets/sheet1.xml");
    let from = sheet
        .find(&format!("<c r=\"{place}\""))
        .expect("the cell is there");
    let cell = &sheet[from..];
    let end = cell.find("</c>").unwrap_or(cell.len());
    let value = between(&cell[..end], "<v>", "</v>").unwrap_or_default();
    let is_text = cell[..cell.find('>').unwrap()].contains("t=\"s\"");
    let text = is_text.then(|| {
        let strings = part(workbook, "xl/sharedStrings.xml");
        let item = strings
            .split("<si>")
            .nth(value.parse::<usize>().unwrap() + 1)
            .unwrap();
        let item = item.replace("<t xml:space=\"preserve\">", "<t>");
        between(&item, "<t>", "</t>").unwrap()
    });
    (value, text)
}

fn between(text: &str, from: &str, to: &str) -> Option<String> {
    let rest = text.split_once(from)?.1;
    Some(rest.split_once(to)?.0.to_owned())
}

#[test]
fn every_register_prints_its_head_on_every_page() {
    let langs = Lang::ALL.into_iter().cycle();
    for (kind, lang) in RegisterKind::ALL.iter().copied().zip(langs) {
        let pdf = render_pdf(&register(kind, lang, 60)).unwrap();
        let info = info(&pdf);
        assert!(info.contains("Tagged:          yes"), "{info}");
        let pages: usize = info
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        assert!(pages > 1, "{kind:?}");
        let shown = text(&pdf);
        for page in shown.split('\u{c}').take(pages - 1) {
            let page = run_together(page);
            for column in kind.columns() {
                let head = run_together(forms::register::column_words(column.id, lang));
                assert!(page.contains(&head), "{kind:?} {lang} {head}: {page}");
            }
        }
        // The last row: by its number on paper, or where a register has none, by its count.
        let has_numbers = kind
            .columns()
            .iter()
            .any(|column| column.kind == ColumnKind::Short);
        let last = if has_numbers { "A-0059" } else { "59" };
        assert!(run_together(&shown).contains(last), "{kind:?}");
    }
}

#[test]
fn long_words_stay_on_the_sheet() {
    let mut register = register(RegisterKind::Violations, Lang::Kk, 0);
    let long = "Ұзынсөз".repeat(40);
    register
        .push(vec![
            long.as_str().into(),
            date(2022, 10, 1).into(),
            long.as_str().into(),
            long.as_str().into(),
            long.as_str().into(),
            4.into(),
            Cell::LeftOut,
            Cell::Empty,
        ])
        .unwrap();
    let pdf = render_pdf(&register).unwrap();
    for word in words(&pdf) {
        assert!(word.left > 30.0 && word.right < 842.0 - 30.0, "{word:?}");
    }
    let shown = text(&pdf);
    assert!(shown.contains("[көрсетілмейді]"));
    assert!(run_together(&shown).contains("ашықемесмәліметтер"));
}

#[test]
fn in_excel_days_are_days_and_text_is_text_whatever_it_begins_with() {
    let kind = RegisterKind::Applications;
    let mut register = register(kind, Lang::Ru, 0);
    register
        .push(vec![
            date(2022, 10, 21).into(),
            "=1+1".into(),
            "00123".into(),
            "\u{2068}Айгүл\u{2069}".into(),
            "@SUM(A1)".into(),
            "+7 700".into(),
            Cell::Empty,
            "-1".into(),
        ])
        .unwrap();
    let workbook = render_xlsx(&register).unwrap();
    // 21.10.2022 as a workbook counts days, and written as a day.
    assert_eq!(cell(&workbook, "B6"), ("44855".to_owned(), None));
    assert!(part(&workbook, "xl/styles.xml").contains("formatCode=\"dd.mm.yyyy\""));
    for (place, given) in [
        ("C6", "=1+1"),
        ("D6", "00123"),
        ("E6", "Айгүл"),
        ("F6", "@SUM(A1)"),
        ("G6", "+7 700"),
        ("I6", "-1"),
    ] {
        assert_eq!(cell(&workbook, place).1.as_deref(), Some(given));
    }
    assert!(!part(&workbook, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn both_kinds_of_file_are_the_same_for_the_same_rows() {
    for kind in RegisterKind::ALL.iter().copied() {
        let register = register(kind, Lang::Kk, 3);
        assert!(render_xlsx(&register).unwrap() == render_xlsx(&register).unwrap());
        assert!(render_pdf(&register).unwrap() == render_pdf(&register).unwrap());
    }
}

#[test]
fn a_row_of_another_register_is_refused() {
    let mut register = register(RegisterKind::Orders, Lang::Ru, 0);
    assert_eq!(register.push(vec![Cell::Empty]), Err(RowError::Length(1)));
    let mut row = vec![Cell::Empty; RegisterKind::Orders.columns().len()];
    row[1] = "21.10.2022".into();
    assert_eq!(register.push(row), Err(RowError::Kind("on")));
}

#[test]
fn an_empty_register_says_so() {
    let shown = text(&render_pdf(&register(RegisterKind::Disclosures, Lang::Ru, 0)).unwrap());
    assert!(shown.contains("записей нет"));
    let workbook = render_xlsx(&register(RegisterKind::Disclosures, Lang::Ru, 0)).unwrap();
    let title = forms::register::title(RegisterKind::Disclosures, Lang::Ru);
    assert_eq!(cell(&workbook, "A1").1.as_deref(), Some(title));
}
