## Why a step between two bodies is refused

refusal-consent-by-another = Письменное согласие даёт сам пострадавший; за ребёнка – законный представитель.
refusal-consent-not-understood = Согласие не прочитано на языке, который человек понимает.
refusal-not-approved = Эту передачу не одобрил второй человек.
refusal-approved-by-the-same = Кто одобрил передачу, тот сам документ не передаёт.
refusal-already-handed-over = Документ уже передан.
refusal-not-handed-over = Документ ещё не передан.
refusal-only-by-disclosure = Отчёт (приложение 8) отдают только порядком «Передача отчёта» и никак иначе.
refusal-not-all-signed = Лист оценки подписали не все органы.
refusal-notice-missing = Информация для полиции не заполнена.
refusal-no-body-named = Не указан орган, которому это можно направить.
refusal-exchange-over = Этот обмен завершён.
refusal-before-the-exchange = Этот день раньше начала обмена.
refusal-already-done = Это уже сделано.
refusal-reason-missing = Орган, который отказывает или не подписывает, называет причину.

## What passes between bodies

exchange-permit = Запрос разрешения
exchange-referral = Направление человека
exchange-identification = Совместный лист оценки
exchange-guardianship = Сообщение органу опеки
exchange-portal = Портал социальных услуг
exchange-police_notice = Информация для полиции
exchange-transfer = Перевод в другую организацию
exchange-disclosure = Передача отчёта (приложение 8)
exchange-begin-referral = Направить человека в организацию
exchange-begin-identification = Отправить лист оценки на совместную подпись
exchange-begin-guardianship = Сообщить органу опеки
exchange-begin-portal = Начать внесение в портал
exchange-begin-police_notice = Сообщить полиции без персональных данных
exchange-begin-transfer = Передать документы другой организации
exchange-begin-disclosure = Запросить отчёт или записать запрос
exchange-on-paper = на бумаге
exchange-not-yet = Пока невозможно
exchange-of-file = Дело { $code }
exchange-documents = Какие документы передаются
exchange-to-print = Бумаги на подпись
exchange-to-print-lead = Выберите язык, который человек понимает: бумага печатается на нём, подписывается от руки и хранится в деле.
proof-needed = Подтвердите ещё раз, что это вы, и передайте отчёт.
exchange-fact-number = Номер письма
exchange-fact-since = Срок считается от дня
exchange-fact-document = Документ
exchange-fact-child = Документ ребёнка
exchange-fact-consent = Согласие действует до
exchange-fact-language = Язык, на котором прочитано согласие
exchange-fact-approved = Одобрено
exchange-signed-on = подписано { $day }
exchange-objected-on = не подписано, возражение { $day }
exchange-not-signed = ещё не подписано
exchange-until-withdrawn = до отзыва
exchanges-title = Обмен с другими органами
exchanges-none = Пока ничего не отправлено и не получено.
file-page-exchanges = Согласия и обмен
request-state-taken-back = отправитель отозвал

## How far an exchange is

standing-sent = отправлено
standing-received = получено
standing-all_signed = подписано всеми
standing-objected = есть возражение
standing-concluded = лист внесён в дело
standing-answered = получен ответ
standing-taken_up = человек принят
standing-declined = отказано
standing-taken_back = отозвано
standing-awaits_consent = ожидает согласия
standing-awaits_approval = ожидает одобрения
standing-approved = можно передать
standing-handed_over = передано, нет расписки
standing-receipted = получена расписка

## Steps: what can be done, and what was done

step-received = Отметить получение
passed-received = Получено
step-signed = Подписать лист оценки
passed-signed = Лист подписан
step-objected = Не подписать и назвать причину
passed-objected = Не подписано
step-concluded = Внести лист в дело
passed-concluded = Лист внесён в дело
step-answered = Записать ответ
passed-answered = Получен ответ
step-taken_up = Принять человека
passed-taken_up = Человек принят
step-declined = Отказать
passed-declined = Отказано
step-taken_back = Отозвать
passed-taken_back = Отозвано
step-requested = Найти запрошенный отчёт
passed-requested = Запрошенный отчёт найден
step-consented = Записать письменное согласие
passed-consented = Дано письменное согласие
step-consent_taken_back = Записать отзыв согласия
passed-consent_taken_back = Согласие отозвано
step-approved = Одобрить передачу
passed-approved = Передача одобрена
step-handed_over = Передать отчёт
passed-handed_over = Отчёт передан
step-receipt_given = Выдать расписку
passed-receipt_given = Выдана расписка
passed-opened = Начато
step-approved-lead = Кто одобряет, тот не передаёт отчёт сам; автор отчёта не одобряет.
step-handed_over-lead = Ключ одного этого документа передаётся одному этому органу. Вернуть переданное нельзя.
step-consented-lead = Согласие даётся только на этот документ и этот орган. За ребёнка подписывает законный представитель.
step-taken_up-lead = С этого шага начинается дело человека.
step-concluded-lead = В дело вносится лист в том виде, в котором его подписали все.
sending-police_notice-lead = В информации нет текста: только дни и списки. О человеке не пишется ничего.
sending-identification-lead = Каждый орган подписывает лист здесь сам; орган без учётной записи подписывает на бумаге.
sending-transfer-lead = Сначала запишите согласие получателя на перевод в эту организацию.

## Consents of a file

consents-title = Согласия
consents-none = Согласий нет.
consent-scope = На что
consent-to = Кому
consent-given = Дано
consent-until = До
consent-state = Состояние
consent-application = Обработка персональных данных (приложение 1)
consent-to-the-organization = Этой организации
consent-in-force = действует
consent-over = срок истёк
consent-withdrawn-on = отозвано { $day }
consent-transfer = Перевод в другую организацию (пункт 44)

## Fields

field-sending-to = Какому органу
field-sending-to-hint = Если через программу. Иначе впишите ниже название органа.
field-sending-on_paper = Орган, которому отправлено на бумаге
field-sending-on_paper-hint = Название органа, у которого здесь нет учётной записи.
field-sending-number = Номер письма
field-sending-three = Правонарушение выявил орган внутренних дел: подписывают трое
field-sending-to_police = Орган внутренних дел
field-sending-to_police-hint = Если подписывают трое.
field-sending-since = Срок считается от дня
field-sending-since-hint = День обращения или признания; если пусто – от сегодня.
field-sending-refused_on = День отказа от подачи заявления
field-sending-region = Регион
field-sending-year = Год
field-sending-exploitation = Вид эксплуатации
field-sending-means = Способы
field-sending-recipient = Имя и фамилия человека
field-sending-born = День рождения
field-sending-citizenship = Гражданство
field-sending-identity_document = Документ, удостоверяющий личность
field-sending-location = Где находится человек
field-sending-circumstances = Обстоятельства
field-sending-officer_position = Ваша должность
field-sending-proceedings = Номер производства
field-sending-purpose = Цель
field-sending-basis_paper = Основание
field-step-party = За какой орган
field-step-reason = Причина
field-step-reference = Номер ответа
field-step-about_file = О каком деле идёт речь
field-step-given_by = Кто подписал согласие
field-step-consent_language = На каком языке прочитано согласие
field-step-understood = Этот язык человеку понятен
field-step-consent_until = Согласие действует до
field-step-address = Как обращаться к человеку

## Values

value-given_by-victim = сам человек
value-given_by-legal_representative = законный представитель
value-exploitation-labour = трудовая
value-exploitation-sexual = сексуальная
value-exploitation-begging = попрошайничество
value-exploitation-criminal = принуждение к преступлениям
value-exploitation-organs = изъятие органов
value-exploitation-other = иная
value-means-deceit = обман
value-means-force = насилие
value-means-threat = угроза
value-means-dependence = зависимость
value-means-confinement = лишение свободы
value-means-debt = долг
value-means-other = иное
value-region-abai = область Абай
value-region-akmola = Акмолинская область
value-region-aktobe = Актюбинская область
value-region-almaty_region = Алматинская область
value-region-atyrau = Атырауская область
value-region-west_kazakhstan = Западно-Казахстанская область
value-region-zhambyl = Жамбылская область
value-region-zhetisu = область Жетісу
value-region-karaganda = Карагандинская область
value-region-kostanay = Костанайская область
value-region-kyzylorda = Кызылординская область
value-region-mangystau = Мангистауская область
value-region-pavlodar = Павлодарская область
value-region-north_kazakhstan = Северо-Казахстанская область
value-region-turkistan = Туркестанская область
value-region-ulytau = область Ұлытау
value-region-east_kazakhstan = Восточно-Казахстанская область
value-region-astana = город Астана
value-region-almaty = город Алматы
value-region-shymkent = город Шымкент
value-region-abroad = за рубежом
value-region-unknown = неизвестно
api-paper = Бумага не полна
api-paper-help = Бумага, которая уходит другому органу, не полна; поля названы.
