## Electronic signatures, made elsewhere

signatures-title = Electronic signatures
signatures-none = There are no electronic signatures.
signatures-closed = Your keys do not open every part of what was signed. So you are not shown who has signed it.
signature-label = Add an electronic signature
signature-hint = The file of a detached signature (CMS: .p7s, .cms, .sig) over the signed PDF above. Save that PDF, sign it with your own program, and send the signature.
signature-file = File of the signature, { $kilobytes } KB
signature-nobody = Unknown signer
signature-confirmed = Confirmed
signature-unconfirmed = Not confirmed
signature-unchecked = Could not be checked
signature-fits = The signature is of these very bytes.
signature-other-bytes = The signature is of another file.
signature-wrong = The signature is wrong.
signature-no-certificate = The signature does not bring its certificate: nobody can tell whose it is.
signature-gost = The algorithm is one of GOST ({ $what }). This program does not know it: check the signature with another one.
signature-unknown = This program does not know the algorithm ({ $what }): check the signature with another one.
signature-weak = The algorithm or the key is too weak to prove anything today ({ $what }).
signature-trusted = Its certificate leads to “{ $what }”, which this body trusts.
signature-no-issuer = Nobody whom this body trusts has issued the certificate.
signature-out-of-time = This certificate was not valid when the signature was put here: “{ $what }”.
signature-usage = The certificate is not for signing.
signature-demands = This certificate has a condition that is not met, or that the program does not know: “{ $what }”.
signature-revocation = Whether a certificate had been revoked was not checked.
signature-organization = Organization
signature-number = Number of the signer
signature-issuer = Certificate issued by
signature-serial = Number of the certificate
signature-valid = Valid
signature-algorithm = Algorithm
signature-claimed = Signed, as the signer says
signature-refused-length = The file is empty or too large for a signature.
signature-refused-unreadable = This is no CMS signature.
signature-refused-not-detached = This signature holds the document within itself. Make a detached one.
signature-refused-signers = There is no signer in this file, or there are too many.
signature-refused-other-bytes = This signature is of another file. Sign the PDF that is frozen here, byte by byte.
signature-refused-wrong = This signature is wrong: the file was changed or damaged.
api-not-a-signature = The file is no signature of what was frozen
api-not-a-signature-help = A detached CMS signature over the bytes of the frozen print is taken.

## Whom the body trusts

certificates-title = Trusted certificates
certificates-lead = An electronic signature is confirmed when its certificate leads to one of these. Signatures are checked anew each time they are shown.
certificates-limits = The program knows RSA and ECDSA. It does not know GOST, and never asks whether a certificate was revoked; it says so beside each signature.
certificates-none = No certificate is trusted yet.
certificates-since = Trusted since
certificates-add = Trust a certificate
certificates-file = File with the certificate of the authority
certificates-hint = PEM, DER or Base64; one PEM file may hold several. Compare the SHA-256 with the one that the authority publishes.
certificates-trust = Trust
certificates-distrust = Trust no longer
certificates-trusted = The certificates are trusted now. The record says so.
certificates-distrusted = The certificate is trusted no longer. The record says so.
certificates-unreadable = There is no certificate in this file, or one does not read.
certificates-already = These certificates are trusted already.
certificates-too-many = At most a hundred certificates can be trusted.
certificates-not-head = Only the head decides which certificates are trusted.

## The own copy

papers-own-house = One of the fields says how the house is called. The own copy may be found by the wrong person: write it without that name.
api-own-copy = The own copy would name what it must not
api-own-copy-help = It names neither what happened nor the house: write the texts without that.

## The whole file

field-bundle_kind = What is made
field-bundle_kind-hint = The archive holds, beside the PDF, the signed files themselves, the electronic signatures, the scans and the SHA-256 of each.
value-bundle_kind-pdf = one PDF
value-bundle_kind-zip = an archive (ZIP) with what was signed
