month-alone-1 = январь
month-alone-2 = февраль
month-alone-3 = март
month-alone-4 = апрель
month-alone-5 = май
month-alone-6 = июнь
month-alone-7 = июль
month-alone-8 = август
month-alone-9 = сентябрь
month-alone-10 = октябрь
month-alone-11 = ноябрь
month-alone-12 = декабрь
month-of-year = { $month } { $year } г.
house-due = Что предстоит дому
house-due-late = срок прошёл
house-book-and-staff = Книга и сотрудники
book-title = Книга жалоб и предложений
book-lead = Книгу хранит руководитель. Записи нумеруются, не меняются и не удаляются (пункты 25 и 26).
book-empty = В книге нет записей.
book-open-page = Страница для посетителей
book-rights-page = Страница о правах
book-new-title = Внести записанное на бумаге или сказанное
book-new-lead = Запишите слово в слово. Имя указывать не обязательно. Запись прочитает только руководитель.
book-shown-title = Показать по требованию
book-shown-lead = Здесь нет имён: на месте имён и длинных чисел стоит «[…]».
book-shown-closed = Сейчас вы не можете показать книгу. Некоторые дела открыты только названным людям, и в одном из них вы не названы: имя из него нельзя было бы убрать. Книгу показывает тот, кто назван во всех таких делах. В экстренном случае откройте это дело на час, напишите, почему нельзя ждать, и покажите книгу.
book-shown-answer = Ответ:
book-shown-no-answer = Ответа пока нет.
book-messages-title = Конфиденциальные сообщения
book-messages-lead-head = Эти сообщения не может открыть никто, кроме вас. В книге их нет.
book-messages-lead-authorized_body = Эти сообщения посланы только уполномоченному органу. Организация не может их открыть и не знает о них.
book-messages-empty = Сообщений нет.
book-message-about = о доме «{ $name }»
book-entry-told = { $kind }, { $day }, { $came }
book-entered-by = записал(а) { $name }
book-reply-told = Ответ, { $day }, { $name }
book-review-told =
    { $month }: рассмотрена { $day }, { $name }; { $number ->
        [0] записей ещё нет
       *[other] по запись № { $number }
    }.
book-reviews = Ежемесячное рассмотрение
book-worded-as = По требованию показывается так:
book-done-about-it = Что сделано:
book-do-answer = Ответить
book-do-word = Текст для показа
book-entered = Запись внесена.
book-answered = Ответ записан.
book-worded = Текст для показа записан.
book-reviewed = Рассмотрение записано и подписано.
book-reply-title = Ответить
book-reply-lead = Тот, кто писал, прочтёт ответ по своему коду.
book-wording-title = Текст для показа по требованию
book-wording-lead = Имена и номера скрываются сами. Если человека можно узнать по другому признаку, измените текст. Сама запись не меняется.
book-review-title = Рассмотреть книгу
book-review-lead = { $number ->
    [0] В книге нет записей. Пустая книга тоже рассматривается.
   *[other] Последняя запись в книге – № { $number }.
}
book-review-sign = Подписать
book-review-owed =
    Рассмотреть книгу жалоб и предложений: { $month }{ $more ->
        [0] {""}
        [one] {" "}и ещё { $more } месяц после
        [few] {" "}и ещё { $more } месяца после
       *[other] {" "}и ещё { $more } месяцев после
    } (пункт 26)
book-unanswered = Записи в книге без ответа: { $count }
book-messages-waiting = Конфиденциальные сообщения без ответа: { $count }
field-book-entry_kind = Что это?
field-book-paper-entry_kind = Что это?
value-entry_kind-complaint = жалоба
value-entry_kind-suggestion = предложение
value-entry_kind-thanks = благодарность
field-book-text = Что случилось? Что нужно изменить?
field-book-text-hint = Напишите своими словами, до 5000 знаков.
field-book-way = Кто это прочтёт?
field-book-way-hint = Книгу читает руководитель; тому, кто попросит, её показывают без имён. Другие пути – тайные.
value-way-book = книга
value-way-head = только руководитель
value-way-authorized_body = только уполномоченный орган (дом и его руководитель прочесть не могут)
field-book-to_body = Какому органу
field-book-name = Ваше имя
field-book-name-hint = Можно не писать.
field-book-contact = Как вам ответить
field-book-contact-hint = Не обязательно: ответ можно прочесть здесь по коду.
field-book-paper-came = Как поступило
value-came-page = со страницы, без учётной записи
value-came-paper = на бумаге
value-came-spoken = устно
field-book-paper-on = День
field-book-paper-text = Текст
field-book-paper-text-hint = Слово в слово, до 5000 знаков.
field-book-paper-name = Имя
field-book-paper-name-hint = Только если человек назвал себя.
field-book-paper-contact = Как ответить
field-book-paper-contact-hint = Только если человек пожелал.
field-book-reply-text = Ответ
field-book-reply-text-hint = Ответ прочтёт тот, кто писал; его показывают и по требованию. Никого не называйте.
field-book-reply-done = Что сделано
field-book-reply-done-hint = Только для дома.
field-book-wording-text = Текст для показа
field-book-wording-text-hint = Без имён.
field-book-review-month = Месяц
field-book-review-month-hint = Например 2022-03
field-book-review-remark = Замечание
field-book-review-seen = Книга до этой записи мною рассмотрена, подписываю
problem-review-unsigned = Отметьте, чтобы подписать.
problem-month = Напишите месяц так: 2022-03.
problem-review-not-begun = Этот месяц ещё не начался.
problem-review-before-the-book = В том месяце книги ещё не было.
problem-review-entries-differ = В книге другие записи. Откройте страницу снова.
problem-share = Напишите ставку от 0,01 до 2, например 0,5.
