#!/usr/bin/env python3
"""Holds printed PDF against PDF/A-2a and PDF/UA-1 with a validator that is none of ours.

    cargo run -p forms --example print_forms -- DIR      # and print_papers, print_file, print_extremes
    python3 -m venv VENV && VENV/bin/pip install page-validation==0.11.0
    VENV/bin/python crates/forms/tests/validate.py DIR/*.pdf
"""

import collections
import sys

import page

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)


def main() -> int:
    counted = collections.Counter()
    broken = []
    for path in sys.argv[1:]:
        for profile in PROFILES:
            report = page.validate_pdf(path, profile=profile)
            if report.is_compliant:
                counted[f"{profile.name}: holds"] += 1
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
