// The browser: Debian's Chromium, or the one that `TIREK_CHROMIUM` names.

import { chromium } from "playwright-core";

const EXECUTABLE = process.env.TIREK_CHROMIUM ?? "/usr/bin/chromium";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 360, height: 740 };

export function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
}

/** A person at a screen of her own: her cookies, her language, and every address that her browser asked for. */
export async function person(browser, program, { language, scripts = true, viewport = LAPTOP, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: program.address,
    javaScriptEnabled: scripts,
    viewport,
    reducedMotion: "reduce",
    locale: language,
    ...more,
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  page.asked = [];
  page.complaints = [];
  context.on("request", (request) => page.asked.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.complaints.push(`${page.url()}: ${error}`));
  if (language) {
    await context.addCookies([{ name: "tirek-language", value: language, url: program.address }]);
  }
  return page;
}
