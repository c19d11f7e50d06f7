"""Outside scanners against a running demonstration: `cargo xtask scan http://127.0.0.1:7138 [ROLE…]`.

Needs `pip install schemathesis sqlmap wapiti3 greenlet` on the PATH, and a demonstration that may be spoilt (`tirek serve --demo --data DIR`).
What they write lies in target/scan. Ends with 1 when something was found. docs/scans.md says what was found and how to read it.
"""

import http.client
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

PASSWORD = "demo-tirek-2026-qarlygash"
ROLES = ["head", "specialist", "accountant", "officer", "police"]
OUT = pathlib.Path("target/scan")
# The doors for acts have a schema of dozens of acts: all its corners are some hundred thousand requests.
DOORS = r"(acts|consider|/api/files|papers)$"
# Wapiti knows tokens against foreign forms by their names; `form_token` is none of them. That it is checked is held by
# a_form_from_another_site_or_without_its_token_does_nothing. No TLS on 127.0.0.1.
NOT_ASKED = {"Cross Site Request Forgery", "Unencrypted Channels", "Secure Flag cookie", "HTTP Secure Headers"}


class Visitor:
    """A browser with cookies."""

    def __init__(self, base):
        self.address = urllib.parse.urlparse(base)
        self.cookies = {}

    def ask(self, method, path, form=None, json_body=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        headers, body = {"Accept-Language": "en"}, None
        if self.cookies:
            headers["Cookie"] = self.cookie()
        if form is not None:
            body, headers["Content-Type"] = urllib.parse.urlencode(form), "application/x-www-form-urlencoded"
        if json_body is not None:
            body, headers["Content-Type"] = json.dumps(json_body), "application/json"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
        return answer.status, answer.read().decode("utf-8", "replace")

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def sign_in(self, login):
        self.ask("GET", "/language/en")
        token = re.search(r'name="form_token" value="([^"]*)"', self.ask("GET", "/sign-in")[1]).group(1)
        status, _ = self.ask("POST", "/sign-in", form={"form_token": token, "login": login, "password": PASSWORD})
        assert status == 303, f"{login} was not signed in: {status}"

    def bearer(self, login):
        status, text = self.ask("POST", "/api/sessions", json_body={"login": login, "password": PASSWORD})
        assert status == 201, f"{login} was not signed in: {status}"
        return json.loads(text)["token"]


def run(name, command, seconds):
    """Runs a scanner; gives what it wrote."""
    OUT.mkdir(parents=True, exist_ok=True)
    log = OUT / f"{name}.log"
    with log.open("w") as written:
        try:
            ended = subprocess.run(command, stdout=written, stderr=subprocess.STDOUT, timeout=seconds).returncode
        except subprocess.TimeoutExpired:
            ended = "stopped"
    print(f"{name}: {ended}, {log}", flush=True)
    return log.read_text(errors="replace")


def schemathesis(base, role):
    """Every address of the API by its description; refusals for the matter itself are no fault."""
    found = []
    for part, more in [("fuzzing", ["--phases", "examples,fuzzing", "-n", "60"]),
                       ("coverage", ["--phases", "coverage", "--exclude-path-regex", DOORS])]:
        token = Visitor(base).bearer(role)
        text = run(f"schemathesis-{role}-{part}", [
            "schemathesis", "run", f"{base}/api/openapi.json", "-H", f"Authorization: Bearer {token}", "--exclude-method", "DELETE",
            "--exclude-checks", "positive_data_acceptance", "--continue-on-failure", "--seed", "1", "--no-color", *more], 1800)
        found += [f"schemathesis {role}: {line.strip()}" for line in text.splitlines() if re.match(r"\s+(❌ ST\d|🚫 .+: \d)", line)]
        found += [f"schemathesis {role}: nothing was asked"] if "Test cases:" not in text else []
    return found


def sqlmap(base, role):
    """Each segment and each question of the addresses, and the forms."""
    visitor = Visitor(base)
    visitor.sign_in(role)
    codes = re.findall(r'href="/people/([0-9a-z]{8})"', visitor.ask("GET", "/people")[1])
    code = codes[0] if codes else "zzzzzzzz"
    targets = OUT / f"sqlmap-{role}.txt"
    OUT.mkdir(parents=True, exist_ok=True)
    targets.write_text("\n".join(base + path for path in [
        f"/people/{code}*", f"/people/{code}/documents/a*", f"/people/{code}/acts/item_issued*", f"/people/{code}/entries/1*",
        f"/people/{code}/acts/entry_struck_out?line=1", f"/people/{code}/readings?page=1", "/house/premises*?notice=1",
        "/reports?from=2026-01&to=2026-11&show=ended&month=2026-01&of=a", "/house/accounts/a*", "/requests/a*", "/standard/15*",
        "/sign-in?back=/&ended=yes", "/language/kk*?back=/", "/prove?back=/"]))
    usual = ["--cookie", visitor.cookie(), "--batch", "--risk", "1", "--technique=BEU", "--flush-session", "--timeout", "20",
             "--ignore-code=403,404,422", f"--output-dir={OUT / 'sqlmap'}"]
    # The forms first: among the addresses are some that end a session, and without one each page is the form for signing in.
    text = ""
    for page in ["/people", f"/people/{code}/acts/item_issued"]:
        text += run(f"sqlmap-{role}-form{page.replace('/', '-')}",
                    ["sqlmap", "-u", base + page, "--forms", "--csrf-token=form_token", *usual], 600)
    text += run(f"sqlmap-{role}-addresses", ["sqlmap", "-m", str(targets), "--level", "2", *usual], 1800)
    return [f"sqlmap {role}: {line.strip()}" for line in text.splitlines()
            if re.search(r"is vulnerable|appears to be '.*' injectable|identified the following injection", line)]


def wapiti(base, role):
    """Crawls the pages and attacks what it finds."""
    visitor = Visitor(base)
    visitor.sign_in(role)
    report = OUT / f"wapiti-{role}.json"
    left_out = [f"{base}{path}" for path in ["/sign-out", "/language/*", "/account", "/house/recovery*", "/house/accounts/*"]]
    run(f"wapiti-{role}", [
        "wapiti", "-u", f"{base}/", "-H", f"Cookie: {visitor.cookie()}", "--scope", "folder", "-m", "common,crlf,csp,methods,redirect,file,ssrf",
        "--max-scan-time", "300", "--max-attack-time", "60", "--max-links-per-page", "40", "--max-files-per-dir", "30", "-f", "json", "-o", str(report),
        "--flush-session", "--no-bugreport", *(word for path in left_out for word in ("-x", path))], 1800)
    if not report.exists():
        return [f"wapiti {role}: no report"]
    said = json.loads(report.read_text())
    return [f"wapiti {role}: {kind}: {each['method']} {each['path']}: {each['info']}"
            for part in ("vulnerabilities", "anomalies") for kind, each_of in said[part].items()
            if kind not in NOT_ASKED for each in each_of]


def main():
    base, roles = sys.argv[1].rstrip("/"), sys.argv[2:] or ROLES
    missing = [tool for tool in ("schemathesis", "sqlmap", "wapiti") if not shutil.which(tool)]
    if missing:
        sys.exit(f"not on the PATH: {', '.join(missing)}; pip install schemathesis sqlmap wapiti3 greenlet")
    found = []
    for role in roles:
        for scanner in (schemathesis, sqlmap, wapiti):
            found += scanner(base, role)
    print("\n".join(sorted(set(found))) or "nothing was found")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
