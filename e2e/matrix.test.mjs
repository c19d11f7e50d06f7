// Who gets what: everybody × every address of the pages and the API × a file of one's own house, a restricted one, a closed one,
// none. What is sent is held by `matrix-sent.test.mjs`.
//
// The addresses are read from the router and from the OpenAPI document: one without a rule (`lib/matrix.mjs`) fails. What a rule
// promises is held against statuses (no wrong denial, no leak by status) and against what the answers say: the family names of
// recipients belong to the compartment `identity` and are looked for in every answer, the text of every PDF included.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";

import {
  ASKED, IN_PLACE_OF, OF_ONE_FILE, OTHER_BODIES, REGISTERS, RULES, STAFF,
  addresses, begin, beside, canaries, end, files, filled, isApi, member, onApi, onPages, program, promised, put, requests,
} from "./lib/matrix.mjs";

before(begin);
after(end);

test("every address of the pages and of the API has a rule, and no rule is left over", () => {
  assert.deepEqual(addresses.filter((address) => !RULES[address]), [], "addresses without a rule");
  assert.deepEqual(Object.keys(RULES).filter((address) => !addresses.includes(address)), [], "rules without an address");
});

/** The text of an answer: that of a PDF as a reader sees it. */
function textOf(answer) {
  if (!answer.bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) return answer.bytes.toString();
  const read = spawnSync("pdftotext", ["-", "-"], { input: answer.bytes, encoding: "utf8" });
  assert.equal(read.status, 0, read.stderr);
  return read.stdout;
}

const found = (text) => [...canaries].filter((name) => text.includes(name));

/** Every question that an address stands for: with each file, each of its documents, the request. */
function* questions(address) {
  const rule = RULES[address];
  const fill = (codes) => filled(address, { ...codes, ...IN_PLACE_OF[address] }) + (ASKED[address] ?? "");
  if (rule === "file" || rule === "decides") {
    for (const [which, file] of Object.entries(files)) {
      if (OF_ONE_FILE.includes(address) && which === "closed") continue;
      const documents = address.includes("{id}") ? file.documents : [undefined];
      // One PDF of each file is printed for each person; the pages of the documents are all opened.
      for (const id of address.includes("/pdf") ? documents.slice(0, 1) : documents) {
        yield { path: fill({ code: file.code, id }), which };
      }
    }
  } else if (rule === "enclosure") {
    yield { path: fill(beside), which: "open" };
    yield { path: fill({ ...beside, enclosure: "nothing1" }), which: "none" };
    yield { path: fill({ ...beside, code: files.closed.code }), which: "none" };
  } else if (rule === "ended" || rule === "erased") {
    for (const [which, file] of Object.entries(files)) yield { path: fill({ code: file.code }), which };
  } else if (rule === "member") {
    yield { path: fill({ code: member }), which: "hers" };
    yield { path: fill({ code: "nothing1" }), which: "none" };
  } else if (rule === "working" && !IN_PLACE_OF[address]) {
    for (const register of REGISTERS) yield { path: fill({ register }), which: "hers" };
    yield { path: fill({ register: "nothing1" }), which: "none" };
  } else if (rule === "sender") yield { path: filled(address, { kind: "referral" }), which: "none needed" };
  else if (address.includes("/{id}") && /^\/(requests|api\/exchanges)\//.test(address)) {
    for (const [which, request] of Object.entries(requests)) yield { path: fill(request), which };
  }
  else yield { path: fill({ code: "ru", id: "15", act: "application_registered" }), which: "none needed" };
}

for (const login of ["nobody", ...Object.keys(STAFF), ...OTHER_BODIES]) {
  test(`${login} gets what the keys open, and nothing else`, async () => {
    const wrong = [];
    let names = 0;
    for (const api of [false, true]) {
      const headers = login === "nobody" ? {} : await (api ? onApi(login) : onPages(login));
      for (const address of addresses.filter((each) => isApi(each) === api)) {
        for (const { path, which } of questions(address)) {
          const answer = await put(path, { headers });
          const rule = RULES[address];
          if (!promised(rule, login, which, api).includes(answer.status)) wrong.push(`${path} (${rule}, ${which}): ${answer.status}`);
          const told = found(textOf(answer));
          names += told.length;
          const may = STAFF[login]?.includes("identity") || (["officer", "office-head"].includes(login) && /requests|exchanges/.test(path));
          if (told.length && !may) wrong.push(`${path}: says ${told.join(", ")}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    // Whoever holds the key does see the names: a matrix in which nobody sees anything would prove nothing.
    if (STAFF[login]?.includes("identity")) assert.ok(names > 0, `${login} sees no name at all`);
  });
}

test("names are in no file of the data folder, in no line of the log, in no address", async () => {
  const inPlain = [...canaries];
  for (const [name, bytes] of await program.files()) {
    for (const word of inPlain) {
      for (const written of [Buffer.from(word), Buffer.from(word, "utf16le"), Buffer.from(Buffer.from(word).toString("base64").replace(/=+$/, "").slice(0, -1))]) {
        assert.ok(!bytes.includes(written), `${name} holds ${word}`);
      }
      assert.ok(!bytes.includes(Buffer.from(Buffer.from(word).toString("hex"))), `${name} holds ${word} in hexadecimal`);
    }
  }
  assert.deepEqual(found(program.log), []);
});
