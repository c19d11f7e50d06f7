month-alone-1 = January
month-alone-2 = February
month-alone-3 = March
month-alone-4 = April
month-alone-5 = May
month-alone-6 = June
month-alone-7 = July
month-alone-8 = August
month-alone-9 = September
month-alone-10 = October
month-alone-11 = November
month-alone-12 = December
month-of-year = { $month } { $year }
house-due = What the house is to do
house-due-late = late
house-book-and-staff = The book and the staff
book-title = Book of complaints and suggestions
book-lead = The head keeps the book. Entries are numbered; none is changed or removed (paragraphs 25 and 26).
book-empty = The book has no entries.
book-open-page = The page for visitors
book-rights-page = The page about rights
book-new-title = Enter what was written on paper or said
book-new-lead = Write it down word for word. No name is needed. Only the head reads the entry.
book-shown-title = Show on demand
book-shown-lead = Nobody is named here: “[…]” stands in the place of names and long numbers.
book-shown-closed = You cannot show the book now. Some files are open to named people alone, and you are not named in one of them: the name in it could not be left out. Whoever is named in all of them shows the book. In an emergency, open that file for an hour, write down why it cannot wait, and show the book.
book-shown-answer = Answer:
book-shown-no-answer = No answer yet.
book-messages-title = Confidential messages
book-messages-lead-head = Nobody but you can open these messages. They are not in the book.
book-messages-lead-authorized_body = These messages were sent to the authorized body alone. The organization cannot open them and does not know of them.
book-messages-empty = There are no messages.
book-message-about = about { $name }
book-entry-told = { $kind }, { $day }, { $came }
book-entered-by = entered by { $name }
book-reply-told = Answer, { $day }, { $name }
book-review-told =
    { $month }: reviewed on { $day } by { $name }; { $number ->
        [0] no entries yet
       *[other] up to No. { $number }
    }.
book-reviews = Monthly reviews
book-worded-as = Shown on demand as:
book-done-about-it = What was done:
book-do-answer = Answer
book-do-word = Words for showing
book-entered = The entry was made.
book-answered = The answer was recorded.
book-worded = The words for showing were recorded.
book-reviewed = The review was recorded and signed.
book-reply-title = Answer
book-reply-lead = Whoever wrote it reads the answer with the code.
book-wording-title = Words for showing on demand
book-wording-lead = Names and numbers are hidden by themselves. If something else tells who it is, word it anew. The entry itself does not change.
book-review-title = Review the book
book-review-lead = { $number ->
    [0] The book has no entries. An empty book is reviewed too.
   *[other] The newest entry of the book is No. { $number }.
}
book-review-sign = Sign
book-review-owed =
    Review the book of complaints and suggestions: { $month }{ $more ->
        [0] {""}
        [one] {" "}and one later month
       *[other] {" "}and { $more } later months
    } (paragraph 26)
book-unanswered = Entries of the book without an answer: { $count }
book-messages-waiting = Confidential messages without an answer: { $count }
field-book-entry_kind = What is it?
field-book-paper-entry_kind = What is it?
value-entry_kind-complaint = a complaint
value-entry_kind-suggestion = a suggestion
value-entry_kind-thanks = thanks
field-book-text = What happened? What should change?
field-book-text-hint = In your own words, up to 5,000 characters.
field-book-way = Who may read it?
field-book-way-hint = The head reads the book; whoever asks is shown it without names. The other ways are confidential.
value-way-book = the book
value-way-head = only the head of the house
value-way-authorized_body = only the authorized body (the house and its head cannot read it)
field-book-to_body = To which body
field-book-name = Your name
field-book-name-hint = You need not write it.
field-book-contact = How to answer you
field-book-contact-hint = Not needed: the answer can be read here with a code.
field-book-paper-came = How it came
value-came-page = on the open page, without an account
value-came-paper = on paper
value-came-spoken = said aloud
field-book-paper-on = Day
field-book-paper-text = Words
field-book-paper-text-hint = Word for word, up to 5,000 characters.
field-book-paper-name = Name
field-book-paper-name-hint = Only if the person gave it.
field-book-paper-contact = How to answer
field-book-paper-contact-hint = Only if the person wished.
field-book-reply-text = Answer
field-book-reply-text-hint = Whoever wrote reads it, and it is shown on demand. Name nobody.
field-book-reply-done = What was done
field-book-reply-done-hint = For the house alone.
field-book-wording-text = Words for showing
field-book-wording-text-hint = Without any name.
field-book-review-month = Month
field-book-review-month-hint = For example 2022-03
field-book-review-remark = Remark
field-book-review-seen = I have reviewed the book up to this entry, and sign
problem-review-unsigned = Mark this to sign.
problem-month = Write the month as 2022-03.
problem-review-not-begun = This month has not begun.
problem-review-before-the-book = There was no book in that month.
problem-review-entries-differ = The book has other entries. Open the page again.
problem-share = Write a part of a post up to 2, such as 0.5.
