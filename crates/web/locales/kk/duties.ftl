
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
