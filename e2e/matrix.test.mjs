// Who gets what: everybody × every address of the pages and the API × a file of one's own house, a closed one, another's, none.
//
// The addresses are read from the router and from the OpenAPI document: one without a rule here fails. What a rule promises is
// held against statuses (no wrong denial, no leak by status) and against what the answers say: the family names of recipients
// belong to the compartment `identity` and are looked for in every answer, the text of every PDF included.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { request as ask } from "node:http";
import { after, before, test } from "node:test";

import { Program } from "./lib/program.mjs";

/** Who holds what, by the design for confidentiality. Nobody else is in the demonstration. */
const STAFF = {
  head: ["file", "identity", "house"],
  specialist: ["file", "identity"],
  consultant: ["file", "identity"],
  psychologist: ["file"],
  lawyer: ["file", "identity"],
  nurse: ["file"],
  educator: ["file"],
  instructor: ["file"],
  organiser: ["file"],
  accountant: [],
  hr: ["house"],
};
/** Who holds the key of the restricted file: the head who restricted it, and whom she named. */
const NAMED = ["head", "lawyer"];
const OTHER_BODIES = ["office-head", "officer", "police-head", "police", "stranger"];
const STRANGER_PASSWORD = "әр таңның өз шуағы бар";

/**
 * Whom each address is for.
 *  everybody    nobody need be signed in
 *  signed in    whoever is signed in, of whatever body
 *  file         whoever holds `file` in the house whose file it is; to all others it is not there
 *  keeper       whoever may begin a file: holds `file` in an organization
 *  exchange     whoever it was sealed to
 *  sender       whoever works with recipients in a body that sends people to an organization: the authorized body, the police
 *  head         the head of the body
 *  keeps book   whoever keeps the book of complaints: the head of an organization
 *  of files     figures of files: whoever works with them in an organization
 *  keeps staff  whoever keeps what is written about the staff of an organization: holds `house` there
 *  keeps papers whoever opens some of the papers of the house: holds `file` or `house` in an organization
 *  of a house   whoever works in an organization
 *  messages     whoever confidential messages go to: the head of an organization, those of an authorized body who hold `legal`
 *  decides      the head of the house whose file it is, where the file opens to her; to all others it is not there
 *  emergency    whoever holds the key for emergencies in the house
 *  own          what is shown depends on the keys or the role: it answers whoever is signed in, if only that it is not for her
 *  enclosure    what lies beside a document: whoever opens the whole document
 *  working      whoever works with recipients in an organization
 *  figures      whoever sees figures: those who work with recipients, and every other body
 *  ended        the head of the house whose file it is, once it has ended
 *  erased       the same, once it is erased: no file of the demonstration is
 *  member       the head of the house in which she works
 *  unnamed      asked here for something that there is not, by whoever: it never breaks and never says a name. Who gets what there
 *               is, is held by the tests of `store` and `web`; those addresses want questions of their own here
 */
const RULES = {
  "/set-up": "everybody",
  "/sign-in": "everybody",
  "/prove": "signed in",
  "/language/{code}": "everybody",
  "/": "signed in",
  "/people": "own",
  "/people/new": "keeper",
  "/people/new/{act}": "keeper",
  "/people/{code}": "file",
  "/people/{code}/acts/{act}": "file",
  "/people/{code}/documents": "file",
  "/people/{code}/documents/{id}": "file",
  "/people/{code}/documents/{id}/pdf/{lang}": "file",
  "/people/{code}/services": "file",
  "/people/{code}/family": "file",
  "/people/{code}/belongings": "file",
  "/people/{code}/entries/{seq}": "file",
  "/people/{code}/readings": "file",
  "/people/{code}/exchanges": "file",
  "/people/{code}/exchanges/new/{kind}": "file",
  "/people/{code}/readings/pdf/{lang}": "file",
  "/people/{code}/consents/pdf/{lang}": "file",
  "/requests": "own",
  "/requests/new/{kind}": "sender",
  "/requests/{id}/steps/{step}": "exchange",
  "/requests/{id}/papers/{paper}/pdf/{lang}": "exchange",
  "/requests/{id}": "exchange",
  "/requests/{id}/acts/{act}": "exchange",
  "/requests/{id}/documents/{document}": "exchange",
  "/requests/{id}/documents/{document}/pdf/{lang}": "exchange",
  "/house": "signed in",
  "/house/papers": "keeps papers",
  "/house/papers/{id}": "unnamed",
  "/house/papers/{id}/pdf/{lang}": "unnamed",
  "/house/papers/{id}/enclosures/{enclosure}": "unnamed",
  "/house/accounts/new": "head",
  "/standard": "everybody",
  "/standard/{id}": "everybody",
  "/forms/{annex}/{lang}": "everybody",
  "/about": "everybody",
  "/assets/{name}": "everybody",
  "/sign.svg": "everybody",
  "/favicon.ico": "everybody",
  "/health": "everybody",

  "/api/accounts": "own",
  "/api/bodies": "signed in",
  "/api/duties": "own",
  "/api/exchanges": "own",
  "/api/exchanges/{id}": "exchange",
  "/api/exchanges/{id}/documents/{document}": "exchange",
  "/api/exchanges/{id}/documents/{document}/pdf": "exchange",
  "/api/files": "own",
  "/api/files/{code}": "file",
  "/api/files/{code}/documents": "file",
  "/api/files/{code}/documents/{id}": "file",
  "/api/files/{code}/documents/{id}/pdf": "file",
  "/api/files/{code}/duties": "file",
  "/api/forms/{form}": "everybody",
  "/api/openapi.json": "everybody",
  "/api/restricted": "emergency",
  "/api/second-factor": "signed in",
  "/api/standard": "everybody",
  "/api/standard/{paragraph}": "everybody",
  "/api/waiting": "own",

  "/join": "everybody",
  "/account": "signed in",
  "/account/codes": "signed in",
  "/account/passkeys": "signed in",
  "/account/second-factor": "signed in",
  "/sign-in/passkey": "everybody",
  "/prove/passkey": "everybody",
  "/people/{code}/documents/{id}/enclosures/{enclosure}": "enclosure",
  "/people/{code}/papers": "file",
  "/people/{code}/papers/{paper}": "file",
  "/people/{code}/bundle": "file",
  "/people/{code}/own-copy": "file",
  "/registers": "own",
  "/recovery": "everybody",
  "/house/recovery": "own",
  "/house/keeping": "own",
  "/house/keeping/{code}": "ended",
  "/house/keeping/{code}/certificate/{lang}": "erased",
  "/house/record": "own",
  "/house/restricted": "emergency",
  "/house/restricted/{number}": "unnamed",
  "/people/{code}/restriction": "decides",
  "/house/calendar": "own",
  "/house/certificates": "own",
  "/reports": "own",
  "/reports/file/{kind}": "figures",
  "/house/accounts": "own",
  "/house/accounts/second-factor": "head",
  "/house/accounts/{code}": "member",
  "/house/accounts/{code}/{what}": "signed in",
  "/house/day-sheet": "own",
  "/house/{register}": "working",
  "/house/{register}/new/{entry}": "working",
  "/forms": "everybody",
  "/forms/{paper}/fill": "signed in",
  "/api/calendar": "own",
  "/api/certificates": "own",
  "/api/files/{code}/documents/{id}/signatures": "unnamed",
  "/api/calendar/{year}": "signed in",
  "/api/files/{code}/bundle": "file",
  "/api/files/{code}/documents/{id}/enclosures/{enclosure}": "enclosure",
  "/api/files/{code}/family": "file",
  "/api/files/{code}/own-copy": "file",
  "/api/files/{code}/plans": "file",
  "/api/files/{code}/standing": "file",
  "/api/forms/{form}/pdf": "everybody",
  "/api/papers": "everybody",
  "/api/registers/{register}": "working",
  "/api/registers/{register}/file": "working",

  "/standard/doubts": "everybody",
  "/standard/doubts/{id}": "everybody",
  "/api/reports": "of files",
  "/api/reports/released": "signed in",
  "/rights": "everybody",
  "/book": "everybody",
  "/book/answer": "everybody",
  "/leave": "everybody",
  "/house/book": "keeps book",
  "/house/book/new": "of a house",
  "/house/book/shown": "keeps book",
  "/house/book/file/{format}": "keeps book",
  "/house/book/review": "keeps book",
  "/house/book/{number}": "unnamed",
  "/house/book/{number}/wording": "unnamed",
  "/house/messages": "messages",
  "/house/messages/{number}": "unnamed",
  "/house/staff": "keeps staff",
  "/house/staff/new": "keeps staff",
  "/house/staff/numbers": "keeps staff",
  "/house/staff/{member}": "unnamed",
  "/house/training": "keeps staff",
  "/house/training/new": "keeps staff",
  "/house/job-descriptions": "keeps staff",
  "/house/job-descriptions/new": "keeps staff",
  "/house/job-descriptions/{number}": "unnamed",
  "/house/controls": "keeps staff",
  "/house/controls/new": "keeps staff",
  "/api/book": "keeps book",
  "/api/book/shown": "keeps book",
  "/api/book/reviews": "keeps book",
  "/api/messages": "messages",
  "/api/staff": "keeps staff",
  "/api/staff/norm": "unnamed",
  "/api/staff/numbers": "keeps staff",
  "/api/staff/training": "keeps staff",
  "/api/staff/controls": "keeps staff",
  "/api/staff/job-descriptions": "keeps staff",
  "/api/staff/acknowledgements": "keeps staff",
};

/** What stands in the place of a name in an address. */
const IN_PLACE = {
  act: "item_issued", lang: "ru", seq: "1", annex: "annex_1", form: "annex_1", name: "tirek.css", paragraph: "15",
  kind: "transfer", step: "received", year: "2026", what: "roles", format: "pdf",
};

/** What stands there in some addresses alone. */
const IN_PLACE_OF = {
  "/people/{code}/papers/{paper}": { paper: "needs_assessment" },
  "/forms/{paper}/fill": { paper: "erasure_certificate" },
  "/reports/file/{kind}": { kind: "pdf" },
  "/house/{register}/new/{entry}": { register: "rooms", entry: "room" },
  "/api/registers/{register}/file": { register: "recipients" },
};

/** What an address does not answer without. */
const ASKED = {
  "/api/files/{code}/bundle": "?lang=ru&purpose=inspector",
  "/api/files/{code}/own-copy": "?lang=ru",
  "/api/registers/{register}/file": "?lang=ru&from=2026-01-01&to=2026-11-24",
};

/** Registers of the house that whoever works with recipients reads. */
const REGISTERS = ["premises", "rooms", "contacts", "internal_rules", "quality"];

/** Addresses that print much: asked of one file. */
const OF_ONE_FILE = ["/api/files/{code}/bundle", "/api/files/{code}/own-copy"];

const project = new URL("..", import.meta.url);
let program, addresses, canaries, files, request, beside, member;

/** One question, with nothing but what is given; redirects are not followed. */
function put(path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const question = ask(new URL(path, program.address), { method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    });
    question.on("error", reject);
    question.end(body);
  });
}

const PAGE = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
const form = (answers) => new URLSearchParams(answers).toString();
const JSON_HEADERS = { "content-type": "application/json", "accept-language": "en" };

/** What a form carries beside what is typed. */
const hidden = (page) =>
  Object.fromEntries([...page.bytes.toString().matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((each) => each.slice(1)));
const cookies = (answer) => (answer.headers["set-cookie"] ?? []).map((set) => set.split(";")[0]).join("; ");

/** Signs in on the pages; gives the headers that go with every question. */
async function onPages(login) {
  const password = login === "stranger" ? STRANGER_PASSWORD : program.password;
  const page = await put("/sign-in");
  const body = form({ ...hidden(page), login, password });
  const answer = await put("/sign-in", { method: "POST", headers: { ...PAGE, cookie: cookies(page) }, body });
  assert.equal(answer.status, 303, `${login}: ${answer.bytes.toString().match(/<h1>.*<\/h1>/)}`);
  return { cookie: cookies(answer) };
}

/** Signs in to the API. One session a person: that on the pages ends. */
async function onApi(login) {
  const password = login === "stranger" ? STRANGER_PASSWORD : program.password;
  const answer = await put("/api/sessions", { method: "POST", headers: JSON_HEADERS, body: JSON.stringify({ login, password }) });
  assert.equal(answer.status, 201, `${login}: ${answer.bytes}`);
  return { authorization: `Bearer ${JSON.parse(answer.bytes).token}`, "accept-language": "en" };
}

/** The head restricts a file to herself and the lawyer. */
async function restrict(code) {
  const bodies = await readFile(new URL("crates/cli/demo/bodies.toml", project), "utf8");
  const lawyer = bodies.match(/login = "lawyer"\nname = "(.*)"/)?.[1] ?? bodies.match(/name = "(.*)"\nlogin = "lawyer"/)[1];
  const headers = await onPages("head");
  const address = `/people/${code}/restriction`;
  const page = await put(address, { headers });
  assert.equal(page.status, 200);
  const choices = [...page.bytes.toString().matchAll(/name="named" value="([^"]+)"[^]*?<label[^>]*>([^<]*)</g)];
  const named = choices.find(([, , label]) => label.includes(lawyer))[1];
  const body = form({ ...hidden(page), named, restriction_step: "restrict", restriction_reason: "–" });
  const answer = await put(address, { method: "POST", headers: { ...PAGE, ...headers }, body });
  assert.equal(answer.status, 303, answer.bytes.toString());
}

const isApi = (path) => path.startsWith("/api/");
const filled = (address, codes) => address.replace(/\{(\w+)\}/g, (_, name) => codes[name] ?? IN_PLACE[name] ?? "nothing1");

before(async () => {
  program = await Program.start({ demo: true, today: "2026-11-24" });
  const add = ["body", "add", "--data", program.data, "--name", "Басқа баспана", "--kind", "social-assistance-center"];
  await program.run([...add, "--login", "stranger", "--head", "Бөтенова Бөтен"], `${STRANGER_PASSWORD}\n`);

  const router = await readFile(new URL("crates/web/src/router.rs", project), "utf8");
  const routes = [...router.matchAll(/\.route\(\s*"([^"]+)",([^;]*?)(?=\.route\(|\.fallback|\.layer)/gs)];
  assert.ok(routes.length > 30, "the router is read");
  const pages = routes.filter(([, , how]) => /\bget\(/.test(how)).map(([, address]) => address);
  const described = JSON.parse((await put("/api/openapi.json")).bytes).paths;
  const api = Object.keys(described).filter((address) => described[address].get);
  addresses = [...pages, ...api];

  const people = new URL("crates/cli/demo/people/", project);
  canaries = new Set();
  const addressed = [];
  for (const name of await readdir(people)) {
    addressed.push((await readFile(new URL(name, people), "utf8")).match(/^address = "(.*)"$/m)?.[1]);
    const names = (await readFile(new URL(name, people), "utf8")).match(/^name = \[(.*)\]$/m)?.[1].match(/[^",\s]+/g) ?? [];
    for (const [index, word] of names.entries()) if (index !== 1 && word.length > 4) canaries.add(word);
  }
  // How a person is addressed is known to all who work with her.
  for (const word of canaries) if (addressed.some((address) => address?.includes(word))) canaries.delete(word);
  assert.ok(canaries.size > 15, "there are names to look for");

  const head = await onApi("head");
  const listed = JSON.parse((await put("/api/files", { headers: head })).bytes);
  const sent = JSON.parse((await put("/api/exchanges", { headers: await onApi("officer") })).bytes);
  request = { id: sent[0].id };
  const again = await onApi("head");
  const withDocuments = async (file) => ({
    code: file.code,
    documents: JSON.parse((await put(`/api/files/${file.code}/documents`, { headers: again })).bytes).map((each) => each.id),
  });
  // Of several such files the fullest: the list is in the order of codes, which are random.
  const fullest = async (stage) => {
    const found = [];
    for (const file of listed) if (file.stage === stage) found.push(await withDocuments(file));
    return found.sort((a, b) => b.documents.length - a.documents.length);
  };
  const [open, restricted] = await fullest("in_service");
  files = {
    open,
    restricted,
    closed: (await fullest("closed"))[0],
    none: { code: "nothing1", documents: ["nothing1"] },
  };
  await restrict(restricted.code);
  assert.ok(files.open.documents.length > 4 && files.restricted.documents.length > 0 && files.closed.documents.length > 0, "there are documents");

  // What was signed, beside the first form of the open file: it shows who she is.
  const onPage = await onPages("head");
  const [id] = files.open.documents;
  const path = `/people/${files.open.code}/documents/${id}`;
  const page = await put(path, { headers: onPage });
  const frozen = await put(`${path}/freeze`, { method: "POST", headers: { ...PAGE, ...onPage }, body: form({ ...hidden(page), language: "ru" }) });
  assert.equal(frozen.status, 200, frozen.bytes.toString());
  const enclosure = frozen.bytes.toString().match(/\/enclosures\/(\w+)/)[1];
  beside = { code: files.open.code, id, enclosure };
  const staff = (await put("/house/accounts", { headers: onPage })).bytes.toString();
  member = staff.match(/\/house\/accounts\/(?!new"|second-factor")(\w+)/)[1];
});
after(() => program?.stop());

test("every address of the pages and of the API has a rule, and no rule is left over", () => {
  assert.deepEqual(addresses.filter((address) => !RULES[address]), [], "addresses without a rule");
  assert.deepEqual(Object.keys(RULES).filter((address) => !addresses.includes(address)), [], "rules without an address");
});

/** The text of an answer: that of a PDF as a reader sees it. */
function textOf(answer) {
  if (!answer.bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) return answer.bytes.toString();
  const read = spawnSync("pdftotext", ["-", "-"], { input: answer.bytes, encoding: "utf8" });
  assert.equal(read.status, 0, read.stderr);
  return read.stdout;
}

const found = (text) => [...canaries].filter((name) => text.includes(name));

/** Every question that an address stands for: with each file, each of its documents, the request. */
function* questions(address) {
  const rule = RULES[address];
  const fill = (codes) => filled(address, { ...codes, ...IN_PLACE_OF[address] }) + (ASKED[address] ?? "");
  if (rule === "file" || rule === "decides") {
    for (const [which, file] of Object.entries(files)) {
      if (OF_ONE_FILE.includes(address) && which === "closed") continue;
      const documents = address.includes("{id}") ? file.documents : [undefined];
      // One PDF of each file is printed for each person; the pages of the documents are all opened.
      for (const id of address.includes("/pdf") ? documents.slice(0, 1) : documents) {
        yield { path: fill({ code: file.code, id }), which };
      }
    }
  } else if (rule === "enclosure") {
    yield { path: fill(beside), which: "open" };
    yield { path: fill({ ...beside, enclosure: "nothing1" }), which: "none" };
    yield { path: fill({ ...beside, code: files.closed.code }), which: "none" };
  } else if (rule === "ended" || rule === "erased") {
    for (const [which, file] of Object.entries(files)) yield { path: fill({ code: file.code }), which };
  } else if (rule === "member") {
    yield { path: fill({ code: member }), which: "hers" };
    yield { path: fill({ code: "nothing1" }), which: "none" };
  } else if (rule === "working" && !IN_PLACE_OF[address]) {
    for (const register of REGISTERS) yield { path: fill({ register }), which: "hers" };
    yield { path: fill({ register: "nothing1" }), which: "none" };
  } else if (rule === "sender") yield { path: filled(address, { kind: "referral" }), which: "none needed" };
  else if (rule === "exchange") yield { path: filled(address, request), which: "request" };
  else yield { path: fill({ code: "ru", id: "15", act: "application_registered" }), which: "none needed" };
}

/** Statuses that the rule promises; a file that one may not know of looks like one that is not there. */
function promised(rule, login, which, api) {
  const notSignedIn = api ? [401] : [303];
  const held = STAFF[login] ?? [];
  if (rule === "everybody") return [200, 303, 404];
  if (rule === "unnamed") return [200, 303, 400, 401, 403, 404, 422];
  if (login === "nobody") return notSignedIn;
  switch (rule) {
    case "signed in":
      return [200, 303];
    case "own":
      return [200, 303, 403, 404];
    case "file":
      if (which === "restricted") return NAMED.includes(login) ? [200] : [404];
      return which !== "none" && held.includes("file") ? [200] : [404];
    case "decides":
      return login === "head" && which !== "none" ? [200] : [404];
    case "emergency":
      return login === "nurse" || login === "head" ? [200] : OTHER_BODIES.includes(login) ? [200, 404] : [404];
    case "sender":
      return ["officer", "office-head", "police", "police-head"].includes(login) ? [200] : [404];
    case "keeper":
      return held.includes("file") || login === "stranger" ? [200] : [404];
    case "exchange":
      return login === "officer" || login === "office-head" || held.includes("file") ? [200, 404] : [404];
    case "keeps book":
      return login === "head" || login === "stranger" ? [200] : [404];
    case "of files":
      return held.includes("file") || login === "stranger" ? [200] : [404];
    case "keeps staff":
      return held.includes("house") || login === "stranger" ? [200] : [404];
    case "keeps papers":
      return held.includes("file") || held.includes("house") || login === "stranger" ? [200] : [404];
    case "of a house":
      return STAFF[login] || login === "stranger" ? [200] : [404];
    case "messages":
      return ["head", "stranger", "office-head", "officer"].includes(login) ? [200] : [404];
    case "enclosure":
      // The page of the document says what is missing; the name is looked for in it like everywhere.
      if (which === "none") return [404];
      if (held.includes("identity")) return [200];
      return held.includes("file") ? (api ? [422] : [200, 422]) : [404];
    case "working":
      return which !== "none" && (held.includes("file") || login === "stranger") ? [200] : [404];
    case "figures":
      return held.includes("file") || OTHER_BODIES.includes(login) ? [200] : [404];
    case "ended":
      return which === "closed" && login === "head" ? [200] : [404];
    case "erased":
      return [404];
    case "member":
      return which === "hers" && login === "head" ? [200] : [404];
    case "head":
      return ["head", "office-head", "police-head", "stranger"].includes(login) ? [200] : [403, 404];
    default:
      return assert.fail(`no such rule: ${rule}`);
  }
}

for (const login of ["nobody", ...Object.keys(STAFF), ...OTHER_BODIES]) {
  test(`${login} gets what the keys open, and nothing else`, async () => {
    const wrong = [];
    let names = 0;
    for (const api of [false, true]) {
      const headers = login === "nobody" ? {} : await (api ? onApi(login) : onPages(login));
      for (const address of addresses.filter((each) => isApi(each) === api)) {
        for (const { path, which } of questions(address)) {
          const answer = await put(path, { headers });
          const rule = RULES[address];
          if (!promised(rule, login, which, api).includes(answer.status)) wrong.push(`${path} (${rule}, ${which}): ${answer.status}`);
          const told = found(textOf(answer));
          names += told.length;
          const may = STAFF[login]?.includes("identity") || (["officer", "office-head"].includes(login) && /requests|exchanges/.test(path));
          if (told.length && !may) wrong.push(`${path}: says ${told.join(", ")}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    // Whoever holds the key does see the names: a matrix in which nobody sees anything would prove nothing.
    if (STAFF[login]?.includes("identity")) assert.ok(names > 0, `${login} sees no name at all`);
  });
}

test("what is sent without the keys is refused and leaves no act", async () => {
  const path = `/people/${files.open.code}/acts/item_issued`;
  const headers = await onApi("head");
  const entries = async () => JSON.parse((await put(`/api/files/${files.open.code}`, { headers: await onApi("head") })).bytes).seq;
  assert.equal((await put(`/api/files/${files.open.code}`, { headers })).status, 200);
  const before = await entries();
  for (const login of ["accountant", "hr", ...OTHER_BODIES]) {
    const session = await onPages(login);
    // The token of the form is her own, from a page that she may see.
    const token = hidden(await put("/", { headers: session }));
    const body = form({ ...token, item: "x", on: "2026-11-24", step: "record" });
    const answer = await put(path, { method: "POST", headers: { ...PAGE, ...session }, body });
    assert.equal(answer.status, 404, `${login}: ${answer.status}`);
    const api = await onApi(login);
    const act = { on: "2026-11-24", by: "specialist", act: "item_issued", item: "x", seen_seq: before };
    const sent = await put(`/api/files/${files.open.code}/acts`, { method: "POST", headers: { ...JSON_HEADERS, ...api }, body: JSON.stringify(act) });
    assert.equal(sent.status, 404, `${login}: ${sent.bytes}`);
  }
  assert.equal(await entries(), before);
});

test("names are in no file of the data folder, in no line of the log, in no address", async () => {
  const inPlain = [...canaries];
  for (const [name, bytes] of await program.files()) {
    for (const word of inPlain) {
      for (const written of [Buffer.from(word), Buffer.from(word, "utf16le"), Buffer.from(Buffer.from(word).toString("base64").replace(/=+$/, "").slice(0, -1))]) {
        assert.ok(!bytes.includes(written), `${name} holds ${word}`);
      }
      assert.ok(!bytes.includes(Buffer.from(Buffer.from(word).toString("hex"))), `${name} holds ${word} in hexadecimal`);
    }
  }
  assert.deepEqual(found(program.log), []);
});
