// Who may do what: everybody of the demonstration, the rule of each address, and what the rules promise. Asked of by two tests:
// what is read (`matrix.test.mjs`) and what is sent (`matrix-sent.test.mjs`).

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { request as ask } from "node:http";

import { Program } from "./program.mjs";

/** Who holds what, by the design for confidentiality. Nobody else is in the demonstration. */
export const STAFF = {
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
export const NAMED = ["head", "specialist"];
/** Who holds the legal part, to which copies for other bodies and their papers are sealed. */
const LEGAL = ["head", "lawyer"];
export const OTHER_BODIES = ["office-head", "officer", "police-head", "police", "stranger"];
const STRANGER_PASSWORD = "әр таңның өз шуағы бар";

/**
 * Whom each address is for.
 *  everybody    nobody need be signed in
 *  signed in    whoever is signed in, of whatever body
 *  file         whoever holds `file` in the house whose file it is; to all others it is not there
 *  keeper       whoever may begin a file: holds `file` in an organization
 *  exchange     what passes between two bodies: whoever works with recipients in either, and of a restricted file those named
 *  exchange document, exchange paper   what lies in it: the other body, and whoever holds the legal part in the house
 *  permit       the form of the body that issues permits, in the requests that it received
 *  steps        the form of a step of the house: in the request for a report, which has steps
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
 *  enclosure    what lies beside a document: whoever opens the whole document
 *  working      whoever works with recipients in an organization
 *  figures      whoever sees figures: those who work with recipients, and every other body
 *  ended        the head of the house whose file it is, once it has ended
 *  erased       the same, once it is erased: no file of the demonstration is
 *  member       the head of the house in which she works
 *  unnamed      asked here for something that there is not, by whoever: it never breaks and never says a name. Who gets what there
 *               is, is held by the tests of `store` and `web`; those addresses want questions of their own here
 */
export const RULES = {
  "/set-up": "everybody",
  "/sign-in": "everybody",
  "/prove": "signed in",
  "/language/{code}": "everybody",
  "/": "signed in",
  "/people": "signed in",
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
  "/requests": "signed in",
  "/requests/new/{kind}": "sender",
  "/requests/{id}/steps/{step}": "steps",
  "/requests/{id}/papers/{paper}/pdf/{lang}": "exchange paper",
  "/requests/{id}": "exchange",
  "/requests/{id}/acts/{act}": "permit",
  "/requests/{id}/documents/{document}": "exchange document",
  "/requests/{id}/documents/{document}/pdf/{lang}": "exchange document",
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

  "/api/accounts": "head",
  "/api/bodies": "signed in",
  "/api/duties": "signed in",
  "/api/exchanges": "signed in",
  "/api/exchanges/{id}": "exchange",
  "/api/exchanges/{id}/documents/{document}": "exchange document",
  "/api/exchanges/{id}/documents/{document}/pdf": "exchange document",
  "/api/files": "signed in",
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
  "/api/waiting": "signed in",

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
  "/registers": "of files",
  "/recovery": "everybody",
  "/house/recovery": "signed in",
  "/house/keeping": "head",
  "/house/keeping/{code}": "ended",
  "/house/keeping/{code}/certificate/{lang}": "erased",
  "/house/record": "head",
  "/house/restricted": "emergency",
  "/house/restricted/{number}": "unnamed",
  "/people/{code}/restriction": "decides",
  "/house/calendar": "signed in",
  "/house/certificates": "signed in",
  "/reports": "signed in",
  "/reports/file/{kind}": "figures",
  "/house/accounts": "head",
  "/house/accounts/second-factor": "head",
  "/house/accounts/{code}": "member",
  "/house/accounts/{code}/{what}": "signed in",
  "/house/day-sheet": "of files",
  "/house/{register}": "working",
  "/house/{register}/new/{entry}": "working",
  "/forms": "everybody",
  "/forms/{paper}/fill": "signed in",
  "/api/calendar": "signed in",
  "/api/certificates": "signed in",
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
export const IN_PLACE = {
  act: "item_issued", lang: "ru", seq: "1", annex: "annex_1", form: "annex_1", name: "tirek.css", paragraph: "15",
  kind: "transfer", step: "received", year: "2026", what: "roles", format: "pdf",
};

/** What stands there in some addresses alone. */
export const IN_PLACE_OF = {
  "/requests/{id}/acts/{act}": { act: "permit_issued" },
  "/requests/{id}/steps/{step}": { step: "consented" },
  "/people/{code}/papers/{paper}": { paper: "needs_assessment" },
  "/forms/{paper}/fill": { paper: "erasure_certificate" },
  "/reports/file/{kind}": { kind: "pdf" },
  "/house/{register}/new/{entry}": { register: "rooms", entry: "room" },
  "/api/registers/{register}/file": { register: "recipients" },
};

/** What an address does not answer without. */
export const ASKED = {
  "/api/files/{code}/bundle": "?lang=ru&purpose=inspector",
  "/api/files/{code}/own-copy": "?lang=ru",
  "/api/registers/{register}/file": "?lang=ru&from=2026-01-01&to=2026-11-24",
};

/** Registers of the house that whoever works with recipients reads. */
export const REGISTERS = ["premises", "rooms", "contacts", "internal_rules", "quality"];

/** Addresses that print much: asked of one file. */
export const OF_ONE_FILE = ["/api/files/{code}/bundle", "/api/files/{code}/own-copy"];

const project = new URL("../..", import.meta.url);
/** What the two tests ask of; `begin` fills it. */
export let program, addresses, posts, operations, canaries, files, requests, beside, member;

/** One question, with nothing but what is given; redirects are not followed. */
export function put(path, { method = "GET", headers = {}, body } = {}) {
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

export const PAGE = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
export const form = (answers) => new URLSearchParams(answers).toString();
export const JSON_HEADERS = { "content-type": "application/json", "accept-language": "en" };

/** What a form carries beside what is typed. */
export const hidden = (page) =>
  Object.fromEntries([...page.bytes.toString().matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((each) => each.slice(1)));
export const cookies = (answer) => (answer.headers["set-cookie"] ?? []).map((set) => set.split(";")[0]).join("; ");

/** Signs in on the pages; gives the headers that go with every question. */
export async function onPages(login) {
  const password = login === "stranger" ? STRANGER_PASSWORD : program.password;
  const page = await put("/sign-in");
  const body = form({ ...hidden(page), login, password });
  const answer = await put("/sign-in", { method: "POST", headers: { ...PAGE, cookie: cookies(page) }, body });
  assert.equal(answer.status, 303, `${login}: ${answer.bytes.toString().match(/<h1>.*<\/h1>/)}`);
  return { cookie: cookies(answer) };
}

/** Signs in to the API. One session a person: that on the pages ends. */
export async function onApi(login) {
  const password = login === "stranger" ? STRANGER_PASSWORD : program.password;
  const answer = await put("/api/sessions", { method: "POST", headers: JSON_HEADERS, body: JSON.stringify({ login, password }) });
  assert.equal(answer.status, 201, `${login}: ${answer.bytes}`);
  return { authorization: `Bearer ${JSON.parse(answer.bytes).token}`, "accept-language": "en" };
}

/** The head restricts a file to herself and the specialist. */
async function restrict(code) {
  const bodies = await readFile(new URL("crates/cli/demo/bodies.toml", project), "utf8");
  const specialist = bodies.match(/login = "specialist"\nname = "(.*)"/)?.[1] ?? bodies.match(/name = "(.*)"\nlogin = "specialist"/)[1];
  const headers = await onPages("head");
  const address = `/people/${code}/restriction`;
  const page = await put(address, { headers });
  assert.equal(page.status, 200);
  const choices = [...page.bytes.toString().matchAll(/name="named" value="([^"]+)"[^]*?<label[^>]*>([^<]*)</g)];
  const named = choices.find(([, , label]) => label.includes(specialist))[1];
  const body = form({ ...hidden(page), named, restriction_step: "restrict", restriction_reason: "–" });
  const answer = await put(address, { method: "POST", headers: { ...PAGE, ...headers }, body });
  assert.equal(answer.status, 303, answer.bytes.toString());
}

/** The police ask for a report, and the lawyer finds it; the code of the request, and that of its paper. */
async function asked(file) {
  const police = await onApi("police");
  const send = async (path, headers, body) => {
    const answer = await put(path, { method: "POST", headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify({ on: "2026-11-24", ...body }) });
    assert.equal(answer.status, 201, answer.bytes.toString());
    return JSON.parse(answer.bytes);
  };
  const bodies = JSON.parse((await put("/api/bodies", { headers: police })).bytes);
  const { code: house } = bodies.find((body) => body.form === "shelter");
  const fields = { recipient: "–", proceedings: "–", purpose: "–", basis_paper: "–", officer_position: "–", officer: "–", number: "17", agency: "–", organization: "–", on: "2026-11-24" };
  const paper = { paper: "disclosure_request", language: "ru", fields };
  const sent = await send("/api/exchanges", police, { sends: { kind: "disclosure", to: [house], number: "17", paper } });
  const id = sent.code;
  const lawyer = await onApi("lawyer");
  await send(`/api/exchanges/${id}/steps`, lawyer, { seen_seq: 1, find: { file: file.code, document: file.report } });
  const opened = JSON.parse((await put(`/api/exchanges/${id}`, { headers: lawyer })).bytes);
  return { id, paper: opened.papers[0].id };
}

export const isApi = (path) => path.startsWith("/api/");
export const filled = (address, codes) => address.replace(/\{(\w+)\}/g, (_, name) => codes[name] ?? IN_PLACE[name] ?? "nothing1");

/** Serves the demonstration, with a second organization, a restricted file and a signed document beside it. */
export async function begin() {
  program = await Program.start({ demo: true, today: "2026-11-24" });
  const add = ["body", "add", "--data", program.data, "--name", "Басқа баспана", "--kind", "social-assistance-center"];
  await program.run([...add, "--login", "stranger", "--head", "Бөтенова Бөтен"], `${STRANGER_PASSWORD}\n`);

  const router = await readFile(new URL("crates/web/src/router.rs", project), "utf8");
  const routes = [...router.matchAll(/\.route\(\s*"([^"]+)",([^;]*?)(?=\.route\(|\.fallback|\.layer)/gs)];
  assert.ok(routes.length > 30, "the router is read");
  const answering = (method) => routes.filter(([, , how]) => new RegExp(`\\b${method}\\(`).test(how)).map(([, address]) => address);
  const pages = answering("get");
  posts = answering("post");
  const described = JSON.parse((await put("/api/openapi.json")).bytes).paths;
  const api = Object.keys(described).filter((address) => described[address].get);
  addresses = [...pages, ...api];
  operations = Object.entries(described).flatMap(([address, how]) =>
    Object.keys(how)
      .filter((method) => method !== "get")
      .map((method) => `${method.toUpperCase()} ${address}`),
  );

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
  const again = await onApi("head");
  const asHead = async (path) => JSON.parse((await put(path, { headers: again })).bytes);
  const passed = new Map();
  for (const { id } of await asHead("/api/exchanges")) {
    const exchange = await asHead(`/api/exchanges/${id}`);
    passed.set(exchange.file, { id, document: exchange.documents[0].id });
  }
  const found = [];
  for (const { code, stage } of listed) {
    const documents = await asHead(`/api/files/${code}/documents`);
    const report = documents.find((each) => each.form === "annex_8")?.id;
    found.push({ code, stage, report, documents: documents.map((each) => each.id) });
  }
  // The list is in the order of codes, which are random: the fullest of those about whom a permit was asked, and one with a report, which
  // the police ask for.
  found.sort((a, b) => b.documents.length - a.documents.length);
  const inService = found.filter((file) => file.stage === "in_service" && passed.has(file.code));
  const restricted = inService.find((file) => file.report);
  files = {
    open: inService.find((file) => file.report && file !== restricted),
    restricted,
    closed: found.find((file) => file.stage === "closed"),
    none: { code: "nothing1", documents: ["nothing1"] },
  };
  // What is asked of each, by the name of its rule.
  const permit = { permit: true, exchange: true, "exchange document": true };
  const report = { steps: true, exchange: true, "exchange paper": true };
  requests = {
    open: { ...passed.get(files.open.code), ...permit },
    restricted: { ...passed.get(restricted.code), ...permit, restricted: true },
    report: { ...(await asked(files.open)), ...report },
    "report of the restricted": { ...(await asked(restricted)), ...report, restricted: true },
    none: { id: "nothing1" },
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
}

export const end = () => program?.stop();

/** Statuses that the rule promises; a file that one may not know of looks like one that is not there. */
export function promised(rule, login, which, api) {
  const notSignedIn = api ? [401] : [303];
  const held = STAFF[login] ?? [];
  if (rule === "everybody") return [200, 303, 404];
  if (rule === "unnamed") return [200, 303, 400, 401, 403, 404, 422];
  if (login === "nobody") return notSignedIn;
  switch (rule) {
    case "signed in":
      return [200, 303];
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
    case "exchange document":
    case "exchange paper":
    case "permit":
    case "steps": {
      if (!requests[which][rule]) return [404];
      // The requests for permits are the office's, that for a report is the police's, whatever is restricted in the house.
      const isTheirs = (requests[which].steps ? ["police", "police-head"] : ["office-head", "officer"]).includes(login);
      if (rule === "permit") return isTheirs ? [200] : [404];
      // Whose step it is not is told so.
      if (isTheirs) return rule === "steps" ? [422] : [200];
      const keys = rule.startsWith("exchange ") ? LEGAL.includes(login) : held.includes("file");
      return keys && (!requests[which].restricted || NAMED.includes(login)) ? [200] : [404];
    }
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
