//! A register as a workbook: days are days, numbers are numbers, and text stays text whatever it begins with.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use super::{
    Cell, ColumnKind, Register, RegisterError, column_words, day, plain, sheet_words, title,
};
use crate::words::common;

/// The row of the heads of the columns; the rows follow.
const HEADS: u32 = 4;

/// Longest text of a cell in a workbook, in characters.
const LONGEST_CELL: usize = 32_767;

/// Writes a register as an Excel workbook (`.xlsx`). The same register gives the same bytes.
///
/// # Errors
/// [`RegisterError`] when the program is at fault.
pub fn render_xlsx(register: &Register) -> Result<Vec<u8>, RegisterError> {
    write(register).map_err(|error| RegisterError(error.to_string()))
}

fn write(register: &Register) -> Result<Vec<u8>, XlsxError> {
    let lang = register.lang;
    let columns = register.kind.columns();
    let wrapped = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin);
    let dated = wrapped
        .clone()
        .set_num_format("dd.mm.yyyy")
        .set_align(FormatAlign::Left);
    let heads = wrapped
        .clone()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_background_color(0xF0_F0F0);
    let large = Format::new().set_bold().set_font_size(14);

    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        register.to.year().clamp(1900, 9999) as u16,
        register.to.month() as u8,
        register.to.day() as u8,
    )?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title(register.kind, lang))
            .set_creation_datetime(&made),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name(register.kind.name())?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, title(register.kind, lang), &large)?;
    sheet.write_string(1, 0, plain(&register.organization))?;
    let period = format!(
        "{} {} – {}",
        sheet_words("period", lang),
        day(register.from),
        day(register.to)
    );
    sheet.write_string(2, 0, period)?;

    sheet.write_string_with_format(HEADS, 0, sheet_words("row", lang), &heads)?;
    sheet.set_column_width(0, 6)?;
    for (index, column) in (1_u16..).zip(columns) {
        sheet.write_string_with_format(HEADS, index, column_words(column.id, lang), &heads)?;
        let width = match column.kind {
            ColumnKind::Short => 16,
            ColumnKind::Text => 32,
            ColumnKind::Date => 13,
            ColumnKind::Number => 11,
        };
        sheet.set_column_width(index, width)?;
    }
    for (row, cells) in (HEADS + 1..).zip(&register.rows) {
        sheet.write_number_with_format(row, 0, row - HEADS, &wrapped)?;
        for (index, cell) in (1_u16..).zip(cells) {
            match cell {
                Cell::Empty => sheet.write_blank(row, index, &wrapped)?,
                Cell::LeftOut => {
                    let words = common(lang)["left_out"].as_str().unwrap_or_default();
                    sheet.write_string_with_format(row, index, words, &wrapped)?
                }
                Cell::Text(text) => {
                    let text: String = plain(text).chars().take(LONGEST_CELL).collect();
                    sheet.write_string_with_format(row, index, text, &wrapped)?
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, index, *number as f64, &wrapped)?
                }
                // The calendar of a workbook begins in 1900.
                Cell::Date(date) if date.year() < 1900 => {
                    sheet.write_string_with_format(row, index, day(*date), &wrapped)?
                }
                Cell::Date(date) => {
                    let date = ExcelDateTime::from_ymd(
                        date.year() as u16,
                        date.month() as u8,
                        date.day() as u8,
                    )?;
                    sheet.write_datetime_with_format(row, index, &date, &dated)?
                }
            };
        }
    }
    let last_row = HEADS + register.rows.len() as u32;
    sheet.autofilter(HEADS, 0, last_row.max(HEADS), columns.len() as u16)?;
    sheet.set_freeze_panes(HEADS + 1, 0)?;
    sheet.set_repeat_rows(HEADS, HEADS)?;
    workbook.save_to_buffer()
}
