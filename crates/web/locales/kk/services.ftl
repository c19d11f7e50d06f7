## The plan and the services of a file

file-page-services = Жоспар мен қызметтер
services-plan = Жеке жоспар
services-no-plan = Бекітілген жоспар жоқ.
services-period = { $period } жоспары
services-draft = Бекітуді күтетін жоспар: { $period }
services-service = Қызмет
services-responsible = Жауапты
services-given = Көрсетілді
services-last = Соңғы рет
services-other = Жоспардан тыс және жалпы қызметтер
