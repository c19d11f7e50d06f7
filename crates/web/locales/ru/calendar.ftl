# Официальный календарь

calendar-title = Официальный календарь
calendar-lead = По этому календарю считаются сроки в рабочих днях. Год, для которого переносы выходных ещё не опубликованы, предварительный, как и каждый день, посчитанный по нему.
calendar-years = Годы
calendar-year = Год
calendar-working-days = Рабочих дней
calendar-state = Состояние
calendar-source = На чём основан
calendar-provisional = предварительный
calendar-published = опубликован
calendar-loaded-on = загружен { $day }
calendar-days = Дни, которые отличаются от своего дня недели
calendar-day = День
calendar-kind = Вид
calendar-name = Что это
calendar-kind-holiday = праздник
calendar-kind-substitute = выходной за праздник, выпавший на выходной
calendar-kind-transfer = перенесённый выходной
calendar-kind-day-off = выходной
calendar-kind-worked = рабочий
calendar-load = Загрузить исправленный или новый год
calendar-load-help = Выберите год выше, чтобы начать с его текста. До любых изменений будет показано, чьи дни сдвинутся.
field-calendar_text = Год в формате TOML
field-calendar_text-hint = Тот же формат, что в папке law/calendar программы.
calendar-not-head = Календарь загружает только руководитель.
calendar-wrong-day = { $date }: { $why }.
calendar-wrong-no-date = это не дата
calendar-wrong-another-year = этот день в другом году
calendar-wrong-twice = этот день указан дважды
calendar-wrong-off-anyway = суббота и воскресенье и так выходные; уберите эту запись
calendar-wrong-worked-anyway = дни с понедельника по пятницу и так рабочие; уберите эту запись
calendar-wrong-kind-missing = у выходного должен быть указан вид
calendar-wrong-kind-of-worked-day = у рабочего дня нет вида выходного
calendar-empty = Не заполнено: { $what }.
calendar-working-days-unlikely = В году оказалось бы рабочих дней: { $days }. Обычно их от 235 до 255: проверьте.
calendar-unreadable = Текст не читается: { $how }
calendar-same = Календарь на { $year } год уже такой.
calendar-moves = { $moved ->
    [0] Ни одна открытая обязанность этого органа не сдвигается.
    [one] Сдвигается { $moved } открытая обязанность этого органа.
    [few] Сдвигаются { $moved } открытые обязанности этого органа.
   *[many] Сдвигаются { $moved } открытых обязанностей этого органа.
}
calendar-moves-others = { $moved ->
    [one] Также { $moved } обязанность других органов.
    [few] Также { $moved } обязанности других органов.
   *[many] Также { $moved } обязанностей других органов.
}
calendar-moved = Обязанности, которые сдвигаются
calendar-file = Дело
calendar-who = Чья обязанность
calendar-from = Считается от
calendar-term = Срок
calendar-due = Последний день сейчас
calendar-then = Последний день потом
calendar-no-day = нет дня
calendar-provisional-help = Этот год предварительный: каждый день, посчитанный по нему, будет так отмечен.
calendar-after = С этого момента год действует для всех органов на этом сервере, дни считаются заново, и это остаётся в журнале записей.
calendar-load-button = Загрузить год
calendar-loaded = { $moved ->
    [0] Год загружен. Ни один последний день не сдвинулся.
    [one] Год загружен. Сдвинулся { $moved } последний день.
    [few] Год загружен. Сдвинулись { $moved } последних дня.
   *[many] Год загружен. Сдвинулись { $moved } последних дней.
}
