//! Where the book of complaints and suggestions stands (paragraphs 25 and 26), and whose names it must not show.

use jiff::civil::Date;
use serde_json::Value;
use standard::{
    chapter_4_stay::para_25_complaints_book::{
        Entry, Month, Reply, ReplyToBody, ReplyToHead, Review, ReviewOwed, ToBody, ToHead,
        reviews_owed,
    },
    compartment::Compartment,
    register::{Content, standing},
};

use crate::{
    Store, day_in_kazakhstan,
    db::{Tx, row, rows},
    document::open_parts,
    erasure::ERASED,
    error::StoreError,
    file::load,
    register::{RegisterError, lines},
    session::Session,
};

/// Where the book stands: numbers and months, no word of what was written. It shows nothing, so that no reading is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookState {
    /// The day on which the body was set up, and with it the book.
    pub opened: Date,
    /// The number of the newest entry.
    pub entries: u32,
    /// The entries without an answer.
    pub unanswered: Vec<u32>,
    /// The newest entry that a review has seen.
    pub seen: u32,
    /// The months whose review is owed.
    pub owed: Vec<ReviewOwed>,
    /// Confidential messages to the head without an answer.
    pub messages: Vec<u32>,
}

impl Store {
    /// Where the book of the session's body stands, for the head who keeps it.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] for whoever is not the head.
    pub async fn book_state(&self, session: &Session) -> Result<BookState, RegisterError> {
        if !session.is_head() {
            return Err(RegisterError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let entries = numbers::<Entry>(&mut tx, session).await?;
        let replies = lines::<Reply>(&mut tx, session, Reply::REGISTER).await?;
        let reviews = lines::<Review>(&mut tx, session, Review::REGISTER).await?;
        let messages = numbers::<ToHead>(&mut tx, session).await?;
        let answers = lines::<ReplyToHead>(&mut tx, session, ReplyToHead::REGISTER).await?;
        let opened = opened(&mut tx, session).await?;
        let without = |numbers: &[u32], answered: Vec<u32>| {
            let open = numbers.iter().filter(|number| !answered.contains(number));
            open.copied().collect::<Vec<u32>>()
        };
        let reviews: Vec<_> = reviews.into_iter().map(|line| line.line).collect();
        let reviews: Vec<&Review> = standing(&reviews).map(|line| &line.content).collect();
        let months: Vec<Month> = reviews.iter().map(|review| review.month).collect();
        Ok(BookState {
            opened,
            entries: entries.last().copied().unwrap_or_default(),
            unanswered: without(
                &entries,
                replies.iter().map(|line| line.line.content.to).collect(),
            ),
            seen: reviews
                .iter()
                .map(|review| review.up_to)
                .max()
                .unwrap_or_default(),
            owed: reviews_owed(opened, &months, self.today()),
            messages: without(
                &messages,
                answers.iter().map(|line| line.line.content.0.to).collect(),
            ),
        })
    }

    /// The confidential messages to the session's authorized body that have no answer: how many, and nothing of what they say.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] for whoever does not hold their compartment.
    pub async fn messages_waiting(&self, session: &Session) -> Result<usize, RegisterError> {
        if !session.holds(ToBody::REGISTER.compartment()) {
            return Err(RegisterError::NotFound);
        }
        let mut tx = self.db.read().await?;
        let messages = numbers::<ToBody>(&mut tx, session).await?;
        let answers = lines::<ReplyToBody>(&mut tx, session, ReplyToBody::REGISTER).await?;
        let is_answered = |number: &&u32| {
            answers
                .iter()
                .any(|line| line.line.content.0.to == **number)
        };
        Ok(messages
            .iter()
            .filter(|number| !is_answered(number))
            .count())
    }

    /// Every name of a recipient, and of the people named with her, that the session's keys open: what the book must not show.
    /// The names are compared and never shown, so that no reading is recorded. An erased file has no name any more.
    ///
    /// # Errors
    /// [`RegisterError::NotFound`] for whoever does not hold the names: she cannot show the book without them.
    /// [`RegisterError::NamesClosed`] when a file of the body does not open to her, because it is restricted and she is not named: its
    /// names would stand in the book for everybody.
    pub async fn names_of_recipients(
        &self,
        session: &Session,
    ) -> Result<Vec<String>, RegisterError> {
        let whole = [Compartment::File, Compartment::Identity];
        if !whole.into_iter().all(|each| session.holds(each)) {
            return Err(RegisterError::NotFound);
        }
        let body = session.body().code.as_str();
        let mut tx = self.db.read().await?;
        let files = rows!(
            tx,
            (String,),
            "SELECT file FROM file WHERE body = $1 AND state <> $2 ORDER BY file",
            body,
            ERASED
        )?;
        let mut names = Vec::new();
        for (code,) in files {
            let opened = load(&mut tx, session, &code)
                .await?
                .ok_or(RegisterError::NamesClosed)?;
            names.extend(
                opened
                    .entries
                    .iter()
                    .filter_map(|stored| stored.written.address.clone()),
            );
            for (_, note) in opened.notes() {
                let parts =
                    open_parts(&mut tx, session.keys(), body, &code, &opened.shred, &note).await?;
                for part in parts.values() {
                    collect_names(part, &mut names);
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(names)
    }
}

/// The parts of a name, wherever a form has one.
const NAME_PARTS: [&str; 3] = ["surname", "first_name", "patronymic"];

fn collect_names(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                if NAME_PARTS.contains(&field.as_str()) {
                    // A part that is absent or was not established is a word of the form and no name.
                    names.extend(value["given"].as_str().map(str::to_owned));
                } else {
                    collect_names(value, names);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect_names(value, names)),
        _ => {}
    }
}

/// The numbers of a register's lines.
async fn numbers<T: Content>(tx: &mut Tx, session: &Session) -> Result<Vec<u32>, StoreError> {
    let stored = rows!(
        tx,
        (i64,),
        "SELECT line FROM register_line WHERE body = $1 AND register = $2 ORDER BY line",
        &session.body().code,
        T::REGISTER.name()
    )?;
    Ok(stored
        .into_iter()
        .filter_map(|(line,)| u32::try_from(line).ok())
        .collect())
}

/// The day on which the body was set up.
async fn opened(tx: &mut Tx, session: &Session) -> Result<Date, StoreError> {
    let first = row!(
        tx,
        (String,),
        "SELECT recorded_at FROM entry WHERE body = $1 AND number = 1",
        &session.body().code
    )?;
    let (at,) = first.ok_or_else(|| StoreError::damaged("a body without a record"))?;
    Ok(day_in_kazakhstan(at.parse()?))
}
