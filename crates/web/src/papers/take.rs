//! The pages that make something to be taken away. For whole files and registers a fresh proof is asked for: what leaves the program can
//! be read by anybody. Not for a recipient's own copy: she stands beside, it says neither what happened nor where she is, and a password
//! would be typed before her eyes.

use axum::{
    extract::{Path, State},
    response::Response,
};
use forms::{OwnCopyError, OwnCopyLang};
use jiff::civil::Date;
use standard::lang::Lang;
use store::{OpenError, Session};

use crate::{
    Web,
    form::{Answers, Field, Kind, Read, Section, Wrong, read::parse_day},
    papers::{
        archive,
        export::{self, Export, OwnCopyAsked},
        prints, register,
    },
    session::{Proved, Sent, SignedIn, broken, works_with_recipients},
    trouble::Trouble,
    words::figures,
};

const BUNDLE: &[Section] = &[Section::new(
    "",
    &[
        Field::of(
            "purpose",
            Kind::OneOf(&["court", "inspector", "transfer", "recipient", "archive"]),
        )
        .needed(),
        Field::of("print_language", Kind::OneOf(&["kk", "ru", "en"])).needed(),
        Field::of("bundle_kind", Kind::OneOf(&["pdf", "zip"]))
            .needed()
            .hinted(),
    ],
)];

const OWN_COPY: &[Section] = &[Section::new(
    "",
    &[
        Field::of("own_language", Kind::OneOf(&["kk", "ru", "en", "uz"])).needed(),
        Field::line("own_name"),
        Field::line("own_specialist"),
        Field::line("own_phone"),
        Field::rows(
            "own_next",
            &[Field::line("own_what"), Field::day("own_when")],
        ),
        Field::lines("own_elsewhere"),
    ],
)];

const REGISTERS: &[Section] = &[Section::new(
    "",
    &[
        Field::of("register_kind", Kind::OneOf(register::KINDS)).needed(),
        Field::day("period_from").needed(),
        Field::day("period_to").needed(),
        Field::of("file_kind", Kind::OneOf(&["pdf", "xlsx"]))
            .needed()
            .first("pdf"),
        Field::of("print_language", Kind::OneOf(&["kk", "ru", "en"])).needed(),
    ],
)];

fn of_file(name: &'static str, sections: &'static [Section], code: &str, who: &str) -> Export {
    Export {
        name,
        sections,
        back: (format!("/people/{code}/documents"), who.to_owned()),
        action: format!("/people/{code}/{}", name.replace('_', "-")),
    }
}

fn registers_page(words: crate::words::Words) -> Export {
    Export {
        name: "registers",
        sections: REGISTERS,
        back: ("/people".to_owned(), words.text("place-people")),
        action: "/registers".to_owned(),
    }
}

fn not_opened(error: OpenError) -> Trouble {
    match error {
        OpenError::NotFound => Trouble::NotFound,
        OpenError::Store(error) => broken(&error),
    }
}

/// What is wrong with the answers, each at its field.
fn wrong_with(sections: &[Section], answers: &Answers, today: Date) -> Vec<Wrong> {
    let mut wrong = Read::of(sections, answers, today).wrong;
    wrong.retain(|each| !each.only_warns);
    wrong
}

fn lang_of(answers: &Answers, otherwise: Lang) -> Lang {
    answers.get("print_language").parse().unwrap_or(otherwise)
}

/// `GET /people/{code}/bundle`
pub async fn ask_bundle(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    let file = web.store.open_file(&session, &code).await;
    let file = file.map_err(not_opened)?;
    let mut answers = Answers::default();
    answers.push("print_language", frame.words.lang.code());
    answers.push("bundle_kind", "pdf");
    let page = of_file("bundle", BUNDLE, &code, &file.address);
    Ok(page.page(frame, &answers, &[], String::new()))
}

/// `POST /people/{code}/bundle`
pub async fn bundle(
    State(web): State<Web>,
    Path(code): Path<String>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Result<Response, Trouble> {
    let wrong = wrong_with(BUNDLE, &answers, web.store.today());
    let (Some(purpose), true) = (export::purpose(answers.get("purpose")), wrong.is_empty()) else {
        let page = of_file("bundle", BUNDLE, &code, &code);
        return Ok(page.page(frame, &answers, &wrong, String::new()));
    };
    let lang = lang_of(&answers, frame.words.lang);
    let is_archive = answers.get("bundle_kind") == "zip";
    make_bundle(&web, &session, &code, (lang, purpose), is_archive).await
}

/// The whole file as one PDF, or as an archive of that and of what was signed, byte by byte; the entry is in the record before
/// this returns.
///
/// # Errors
/// [`Trouble::NotFound`], [`Trouble::Broken`].
pub async fn make_bundle(
    web: &Web,
    session: &Session,
    code: &str,
    (lang, purpose): (Lang, forms::BundlePurpose),
    is_archive: bool,
) -> Result<Response, Trouble> {
    let exported = web.store.export_originals(session, code, "bundle").await;
    let (exported, originals) = exported.map_err(not_opened)?;
    let stamp = web.stamp(&session.body().code).await;
    let today = web.store.today();
    let made = export::bundle(exported, originals, session, lang, purpose, today, stamp).await;
    let (content, beside) = made?;
    let name = format!("{code}-{}.pdf", lang.code());
    if !is_archive {
        return Ok(prints::shown(content, &name));
    }
    let zip = format!("{code}.zip");
    let packed = prints::made("an archive could not be packed", move || {
        archive::pack((&name, &content), &beside)
    });
    Ok(export::saved(packed.await?, "application/zip", &zip))
}

/// `GET /people/{code}/own-copy`
pub async fn ask_own_copy(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    let file = web.store.open_file(&session, &code).await;
    let file = file.map_err(not_opened)?;
    let mut answers = Answers::default();
    answers.push("own_name", file.address.clone());
    answers.push("own_language", frame.words.lang.code());
    let page = of_file("own_copy", OWN_COPY, &code, &file.address);
    Ok(page.page(frame, &answers, &[], String::new()))
}

/// `POST /people/{code}/own-copy`
pub async fn own_copy(
    State(web): State<Web>,
    Path(code): Path<String>,
    SignedIn { session, frame }: SignedIn,
    Sent(answers): Sent,
) -> Result<Response, Trouble> {
    let today = web.store.today();
    let page = of_file("own_copy", OWN_COPY, &code, &code);
    let wrong = wrong_with(OWN_COPY, &answers, today);
    let lang = OwnCopyLang::from_code(answers.get("own_language"));
    let (Some(lang), true) = (lang, wrong.is_empty() && answers.get("step") != "change") else {
        let wrong = if answers.get("step") == "change" {
            Vec::new()
        } else {
            wrong
        };
        return Ok(page.page(frame, &answers, &wrong, String::new()));
    };
    let line =
        |name: &str| Some(answers.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let asked = OwnCopyAsked {
        name: line("own_name"),
        specialist: line("own_specialist"),
        phone: line("own_phone"),
        elsewhere: answers
            .get("own_elsewhere")
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect(),
        next: (0..answers.rows("own_next"))
            .filter_map(|row| {
                let what = line(&format!("own_next.{row}.own_what"))?;
                let when = parse_day(answers.get(&format!("own_next.{row}.own_when"))).ok();
                Some((what, when))
            })
            .collect(),
    };
    let exported = web.store.export_file(&session, &code, "own_copy").await;
    let exported = exported.map_err(not_opened)?;
    match export::own_copy(&exported, lang, asked, &session.body().name, today).await? {
        Ok(content) => Ok(prints::shown(
            content,
            &format!("{code}-{}.pdf", lang.code()),
        )),
        Err(OwnCopyError::House) => {
            let notice = frame.words.text("papers-own-house");
            Ok(page.page(frame, &answers, &[], notice))
        }
        Err(OwnCopyError::Names(_)) => {
            let notice = frame.words.text("papers-own-names");
            Ok(page.page(frame, &answers, &[], notice))
        }
        Err(error) => {
            tracing::error!(%error, "an own copy could not be printed");
            Err(Trouble::Broken)
        }
    }
}

/// `GET /registers`
pub async fn ask_registers(
    State(web): State<Web>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    if !works_with_recipients(&session) {
        return Err(Trouble::NotFound);
    }
    let today = web.store.today();
    let mut answers = Answers::first(REGISTERS, today);
    answers.push("period_from", figures(today.first_of_year()));
    answers.push("period_to", figures(today));
    answers.push("print_language", frame.words.lang.code());
    Ok(registers_page(frame.words).page(frame, &answers, &[], String::new()))
}

/// `POST /registers`
pub async fn registers(
    State(web): State<Web>,
    Proved { session, frame }: Proved,
    Sent(answers): Sent,
) -> Result<Response, Trouble> {
    if !works_with_recipients(&session) {
        return Err(Trouble::NotFound);
    }
    let mut wrong = wrong_with(REGISTERS, &answers, web.store.today());
    let day = |name: &str| parse_day(answers.get(name).trim()).ok();
    let (from, to) = (day("period_from"), day("period_to"));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        wrong.push(Wrong::at("period_to", "ends-before-beginning"));
    }
    let kind = register::kind_of(answers.get("register_kind"));
    let (Some(kind), Some(from), Some(to), true) = (kind, from, to, wrong.is_empty()) else {
        return Ok(registers_page(frame.words).page(frame, &answers, &wrong, String::new()));
    };
    let lang = lang_of(&answers, frame.words.lang);
    let is_workbook = answers.get("file_kind") == "xlsx";
    make_register(&web, &session, kind, lang, (from, to), is_workbook).await
}

/// A register as PDF or Excel; the entry is in the record before this returns.
///
/// # Errors
/// [`Trouble::Broken`].
pub async fn make_register(
    web: &Web,
    session: &Session,
    kind: forms::register::RegisterKind,
    lang: Lang,
    period: (Date, Date),
    is_workbook: bool,
) -> Result<Response, Trouble> {
    let files = web.store.export_files(session, kind.name()).await;
    let files = files.map_err(|error| broken(&error))?;
    let mut made = match register::register(kind, session, lang, period, &files) {
        Ok(made) => made,
        Err(error) => {
            tracing::error!(%error, "a register could not be made");
            return Err(Trouble::Broken);
        }
    };
    if let Some(stamp) = web.stamp(&session.body().code).await {
        made = made.stamped(&stamp);
    }
    let ending = if is_workbook { "xlsx" } else { "pdf" };
    let name = format!("{}-{}-{}.{ending}", kind.name(), period.0, period.1);
    let content = prints::made("a register could not be printed", move || {
        if is_workbook {
            forms::register::render_xlsx(&made)
        } else {
            forms::register::render_pdf(&made)
        }
    });
    let content = content.await?;
    Ok(if is_workbook {
        export::workbook(content, &name)
    } else {
        prints::shown(content, &name)
    })
}

/// Samples for the test that renders every page.
#[doc(hidden)]
pub fn samples(lang: Lang) -> Vec<String> {
    vec![
        of_file("bundle", BUNDLE, "k3f9x2mp", "Ай").sample(lang),
        of_file("own_copy", OWN_COPY, "k3f9x2mp", "Ай").sample(lang),
        registers_page(crate::words::Words::new(lang)).sample(lang),
    ]
}
