// What people do on the pages: fill in what is asked, send, sign in, record an act.

import assert from "node:assert/strict";

export const PASSWORD = "алты қара алма ағашы";

/** Fills the form of the page. Lists mark checkboxes; `true` and `false` mark or unmark one. */
export async function fill(page, answers) {
  for (const [name, answer] of Object.entries(answers)) {
    const field = page.locator(`main form [name="${name}"]`);
    const [kind, selects] = await field
      .first()
      .evaluate((element) => [element.type, element.tagName === "SELECT"])
      .catch((error) => assert.fail(`${page.url()} does not ask for ${name}: ${error.message}`));
    if (kind === "checkbox" && typeof answer === "boolean") await field.setChecked(answer);
    else if (kind === "checkbox" || kind === "radio") {
      for (const value of [answer].flat()) await page.locator(`main form [name="${name}"][value="${value}"]`).check();
    } else if (selects) await field.selectOption(answer);
    else await field.fill(answer);
  }
}

/**
 * Presses a link or a button and gives back the page it leads to. Chromium drops what is pressed before the first paint of
 * a page, which happens on a busy machine: what asks for nothing is pressed again.
 */
export async function press(page, control) {
  const [on, element] = [page.url(), await control.elementHandle()];
  const answer = page.waitForNavigation({ timeout: 60_000 });
  answer.catch(() => {});
  for (let turn = 1; turn <= 5; turn += 1) {
    const asked = page.waitForRequest((request) => request.isNavigationRequest(), { timeout: 5_000 });
    const [pressed] = await Promise.allSettled([asked, element.click({ timeout: 15_000 })]);
    if (pressed.status === "fulfilled") return answer;
    // What was pressed is gone with its page: it was asked for late. Nothing of the next page is ever pressed.
    if (!(await element.isVisible().catch(() => false))) return answer;
  }
  assert.fail(`${control} leads nowhere on ${on}`);
}

/** Opens what is folded. */
export async function unfold(details) {
  const isOpen = () => details.evaluate((element) => element.open);
  for (let turn = 1; turn <= 5 && !(await isOpen()); turn += 1) await details.locator("summary").first().click();
}

/** Presses the button of the page's own form, and gives back the answer to what was sent. */
export const send = (page, button = "main form[method=post] .buttons button") => press(page, page.locator(button).first());

/** What the page says in its boxes: errors, refusals, notices. */
export async function told(page) {
  return (await page.locator(".box").allInnerTexts()).join("\n");
}

export async function signIn(page, login, password = PASSWORD) {
  await page.goto("/sign-in");
  await fill(page, { login, password });
  await send(page);
  assert.equal(new URL(page.url()).pathname, "/", await told(page));
}

/** The code in the address of the page: `/people/CODE`, `/requests/CODE`. */
export const code = (page) => new URL(page.url()).pathname.split("/")[2];

/** Shows that it is she, where what was sent asks for that, and goes on with everything that was typed; nothing where it does not ask. */
export async function prove(page, password = PASSWORD) {
  if (!(await page.locator('main form [name="password"]').count())) return null;
  await fill(page, { password });
  await send(page);
  return send(page, 'button[name="step"][value="change"]');
}

async function sendPastTheCheck(page) {
  const answer = await send(page);
  const check = page.locator('button[name="step"][value="record"]');
  if (answer.status() !== 200 || !(await check.count())) return answer;
  return send(page, 'button[name="step"][value="record"]');
}

/** Sends what was filled in, past the page "check your answers" where there is one, and past the proof where one is asked for. */
export async function record(page) {
  let answer = await sendPastTheCheck(page);
  if (await prove(page)) answer = await sendPastTheCheck(page);
  assert.ok(new URL(page.url()).searchParams.has("recorded"), `${page.url()} (${answer.status()}): ${await told(page)}`);
}

/** Does an act in a file as a user does: from the file's page, by the link that offers it. */
export async function act(page, file, name, answers = {}) {
  await page.goto(`/people/${file}`);
  const link = page.locator(`.next-acts a[href="/people/${file}/acts/${name}"]`);
  assert.equal(await link.count(), 1, `${name} is not offered: ${await page.locator("main").innerText()}`);
  await press(page, link);
  await fill(page, answers);
  await record(page);
  assert.equal(new URL(page.url()).pathname, `/people/${file}`);
}

/** A day so many days before today in Kazakhstan, as it is typed. */
export function daysAgo(days) {
  const there = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Almaty" }).format(new Date());
  const day = new Date(`${there}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  const [year, month, date] = day.toISOString().slice(0, 10).split("-");
  return `${date}.${month}.${year}`;
}

/** Sets up the organization on the first visit, and adds accounts: login → roles. */
export async function furnish(page, accounts, { language = "kk", bodyName = "Сынақ баспанасы" } = {}) {
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/set-up");
  await fill(page, {
    body_name: bodyName,
    body_form: "shelter",
    ownership: "private",
    staff_name: "Басшыбаева Әлия Сынаққызы",
    login: "head",
    new_password: PASSWORD,
    new_password_again: PASSWORD,
    account_language: language,
  });
  await send(page);
  assert.match(page.url(), /\/sign-in\?set_up=yes$/, await told(page));
  await signIn(page, "head");
  for (const [login, roles] of Object.entries(accounts)) await addAccount(page, login, roles, language);
}

/** The head invites somebody, who joins with the code from the sheet; then the head signs in again. */
export async function addAccount(page, login, roles, language) {
  await page.goto("/house/accounts");
  await press(page, page.locator('a[href="/house/accounts/new"]'));
  await fill(page, { staff_name: `Сынақова ${login}`, login, account_language: language, roles });
  await send(page);
  const code = await page.locator("#invitation-code").innerText();
  await press(page, page.locator('form[action="/sign-out"] button'));
  await page.goto("/join");
  await fill(page, { invitation_code: code, new_password: PASSWORD, new_password_again: PASSWORD });
  await send(page);
  assert.match(page.url(), /\/sign-in\?joined=yes$/, await told(page));
  await signIn(page, "head");
  await page.goto("/house");
  assert.match(await page.locator("main").innerText(), new RegExp(`\\b${login}\\b`));
}
