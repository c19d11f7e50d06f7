
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
