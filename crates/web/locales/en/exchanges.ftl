## Why a step between two bodies is refused

refusal-consent-by-another = The person consents in writing; for a child, the legal representative does.
refusal-consent-not-understood = The consent was not read in a language that the person understands.
refusal-not-approved = A second person has not approved this disclosure.
refusal-approved-by-the-same = Whoever approved the disclosure does not hand the document over.
refusal-already-handed-over = The document is already handed over.
refusal-not-handed-over = The document is not handed over yet.
refusal-not-all-signed = Not every body has signed the evaluation sheet.
refusal-notice-missing = The notice to the police is not filled.
refusal-no-body-named = No body is named that this can go to.
refusal-exchange-over = This exchange is over.
refusal-before-the-exchange = That day is before the exchange began.
refusal-already-done = This is already done.
refusal-reason-missing = A body that declines or does not sign says why.
