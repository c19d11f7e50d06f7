## Accounts, passwords, second factors, fresh proof

prove-title = Show that it is you
prove-lead = What you are about to do has grave effect. Type your password once more; it is asked for again after five minutes.
prove-wrong = The password is wrong.

api-proof-needed = A fresh proof is needed
api-proof-needed-help = Nothing was done. Send your password to POST /api/sessions/proof; then try again within five minutes.
