
## Frame of every page

skip-to-content = К содержанию
places = Разделы
languages = Язык
language-kk = Казахский
language-ru = Русский
language-en = Английский
place-today = Сегодня
place-people = Люди
place-requests = Запросы
place-house = Дом
place-standard = Стандарт
lock = Заблокировать
about = О программе
edition-line = Приказ от 24 февраля 2016 года № 138, редакция от 08.10.2022. Приказ утратил силу 01.07.2023.
to-today = На страницу «Сегодня»
yes = да
no = нет
no-answer = –
not-established = не установлено
label-optional = { $label } (необязательно)
paragraph = пункт { $number }
paragraph-annex = приложение { $number }
paragraph-journal = порядок журнала
day = { $weekday }, { $day } { $month }
day-year = { $weekday }, { $day } { $month } { $year } г.
weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = вс
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
hint-day = ДД.ММ.ГГГГ, например 24.03.2022
hint-day-time = ДД.ММ.ГГГГ чч:мм, например 24.03.2022 14:30
hint-time = Например 14:30
hint-lines = По одной записи в строке
hint-birth = ДД.ММ.ГГГГ; если день неизвестен – 03.1998 или 1998; если примерно – в конце ~

## Buttons

button-continue = Продолжить
button-check = Проверить
button-record = Записать
button-change = Изменить
button-cancel = Вернуться, не записывая
button-open = Открыть
button-find = Найти
button-more-rows = Ещё строки
button-do = Сделать

## When a page cannot be given

trouble-not-found = Здесь ничего нет
trouble-not-found-help = Возможно, адрес набран с ошибкой или эта страница не для вас.
trouble-too-large = Отправлено слишком много
trouble-too-large-help = Одна страница – не больше 2 мегабайт. Ничего не записано. Вернитесь назад и сократите текст.
trouble-other-site = Страница отправлена не из этой программы
trouble-other-site-help = Ничего не записано. Откройте страницу заново и отправьте ещё раз.
trouble-not-understood = Запрос непонятен
trouble-not-understood-help = Ничего не записано. Попробуйте открыть страницу заново.
trouble-busy = Сейчас входит слишком много людей
trouble-busy-help = Повторите через несколько секунд.
trouble-broken = В программе произошёл сбой
trouble-broken-help = Ничего не записано. Если повторится, скажите тому, кто обслуживает программу.

## Form errors

errors-title = Проверьте
refused-title = Это не записано
stale-title = Дело изменилось с тех пор, как вы открыли страницу
stale-help = Ниже – новые записи. Набранное сохранено: просмотрите и отправьте ещё раз.
entries-in-the-way-title = Сначала нужно зачеркнуть записи:
warnings-title = Можно записать, но обратите внимание

## Access

sign-in-title = Вход
sign-in-wrong = Логин, пароль или код неверен.
sign-in-slow = Слишком много попыток. Повторите после { $time }.
sign-in-ended = Сеанс закончился. Войдите снова.
sign-in-locked = Заблокировано.
set-up-title = Первая настройка
set-up-lead = Эта страница показывается один раз: организация и учётная запись её руководителя.
set-up-done = Организация создана. Войдите под логином руководителя.
section-body = Организация
section-head-account = Учётная запись руководителя
field-body_name = Наименование организации
field-body_form = Вид организации (пункт 4)
field-ownership = Форма собственности
value-ownership-state = государственная
value-ownership-private = негосударственная
field-staff_name = Фамилия, имя, отчество
field-login = Логин
field-password = Пароль
field-new_password = Пароль
field-new_password-hint = 15 знаков или больше. Хорошо подходит фраза из нескольких слов.
field-new_password_again = Пароль ещё раз
field-account_language = Язык страниц
value-account_language-kk = казахский
value-account_language-ru = русский
value-account_language-en = английский
field-roles = Роли и назначения
field-roles-hint = Роль означает, какие части дела открываются.

## Roles

role-head = руководитель
role-acting_head = исполняющий обязанности руководителя
role-specialist = специалист по социальной работе
role-consultant = консультант по социальной работе
role-psychologist = психолог
role-lawyer = юрист
role-nurse = старшая медицинская сестра
role-educator = воспитатель
role-instructor = инструктор по трудотерапии
role-cultural_organiser = культорганизатор
role-accountant = главный бухгалтер
role-hr = делопроизводитель по кадрам
role-officer = специалист уполномоченного органа
role-police_officer = сотрудник органа внутренних дел
role-identification = уполномочен на идентификацию
role-monitoring = уполномочен на мониторинг

## Who acts or owes

who-recipient = получатель услуг
who-legal_representative = законный представитель
who-head = руководитель
who-specialist = специалист по социальной работе
who-consultant = консультант по социальной работе
who-psychologist = психолог
who-lawyer = юрист
who-nurse = старшая медицинская сестра
who-educator = воспитатель
who-instructor = инструктор по трудотерапии
who-cultural_organiser = культорганизатор
who-authorized_body = уполномоченный орган
who-internal_affairs = орган внутренних дел
who-organization = организация

## Stages

stage-intake = Обращение зарегистрировано
stage-identification = Идентификация
stage-recognised = Признан(а)
stage-awaiting_permit = Ожидает разрешения
stage-permit_received = Разрешение получено
stage-observation = Наблюдение
stage-planning = Разработка плана
stage-in_service = Оказание услуг
stage-suspended = Приостановлено
stage-absent = Самовольно отсутствует
stage-ended = Завершено
stage-closed = Дело закрыто
stage-refused = Отказано

## Today

today-title = Сегодня
group-overdue = Просрочено
group-today = Сегодня
group-week = На этой неделе
group-later = Позже
today-nothing = Ничего не ждёт.
waiting-title = Ждёт другого органа
late-by = просрочено на { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
 }
late-uncounted = просрочено
in-working-days = через { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
 }
due-today = сегодня
no-term = срок не указан
provisional = предварительно
provisional-help = Перенос выходных дней на { $year } год ещё не опубликован.
no-calendar = Нет календаря на { $year } год: день не посчитан.
count-title = Как посчитано
count-from = Отсчёт от: { $day } ({ $act }). День события не считается.
count-term-working_days = Срок: { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[other] { $count } рабочих дней
 }.
count-term-calendar_days = Срок: { $count ->
    [one] { $count } календарный день
    [few] { $count } календарных дня
   *[other] { $count } календарных дней
 }.
count-term-months = Срок: { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
 }.
count-term-same_day = Срок: тот же день.
count-term-until = Срок: до этого дня включительно.
count-term-none = В приказе срок не указан.
count-due = Последний день: { $day }
count-passed-over = Не считались:
weekend = выходной день
opened-by-entry = запись { $seq }

## People

people-title = Люди
people-none = Пока никого нет.
people-begin = Начать новое дело
people-begin-lead = Дело начинается с одной из записей:
people-address = Как обращаемся
people-code = Код
people-stage = Этап
people-last-day = Последний день договора
people-find = Найти по обращению или коду
people-closed = Показать закрытые дела
people-open-only = Только открытые дела
people-not-found = Среди дел, которые вы открываете, не найдено.

## A file

file-pages = Страницы дела
file-page-file = Дело
file-page-documents = Документы
file-page-readings = Кто читал
file-stages = Этапы
file-next = Дальше
file-duties = Обязанности
file-no-duties = Открытых обязанностей нет.
file-possible = Сейчас возможно
file-impossible = Пока невозможно
file-impossible-help = То, что произошло раньше, можно записать и сейчас – тем днём.
file-journal = Журнал
file-done-late = после срока { $due }, на { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
 } позже
file-recorded = записано { $day }
file-struck = зачёркнуто
file-strike = Зачеркнуть запись
file-term = Срок договора
file-term-line = { $from } – { $to }. Сегодня { $today }. При самом долгом продлении – по { $longest }.
file-person-missing = Для следующего этапа: { $act }.
file-also = Ещё возможно
recorded-notice = Записано: { $act }.
recorded-already = Эта запись уже сделана: второй раз не записана.

## Documents

documents-title = Документы
documents-none = Документов пока нет.
documents-print = PDF для печати:
documents-missing = Части, которые ваши ключи не открывают, пропущены:
documents-of = от { $day }
documents-unprinted = Напечатать этот документ не удалось.
documents-totals = Итого
blank-forms = Пустые бланки
annex_1 = Заявление
annex_2 = Оценочный лист
annex_3 = Договор о ресоциализации
annex_4 = Карточка учёта
annex_5 = Минимальные штатные нормативы
annex_6 = Индивидуальный план работы
annex_7 = Журнал мониторинга
annex_8 = Отчёт (конфиденциально)
compartment-file = само дело
compartment-identity = данные о личности
compartment-social = наблюдение, потребности, план
compartment-children = о детях
compartment-medical = медицинское
compartment-psychological = психологическое
compartment-legal = юридическое
compartment-report = отчёт
compartment-house = дела дома

## Readings

readings-title = Кто читал
readings-lead = Каждое открытие записывается и не стирается.
readings-at = Когда
readings-who = Кто
readings-what = Что

## Requests of organizations, seen by the authorized body

requests-title = Запросы разрешений
requests-none = Запросов нет.
requests-from = От кого
requests-sent = Отправлено
requests-state = Состояние
requests-due = Срок
request-title = Запрос разрешения
request-lead = Вы видите только этот пакет: дело организации не открывается.
request-state-sent = отправлен, ещё не принят
request-state-received = принят
request-state-issued = разрешение выдано
request-state-permit-sent = разрешение отправлено
request-state-declined = отклонён

## House

house-title = Дом
house-staff = Учётные записи сотрудников
house-name = Имя
house-login = Логин
house-roles = Роли
house-bodies = Органы на этом сервере
house-only-head = Учётные записи добавляет руководитель.
body-kind-organization = организация
body-kind-authorized_body = уполномоченный орган
body-kind-internal_affairs = орган внутренних дел

## The standard and about

standard-title = Стандарт
standard-lead = Текст по пунктам. Тексты на казахском и русском ещё не сверены с официальными.
chapter-annexes = Приложения
standard-status = Как исполняется программой
standard-acts = Записи этого пункта
what-the-order-says = Что говорит приказ
about-title = О Tirek
about-what = Tirek ведёт дела в организациях, которые оказывают специальные социальные услуги жертвам торговли людьми. Программа исполняет приказ от 24 февраля 2016 года № 138.
about-edition = Применяется редакция от 8 октября 2022 года. Приказ утратил силу с 1 июля 2023 года; программа продолжает работать для любой даты.
about-words = Слова бланков на казахском и русском ещё не сверены с официальным текстом.
about-keys = Дела закрыты ключами сотрудников. От того, кто изменит саму работающую программу, это не защищает.
about-licence = Программа: AGPL-3.0-or-later.

## Act pages

act-day = Когда это произошло
check-title = Проверьте ответы
check-day = День
after-title = После этого
after-nothing = Новых обязанностей не появится.
after-due = { $duty } – до { $day }
after-no-term = { $duty } – срок не указан
after-closes = Исполняется: { $duty }
after-stage = Этап: { $stage }
no-pass-mark = Проходного балла в приказе нет: решают люди, которые подписывают.
totals-line = Цель: { $purpose }. Действия: { $actions }. Средства: { $means }. Вред: { $harm }. Всего: { $all }.
keys-missing = Для этого нужно скопировать документы, которые ваши ключи не открывают. Не хватает: { $list }.
by-line = { $who }, { $account }
value-returned_items-all = всё, что на хранении

## Accepted and marked

warning-unplanned = Вне плана: этой услуги нет в утверждённом плане.
warning-under-an-hour = Меньше часа: записано как консультация.
reading-file = журнал дела
reading-files = список людей
reading-duties = список обязанностей
reading-exchange = обмен между органами
reading-refused = доступ к делу или его части запрошен, отказано
not-possible-title = Пока невозможно
field-on = Когда это произошло
kept-title = Набранное сохранено
kept-help = Вы вошли снова. Вернитесь на страницу, просмотрите и отправьте.
group-far = Больше чем через месяц: { $count }
requests-waiting = Ждут ответа
requests-answered = Отвечено
