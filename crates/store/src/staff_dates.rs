//! The days that wait in the registers of the staff, for whoever keeps them. They show nobody, so that no reading is recorded.

use jiff::civil::Date;
use standard::{
    chapter_2_tasks::para_08_training::{Training, trainings_due},
    chapter_5_plan::{
        para_34_specialists::{Particulars, members},
        para_36_control::{Control, controls_due, is_controlled},
    },
    register::{Content, Line},
};

use crate::{
    Store,
    db::Tx,
    error::StoreError,
    register::{RegisterError, lines},
    session::Session,
};

impl Store {
    /// The days by which a control or a training of somebody who is there is due.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] for whoever does not hold the registers of the staff.
    pub async fn staff_dates(&self, session: &Session) -> Result<Vec<Date>, RegisterError> {
        if !session.holds(Particulars::REGISTER.compartment()) {
            return Err(RegisterError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let staff: Vec<Line<Particulars>> = plain(&mut tx, session).await?;
        let controls: Vec<Line<Control>> = plain(&mut tx, session).await?;
        let training: Vec<Line<Training>> = plain(&mut tx, session).await?;
        let today = self.today();
        let there: Vec<_> = members(&staff)
            .into_iter()
            .map(|(member, line)| (member, &line.content))
            .filter(|(_, one)| one.is_there(today))
            .collect();
        let controlled: Vec<u32> = there
            .iter()
            .filter(|(_, one)| is_controlled(one))
            .map(|(member, _)| *member)
            .collect();
        let there: Vec<u32> = there.iter().map(|(member, _)| *member).collect();
        let controls = controls_due(&controls, &controlled)
            .into_iter()
            .filter_map(|each| each.due);
        let training = trainings_due(&training, &there)
            .into_iter()
            .map(|each| each.due);
        Ok(controls.chain(training).collect())
    }
}

async fn plain<T: Content>(tx: &mut Tx, session: &Session) -> Result<Vec<Line<T>>, StoreError> {
    let stored = lines::<T>(tx, session, T::REGISTER).await?;
    Ok(stored.into_iter().map(|line| line.line).collect())
}
