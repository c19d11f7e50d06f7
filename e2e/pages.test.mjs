// Every page of the demonstration, as each role reaches it: by links alone, in Kazakh, Russian and English, on a laptop and
// on a phone. Nothing serious for axe, nothing wider than the phone, no complaint of the browser.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { LAPTOP, PHONE, launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { fill, send, signIn, told } from "./lib/pages.mjs";
import { acts } from "./lib/words.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LANGUAGES = ["kk", "ru", "en"];

/** Those whose pages differ: every compartment, each one of them, none; and the other bodies. */
const LOGINS = ["head", "specialist", "lawyer", "psychologist", "nurse", "educator", "instructor", "accountant", "hr", "officer", "police"];

/** How many pages of one shape (`/people/…/acts/interview_held`) one person is led to; every person's file, for its acts. */
const alike = (form) => (form === "/people/…" ? Infinity : 2);

/** Whose first page is another: an organization's duties, none of them, requests. */
const FIRST_PAGES = ["head", "accountant", "officer"];

let program, browser, password;
/** Shapes that were looked at in the browser. */
const looked = new Set();

/** An address without what distinguishes one person, document or request from another. */
const shape = (address) =>
  new URL(address, "http://tirek").pathname
    .replace(/^\/(people|requests)\/(?!new\b)[^/]+/, "/$1/…")
    .replace(/^\/house\/accounts\/(?!(?:new|second-factor)\b)[^/]+/, "/house/accounts/…")
    .replace(/\/documents\/[^/]+/, "/documents/…")
    .replace(/\/entries\/\d+/, "/entries/…")
    .replace(/\/papers\/[^/]+/, "/papers/…")
    .replace(/^\/standard\/.*/, (found) => `/standard/${found.match(/annex|doubts\/?/)?.[0] ?? "…"}`);

/** What a page does that belongs elsewhere: it prints, it is the other language, it locks, it leads away at once. */
const isPage = (address) => !/^\/(language|forms|assets)\/|\/pdf\/|\/enclosures\/|\/file\/|\/certificate\/|^#|^\/leave$/.test(address);

before(async () => {
  program = await Program.start({ demo: true, today: "2026-11-24" });
  password = program.password;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

const links = (html) => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href.replaceAll("&#38;", "&").replaceAll("&amp;", "&"));

/** Follows every link from the first page; gives back one address of each shape. */
async function crawl(page) {
  const seen = new Set();
  const counts = new Map();
  const found = new Map();
  const waiting = ["/"];
  const visit = async (address) => {
    const answer = await page.request.get(address);
    assert.equal(answer.status(), 200, `${address} is linked and answers ${answer.status()}`);
    const html = await answer.text();
    assert.match(html, /<title>Tirek<\/title>/, address);
    if (!found.has(shape(address))) found.set(shape(address), address);
    for (const link of links(html)) {
      const next = link.split("#")[0];
      assert.ok(!/^(https?:)?\/\//.test(next), `${address} leads out to ${next}`);
      if (!next || !isPage(next) || seen.has(next)) continue;
      seen.add(next);
      const count = (counts.get(shape(next)) ?? 0) + 1;
      counts.set(shape(next), count);
      if (count <= alike(shape(next))) waiting.push(next);
    }
  };
  while (waiting.length) {
    const now = waiting.splice(0, 4);
    await Promise.all(now.map(visit));
  }
  return [...found.values()];
}

async function speak(page, language) {
  await page.context().addCookies([{ name: "tirek-language", value: language, url: program.address }]);
}

/** Screens on which the person who is signed in at this page reads each language. */
async function screens(page) {
  const cookies = (await page.context().cookies()).filter(({ name }) => name !== "tirek-language");
  return Promise.all(
    LANGUAGES.map(async (language) => {
      const screen = await person(browser, program, { language });
      await screen.context().addCookies(cookies);
      return [language, screen];
    }),
  );
}

/** What is wrong with the page that stands in the browser now, on a laptop and on a phone. */
async function troubles(page, language) {
  const wrong = [];
  const where = `${new URL(page.url()).pathname} in ${language}`;
  await page.evaluate(AXE);
  for (const viewport of [LAPTOP, PHONE]) {
    await page.setViewportSize(viewport);
    const on = `${where} at ${viewport.width}`;
    const sight = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      language: document.documentElement.lang,
      title: document.title,
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      scripts: document.scripts.length,
      words: document.body.innerText,
    }));
    if (sight.wide > 0) wrong.push(`${on}: ${sight.wide} px wider than the screen`);
    // A page for visitors is in the language of its address, whatever that of the screen is.
    const at = new URL(page.url());
    const meant = at.searchParams.get("lang") ?? language;
    if (sight.language !== meant) wrong.push(`${on}: the page says it is in ${sight.language}`);
    if (sight.title !== "Tirek") wrong.push(`${on}: the title is ${sight.title}`);
    // The one script is that of passkeys.
    const may = ["/sign-in", "/prove", "/account/passkeys"].includes(new URL(page.url()).pathname) ? 1 : 0;
    if (sight.scripts > may) wrong.push(`${on}: scripts`);
    const twice = sight.ids.filter((id, index) => sight.ids.indexOf(id) !== index);
    if (twice.length) wrong.push(`${on}: the same id twice: ${twice}`);
    const missing = sight.words.match(/\b(act|field|value|section|role|stage|refusal|problem|duty|who|compartment)-[a-z_]+(-[a-z_]+)*\b/);
    if (missing) wrong.push(`${on}: a message without words: ${missing[0]}`);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const each of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
      wrong.push(`${on}: ${each.id} (${each.impact}): ${each.help}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(" ")}`);
    }
  }
  return wrong;
}

/** Looks at an address in three languages. */
async function look(inLanguages, address) {
  const wrong = inLanguages.map(async ([language, page]) => {
    const answer = await page.goto(address);
    if (answer.status() !== 200) return [`${address} in ${language}: ${answer.status()}`];
    const led = new URL(page.url()).pathname;
    if (led !== new URL(address, program.address).pathname) return [`${address} in ${language} leads to ${led}`];
    return troubles(page, language);
  });
  return (await Promise.all(wrong)).flat();
}

describe("every page that links lead to", () => {
  for (const login of LOGINS) {
    test(`of ${login}`, async () => {
      const page = await person(browser, program);
      await signIn(page, login, password);
      const own = (address) => address === "/" && FIRST_PAGES.includes(login);
      const fresh = (await crawl(page)).filter((address) => own(address) || !looked.has(shape(address)));
      const inLanguages = await screens(page);
      const wrong = [];
      for (const address of fresh) {
        looked.add(shape(address));
        wrong.push(...(await look(inLanguages, address)));
      }
      for (const [, screen] of inLanguages) {
        wrong.push(...screen.complaints);
        await screen.context().close();
      }
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }

  test("together they are all the pages there are", () => {
    for (const place of ["/", "/people", "/people/new", "/people/…", "/people/…/documents", "/people/…/documents/…"]) {
      assert.ok(looked.has(place), place);
    }
    for (const place of ["/people/…/readings", "/requests/…", "/requests/…/documents/…", "/house", "/house/accounts/new"]) {
      assert.ok(looked.has(place), place);
    }
    for (const place of ["/people/…/papers", "/people/…/papers/…", "/people/…/bundle", "/people/…/own-copy", "/registers", "/forms"]) {
      assert.ok(looked.has(place), place);
    }
    for (const place of ["/house/accounts", "/house/accounts/…", "/house/accounts/second-factor", "/account"]) assert.ok(looked.has(place), place);
    for (const place of ["/standard", "/standard/…", "/standard/annex", "/about"]) assert.ok(looked.has(place), place);
  });

  test("and the pages of acts whose time has not come in any file", async () => {
    const page = await person(browser, program);
    await signIn(page, "head", password);
    await page.goto("/people");
    const file = await page.locator("tbody a").first().getAttribute("href");
    const inLanguages = await screens(page);
    const wrong = [];
    let count = 0;
    for (const act of acts()) {
      if (looked.has(`/people/…/acts/${act}`) || (await page.request.get(`${file}/acts/${act}`)).status() === 404) continue;
      count += 1;
      wrong.push(...(await look(inLanguages, `${file}/acts/${act}`)));
    }
    assert.ok(looked.size + count >= 70, `${looked.size} and ${count}`);
    for (const [, screen] of inLanguages) wrong.push(...screen.complaints);
    assert.deepEqual(wrong, []);
  });
});

test("the pages that answer: something is wrong, check your answers, nothing is here, signed out", async () => {
  const page = await person(browser, program);
  const wrong = [];
  for (const language of LANGUAGES) {
    await speak(page, language);
    await page.goto("/sign-in");
    wrong.push(...(await troubles(page, language)));
    await fill(page, { login: "nobody-here", password: "not the password of anybody" });
    await send(page);
    wrong.push(...(await troubles(page, language)));
    await page.goto("/nowhere");
    wrong.push(...(await troubles(page, language)));
  }
  await signIn(page, "specialist", password);
  for (const language of LANGUAGES) {
    await speak(page, language);
    await page.goto("/people/new/application_registered");
    assert.equal((await send(page)).status(), 422);
    wrong.push(...(await troubles(page, language)));
    await fill(page, { address: "Ж".repeat(40), surname: "Ұзақтегіовашвилиевская".repeat(4), first_name: "Үлгі", head: "Басшы" });
    await fill(page, { consent: true, rules_acknowledged: true, warned: true, signed: true });
    const check = await send(page);
    assert.equal(check.status(), 200, await told(page));
    assert.equal(await page.locator('button[name="step"][value="record"]').count(), 1);
    wrong.push(...(await troubles(page, language)));
  }
  assert.deepEqual(wrong, []);
  // What is not there and what was refused is told by the status; the browser had nothing else to say.
  assert.deepEqual(page.complaints.filter((each) => !/status of (404|422)/.test(each)), []);
});

test("the dark scheme and forced colours can be read as well", async () => {
  for (const scheme of [{ colorScheme: "dark" }, { forcedColors: "active" }]) {
    const page = await person(browser, program, { language: "ru", ...scheme });
    await signIn(page, "head", password);
    const wrong = await troubles(page, "ru");
    await page.goto("/people");
    await page.goto(await page.locator("tbody a").first().getAttribute("href"));
    wrong.push(...(await troubles(page, "ru")));
    await page.goto("/people/new/application_registered");
    await send(page);
    wrong.push(...(await troubles(page, "ru")));
    assert.deepEqual(wrong, []);
    await page.context().close();
  }
});

test("a page is used by keyboard: the first stop leads to the content, and every stop can be seen", async () => {
  const page = await person(browser, program, { language: "kk" });
  await signIn(page, "specialist", password);
  await page.goto("/people");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  const stops = [];
  for (let stop = 0; stop < 14; stop += 1) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return { name: element.outerHTML.slice(0, 80), ring };
      }),
    );
  }
  assert.deepEqual(stops.filter(({ ring }) => !ring), []);
});

test("what is pressed is large enough for a thumb", async () => {
  const page = await person(browser, program, { language: "ru", viewport: PHONE });
  await signIn(page, "specialist", password);
  const small = [];
  for (const address of ["/", "/people", "/people/new/application_registered"]) {
    await page.goto(address);
    small.push(
      ...(await page.locator("button, .button, nav a, input[type=text], select, summary, .choice").evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility())
          .map((element) => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 100)])
          .filter(([height]) => height < 43.5),
      )),
    );
  }
  assert.deepEqual(small, []);
});
