
## The journal: one past sentence an act

journal-application_registered = The application was registered (Annex 1){ $children ->
    [0] { "" }
   *[other] { "" }; children listed: { $children }
 }.
journal-referral_registered = The referral was registered: { $route }{ $recognised_on ->
    [none] { "" }
   *[other] { "" }, recognised on { $recognised_on }
 }.
journal-offence_detected = The internal affairs body detected an offence.
journal-transferred_in = Transferred from { $from }{ $permit ->
    [none] { "" }
   *[other] { "" }, permit No. { $permit }
 }.
journal-contraindication_found = Contraindication { $kind } was found{ $referred_to ->
    [none] { "" }
   *[other] { "" }; referred to { $referred_to }
 }.
journal-contraindication_cleared = Contraindication { $kind } is gone.
journal-interview_held = The interview was held.
journal-evaluation_sheet_filled = The evaluation sheet was filled: { $outcome }, indicators marked: { $indicators-count }. Signed by: { $signatories }.
journal-identification_waived = Identification is not required: an investigation has begun and the person is the injured party.
journal-report_drawn_up = The report was drawn up (Annex 8).
journal-services_refused = The notice of refusal was given.
journal-package_sent = The package was sent to the authorized body ({ $channel }): { $documents }.
journal-package_received_by_body = The authorized body received the package.
journal-permit_issued = Permit No. { $number } was issued.
journal-permit_sent = The permit was sent to the organization.
journal-permit_declined = The permit was declined: { $reason }
journal-permit_received = Permit No. { $number }{ $issued_on ->
    [none] { "" }
   *[other] { "" } of { $issued_on }
 } was received.
journal-agreement_concluded = Agreement No. { $number } was concluded: { $mode }, { $funding }.
journal-agreement_extended = The agreement was extended until { $until }: { $ground }.
journal-child_settled = It was settled for child { $child }: { $how }.
journal-admitted_with_representative = The child was admitted with its representative (file { $representative }).
journal-child_found_alone = A child without a legal representative was found.
journal-guardianship_notified = The guardianship authorities were notified.
journal-child_handed_over = The child was handed over to the Centre for Adaptation of Minors.
journal-registration_card_filled = The registration card was filled; reported to the police: { $reported_to_police }.
journal-portal_entered = The data were entered in the portal, reference { $reference }.
journal-police_notified = The internal affairs body was told of the fact, without identity.
journal-observation_held = The recipient was observed: { $from } – { $to }.
journal-needs_assessed = The needs were assessed: { $specialists }. The recipient's opinion: { $opinion }.
journal-plan_drawn_up = The individual plan was drawn up: { $from } – { $to }, services: { $items-count }.
journal-plan_approved = The plan was approved.
journal-plan_adjusted = The plan was adjusted: { $reason }.
journal-results_recorded = Results were recorded: { $specialist }.
journal-monitoring_recorded = { $closing ->
    [yes] { "" }Closing monitoring entry
   *[other] { "" }Monitoring entry
 }: { $decision }.
journal-room_assigned = Bed { $bed } was assigned.
journal-room_left = The bed was left.
journal-service_given = Service given: { $code }{ $quantity ->
    [1] { "" }
   *[other] { "" }, { $quantity } times
 }{ $emergency ->
    [yes] { "" } (emergency)
   *[other] { "" }
 }.
journal-informed = The recipient was informed ({ $language }): { $of }.
journal-item_issued = Issued: { $item }, { $quantity }.
journal-day_visit = Day visit: { $arrived }–{ $left }.
journal-violation_recorded = A violation of the internal rules was recorded{ $episode ->
    [none] { "" }
   *[other] { "" } ({ $episode })
 }.
journal-left_without_permission = Left without permission{ $informed ->
    [yes] { "" }, the administration was informed
   *[other] { "" }
 }.
journal-contact_made = Contact was made with the recipient.
journal-returned = The recipient returned.
journal-hospital_stay_began = A hospital stay began; services are suspended.
journal-hospital_stay_ended = The hospital stay ended.
journal-ended = Services ended: { $ground }{ $order ->
    [none] { "" }
   *[other] { "" }, order No. { $order }
 }.
journal-reinstated = Reinstated: { $reason }, order No. { $order }.
journal-belongings_deposited = Taken into keeping: { $items }.
journal-belongings_returned = { $stored ->
    [yes] { "" }Belongings were stored for the absent recipient
   *[other] { "" }Belongings were returned
 }: { $items }.
journal-outcome_assessed = The outcome was assessed – resocialised: { $resocialised }.
journal-closed = The file was closed.
journal-consent_given = Consent was given: { $scope }, to { $to }{ $until ->
    [none] { "" }
   *[other] { "" }, until { $until }
 }.
journal-consent_withdrawn = The consent was withdrawn: { $scope }.
journal-document_disclosed = A document was disclosed: { $document }, to { $to }.
journal-entry_struck_out = Entry { $line } was struck out: { $reason }
