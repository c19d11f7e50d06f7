// A hundred people, each with her own account, sign in at once while one who is in goes on working. What is asked: the program stays under 1 GiB, and who is in is
// served within 100 ms. Run it on a quiet machine with the release build:
//
//     cargo build --release && TIREK_BINARY=$PWD/target/release/tirek node e2e/sign-in-load.mjs
//
// It prints what it measured and ends with 1 when a figure was missed.

import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { performance } from "node:perf_hooks";

import { Program } from "./lib/program.mjs";

const AT_ONCE = Number(process.env.SIGN_INS ?? 100);
const MOST_MIB = 1024;
const MOST_MS = 100;
const EVERY_MS = 25;

/** One request; its status, headers, text and how long it took. */
function ask(program, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const asked = request(new URL(path, program.address), { method, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text, ms: performance.now() - begun }));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const json = (value) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

/** The page for the first visit, sent as a browser sends it. */
async function setUp(program, password) {
  const page = await ask(program, "/set-up");
  const cookie = page.headers["set-cookie"][0].split(";")[0];
  const token = page.text.match(/name="form_token" value="([^"]+)"/)[1];
  const answers = {
    form_token: token,
    body_name: "Жүктеме баспанасы",
    body_form: "shelter",
    ownership: "private",
    staff_name: "Басшыбаева Әлия",
    login: "head",
    new_password: password,
    new_password_again: password,
    account_language: "kk",
  };
  const answer = await ask(program, "/set-up", {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams(answers).toString(),
  });
  if (answer.status !== 303) throw new Error(`set-up was answered with ${answer.status}`);
}

/** Somebody of the staff: invited by the head, joined as a browser joins. */
async function hire(program, headers, login, password) {
  const newcomer = { login, name: `Қызметкер ${login}`, roles: ["specialist"], language: "kk" };
  const invited = await ask(program, "/api/accounts", { ...json(newcomer), headers: { ...headers, "content-type": "application/json" } });
  if (invited.status !== 201) throw new Error(`${login} was not invited: ${invited.text}`);
  const page = await ask(program, "/join");
  const answers = {
    form_token: page.text.match(/name="form_token" value="([^"]+)"/)[1],
    invitation_code: JSON.parse(invited.text).code,
    new_password: password,
    new_password_again: password,
  };
  const joined = await ask(program, "/join", {
    method: "POST",
    headers: {
      cookie: page.headers["set-cookie"][0].split(";")[0],
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    },
    body: new URLSearchParams(answers).toString(),
  });
  if (joined.status !== 303) throw new Error(`${login} did not join: ${joined.status}`);
}

async function memory(program, name) {
  const status = await readFile(`/proc/${program.process.pid}/status`, "utf8");
  return Number(status.match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;
}

const program = await Program.start();
try {
  const password = "алты қара алма ағашы";
  await setUp(program, password);
  const signedIn = await ask(program, "/api/sessions", json({ login: "head", password }));
  if (signedIn.status !== 201) throw new Error(`signing in was answered with ${signedIn.status}`);
  const headers = { authorization: `Bearer ${JSON.parse(signedIn.text).token}` };

  const logins = Array.from({ length: AT_ONCE }, (_, number) => `staff-${number}`);
  for (const login of logins) {
    // A proof is fresh for five minutes.
    if (logins.indexOf(login) % 50 === 0) {
      const proved = await ask(program, "/api/sessions/proof", { ...json({ password }), headers: { ...headers, "content-type": "application/json" } });
      if (proved.status !== 204) throw new Error(`the proof was answered with ${proved.status}`);
    }
    await hire(program, headers, login, password);
  }

  const quiet = [];
  for (let turn = 0; turn < 40; turn += 1) quiet.push((await ask(program, "/api/duties", { headers })).ms);

  let done = false;
  const begun = performance.now();
  const tries = Promise.all(logins.map((login) => ask(program, "/api/sessions", json({ login, password }))));
  tries.finally(() => (done = true));
  const busy = [];
  while (!done) {
    const answer = await ask(program, "/api/duties", { headers });
    if (answer.status !== 200) throw new Error(`who was in was answered with ${answer.status}`);
    busy.push(answer.ms);
    await wait(EVERY_MS);
  }
  const answers = await tries;
  const whole = (performance.now() - begun) / 1000;
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;

  const sorted = (list) => [...list].sort((one, other) => one - other);
  const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(share * list.length))].toFixed(1);
  const most = await memory(program, "VmHWM");
  console.log(`${AT_ONCE} sign-ins at once: answered ${JSON.stringify(counts)} in ${whole.toFixed(1)} s, ${(whole / AT_ONCE).toFixed(2)} s each`);
  console.log(`memory: at most ${most.toFixed(0)} MiB, afterwards ${(await memory(program, "VmRSS")).toFixed(0)} MiB`);
  console.log(`who was in, before: median ${at(quiet, 0.5)} ms, slowest ${at(quiet, 1)} ms, of ${quiet.length}`);
  console.log(`who was in, meanwhile: median ${at(busy, 0.5)} ms, 99 % ${at(busy, 0.99)} ms, slowest ${at(busy, 1)} ms, of ${busy.length}`);
  const missed = [];
  if (most >= MOST_MIB) missed.push(`more than ${MOST_MIB} MiB`);
  if (Number(at(busy, 1)) >= MOST_MS) missed.push(`somebody waited ${MOST_MS} ms or longer`);
  if (counts[201] !== AT_ONCE) missed.push("some did not get in");
  console.log(missed.length ? `missed: ${missed.join("; ")}` : "every figure was kept");
  process.exitCode = missed.length ? 1 : 0;
} finally {
  await program.stop();
}
