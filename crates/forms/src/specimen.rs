//! Filled specimens with obviously invented people, for demonstrations, tests and looking at.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use standard::{
    annex::FormKind,
    lang::Lang,
    papers::{Field, FieldKind, PaperKind},
};

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
    if let Some(paper) = form.paper() {
        return paper_specimen(paper, lang);
    }
    let source = SPECIMENS[usize::from(form.number().unwrap_or(1)) - 1];
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

/// The fields of a specimen of a paper: every field filled, choices by their first name. It passes the paper's own rules on
/// 08.12.2022.
pub fn paper_specimen(kind: PaperKind, lang: Lang) -> Value {
    static VALUES: LazyLock<toml::Table> = LazyLock::new(|| {
        include_str!("../specimens/papers.toml")
            .parse()
            .expect("the specimens are TOML, and a test prints each")
    });
    fn value(field: &Field, kind: PaperKind, lang: Lang) -> Value {
        let own = VALUES["of"].get(kind.name());
        let given = own
            .and_then(|own| own.get(field.id))
            .or_else(|| VALUES["every"].get(field.id));
        let text = || match given {
            Some(toml::Value::Table(words)) => words[lang.code()].as_str(),
            Some(given) => given.as_str(),
            None => None,
        };
        match field.kind {
            FieldKind::Line | FieldKind::Text | FieldKind::Date => json!(text()),
            FieldKind::Number => json!(given.and_then(toml::Value::as_integer)),
            FieldKind::Choice(names) => json!(names[0]),
            FieldKind::Ticks(names) => json!([names[0]]),
            FieldKind::All(names) => json!(names),
            FieldKind::List(columns) => {
                let row: Map<String, Value> = columns
                    .iter()
                    .map(|column| (column.id.to_owned(), value(column, kind, lang)))
                    .collect();
                json!(vec![row; 4])
            }
        }
    }
    let fields = kind.fields().iter();
    fields
        .map(|field| (field.id.to_owned(), value(field, kind, lang)))
        .collect::<Map<String, Value>>()
        .into()
}
