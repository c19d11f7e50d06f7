//! Where a paragraph is carried out beside the acts, papers and registers named after it: pages and operations of the API.
//!
//! What follows from acts, papers and registers is not here; it is derived. Tests of `web` hold every address below against its
//! router and its OpenAPI document.

/// An address, or an operation with its method, and the paragraphs and annexes that it carries out.
pub type Place = (&'static str, &'static [&'static str]);

/// All annexes that are documents of a file.
const DOCUMENTS: &[&str] = &[
    "annex 1", "annex 2", "annex 3", "annex 4", "annex 6", "annex 7", "annex 8",
];

/// Every annex.
const ANNEXES: &[&str] = &[
    "annex 1", "annex 2", "annex 3", "annex 4", "annex 5", "annex 6", "annex 7", "annex 8",
];

/// What passes between bodies, by kind.
const EXCHANGED: &[&str] = &["9", "10", "11", "19", "20", "21", "42", "44", "annex 8"];

/// The paragraphs whose papers the house keeps.
const HOUSE_PAPERS: &[&str] = &["7", "25", "26", "30", "40"];

/// Pages.
pub const PAGES: &[Place] = &[
    ("/set-up", &["4"]),
    ("/people/new", &["9", "11", "18", "19", "44"]),
    ("/people/new/{act}", &["5", "9", "11", "18", "19", "44"]),
    ("/people/{code}/documents", DOCUMENTS),
    ("/people/{code}/documents/{id}", DOCUMENTS),
    (
        "/people/{code}/services",
        &["2", "29", "39", "40", "annex 6"],
    ),
    ("/people/{code}/family", &["17", "18", "19"]),
    ("/people/{code}/belongings", &["8", "37", "45"]),
    ("/people/{code}/bundle", &["44"]),
    ("/people/{code}/readings", &["7"]),
    ("/people/{code}/exchanges", EXCHANGED),
    ("/people/{code}/exchanges/new/{kind}", EXCHANGED),
    ("/requests/new/{kind}", EXCHANGED),
    ("/requests/{id}/steps/{step}", EXCHANGED),
    ("/requests", &["14", "15"]),
    ("/requests/{id}", &["14", "15"]),
    ("/house/papers", HOUSE_PAPERS),
    ("/house/papers/{id}", HOUSE_PAPERS),
    ("/house/day-sheet", &["39", "40"]),
    ("/house/accounts", &["7", "13", "29", "30"]),
    ("/house/keeping", &["45"]),
    ("/house/book", &["25"]),
    ("/house/book/new", &["25"]),
    ("/house/book/shown", &["25"]),
    ("/house/book/file/{format}", &["25"]),
    ("/house/book/{number}", &["25"]),
    ("/house/book/review", &["26"]),
    ("/house/messages", &["25"]),
    ("/book", &["25"]),
    ("/book/answer", &["25"]),
    ("/rights", &["7", "8"]),
    ("/house/staff", &["27", "34", "annex 5"]),
    ("/house/training", &["8"]),
    ("/house/job-descriptions", &["35"]),
    ("/house/controls", &["36"]),
    ("/reports", &["33"]),
    ("/forms/{annex}/{lang}", ANNEXES),
];

/// Operations of the API.
pub const OPERATIONS: &[Place] = &[
    ("POST /api/files", &["5", "9", "11", "18", "19", "44"]),
    ("GET /api/files/{code}/documents", DOCUMENTS),
    ("GET /api/files/{code}/documents/{id}", DOCUMENTS),
    ("GET /api/files/{code}/documents/{id}/pdf", DOCUMENTS),
    ("GET /api/files/{code}/standing", &["43"]),
    ("GET /api/files/{code}/family", &["17", "18", "19"]),
    ("GET /api/files/{code}/plans", &["29", "32", "annex 6"]),
    ("GET /api/files/{code}/bundle", &["44"]),
    ("POST /api/exchanges", EXCHANGED),
    ("POST /api/exchanges/{id}/steps", EXCHANGED),
    ("GET /api/exchanges", &["14", "15"]),
    ("GET /api/exchanges/{id}", &["14", "15"]),
    ("POST /api/day-sheet", &["39", "40"]),
    ("GET /api/book", &["25"]),
    ("POST /api/book", &["25"]),
    ("POST /api/book/{number}/answers", &["25"]),
    ("GET /api/messages", &["25"]),
    ("POST /api/messages/{number}/answers", &["25"]),
    ("GET /api/book/shown", &["25"]),
    ("GET /api/book/reviews", &["26"]),
    ("POST /api/book/reviews", &["26"]),
    ("GET /api/staff", &["34"]),
    ("POST /api/staff", &["34"]),
    ("GET /api/staff/norm", &["27", "34", "annex 5"]),
    ("GET /api/staff/numbers", &["annex 5"]),
    ("POST /api/staff/numbers", &["annex 5"]),
    ("GET /api/staff/training", &["8"]),
    ("POST /api/staff/training", &["8"]),
    ("GET /api/staff/job-descriptions", &["35"]),
    ("POST /api/staff/job-descriptions", &["35"]),
    ("GET /api/staff/acknowledgements", &["35"]),
    ("POST /api/staff/acknowledgements", &["35"]),
    ("GET /api/staff/controls", &["36"]),
    ("POST /api/staff/controls", &["36"]),
    ("GET /api/reports", &["33"]),
    ("GET /api/reports/released", &["33"]),
    ("POST /api/reports/released", &["33"]),
    ("GET /api/forms/{form}", ANNEXES),
    ("GET /api/forms/{form}/pdf", ANNEXES),
];

/// The places of a list that carry out a paragraph.
pub(super) fn of<'a>(list: &'static [Place], id: &'a str) -> impl Iterator<Item = String> + 'a {
    list.iter()
        .filter(move |(_, paragraphs)| paragraphs.contains(&id))
        .map(|(address, _)| (*address).to_owned())
}
