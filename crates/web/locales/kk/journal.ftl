
## The journal: one past sentence an act

journal-application_registered = Өтініш тіркелді (1-қосымша){ $children ->
    [0] { "" }
   *[other] { "" }; өтініште балалар саны: { $children }
 }.
journal-referral_registered = Жолдама тіркелді: { $route }{ $recognised_on ->
    [none] { "" }
   *[other] { "" }, танылған күні { $recognised_on }
 }.
journal-offence_detected = Ішкі істер органы құқық бұзушылықты анықтады.
journal-transferred_in = { $from } ұйымынан ауыстырылды{ $permit ->
    [none] { "" }
   *[other] { "" }, № { $permit } рұқсат
 }.
journal-contraindication_found = { $kind }-қарсы көрсетілім анықталды{ $referred_to ->
    [none] { "" }
   *[other] { "" }; жіберілді: { $referred_to }
 }.
journal-contraindication_cleared = { $kind }-қарсы көрсетілім жойылды.
journal-interview_held = Әңгімелесу өткізілді.
journal-evaluation_sheet_filled = Бағалау парағы толтырылды: { $outcome }, белгіленген көрсеткіштер: { $indicators-count }. Қол қойғандар: { $signatories }.
journal-identification_waived = Сәйкестендіру талап етілмейді: тергеп-тексеру басталды, адам жәбірленуші деп танылды.
journal-report_drawn_up = Есеп жасалды (8-қосымша).
journal-services_refused = Қызмет көрсетуден бас тарту туралы хабарланды.
journal-package_sent = Жинақ уәкілетті органға жіберілді ({ $channel }): { $documents }.
journal-package_received_by_body = Уәкілетті орган жинақты алды.
journal-permit_issued = № { $number } рұқсат берілді.
journal-permit_sent = Рұқсат ұйымға жіберілді.
journal-permit_declined = Рұқсаттан бас тартылды: { $reason }
journal-permit_received = № { $number } рұқсат алынды{ $issued_on ->
    [none] { "" }
   *[other] { "" }, берілген күні { $issued_on }
 }.
journal-agreement_concluded = № { $number } шарт жасалды: { $mode }, { $funding }.
journal-agreement_extended = Шарт { $until } күніне дейін ұзартылды: { $ground }.
journal-child_settled = { $child }-бала туралы шешілді: { $how }.
journal-admitted_with_representative = Бала өкілімен бірге қабылданды (өкілдің ісі { $representative }).
journal-child_found_alone = Заңды өкілі жоқ бала анықталды.
journal-guardianship_notified = Қорғаншылық және қамқоршылық органына хабарланды.
journal-child_handed_over = Бала Кәмелетке толмағандарды бейімдеу орталығына берілді.
journal-registration_card_filled = Есепке алу карточкасы толтырылды; ішкі істер органына хабарлау: { $reported_to_police }.
journal-portal_entered = Деректер порталға енгізілді, № { $reference }.
journal-police_notified = Ішкі істер органына жеке деректерсіз ақпарат жіберілді.
journal-observation_held = Бақылау жүргізілді: { $from } – { $to }.
journal-needs_assessed = Қажеттілік бағаланды: { $specialists }. Алушының пікірі: { $opinion }.
journal-plan_drawn_up = Жеке жоспар жасалды: { $from } – { $to }, қызметтер: { $items-count }.
journal-plan_approved = Жоспар бекітілді.
journal-plan_adjusted = Жоспар түзетілді: { $reason }.
journal-results_recorded = Нәтижелер жазылды: { $specialist }.
journal-monitoring_recorded = { $closing ->
    [yes] { "" }Мониторингтің қорытынды жазбасы
   *[other] { "" }Мониторинг жазбасы
 }: { $decision }.
journal-room_assigned = { $bed } төсек-орны берілді.
journal-room_left = Төсек-орын босатылды.
journal-service_given = Қызмет көрсетілді: { $code }{ $quantity ->
    [1] { "" }
   *[other] { "" }, { $quantity } рет
 }{ $emergency ->
    [yes] { "" } (шұғыл)
   *[other] { "" }
 }.
journal-informed = Хабардар етілді ({ $language }): { $of }.
journal-item_issued = Берілді: { $item }, { $quantity }.
journal-day_visit = Күндізгі келу: { $arrived }–{ $left }.
journal-violation_recorded = Ішкі тәртіп қағидаларының бұзылуы жазылды{ $episode ->
    [none] { "" }
   *[other] { "" } ({ $episode })
 }.
journal-left_without_permission = Өз бетімен кетті{ $informed ->
    [yes] { "" }, әкімшілікке хабарланды
   *[other] { "" }
 }.
journal-contact_made = Алушымен байланыс орнатылды.
journal-returned = Қайтып келді.
journal-hospital_stay_began = Ауруханаға жатты; қызмет көрсету тоқтатыла тұрды.
journal-hospital_stay_ended = Ауруханадан шықты.
journal-ended = Қызмет көрсету аяқталды: { $ground }{ $order ->
    [none] { "" }
   *[other] { "" }, № { $order } бұйрық
 }.
journal-reinstated = Қалпына келтірілді: { $reason }, № { $order } бұйрық.
journal-belongings_deposited = Сақтауға алынды: { $items }.
journal-belongings_returned = { $stored ->
    [yes] { "" }Заттар сақтауға қалдырылды
   *[other] { "" }Заттар қайтарылды
 }: { $items }.
journal-outcome_assessed = Нәтиже бағаланды. Қайта әлеуметтендіру: { $resocialised }.
journal-closed = Іс жабылды.
journal-consent_given = Келісім берілді: { $scope }, кімге: { $to }{ $until ->
    [none] { "" }
   *[other] { "" }, { $until } дейін
 }.
journal-consent_withdrawn = Келісім кері алынды: { $scope }.
journal-document_disclosed = Құжат ашылды: { $document }, кімге: { $to }.
journal-entry_struck_out = { $line }-жазба сызылды: { $reason }
