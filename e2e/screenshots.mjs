// Pictures of the demonstration: `node screenshots.mjs` makes the one in the README, `node screenshots.mjs FOLDER` a set for
// looking, in three languages, on a laptop and on a phone.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { LAPTOP, PHONE, launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { fill, send, signIn, unfold } from "./lib/pages.mjs";

const README = fileURLToPath(new URL("../docs/screenshot-today.png", import.meta.url));
const folder = process.argv[2];

// The same day in every picture, so that a new one shows what has changed in the program alone.
const program = await Program.start({ demo: true, today: "2026-11-24" });
const browser = await launch();
try {
  if (folder) await set();
  else await readme();
} finally {
  await browser.close();
  await program.stop();
}

async function readme() {
  const page = await person(browser, program, { language: "en", viewport: { width: 1100, height: 690 } });
  await signIn(page, "specialist", program.password);
  await unfold(page.locator("details").nth(1));
  await page.screenshot({ path: README });
}

async function set() {
  await mkdir(folder, { recursive: true });
  const page = await person(browser, program);
  const shoot = async (name) => {
    for (const [size, viewport] of [["laptop", LAPTOP], ["phone", PHONE]]) {
      await page.setViewportSize(viewport);
      // Chromium draws no picture of more than 16 384 pixels.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 8_000);
      const clip = { x: 0, y: 0, width: viewport.width, height };
      await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true, clip });
    }
  };
  const inLanguages = async (name, address, doing) => {
    for (const language of ["kk", "ru", "en"]) {
      await page.context().addCookies([{ name: "tirek-language", value: language, url: program.address }]);
      await page.goto(address);
      await doing?.();
      await shoot(`${name}-${language}`);
    }
  };

  await inLanguages("sign-in", "/sign-in");
  await signIn(page, "head", program.password);
  for (const [name, address] of [
    ["today", "/"],
    ["people", "/people"],
    ["people-new", "/people/new"],
    ["application", "/people/new/application_registered"],
    ["house", "/house"],
    ["account", "/house/accounts/new"],
    ["accounts", "/house/accounts"],
    ["own-account", "/account"],
    ["standard", "/standard"],
    ["paragraph", "/standard/15"],
    ["annex", "/standard/annex_4"],
    ["about", "/about"],
  ]) {
    await inLanguages(name, address);
  }
  await page.goto("/people");
  const files = await page.locator("tbody a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const [index, file] of files.entries()) await inLanguages(`file-${index}`, file);
  for (const name of ["evaluation_sheet_filled", "agreement_concluded", "plan_drawn_up", "monitoring_recorded", "service_given"]) {
    await inLanguages(name, `${files[0]}/acts/${name}`);
  }
  await page.goto(`${files[0]}/documents`);
  const documents = await page.locator('main a[href*="/documents/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const [index, document] of documents.entries()) await inLanguages(`document-${index}`, document);
  await inLanguages("readings", `${files[0]}/readings`);
  await inLanguages("wrong", "/people/new/application_registered", () => send(page));
  await inLanguages("check", "/people/new/application_registered", async () => {
    await fill(page, { address: "Үлгі", surname: "Үлгібаева", first_name: "Үлгі", consent: true, rules_acknowledged: true, warned: true });
    await send(page);
  });
  await inLanguages("nowhere", "/nowhere");

  await page.context().clearCookies();
  await signIn(page, "officer", program.password);
  await inLanguages("requests", "/");
  await page.goto("/");
  const request = await page.locator('main a[href^="/requests/"]').first().getAttribute("href");
  await inLanguages("request", request);
  await inLanguages("permit", `${request}/acts/permit_issued`);
}
