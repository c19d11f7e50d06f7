"""Random scenarios and what the independent model answers to them.

    python scenarios.py FIRST COUNT

prints one JSON object a line: the seed, the day on which lateness is judged, the lines of the scenario, and the answer
of `model.py`. Most acts are possible where they stand, some are not; some are back-dated, some are struck out. The same
seeds give the same scenarios.
"""

import datetime
import json
import random
import sys

from model import Scenario, read
from tables import ACTORS, ATTESTED, HEADINGS, SPECIALISTS, WHO
from corpus_deadlines import months_after

CODES = {"G": 4, "1": 9, "2": 7, "3": 9, "4": 6, "5": 3, "6": 4, "7": 1, "8": 12}
SERVICES = [f"{kind}.{number}" for kind, count in CODES.items() for number in range(1, count + 1)]
ROWS = [row for row in range(2, 33) if row not in HEADINGS]
GROUNDS = (
    "written_application agreement_ended terms_fulfilled_early plan_done_early contraindication violations absence breach"
    " transfer"
).split()
WAYS = ["admitted", "other_representative", "guardianship", "leaves_with_representative", "stays"]
THINGS = ["bag", "ring", "phone"]
# The way most files go, and the acts that would too often cut it short.
WAY = (
    "application_registered interview_held evaluation_sheet_filled report_drawn_up package_sent package_received_by_body"
    " permit_issued permit_sent permit_received agreement_concluded registration_card_filled portal_entered"
    " observation_held needs_assessed plan_drawn_up plan_approved service_given results_recorded monitoring_recorded"
).split()
AFTER_AN_ENDING = ["belongings_returned", "outcome_assessed", "closed", "reinstated", "service_given", "ended"]
AWAY = ["returned", "contact_made", "hospital_stay_ended", "ended", "ended", "child_settled", "service_given"]
UNDER_AN_AGREEMENT = [
    "violation_recorded", "violation_recorded", "left_without_permission", "hospital_stay_began", "ended", "ended",
    "child_settled", "agreement_extended", "day_visit", "monitoring_recorded", "results_recorded", "service_given",
]
RARE = {
    "ended", "services_refused", "child_handed_over", "closed", "identification_waived", "child_found_alone",
    "hospital_stay_began", "contraindication_found", "transferred_in",
}
ACTS = [act for act in WHO if act != "entry_struck_out"]


class Chance(random.Random):
    def yes(self, of):
        """True once in so many times."""
        return self.randrange(of) == 0

    def some(self, facts, of=8):
        """Facts that are given only sometimes."""
        return {name: value for name, value in facts.items() if self.yes(of)}

    def day_near(self, on, least, most):
        return (on + datetime.timedelta(self.randint(least, most))).isoformat()


def items(r):
    return [{"code": r.choice(SERVICES[4:]), "responsible": r.choice(SPECIALISTS)} for _ in range(r.randrange(4))]


def facts(r, act, on, file, others):
    """Facts that the act needs, mostly such that it can be accepted."""
    match act:
        case "application_registered":
            category = r.choice(["citizen", "permanent_resident", "stateless", "other_foreigner"])
            return {name: not r.yes(16) for name in ("consent", "rules_acknowledged", "warned")} | r.some(
                {"children": r.randrange(3), "applicant_is_minor": r.yes(2), "category": category, "basis": "treaty"}, 4
            )
        case "referral_registered":
            by = r.choice(["authorized_body", "internal_affairs"])
            return {"route": by} | r.some({"recognised_on": r.day_near(on, -4, 0)}, 2)
        case "transferred_in":
            return {"from": "another house", "consent": not r.yes(8)}
        case "contraindication_found":
            return {"kind": r.randint(1, 5)} | r.some({"referred_to": "clinic"}, 2)
        case "contraindication_cleared":
            return {"kind": r.choice(sorted(file.findings) or [1, 5])}
        case "interview_held":
            return {"attested": sorted(ATTESTED)[: 7 if r.yes(16) else 8]}
        case "evaluation_sheet_filled":
            signed = ["organization", "authorized_body", "internal_affairs"]
            return {
                "outcome": "not_recognised" if r.yes(10) else "recognised",
                "indicators": [r.randint(0, 33)] if r.yes(16) else r.sample(ROWS, 3),
                "signatories": r.sample(signed, 2) if r.yes(8) else signed[: 3 if file.offence else r.randint(2, 3)],
            }
        case "identification_waived":
            return {"investigation": not r.yes(8), "injured_party": not r.yes(8)}
        case "package_sent":
            papers = ["annex_1", "resolution" if file.known_as == "waived" else "annex_2"]
            papers = r.sample(["annex_1", "annex_2", "investigation", "resolution"], 2) if r.yes(10) else papers
            return {"channel": r.choice(["in_system", "paper"]), "documents": papers}
        case "permit_declined":
            return {"reason": "" if r.yes(6) else "incomplete"}
        case "permit_issued":
            return {"number": "7"}
        case "permit_received":
            return {"number": "7"} | r.some({"issued_on": r.day_near(on, -4, 1)}, 4)
        case "agreement_concluded":
            choices = {"funding": r.choice(["budget", "other"]), "rules_acknowledged": r.yes(2)}
            return {"number": "7", "mode": r.choice(["day", "round_the_clock", "round_the_clock"])} | r.some(choices)
        case "agreement_extended":
            ground = r.choice(["criminal_case", "hospital_treatment"])
            until = months_after(file.start, r.randint(7, 9)) if file.start else on
            return {"ground": ground, "until": r.day_near(until, -1, 1) if r.yes(3) else until.isoformat()}
        case "child_settled":
            return {"child": r.choice(others) if others and r.randrange(3) else r.randint(1, 3), "how": r.choice(WAYS)}
        case "admitted_with_representative":
            return {"representative": r.choice(others or ["nobody"])}
        case "registration_card_filled":
            reported = r.choice(["yes", "no", "refused"])
            return {"reported_to_police": reported} | r.some({"refused_on": r.day_near(on, -4, 0), "signed": r.yes(2)})
        case "portal_entered":
            return {"reference": "7"}
        case "police_notified":
            return r.some({"identity": True})
        case "observation_held":
            first = r.day_near(on, -4, 0) if r.yes(6) or not file.start else file.start.isoformat()
            return {"from": first, "to": r.day_near(on, -1, 1) if r.yes(6) else on.isoformat()}
        case "needs_assessed":
            who = r.sample(SPECIALISTS, 3) if r.yes(6) else [r.choice(["specialist", "consultant"]), "psychologist"]
            return {"specialists": who, "opinion": r.choice(["recorded"] * 6 + ["declined", "declined", "missing"])}
        case "plan_drawn_up":
            first, last = on, on + datetime.timedelta(r.choice([0, 30, 91, 92, 200]))
            if file.start and not r.yes(8):
                first = file.plans[-1]["to"] + datetime.timedelta(1) if file.plans else max(file.start, on)
                last = r.choice([file.end, file.end, months_after(first, 1), months_after(on, 3), months_after(on, 4)])
            return {"from": first.isoformat(), "to": last.isoformat(), "items": items(r)}
        case "plan_adjusted":
            return {"reason": r.choice(["condition_changed", "earlier", "later"])} | r.some({"items": items(r)}, 2)
        case "results_recorded":
            planned = [item["responsible"] for item in file.plans[-1]["items"]] if file.plans else []
            return {"specialist": r.choice(planned or SPECIALISTS)} | r.some({"quarter": r.randint(1, 3)})
        case "monitoring_recorded":
            decision = r.choice(["continue", "continue", "adjust", "complete_early", "refer"])
            return {"decision": decision} | r.some({"closing": True, "authorised": True}, 3)
        case "service_given":
            planned = [item["code"] for item in file.plans[-1]["items"]] if file.plans else []
            code = r.choice(planned or SERVICES[: len(SERVICES) if file.start else 5])
            return {"code": r.choice(SERVICES) if r.yes(3) else code} | r.some({"emergency": True}, 4)
        case "informed":
            return {"of": ["services"], "language": "kk"}
        case "item_issued":
            return {"item": "soap"}
        case "day_visit":
            arrived = r.randint(480, 900)
            left = arrived + r.choice([-1, 0, 20, 59, 60, 61, 100, 120, 239, 240, 241])
            return {"arrived": f"{arrived // 60:02}:{arrived % 60:02}", "left": f"{left // 60:02}:{left % 60:02}"}
        case "room_assigned":
            return {"bed": "7"}
        case "violation_recorded":
            return r.some({"episode": r.choice("ab")}, 4) | r.some({"explanation_offered": r.yes(2)})
        case "left_without_permission":
            return r.some({"informed": True}, 4)
        case "ended":
            likely = ["absence"] if file.left else ["violations"] if len(file.violations) > 2 else GROUNDS
            likely = ["contraindication"] if any(file.findings.values()) else likely
            told = r.some({"dissolved": True, "warned": True, "consent": True}, 2)
            return {"ground": r.choice(GROUNDS if r.yes(2) else likely)} | told | ({} if r.yes(10) else {"order": "7"})
        case "reinstated":
            return {"reason": r.choice(["detention", "healthcare", "crime_against_recipient", "other"]), "order": "8"}
        case "belongings_deposited":
            return {"items": r.sample(THINGS, r.randint(1, 2))}
        case "belongings_returned":
            return r.some({"items": r.sample(THINGS, r.randrange(3)), "stored": True}, 3)
        case "outcome_assessed":
            return {"resocialised": r.choice(["yes", "partly", "no"])}
        case "consent_given":
            about = {"scope": r.choice(["annex_8", "photo"]), "to": r.choice(["police", "court"])}
            return about | r.some({"until": r.day_near(on, 0, 5)}, 2)
        case "consent_withdrawn":
            return {"scope": r.choice(["annex_8", "photo"])}
        case "document_disclosed":
            people = {"author": "a", "approved_by": "a" if r.yes(5) else "b"}
            return people | {"document": "annex_8", "to": r.choice(["police", "court"]), "request": not r.yes(5)}
    return {}


def actor(r, act):
    may = WHO[act][0]
    if r.yes(24):
        return r.choice(ACTORS)
    return may[-1] if may[-1] in ("authorized_body", "internal_affairs") and r.yes(2) else r.choice(may)


def act_after(r, file, step):
    """What might be next; `step` is the next act of the usual way."""
    if file.over:
        return r.choice(ACTS if r.yes(6) else AFTER_AN_ENDING)
    if (file.left or file.hospital) and r.yes(2):
        return r.choice(AWAY)
    if r.yes(2):
        return step
    if file.start and r.yes(2):
        return r.choice(UNDER_AN_AGREEMENT)
    act = r.choice(ACTS)
    return step if act in RARE and not r.yes(4) else act


def strike(r, number, scenario, name):
    own = [line for line, act in scenario.entries if act["file"] == name]
    return {"line": r.choice(own[-8:]) if own and not r.yes(6) else r.randint(0, number + 1), "reason": "mistaken"}


def scenario(seed):
    """The lines, the day on which lateness is judged, and the answer."""
    r, scenario, lines = Chance(seed), Scenario(), []
    names = r.choice([[None], [None], ["A", "B"], ["A", "B", "C"]])
    day = datetime.date(r.randint(2021, 2025), r.randint(1, 12), r.randint(1, 28))
    steps = dict.fromkeys(names, 0)
    for number in range(1, r.randint(8, 50) * len(names)):
        day += datetime.timedelta(r.choice([0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 5] if not r.yes(24) else [30, 60, 92, 180]))
        on = day - datetime.timedelta(r.choice([1, 2, 3, 10, 40])) if r.yes(20) else day
        name = r.choice(names)
        file = scenario.file(name)
        for _ in range(30):
            line = {"on": on.isoformat()}
            if r.yes(24):
                act = "entry_struck_out"
                line |= {"by": actor(r, act), "act": act} | strike(r, number, scenario, name)
            else:
                act = act_after(r, file, WAY[steps[name] % len(WAY)])
                others = [other for other in names if other != name]
                line |= {"by": actor(r, act), "act": act} | facts(r, act, on, file, others)
            line |= {"file": name} if name else {}
            possible = act == "entry_struck_out" or not scenario.own_refusal(number, read(line), scenario.counted()[0])
            if possible or r.yes(8):
                steps[name] += possible and act == WAY[steps[name] % len(WAY)]
                break
        lines.append(line)
        scenario.take(number, read(line))
    as_of = max(datetime.date.fromisoformat(line["on"]) for line in lines) + datetime.timedelta(r.choice([0, 0, 1, 4, 90]))
    return {"seed": seed, "as_of": as_of.isoformat(), "lines": lines, "answer": scenario.answer(as_of)}


if __name__ == "__main__":
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        print(json.dumps(scenario(seed)))
