//! Every entry ever written must still parse. The files of `tests/journal_corpus/` only grow: when an act gains a fact, add a
//! file; never change what is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use standard::act::{Act, Entry};
use standard::journal::Journal;

fn stored() -> Vec<(String, Vec<Value>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journal_corpus");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the journal corpus")
        .map(|file| {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("text");
            let entries = serde_json::from_str(&text).expect("a list of entries");
            (path.display().to_string(), entries)
        })
        .collect();
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    files
}

#[test]
fn every_entry_ever_written_still_parses_and_means_the_same() {
    for (file, entries) in stored() {
        for stored in entries {
            let entry: Entry = serde_json::from_value(stored.clone())
                .unwrap_or_else(|error| panic!("{file}: {error}\n{stored}"));
            let again: Entry = serde_json::from_value(serde_json::to_value(&entry).expect("JSON"))
                .expect("an entry");
            assert_eq!(again, entry);
            // Nothing that was written is lost: every fact comes back as it was stored.
            let written = serde_json::to_value(&entry).expect("JSON");
            let (was, is) = (&stored["act"], &written["act"]);
            for (fact, value) in was.as_object().expect("an act") {
                let defaulted =
                    matches!(value, Value::Null | Value::Bool(false)) && is.get(fact).is_none();
                assert!(
                    defaulted || is.get(fact) == Some(value),
                    "{file}: {fact} of {was} is now {is}"
                );
            }
        }
    }
}

#[test]
fn every_act_stands_in_the_journal_corpus() {
    let names: BTreeSet<String> = stored()
        .into_iter()
        .flat_map(|(_, entries)| entries)
        .map(|entry| entry["act"]["act"].as_str().expect("a name").to_owned())
        .collect();
    let missing: Vec<_> = Act::NAMES
        .iter()
        .filter(|act| !names.contains(**act))
        .collect();
    assert!(missing.is_empty(), "add a file with {missing:?}");
}

#[test]
fn folding_what_was_stored_never_fails_even_when_no_guard_would_let_it_pass() {
    for (_, entries) in stored() {
        let entries = entries
            .into_iter()
            .map(|entry| serde_json::from_value::<Entry>(entry).expect("an entry"));
        let entries: Vec<Entry> = entries.collect();
        let journal = Journal::fold(entries.clone());
        assert_eq!(journal.entries(), entries);
        let _ = journal
            .case()
            .duties(standard::calendar::Calendar::embedded());
        // Backwards as well: the fold is never in a position to refuse.
        let _ = Journal::fold(entries.into_iter().rev());
    }
}
