## The plan and the services of a file

file-page-services = План и услуги
services-plan = Индивидуальный план
services-no-plan = Утверждённого плана нет.
services-period = План на { $period }
services-draft = План ждёт утверждения: { $period }
services-service = Услуга
services-responsible = Ответственный
services-given = Оказано
services-last = Последний раз
services-other = Вне плана и общие услуги
