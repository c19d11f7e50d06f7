// What goes wrong for people: a stale page, a double click, an act out of order or late, impossible days, strange names,
// too much at once, addresses that lead nowhere. Each is answered clearly, in her language, and what she typed is kept.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { PASSWORD, act, code, daysAgo, fill, furnish, press, record, send, signIn, told, unfold } from "./lib/pages.mjs";
import { words } from "./lib/words.mjs";

const ATTESTED = [
  ...["place_fit", "room_safe", "room_isolated", "room_bright", "room_warm"],
  ...["no_other_work", "no_calls", "no_other_conversations"],
];

let program, browser, head, specialist, lawyer;
const statuses = [];

async function sit(language, login) {
  const page = await person(browser, program, { language });
  page.language = language;
  page.context().on("response", (response) => statuses.push([response.status(), response.url()]));
  if (login) await signIn(page, login);
  return page;
}

/** A file that begins with an application of that day. */
async function begin(page, address, { on = daysAgo(0), ...answers } = {}) {
  await page.goto("/people/new/application_registered");
  const usual = { surname: "Сынақова", first_name: "Үлгі", consent: true, rules_acknowledged: true, warned: true };
  await fill(page, { on, address, head: "Басшы", signed: true, ...usual, ...answers });
  await record(page);
  return code(page);
}

/** The inputs of the page's own form as they stand, changed by hand: what a program that is no browser might send. */
async function sentByHand(page, changes) {
  const form = page.locator("main form[method=post]");
  const pairs = await form.evaluate((element) => [...new FormData(element).entries()]);
  const kept = pairs.filter(([name]) => !(name in changes));
  const body = new URLSearchParams([...kept, ...Object.entries(changes)]).toString();
  const answer = await page.request.post(await form.getAttribute("action"), {
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    data: body,
    maxRedirects: 0,
  });
  statuses.push([answer.status(), answer.url()]);
  return answer;
}

before(async () => {
  program = await Program.start();
  browser = await launch();
  head = await sit("kk");
  await furnish(head, { specialist: ["specialist", "identification"], lawyer: ["lawyer", "identification"] });
  specialist = await sit("ru", "specialist");
  lawyer = await sit("kk", "lawyer");
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

describe("two people at one file", () => {
  test("a stale page shows what came in between and keeps what was typed; sent again it is recorded", async () => {
    const file = await begin(specialist, "Екеу бір істе");
    await specialist.goto(`/people/${file}/acts/informed`);
    await fill(specialist, { informed_of: "права и правила дома", informed_language: "русский" });
    await act(lawyer, file, "item_issued", { item: "көрпе" });

    const answer = await send(specialist);
    assert.equal(answer.status(), 422);
    const said = await told(specialist);
    assert.ok(said.includes(words("ru", "stale-title")), said);
    assert.ok(said.includes("көрпе"), `what came in between: ${said}`);
    assert.equal(await specialist.locator('[name="informed_of"]').inputValue(), "права и правила дома");
    assert.equal(await specialist.locator('[name="informed_language"]').inputValue(), "русский");
    await record(specialist);
  });

  test("a double click is one act", async () => {
    const file = await begin(specialist, "Екі рет басылды");
    await specialist.goto(`/people/${file}/acts/item_issued`);
    await fill(specialist, { item: "полотенце" });
    const twice = await Promise.all([sentByHand(specialist, {}), sentByHand(specialist, {})]);
    for (const answer of twice) assert.equal(answer.status(), 303, await answer.text());
    const [button, timeout] = [specialist.locator("main form .buttons button").first(), 5_000];
    // Pressed before the first paint it is dropped (see `press`); the second of the two presses ends the first one's navigation.
    for (let turn = 1; turn <= 3 && !/recorded=item_issued/.test(specialist.url()); turn += 1)
      await Promise.allSettled([specialist.waitForURL(/recorded=item_issued/, { timeout }), button.dblclick({ timeout })]);
    assert.match(specialist.url(), /recorded=item_issued/);
    await specialist.goto(`/people/${file}`);
    assert.equal(await specialist.locator(".journal .sentence", { hasText: "полотенце" }).count(), 1);
  });
});

describe("what the order does not allow, and what it does", () => {
  test("an act out of order is refused with its paragraph and keeps every field", async () => {
    const file = await begin(specialist, "Ретімен емес");
    await head.goto(`/people/${file}`);
    assert.equal(await head.locator(`.next-acts a[href$="/acts/agreement_concluded"]`).count(), 0);
    const notYet = head.locator(".not-yet li", { hasText: words("kk", "act-agreement_concluded") });
    assert.equal(await notYet.locator('a[href="/standard/15"]').count(), 1);

    await head.goto(`/people/${file}/acts/agreement_concluded`);
    await fill(head, { agreement_number: "7", place: "Армантау", rules_acknowledged: true });
    await fill(head, { surname: "Сынақова", first_name: "Үлгі", head_signed: true, recipient_signed: true });
    const answer = await send(head);
    assert.equal(answer.status(), 422);
    assert.ok((await told(head)).includes(words("kk", "refusal-permit-missing")), await told(head));
    assert.equal(await head.locator('.box.stop a[href="/standard/15"]').count(), 1);
    assert.equal(await head.locator('[name="agreement_number"]').inputValue(), "7");
    assert.ok(await head.locator('[name="rules_acknowledged"]').isChecked());
  });

  test("a late act is accepted and stands in the journal as late by so many working days", async () => {
    const file = await begin(specialist, "Кешіккен", { on: daysAgo(30) });
    await act(specialist, file, "interview_held", { attested: ATTESTED });
    const due = await specialist.locator(".board .late").first().innerText();
    assert.match(due, /\d+\D+рабоч/, `identification was due the next working day: ${due}`);
    await act(specialist, file, "evaluation_sheet_filled", {
      indicators_purpose: ["2"],
      outcome: "recognised",
      body_name: "Уәкілов",
      organization_signed: true,
      body_signed: true,
      person_signed: true,
    });
    const late = await specialist.locator(".journal .late-tag").allInnerTexts();
    assert.equal(late.length, 1, late.join());
    const [, days] = late[0].match(/(\d+)\D+рабоч/);
    assert.ok(Number(days) >= 14, late[0]);
  });

  test("what happened before today is still recorded when it is no longer possible today", async () => {
    const file = await begin(specialist, "Кеше болған", { on: daysAgo(5) });
    await act(specialist, file, "service_given", { on: daysAgo(4), service: "G.1", emergency: true });
    await act(head, file, "ended", { ending_ground: "written_application", order: "4-ө" });
    await specialist.goto(`/people/${file}`);
    assert.equal(await specialist.locator('.next-acts a[href$="/acts/service_given"]').count(), 0);
    await unfold(specialist.locator("details", { has: specialist.locator(".not-yet") }));
    await press(specialist, specialist.locator('.not-yet a[href$="/acts/service_given"]'));
    await fill(specialist, { on: daysAgo(3), service: "G.1", emergency: true });
    await record(specialist);
  });

  test("whoever is not recognised gets the notice of refusal", async () => {
    const file = await begin(specialist, "Танылмаған");
    await act(specialist, file, "interview_held", { attested: ATTESTED });
    const conclusion = { outcome: "not_recognised", body_name: "Уәкілов", organization_signed: true, body_signed: true };
    await act(specialist, file, "evaluation_sheet_filled", conclusion);
    await act(specialist, file, "services_refused");
    await specialist.goto(`/people/${file}`);
    assert.equal(await specialist.locator(".stages [aria-current]").innerText(), words("ru", "stage-refused"));
  });

  test("an entry is struck out, stays legible, and its duty is open again", async () => {
    const file = await begin(specialist, "Сызылған");
    await act(specialist, file, "item_issued", { item: "чайник" });
    await press(specialist, specialist.locator(`.journal a[href="/people/${file}/entries/2"]`));
    await press(specialist, specialist.locator(`a[href="/people/${file}/acts/entry_struck_out?line=2"]`));
    assert.equal(await specialist.locator('[name="struck_line"]').inputValue(), "2");
    await fill(specialist, { struck_reason: "записано не тому" });
    await record(specialist);
    assert.equal(await specialist.locator(".journal .struck .sentence", { hasText: "чайник" }).count(), 1);
  });
});

describe("days and numbers", () => {
  test("an impossible day, a day to come and no day are told at the field, in three languages", async () => {
    const file = await begin(specialist, "Күндер");
    for (const [typed, problem] of [
      ["31.02.2026", "day-impossible"],
      ["01.01.2099", "day-later"],
      ["вчера", "day-form"],
      ["", "day-missing"],
    ]) {
      await specialist.goto(`/people/${file}/acts/item_issued`);
      for (const language of ["kk", "en", "ru"]) {
        await specialist.context().addCookies([{ name: "tirek-language", value: language, url: program.address }]);
        await fill(specialist, { on: typed, item: "ложка" });
        const answer = await send(specialist);
        assert.equal(answer.status(), 422, typed);
        const day = specialist.locator("#on");
        assert.equal(await day.inputValue(), typed);
        assert.equal(await specialist.locator('[name="item"]').inputValue(), "ложка");
        assert.equal(await day.getAttribute("aria-invalid"), "true");
        const joined = await day.getAttribute("aria-describedby");
        assert.ok(joined.split(" ").includes("on-wrong"));
        assert.ok((await specialist.locator("#on-wrong").innerText()).includes(words(language, `problem-${problem}`)));
        assert.equal(await specialist.locator('.box.stop a[href="#on"]').count(), 1, "the summary leads to the field");
      }
    }
  });

  test("an IIN with a wrong check digit is a warning and no wall", async () => {
    const file = await begin(specialist, "Сәйкестендіру нөмірі");
    await specialist.goto(`/people/${file}/acts/registration_card_filled`);
    await fill(specialist, {
      sex: "female",
      born: "14.03.1998",
      iin: "980314400013",
      health: "без жалоб",
      reported_to_police: "no",
      specialist_name: "Сынақова",
      recipient_signed: true,
      specialist_signed: true,
    });
    const answer = await send(specialist);
    assert.equal(answer.status(), 200, await told(specialist));
    const warning = await specialist.locator(".box.note").innerText();
    assert.match(warning, /ИИН/);
    await send(specialist, 'button[name="step"][value="record"]');
    assert.match(specialist.url(), /recorded=registration_card_filled/, await told(specialist));
  });
});

describe("strange texts", () => {
  test("ten thousand letters are told at the field and kept", async () => {
    const long = "Ұ".repeat(10_000);
    await lawyer.goto("/people/new/application_registered");
    await fill(lawyer, { address: long, surname: long, head: "Басшы", consent: true, warned: true, rules_acknowledged: true });
    const answer = await send(lawyer);
    assert.equal(answer.status(), 422);
    assert.ok((await lawyer.locator("#surname-wrong").innerText()).includes(words("kk", "problem-too-long")));
    assert.equal(await lawyer.locator('[name="surname"]').inputValue(), long);
    const width = await lawyer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(width <= 0, "the page does not grow wider");
  });

  for (const name of ["😀👩‍👧", "مريم بنت أحمد", "\u202Eавокыс\u202C", "<b>Ә&amp;\"'</b>", "O’Нил-ұлы ʼ"]) {
    test(`a name like ${JSON.stringify(name)} is kept as it is`, async () => {
      const file = await begin(specialist, name, { surname: name });
      assert.equal(await specialist.locator("h1").innerText(), name);
      await specialist.goto(`/people/${file}/documents`);
      await press(specialist, specialist.locator(`main a[href^="/people/${file}/documents/"]`).first());
      assert.ok((await specialist.locator("main").innerText()).includes(name));
      const link = await specialist.locator('a[href$="/pdf/kk"]').getAttribute("href");
      const pdf = await specialist.request.get(link);
      assert.equal(pdf.status(), 200);
      assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
    });
  }

  test("a null byte is told and nothing is recorded", async () => {
    await specialist.goto("/people/new/application_registered");
    await fill(specialist, { address: "Нөл", head: "Басшы", consent: true, warned: true, rules_acknowledged: true });
    const answer = await sentByHand(specialist, { surname: "Сын\0ақ" });
    assert.equal(answer.status(), 422);
    const page = await answer.text();
    assert.ok(page.includes(words("ru", "problem-unreadable")));
    assert.ok(page.includes('value="Нөл"'), "what else was typed is kept");
  });
});

describe("too much, too strange, nowhere", () => {
  test("twenty megabytes are too much, and told so", async () => {
    await specialist.goto("/people/new/application_registered");
    const answer = await sentByHand(specialist, { address: "я".repeat(3_500_000) });
    assert.equal(answer.status(), 413);
    assert.ok((await answer.text()).includes(words("ru", "trouble-too-large")));
  });

  test("an address that leads nowhere says so in the reader's language", async () => {
    for (const page of [specialist, lawyer]) {
      for (const address of [
        "/people/zzzzzzzz",
        "/people/zzzzzzzz/acts/interview_held",
        "/people/zzzzzzzz/documents/1",
        "/people/%00",
        "/people/..%2f..%2fetc",
        "/requests/zzzz",
        "/standard/999",
        "/nowhere",
      ]) {
        const answer = await page.goto(address);
        assert.equal(answer.status(), 404, address);
        assert.ok((await page.locator("main").innerText()).includes(words(page.language, "trouble-not-found")));
        assert.equal(await page.title(), "Tirek");
      }
    }
    const file = await begin(specialist, "Белгісіз әрекет");
    assert.equal((await specialist.goto(`/people/${file}/acts/nonsense`)).status(), 404);
  });

  test("a form without its token, or from another site, changes nothing", async () => {
    const file = await begin(specialist, "Бөтен жерден");
    await specialist.goto(`/people/${file}/acts/item_issued`);
    const answer = await sentByHand(specialist, { form_token: "x", item: "a" });
    assert.equal(answer.status(), 403);
    assert.ok((await answer.text()).includes(words("ru", "trouble-other-site")));
    const other = await specialist.request.post(`/people/${file}/acts/item_issued`, {
      headers: { "sec-fetch-site": "cross-site", origin: "https://example.org" },
      form: { item: "a" },
    });
    assert.equal(other.status(), 403);
  });

  test("an unknown login and a wrong password are told alike; the login is kept, the password is not", async () => {
    const answers = [];
    for (const login of ["specialist", "nobody-here"]) {
      const visitor = await sit("ru");
      await visitor.goto("/sign-in");
      await fill(visitor, { login, password: `${PASSWORD}!` });
      const answer = await send(visitor);
      assert.equal(answer.status(), 422);
      assert.equal(await visitor.locator('[name="login"]').inputValue(), login);
      assert.equal(await visitor.locator('[name="password"]').inputValue(), "");
      answers.push(await told(visitor));
      await visitor.context().close();
    }
    assert.equal(answers[0], answers[1]);
    assert.ok(answers[0].includes(words("ru", "sign-in-wrong")));
  });

  test("whoever is locked out comes back to her page after signing in, and the old page opens nothing", async () => {
    const visitor = await sit("ru", "lawyer");
    // One session a person: the lawyer's other screen is signed out by this.
    const answer = await lawyer.goto("/people");
    assert.equal(new URL(lawyer.url()).pathname, "/sign-in");
    assert.equal(answer.status(), 200);
    assert.ok((await told(lawyer)).includes(words("kk", "sign-in-ended")));
    await fill(lawyer, { login: "lawyer", password: PASSWORD });
    await send(lawyer);
    assert.equal(new URL(lawyer.url()).pathname, "/people");
    await visitor.context().close();
    await press(lawyer, lawyer.locator("header form button"));
    assert.match(lawyer.url(), /sign-in\?locked/);
    await lawyer.goBack();
    assert.ok(!(await lawyer.locator("main").innerText()).includes("Екеу бір істе"));
  });
});

test("no answer was the program's own failure", () => {
  assert.ok(statuses.length > 100);
  assert.deepEqual(statuses.filter(([status]) => status >= 500), []);
});
