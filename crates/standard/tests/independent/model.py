"""The acts of a case file once more, written from the tables of acts and the interpretations and not from the program.

    python model.py FILE [DAY]

prints what `tirek simulate --json` should answer, without the words of the reasons. What refuses an act is in
`guards.py`, what it changes in `changes.py`. Days are counted by the `holidays` package of PyPI.
"""

import datetime
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from corpus_deadlines import working_days_after  # noqa: E402
from changes import Changes  # noqa: E402
from guards import Guards  # noqa: E402
from tables import AT_HOME, DAYS, DEFAULTS, WHO  # noqa: E402


class Duty:
    def __init__(self, paragraph, what, who, since, due, line, **about):
        self.paragraph, self.what, self.who, self.since, self.due, self.line = paragraph, what, who, since, due, line
        self.about, self.done, self.withdrawn, self.no_calendar = about, None, False, False


class File(Guards, Changes):
    """What one file knows after some of its acts."""

    def __init__(self, on_day):
        self.on_day = on_day  # another file as it stood on a day: (recognised, permit in hand, in the house all day)
        self.duties, self.warnings = [], []
        self.known_as = None  # how the person came to be recognised, or "negative"
        self.interview = self.offence = self.assessed_by_sheet = self.refused = self.permit = self.served = False
        self.sent = self.received = self.issued = None
        self.children, self.settled, self.representative = 0, {}, None
        self.alone = self.notified = self.handed_over = False
        self.findings, self.card, self.bed = {}, False, None
        self.start = self.end = self.mode = None
        self.observed = self.assessed = self.closing_entry = False
        self.draft, self.plans = None, []
        self.left = self.informed = None
        self.hospital, self.violations, self.minutes = False, set(), {}
        self.kept, self.given_back, self.outcome, self.ending, self.closed = [], False, False, None, False
        self.consents = []

    def refusal(self, act):
        """The paragraph that refuses the act, or None: who may, then what must have happened, then the facts."""
        may, paragraph = WHO[act["act"]]
        if act["by"] not in may:
            return paragraph
        guards = getattr(self, "if_" + act["act"], None)
        return guards and next((cited for fails, cited in guards(act, act["on"]) if fails), None)

    def apply(self, act, line):
        self.line = line
        change = getattr(self, "do_" + act["act"], None)
        if change:
            change(act, act["on"])

    # Duties.

    def owe(self, paragraph, what, who, since, due=None, wd=None, **about):
        duty = Duty(paragraph, what, who, since, due, self.line, **about)
        if wd:
            duty.due = working_days_after(since, wd)
            duty.no_calendar = duty.due is None
        self.duties.append(duty)

    def open(self, *whats, **about):
        return [
            duty for duty in self.duties
            if duty.what in whats and not duty.done and not duty.withdrawn and about.items() <= duty.about.items()
        ]

    def done(self, on, *whats, **about):
        for duty in self.open(*whats, **about):
            duty.done = on

    def withdraw(self, *whats):
        for duty in self.open(*whats):
            duty.withdrawn = True

    def identify(self, paragraph, on):
        if not self.known_as and not any(duty.what == "identify" for duty in self.duties):
            self.owe(paragraph, "identify", "organization", on, wd=1)

    def all_duties(self):
        """With those to make the next plan, which an extension of the agreement can still bring or move away."""
        duties = [duty for duty in self.duties if not duty.withdrawn]
        for number, plan in enumerate(self.plans):
            followed = self.plans[number + 1]["approved"] if number + 1 < len(self.plans) else None
            if plan["to"] < self.end and (followed or not self.over):
                due = working_days_after(plan["to"], 1)
                duties.append(Duty("29", "next_plan", "head", plan["to"], due, plan["line"]))
                duties[-1].done, duties[-1].no_calendar = followed, due is None
        return duties

    # What several acts look at.

    @property
    def recognised(self):
        return self.known_as not in (None, "negative")

    @property
    def over(self):
        return self.ending or self.handed_over

    @property
    def away(self):
        return self.left or self.hospital or self.over

    def in_force(self, on):
        return self.start and not self.ending and on <= self.end

    def day_stay(self, on):
        return self.in_force(on) and self.mode == "day"

    def has_representative_here(self, on):
        return self.representative and self.on_day(self.representative, on)[2]

    def children_left_behind(self, on):
        for child, how in self.settled.items():
            if how in AT_HOME and not self.open("settle_child", child=child):
                self.owe("19", "settle_child", "organization", on, on, child=child)

    @property
    def stage(self):
        steps = (
            (self.closed, "closed"), (self.over, "ended"), (self.refused, "refused"), (self.hospital, "suspended"),
            (self.left, "absent"), (self.plans, "in_service"), (self.assessed, "planning"), (self.start, "observation"),
            (self.permit, "permit_received"), (self.recognised and self.sent, "awaiting_permit"),
            (self.recognised, "recognised"), (self.interview, "identification"),
        )
        return next((stage for reached, stage in steps if reached), "intake")


class Scenario:
    """Several files and their lines, in the order of entering; folded in the order of law."""

    def __init__(self):
        self.entries, self.refused, self.files, self.lines = [], {}, {}, {}

    def counted(self):
        """The entries that are not struck, in the order of law. A strike that is itself struck strikes nothing."""
        struck = set()
        for line, act in reversed(self.entries):
            if act["act"] == "entry_struck_out" and line not in struck:
                struck.add(act["line"])
        counted = [entry for entry in self.entries if entry[0] not in struck and entry[1]["act"] != "entry_struck_out"]
        return sorted(counted, key=lambda entry: entry[1]["on"]), struck

    def file(self, name):
        return self.files.setdefault(name, File(self.on_day))

    def on_day(self, name, day):
        file, away = File(None), False
        for line, act in self.counted()[0]:
            if act["file"] == name and act["on"] <= day:
                file.apply(act, line)
                away = file.away or (away and act["on"] == day)
        return file.recognised, file.permit, name in self.files and not away

    def fold(self, entries, judge=()):
        """Every file after these entries, and the lines of the files to judge that are refused now."""
        self.files, in_the_way = {name: File(self.on_day) for name in self.files}, []
        for line, act in entries:
            if act["file"] in judge and self.file(act["file"]).refusal(act):
                in_the_way.append(line)
            else:
                self.file(act["file"]).apply(act, line)
        return in_the_way

    def take(self, line, act):
        """Accepts or refuses one line."""
        file = self.file(act["file"])
        self.lines[line] = act
        strikes = act["act"] == "entry_struck_out"
        before, struck = self.counted()
        if strikes:
            target = next((a for number, a in self.entries if number == act["line"] and number not in struck), None)
            known = target and target["file"] == act["file"] and target["on"] <= act["on"]
            cited = file.refusal(act) or (None if known else "journal")
        else:
            cited = self.own_refusal(line, act, before)
        if not cited:
            self.entries.append((line, act))
            own = [a for _, a in before if a["file"] == act["file"]]
            rewritten = strikes or any(a["on"] > act["on"] for a in own)
            judge = {act["file"]} if rewritten else set()
            for name, other in self.files.items():
                later = any(a["file"] == name and a["on"] > act["on"] for _, a in before)
                if other.representative == act["file"] and (rewritten or later):
                    judge.add(name)
            if not judge:
                if not strikes:
                    file.apply(act, line)
                return
            if self.fold(self.counted()[0], judge):
                cited = "journal"
                self.entries.pop()
                self.fold(self.counted()[0])
        if cited:
            self.refused[line] = cited

    def own_refusal(self, line, act, before):
        """Judged where it stands in the order of law."""
        later = [a for _, a in before if a["file"] == act["file"] and a["on"] > act["on"]]
        if not later:
            return self.files[act["file"]].refusal(act)
        file = File(self.on_day)
        for number, a in before:
            if a["file"] == act["file"] and a["on"] <= act["on"]:
                file.apply(a, number)
        cited = file.refusal(act)
        if not cited and act["act"] == "permit_received" and not file.issued:
            # A receipt entered later than the issue is not dated before it.
            until = next((n for n, a in enumerate(later) if a["act"] == "package_sent"), len(later))
            cited = "15" if any(a["act"] == "permit_issued" for a in later[:until]) else None
        return cited

    def answer(self, as_of):
        answer = {}
        for name, file in self.files.items():
            duties = file.all_duties()
            warnings = file.warnings + [(duty.line, duty.paragraph) for duty in duties if duty.no_calendar]
            refused = [(line, cited) for line, cited in self.refused.items() if self.lines[line]["file"] == name]
            answer[name or ""] = {
                "stage": file.stage,
                "last_day": text(file.end),
                "duties": [
                    {
                        "paragraph": duty.paragraph, "what": duty.what, "who": duty.who, "from": text(duty.since),
                        "due": text(duty.due), "done": text(duty.done),
                        "late": bool(duty.due and (duty.done or as_of) > duty.due),
                    }
                    for duty in duties
                ],
                "refused": [{"line": line, "paragraph": cited} for line, cited in refused],
                "warnings": [{"line": line, "paragraph": cited} for line, cited in sorted(warnings)],
            }
        return answer


def text(day):
    return day and day.isoformat()


def read(line):
    """An act with its defaults, its days as days and its times as minutes."""
    act = {"file": None, **DEFAULTS.get(line["act"], {}), **line}
    for name in DAYS:
        if isinstance(act.get(name), str) and act[name][:2] == "20":
            act[name] = datetime.date.fromisoformat(act[name])
    for name in ("arrived", "left"):
        if name in act:
            hours, minutes = act[name].split(":")
            act[name] = 60 * int(hours) + int(minutes)
    return act


def simulate(lines, as_of=None):
    scenario = Scenario()
    for number, line in lines:
        scenario.take(number, read(line))
    return scenario.answer(as_of or datetime.date.fromisoformat(lines[-1][1]["on"]))


if __name__ == "__main__":
    texts = pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines()
    acts = [(number, json.loads(line)) for number, line in enumerate(texts, 1) if line.strip()]
    day = datetime.date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else None
    print(json.dumps(simulate(acts, day), indent=2))
