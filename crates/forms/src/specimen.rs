//! Filled specimens with obviously invented people, for demonstrations, tests and looking at.

use serde_json::Value;
use standard::{annex::FormKind, lang::Lang};

const SPECIMENS: [&str; 8] = [
    include_str!("../specimens/annex_1.json"),
    include_str!("../specimens/annex_2.json"),
    include_str!("../specimens/annex_3.json"),
    include_str!("../specimens/annex_4.json"),
    include_str!("../specimens/annex_5.json"),
    include_str!("../specimens/annex_6.json"),
    include_str!("../specimens/annex_7.json"),
    include_str!("../specimens/annex_8.json"),
];

/// The fields of a specimen. Its free text is in the language asked for; names stay as they are.
pub fn specimen(form: FormKind, lang: Lang) -> Value {
    let source = SPECIMENS[usize::from(form.number()) - 1];
    let mut specimen: Value =
        serde_json::from_str(source).expect("the specimens are JSON, and a test prints each");
    let mut fields = specimen["fields"].take();
    if let Value::Object(words) = specimen[lang.code()].take() {
        for (pointer, text) in words {
            let place = fields
                .pointer_mut(&pointer)
                .expect("a specimen names only its own fields");
            *place = text;
        }
    }
    fields
}
