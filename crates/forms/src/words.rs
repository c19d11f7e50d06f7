//! The words of the forms, from `law/forms/`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Value, json};
use standard::{annex::FormKind, catalogue::Catalogue, lang::Lang};

macro_rules! words_of {
    ($($name:literal),*) => {
        [$((
            $name,
            [
                include_str!(concat!("../../../law/forms/", $name, ".kk.toml")),
                include_str!(concat!("../../../law/forms/", $name, ".ru.toml")),
                include_str!(concat!("../../../law/forms/", $name, ".en.toml")),
            ],
        )),*]
    };
}

const SOURCES: [(&str, [&str; 3]); 9] = words_of!(
    "annex_1", "annex_2", "annex_3", "annex_4", "annex_5", "annex_6", "annex_7", "annex_8",
    "common"
);

static WORDS: LazyLock<BTreeMap<(&str, Lang), Value>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for (name, sources) in SOURCES {
        for (lang, source) in Lang::ALL.into_iter().zip(sources) {
            let mut parsed = toml::from_str(source)
                .expect("the files of law/forms are TOML, and a test reads each");
            add_catalogue(&mut parsed, name, lang);
            words.insert((name, lang), parsed);
        }
    }
    words
});

/// The words that stand in the catalogue: the 32 rows of Annex 2 and the eleven positions of Annex 5.
fn add_catalogue(words: &mut Value, form: &str, lang: Lang) {
    let catalogue = Catalogue::embedded();
    match form {
        "annex_2" => {
            let rows: Vec<&str> = catalogue
                .blocks()
                .iter()
                .flat_map(|block| {
                    let indicators = block.indicators().iter().map(|each| each.text(lang));
                    std::iter::once(block.text(lang)).chain(indicators)
                })
                .collect();
            words["fixed"]["rows"] = json!(rows);
        }
        "annex_5" => {
            let positions: Vec<&str> = catalogue
                .staff_norms()
                .iter()
                .map(|norm| norm.text(lang))
                .collect();
            words["fixed"]["positions"] = json!(positions);
        }
        _ => {}
    }
}

/// The words of one form: `fixed` are printed on every copy, `filled` only where there is something to name.
pub(crate) fn of_form(form: FormKind, lang: Lang) -> &'static Value {
    &WORDS[&(form.name(), lang)]
}

/// The words with which values are written: months, kinship, kinds of document, decisions.
pub(crate) fn common(lang: Lang) -> &'static Value {
    &WORDS[&("common", lang)]
}

/// Every fixed word of a form, as it is printed on every copy.
pub fn fixed_words(form: FormKind, lang: Lang) -> Vec<&'static str> {
    fn collect(value: &'static Value, found: &mut Vec<&'static str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            Value::Object(fields) => fields.values().for_each(|field| collect(field, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&of_form(form, lang)["fixed"], &mut found);
    found
}
