//! The book on paper or as a workbook: as it is shown on demand, without any name, so that a copy can lie ready (paragraph 25).

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use forms::register::{Cell, Register, RegisterKind, RowError, render_pdf, render_xlsx};
use jiff::civil::Date;
use standard::register::standing;

use super::{
    keeps_the_book,
    kept::{Opened, open},
    shown::{ShownEntry, entries_of},
    trouble_of,
};
use crate::{
    Web,
    papers::prints,
    session::{SignedIn, to_prove},
    trouble::Trouble,
    words::Words,
};

/// `GET /house/book/file/{format}`: `pdf` or `xlsx`, in the language of the pages, after a fresh proof; whoever showed it too long ago
/// comes back to the book as it is shown.
pub async fn file(
    State(web): State<Web>,
    Path(format): Path<String>,
    SignedIn { session, frame }: SignedIn,
) -> Result<Response, Trouble> {
    let (is_pdf, mime) = match format.as_str() {
        "pdf" => (true, "application/pdf"),
        "xlsx" => (
            false,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => return Err(Trouble::NotFound),
    };
    if keeps_the_book(&session) && !session.is_fresh() {
        return Ok(to_prove(&web, &session, frame, "/house/book/shown").await);
    }
    let opened = open(&web, &session).await?;
    let state = web.store.book_state(&session).await.map_err(trouble_of)?;
    let shown = match entries_of(&web, &session, &opened).await {
        Ok(shown) => shown,
        Err(not_shown) => return Ok(not_shown.page(frame)),
    };
    let days = (state.opened, web.store.today());
    let register = register(frame.words, &session.body().name, days, &opened, &shown);
    let bytes = prints::made("the book could not be printed", move || {
        let register = register?;
        match is_pdf {
            true => render_pdf(&register).map_err(|error| error.to_string()),
            false => render_xlsx(&register).map_err(|error| error.to_string()),
        }
    })
    .await?;
    let disposition = format!("attachment; filename=\"book-{}.{format}\"", days.1);
    let headers = [
        (header::CONTENT_TYPE, mime.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

fn register(
    words: Words,
    organization: &str,
    (from, to): (Date, Date),
    opened: &Opened,
    shown: &[ShownEntry],
) -> Result<Register, String> {
    let mut register = Register::new(RegisterKind::Complaints, words.lang, organization, from, to);
    let reviews: Vec<_> = opened
        .reviews
        .iter()
        .map(|line| line.line.clone())
        .collect();
    for entry in shown {
        let day = |day: &str| day.parse::<Date>().ok();
        let reviewed = standing(&reviews)
            .map(|line| &line.content)
            .filter(|review| review.up_to >= entry.number)
            .map(|review| review.on)
            .min();
        let answers: Vec<&str> = entry
            .answers
            .iter()
            .map(|answer| answer.text.as_str())
            .collect();
        let answered = entry.answers.first().and_then(|answer| day(&answer.on));
        let row = vec![
            entry.number.to_string().as_str().into(),
            day(&entry.on).into(),
            Cell::Text(words.named("value-entry_kind", entry.kind)),
            Cell::Text(entry.text.clone()),
            match answers.is_empty() {
                true => Cell::Empty,
                false => Cell::Text(answers.join("\n")),
            },
            answered.into(),
            reviewed.into(),
        ];
        register
            .push(row)
            .map_err(|error: RowError| error.to_string())?;
    }
    Ok(register)
}
