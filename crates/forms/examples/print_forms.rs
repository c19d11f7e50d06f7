//! Prints every form, blank and filled, in each language, into a folder: `cargo run -p forms --example print_forms -- DIR`.

use forms::{Acting, FormContent, FormRequest};
use serde_json::Value;
use standard::{annex::FormKind, lang::Lang};

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to print into");
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            for (name, content) in [
                ("blank", FormContent::Blank),
                ("filled", FormContent::Filled(forms::specimen(annex, lang))),
                ("long", FormContent::Filled(long(annex, lang))),
            ] {
                if name == "long" && annex != FormKind::Annex6 {
                    continue;
                }
                let is_plan = annex == FormKind::Annex6 && name != "blank";
                let request = FormRequest {
                    annex,
                    lang,
                    content,
                    missing: Vec::new(),
                    stamp: None,
                    acting: is_plan.then(|| Acting {
                        name: "Сынақбаев Үлгібек Өнегеұлы".to_owned(),
                        order: "14-Ж".to_owned(),
                    }),
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

/// A plan of thirty items, which goes on on further pages.
fn long(annex: FormKind, lang: Lang) -> Value {
    let mut fields = forms::specimen(annex, lang);
    if let Some(items) = fields["items"].as_array() {
        let all: Vec<Value> = items.iter().cycle().take(30).cloned().collect();
        fields["items"] = Value::Array(all);
    }
    fields
}
