# Reports

place-reports = Reports
reports-title = Reports
reports-no-key = Figures of single files are for those who hold their key. Released months are below.
reports-from = From month
reports-to = To month
reports-period-wrong = Write months such as 2026-10; the first is not after the last.
reports-show = Show
reports-month = { $month } { $year }
reports-sentence-none = Nobody's services ended in this period.
reports-sentence = { $ended ->
    [one] The services of one recipient ended.
   *[other] The services of { $ended } recipients ended.
} { $resocialised ->
    [0] Nobody is resocialised
    [one] One is resocialised
   *[other] { $resocialised } are resocialised
}: { $percent } %.
reports-sentence-left-out = The number of the resocialised is not published here: it, or what it could be worked out from, is about fewer than five people.
reports-left-out = not published
reports-picture = Outcomes at the end of the term
reports-total = Total
reports-group-admitted = Admitted: agreements concluded
reports-group-refused = Services refused
reports-group-ended = Services ended
reports-group-services = Services given
reports-group-duties = Duties whose last day lies in the period
reports-table-ended-outcome = Services ended, by outcome (paragraph 33)
reports-table-ended-ground = Services ended, by ground (paragraphs 41–44)
reports-table-services-kind = Services given, by kind (paragraphs 39 and 40)
reports-table-duties-time = Duties whose last day lies in the period
reports-part-outcome-yes = resocialised
reports-part-outcome-partly = partly resocialised
reports-part-outcome-no = not resocialised
reports-part-outcome-not-assessed = not assessed yet
reports-part-time-in-time = done in time
reports-part-time-late = late
reports-files = Files
reports-released = Released months
reports-released-help = What the head has released. What is about fewer than five people is not published, nor what it could be worked out from. Files that are open to named people alone are not counted here. These figures stay when files are erased.
reports-released-none = No month was released yet.
reports-released-notice = Released: { $month }.
reports-release = Release the month
reports-release-month = Month
reports-release-hint = An authorized body of this server will see its published figures. You sign them.
reports-month-name-1 = January
reports-month-name-2 = February
reports-month-name-3 = March
reports-month-name-4 = April
reports-month-name-5 = May
reports-month-name-6 = June
reports-month-name-7 = July
reports-month-name-8 = August
reports-month-name-9 = September
reports-month-name-10 = October
reports-month-name-11 = November
reports-month-name-12 = December
