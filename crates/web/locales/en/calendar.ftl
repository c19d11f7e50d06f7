# The official calendar

calendar-title = The official calendar
calendar-lead = Terms in working days are counted by this calendar. A year whose transfers of days off are not published is provisional, and so is every day counted with it.
calendar-years = Years
calendar-year = Year
calendar-working-days = Working days
calendar-state = State
calendar-source = Rests on
calendar-provisional = provisional
calendar-published = published
calendar-loaded-on = loaded on { $day }
calendar-days = Days that differ from their weekday
calendar-day = Day
calendar-kind = Kind
calendar-name = What it is
calendar-kind-holiday = holiday
calendar-kind-substitute = day off for a holiday on a weekend
calendar-kind-transfer = transferred day off
calendar-kind-day-off = day off
calendar-kind-worked = worked
calendar-load = Load a corrected or new year
calendar-load-help = Choose a year above to begin from its text. Whose days move is shown before anything changes.
field-calendar_text = The year as TOML
field-calendar_text-hint = The same format as in the folder law/calendar of the program.
calendar-not-head = Only the head loads a calendar.
calendar-wrong-day = { $date }: { $why }.
calendar-wrong-no-date = this is no date
calendar-wrong-another-year = this day lies in another year
calendar-wrong-twice = this day stands twice
calendar-wrong-off-anyway = a Saturday or Sunday is off anyway; leave it out
calendar-wrong-worked-anyway = a Monday to Friday is worked anyway; leave it out
calendar-wrong-kind-missing = a day off needs its kind
calendar-wrong-kind-of-worked-day = a worked day has no kind of day off
calendar-empty = This is empty: { $what }.
calendar-working-days-unlikely = The year would have { $days } working days. Between 235 and 255 are to be expected: look again.
calendar-unreadable = The text cannot be read: { $how }
calendar-same = The calendar of { $year } says this already.
calendar-moves = { $moved ->
    [0] No open duty of this body moves.
    [one] One open duty of this body moves.
   *[other] { $moved } open duties of this body move.
}
calendar-moves-others = { $moved ->
    [one] One of other bodies moves as well.
   *[other] { $moved } of other bodies move as well.
}
calendar-moved = Duties that move
calendar-file = File
calendar-who = Who owes it
calendar-from = Counted from
calendar-term = Term
calendar-due = Last day now
calendar-then = Last day then
calendar-no-day = no day
calendar-provisional-help = This year is provisional: every day counted with it is marked so.
calendar-after = The year counts from then on for every body of this server, the days are counted anew, and it stands in the record.
calendar-load-button = Load the year
calendar-loaded = { $moved ->
    [0] The year is loaded. No last day has moved.
    [one] The year is loaded. One last day has moved.
   *[other] The year is loaded. { $moved } last days have moved.
}
