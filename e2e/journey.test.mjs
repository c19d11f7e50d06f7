// One recipient's whole path, as a new user walks it: set-up, application, identification, permit, agreement, card, plan,
// services, completion, closing. No script runs in the browser. At the end the name is looked for where it must not be.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { PASSWORD, act, code, daysAgo, fill, furnish, press, record, send, signIn, told, unfold } from "./lib/pages.mjs";
import { words } from "./lib/words.mjs";

const NAME = { surname: "Қарашаңырақова", first_name: "Жұпаргүл", patronymic: "Әбілмәжінқызы" };
const CALLED = "Көктемгі Ән";
const IIN = "980314400012";
const BIRTHPLACE = "Үшқоңырсай ауылы";
const TOLD_IN_THE_INTERVIEW = "Ғимараттан шығармады, құжатын алып қойды";
const PARTS = Object.values(NAME);
const SECRETS = [...PARTS, CALLED, IIN, BIRTHPLACE, TOLD_IN_THE_INTERVIEW];
const BODY = "Сынақ уәкілетті органы";

const ATTESTED = [
  "place_fit",
  "room_safe",
  "room_isolated",
  "room_bright",
  "room_warm",
  "no_other_work",
  "no_calls",
  "no_other_conversations",
];

let program, browser;
const people = [];
let file, request;

async function sit(language) {
  const page = await person(browser, program, { language, scripts: false });
  people.push(page);
  return page;
}

before(async () => {
  program = await Program.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

test("one recipient from application to closing", async (journey) => {
  const head = await sit("kk");
  const specialist = await sit("ru");
  const officer = await sit("en");
  let stuck;
  const step = (name, walk) =>
    journey.test(name, { skip: stuck && `stuck at: ${stuck}` }, async () => {
      stuck = name;
      await walk();
      stuck = undefined;
    });

  await step("the first visit sets the organization up, and the head adds her staff", async () => {
    await furnish(head, {
      specialist: ["specialist", "identification", "monitoring"],
      psychologist: ["psychologist"],
      lawyer: ["lawyer", "identification"],
      nurse: ["nurse"],
      accountant: ["accountant"],
    });
    const add = ["body", "add", "--data", program.data, "--name", BODY, "--kind", "authorized-body"];
    await program.run([...add, "--login", "officer", "--head", "Рұқсатбеков Уәкіл"], `${PASSWORD}\n`);
    await signIn(specialist, "specialist");
  });

  await step("the application on the form of Annex 1 begins the file", async () => {
    await press(specialist, specialist.locator('nav a[href="/people"]'));
    await press(specialist, specialist.locator('main a[href="/people/new"]').first());
    await press(specialist, specialist.locator('a[href="/people/new/application_registered"]'));
    await fill(specialist, {
      on: daysAgo(70),
      address: CALLED,
      ...NAME,
      category: "citizen",
      consent: true,
      rules_acknowledged: true,
      rules_version: "2022-1",
      warned: true,
      head: "Басшыбаева Әлия Сынаққызы",
      signed: true,
    });
    await record(specialist);
    file = code(specialist);
    const shown = await specialist.locator("main").innerText();
    assert.ok(shown.includes(CALLED));
    // Paragraph 10: identification is due.
    assert.equal(await specialist.locator('.next-acts a[href$="/acts/interview_held"]').count(), 1);
  });

  await step("Today says what is due, for whom, by which paragraph, and how its day was counted", async () => {
    await press(specialist, specialist.locator('nav a[href="/"]'));
    const due = specialist.locator(".board > li", { hasText: CALLED });
    assert.equal(await due.count(), 1);
    assert.equal(await due.locator('a[href="/standard/10"]').count(), 1);
    assert.ok((await due.innerText()).includes(words("ru", "duty-identify")));
    assert.ok(await due.locator(".late").count(), "seventy days ago, one working day");
    const count = due.locator(".count");
    assert.equal(await count.isVisible(), false);
    await unfold(due.locator("details"));
    assert.ok((await count.innerText()).includes(daysAgo(70).slice(6)), await count.innerText());
  });

  await step("the interview is not recorded with an attestation missing, and is with all eight", async () => {
    await specialist.goto(`/people/${file}/acts/interview_held`);
    await fill(specialist, { on: daysAgo(70), attested: ATTESTED.slice(1) });
    const refused = await send(specialist);
    assert.equal(refused.status(), 422);
    assert.equal(await specialist.locator('.box.stop a[href="/standard/13"]').count(), 1, await told(specialist));
    assert.ok(await specialist.locator('[name="attested"][value="no_calls"]').isChecked());
    await fill(specialist, { attested: ATTESTED });
    await record(specialist);
  });

  await step("the evaluation sheet is added up; people conclude; the report is drawn up", async () => {
    await specialist.goto(`/people/${file}`);
    await press(specialist, specialist.locator(`.next-acts a[href$="/acts/evaluation_sheet_filled"]`));
    assert.equal(await specialist.locator('[name="surname"]').inputValue(), NAME.surname, "known from Annex 1");
    await fill(specialist, {
      on: daysAgo(70),
      ...NAME,
      indicators_purpose: ["2"],
      indicators_actions: ["9", "10"],
      indicators_means: ["23"],
      indicators_harm: ["29"],
      outcome: "recognised",
      person_signed: true,
      organization_signed: true,
      body_name: "Рұқсатбеков Уәкіл",
      body_position: "бас маман",
      body_signed: true,
    });
    await send(specialist);
    const check = await specialist.locator("main").innerText();
    assert.match(check, /\b5\b/, "the total of the marks");
    await send(specialist, 'button[name="step"][value="record"]');
    assert.match(specialist.url(), /recorded=evaluation_sheet_filled/, await told(specialist));

    await act(specialist, file, "report_drawn_up", {
      on: daysAgo(70),
      ...NAME,
      at: `${daysAgo(70)} 14:30`,
      circumstances: "Алдап әкелген",
      account: TOLD_IN_THE_INTERVIEW,
      authorised_person: "Сынақова specialist",
      signed: true,
    });
  });

  await step("the package goes to the authorized body through the program", async () => {
    await specialist.goto(`/people/${file}/acts/package_sent`);
    const bodies = specialist.locator('select[name="to"] option', { hasText: BODY });
    await fill(specialist, {
      on: daysAgo(69),
      documents: ["annex_1", "annex_2"],
      channel: "in_system",
      to: await bodies.getAttribute("value"),
    });
    await record(specialist);
  });

  await step("the officer sees that package and nothing else, issues the permit and sends it", async () => {
    await signIn(officer, "officer");
    const requests = officer.locator('main .what a[href^="/requests/"]');
    assert.equal(await requests.count(), 1);
    await press(officer, requests);
    request = code(officer);
    const papers = await officer.locator(`a[href^="/requests/${request}/documents/"]`).allInnerTexts();
    assert.equal(papers.length, 2, `the documents of the package: ${papers}`);
    await press(officer, officer.locator(`a[href^="/requests/${request}/documents/"]`).first());
    assert.ok((await officer.locator("main").innerText()).includes(NAME.surname));
    for (const hidden of [`/people/${file}`, "/people/new/application_registered"]) {
      const answer = await officer.goto(hidden);
      assert.ok([404].includes(answer.status()) || hidden.includes("new"), `${hidden}: ${answer.status()}`);
    }
    const list = await officer.goto("/people");
    assert.ok(!(await officer.locator("main").innerText()).includes(CALLED), `${list.status()}`);

    for (const [name, answers] of [
      ["package_received_by_body", { on: daysAgo(68) }],
      ["permit_issued", { on: daysAgo(67), permit_number: "Р-17" }],
      ["permit_sent", { on: daysAgo(67) }],
    ]) {
      await officer.goto(`/requests/${request}`);
      await press(officer, officer.locator(`.next-acts a[href="/requests/${request}/acts/${name}"]`));
      await fill(officer, answers);
      const answer = await send(officer);
      assert.equal(answer.status(), 200, await told(officer));
      assert.equal(new URL(officer.url()).pathname, `/requests/${request}`, await told(officer));
    }
  });

  await step("the organization receives the permit, and the head concludes the agreement", async () => {
    await act(specialist, file, "permit_received", { on: daysAgo(66), permit_number: "Р-17", issued_on: daysAgo(67) });
    await act(head, file, "agreement_concluded", {
      on: daysAgo(66),
      agreement_number: "5",
      place: "Армантау",
      mode: "round_the_clock",
      funding: "budget",
      rules_acknowledged: true,
      ...NAME,
      head_basis: "Жарғы",
      head_signed: true,
      recipient_signed: true,
    });
    assert.equal(await head.locator(".term svg").count(), 1, "the term is drawn");
  });

  await step("the card tells of the refusal to apply to the police; portal and notice follow", async () => {
    await act(specialist, file, "registration_card_filled", {
      on: daysAgo(66),
      ...NAME,
      sex: "female",
      born: "14.03.1998",
      birthplace: BIRTHPLACE,
      iin: IIN,
      education: "secondary",
      health: "Шағымы жоқ",
      reported_to_police: "refused",
      refused_on: daysAgo(66),
      recipient_signed: true,
      specialist_name: "Сынақова specialist",
      specialist_signed: true,
    });
    await act(specialist, file, "portal_entered", { on: daysAgo(65), portal_reference: "П-100" });
    await act(specialist, file, "police_notified", { on: daysAgo(64) });
  });

  await step("observation, needs, plan; the head approves it", async () => {
    await act(specialist, file, "observation_held", { on: daysAgo(63), observed_from: daysAgo(66), observed_to: daysAgo(63) });
    await act(specialist, file, "needs_assessed", {
      on: daysAgo(63),
      specialists: ["specialist", "psychologist"],
      opinion: "recorded",
    });
    await act(specialist, file, "plan_drawn_up", {
      on: daysAgo(61),
      ...NAME,
      born: "14.03.1998",
      plan_from: daysAgo(61),
      plan_to: daysAgo(-60),
      "items.0.code": "1.1",
      "items.0.measure": "Төсек-орын беру",
      "items.0.responsible": "specialist",
      "items.0.responsible_name": "Сынақова specialist",
      "items.1.code": "3.1",
      "items.1.responsible": "psychologist",
      "items.1.responsible_name": "Сынақова psychologist",
      head: "Басшыбаева Әлия Сынаққызы",
      specialist_name: "Сынақова specialist",
      specialist_signed: true,
    });
    const pages = specialist.locator(`.next-acts a[href$="/acts/plan_approved"]`);
    assert.equal(await pages.count(), 0, "the plan is the head's to approve");
    await act(head, file, "plan_approved", { on: daysAgo(60) });
  });

  await step("a bed, services, belongings, a hospital stay, an extension", async () => {
    await act(specialist, file, "room_assigned", { on: daysAgo(60), bed: "3-2" });
    await act(specialist, file, "belongings_deposited", { on: daysAgo(60), deposited: "сөмке\nсағат" });
    await act(specialist, file, "service_given", { on: daysAgo(59), service: "1.1" });
    const psychologist = await sit("ru");
    await signIn(psychologist, "psychologist");
    await act(psychologist, file, "service_given", { on: daysAgo(58), service: "3.1", quantity: "2" });
    const nurse = await sit("kk");
    await signIn(nurse, "nurse");
    await act(nurse, file, "hospital_stay_began", { on: daysAgo(40) });
    await act(nurse, file, "hospital_stay_ended", { on: daysAgo(33) });
    await act(head, file, "agreement_extended", { on: daysAgo(30), extension_ground: "hospital_treatment", until: daysAgo(-150) });
  });

  await step("monitoring on the form of Annex 7, closing; completion by order; belongings; outcome; the file is closed", async () => {
    await act(specialist, file, "monitoring_recorded", {
      on: daysAgo(3),
      ...NAME,
      born: "14.03.1998",
      "rows.0.service_kind": "1",
      "rows.0.present": ["state", "adaptation"],
      "rows.0.row_decision": "complete_early",
      "rows.0.row_responsible": "Сынақова specialist",
      decision: "complete_early",
      closing: true,
      specialist_signed: true,
    });
    await act(head, file, "ended", { on: daysAgo(2), ending_ground: "plan_done_early", order: "31-ө" });
    await act(specialist, file, "belongings_returned", { on: daysAgo(2) });
    await act(head, file, "outcome_assessed", { on: daysAgo(1), resocialised: "yes" });
    await act(specialist, file, "closed");
  });

  await step("the file reads as a story", async () => {
    await head.goto(`/people/${file}`);
    const story = await head.locator(".journal > li").allInnerTexts();
    // What the organization recorded and the three acts of the authorized body, newest first.
    assert.equal(story.length, 29, story.join("\n"));
    assert.equal(await head.locator(".duty.late").count(), 0);
    await specialist.goto("/people");
    assert.ok(!(await specialist.locator("main").innerText()).includes(CALLED), "a closed file is not in the list of open ones");
    await specialist.goto("/people?closed=yes");
    assert.ok((await specialist.locator("main").innerText()).includes(CALLED));
  });

  await step("Annexes 1, 2, 3, 4, 6, 7 and 8 print in Kazakh, Russian and English, with the name", async () => {
    await head.goto(`/people/${file}/documents`);
    const links = await head.locator(`a[href^="/people/${file}/documents/"]`).evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.equal(links.length, 7);
    for (const link of links) {
      await head.goto(link);
      const prints = await head.locator(`a[href^="${link}/pdf/"]`).evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      assert.deepEqual(prints.map((print) => print.slice(-2)), ["kk", "ru", "en"]);
      for (const print of prints) {
        const answer = await head.request.get(print);
        assert.equal(answer.status(), 200, print);
        assert.equal(answer.headers()["content-type"], "application/pdf");
        assert.match(answer.headers()["cache-control"], /no-store/);
        const pdf = await answer.body();
        assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
        assert.ok(pdf.length > 10_000 && pdf.length < 2_000_000, `${print}: ${pdf.length} bytes`);
        const text = execFileSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8" }).normalize("NFC");
        for (const part of PARTS) assert.ok(text.includes(part), `${print} does not say ${part}: ${text.slice(0, 1500)}`);
      }
    }
  });

  await step("the head keeps a data sheet of a room with the house, as it was signed", async () => {
    await head.goto("/house");
    await press(head, head.locator('main a[href="/house/papers"]'));
    await press(head, head.locator('main a[href="/forms/room_data_sheet/fill"]'));
    await fill(head, {
      number: "1", room: "Ойын бөлмесі", purpose: "Балалардың ойыны", responsible: "Тәрбиеші", safety: "Сақталған",
      "equipment.0.name": "Үстел", "equipment.0.quantity": "2",
    });
    await send(head);
    await send(head, 'button[name="step"][value="record"]');
    assert.match(new URL(head.url()).pathname, /^\/house\/papers\/\w+$/, await told(head));
    const print = await head.locator('main a[href*="/enclosures/"]').first().getAttribute("href");
    const [first, second] = [await head.request.get(print), await head.request.get(print)];
    assert.deepEqual(await first.body(), await second.body(), "the same bytes come back");
    await head.locator("#scan").setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: await first.body() });
    await send(head, 'form[action$="/scans"] button');
    assert.equal(await head.locator('main a[href*="/enclosures/"]').count(), 2);
    await head.goto("/house/papers");
    assert.equal(await head.locator('main a[href^="/house/papers/"]').count(), 1);
  });

  await step("the recipient is given who has read the file, and every consent", async () => {
    for (const what of ["readings", "consents"]) {
      for (const language of ["kk", "ru", "en", "uz"]) {
        const answer = await head.request.get(`/people/${file}/${what}/pdf/${language}`);
        assert.equal(answer.headers()["content-type"], "application/pdf", what);
        const text = execFileSync("pdftotext", ["-", "-"], { input: await answer.body(), encoding: "utf8" }).normalize("NFC");
        assert.ok(text.includes(file), text);
        for (const part of PARTS) assert.ok(!text.includes(part), `${what} says ${part}`);
      }
    }
  });

  await step("the recipient is in no database file, log line or address", async () => {
    const places = new Map(await program.files());
    assert.ok([...places.keys()].some((name) => name.endsWith(".sqlite")), [...places.keys()].join());
    await program.end();
    for (const [name, bytes] of await program.files()) places.set(`${name}, after the end`, bytes);
    places.set("the log", Buffer.from(program.log));
    const addresses = people.flatMap((page) => page.asked);
    assert.ok(addresses.length > 100);
    places.set("the addresses", Buffer.from([...addresses, ...addresses.map(decodeURIComponent)].join("\n")));
    for (const [place, bytes] of places) {
      for (const secret of SECRETS) {
        for (const encoding of ["utf8", "utf16le"]) {
          assert.ok(!bytes.includes(Buffer.from(secret, encoding)), `${secret} is in ${place}`);
        }
        assert.ok(!bytes.includes(encodeURIComponent(secret)), `${secret} is in ${place}`);
      }
    }
    // The search finds what is there: the name of the authorized body is no secret.
    assert.ok([...places].some(([, bytes]) => bytes.includes(BODY)));
  });

  await step("the browser had nothing to complain of", () => {
    // A page that is not there, or a form with something wrong in it, is told as such by its status.
    const told = (complaint) => /status of (404|422)/.test(complaint);
    for (const page of people) assert.deepEqual(page.complaints.filter((each) => !told(each)), []);
  });
});
