//! What was typed when the session ended: carried through the page for signing in, so that an interrupted user loses
//! nothing. It lies in the visitor's own page and nowhere on the server.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::{
    access::passkeys,
    form::{Answers, read::LONGEST_TEXT},
    frame::{Frame, page},
    session::is_own_address,
    trouble::Trouble,
};

/// The hidden field in which the page for signing in carries what was typed.
pub const KEPT: &str = "kept";

/// What was typed, as one text: an encoded form like the one that was sent.
pub fn pack(answers: &Answers) -> String {
    let pairs: Vec<&(String, String)> = answers
        .pairs()
        .iter()
        .filter(|(name, _)| {
            !matches!(
                name.as_str(),
                "form_token"
                    | "step"
                    | "password"
                    | "new_password"
                    | "new_password_again"
                    | "moment_code"
            ) && !passkeys::FILLED.contains(&name.as_str())
        })
        .collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

fn unpack(kept: &str) -> Vec<(String, String)> {
    serde_json::from_str(kept).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "kept.html")]
struct KeptPage {
    frame: Frame,
    action: String,
    hidden: Vec<(String, String)>,
}

/// The page after signing in again: one button leads back to the form with everything that was typed.
pub fn resume(frame: Frame, back: &str, kept: &str) -> Response {
    let hidden = unpack(kept);
    if hidden.is_empty() || !is_own_address(back) || kept.len() > 50 * LONGEST_TEXT {
        return Redirect::to(if is_own_address(back) { back } else { "/" }).into_response();
    }
    page(&KeptPage {
        frame,
        action: back.to_owned(),
        hidden,
    })
}

#[derive(Template)]
#[template(path = "occupied.html")]
struct OccupiedPage {
    frame: Frame,
    trouble: Trouble,
    help: String,
    action: String,
    hidden: Vec<(String, String)>,
}

/// The page after a form that could not be taken because the database was occupied, or too many papers were being made: one button sends the very same form
/// again, with the name of its act, so that it is recorded once. `None` for a form with a password, which is not carried.
pub fn send_again(
    frame: Frame,
    trouble: Trouble,
    action: &str,
    typed: &Answers,
) -> Option<Response> {
    let hidden = typed.pairs().to_vec();
    if !is_own_address(action) || hidden.iter().any(|(name, _)| name.contains("password")) {
        return None;
    }
    let mut answer = page(&OccupiedPage {
        frame,
        trouble,
        help: help_of(trouble),
        action: action.to_owned(),
        hidden,
    });
    trouble.mark(&mut answer);
    Some(answer)
}

fn help_of(trouble: Trouble) -> String {
    format!("trouble-{}-help", trouble.name())
}

/// A sample of it.
#[doc(hidden)]
pub fn sample_occupied(frame: Frame) -> String {
    OccupiedPage {
        frame,
        trouble: Trouble::Crowded,
        help: help_of(Trouble::Crowded),
        action: "/people/k3f9x2mp/acts/item_issued".to_owned(),
        hidden: vec![("item".to_owned(), "<көрпе>".to_owned())],
    }
    .render()
    .unwrap_or_default()
}

/// A sample for the test that renders every page.
#[doc(hidden)]
pub fn sample(frame: Frame) -> String {
    let hidden = vec![("item".to_owned(), "<көрпе>".to_owned())];
    KeptPage {
        frame,
        action: "/people/k3f9x2mp/acts/item_issued".to_owned(),
        hidden,
    }
    .render()
    .unwrap_or_default()
}
