//! The registers of the files for a period: which rows, from acts and documents, as far as the keys open them.

use forms::register::{Cell, Register, RegisterKind};
use jiff::civil::Date;
use serde_json::Value;
use standard::{
    act::{Act, Entry},
    annex::FormKind,
    compartment::Compartment,
    lang::Lang,
    papers::PaperKind,
};
use store::{Exported, OpenDocument, RecordedEntry, Session};

use crate::{
    form::view::value_words,
    papers::export::person_of,
    sentence,
    words::{Words, plain},
};

/// The registers that are made of the files. The book of complaints is no recipient's file and is printed by the house.
pub const KINDS: &[&str] = &[
    "applications",
    "recipients",
    "permits",
    "agreements",
    "orders",
    "violations",
    "disclosures",
];

/// The register of that name, when it is made of the files.
pub fn kind_of(name: &str) -> Option<RegisterKind> {
    let kinds = RegisterKind::ALL.iter().copied();
    kinds
        .filter(|kind| KINDS.contains(&kind.name()))
        .find(|kind| kind.name() == name)
}

/// One file on its way into a register.
struct Folder<'a> {
    words: Words,
    exported: &'a Exported,
    person: Cell,
    case: Cell,
}

/// The register of a kind for the days from `from` to `to`, both included.
///
/// # Errors
/// The name of the column that a cell does not fit: a fault of the program.
pub fn register(
    kind: RegisterKind,
    session: &Session,
    lang: Lang,
    (from, to): (Date, Date),
    files: &[Exported],
) -> Result<Register, forms::register::RowError> {
    let words = Words::new(lang);
    let mut register = Register::new(kind, lang, &session.body().name, from, to);
    let within = |day: Date| from <= day && day <= to;
    let mut rows: Vec<(Date, Vec<Cell>)> = Vec::new();
    for exported in files {
        let person = match person_of(&exported.documents) {
            Some(person) => Cell::Text(person),
            None if !session.holds(Compartment::Identity) => Cell::LeftOut,
            None => Cell::Empty,
        };
        let folder = Folder {
            words,
            exported,
            person,
            case: exported.file.code.as_str().into(),
        };
        let found = match kind {
            RegisterKind::Applications => folder.applications(),
            RegisterKind::Recipients => folder.recipients(from, to),
            RegisterKind::Permits => folder.permits(),
            RegisterKind::Agreements => folder.agreements(),
            RegisterKind::Orders => folder.orders(),
            RegisterKind::Violations => folder.violations(session),
            RegisterKind::Disclosures => folder.disclosures(),
            RegisterKind::Complaints | RegisterKind::Figures => Vec::new(),
        };
        let is_whole_period = kind == RegisterKind::Recipients;
        rows.extend(
            found
                .into_iter()
                .filter(|(day, _)| is_whole_period || within(*day)),
        );
    }
    rows.sort_by_key(|(day, _)| *day);
    for (_, row) in rows {
        register.push(row)?;
    }
    Ok(register)
}

impl Folder<'_> {
    fn counted(&self) -> impl Iterator<Item = &RecordedEntry> {
        self.exported
            .file
            .entries
            .iter()
            .filter(|each| !each.struck)
    }

    fn newest(&self, act: &str) -> Option<&Entry> {
        let found: Vec<&RecordedEntry> = self.counted().collect();
        found
            .into_iter()
            .rev()
            .map(|each| &each.entry)
            .find(|entry| entry.act.name() == act)
    }

    fn day_of(&self, act: &str) -> Cell {
        self.newest(act).map(|entry| entry.on).into()
    }

    fn said(&self, act: &Act) -> Cell {
        Cell::Text(plain(&sentence::of_act(self.words, act)))
    }

    /// The papers of a kind that lie beside an entry.
    fn papers(&self, kind: PaperKind) -> impl Iterator<Item = &OpenDocument> {
        let documents = self.exported.documents.iter();
        documents.filter(move |document| document.head.form == FormKind::Paper(kind))
    }

    fn applications(&self) -> Vec<(Date, Vec<Cell>)> {
        const BEGINNINGS: [&str; 4] = [
            "application_registered",
            "referral_registered",
            "offence_detected",
            "transferred_in",
        ];
        let outcome = [
            "evaluation_sheet_filled",
            "identification_waived",
            "services_refused",
        ]
        .iter()
        .filter_map(|act| self.newest(act))
        .max_by_key(|entry| entry.on);
        let each = self
            .counted()
            .filter(|each| BEGINNINGS.contains(&each.entry.act.name()));
        each.map(|each| {
            let number = self
                .papers(PaperKind::Referral)
                .find(|paper| paper.head.seq == each.entry.seq)
                .and_then(|paper| paper.value["number"].as_str());
            let row = vec![
                each.entry.on.into(),
                number.into(),
                self.case.clone(),
                self.person.clone(),
                self.said(&each.entry.act),
                match outcome {
                    Some(entry) => self.said(&entry.act),
                    None => Cell::Empty,
                },
                outcome.map(|entry| entry.on).into(),
                Cell::Text(each.by_account.clone()),
            ];
            (each.entry.on, row)
        })
        .collect()
    }

    /// Who was served for at least a day of the period.
    fn recipients(&self, from: Date, to: Date) -> Vec<(Date, Vec<Cell>)> {
        let case = self.exported.file.journal.case();
        let began = self
            .newest("agreement_concluded")
            .map(|entry| entry.on)
            .or(case.recognised.as_ref().map(|recognised| recognised.on));
        let ended = case.ending.as_ref().map(|ending| ending.on);
        let Some(began) = began.filter(|day| *day <= to) else {
            return Vec::new();
        };
        if ended.is_some_and(|day| day < from) {
            return Vec::new();
        }
        let mode = case
            .agreement
            .as_ref()
            .map(|agreement| Cell::Text(value_words(self.words, "mode", agreement.mode.name())));
        let ground = self.newest("ended").map(|entry| self.said(&entry.act));
        let row = vec![
            self.case.clone(),
            self.person.clone(),
            began.into(),
            mode.unwrap_or(Cell::Empty),
            Cell::Text(self.words.named("stage", case.stage().name())),
            ended.into(),
            ground.unwrap_or(Cell::Empty),
        ];
        vec![(began, row)]
    }

    fn permits(&self) -> Vec<(Date, Vec<Cell>)> {
        let Some(sent) = self.newest("package_sent") else {
            return Vec::new();
        };
        let received = self.newest("permit_received").map(|entry| &entry.act);
        let (number, issued) = match received {
            Some(Act::PermitReceived(facts)) => (
                Some(facts.number.as_str()),
                facts.issued_on.or_else(|| {
                    let issued = self.newest("permit_issued");
                    issued.map(|entry| entry.on)
                }),
            ),
            _ => (None, None),
        };
        let result = ["permit_received", "permit_declined"]
            .iter()
            .filter_map(|act| self.newest(act))
            .max_by_key(|entry| entry.on);
        let body = self
            .papers(PaperKind::PackageLetter)
            .find_map(|paper| paper.value["addressee"].as_str());
        let row = vec![
            self.case.clone(),
            self.person.clone(),
            sent.on.into(),
            body.into(),
            number.into(),
            issued.into(),
            self.day_of("permit_received"),
            match result {
                Some(entry) => self.said(&entry.act),
                None => Cell::Empty,
            },
        ];
        vec![(sent.on, row)]
    }

    fn agreements(&self) -> Vec<(Date, Vec<Cell>)> {
        let each = self.counted().filter_map(|each| match &each.entry.act {
            Act::AgreementConcluded(facts) => Some((each.entry.on, facts)),
            _ => None,
        });
        let extension = self.newest("agreement_extended").map(|entry| &entry.act);
        let (extended, ground) = match extension {
            Some(act @ Act::AgreementExtended(facts)) => (Some(facts.until), Some(self.said(act))),
            _ => (None, None),
        };
        each.map(|(on, facts)| {
            let until = on.checked_add(jiff::Span::new().months(6)).ok().map(|day| {
                self.exported
                    .file
                    .journal
                    .case()
                    .last_day()
                    .unwrap_or(day)
                    .min(day)
            });
            let row = vec![
                facts.number.as_str().into(),
                on.into(),
                self.case.clone(),
                self.person.clone(),
                until.into(),
                extended.into(),
                ground.clone().unwrap_or(Cell::Empty),
                self.day_of("ended"),
            ];
            (on, row)
        })
        .collect()
    }

    fn orders(&self) -> Vec<(Date, Vec<Cell>)> {
        const ORDERS: [PaperKind; 6] = [
            PaperKind::OrderAdmission,
            PaperKind::OrderCompletion,
            PaperKind::OrderTermination,
            PaperKind::OrderExpulsion,
            PaperKind::OrderReinstatement,
            PaperKind::OrderTransfer,
        ];
        let mut rows = Vec::new();
        let mut written = Vec::new();
        for kind in ORDERS {
            for paper in self.papers(kind) {
                written.push(paper.head.seq);
                let closed = paper.missing.contains(&Compartment::Identity);
                let cell = |value: &Value| match value.as_str() {
                    _ if closed => Cell::LeftOut,
                    Some(text) => text.into(),
                    None => Cell::Empty,
                };
                let on = paper.value["on"].as_str().and_then(|day| day.parse().ok());
                let on = on.unwrap_or(paper.head.on);
                let ground = self
                    .counted()
                    .find(|each| each.entry.seq == paper.head.seq)
                    .map(|each| self.said(&each.entry.act));
                let row = vec![
                    cell(&paper.value["number"]),
                    on.into(),
                    forms::paper_title(kind, self.words.lang).into(),
                    self.case.clone(),
                    self.person.clone(),
                    ground.unwrap_or(Cell::Empty),
                ];
                rows.push((on, row));
            }
        }
        // Orders that an act names and no paper in the file shows.
        for each in self.counted() {
            let number = match &each.entry.act {
                Act::Ended(facts) => facts.order.clone(),
                Act::Reinstated(facts) => Some(facts.order.as_str().to_owned()),
                _ => None,
            };
            if let Some(number) = number
                && !written.contains(&each.entry.seq)
            {
                let row = vec![
                    number.as_str().into(),
                    each.entry.on.into(),
                    self.words
                        .named("act", each.entry.act.name())
                        .as_str()
                        .into(),
                    self.case.clone(),
                    self.person.clone(),
                    self.said(&each.entry.act),
                ];
                rows.push((each.entry.on, row));
            }
        }
        rows
    }

    fn violations(&self, session: &Session) -> Vec<(Date, Vec<Cell>)> {
        let home = if self.exported.file.journal.case().is_child {
            Compartment::Children
        } else {
            Compartment::Social
        };
        let is_closed = !session.holds(home);
        let lang = self.words.lang;
        let each = self
            .counted()
            .filter(|each| matches!(each.entry.act, Act::ViolationRecorded(_)));
        each.zip(1_i64..)
            .map(|(each, turn)| {
                let paper = self
                    .papers(PaperKind::ViolationAct)
                    .find(|paper| paper.head.seq == each.entry.seq);
                let text = |field: &str| match paper {
                    _ if is_closed => Cell::LeftOut,
                    Some(paper) => match paper.value[field].as_str() {
                        Some(text) => forms::choice_label(PaperKind::ViolationAct, text, lang)
                            .unwrap_or(text)
                            .into(),
                        None => Cell::Empty,
                    },
                    None => Cell::Empty,
                };
                let row = vec![
                    text("number"),
                    each.entry.on.into(),
                    self.case.clone(),
                    self.person.clone(),
                    text("violation"),
                    turn.into(),
                    match text("explanation") {
                        Cell::Empty => text("explanation_given"),
                        given => given,
                    },
                    text("measure"),
                ];
                (each.entry.on, row)
            })
            .collect()
    }

    fn disclosures(&self) -> Vec<(Date, Vec<Cell>)> {
        let each = self.counted().filter_map(|each| match &each.entry.act {
            Act::DocumentDisclosed(facts) => Some((each.entry.on, facts)),
            _ => None,
        });
        each.map(|(on, facts)| {
            let request = if facts.request { "yes" } else { "no" };
            let row = vec![
                on.into(),
                self.case.clone(),
                facts.document.as_str().into(),
                facts.to.as_str().into(),
                self.words.text(request).as_str().into(),
                self.day_of("consent_given"),
                facts.approved_by.as_str().into(),
            ];
            (on, row)
        })
        .collect()
    }
}
