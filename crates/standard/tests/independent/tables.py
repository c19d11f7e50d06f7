"""Names, defaults and who may do what, as the tables of acts have them."""

SPECIALISTS = ("specialist", "consultant", "psychologist", "lawyer", "nurse", "educator", "instructor", "cultural_organiser")
ANY = (*SPECIALISTS, "head")
BODY, POLICE, HEAD = (*ANY, "authorized_body"), (*ANY, "internal_affairs"), ("head",)
ACTORS = (*ANY, "recipient", "legal_representative", "authorized_body", "internal_affairs")
ATTESTED = {"place_fit", "room_safe", "room_isolated", "room_bright", "room_warm", "no_other_work", "no_calls", "no_other_conversations"}
HEADINGS = {1, 7, 20, 28}
AT_HOME = ("admitted", "stays")

# Who may do an act, and the paragraph that is cited to anybody else.
WHO = {
    "application_registered": (ANY, "9"), "referral_registered": (ANY, "9"), "offence_detected": (POLICE, "11"),
    "transferred_in": (ANY, "44"), "contraindication_found": (ANY, "6"), "contraindication_cleared": (ANY, "6"),
    "interview_held": (ANY, "12"), "evaluation_sheet_filled": (POLICE, "10"), "identification_waived": (ANY, "13-1"),
    "report_drawn_up": (ANY, "14-1"), "services_refused": (ANY, "14"), "package_sent": (ANY, "14"),
    "package_received_by_body": (BODY, "15"), "permit_issued": (BODY, "15"), "permit_sent": (BODY, "15"),
    "permit_declined": (BODY, "15"), "permit_received": (ANY, "15"), "agreement_concluded": (HEAD, "15"),
    "agreement_extended": (HEAD, "16"), "child_settled": (ANY, "17"), "admitted_with_representative": (ANY, "18"),
    "child_found_alone": (ANY, "19"), "guardianship_notified": (ANY, "19"), "child_handed_over": (ANY, "19"),
    "registration_card_filled": (ANY, "20"), "portal_entered": (ANY, "20"), "police_notified": (ANY, "21"),
    "observation_held": (ANY, "27"), "needs_assessed": (ANY, "27"), "plan_drawn_up": (ANY, "29"),
    "plan_approved": (HEAD, "29"), "plan_adjusted": (ANY, "32"), "results_recorded": (ANY, "35"),
    "monitoring_recorded": (ACTORS, "30"), "room_assigned": (ANY, "37"), "room_left": (ANY, "37"),
    "service_given": (ANY, "40"), "informed": (ANY, "8"), "item_issued": (ANY, "8"), "day_visit": (ANY, "2"),
    "violation_recorded": (ANY, "43"), "left_without_permission": (ANY, "43"), "contact_made": (ANY, "43"),
    "returned": (ANY, "43"), "hospital_stay_began": (ANY, "43"), "hospital_stay_ended": (ANY, "43"),
    "ended": (HEAD, "44"), "reinstated": (HEAD, "43"), "belongings_deposited": (ANY, "45"),
    "belongings_returned": (ANY, "45"), "outcome_assessed": (("head", "authorized_body"), "33"), "closed": (ANY, "45"),
    "consent_given": (ANY, "9"), "consent_withdrawn": (ANY, "9"), "document_disclosed": (ANY, "annex 8"),
    "entry_struck_out": (ANY, "journal"),
}
DEFAULTS = {
    "application_registered": dict(applicant_is_minor=False, children=0, category=None, basis=None),
    "referral_registered": dict(recognised_on=None), "contraindication_found": dict(referred_to=None),
    "permit_received": dict(issued_on=None), "agreement_concluded": dict(funding="budget", rules_acknowledged=True),
    "registration_card_filled": dict(refused_on=None, signed=True), "police_notified": dict(identity=False),
    "plan_adjusted": dict(items=None), "results_recorded": dict(quarter=None),
    "monitoring_recorded": dict(closing=False, authorised=False), "service_given": dict(emergency=False),
    "violation_recorded": dict(explanation_offered=True, episode=None), "left_without_permission": dict(informed=False),
    "ended": dict(order="", dissolved=False, warned=False, consent=False),
    "belongings_returned": dict(items="all", stored=False), "consent_given": dict(until=None),
}
DAYS = ("on", "recognised_on", "issued_on", "until", "refused_on", "from", "to")
# An ending makes these pointless: they are about services that will not come.
POINTLESS = {
    "identify", "receive", "send_package", "notify_refusal", "issue_permit", "send_permit", "conclude_agreement",
    "observe_and_assess", "end_or_extend", "approve_plan", "adjust_plan", "monitor", "record_results", "refer_to_healthcare",
}
