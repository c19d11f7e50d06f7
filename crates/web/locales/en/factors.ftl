## What is asked beside the password: codes from an app

field-moment_code = Code from the app
field-moment_code-hint = Six figures. Leave it empty if you have not turned codes on.
field-prove-moment_code-hint = Six figures.
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
