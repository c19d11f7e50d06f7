//! What was signed, and papers in free form: freezing, scans, papers beside acts, blank forms.

use axum::{
    Json,
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use standard::{
    annex::{Document, FormKind},
    lang::Lang,
    papers::{FieldKind, Paper, PaperKind},
};
use store::{ActId, EnclosureError, Shelf};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Web,
    api::{
        acts::Spoken,
        problem::Problem,
        sent::JsonBody,
        sessions::{Bearer, BearerProved},
    },
    papers::{
        beside::{self, ScanError},
        export, paper, prefill, prints, take, upload,
    },
    session::works_with_recipients,
    trouble::Trouble,
};

/// A paper in free form, and what it asks for.
#[derive(Serialize, ToSchema)]
pub struct PaperInList {
    /// The name.
    #[schema(example = "permit")]
    paper: &'static str,
    /// Its title, in the language of `Accept-Language`.
    title: &'static str,
    /// The paragraph (or annex) for whose sake it is made.
    paragraph: &'static str,
    /// The acts beside which it lies.
    acts: &'static [&'static str],
    /// Whether it lies in the file of a recipient; the others are about the house, and are made on its pages.
    of_a_file: bool,
    /// Its fields, in their order.
    fields: Vec<FieldShown>,
}

/// A field of a paper.
#[derive(Serialize, ToSchema)]
#[schema(no_recursion)]
pub struct FieldShown {
    /// The name in the JSON.
    name: &'static str,
    /// What it is called, in the language of `Accept-Language`.
    label: &'static str,
    /// `line`, `text`, `date`, `number`, `choice`, `ticks`, `all` (every one must be confirmed) or `list`.
    kind: &'static str,
    /// Whether a paper must have it.
    required: bool,
    /// The names of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'static str>,
    /// The fields of a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<FieldShown>,
}

fn field(kind: PaperKind, each: &standard::papers::Field, lang: Lang) -> FieldShown {
    let (name, choices, columns) = match each.kind {
        FieldKind::Line => ("line", &[][..], &[][..]),
        FieldKind::Text => ("text", &[][..], &[][..]),
        FieldKind::Date => ("date", &[][..], &[][..]),
        FieldKind::Number => ("number", &[][..], &[][..]),
        FieldKind::Choice(names) => ("choice", names, &[][..]),
        FieldKind::Ticks(names) => ("ticks", names, &[][..]),
        FieldKind::All(names) => ("all", names, &[][..]),
        FieldKind::List(columns) => ("list", &[][..], columns),
    };
    FieldShown {
        name: each.id,
        label: forms::field_label(kind, each.id, lang).unwrap_or_default(),
        kind: name,
        required: each.required,
        choices: choices.to_vec(),
        columns: columns.iter().map(|each| field(kind, each, lang)).collect(),
    }
}

/// The papers in free form that the order needs, with their fields.
#[utoipa::path(
    get, path = "/papers", tag = "papers", security(()),
    responses((status = 200, description = "The papers.", body = Vec<PaperInList>))
)]
pub async fn list(Spoken(words): Spoken) -> Json<Vec<PaperInList>> {
    let each = PaperKind::ALL.iter().copied().map(|kind| PaperInList {
        paper: kind.name(),
        title: forms::paper_title(kind, words.lang),
        paragraph: kind.paragraph(),
        acts: kind.acts(),
        of_a_file: kind.is_of_a_file(),
        fields: kind
            .fields()
            .iter()
            .map(|each| field(kind, each, words.lang))
            .collect(),
    });
    Json(each.collect())
}

/// In which language something is printed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InLanguage {
    /// `kk`, `ru`, `en`. Without it, Kazakh.
    #[param(pattern = "^(kk|ru|en)$")]
    lang: Option<String>,
}

impl InLanguage {
    fn read(&self) -> Result<Option<Lang>, Problem> {
        let read = |lang: &String| {
            lang.parse()
                .map_err(|_| Problem::not_understood("`lang` must be kk, ru or en"))
        };
        self.lang.as_ref().map(read).transpose()
    }
}

/// A form of the order or a paper in free form, blank, to be filled by hand. Anybody may print it.
#[utoipa::path(
    get, path = "/forms/{form}/pdf", tag = "papers", security(()),
    params(
        ("form" = String, Path, description = "`annex_1` … `annex_8`, or the name of a paper."),
        InLanguage,
    ),
    responses(
        (status = 200, description = "The blank form.", body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, description = "There is no such form."),
    )
)]
pub async fn blank(
    Path(form): Path<String>,
    Query(language): Query<InLanguage>,
) -> Result<Response, Problem> {
    let form: FormKind = form.parse().map_err(|_| Problem::NotFound)?;
    let lang = language.read()?.unwrap_or(Lang::Kk);
    let request = forms::FormRequest {
        annex: form,
        lang,
        content: forms::FormContent::Blank,
        missing: Vec::new(),
        stamp: None,
        acting: None,
    };
    let content = prints::render(request).await.map_err(of_trouble)?;
    let name = format!("{}-{}.pdf", form.name(), lang.code());
    Ok(prints::shown(content, &name))
}

/// A paper to be put into a file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperToAdd {
    /// Which paper.
    #[schema(example = "permit")]
    paper: String,
    /// Its fields (`GET /api/papers`); those that are known from the file are filled in when `prefill` is true.
    #[schema(value_type = Object)]
    #[serde(default)]
    fields: Value,
    /// Whether what the file says stands in the fields that are not given.
    #[serde(default)]
    prefill: bool,
    /// The number of the entry that it belongs to.
    beside: Option<u32>,
    /// `kk`, `ru`, `en`: the language in which it is printed and signed.
    #[schema(pattern = "^(kk|ru|en)$")]
    language: Option<String>,
    /// A UUID or 32 hexadecimal digits: the same paper sent twice is put there once.
    #[schema(pattern = "^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$")]
    act_id: Option<String>,
}

/// A paper or an enclosure was put there.
#[derive(Serialize, ToSchema)]
pub struct PutShown {
    /// Its code.
    id: String,
}

pub(super) fn put(id: String) -> Response {
    (StatusCode::CREATED, Json(PutShown { id })).into_response()
}

fn name_of(web: &Web, given: Option<&str>) -> Result<ActId, Problem> {
    match given {
        None => Ok(ActId(web.random_bytes())),
        Some(text) => ActId::from_text(text)
            .ok_or_else(|| Problem::not_understood("`act_id` is a UUID or 32 hexadecimal digits")),
    }
}

fn language(given: Option<&str>) -> Result<Option<Lang>, Problem> {
    given
        .map(|lang| {
            lang.parse()
                .map_err(|_| Problem::not_understood("`language` must be kk, ru or en"))
        })
        .transpose()
}

/// Puts a paper in free form into a file, beside one of its acts or none. It is printed and frozen as it is.
#[utoipa::path(
    post, path = "/files/{code}/papers", tag = "papers",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = PaperToAdd,
    responses(
        (status = 201, description = "The paper is in the file.", body = PutShown),
        (status = 404, description = "There is no such file or entry, or none that this account may know of."),
        (status = 422, description = "The paper breaks its own rules; `fields` says which. Nothing was recorded."),
    )
)]
pub async fn add(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: PaperToAdd = serde_json::from_str(&body)
        .map_err(|_| Problem::not_understood("the body is not a paper to be added"))?;
    let kind: PaperKind = sent
        .paper
        .parse()
        .map_err(|_| Problem::not_understood("`paper` names no paper: see GET /api/papers"))?;
    if !kind.is_of_a_file() {
        return Err(Problem::not_understood(
            "this paper is about the house and lies in no file",
        ));
    }
    let act_id = name_of(&web, sent.act_id.as_deref())?;
    let lang = language(sent.language.as_deref())?.unwrap_or(session.account().language);
    let file = web.store.open_file(&session, &code).await?;
    let mut fields = if sent.prefill {
        prefill::fields(&web, &session, kind, Some(&file), sent.beside).await
    } else {
        Value::Object(serde_json::Map::new())
    };
    if let (Value::Object(known), Value::Object(given)) = (&mut fields, sent.fields) {
        known.extend(given);
    }
    let paper = Paper::read(kind, &fields)
        .map_err(|error| Problem::not_understood(format!("`fields`: {error}")))?;
    if kind == PaperKind::PoliceNotice {
        let names = prefill::person(&web, &session, &file).await.names;
        let found = kind.names_in_notice(&fields, &names);
        if !found.is_empty() {
            return Err(Problem::of_paper(FormKind::Paper(kind), found));
        }
    }
    let new = paper::new_paper(
        &web,
        &session,
        act_id,
        sent.beside,
        (Document::Paper(paper), lang),
    )
    .await
    .map_err(of_trouble)?;
    match web.store.add_paper(&session, &code, new).await {
        Ok(id) => Ok(put(id)),
        Err(error) => Err(Problem::of_enclosure(FormKind::Paper(kind), error)),
    }
}

/// How a document is frozen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToFreeze {
    /// `kk`, `ru`, `en`: the language in which it is signed. Without it, the one in which it was filled.
    #[schema(pattern = "^(kk|ru|en)$")]
    language: Option<String>,
    /// A UUID or 32 hexadecimal digits.
    #[schema(pattern = "^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$")]
    act_id: Option<String>,
}

/// Freezes a document as it is signed: its PDF in one language is kept, and the same bytes come back for ever.
#[utoipa::path(
    post, path = "/files/{code}/documents/{id}/freeze", tag = "papers",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
    ),
    request_body = ToFreeze,
    responses(
        (status = 201, description = "It is frozen; `id` is the code of the print.", body = PutShown),
        (status = 404, description = "There is no such document, or none that this account may know of."),
        (status = 409, description = "It is frozen already."),
        (status = 422, description = "It has errors, or this account does not open every part of it."),
    )
)]
pub async fn freeze(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((code, id)): Path<(String, String)>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: ToFreeze = serde_json::from_str(&body)
        .map_err(|_| Problem::not_understood("the body may hold `language` and `act_id`"))?;
    let act_id = name_of(&web, sent.act_id.as_deref())?;
    let lang = language(sent.language.as_deref())?;
    match beside::freeze_document(&web, &session, (&code, &id), lang, act_id).await {
        Ok(print) => Ok(put(print)),
        Err(Ok(error)) => Err(Problem::of_enclosure(FormKind::Annex1, error)),
        Err(Err(_)) => Err(Problem::Broken),
    }
}

/// Puts a scan of the signed paper beside its document: the very bytes of a PDF, a JPEG or a PNG. A picture is drawn again,
/// without what a camera notes in it.
#[utoipa::path(
    post, path = "/files/{code}/documents/{id}/scans", tag = "papers",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "The scan lies beside the document.", body = PutShown),
        (status = 404, description = "There is no such document, or none that this account may know of."),
        (status = 413, description = "The file is too large, or there are too many."),
        (status = 422, description = "It is none of the three kinds, or does not open."),
    )
)]
pub async fn scan(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((code, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let content = upload::whole(request)
        .await
        .map_err(|_| Problem::TooLarge)?;
    let there = (Shelf::File(code.as_str()), id.as_str());
    let act_id = ActId(web.random_bytes());
    match beside::add_scan(&web, &session, there, content.to_vec(), act_id).await {
        Ok(scan) => Ok(put(scan)),
        Err(ScanError::NotAScan(refused)) => Err(Problem::NotAScan(refused)),
        Err(ScanError::Trouble(trouble)) => Err(of_trouble(trouble)),
        Err(ScanError::Enclosure(error)) => Err(Problem::of_enclosure(FormKind::Annex1, error)),
    }
}

/// What lies beside a document, byte by byte: the signed print, a scan, a signature. The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/documents/{id}/enclosures/{enclosure}", tag = "papers",
    params(
        ("code" = String, Path, description = "The code of the file."),
        ("id" = String, Path, description = "The code of the document."),
        ("enclosure" = String, Path, description = "The code of the enclosure, from the document's list."),
    ),
    responses(
        (status = 200, description = "The bytes.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, description = "There is no such enclosure, or none that this account may know of."),
        (status = 422, description = "It shows parts that this account does not open."),
    )
)]
pub async fn enclosure(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path((code, id, enclosure)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    match web.store.enclosure(&session, &code, &id, &enclosure).await {
        Ok(opened) => Ok(beside::saved(opened, &id)),
        Err(error) => Err(Problem::of_enclosure(FormKind::Annex1, error)),
    }
}

/// For whom, and in which language, the whole file is made.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wholly {
    /// `kk`, `ru`, `en`. Without it, Kazakh.
    #[param(pattern = "^(kk|ru|en)$")]
    lang: Option<String>,
    /// `court`, `inspector`, `transfer`, `recipient`, `archive`.
    #[param(pattern = "^(court|inspector|transfer|recipient|archive)$")]
    purpose: String,
    /// `pdf`, or `zip` for the same with what was signed, byte by byte: frozen prints, electronic signatures, scans, and their
    /// SHA-256. Without it, PDF.
    #[param(pattern = "^(pdf|zip)$")]
    format: Option<String>,
}

/// The whole file as one PDF: cover, contents, documents, journal. What this account does not open is left out, and the PDF says
/// so. The export is recorded.
#[utoipa::path(
    get, path = "/files/{code}/bundle", tag = "papers",
    params(("code" = String, Path, description = "The code of the file."), Wholly),
    responses(
        (status = 200, description = "The whole file.", content((Vec<u8> = "application/pdf"), (Vec<u8> = "application/zip"))),
        (status = 403, description = "A fresh proof is needed: `POST /api/sessions/proof`."),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn bundle(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(code): Path<String>,
    Query(Wholly {
        lang,
        purpose,
        format,
    }): Query<Wholly>,
) -> Result<Response, Problem> {
    let lang = InLanguage { lang }.read()?.unwrap_or(Lang::Kk);
    let purpose = export::purpose(&purpose).ok_or_else(|| {
        Problem::not_understood(
            "`purpose` must be court, inspector, transfer, recipient or archive",
        )
    })?;
    let is_archive = match format.as_deref() {
        None | Some("pdf") => false,
        Some("zip") => true,
        Some(_) => return Err(Problem::not_understood("`format` must be pdf or zip")),
    };
    let made = take::make_bundle(&web, &session, &code, (lang, purpose), is_archive).await;
    made.map_err(of_trouble)
}

/// Which days, in which language, as which file.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Period {
    /// The first day, ISO.
    #[param(value_type = String, format = Date)]
    from: String,
    /// The last day, ISO.
    #[param(value_type = String, format = Date)]
    to: String,
    /// `kk`, `ru`, `en`. Without it, Kazakh.
    #[param(pattern = "^(kk|ru|en)$")]
    lang: Option<String>,
    /// `pdf` or `xlsx`. Without it, PDF.
    #[param(pattern = "^(pdf|xlsx)$")]
    format: Option<String>,
}

/// A register of the files for a period, as PDF or Excel: only what this account opens, saying what is left out. The export is
/// recorded.
#[utoipa::path(
    get, path = "/registers/{register}/file", tag = "papers",
    params(
        ("register" = String, Path, description = "`applications`, `recipients`, `permits`, `agreements`, `orders`, `violations`, `disclosures`."),
        Period,
    ),
    responses(
        (status = 200, description = "The register.", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 403, description = "A fresh proof is needed: `POST /api/sessions/proof`."),
        (status = 404, description = "There is no such register, or this account works with no files."),
    )
)]
pub async fn register_file(
    State(web): State<Web>,
    BearerProved(session): BearerProved,
    Path(register): Path<String>,
    Query(period): Query<Period>,
) -> Result<Response, Problem> {
    let kind = crate::papers::register::kind_of(&register)
        .filter(|_| works_with_recipients(&session))
        .ok_or(Problem::NotFound)?;
    let day = |text: &str| {
        text.parse::<jiff::civil::Date>()
            .map_err(|_| Problem::not_understood("`from` and `to` must be days, 2022-03-24"))
    };
    let (from, to) = (day(&period.from)?, day(&period.to)?);
    if from > to {
        return Err(Problem::not_understood("`to` lies before `from`"));
    }
    let is_workbook = match period.format.as_deref() {
        None | Some("pdf") => false,
        Some("xlsx") => true,
        Some(_) => return Err(Problem::not_understood("`format` must be pdf or xlsx")),
    };
    let lang = InLanguage { lang: period.lang }.read()?.unwrap_or(Lang::Kk);
    let made = take::make_register(&web, &session, kind, lang, (from, to), is_workbook).await;
    made.map_err(of_trouble)
}

/// In which language the own copy stands.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OwnLanguage {
    /// `kk`, `ru`, `en`, `uz`.
    #[param(pattern = "^(kk|ru|en|uz)$")]
    lang: String,
}

/// What the own copy says beside rights and plan; each may be left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnCopyToMake {
    /// `kk`, `ru`, `en`, `uz`.
    #[schema(pattern = "^(kk|ru|en|uz)$")]
    language: String,
    /// How she or he is addressed.
    name: Option<String>,
    /// Whom to turn to.
    specialist: Option<String>,
    /// The telephone.
    phone: Option<String>,
    /// What comes next.
    #[serde(default)]
    next: Vec<OwnStep>,
    /// Where else one can complain, a line each.
    #[serde(default)]
    elsewhere: Vec<String>,
}

/// One thing that comes next.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnStep {
    /// What, in the reader's language.
    what: String,
    /// On which day, ISO.
    #[schema(format = "date")]
    on: Option<String>,
}

/// The recipient's own copy: rights, plan, how to complain, in plain words. It names neither what happened nor the address. The
/// export is recorded.
#[utoipa::path(
    get, path = "/files/{code}/own-copy", tag = "papers",
    params(("code" = String, Path, description = "The code of the file."), OwnLanguage),
    responses(
        (status = 200, description = "The page.", body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn own_copy(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
    Query(OwnLanguage { lang }): Query<OwnLanguage>,
) -> Result<Response, Problem> {
    let asked = export::OwnCopyAsked::default();
    make_own_copy(&web, &session, &code, &lang, asked).await
}

/// The same with a name, a telephone, the next steps and other places to complain. A text that names what happened, or the
/// house, is refused.
#[utoipa::path(
    post, path = "/files/{code}/own-copy", tag = "papers",
    params(("code" = String, Path, description = "The code of the file.")),
    request_body = OwnCopyToMake,
    responses(
        (status = 200, description = "The page.", body = Vec<u8>, content_type = "application/pdf"),
        (status = 404, description = "There is no such file, or none that this account may know of."),
        (status = 422, description = "A text names what the page must not name."),
    )
)]
pub async fn own_copy_with(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let sent: OwnCopyToMake = serde_json::from_str(&body)
        .map_err(|_| Problem::not_understood("the body is not what an own copy says"))?;
    let mut next = Vec::new();
    for step in sent.next {
        let on = step.on.as_deref().map(str::parse).transpose();
        let on = on.map_err(|_| Problem::not_understood("`on` must be a day, 2022-03-24"))?;
        next.push((step.what, on));
    }
    let asked = export::OwnCopyAsked {
        name: sent.name,
        specialist: sent.specialist,
        phone: sent.phone,
        elsewhere: sent.elsewhere,
        next,
    };
    make_own_copy(&web, &session, &code, &sent.language, asked).await
}

async fn make_own_copy(
    web: &Web,
    session: &store::Session,
    code: &str,
    lang: &str,
    asked: export::OwnCopyAsked,
) -> Result<Response, Problem> {
    let lang = forms::OwnCopyLang::from_code(lang)
        .ok_or_else(|| Problem::not_understood("the language must be kk, ru, en or uz"))?;
    let exported = web.store.export_file(session, code, "own_copy").await?;
    let house = session.body().name.as_str();
    match export::own_copy(&exported, lang, asked, house, web.store.today())
        .await
        .map_err(of_trouble)?
    {
        Ok(content) => Ok(prints::shown(
            content,
            &format!("{code}-{}.pdf", lang.code()),
        )),
        Err(forms::OwnCopyError::Names(_) | forms::OwnCopyError::House) => Err(Problem::OwnCopy),
        Err(error) => {
            tracing::error!(%error, "an own copy could not be printed");
            Err(Problem::Broken)
        }
    }
}

fn of_trouble(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::NotFound => Problem::NotFound,
        Trouble::Crowded => Problem::Crowded,
        _ => Problem::Broken,
    }
}

impl Problem {
    /// Why a paper or an enclosure was not put there or not opened.
    pub(super) fn of_enclosure(form: FormKind, error: EnclosureError) -> Self {
        match error {
            EnclosureError::NotFound => Problem::NotFound,
            EnclosureError::Document(problems) => Problem::of_paper(form, problems),
            EnclosureError::KeysMissing(compartments) => Problem::KeysMissing(compartments),
            EnclosureError::Frozen => Problem::Frozen,
            EnclosureError::Signature(why) => Problem::NotASignature(why),
            EnclosureError::NotFrozen => Problem::NotFrozen,
            EnclosureError::TooMuch => Problem::TooLarge,
            EnclosureError::AfterToday => Problem::AfterToday,
            EnclosureError::Store(error) => error.into(),
        }
    }

    fn of_paper(form: FormKind, problems: Vec<standard::annex::Problem>) -> Self {
        Problem::Document(
            problems
                .into_iter()
                .map(|problem| store::DocumentProblem { form, problem })
                .collect(),
        )
    }
}
