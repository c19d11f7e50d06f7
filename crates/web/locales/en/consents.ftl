## A consent of the recipient: to what, and to whom

consent-purposes = A purpose
consent-other-purpose = Another purpose (write it below)
consent-documents = A document of the file
consent-other-body = Not in the list (write it below)
field-consent_scope-hint = A consent to the release of a report about a child, or about somebody without legal capacity, is recorded in the agency's request, which asks who signs.
field-consent_purpose = Another purpose
field-consent_purpose-hint = Has to be filled when “Another purpose” is chosen in the list; otherwise leave it empty.
field-consent_to_name = To whom: the name
field-consent_to_name-hint = Has to be filled when “Not in the list” is chosen; otherwise leave it empty.
field-consent_withdrawn-consent_scope = Which consent is withdrawn
problem-either-or = Choose from the list or write your own words, not both.
problem-not-in-list = Write it here, since the list does not have it.
