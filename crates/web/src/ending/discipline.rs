//! Paragraph 43: violations, absence, hospital.

use crate::{
    act::ActPage,
    form::{Field, Section},
};

/// `violation_recorded`
pub const VIOLATION: ActPage = ActPage::new("violation_recorded", "43")
    .asks(&[Section::new(
        "",
        &[
            Field::mark("explanation_offered").fact("explanation_offered"),
            Field::line("episode").fact("episode").hinted(),
        ],
    )])
    .checked();

/// `left_without_permission`
pub const LEFT: ActPage = ActPage::new("left_without_permission", "43")
    .asks(&[Section::new(
        "",
        &[Field::mark("informed_administration").fact("informed")],
    )])
    .checked();

/// `contact_made`
pub const CONTACT: ActPage = ActPage::new("contact_made", "43");

/// `returned`
pub const RETURNED: ActPage = ActPage::new("returned", "43");

/// `hospital_stay_began`
pub const HOSPITAL_BEGAN: ActPage = ActPage::new("hospital_stay_began", "43");

/// `hospital_stay_ended`
pub const HOSPITAL_ENDED: ActPage = ActPage::new("hospital_stay_ended", "43");
