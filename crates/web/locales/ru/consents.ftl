## Согласие получателя: на что и кому

consent-purposes = Цель
consent-other-purpose = Другая цель (напишите ниже)
consent-documents = Документ дела
consent-other-body = Нет в списке (напишите ниже)
field-consent_scope-hint = Согласие на передачу отчёта о ребёнке или недееспособном записывается в запросе органа: там спрашивается, кто подписывает.
field-consent_purpose = Другая цель
field-consent_purpose-hint = Обязательно, если в списке выбрано «Другая цель»; иначе оставьте пустым.
field-consent_to_name = Кому: название
field-consent_to_name-hint = Обязательно, если в списке выбрано «Нет в списке»; иначе оставьте пустым.
field-consent_withdrawn-consent_scope = Какое согласие отзывается
problem-either-or = Выберите из списка или напишите своими словами, но не то и другое вместе.
problem-not-in-list = Напишите здесь, раз в списке этого нет.
