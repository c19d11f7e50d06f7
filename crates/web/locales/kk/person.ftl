## Бір адамның ісіне қатысты беттер

file-none-soon = Жақын айда мерзімі келетін міндет жоқ.
file-later = Бір айдан кейін: { $count }
file-of-struck = Сызылған жазбалардың міндеттері: { $count }
file-of-struck-help = Олар кейін сызылған жазбадан туған, енді есептелмейді.
file-done-after = соңғы күннен кейін, { $due }
file-page-family = Отбасы
file-page-belongings = Орын және заттар

## Жағдай

stand-title = Қазіргі жағдай
stand-violations = Осы шарт бойынша ішкі тәртіп қағидаларын бұзу: { $counted }. Шығаруға негіз болатын саны: { $needed }.
stand-absence = { $since } күнінен бері жоқ: { $counted }-күн. Шығаруға негіз болуы үшін { $needed } күн керек: { $from } күнінен бастап.
stand-in-the-way = Бұл негізбен бұйрық шығаруға әзірге болмайды:
stand-head-decides = Өздігінен ештеңе болмайды. Бұл негізбен бұйрық шығаруды басшы шешеді.
stand-hospital-now = { $since } күнінен бері ауруханада. Қызмет көрсету тоқтатыла тұрды. Барлығы { $days } күн: { $periods }
stand-hospital = Ауруханада болған күндер: барлығы { $days } ({ $periods }).
stand-hospital-term = Шарттың мерзімі жүре береді: соңғы күні { $last }. Ең ұзақ ұзартумен, мысалы стационарлық емделу кезінде, { $longest } күніне дейін.
stand-day-stay = Бүгінгі күндізгі болу: { $most } минуттан { $minutes } минут; { $left } минут қалды.
stand-day-stay-differs = Күндізгі болуда төсек-орын берілмейді және порталға енгізілмейді; әр келу мен кету уақыты жазылады.
stand-finding = { $day } күнгі № { $number }, әлі жіберілмеді
stand-finding-referred = { $day } күнгі № { $number }, жіберілді
stand-contraindications = Ашық қарсы көрсетілімдер: { $list }.
stand-contraindications-help = Олар жойылғанда шарт жасауға болады. Құрбан деп тануға және жалпы қызметтерге әсер етпейді.
stand-contraindications-agreement = Шарт күшінде қалады. Адам денсаулық сақтау ұйымына жіберілгенде, басшы осы негізбен қызмет көрсетуді бұйрықпен тоқтата алады. Құрбан деп тануға әсер етпейді.

## Жазба және оны түзету

entry-title = Жазба
entry-by = Кім
entry-entered = Енгізілді
entry-late = Кешігу
entry-struck-by = Сызған жазба
entry-correction = Түзету
entry-correction-help = Ештеңе өзгертілмейді және жойылмайды. Қате жазба сызылады: ол оқылатын күйде қалады, бірақ енді есептелмейді.
entry-resting = Бұл жазбалар оған сүйенеді
entry-resting-help = Алдымен оларды соңғысынан бастап сызу керек болады.
entry-if-struck = Егер сызылса
after-gone = Енді талап етілмейді: { $duty }
after-reopened = Қайта ашылды: { $duty }, мерзімі – { $day }
after-moved = { $duty }: соңғы күні { $from } күнінен { $day } күніне ауысады
check-earlier = Бұл күн басқа жазбалардан ерте. Нені жылжытатынын қараңыз.

## Отбасы

family-representative = Заңды өкіл
family-representative-unknown = Істе өкіл көрсетілмеген.
family-leans = Сәйкестендіру мен рұқсат өкілдікі. Баланың шартына өкіл қол қояды.
family-child-alone-help = Өкіл ұйымда болмаса, бала мұнда өкілсіз қалады: қорғаншылық және қамқоршылық органына хабарланады, содан кейін баланы беруге болады.
family-found-alone = Заңды өкілі жоқ бала анықталды. Сол күні қорғаншылық және қамқоршылық органына хабарланады және бала Кәмелетке толмағандарды бейімдеу орталығына беріледі.
family-notified = Қорғаншылық және қамқоршылық органы
family-handed-over = Кәмелетке толмағандарды бейімдеу орталығына беру
family-siblings = Өкілдің басқа балалары
family-children = Өтініштегі балалар
family-none = Өтініште балалар жоқ.
family-child = { $number }-бала
family-who = Бала
family-how = Қайда тұрады
family-since = Қай күннен бері
family-owed = Қашан шешіледі
family-not-settled = әлі шешілмеді
family-owed-away = бүгін: өкіл жоқ
family-owed-agreement = шартқа дейін
family-owed-ending = қызмет аяқталғанға дейін
family-files = Балалардың істері
family-link = Қабылданды деп шешу
family-begin = Баланың ісін бастау
family-begin-help = Әр бала – жеке қызмет алушы: өз ісі, карточкасы, жоспары және журналы болады.
family-begin-later = Өкіл құрбан деп танылғанда, баланың ісін бастауға болады.
family-what-happens = Бұл іс өзгергенде балаларға не болады
family-when-agreement = Шартқа дейін өтініштегі әр баланың қайда тұратыны шешіледі.
family-when-away = Өкіл өз бетімен кетсе немесе ауруханаға жатса, осында тұратын әр бала туралы сол күні қайта шешіледі.
family-when-ended = Қызмет аяқталғанға дейін қабылданған әр бала туралы шешіледі: басқа заңды өкілге, қорғаншылық органына, өкілмен бірге кетеді немесе қалады.
family-when-own = Баланың өз шарты, жоспары және қызметтері өз ісінде бұйрықпен аяқталғанға дейін жалғасады.

## Орын және заттар

belongings-room = Орын
belongings-day-stay = Күндізгі болуда төсек-орын берілмейді.
belongings-no-bed = Төсек-орын берілмеген.
belongings-bed-now = Төсек-орын:
belongings-beds = Берілген төсек-орындар
belongings-bed = Төсек-орын
belongings-from = Басталуы
belongings-to = Аяқталуы
belongings-still = әлі сонда
belongings-kept = Ұйымда сақтаулы
belongings-nothing-kept = Сақтаулы ештеңе жоқ.
belongings-owed = Қайтару керек, ал алушы жоқ болса, сақтауға қалдырылады
belongings-moves = Қабылдау, қайтару, сақтау
belongings-what = Не істелді
belongings-items = Заттар
belongings-deposited = сақтауға алынды
belongings-returned = қайтарылды
belongings-stored = жоқ алушы үшін сақтауға қалдырылды
belongings-issued = Берілген заттар
belongings-nothing-issued = Ештеңе берілген жоқ.
belongings-quantity = Саны

## Жоспар және қызметтер

services-volume = Көлемі
services-unplanned = жоспардан тыс
services-next = Жоспар мен мониторинг: алдағы міндеттер
services-revisions = Жоспардың редакциялары
services-approved = { $day }: бекітілді, қызметтер саны { $count }
services-adjusted = { $day }: түзетілді – { $reason }
services-same = Қызметтер өзгерген жоқ.
services-added = Қосылды:
services-dropped = Алынып тасталды:
services-reassigned = Басқа маманға берілді:
services-reassigned-line = { $service }: { $before } → { $after }
services-monitoring = Мониторинг
services-closing = қорытынды жазба
services-kind = Қызмет түрі

## Күн қалай есептелді

count-term-until-monitor = Мерзімі: жоспар бекітілген күннен бастап әр үш ай сайын және жоспардың соңғы күніне дейін (31-тармақ).
count-term-until-record_results = Мерзімі: жоспардың әр тоқсандық мониторингімен бірге (35-тармақ).
count-term-until-end_or_extend = Мерзімі: шарттың соңғы күні, жасалған күннен бастап алты ай. Ұзарту оны жылжытады (16-тармақ).

## Сөйлемдегі тіл атаулары

language-in-kk = қазақша
language-in-ru = орысша
language-in-en = ағылшынша
to-first-page = Бастапқы бетке
