//! The registers of the shelter in the demonstration: rooms, papers of the premises, rules, contacts, a checklist, the book of
//! complaints.

use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};
use standard::{
    catalogue::Catalogue,
    chapter_2_tasks::para_08_contacts::ContactEntry,
    chapter_4_stay::para_22_premises::PremisesEntry,
    chapter_4_stay::para_25_complaints_book::{Entry, Month, Reply, Review},
    chapter_5_plan::para_37_rooms::RoomEntry,
    chapter_5_plan::para_38_internal_rules::RulesEntry,
    chapter_6_services::para_40_quality::QualityEntry,
    register::Content,
};
use store::{NewLine, Session};

use super::{DemoError, Telling};

impl Telling<'_> {
    /// Fills the registers as the head would have, by today.
    pub(super) async fn furnish(&self, head: &Session) -> Result<(), DemoError> {
        let day = |days: i32| self.today.saturating_add(days.days());
        let room = |name: &str, room_for: &str, beds: u8, accessible: bool| {
            let beds: Vec<String> = (1..=beds).map(|bed| bed.to_string()).collect();
            json!({"entry": "room", "name": name, "room_for": room_for, "beds": beds, "accessible": accessible})
        };
        self.enter::<RoomEntry>(
            head,
            vec![
                room("1", "men", 5, false),
                room("2", "women", 4, false),
                room("3", "women", 3, true),
                room("4", "family", 3, false),
            ],
        )
        .await?;
        let paper = |norm: &str, title: &str, from: i32, until: i32| {
            json!({"entry": "paper", "norm": norm, "title": title, "issued_by": "Үлгі департаменті",
                "issued_on": day(from), "valid_until": day(until)})
        };
        self.enter::<PremisesEntry>(
            head,
            vec![
                paper("sanitary", "Санитариялық-эпидемиологиялық қорытынды № 101", -400, 330),
                paper("fire", "Өрт қауіпсіздігі туралы қорытынды № 7", -340, 25),
                json!({"entry": "inspection", "norm": "fire", "on": day(-12), "inspected_by": "Үлгі департаменті",
                    "findings": "Екінші шығу жолы бөгелген", "remedy_by": day(9)}),
                json!({"entry": "device", "what": "Пандус", "way": "entrance", "on": day(-30), "in_order": true}),
                json!({"entry": "equipment", "what": "Кір жуғыш машина", "quantity": 2, "provided_by": "Құрылтайшы",
                    "on": day(-200)}),
                json!({"entry": "room_sheet", "room": "Психологтың кабинеті", "purpose": "Жеке консультация", "area": 18,
                    "equipment": ["диван", "екі кресло", "шам"], "responsible": "Психолог", "on": day(-90)}),
            ],
        )
        .await?;
        let rules = "1. Тыныштық сағат 22:00-ден 07:00-ге дейін.\n2. Үйге спиртті ішімдік әкелуге болмайды.\n\
            3. Баспананың мекенжайы ешкімге айтылмайды.";
        self.enter::<RulesEntry>(
            head,
            vec![json!({"entry": "version", "order": "3", "ordered_on": day(-420), "in_force_from": day(-415), "text": rules})],
        )
        .await?;
        self.enter::<ContactEntry>(
            head,
            vec![
                json!({"entry": "contact", "on": day(-8), "with": "embassy", "body": "Үлгі елшілігі", "by": "letter",
                    "about": "Жеке куәлікті қалпына келтіру", "answer_by": day(6)}),
                json!({"entry": "contact", "on": day(-3), "with": "health_care", "body": "Үлгі емханасы", "by": "telephone",
                    "about": "Тегін тексеруге жазылу", "result": "Жазылды"}),
            ],
        )
        .await?;
        let check = |kind: u8, from: Date, to: Date, first: &str| {
            let answers: Vec<Value> = (0..)
                .zip(Catalogue::embedded().requirements_of(kind))
                .map(|(index, requirement)| {
                    let (met, note) = if index == 0 && first == "not_met" {
                        ("not_met", "Бір бөлме жөндеуді қажет етеді")
                    } else {
                        ("met", "")
                    };
                    json!({"code": requirement.code(), "met": met, "note": note})
                })
                .collect();
            json!({"entry": "check", "kind": kind, "from": from, "to": to, "answers": answers})
        };
        self.enter::<QualityEntry>(
            head,
            vec![
                check(1, day(-190), day(-100), "not_met"),
                check(1, day(-99), day(-9), "met"),
            ],
        )
        .await
    }

    /// The book as the head kept it: reviewed every month until the last, one entry answered, one waiting.
    pub(super) async fn keep_the_book(
        &self,
        head: &Session,
        opened: Date,
    ) -> Result<(), DemoError> {
        let day = |days: i32| self.today.saturating_add(days.days());
        let answered = day(-40);
        let entry = |on: Date, kind: &str, text: &str| json!({"kind": kind, "text": text, "on": on, "came": "paper", "language": "kk"});
        let reviews = |months: &[Month], up_to: u32| -> Vec<Value> {
            months
                .iter()
                .map(|month| json!({"month": month, "up_to": up_to, "on": month.last_day()}))
                .collect()
        };
        let all: Vec<Month> = Month::of(opened)
            .until(Month::of(self.today))
            .filter(|month| month.last_day() < self.today)
            .collect();
        let (before, after) =
            all.split_at(all.partition_point(|month| month.last_day() < answered));
        self.enter::<Review>(head, reviews(before, 0)).await?;
        self.enter::<Entry>(
            head,
            vec![entry(answered, "complaint", "Үшінші бөлмеде кешке суық.")],
        )
        .await?;
        self.enter::<Reply>(
            head,
            vec![json!({"to": 1, "text": "Рақмет, бөлмені тексердік.", "done": "Жылыту жөнделді", "on": day(-37)})],
        )
        .await?;
        self.enter::<Review>(head, reviews(after, 1)).await?;
        self.enter::<Entry>(
            head,
            vec![entry(day(-2), "suggestion", "Кітаптар көбірек болса екен.")],
        )
        .await
    }

    pub(super) async fn enter<T: Content>(
        &self,
        head: &Session,
        lines: Vec<Value>,
    ) -> Result<(), DemoError> {
        let failed = |why: String| DemoError::Interrupted(format!("a line of a register: {why}"));
        for line in lines {
            let content: T =
                serde_json::from_value(line).map_err(|error| failed(error.to_string()))?;
            self.store
                .register_add(head, &NewLine::new(self.act_id(), content))
                .await
                .map_err(|error| failed(error.to_string()))?;
        }
        Ok(())
    }
}
