## Why a step between two bodies is refused

refusal-consent-by-another = Келісімді жәбірленушінің өзі жазбаша береді; бала үшін – заңды өкілі.
refusal-consent-not-understood = Келісім ол түсінетін тілде оқылмаған.
refusal-not-approved = Бұл беруді екінші адам мақұлдамаған.
refusal-approved-by-the-same = Беруді мақұлдаған адам құжатты өзі тапсырмайды.
refusal-already-handed-over = Құжат тапсырылып қойған.
refusal-not-handed-over = Құжат әлі тапсырылмаған.
refusal-only-by-disclosure = 8-қосымшадағы есеп тек «Есепті беру» арқылы жіберіледі, басқаша жіберілмейді.
refusal-not-all-signed = Бағалау парағына барлық орган қол қойған жоқ.
refusal-notice-missing = Полицияға хабарлама толтырылмаған.
refusal-no-body-named = Жіберуге болатын орган көрсетілмеген.
refusal-exchange-over = Бұл алмасу аяқталды.
refusal-before-the-exchange = Бұл күн алмасу басталғанға дейін.
refusal-already-done = Бұл жасалып қойған.
refusal-reason-missing = Бас тартатын немесе қол қоймайтын орган себебін айтады.

## What passes between bodies

exchange-permit = Рұқсат сұрауы
exchange-referral = Адамды жолдау
exchange-identification = Бірлескен бағалау парағы
exchange-guardianship = Қорғаншылық органына хабарлау
exchange-portal = Әлеуметтік қызметтер порталы
exchange-police_notice = Полицияға хабарлама
exchange-transfer = Басқа ұйымға ауыстыру
exchange-disclosure = Есепті беру (8-қосымша)
exchange-begin-referral = Адамды ұйымға жолдау
exchange-begin-identification = Бағалау парағын бірлесіп қол қоюға жіберу
exchange-begin-guardianship = Қорғаншылық органына хабарлау
exchange-begin-portal = Порталға енгізуді бастау
exchange-begin-police_notice = Полицияға деректерсіз хабарлау
exchange-begin-transfer = Құжаттарды басқа ұйымға жіберу
exchange-begin-disclosure = Есепті сұрау
exchange-on-paper = қағазда
exchange-not-yet = Әзірге мүмкін емес
exchange-of-file = { $code } ісі
exchange-documents = Жіберілетін құжаттар
exchange-to-print = Қол қойылатын қағаздар
exchange-to-print-lead = Адам түсінетін тілді таңдаңыз: қағаз сол тілде басып шығарылады, оған қол қойылады, ол істе сақталады.
proof-needed = Өзіңіз екеніңізді қайта растап, есепті тапсырыңыз.
exchange-fact-number = Хат нөмірі
exchange-fact-since = Мерзім осы күннен саналады
exchange-fact-document = Құжат
exchange-fact-child = Баланың құжаты
exchange-fact-consent = Келісім осы күнге дейін
exchange-fact-language = Келісім оқылған тіл
exchange-fact-approved = Мақұлданған күні
exchange-signed-on = қол қойды: { $day }
exchange-objected-on = қол қоймады: { $day }
exchange-not-signed = әлі қол қойған жоқ
exchange-until-withdrawn = қайтарып алынғанға дейін
exchanges-title = Басқа органдармен алмасу
exchanges-none = Әзірге ештеңе жіберілген жоқ және келген жоқ.
file-page-exchanges = Келісімдер мен алмасу
request-state-taken-back = жіберуші қайтарып алды

## How far an exchange is

standing-sent = жіберілді
standing-received = қабылданды
standing-all_signed = бәрі қол қойды
standing-objected = қарсылық бар
standing-concluded = парақ іске тіркелді
standing-answered = жауап берілді
standing-taken_up = адам қабылданды
standing-declined = бас тартылды
standing-taken_back = қайтарып алынды
standing-awaits_consent = келісім күтілуде
standing-awaits_approval = мақұлдау күтілуде
standing-approved = беруге болады
standing-handed_over = тапсырылды, қолхат жоқ
standing-receipted = қолхат берілді

## Steps: what can be done, and what was done

step-received = Қабылданғанын белгілеу
passed-received = Қабылданды
step-signed = Бағалау парағына қол қою
passed-signed = Параққа қол қойылды
step-objected = Қол қоймау, себебін айту
passed-objected = Қол қойылмады
step-concluded = Парақты іске енгізу
passed-concluded = Парақ іске енгізілді
step-answered = Жауапты жазу
passed-answered = Жауап берілді
step-taken_up = Адамды қабылдау
passed-taken_up = Адам қабылданды
step-declined = Бас тарту
passed-declined = Бас тартылды
step-taken_back = Қайтарып алу
passed-taken_back = Қайтарып алынды
step-requested = Сұралған есепті табу
passed-requested = Сұралған есеп табылды
step-consented = Жазбаша келісімді жазу
passed-consented = Жазбаша келісім берілді
step-consent_taken_back = Келісімді қайтарып алуды жазу
passed-consent_taken_back = Келісім қайтарып алынды
step-approved = Беруді мақұлдау
passed-approved = Беру мақұлданды
step-handed_over = Есепті тапсыру
passed-handed_over = Есеп тапсырылды
step-receipt_given = Қолхат беру
passed-receipt_given = Қолхат берілді
passed-opened = Басталды
step-approved-lead = Мақұлдаған адам есепті өзі тапсырмайды, ал есептің авторы мақұлдамайды.
step-handed_over-lead = Осы бір құжаттың кілті осы бір органға беріледі. Тапсырылған соң кері қайтарылмайды.
step-consented-lead = Келісім осы құжатқа және осы органға ғана беріледі. Бала үшін заңды өкілі қол қояды.
step-taken_up-lead = Адамның ісі осы қадаммен басталады.
step-concluded-lead = Бәрі қол қойған парақ сол күйінде іске енгізіледі.
sending-police_notice-lead = Хабарламада мәтін жоқ: тек күндер мен тізімдер. Адам туралы ештеңе жазылмайды.
sending-identification-lead = Әр орган параққа осында өзі қол қояды; есептік жазбасы жоқ орган қағазда қол қояды.
sending-transfer-lead = Алдымен алушының сол ұйымға ауыстыруға келісімін жазыңыз.

## Consents of a file

consents-title = Келісімдер
consents-none = Келісімдер жоқ.
consent-scope = Неге келісім
consent-to = Кімге
consent-given = Берілген күні
consent-until = Мерзімі
consent-state = Жағдайы
consent-application = Дербес деректерді өңдеу (1-қосымша)
consent-to-the-organization = Осы ұйымға
consent-in-force = күшінде
consent-over = мерзімі өтті
consent-withdrawn-on = қайтарып алынды: { $day }
consent-transfer = Басқа ұйымға ауыстыру (44-тармақ)

## Fields

field-sending-to = Қай органға
field-sending-to-hint = Бағдарлама арқылы жіберілсе. Әйтпесе төменде қағаздағы атауын жазыңыз.
field-sending-on_paper = Қағазда жіберілген орган
field-sending-on_paper-hint = Осында есептік жазбасы жоқ органның атауы.
field-sending-number = Хат нөмірі
field-sending-three = Құқық бұзушылықты ішкі істер органы анықтады: үшеуі қол қояды
field-sending-to_police = Ішкі істер органы
field-sending-to_police-hint = Үшеуі қол қойса.
field-sending-since = Мерзім осы күннен
field-sending-since-hint = Өтініш немесе тану күні; бос болса – бүгіннен.
field-sending-refused_on = Өтініш беруден бас тартқан күн
field-sending-region = Өңір
field-sending-year = Жыл
field-sending-exploitation = Қанау түрі
field-sending-means = Тәсілдер
field-sending-recipient = Адамның аты-жөні
field-sending-born = Туған күні
field-sending-citizenship = Азаматтығы
field-sending-identity_document = Жеке басын куәландыратын құжат
field-sending-location = Адам қайда
field-sending-circumstances = Мән-жайлар
field-sending-officer_position = Сіздің лауазымыңыз
field-sending-proceedings = Іс жүргізу нөмірі
field-sending-purpose = Мақсаты
field-sending-basis_paper = Негізі
field-step-party = Қай орган үшін
field-step-reason = Себебі
field-step-reference = Жауап нөмірі
field-step-about_file = Қай іс туралы
field-step-given_by = Келісімге кім қол қойды
field-step-consent_language = Келісім оқылған тіл
field-step-understood = Ол бұл тілді түсінеді
field-step-consent_until = Келісім осы күнге дейін
field-step-address = Адамға қалай айту керек

## Values

value-given_by-victim = адамның өзі
value-given_by-legal_representative = заңды өкілі
value-exploitation-labour = еңбекте қанау
value-exploitation-sexual = сексуалдық
value-exploitation-begging = қайыр сұрату
value-exploitation-criminal = қылмысқа мәжбүрлеу
value-exploitation-organs = ағзаларды алу
value-exploitation-other = басқа
value-means-deceit = алдау
value-means-force = күш қолдану
value-means-threat = қорқыту
value-means-dependence = тәуелділік
value-means-confinement = қамап ұстау
value-means-debt = қарыз
value-means-other = басқа
value-region-abai = Абай облысы
value-region-akmola = Ақмола облысы
value-region-aktobe = Ақтөбе облысы
value-region-almaty_region = Алматы облысы
value-region-atyrau = Атырау облысы
value-region-west_kazakhstan = Батыс Қазақстан облысы
value-region-zhambyl = Жамбыл облысы
value-region-zhetisu = Жетісу облысы
value-region-karaganda = Қарағанды облысы
value-region-kostanay = Қостанай облысы
value-region-kyzylorda = Қызылорда облысы
value-region-mangystau = Маңғыстау облысы
value-region-pavlodar = Павлодар облысы
value-region-north_kazakhstan = Солтүстік Қазақстан облысы
value-region-turkistan = Түркістан облысы
value-region-ulytau = Ұлытау облысы
value-region-east_kazakhstan = Шығыс Қазақстан облысы
value-region-astana = Астана қаласы
value-region-almaty = Алматы қаласы
value-region-shymkent = Шымкент қаласы
value-region-abroad = шетелде
value-region-unknown = белгісіз
api-paper = Қағаз толық емес
api-paper-help = Басқа органға жіберілетін қағаз толық емес; өрістер көрсетілген.
