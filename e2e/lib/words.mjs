// The program's own words, to know them again on a page: short messages of `crates/web/locales`.

import { readFileSync, readdirSync } from "node:fs";

const LOCALES = new URL("../../crates/web/locales/", import.meta.url);

const messages = new Map();

function of(language) {
  if (!messages.has(language)) {
    const folder = new URL(`${language}/`, LOCALES);
    const text = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const pairs = [...text.join("\n").matchAll(/^([a-z][\w-]*) = (.+)$/gm)];
    messages.set(language, new Map(pairs.map(([, name, words]) => [name, words.trim()])));
  }
  return messages.get(language);
}

/** The names of all acts. */
export const acts = () => [...of("en").keys()].filter((id) => id.startsWith("act-")).map((id) => id.slice(4));

/** The text of a message without places to fill in. */
export function words(language, id) {
  const found = of(language).get(id);
  if (!found || found.includes("{")) throw new Error(`${id} is not a plain message in ${language}`);
  return found;
}
