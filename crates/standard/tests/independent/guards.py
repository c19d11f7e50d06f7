"""What refuses an act: each method yields, in the order of the tables, whether something fails and the paragraph then cited."""

import datetime

from corpus_deadlines import months_after
from tables import ANY, ATTESTED, HEADINGS


class Guards:
    # Chapters 1 to 3.

    def if_application_registered(self, a, on):
        yield self.refused, "14"
        yield not (a["consent"] and a["rules_acknowledged"] and a["warned"]), "9"
        yield a["applicant_is_minor"], "19"
        yield a["category"] == "other_foreigner" and not a["basis"], "5"

    def if_transferred_in(self, a, on):
        yield not a["consent"], "44"

    def if_contraindication_cleared(self, a, on):
        yield a["kind"] not in self.findings, "6"

    def if_interview_held(self, a, on):
        yield not ATTESTED <= set(a["attested"]), "13"

    def if_evaluation_sheet_filled(self, a, on):
        signed = set(a["signatories"])
        yield not self.interview, "12"
        yield self.offence and len(signed) < 3, "11"
        yield not {"organization", "authorized_body"} <= signed, "10"
        yield any(row in HEADINGS or not 2 <= row <= 32 for row in a["indicators"]), "12"

    def if_identification_waived(self, a, on):
        yield not (a["investigation"] and a["injured_party"]), "13-1"

    def if_report_drawn_up(self, a, on):
        yield not self.assessed_by_sheet, "14-1"

    def if_services_refused(self, a, on):
        yield self.known_as != "negative", "14"

    def if_package_sent(self, a, on):
        yield not self.recognised, "14"
        yield "annex_1" not in a["documents"], "14"
        yield ("resolution" if self.known_as == "waived" else "annex_2") not in a["documents"], "14"

    def if_package_received_by_body(self, a, on):
        yield not self.sent, "15"

    def if_permit_issued(self, a, on):
        yield not self.received, "15"

    def if_permit_sent(self, a, on):
        yield not self.issued, "15"

    def if_permit_declined(self, a, on):
        yield not self.sent or self.issued, "15"
        yield not a["reason"].strip(), "15"

    def if_permit_received(self, a, on):
        yield not self.sent, "15"
        yield self.sent == "in_system" and not self.issued, "15"
        yield a["issued_on"] and a["issued_on"] > on, "15"

    def if_agreement_concluded(self, a, on):
        in_hand = self.permit or (self.representative and self.on_day(self.representative, on)[1])
        yield self.over, "15"
        yield a["funding"] == "budget" and not in_hand, "15"
        yield not self.recognised or self.start, "15"
        yield self.findings, "6"
        yield not a["rules_acknowledged"], "38"
        yield len(self.settled) < self.children, "17"
        yield self.alone and not self.representative, "19"

    def if_agreement_extended(self, a, on):
        yield not self.in_force(on), "16"
        yield not self.end < a["until"] <= months_after(self.start, 9), "16"

    def if_child_settled(self, a, on):
        child, others = a["child"], len(self.settled.keys() - {a["child"]})
        listed = 1 <= int(child) <= self.children if str(child).isdigit() else others < self.children
        yield not listed, "17"

    def if_admitted_with_representative(self, a, on):
        yield not self.on_day(a["representative"], on)[0], "17"

    def if_guardianship_notified(self, a, on):
        yield not (self.alone or self.representative) or self.has_representative_here(on), "19"

    def if_child_handed_over(self, a, on):
        yield from self.if_guardianship_notified(a, on)
        yield not self.notified, "19"

    def if_registration_card_filled(self, a, on):
        yield not a["signed"], "20"

    def if_portal_entered(self, a, on):
        yield not self.card, "20"

    def if_police_notified(self, a, on):
        yield a["identity"], "21"

    # Chapter 5.

    def if_observation_held(self, a, on):
        yield not self.start or a["from"] < self.start or a["to"] < a["from"], "27"

    def if_needs_assessed(self, a, on):
        who = set(a["specialists"])
        yield not self.observed, "27"
        yield "psychologist" not in who or not who & {"specialist", "consultant"}, "27"
        yield a["opinion"] == "missing", "28"

    def if_plan_drawn_up(self, a, on):
        yield not self.assessed, "29"
        yield not self.start <= a["from"] <= a["to"] <= self.end, "29"
        yield any(plan["from"] <= a["to"] and a["from"] <= plan["to"] for plan in self.plans), "29"

    def if_plan_approved(self, a, on):
        yield not self.draft, "29"

    def if_plan_adjusted(self, a, on):
        yield not self.plans, "32"

    def if_results_recorded(self, a, on):
        yield not self.plans, "35"

    def if_monitoring_recorded(self, a, on):
        by_office = a["by"] in ("specialist", "consultant", "head")
        yield not by_office and not (a["authorised"] and a["by"] in ANY), "30"
        yield not self.plans, "31"

    def if_room_assigned(self, a, on):
        yield self.day_stay(on), "37"

    def if_room_left(self, a, on):
        yield self.day_stay(on) and not self.bed, "37"

    # Chapter 6.

    def if_service_given(self, a, on):
        general = a["code"].startswith("G")
        yield self.known_as == "negative", "14"
        yield general and not self.recognised and not a["emergency"], "39"
        accompanied = self.hospital and a["code"] == "2.2"
        yield not general and (not self.start or on > self.end or (self.left and not accompanied)), "40"
        yield self.hospital and a["code"] != "2.2", "43"
        yield self.over, "40"

    def if_day_visit(self, a, on):
        yield not self.day_stay(on) or a["left"] <= a["arrived"], "2"
        yield self.minutes.get(on, 0) + a["left"] - a["arrived"] > 240, "2"

    # Chapter 7.

    def if_violation_recorded(self, a, on):
        yield not self.in_force(on) or self.alone or self.representative, "43"
        yield not a["explanation_offered"], "43"

    def if_left_without_permission(self, a, on):
        yield not self.in_force(on) or self.left or self.hospital, "43"

    def if_contact_made(self, a, on):
        yield not self.left, "43"

    if_returned = if_contact_made

    def if_hospital_stay_began(self, a, on):
        yield self.hospital, "43"

    def if_hospital_stay_ended(self, a, on):
        yield not self.hospital, "43"

    def if_ended(self, a, on):
        ground = a["ground"]
        yield self.over or self.refused or not (self.recognised or self.start or self.served), "44"
        yield not a["order"].strip(), "44"
        yield "admitted" in self.settled.values(), "17"
        yield ground == "violations" and len(self.violations) <= 3, "43"
        three_days = self.left and on > self.left + datetime.timedelta(3)
        yield ground == "absence" and (not three_days or self.informed), "43"
        yield ground == "breach" and (not self.start or not a["warned"]), "43"
        yield ground in ("violations", "absence", "breach") and self.hospital, "43"
        yield ground == "contraindication" and not any(self.findings.values()), "42"
        yield ground in ("terms_fulfilled_early", "plan_done_early") and not self.closing_entry, "41"
        yield ground == "agreement_ended" and not (self.start and (a["dissolved"] or on >= self.end)), "41"
        yield ground == "transfer" and not a["consent"], "44"

    def if_reinstated(self, a, on):
        yield self.ending != "absence" or on > self.end, "43"

    def if_belongings_returned(self, a, on):
        yield a["items"] != "all" and any(a["items"].count(item) > self.kept.count(item) for item in a["items"]), "45"

    def if_outcome_assessed(self, a, on):
        yield not self.over, "33"

    def if_closed(self, a, on):
        yield not self.over, "44"
        yield not self.given_back, "45"
        yield not self.outcome, "33"

    def if_consent_withdrawn(self, a, on):
        yield a["scope"] not in (scope for scope, _, _ in self.consents), "9"

    def if_document_disclosed(self, a, on):
        wanted = (a["document"], a["to"])
        consent = any((scope, to) == wanted and (not until or on <= until) for scope, to, until in self.consents)
        yield not a["request"] or not consent or a["approved_by"] == a["author"], "annex 8"
