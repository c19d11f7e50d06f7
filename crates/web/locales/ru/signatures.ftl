## Электронные подписи, сделанные в другой программе

signatures-title = Электронные подписи
signatures-none = Электронных подписей нет.
signatures-closed = Ваши ключи открывают не все части подписанного документа, поэтому подписавшие не показаны.
signature-label = Добавить электронную подпись
signature-hint = Файл отсоединённой подписи (CMS: .p7s, .cms, .sig) к подписанному PDF, который указан выше. Сохраните этот PDF, подпишите его своей программой и отправьте файл подписи.
signature-file = Файл подписи, { $kilobytes } КБ
signature-nobody = Подписавший неизвестен
signature-confirmed = Подтверждена
signature-unconfirmed = Не подтверждена
signature-unchecked = Проверить не удалось
signature-fits = Подпись относится именно к этому файлу.
signature-other-bytes = Подпись относится к другому файлу.
signature-wrong = Подпись неверна.
signature-no-certificate = В подписи нет сертификата: чья она, установить нельзя.
signature-gost = Алгоритм ГОСТ ({ $what }). Программа его не знает: проверьте подпись в другой программе.
signature-unknown = Программа не знает этого алгоритма ({ $what }): проверьте подпись в другой программе.
signature-weak = Алгоритм или ключ слишком слаб и сегодня ничего не доказывает ({ $what }).
signature-trusted = Сертификат ведёт к «{ $what }», которому организация доверяет.
signature-no-issuer = Сертификат выдан не тем, кому организация доверяет.
signature-out-of-time = Когда подпись была добавлена, этот сертификат не действовал: «{ $what }».
signature-usage = Сертификат не предназначен для подписи.
signature-demands = Условие этого сертификата не выполнено или неизвестно программе: «{ $what }».
signature-revocation = Не проверено, был ли сертификат отозван.
signature-organization = Организация
signature-number = Номер подписавшего
signature-issuer = Кем выдан сертификат
signature-serial = Номер сертификата
signature-valid = Действует
signature-algorithm = Алгоритм
signature-claimed = Подписано, по словам подписавшего
signature-refused-length = Файл пуст или слишком велик для подписи.
signature-refused-unreadable = Это не подпись CMS.
signature-refused-not-detached = Эта подпись содержит документ внутри себя. Нужна отсоединённая подпись.
signature-refused-signers = В файле нет подписавших или их слишком много.
signature-refused-other-bytes = Это подпись к другому файлу. Подпишите именно тот PDF, который здесь закреплён.
signature-refused-wrong = Подпись неверна: файл изменён или повреждён.
api-not-a-signature = Файл не является подписью закреплённого документа
api-not-a-signature-help = Принимается отсоединённая подпись CMS к закреплённому PDF.

## Кому организация доверяет

certificates-title = Доверенные сертификаты
certificates-lead = Электронная подпись подтверждена, если её сертификат ведёт к одному из этих. Подписи проверяются заново при каждом показе.
certificates-limits = Программа знает RSA и ECDSA. ГОСТ она не знает и не спрашивает, отозван ли сертификат; об этом сказано рядом с каждой подписью.
certificates-none = Доверенных сертификатов пока нет.
certificates-since = Доверие с
certificates-add = Доверять сертификату
certificates-file = Файл с сертификатом удостоверяющего центра
certificates-hint = PEM, DER или Base64; в одном файле PEM может быть несколько. Сравните SHA-256 с тем, который опубликовал удостоверяющий центр.
certificates-trust = Доверять
certificates-distrust = Больше не доверять
certificates-trusted = Теперь этим сертификатам доверяют. Это записано в журнале.
certificates-distrusted = Этому сертификату больше не доверяют. Это записано в журнале.
certificates-unreadable = В файле нет сертификата, или он не читается.
certificates-already = Этим сертификатам уже доверяют.
certificates-too-many = Доверять можно не более чем ста сертификатам.
certificates-not-head = Каким сертификатам доверять, решает только руководитель.

## The own copy

papers-own-house = В одном из полей названа организация. Листок может найти посторонний: напишите без её названия.
api-own-copy = Листок назвал бы то, чего в нём быть не должно
api-own-copy-help = В нём не называют ни произошедшее, ни организацию: напишите тексты без этого.

## The whole file

field-bundle_kind = Что сделать
field-bundle_kind-hint = В архиве, кроме PDF, лежат сами подписанные файлы, электронные подписи, скан-копии и SHA-256 каждого файла.
value-bundle_kind-pdf = один PDF
value-bundle_kind-zip = архив (ZIP) с подписанными файлами
