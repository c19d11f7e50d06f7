## What was signed

papers-stamp-draft = DRAFT. Not recorded.
papers-stamp-unsigned = Printed from the record. Not frozen: what is signed may differ.
papers-stamp-copy = COPY, printed from the record. Signed in: { $language }. SHA-256 of what was signed: { $digest }
papers-signed-title = What was signed
papers-print = The signed PDF: { $language }
papers-frozen-help = These bytes never change. A print in another language is a copy and says so.
papers-frozen-now = Frozen. The same bytes come back for ever.
papers-frozen-before = It is frozen already: what was signed stays as it was.
papers-not-signed = It is not frozen yet. When it is signed, freeze it: the PDF is kept as it is now.
papers-not-frozen = It cannot be frozen so:
papers-not-frozen-yet = Freeze the document first: a signature belongs to what is frozen.
papers-freeze-language = Language in which it is signed
papers-freeze = Freeze what was signed
papers-freeze-keys = Whoever freezes it must be able to open every part of it.
papers-keys-missing = This shows parts that your keys do not open: { $list }.
papers-language = Language of the paper
papers-preview = Look at the PDF
papers-scans-title = Scans of the signed paper
papers-scans-none = There are none.
papers-scan = { $kind }, { $kilobytes } KB
papers-scan-label = Add a scan
papers-scan-hint = PDF, JPEG or PNG, up to 10 MB. What a camera notes about place and time is taken out.
papers-scan-send = Add
papers-scan-empty = Choose a file.
papers-scan-too-large = The file is larger than 10 MB, or there are too many of them.
papers-scan-other-kind = This is neither PDF nor JPEG nor PNG.
papers-scan-damaged = The file does not open, or the picture is too large.
papers-scan-active = This PDF is locked, or carries a program or another file. Print it anew and scan it.

## Papers in free form

papers-make = Make a paper
papers-free-form = The order gives no form for this paper. The form is the program's own.
papers-asked-title = What has happened asks for these
papers-asked-none = Nothing is missing.
papers-others-title = Every paper
papers-record = Put it into the file
papers-record-help = The paper is put into the file as it is, and frozen. Print and sign it, then add a scan.
papers-make-pdf = Make the PDF
papers-house-help = This paper is about the house. Your keys do not open the place where such papers are kept: it is printed, and nothing is kept.
papers-forms-title = Forms
papers-forms-help = Blank forms, to be filled by hand.
papers-forms-annexes = Forms of the order
papers-forms-papers = Papers that the order needs and gives no form for
papers-fill = fill in

problem-extension-too-long = An extension is three months at most (paragraph 16).
problem-identity-in-notice = The notice must not say who the person is (paragraph 21): take out the name or the number.
problem-observation-too-long = Observation lasts three calendar days at most (paragraph 27).
problem-too-few-violations = An expulsion for violations names more than three of them (paragraph 43).

api-frozen = The document is frozen already
api-frozen-help = What was signed stays as it was. “enclosures” of the document holds its print.
api-not-frozen = The document is not frozen
api-not-frozen-help = Freeze it first: a signature belongs to what is frozen.
api-not-a-scan = The file is not taken as a scan
api-not-a-scan-help = A scan is a PDF, a JPEG or a PNG.

## To be taken away

papers-export-bundle = The whole file as one PDF
papers-export-bundle-help = Cover, contents, documents in their order, journal. What your keys do not open is left out, and the PDF says so.
papers-export-own_copy = The recipient's own copy
papers-export-own_copy-help = Rights, plan, next steps and how to complain, in plain words. It names neither what happened nor where the house is: leave out both in what you write.
papers-export-registers = Registers on paper
papers-export-registers-help = A register for a period, as PDF or Excel. What your keys do not open is left out, and it is said.
papers-export-record = The record keeps who made it and when.
papers-export-make = Make it
papers-own-names = One of the fields names what happened. The own copy may be found by the wrong person: write it without that word.
reading-bundle = the whole file, as one PDF
reading-own_copy = the recipient's own copy
field-purpose = Made for
field-print_language = Language
field-own_language = Language of the reader
field-own_name = How she or he is addressed
field-own_specialist = Whom to turn to
field-own_phone = Telephone
field-own_next = What comes next
field-own_what = What, in the reader's language
field-own_when = On which day
field-own_elsewhere = Where else one can complain
field-register_kind = Register
field-period_from = From
field-period_to = To
field-file_kind = File
value-purpose-court = a court
value-purpose-inspector = an inspector
value-purpose-transfer = another organization
value-purpose-recipient = the recipient
value-purpose-archive = the archive
value-print_language-kk = Kazakh
value-print_language-ru = Russian
value-print_language-en = English
value-own_language-kk = Kazakh
value-own_language-ru = Russian
value-own_language-en = English
value-own_language-uz = Uzbek
value-file_kind-pdf = PDF
value-file_kind-xlsx = Excel
value-register_kind-applications = applications and referrals
value-register_kind-recipients = recipients
value-register_kind-permits = permits
value-register_kind-agreements = agreements
value-register_kind-orders = orders of the head
value-register_kind-violations = violations
value-register_kind-disclosures = documents handed to other bodies
