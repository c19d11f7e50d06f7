month-alone-1 = қаңтар
month-alone-2 = ақпан
month-alone-3 = наурыз
month-alone-4 = сәуір
month-alone-5 = мамыр
month-alone-6 = маусым
month-alone-7 = шілде
month-alone-8 = тамыз
month-alone-9 = қыркүйек
month-alone-10 = қазан
month-alone-11 = қараша
month-alone-12 = желтоқсан
month-of-year = { $year } ж. { $month }
house-due = Үй бойынша не істеу керек
house-due-late = мерзімі өтті
house-book-and-staff = Кітап және қызметкерлер
book-title = Шағымдар мен ұсыныстар кітабы
book-lead = Кітапты басшы сақтайды. Жазбалар нөмірленеді, өзгертілмейді және өшірілмейді (25 және 26-тармақтар).
book-empty = Кітапта жазба жоқ.
book-open-page = Келушілерге арналған бет
book-rights-page = Құқықтар туралы бет
book-new-title = Қағаздағы немесе ауызша айтылған сөзді енгізу
book-new-lead = Сөзбе-сөз жазыңыз. Атын жазу міндетті емес. Жазбаны басшы ғана оқиды.
book-shown-title = Талап бойынша көрсету
book-shown-lead = Мұнда ешкімнің аты жоқ: аттар мен ұзын сандардың орнында «[…]» тұр.
book-shown-closed = Қазір кітапты сіз көрсете алмайсыз. Кейбір істер тек аты аталған адамдарға ашық, солардың бірінде сіздің атыңыз жоқ: ондағы есімді алып тастау мүмкін болмас еді. Кітапты осындай істердің бәрінде аты аталған адам көрсетеді. Шұғыл жағдайда ол істі бір сағатқа ашыңыз, неге күтуге болмайтынын жазыңыз да, кітапты көрсетіңіз.
book-shown-answer = Жауап:
book-shown-no-answer = Жауап әлі жоқ.
book-messages-title = Құпия хабарлар
book-messages-lead-head = Бұл хабарларды сізден басқа ешкім аша алмайды. Олар кітапта жоқ.
book-messages-lead-authorized_body = Бұл хабарлар уәкілетті органға ғана жіберілген. Ұйым оларды аша алмайды және барын білмейді.
book-messages-empty = Хабар жоқ.
book-message-about = { $name } туралы
book-entry-told = { $kind }, { $day }, { $came }
book-entered-by = енгізген – { $name }
book-reply-told = Жауап, { $day }, { $name }
book-review-told =
    { $month }: { $day } қаралды, { $name }; { $number ->
        [0] әзірге жазба жоқ
       *[other] № { $number } жазбаға дейін
    }.
book-reviews = Ай сайынғы қарау
book-worded-as = Талап бойынша былай көрсетіледі:
book-done-about-it = Не істелді:
book-do-answer = Жауап беру
book-do-word = Көрсетілетін мәтін
book-entered = Жазба енгізілді.
book-answered = Жауап жазылды.
book-worded = Көрсетілетін мәтін жазылды.
book-reviewed = Қарау жазылды және қол қойылды.
book-reply-title = Жауап беру
book-reply-lead = Жазған адам жауапты коды арқылы оқиды.
book-wording-title = Талап бойынша көрсетілетін мәтін
book-wording-lead = Аттар мен нөмірлер өздігінен жасырылады. Басқа белгілер адамды танытатын болса, мәтінді өзгертіңіз. Жазбаның өзі өзгермейді.
book-review-title = Кітапты қарау
book-review-lead = { $number ->
    [0] Кітапта жазба жоқ. Бос кітап та қаралады.
   *[other] Кітаптағы соңғы жазба – № { $number }.
}
book-review-sign = Қол қою
book-review-owed =
    Шағымдар мен ұсыныстар кітабын қарау: { $month }{ $more ->
        [0] {""}
       *[other] {" "}және одан кейінгі { $more } ай
    } (26-тармақ)
book-unanswered = Кітаптағы жауапсыз жазбалар: { $count }
book-messages-waiting = Жауапсыз құпия хабарлар: { $count }
field-book-entry_kind = Бұл не?
field-book-paper-entry_kind = Бұл не?
value-entry_kind-complaint = шағым
value-entry_kind-suggestion = ұсыныс
value-entry_kind-thanks = алғыс
field-book-text = Не болды? Не өзгеруі керек?
field-book-text-hint = Өз сөзіңізбен жазыңыз, 5000 таңбаға дейін.
field-book-way = Кім оқысын?
field-book-way-hint = Кітапты басшы оқиды; сұраған адамға ол атсыз көрсетіледі. Басқа жолдар – құпия.
value-way-book = кітап
value-way-head = тек басшы
value-way-authorized_body = тек уәкілетті орган (үй мен оның басшысы оқи алмайды)
field-book-to_body = Қай органға
field-book-name = Атыңыз
field-book-name-hint = Жазбасаңыз да болады.
field-book-contact = Сізге қалай жауап беруге болады
field-book-contact-hint = Міндетті емес: жауапты осы жерде кодпен де оқуға болады.
field-book-paper-came = Қалай келді
value-came-page = беттен, есептік жазбасыз
value-came-paper = қағазда
value-came-spoken = ауызша
field-book-paper-on = Күні
field-book-paper-text = Мәтін
field-book-paper-text-hint = Сөзбе-сөз, 5000 таңбаға дейін.
field-book-paper-name = Аты
field-book-paper-name-hint = Адам өзі атаса ғана.
field-book-paper-contact = Қалай жауап беру керек
field-book-paper-contact-hint = Адам қаласа ғана.
field-book-reply-text = Жауап
field-book-reply-text-hint = Жауапты жазған адам оқиды және талап бойынша көрсетіледі. Ешкімді атамаңыз.
field-book-reply-done = Не істелді
field-book-reply-done-hint = Тек үй үшін.
field-book-wording-text = Көрсетілетін мәтін
field-book-wording-text-hint = Ешкімнің аты болмасын.
field-book-review-month = Ай
field-book-review-month-hint = Мысалы 2022-03
field-book-review-remark = Ескерту
field-book-review-seen = Кітапты осы жазбаға дейін қарадым және қол қоямын
problem-review-unsigned = Қол қою үшін белгілеңіз.
problem-month = Айды 2022-03 түрінде жазыңыз.
problem-review-not-begun = Бұл ай әлі басталған жоқ.
problem-review-before-the-book = Ол айда кітап әлі болған жоқ.
problem-review-entries-differ = Кітапта жаңа жазба бар. Бетті қайта ашыңыз.
problem-share = Ставканы 0,25-тен 2-ге дейін жазыңыз, мысалы 0,5.
