//! The JSON API, asked as another program asks it.

mod accounts;
mod bad_bodies;
mod confidentiality;
mod described;
mod journey;
mod registers;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::browser::{PASSWORD, Server};

/// Another program, signed in as somebody or as nobody.
pub struct Client<'a> {
    server: &'a Server,
    token: String,
    pub session: Value,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    asked: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.asked, self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The JSON of an answer that must be of this status.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}: {}",
            self.asked,
            self.text()
        );
        if self.bytes.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// The problem of that type and status.
    pub fn problem(&self, status: u16, kind: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.asked
        );
        assert_eq!(
            problem["type"],
            format!("urn:tirek:problem:{kind}"),
            "{}: {problem}",
            self.asked
        );
        assert_eq!(problem["status"], status);
        for member in ["title", "detail"] {
            let words = problem[member].as_str().unwrap();
            assert!(
                !words.is_empty() && !words.starts_with("api-"),
                "{}: {problem}",
                self.asked
            );
        }
        problem
    }
}

impl<'a> Client<'a> {
    pub fn nobody(server: &'a Server) -> Self {
        Client {
            server,
            token: String::new(),
            session: Value::Null,
        }
    }

    /// Somebody who is signed in already.
    pub fn with_token(server: &'a Server, token: &str) -> Self {
        Client {
            token: token.to_owned(),
            ..Client::nobody(server)
        }
    }

    /// Signs somebody of the server in.
    pub async fn of(server: &'a Server, login: &str) -> Self {
        let mut client = Client::nobody(server);
        let body = json!({ "login": login, "password": PASSWORD });
        client.session = client.post("/api/sessions", &body).await.expect(201);
        client.token = client.session["token"].as_str().unwrap().to_owned();
        client
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.server.pages.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX)
            .await
            .unwrap()
            .to_vec();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
            asked,
        };
        assert_eq!(
            answer.header("cache-control"),
            "no-store",
            "{}",
            answer.asked
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{}",
            answer.asked
        );
        assert!(
            !answer.headers.contains_key(header::SET_COOKIE),
            "{}",
            answer.asked
        );
        answer
    }

    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "accept-language") {
            request = request.header("accept-language", "en");
        }
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, &[], body).await
    }

    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.ask(Method::POST, path, &all, body.to_string()).await
    }

    /// Begins a file with an application of today.
    pub async fn begin(&self, address: &str) -> String {
        let recorded = self
            .post("/api/files", &application(address))
            .await
            .expect(201);
        recorded["code"].as_str().unwrap().to_owned()
    }

    /// Records an act with the number of entries that the file has now, which must be accepted.
    pub async fn acts(&self, code: &str, act: Value) -> Value {
        let file = self.get(&format!("/api/files/{code}")).await.expect(200);
        let answer = self.act_seeing(code, &file["seq"], act).await;
        answer.expect(201)
    }

    pub async fn act_seeing(&self, code: &str, seen: &Value, mut act: Value) -> Answer {
        act["seen_seq"] = seen.clone();
        self.post(&format!("/api/files/{code}/acts"), &act).await
    }
}

/// The day on which the tests begin.
pub const TODAY: &str = "2022-10-03";

/// An application with its form.
pub fn application(address: &str) -> Value {
    json!({
        "on": TODAY, "by": "specialist", "act": "application_registered",
        "consent": true, "rules_acknowledged": true, "warned": true,
        "address": address,
        "document": {
            "form": "annex_1", "language": "ru",
            "organization": "Үлгі баспана", "head": "Үлгі head",
            "applicant": { "surname": { "given": "Өтініш" }, "first_name": { "given": "Әйгерім" } },
            "consent": true, "rules_acknowledged": true, "warned": true,
            "on": TODAY, "signature": "by_hand",
        },
    })
}

pub fn interview() -> Value {
    json!({
        "on": TODAY, "by": "specialist", "act": "interview_held",
        "attested": ["place_fit", "room_safe", "room_isolated", "room_bright", "room_warm", "no_other_work", "no_calls",
            "no_other_conversations"],
    })
}

pub fn evaluation_sheet() -> Value {
    json!({
        "on": TODAY, "by": "lawyer", "act": "evaluation_sheet_filled",
        "outcome": "recognised", "indicators": [3, 9], "signatories": ["organization", "authorized_body"],
        "document": {
            "form": "annex_2",
            "person": { "surname": { "given": "Өтініш" }, "first_name": { "given": "Әйгерім" } },
            "indicators": [3, 9], "conclusion": "recognised",
            "organization": { "name": "Үлгі lawyer", "signature": "by_hand" },
            "authorized_body": { "name": "Үлгі officer", "signature": "by_hand" },
        },
    })
}
