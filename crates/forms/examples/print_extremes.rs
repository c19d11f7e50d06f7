//! Prints the forms with what they must bear, into a folder, to be looked at: `cargo run -p forms --example print_extremes -- DIR`.
//!
//! Every free text as long as its rules allow, long Kazakh names, ten relatives, thirty plan items; letters from right to left,
//! combining and rare ones, and what no font has. Papers in free form with the same.

use forms::{FormContent, FormRequest};
use serde_json::{Value, json};
use standard::{
    annex::{Document, FormKind},
    catalogue::ServiceCode,
    lang::Lang,
    papers::PaperKind,
};

const NAME: &str = "Мұхаммедқалиқызы-Нұрғожабекова Жаңылтай-Ұлбосын";
const SENTENCE: &str = "Қызметтерді алушының айтуы бойынша, жұмысқа орналастырамыз деп алдаған, құжаттарын алып қойған. ";
const LETTERS: &str =
    "محمد بن علي / משה / Zoë / е\u{301} и\u{306} / Ọlá / Nguyễn / 孫 / 🦊 / ʻоkinа / ɢ / ﷺ";

fn main() {
    let folder = std::env::args().nth(1).expect("the folder to print into");
    for form in FormKind::ALL {
        for lang in Lang::ALL {
            for (name, unit) in [("long", SENTENCE), ("letters", LETTERS)] {
                print(&folder, name, form, lang, extreme(form, lang, unit));
            }
        }
    }
    for kind in PaperKind::ALL.iter().copied() {
        let form = FormKind::Paper(kind);
        print(
            &folder,
            "long",
            form,
            Lang::Kk,
            extreme(form, Lang::Kk, SENTENCE),
        );
    }
}

fn print(folder: &str, name: &str, annex: FormKind, lang: Lang, fields: Value) {
    let request = FormRequest {
        annex,
        lang,
        content: FormContent::Filled(fields),
        missing: Vec::new(),
        stamp: None,
        acting: None,
    };
    match forms::render(&request) {
        Ok(pdf) => {
            let path = format!("{folder}/{}.{lang}.{name}.pdf", annex.name());
            std::fs::write(path, pdf).expect("the folder can be written");
        }
        Err(error) => println!("{} {lang} {name}: {error}", annex.name()),
    }
}

fn extreme(form: FormKind, lang: Lang, unit: &str) -> Value {
    let mut fields = forms::specimen(form, lang);
    match form {
        FormKind::Annex4 => fields["relatives"] = json!(vec![fields["relatives"][0].clone(); 10]),
        FormKind::Annex6 => {
            let item = fields["items"][0].clone();
            let items: Vec<Value> = ServiceCode::all()
                .filter(|code| !code.is_general())
                .take(30)
                .map(|code| {
                    let mut item = item.clone();
                    item["code"] = json!(code.to_string());
                    item
                })
                .collect();
            fields["items"] = json!(items);
        }
        _ => {}
    }
    let whole = fields.clone();
    lengthen(form, "", &whole, &mut fields, unit);
    fields
}

/// Puts the unit, as often as the rules of the form allow, in the place of each free text.
fn lengthen(form: FormKind, at: &str, value: &Value, fields: &mut Value, unit: &str) {
    match value {
        Value::Object(inner) => {
            for (key, field) in inner {
                lengthen(form, &format!("{at}/{key}"), field, fields, unit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                lengthen(form, &format!("{at}/{index}"), item, fields, unit);
            }
        }
        Value::String(text) => {
            let is_name =
                at.ends_with("/given") || at.ends_with("/name") || at.ends_with("/responsible");
            let is_list = at.matches('/').count() > 1;
            let is_free = text.contains(' ') || text.chars().any(char::is_uppercase);
            if !is_free || text.starts_with(|c: char| c.is_ascii_digit()) {
                return;
            }
            let unit = if is_name && unit == SENTENCE {
                NAME
            } else {
                unit
            };
            let most = if is_name {
                1
            } else if is_list {
                2
            } else {
                4
            };
            for times in [most, 1] {
                let before = fields.pointer(at).cloned().unwrap_or_default();
                if let Some(place) = fields.pointer_mut(at) {
                    *place = json!(unit.repeat(times).trim());
                }
                let is_taken = Document::from_fields(form, fields.clone()).is_ok_and(|document| {
                    let today = jiff::civil::date(2023, 3, 1);
                    document
                        .check(today)
                        .iter()
                        .all(|each| each.problem != "too-long")
                });
                if is_taken {
                    return;
                }
                if let Some(place) = fields.pointer_mut(at) {
                    *place = before;
                }
            }
        }
        _ => {}
    }
}
