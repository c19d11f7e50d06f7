//! What the program does with each paragraph: derived from the code, so that it cannot say more than there is.

pub mod places;

use serde::Serialize;

use crate::act::Act;
use crate::compartment::Compartment;
use crate::duty::What;
use crate::interpretation::interpretations;
use crate::lang::Lang;
use crate::papers::PaperKind;
use crate::refusal::Reason;
use crate::register::Register;
use crate::standard_text::{Amendment, Paragraph, Status, paragraph, paragraphs};

/// A paragraph or annex and all that carries it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// `15`, `13-1`, `annex 8`.
    pub paragraph: String,
    /// Its chapter; annexes have none.
    pub chapter: Option<u8>,
    /// The orders that amended it, from the footnotes.
    pub amended: Vec<Amendment>,
    /// `computed`, `recorded` or `informative`.
    pub status: &'static str,
    /// Why that status.
    pub reason: String,
    /// The modules of `standard` that carry it out.
    pub modules: Vec<String>,
    /// Its acts.
    pub acts: Vec<String>,
    /// Its duties.
    pub duties: Vec<String>,
    /// Reasons of refusal that cite it.
    pub refusals: Vec<String>,
    /// Addresses of the pages on which it is carried out.
    pub screens: Vec<String>,
    /// Operations of the API.
    pub operations: Vec<String>,
    /// Official forms.
    pub forms: Vec<String>,
    /// Papers in free form that are made for its sake.
    pub papers: Vec<String>,
    /// Pages of `docs/interpretations/`.
    pub interpretations: Vec<String>,
    /// Tests named after it.
    pub tests: Vec<String>,
    #[serde(skip)]
    words: &'static Paragraph,
}

impl Coverage {
    /// The short title.
    pub fn title(&self, lang: Lang) -> &'static str {
        self.words.title(lang)
    }

    /// The text in force.
    pub fn text(&self, lang: Lang) -> &'static str {
        self.words.text(lang)
    }
}

/// Every paragraph and annex, in the order of the order.
pub fn coverage() -> Vec<Coverage> {
    paragraphs().iter().map(cover).collect()
}

/// One paragraph or annex.
pub fn coverage_of(id: &str) -> Option<Coverage> {
    paragraph(id).map(cover)
}

fn cover(words: &'static Paragraph) -> Coverage {
    let id = words.id.as_str();
    let acts: Vec<String> = Act::NAMES
        .iter()
        .filter(|act| {
            Act::paragraph_of(act) == Some(id) || words.acts.iter().any(|name| name == *act)
        })
        .map(|act| (*act).to_owned())
        .collect();
    let has_form = id.starts_with("annex");
    let papers: Vec<PaperKind> = PaperKind::ALL
        .iter()
        .copied()
        .filter(|paper| paper.paragraph() == id)
        .collect();
    Coverage {
        paragraph: id.to_owned(),
        chapter: words.chapter,
        amended: words.amended.clone(),
        status: match words.status {
            Status::Computed => "computed",
            Status::Recorded => "recorded",
            Status::Informative => "informative",
        },
        reason: words.reason.clone(),
        modules: MODULES
            .iter()
            .filter(|module| module_carries(module, id))
            .map(|module| format!("standard::{module}"))
            .collect(),
        duties: What::ALL
            .iter()
            .filter(|what| what.paragraphs().contains(&id))
            .map(|what| what.name().to_owned())
            .collect(),
        refusals: Reason::ALL
            .iter()
            .filter(|reason| reason.paragraph() == id)
            .map(|reason| reason.id().to_owned())
            .collect(),
        screens: acts
            .iter()
            .flat_map(|act| screens_of(act))
            .chain(registers_of(id).map(|register| format!("/house/{}", register.name())))
            .chain(papers_made(
                &papers,
                ["/people/{code}/papers/{paper}", "/forms/{paper}/fill"],
            ))
            .chain(places::of(places::PAGES, id))
            .collect(),
        operations: operations_of(&acts)
            .into_iter()
            .chain(registers_of(id).flat_map(|_| REGISTER_OPERATIONS.map(str::to_owned)))
            .chain(papers_made(&papers, ["POST /api/files/{code}/papers", ""]))
            .chain(places::of(places::OPERATIONS, id))
            .collect(),
        forms: if has_form {
            vec![id.replace(' ', "_")]
        } else {
            Vec::new()
        },
        papers: papers.iter().map(|paper| paper.name().to_owned()).collect(),
        interpretations: interpretations_of(words),
        tests: tests_of(id),
        acts,
        words,
    }
}

/// Where papers are made: those of a file, and those of the house.
fn papers_made(papers: &[PaperKind], [of_a_file, of_the_house]: [&str; 2]) -> Vec<String> {
    let mut made = Vec::new();
    for (address, is_of_a_file) in [(of_a_file, true), (of_the_house, false)] {
        let there = papers
            .iter()
            .any(|paper| paper.is_of_a_file() == is_of_a_file);
        if there && !address.is_empty() {
            made.push(address.to_owned());
        }
    }
    made
}

/// The pages that its file names first, then the others that name it.
fn interpretations_of(words: &Paragraph) -> Vec<String> {
    let mut pages = words.interpretations.clone();
    for page in interpretations() {
        if page.paragraphs.contains(&words.id) && !pages.iter().any(|id| id == page.id) {
            pages.push(page.id.to_owned());
        }
    }
    pages
}

/// The authorized body does its acts in the request, everybody else in the file.
fn is_done_in_a_request(act: &str) -> bool {
    matches!(
        act,
        "package_received_by_body" | "permit_issued" | "permit_sent" | "permit_declined"
    )
}

fn screens_of(act: &str) -> Vec<String> {
    let mut screens = vec![format!("/people/{{code}}/acts/{act}")];
    if is_done_in_a_request(act) {
        screens.push(format!("/requests/{{id}}/acts/{act}"));
    }
    screens
}

fn operations_of(acts: &[String]) -> Vec<String> {
    let mut operations = Vec::new();
    if !acts.is_empty() {
        operations.push("POST /api/files/{code}/acts".to_owned());
    }
    if acts.iter().any(|act| is_done_in_a_request(act)) {
        operations.push("POST /api/exchanges/{id}/acts".to_owned());
    }
    operations
}

/// Through these every register is read and added to.
const REGISTER_OPERATIONS: [&str; 2] = [
    "GET /api/registers/{register}",
    "POST /api/registers/{register}",
];

/// The registers that a paragraph asks for and that all who work with recipients read. Equipment and accessibility lie in
/// that of the premises.
fn registers_of(id: &str) -> impl Iterator<Item = Register> {
    Register::ALL
        .iter()
        .copied()
        .filter(|register| register.compartment() == Compartment::File)
        .filter(move |register| {
            let also = *register == Register::Premises && matches!(id, "23" | "24");
            register.paragraph() == id || also
        })
}

/// Modules that carry out a paragraph, named after it.
const MODULES: &[&str] = &[
    "chapter_1_general::para_02_modes_of_stay",
    "chapter_1_general::para_05_who_is_accepted",
    "chapter_1_general::para_06_contraindications",
    "chapter_2_tasks::para_08_contacts",
    "chapter_2_tasks::para_08_functions",
    "chapter_2_tasks::para_08_things",
    "chapter_2_tasks::para_08_training",
    "chapter_3_admission::para_09_application_or_referral",
    "chapter_3_admission::para_10_identification",
    "chapter_3_admission::para_11_detected_offence",
    "chapter_3_admission::para_12_interview_and_sheet",
    "chapter_3_admission::para_13_interview",
    "chapter_3_admission::para_13_1_waiver",
    "chapter_3_admission::para_14_package_or_refusal",
    "chapter_3_admission::para_14_1_report",
    "chapter_3_admission::para_15_permit_and_agreement",
    "chapter_3_admission::para_16_term_and_extension",
    "chapter_3_admission::para_17_children",
    "chapter_3_admission::para_18_child_with_representative",
    "chapter_3_admission::para_19_child_alone",
    "chapter_3_admission::para_20_registration",
    "chapter_3_admission::para_21_notice_to_police",
    "chapter_4_stay::para_22_premises",
    "chapter_4_stay::para_23_equipment",
    "chapter_4_stay::para_24_accessibility",
    "chapter_4_stay::para_25_complaints_book",
    "chapter_5_plan::para_27_needs",
    "chapter_5_plan::para_29_individual_plan",
    "chapter_5_plan::para_31_monitoring",
    "chapter_5_plan::para_32_adjustment",
    "chapter_5_plan::para_33_outcome",
    "chapter_5_plan::para_34_specialists",
    "chapter_5_plan::para_35_job_descriptions",
    "chapter_5_plan::para_35_results",
    "chapter_5_plan::para_36_control",
    "chapter_5_plan::para_37_rooms",
    "chapter_5_plan::para_38_internal_rules",
    "chapter_6_services::para_39_general_services",
    "chapter_6_services::para_40_quality",
    "chapter_6_services::para_40_special_services",
    "chapter_7_ending::para_41_completion",
    "chapter_7_ending::para_42_termination",
    "chapter_7_ending::para_43_expulsion",
    "chapter_7_ending::para_44_order_of_the_head",
    "chapter_7_ending::para_45_belongings",
    "annex::annex_1_application",
    "annex::annex_2_evaluation_sheet",
    "annex::annex_3_agreement",
    "annex::annex_4_registration_card",
    "annex::annex_5_staff_norms",
    "annex::annex_6_individual_plan",
    "annex::annex_7_journal",
    "annex::annex_8_report",
];

/// The sources of the tests, read for the names of the tests.
const TEST_SOURCES: &[&str] = &[
    include_str!("../tests/it/chapter_1_general.rs"),
    include_str!("../tests/it/chapter_3_identification.rs"),
    include_str!("../tests/it/chapter_3_agreement.rs"),
    include_str!("../tests/it/chapter_5_plan.rs"),
    include_str!("../tests/it/chapter_6_services.rs"),
    include_str!("../tests/it/chapter_7_ending.rs"),
    include_str!("../tests/it/house.rs"),
    include_str!("../tests/it/book_and_staff.rs"),
    include_str!("../tests/it/disclosure.rs"),
    include_str!("../tests/it/exchanges.rs"),
];

/// `13-1` stands in names as `para_13_1`, `5` as `para_05`, `annex 8` as `annex_8`.
fn name_in_code(id: &str) -> String {
    if id.starts_with("annex") {
        return id.replace(' ', "_");
    }
    let (number, point) = id
        .split_once('-')
        .map_or((id, None), |(number, point)| (number, Some(point)));
    let mut name = format!("para_{number:0>2}");
    if let Some(point) = point {
        name.push('_');
        name.push_str(point);
    }
    name
}

/// Whether what follows the paragraph's name is a word and not the point of another paragraph.
fn is_named_after(name: &str, id: &str) -> bool {
    name.strip_prefix(&name_in_code(id)).is_some_and(|rest| {
        rest.strip_prefix('_')
            .is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
    })
}

fn module_carries(module: &str, id: &str) -> bool {
    let also = matches!(
        (module, id),
        ("chapter_4_stay::para_25_complaints_book", "26")
            | ("chapter_5_plan::para_27_needs", "28")
            | ("chapter_5_plan::para_31_monitoring", "30")
    );
    also || module
        .rsplit("::")
        .next()
        .is_some_and(|name| is_named_after(name, id))
}

fn tests_of(id: &str) -> Vec<String> {
    TEST_SOURCES
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.trim().strip_prefix("fn ")?.split('(').next())
        .filter(|name| is_named_after(name, id))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_with_a_point_is_not_its_neighbour() {
        let modules = |id| coverage_of(id).map(|each| each.modules).unwrap_or_default();
        assert_eq!(
            modules("13"),
            ["standard::chapter_3_admission::para_13_interview"]
        );
        assert_eq!(
            modules("13-1"),
            ["standard::chapter_3_admission::para_13_1_waiver"]
        );
        assert_eq!(
            modules("14-1"),
            ["standard::chapter_3_admission::para_14_1_report"]
        );
    }

    #[test]
    fn what_is_computed_has_a_module() {
        for each in coverage() {
            assert!(
                each.status != "computed" || !each.modules.is_empty(),
                "{}",
                each.paragraph
            );
        }
    }

    #[test]
    fn every_refusal_cites_a_paragraph_that_there_is() {
        for reason in Reason::ALL {
            let id = reason.paragraph();
            let known = paragraph(id).is_some() || matches!(id, "" | "journal");
            assert!(known, "{} cites {id}", reason.id());
        }
    }
}
