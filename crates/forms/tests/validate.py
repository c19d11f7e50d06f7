#!/usr/bin/env python3
"""Holds printed PDF against PDF/A-2a and PDF/UA-1 with a validator that is none of ours.

    cargo run -p forms --example print_forms -- DIR      # and print_papers, print_file, print_extremes
    python3 -m venv VENV && VENV/bin/pip install page-validation==0.11.0
    VENV/bin/python crates/forms/tests/validate.py DIR/*.pdf

One finding is counted apart: compressed data whose last byte is a carriage return, before the line feed that ends every stream. The stated
length is right; the validator reads the two bytes as one end of line.
"""

import collections
import sys

import page

AMBIGUOUS = "PDFA2A-STREAM-LENGTH-001"
PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)


def main() -> int:
    counted = collections.Counter()
    broken = []
    for path in sys.argv[1:]:
        for profile in PROFILES:
            report = page.validate_pdf(path, profile=profile)
            rules = {failure.rule_id for failure in report.failures}
            if report.is_compliant:
                counted[f"{profile.name}: holds"] += 1
            elif rules == {AMBIGUOUS}:
                counted[f"{profile.name}: holds, but for how the end of a stream is read"] += 1
            else:
                counted[f"{profile.name}: broken"] += 1
                broken += [f"{path}: {failure.rule_id} {failure.message}" for failure in report.failures]
    for what, count in sorted(counted.items()):
        print(count, what)
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
