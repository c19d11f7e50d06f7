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
