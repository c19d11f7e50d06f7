//! What somebody sees whose body demands a second factor: until when, or that nothing else opens before she has set one up or shown
//! hers.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use standard::lang::Lang;
use store::SecondFactor;

use crate::{
    frame::{Frame, page},
    session::AtTheGate,
    words::figures,
};

#[derive(Template)]
#[template(path = "second_factor.html")]
struct SecondFactorPage {
    frame: Frame,
    lead: String,
    /// Whether she has one, and is to show it.
    to_show: bool,
}

fn second_factor_page(frame: Frame, stands: SecondFactor) -> SecondFactorPage {
    let words = frame.words;
    let lead = match stands {
        SecondFactor::DueFrom(day) => {
            words.with_text("second-factor-due-lead", "day", &figures(day))
        }
        SecondFactor::ToShow => words.text("second-factor-to-show"),
        SecondFactor::ToSetUp | SecondFactor::Enough => words.text("second-factor-to-set-up"),
    };
    SecondFactorPage {
        frame,
        lead,
        to_show: stands == SecondFactor::ToShow,
    }
}

/// `GET /account/second-factor`
pub async fn show(AtTheGate { session, mut frame }: AtTheGate) -> Response {
    if session.second_factor() == SecondFactor::Enough {
        return Redirect::to("/account").into_response();
    }
    // The page itself says it.
    frame.factor_due = None;
    page(&second_factor_page(frame, session.second_factor()))
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let day = jiff::civil::date(2026, 12, 1);
    [
        SecondFactor::DueFrom(day),
        SecondFactor::ToSetUp,
        SecondFactor::ToShow,
    ]
    .into_iter()
    .map(|stands| {
        let mut frame = crate::people::file::sample_frame(lang, "/account/second-factor");
        frame.at_the_gate = stands.is_missing();
        if stands == SecondFactor::ToShow {
            // As another page of hers says it.
            frame.factor_due = Some(figures(day));
        }
        second_factor_page(frame, stands)
            .render()
            .unwrap_or_default()
    })
    .collect()
}
