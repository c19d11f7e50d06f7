
## Frame of every page

skip-to-content = Мазмұнға өту
places = Бөлімдер
languages = Тіл
language-kk = Қазақша
language-ru = Орысша
language-en = Ағылшынша
place-today = Бүгін
place-people = Адамдар
place-requests = Сұрау салулар
place-house = Үй
place-standard = Стандарт
lock = Құлыптау
about = Бағдарлама туралы
edition-line = 2016 жылғы 24 ақпандағы № 138 бұйрық, 08.10.2022 редакциясы. Бұйрық 01.07.2023 күшін жойған.
to-today = «Бүгін» бетіне
yes = иә
no = жоқ
no-answer = –
not-established = анықталмаған
label-optional = { $label } (міндетті емес)
paragraph = { $number }-тармақ
paragraph-annex = { $number }-қосымша
paragraph-journal = журнал тәртібі
day = { $day } { $month }, { $weekday }
day-year = { $year } ж. { $day } { $month }, { $weekday }
weekday-1 = дс
weekday-2 = сс
weekday-3 = ср
weekday-4 = бс
weekday-5 = жм
weekday-6 = сб
weekday-7 = жс
month-1 = қаңтар
month-2 = ақпан
month-3 = наурыз
month-4 = сәуір
month-5 = мамыр
month-6 = маусым
month-7 = шілде
month-8 = тамыз
month-9 = қыркүйек
month-10 = қазан
month-11 = қараша
month-12 = желтоқсан
hint-day = КК.АА.ЖЖЖЖ, мысалы 24.03.2022
hint-day-time = КК.АА.ЖЖЖЖ сс:мм, мысалы 24.03.2022 14:30
hint-time = Мысалы 14:30
hint-lines = Әр жолға бір жазба
hint-birth = КК.АА.ЖЖЖЖ; күні белгісіз болса 03.1998 немесе 1998; шамамен болса соңына ~

## Buttons

button-continue = Жалғастыру
button-check = Тексеру
button-record = Жазу
button-change = Өзгерту
button-cancel = Жазбай қайту
button-open = Ашу
button-find = Табу
button-more-rows = Тағы жолдар
button-do = Орындау

## When a page cannot be given

trouble-not-found = Мұнда ештеңе жоқ
trouble-not-found-help = Мекенжай қате жазылған болуы мүмкін, немесе бет сіз үшін емес.
trouble-too-large = Жіберілген мәтін тым үлкен
trouble-too-large-help = Бір бет 2 мегабайттан аспайды. Ештеңе жазылған жоқ. Артқа қайтып, мәтінді қысқартыңыз.
trouble-other-site = Бет осы бағдарламадан жіберілмеген
trouble-other-site-help = Ештеңе жазылған жоқ. Бетті қайта ашып, тағы жіберіңіз.
trouble-not-understood = Сұрау түсініксіз
trouble-not-understood-help = Ештеңе жазылған жоқ. Бетті қайта ашып көріңіз.
trouble-busy = Қазір тым көп адам кіріп жатыр
trouble-busy-help = Бірнеше секундтан кейін қайталаңыз.
trouble-broken = Бағдарламада ақау шықты
trouble-broken-help = Ештеңе жазылған жоқ. Қайталанса, бағдарламаны күтіп ұстайтын адамға айтыңыз.

## Form errors

errors-title = Тексеріңіз
refused-title = Бұл жазылған жоқ
stale-title = Бет ашылғаннан бері іс өзгерді
stale-help = Төменде – жаңа жазбалар. Жазғаныңыз сақталды: қарап шығып, қайта жіберіңіз.
entries-in-the-way-title = Алдымен мына жазбалар сызылуы керек:
warnings-title = Қабылдануы мүмкін, бірақ қараңыз

## Access

sign-in-title = Кіру
sign-in-wrong = Логин, құпиясөз немесе код дұрыс емес.
sign-in-slow = Тым көп рет тырысылды. { $time } кейін қайталаңыз.
sign-in-ended = Сеанс аяқталды. Қайта кіріңіз.
sign-in-locked = Құлыпталды.
set-up-title = Алғашқы баптау
set-up-lead = Бұл бет бір рет қана көрсетіледі: ұйым мен оның басшысының есептік жазбасы.
set-up-done = Ұйым құрылды. Енді басшының логинімен кіріңіз.
section-body = Ұйым
section-head-account = Басшының есептік жазбасы
field-body_name = Ұйымның атауы
field-body_form = Ұйымның түрі (4-тармақ)
field-ownership = Меншік нысаны
value-ownership-state = мемлекеттік
value-ownership-private = мемлекеттік емес
field-staff_name = Тегі, аты, әкесінің аты
field-login = Логин
field-password = Құпиясөз
field-new_password = Құпиясөз
field-new_password-hint = 15 немесе одан көп таңба. Бірнеше сөзден тұратын сөйлем жақсы.
field-new_password_again = Құпиясөз тағы бір рет
field-account_language = Беттердің тілі
value-account_language-kk = қазақша
value-account_language-ru = орысша
value-account_language-en = ағылшынша
field-roles = Рөлдер мен тағайындаулар
field-roles-hint = Рөл істің қай бөлігін ашатынын білдіреді.

## Roles

role-head = басшы
role-acting_head = басшының міндетін атқарушы
role-specialist = әлеуметтік жұмыс жөніндегі маман
role-consultant = әлеуметтік жұмыс жөніндегі консультант
role-psychologist = психолог
role-lawyer = заңгер
role-nurse = аға медицина бикесі
role-educator = тәрбиеші
role-instructor = еңбек терапиясы жөніндегі нұсқаушы
role-cultural_organiser = мәдени ұйымдастырушы
role-accountant = бас бухгалтер
role-hr = кадрлар жөніндегі іс жүргізуші
role-officer = уәкілетті органның маманы
role-police_officer = ішкі істер органының қызметкері
role-identification = сәйкестендіруге уәкілетті
role-monitoring = мониторингке уәкілетті

## Who acts or owes

who-recipient = қызметтерді алушы
who-legal_representative = заңды өкіл
who-head = басшы
who-specialist = әлеуметтік жұмыс жөніндегі маман
who-consultant = әлеуметтік жұмыс жөніндегі консультант
who-psychologist = психолог
who-lawyer = заңгер
who-nurse = аға медицина бикесі
who-educator = тәрбиеші
who-instructor = еңбек терапиясы жөніндегі нұсқаушы
who-cultural_organiser = мәдени ұйымдастырушы
who-authorized_body = уәкілетті орган
who-internal_affairs = ішкі істер органы
who-organization = ұйым

## Stages

stage-intake = Өтініш тіркелді
stage-identification = Сәйкестендіру
stage-recognised = Танылды
stage-awaiting_permit = Рұқсат күтілуде
stage-permit_received = Рұқсат алынды
stage-observation = Бақылау
stage-planning = Жоспар әзірлеу
stage-in_service = Қызмет көрсетілуде
stage-suspended = Тоқтатыла тұрды
stage-absent = Өз бетімен кеткен
stage-ended = Аяқталды
stage-closed = Іс жабылды
stage-refused = Бас тартылды

## Today

today-title = Бүгін
group-overdue = Мерзімі өткендер
group-today = Бүгін
group-week = Осы аптада
group-later = Кейінірек
today-nothing = Ештеңе күтіп тұрған жоқ.
waiting-title = Басқа органды күтеді
late-by = { $days } жұмыс күніне кешіккен
late-uncounted = кешіккен
in-working-days = { $days } жұмыс күнінен кейін
due-today = бүгін
no-term = мерзімі айтылмаған
provisional = алдын ала
provisional-help = { $year } жылғы демалыс күндерінің ауыстырылуы әлі жарияланбаған.
no-calendar = { $year } жылдың күнтізбесі жоқ: күн есептелмеді.
count-title = Қалай саналды
count-from = Бастапқы күн: { $day } ({ $act }). Оқиға күні саналмайды.
count-term-working_days = Мерзім: { $count } жұмыс күні.
count-term-calendar_days = Мерзім: { $count } күнтізбелік күн.
count-term-months = Мерзім: { $count } ай.
count-term-same_day = Мерзім: сол күннің өзі.
count-term-until = Мерзім: осы күнге дейін.
count-term-none = Бұйрықта мерзім айтылмаған.
count-due = Соңғы күн: { $day }
count-passed-over = Саналмаған күндер:
weekend = демалыс күні
opened-by-entry = { $seq }-жазба

## People

people-title = Адамдар
people-none = Әзірге ешкім жоқ.
people-begin = Жаңа іс ашу
people-begin-lead = Іс мына жазбалардың бірінен басталады:
people-address = Қалай атаймыз
people-code = Коды
people-stage = Кезең
people-last-day = Шарттың соңғы күні
people-find = Атауы немесе коды бойынша табу
people-closed = Жабық істерді көрсету
people-open-only = Тек ашық істер
people-not-found = Сіз аша алатын істердің ішінде табылмады.

## A file

file-pages = Істің беттері
file-page-file = Іс
file-page-documents = Құжаттар
file-page-readings = Кім оқыды
file-stages = Кезеңдер желісі
file-next = Келесі
file-duties = Міндеттер
file-no-duties = Ашық міндет жоқ.
file-possible = Қазір мүмкін
file-impossible = Әзірге мүмкін емес
file-impossible-help = Бұрынырақ болған нәрсені қазір де сол күнімен жазуға болады.
file-journal = Журнал
file-done-late = { $due } мерзімінен кейін, { $days } жұмыс күніне кеш
file-recorded = жазылған күні { $day }
file-struck = сызылған
file-strike = Жазбаны сызу
file-term = Шарттың мерзімі
file-term-line = { $from } – { $to }. Бүгін { $today }. Ең ұзақ ұзартқанда { $longest } дейін.
file-person-missing = Келесі кезең үшін: { $act }.
file-also = Тағы мүмкін
recorded-notice = Жазылды: { $act }.
recorded-already = Бұл жазба бұрын жазылған: екінші рет жазылмады.

## Documents

documents-title = Құжаттар
documents-none = Құжаттар әлі жоқ.
documents-print = Басып шығаруға арналған PDF:
documents-missing = Сіздің кілттеріңіз ашпайтын бөліктер қалдырылды:
documents-of = { $day } күнгі
documents-unprinted = Бұл құжатты басып шығару мүмкін болмады.
documents-totals = Барлығы
blank-forms = Бос нысандар
annex_1 = Өтініш
annex_2 = Бағалау парағы
annex_3 = Қайта әлеуметтендіру туралы шарт
annex_4 = Есепке алу карточкасы
annex_5 = Ең төмен штат нормативтері
annex_6 = Жеке жұмыс жоспары
annex_7 = Мониторинг журналы
annex_8 = Есеп (құпия)
compartment-file = істің өзі
compartment-identity = жеке басы туралы деректер
compartment-social = бақылау, қажеттілік, жоспар
compartment-children = балалар туралы
compartment-medical = медициналық
compartment-psychological = психологиялық
compartment-legal = заңдық
compartment-report = есеп
compartment-house = үйдің ісі

## Readings

readings-title = Кім оқыды
readings-lead = Әрбір ашу жазылады және өшірілмейді.
readings-at = Қашан
readings-who = Кім
readings-what = Не

## Requests of organizations, seen by the authorized body

requests-title = Рұқсат сұраулары
requests-none = Сұраулар жоқ.
requests-from = Қайдан
requests-sent = Жіберілген
requests-state = Жағдайы
requests-due = Мерзімі
request-title = Рұқсат сұрауы
request-lead = Сіз осы жинақты ғана көресіз: ұйымның ісі ашылмайды.
request-state-sent = жіберілді, әлі қабылданбады
request-state-received = қабылданды
request-state-issued = рұқсат берілді
request-state-permit-sent = рұқсат жіберілді
request-state-declined = бас тартылды

## House

house-title = Үй
house-staff = Қызметкерлердің есептік жазбалары
house-name = Аты-жөні
house-login = Логин
house-roles = Рөлдер
house-bodies = Осы сервердегі органдар
house-only-head = Есептік жазбаларды басшы қосады.
body-kind-organization = ұйым
body-kind-authorized_body = уәкілетті орган
body-kind-internal_affairs = ішкі істер органы

## The standard and about

standard-title = Стандарт
standard-lead = Тармақтар бойынша мәтін. Қазақша және орысша мәтіндер ресми мәтінмен әлі салыстырылмаған.
chapter-annexes = Қосымшалар
standard-status = Бағдарламадағы жағдайы
standard-acts = Осы тармақтың жазбалары
what-the-order-says = Бұйрықта не делінген
about-title = Tirek туралы
about-what = Tirek – адам саудасының құрбандарына арнаулы әлеуметтік қызметтер көрсететін ұйымдардың іс жүргізу бағдарламасы. Ол 2016 жылғы 24 ақпандағы № 138 бұйрықты орындайды.
about-edition = Қолданылатын редакция: 2022 жылғы 8 қазан. Бұйрық 2023 жылғы 1 шілдеден бастап күшін жойған; бағдарлама кез келген күн үшін жұмыс істей береді.
about-words = Нысандардың қазақша және орысша сөздері ресми мәтінмен әлі салыстырылмаған.
about-keys = Істер қызметкерлердің кілттерімен жабылған. Бағдарламаны жұмыс кезінде өзгерткен адамнан ол қорғай алмайды.
about-licence = Бағдарлама: AGPL-3.0-or-later.

## Act pages

act-day = Болған күні
check-title = Жауаптарды тексеріңіз
check-day = Күні
after-title = Бұдан кейін
after-nothing = Жаңа міндет туындамайды.
after-due = { $duty } – { $day } дейін
after-no-term = { $duty } – мерзімі айтылмаған
after-closes = Орындалды: { $duty }
after-stage = Кезең: { $stage }
no-pass-mark = Бұйрықта өту балы жоқ: шешімді қол қоятын адамдар қабылдайды.
totals-line = Мақсаты: { $purpose }. Әрекеттер: { $actions }. Құралдар: { $means }. Зиян: { $harm }. Барлығы: { $all }.
keys-missing = Бұл әрекетті сіздің кілттеріңіз ашпайтын құжаттарды көшірмей жасау мүмкін емес. Жетіспейтіні: { $list }.
by-line = Кім: { $who }, { $account }
value-returned_items-all = сақтаудағының бәрі

## Accepted and marked

warning-unplanned = Жоспардан тыс: бұл қызмет бекітілген жоспарда жоқ.
warning-under-an-hour = Бір сағаттан аз: консультация ретінде жазылды.
reading-file = істің журналы
reading-files = адамдар тізімі
reading-duties = міндеттер тізімі
reading-exchange = органдар арасындағы алмасу
reading-refused = іс немесе оның бөлігі сұралды, рұқсат берілмеді
not-possible-title = Әзірге мүмкін емес
field-on = Болған күні
kept-title = Терілгені сақталды
kept-help = Сіз қайта кірдіңіз. Бетке оралып, қарап шығып, жіберіңіз.
group-far = Бір айдан кейін: { $count }
requests-waiting = Жауап күтеді
requests-answered = Жауап берілді
