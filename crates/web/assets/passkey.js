// Passkeys are the one thing that a page cannot do without a script: a browser asks an authenticator for nobody else. The button is
// shown only where that can work; its fields are filled and sent as any other form. Nothing is kept here, and nothing is fetched.
(() => {
  "use strict";

  const button = document.querySelector("button[data-passkey]");
  // Passkeys belong to a name, not to an IP address, and to a page that nobody else could have sent.
  const isNamed = !/^[\d.]+$|:/.test(location.hostname);
  if (!button || !window.isSecureContext || !window.PublicKeyCredential || !isNamed) return;

  const { form } = button;
  const { passkey: ceremony, address, challenge, account, login, known } = button.dataset;
  const encoded = (text) => new TextEncoder().encode(text);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const extensions = { prf: { eval: { first: encoded("tirek/passkey-prf/1") } } };
  const named = (id) => ({ type: "public-key", id });
  const fill = (answers) => {
    for (const [name, value] of Object.entries(answers)) form.elements[name].value = text(value);
  };

  class NoSecret extends Error {}

  /** Has an authenticator sign the challenge, and compute the secret that opens the keys. */
  async function sign(allowCredentials) {
    const answer = await navigator.credentials.get({
      publicKey: { challenge: bytes(challenge), rpId: location.hostname, userVerification: "required", allowCredentials, extensions },
    });
    const secret = answer.getClientExtensionResults().prf?.results?.first;
    if (!secret) throw new NoSecret();
    fill({
      credential: answer.rawId,
      client_data: answer.response.clientDataJSON,
      authenticator_data: answer.response.authenticatorData,
      signature: answer.response.signature,
      prf: secret,
    });
  }

  /** Has an authenticator make a passkey. */
  async function make() {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(challenge),
        rp: { id: location.hostname, name: "Tirek" },
        user: { id: encoded(account), name: login, displayName: login },
        // ES256, EdDSA, RS256
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
        excludeCredentials: known.split(" ").filter(Boolean).map((id) => named(bytes(id))),
        extensions,
      },
    });
    if (!made.getClientExtensionResults().prf?.enabled) throw new NoSecret();
    fill({ made_client_data: made.response.clientDataJSON, made_authenticator_data: made.response.getAuthenticatorData() });
    return made.rawId;
  }

  button.addEventListener("click", async () => {
    // Without a name nothing is made: the server says so as for any field.
    if (ceremony === "make" && !form.elements.passkey_name.value.trim()) return form.submit();
    const told = form.querySelector("[role=alert]");
    told.hidden = true;
    button.disabled = true;
    try {
      await sign(ceremony === "make" ? [named(await make())] : []);
      // A password that was half typed is not sent along.
      for (const field of form.querySelectorAll("[type=password]")) field.value = "";
      form.action = address;
      form.submit();
    } catch (error) {
      told.textContent = error instanceof NoSecret ? told.dataset.noSecret : told.dataset.failed;
      told.hidden = false;
      button.disabled = false;
    }
  });
  // Enter in the one field of a form means its one button.
  if (form.hidden) form.addEventListener("submit", (event) => (event.preventDefault(), button.click()));
  form.hidden = false;
  button.hidden = false;
})();
