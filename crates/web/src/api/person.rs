//! What surrounds one file: how things stand, its family, its plans with their revisions.

use axum::{
    Json,
    extract::{Path, State},
};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use standard::{
    act::EndingGround,
    case::Case,
    chapter_1_general::para_02_modes_of_stay::day_stay,
    chapter_3_admission::{
        para_16_term_and_extension::longest_last_day, para_17_children::family as children_of,
    },
    chapter_5_plan::para_32_adjustment::{PlanHistory, compare, plans},
    chapter_7_ending::para_43_expulsion::{
        Threshold, absence_clock, hospital_stays, in_the_way_of_expulsion, violations_counted,
    },
};
use store::FileSummary;
use utoipa::ToSchema;

use crate::{
    Web,
    api::{problem::Problem, sessions::Bearer},
};

/// Something that fills up to a ground of expulsion.
#[derive(Serialize, ToSchema)]
pub struct FillsUp {
    /// What counts so far.
    counted: u32,
    /// From how many on it is a ground.
    needed: u32,
    /// What still stands in the way of an order on this ground: the paragraph and the reason of each refusal.
    in_the_way: Vec<InTheWay>,
}

/// A refusal that an order would meet today.
#[derive(Serialize, ToSchema)]
pub struct InTheWay {
    /// The paragraph.
    paragraph: &'static str,
    /// The stable name of the reason.
    reason: &'static str,
}

/// An absence that goes on.
#[derive(Serialize, ToSchema)]
pub struct AbsenceShown {
    /// The day of leaving, itself not counted.
    #[schema(format = "date")]
    since: String,
    /// The first day on which it is a ground.
    #[schema(format = "date")]
    ground_from: String,
    /// The administration was informed, has contact, or knows a valid reason.
    known: bool,
    /// Days of absence, today among them.
    days: FillsUp,
}

/// A stay in hospital.
#[derive(Serialize, ToSchema)]
pub struct HospitalStayShown {
    /// Its first day.
    #[schema(format = "date")]
    from: String,
    /// The day of its end; null while it goes on.
    #[schema(format = "date")]
    to: Option<String>,
    /// Calendar days, the first not counted.
    days: u32,
}

/// The day stay of today.
#[derive(Serialize, ToSchema)]
pub struct DayStayShown {
    /// Minutes of all visits.
    minutes: u16,
    /// Minutes that are left of the four hours.
    left: u16,
}

/// How things stand today: what fills up, what is suspended, how long the agreement can last.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    /// Violations under the present agreement; null where they are not counted.
    violations: Option<FillsUp>,
    /// The absence that goes on.
    absence: Option<AbsenceShown>,
    /// Every stay in hospital.
    hospital_stays: Vec<HospitalStayShown>,
    /// The day stay of today; null in another mode of stay.
    day_stay: Option<DayStayShown>,
    /// The numbers of the open contraindications.
    contraindications: Vec<u8>,
    /// The last day of the agreement.
    #[schema(format = "date")]
    last_day: Option<String>,
    /// The last day that the longest extension reaches.
    #[schema(format = "date")]
    longest_last_day: Option<String>,
}

fn fills_up(case: &Case, threshold: Threshold, ground: EndingGround, today: Date) -> FillsUp {
    FillsUp {
        counted: threshold.counted,
        needed: threshold.needed,
        in_the_way: in_the_way_of_expulsion(case, ground, today)
            .into_iter()
            .map(|(paragraph, reason)| InTheWay {
                paragraph,
                reason: reason.id(),
            })
            .collect(),
    }
}

/// How things stand in a file today (paragraphs 2, 6, 16, 43). The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/standing", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "How things stand.", body = Standing),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn standing(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Json<Standing>, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    let today = web.store.today();
    let case = file.journal.case();
    let absence = absence_clock(case, today).map(|clock| AbsenceShown {
        since: clock.since.to_string(),
        ground_from: clock.ground_from.to_string(),
        known: clock.known,
        days: fills_up(case, clock.days, EndingGround::Absence, today),
    });
    Ok(Json(Standing {
        violations: violations_counted(case)
            .map(|counted| fills_up(case, counted, EndingGround::Violations, today)),
        absence,
        hospital_stays: hospital_stays(&file.journal, today)
            .into_iter()
            .map(|stay| HospitalStayShown {
                from: stay.from.to_string(),
                to: stay.to.map(|to| to.to_string()),
                days: stay.days,
            })
            .collect(),
        day_stay: day_stay(case, today).map(|stay| DayStayShown {
            minutes: stay.minutes,
            left: stay.left,
        }),
        contraindications: case.contraindications.keys().copied().collect(),
        last_day: case.last_day().map(|day| day.to_string()),
        longest_last_day: case
            .agreement
            .map(|agreement| longest_last_day(agreement.on, case.edition).to_string()),
    }))
}

/// A child of the recipient.
#[derive(Serialize, ToSchema)]
pub struct ChildShown {
    /// Its number on the application, or the code of its file.
    #[schema(value_type = Value)]
    child: Value,
    /// Where it lives; null when that was not settled yet.
    how: Option<&'static str>,
    /// It must be settled anew: the representative is away.
    owed: bool,
    /// It must be settled before an ending.
    before_an_ending: bool,
}

/// A file of the family.
#[derive(Serialize, ToSchema)]
pub struct RelatedFile {
    /// Random code.
    code: String,
    /// How the person is addressed.
    address: String,
    /// Where the case stands.
    stage: &'static str,
}

/// The family of a file.
#[derive(Serialize, ToSchema)]
pub struct FamilyShown {
    /// The representative's file, when this is a child's.
    representative: Option<RelatedFile>,
    /// The files of the recipient's children.
    files: Vec<RelatedFile>,
    /// The files of the representative's other children.
    siblings: Vec<RelatedFile>,
    /// The children of the application, and where each lives.
    children: Vec<ChildShown>,
}

/// The family of a file: the representative, the children, their files (paragraphs 17–19). The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/family", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "The family.", body = FamilyShown),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn family(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Json<FamilyShown>, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    let family = web.store.family(&session, &code).await?;
    let related = |file: FileSummary| RelatedFile {
        code: file.code,
        address: file.address,
        stage: file.stage.name(),
    };
    Ok(Json(FamilyShown {
        representative: family.representative.map(related),
        files: family.children.into_iter().map(related).collect(),
        siblings: family.siblings.into_iter().map(related).collect(),
        children: children_of(file.journal.case())
            .into_iter()
            .map(|child| ChildShown {
                child: json!(child.child),
                how: child.how.map(|how| how.name()),
                owed: child.owed,
                before_an_ending: child.before_an_ending,
            })
            .collect(),
    }))
}

/// A plan and what it became.
#[derive(Serialize, ToSchema)]
pub struct PlanShown {
    /// First day.
    #[schema(format = "date")]
    from: String,
    /// Last day.
    #[schema(format = "date")]
    to: String,
    /// The plan as approved, then each adjustment.
    revisions: Vec<RevisionShown>,
}

/// A plan as approved, or as an adjustment left it, compared with what it was before.
#[derive(Serialize, ToSchema)]
pub struct RevisionShown {
    /// The day of the approval or of the adjustment.
    #[schema(format = "date")]
    on: String,
    /// The number of the entry.
    seq: u32,
    /// Why it was adjusted; null of the plan as approved.
    reason: Option<&'static str>,
    /// Its services: `{"code": "3.4", "responsible": "psychologist"}`.
    #[schema(value_type = Vec<Value>)]
    items: Value,
    /// Services that were added.
    #[schema(value_type = Vec<Value>)]
    added: Value,
    /// Services that were dropped.
    #[schema(value_type = Vec<Value>)]
    dropped: Value,
    /// Services that stayed and have another responsible specialist; `before` names the one before.
    #[schema(value_type = Vec<Value>)]
    reassigned: Value,
}

fn plan_shown(plan: &PlanHistory) -> PlanShown {
    let mut revisions = Vec::new();
    for (index, revision) in plan.revisions.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &plan.revisions[before]);
        let compared = before
            .map(|before| compare(&before.items, &revision.items))
            .unwrap_or_default();
        let reassigned: Vec<Value> = compared
            .reassigned
            .iter()
            .map(|(item, before)| {
                json!({"code": item.code, "responsible": item.responsible, "before": before})
            })
            .collect();
        revisions.push(RevisionShown {
            on: revision.on.to_string(),
            seq: revision.seq,
            reason: revision.reason.map(|reason| reason.name()),
            items: json!(revision.items),
            added: json!(compared.added),
            dropped: json!(compared.dropped),
            reassigned: json!(reassigned),
        });
    }
    PlanShown {
        from: plan.from.to_string(),
        to: plan.to.to_string(),
        revisions,
    }
}

/// Every approved plan of a file with its revisions (paragraphs 29, 32). The reading is recorded.
#[utoipa::path(
    get, path = "/files/{code}/plans", tag = "files",
    params(("code" = String, Path, description = "The code of the file.")),
    responses(
        (status = 200, description = "The plans.", body = Vec<PlanShown>),
        (status = 404, description = "There is no such file, or none that this account may know of."),
    )
)]
pub async fn plans_of(
    State(web): State<Web>,
    Bearer(session): Bearer,
    Path(code): Path<String>,
) -> Result<Json<Vec<PlanShown>>, Problem> {
    let file = web.store.open_file(&session, &code).await?;
    Ok(Json(plans(&file.journal).iter().map(plan_shown).collect()))
}
