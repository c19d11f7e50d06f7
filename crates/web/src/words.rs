//! The program's words: Fluent messages in Kazakh, Russian and English.
//!
//! The law's words live in `law/`; the developers' words are English. A page never contains a sentence of its own:
//! it names a message of `locales/{kk,ru,en}/*.ftl`.

use std::{borrow::Cow, collections::HashMap};

use fluent_templates::{Loader, fluent_bundle::FluentValue, static_loader};
use jiff::civil::Date;
use standard::{annex::FormKind, lang::Lang};
use unic_langid::{LanguageIdentifier, langid};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| {
            bundle.add_builtins().expect("the function NUMBER is not defined twice");
            // Isolation keeps a name written from right to left from turning the sentence around it.
            bundle.set_use_isolating(true);
        },
    };
}

static KK: LanguageIdentifier = langid!("kk");
static RU: LanguageIdentifier = langid!("ru");
static EN: LanguageIdentifier = langid!("en");

/// The arguments of a message.
pub type Arguments = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The words of one language, handed to every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The language spoken.
    pub lang: Lang,
}

impl Words {
    /// The words of `lang`.
    pub fn new(lang: Lang) -> Self {
        Words { lang }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self.lang {
            Lang::Kk => &KK,
            Lang::Ru => &RU,
            Lang::En => &EN,
        }
    }

    /// The language's code for the attribute `lang`.
    pub fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// A message without arguments. An unknown id is shown as the id, so that the page still stands.
    pub fn text(&self, id: &str) -> String {
        LOCALES
            .try_lookup(self.id(), id)
            .unwrap_or_else(|| id.to_owned())
    }

    /// Whether there is a message of this id.
    pub fn knows(&self, id: &str) -> bool {
        LOCALES.try_lookup(self.id(), id).is_some()
    }

    /// A message without arguments, or `None` when there is no such id.
    pub fn find(&self, id: &str) -> Option<String> {
        LOCALES.try_lookup(self.id(), id)
    }

    /// A message with several arguments.
    pub fn with(&self, id: &str, arguments: &Arguments) -> String {
        LOCALES
            .try_lookup_with_args(self.id(), id, arguments)
            .unwrap_or_else(|| id.to_owned())
    }

    /// A message with one text argument.
    pub fn with_text(&self, id: &str, name: &'static str, value: &str) -> String {
        self.with(id, &arguments([(name, value.to_owned().into())]))
    }

    /// A message with one number.
    pub fn with_count(&self, id: &str, name: &'static str, value: i64) -> String {
        self.with(id, &arguments([(name, value.into())]))
    }

    /// A message whose id is put together of a prefix and a name: `duty-issue_permit`.
    pub fn named(&self, prefix: &str, name: &str) -> String {
        self.text(&format!("{prefix}-{name}"))
    }

    /// What a form of the order or a paper in free form is called.
    pub fn form(self, form: FormKind) -> String {
        match form.paper() {
            Some(paper) => forms::paper_title(paper, self.lang).to_owned(),
            None => self.text(form.name()),
        }
    }

    /// A day in words: "Thu 24 March", with the year when it is not the year of `today`.
    pub fn day(&self, day: Date, today: Date) -> String {
        let id = if day.year() == today.year() {
            "day"
        } else {
            "day-year"
        };
        self.day_of(id, day)
    }

    /// A day in words with its year.
    pub fn full_day(&self, day: Date) -> String {
        self.day_of("day-year", day)
    }

    fn day_of(&self, id: &str, day: Date) -> String {
        let weekday = self.text(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
        let month = self.text(&format!("month-{}", day.month()));
        let arguments = arguments([
            ("weekday", weekday.into()),
            ("day", day.day().to_string().into()),
            ("month", month.into()),
            ("year", day.year().to_string().into()),
        ]);
        // A date is one thing: the marks that isolate its parts are of no use and break searching in the page.
        plain(&self.with(id, &arguments))
    }

    /// A day in figures, as Kazakhstan writes it: `24.03.2022`.
    pub fn figures(&self, day: Date) -> String {
        figures(day)
    }
}

/// `24.03.2022`.
pub fn figures(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// The arguments of a message from pairs.
pub fn arguments<const N: usize>(pairs: [(&'static str, FluentValue<'static>); N]) -> Arguments {
    pairs
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), value))
        .collect()
}

/// The text without the marks that isolate arguments.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The first of the languages that an `Accept-Language` header names and the program speaks.
pub fn preferred(header: &str) -> Option<Lang> {
    header.split(',').find_map(|part| {
        let tag = part.split([';', '-', '_']).next().unwrap_or("").trim();
        tag.to_ascii_lowercase().parse().ok()
    })
}
