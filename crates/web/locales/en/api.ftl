
## Problems of the API: for another program and whoever reads its log

api-not-understood = The request was not understood
api-not-understood-help = Nothing was recorded. In English, as the program reads it: { $what }
api-not-signed-in = Nobody is signed in
api-not-signed-in-help = The token is missing or wrong, or its session has ended. Sign in with POST /api/sessions and send the token as “Authorization: Bearer”.
api-wrong-password = Not signed in
api-wrong-password-help = There is no such login with this password and code.
api-slow = Too many tries
api-slow-help = Too many tries with this login. Try again in { $seconds } s.
api-busy = Too many people are signing in just now
api-busy-help = Try again in a few seconds.
api-not-found = There is nothing here
api-not-found-help = The address may be mistyped, or what lies there is not for this account.
api-method = This address does not take this method
api-method-help = The header Allow and the document /api/openapi.json say which it takes.
api-too-large = What was sent is too large
api-too-large-help = One request takes at most 2 megabytes. Nothing was recorded.
api-not-json = Send JSON
api-not-json-help = The header Content-Type must be application/json.
api-seen-missing = The number of entries seen is missing
api-seen-missing-help = Say how many entries you saw when you decided: the header If-Match, or “seen_seq” beside the act. It is the “seq” of the file.
api-stale = The file has changed since you saw it
api-stale-help = Nothing was recorded. What was added since is in “since”: look at it, and send the act again with the new number.
api-refused = The standard refuses this act
api-after-today = The day of the act is after today
api-after-today-help = Nothing was recorded. An act is recorded once it has happened.
api-document = The form beside the act is missing or has errors
api-document-help = Nothing was recorded. “fields” says what is wrong.
api-keys-missing = Keys are missing
api-no-addressee = The addressee is missing
api-no-addressee-help = Nothing was recorded. Name in “send_to” the code of an authorized body of this server: GET /api/bodies lists them.
api-address = The form of address cannot be used
api-address-help = Nothing was recorded. Write how the person is addressed: 1 to 200 readable characters.
api-broken = Something in the program failed
api-broken-help = Nothing was recorded. If it happens again, tell the person who looks after the program.
