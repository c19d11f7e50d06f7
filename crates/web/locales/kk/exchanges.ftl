## Why a step between two bodies is refused

refusal-consent-by-another = Келісімді жәбірленушінің өзі жазбаша береді; бала үшін – заңды өкілі.
refusal-consent-not-understood = Келісім ол түсінетін тілде оқылмаған.
refusal-not-approved = Бұл беруді екінші адам мақұлдамаған.
refusal-approved-by-the-same = Беруді мақұлдаған адам құжатты өзі тапсырмайды.
refusal-already-handed-over = Құжат тапсырылып қойған.
refusal-not-handed-over = Құжат әлі тапсырылмаған.
refusal-not-all-signed = Бағалау парағына барлық орган қол қойған жоқ.
refusal-notice-missing = Полицияға хабарлама толтырылмаған.
refusal-no-body-named = Жіберуге болатын орган көрсетілмеген.
refusal-exchange-over = Бұл алмасу аяқталды.
refusal-before-the-exchange = Бұл күн алмасу басталғанға дейін.
refusal-already-done = Бұл жасалып қойған.
refusal-reason-missing = Бас тартатын немесе қол қоймайтын орган себебін айтады.
