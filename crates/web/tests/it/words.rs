//! Every word in all three languages, and a word for everything that the standard names.

use std::collections::{BTreeMap, BTreeSet};

use standard::{
    act::Act, actor::Actor, annex::Problem, case::Stage, compartment::Compartment, duty::What,
    journal::WarningReason, lang::Lang, refusal::Reason,
};
use store::Role;
use web::{act::PAGES, form::Kind, trouble::Trouble, words::Words};

/// The ids of a language, each with the arguments that its message names.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let folder = format!("{}/locales/{}", env!("CARGO_MANIFEST_DIR"), lang.code());
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines() {
            if !line.starts_with([' ', '#', '}'])
                && let Some((name, _)) = line.split_once(" = ")
            {
                id = name.to_owned();
                assert!(
                    messages.insert(id.clone(), BTreeSet::new()).is_none(),
                    "{id} stands twice in {lang}"
                );
            }
            for argument in line.split("{ $").skip(1) {
                let name: String = argument
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
                    .collect();
                messages.get_mut(&id).unwrap().insert(name);
            }
        }
    }
    messages
}

#[test]
fn the_three_languages_have_the_same_messages_with_the_same_arguments() {
    let kk = messages(Lang::Kk);
    assert!(kk.len() > 800, "{}", kk.len());
    for lang in [Lang::Ru, Lang::En] {
        let other = messages(lang);
        let (ids, others): (BTreeSet<_>, BTreeSet<_>) =
            (kk.keys().collect(), other.keys().collect());
        assert_eq!(
            ids.symmetric_difference(&others).collect::<Vec<_>>(),
            Vec::<&&String>::new(),
            "{lang}"
        );
        for (id, arguments) in &kk {
            assert_eq!(arguments, &other[id], "{id} in {lang}");
        }
    }
}

#[test]
fn there_are_words_for_everything_that_the_standard_names() {
    let mut demanded: Vec<String> = Vec::new();
    let mut demand = |prefix: &str, names: Vec<&str>| {
        demanded.extend(names.into_iter().map(|name| format!("{prefix}-{name}")));
    };
    demand("act", Act::NAMES.to_vec());
    demand("journal", Act::NAMES.to_vec());
    demand("duty", What::ALL.iter().map(|what| what.name()).collect());
    demand("origin", What::ALL.iter().map(|what| what.name()).collect());
    demand(
        "stage",
        Stage::ALL.iter().map(|stage| stage.name()).collect(),
    );
    demand(
        "refusal",
        Reason::ALL.iter().map(|reason| reason.id()).collect(),
    );
    demand(
        "warning",
        WarningReason::ALL
            .iter()
            .map(|reason| reason.id())
            .collect(),
    );
    demand("problem", Problem::ALL.to_vec());
    demand("problem", standard::papers::PROBLEMS.to_vec());
    demand("who", Actor::ALL.iter().map(|actor| actor.name()).collect());
    demand("who", vec!["organization"]);
    demand("role", Role::ALL.iter().map(|role| role.name()).collect());
    demand(
        "compartment",
        Compartment::ALL.iter().map(|each| each.name()).collect(),
    );
    demand(
        "trouble",
        Trouble::ALL.iter().map(|trouble| trouble.name()).collect(),
    );
    for lang in Lang::ALL {
        let messages = messages(lang);
        for id in &demanded {
            assert!(messages.contains_key(id), "{id} has no words in {lang}");
        }
    }
}

/// One act of each name, with as few facts as it takes; and some with all.
const ACTS: &[&str] = &[
    r#"{"act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true}"#,
    r#"{"act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true,"children":2,"category":"other_foreigner","basis":"-"}"#,
    r#"{"act":"referral_registered","route":"internal_affairs"}"#,
    r#"{"act":"referral_registered","route":"authorized_body","recognised_on":"2022-10-03"}"#,
    r#"{"act":"offence_detected"}"#,
    r#"{"act":"transferred_in","from":"-","consent":true}"#,
    r#"{"act":"transferred_in","from":"-","consent":true,"permit":"7"}"#,
    r#"{"act":"contraindication_found","kind":1}"#,
    r#"{"act":"contraindication_found","kind":5,"referred_to":"-"}"#,
    r#"{"act":"contraindication_cleared","kind":1}"#,
    r#"{"act":"interview_held","attested":[]}"#,
    r#"{"act":"evaluation_sheet_filled","outcome":"not_recognised","indicators":[],"signatories":["organization"]}"#,
    r#"{"act":"identification_waived","investigation":true,"injured_party":true}"#,
    r#"{"act":"report_drawn_up"}"#,
    r#"{"act":"services_refused"}"#,
    r#"{"act":"package_sent","channel":"paper","documents":["annex_1","resolution"]}"#,
    r#"{"act":"package_received_by_body"}"#,
    r#"{"act":"permit_issued","number":"17"}"#,
    r#"{"act":"permit_sent"}"#,
    r#"{"act":"permit_declined"}"#,
    r#"{"act":"permit_declined","reason":"-"}"#,
    r#"{"act":"permit_received","number":17}"#,
    r#"{"act":"permit_received","number":17,"issued_on":"2022-10-03"}"#,
    r#"{"act":"agreement_concluded","number":"5","mode":"day"}"#,
    r#"{"act":"agreement_extended","ground":"criminal_case","until":"2022-10-03"}"#,
    r#"{"act":"child_settled","child":1,"how":"stays"}"#,
    r#"{"act":"admitted_with_representative","representative":"k3"}"#,
    r#"{"act":"child_found_alone"}"#,
    r#"{"act":"guardianship_notified"}"#,
    r#"{"act":"child_handed_over"}"#,
    r#"{"act":"registration_card_filled","reported_to_police":"no"}"#,
    r#"{"act":"portal_entered","reference":"P"}"#,
    r#"{"act":"police_notified"}"#,
    r#"{"act":"observation_held","from":"2022-10-03","to":"2022-10-04"}"#,
    r#"{"act":"needs_assessed","specialists":["nurse"],"opinion":"declined"}"#,
    r#"{"act":"plan_drawn_up","from":"2022-10-03","to":"2022-10-04","items":[{"code":"1.1","responsible":"nurse"}]}"#,
    r#"{"act":"plan_approved"}"#,
    r#"{"act":"plan_adjusted","reason":"later"}"#,
    r#"{"act":"results_recorded","specialist":"lawyer"}"#,
    r#"{"act":"monitoring_recorded","decision":"refer"}"#,
    r#"{"act":"monitoring_recorded","decision":"refer","closing":true,"authorised":true}"#,
    r#"{"act":"room_assigned","bed":"3-2"}"#,
    r#"{"act":"room_left"}"#,
    r#"{"act":"service_given","code":"G.1","emergency":true}"#,
    r#"{"act":"service_given","code":"8.12","quantity":3}"#,
    r#"{"act":"informed","of":["-"],"language":"kk"}"#,
    r#"{"act":"item_issued","item":"-"}"#,
    r#"{"act":"day_visit","arrived":"10:00","left":"11:00"}"#,
    r#"{"act":"violation_recorded"}"#,
    r#"{"act":"violation_recorded","episode":"-"}"#,
    r#"{"act":"left_without_permission","informed":true}"#,
    r#"{"act":"contact_made"}"#,
    r#"{"act":"returned"}"#,
    r#"{"act":"hospital_stay_began"}"#,
    r#"{"act":"hospital_stay_ended"}"#,
    r#"{"act":"ended","ground":"breach"}"#,
    r#"{"act":"ended","ground":"breach","order":"21"}"#,
    r#"{"act":"reinstated","reason":"detention","order":"21"}"#,
    r#"{"act":"belongings_deposited","items":["-"]}"#,
    r#"{"act":"belongings_returned"}"#,
    r#"{"act":"belongings_returned","items":["-"],"stored":true}"#,
    r#"{"act":"outcome_assessed","resocialised":"partly"}"#,
    r#"{"act":"closed"}"#,
    r#"{"act":"consent_given","scope":"-","to":"-"}"#,
    r#"{"act":"consent_given","scope":"-","to":"-","until":"2022-10-03"}"#,
    r#"{"act":"consent_withdrawn","scope":"-"}"#,
    r#"{"act":"document_disclosed","document":"-","to":"-","author":"-","approved_by":"-","request":true}"#,
    r#"{"act":"entry_struck_out","line":3,"reason":"-"}"#,
];

#[test]
fn every_act_is_told_in_the_journal_in_every_language() {
    let acts: Vec<Act> = ACTS
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    for name in Act::NAMES {
        assert!(
            acts.iter().any(|act| act.name() == *name),
            "no sample of {name}"
        );
    }
    for lang in Lang::ALL {
        for act in &acts {
            let told = web::words::plain(&web::sentence::of_act(Words::new(lang), act));
            assert!(
                !told.contains("journal-") && !told.contains("value-") && !told.contains('$'),
                "{told}"
            );
            assert!(!told.contains("none"), "{lang}: {told}");
        }
    }
    let told = |text: &str| {
        let act = serde_json::from_str(text).unwrap();
        web::words::plain(&web::sentence::of_act(Words::new(Lang::En), &act))
    };
    assert_eq!(
        told(r#"{"act":"permit_received","number":17,"issued_on":"2022-03-24"}"#),
        "Permit No. 17 of 24.03.2022 was received."
    );
    assert_eq!(
        told(r#"{"act":"permit_received","number":17}"#),
        "Permit No. 17 was received."
    );
    assert_eq!(
        told(r#"{"act":"service_given","code":"3.4"}"#),
        "Service given: 3.4 Psychological counselling."
    );
    assert_eq!(
        told(r#"{"act":"service_given","code":"3.4","quantity":2}"#),
        "Service given: 3.4 Psychological counselling, 2 times."
    );
    assert!(
        told(r#"{"act":"service_given","code":"5.3"}"#).contains('…'),
        "the law's longest names are shortened"
    );
    assert_eq!(
        told(
            r#"{"act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true}"#
        ),
        "The application was registered (Annex 1)."
    );
}

#[test]
fn every_field_of_every_act_has_a_label_and_every_choice_its_words() {
    let words = Words::new(Lang::Kk);
    for page in PAGES {
        for field in page.sections.iter().flat_map(|section| section.fields) {
            let cells = match field.kind {
                Kind::Rows(cells) => cells,
                _ => &[],
            };
            for each in std::iter::once(field).chain(cells) {
                let known = words.knows(&format!("field-{}-{}", page.act, each.name))
                    || words.knows(&format!("field-{}", each.name));
                assert!(known, "field-{} of {}", each.name, page.act);
                if let Kind::OneOf(values) | Kind::Many(values) = each.kind {
                    for value in values {
                        let text = web::form::view::value_words(words, each.name, value);
                        assert!(!text.starts_with("value-"), "{text} of {}", page.act);
                    }
                }
            }
        }
        for section in page
            .sections
            .iter()
            .filter(|section| !section.name.is_empty())
        {
            assert!(
                words.knows(&format!("section-{}", section.name)),
                "section-{}",
                section.name
            );
        }
    }
}

#[test]
fn every_act_but_disclosure_has_a_page() {
    let missing: Vec<&&str> = Act::NAMES
        .iter()
        .filter(|name| web::act::page_of(name).is_none())
        .collect();
    // Disclosure of Annex 8 passes through an exchange of its own, with a second person's approval.
    assert_eq!(missing, [&"document_disclosed"]);
}

#[test]
fn a_day_is_said_as_each_language_says_it() {
    let day = jiff::civil::date(2022, 3, 24);
    let said = |lang| Words::new(lang).full_day(day);
    assert_eq!(said(Lang::Kk), "2022 ж. 24 наурыз, бс");
    assert_eq!(said(Lang::Ru), "чт, 24 марта 2022 г.");
    assert_eq!(said(Lang::En), "Thu 24 March 2022");
}

#[test]
fn russian_counts_working_days_in_three_forms() {
    let words = Words::new(Lang::Ru);
    let late = |days| web::words::plain(&words.with_count("late-by", "days", days));
    assert_eq!(late(1), "просрочено на 1 рабочий день");
    assert_eq!(late(2), "просрочено на 2 рабочих дня");
    assert_eq!(late(5), "просрочено на 5 рабочих дней");
    assert_eq!(late(21), "просрочено на 21 рабочий день");
}
