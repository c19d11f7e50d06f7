## Страницы вокруг дела одного человека

file-none-soon = В ближайший месяц сроков нет.
file-later = Позже чем через месяц: { $count }
file-of-struck = Обязанности зачёркнутых записей: { $count }
file-of-struck-help = Они возникли из записи, которая с тех пор зачёркнута, и больше не считаются.
file-done-after = после последнего дня, { $due }
file-page-family = Семья
file-page-belongings = Место и вещи

## Как обстоят дела

stand-title = Как обстоят дела
stand-violations = Нарушения правил внутреннего распорядка по этому договору: { $counted } из { $needed }, при которых они могут быть основанием отчисления.
stand-absence = Отсутствует с { $since }: день { $counted } из { $needed }. Основанием отчисления отсутствие может быть с { $from }.
stand-in-the-way = Приказ на этом основании пока невозможен:
stand-head-decides = Само собой ничего не наступает. Издавать ли приказ на этом основании, решает руководитель.
stand-hospital-now = В больнице с { $since }. Оказание услуг приостановлено. Всего { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }: { $periods }
stand-hospital = Пребывание в больнице: всего { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 } ({ $periods }).
stand-hospital-term = Срок договора продолжает идти: последний день { $last }. При наибольшем продлении, например на время стационарного лечения, до { $longest }.
stand-day-stay = Дневное пребывание сегодня: { $minutes } из { $most } минут; остаётся { $left }.
stand-day-stay-differs = При дневном пребывании нет койко-места и записи на портале; каждое посещение записывается с приходом и уходом.
stand-finding = № { $number } от { $day }, ещё не направлен(а)
stand-finding-referred = № { $number } от { $day }, направлен(а)
stand-contraindications = Открытые противопоказания: { $list }.
stand-contraindications-help = Договор можно заключить, когда они сняты. Признания жертвой и общих услуг это не касается.
stand-contraindications-agreement = Договор остаётся в силе. Руководитель может прекратить услуги приказом на этом основании, когда человек направлен в организацию здравоохранения. Признания жертвой это не касается.

## Запись и её исправление

entry-title = Запись
entry-by = Кто
entry-entered = Внесена
entry-late = Опоздание
entry-struck-by = Зачёркнута записью
entry-correction = Исправление
entry-correction-help = Ничто не правится и не удаляется. Ошибочную запись зачёркивают: она остаётся читаемой и больше не считается.
entry-resting = На ней держатся эти записи
entry-resting-help = Сначала пришлось бы зачеркнуть их, начиная с последней.
entry-if-struck = Если её зачеркнуть
after-gone = Больше не требуется: { $duty }
after-reopened = Снова открыто: { $duty }, срок – { $day }
after-moved = { $duty }: последний день переходит с { $from } на { $day }
check-earlier = Этот день раньше других записей. Посмотрите, что он сдвигает.

## Семья

family-representative = Законный представитель
family-representative-unknown = Представитель в деле не назван.
family-leans = Идентификация и разрешение – представителя. Договор ребёнка подписывает представитель.
family-child-alone-help = Когда представителя нет в организации, ребёнок остаётся здесь без него: извещают органы опеки и попечительства, после этого ребёнка можно передать.
family-found-alone = Выявлен ребёнок без законного представителя. В тот же день извещают органы опеки и попечительства и передают ребёнка в Центр адаптации несовершеннолетних.
family-notified = Органы опеки и попечительства
family-handed-over = Передача в Центр адаптации несовершеннолетних
family-siblings = Другие дети представителя
family-children = Дети из заявления
family-none = В заявлении детей нет.
family-child = Ребёнок { $number }
family-who = Ребёнок
family-how = Где живёт
family-since = С какого дня
family-owed = Когда решить
family-not-settled = ещё не решено
family-owed-away = сегодня: представителя нет
family-owed-agreement = до договора
family-owed-ending = до окончания услуг
family-files = Дела детей
family-link = Решить: принят
family-begin = Начать дело ребёнка
family-begin-help = Каждый ребёнок – отдельный получатель услуг: своё дело, карточка, план и журнал.
family-begin-later = Дело ребёнка можно начать, когда представитель признан жертвой.
family-what-happens = Что происходит с детьми, когда меняется это дело
family-when-agreement = До договора решают о каждом ребёнке из заявления, где он живёт.
family-when-away = Если представитель самовольно ушёл или лёг в больницу, в тот же день решают заново о каждом ребёнке, который живёт здесь.
family-when-ended = До окончания услуг решают о каждом принятом ребёнке: к другому законному представителю, органам опеки, уходит с представителем или остаётся.
family-when-own = Договор, план и услуги самого ребёнка продолжаются в его деле, пока не окончены там приказом.

## Место и вещи

belongings-room = Место
belongings-day-stay = При дневном пребывании койко-места нет.
belongings-no-bed = Койко-место не выделено.
belongings-bed-now = Койко-место:
belongings-beds = Койко-места за всё время
belongings-bed = Койко-место
belongings-from = С
belongings-to = По
belongings-still = занимает
belongings-kept = На хранении в организации
belongings-nothing-kept = На хранении ничего нет.
belongings-owed = Вернуть, а отсутствующему – оставить на хранении
belongings-moves = Приём, возврат, хранение
belongings-what = Что сделано
belongings-items = Вещи
belongings-deposited = принято на хранение
belongings-returned = возвращено
belongings-stored = оставлено на хранении для отсутствующего
belongings-issued = Выданное
belongings-nothing-issued = Ничего не выдавалось.
belongings-quantity = Количество

## План и услуги

services-volume = Объём
services-unplanned = вне плана
services-next = План и мониторинг: что предстоит
services-revisions = Редакции плана
services-approved = { $day }: утверждён, { $count ->
    [one] { $count } услуга
    [few] { $count } услуги
   *[many] { $count } услуг
 }
services-adjusted = { $day }: скорректирован – { $reason }
services-same = Услуги остались прежними.
services-added = Добавлено:
services-dropped = Исключено:
services-reassigned = Передано другому специалисту:
services-reassigned-line = { $service }: { $before } → { $after }
services-monitoring = Мониторинг
services-closing = итоговая запись
services-kind = Вид услуг

## Как считали день

count-term-until-monitor = Срок: каждые три месяца с утверждения плана и к его последнему дню (пункт 31).
count-term-until-record_results = Срок: с каждым ежеквартальным мониторингом плана (пункт 35).
count-term-until-end_or_extend = Срок: последний день договора, шесть месяцев со дня заключения. Продление его переносит (пункт 16).

## Названия языков в предложении

language-in-kk = на казахском
language-in-ru = на русском
language-in-en = на английском
to-first-page = На первую страницу
