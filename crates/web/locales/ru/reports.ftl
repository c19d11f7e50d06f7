# Отчёты

place-reports = Отчёты
reports-title = Отчёты
reports-no-key = Показатели отдельных дел видят те, у кого есть ключ. Ниже – обнародованные месяцы.
reports-from = С месяца
reports-to = По месяц
reports-period-wrong = Напишите месяцы так: 2026-10; первый не позже последнего.
reports-show = Показать
reports-month = { $month } { $year } года
reports-sentence-none = За этот период услуги никому не завершались.
reports-sentence = { $ended ->
    [one] Услуги завершены { $ended } получателю.
   *[other] Услуги завершены { $ended } получателям.
} Ресоциализированы: { $resocialised } ({ $percent } %).
reports-sentence-left-out = Число ресоциализированных здесь не публикуется: оно само или то, из чего его можно вычислить, касается меньше чем пяти человек.
reports-left-out = не публикуется
reports-picture = Результаты по итогам срока
reports-total = Всего
reports-group-admitted = Приняты: заключено договоров
reports-group-refused = Отказано в услугах
reports-group-ended = Услуги завершены
reports-group-services = Оказано услуг
reports-group-duties = Обязанности с последним днём в этом периоде
reports-table-ended-outcome = Услуги завершены, по результату (пункт 33)
reports-table-ended-ground = Услуги завершены, по основанию (пункты 41–44)
reports-table-services-kind = Оказано услуг, по видам (пункты 39 и 40)
reports-table-duties-time = Обязанности с последним днём в этом периоде
reports-part-outcome-yes = ресоциализированы
reports-part-outcome-partly = частично ресоциализированы
reports-part-outcome-no = не ресоциализированы
reports-part-outcome-not-assessed = ещё не оценены
reports-part-time-in-time = выполнены вовремя
reports-part-time-late = с опозданием
reports-files = Дела
reports-released = Обнародованные месяцы
reports-released-help = То, что обнародовал руководитель. То, что касается меньше чем пяти человек, не публикуется, как и то, из чего это можно вычислить. Дела, открытые только названным людям, здесь не посчитаны. Эти показатели остаются и после уничтожения дел.
reports-released-none = Ни один месяц ещё не обнародован.
reports-released-notice = Обнародован: { $month }.
reports-release = Обнародовать месяц
reports-release-month = Месяц
reports-release-hint = Уполномоченный орган на этом сервере увидит публикуемые показатели. Вы подписываете их.
reports-month-name-1 = январь
reports-month-name-2 = февраль
reports-month-name-3 = март
reports-month-name-4 = апрель
reports-month-name-5 = май
reports-month-name-6 = июнь
reports-month-name-7 = июль
reports-month-name-8 = август
reports-month-name-9 = сентябрь
reports-month-name-10 = октябрь
reports-month-name-11 = ноябрь
reports-month-name-12 = декабрь
