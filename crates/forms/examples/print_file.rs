//! Prints a whole file as one bundle, the registers and the recipient's own copy into a folder, and says how long the bundle
//! took: `cargo run -p forms --example print_file -- DIR`.

use std::{path::Path, time::Instant};

use forms::{
    BundleDocument, BundlePurpose, BundleRequest, ConsentLine, ConsentState, ConsentTo, Cover,
    FormContent, FormRequest, JournalLine, LeftOut, NextStep, Opened, OpenedLine, OwnCopyLang,
    OwnCopyRequest, OwnPlanLine, OwnSheetLines, OwnSheetRequest, PaperContent, PaperRequest,
    SignedLine,
    register::{Cell, ColumnKind, Register, RegisterKind, render_pdf, render_xlsx},
};
use jiff::civil::date;
use standard::{annex::FormKind, compartment::Compartment, lang::Lang, papers::PaperKind};

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to print into");
    let folder = Path::new(&folder);
    let write = |name: String, bytes: Vec<u8>| {
        std::fs::write(folder.join(name), bytes).expect("the folder can be written");
    };
    for lang in OwnCopyLang::ALL {
        match forms::own_copy(&own_copy(lang)) {
            Ok(pdf) => write(format!("own_copy.{}.pdf", lang.code()), pdf),
            Err(error) => println!("{}: {error}", lang.code()),
        }
        for (name, lines) in [("readings", readings()), ("consents", consents())] {
            let sheet = OwnSheetRequest {
                lang,
                code: "k3f9x2mp".to_owned(),
                lines,
                by: "Үлгіева Мысал Сынаққызы".to_owned(),
                on: date(2022, 11, 9),
                stamp: None,
            };
            match forms::own_sheet(&sheet) {
                Ok(pdf) => write(format!("own_sheet.{name}.{}.pdf", lang.code()), pdf),
                Err(error) => println!("{name} {}: {error}", lang.code()),
            }
        }
    }
    for lang in Lang::ALL {
        for kind in RegisterKind::ALL.iter().copied() {
            let register = register(kind, lang);
            let name = kind.name();
            match (render_pdf(&register), render_xlsx(&register)) {
                (Ok(pdf), Ok(xlsx)) => {
                    write(format!("register.{name}.{lang}.pdf"), pdf);
                    write(format!("register.{name}.{lang}.xlsx"), xlsx);
                }
                (pdf, xlsx) => println!("{name} {lang}: {:?} {:?}", pdf.err(), xlsx.err()),
            }
        }
        // The first round fills what is kept for the whole run; the second is what a user waits for.
        for round in ["cold", "warm"] {
            let request = whole(lang);
            let start = Instant::now();
            match forms::bundle(&request) {
                Ok(pdf) => {
                    println!("bundle {lang} {round}: {} ms", start.elapsed().as_millis());
                    write(format!("bundle.{lang}.pdf"), pdf);
                }
                Err(error) => println!("bundle {lang}: {error}"),
            }
        }
    }
}

fn readings() -> OwnSheetLines {
    let what = [
        Opened::File,
        Opened::Document(FormKind::Annex4),
        Opened::Document(FormKind::Annex6),
        Opened::Bundle,
        Opened::Exchange,
        Opened::Files,
    ];
    let line = |(index, what): (usize, &Opened)| OpenedLine {
        on: date(2022, 11, 8),
        at: (index % 6 < 5).then(|| format!("{:02}:05", 9 + index % 8)),
        who: "Әбдіқадырова Ұлжалғас Өмірзаққызы".to_owned(),
        roles: vec!["specialist", "identification"],
        emergency: None,
        what: *what,
        times: if index % 6 == 5 { 3 } else { 1 },
    };
    let lines = what.iter().cycle().take(30).enumerate().map(line);
    OwnSheetLines::Readings(lines.collect())
}

fn consents() -> OwnSheetLines {
    let line = |what, to: Option<&str>, until, state| ConsentLine {
        what,
        to: to.map(str::to_owned),
        given: date(2022, 10, 3),
        until,
        state,
    };
    OwnSheetLines::Consents(vec![
        line(ConsentTo::Services, None, None, ConsentState::InForce),
        line(
            ConsentTo::Document(FormKind::Annex8, date(2022, 10, 20)),
            Some("Police Department of the city of Mysal"),
            Some(date(2023, 7, 31)),
            ConsentState::Withdrawn(date(2022, 11, 1)),
        ),
        line(
            ConsentTo::Transfer,
            Some("«Үміт» орталығы"),
            Some(date(2022, 10, 31)),
            ConsentState::Over,
        ),
    ])
}

fn own_copy(lang: OwnCopyLang) -> OwnCopyRequest {
    OwnCopyRequest {
        lang,
        name: Some("Үлгіжан".to_owned()),
        plan: [1, 3, 5, 8]
            .into_iter()
            .map(|kind| OwnPlanLine {
                kind,
                what: None,
                who: Some("Мысал".to_owned()),
                when: Some(date(2023, 1, 31)),
            })
            .collect(),
        until: Some(date(2023, 5, 8)),
        next: vec![NextStep {
            what: "Жанар, 10:00".to_owned(),
            when: Some(date(2022, 11, 14)),
        }],
        elsewhere: vec!["111".to_owned(), "119".to_owned()],
        specialist: Some("Мысал".to_owned()),
        phone: Some("+7 700 000 00 00".to_owned()),
        on: date(2022, 11, 8),
        child: false,
        never: Vec::new(),
    }
}

fn register(kind: RegisterKind, lang: Lang) -> Register {
    let mut register = Register::new(
        kind,
        lang,
        "«Үлгі» әлеуметтік көмек көрсету орталығы",
        date(2022, 10, 1),
        date(2022, 12, 31),
    );
    for row in 1..=40_i64 {
        let cells = kind.columns().iter().map(|column| match column.kind {
            ColumnKind::Short => Cell::from(format!("{row}-Ү").as_str()),
            ColumnKind::Text => Cell::from("Мысалова Үлгіжан Сынаққызы"),
            ColumnKind::Date => Cell::from(date(2022, 10, 21)),
            ColumnKind::Number => Cell::from(row),
        });
        register
            .push(cells.collect())
            .expect("the cells are those of the columns");
    }
    register
}

/// About a hundred pages.
fn whole(lang: Lang) -> BundleRequest {
    let form = |annex| {
        BundleDocument::Form(FormRequest {
            annex,
            lang,
            content: FormContent::Filled(forms::specimen(annex, lang)),
            missing: Vec::new(),
            stamp: None,
            acting: None,
        })
    };
    let paper = |kind: &PaperKind| {
        BundleDocument::Paper(PaperRequest {
            kind: *kind,
            lang,
            content: PaperContent::Final {
                fields: forms::paper_specimen(*kind, lang),
                today: date(2022, 12, 8),
            },
            stamp: None,
        })
    };
    let once: Vec<BundleDocument> = FormKind::ALL
        .into_iter()
        .map(form)
        .chain(PaperKind::ALL.iter().map(paper))
        .collect();
    BundleRequest {
        cover: Cover {
            organization: "«Үлгі» әлеуметтік көмек көрсету орталығы".to_owned(),
            case: "K7QD-2M".to_owned(),
            person: Some("Мысалова Үлгіжан Сынаққызы".to_owned()),
            purpose: BundlePurpose::Court,
            made_on: date(2022, 12, 8),
            made_by: "Үлгібаев М. С.".to_owned(),
        },
        documents: once.iter().chain(&once).cloned().collect(),
        signed: vec![SignedLine {
            document: 2,
            file: "signed/02-annex_2-k3f9.pdf".to_owned(),
            digest: "0f".repeat(32),
            signatures: vec!["МЫСАЛОВА ҮЛГІЖАН. Расталды.".to_owned()],
        }],
        journal: (1..=120)
            .map(|seq| JournalLine {
                seq,
                on: date(2022, 11, 8),
                what: "Қызметтерді алушының қажеттілігі бағаланды".to_owned(),
                who: "әлеуметтік жұмыс жөніндегі маман".to_owned(),
                recorded_on: (seq % 3 == 0).then(|| date(2022, 11, 9)),
                struck: seq == 7,
            })
            .collect(),
        left_out: vec![LeftOut {
            compartment: Compartment::Report,
            documents: vec!["8".to_owned()],
        }],
        lang,
        stamp: None,
    }
}
