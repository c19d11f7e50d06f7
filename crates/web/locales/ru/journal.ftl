
## The journal: one past sentence an act

journal-application_registered = Зарегистрировано заявление (приложение 1){ $children ->
    [0] { "" }
   *[other] { "" }; детей в заявлении: { $children }
 }.
journal-referral_registered = Зарегистрировано направление: { $route }{ $recognised_on ->
    [none] { "" }
   *[other] { "" }, признан(а) { $recognised_on }
 }.
journal-offence_detected = Орган внутренних дел выявил правонарушение.
journal-transferred_in = Переведён(а) из организации { $from }{ $permit ->
    [none] { "" }
   *[other] { "" }, разрешение № { $permit }
 }.
journal-contraindication_found = Выявлено противопоказание { $kind }{ $referred_to ->
    [none] { "" }
   *[other] { "" }; направлен(а): { $referred_to }
 }.
journal-contraindication_cleared = Противопоказание { $kind } снято.
journal-interview_held = Проведена беседа.
journal-evaluation_sheet_filled = Заполнен оценочный лист: { $outcome }, отмечено показателей: { $indicators-count }. Подписали: { $signatories }.
journal-identification_waived = Идентификация не требуется: начато расследование, лицо признано потерпевшим.
journal-report_drawn_up = Составлен отчёт (приложение 8).
journal-services_refused = Сообщено об отказе в предоставлении услуг.
journal-package_sent = Пакет направлен в уполномоченный орган ({ $channel }): { $documents }.
journal-package_received_by_body = Уполномоченный орган получил пакет.
journal-permit_issued = Оформлено разрешение № { $number }.
journal-permit_sent = Разрешение направлено в организацию.
journal-permit_declined = В разрешении отказано: { $reason }
journal-permit_received = Получено разрешение № { $number }{ $issued_on ->
    [none] { "" }
   *[other] { "" } от { $issued_on }
 }.
journal-agreement_concluded = Заключён договор № { $number }: { $mode }, { $funding }.
journal-agreement_extended = Договор продлён по { $until }: { $ground }.
journal-child_settled = Решено о ребёнке { $child }: { $how }.
journal-admitted_with_representative = Ребёнок принят вместе с представителем (дело { $representative }).
journal-child_found_alone = Выявлен ребёнок без законного представителя.
journal-guardianship_notified = Извещены органы опеки и попечительства.
journal-child_handed_over = Ребёнок передан в Центр адаптации несовершеннолетних.
journal-registration_card_filled = Заполнена карточка учёта; заявлено в органы внутренних дел: { $reported_to_police }.
journal-portal_entered = Данные внесены в портал, № { $reference }.
journal-police_notified = В орган внутренних дел направлена информация без персональных данных.
journal-observation_held = Проведено наблюдение: { $from } – { $to }.
journal-needs_assessed = Оценены потребности: { $specialists }. Мнение получателя: { $opinion }.
journal-plan_drawn_up = Составлен индивидуальный план: { $from } – { $to }, услуг: { $items-count }.
journal-plan_approved = План утверждён.
journal-plan_adjusted = План скорректирован: { $reason }.
journal-results_recorded = Записаны результаты: { $specialist }.
journal-monitoring_recorded = { $closing ->
    [yes] { "" }Заключительная запись мониторинга
   *[other] { "" }Запись мониторинга
 }: { $decision }.
journal-room_assigned = Выделено койко-место { $bed }.
journal-room_left = Койко-место освобождено.
journal-service_given = Оказана услуга: { $code }{ $quantity ->
    [1] { "" }
    [one] { "" }, { $quantity } раз
    [few] { "" }, { $quantity } раза
   *[many] { "" }, { $quantity } раз
 }{ $emergency ->
    [yes] { "" } (экстренно)
   *[other] { "" }
 }.
journal-informed = Проинформирован(а) ({ $language }): { $of }.
journal-item_issued = Выдано: { $item }, { $quantity }.
journal-day_visit = Дневное посещение: { $arrived }–{ $left }.
journal-violation_recorded = Записано нарушение правил внутреннего распорядка{ $episode ->
    [none] { "" }
   *[other] { "" } ({ $episode })
 }.
journal-left_without_permission = Самовольный уход{ $informed ->
    [yes] { "" }, администрация уведомлена
   *[other] { "" }
 }.
journal-contact_made = Связь с получателем есть.
journal-returned = Вернулся (вернулась).
journal-hospital_stay_began = Госпитализирован(а); предоставление услуг приостановлено.
journal-hospital_stay_ended = Выписан(а) из больницы.
journal-ended = Предоставление услуг завершено: { $ground }{ $order ->
    [none] { "" }
   *[other] { "" }, приказ № { $order }
 }.
journal-reinstated = Восстановлен(а): { $reason }, приказ № { $order }.
journal-belongings_deposited = Приняты на хранение: { $items }.
journal-belongings_returned = { $stored ->
    [yes] { "" }Вещи оставлены на хранение
   *[other] { "" }Вещи возвращены
 }: { $items }.
journal-outcome_assessed = Оценён результат. Ресоциализация: { $resocialised }.
journal-closed = Дело закрыто.
journal-consent_given = Дано согласие: { $scope }, кому: { $to }{ $until ->
    [none] { "" }
   *[other] { "" }, по { $until }
 }.
journal-consent_withdrawn = Согласие отозвано: { $scope }.
journal-document_disclosed = Документ раскрыт: { $document }, кому: { $to }.
journal-entry_struck_out = Зачёркнута запись { $line }: { $reason }
