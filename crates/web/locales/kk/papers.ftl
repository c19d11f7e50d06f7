## Қол қойылған құжат

papers-stamp-draft = ЖОБА. Іске енгізілмеген.
papers-stamp-unsigned = Істен басып шығарылды. Бекітілмеген: қол қойылған мәтін өзгеше болуы мүмкін.
papers-stamp-copy = КӨШІРМЕ, істен басып шығарылды. Қол қойылған тілі: { $language }. Қол қойылған құжаттың SHA-256 белгісі: { $digest }
papers-signed-title = Қол қойылған құжат
papers-print = Қол қойылған PDF: { $language }
papers-frozen-help = Бұл файл ешқашан өзгермейді. Басқа тілде басылғаны – көшірме, онда солай жазылады.
papers-frozen-now = Бекітілді. Бұл PDF әрқашан дәл осындай болып қалады.
papers-frozen-before = Құжат бұрын бекітілген: қол қойылғаны сол қалпында қалады.
papers-not-signed = Әлі бекітілмеген. Құжатқа қол қойылған соң оны бекітіңіз: PDF қазіргі қалпында сақталады.
papers-not-frozen = Бұл күйінде бекітуге болмайды:
papers-not-frozen-yet = Алдымен құжатты бекітіңіз: қолтаңба бекітілген құжатқа қойылады.
papers-freeze-language = Қол қойылған тілі
papers-freeze = Қол қойылғанын бекіту
papers-freeze-keys = Құжаттың барлық бөлігін аша алатын қызметкер ғана бекіте алады.
papers-keys-missing = Мұнда сіздің кілттеріңіз ашпайтын бөліктер бар: { $list }.
papers-language = Қағаздың тілі
papers-preview = PDF-ті қарау
papers-scans-title = Қол қойылған қағаздың сканерленген көшірмелері
papers-scans-none = Әзірге жоқ.
papers-scan = { $kind }, { $kilobytes } КБ
papers-scan-label = Сканерленген көшірме қосу
papers-scan-hint = PDF, JPEG немесе PNG, 10 МБ-қа дейін. Камераның орын мен уақыт туралы белгілері алып тасталады.
papers-scan-send = Қосу
papers-scan-empty = Файлды таңдаңыз.
papers-scan-too-large = Файл 10 МБ-тан үлкен немесе файлдар тым көп.
papers-scan-other-kind = Бұл PDF те, JPEG те, PNG де емес.
papers-scan-damaged = Файл ашылмайды немесе сурет тым үлкен.
papers-scan-active = Бұл PDF құпиясөзбен жабылған немесе ішінде бағдарлама я басқа файл бар. Оны басып шығарып, сканерлеңіз.

## Еркін нысандағы қағаздар

papers-make = Қағаз жасау
papers-free-form = Бұйрық бұл қағаздың нысанын бермейді. Нысанды бағдарлама ұсынады.
papers-asked-title = Болған іс-әрекеттерге қажет қағаздар
papers-asked-none = Бәрі орнында.
papers-others-title = Барлық қағаздар
papers-record = Іске тігу
papers-record-help = Қағаз осы қалпында іске тігіліп, бекітіледі. Оны басып шығарып, қол қойыңыз, содан кейін сканерленген көшірмесін қосыңыз.
papers-make-pdf = PDF жасау
papers-house-help = Бұл қағаз ұйым туралы. Кілттеріңіз ондай қағаздар сақталатын жерді ашпайды: ол тек басып шығарылады, ештеңе сақталмайды.
papers-forms-title = Бланкілер
papers-forms-help = Қолмен толтыруға арналған бос бланкілер.
papers-forms-annexes = Бұйрықтың нысандары
papers-forms-papers = Бұйрық талап ететін, бірақ нысаны берілмеген қағаздар
papers-fill = толтыру

problem-extension-too-long = Мерзім үш айдан аспайтын уақытқа ұзартылады (16-тармақ).
problem-identity-in-notice = Хабарламада адамның кім екені көрсетілмеуі керек (21-тармақ): аты-жөнін немесе нөмірін алып тастаңыз.
problem-observation-too-long = Бақылау күнтізбелік үш күннен аспайды (27-тармақ).
problem-too-few-violations = Тәртіп бұзғаны үшін шығару үшін бұзушылық үштен көп болуы керек (43-тармақ).

api-frozen = Құжат бұрын бекітілген
api-frozen-help = Қол қойылғаны сол қалпында қалады. Оның PDF файлы құжаттың «enclosures» тізімінде.
api-not-frozen = Құжат бекітілмеген
api-not-frozen-help = Алдымен оны бекітіңіз: қолтаңба бекітілген құжатқа қойылады.
api-not-a-scan = Файл сканерленген көшірме ретінде қабылданбады
api-not-a-scan-help = Сканерленген көшірме PDF, JPEG немесе PNG болуы керек.

## Өзімен алып кетуге

papers-export-bundle = Бүкіл іс бір PDF болып
papers-export-bundle-help = Мұқаба, мазмұны, құжаттар ретімен, журнал. Кілттеріңіз ашпайтын бөліктер алынып тасталады, PDF-те бұл жазылады.
papers-export-own_copy = Алушының өз данасы
papers-export-own_copy-help = Құқықтары, жоспары, келесі қадамдары және қайда шағымдануға болатыны – қарапайым сөзбен. Онда не болғаны да, мекенжай да айтылмайды: сіз де жазбаңыз.
papers-export-registers = Тізілімдер қағазда
papers-export-registers-help = Белгілі кезеңнің тізілімі, PDF немесе Excel. Кілттеріңіз ашпайтыны алынып тасталады және ол айтылады.
papers-export-record = Мұны кім, қашан жасағаны жазбаларда қалады.
papers-export-make = Жасау
papers-own-names = Өрістердің бірінде не болғаны аталған. Бұл парақ бөтен адамның қолына түсуі мүмкін: ол сөзсіз жазыңыз.
reading-bundle = бүкіл іс бір PDF болып
reading-own_copy = алушының өз данасы
field-purpose = Не үшін жасалады
field-print_language = Тілі
field-own_language = Оқитын адамның тілі
field-own_name = Адамға қалай сөйлесу керек
field-own_specialist = Кімге жүгіну керек
field-own_phone = Телефоны
field-own_next = Енді не болады
field-own_what = Не болатыны, оқитын адамның тілінде
field-own_when = Қай күні
field-own_elsewhere = Тағы қайда шағымдануға болады
field-register_kind = Тізілім
field-period_from = Басталуы
field-period_to = Аяқталуы
field-file_kind = Файл
value-purpose-court = сот үшін
value-purpose-inspector = тексеруші үшін
value-purpose-transfer = басқа ұйым үшін
value-purpose-recipient = қызмет алушы үшін
value-purpose-archive = мұрағат үшін
value-print_language-kk = қазақ тілі
value-print_language-ru = орыс тілі
value-print_language-en = ағылшын тілі
value-own_language-kk = қазақ тілі
value-own_language-ru = орыс тілі
value-own_language-en = ағылшын тілі
value-own_language-uz = өзбек тілі
value-file_kind-pdf = PDF
value-file_kind-xlsx = Excel
value-register_kind-applications = өтініштер мен жолдамалар
value-register_kind-recipients = қызмет алушылар
value-register_kind-permits = рұқсаттар
value-register_kind-agreements = шарттар
value-register_kind-orders = басшының бұйрықтары
value-register_kind-violations = тәртіп бұзушылықтар
value-register_kind-disclosures = басқа органдарға берілген құжаттар
