//! The OpenAPI document: made of the handlers' own descriptions, with the schemas of acts and what every answer has in
//! common.

use std::sync::LazyLock;

use axum::{
    body::Bytes,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use utoipa::{
    OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

use super::{facts, problem::ProblemBody};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tirek",
        description = "Case management for organizations that serve victims of trafficking in persons (Order No. 138 of \
            24.02.2016 of Kazakhstan). Sign in with `POST /api/sessions` and send the token as `Authorization: Bearer`; \
            cookies count for nothing here. Every act goes through one door, `POST /api/files/{code}/acts`, and is one \
            object: `on`, `by`, `act` and its facts, with `seen_seq` (or `If-Match`), `act_id` (or `Idempotency-Key`) and \
            the form (`document`) beside them. A late act is accepted; what the law makes impossible is refused with \
            status 422 and the paragraph. What does not exist and what an account may not know of are both 404. Errors \
            are `application/problem+json` in the language of `Accept-Language` (kk, ru, en).",
    ),
    components(schemas(ProblemBody)),
    tags(
        (name = "sessions", description = "Signing in and out."),
        (name = "accounts", description = "The staff and their roles, for a head."),
        (name = "files", description = "Files, their journals, and the one door for acts."),
        (name = "documents", description = "The forms frozen beside acts."),
        (name = "duties", description = "What is due, and what waits on other bodies."),
        (name = "registers", description = "Premises, rooms, internal rules, contacts, quality: numbered lines that only grow."),
        (name = "exchanges", description = "What passes between two bodies: requests for permits (paragraphs 14, 15)."),
        (name = "reports", description = "The figures of a period (paragraph 33), and the months that heads have released."),
        (name = "house", description = "The book of complaints and suggestions, and the staff (paragraphs 8, 25, 26, 34 to 36)."),
        (name = "standard", description = "The order itself and its forms; open to everybody."),
    )
)]
struct Head;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut head = Head::openapi();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    head.components
        .get_or_insert_default()
        .add_security_scheme("bearer", bearer);
    head.security = Some(vec![SecurityRequirement::new(
        "bearer",
        Vec::<String>::new(),
    )]);
    let described = OpenApiRouter::with_openapi(head)
        .nest("/api", super::described())
        .into_openapi();
    let mut document =
        serde_json::to_value(described).expect("a description of fixed words is always JSON");
    for (name, schema) in facts::schemas() {
        document["components"]["schemas"][name] = schema;
    }
    let paths = document["paths"]
        .as_object_mut()
        .into_iter()
        .flat_map(|paths| paths.values_mut());
    for operation in paths
        .flat_map(|path| path.as_object_mut())
        .flat_map(|path| path.values_mut())
    {
        complete(operation);
    }
    plainly(&mut document);
    document
});

/// Numbers without a sign as wide as the widest that is read or answered, and bytes as bytes: the derived description calls the
/// ones of 31 bits, and the others lists of numbers.
fn plainly(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.get("format") == Some(&json!("int32")) && fields.contains_key("minimum") {
                fields.insert("format".to_owned(), json!("int64"));
                fields.insert("maximum".to_owned(), json!(u32::MAX));
            }
            if let Some(Value::Object(content)) = fields.get_mut("content") {
                for (kind, described) in content {
                    if !kind.ends_with("json")
                        && let Some(schema) = described.get_mut("schema")
                    {
                        *schema = json!({ "type": "string", "format": "binary" });
                    }
                }
            }
            fields.values_mut().for_each(plainly);
        }
        Value::Array(items) => items.iter_mut().for_each(plainly),
        _ => {}
    }
}

/// What every answer has in common: errors are problems, and some come from everywhere.
fn complete(operation: &mut Value) {
    let open = operation["security"] == json!([{}]);
    let writes = !operation["requestBody"].is_null();
    // By `get_mut`: an index would put a null where there are none.
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let pattern = match parameter["name"].as_str() {
            Some("If-Match") => SEEN,
            Some("Idempotency-Key") => ACT_ID,
            _ => continue,
        };
        parameter["schema"] = json!({ "type": "string", "pattern": pattern });
    }
    let Some(responses) = operation["responses"].as_object_mut() else {
        return;
    };
    let mut say = |status: &str, description: &str| {
        if !responses.contains_key(status) {
            responses.insert(status.to_owned(), json!({ "description": description }));
        }
    };
    say(
        "400",
        "The request was not understood; `detail` names what is wrong.",
    );
    if !open {
        say(
            "401",
            "The token is missing or wrong, or its session has ended.",
        );
    }
    if writes {
        say("413", "The body is too large.");
        say("415", "The body is not `application/json`.");
    }
    say(
        "500",
        "The program or its database failed. Nothing was recorded.",
    );
    say(
        "503",
        "Others are writing just now, or the program is stopping. Nothing was recorded; `Retry-After` says for how many seconds \
         to wait.",
    );
    for (status, response) in responses.iter_mut() {
        if status.starts_with(['4', '5']) {
            let content = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
            response["content"] = json!({ "application/problem+json": content });
            let headers = of_status(status);
            if !headers.is_empty() {
                response["headers"] = Value::Object(headers);
            }
        }
    }
}

/// How many entries were seen, as a tag.
const SEEN: &str = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$";
/// A UUID or 32 hexadecimal digits.
const ACT_ID: &str = "^([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$";

fn of_status(status: &str) -> Map<String, Value> {
    let header = match status {
        "401" => (
            "WWW-Authenticate",
            json!({ "schema": { "type": "string" } }),
        ),
        "429" | "503" => ("Retry-After", json!({ "schema": { "type": "integer" } })),
        _ => return Map::new(),
    };
    [(header.0.to_owned(), header.1)].into_iter().collect()
}

/// The OpenAPI document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// This document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "standard", security(()),
    responses((status = 200, description = "The OpenAPI document.", body = Object))
)]
pub async fn openapi() -> Response {
    static TEXT: LazyLock<Bytes> = LazyLock::new(|| document().to_string().into());
    ([(header::CONTENT_TYPE, "application/json")], TEXT.clone()).into_response()
}
