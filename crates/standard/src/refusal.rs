//! What the law makes impossible, with the paragraph and what is missing.

use serde::Serialize;

/// An act was refused: nothing happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", .paragraph, .reason.english())]
pub struct Refusal {
    /// The paragraph that stands in the way: `15`, `13-1`, `annex 8`, `journal`.
    pub paragraph: &'static str,
    /// What is missing or in the way.
    pub reason: Reason,
    /// The entries in the way, by number, when the journal itself is.
    pub entries: Vec<u32>,
}

impl Refusal {
    /// A refusal that cites a paragraph.
    pub fn new(paragraph: &'static str, reason: Reason) -> Self {
        Refusal {
            paragraph,
            reason,
            entries: Vec::new(),
        }
    }
}

/// The answer of a guard.
pub type Decision = Result<(), Refusal>;

/// Refuses with that paragraph and reason unless the condition holds.
pub(crate) fn require(holds: bool, paragraph: &'static str, reason: Reason) -> Decision {
    if holds {
        Ok(())
    } else {
        Err(Refusal::new(paragraph, reason))
    }
}

macro_rules! reasons {
    ($($name:ident = $id:literal, $paragraph:literal, $english:literal;)*) => {
        /// Every reason for which an act is refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Reason {
            $(#[doc = $english] #[serde(rename = $id)] $name),*
        }

        impl Reason {
            /// All reasons, in the order of the law.
            pub const ALL: &'static [Reason] = &[$(Reason::$name),*];

            /// The stable name: the message `refusal-<id>` of the program's words.
            pub fn id(self) -> &'static str {
                match self { $(Reason::$name => $id),* }
            }

            /// The sentence in English.
            pub fn english(self) -> &'static str {
                match self { $(Reason::$name => $english),* }
            }

            /// The paragraph that it is cited with; empty when it depends on the act.
            pub fn paragraph(self) -> &'static str {
                match self { $(Reason::$name => $paragraph),* }
            }
        }
    };
}

reasons! {
    MayNotDoThis = "may-not-do-this", "", "this act is for somebody else to do";
    NotADayStay = "not-a-day-stay", "2", "there is no agreement on a day stay in force";
    LeftBeforeArrival = "left-before-arrival", "2", "the departure is not after the arrival";
    Over240Minutes = "over-240-minutes", "2", "a day stay is at most 240 minutes a day";
    BasisMissing = "basis-missing", "5", "another foreigner is accepted with a basis: write it down";
    NoOpenFinding = "no-open-finding", "6", "no such contraindication is open";
    ContraindicationOpen = "contraindication-open", "6", "a medical contraindication is open";
    ConsentMissing = "consent-missing", "9", "the consent to the processing of personal data is missing";
    RulesMissing = "rules-missing", "9", "the applicant is not yet familiar with the conditions and internal rules";
    WarningMissing = "warning-missing", "9", "the applicant was not warned of liability for false information";
    NoConsentToWithdraw = "no-consent-to-withdraw", "9", "no such consent was given";
    OrganizationAndBodyMustSign = "organization-and-body-must-sign", "10", "the organization and the authorized body both sign the evaluation sheet";
    ThreeMustSign = "three-must-sign", "11", "after a detected offence the organization, the authorized body and the internal affairs body sign";
    InterviewMissing = "interview-missing", "12", "no interview was held";
    NotAnIndicator = "not-an-indicator", "12", "a marked row is a heading of Annex 2 or not one of its rows";
    NotAllAttested = "not-all-attested", "13", "not all eight requirements of the interview are attested";
    NoInvestigation = "no-investigation", "13-1", "no pre-trial investigation has begun";
    NotAnInjuredParty = "not-an-injured-party", "13-1", "the person is not recognised as the injured party";
    NotRefusedBySheet = "not-refused-by-sheet", "14", "the evaluation sheet does not say that the person is not recognised";
    NotRecognised = "not-recognised", "14", "the person is not recognised as a victim";
    Annex1Missing = "annex-1-missing", "14", "the package lacks the application (Annex 1)";
    Annex2Missing = "annex-2-missing", "14", "the package lacks the evaluation sheet (Annex 2)";
    ResolutionMissing = "resolution-missing", "14", "the package lacks the resolution on the injured party";
    NegativeResult = "negative-result", "14", "the person was not recognised: services are refused";
    FileRefused = "file-refused", "14", "services were refused in this file: a new application is a new file";
    SheetMissing = "sheet-missing", "14-1", "no evaluation sheet was filled";
    PackageNotSent = "package-not-sent", "15", "no package was sent to the authorized body";
    PackageNotReceived = "package-not-received", "15", "the authorized body has not received the package";
    PermitNotIssued = "permit-not-issued", "15", "the permit is not issued";
    PermitAlreadyIssued = "permit-already-issued", "15", "the permit is already issued";
    NoReasonGiven = "no-reason-given", "15", "a permit is declined with a reason";
    ReceivedBeforeIssue = "received-before-issue", "15", "the permit cannot be received before it is issued";
    PermitMissing = "permit-missing", "15", "no permit of the authorized body was received by that day";
    NotRecognisedForAgreement = "not-recognised-for-agreement", "15", "an agreement is concluded with a person recognised as a victim";
    AgreementInForce = "agreement-in-force", "15", "an agreement is already in force";
    FileEnded = "file-ended", "15", "the services of this file have ended: a new application is a new file";
    NoAgreementToExtend = "no-agreement-to-extend", "16", "no agreement is in force on that day";
    NotLater = "not-later", "16", "the new last day is not later than the present one";
    OverThreeMonths = "over-three-months", "16", "all extensions together are at most three months";
    ChildNotListed = "child-not-listed", "17", "the application does not list that child";
    ChildNotSettled = "child-not-settled", "17", "it is not settled where a child of the recipient lives";
    RepresentativeNotRecognised = "representative-not-recognised", "17", "the representative is not recognised as a victim";
    MinorAlone = "minor-alone", "19", "a minor alone is not an applicant: the guardianship authorities are notified";
    RepresentativePresent = "representative-present", "19", "the child has a legal representative here";
    GuardianshipNotNotified = "guardianship-not-notified", "19", "the guardianship authorities were not notified before";
    CardUnsigned = "card-unsigned", "20", "the registration card lacks a signature";
    CardMissing = "card-missing", "20", "the registration card is not filled";
    NoticeCarriesIdentity = "notice-carries-identity", "21", "the notice to the police must not identify the person";
    ObservedBeforeAgreement = "observed-before-agreement", "27", "observation follows the conclusion of the agreement";
    ObservationBackwards = "observation-backwards", "27", "the last day of the observation is before its first";
    ObservationMissing = "observation-missing", "27", "the recipient was not observed";
    SpecialistsMissing = "specialists-missing", "27", "a social worker and a psychologist assess the needs";
    OpinionMissing = "opinion-missing", "28", "the recipient's opinion is missing";
    AssessmentMissing = "assessment-missing", "29", "the needs are not assessed";
    PlanBackwards = "plan-backwards", "29", "the last day of the plan is before its first";
    PlanOutsideAgreement = "plan-outside-agreement", "29", "the plan lies outside the agreement";
    PlanOverlaps = "plan-overlaps", "29", "an approved plan already covers a part of that period";
    NoDraft = "no-draft", "29", "no plan was drawn up that waits for approval";
    NotAuthorisedToMonitor = "not-authorised-to-monitor", "30", "monitoring is for a social worker or a person authorised by the head";
    NoPlanToMonitor = "no-plan-to-monitor", "31", "no plan is approved";
    NoPlanToAdjust = "no-plan-to-adjust", "32", "no plan is approved";
    NotEnded = "not-ended", "33", "services have not ended";
    OutcomeMissing = "outcome-missing", "33", "the outcome is not assessed";
    NoPlanForResults = "no-plan-for-results", "35", "no plan is approved";
    NoRoomForDayStay = "no-room-for-day-stay", "37", "a day stay has no bed";
    NoRoomToLeave = "no-room-to-leave", "37", "no bed was assigned";
    RulesNotAcknowledged = "rules-not-acknowledged", "38", "the internal rules are not acknowledged";
    GeneralBeforeRecognition = "general-before-recognition", "39", "before recognition only emergency services are given";
    ServiceBeforeAgreement = "service-before-agreement", "40", "services of paragraph 40 follow the conclusion of the agreement";
    ServiceAfterTerm = "service-after-term", "40", "the term of the agreement is over";
    ServiceWhileAbsent = "service-while-absent", "40", "the recipient is absent";
    ServiceAfterEnding = "service-after-ending", "40", "services have ended";
    AgreementNotOver = "agreement-not-over", "41", "the agreement was neither dissolved nor is its last day reached";
    ClosingEntryMissing = "closing-entry-missing", "41", "an early completion rests on a closing entry of the monitoring journal";
    FindingAndReferralMissing = "finding-and-referral-missing", "42", "there is no open contraindication with a referral";
    NoAgreementInForce = "no-agreement-in-force", "43", "no agreement is in force";
    ChildsFile = "childs-file", "43", "violations are not counted against children";
    NoExplanationOffered = "no-explanation-offered", "43", "the recipient must be offered to explain";
    AlreadyAbsent = "already-absent", "43", "the recipient is already absent";
    NotAbsent = "not-absent", "43", "the recipient is not absent";
    InHospital = "in-hospital", "43", "the recipient is in hospital";
    NotInHospital = "not-in-hospital", "43", "the recipient is not in hospital";
    TooFewViolations = "too-few-violations", "43", "expulsion needs more than three violations of this agreement";
    AbsentTooShort = "absent-too-short", "43", "expulsion needs more than three full days of absence";
    AbsenceKnown = "absence-known", "43", "the administration was informed, has contact, or knows a valid reason";
    NoWarning = "no-warning", "43", "the recipient was not warned before";
    NotExpelledForAbsence = "not-expelled-for-absence", "43", "only an expulsion for absence is followed by reinstatement";
    TermOver = "term-over", "43", "the term of the agreement is over";
    AlreadyEnded = "already-ended", "44", "services have already ended";
    NothingToEnd = "nothing-to-end", "44", "no services have begun that could end";
    OrderMissing = "order-missing", "44", "an ending rests on an order of the head";
    TransferConsentMissing = "transfer-consent-missing", "44", "a transfer needs the recipient's consent";
    NotDeposited = "not-deposited", "45", "that thing is not in keeping";
    BelongingsNotReturned = "belongings-not-returned", "45", "belongings are neither returned nor stored";
    RequestMissing = "request-missing", "annex 8", "there is no written request of the body";
    NoConsentInForce = "no-consent-in-force", "annex 8", "no consent to this document and this body is in force";
    ApprovedByAuthor = "approved-by-author", "annex 8", "the author does not approve the disclosure";
    ConsentByAnother = "consent-by-another", "annex 8", "the victim consents in writing; for a child, the legal representative";
    ConsentNotUnderstood = "consent-not-understood", "annex 8", "the consent was not read in a language that she understands";
    RepresentativeMissing = "representative-missing", "annex 8", "who the legal representative is, and in what capacity, is not said";
    NotApproved = "not-approved", "annex 8", "a second person has not approved this disclosure";
    ApprovedByTheSame = "approved-by-the-same", "annex 8", "whoever approved the disclosure does not hand the document over";
    AlreadyHandedOver = "already-handed-over", "annex 8", "the document is already handed over";
    NotHandedOver = "not-handed-over", "annex 8", "the document is not handed over";
    OnlyByDisclosure = "only-by-disclosure", "annex 8", "a report of Annex 8 leaves the house by its disclosure and in no other way";
    NotWhoItWas = "not-who-it-was", "annex 8", "the author or the one who approved is somebody else";
    NotToday = "not-today", "", "what is sealed to another body is sealed now: the day is today";
    DoesNotGoWithThis = "does-not-go-with-this", "", "what is sent by this paragraph does not take that along";
    NotAllSigned = "not-all-signed", "10", "not every body has signed the evaluation sheet";
    NoticeMissing = "notice-missing", "21", "the notice to the police is not filled";
    NoBodyNamed = "no-body-named", "", "no body is named that this can go to";
    ExchangeOver = "exchange-over", "", "this exchange is over";
    BeforeTheExchange = "before-the-exchange", "", "the day is before the exchange began";
    AlreadyDone = "already-done", "", "this is already done";
    ReasonMissing = "reason-missing", "", "a body that declines or does not sign says why";
    NoSuchEntry = "no-such-entry", "journal", "there is no such entry";
    EntriesInTheWay = "entries-in-the-way", "journal", "later entries rest on it";
}
