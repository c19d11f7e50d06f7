"""What an accepted act changes in its file: what is known, and the duties that it opens, closes, moves and withdraws."""

import datetime

from corpus_deadlines import months_after
from tables import POINTLESS


class Changes:
    # Chapters 1 to 3.

    def do_application_registered(self, a, on):
        self.children = a["children"]
        self.identify("10", on)

    def do_referral_registered(self, a, on):
        if a["recognised_on"]:
            self.known_as = "referred"
            self.owe("9", "receive", "organization", a["recognised_on"], wd=1)
        else:
            self.identify("10", on)

    def do_offence_detected(self, a, on):
        self.offence = True
        self.identify("11", on)

    def do_transferred_in(self, a, on):
        self.known_as, self.permit = "transferred", True
        self.owe("15", "conclude_agreement", "head", on, wd=1)

    def do_contraindication_found(self, a, on):
        kind = a["kind"]
        if kind not in self.findings:
            self.findings[kind] = False
            self.owe("6", "refer_to_healthcare", "nurse", on, on, kind=kind)
        if a["referred_to"]:
            self.findings[kind] = True
            self.done(on, "refer_to_healthcare", kind=kind)

    def do_contraindication_cleared(self, a, on):
        self.findings.pop(a["kind"], None)
        self.done(on, "refer_to_healthcare", kind=a["kind"])

    def do_interview_held(self, a, on):
        self.interview = True

    def do_evaluation_sheet_filled(self, a, on):
        self.assessed_by_sheet = True
        self.done(on, "identify")
        if a["outcome"] == "recognised":
            self.known_as = "sheet"
            self.owe("14", "send_package", "organization", on, wd=1)
        else:
            self.known_as = "negative"
            self.owe("14", "notify_refusal", "organization", on, on)
        self.owe("14-1", "draw_up_report", "organization", on, on)

    def do_identification_waived(self, a, on):
        self.known_as = "waived"
        self.done(on, "identify")
        self.owe("14", "send_package", "organization", on, wd=1)

    def do_report_drawn_up(self, a, on):
        self.done(on, "draw_up_report")

    def do_services_refused(self, a, on):
        self.done(on, "notify_refusal")
        self.refused = True
        self.withdraw(*POINTLESS)

    def do_package_sent(self, a, on):
        self.sent, self.received, self.issued = a["channel"], None, None
        self.done(on, "send_package")

    def do_package_received_by_body(self, a, on):
        if not self.received:
            self.received = on
            self.owe("15", "issue_permit", "authorized_body", on, wd=3)

    def do_permit_issued(self, a, on):
        self.issued = on
        self.done(on, "issue_permit")
        self.owe("15", "send_permit", "authorized_body", on, wd=1)

    def do_permit_sent(self, a, on):
        self.done(on, "send_permit")

    def do_permit_declined(self, a, on):
        self.sent = self.received = self.issued = None
        self.done(on, "issue_permit")

    def do_permit_received(self, a, on):
        self.permit = True
        self.done(a["issued_on"] or on, "issue_permit")
        self.done(on, "send_permit")
        self.owe("15", "conclude_agreement", "head", on, wd=1)

    def do_agreement_concluded(self, a, on):
        self.start, self.end, self.mode = on, months_after(on, 6), a["mode"]
        self.done(on, "receive", "conclude_agreement")
        self.owe("27", "observe_and_assess", "specialist", on, on + datetime.timedelta(3))
        if not self.card:
            self.owe("20", "fill_card", "specialist", on, on)
        if self.mode == "day":
            self.withdraw("enter_portal")
        self.owe("16", "end_or_extend", "head", on, self.end)

    def do_agreement_extended(self, a, on):
        self.end = a["until"]
        for duty in self.open("end_or_extend"):
            duty.due = self.end

    def do_child_settled(self, a, on):
        self.settled[a["child"]] = a["how"]
        self.done(on, "settle_child", child=a["child"])

    def do_admitted_with_representative(self, a, on):
        self.known_as, self.representative = "representative", a["representative"]

    def do_child_found_alone(self, a, on):
        self.alone = True
        self.owe("19", "notify_guardianship", "organization", on, on)
        self.owe("19", "hand_over_child", "organization", on, on)

    def do_guardianship_notified(self, a, on):
        self.notified = True
        self.done(on, "notify_guardianship")

    def do_child_handed_over(self, a, on):
        self.handed_over = True
        self.done(on, "hand_over_child")
        self.withdraw(*POINTLESS)

    def do_registration_card_filled(self, a, on):
        self.card = True
        self.done(on, "fill_card")
        if self.mode != "day":
            self.owe("20", "enter_portal", "specialist", on, wd=1)
        if a["reported_to_police"] == "refused":
            self.owe("21", "notify_police", "organization", a["refused_on"] or on, wd=3)

    def do_portal_entered(self, a, on):
        self.done(on, "enter_portal")

    def do_police_notified(self, a, on):
        self.done(on, "notify_police")

    # Chapter 5.

    def do_observation_held(self, a, on):
        self.observed = True

    def do_needs_assessed(self, a, on):
        self.assessed = True
        self.done(on, "observe_and_assess")
        self.owe("29", "approve_plan", "head", on, wd=3)

    def do_plan_drawn_up(self, a, on):
        self.draft = {"from": a["from"], "to": a["to"], "items": a["items"]}

    def do_plan_approved(self, a, on):
        plan, self.draft = self.draft, None
        if not plan:
            return
        self.plans.append(plan | {"approved": on, "line": self.line})
        self.done(on, "approve_plan")
        begins, number = on, 0
        while begins != plan["to"] or not number:
            number += 1
            due = min(months_after(on, 3 * number), plan["to"]) if plan["to"] > on else plan["to"]
            about = dict(begins=begins, number=number)
            self.owe("31", "monitor", "specialist", on, due, closing=due == plan["to"], **about)
            for specialist in dict.fromkeys(item["responsible"] for item in plan["items"]):
                self.owe("35", "record_results", specialist, on, due, by=specialist, **about)
            begins = due

    def quarter(self, on, what, number=None, **about):
        """An entry closes the earliest open quarter that has begun, or the one that it names."""
        for duty in self.open(what, **about):
            if duty.about["number"] == number if number else duty.about["begins"] <= on:
                duty.done = on
                return

    def do_plan_adjusted(self, a, on):
        if self.plans and a["items"] is not None:
            self.plans[-1]["items"] = a["items"]
        self.done(on, "adjust_plan")

    def do_results_recorded(self, a, on):
        self.quarter(on, "record_results", a["quarter"], by=a["specialist"])

    def do_monitoring_recorded(self, a, on):
        self.quarter(on, "monitor", closing=False)
        if a["closing"]:
            self.closing_entry = True
            self.done(on, "monitor", closing=True)
        if a["decision"] == "adjust":
            self.owe("32", "adjust_plan", "specialist", on)

    def do_room_assigned(self, a, on):
        self.bed = a["bed"]
        self.done(on, "receive")

    def do_room_left(self, a, on):
        self.bed = None

    # Chapter 6.

    def do_service_given(self, a, on):
        self.served = True
        if a["code"].startswith("G"):
            self.done(on, "receive")
        elif not any(
            plan["from"] <= on <= plan["to"] and a["code"] in (item["code"] for item in plan["items"]) for plan in self.plans
        ):
            self.warnings.append((self.line, "40"))

    def do_day_visit(self, a, on):
        self.minutes[on] = self.minutes.get(on, 0) + a["left"] - a["arrived"]
        if self.minutes[on] < 60:
            self.warnings.append((self.line, "2"))

    # Chapter 7.

    def do_violation_recorded(self, a, on):
        self.violations.add(self.line if a["episode"] is None else a["episode"])

    def do_left_without_permission(self, a, on):
        self.left, self.informed = on, a["informed"]
        self.children_left_behind(on)

    def do_contact_made(self, a, on):
        self.informed = True

    def do_returned(self, a, on):
        self.left = None

    def do_hospital_stay_began(self, a, on):
        self.hospital = self.informed = True
        self.children_left_behind(on)

    def do_hospital_stay_ended(self, a, on):
        self.hospital = False

    def do_ended(self, a, on):
        self.ending = a["ground"]
        self.done(on, "end_or_extend")
        self.withdraw(*POINTLESS)
        self.given_back = self.outcome = False
        self.owe("45", "return_belongings", "organization", on, on)
        self.owe("33", "assess_outcome", "head", on, on)

    def do_reinstated(self, a, on):
        self.ending = self.left = None
        self.closed = False
        self.withdraw("return_belongings", "assess_outcome")
        for duty in self.duties:
            if duty.what == "end_or_extend":
                duty.done = None
            if duty.what in POINTLESS:
                duty.withdrawn = False

    def do_belongings_deposited(self, a, on):
        self.kept += a["items"]

    def do_belongings_returned(self, a, on):
        for item in list(self.kept) if a["items"] == "all" else a["items"]:
            if item in self.kept:
                self.kept.remove(item)
        if self.over and (a["stored"] or not self.kept):
            self.given_back = True
            self.done(on, "return_belongings")

    def do_outcome_assessed(self, a, on):
        self.outcome = True
        self.done(on, "assess_outcome")

    def do_closed(self, a, on):
        self.closed = True

    def do_consent_given(self, a, on):
        self.consents.append((a["scope"], a["to"], a["until"]))

    def do_consent_withdrawn(self, a, on):
        self.consents = [consent for consent in self.consents if consent[0] != a["scope"]]
