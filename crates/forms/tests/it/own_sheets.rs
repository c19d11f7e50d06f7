//! Sheets for the recipient: who has opened the file, and what was consented to.

use forms::{
    ConsentLine, ConsentState, ConsentTo, Opened, OpenedLine, OwnCopyLang, OwnSheetLines,
    OwnSheetRequest, names_what_happened,
};
use jiff::civil::date;
use standard::{annex::FormKind, papers::PaperKind};

use crate::paper::{info, run_together, text};

const EVERYTHING: [Opened; 9] = [
    Opened::File,
    Opened::Bundle,
    Opened::OwnCopy,
    Opened::OwnSheet,
    Opened::Register,
    Opened::Files,
    Opened::Duties,
    Opened::Exchange,
    Opened::Document(FormKind::Paper(PaperKind::PoliceNotice)),
];

pub fn readings(lang: OwnCopyLang, pages: usize) -> OwnSheetRequest {
    let annexes = FormKind::ALL.into_iter().map(Opened::Document);
    let each: Vec<Opened> = EVERYTHING.into_iter().chain(annexes).collect();
    let lines = each.iter().cycle().take(each.len() * pages);
    let line = |what: &Opened| OpenedLine {
        on: date(2022, 11, 8),
        at: Some("14:05".to_owned()),
        who: "Әбдіқадырова Ұлжалғас Өмірзаққызы".to_owned(),
        roles: vec!["specialist", "identification", "nothing"],
        emergency: None,
        what: *what,
        times: if *what == Opened::Files { 7 } else { 1 },
    };
    OwnSheetRequest {
        lang,
        code: "k3f9x2mp".to_owned(),
        lines: OwnSheetLines::Readings(lines.map(line).collect()),
        by: "Мысал".to_owned(),
        on: date(2022, 11, 9),
        stamp: None,
    }
}

pub fn consents(lang: OwnCopyLang) -> OwnSheetRequest {
    let line = |what, to: Option<&str>, state| ConsentLine {
        what,
        to: to.map(str::to_owned),
        given: date(2022, 10, 3),
        until: (state == ConsentState::Over).then_some(date(2022, 10, 31)),
        state,
    };
    let report = ConsentTo::Document(FormKind::Annex8, date(2022, 10, 20));
    let withdrawn = ConsentState::Withdrawn(date(2022, 11, 1));
    let lines = vec![
        line(ConsentTo::Services, None, ConsentState::InForce),
        line(
            report,
            Some("Отдел по борьбе с торговлей людьми"),
            withdrawn,
        ),
        line(
            ConsentTo::Transfer,
            Some("«Үміт» орталығы"),
            ConsentState::InForce,
        ),
        line(
            ConsentTo::Written("School".to_owned()),
            Some("№ 5"),
            ConsentState::Over,
        ),
    ];
    OwnSheetRequest {
        lines: OwnSheetLines::Consents(lines),
        ..readings(lang, 1)
    }
}

fn print(request: &OwnSheetRequest) -> Vec<u8> {
    forms::own_sheet(request).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn who_has_opened_the_file_stands_there_in_each_language_and_over_several_pages() {
    for lang in OwnCopyLang::ALL {
        let request = readings(lang, 6);
        let pdf = print(&request);
        let shown = run_together(&text(&pdf));
        for given in [
            "08.11.2022,14:05",
            "ӘбдіқадыроваҰлжалғасӨмірзаққызы",
            "k3f9x2mp",
            "09.11.2022",
            "Мысал",
        ] {
            assert!(shown.contains(given), "{} {given}: {shown}", lang.code());
        }
        assert!(
            !shown.contains('–') || lang == OwnCopyLang::Ru,
            "everything has its words: {shown}"
        );
        let info = info(&pdf);
        assert!(
            info.contains("Tagged:          yes") && !info.contains("Pages:           1\n"),
            "{info}"
        );
        assert!(print(&request) == pdf);
        assert!(!print(&readings(lang, 0)).is_empty());
    }
}

#[test]
fn every_consent_stands_there_with_its_days_and_what_was_withdrawn() {
    for lang in OwnCopyLang::ALL {
        let shown = run_together(&text(&print(&consents(lang))));
        for given in [
            "03.10.2022",
            "20.10.2022",
            "31.10.2022",
            "01.11.2022",
            "«Үміт»орталығы",
            "School",
            "№5",
        ] {
            assert!(shown.contains(given), "{} {given}: {shown}", lang.code());
        }
    }
}

#[test]
fn a_sheet_for_the_recipient_never_names_what_happened() {
    for lang in OwnCopyLang::ALL {
        for request in [readings(lang, 1), consents(lang)] {
            let shown = text(&print(&request));
            assert_eq!(
                names_what_happened(&shown),
                None,
                "{}: {shown}",
                lang.code()
            );
        }
    }
}
