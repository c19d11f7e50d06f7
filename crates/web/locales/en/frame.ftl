
## Frame of every page

skip-to-content = Skip to the content
places = Places
languages = Language
language-kk = Kazakh
language-ru = Russian
language-en = English
place-today = Today
place-people = People
place-requests = Requests
place-house = House
place-standard = The standard
lock = Lock
about = About the program
edition-line = Order No. 138 of 24 February 2016, edition of 08.10.2022. The order lost force on 01.07.2023.
to-today = To Today
yes = yes
no = no
no-answer = –
not-established = not established
label-optional = { $label } (optional)
paragraph = paragraph { $number }
paragraph-annex = Annex { $number }
paragraph-journal = order of the journal
day = { $weekday } { $day } { $month }
day-year = { $weekday } { $day } { $month } { $year }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
hint-day = DD.MM.YYYY, for example 24.03.2022
hint-day-time = DD.MM.YYYY hh:mm, for example 24.03.2022 14:30
hint-time = For example 14:30
hint-lines = One entry a line
hint-birth = DD.MM.YYYY; 03.1998 or 1998 when the day is not known; ~ behind it when it is an estimate

## Buttons

button-continue = Continue
button-check = Check your answers
button-record = Record
button-change = Change
button-cancel = Back without recording
button-open = Open
button-find = Find
button-more-rows = More rows
button-do = Do it

## When a page cannot be given

trouble-not-found = There is nothing here
trouble-not-found-help = The address may be mistyped, or the page is not for you.
trouble-too-large = What was sent is too large
trouble-too-large-help = One page takes at most 2 megabytes. Nothing was recorded. Go back and shorten the text.
trouble-other-site = The page was not sent from this program
trouble-other-site-help = Nothing was recorded. Open the page anew and send it again.
trouble-not-understood = The request was not understood
trouble-not-understood-help = Nothing was recorded. Try opening the page anew.
trouble-busy = Too many people are signing in just now
trouble-busy-help = Try again in a few seconds.
trouble-broken = Something in the program failed
trouble-broken-help = Nothing was recorded. If it happens again, tell the person who looks after the program.

## Form errors

errors-title = Please check
refused-title = This was not recorded
stale-title = The file has changed since you opened the page
stale-help = The new entries are below. What you typed is kept: look it over and send it again.
entries-in-the-way-title = These entries would have to be struck out first:
warnings-title = This can be recorded, but look

## Access

sign-in-title = Sign in
sign-in-wrong = The login, the password or the code is wrong.
sign-in-slow = Too many tries. Try again after { $time }.
sign-in-ended = Your session has ended. Sign in again.
sign-in-locked = Locked.
set-up-title = First set-up
set-up-lead = This page is shown once: the organization and the account of its head.
set-up-done = The organization is set up. Sign in with the head's login.
section-body = The organization
section-head-account = The head's account
field-body_name = Name of the organization
field-body_form = Kind of organization (paragraph 4)
field-ownership = Ownership
value-ownership-state = state
value-ownership-private = non-state
field-staff_name = Surname, first name, patronymic
field-login = Login
field-password = Password
field-new_password = Password
field-new_password-hint = 15 characters or more. A phrase of several words is good.
field-new_password_again = The password once more
field-account_language = Language of the pages
value-account_language-kk = Kazakh
value-account_language-ru = Russian
value-account_language-en = English
field-roles = Roles and appointments
field-roles-hint = A role decides which parts of a file open.

## Roles

role-head = head
role-acting_head = acting head
role-specialist = social work specialist
role-consultant = social work consultant
role-psychologist = psychologist
role-lawyer = lawyer
role-nurse = senior nurse
role-educator = educator
role-instructor = occupational-therapy instructor
role-cultural_organiser = cultural organiser
role-accountant = chief accountant
role-hr = HR clerk
role-officer = officer of the authorized body
role-police_officer = officer of the internal affairs body
role-identification = authorised for identification
role-monitoring = authorised for monitoring

## Who acts or owes

who-recipient = the recipient
who-legal_representative = the legal representative
who-head = the head
who-specialist = the social work specialist
who-consultant = the social work consultant
who-psychologist = the psychologist
who-lawyer = the lawyer
who-nurse = the senior nurse
who-educator = the educator
who-instructor = the occupational-therapy instructor
who-cultural_organiser = the cultural organiser
who-authorized_body = the authorized body
who-internal_affairs = the internal affairs body
who-organization = the organization

## Stages

stage-intake = Intake
stage-identification = Identification
stage-recognised = Recognised
stage-awaiting_permit = Awaiting the permit
stage-permit_received = Permit received
stage-observation = Observation
stage-planning = Planning
stage-in_service = In service
stage-suspended = Suspended
stage-absent = Absent
stage-ended = Ended
stage-closed = Closed
stage-refused = Refused

## Today

today-title = Today
group-overdue = Overdue
group-today = Today
group-week = This week
group-later = Later
today-nothing = Nothing is waiting.
waiting-title = Waits on another body
late-by = late by { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 }
late-uncounted = late
in-working-days = in { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 }
due-today = today
no-term = no term stated
provisional = provisional
provisional-help = The moved days off of { $year } are not published yet.
no-calendar = There is no calendar for { $year }: the day is not counted.
count-title = How it was counted
count-from = Counted from { $day } ({ $act }). The day of the event is not counted.
count-term-working_days = Term: { $count ->
    [one] { $count } working day
   *[other] { $count } working days
 }.
count-term-calendar_days = Term: { $count ->
    [one] { $count } calendar day
   *[other] { $count } calendar days
 }.
count-term-months = Term: { $count ->
    [one] { $count } month
   *[other] { $count } months
 }.
count-term-same_day = Term: the same day.
count-term-until = Term: until this day.
count-term-none = The order states no term.
count-due = Last day: { $day }
count-passed-over = Days not counted:
weekend = weekend
opened-by-entry = entry { $seq }

## People

people-title = People
people-none = There is nobody yet.
people-begin = Begin a new file
people-begin-lead = A file begins with one of these:
people-address = Addressed as
people-code = Code
people-stage = Stage
people-last-day = Last day of the agreement
people-find = Find by address or code
people-closed = Show closed files
people-open-only = Open files only
people-not-found = Not found among the files that you can open.

## A file

file-pages = Pages of the file
file-page-file = The file
file-page-documents = Documents
file-page-readings = Who has read it
file-stages = Stages
file-next = Next
file-duties = Duties
file-no-duties = No duty is open.
file-possible = Possible now
file-impossible = Not possible yet
file-impossible-help = What happened on an earlier day can still be recorded with that day.
file-journal = Journal
file-done-late = after the last day, { $due }: late by { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 }
file-recorded = entered { $day }
file-struck = struck out
file-strike = Strike this entry out
file-term = Term of the agreement
file-term-line = { $from } – { $to }. Today { $today }. With the longest extension until { $longest }.
file-person-missing = For the next stage: { $act }.
file-also = Also possible
recorded-notice = Recorded: { $act }.
recorded-already = This was recorded already: it was not recorded a second time.

## Documents

documents-title = Documents
documents-none = There are no documents yet.
documents-print = PDF for printing:
documents-missing = Left out, because your keys do not open them:
documents-of = of { $day }
documents-unprinted = This document could not be printed.
documents-totals = Totals
blank-forms = Blank forms
annex_1 = Application
annex_2 = Evaluation sheet
annex_3 = Resocialization agreement
annex_4 = Registration card
annex_5 = Minimum staff norms
annex_6 = Individual work plan
annex_7 = Journal of monitoring
annex_8 = Report (confidential)
compartment-file = the file itself
compartment-identity = identity
compartment-social = observation, needs, plan
compartment-children = about children
compartment-medical = medical
compartment-psychological = psychological
compartment-legal = legal
compartment-report = report
compartment-house = the house

## Readings

readings-title = Who has read this file
readings-lead = Every opening is recorded and cannot be erased.
readings-at = When
readings-who = Who
readings-what = What

## Requests of organizations, seen by the authorized body

requests-title = Requests for permits
requests-none = There are no requests.
requests-from = From
requests-sent = Sent
requests-state = State
requests-due = Due
request-title = Request for a permit
request-lead = You see this package alone: the organization's file stays closed to you.
request-state-sent = sent, not yet received
request-state-received = received
request-state-issued = permit issued
request-state-permit-sent = permit sent
request-state-declined = declined

## House

house-title = House
house-staff = Accounts of staff
house-name = Name
house-login = Login
house-roles = Roles
house-bodies = Bodies on this server
house-only-head = Accounts are added by the head.
body-kind-organization = organization
body-kind-authorized_body = authorized body
body-kind-internal_affairs = internal affairs body

## The standard and about

standard-title = The standard
standard-lead = The text by paragraph. The Kazakh and Russian texts are not yet compared with the official ones.
chapter-annexes = Annexes
standard-status = What the program does for it
standard-acts = Acts of this paragraph
what-the-order-says = What the order says
about-title = About Tirek
about-what = Tirek keeps the files of organizations that give special social services to victims of trafficking in persons. It carries out Order No. 138 of 24 February 2016.
about-edition = The edition applied is that of 8 October 2022. The order lost force on 1 July 2023; the program keeps working for any date.
about-words = The Kazakh and Russian words of the forms are not yet compared with the official text.
about-keys = Files are closed with the keys of staff. This does not protect from someone who alters the running program itself.
about-licence = The program: AGPL-3.0-or-later.

## Act pages

act-day = The day it happened
check-title = Check your answers
check-day = Day
after-title = After this
after-nothing = No new duty follows.
after-due = { $duty }: due by { $day }
after-no-term = { $duty }: no term stated
after-closes = Done with this: { $duty }
after-stage = Stage: { $stage }
no-pass-mark = The order gives no pass mark; the people who sign decide.
totals-line = Purpose: { $purpose }. Actions: { $actions }. Means: { $means }. Harm: { $harm }. In all: { $all }.
keys-missing = This needs copies of documents that your keys do not open. Missing: { $list }.
by-line = { $who }, { $account }
value-returned_items-all = all that was kept

## Accepted and marked

warning-unplanned = Unplanned: the service is outside the approved plan.
warning-under-an-hour = Under one hour: recorded as a consultation.
reading-file = the journal of the file
reading-files = the list of people
reading-duties = the list of duties
reading-exchange = an exchange between bodies
reading-refused = asked for the file or a part of it, and was refused
not-possible-title = Not possible yet
field-on = The day it happened
kept-title = What you typed is kept
kept-help = You are signed in again. Go back to the page, look it over and send it.
group-far = More than a month ahead: { $count }
requests-waiting = Waiting for an answer
requests-answered = Answered
