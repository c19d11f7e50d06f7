//! Paragraphs 39 and 40: giving a service of the catalogue.

use standard::catalogue::{Catalogue, ServiceCode};

use crate::{
    act::ActPage,
    form::{Field, Group, Section, view::value_words},
    plan::needs::SPECIALISTS,
    words::Words,
};

/// The specialists as choices.
pub fn specialists(words: Words) -> Vec<Group> {
    let choices = SPECIALISTS
        .iter()
        .map(|name| ((*name).to_owned(), value_words(words, "specialists", name)))
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

/// The eight kinds of services by number.
pub fn kinds(words: Words) -> Vec<Group> {
    let choices = Catalogue::embedded()
        .kinds()
        .iter()
        .filter(|kind| kind.number() > 0)
        .map(|kind| {
            (
                kind.number().to_string(),
                format!("{}. {}", kind.number(), kind.text(words.lang)),
            )
        })
        .collect();
    vec![Group {
        label: String::new(),
        choices,
    }]
}

/// The whole catalogue: four general services and the fifty-one of the eight kinds.
pub fn all_services(words: Words) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for code in ServiceCode::all() {
        let kind = Catalogue::embedded().kind_of(code).text(words.lang);
        let heading = if code.is_general() {
            kind.to_owned()
        } else {
            format!("{}. {kind}", code.kind())
        };
        if groups.last().is_none_or(|group| group.label != heading) {
            groups.push(Group {
                label: heading,
                choices: Vec::new(),
            });
        }
        let label = format!("{code} {}", service_name(words, code));
        if let Some(group) = groups.last_mut() {
            group.choices.push((code.to_string(), label));
        }
    }
    groups
}

/// The services that a plan may hold: those of paragraph 40.
pub fn plan_services(words: Words) -> Vec<Group> {
    let of_paragraph_40 = |(code, _): &(String, String)| !code.starts_with('G');
    all_services(words)
        .into_iter()
        .filter(|group| group.choices.iter().all(of_paragraph_40))
        .collect()
}

/// The law's name of a service in the language of the page.
pub fn service_name(words: Words, code: ServiceCode) -> String {
    Catalogue::embedded()
        .service(code)
        .text(words.lang)
        .to_owned()
}

/// `service_given`
pub const SERVICE: ActPage = ActPage::new("service_given", "40")
    .asks(&[Section::new(
        "",
        &[
            Field::pick("service", all_services).needed().fact("code"),
            Field::number("quantity", 1, 1000)
                .needed()
                .fact("quantity")
                .first("1"),
            Field::mark("emergency").fact("emergency").hinted(),
        ],
    )])
    .tried_with(&[
        r#"{"code":"1.1"}"#,
        r#"{"code":"G.1"}"#,
        r#"{"code":"2.2"}"#,
        r#"{"code":"G.1","emergency":true}"#,
    ]);
