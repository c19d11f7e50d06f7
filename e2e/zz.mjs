import { begin, end, put, onApi, onPages, requests, filled, RULES, isApi, STAFF, OTHER_BODIES, IN_PLACE_OF } from "./lib/matrix.mjs";
try {
await begin();
const rows = {};
for (const login of [...Object.keys(STAFF), ...OTHER_BODIES]) for (const api of [false, true]) {
  const headers = await (api ? onApi(login) : onPages(login));
  for (const [address, rule] of Object.entries(RULES)) { if (rule !== "exchange" || isApi(address) !== api) continue;
    for (const [which, r] of Object.entries(requests)) { if (!r) continue;
      for (const step of address.includes("{step}") ? ["received","approved","consented"] : [""]) {
      const path = filled(address, { ...r, ...IN_PLACE_OF[address], ...(step && { step }) });
      const { status } = await put(path, { headers });
      ((rows[`${address} ${step} ${which}`] ??= {})[status] ??= []).push(login);
    } } }
}
for (const [k, v] of Object.entries(rows)) console.log(k, Object.entries(v).map(([s, l]) => `${s}: ${l.join(",")}`).join(" | "));
} finally { await end(); }
