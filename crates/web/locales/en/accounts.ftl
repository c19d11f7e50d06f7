## Accounts, passwords, second factors, fresh proof

prove-title = Show that it is you
prove-lead = What you are about to do has grave effect. Type your password once more; it is asked for again after five minutes.
prove-wrong = The password is wrong.

api-proof-needed = A fresh proof is needed
api-proof-needed-help = Nothing was done. Send your password to POST /api/sessions/proof; then try again within five minutes.

problem-password-weak = This password is easy to guess: it is made of names of the place, common words or repetitions. Join several words that do not belong together.
problem-days-do-not-fit = The last day lies before the first, or is over.
problem-last-head = The organization would be left without a head. Make another account the head first.
