## What is asked beside the password: codes from an app

field-moment_code = Code from the app
field-moment_code-hint = Six figures. Leave it empty if you have not turned codes on.
prove-wrong-code = The password or the code is wrong.
codes-title = Codes from an app
codes-lead = An app on your telephone shows a new code every half minute. With codes turned on, somebody who learns your password cannot sign in as you.
codes-step-app = Open the app (FreeOTP or Aegis, for example) and scan the picture.
codes-picture = QR code of the secret for the app
codes-step-text = If the picture cannot be scanned, type the secret by hand:
codes-step-code = Type the code that the app shows.
codes-turn-on = Turn codes on
codes-are-on = Codes are on: signing in takes your password and a code from the app.
codes-lost = If you lose the telephone, tell the head, who turns your codes off; your password stays. The head's own codes are turned off by the recovery of keys, by two custodians.
codes-turn-off = Turn codes off
codes-turned-on = Codes are on. The record says so.
codes-turned-off = Codes are off. The record says so.
problem-code-of-app = The code does not fit. See whether the clock of the telephone is right, and type the next code.
accounts-factors = Telephone or passkey lost
accounts-factors-lead = The codes from an app and the passkeys of this person are turned off. The password stays; she turns codes on anew herself.
accounts-factors-remove = Turn codes and passkeys off
accounts-told-factors_removed = { $name }: codes from an app and passkeys were turned off.
accounts-session = Signed in now
accounts-session-lead = A desk was left, or a telephone or a computer is lost: end her session at once. Nothing else changes; to go on, she signs in anew.
accounts-session-end = End the session
accounts-told-session_ended = { $name }: her session was ended.

## Passkeys

passkeys-title = Passkeys
passkeys-lead = A passkey takes the place of the password: your telephone, computer or security key knows you by finger, face or PIN. Your keys, which open the records, are locked by the secret that lies in it.
passkeys-own = Your passkeys
passkeys-since = since { $day }
passkeys-remove = Remove
passkeys-remove-named = Remove the passkey “{ $name }”
passkeys-add = Add a passkey
passkeys-where = This needs JavaScript in the browser, and a device that knows the extension PRF. The device asks twice: when the passkey is made and when it is tried.
passkeys-lost = If you lose the device, sign in with your password and remove its passkey here; if you have forgotten the password too, tell the head.
passkeys-added = The passkey was added and tried. The record says so.
passkeys-removed = The passkey was removed. The record says so.
field-passkey_name = What to call it
field-passkey_name-hint = For example “Telephone for work”. Only you see the name.
problem-passkey-not-taken = The passkey was not added: the answer of the device did not fit, or the page was open for too long. Try again.
problem-passkeys-too-many = You have ten passkeys. Remove one first.
passkey-sign-in = Sign in with a passkey
passkey-prove = Show it with a passkey
passkey-failed = The passkey did not answer. Try again, or go on with your password.
passkey-no-secret = This device or browser cannot lock your keys (it does not know PRF). Take another device, or go on with your password.
sign-in-passkey-wrong = This passkey did not sign you in. Try again, or sign in with your password.
prove-wrong-passkey = This passkey does not fit. Try again, or type your password.

## The lock

lock-key = Keys: Alt + L (Firefox: Alt + Shift + L)

record-why-first_device = signed in at a device for the first time

## The sheet about who has opened a file, for the recipient

readings-sheet-offered = Sheet for the recipient, to be printed:

## A second factor demanded of everybody

second-factor-title = Second factor
second-factor-due = From { $day } on, signing in takes a second factor. You have none yet: set one up in good time.
second-factor-due-lead = Your organization has decided that from { $day } on everybody signs in with a second factor beside the password. You have none yet. Until then nothing changes; setting one up takes a few minutes.
second-factor-to-set-up = Your organization has decided that everybody signs in with a second factor beside the password. You have none yet. Set one up now, it takes a few minutes; everything else opens right after that.
second-factor-to-show = Your organization has decided that everybody signs in with a second factor. You have one, and signed in with the password alone. Confirm with your passkey or your code; everything else opens right after that.
second-factor-show = Confirm
second-factor-codes = An app on your telephone shows a code every half minute. It needs no network. You type the code when you sign in.
second-factor-passkeys = Your telephone, your computer or a security key knows you by finger, face or PIN. You type no password.
second-factor-lost = If a telephone or a passkey is lost, tell the head.
demand-title = Second factor for everybody
demand-lead = From the day that you choose, everybody of the organization signs in with a code from an app or with a passkey. Whoever has neither is led to setting one up before anything else opens. Until then everybody’s pages say from which day.
demand-not = It is not demanded: everybody decides for herself.
demand-from = It is demanded from { $day } on.
demand-without = Who has none yet
demand-all-have = Everybody has one.
demand-decide = Demand it
demand-own-first = First set a second factor up for yourself, and sign in or confirm with it: so you cannot lock yourself out.
demand-withdraw = Withdraw the demand
demand-withdraw-lead = The password alone is enough again. Whoever has set a second factor up keeps it.
field-demand_from = From which day
field-demand_from-hint = Today or later, at most a year ahead. A week gives everybody time to set it up.
problem-demand-day = Choose a day from today on, at most a year ahead.
problem-demand-own-first = First set a second factor up for yourself, and sign in or confirm with it.
accounts-factor-has = yes
accounts-factor-none = none yet
api-second-factor-needed = A second factor is needed
api-second-factor-needed-help = Your organization demands a second factor. Nothing was done. If you have codes, send one to POST /api/sessions/proof; if you have none, set one up on the pages and sign in with it.
