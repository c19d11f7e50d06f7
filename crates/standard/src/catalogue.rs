//! The data of the law: services, quality requirements, contraindications, criteria, staff norms, kinds of
//! organizations and grounds, as `law/catalogue/` writes them in three languages.
//!
//! ```
//! use standard::{catalogue::Catalogue, lang::Lang};
//!
//! let catalogue = Catalogue::embedded();
//! let code = "8.11".parse().expect("a service of paragraph 40 (8)");
//! assert!(catalogue.service(code).text(Lang::En).contains("interpreter"));
//! assert_eq!(catalogue.kind_of(code).text(Lang::Ru), "Социально-правовые услуги");
//! ```

mod entries;
mod service_code;
pub mod staffing;

use std::sync::LazyLock;

use serde::de::DeserializeOwned;

pub use entries::{
    Block, Contraindication, Criterion, QualityCode, QualityRequirement, Service, ServiceKind,
    StaffNorm, Term, UnknownRequirement,
};
pub use service_code::{ServiceCode, UnknownService};

use crate::compartment::Compartment;

/// Everything that `law/catalogue/` lists, each list in the order of the law.
#[derive(Debug)]
pub struct Catalogue {
    kinds: Vec<ServiceKind>,
    services: Vec<Service>,
    requirements: Vec<QualityRequirement>,
    contraindications: Vec<Contraindication>,
    blocks: Vec<Block>,
    norms: Vec<StaffNorm>,
    forms: Vec<Term>,
    ownerships: Vec<Term>,
    modes: Vec<Term>,
    categories: Vec<Term>,
    endings: Vec<Term>,
    extensions: Vec<Term>,
    reinstatements: Vec<Term>,
}

impl Catalogue {
    /// The catalogue compiled into the program, read once.
    pub fn embedded() -> &'static Catalogue {
        static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(Catalogue::read);
        &EMBEDDED
    }

    fn read() -> Self {
        let kinds: entries::Kinds = file(include_str!("../../../law/catalogue/kinds.toml"));
        let services: entries::Services =
            file(include_str!("../../../law/catalogue/services.toml"));
        let quality: entries::Quality = file(include_str!("../../../law/catalogue/quality.toml"));
        let contraindications: entries::Contraindications = file(include_str!(
            "../../../law/catalogue/contraindications.toml"
        ));
        let criteria: entries::Criteria =
            file(include_str!("../../../law/catalogue/criteria.toml"));
        let staffing: entries::Staffing =
            file(include_str!("../../../law/catalogue/staffing.toml"));
        let organizations: entries::Organizations =
            file(include_str!("../../../law/catalogue/organizations.toml"));
        let grounds: entries::Grounds = file(include_str!("../../../law/catalogue/grounds.toml"));
        Catalogue {
            kinds: kinds.kind,
            services: services.service,
            requirements: quality.requirement,
            contraindications: contraindications.contraindication,
            blocks: criteria.block,
            norms: staffing.norm,
            forms: organizations.form,
            ownerships: organizations.ownership,
            modes: organizations.mode,
            categories: organizations.category,
            endings: grounds.ending,
            extensions: grounds.extension,
            reinstatements: grounds.reinstatement,
        }
    }

    /// The general services of paragraph 39 and the eight kinds of paragraph 40, in that order.
    pub fn kinds(&self) -> &[ServiceKind] {
        &self.kinds
    }

    /// The kind with that number: 1 to 8 of paragraph 40, 0 for the general services of paragraph 39.
    pub fn kind(&self, number: u8) -> Option<&ServiceKind> {
        self.kinds.iter().find(|kind| kind.number() == number)
    }

    /// The kind to which a service belongs.
    pub fn kind_of(&self, code: ServiceCode) -> &ServiceKind {
        self.kind(code.kind())
            .expect("kinds.toml holds every kind a service code can have; a test reads them all")
    }

    /// All 55 services (paragraphs 39 and 40).
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The services of one kind; 0 for the general services.
    pub fn services_of(&self, kind: u8) -> impl Iterator<Item = &Service> {
        self.services
            .iter()
            .filter(move |service| service.code().kind() == kind)
    }

    /// One service.
    pub fn service(&self, code: ServiceCode) -> &Service {
        self.services
            .iter()
            .find(|service| service.code() == code)
            .expect("services.toml holds every service code there is; a test reads them all")
    }

    /// The part of an adult's file in which services of this code are written down. In a child's file
    /// `children` takes the place of `social`.
    pub fn compartment_of(&self, code: ServiceCode) -> Compartment {
        self.kind_of(code).compartment()
    }

    /// All 44 requirements to the quality of services (paragraph 40).
    pub fn requirements(&self) -> &[QualityRequirement] {
        &self.requirements
    }

    /// The requirements to the quality of one kind of services, 1 to 8.
    pub fn requirements_of(&self, kind: u8) -> impl Iterator<Item = &QualityRequirement> {
        self.requirements
            .iter()
            .filter(move |requirement| requirement.code().kind() == kind)
    }

    /// The five medical contraindications of paragraph 6.
    pub fn contraindications(&self) -> &[Contraindication] {
        &self.contraindications
    }

    /// The contraindication with that number, 1 to 5.
    pub fn contraindication(&self, number: u8) -> Option<&Contraindication> {
        self.contraindications
            .iter()
            .find(|each| each.number() == number)
    }

    /// The four blocks of Annex 2 with their indicators.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The indicator of that row of Annex 2; none for a heading or outside rows 2 to 32.
    pub fn criterion(&self, row: u8) -> Option<&Criterion> {
        self.blocks
            .iter()
            .flat_map(Block::indicators)
            .find(|criterion| criterion.row() == row)
    }

    /// The eleven rows of Annex 5.
    pub fn staff_norms(&self) -> &[StaffNorm] {
        &self.norms
    }

    /// In what form organizations are created (paragraph 4).
    pub fn forms(&self) -> &[Term] {
        &self.forms
    }

    /// State and non-state ownership (paragraph 2).
    pub fn ownerships(&self) -> &[Term] {
        &self.ownerships
    }

    /// Modes of stay (paragraph 2); `long_term` is not chosen but follows from an extension.
    pub fn modes(&self) -> &[Term] {
        &self.modes
    }

    /// Categories of persons accepted (paragraph 5).
    pub fn categories(&self) -> &[Term] {
        &self.categories
    }

    /// Grounds of an ending (paragraphs 41 to 44), named as the act `ended` names them.
    pub fn endings(&self) -> &[Term] {
        &self.endings
    }

    /// Grounds of an extension of the agreement (paragraph 16).
    pub fn extensions(&self) -> &[Term] {
        &self.extensions
    }

    /// Valid reasons for which an expelled person is reinstated at once (paragraph 43).
    pub fn reinstatements(&self) -> &[Term] {
        &self.reinstatements
    }
}

/// The data are part of the program: what does not read is a mistake of ours, and the tests find it.
fn file<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("law/catalogue does not read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{annex::annex_2_evaluation_sheet as annex_2, lang::Lang};

    fn catalogue() -> &'static Catalogue {
        Catalogue::embedded()
    }

    #[test]
    fn para_39_and_40_name_fifty_five_services_in_the_order_of_the_law() {
        let listed: Vec<_> = catalogue().services().iter().map(Service::code).collect();
        let known: Vec<_> = ServiceCode::all().collect();
        assert_eq!(listed, known);
        assert_eq!(listed.len(), 55);
        assert_eq!(listed.iter().filter(|code| code.is_general()).count(), 4);
        assert!(listed.is_sorted(), "G first, and 8.9 before 8.10");
    }

    #[test]
    fn para_40_a_code_outside_the_catalogue_is_no_service() {
        for text in [
            "", "9.1", "1.10", "8.13", "G.5", "G.0", "1.0", "1.01", "g.1", "1", "7.2",
        ] {
            assert!(text.parse::<ServiceCode>().is_err(), "{text}");
        }
        for code in ServiceCode::all() {
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<ServiceCode>(&json).unwrap(), code);
        }
    }

    #[test]
    fn para_40_has_eight_kinds_each_written_in_its_part_of_the_file() {
        let compartments: Vec<_> = catalogue()
            .kinds()
            .iter()
            .map(|kind| (kind.number(), kind.compartment()))
            .collect();
        assert_eq!(
            compartments,
            [
                (0, Compartment::File),
                (1, Compartment::Social),
                (2, Compartment::Medical),
                (3, Compartment::Psychological),
                (4, Compartment::Social),
                (5, Compartment::Social),
                (6, Compartment::Social),
                (7, Compartment::Social),
                (8, Compartment::Legal),
            ]
        );
        let counts: Vec<_> = (0..=8)
            .map(|kind| catalogue().services_of(kind).count())
            .collect();
        assert_eq!(counts, [4, 9, 7, 9, 6, 3, 4, 1, 12]);
    }

    #[test]
    fn para_40_has_forty_four_requirements_to_quality() {
        let counts: Vec<_> = (1..=8)
            .map(|kind| catalogue().requirements_of(kind).count())
            .collect();
        assert_eq!(counts, [8, 8, 9, 5, 5, 4, 1, 4]);
        for kind in 1..=8 {
            let numbers: Vec<_> = catalogue()
                .requirements_of(kind)
                .map(|requirement| requirement.code().number())
                .collect();
            assert_eq!(numbers, (1..=numbers.len() as u8).collect::<Vec<_>>());
        }
        assert!(
            catalogue()
                .requirements()
                .iter()
                .map(QualityRequirement::code)
                .is_sorted()
        );
    }

    #[test]
    fn para_06_has_five_contraindications() {
        let numbers: Vec<_> = catalogue()
            .contraindications()
            .iter()
            .map(Contraindication::number)
            .collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert!(catalogue().contraindication(6).is_none());
    }

    #[test]
    fn annex_2_has_four_headings_and_twenty_eight_indicators() {
        let headings: Vec<_> = catalogue().blocks().iter().map(Block::row).collect();
        assert_eq!(headings, [1, 7, 20, 28]);
        for (listed, known) in catalogue().blocks().iter().zip(annex_2::Block::ALL) {
            assert_eq!(listed.name(), known.name());
            let rows: Vec<_> = listed.indicators().iter().map(Criterion::row).collect();
            assert_eq!(rows, known.rows().collect::<Vec<_>>());
        }
        for heading in headings {
            assert!(
                catalogue().criterion(heading).is_none(),
                "row {heading} is a heading"
            );
        }
        let indicators = (0..=40).filter(|row| catalogue().criterion(*row).is_some());
        assert_eq!(indicators.count(), 28);
    }

    #[test]
    fn para_41_to_44_every_ground_and_reason_of_an_act_has_its_words() {
        use crate::act::{Category, EndingGround, ExtensionGround, Mode, ReinstatementReason};
        let names = |terms: &'static [Term]| terms.iter().map(Term::name).collect::<Vec<_>>();
        assert_eq!(
            names(catalogue().endings()),
            EndingGround::ALL
                .iter()
                .map(|each| each.name())
                .collect::<Vec<_>>()
        );
        assert_eq!(
            names(catalogue().extensions()),
            ExtensionGround::ALL
                .iter()
                .map(|each| each.name())
                .collect::<Vec<_>>()
        );
        assert_eq!(
            names(catalogue().reinstatements()),
            ReinstatementReason::ALL
                .iter()
                .map(|each| each.name())
                .collect::<Vec<_>>()
        );
        assert_eq!(
            names(catalogue().categories()),
            Category::ALL
                .iter()
                .map(|each| each.name())
                .collect::<Vec<_>>()
        );
        for mode in Mode::ALL {
            assert!(names(catalogue().modes()).contains(&mode.name()));
        }
    }

    #[test]
    fn every_text_of_the_catalogue_is_complete_in_kazakh_russian_and_english() {
        let all = catalogue();
        let mut texts: Vec<(String, [&str; 3])> = Vec::new();
        let mut add = |what: String, text: &dyn Fn(Lang) -> &'static str| {
            texts.push((what, Lang::ALL.map(text)));
        };
        for each in all.kinds() {
            add(format!("kind {}", each.number()), &|lang| each.text(lang));
        }
        for each in all.services() {
            add(format!("service {}", each.code()), &|lang| each.text(lang));
        }
        for each in all.requirements() {
            add(format!("requirement {}", each.code()), &|lang| {
                each.text(lang)
            });
        }
        for each in all.contraindications() {
            add(format!("contraindication {}", each.number()), &|lang| {
                each.text(lang)
            });
        }
        for block in all.blocks() {
            add(format!("row {}", block.row()), &|lang| block.text(lang));
            for each in block.indicators() {
                add(format!("row {}", each.row()), &|lang| each.text(lang));
            }
        }
        for each in all.staff_norms() {
            add(format!("norm {}", each.number()), &|lang| each.text(lang));
        }
        for terms in [
            all.forms(),
            all.ownerships(),
            all.modes(),
            all.categories(),
            all.endings(),
            all.extensions(),
            all.reinstatements(),
        ] {
            for each in terms {
                add(
                    format!("{} of {}", each.name(), each.paragraph()),
                    &|lang| each.text(lang),
                );
            }
        }
        for (what, [kk, ru, en]) in &texts {
            for text in [kk, ru, en] {
                assert_eq!(text.trim(), *text, "{what}");
                assert!(text.chars().count() >= 4, "{what}: {text:?}");
                assert!(
                    !text.contains('…') && !text.contains("..."),
                    "{what} is cut short"
                );
            }
            let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
            assert!(
                kk.trim_start_matches('«').starts_with(cyrillic),
                "{what}: {kk}"
            );
            assert!(ru.starts_with(cyrillic), "{what}: {ru}");
            assert!(
                en.starts_with(|c: char| c.is_ascii_uppercase()),
                "{what}: {en}"
            );
            let kazakh_only = "әғқңөұүһӘҒҚҢӨҰҮҺ";
            // The number of the order in Q2.3 is Kazakh in every language.
            let foreign = ru
                .replace("ҚР ДСМ", "")
                .contains(|c| kazakh_only.contains(c));
            assert!(!foreign, "{what}: Kazakh letters in the Russian text");
        }
        let longer: Vec<_> = texts
            .iter()
            .filter(|(_, [kk, _, _])| kk.chars().count() > 40)
            .collect();
        for (what, [kk, _, _]) in longer {
            assert!(
                kk.contains(|c| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(c)),
                "{what}: no Kazakh letter in {kk}"
            );
        }
    }
}
