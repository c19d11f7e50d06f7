"""Counts every due day of the corpus once more, with the `holidays` package of PyPI and nothing of the program.

    python corpus_deadlines.py FOLDER

Reads each case (NN-name.jsonl) and its approved answer (NN-name.approved.json), works out from paragraph, duty and
day of the event when the duty is due, and exits with 1 and the differences when an answer says otherwise. A day that
another act fixes (the last day of an agreement, a quarter of a plan) is worked out from the acts of the case.
"""

import calendar
import datetime
import json
import pathlib
import sys

import holidays

SATURDAY = 5
FIRST, LAST = 2016, 2027
KAZAKHSTAN = holidays.country_holidays("KZ", years=range(FIRST - 1, LAST + 2))

# The order's own terms: working days (wd), calendar days (cd), no term at all.
TERMS = {
    ("10", "identify"): ("wd", 1),
    ("11", "identify"): ("wd", 1),
    ("9", "receive"): ("wd", 1),
    ("14", "send_package"): ("wd", 1),
    ("14", "notify_refusal"): ("cd", 0),
    ("14-1", "draw_up_report"): ("cd", 0),
    ("15", "issue_permit"): ("wd", 3),
    ("15", "send_permit"): ("wd", 1),
    ("15", "conclude_agreement"): ("wd", 1),
    ("27", "observe_and_assess"): ("cd", 3),
    ("20", "fill_card"): ("cd", 0),
    ("20", "enter_portal"): ("wd", 1),
    ("21", "notify_police"): ("wd", 3),
    ("19", "notify_guardianship"): ("cd", 0),
    ("19", "hand_over_child"): ("cd", 0),
    ("19", "settle_child"): ("cd", 0),
    ("6", "refer_to_healthcare"): ("cd", 0),
    ("29", "approve_plan"): ("wd", 3),
    ("29", "next_plan"): ("wd", 1),
    ("32", "adjust_plan"): None,
    ("45", "return_belongings"): ("cd", 0),
    ("33", "assess_outcome"): ("cd", 0),
}


def works(day):
    if day.weekday() >= SATURDAY:
        return day in KAZAKHSTAN.weekend_workdays
    return day not in KAZAKHSTAN


def working_days_after(day, number):
    """The number-th working day after the day; None in a year that nobody has published."""
    while number:
        day += datetime.timedelta(days=1)
        if not FIRST <= day.year <= LAST:
            return None
        number -= works(day)
    return day


def months_after(day, number):
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def day_of(text):
    return datetime.date.fromisoformat(text)


def last_day_of(acts):
    """The last day of the agreement that the accepted acts leave."""
    last = None
    for act in acts:
        if act["act"] == "agreement_concluded":
            last = months_after(day_of(act["on"]), 6)
        elif act["act"] == "agreement_extended":
            last = day_of(act["until"])
    return last


def monitoring_days(acts, approved_on):
    """Every three months from the approval while they lie before the plan's last day, and that day."""
    days, draft = set(), None
    for act in acts:
        if act["act"] == "plan_drawn_up":
            draft = day_of(act["to"])
        elif act["act"] == "plan_approved" and day_of(act["on"]) == approved_on:
            days.add(draft)
            number = 3
            while months_after(approved_on, number) < draft:
                days.add(months_after(approved_on, number))
                number += 3
    return days


def check_file(name, acts, answer):
    """Differences, and how many days were counted."""
    struck = {act["line"] for act in acts if act["act"] == "entry_struck_out"}
    refused = {remark["line"] for remark in answer["refused"]}
    counted = [
        act
        for act in acts
        if act["number"] not in refused and act["number"] not in struck and act["act"] != "entry_struck_out"
    ]
    counted.sort(key=lambda act: act["on"])
    wrong, seen = [], {}
    for duty in answer["duties"]:
        start = day_of(duty["from"])
        due = duty["due"] and day_of(duty["due"])
        what = duty["what"]
        if what == "end_or_extend":
            expected = last_day_of(counted)
            if answer["last_day"] != expected.isoformat():
                wrong.append(f"{name}: the last day is {answer['last_day']}, and should be {expected}")
        elif what in ("monitor", "record_results"):
            expected = due if due in monitoring_days(counted, start) else monitoring_days(counted, start)
            if what == "monitor":
                seen.setdefault(start, []).append(due)
        else:
            term = TERMS[duty["paragraph"], what]
            if term is None:
                expected = None
            elif term[0] == "wd":
                expected = working_days_after(start, term[1])
            else:
                expected = start + datetime.timedelta(days=term[1])
        if due != expected:
            wrong.append(f"{name}: {what} from {start} is due {due}, and should be {expected}")
    ended = any(act["act"] in ("ended", "child_handed_over") for act in counted)
    for start, days in seen.items():
        # An ending withdraws the entries that were still to come.
        whole = monitoring_days(counted, start)
        if not (set(days) <= whole if ended else sorted(days) == sorted(whole)):
            wrong.append(f"{name}: monitoring of the plan approved on {start} is due {days}")
    return wrong, len(answer["duties"])


def main():
    folder = pathlib.Path(sys.argv[1])
    wrong, number = [], 0
    for case in sorted(folder.glob("*.jsonl")):
        acts = []
        for line, text in enumerate(case.read_text("utf-8").splitlines(), 1):
            acts.append(json.loads(text) | {"number": line})
        answer = json.loads(case.with_suffix("").with_suffix(".approved.json").read_text("utf-8"))
        files = {None: answer} if isinstance(answer.get("stage"), str) else answer
        for file, each in files.items():
            own = [act for act in acts if file is None or act.get("file") == file]
            own.sort(key=lambda act: act["number"])
            differences, duties = check_file(case.stem, own, each)
            wrong += differences
            number += duties
    if wrong:
        print("\n".join(wrong))
        sys.exit(1)
    print("duties counted:", number)


if __name__ == "__main__":
    main()
