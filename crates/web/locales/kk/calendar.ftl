# Ресми күнтізбе

calendar-title = Ресми күнтізбе
calendar-lead = Жұмыс күнімен есептелетін мерзімдер осы күнтізбе бойынша саналады. Демалыс күндерін ауыстыру әлі жарияланбаған жыл алдын ала болып саналады, ол бойынша есептелген әр күн де сондай.
calendar-years = Жылдар
calendar-year = Жыл
calendar-working-days = Жұмыс күндері
calendar-state = Жай-күйі
calendar-source = Негізі
calendar-provisional = алдын ала
calendar-published = жарияланған
calendar-loaded-on = { $day } жүктелген
calendar-days = Апта күнінен өзгеше күндер
calendar-day = Күн
calendar-kind = Түрі
calendar-name = Бұл не
calendar-kind-holiday = мереке
calendar-kind-substitute = демалысқа тура келген мереке үшін демалыс күні
calendar-kind-transfer = ауыстырылған демалыс күні
calendar-kind-day-off = демалыс күні
calendar-kind-worked = жұмыс күні
calendar-load = Түзетілген немесе жаңа жылды жүктеу
calendar-load-help = Мәтінінен бастау үшін жоғарыдан жылды таңдаңыз. Бірдеңе өзгергенге дейін кімнің күні жылжитыны көрсетіледі.
field-calendar_text = Жыл TOML пішімінде
field-calendar_text-hint = Бағдарламаның law/calendar қалтасындағы пішім.
calendar-not-head = Күнтізбені тек басшы жүктейді.
calendar-wrong-day = { $date }: { $why }.
calendar-wrong-no-date = бұл күн емес
calendar-wrong-another-year = бұл күн басқа жылда
calendar-wrong-twice = бұл күн екі рет жазылған
calendar-wrong-off-anyway = сенбі мен жексенбі онсыз да демалыс; бұл жазбаны алып тастаңыз
calendar-wrong-worked-anyway = дүйсенбіден жұмаға дейінгі күн онсыз да жұмыс күні; бұл жазбаны алып тастаңыз
calendar-wrong-kind-missing = демалыс күнінің түрі көрсетілуі керек
calendar-wrong-kind-of-worked-day = жұмыс күнінде демалыс түрі болмайды
calendar-empty = Бос: { $what }.
calendar-working-days-unlikely = Жылда { $days } жұмыс күні болар еді. Әдетте 235-тен 255-ке дейін: қайта қараңыз.
calendar-unreadable = Мәтін оқылмайды: { $how }
calendar-same = { $year } жылдың күнтізбесі онсыз да осындай.
calendar-moves = { $moved ->
    [0] Осы органның бірде-бір ашық міндеті жылжымайды.
   *[other] Осы органның { $moved } ашық міндеті жылжиды.
}
calendar-moves-others = { $moved ->
   *[other] Басқа органдардың { $moved } міндеті де жылжиды.
}
calendar-moved = Жылжитын міндеттер
calendar-file = Іс
calendar-who = Кімнің міндеті
calendar-from = Қай күннен бастап
calendar-term = Мерзім
calendar-due = Қазіргі соңғы күн
calendar-then = Кейінгі соңғы күн
calendar-no-day = күні жоқ
calendar-provisional-help = Бұл жыл алдын ала: ол бойынша есептелген әр күн солай белгіленеді.
calendar-after = Осыдан бастап жыл осы сервердегі барлық органға қолданылады, күндер қайта есептеледі, бұл жазбалар журналында қалады.
calendar-load-button = Жылды жүктеу
calendar-loaded = { $moved ->
    [0] Жыл жүктелді. Бірде-бір соңғы күн жылжыған жоқ.
   *[other] Жыл жүктелді. { $moved } соңғы күн жылжыды.
}
