## Что подписано

papers-stamp-draft = ЧЕРНОВИК. Не внесено в дело.
papers-stamp-unsigned = Напечатано из дела. Не закреплено: подписанный текст может отличаться.
papers-stamp-copy = КОПИЯ, напечатана из дела. Подписано на языке: { $language }. SHA-256 подписанного: { $digest }
papers-signed-title = Что подписано
papers-print = Подписанный PDF: { $language }
papers-frozen-help = Эти байты не меняются никогда. Печать на другом языке – копия, и на ней это сказано.
papers-frozen-now = Закреплено. Этот PDF всегда будет тем же самым.
papers-frozen-before = Документ уже закреплён: подписанное остаётся как есть.
papers-not-signed = Ещё не закреплено. Когда документ подписан, закрепите его: PDF сохранится таким, какой он сейчас.
papers-not-frozen = Так закрепить нельзя:
papers-not-frozen-yet = Сначала закрепите документ: подпись относится к закреплённому.
papers-freeze-language = Язык, на котором он подписан
papers-freeze = Закрепить подписанное
papers-freeze-keys = Закрепить может тот, кому открыты все его части.
papers-keys-missing = Здесь есть части, которых ваши ключи не открывают: { $list }.
papers-language = Язык бумаги
papers-preview = Посмотреть PDF
papers-scans-title = Сканы подписанной бумаги
papers-scans-none = Сканов нет.
papers-scan = { $kind }, { $kilobytes } КБ
papers-scan-label = Добавить скан
papers-scan-hint = PDF, JPEG или PNG, до 10 МБ. Отметки камеры о месте и времени удаляются.
papers-scan-send = Добавить
papers-scan-empty = Выберите файл.
papers-scan-too-large = Файл больше 10 МБ, или файлов слишком много.
papers-scan-other-kind = Это не PDF, не JPEG и не PNG.
papers-scan-damaged = Файл не открывается, или картинка слишком велика.
papers-scan-active = Этот PDF закрыт паролем либо содержит программу или другой файл. Напечатайте его и отсканируйте.

## Бумаги в свободной форме

papers-make = Составить бумагу
papers-free-form = Приказ не даёт формы для этой бумаги. Форма – самой программы.
papers-asked-title = К тому, что произошло, нужны
papers-asked-none = Всё на месте.
papers-others-title = Все бумаги
papers-record = Вложить в дело
papers-record-help = Бумага вкладывается в дело как есть и закрепляется. Напечатайте её, подпишите и добавьте скан.
papers-make-pdf = Сделать PDF
papers-house-help = Эта бумага – о доме. Ваши ключи не открывают место, где такие бумаги хранятся: она печатается, ничего не сохраняется.
papers-forms-title = Бланки
papers-forms-help = Пустые бланки, чтобы заполнить от руки.
papers-forms-annexes = Формы приказа
papers-forms-papers = Бумаги, которые нужны по приказу, но формы он не даёт
papers-fill = заполнить

problem-extension-too-long = Продлить можно не более чем на три месяца (пункт 16).
problem-identity-in-notice = Сообщение не должно указывать на личность (пункт 21): уберите имя или номер.
problem-observation-too-long = Наблюдение длится не более трёх календарных дней (пункт 27).
problem-too-few-violations = Для отчисления за нарушения их нужно больше трёх (пункт 43).

api-frozen = Документ уже закреплён
api-frozen-help = Подписанное остаётся как есть. Его PDF – в «enclosures» документа.
api-not-frozen = Документ не закреплён
api-not-frozen-help = Сначала закрепите его: подпись относится к закреплённому.
api-not-a-scan = Файл не принят как скан
api-not-a-scan-help = Скан – это PDF, JPEG или PNG.

## Чтобы взять с собой

papers-export-bundle = Всё дело одним PDF
papers-export-bundle-help = Обложка, содержание, документы по порядку, журнал. Что ваши ключи не открывают, опущено, и в PDF это сказано.
papers-export-own_copy = Экземпляр для получателя
papers-export-own_copy-help = Права, план, следующие шаги и куда жаловаться – простыми словами. В нём нет ни того, что случилось, ни адреса: не пишите их и вы.
papers-export-registers = Реестры на бумаге
papers-export-registers-help = Реестр за период, PDF или Excel. Что ваши ключи не открывают, опущено, и это сказано.
papers-export-record = В записях останется, кто и когда это сделал.
papers-export-make = Сделать
papers-own-names = Одно из полей называет то, что случилось. Этот лист может попасть в чужие руки: напишите без этого слова.
reading-bundle = всё дело одним PDF
reading-own_copy = экземпляр для получателя
field-purpose = Для чего
field-print_language = Язык
field-own_language = Язык читателя
field-own_name = Как обращаться
field-own_specialist = К кому обращаться за помощью
field-own_phone = Телефон
field-own_next = Что будет дальше
field-own_what = Что, на языке читателя
field-own_when = В какой день
field-own_elsewhere = Куда ещё можно пожаловаться
field-register_kind = Реестр
field-period_from = С
field-period_to = По
field-file_kind = Файл
value-purpose-court = для суда
value-purpose-inspector = для проверяющего
value-purpose-transfer = для другой организации
value-purpose-recipient = для получателя услуг
value-purpose-archive = для архива
value-print_language-kk = казахский
value-print_language-ru = русский
value-print_language-en = английский
value-own_language-kk = казахский
value-own_language-ru = русский
value-own_language-en = английский
value-own_language-uz = узбекский
value-file_kind-pdf = PDF
value-file_kind-xlsx = Excel
value-register_kind-applications = заявления и направления
value-register_kind-recipients = получатели услуг
value-register_kind-permits = разрешения
value-register_kind-agreements = договоры
value-register_kind-orders = приказы руководителя
value-register_kind-violations = нарушения
value-register_kind-disclosures = документы, переданные другим органам
