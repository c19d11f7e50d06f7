//! What each paper asks for.
//!
//! A field has one meaning wherever it stands: `recipient` is always the full name of the person, `on` the day of the paper.

use super::PaperKind;
use crate::annex::problem::{LONGEST_LINE, LONGEST_NARRATIVE, LONGEST_PARAGRAPH};
use crate::disclosure::Capacity;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    /// Text of one line.
    Line,
    /// Text of several lines.
    Text,
    /// A day, `2022-10-21`.
    Date,
    /// A whole number, not negative.
    Number,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// Some of these names.
    Ticks(&'static [&'static str]),
    /// Every one of these names: what the order demands, confirmed point by point.
    All(&'static [&'static str]),
    /// Rows of fields.
    List(&'static [Field]),
}

/// One field of a paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The name in stored data.
    pub id: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a final paper must have it.
    pub required: bool,
    /// The most that it may hold: characters of a text, rows of a list; the greatest number.
    pub longest: usize,
    /// A day that may lie ahead (a term, a day of an event to come).
    pub ahead: bool,
}

impl Field {
    const fn new(id: &'static str, kind: FieldKind, longest: usize) -> Self {
        Field {
            id,
            kind,
            required: true,
            longest,
            ahead: false,
        }
    }

    /// Whether the field tells who a person is.
    pub fn is_identity(&self) -> bool {
        IDENTITY.contains(&self.id)
    }

    const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    const fn ahead(mut self) -> Self {
        self.ahead = true;
        self
    }
}

/// The fields that tell who a recipient (or a child, a relative, a complainant) is.
pub const IDENTITY: &[&str] = &[
    "recipient",
    "born",
    "iin",
    "citizenship",
    "document",
    "address",
    "child",
    "legal_representative",
    "complainant",
    "case_code",
];

const fn line(id: &'static str) -> Field {
    Field::new(id, FieldKind::Line, LONGEST_LINE)
}
const fn text(id: &'static str) -> Field {
    Field::new(id, FieldKind::Text, LONGEST_PARAGRAPH)
}
const fn narrative(id: &'static str) -> Field {
    Field::new(id, FieldKind::Text, LONGEST_NARRATIVE)
}
const fn date(id: &'static str) -> Field {
    Field::new(id, FieldKind::Date, 0)
}
const fn number(id: &'static str) -> Field {
    Field::new(id, FieldKind::Number, 1_000_000)
}
const fn choice(id: &'static str, names: &'static [&'static str]) -> Field {
    Field::new(id, FieldKind::Choice(names), 1)
}
const fn ticks(id: &'static str, names: &'static [&'static str]) -> Field {
    Field::new(id, FieldKind::Ticks(names), names.len())
}
const fn all(id: &'static str, names: &'static [&'static str]) -> Field {
    Field::new(id, FieldKind::All(names), names.len())
}
const fn list(id: &'static str, rows: usize, columns: &'static [Field]) -> Field {
    Field::new(id, FieldKind::List(columns), rows)
}

const ORGANIZATION: Field = line("organization");
const NUMBER: Field = line("number");
const ON: Field = date("on");
const ADDRESSEE: Field = line("addressee");
const RECIPIENT: Field = line("recipient");
const BORN: Field = date("born").optional();
const HEAD: Field = line("head");
const SPECIALIST: Field = line("specialist");
const TIME: Field = line("time").optional();

const CONTRAINDICATIONS: &[&str] = &[
    "mental_illness",
    "infection",
    "intoxication",
    "terminal_stage",
    "inpatient_treatment",
];
const BELONGINGS: Field = list("items", 60, THINGS);
const EXTENSION: &[&str] = &["criminal_case", "hospital"];

/// The eight kinds of special services, paragraph 40.
const SERVICE_KINDS: &[&str] = &[
    "kind_1", "kind_2", "kind_3", "kind_4", "kind_5", "kind_6", "kind_7", "kind_8",
];

const ENCLOSED: &[Field] = &[line("name"), number("sheets"), number("copies")];
const THINGS: &[Field] = &[
    line("name"),
    number("quantity"),
    line("condition").optional(),
];
const ENTRIES: &[Field] = &[
    line("entry"),
    line("matter"),
    line("measure"),
    date("term").ahead().optional(),
];
const DAYS: &[Field] = &[
    date("day"),
    line("time").optional(),
    text("observed"),
    line("observer"),
];
const NEEDS: &[Field] = &[
    choice("kind", SERVICE_KINDS),
    text("need"),
    text("service"),
    line("assessed_by").optional(),
];
const EQUIPMENT: &[Field] = &[
    line("name"),
    line("inventory_number").optional(),
    number("quantity"),
    line("condition").optional(),
];
const EVENTS: &[Field] = &[
    line("event"),
    date("day").ahead().optional(),
    line("place").optional(),
    line("participants").optional(),
    line("responsible"),
];
const ACTS: &[Field] = &[line("name"), line("number").optional(), date("day")];

macro_rules! asked {
    ($($kind:ident => [$($field:expr,)+];)+) => {
        impl PaperKind {
            /// The fields of the paper, in the order in which they are asked for.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    $(PaperKind::$kind => const { &[$($field),+] },)+
                }
            }
        }
    };
}

asked! {
    HealthcareReferral => [
        ORGANIZATION, NUMBER, ON, ADDRESSEE, RECIPIENT, BORN, choice("contraindication", CONTRAINDICATIONS),
        text("condition"), text("purpose"), line("escort").optional(), line("nurse"), HEAD,
    ];
    ErasureCertificate => [
        ORGANIZATION, NUMBER, ON, number("files"), text("what"), text("rule"), date("kept_until"), line("digest"),
        line("carried_out_by"), line("witness"), HEAD,
    ];
    Referral => [
        line("sender"), NUMBER, ON, ORGANIZATION, choice("sent_by", &["authorized_body", "internal_affairs"]),
        RECIPIENT, BORN, line("citizenship").optional(), line("document").optional(), line("location"),
        text("circumstances"), text("attachments").optional(), line("officer_position"), line("officer"),
    ];
    InterviewRecord => [
        ORGANIZATION, NUMBER, ON, line("starts"), line("ends"),
        choice("place_kind", &["organization", "workplace", "other"]), line("place"), RECIPIENT, line("language"),
        line("interpreter").optional(), text("present").optional(),
        all("room_conditions", &["safe", "isolated", "light", "warm"]),
        all("undistracted", &["other_work", "calls", "other_conversations"]), narrative("summary"),
        text("opinion").optional(), line("interviewer"),
    ];
    PackageLetter => [
        ORGANIZATION, NUMBER, ON, ADDRESSEE, RECIPIENT, choice("identification", &["sheet", "waiver"]),
        date("identified_on"), list("enclosed", 20, ENCLOSED), text("children").optional(), HEAD,
        line("carried_out_by").optional(),
    ];
    RefusalNotice => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, date("application_on"), text("reason"), text("advice").optional(), HEAD,
    ];
    Permit => [
        line("authorized_body"), NUMBER, ON, ORGANIZATION, RECIPIENT, BORN, date("received_on"),
        choice("mode", &["day", "round_the_clock"]), text("children").optional(), line("officer_position"),
        line("officer"),
    ];
    PermitDeclined => [
        line("authorized_body"), NUMBER, ON, ORGANIZATION, RECIPIENT, date("received_on"), text("reason"),
        text("advice").optional(), line("officer_position"), line("officer"),
    ];
    OrderAdmission => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN, line("permit_number"), date("permit_on"),
        line("agreement_number"), date("agreement_on"), date("from"), choice("mode", &["day", "round_the_clock"]),
        text("children").optional(), line("responsible"), HEAD,
    ];
    SupplementaryAgreement => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), line("agreement_number"), date("agreement_on"), RECIPIENT,
        line("legal_representative").optional(), choice("ground", EXTENSION), line("evidence"),
        date("last_day").ahead(), date("until").ahead(), HEAD,
    ];
    GuardianshipNotice => [
        ORGANIZATION, NUMBER, ON, ADDRESSEE, line("child"), BORN, date("arrived_on"), text("circumstances"),
        text("taken_measures").optional(), line("contact"), HEAD,
    ];
    ChildHandover => [
        ORGANIZATION, NUMBER, ON, TIME, line("place"), line("child"), BORN, line("centre"),
        line("guardianship_notice").optional(), text("child_condition"), list("items", 60, THINGS).optional(),
        text("remarks").optional(), line("handed_by"), line("taken_by"), line("witness").optional(),
    ];
    PortalSheet => [
        ORGANIZATION, NUMBER.optional(), RECIPIENT, BORN, line("iin").optional(), date("card_on"),
        choice("consent", &["given", "withdrawn"]), date("entered_on"), line("portal_number"),
        text("remarks").optional(), SPECIALIST,
    ];
    PoliceNotice => [
        ORGANIZATION, NUMBER.optional(), ON, ADDRESSEE, date("refused_on"), line("region"), line("period").optional(),
        ticks("exploitation", &["labour", "sexual", "begging", "criminal", "organs", "other"]),
        ticks("means", &["deceit", "force", "threat", "dependence", "confinement", "debt", "other"]).optional(),
        text("offender").optional(), HEAD,
    ];
    Complaint => [
        ORGANIZATION, NUMBER.optional(), ON, choice("complaint_kind", &["complaint", "suggestion", "thanks"]),
        line("complainant").optional(), narrative("contents"), line("answer_to").optional(),
        line("received_by").optional(),
    ];
    ComplaintReply => [
        ORGANIZATION, NUMBER, ON, line("complainant").optional(), line("complaint_number"), date("complaint_on"),
        text("examined"), text("decision"), text("advice").optional(), HEAD,
    ];
    ComplaintsReview => [
        ORGANIZATION, line("month"), number("complaints"), number("suggestions"), number("thanks"),
        list("entries", 60, ENTRIES).optional(), text("conclusions"), ON, HEAD,
    ];
    ObservationSheet => [
        ORGANIZATION, RECIPIENT, BORN, line("agreement_number").optional(), date("from"), date("to"),
        list("days", 12, DAYS), text("health").optional(), text("behaviour"), text("contacts").optional(),
        text("urgent").optional(), text("conclusion"), SPECIALIST, line("psychologist"),
    ];
    NeedsAssessment => [
        ORGANIZATION, NUMBER.optional(), ON, RECIPIENT, BORN, date("from"), date("to"), list("needs", 40, NEEDS),
        text("strengths").optional(), choice("opinion_given", &["given", "declined"]), text("opinion").optional(),
        text("conclusion"), SPECIALIST, line("psychologist"), line("other_specialist").optional(),
    ];
    MonitoringAuthorisation => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), line("authorised"), line("position"),
        date("from").ahead(), date("until").ahead().optional(), text("scope").optional(), HEAD,
    ];
    RulesAcknowledgement => [
        ORGANIZATION, line("rules_number"), date("rules_on"), RECIPIENT, line("legal_representative").optional(),
        line("language"), line("interpreter").optional(), choice("how", &["read", "read_aloud", "interpreted"]),
        choice("copy", &["given", "shown"]), ON, SPECIALIST,
    ];
    RoomDataSheet => [
        ORGANIZATION, NUMBER, line("room"), text("purpose"), line("area").optional(), number("places").optional(),
        line("responsible"), list("equipment", 60, EQUIPMENT), text("safety"), text("accessibility").optional(),
        line("hours").optional(), ON, HEAD,
    ];
    CulturalPlan => [
        ORGANIZATION, date("from").ahead(), date("to").ahead(), list("events", 60, EVENTS), ON, line("organiser"),
        HEAD,
    ];
    OrderCompletion => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN,
        choice("ground", &["own_application", "dissolved", "agreement_ended", "terms_fulfilled_early", "plan_done_early"]),
        line("basis_paper"), date("from").ahead(), choice("resocialised", &["yes", "partly", "no"]).optional(),
        line("responsible"), HEAD,
    ];
    OrderTermination => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN,
        choice("contraindication", CONTRAINDICATIONS), line("basis_paper"), line("sent_to"), date("from").ahead(),
        line("responsible"), HEAD,
    ];
    ViolationAct => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, date("happened_on"), TIME, line("place").optional(),
        choice("violation", &["substances", "damage", "illegal_act", "insult", "other"]), text("circumstances"),
        number("which_in_turn"), choice("explanation_given", &["given", "refused"]), text("explanation").optional(),
        text("measure").optional(), line("drawn_up_by"), line("witness"), line("second_witness").optional(),
    ];
    AbsenceAct => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, date("left_on"), TIME, date("seen_on").optional(),
        line("seen_by").optional(), text("circumstances"), text("search"), choice("notice_given", &["none", "informed"]),
        text("notice_note").optional(), line("drawn_up_by"), line("witness"), line("second_witness").optional(),
    ];
    OrderExpulsion => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN, line("agreement_number"),
        date("agreement_on"), choice("ground", &["violations", "absence", "breach"]), list("acts", 20, ACTS),
        text("circumstances").optional(), date("from").ahead(), line("responsible"), HEAD,
    ];
    OrderReinstatement => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN, line("expulsion_number"),
        date("expulsion_on"), choice("valid_reason", &["detention", "hospital", "crime", "other"]),
        line("basis_paper"), date("from"), line("agreement_number"), date("last_day").ahead(), line("responsible"),
        HEAD,
    ];
    OrderTransfer => [
        ORGANIZATION, NUMBER, ON, line("place").optional(), RECIPIENT, BORN, choice("way", &["transfer", "referral"]),
        line("sent_to"), text("reason"), choice("transfer_consent", &["given", "representative"]), date("from").ahead(),
        line("escort").optional(), line("responsible"), HEAD,
    ];
    BelongingsDeposit => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, BELONGINGS, line("kept_at"), text("remarks").optional(), line("keeper"),
        line("witness").optional(),
    ];
    BelongingsReturn => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, line("deposit_act").optional(), list("clothing", 60, THINGS).optional(),
        list("items", 60, THINGS).optional(), choice("claims", &["none", "made"]), text("claims_note").optional(),
        line("keeper"), line("witness").optional(),
    ];
    BelongingsStorage => [
        ORGANIZATION, NUMBER, ON, RECIPIENT, text("reason"), BELONGINGS, line("kept_at"), date("kept_until").ahead(),
        text("search").optional(), line("keeper"), line("witness"), HEAD,
    ];
    DisclosureRequest => [
        line("agency"), NUMBER, ON, ORGANIZATION, RECIPIENT, line("proceedings"), text("purpose"),
        line("basis_paper"), line("delivery").optional(), line("officer_position"), line("officer"),
    ];
    DisclosureConsent => [
        ORGANIZATION, ON, RECIPIENT, BORN, line("legal_representative").optional(), line("document_name"),
        line("agency"), text("purpose"), date("until").ahead(), line("language"), line("interpreter").optional(),
        all("understood", &["read", "voluntary", "may_withdraw", "no_effect_on_help"]), SPECIALIST,
    ];
    ConsentGiver => [
        ORGANIZATION, ON, line("document_name"), line("agency"), line("legal_representative"), choice("capacity", &Capacity::NAMES),
        line("evidence").optional(), line("received_by"),
    ];
    ConsentWithdrawal => [
        ORGANIZATION, ON, RECIPIENT, line("legal_representative").optional(), line("document_name"), line("agency"),
        date("consent_on"), TIME, line("received_by"),
    ];
    DisclosureReceipt => [
        ORGANIZATION, NUMBER, ON, TIME, line("agency"), line("document_name"), number("sheets"),
        line("digest").optional(), line("request"), date("consent_on"), line("approved_by"), line("handed_by"),
        line("officer"), line("officer_document").optional(),
    ];
}

impl PaperKind {
    /// The field of that name.
    pub fn field(self, id: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.id == id)
    }
}
