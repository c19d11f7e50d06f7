## Why a step between two bodies is refused

refusal-consent-by-another = Письменное согласие даёт сам пострадавший; за ребёнка – законный представитель.
refusal-consent-not-understood = Согласие не прочитано на языке, который человек понимает.
refusal-not-approved = Эту передачу не одобрил второй человек.
refusal-approved-by-the-same = Кто одобрил передачу, тот сам документ не передаёт.
refusal-already-handed-over = Документ уже передан.
refusal-not-handed-over = Документ ещё не передан.
refusal-not-all-signed = Лист оценки подписали не все органы.
refusal-notice-missing = Информация для полиции не заполнена.
refusal-no-body-named = Не указан орган, которому это можно направить.
refusal-exchange-over = Этот обмен завершён.
refusal-before-the-exchange = Этот день раньше начала обмена.
refusal-already-done = Это уже сделано.
refusal-reason-missing = Орган, который отказывает или не подписывает, называет причину.
