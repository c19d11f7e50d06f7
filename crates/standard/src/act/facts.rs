//! The facts of each act, exactly as the JSON of acts names them. Optional facts carry their default.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::actor::Actor;
use crate::catalogue::ServiceCode;

/// Words and values of facts: one Rust name, one JSON name.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// All values, in the order of the law.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The name in stored data.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }
    )*};
}

/// Facts of acts: every field public, unknown facts refused.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )*};
}

choices! {
    /// Categories of persons of paragraph 5.
    Category {
        /// Citizen of Kazakhstan.
        Citizen = "citizen",
        /// Foreigner permanently residing in Kazakhstan.
        PermanentResident = "permanent_resident",
        /// Stateless person.
        Stateless = "stateless",
        /// Any other foreigner: a basis is written down.
        OtherForeigner = "other_foreigner",
    }
    /// Who wrote the referral (paragraph 9).
    ReferralRoute {
        /// District (city) authorized body.
        AuthorizedBody = "authorized_body",
        /// Internal affairs body.
        InternalAffairs = "internal_affairs",
    }
    /// What is attested of an interview (paragraph 13).
    Attestation {
        /// The place is one of those that the paragraph names.
        PlaceFit = "place_fit",
        /// The room is safe.
        RoomSafe = "room_safe",
        /// The room is isolated.
        RoomIsolated = "room_isolated",
        /// The room is bright.
        RoomBright = "room_bright",
        /// The room is warm.
        RoomWarm = "room_warm",
        /// The interviewer did no other work.
        NoOtherWork = "no_other_work",
        /// The interviewer answered no calls.
        NoCalls = "no_calls",
        /// The interviewer held no other conversations.
        NoOtherConversations = "no_other_conversations",
    }
    /// The joint conclusion of an evaluation sheet.
    SheetOutcome {
        /// Recognised as a victim.
        Recognised = "recognised",
        /// Not recognised.
        NotRecognised = "not_recognised",
    }
    /// Who signs an evaluation sheet.
    Signatory {
        /// The organization.
        Organization = "organization",
        /// The authorized body.
        AuthorizedBody = "authorized_body",
        /// The internal affairs body.
        InternalAffairs = "internal_affairs",
    }
    /// How a package travels.
    Channel {
        /// Through this program.
        InSystem = "in_system",
        /// On paper.
        Paper = "paper",
    }
    /// What a package holds.
    PackageDocument {
        /// The application.
        Annex1 = "annex_1",
        /// The evaluation sheet.
        Annex2 = "annex_2",
        /// The paper on the beginning of the pre-trial investigation.
        Investigation = "investigation",
        /// The resolution that recognises the person as the injured party.
        Resolution = "resolution",
    }
    /// The mode of stay (paragraph 2). Long-term residence follows from an extension.
    Mode {
        /// Day stay, one to four hours a day.
        Day = "day",
        /// Temporary round-the-clock stay.
        RoundTheClock = "round_the_clock",
    }
    /// Who pays.
    Funding {
        /// The budget: a permit is needed.
        Budget = "budget",
        /// Other means.
        Other = "other",
    }
    /// Grounds of an extension (paragraph 16).
    ExtensionGround {
        /// The criminal case concerning the recipient is not concluded.
        CriminalCase = "criminal_case",
        /// The recipient is in hospital treatment.
        HospitalTreatment = "hospital_treatment",
    }
    /// Where a child of the recipient goes (paragraphs 17–19).
    ChildDisposition {
        /// Admitted with the representative; the child has a file of its own.
        Admitted = "admitted",
        /// Lives with another legal representative.
        OtherRepresentative = "other_representative",
        /// Given to the guardianship authorities.
        Guardianship = "guardianship",
        /// Leaves together with the representative.
        LeavesWithRepresentative = "leaves_with_representative",
        /// Stays in the organization.
        Stays = "stays",
    }
    /// Item 18 of the registration card: was the fact reported to the police.
    Reported {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// The recipient refuses to apply to the police (paragraph 21).
        Refused = "refused",
    }
    /// The recipient's opinion on the needs (paragraph 28).
    Opinion {
        /// Written down.
        Recorded = "recorded",
        /// The recipient was asked and did not wish to give one.
        Declined = "declined",
        /// There is none.
        Missing = "missing",
    }
    /// Why a plan is adjusted (paragraph 32).
    AdjustmentReason {
        /// The recipient's condition changed.
        ConditionChanged = "condition_changed",
        /// A measure can be carried out earlier.
        Earlier = "earlier",
        /// A measure must be carried out later.
        Later = "later",
    }
    /// What a monitoring entry decides (Annex 7).
    MonitoringDecision {
        /// Go on.
        Continue = "continue",
        /// Adjust the plan.
        Adjust = "adjust",
        /// Complete early.
        CompleteEarly = "complete_early",
        /// Refer to another organization.
        Refer = "refer",
    }
    /// Grounds of an ending (paragraphs 41–44).
    EndingGround {
        /// 41 (1): the recipient's written application.
        WrittenApplication = "written_application",
        /// 41 (2): the agreement was dissolved or its term is over.
        AgreementEnded = "agreement_ended",
        /// 41 (3): the terms of the agreement were fulfilled early.
        TermsFulfilledEarly = "terms_fulfilled_early",
        /// 41 (4): the measures of the plan were carried out early.
        PlanDoneEarly = "plan_done_early",
        /// 42: a medical contraindication.
        Contraindication = "contraindication",
        /// 43 (1): more than three violations of the internal rules.
        Violations = "violations",
        /// 43 (2): absence of more than three days.
        Absence = "absence",
        /// 43 (3): insults, accusations, non-performance of the agreement.
        Breach = "breach",
        /// 44: transfer to another organization.
        Transfer = "transfer",
    }
    /// Valid reasons of an absence (paragraph 43).
    ReinstatementReason {
        /// Detention by the internal affairs bodies.
        Detention = "detention",
        /// A stay in a healthcare organization.
        Healthcare = "healthcare",
        /// A crime committed against the recipient.
        CrimeAgainstRecipient = "crime_against_recipient",
        /// Another valid reason.
        Other = "other",
    }
    /// The outcome of the agreement term (paragraph 33).
    Resocialised {
        /// Resocialised.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// Not.
        No = "no",
    }
}

/// A short text or number of a paper: `"17"`, `17` and `"17/2022"` are all understood; never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// A label of that text; `None` when nothing but space is left of it.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Label(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Label;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Label, E> {
                Label::new(text).ok_or_else(|| E::custom("the text is empty"))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Label, E> {
                Ok(Label(number.to_string()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Label, E> {
                Err(E::custom(format!("{number} is not the number of a paper")))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A clock time of the day, to the minute: `"09:30"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

impl ClockTime {
    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// Reads `HH:MM`, 00:00 to 23:59.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two_digits = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        (hours < 24 && minutes < 60).then_some(ClockTime(hours * 60 + minutes))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        ClockTime::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("{text:?} is not a time: write HH:MM")))
    }
}

/// Which child: its number on the application, or a name for it (in `simulate`, its file).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a child is its number on the application, from 1, or a name"
)]
pub enum Child {
    /// The n-th child of the application, from 1.
    Number(u32),
    /// The child's file.
    File(Label),
}

/// The number of a contraindication of paragraph 6: 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ContraindicationKind(u8);

impl ContraindicationKind {
    /// The contraindication of that number, 1 to 5.
    pub fn new(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// The number in paragraph 6.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for ContraindicationKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(deserializer)?;
        Self::new(number)
            .ok_or_else(|| de::Error::custom(format!("{number} is not a contraindication: 1 to 5")))
    }
}

/// How much of a service or how many items: at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Quantity(u32);

impl Quantity {
    /// A quantity of at least one.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        Self::new(number).ok_or_else(|| de::Error::custom("a quantity is at least 1"))
    }
}

/// A specialist of Annex 5, or the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Specialist(Actor);

impl Specialist {
    /// The specialist, when the actor is one of the organization.
    pub fn new(actor: Actor) -> Option<Self> {
        actor.is_of_the_organization().then_some(Self(actor))
    }

    /// As an actor.
    pub fn actor(self) -> Actor {
        self.0
    }
}

impl<'de> Deserialize<'de> for Specialist {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let actor = Actor::deserialize(deserializer)?;
        Self::new(actor)
            .ok_or_else(|| de::Error::custom(format!("{} is not a specialist", actor.name())))
    }
}

/// Which deposited things are given back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReturnedItems {
    /// All that is kept.
    #[default]
    All,
    /// These.
    Listed(Vec<Label>),
}

impl Serialize for ReturnedItems {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ReturnedItems::All => serializer.serialize_str("all"),
            ReturnedItems::Listed(items) => items.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ReturnedItems {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Word(String),
            List(Vec<Label>),
        }
        match Either::deserialize(deserializer)? {
            Either::Word(word) if word == "all" => Ok(ReturnedItems::All),
            Either::Word(word) => Err(de::Error::custom(format!(
                "{word:?} is not understood: write \"all\" or a list"
            ))),
            Either::List(items) => Ok(ReturnedItems::Listed(items)),
        }
    }
}

/// A service of a plan and who answers for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanItem {
    /// The service of the catalogue.
    pub code: ServiceCode,
    /// The specialist who gives it.
    pub responsible: Specialist,
}

impl DayVisit {
    /// How long the visit was, in minutes.
    pub fn minutes(&self) -> u16 {
        self.left.minutes().saturating_sub(self.arrived.minutes())
    }
}

fn specialists_of_annex_5<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Specialist>, D::Error> {
    let specialists = Vec::<Specialist>::deserialize(deserializer)?;
    if specialists.contains(&Specialist(Actor::Head)) {
        return Err(de::Error::custom("head is not a specialist of Annex 5"));
    }
    Ok(specialists)
}

/// The number of a paper may be written as a number; an empty text is for the guard to refuse.
fn paper_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Number(u64),
    }
    Ok(
        Option::<Written>::deserialize(deserializer)?.map(|written| match written {
            Written::Text(text) => text,
            Written::Number(number) => number.to_string(),
        }),
    )
}

fn yes() -> bool {
    true
}
fn citizen() -> Category {
    Category::Citizen
}
fn budget() -> Funding {
    Funding::Budget
}
fn one() -> Quantity {
    Quantity(1)
}
fn is_false(value: &bool) -> bool {
    !value
}

facts! {
    /// Paragraph 9, Annex 1.
    ApplicationRegistered {
        /// Consent to the processing of personal data.
        consent: bool,
        /// Familiar with the conditions and the internal rules.
        rules_acknowledged: bool,
        /// Warned of liability for false information.
        warned: bool,
        /// The applicant is a minor who came alone.
        #[serde(default, skip_serializing_if = "is_false")]
        applicant_is_minor: bool,
        /// How many children are listed.
        #[serde(default)]
        children: u32,
        /// Category of paragraph 5.
        #[serde(default = "citizen")]
        category: Category,
        /// The basis on which another foreigner is accepted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        basis: Option<String>,
    }
    /// Paragraph 9.
    ReferralRegistered {
        /// Who refers.
        route: ReferralRoute,
        /// The day on which the person was recognised as a victim, when already recognised.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "line::iso_date_option")]
        recognised_on: Option<Date>,
    }
    /// Paragraph 11.
    OffenceDetected {}
    /// Paragraph 44.
    TransferredIn {
        /// The organization that hands over.
        from: Label,
        /// The recipient consents.
        consent: bool,
        /// The number of the permit that comes along.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        permit: Option<Label>,
    }
    /// Paragraph 6.
    ContraindicationFound {
        /// Which of the five; in the program its meaning lies in the medical compartment.
        kind: ContraindicationKind,
        /// The healthcare organization to which the person was referred.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referred_to: Option<String>,
    }
    /// Paragraph 6.
    ContraindicationCleared {
        /// Which of the five.
        kind: ContraindicationKind,
    }
    /// Paragraphs 12 and 13.
    InterviewHeld {
        /// What the interviewer attests.
        attested: Vec<Attestation>,
    }
    /// Paragraphs 10–12, Annex 2.
    EvaluationSheetFilled {
        /// The joint conclusion of those who sign.
        outcome: SheetOutcome,
        /// The marked rows of Annex 2.
        indicators: Vec<i64>,
        /// Who signed.
        signatories: Vec<Signatory>,
        /// Whether the assessed person signed.
        #[serde(default = "yes")]
        assessed_person_signed: bool,
    }
    /// Paragraph 13-1.
    IdentificationWaived {
        /// A pre-trial investigation has begun.
        investigation: bool,
        /// The person is recognised as the injured party of the proceedings.
        injured_party: bool,
    }
    /// Paragraph 14-1, Annex 8.
    ReportDrawnUp {}
    /// Paragraph 14.
    ServicesRefused {}
    /// Paragraph 14.
    PackageSent {
        /// Through the program or on paper.
        channel: Channel,
        /// What was sent.
        documents: Vec<PackageDocument>,
    }
    /// Paragraph 15.
    PackageReceivedByBody {}
    /// Paragraph 15.
    PermitIssued {
        /// The number of the permit.
        number: Label,
    }
    /// Paragraph 15.
    PermitSent {}
    /// Paragraph 15.
    PermitDeclined {
        /// The reason that the authorized body gives.
        #[serde(default)]
        reason: Option<String>,
    }
    /// Paragraph 15.
    PermitReceived {
        /// The number of the permit.
        number: Label,
        /// The day of its issue, when the paper names it.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "line::iso_date_option")]
        issued_on: Option<Date>,
    }
    /// Paragraphs 15 and 16, Annex 3.
    AgreementConcluded {
        /// The number of the agreement.
        number: Label,
        /// The mode of stay.
        mode: Mode,
        /// Who pays.
        #[serde(default = "budget")]
        funding: Funding,
        /// The internal rules are acknowledged (paragraph 38).
        #[serde(default = "yes")]
        rules_acknowledged: bool,
    }
    /// Paragraph 16.
    AgreementExtended {
        /// One of the two grounds.
        ground: ExtensionGround,
        /// The new last day.
        #[serde(with = "line::iso_date")]
        until: Date,
    }
    /// Paragraphs 17 and 19.
    ChildSettled {
        /// Which child.
        child: Child,
        /// Where it goes.
        how: ChildDisposition,
    }
    /// Paragraph 18.
    AdmittedWithRepresentative {
        /// The file of the representative.
        representative: Label,
    }
    /// Paragraph 19.
    ChildFoundAlone {}
    /// Paragraph 19.
    GuardianshipNotified {}
    /// Paragraph 19.
    ChildHandedOver {}
    /// Paragraph 20, Annex 4.
    RegistrationCardFilled {
        /// Item 18 of the card.
        reported_to_police: Reported,
        /// The day of the refusal to apply to the police, when known.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "line::iso_date_option")]
        refused_on: Option<Date>,
        /// Items 19 and 21: both signatures are there.
        #[serde(default = "yes")]
        signed: bool,
    }
    /// Paragraph 20.
    PortalEntered {
        /// The reference that the portal gave.
        reference: Label,
    }
    /// Paragraph 21.
    PoliceNotified {
        /// Whether the notice carries anything that identifies the person: it must not.
        #[serde(default, skip_serializing_if = "is_false")]
        identity: bool,
    }
    /// Paragraph 27.
    ObservationHeld {
        /// First day.
        #[serde(with = "line::iso_date")]
        from: Date,
        /// Last day.
        #[serde(with = "line::iso_date")]
        to: Date,
    }
    /// Paragraphs 27 and 28.
    NeedsAssessed {
        /// Who assessed: specialists of Annex 5, not the head.
        #[serde(deserialize_with = "specialists_of_annex_5")]
        specialists: Vec<Specialist>,
        /// The recipient's opinion.
        opinion: Opinion,
    }
    /// Paragraph 29, Annex 6.
    PlanDrawnUp {
        /// First day of the plan.
        #[serde(with = "line::iso_date")]
        from: Date,
        /// Last day of the plan.
        #[serde(with = "line::iso_date")]
        to: Date,
        /// Its services.
        items: Vec<PlanItem>,
    }
    /// Paragraph 29.
    PlanApproved {}
    /// Paragraph 32.
    PlanAdjusted {
        /// Why.
        reason: AdjustmentReason,
        /// The services from now on, when they change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<Vec<PlanItem>>,
    }
    /// Paragraph 35.
    ResultsRecorded {
        /// Whose results.
        specialist: Specialist,
        /// Which quarter of the plan, from 1; the earliest that is open, when not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quarter: Option<u32>,
    }
    /// Paragraphs 30 and 31, Annex 7.
    MonitoringRecorded {
        /// What is decided.
        decision: MonitoringDecision,
        /// The closing entry of the plan.
        #[serde(default, skip_serializing_if = "is_false")]
        closing: bool,
        /// The one who records was authorised by the head to monitor.
        #[serde(default, skip_serializing_if = "is_false")]
        authorised: bool,
    }
    /// Paragraphs 39 and 40.
    ServiceGiven {
        /// The service of the catalogue.
        code: ServiceCode,
        /// How often or how many.
        #[serde(default = "one")]
        quantity: Quantity,
        /// Given before recognition because it could not wait.
        #[serde(default, skip_serializing_if = "is_false")]
        emergency: bool,
    }
    /// Paragraph 8 (5).
    Informed {
        /// Of what.
        of: Vec<String>,
        /// In which language.
        language: Label,
    }
    /// Paragraph 8 (2).
    ItemIssued {
        /// What was issued.
        item: Label,
        /// How many.
        #[serde(default = "one")]
        quantity: Quantity,
    }
    /// Paragraph 2.
    DayVisit {
        /// Time of arrival.
        arrived: ClockTime,
        /// Time of departure.
        left: ClockTime,
    }
    /// Paragraph 37.
    RoomAssigned {
        /// The bed.
        bed: Label,
    }
    /// Paragraph 37.
    RoomLeft {}
    /// Paragraph 43 (1).
    ViolationRecorded {
        /// The recipient was offered to explain.
        #[serde(default = "yes")]
        explanation_offered: bool,
        /// Several violations of one episode count once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        episode: Option<Label>,
    }
    /// Paragraph 43 (2).
    LeftWithoutPermission {
        /// The administration was informed.
        #[serde(default, skip_serializing_if = "is_false")]
        informed: bool,
    }
    /// Paragraph 43 (2).
    ContactMade {}
    /// Paragraph 43 (2).
    Returned {}
    /// Paragraph 43.
    HospitalStayBegan {}
    /// Paragraph 43.
    HospitalStayEnded {}
    /// Paragraphs 41–44.
    Ended {
        /// Why.
        ground: EndingGround,
        /// The number of the head's order.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "paper_number")]
        order: Option<String>,
        /// The agreement was dissolved before its last day.
        #[serde(default, skip_serializing_if = "is_false")]
        dissolved: bool,
        /// The recipient was warned before.
        #[serde(default, skip_serializing_if = "is_false")]
        warned: bool,
        /// The recipient consents to the transfer.
        #[serde(default, skip_serializing_if = "is_false")]
        consent: bool,
    }
    /// Paragraph 43 (2).
    Reinstated {
        /// The valid reason.
        reason: ReinstatementReason,
        /// The number of the head's order.
        order: Label,
    }
    /// Paragraph 45.
    BelongingsDeposited {
        /// What was taken into keeping.
        items: Vec<Label>,
    }
    /// Paragraph 45.
    BelongingsReturned {
        /// What was given back.
        #[serde(default)]
        items: ReturnedItems,
        /// Not given back but stored for an absent recipient.
        #[serde(default, skip_serializing_if = "is_false")]
        stored: bool,
    }
    /// Paragraph 33.
    OutcomeAssessed {
        /// The outcome.
        resocialised: Resocialised,
    }
    /// Paragraph 45.
    Closed {}
    /// Annexes 1 and 8.
    ConsentGiven {
        /// To what: a document or a purpose.
        scope: Label,
        /// To whom.
        to: Label,
        /// The last day on which it holds.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "line::iso_date_option")]
        until: Option<Date>,
    }
    /// Annexes 1 and 8.
    ConsentWithdrawn {
        /// Which consent.
        scope: Label,
    }
    /// Annex 8.
    DocumentDisclosed {
        /// Which document.
        document: Label,
        /// To which body.
        to: Label,
        /// Who wrote it.
        author: Label,
        /// Who approved the disclosure.
        approved_by: Label,
        /// There is a written request.
        request: bool,
    }
    /// A correction: the entry stays legible and no longer counts.
    EntryStruckOut {
        /// The number of the entry struck out.
        line: u32,
        /// Why.
        reason: String,
    }
}

use super::line;
