## Алушының келісімі: неге және кімге

consent-purposes = Мақсат
consent-other-purpose = Басқа мақсат (төменде жазыңыз)
consent-documents = Істің құжаты
consent-other-body = Тізімде жоқ (төменде жазыңыз)
field-consent_scope-hint = Бала туралы есепті беруге келісім органның сұрауында жазылады: кім қол қоятыны сонда сұралады.
field-consent_purpose = Басқа мақсат
field-consent_purpose-hint = Тізімнен «Басқа мақсат» таңдалса, міндетті түрде толтырыңыз; әйтпесе бос қалдырыңыз.
field-consent_to_name = Кімге: атауы
field-consent_to_name-hint = Тізімнен «Тізімде жоқ» таңдалса, міндетті түрде толтырыңыз; әйтпесе бос қалдырыңыз.
field-consent_withdrawn-consent_scope = Қай келісім қайтарып алынады
problem-either-or = Тізімнен таңдаңыз немесе өз сөзіңізбен жазыңыз, екеуін бірге емес.
problem-not-in-list = Тізімде жоқ болғандықтан осында жазыңыз.
