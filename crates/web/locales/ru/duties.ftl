
## Duties as sentences

duty-identify = Провести идентификацию
duty-receive = Принять направленного человека
duty-send_package = Направить оценочный лист и заявление в уполномоченный орган
duty-notify_refusal = Сообщить об отказе в предоставлении услуг
duty-draw_up_report = Составить отчёт (приложение 8)
duty-issue_permit = Оформить разрешение
duty-send_permit = Направить разрешение в организацию
duty-conclude_agreement = Заключить договор о ресоциализации
duty-observe_and_assess = Провести наблюдение и оценить потребности
duty-fill_card = Заполнить карточку учёта
duty-enter_portal = Внести данные карточки в портал социальных услуг
duty-notify_police = Направить в орган внутренних дел информацию без персональных данных
duty-end_or_extend = Завершить приказом или продлить договор
duty-notify_guardianship = Известить органы опеки и попечительства
duty-hand_over_child = Передать ребёнка в Центр адаптации несовершеннолетних
duty-settle_child = Определить, где будет ребёнок
duty-refer_to_healthcare = Направить в организацию здравоохранения
duty-approve_plan = Составить и утвердить индивидуальный план
duty-next_plan = Утвердить следующий индивидуальный план
duty-adjust_plan = Скорректировать план
duty-monitor = Сделать запись в журнале мониторинга
duty-record_results = Записать результаты за квартал
duty-return_belongings = Вернуть личные вещи и ценности
duty-assess_outcome = Оценить результат

## From what a duty counts, where the act itself is not at hand

origin-identify = день заявления, направления или выявления правонарушения
origin-receive = день признания
origin-send_package = день признания
origin-notify_refusal = день оценочного листа
origin-draw_up_report = день оценочного листа
origin-issue_permit = день поступления пакета в уполномоченный орган
origin-send_permit = день оформления разрешения
origin-conclude_agreement = день получения разрешения
origin-observe_and_assess = день заключения договора
origin-fill_card = день заключения договора
origin-enter_portal = день заполнения карточки
origin-notify_police = день отказа обратиться
origin-end_or_extend = день заключения договора
origin-notify_guardianship = день, когда выявлен ребёнок
origin-hand_over_child = день, когда выявлен ребёнок
origin-settle_child = день, когда представителя не стало рядом
origin-refer_to_healthcare = день выявления противопоказания
origin-approve_plan = день оценки потребности
origin-next_plan = последний день предыдущего плана
origin-adjust_plan = день записи мониторинга
origin-monitor = день утверждения плана
origin-record_results = день утверждения плана
origin-return_belongings = день завершения
origin-assess_outcome = день завершения
