//! The recipient's own copy.

use forms::{
    NextStep, OwnCopyError, OwnCopyLang, OwnCopyRequest, OwnPlanLine, names_what_happened,
};
use jiff::civil::date;

use crate::paper::{info, run_together, text};

fn request(lang: OwnCopyLang) -> OwnCopyRequest {
    OwnCopyRequest {
        lang,
        name: Some("Айгүл".to_owned()),
        plan: (1..=8)
            .map(|kind| OwnPlanLine {
                kind,
                what: (kind == 8).then(|| "ID".to_owned()),
                who: Some("Мысал".to_owned()),
                when: Some(date(2023, 1, 31)),
            })
            .collect(),
        until: Some(date(2023, 5, 8)),
        next: vec![NextStep {
            what: "Dr. Үміт, 10:00".to_owned(),
            when: Some(date(2022, 11, 14)),
        }],
        elsewhere: vec!["111".to_owned()],
        specialist: Some("Мысал".to_owned()),
        phone: Some("+7 700 000 00 00".to_owned()),
        on: date(2022, 11, 8),
        child: false,
        never: vec!["«Үлгі» орталығы".to_owned()],
    }
}

fn print(request: &OwnCopyRequest) -> Vec<u8> {
    forms::own_copy(request).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn it_says_everything_in_each_language_and_is_tagged() {
    for lang in OwnCopyLang::ALL {
        let pdf = print(&request(lang));
        let shown = run_together(&text(&pdf));
        for given in [
            "Айгүл",
            "Мысал",
            "31.01.2023",
            "08.05.2023",
            "14.11.2022",
            "Dr.Үміт,10:00",
            "111",
            "112",
            "+77000000000",
        ] {
            assert!(shown.contains(given), "{} {given}: {shown}", lang.code());
        }
        let info = info(&pdf);
        assert!(info.contains("Tagged:          yes"), "{info}");
        let language = format!("/Lang({})", lang.code());
        let spaced = format!("/Lang ({})", lang.code());
        let has = |mark: &str| {
            pdf.windows(mark.len())
                .any(|window| window == mark.as_bytes())
        };
        assert!(has(&language) || has(&spaced), "{}", lang.code());
        assert!(print(&request(lang)) == pdf);
        assert_eq!(OwnCopyLang::from_code(lang.code()), Some(lang));
    }
}

#[test]
fn it_never_names_what_happened() {
    for lang in OwnCopyLang::ALL {
        let shown = text(&print(&request(lang)));
        assert_eq!(names_what_happened(&shown), None, "{}", lang.code());
        let path = format!(
            "{}/../../law/forms/own_copy/{}.toml",
            env!("CARGO_MANIFEST_DIR"),
            lang.code()
        );
        let words = std::fs::read_to_string(path).unwrap();
        assert_eq!(names_what_happened(&words), None, "{}", lang.code());
        let said = format!("{}{}", shown, words).to_lowercase();
        for word in [
            "сауда",
            "торговл",
            "traffick",
            "savdo",
            "victim",
            "жертв",
            "құрбан",
            "qurbon",
        ] {
            assert!(!said.contains(word), "{} {word}", lang.code());
        }
    }
}

#[test]
fn whoever_fills_it_cannot_make_it_name_what_happened() {
    let mut named = request(OwnCopyLang::Ru);
    named.plan[0].what = Some("Помощь Жертвам".to_owned());
    assert!(matches!(
        forms::own_copy(&named),
        Err(OwnCopyError::Names("жертв"))
    ));
    let mut named = request(OwnCopyLang::Kk);
    named.elsewhere = vec!["Адам саудасы жөніндегі орталық".to_owned()];
    assert!(matches!(
        forms::own_copy(&named),
        Err(OwnCopyError::Names("сауда"))
    ));
}

#[test]
fn whoever_fills_it_cannot_make_it_say_how_the_house_is_called() {
    let mut named = request(OwnCopyLang::Kk);
    named.next[0].what = "«ҮЛГІ» орталығы, 2-қабат".to_owned();
    assert!(matches!(forms::own_copy(&named), Err(OwnCopyError::House)));
}

#[test]
fn a_child_is_promised_only_what_can_be_kept_to_a_child() {
    for (lang, of_an_adult, of_a_child) in [
        (
            OwnCopyLang::Kk,
            "Жазбаша келісіміңізсіз",
            "қорғауға міндетті",
        ),
        (
            OwnCopyLang::Ru,
            "Без вашего письменного согласия",
            "кто обязан вас защищать",
        ),
        (
            OwnCopyLang::En,
            "Without your written consent",
            "those who must protect you",
        ),
        (
            OwnCopyLang::Uz,
            "Yozma roziligingizsiz",
            "himoya qilishi shart",
        ),
    ] {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let adult = one_line(&text(&print(&request(lang))));
        let child = OwnCopyRequest {
            child: true,
            ..request(lang)
        };
        let child = one_line(&text(&print(&child)));
        assert!(
            adult.contains(of_an_adult) && !adult.contains(of_a_child),
            "{}",
            lang.code()
        );
        assert!(
            child.contains(of_a_child) && !child.contains(of_an_adult),
            "{}",
            lang.code()
        );
    }
}

#[test]
fn a_child_is_not_told_that_it_may_leave_alone() {
    for (lang, words) in [
        (OwnCopyLang::Kk, "Қалаған уақытта кете аласыз"),
        (OwnCopyLang::Ru, "Вы можете уйти, когда захотите"),
        (OwnCopyLang::En, "You may leave when you wish"),
        (OwnCopyLang::Uz, "Istagan vaqtingizda ketishingiz mumkin"),
    ] {
        let adult = text(&print(&request(lang)));
        let child = OwnCopyRequest {
            child: true,
            ..request(lang)
        };
        let child = text(&print(&child));
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line(&adult).contains(words), "{}", lang.code());
        assert!(!one_line(&child).contains(words), "{}", lang.code());
    }
}

#[test]
fn it_is_whole_without_a_name_and_a_plan() {
    for lang in OwnCopyLang::ALL {
        let empty = OwnCopyRequest {
            name: None,
            plan: Vec::new(),
            until: None,
            next: Vec::new(),
            elsewhere: Vec::new(),
            specialist: None,
            phone: None,
            ..request(lang)
        };
        let shown = text(&print(&empty));
        assert!(shown.contains("112"), "{}", lang.code());
        assert!(!shown.contains('{'));
    }
}
