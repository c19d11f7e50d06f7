//! The JSON API under `/api`: the same functions of the store as the pages, for other programs.
//!
//! | module | what it does |
//! |---|---|
//! | [`sessions`] | `POST /api/sessions` gives a Bearer token; nobody else is let in, and no cookie counts here |
//! | [`accounts`], [`second_factor`] | the staff, for a head; what signing in takes |
//! | [`files`], [`acts`], [`documents`] | files, the one door for acts, what is frozen beside them |
//! | [`person`] | what surrounds one file: how things stand, its family, its plans |
//! | [`papers`] | what was signed, papers in free form, blank forms |
//! | [`signatures`] | electronic signatures, and the certificates that the body trusts |
//! | [`duties`] | what is due, what waits on other bodies |
//! | [`day_sheet`] | one service for a group |
//! | [`registers`] | the registers of the house |
//! | [`restricted`] | files that only named people open, and breaking the glass |
//! | [`exchanges`], [`passing`] | what passes between bodies |
//! | [`reports`] | the figures of a period, and released months |
//! | [`calendar`] | the official calendar, and loading a year |
//! | [`kept`] | the book of complaints, the registers of the staff |
//! | [`order`] | the order itself and its forms; anybody may read it |
//! | [`sent`] | an act as a client sends it: the JSON of acts, and what may stand beside it |
//! | [`shown`] | entries, duties and documents as an answer shows them |
//! | [`problem`] | what went wrong, as `application/problem+json` in the language of `Accept-Language` |
//! | [`description`], [`facts`] | the OpenAPI document at `/api/openapi.json` |
//!
//! A handler parses, calls the store, answers.

pub mod accounts;
pub mod acts;
pub mod calendar;
pub mod day_sheet;
pub mod description;
pub mod documents;
pub mod duties;
pub mod exchanges;
pub mod facts;
pub mod files;
pub mod kept;
pub mod messages;
pub mod order;
pub mod papers;
pub mod passing;
pub mod person;
pub mod problem;
pub mod registers;
pub mod reports;
pub mod restricted;
pub mod second_factor;
pub mod sent;
pub mod sessions;
pub mod shown;
pub mod signatures;

use axum::{Router, middleware::from_fn_with_state, routing::any};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Web, refusals, security, trouble::Trouble};

/// Every address of the API with its description, below `/api`.
pub fn described() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        // sessions
        .routes(routes!(sessions::sign_in, sessions::sign_out))
        .routes(routes!(sessions::prove))
        .routes(routes!(accounts::list, accounts::invite))
        .routes(routes!(accounts::end))
        .routes(routes!(accounts::change_roles))
        .routes(routes!(accounts::remove_factors))
        .routes(routes!(accounts::end_session))
        .routes(routes!(second_factor::show, second_factor::demand))
        // files
        .routes(routes!(files::list, acts::begin))
        .routes(routes!(files::show))
        .routes(routes!(files::duties))
        .routes(routes!(person::standing))
        .routes(routes!(person::family))
        .routes(routes!(person::plans_of))
        .routes(routes!(acts::record))
        .routes(routes!(acts::consider))
        .routes(routes!(day_sheet::give))
        .routes(routes!(documents::list))
        .routes(routes!(documents::show))
        .routes(routes!(documents::print))
        .routes(routes!(papers::freeze))
        .routes(routes!(papers::scan))
        .routes(routes!(papers::enclosure))
        .routes(routes!(signatures::list, signatures::add))
        .routes(routes!(papers::add))
        .routes(routes!(papers::bundle))
        .routes(routes!(papers::own_copy, papers::own_copy_with))
        .routes(routes!(papers::register_file))
        // across files
        .routes(routes!(duties::due))
        .routes(routes!(duties::waiting))
        // the house
        .routes(routes!(registers::read, registers::add))
        // restricted files
        .routes(routes!(restricted::list))
        .routes(routes!(restricted::restrict))
        .routes(routes!(restricted::lift))
        .routes(routes!(restricted::break_glass))
        .routes(routes!(restricted::review))
        // exchanges
        .routes(routes!(exchanges::bodies))
        .routes(routes!(exchanges::list, passing::send))
        .routes(routes!(exchanges::show))
        .routes(routes!(exchanges::record))
        .routes(routes!(passing::step))
        .routes(routes!(exchanges::document))
        .routes(routes!(exchanges::print))
        // reports
        .routes(routes!(reports::report))
        .routes(routes!(reports::released, reports::release))
        // the calendar
        .routes(routes!(calendar::years, calendar::load))
        .routes(routes!(calendar::show))
        .routes(routes!(calendar::consider))
        // the book and the staff
        .routes(routes!(kept::book, kept::enter))
        .routes(routes!(kept::answer))
        .routes(routes!(kept::shown_on_demand))
        .routes(routes!(kept::reviews, kept::sign_review))
        .routes(routes!(messages::list))
        .routes(routes!(messages::answer))
        .routes(routes!(kept::norm))
        .routes(routes!(kept::staff, kept::add_staff))
        .routes(routes!(kept::numbers, kept::add_numbers))
        .routes(routes!(kept::training, kept::add_training))
        .routes(routes!(kept::controls, kept::add_control))
        // whom the body trusts
        .routes(routes!(signatures::trusted, signatures::trust))
        .routes(routes!(signatures::distrust))
        .routes(routes!(kept::jobs, kept::add_job))
        .routes(routes!(kept::acknowledgements, kept::add_acknowledgement))
        // the order
        .routes(routes!(order::list))
        .routes(routes!(order::show))
        .routes(routes!(order::form))
        .routes(routes!(papers::list))
        .routes(routes!(papers::blank))
        .routes(routes!(description::openapi))
}

/// The API, to be mounted beside the pages: no cookie opens it, so that no request from another site can be anybody's.
pub fn router(web: &Web) -> Router<Web> {
    use axum::response::IntoResponse as _;

    let (routes, _) = described().split_for_parts();
    let api = routes
        .route_layer(from_fn_with_state(web.clone(), refusals::noted))
        .fallback(|| async { problem::Problem::NotFound })
        .layer(from_fn_with_state(web.clone(), security::whole_body))
        .layer(CatchPanicLayer::custom(|_| Trouble::Broken.into_response()));
    Router::new()
        .nest("/api", api)
        .route("/api/", any(|| async { problem::Problem::NotFound }))
        .layer(from_fn_with_state(web.clone(), problem::in_words))
}
