//! The frame of every page: the bar on top, the language, who is signed in.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use standard::lang::Lang;
use store::{BodyKind, Session};

use crate::{assets, security, session::works_with_recipients, trouble::Trouble, words::Words};

/// What the layout shows around a page.
#[derive(Clone)]
pub struct Frame {
    /// The words of the page.
    pub words: Words,
    /// The address of the style sheet.
    pub style: &'static str,
    /// The address of the script, on the pages that have one; empty on all others.
    pub script: &'static str,
    /// Who is signed in.
    pub who: Option<Who>,
    /// Somebody is signed in, of whom the page does not say who: it has a lock all the same.
    pub locks: bool,
    /// The token that every form carries.
    pub form_token: String,
    /// The address of the page, for the links of the languages.
    pub path: String,
    /// The id of the form to which the languages belong, where typed answers must go along; links otherwise.
    pub form: Option<&'static str>,
    /// The logins whose keys are being recovered: every page of the body says so.
    pub recovering: Vec<String>,
    /// The restricted files whose glass was broken and not reviewed: every page of the head says so.
    pub glass: Vec<String>,
    /// From which day she needs a second factor, which she has not set up yet: her pages say so until then.
    pub factor_due: Option<String>,
    /// Whether nothing opens to her before she has set one up, or shown hers: the bar leads nowhere.
    pub at_the_gate: bool,
}

/// Who is signed in, and for which body.
#[derive(Clone)]
pub struct Who {
    /// Her name.
    pub name: String,
    /// The name of the body.
    pub body: String,
    /// Whether it is an organization, with recipients.
    pub is_organization: bool,
    /// Whether she works with them: holds the key of files there.
    pub works_with_recipients: bool,
}

impl Who {
    /// Who the session belongs to.
    pub fn of(session: &Session) -> Self {
        Who {
            name: session.account().name.clone(),
            body: session.body().name.clone(),
            is_organization: matches!(session.body().kind, BodyKind::Organization { .. }),
            works_with_recipients: works_with_recipients(session),
        }
    }
}

/// A link of the bar.
pub struct Link {
    /// Where it goes.
    pub address: &'static str,
    /// Its words.
    pub text: String,
    /// Whether this is the place.
    pub here: bool,
}

/// A language to choose.
pub struct Choice {
    /// `kk`, `ru`, `en`.
    pub code: &'static str,
    /// What stands on the bar.
    pub short: &'static str,
    /// Its name, in the language of the page.
    pub name: String,
    /// Where the link goes.
    pub address: String,
    /// Whether the page speaks it.
    pub here: bool,
}

impl Frame {
    /// A frame outside a session.
    pub fn outside(lang: Lang, form_token: String, path: String) -> Self {
        Frame {
            words: Words::new(lang),
            style: assets::style_address(),
            script: "",
            who: None,
            locks: false,
            form_token,
            path,
            form: None,
            recovering: Vec::new(),
            glass: Vec::new(),
            factor_due: None,
            at_the_gate: false,
        }
    }

    /// The frame of a page that asks for no account and may be on the screen of somebody who is signed in, by the cookies that came
    /// along: it has a lock, and her form token.
    pub fn lockable(lang: Lang, jar: &CookieJar, secure: bool, path: String) -> Self {
        let token = security::session_token(jar, secure);
        let form_token = token.as_deref().map(security::form_token);
        let mut frame = Frame::outside(lang, form_token.unwrap_or_default(), path);
        frame.locks = token.is_some();
        frame
    }

    /// The places of the bar.
    pub fn places(&self) -> Vec<Link> {
        if self.at_the_gate {
            return Vec::new();
        }
        let organization = self.who.as_ref().is_some_and(|who| who.is_organization);
        let places: &[(&str, &str)] = if organization {
            &[
                ("/", "place-today"),
                ("/people", "place-people"),
                ("/house", "place-house"),
                ("/reports", "place-reports"),
                ("/standard", "place-standard"),
            ]
        } else {
            &[
                ("/", "place-requests"),
                ("/house", "place-house"),
                ("/reports", "place-reports"),
                ("/standard", "place-standard"),
            ]
        };
        places
            .iter()
            .map(|(address, text)| Link {
                address,
                text: self.words.text(text),
                here: match *address {
                    "/" => self.path == "/" || self.path.starts_with("/requests"),
                    _ => self.path.starts_with(address),
                },
            })
            .collect()
    }

    /// The languages of the bar.
    pub fn languages(&self) -> Vec<Choice> {
        [(Lang::Kk, "ҚАЗ"), (Lang::Ru, "РУС"), (Lang::En, "ENG")]
            .into_iter()
            .map(|(lang, short)| Choice {
                code: lang.code(),
                short,
                name: self.words.named("language", lang.code()),
                address: format!("/language/{}?back={}", lang.code(), self.path),
                here: lang == self.words.lang,
            })
            .collect()
    }

    /// A paragraph as it is cited: "paragraph 15", "Annex 8".
    pub fn cite(&self, paragraph: &str) -> String {
        cite(self.words, paragraph)
    }
}

/// A paragraph as it is cited: "paragraph 15", "Annex 8".
pub fn cite(words: Words, paragraph: &str) -> String {
    let text = match paragraph.strip_prefix("annex ") {
        Some(number) => words.with_text("paragraph-annex", "number", number),
        None if paragraph == "journal" => words.text("paragraph-journal"),
        None => words.with_text("paragraph", "number", paragraph),
    };
    crate::words::plain(&text)
}

/// The address of a paragraph's page.
pub fn paragraph_address(paragraph: &str) -> String {
    format!("/standard/{}", paragraph.replace(' ', "_"))
}

/// A rendered page on which the script of passkeys may run.
pub fn page_with_script(template: &impl Template) -> Response {
    let mut response = page(template);
    response.extensions_mut().insert(WithScript);
    response
}

/// Marks an answer whose page may run the program's own script.
#[derive(Clone, Copy)]
pub struct WithScript;

/// A rendered page, or the page of a broken program.
pub fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            Trouble::Broken.into_response()
        }
    }
}
