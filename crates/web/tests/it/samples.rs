//! Every page from samples, in all three languages.

use standard::lang::Lang;
use web::{
    access, accounts, act, calendar, continuity, house, papers, people, reports, requests,
    standard_pages, today,
    trouble::{Asked, Trouble},
};

fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = vec![
        ("sign-in".to_owned(), access::sign_in::sample(lang)),
        ("set-up".to_owned(), access::set_up::sample(lang)),
        ("prove".to_owned(), access::prove::sample(lang)),
        ("join".to_owned(), access::join::sample(lang)),
        ("own account".to_owned(), access::own::sample(lang)),
        ("today".to_owned(), today::sample(lang)),
        ("file".to_owned(), people::file::sample(lang)),
        ("exchanges".to_owned(), people::exchanges::sample(lang)),
        (
            "kept".to_owned(),
            access::kept::sample(people::file::sample_frame(lang, "/sign-in")),
        ),
    ];
    pages.push((
        "occupied".to_owned(),
        access::kept::sample_occupied(people::file::sample_frame(lang, "/sign-in")),
    ));
    let mut several = |name: &str, samples: Vec<String>| {
        pages.extend(samples.into_iter().map(|sample| (name.to_owned(), sample)));
    };
    several("readings", people::readings::samples(lang));
    several("codes", access::codes::samples(lang));
    several("second factor", access::second_factor::samples(lang));
    several("passkeys", access::passkeys::samples(lang));
    several("people", people::list::samples(lang));
    several("services", people::services::samples(lang));
    several("documents", people::documents::samples(lang));
    several("family", people::family::samples(lang));
    several("belongings", people::belongings::samples(lang));
    several("entry", people::entry::samples(lang));
    several("papers", papers::paper::samples(lang));
    several("papers of the house", papers::house::samples(lang));
    several("exports", papers::take::samples(lang));
    several("certificates", papers::trust::samples(lang));
    several("requests", requests::samples(lang));
    several("recovery", continuity::recovery::samples(lang));
    several("keeping", continuity::keeping::samples(lang));
    several("restricted", continuity::restricted::samples(lang));
    several("record", vec![continuity::record::sample(lang)]);
    several("house", house::samples(lang));
    several("calendar", calendar::samples(lang));
    several("reports", reports::samples(lang));
    several("accounts", accounts::samples(lang));
    several("day-sheet", web::services::day_sheet::samples(lang));
    several("registers", house::registers::samples(lang));
    several("visitors", web::book::visitors::samples(lang));
    several("book", web::book::samples::samples(lang));
    several("book shown", web::book::shown::samples(lang));
    several("staff", web::staff::samples(lang));
    several("standard", standard_pages::samples(lang));
    for page in act::PAGES {
        several(page.act, act::shown::samples(lang, page));
    }
    pages
}

#[test]
fn every_page_renders_in_every_language_without_an_id_in_place_of_words() {
    let prefixes = [
        "act-",
        "journal-",
        "duty-",
        "stage-",
        "refusal-",
        "problem-",
        "field-",
        "section-",
        "value-",
        "who-",
        "role-",
        "count-",
        "after-",
        "request-state-",
        "exchange-",
        "standing-",
        "step-",
        "passed-",
        "consent-",
        "compartment-",
        "reading-",
        "hint-",
        "trouble-",
        "button-",
        "people-",
        "house-",
        "calendar-",
        "reports-",
        "entry-",
        "day-sheet-",
        "things-",
        "register-",
        "rooms-",
        "rules-",
        "quality-",
        "premises-",
        "contacts-",
        "against-",
        "book-",
        "staff-",
        "visitors-",
        "documents-",
        "papers-",
        "file-",
        "family-",
        "belongings-",
        "entry-",
        "stand-",
        "services-",
        "about-",
        "standard-",
        "sign-in-",
        "set-up-",
        "recovery-",
        "keeping-",
        "record-",
        "prove-",
        "accounts-",
        "invited-",
        "join-",
        "own-",
        "codes-",
        "passkey-",
        "passkeys-",
        "readings-",
        "occupied-",
    ];
    for lang in Lang::ALL {
        for (name, html) in pages(lang) {
            assert!(html.contains("</html>"), "{name} in {lang} did not render");
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{name}");
            assert!(
                html.contains("<title>Tirek</title>"),
                "{name}: the title is neutral"
            );
            assert!(
                !html.contains("{ $") && !html.contains("{$"),
                "{name} in {lang}: an argument is missing"
            );
            for text in html.split('>').filter_map(|part| part.split('<').next()) {
                let text = text.trim();
                let is_id =
                    prefixes.iter().any(|prefix| text.starts_with(prefix)) && !text.contains(' ');
                assert!(!is_id, "{name} in {lang}: no words for {text}");
            }
        }
    }
}

#[test]
fn no_page_holds_script_or_style_of_its_own_or_comes_from_elsewhere() {
    // The one script of the program, on the pages of passkeys.
    let script = format!(
        "<script src=\"{}\" defer></script>",
        web::assets::script_address()
    );
    for (name, html) in pages(Lang::Kk) {
        let may = ["sign-in", "prove", "passkeys"].contains(&name.as_str());
        assert_eq!(html.matches(&script).count(), usize::from(may), "{name}");
        let html = html.replace(&script, "");
        for forbidden in [
            "<script",
            "<style",
            " style=\"",
            " onclick",
            "javascript:",
            "http://www.w3.org/1999",
        ] {
            assert!(!html.contains(forbidden), "{name} holds {forbidden}");
        }
        for address in html
            .split("href=\"")
            .skip(1)
            .chain(html.split("src=\"").skip(1))
        {
            assert!(
                address.starts_with(['/', '#']),
                "{name}: {}",
                address.split('"').next().unwrap()
            );
        }
    }
}

#[test]
fn every_input_has_a_label_and_every_id_stands_once() {
    for (name, html) in pages(Lang::En) {
        let mut ids: Vec<&str> = html
            .split(" id=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        ids.sort_unstable();
        for pair in ids.windows(2) {
            assert_ne!(pair[0], pair[1], "{name}: the id stands twice");
        }
        for element in html.split('<').filter(|tag| {
            tag.starts_with("input type=\"text")
                || tag.starts_with("input type=\"pass")
                || tag.starts_with("input type=\"radio")
                || tag.starts_with("input type=\"check")
                || tag.starts_with("select")
                || tag.starts_with("textarea")
        }) {
            let id = element
                .split(" id=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            assert!(
                html.contains(&format!("<label for=\"{id}\"")),
                "{name}: {id} has no label"
            );
        }
        for described in html.split("aria-describedby=\"").skip(1) {
            for id in described.split('"').next().unwrap().split(' ') {
                assert!(
                    html.contains(&format!(" id=\"{id}\"")),
                    "{name}: {id} describes nothing"
                );
            }
        }
    }
}

#[test]
fn every_trouble_has_a_page() {
    for lang in Lang::ALL {
        for trouble in Trouble::ALL {
            let answer = trouble.page(&Asked {
                frame: {
                    let token = "a token".to_owned();
                    let mut frame = web::frame::Frame::outside(lang, token, "/people".to_owned());
                    frame.locks = true;
                    frame
                },
                visitor: None,
            });
            assert_eq!(answer.status(), trouble.status());
        }
    }
}
