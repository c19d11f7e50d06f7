//! Asking a served program, as a program with a token and as a browser with cookies.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use serde_json::{Value, json};

use crate::program::{Answer, tirek_told};

/// What came back.
pub struct Said {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The same, of this status.
    pub fn expect(self, status: u16) -> Said {
        assert_eq!(self.status, status, "{}\n{}", self.head, self.text());
        self
    }
}

/// One question on a connection of its own.
pub fn ask(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: &[u8],
) -> Said {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut body = bytes[end + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = joined(&body);
    }
    Said {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head,
        body,
    }
}

/// A body that came in chunks.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let digits = std::str::from_utf8(&rest[..end]).unwrap();
        let length = usize::from_str_radix(digits, 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
}

/// An organization with its head, in a new data folder.
pub fn organization(folder: &Path, head: &str, password: &str) -> Answer {
    body(
        folder,
        ("Үлгі баспана", "social-assistance-center"),
        ("head", head, password),
    )
}

/// A body of that name and kind, with the login, the name and the password of its head.
pub fn body(
    folder: &Path,
    (name, kind): (&str, &str),
    (login, head, password): (&str, &str, &str),
) -> Answer {
    let words: [&OsStr; 12] = [
        "body".as_ref(),
        "add".as_ref(),
        "--data".as_ref(),
        folder.as_os_str(),
        "--name".as_ref(),
        name.as_ref(),
        "--kind".as_ref(),
        kind.as_ref(),
        "--login".as_ref(),
        login.as_ref(),
        "--head".as_ref(),
        head.as_ref(),
    ];
    let added = tirek_told(words, &format!("{password}\n"));
    assert_eq!(added.exit, 0, "{added:?}");
    added
}

/// A program that is signed in.
pub struct Client {
    address: String,
    pub token: String,
}

impl Client {
    /// Signed in as the head of the organization.
    pub fn sign_in(address: &str, password: &str) -> Client {
        Client::sign_in_as(address, "head", password)
    }

    pub fn sign_in_as(address: &str, login: &str, password: &str) -> Client {
        let mut client = Client {
            address: address.to_owned(),
            token: String::new(),
        };
        let said = client.send(
            "POST",
            "/api/sessions",
            &json!({"login": login, "password": password}),
        );
        client.token = said.expect(201).json()["token"]
            .as_str()
            .unwrap()
            .to_owned();
        client
    }

    pub fn send(&self, method: &str, path: &str, body: &Value) -> Said {
        let mut headers = vec![("Accept-Language", "en".to_owned())];
        if !self.token.is_empty() {
            headers.push(("Authorization", format!("Bearer {}", self.token)));
        }
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            headers.push(("Content-Type", "application/json".to_owned()));
            body.to_string().into_bytes()
        };
        ask(&self.address, method, path, &headers, &bytes)
    }

    pub fn get(&self, path: &str) -> Said {
        self.send("GET", path, &Value::Null)
    }

    /// Sends bytes that are no JSON: a scan.
    pub fn send_bytes(&self, path: &str, bytes: &[u8]) -> Said {
        let bearer = ("Authorization", format!("Bearer {}", self.token));
        ask(&self.address, "POST", path, &[bearer], bytes)
    }

    /// Begins a file with an application and fills a registration card; gives its code.
    pub fn begin(&self, person: &Person) -> String {
        let name = json!({"surname": {"given": person.surname}, "first_name": {"given": person.first_name}});
        let application = json!({
            "on": DAY, "by": "head", "act": "application_registered",
            "consent": true, "rules_acknowledged": true, "warned": true, "address": person.address,
            "document": {
                "form": "annex_1", "language": "ru", "organization": "Үлгі баспана", "head": "Үлгі",
                "applicant": name, "consent": true, "rules_acknowledged": true, "warned": true,
                "on": DAY, "signature": "by_hand",
            },
        });
        let begun = self
            .send("POST", "/api/files", &application)
            .expect(201)
            .json();
        let code = begun["code"].as_str().unwrap().to_owned();
        let card = json!({
            "on": DAY, "by": "head", "act": "registration_card_filled", "reported_to_police": "refused",
            "refused_on": DAY, "seen_seq": 1,
            "document": {
                "form": "annex_4", "language": "ru", "name": name, "sex": "female", "born": "1998-03-14",
                "iin": person.iin, "health": person.note, "reported_to_police": "refused", "filled_on": DAY,
                "specialist": {"name": "Үлгі", "signature": "by_hand"},
            },
        });
        let path = format!("/api/files/{code}/acts");
        self.send("POST", &path, &card).expect(201);
        code
    }
}

/// A day that is past wherever the tests run, of the edition that the program carries out.
pub const DAY: &str = "2022-10-10";

/// Somebody whose every word is found nowhere else.
pub struct Person {
    pub surname: String,
    pub first_name: String,
    pub address: String,
    pub iin: String,
    pub note: String,
}

impl Person {
    /// The person of that number.
    pub fn number(number: u64) -> Person {
        let word = |salt: u64, syllables: u64| {
            const SYLLABLES: [&str; 16] = [
                "ба", "қа", "ра", "лы", "мы", "ні", "жа", "сә", "те", "ұр", "ған", "бек", "дос",
                "ай", "күн", "гүл",
            ];
            let mut rest = (number + 1)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .wrapping_add(salt.wrapping_mul(0xbf58_476d_1ce4_e5b9));
            let mut word = "Ө".to_owned();
            for _ in 0..syllables {
                rest ^= rest >> 29;
                rest = rest.wrapping_mul(0x94d0_49bb_1331_11eb);
                word.push_str(SYLLABLES[(rest >> 60) as usize]);
            }
            word
        };
        Person {
            surname: word(1, 9),
            first_name: word(2, 9),
            address: word(3, 9),
            iin: format!(
                "{:06}{:06}",
                980_314 - number % 7,
                (number * 7_919 + 313_131) % 1_000_000
            ),
            note: format!("asthma {} {}", word(4, 8), word(5, 8)),
        }
    }

    /// What must be found nowhere.
    pub fn words(&self) -> [&str; 5] {
        [
            &self.surname,
            &self.first_name,
            &self.address,
            &self.iin,
            &self.note,
        ]
    }
}

/// A browser: cookies, and the hidden fields of the forms that it was shown.
pub struct Browser {
    address: String,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn sign_in(address: &str, password: &str) -> Browser {
        let mut browser = Browser {
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        };
        let page = browser.get("/sign-in").expect(200);
        let answers = [("login", "head"), ("password", password)];
        browser.post("/sign-in", &page, &answers).expect(303);
        browser
    }

    pub fn get(&mut self, path: &str) -> Said {
        self.send("GET", path, &[], b"")
    }

    /// Sends the hidden fields of the first form of a page, and these answers.
    pub fn post(&mut self, path: &str, page: &Said, answers: &[(&str, &str)]) -> Said {
        let text = page.text();
        let mut fields: Vec<(String, String)> = Vec::new();
        for tag in text.split("<input type=\"hidden\" ").skip(1) {
            let value = |name: &str| {
                let rest = tag
                    .split('>')
                    .next()
                    .unwrap()
                    .split(&format!("{name}=\""))
                    .nth(1);
                rest.and_then(|rest| rest.split('"').next())
                    .unwrap_or_default()
                    .to_owned()
            };
            let field = (value("name"), value("value"));
            if !fields.iter().any(|(name, _)| *name == field.0) {
                fields.push(field);
            }
        }
        fields.extend(
            answers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
            .collect();
        let headers = [
            (
                "Content-Type",
                "application/x-www-form-urlencoded".to_owned(),
            ),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
        ];
        self.send("POST", path, &headers, body.join("&").as_bytes())
    }

    /// One request with these headers, in the session of the browser.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: &[u8],
    ) -> Said {
        let mut headers = headers.to_vec();
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        headers.push(("Cookie", cookies.join("; ")));
        let said = ask(&self.address, method, path, &headers, body);
        for line in said
            .head
            .lines()
            .filter(|line| line.to_lowercase().starts_with("set-cookie: "))
        {
            let cookie = line[12..].split(';').next().unwrap();
            let (name, value) = cookie.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        said
    }
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
