# Recovery, keeping, checkpoints.
house-record = The record of the house
record-title = The record
record-lead = How far the record of your organization has come, signed by the server. This line also stands small on each official document that is printed and lies in each backup.
record-use = Copy the line from time to time and keep it away from this machine: on paper, on another computer. With it the administrator can tell later whether the record was cut or replaced by an older one: tirek verify --checkpoint.
record-server = The public key of the server, to be compared:
house-recovery = Recovery of keys
recovery-title = Recovery of keys
recovery-lead = { $days ->
    [one] Two of three custodians can give somebody back her keys when a password or a passkey is lost. The request stands for { $days } day, and every page of the organization shows it; only then are the keys given back.
   *[other] Two of three custodians can give somebody back her keys when a password or a passkey is lost. The request stands for { $days } days, and every page of the organization shows it; only then are the keys given back.
 }
recovery-none = Recovery is not set up. Whoever is the only head and forgets her password loses the files.
recovery-since = The kits in force were entered on { $when }.
recovery-who = Whose keys can be recovered
recovery-own = Yours are among them.
recovery-entrust-lead = Your own keys are not among them. You can let two custodians recover them too.
recovery-entrust = Let my keys be recovered
recovery-entrusted-done = Your keys can be recovered now.
recovery-set-up = Enter three kits
recovery-set-up-lead = Have three kits printed on another computer (tirek kit custodians), give one to each custodian, and type each from its paper. Kits of before then count no more. Nobody keeps two kits.
recovery-set-up-done = The three kits are in force. Each two of them were tried and open.
recovery-waits = Keys are being recovered: login { $login }.
recovery-waits-asked = Asked for on { $when }.
recovery-waits-ready = They are given back from { $when } on.
recovery-stop = Stop this recovery
recovery-stopped-done = The recovery was stopped.
recovery-asked = The request stands in the record, and everybody of the organization sees it. Come back with two kits from { $when } on.
recovery-done = The keys are given back. Sign in with the new password.
recovery-link = Password lost: recovery by two custodians
section-recovery-finish = Only when the waiting period is over
field-recovery_step = What is to be done
value-recovery_step-ask = Ask for recovery
value-recovery_step-finish = Give the keys back: the waiting period is over
field-kit_one = First kit
field-kit_one-hint = Seven groups of four letters and figures, as they stand on the paper. Small letters and spaces do not matter.
field-kit_two = Second kit
field-kit_three = Third kit
problem-kit-wrong = That is no kit: a letter is wrong or missing.
problem-kits-same = Two of the kits are the same.
problem-recovery-wrong = There is no such login with these two kits, or its keys were not entrusted to recovery.
problem-recovery-not-asked = Nobody has asked for this recovery, or it was stopped. Ask first.
problem-recovery-early = The waiting period is not over yet.
problem-recovery-slow = Too many tries with this login. Wait a minute.
problem-new-password-needed = Give a new password.
house-keeping = Keeping and erasing
keeping-title = Keeping and erasing
keeping-lead = Files that have ended, the one to be erased first on top. The order says nothing of how long files are kept; the organization decides. Years are counted from the first of January after the ending.
keeping-none = No file has ended, and no hold lies on any.
keeping-person = Person
keeping-ended = Ended
keeping-until = Kept until
keeping-hold = Hold
keeping-due = may be erased
keeping-years-title = For how long files are kept
keeping-years-decide = Decide
keeping-years-done = The term was decided.
keeping-hold-done = A hold lies on the file.
keeping-lift-done = The hold was lifted.
keeping-erase-done = The file was erased. Nothing of it opens any more; in backups not before the archives of shred keys are 35 days old and removed.
keeping-goes-on = The file goes on.
keeping-ended-on = It ended on { $when }.
keeping-kept-for = { $years ->
    [one] It is kept for { $years } year.
   *[other] It is kept for { $years } years.
 }
keeping-erasable-on = It may be erased from { $when } on.
keeping-erase-warning = What is erased cannot be brought back by anybody. Figures that name nobody stay.
keeping-erased-title = Erased files
keeping-certificate = Print the certificate
field-kept_years = Years after the ending
field-kept_years-hint = From 1 to 75. Five is usual.
field-keeping_step = What is to be done
value-keeping_step-hold = Lay a hold: do not erase before it is lifted
value-keeping_step-lift = Lift the hold
value-keeping_step-erase = Erase the file
field-keeping_reason = Reason, or the number of the decision
field-keeping_reason-hint = Name nobody: this text stays when the file is erased.
problem-keeping-not-ended = The file has not ended.
problem-keeping-kept = Its term is not over yet.
problem-keeping-held = A hold lies on the file.
problem-keeping-not-held = No hold lies on the file.
problem-keeping-stale = Somebody acted in the file meanwhile. Look at it again.
erasure-what = One file of a recipient under the code { $code }, with its documents and what was exchanged with other bodies
erasure-rule = { $years ->
    [one] Kept for { $years } year after the ending
   *[other] Kept for { $years } years after the ending
 }
record-unusual-title = Unusual readings
record-unusual-lead = Fifteen files or more within an hour, readings between 22:00 and 06:00, a register of several files made to be taken away, five refusals of access or more within an hour, a first sign-in at another device, or a sign-in by a program (once a day), in the last thirty days. There may be a good reason: ask.
record-unusual-none = There were none.
record-when = Hour from
record-who = Who
record-files = Files
record-why = Why
record-why-many_files = many files
record-why-at_night = in the night
record-why-taken_along = made a register of several files, to be taken away
record-why-by_program = signed in by a program (API)
record-why-refused = asked many times for what is not hers or his
