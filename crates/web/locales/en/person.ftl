## Pages around one person's file

file-none-soon = Nothing is due within a month.
file-later = Later than a month ahead: { $count }
file-of-struck = Duties of struck entries: { $count }
file-of-struck-help = They were owed because of an entry that was struck out since. They count no more.
file-done-after = after the last day, { $due }
file-page-family = Family
file-page-belongings = Room and belongings

## How things stand

stand-title = How things stand
stand-violations = Violations of the internal rules under this agreement: { $counted } of the { $needed } at which they can be a ground of expulsion.
stand-absence = Absent since { $since }: day { $counted } of { $needed }. It can be a ground of expulsion from { $from }.
stand-in-the-way = An order on this ground is not possible yet:
stand-head-decides = Nothing follows by itself. Whether to give an order on this ground is the head's to decide.
stand-hospital-now = In hospital since { $since }. Services are suspended. { $days ->
    [one] { $days } day in all
   *[other] { $days } days in all
 }: { $periods }
stand-hospital = Stays in hospital: { $days ->
    [one] { $days } day
   *[other] { $days } days
 } in all ({ $periods }).
stand-hospital-term = The term of the agreement runs on: last day { $last }. With the longest extension, for example for hospital treatment, until { $longest }.
stand-day-stay = Day stay today: { $minutes } of at most { $most } minutes; { $left } are left.
stand-day-stay-differs = A day stay has no bed and no entry in the portal; each visit is recorded with arrival and departure.
stand-finding = No. { $number } of { $day }, not referred yet
stand-finding-referred = No. { $number } of { $day }, referred
stand-contraindications = Open contraindications: { $list }.
stand-contraindications-help = The agreement can be concluded when they are gone. Recognition as a victim and the general services are not affected.
stand-contraindications-agreement = The agreement stays in force. The head can end the services by order on this ground once the person is referred. Recognition as a victim is not affected.

## An entry and its correction

entry-title = Entry
entry-by = Who
entry-entered = Entered
entry-late = Lateness
entry-struck-by = Struck out by
entry-correction = Correction
entry-correction-help = Nothing is edited or deleted. An entry that is wrong is struck out: it stays legible and counts no more.
entry-resting = These entries rest on it
entry-resting-help = They would have to be struck out first, the last one first.
entry-if-struck = If it is struck out
after-gone = No longer owed: { $duty }
after-reopened = Open again: { $duty }, due by { $day }
after-moved = { $duty }: the last day moves from { $from } to { $day }
check-earlier = This day lies before other entries. Look at what it moves.

## Family

family-representative = Legal representative
family-representative-unknown = The file names no representative.
family-leans = Identification and permit come with the representative. The agreement of the child is signed by the representative.
family-child-alone-help = When the representative is away, the child is without one here: the guardianship authorities are notified, and then the child can be handed over.
family-found-alone = The child was found without a legal representative. The same day the guardianship authorities are notified and the child is handed over to the Centre for Adaptation of Minors.
family-notified = Guardianship authorities
family-handed-over = Hand-over to the Centre for Adaptation of Minors
family-siblings = Other children of the representative
family-children = Children of the application
family-none = The application names no children.
family-child = Child { $number }
family-who = Child
family-how = Where the child lives
family-since = Since
family-owed = To be settled
family-not-settled = not settled yet
family-owed-away = today: the representative is away
family-owed-agreement = before the agreement
family-owed-ending = before the services end
family-files = Files of the children
family-link = Settle as admitted
family-begin = Begin a child's file
family-begin-help = Each child is a recipient of its own, with its own file, card, plan and journal.
family-begin-later = A child's file can begin once the representative is recognised.
family-what-happens = What happens to the children when this file changes
family-when-agreement = Before the agreement, it is settled for each child of the application where it lives.
family-when-away = When the representative leaves without permission or goes to hospital, it is settled anew the same day for each child that lives here.
family-when-ended = Before the services end, it is settled for each admitted child: with another legal representative, to the guardianship authorities, leaves with the representative, or stays.
family-when-own = The child's own agreement, plan and services go on in its own file until they are ended there by order.

## Room and belongings

belongings-room = Room
belongings-day-stay = A day stay has no bed.
belongings-no-bed = No bed is assigned.
belongings-bed-now = Bed:
belongings-beds = Beds so far
belongings-bed = Bed
belongings-from = From
belongings-to = Until
belongings-still = still
belongings-kept = Kept in the organization
belongings-nothing-kept = Nothing is kept.
belongings-owed = To be returned, or stored for an absent recipient
belongings-moves = Taken, returned, stored
belongings-what = What was done
belongings-items = Things
belongings-deposited = taken into keeping
belongings-returned = returned
belongings-stored = stored for the absent recipient
belongings-issued = Things issued
belongings-nothing-issued = Nothing was issued.
belongings-quantity = Quantity

## Plan and services

services-volume = Volume
services-unplanned = outside the plan
services-next = Plan and monitoring: what is due
services-revisions = Revisions of the plan
services-approved = { $day }: approved, { $count ->
    [one] { $count } service
   *[other] { $count } services
 }
services-adjusted = { $day }: adjusted – { $reason }
services-same = The services stayed the same.
services-added = Added:
services-dropped = Dropped:
services-reassigned = Given to another specialist:
services-reassigned-line = { $service }: { $before } → { $after }
services-monitoring = Monitoring
services-closing = closing entry
services-kind = Kind of service

## How a day was counted

count-term-until-monitor = Term: every three months from the approval of the plan, and by its last day (paragraph 31).
count-term-until-record_results = Term: with each quarterly monitoring of the plan (paragraph 35).
count-term-until-end_or_extend = Term: the last day of the agreement, six months from its conclusion. An extension moves it (paragraph 16).

## Names of languages in a sentence

language-in-kk = in Kazakh
language-in-ru = in Russian
language-in-en = in English
to-first-page = To the first page

## Above the fields of an act

act-help-application_registered = The person may have no document and no IIN: nothing of that stands in the way. The name may be marked as not established.
act-help-referral_registered = When the other body has already recognised the person, write that day: then the person is received without another identification.
act-help-offence_detected = From here on three sign the evaluation sheet: the organization, the authorized body and the internal affairs body.
act-help-transferred_in = Identification and permit come with the person. The agreement is concluded here anew.
act-help-contraindication_found = A contraindication holds up the agreement alone. Recognition as a victim and the general services are not affected. The person is referred to a healthcare organization the same day.
act-help-contraindication_cleared = After a new check. Once none is open, the agreement can be concluded.
act-help-identification_waived = Both are needed: a pre-trial investigation has begun, and the person is recognised as the injured party. The application, the permit and the agreement are still needed.
act-help-agreement_extended = All extensions together are at most three months, on these two grounds alone. An extended stay is a long-term residence.
act-help-child_settled = Each child of the application has one place. It is settled before the agreement, when the representative is away, and before the services end.
act-help-admitted_with_representative = A child has a file of its own. Identification and permit are those of the representative, who must be recognised.
act-help-child_found_alone = Only what cannot wait is given before the hand-over. No agreement is concluded with a child found alone.
act-help-registration_card_filled = Who has no document is registered too: leave the documents empty and write the reason.
act-help-police_notified = The notice tells the fact alone, without anything by which the person could be known.
act-help-day_visit = All visits of one day together are at most four hours. A day under one hour is recorded and marked.
act-help-violation_recorded = It counts only when the recipient was offered to explain. Several violations of one episode count once.
act-help-left_without_permission = The day of leaving is not counted. Word to the administration, contact or a return stop the count.
act-help-hospital_stay_began = Services are suspended for the stay, but for help in getting hospital treatment. The term of the agreement runs on.
act-help-ended = Each ending is an order of the head. Afterwards the belongings are returned and the outcome is assessed.
act-help-reinstated = At once, where the recipient could not report for a valid reason: the same agreement goes on. Without such a reason a new application is registered, and everything begins anew.
act-help-belongings_returned = What is kept stands below: take away the lines that are not returned. Recorded also when nothing was deposited.
act-help-plan_adjusted = The present services stand below. Add, change or empty rows; what changed is shown beside the plan.
act-help-entry_struck_out = The entry stays legible and counts no more. Nothing is deleted.
field-no_documents_reason = Why there is no document
field-no_documents_reason-hint = Also by what the name and the birth are known for the time being, for example from the person's own words.

## Readings

readings-lists = Lists in which the file stood: { $count }
readings-times = Times
