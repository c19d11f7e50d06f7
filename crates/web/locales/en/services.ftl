## The plan and the services of a file

file-page-services = Plan and services
services-plan = Individual plan
services-no-plan = No plan is approved.
services-period = Plan for { $period }
services-draft = A plan waits for approval: { $period }
services-service = Service
services-responsible = Responsible
services-given = Given
services-last = Last
services-other = Outside the plan and general services
