//! The staff of the shelter in the demonstration as its registers know it: posts of Annex 5, a job description, controls, a training.

use jiff::ToSpan;
use serde_json::{Value, json};
use standard::{
    chapter_2_tasks::para_08_training::Training,
    chapter_5_plan::{
        para_34_specialists::{Particulars, StaffBasis},
        para_35_job_descriptions::JobDescription,
        para_36_control::Control,
    },
};
use store::Session;

use super::{DemoError, Telling, bodies::DemoBody};

/// Login, position of Annex 5, share of a post, how engaged.
const POSTS: [(&str, &str, f64, &str); 11] = [
    ("head", "director", 1.0, "staff"),
    ("accountant", "chief_accountant", 1.0, "staff"),
    ("hr", "hr_clerk", 0.5, "staff"),
    ("lawyer", "lawyer", 0.5, "contract"),
    ("psychologist", "psychologist", 1.0, "staff"),
    ("specialist", "social_work_specialist", 1.0, "staff"),
    ("consultant", "social_work_consultant", 1.0, "staff"),
    ("educator", "educator", 1.0, "staff"),
    ("nurse", "senior_nurse", 1.0, "staff"),
    ("instructor", "instructor", 0.5, "contract"),
    ("organiser", "cultural_organiser", 0.5, "staff"),
];

impl Telling<'_> {
    /// Fills the registers of the staff by today.
    pub(super) async fn employ(&self, head: &Session, shelter: &DemoBody) -> Result<(), DemoError> {
        let day = |days: i32| self.today.saturating_add(days.days());
        let basis = json!({"recipients": 15, "children": 4, "groups": 1, "from": day(-420)});
        self.enter::<StaffBasis>(head, vec![basis]).await?;
        let posts: Vec<Value> = POSTS
            .iter()
            .filter_map(|(login, position, share, engagement)| {
                let member = shelter.staff.iter().find(|member| member.login == *login)?;
                Some(
                    json!({"name": member.name, "position": position, "share": share,
                    "engagement": engagement, "from": day(-410)}),
                )
            })
            .collect();
        self.enter::<Particulars>(head, posts).await?;
        self.enter::<JobDescription>(
            head,
            vec![json!({"position": "social_work_specialist", "order": "5", "approved_on": day(-405),
                "text": "1. Жеке жоспардың орындалуын күн сайын қадағалайды.\n2. Мониторинг журналын жүргізеді.\n\
                3. Қызмет алушы туралы мәліметті ешкімге ашпайды."})],
        )
        .await?;
        self.enter::<Control>(
            head,
            vec![
                json!({"member": 6, "on": day(-20), "what": "Жеке жоспарлар", "found": "in_order", "next": day(70)}),
                json!({"member": 5, "on": day(-15), "what": "Жеке консультациялардың жазбалары", "found": "remarks",
                    "remark": "Екі жазба кеш енгізілген", "next": day(12)}),
            ],
        )
        .await?;
        self.enter::<Training>(
            head,
            vec![json!({"member": 7, "subject": "Жарақаттан зардап шеккен адаммен сөйлесу", "from": day(-60), "to": day(-58),
                "hours": 24, "paper": "№ 12 куәлік", "again_by": day(300)})],
        )
        .await
    }
}
