//! Prints every form, blank and filled, in each language, into a folder: `cargo run -p forms --example print_forms -- DIR`.

use forms::{FormContent, FormRequest};
use standard::{annex::FormKind, lang::Lang};

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to print into");
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            for (name, content) in [
                ("blank", FormContent::Blank),
                ("filled", FormContent::Filled(forms::specimen(annex, lang))),
            ] {
                let request = FormRequest {
                    annex,
                    lang,
                    content,
                    missing: Vec::new(),
                    stamp: None,
                };
                match forms::render(&request) {
                    Ok(pdf) => std::fs::write(format!("{folder}/{annex}.{lang}.{name}.pdf"), pdf)
                        .expect("the folder can be written"),
                    Err(error) => println!("{annex} {lang} {name}: {error}"),
                }
            }
        }
    }
}
