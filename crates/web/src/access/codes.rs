//! Codes from an app as a second factor: turning one's own on and off.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use qrcode::{Color, EcLevel, QrCode};
use standard::lang::Lang;
use store::{AccountError, second_factor::CodesRefused};

use crate::{
    Web,
    access::sign_in::CODE,
    form::{
        Answers, Field, Section, SectionView, Wrong,
        view::{Scope, error_links},
    },
    frame::{Frame, page},
    session::{Done, ProvedAtTheGate, Sent, broken},
    trouble::Trouble,
};

const SECTIONS: &[Section] = &[Section::new("", &[Field::moment_code(CODE).needed()])];

/// Light modules around a picture, which whoever scans it needs (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// A secret that is offered to an app.
struct Offered {
    secret: String,
    /// The secret in groups of four, for typing.
    spaced: String,
    /// How many modules the picture is wide and high.
    side: usize,
    /// Its dark modules, as the path of an SVG.
    dark: String,
}

impl Offered {
    fn new(secret: &str, login: &str) -> Self {
        let letters: Vec<char> = secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(String::from_iter).collect();
        let (side, dark) = picture(&app_address(secret, login));
        Offered {
            secret: secret.to_owned(),
            spaced: groups.join(" "),
            side,
            dark,
        }
    }
}

/// What an app reads out of the picture. The login alone names the account: an app shows it, and may keep it elsewhere.
fn app_address(secret: &str, login: &str) -> String {
    let login: String = login
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("otpauth://totp/Tirek:{login}?secret={secret}&issuer=Tirek")
}

/// A QR code: the modules of a side, and the dark ones as a path. A login too long for any picture leaves it empty: there is
/// the text.
fn picture(text: &str) -> (usize, String) {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return (2 * QUIET_ZONE, String::new());
    };
    let width = code.width();
    let dark = code
        .to_colors()
        .into_iter()
        .enumerate()
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(at, _)| {
            let (x, y) = (at % width + QUIET_ZONE, at / width + QUIET_ZONE);
            format!("M{x} {y}h1v1h-1z")
        })
        .collect();
    (width + 2 * QUIET_ZONE, dark)
}

#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage {
    frame: Frame,
    notice: String,
    /// Absent when codes are on.
    offered: Option<Offered>,
    sections: Vec<SectionView>,
    errors: Vec<(String, String)>,
}

fn codes_page(
    frame: Frame,
    notice: String,
    offered: Option<Offered>,
    wrong: &[Wrong],
) -> CodesPage {
    let sections = Scope::new(frame.words, "codes").sections(SECTIONS, &Answers::default(), wrong);
    let errors = error_links(&sections);
    CodesPage {
        frame,
        notice,
        offered,
        sections,
        errors,
    }
}

/// `GET /account/codes`
pub async fn ask(
    State(web): State<Web>,
    Query(Done { done }): Query<Done>,
    ProvedAtTheGate { session, frame }: ProvedAtTheGate,
) -> Response {
    let has_codes = match web.store.has_codes(&session).await {
        Ok(codes) => codes,
        Err(error) => return broken(&error).into_response(),
    };
    let notice = match done.as_deref() {
        Some("on") => frame.words.text("codes-turned-on"),
        Some("off") => frame.words.text("codes-turned-off"),
        _ => String::new(),
    };
    let offered =
        (!has_codes).then(|| Offered::new(&web.store.new_code_secret(), &session.account().login));
    page(&codes_page(frame, notice, offered, &[]))
}

/// `POST /account/codes`: on with the first code, or off.
pub async fn answer(
    State(web): State<Web>,
    ProvedAtTheGate { session, frame }: ProvedAtTheGate,
    Sent(answers): Sent,
) -> Response {
    if answers.get("step") == "off" {
        return match web.store.turn_codes_off(&session).await {
            Ok(()) => Redirect::to("/account/codes?done=off").into_response(),
            Err(AccountError::Store(error)) => broken(&error).into_response(),
            // They were off already.
            Err(_) => Redirect::to("/account/codes").into_response(),
        };
    }
    let secret = answers.get("secret");
    match web
        .store
        .set_up_codes(&session, secret, answers.get(CODE))
        .await
    {
        Ok(()) => Redirect::to("/account/codes?done=on").into_response(),
        // The same secret once more: her app has it already. What is no secret at all was not offered here.
        Err(CodesRefused::Wrong) if is_offered(secret) => {
            let offered = Offered::new(secret, &session.account().login);
            let wrong = [Wrong::at(CODE, "code-of-app")];
            let page = page(&codes_page(frame, String::new(), Some(offered), &wrong));
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(CodesRefused::Wrong | CodesRefused::ProofNeeded) => {
            Trouble::NotUnderstood.into_response()
        }
        Err(CodesRefused::Store(error)) => broken(&error).into_response(),
    }
}

fn is_offered(secret: &str) -> bool {
    secret.len() == 32
        && secret
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    let frame = || crate::people::file::sample_frame(lang, "/account/codes");
    let offered = Offered::new("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "айгүл");
    let wrong = [Wrong::at(CODE, "code-of-app")];
    let pages = [
        codes_page(frame(), String::new(), Some(offered), &wrong),
        codes_page(frame(), "–".to_owned(), None, &[]),
    ];
    pages
        .iter()
        .map(|page| page.render().unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_reads_the_secret_and_a_login_in_any_letters() {
        assert_eq!(
            app_address("JBSW", "айгүл a"),
            "otpauth://totp/Tirek:%D0%B0%D0%B9%D0%B3%D2%AF%D0%BB%20a?secret=JBSW&issuer=Tirek"
        );
    }

    #[test]
    fn the_picture_has_its_three_corners_and_light_around_it() {
        let (side, dark) = picture(&app_address("JBSWY3DPEHPK3PXP", "head"));
        let last = side - QUIET_ZONE - 1;
        for (x, y) in [(4, 4), (last, 4), (4, last)] {
            assert!(dark.contains(&format!("M{x} {y}h")), "{x} {y}");
        }
        assert!(!dark.contains("M3 ") && !dark.contains(&format!("M{} ", last + 1)));
        assert_eq!(picture(&"x".repeat(5000)), (8, String::new()));
    }
}
