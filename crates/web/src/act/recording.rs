//! Recording an act from its page: what the standard would refuse already now, the recording, and what to say when it failed.

use axum::response::{IntoResponse, Response};
use standard::{
    act::{Act, Entry},
    journal::{Journal, NoOtherFile},
    refusal::{Reason, Refusal},
};
use store::{ActError, ActId, NewAct};

use crate::{
    act::{
        after,
        asking::{self, Understood},
        page::{Asking, Told},
        told::entry_line,
    },
    form::{Answers, Wrong},
    papers::prints,
    session::{broken, to_prove},
    trouble::Trouble,
};

impl Asking<'_> {
    /// What the standard would refuse already now. Acts that lean on another file are left to the recording itself.
    pub(super) fn first_refusal(&self, understood: &Understood) -> Option<Refusal> {
        let empty = Journal::default();
        let journal = self.file.map_or(&empty, |file| &file.journal);
        let leans = journal.case().representative.is_some()
            || matches!(understood.act, Act::AdmittedWithRepresentative(_));
        if leans {
            return None;
        }
        let mut refusal = None;
        for by in self.session.actors() {
            let entry = Entry {
                seq: self.next_seq(),
                on: understood.on,
                by,
                act: understood.act.clone(),
            };
            match journal.consider(&entry, &NoOtherFile) {
                Ok(_) => return None,
                Err(refused) => {
                    let better = refusal
                        .as_ref()
                        .is_none_or(|known: &Refusal| known.reason == Reason::MayNotDoThis);
                    if better {
                        refusal = Some(refused);
                    }
                }
            }
        }
        refusal
    }

    /// Whether the act is dated before others and moves what is owed: then it is shown before it is recorded.
    pub(super) fn moves_duties(&self, understood: &Understood) -> bool {
        let Some(file) = self.file else { return false };
        let by = self.session.actors().first().copied();
        let entry = Entry {
            seq: self.next_seq(),
            on: understood.on,
            by: by.unwrap_or(standard::actor::Actor::Specialist),
            act: understood.act.clone(),
        };
        after::moves_duties(&file.journal, entry, &file.calendar)
    }

    /// Records the act; the code of its file.
    pub(super) async fn record(
        &self,
        answers: &Answers,
        understood: Understood,
    ) -> Result<String, ActError> {
        // The id is read, and made anew when it is none, in `carried`; here it can only be one.
        let act_id = ActId::from_text(&self.act_id).unwrap_or(ActId(self.web.random_bytes()));
        let mut new = NewAct::new(act_id, understood.on, understood.act);
        if let Some(document) = understood.document {
            new = new.with_document(document, self.paper_language(answers));
            // A form that could not be printed is recorded all the same and frozen later, on its page.
            let _ = prints::freeze_signed(self.web, self.session, &mut new).await;
        }
        let to = answers.get("to").trim();
        if !to.is_empty() {
            new = new.send_to(to);
        }
        let recorded = match self.file {
            Some(file) => {
                self.web
                    .store
                    .act(self.session, &file.code, self.seen, new)
                    .await?
            }
            None => {
                self.web
                    .store
                    .begin_file(self.session, answers.get("address").trim(), new)
                    .await?
            }
        };
        Ok(recorded.code)
    }

    /// The page again, with what stood in the way of recording.
    pub(super) async fn not_recorded(
        &mut self,
        answers: &Answers,
        mut wrong: Vec<Wrong>,
        error: ActError,
    ) -> Response {
        let words = self.words();
        let mut told = Told::default();
        match error {
            ActError::NotFound => return Trouble::NotFound.into_response(),
            ActError::Store(error) => return broken(&error).into_response(),
            ActError::Stale { since } => {
                told.since = since.iter().map(|entry| entry_line(words, entry)).collect();
                if let Some(file) = self.file {
                    self.seen = file.seq;
                }
                if told.since.is_empty() {
                    told.notice = words.text("stale-help");
                }
            }
            ActError::Refused(refusal) => told.refusal = Some(refusal),
            ActError::AfterToday => wrong.push(Wrong::at("on", "day-later")),
            ActError::Document(problems) => {
                for each in problems {
                    asking::note(self.page, &each.problem, &mut wrong);
                }
            }
            ActError::KeysMissing(compartments) => {
                let list: Vec<String> = compartments
                    .iter()
                    .map(|compartment| words.named("compartment", compartment.name()))
                    .collect();
                told.notice = words.with_text("keys-missing", "list", &list.join(", "));
            }
            ActError::NoAddressee => wrong.push(Wrong::at("to", "no-addressee")),
            ActError::BedTaken => wrong.push(Wrong::at("bed", "bed-taken")),
            ActError::NoSuchBed => wrong.push(Wrong::at("bed", "no-such-bed")),
            ActError::Paper(problems) => {
                for problem in problems {
                    wrong.push(Wrong::at(problem.field, problem.problem));
                }
            }
            // What she typed comes back with her.
            ActError::ProofNeeded => {
                let place = self.file.map_or_else(
                    || format!("/people/new/{}", self.page.act),
                    |file| format!("/people/{}/acts/{}", file.code, self.page.act),
                );
                return to_prove(self.web, self.session, self.frame.clone(), &place).await;
            }
            ActError::Address => wrong.push(Wrong::at("address", "address")),
        }
        let again = Asking {
            web: self.web,
            session: self.session,
            frame: self.frame.clone(),
            page: self.page,
            place: self.place.clone(),
            file: self.file,
            lists: self.lists.clone(),
            act_id: self.act_id.clone(),
            seen: self.seen,
        };
        again.refused(answers, &wrong, told)
    }
}
