
## Duties as sentences

duty-identify = Адамды сәйкестендіру
duty-receive = Жіберілген адамды қабылдау
duty-send_package = Бағалау парағы мен өтінішті уәкілетті органға жіберу
duty-notify_refusal = Қызмет көрсетуден бас тарту туралы хабарлау
duty-draw_up_report = Есеп жасау (8-қосымша)
duty-issue_permit = Рұқсат ресімдеу
duty-send_permit = Рұқсатты ұйымға жіберу
duty-conclude_agreement = Қайта әлеуметтендіру туралы шарт жасасу
duty-observe_and_assess = Бақылау жүргізіп, қажеттілікті бағалау
duty-fill_card = Есепке алу карточкасын толтыру
duty-enter_portal = Карточканы әлеуметтік көрсетілетін қызметтер порталына енгізу
duty-notify_police = Ішкі істер органына жеке деректерсіз ақпарат жіберу
duty-end_or_extend = Бұйрықпен аяқтау немесе шартты ұзарту
duty-notify_guardianship = Қорғаншылық және қамқоршылық органына хабарлау
duty-hand_over_child = Баланы Кәмелетке толмағандарды бейімдеу орталығына беру
duty-settle_child = Баланың қайда болатынын шешу
duty-refer_to_healthcare = Денсаулық сақтау ұйымына жіберу
duty-approve_plan = Жеке жоспар жасап, бекіту
duty-next_plan = Келесі жеке жоспарды бекіту
duty-adjust_plan = Жоспарды түзету
duty-monitor = Мониторинг журналына жазу
duty-record_results = Тоқсан нәтижелерін жазу
duty-return_belongings = Жеке заттар мен құнды заттарды қайтару
duty-assess_outcome = Нәтижені бағалау

## From what a duty counts, where the act itself is not at hand

origin-identify = өтініш, жолдама немесе құқық бұзушылық анықталған күн
origin-receive = танылған күн
origin-send_package = танылған күн
origin-notify_refusal = бағалау парағының күні
origin-draw_up_report = бағалау парағының күні
origin-issue_permit = уәкілетті орган жинақты алған күн
origin-send_permit = рұқсат ресімделген күн
origin-conclude_agreement = рұқсат алынған күн
origin-observe_and_assess = шарт жасалған күн
origin-fill_card = шарт жасалған күн
origin-enter_portal = карточка толтырылған күн
origin-notify_police = жүгінуден бас тартқан күн
origin-end_or_extend = шарт жасалған күн
origin-notify_guardianship = бала анықталған күн
origin-hand_over_child = бала анықталған күн
origin-settle_child = өкілі болмай қалған күн
origin-refer_to_healthcare = қарсы көрсетілім анықталған күн
origin-approve_plan = қажеттілік бағаланған күн
origin-next_plan = алдыңғы жоспардың соңғы күні
origin-adjust_plan = мониторинг жазбасының күні
origin-monitor = жоспар бекітілген күн
origin-record_results = жоспар бекітілген күн
origin-return_belongings = аяқталған күн
origin-assess_outcome = аяқталған күн
