// A report of Annex 8 on its way to the police, as the people of three roles walk it; and a restricted file, opened in an emergency.
// No script runs in the browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { code, fill, press, prove, send, signIn, told } from "./lib/pages.mjs";
import { words } from "./lib/words.mjs";

const LANGUAGE = "ru";
const say = (id) => words(LANGUAGE, id);

let program, browser, file, others;
const people = {};

before(async () => {
  program = await Program.start({ demo: true, today: "2026-11-24" });
  browser = await launch();
  // Whose file holds a report is asked of the API, before anybody signs in on the pages.
  const json = { "content-type": "application/json" };
  const ask = async (path, options = {}) => (await fetch(new URL(path, program.address), options)).json();
  const signedIn = await ask("/api/sessions", { method: "POST", headers: json, body: JSON.stringify({ login: "head", password: program.password }) });
  const headers = { authorization: `Bearer ${signedIn.token}` };
  // Codes are random: the same people are taken each time.
  const listed = (await ask("/api/files", { headers })).filter((each) => each.stage === "in_service");
  const files = listed.sort((a, b) => (a.address < b.address ? -1 : 1)).map((each) => each.code);
  for (const each of files) {
    const documents = await ask(`/api/files/${each}/documents`, { headers });
    if (documents.some((document) => document.form === "annex_8")) file ??= each;
  }
  others = files.filter((each) => each !== file);
  assert.ok(file && others.length, "there is a file with a report, and another");
  for (const login of ["police", "lawyer", "head", "specialist", "nurse"]) {
    people[login] = await person(browser, program, { language: LANGUAGE, scripts: false });
    await signIn(people[login], login, program.password);
  }
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

/** The police ask for a report; gives the code of the request. */
async function asked(number) {
  const { police } = people;
  await police.goto("/requests/new/disclosure");
  const to = await police.locator('main form [name="to"] option:not([value=""])').first().getAttribute("value");
  await fill(police, { to, number, recipient: "Сынақова Айжан", proceedings: "17-22", purpose: "Доказательство", basis_paper: "Статья 128", officer_position: "Следователь" });
  await send(police);
  assert.match(police.url(), /\/requests\/(?!new)/, await told(police));
  return code(police);
}

/** Sends the form; whoever signed in too long ago for what it does shows first that it is she. */
async function sendProved(page) {
  const answer = await send(page);
  return (await prove(page, program.password)) ?? answer;
}

/** Takes a step from the page of the request, by the link that offers it. */
async function step(login, request, name, answers = {}) {
  const page = people[login];
  await page.goto(`/requests/${request}`);
  const link = page.locator(`.next-acts a[href="/requests/${request}/steps/${name}"]`);
  assert.equal(await link.count(), 1, `${name} is not offered to ${login}: ${await page.locator("main").innerText()}`);
  await press(page, link);
  await fill(page, answers);
  const answer = await sendProved(page);
  assert.equal(new URL(page.url()).pathname, `/requests/${request}`, `${name} by ${login} (${answer.status()}): ${await told(page)}`);
}

async function offers(login, request, name) {
  await people[login].goto(`/requests/${request}`);
  return (await people[login].locator(`a[href="/requests/${request}/steps/${name}"]`).count()) > 0;
}

const CONSENT = { consent_language: "қазақша", understood: true };

test("annex 8: a report reaches the police with request, consent and a second person, and not before", async () => {
  const request = await asked("17");
  await step("lawyer", request, "requested", { about_file: file });
  assert.equal(await offers("lawyer", request, "handed_over"), false, "without a consent");

  // The form of the consent is filled from the request, and printed in the language that she understands.
  const { lawyer } = people;
  await lawyer.goto(`/requests/${request}`);
  await press(lawyer, lawyer.locator(`a[href*="/papers/disclosure_consent"]`));
  assert.equal(await lawyer.locator('[name="purpose"]').inputValue(), "Доказательство");
  assert.ok((await lawyer.locator('[name="document_name"]').inputValue()).includes(say("annex_8")));

  // An adult signs herself: that stands there at first, and another's name beside it is not dropped.
  await lawyer.goto(`/requests/${request}/steps/consented`);
  assert.equal(await lawyer.locator('[name="capacity"]').inputValue(), "herself");
  await fill(lawyer, { ...CONSENT, legal_representative: "Бөтен" });
  assert.equal((await sendProved(lawyer)).status(), 422);
  assert.ok((await lawyer.locator("#legal_representative-wrong").innerText()).includes(say("problem-signs-herself")), await told(lawyer));
  await step("lawyer", request, "consented", CONSENT);
  assert.equal(await offers("lawyer", request, "handed_over"), false, "without an approval");
  await step("head", request, "approved");
  assert.equal(await offers("head", request, "handed_over"), false, "whoever approved does not hand it over");
  await people.police.goto(`/requests/${request}`);
  assert.equal(await people.police.locator('a[href*="/documents/"]').count(), 0, "nothing lies there before");
  await step("lawyer", request, "handed_over");

  const { police } = people;
  await police.goto(`/requests/${request}`);
  const report = await police.locator('a[href*="/documents/"]').first().getAttribute("href");
  const opened = await police.goto(report);
  assert.equal(opened.status(), 200);
  assert.ok((await police.locator("main").innerText()).includes(say("annex_8")));
  assert.equal((await people.specialist.goto(report)).status(), 404);
  await step("police", request, "receipt_given");
  assert.ok((await police.locator("main").innerText()).includes(say("standing-receipted")));

  await lawyer.goto(`/people/${file}/exchanges`);
  const consents = await lawyer.locator("main table").first().innerText();
  assert.ok(consents.includes(say("annex_8")) && consents.includes(say("consent-in-force")), consents);
});

test("annex 8: a consent withdrawn before the report is handed over stops it", async () => {
  const request = await asked("18");
  await step("lawyer", request, "requested", { about_file: file });
  await step("lawyer", request, "consented", CONSENT);
  await step("head", request, "approved");
  await step("lawyer", request, "consent_taken_back");
  assert.equal(await offers("lawyer", request, "handed_over"), false);
  await people.lawyer.goto(`/people/${file}/exchanges`);
  const last = await people.lawyer.locator("main table").first().locator("tbody tr").last().innerText();
  assert.ok(!last.includes(say("consent-in-force")), last);
});

/** A child found alone, whose account a lawyer wrote down; gives the code of the file. */
async function childWithReport() {
  const api = async (path, body, token) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(new URL(path, program.address), { method: "POST", headers, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.equal(answer.status, 201, `${path}: ${text}`);
    return JSON.parse(text);
  };
  const { token } = await api("/api/sessions", { login: "lawyer", password: program.password });
  const by = { on: "2026-11-24", by: "lawyer" };
  const name = { surname: { given: "Тапқанов" }, first_name: { given: "Али" } };
  const signed = (who) => ({ name: who, signature: "by_hand" });
  const begun = await api("/api/files", { ...by, act: "child_found_alone", address: "Али" }, token);
  const said = [
    {
      act: "interview_held",
      attested: ["place_fit", "room_safe", "room_isolated", "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"],
    },
    {
      act: "evaluation_sheet_filled",
      outcome: "recognised",
      indicators: [3, 4],
      signatories: ["organization", "authorized_body"],
      document: {
        form: "annex_2",
        language: "ru",
        person: name,
        indicators: [3, 4],
        conclusion: "recognised",
        organization: signed("Лайықова"),
        authorized_body: signed("Төлегенова"),
      },
    },
    {
      act: "report_drawn_up",
      document: {
        form: "annex_8",
        language: "ru",
        name,
        at: "2026-11-24T10:00",
        place: "Комната для бесед",
        circumstances: "Найден один",
        account: "Рассказал, что помнит",
        authorised_person: signed("Лайықова"),
      },
    },
  ];
  for (const [index, act] of said.entries()) await api(`/api/files/${begun.code}/acts`, { ...by, ...act, seen_seq: index + 1 }, token);
  await signIn(people.lawyer, "lawyer", program.password);
  return begun.code;
}

test("annex 8: who consents for a child is named, and only her own house reads it", async () => {
  const { lawyer, police, nurse } = people;
  const child = await childWithReport();
  const request = await asked("19");
  await step("lawyer", request, "requested", { about_file: child });
  await lawyer.goto(`/requests/${request}/steps/consented`);
  await fill(lawyer, { consent_language: "қазақша", understood: true });
  assert.equal((await sendProved(lawyer)).status(), 422, "nobody said who signs");
  // The child himself is not asked, nor somebody admitted with him, where nobody was.
  const offered = await lawyer.locator('[name="capacity"] option').evaluateAll((all) => all.map((each) => each.value).filter(Boolean));
  assert.deepEqual(offered, ["parent", "guardian", "authority", "of_age"]);
  await fill(lawyer, { capacity: "guardian" });
  assert.equal((await send(lawyer)).status(), 422, "without her name");
  assert.ok((await lawyer.locator("#legal_representative-wrong").innerText()).includes(say("problem-missing")), await told(lawyer));
  assert.equal(await lawyer.locator('[name="consent_language"]').inputValue(), "қазақша", "nothing typed is lost");
  await fill(lawyer, { legal_representative: "Қамқорова Мәдина", evidence: "Решение № 7" });
  await send(lawyer);
  assert.equal(new URL(lawyer.url()).pathname, `/requests/${request}`, await told(lawyer));
  // The form of the consent carries her name.
  await press(lawyer, lawyer.locator(`a[href*="/papers/disclosure_consent"]`));
  assert.equal(await lawyer.locator('[name="legal_representative"]').inputValue(), "Қамқорова Мәдина");
  // It lies in the file of the child, with the names: nobody of the police and nobody without the key to names reads it, not even by its
  // address; and that a guardian consents stands nowhere in the exchange, which both bodies read.
  await lawyer.goto(`/people/${child}/documents`);
  const paper = await lawyer.locator(`a[href^="/people/${child}/documents/"]`, { hasText: "Кто даёт согласие" }).first().getAttribute("href");
  await lawyer.goto(paper);
  const said = await lawyer.locator("main").innerText();
  for (const each of ["Қамқорова Мәдина", "опекун", "Решение № 7"]) assert.ok(said.includes(each), said);
  for (const page of [police, nurse]) {
    for (const address of [`/requests/${request}`, paper]) {
      const answer = await page.goto(address);
      const shown = await page.content();
      assert.ok(!shown.includes("Қамқорова") && !shown.includes("опекун"), `${address} (${answer.status()})`);
    }
  }
  assert.equal((await police.goto(paper)).status(), 404);
});

test("a restricted file opens in an emergency for whoever writes down why, and the head reviews it", async () => {
  const { head, nurse, specialist } = people;
  const [code] = others;
  await head.goto(`/people/${code}`);
  await press(head, head.locator(`a[href="/people/${code}/restriction"]`));
  await fill(head, { restriction_step: "restrict", restriction_reason: "Её ищут" });
  await sendProved(head);
  assert.equal(new URL(head.url()).pathname, `/people/${code}`, await told(head));
  assert.ok((await head.locator(".cover").innerText()).includes(say("file-restricted")));
  for (const page of [nurse, specialist]) assert.equal((await page.goto(`/people/${code}`)).status(), 404);
  assert.equal((await specialist.goto("/house/restricted")).status(), 404);

  await nurse.goto("/house");
  await press(nurse, nurse.locator('a[href="/house/restricted"]'));
  assert.equal((await send(nurse)).status(), 422, "without a reason");
  await fill(nurse, { glass_file: code, glass_reason: "Потеряла сознание, нужны аллергии" });
  await send(nurse);
  assert.equal(new URL(nurse.url()).pathname, `/people/${code}`, await told(nurse));
  assert.equal((await specialist.goto(`/people/${code}`)).status(), 404);

  await head.goto("/");
  const notice = head.locator('.box a[href="/house/restricted"]');
  assert.ok((await notice.innerText()).includes(code), "every page of the head says so");
  await press(head, notice);
  await press(head, head.locator('main a[href^="/house/restricted/"]').first());
  await fill(head, { glass_verdict: "justified", glass_words: "Приезжала скорая" });
  await send(head);
  assert.ok((await head.locator("main").innerText()).includes("Приезжала скорая"), await told(head));
  await head.goto("/");
  assert.equal(await notice.count(), 0);
});
