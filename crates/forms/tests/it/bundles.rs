//! The whole file as one bundle.

use forms::{
    BundleDocument, BundlePurpose, BundleRequest, Cover, FormContent, FormRequest, JournalLine,
    LeftOut, PaperContent, PaperRequest, SignedLine,
};
use jiff::civil::date;
use standard::{annex::FormKind, compartment::Compartment, lang::Lang, papers::PaperKind};

use crate::paper::{info, run_together, text};

fn form(annex: FormKind, lang: Lang) -> BundleDocument {
    BundleDocument::Form(FormRequest {
        annex,
        lang,
        content: FormContent::Filled(forms::specimen(annex, lang)),
        missing: Vec::new(),
        stamp: None,
        acting: None,
    })
}

fn paper(kind: PaperKind, lang: Lang) -> BundleDocument {
    BundleDocument::Paper(PaperRequest {
        kind,
        lang,
        content: PaperContent::Final {
            fields: forms::paper_specimen(kind, lang),
            today: date(2022, 12, 8),
        },
        stamp: None,
    })
}

fn whole(lang: Lang) -> BundleRequest {
    let annexes = FormKind::ALL.into_iter().map(|annex| form(annex, lang));
    let papers = PaperKind::ALL.iter().map(|kind| paper(*kind, lang));
    BundleRequest {
        cover: Cover {
            organization: "«Үлгі» орталығы".to_owned(),
            case: "K7QD-2M".to_owned(),
            person: Some("Мысалова Үлгіжан".to_owned()),
            purpose: BundlePurpose::Court,
            made_on: date(2022, 12, 8),
            made_by: "Үлгібаев М. С.".to_owned(),
        },
        documents: annexes.chain(papers).collect(),
        signed: vec![SignedLine {
            document: 2,
            file: "signed/02-annex_2-k3f9.pdf".to_owned(),
            digest: "0f".repeat(32),
            signatures: vec!["МЫСАЛОВА ҮЛГІЖАН. Расталды.".to_owned()],
        }],
        journal: (1..=60)
            .map(|seq| JournalLine {
                seq,
                on: date(2022, 11, 8),
                what: format!("Запись дела {seq}"),
                who: "специалист".to_owned(),
                recorded_on: (seq % 2 == 0).then(|| date(2022, 11, 9)),
                struck: seq == 7,
            })
            .collect(),
        left_out: vec![LeftOut {
            compartment: Compartment::Medical,
            documents: vec!["Направление в больницу".to_owned()],
        }],
        lang,
        stamp: None,
    }
}

fn print(request: &BundleRequest) -> Vec<u8> {
    forms::bundle(request).unwrap_or_else(|error| panic!("{error}"))
}

fn titles(request: &BundleRequest) -> Vec<String> {
    request
        .documents
        .iter()
        .map(|document| match document {
            BundleDocument::Form(form) => forms::fixed_words(form.annex, form.lang)
                .into_iter()
                .map(run_together)
                .max_by_key(|_| 0)
                .unwrap_or_default(),
            BundleDocument::Paper(paper) => {
                run_together(forms::paper_title(paper.kind, paper.lang))
            }
        })
        .collect()
}

#[test]
fn each_document_begins_on_the_page_that_the_contents_name() {
    let request = whole(Lang::Ru);
    let pdf = print(&request);
    let shown = text(&pdf);
    let pages: Vec<&str> = shown.split('\u{c}').collect();
    let contents: Vec<&str> = pages[1..4].iter().flat_map(|page| page.lines()).collect();
    let mut checked = 0;
    for (index, document) in request.documents.iter().enumerate() {
        let BundleDocument::Paper(paper) = document else {
            continue;
        };
        let title = forms::paper_title(paper.kind, paper.lang);
        let number = format!("{} ", index + 1);
        // "17 Приказ … 08.11.2022 25", perhaps over two lines.
        let Some(at) = contents.iter().position(|line| line.starts_with(&number)) else {
            panic!("{title} is not in the contents: {contents:?}");
        };
        let page = contents[at..]
            .iter()
            .take(3)
            .find_map(|line| {
                line.rsplit(' ')
                    .next()?
                    .parse::<usize>()
                    .ok()
                    .filter(|page| *page > 2)
            })
            .unwrap_or_else(|| panic!("no page for {title}: {:?}", &contents[at..at + 3]));
        assert!(
            run_together(pages[page - 1]).contains(&run_together(title)),
            "{title} on {page}"
        );
        checked += 1;
    }
    assert_eq!(checked, PaperKind::ALL.len());
}

#[test]
fn the_bundle_holds_cover_documents_journal_and_says_what_is_left_out() {
    for lang in Lang::ALL {
        let mut request = whole(lang);
        // Every annex, and a few of the papers: the other test prints them all.
        request.documents.truncate(12);
        let pdf = print(&request);
        let shown = run_together(&text(&pdf));
        for title in titles(&request) {
            assert!(shown.contains(&title), "{lang}: {title}");
        }
        for words in [
            "K7QD-2M",
            "МысаловаҮлгіжан",
            "Записьдела60",
            "Направлениевбольницу",
            "signed/02-annex_2-k3f9.pdf",
            "0f0f0f0f0f0f0f0f",
            "МЫСАЛОВАҮЛГІЖАН.Расталды.",
        ] {
            assert!(shown.contains(words), "{lang}: {words}");
        }
        let info = info(&pdf);
        assert!(info.contains("Tagged:          yes"), "{info}");
        let title = match lang {
            Lang::Kk => "Қызметтерді алушының ісі",
            Lang::Ru => "Дело получателя услуг",
            Lang::En => "File of a recipient of services",
        };
        let named = info
            .lines()
            .any(|line| line.starts_with("Title:") && line.ends_with(title));
        assert!(named, "{info}");
        for mark in [
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(
                pdf.windows(mark.len())
                    .any(|window| window == mark.as_bytes()),
                "{lang} {mark}"
            );
        }
    }
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let mut request = whole(Lang::Kk);
    request.documents.truncate(5);
    assert!(print(&request) == print(&request));
}

#[test]
fn an_empty_file_is_still_a_bundle() {
    let mut request = whole(Lang::Ru);
    request.documents.clear();
    request.journal.clear();
    request.signed.clear();
    request.left_out.clear();
    let shown = text(&print(&request));
    assert!(shown.contains("Ничего не опущено"));
    assert!(shown.contains("Записей нет"));
}
