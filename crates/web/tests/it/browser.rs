//! A visitor with cookies, who fills the forms that a page shows.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use standard::lang::Lang;
use store::{BodyKind, Config, NewAccount, NewBody, Ownership, Role, Store};
use tower::ServiceExt as _;
use web::{WebConfig, router};

pub const PASSWORD: &str = "алты қара алма ағашы";

/// A server over a fresh database, with a clock that the test moves.
pub struct Server {
    pub store: Store,
    pub pages: Router,
    now: Arc<Mutex<Timestamp>>,
    random: store::Randomness,
    _folder: tempfile::TempDir,
}

impl Server {
    pub async fn new() -> Self {
        Server::reached(false).await
    }

    async fn reached(secure: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let random: store::Randomness =
            Arc::new(Mutex::new(rand_core::UnwrapErr(getrandom::SysRng)));
        let now = Arc::new(Mutex::new(instant("2022-10-03", 9)));
        let clock = now.clone();
        let config = Config {
            clock: Arc::new(move || *clock.lock().unwrap()),
            random: random.clone(),
            password_cost: sealed::Cost::FLOOR,
        };
        let url = format!("sqlite:{}/tirek.db", folder.path().display());
        let store = Store::open(&url, config).await.unwrap();
        let pages = router(
            store.clone(),
            WebConfig {
                language: Lang::Kk,
                secure,
                random: random.clone(),
            },
        );
        Server {
            random,
            store,
            pages,
            now,
            _folder: folder,
        }
    }

    /// An organization with its head, a specialist and a lawyer, and an authorized body with its officer.
    pub async fn furnished() -> Self {
        Server::new().await.with_bodies().await
    }

    /// The same, reached over https.
    pub async fn furnished_over_https() -> Self {
        Server::reached(true).await.with_bodies().await
    }

    async fn with_bodies(self) -> Self {
        let server = self;
        let kind = BodyKind::Organization {
            form: "shelter".to_owned(),
            ownership: Ownership::Private,
        };
        let body = NewBody {
            name: "Үлгі баспана".to_owned(),
            kind,
        };
        server
            .store
            .set_up(body, account("head", vec![Role::Head]))
            .await
            .unwrap();
        let (token, _) = server.store.sign_in("head", PASSWORD).await.unwrap();
        let session = server.store.session(&token.to_text()).await.unwrap();
        for (login, role) in [
            ("specialist", Role::Specialist),
            ("lawyer", Role::Lawyer),
            ("psychologist", Role::Psychologist),
            ("accountant", Role::Accountant),
        ] {
            server
                .store
                .add_account(&session, account(login, vec![role]))
                .await
                .unwrap();
        }
        let body = NewBody {
            name: "Үлгі уәкілетті орган".to_owned(),
            kind: BodyKind::AuthorizedBody,
        };
        let officer = account("officer", vec![Role::Head, Role::Officer]);
        server.store.add_body(body, officer).await.unwrap();
        server
    }

    /// Moves the clock to that hour of the day in Kazakhstan.
    pub fn set_day(&self, day: &str) {
        *self.now.lock().unwrap() = instant(day, 9);
    }

    /// Lets time pass.
    pub fn wait_minutes(&self, minutes: i64) {
        *self.now.lock().unwrap() += jiff::SignedDuration::from_mins(minutes);
    }

    /// The pages and the API of the same server with every permission passing.
    pub fn with_every_permission(&self) -> Router {
        let config = WebConfig {
            language: Lang::Kk,
            secure: false,
            random: self.random.clone(),
        };
        router(self.store.with_every_permission(), config)
    }

    pub fn visitor(&self) -> Browser {
        Browser {
            pages: self.pages.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Somebody of the furnished server, signed in, reading Russian.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.visitor();
        browser.get("/language/ru").await;
        let page = browser.get("/sign-in").await;
        let page = browser
            .submit(&page, &[("login", login), ("password", PASSWORD)])
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        browser
    }
}

fn account(login: &str, roles: Vec<Role>) -> NewAccount {
    NewAccount {
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        name: format!("Үлгі {login}"),
        roles,
        language: Lang::Ru,
    }
}

fn instant(day: &str, hour: i8) -> Timestamp {
    let day: Date = day.parse().unwrap();
    let zone = TimeZone::get("Asia/Almaty").unwrap();
    day.at(hour, 0, 0, 0).to_zoned(zone).unwrap().timestamp()
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
    pub path: String,
}

impl Page {
    pub fn assert_ok(&self) -> &Self {
        assert_eq!(
            self.status,
            StatusCode::OK,
            "{}: {}",
            self.path,
            self.main()
        );
        self
    }

    /// What stands between `<main` and `</main>`, without marks.
    pub fn main(&self) -> String {
        let main = self.text.split("<main").nth(1).unwrap_or(&self.text);
        let main = main.split("</main>").next().unwrap();
        let mut text = String::new();
        let mut inside = true;
        for letter in main.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => text.push(letter),
                _ => {}
            }
        }
        let text = text.replace(['\u{2068}', '\u{2069}'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.main().contains(words),
            "{}: {words:?} is not said: {}",
            self.path,
            self.main()
        );
        self
    }

    /// The last form of the page: its address and everything that stands in it.
    pub fn form(&self) -> (String, Vec<(String, String)>) {
        let main = self.text.split("<main").nth(1).unwrap();
        let form = main.rsplit("<form").next().unwrap();
        let form = form.split("</form>").next().unwrap();
        let action = attribute(form, "action").unwrap();
        let mut fields = Vec::new();
        for tag in form.split('<').skip(1) {
            let (element, rest) = tag.split_once('>').unwrap_or((tag, ""));
            let name = attribute(element, "name");
            let Some(name) = name else { continue };
            if element.starts_with("input") {
                let kind = attribute(element, "type").unwrap_or_default();
                let marked =
                    !matches!(kind.as_str(), "radio" | "checkbox") || element.contains(" checked");
                if marked {
                    fields.push((name, attribute(element, "value").unwrap_or_default()));
                }
            } else if element.starts_with("textarea") {
                fields.push((name, unescape(rest.trim_start_matches('\n'))));
            } else if element.starts_with("select") {
                let options = form.split(&format!("id=\"{name}\"")).nth(1).unwrap_or("");
                let options = options.split("</select>").next().unwrap();
                let chosen = options
                    .split("<option")
                    .find(|option| option.contains(" selected"));
                let value = chosen
                    .and_then(|option| attribute(option, "value"))
                    .unwrap_or_default();
                fields.push((name, value));
            }
        }
        (action, fields)
    }
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let rest = element.split(&format!(" {name}=\"")).nth(1)?;
    Some(unescape(rest.split('"').next()?))
}

fn unescape(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// A browser with cookies; follows redirects as browsers do.
pub struct Browser {
    pages: Router,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Page {
        self.go(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends the last form of the page with these answers in place of those of their names. An answer of several values
    /// is given several times; `("name", "")` unmarks.
    pub async fn submit(&mut self, page: &Page, answers: &[(&str, &str)]) -> Page {
        let (action, mut fields) = page.form();
        fields.retain(|(name, _)| !answers.iter().any(|(given, _)| given == name));
        fields.extend(
            answers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(&action, &fields).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        self.post_raw(path, encoded(fields)).await
    }

    pub async fn post_raw(&mut self, path: &str, body: Vec<u8>) -> Page {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.go(request).await
    }

    /// Sends a form and follows nowhere.
    pub async fn post_once(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(encoded(fields)))
            .unwrap();
        self.once(request).await
    }

    async fn go(&mut self, request: Request<Body>) -> Page {
        let mut page = self.once(request).await;
        for _ in 0..5 {
            let Some(to) = page.headers.get(header::LOCATION) else {
                break;
            };
            let to = to.to_str().unwrap().to_owned();
            page = self
                .once(Request::get(to).body(Body::empty()).unwrap())
                .await;
        }
        page
    }

    /// Sends a file as a browser does, with these fields of the form before it, and goes where that leads.
    pub async fn upload(
        &mut self,
        action: &str,
        fields: &[(String, String)],
        (name, media): (&str, &str),
        content: &[u8],
    ) -> Page {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!(
                "--frontier\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.bytes());
        }
        let file = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {media}\r\n\r\n"
        );
        body.extend(file.bytes());
        body.extend(content);
        body.extend(b"\r\n--frontier--\r\n");
        let request = Request::post(action)
            .header(
                header::CONTENT_TYPE,
                "multipart/form-data; boundary=frontier",
            )
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let answer = self.once(request).await;
        match answer.headers.get(header::LOCATION) {
            Some(to) => {
                let to = to.to_str().unwrap().split('#').next().unwrap().to_owned();
                self.get(&to).await
            }
            None => answer,
        }
    }

    pub async fn once(&mut self, mut request: Request<Body>) -> Page {
        let path = request.uri().to_string();
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        if !cookies.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.parse().unwrap());
        }
        let response = self.pages.clone().oneshot(request).await.unwrap();
        for set in response.headers().get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec();
        Page {
            status,
            headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
            path,
        }
    }

    /// Fills the page of an act and, where there is one, the page to check the answers on.
    pub async fn act(&mut self, path: &str, answers: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        page.assert_ok();
        let page = self.submit(&page, answers).await;
        page.assert_ok();
        if !page.text.contains("value=\"record\"") {
            return page;
        }
        let page = self.submit(&page, &[("step", "record")]).await;
        page.assert_ok();
        page
    }
}

fn encoded(fields: &[(String, String)]) -> Vec<u8> {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
