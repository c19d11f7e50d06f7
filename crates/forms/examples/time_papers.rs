//! How long the long ones take, and whether the typesetter's memory stays flat.
//!
//! `cargo run --release -p forms --example time_papers -- [DOCUMENTS]` prints the warm median of a table of 60 rows (the journal of
//! Annex 7 and a register), of a whole file of about 100 pages, in milliseconds; then the resident memory of the process after each
//! thousand of DOCUMENTS sheets (default 10 000) of every annex in turn, no two alike.

use std::time::Instant;

use forms::{
    BundleDocument, BundlePurpose, BundleRequest, Cover, FormContent, FormRequest, JournalLine,
    register::{Cell, ColumnKind, Register, RegisterKind, render_pdf},
};
use jiff::civil::date;
use serde_json::{Value, json};
use standard::{annex::FormKind, lang::Lang};

fn main() {
    let documents: usize = std::env::args().nth(1).map_or(10_000, |count| {
        count.parse().expect("a number of documents")
    });
    report("journal of 60 rows", 21, |number| {
        forms::render(&journal(number))
            .expect("the specimen prints")
            .len()
    });
    report("register of 60 rows", 21, |number| {
        render_pdf(&register(number)).expect("the rows fit").len()
    });
    let whole = forms::bundle(&file(0)).expect("the specimens print");
    // For `pdfinfo` to say how many pages it has.
    let path = std::env::temp_dir().join("tirek-whole-file.pdf");
    std::fs::write(&path, &whole).expect("the folder for temporary files can be written");
    println!(
        "whole file: {} KiB in {}",
        whole.len() / 1024,
        path.display()
    );
    report("whole file", 7, |number| {
        forms::bundle(&file(number))
            .expect("the specimens print")
            .len()
    });
    println!("documents,resident_kib");
    for number in 0..=documents {
        if number % (documents / 10).max(1) == 0 {
            println!("{number},{}", resident_kib());
        }
        let annex = FormKind::ALL[number % FormKind::ALL.len()];
        forms::render(&sheet(annex, number)).expect("the specimens print");
    }
}

/// The first two rounds fill what is kept for the whole run; each round is another document.
fn report(name: &str, rounds: usize, make: impl Fn(usize) -> usize) {
    make(0);
    make(1);
    let mut times: Vec<f64> = (2..rounds + 2)
        .map(|number| {
            let begun = Instant::now();
            assert!(make(number) > 0);
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, last) = (times[rounds / 2], times[rounds - 1]);
    println!(
        "{name}: median {median:.1} ms, fastest {:.1}, slowest {last:.1}",
        times[0]
    );
}

fn sheet(annex: FormKind, number: usize) -> FormRequest {
    let lang = Lang::ALL[number % 3];
    FormRequest {
        annex,
        lang,
        content: FormContent::Filled(forms::specimen(annex, lang)),
        missing: Vec::new(),
        stamp: Some(format!("№ {number}")),
        acting: None,
    }
}

fn journal(number: usize) -> FormRequest {
    let mut request = sheet(FormKind::Annex7, number);
    let mut fields = forms::specimen(FormKind::Annex7, request.lang);
    let row = fields["rows"][0].clone();
    let rows: Vec<Value> = (1..=60)
        .map(|each| {
            let mut row = row.clone();
            row["number"] = json!(each);
            row["present_note"] = json!(format!("{number}, {each}"));
            row
        })
        .collect();
    fields["rows"] = json!(rows);
    request.content = FormContent::Filled(fields);
    request
}

fn register(number: usize) -> Register {
    let kind = RegisterKind::ALL[0];
    let (from, to) = (date(2022, 10, 1), date(2022, 12, 31));
    let mut register = Register::new(kind, Lang::ALL[number % 3], "«Үлгі» орталығы", from, to);
    for row in 1..=60_i64 {
        let text = format!("Мысалова Үлгіжан Сынаққызы {number}");
        let cells = kind.columns().iter().map(|column| match column.kind {
            ColumnKind::Short => Cell::from(format!("{row}-Ү").as_str()),
            ColumnKind::Text => Cell::from(text.as_str()),
            ColumnKind::Date => Cell::from(date(2022, 10, 21)),
            ColumnKind::Number => Cell::from(row),
        });
        register
            .push(cells.collect())
            .expect("the cells are those of the columns");
    }
    register
}

/// About a hundred pages: every annex eight times, and a journal of 300 lines.
fn file(number: usize) -> BundleRequest {
    let documents = (0..64).map(|index| {
        let annex = FormKind::ALL[index % FormKind::ALL.len()];
        BundleDocument::Form(sheet(annex, number * 64 + index))
    });
    let journal = (1..=300).map(|seq| JournalLine {
        seq,
        on: date(2022, 11, 8),
        what: format!("Қызметтерді алушының қажеттілігі бағаланды, {number}"),
        who: "әлеуметтік жұмыс жөніндегі маман".to_owned(),
        recorded_on: (seq % 3 == 0).then(|| date(2022, 11, 9)),
        struck: false,
    });
    BundleRequest {
        cover: Cover {
            organization: "«Үлгі» орталығы".to_owned(),
            case: "K7QD-2M".to_owned(),
            person: Some("Мысалова Үлгіжан".to_owned()),
            purpose: BundlePurpose::Court,
            made_on: date(2022, 12, 8),
            made_by: format!("Үлгібаев {number}"),
        },
        documents: documents.collect(),
        signed: Vec::new(),
        journal: journal.collect(),
        left_out: Vec::new(),
        lang: Lang::ALL[number % 3],
        stamp: None,
    }
}

/// Resident memory of this process in KiB; 0 where the system does not say.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
