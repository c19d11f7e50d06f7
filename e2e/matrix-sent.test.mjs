// Who may send what: everybody × every address of the pages that takes a form and every operation of the API that changes something ×
// a file of one's own house, a restricted one, a closed one, none. The addresses are read from the router and from the OpenAPI
// document: one without a rule fails.
//
// Pages are sent a form with the token of the session and nothing else: whoever may send it is told what is missing (422), to whoever
// may not it is not there (404). The API reads a body before it asks whose it is: whoever may not send it sends a whole one and gets
// 404, whoever may sends an empty one and is told what is wrong with it. At the end nothing has changed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import {
  IN_PLACE_OF, JSON_HEADERS, OTHER_BODIES, PAGE, RULES, STAFF,
  begin, beside, cookies, end, files, filled, form, hidden, member, onApi, onPages, operations, posts, promised, put, requests,
} from "./lib/matrix.mjs";

before(begin);
after(end);

const TODAY = "2026-11-24";

/**
 * Whom a form is for, where the rule of the page that shows it does not say.
 *  unread      its bytes are looked at before anything else: what is no upload is not understood, whoever sends it
 *  incomplete  what is missing is told before it is looked whose file it is
 *  nothing     what it is about is named in the form, and an empty one names nothing that is there
 *  back        an empty form leads back to the page
 */
const FORMS = {
  "/sign-out": "left out",
  "/people/{code}/documents/{id}/freeze": "file",
  "/people/{code}/documents/{id}/scans": "unread",
  "/people/{code}/documents/{id}/signatures": "unread",
  "/people/{code}/bundle": "incomplete",
  "/people/{code}/own-copy": "incomplete",
  "/requests/new/{kind}": "sender",
  "/house/papers/{id}/scans": "unread",
  "/house/papers/{id}/signatures": "unread",
  "/house/recovery": "head",
  "/house/recovery/entrust": "nothing",
  "/house/recovery/stop": "nothing",
  "/house/calendar": "head",
  "/house/certificates": "unread",
  "/house/certificates/distrust": "nothing",
  "/house/accounts/{code}/{what}": "member",
  "/house/restricted/{number}": "nothing",
  "/house/book/{number}": "nothing",
  "/house/book/{number}/wording": "nothing",
  "/house/messages/{number}": "nothing",
  "/house/staff/{member}": "nothing",
  "/house/job-descriptions/{number}": "nothing",
  "/reports/release": "back",
};

/** Whom an operation of the API is for, and a whole body of it for whoever it is not for. */
const SENT = {
  "POST /api/accounts": ["head", { login: "newcomer", name: "Жаңа Адам", roles: ["nurse"], language: "kk" }],
  "DELETE /api/accounts/{code}": ["member"],
  "DELETE /api/accounts/{code}/factors": ["member"],
  "DELETE /api/accounts/{code}/session": ["member"],
  "POST /api/accounts/{code}/roles": ["member", { roles: ["nurse"] }],
  "POST /api/book": ["of a house", { content: { kind: "complaint", text: "–", on: TODAY, came: "paper", language: "kk" } }],
  "POST /api/book/reviews": ["keeps book", { month: "2026-10" }],
  "POST /api/book/{number}/answers": ["nothing", {}],
  "POST /api/calendar": ["head", "calendar"],
  "POST /api/calendar/consider": ["head", "calendar"],
  "POST /api/certificates": ["head", {}],
  "DELETE /api/certificates/{fingerprint}": ["nothing"],
  "POST /api/day-sheet": ["each by itself", () => ({ code: "G.1", files: [{ file: files.open.code, seen_seq: 1 }], on: TODAY })],
  "POST /api/exchanges": ["of that file", () => ({ on: TODAY, file: files.open.code, sends: { kind: "transfer", on_paper: "Басқа үй" } })],
  "POST /api/exchanges/{id}/acts": ["exchange", { on: TODAY, by: "authorized_body", act: "package_received_by_body", seen_seq: 1 }],
  "POST /api/exchanges/{id}/steps": ["exchange", { on: TODAY, seen_seq: 1, step: { step: "received" } }],
  "POST /api/files": ["keeper", { on: TODAY, by: "specialist", act: "child_found_alone", address: "Ай" }],
  "POST /api/files/{code}/acts": ["file", { on: TODAY, by: "specialist", act: "item_issued", item: "–", seen_seq: 1 }],
  "POST /api/files/{code}/consider": ["file", { on: TODAY, by: "specialist", act: "item_issued", item: "–", seen_seq: 1 }],
  "POST /api/files/{code}/break-glass": ["breaks glass", { reason: "–" }],
  "POST /api/files/{code}/documents/{id}/freeze": ["file", {}],
  "POST /api/files/{code}/documents/{id}/scans": ["file", "scan"],
  "POST /api/files/{code}/documents/{id}/signatures": ["file", {}],
  "POST /api/files/{code}/own-copy": ["file", { language: "kk" }],
  "POST /api/files/{code}/papers": ["file", { paper: "needs_assessment", fields: {} }],
  "POST /api/files/{code}/restriction": ["decides", { named: [], reason: "–" }],
  "POST /api/files/{code}/restriction/lift": ["decides", { reason: "–" }],
  "POST /api/messages/{number}/answers": ["nothing", {}],
  "POST /api/registers/{register}": ["working", { content: { entry: "room", name: "99", beds: [], room_for: "women", accessible: false, closed: false, note: "" } }],
  "POST /api/reports/released": ["heads organization", { month: "2026-10" }],
  "POST /api/restricted/{number}/review": ["nothing", { justified: true, words: "–" }],
  "POST /api/second-factor": ["head", { from: "2026-12-01" }],
  "DELETE /api/sessions": ["left out"],
  "POST /api/sessions": ["left out"],
  "POST /api/sessions/proof": ["signed in", {}],
  "POST /api/staff": ["keeps staff", {}],
  "POST /api/staff/acknowledgements": ["keeps staff", {}],
  "POST /api/staff/controls": ["keeps staff", {}],
  "POST /api/staff/job-descriptions": ["keeps staff", {}],
  "POST /api/staff/numbers": ["keeps staff", {}],
  "POST /api/staff/training": ["keeps staff", {}],
};

test("every form and every operation has a rule, and no rule is left over", () => {
  assert.deepEqual(posts.filter((address) => !FORMS[address] && !RULES[address]), [], "forms without a rule");
  assert.deepEqual(Object.keys(FORMS).filter((address) => !posts.includes(address)), [], "rules without a form");
  assert.deepEqual(operations.filter((operation) => !SENT[operation]), [], "operations without a rule");
  assert.deepEqual(Object.keys(SENT).filter((operation) => !operations.includes(operation)), [], "rules without an operation");
});

/** Every question that an address stands for. */
function* questions(address, rule) {
  const fill = (codes) => filled(address, { ...codes, ...IN_PLACE_OF[address] });
  if (rule === "member") {
    yield { path: fill({ code: member }), which: "hers" };
    yield { path: fill({ code: "nothing1" }), which: "none" };
  } else if (/\/(requests|exchanges)\/\{id\}/.test(address)) {
    for (const [which, request] of Object.entries(requests)) yield { path: fill(request), which };
  }
  else if (rule === "sender") yield { path: fill({ kind: "referral" }), which: "none needed" };
  else if (rule === "working") yield { path: fill({ register: "rooms" }), which: "hers" };
  else if (address.includes("{code}") && !address.startsWith("/language")) {
    for (const [which, file] of Object.entries(files)) yield { path: fill({ code: file.code, id: file.documents[0] }), which };
  } else yield { path: fill({ act: "application_registered" }), which: "none needed" };
}

/** Whether the rule lets her through, told by the statuses that it promises to whoever reads there. */
function may(rule, login, which) {
  const works = STAFF[login]?.includes("file") ?? false;
  switch (rule) {
    case "nothing":
      return false;
    case "of that file":
    case "each by itself":
      return works;
    case "heads organization":
      return login === "head" || login === "stranger";
    case "breaks glass":
      return ["head", "nurse"].includes(login) && which === "restricted";
    case "ended":
      return which === "closed" && login === "head";
    default:
      return promised(rule, login, which, true).some((status) => status === 200);
  }
}

/** The statuses that a form with nothing in it may be answered with. */
function answered(rule, login, which, address) {
  if (rule === "everybody") return [200, 303, 403, 422];
  // A page that takes acts keeps what was typed on the page that asks to sign in.
  if (login === "nobody") return rule === "nothing" ? [303, 404] : [200, 303];
  if (rule === "unread") return [400];
  if (rule === "incomplete") return [422];
  if (rule === "back") return [303];
  // What needs a second step is told to the person herself; signing a document asks for its language or takes the first.
  if (rule === "signed in") return [200, 400, 422];
  // What an empty act or step lacks is told to those whose it is, and that it is not theirs to the other body.
  if (rule === "permit" || rule === "steps") return promised(rule, login, which, false).map((status) => (status === 404 ? 404 : 422));
  // Of another body only its heads hold a key for emergencies.
  if (rule === "emergency" && OTHER_BODIES.includes(login)) return [404, 422];
  return may(rule, login, which) ? [200, 422] : [404];
}

const everybody = ["nobody", ...Object.keys(STAFF), ...OTHER_BODIES];
const seq = async (headers) => {
  const counts = [];
  for (const { code } of [files.open, files.restricted, files.closed]) counts.push(JSON.parse((await put(`/api/files/${code}`, { headers })).bytes).seq);
  for (const { id } of Object.values(requests)) counts.push(JSON.parse((await put(`/api/exchanges/${id}`, { headers })).bytes).seq ?? 0);
  const listed = JSON.parse((await put("/api/files", { headers })).bytes).length;
  const staff = JSON.parse((await put("/api/accounts", { headers })).bytes).map((each) => `${each.login} ${each.state} ${each.roles}`);
  const registers = [];
  for (const address of ["/api/registers/rooms", "/api/book", "/api/staff", "/api/calendar", "/api/reports/released", "/api/second-factor"]) {
    registers.push((await put(address, { headers })).bytes.toString());
  }
  return { counts, listed, staff, registers };
};
let atFirst;

test("what stands there before", async () => {
  atFirst = await seq(await onApi("head"));
  assert.ok(atFirst.counts.filter((count) => count > 0).length === 7 && atFirst.staff.length > 5);
});

for (const login of everybody) {
  test(`${login} sends what is hers to send, and nothing else`, async () => {
    const wrong = [];
    const session = login === "nobody" ? {} : await onPages(login);
    const page = await put(login === "nobody" ? "/sign-in" : "/", { headers: session });
    const headers = login === "nobody" ? { cookie: cookies(page) } : session;
    const body = form({ form_token: hidden(page).form_token });
    for (const address of posts) {
      const rule = FORMS[address] ?? RULES[address];
      if (rule === "left out") continue;
      for (const { path, which } of questions(address, rule)) {
        const { status } = await put(path, { method: "POST", headers: { ...PAGE, ...headers }, body });
        if (!answered(rule, login, which, address).includes(status)) wrong.push(`POST ${path} (${rule}, ${which}): ${status}`);
      }
    }
    const calendar = { text: await readFile(new URL("../law/calendar/2026.toml", import.meta.url), "utf8") };
    const bearer = login === "nobody" ? {} : await onApi(login);
    for (const operation of operations) {
      const [rule, whole] = SENT[operation];
      if (rule === "left out") continue;
      const [method, address] = operation.split(" ");
      for (const { path, which } of questions(address, rule)) {
        const lets = login !== "nobody" && may(rule, login, which);
        // Nothing is to be changed: what needs no body is not sent by whoever may.
        if (lets && method === "DELETE") continue;
        const given = typeof whole === "function" ? whole() : whole === "calendar" ? calendar : whole;
        const sent = lets || method === "DELETE" ? "{}" : given === "scan" ? "%PDF-1.4\n%%EOF\n" : JSON.stringify(given);
        const length = { "content-length": Buffer.byteLength(sent) };
        const { status, bytes } = await put(path, { method, headers: { ...JSON_HEADERS, ...bearer, ...length }, body: sent });
        let expected = login === "nobody" ? [401] : lets ? [400, 404, 409, 422] : [403, 404];
        if (!lets && rule === "each by itself" && status === 200) {
          expected = JSON.parse(bytes).every((each) => each.problem.status === 404) ? [200] : [];
        }
        // Another body begins no file: its people are told by which paragraph.
        if (!lets && rule === "keeper" && login !== "nobody") expected.push(422);
        if (!expected.includes(status)) wrong.push(`${method} ${path} (${rule}, ${which}): ${status}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}

test("nothing has changed", async () => {
  assert.deepEqual(await seq(await onApi("head")), atFirst);
});
