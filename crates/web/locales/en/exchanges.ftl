## Why a step between two bodies is refused

refusal-consent-by-another = The person consents in writing; for a child, the legal representative does.
refusal-consent-not-understood = The consent was not read in a language that the person understands.
refusal-not-approved = A second person has not approved this disclosure.
refusal-approved-by-the-same = Whoever approved the disclosure does not hand the document over.
refusal-already-handed-over = The document is already handed over.
refusal-not-handed-over = The document is not handed over yet.
refusal-only-by-disclosure = A report of Annex 8 leaves the house by its disclosure and in no other way.
refusal-not-all-signed = Not every body has signed the evaluation sheet.
refusal-notice-missing = The notice to the police is not filled.
refusal-no-body-named = No body is named that this can go to.
refusal-exchange-over = This exchange is over.
refusal-before-the-exchange = That day is before the exchange began.
refusal-already-done = This is already done.
refusal-reason-missing = A body that declines or does not sign says why.

## What passes between bodies

exchange-permit = Request for a permit
exchange-referral = Referral of a person
exchange-identification = Joint evaluation sheet
exchange-guardianship = Notice to the guardianship authorities
exchange-portal = Portal of social services
exchange-police_notice = Notice to the police
exchange-transfer = Transfer to another organization
exchange-disclosure = Disclosure of the report (Annex 8)
exchange-begin-referral = Refer a person to an organization
exchange-begin-identification = Send the evaluation sheet to be signed together
exchange-begin-guardianship = Notify the guardianship authorities
exchange-begin-portal = Begin the entry in the portal
exchange-begin-police_notice = Notify the police without personal data
exchange-begin-transfer = Send documents to another organization
exchange-begin-disclosure = Ask for the report, or record a request for it
exchange-on-paper = on paper
exchange-not-yet = Not possible yet
exchange-of-file = File { $code }
exchange-documents = Documents that are sent
exchange-to-print = Papers to be signed
exchange-to-print-lead = Choose the language that the person understands: the paper is printed in it, signed by hand, and kept in the file.
proof-needed = Show that it is you again, then hand the report over.
exchange-fact-number = Number of the letter
exchange-fact-since = The term counts from
exchange-fact-document = Document
exchange-fact-child = Document of a child
exchange-fact-consent = Consent holds until
exchange-fact-language = Language in which the consent was read
exchange-fact-approved = Approved on
exchange-signed-on = signed on { $day }
exchange-objected-on = not signed, objection of { $day }
exchange-not-signed = not signed yet
exchange-until-withdrawn = until it is withdrawn
exchanges-title = What passes to other bodies
exchanges-none = Nothing has been sent or received yet.
file-page-exchanges = Consents and exchanges
request-state-taken-back = taken back by the sender

## How far an exchange is

standing-sent = sent
standing-received = received
standing-all_signed = signed by all
standing-objected = there is an objection
standing-concluded = the sheet stands in the file
standing-answered = answered
standing-taken_up = the person was received
standing-declined = declined
standing-taken_back = taken back
standing-awaits_consent = waits for the consent
standing-awaits_approval = waits for the approval
standing-approved = may be handed over
standing-handed_over = handed over, no receipt yet
standing-receipted = receipt given

## Steps: what can be done, and what was done

step-received = Record that it was received
passed-received = Received
step-signed = Sign the evaluation sheet
passed-signed = The sheet was signed
step-objected = Decline to sign, with the reason
passed-objected = Not signed
step-concluded = Put the sheet into the file
passed-concluded = The sheet was put into the file
step-answered = Record the answer
passed-answered = Answered
step-taken_up = Receive the person
passed-taken_up = The person was received
step-declined = Decline
passed-declined = Declined
step-taken_back = Take back
passed-taken_back = Taken back
step-requested = Find the report asked for
passed-requested = The report asked for was found
step-consented = Record the written consent
passed-consented = Written consent was given
step-consent_taken_back = Record the withdrawal of the consent
passed-consent_taken_back = The consent was withdrawn
step-approved = Approve the disclosure
passed-approved = The disclosure was approved
step-handed_over = Hand the report over
passed-handed_over = The report was handed over
step-receipt_given = Give the receipt
passed-receipt_given = A receipt was given
passed-opened = Begun
step-approved-lead = Whoever approves does not hand the report over; its author does not approve.
step-handed_over-lead = The key of this one document is given to this one body. What is handed over cannot be taken back.
step-consented-lead = The consent is to this document and this body alone. For a child, the legal representative signs.
step-taken_up-lead = The person's file begins with this step.
step-concluded-lead = The sheet goes into the file as all have signed it.
sending-police_notice-lead = The notice holds no text, only days and lists. Nothing is written about the person.
sending-identification-lead = Each body signs the sheet here for itself; a body without an account signs on paper.
sending-transfer-lead = Record the recipient's consent to the transfer to that organization first.

## Consents of a file

consents-title = Consents
consents-none = There are no consents.
consent-scope = To what
consent-to = To whom
consent-given = Given
consent-until = Until
consent-state = State
consent-application = Processing of personal data (Annex 1)
consent-to-the-organization = This organization
consent-in-force = in force
consent-over = has run out
consent-withdrawn-on = withdrawn on { $day }
consent-transfer = Transfer to another organization (paragraph 44)

## Fields

field-sending-to = To which body
field-sending-to-hint = When it goes through the program. Otherwise write the name below.
field-sending-on_paper = Body that it goes to on paper
field-sending-on_paper-hint = The name of a body that has no account here.
field-sending-number = Number of the letter
field-sending-three = The internal affairs body detected the offence: three sign
field-sending-to_police = Internal affairs body
field-sending-to_police-hint = When three sign.
field-sending-since = The term counts from
field-sending-since-hint = The day of the request or of the recognition; empty: from today.
field-sending-refused_on = Day of the refusal to apply
field-sending-region = Region
field-sending-year = Year
field-sending-exploitation = Kind of exploitation
field-sending-means = Means
field-sending-recipient = Name of the person
field-sending-born = Day of birth
field-sending-citizenship = Citizenship
field-sending-identity_document = Identity document
field-sending-location = Where the person is
field-sending-circumstances = Circumstances
field-sending-officer_position = Your position
field-sending-proceedings = Proceedings
field-sending-purpose = Purpose
field-sending-basis_paper = Basis
field-step-party = For which body
field-step-reason = Reason
field-step-reference = Number of the answer
field-step-about_file = Which file it is about
field-step-given_by = Who signed the consent
field-step-consent_language = Language in which the consent was read
field-step-understood = The person understands that language
field-step-consent_until = The consent holds until
field-step-address = How the person is addressed

## Values

value-given_by-victim = the person
value-given_by-legal_representative = the legal representative
value-exploitation-labour = labour
value-exploitation-sexual = sexual
value-exploitation-begging = begging
value-exploitation-criminal = forced crime
value-exploitation-organs = removal of organs
value-exploitation-other = other
value-means-deceit = deceit
value-means-force = force
value-means-threat = threat
value-means-dependence = dependence
value-means-confinement = confinement
value-means-debt = debt
value-means-other = other
value-region-abai = Abai region
value-region-akmola = Akmola region
value-region-aktobe = Aktobe region
value-region-almaty_region = Almaty region
value-region-atyrau = Atyrau region
value-region-west_kazakhstan = West Kazakhstan region
value-region-zhambyl = Zhambyl region
value-region-zhetisu = Zhetisu region
value-region-karaganda = Karaganda region
value-region-kostanay = Kostanay region
value-region-kyzylorda = Kyzylorda region
value-region-mangystau = Mangystau region
value-region-pavlodar = Pavlodar region
value-region-north_kazakhstan = North Kazakhstan region
value-region-turkistan = Turkistan region
value-region-ulytau = Ulytau region
value-region-east_kazakhstan = East Kazakhstan region
value-region-astana = city of Astana
value-region-almaty = city of Almaty
value-region-shymkent = city of Shymkent
value-region-abroad = abroad
value-region-unknown = not known
api-paper = The paper is not whole
api-paper-help = The paper that goes to another body is not whole; the fields are named.
