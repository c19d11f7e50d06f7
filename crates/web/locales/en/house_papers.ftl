## Papers of the house

house-papers-title = Papers of the house
house-papers-lead = Papers that are about the house and nobody's file. What is signed is kept as it was: the same bytes come back for ever. You see the papers that your keys open.
house-papers-kept = Kept
house-papers-none = None is kept yet.
house-papers-make = Make a paper
house-papers-record = Keep it with the house
house-papers-record-help = The paper is kept as it is, and frozen. Print and sign it, then add a scan or an electronic signature.

## Sheets for the recipient

reading-own_sheet = a sheet for the recipient, printed
