//! PDF/A-2a with PDF/UA-1, language and title; the same data, the same bytes.

use standard::{annex::FormKind, lang::Lang};

use crate::paper::{blank, filled, info, print};

fn contains(bytes: &[u8], needle: &str) -> bool {
    bytes
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

#[test]
fn every_form_is_tagged_with_language_and_title_and_follows_both_standards() {
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            let pdf = print(&filled(annex, lang, forms::specimen(annex, lang)));
            let info = info(&pdf);
            assert!(
                info.contains("Tagged:          yes"),
                "{annex} {lang}: {info}"
            );
            let title = forms::fixed_words(annex, lang);
            let title_line = info
                .lines()
                .find(|line| line.starts_with("Title:"))
                .unwrap_or_default();
            assert!(
                title.iter().any(|words| title_line.ends_with(words)),
                "{annex} {lang}: {info}"
            );
            assert!(
                contains(&pdf, &format!("/Lang({lang})"))
                    || contains(&pdf, &format!("/Lang ({lang})")),
                "{annex} {lang}"
            );
            for mark in [
                "<pdfaid:part>2</pdfaid:part>",
                "<pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
            ] {
                assert!(contains(&pdf, mark), "{annex} {lang}: {mark}");
            }
            assert!(
                info.contains("595.276 x 841.89 pts (A4)"),
                "{annex} {lang}: {info}"
            );
        }
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    for annex in FormKind::ALL {
        let request = filled(annex, Lang::Kk, forms::specimen(annex, Lang::Kk));
        let first = print(&request);
        print(&blank(FormKind::Annex2, Lang::Ru));
        assert!(first == print(&request), "{annex}");
    }
}

#[test]
fn blank_forms_take_two_pages_at_most() {
    for annex in FormKind::ALL {
        for lang in Lang::ALL {
            let info = info(&print(&blank(annex, lang)));
            let pages = info
                .lines()
                .find_map(|line| line.strip_prefix("Pages:"))
                .expect("pdfinfo counts pages");
            let pages: u32 = pages.trim().parse().expect("a number of pages");
            let most = if matches!(annex, FormKind::Annex2 | FormKind::Annex4) {
                2
            } else {
                1
            };
            assert!(pages <= most, "{annex} {lang}: {pages} pages");
        }
    }
}
