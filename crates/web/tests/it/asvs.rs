//! The page about the security standard answers every requirement, and every test that it names is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The requirements of levels 1 and 2 of ASVS 5.0.0: section, then number and level.
const REQUIREMENTS: &str = "
    1.1: 1=2 2=2
    1.2: 1=1 2=1 3=1 4=1 5=1 6=2 7=2 8=2 9=2
    1.3: 1=1 2=1 3=2 4=2 5=2 6=2 7=2 8=2 9=2 10=2 11=2
    1.4: 1=2 2=2 3=2
    1.5: 1=1 2=2
    2.1: 1=1 2=2 3=2
    2.2: 1=1 2=1 3=2
    2.3: 1=1 2=2 3=2 4=2
    2.4: 1=2
    3.2: 1=1 2=1
    3.3: 1=1 2=2 3=2 4=2
    3.4: 1=1 2=1 3=2 4=2 5=2 6=2
    3.5: 1=1 2=1 3=1 4=2 5=2
    3.7: 1=2 2=2
    4.1: 1=1 2=2 3=2
    4.2: 1=2
    4.3: 1=2 2=2
    4.4: 1=1 2=2 3=2 4=2
    5.1: 1=2
    5.2: 1=1 2=1 3=2
    5.3: 1=1 2=1
    5.4: 1=2 2=2 3=2
    6.1: 1=1 2=2 3=2
    6.2: 1=1 2=1 3=1 4=1 5=1 6=1 7=1 8=1 9=2 10=2 11=2 12=2
    6.3: 1=1 2=1 3=2 4=2
    6.4: 1=1 2=1 3=2 4=2
    6.5: 1=2 2=2 3=2 4=2 5=2
    6.6: 1=2 2=2 3=2
    6.8: 1=2 2=2 3=2 4=2
    7.1: 1=2 2=2 3=2
    7.2: 1=1 2=1 3=1 4=1
    7.3: 1=2 2=2
    7.4: 1=1 2=1 3=2 4=2 5=2
    7.5: 1=2 2=2
    7.6: 1=2 2=2
    8.1: 1=1 2=2
    8.2: 1=1 2=1 3=2
    8.3: 1=1
    8.4: 1=2
    9.1: 1=1 2=1 3=1
    9.2: 1=1 2=2 3=2 4=2
    10.1: 1=2 2=2
    10.2: 1=2 2=2
    10.3: 1=2 2=2 3=2 4=2
    10.4: 1=1 2=1 3=1 4=1 5=1 6=2 7=2 8=2 9=2 10=2 11=2
    10.5: 1=2 2=2 3=2 4=2 5=2
    10.6: 1=2 2=2
    10.7: 1=2 2=2 3=2
    11.1: 1=2 2=2
    11.2: 1=2 2=2 3=2
    11.3: 1=1 2=1 3=2
    11.4: 1=1 2=2 3=2 4=2
    11.5: 1=2
    11.6: 1=2
    12.1: 1=1 2=2 3=2
    12.2: 1=1 2=1
    12.3: 1=2 2=2 3=2 4=2
    13.1: 1=2
    13.2: 1=2 2=2 3=2 4=2 5=2
    13.3: 1=2 2=2
    13.4: 1=1 2=2 3=2 4=2 5=2
    14.1: 1=2 2=2
    14.2: 1=1 2=2 3=2 4=2
    14.3: 1=1 2=2 3=2
    15.1: 1=1 2=2 3=2
    15.2: 1=1 2=2 3=2
    15.3: 1=1 2=2 3=2 4=2 5=2 6=2 7=2
    16.1: 1=2
    16.2: 1=2 2=2 3=2 4=2 5=2
    16.3: 1=2 2=2 3=2 4=2
    16.4: 1=2 2=2 3=2
    16.5: 1=2 2=2 3=2
    17.1: 1=2
    17.2: 1=2 2=2 3=2 4=2
    17.3: 1=2 2=2
";

const ANSWERS: [&str; 4] = ["met", "partly", "not met", "n/a"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn requirements() -> BTreeMap<String, u8> {
    let mut all = BTreeMap::new();
    for line in REQUIREMENTS.lines().filter(|line| !line.trim().is_empty()) {
        let (section, numbers) = line.trim().split_once(": ").unwrap();
        for each in numbers.split(' ') {
            let (number, level) = each.split_once('=').unwrap();
            all.insert(format!("{section}.{number}"), level.parse().unwrap());
        }
    }
    all
}

/// The names of all functions in the project's tests and sources.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split("fn ").skip(1).filter_map(|rest| {
                rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .next()
            });
            found.extend(names.map(str::to_owned));
        }
    }
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_requirement_of_asvs_levels_1_and_2_is_answered_and_every_test_named_exists() {
    let page = fs::read_to_string(root().join("docs/asvs.md")).unwrap();
    let mut answered = BTreeMap::new();
    let mut counted = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, level, answer, how] = cells[..] else {
            panic!("a row has four cells: {line}");
        };
        let Ok(level) = level.parse::<u8>() else {
            continue;
        };
        assert!(ANSWERS.contains(&answer), "{number}: {answer}");
        assert!(how.len() > 3, "{number} says how");
        *counted.entry(answer).or_insert(0) += 1;
        let before = answered.insert(number.to_owned(), level);
        assert_eq!(before, None, "{number} is answered once");
    }
    assert_eq!(answered, requirements());
    let count = format!(
        "70 requirements of level 1 and 183 of level 2: {} met, {} partly, {} not met, {} not applicable.",
        counted["met"], counted["partly"], counted["not met"], counted["n/a"]
    );
    assert!(page.contains(&count), "the page counts wrongly: {count}");

    let mut there = BTreeSet::new();
    for part in ["crates", "xtask"] {
        functions(&root().join(part), &mut there);
    }
    for name in quoted(&page) {
        let is_test = name.matches('_').count() >= 2
            && name.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
            });
        if is_test {
            assert!(there.contains(name), "there is no test {name}");
        }
        let is_file = ["crates/", "docs/", "e2e/"]
            .iter()
            .any(|folder| name.starts_with(folder));
        if is_file {
            assert!(root().join(name).exists(), "there is no {name}");
        }
    }
}
