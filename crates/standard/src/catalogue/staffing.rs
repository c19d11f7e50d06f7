//! Annex 5: the minimum staff norms of a house (paragraph 27), worked out for its numbers.
//!
//! The annex has two columns, "up to 20" and "20–50" recipients, so that exactly 20 stands in both: the norms are
//! minimums, so the second column is taken (reading 43). Above 50 the annex sets no norm; what is shown then is
//! advice and marked as such (reading 44). Nothing here refuses anything: norms are kept within the budget.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Catalogue, StaffNorm, entries::Basis};
use crate::lang::Lang;

/// Posts of staff, counted in halves of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posts {
    halves: u64,
}

impl Posts {
    /// So many whole posts.
    pub fn whole(posts: u64) -> Self {
        Posts { halves: posts * 2 }
    }

    /// So many halves of a post.
    pub fn halves(halves: u64) -> Self {
        Posts { halves }
    }

    /// The number of posts, such as 1.5.
    pub fn as_f64(self) -> f64 {
        self.halves as f64 / 2.0
    }
}

impl std::ops::Add for Posts {
    type Output = Posts;

    fn add(self, other: Posts) -> Posts {
        Posts::halves(self.halves + other.halves)
    }
}

impl std::iter::Sum for Posts {
    fn sum<I: Iterator<Item = Posts>>(posts: I) -> Posts {
        posts.fold(Posts::default(), |sum, each| sum + each)
    }
}

impl std::fmt::Display for Posts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.as_f64())
    }
}

/// A number: `1`, `1.5`.
impl Serialize for Posts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.halves.is_multiple_of(2) {
            serializer.serialize_u64(self.halves / 2)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Posts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let posts = f64::deserialize(deserializer)?;
        let halves = posts * 2.0;
        if (0.0..=1_000_000.0).contains(&halves) && halves.fract() == 0.0 {
            Ok(Posts::halves(halves as u64))
        } else {
            Err(de::Error::custom(format!(
                "{posts} is no number of half posts"
            )))
        }
    }
}

/// The column of Annex 5 in which a house stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// "Up to 20": 19 recipients and fewer.
    #[serde(rename = "up_to_20")]
    UpTo20,
    /// "20–50": exactly 20 as well.
    #[serde(rename = "from_20_to_50")]
    From20To50,
    /// More than 50: the annex sets no norm.
    #[serde(rename = "above_50")]
    Above50,
}

impl Column {
    /// The column for so many recipients, by the planned capacity of the house.
    pub fn of(recipients: u32) -> Self {
        match recipients {
            0..20 => Column::UpTo20,
            20..=50 => Column::From20To50,
            51.. => Column::Above50,
        }
    }
}

/// One row of Annex 5 for a house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NormedPosition {
    /// The row of the annex, 1 to 11.
    pub number: u8,
    /// The name of the position in stored data, such as `senior_nurse`.
    pub position: &'static str,
    /// The norm in posts; none where the annex sets no norm.
    pub units: Option<Posts>,
    /// Advice in posts where the annex sets no norm; never a requirement.
    pub advisory_units: Option<Posts>,
}

impl NormedPosition {
    /// The position as Annex 5 calls it.
    pub fn text(&self, lang: Lang) -> &'static str {
        Catalogue::embedded()
            .staff_norms()
            .iter()
            .find(|norm| norm.number() == self.number)
            .map(|norm| norm.text(lang))
            .expect("every normed position comes from a row of staffing.toml")
    }
}

/// Something to know about the numbers; it blocks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StaffingWarning {
    /// The paragraph or annex.
    pub paragraph: &'static str,
    /// A stable name: one of [`StaffingWarning::ALL_REASONS`].
    pub reason: &'static str,
}

impl StaffingWarning {
    /// Exactly 20 recipients: both columns name them, and the second is taken.
    pub const TWENTY_IN_BOTH_COLUMNS: Self = Self::annex_5("twenty-in-both-columns");
    /// More than 50 recipients: the annex sets no norm, the numbers shown are advice.
    pub const NO_NORM_ABOVE_FIFTY: Self = Self::annex_5("no-norm-above-fifty");
    /// More children than recipients, though children are counted among them (paragraph 18).
    pub const MORE_CHILDREN_THAN_RECIPIENTS: Self = StaffingWarning {
        paragraph: "18",
        reason: "more-children-than-recipients",
    };

    /// The names of all warnings.
    pub const ALL_REASONS: [&str; 3] = [
        Self::TWENTY_IN_BOTH_COLUMNS.reason,
        Self::NO_NORM_ABOVE_FIFTY.reason,
        Self::MORE_CHILDREN_THAN_RECIPIENTS.reason,
    ];

    const fn annex_5(reason: &'static str) -> Self {
        StaffingWarning {
            paragraph: "annex 5",
            reason,
        }
    }
}

/// Annex 5 for one house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Staffing {
    /// Recipients of services, children among them: the planned capacity.
    pub recipients: u32,
    /// Children among the recipients.
    pub children: u32,
    /// Training groups.
    pub groups: u32,
    /// The column in which the house stands.
    pub column: Column,
    /// The eleven rows of the annex.
    pub positions: Vec<NormedPosition>,
    /// What to know about the numbers.
    pub warnings: Vec<StaffingWarning>,
}

impl Staffing {
    /// The sum of the norms in posts; none where the annex sets no norm.
    pub fn total(&self) -> Option<Posts> {
        self.positions.iter().map(|each| each.units).sum()
    }
}

/// The minimum staff of a house by Annex 5.
///
/// ```
/// use standard::catalogue::staffing::{Posts, staffing};
///
/// let house = staffing(20, 11, 2);
/// let units: Vec<_> = house.positions.iter().map(|each| each.units.expect("a norm").as_f64()).collect();
/// assert_eq!(units, [1.0, 1.0, 1.0, 2.0, 2.0, 1.5, 1.5, 2.0, 2.0, 2.0, 1.0]);
/// ```
/// Doubt: docs/interpretations/28-staff-norms.md.
pub fn staffing(recipients: u32, children: u32, groups: u32) -> Staffing {
    let column = Column::of(recipients);
    let positions = Catalogue::embedded()
        .staff_norms()
        .iter()
        .map(|norm| normed(norm, recipients, children, groups))
        .collect();
    let mut warnings = Vec::new();
    if recipients == 20 {
        warnings.push(StaffingWarning::TWENTY_IN_BOTH_COLUMNS);
    }
    if column == Column::Above50 {
        warnings.push(StaffingWarning::NO_NORM_ABOVE_FIFTY);
    }
    if children > recipients {
        warnings.push(StaffingWarning::MORE_CHILDREN_THAN_RECIPIENTS);
    }
    Staffing {
        recipients,
        children,
        groups,
        column,
        positions,
        warnings,
    }
}

fn normed(norm: &'static StaffNorm, recipients: u32, children: u32, groups: u32) -> NormedPosition {
    let column = Column::of(recipients);
    let posts = match norm.basis() {
        Basis::Recipients {
            up_to_20,
            from_20_to_50,
        } => match column {
            Column::UpTo20 => up_to_20,
            Column::From20To50 => from_20_to_50,
            Column::Above50 if up_to_20 == from_20_to_50 => from_20_to_50,
            Column::Above50 => extrapolated(from_20_to_50, recipients),
        },
        Basis::Children(per_post) => Posts::whole(u64::from(children.div_ceil(per_post))),
        Basis::Groups(per_post) => Posts::whole(u64::from(groups.div_ceil(per_post))),
    };
    let has_norm = column != Column::Above50;
    NormedPosition {
        number: norm.number(),
        position: norm.position(),
        units: has_norm.then_some(posts),
        advisory_units: (!has_norm).then_some(posts),
    }
}

/// The norm of the second column in proportion to its 50 recipients, up to the next half of a post. Positions whose
/// norm is the same in both columns (one director) do not grow with the house and are not extrapolated.
fn extrapolated(at_50: Posts, recipients: u32) -> Posts {
    Posts::halves((at_50.halves * u64::from(recipients)).div_ceil(50))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(recipients: u32, children: u32, groups: u32) -> Vec<f64> {
        staffing(recipients, children, groups)
            .positions
            .iter()
            .map(|each| each.units.expect("a norm up to 50").as_f64())
            .collect()
    }

    const FIRST: [f64; 11] = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0];
    const SECOND: [f64; 11] = [1.0, 1.0, 1.0, 2.0, 2.0, 1.5, 1.5, 0.0, 2.0, 0.0, 1.0];

    #[test]
    fn annex_5_up_to_nineteen_recipients_stand_in_the_first_column() {
        assert_eq!(units(0, 0, 0), FIRST);
        assert_eq!(units(1, 0, 0), FIRST);
        assert_eq!(units(19, 0, 0), FIRST);
        assert_eq!(staffing(19, 0, 0).warnings, []);
    }

    #[test]
    fn annex_5_exactly_twenty_recipients_stand_in_the_second_column() {
        assert_eq!(units(20, 0, 0), SECOND);
        assert_eq!(
            staffing(20, 0, 0).warnings,
            [StaffingWarning::TWENTY_IN_BOTH_COLUMNS]
        );
    }

    #[test]
    fn annex_5_twenty_one_to_fifty_recipients_stand_in_the_second_column() {
        assert_eq!(units(21, 0, 0), SECOND);
        assert_eq!(units(50, 0, 0), SECOND);
        assert_eq!(staffing(50, 0, 0).warnings, []);
    }

    #[test]
    fn annex_5_above_fifty_there_is_no_norm_only_advice() {
        let house = staffing(51, 11, 2);
        assert_eq!(house.column, Column::Above50);
        assert_eq!(house.warnings, [StaffingWarning::NO_NORM_ABOVE_FIFTY]);
        assert!(house.positions.iter().all(|each| each.units.is_none()));
        assert_eq!(house.total(), None);
        let advice = |recipients| {
            staffing(recipients, 11, 2)
                .positions
                .iter()
                .map(|each| each.advisory_units.expect("advice").as_f64())
                .collect::<Vec<_>>()
        };
        // 2 × 51 / 50 = 2.04 and 1.5 × 51 / 50 = 1.53: up to the next half.
        assert_eq!(
            advice(51),
            [1.0, 1.0, 1.0, 2.5, 2.5, 2.0, 2.0, 2.0, 2.5, 2.0, 1.0]
        );
        assert_eq!(
            advice(100),
            [1.0, 1.0, 1.0, 4.0, 4.0, 3.0, 3.0, 2.0, 4.0, 2.0, 1.0]
        );
    }

    #[test]
    fn annex_5_one_educator_for_every_ten_children_begun() {
        let educators = |children| units(50, children, 0)[7];
        assert_eq!(educators(0), 0.0);
        assert_eq!(educators(1), 1.0);
        assert_eq!(educators(10), 1.0);
        assert_eq!(educators(11), 2.0);
        assert_eq!(educators(20), 2.0);
        assert_eq!(educators(21), 3.0);
    }

    #[test]
    fn annex_5_one_instructor_for_each_training_group() {
        assert_eq!(units(10, 0, 0)[9], 0.0);
        assert_eq!(units(10, 0, 1)[9], 1.0);
        assert_eq!(units(10, 0, 3)[9], 3.0);
    }

    #[test]
    fn annex_5_social_work_has_one_and_a_half_posts_from_twenty_recipients() {
        let json = serde_json::to_value(staffing(20, 0, 1)).unwrap();
        assert_eq!(json["column"], "from_20_to_50");
        assert_eq!(json["positions"][5]["position"], "social_work_specialist");
        assert_eq!(json["positions"][5]["units"], 1.5);
        assert_eq!(json["positions"][9]["units"], 1);
        assert_eq!(
            json["positions"][0]["advisory_units"],
            serde_json::Value::Null
        );
    }

    #[test]
    fn annex_5_the_norms_add_up() {
        assert_eq!(staffing(19, 0, 0).total(), Some(Posts::whole(9)));
        assert_eq!(staffing(20, 11, 2).total(), Some(Posts::whole(17)));
    }

    #[test]
    fn annex_5_all_eleven_rows_keep_their_number_and_name() {
        let house = staffing(12, 3, 1);
        let numbers: Vec<_> = house.positions.iter().map(|each| each.number).collect();
        assert_eq!(numbers, (1..=11).collect::<Vec<_>>());
        assert_eq!(house.positions[0].text(Lang::Ru), "Директор");
        assert_eq!(house.positions[5].text(Lang::En), "Social work specialist");
    }

    #[test]
    fn para_18_children_are_recipients_so_more_children_than_recipients_is_a_warning() {
        assert_eq!(
            staffing(3, 4, 0).warnings,
            [StaffingWarning::MORE_CHILDREN_THAN_RECIPIENTS]
        );
        assert_eq!(staffing(3, 3, 0).warnings, []);
    }
}
