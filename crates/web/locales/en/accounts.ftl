## Accounts, passwords, second factors, fresh proof

prove-title = Show that it is you
prove-lead = What you are about to do has grave effect. Type your password once more; it is asked for again after five minutes.
prove-wrong = The password is wrong.

api-proof-needed = A fresh proof is needed
api-proof-needed-help = Nothing was done. Send your password to POST /api/sessions/proof; then try again within five minutes.

problem-password-weak = This password is easy to guess: it is made of names of the place, common words or repetitions. Join several words that do not belong together.
problem-password-known = Attackers know this password: it stands in lists of stolen ones. Choose another; several words that do not belong together are best.
problem-days-do-not-fit = The last day lies before the first, or is over.
problem-last-head = The organization would be left without a head. Make another account the head first.
problem-head-makes-head = Only the head herself makes another person a head, not somebody acting by order. Take the role of head off.

problem-mark-needed = Mark the box first.
problem-password-wrong = The password is wrong.
problem-code-misread = This is not a code: a letter is wrong or missing. It has seven groups of four.
problem-no-invitation = No invitation waits for this code: it was used, taken back, or is too old. Ask the head for a new one.

## The page of accounts

accounts-title = Accounts
accounts-manage = Invite, roles, leaving
accounts-invite = Invite a member of staff
accounts-invite-lead = The next page shows a code to print and hand over. Whoever types it chooses her own password; you never learn it.
accounts-state = State
accounts-state-active = in use
accounts-state-ended = ended
accounts-state-invited = invited; may join until { $until }
accounts-last-sign-in = Last sign-in
accounts-changes = Changes of rights
accounts-told-invited = { $name } was invited.
accounts-told-invited_again = { $name } was given a new code.
accounts-told-roles = The roles of { $name } were changed.
accounts-told-ended = The account of { $name } was ended.
accounts-told-acting = { $name } was made acting head by order.
accounts-told-acting_ended = The order by which { $name } acted as head ended.
accounts-acting-order = acting head by order { $order }, from { $from } to { $to }
accounts-done = Done. It stands in the record.
accounts-new-code = New code
accounts-new-code-lead = When the sheet was lost: the former code stops working.
accounts-roles-lead = What a role taken away had opened is closed by new keys: what is written from now on cannot be read with the old ones. The person signs in anew.
accounts-change-roles = Change the roles
accounts-acting = Acting head
accounts-acting-lead = For the days of an order, both included. It ends by itself.
accounts-acting-begin = Make acting head
accounts-acting-end = End the order today
accounts-end = End the account
accounts-end-lead = Nobody signs in with it any more, and its keys are destroyed. What she signed stays.
field-acting_order = Number of the order
field-acting_from = First day
field-acting_to = Last day
field-sure = I have checked the name, and end this account

## The sheet of an invitation

invited-title = Invitation
invited-once = This code is shown once. Print the page now and hand it over in person.
invited-code = Code
invited-until = Valid until
invited-how = Open the address of this program, choose “I have a code” on the page for signing in, type the code and choose a password.

## Joining

join-title = Join
join-lead = Type the code from your sheet and choose your own password. The code works once.
join-link = I have a code from an invitation
sign-in-joined = Welcome. Sign in with your login and the password that you chose.
field-invitation_code = Code from the sheet
field-invitation_code-hint = Seven groups of four; capital or small letters.

## One's own account

own-title = My account
own-session = You have one session: signing in elsewhere ends this one. It ends after 15 minutes without work, and after 10 hours at the latest.
own-password = Password
own-change-password = Change the password
own-password-changed = The password was changed.
field-own-password = The password until now
field-own-new_password = The new password
field-own-new_password_again = The new password once more
