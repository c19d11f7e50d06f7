//! Prints every paper, blank and filled, in each language, into a folder: `cargo run -p forms --example print_papers -- DIR`.

use forms::{PaperContent, PaperRequest};
use jiff::civil::date;
use standard::{lang::Lang, papers::PaperKind};

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to print into");
    for kind in PaperKind::ALL.iter().copied() {
        for lang in Lang::ALL {
            let filled = PaperContent::Final {
                fields: forms::paper_specimen(kind, lang),
                today: date(2022, 12, 8),
            };
            for (name, content) in [("blank", PaperContent::Blank), ("filled", filled)] {
                let request = PaperRequest {
                    kind,
                    lang,
                    content,
                    stamp: None,
                };
                match forms::render_paper(&request) {
                    Ok(pdf) => std::fs::write(format!("{folder}/{kind}.{lang}.{name}.pdf"), pdf)
                        .expect("the folder can be written"),
                    Err(error) => println!("{kind} {lang} {name}: {error}"),
                }
            }
        }
    }
}
