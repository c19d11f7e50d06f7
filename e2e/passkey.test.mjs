// Passkeys in a real browser: Chromium's virtual authenticator stands for a telephone that knows its owner. The one script of the
// program runs here; whoever has no script signs in as ever.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, person } from "./lib/browser.mjs";
import { Program } from "./lib/program.mjs";
import { fill, furnish, press, send, signIn, told } from "./lib/pages.mjs";
import { words } from "./lib/words.mjs";

const BUTTON = "button[data-passkey]";
const DEVICE = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

let program, browser, head;

/** Somebody at the program by its name: a passkey belongs to a name, not to an IP address. */
const sit = (options) => person(browser, { address: program.address.replace("127.0.0.1", "localhost") }, { language: "ru", ...options });

/** Gives the browser of a page an authenticator while `used` runs. */
async function withAuthenticator(page, options, used) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options: { ...DEVICE, ...options } });
  try {
    await used();
  } finally {
    await session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  }
}

/** Presses the button of passkeys once the page is painted: Chromium drops what is pressed before. */
async function pressPasskey(page) {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  await page.locator(BUTTON).click();
}

/** Uses the passkey, and waits for the path that it leads to: never the one that the page stands at, which is no sign that anything was done. */
async function usePasskey(page, leadsTo) {
  assert.notEqual(path(page), leadsTo);
  await pressPasskey(page);
  await page.waitForURL((url) => url.pathname === leadsTo);
}

const lock = (page) => press(page, page.locator('form[action="/sign-out"] button'));
const path = (page) => new URL(page.url()).pathname;

before(async () => {
  program = await Program.start();
  browser = await launch();
  head = await sit();
  await furnish(head, { specialist: ["specialist"] });
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

test("a passkey is made, signs in without a password, proves, and is removed when it is lost", () =>
  withAuthenticator(head, { hasPrf: true }, async () => {
    await head.goto("/account");
    await press(head, head.locator('a[href="/account/passkeys"]'));
    await fill(head, { passkey_name: "Телефон руководителя" });
    await pressPasskey(head);
    await head.waitForURL((url) => url.searchParams.get("done") === "added");
    assert.equal(path(head), "/account/passkeys");
    assert.match(await head.locator("main").innerText(), /Телефон руководителя/);

    await lock(head);
    assert.equal(path(head), "/sign-in");
    await usePasskey(head, "/");
    // Her keys are open: the cards of the staff are sealed to them.
    await head.goto("/house/accounts");
    assert.equal(await head.locator("tbody tr").count(), 2);

    await head.goto("/prove?back=/account");
    await usePasskey(head, "/account");

    await head.goto("/account/passkeys");
    await press(head, head.locator('button[value="remove"]'));
    assert.match(await told(head), new RegExp(words("ru", "passkeys-removed")));
    await lock(head);
    await usePasskey(head, "/sign-in/passkey");
    assert.match(await told(head), new RegExp(words("ru", "sign-in-passkey-wrong")));
    await signIn(head, "head");
  }));

test("a device that cannot lock keys is told so, and nothing is added", () =>
  withAuthenticator(head, { hasPrf: false }, async () => {
    await head.goto("/account/passkeys");
    await fill(head, { passkey_name: "Старый ключ" });
    await pressPasskey(head);
    const alert = head.locator("form [role=alert]");
    await alert.waitFor({ state: "visible" });
    assert.equal(await alert.innerText(), words("ru", "passkey-no-secret"));
    await head.goto("/account/passkeys");
    assert.equal(await head.locator('button[value="remove"]').count(), 0);
  }));

test("where no script runs, or at an IP address, there is no button, and the password signs in", async () => {
  const without = await sit({ scripts: false });
  await signIn(without, "specialist");
  await without.goto("/prove");
  assert.equal(await without.locator(BUTTON).isVisible(), false);
  const atAddress = await person(browser, program, { language: "ru" });
  await atAddress.goto("/sign-in");
  assert.equal(await atAddress.locator(BUTTON).isVisible(), false);
  await fill(atAddress, { login: "specialist", password: "" });
  await send(atAddress);
  assert.equal(path(atAddress), "/sign-in");
});

test("the script asks nobody else for anything, and the policy of the pages holds", () => {
  const own = program.address.replace("127.0.0.1", "localhost");
  assert.deepEqual(head.asked.filter((address) => !address.startsWith(own)), []);
  // A refusal is answered with 422, which Chromium notes.
  assert.deepEqual(head.complaints.filter((said) => !/status of 4\d\d/.test(said)), []);
});
