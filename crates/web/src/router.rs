//! Every address in one list.

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use store::Store;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer};

use crate::{
    Web, WebConfig,
    access::{codes, join, language, own, passkeys, prove, second_factor, set_up, sign_in},
    accounts,
    act::page as act,
    api, assets,
    book::{
        entering, kept as book, messages, paper as book_paper, replying, reviewing, shown, visitors,
    },
    calendar,
    continuity::{keeping, record, recovery, restricted},
    house::{self, registers},
    papers::{beside, house as house_papers, paper, signature, take, trust},
    people::{belongings, documents, entry, exchanges, family, file, list, readings, services},
    refusals, reports,
    requests::{self, passing, sending, step},
    security,
    services::day_sheet,
    staff, standard_pages, today,
    trouble::Trouble,
};

/// The pages and the API over a store.
pub fn router(store: Store, config: WebConfig) -> Router {
    let web = Web {
        store,
        config: Arc::new(config),
        visitors: Arc::default(),
    };
    Router::new()
        // access
        .route("/set-up", get(set_up::ask).post(set_up::set_up))
        .route("/sign-in", get(sign_in::ask).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::lock))
        .route("/join", get(join::ask).post(join::join))
        .route("/account", get(own::show).post(own::change))
        .route("/account/codes", get(codes::ask).post(codes::answer))
        .route(
            "/account/passkeys",
            get(passkeys::ask).post(passkeys::answer),
        )
        .route(
            "/sign-in/passkey",
            get(passkeys::back).post(passkeys::sign_in),
        )
        .route("/prove/passkey", get(passkeys::back).post(passkeys::prove))
        .route("/account/second-factor", get(second_factor::show))
        .route("/prove", get(prove::ask).post(prove::prove))
        .route("/language/{code}", get(language::choose))
        // today
        .route("/", get(today::show))
        // people
        .route("/people", get(list::show).post(list::find))
        .route("/people/new", get(list::begin))
        .route("/people/new/{act}", get(act::ask_new).post(act::answer_new))
        .route("/people/{code}", get(file::show))
        .route("/people/{code}/acts/{act}", get(act::ask).post(act::answer))
        .route("/people/{code}/documents", get(documents::list))
        .route("/people/{code}/documents/{id}", get(documents::show))
        .route(
            "/people/{code}/documents/{id}/pdf/{lang}",
            get(documents::print),
        )
        .route("/people/{code}/documents/{id}/freeze", post(beside::freeze))
        .route("/people/{code}/documents/{id}/scans", post(beside::scan))
        .route(
            "/people/{code}/documents/{id}/signatures",
            post(signature::add),
        )
        .route(
            "/people/{code}/documents/{id}/enclosures/{enclosure}",
            get(beside::enclosure),
        )
        .route("/people/{code}/papers", get(paper::list))
        .route(
            "/people/{code}/papers/{paper}",
            get(paper::ask).post(paper::answer),
        )
        .route(
            "/people/{code}/bundle",
            get(take::ask_bundle).post(take::bundle),
        )
        .route(
            "/people/{code}/own-copy",
            get(take::ask_own_copy).post(take::own_copy),
        )
        .route("/registers", get(take::ask_registers).post(take::registers))
        .route("/people/{code}/services", get(services::show))
        .route("/people/{code}/family", get(family::show))
        .route("/people/{code}/belongings", get(belongings::show))
        .route("/people/{code}/entries/{seq}", get(entry::show))
        .route("/people/{code}/readings", get(readings::show))
        .route("/people/{code}/readings/pdf/{lang}", get(readings::sheet))
        .route("/people/{code}/consents/pdf/{lang}", get(exchanges::sheet))
        .route("/people/{code}/exchanges", get(exchanges::show))
        .route(
            "/people/{code}/exchanges/new/{kind}",
            get(sending::ask_in_file).post(sending::answer_in_file),
        )
        // what passes between bodies
        .route("/requests", get(requests::show_list))
        .route(
            "/requests/new/{kind}",
            get(sending::ask).post(sending::answer),
        )
        .route(
            "/requests/{id}/steps/{step}",
            get(step::ask).post(step::answer),
        )
        .route(
            "/requests/{id}/papers/{paper}/pdf/{lang}",
            get(passing::print_paper),
        )
        .route("/requests/{id}", get(requests::show))
        .route(
            "/requests/{id}/acts/{act}",
            get(requests::ask).post(requests::answer),
        )
        .route(
            "/requests/{id}/documents/{document}",
            get(requests::document),
        )
        .route(
            "/requests/{id}/documents/{document}/pdf/{lang}",
            get(requests::print),
        )
        // the house
        .route("/house", get(house::show))
        .route("/house/papers", get(house_papers::list))
        .route("/house/papers/{id}", get(house_papers::show))
        .route("/house/papers/{id}/pdf/{lang}", get(house_papers::print))
        .route("/house/papers/{id}/scans", post(house_papers::scan))
        .route("/house/papers/{id}/signatures", post(house_papers::sign))
        .route(
            "/house/papers/{id}/enclosures/{enclosure}",
            get(house_papers::enclosure),
        )
        // recovery, keeping, the record
        .route("/recovery", get(recovery::ask).post(recovery::answer))
        .route(
            "/house/recovery",
            get(recovery::show).post(recovery::set_up),
        )
        .route("/house/recovery/entrust", post(recovery::entrust))
        .route("/house/recovery/stop", post(recovery::stop))
        .route("/house/keeping", get(keeping::show).post(keeping::decide))
        .route(
            "/house/keeping/{code}",
            get(keeping::ask).post(keeping::answer),
        )
        .route(
            "/house/keeping/{code}/certificate/{lang}",
            get(keeping::certificate),
        )
        .route(
            "/house/restricted",
            get(restricted::show).post(restricted::break_glass),
        )
        .route(
            "/house/restricted/{number}",
            get(restricted::ask_review).post(restricted::review),
        )
        .route(
            "/people/{code}/restriction",
            get(restricted::ask).post(restricted::answer),
        )
        .route("/house/record", get(record::show))
        .route(
            "/house/calendar",
            get(calendar::show).post(calendar::answer),
        )
        .route("/house/certificates", get(trust::show).post(trust::trust))
        .route("/house/certificates/distrust", post(trust::distrust))
        // reports
        .route("/reports", get(reports::show))
        .route("/reports/release", post(reports::release))
        .route("/reports/file/{kind}", get(reports::file))
        .route("/house/accounts", get(accounts::list))
        .route(
            "/house/accounts/new",
            get(accounts::ask).post(accounts::invite),
        )
        .route(
            "/house/accounts/second-factor",
            get(accounts::demand::show).post(accounts::demand::decide),
        )
        .route("/house/accounts/{code}", get(accounts::member))
        .route(
            "/house/accounts/{code}/{what}",
            get(accounts::back).post(accounts::change),
        )
        // the book of complaints and suggestions: for visitors, for the head, for whoever demands to see it
        .route("/rights", get(visitors::rights))
        .route("/book", get(visitors::ask).post(visitors::write))
        .route(
            "/book/answer",
            get(visitors::ask_answer).post(visitors::answer),
        )
        .route("/leave", get(visitors::leave))
        .route("/house/book", get(book::show))
        .route(
            "/house/book/new",
            get(entering::ask_new).post(entering::add),
        )
        .route("/house/book/shown", get(shown::show))
        .route("/house/book/file/{format}", get(book_paper::file))
        .route(
            "/house/book/review",
            get(reviewing::ask_review).post(reviewing::sign_review),
        )
        .route(
            "/house/book/{number}",
            get(replying::ask_reply).post(replying::reply),
        )
        .route(
            "/house/book/{number}/wording",
            get(replying::ask_wording).post(replying::word),
        )
        .route("/house/messages", get(messages::show))
        .route(
            "/house/messages/{number}",
            get(messages::ask).post(messages::reply),
        )
        // the staff
        .route("/house/staff", get(staff::pages::show))
        .route(
            "/house/staff/new",
            get(staff::forms::ask_new).post(staff::forms::add),
        )
        .route(
            "/house/staff/numbers",
            get(staff::forms::ask_numbers).post(staff::forms::set_numbers),
        )
        .route(
            "/house/staff/{member}",
            get(staff::forms::ask_member).post(staff::forms::change),
        )
        .route("/house/training", get(staff::pages::show_training))
        .route(
            "/house/training/new",
            get(staff::forms::ask_training).post(staff::forms::add_training),
        )
        .route("/house/job-descriptions", get(staff::pages::show_jobs))
        .route(
            "/house/job-descriptions/new",
            get(staff::forms::ask_job).post(staff::forms::add_job),
        )
        .route(
            "/house/job-descriptions/{number}",
            get(staff::forms::ask_acknowledged).post(staff::forms::acknowledge),
        )
        .route("/house/controls", get(staff::pages::show_controls))
        .route(
            "/house/controls/new",
            get(staff::forms::ask_control).post(staff::forms::add_control),
        )
        .route(
            "/house/day-sheet",
            get(day_sheet::ask).post(day_sheet::answer),
        )
        .route("/house/{register}", get(registers::show))
        .route(
            "/house/{register}/new/{entry}",
            get(registers::ask).post(registers::add),
        )
        // the standard
        .route("/standard", get(standard_pages::list))
        .route("/standard/{id}", get(standard_pages::paragraph::show))
        .route("/standard/doubts", get(standard_pages::doubts::list))
        .route("/standard/doubts/{id}", get(standard_pages::doubts::show))
        .route("/forms", get(paper::blanks))
        .route(
            "/forms/{paper}/fill",
            get(paper::ask_house).post(paper::answer_house),
        )
        .route("/forms/{annex}/{lang}", get(documents::blank))
        .route("/about", get(standard_pages::about))
        // files beside the pages, and the one question of whoever watches over the server
        .route("/assets/{name}", get(assets::style))
        .route("/sign.svg", get(assets::sign))
        .route("/favicon.ico", get(assets::sign))
        .route("/health", get(standard_pages::health))
        .route_layer(from_fn_with_state(web.clone(), refusals::noted))
        .fallback(nothing_here)
        .method_not_allowed_fallback(not_this_method)
        .layer(from_fn_with_state(
            web.clone(),
            security::keep_what_was_typed,
        ))
        .layer(from_fn_with_state(web.clone(), security::whole_body))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(|_| Trouble::Broken.into_response()))
        .layer(from_fn_with_state(web.clone(), security::own_pages))
        // the API has no cookies and no pages: of what guards these, it needs the headers alone
        .merge(api::router(&web))
        .layer(from_fn_with_state(web.clone(), security::headers))
        .with_state(web)
}

async fn not_this_method(_: Request) -> Response {
    Trouble::Method.into_response()
}

async fn nothing_here(_: Request) -> Response {
    Trouble::NotFound.into_response()
}
