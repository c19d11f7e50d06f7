
## Duties as sentences

duty-identify = Identify the person
duty-receive = Receive the person referred
duty-send_package = Send the evaluation sheet and the application to the authorized body
duty-notify_refusal = Give the notice of refusal
duty-draw_up_report = Draw up the report (Annex 8)
duty-issue_permit = Issue the permit
duty-send_permit = Send the permit to the organization
duty-conclude_agreement = Conclude the resocialization agreement
duty-observe_and_assess = Observe the recipient and assess the needs
duty-fill_card = Fill the registration card
duty-enter_portal = Enter the card in the portal of social services
duty-notify_police = Tell the internal affairs body of the fact, without identity
duty-end_or_extend = End the services by order or extend the agreement
duty-notify_guardianship = Notify the guardianship authorities
duty-hand_over_child = Hand the child over to the Centre for Adaptation of Minors
duty-settle_child = Settle where the child lives
duty-refer_to_healthcare = Refer the person to a healthcare organization
duty-approve_plan = Draw up and approve the individual plan
duty-next_plan = Approve the next individual plan
duty-adjust_plan = Adjust the plan
duty-monitor = Make the monitoring entry
duty-record_results = Record the results of the quarter
duty-return_belongings = Return belongings and valuables
duty-assess_outcome = Assess the outcome

## From what a duty counts, where the act itself is not at hand

origin-identify = the day of the application, the referral or the detected offence
origin-receive = the day of recognition
origin-send_package = the day of recognition
origin-notify_refusal = the day of the evaluation sheet
origin-draw_up_report = the day of the evaluation sheet
origin-issue_permit = the day on which the authorized body received the package
origin-send_permit = the day on which the permit was issued
origin-conclude_agreement = the day on which the permit was received
origin-observe_and_assess = the day of the agreement
origin-fill_card = the day of the agreement
origin-enter_portal = the day on which the card was filled
origin-notify_police = the day of the refusal to apply
origin-end_or_extend = the day of the agreement
origin-notify_guardianship = the day on which the child was found
origin-hand_over_child = the day on which the child was found
origin-settle_child = the day from which the representative is away
origin-refer_to_healthcare = the day on which the contraindication was found
origin-approve_plan = the day of the assessment
origin-next_plan = the last day of the previous plan
origin-adjust_plan = the day of the monitoring entry
origin-monitor = the day on which the plan was approved
origin-record_results = the day on which the plan was approved
origin-return_belongings = the day of the ending
origin-assess_outcome = the day of the ending
