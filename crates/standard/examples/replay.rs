//! How many acts a second `tirek simulate` replays: 500 000 acts in files of up to 300, read from their lines, guarded, folded,
//! and their duties counted through the calendar. Run it in release: `cargo run --release -p standard --example replay`.

use std::time::Instant;

use jiff::ToSpan;
use jiff::civil::date;
use standard::calendar::Calendar;
use standard::simulation::{Simulation, simulate};

const ACTS: usize = 500_000;
const LONGEST: usize = 300;

fn main() {
    // Files of every length from the shortest whole stay to 300 acts.
    let files: Vec<String> = (1..=20).map(|tenth| file(LONGEST * tenth / 20)).collect();
    let calendar = Calendar::embedded();
    let (mut acts, mut seen) = (0, 0);
    let begin = Instant::now();
    while acts < ACTS {
        let text = &files[seen % files.len()];
        let played = simulate(text, None, calendar).expect("the files are understood");
        let Simulation::One(outcome) = played else {
            unreachable!("each is one file")
        };
        assert!(outcome.refused.is_empty(), "{:?}", outcome.refused);
        acts += text.lines().count();
        seen += 1;
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{acts} acts in {seen} files of up to {LONGEST}: {seconds:.2} s, {:.0} acts a second",
        acts as f64 / seconds
    );
}

/// A stay from application to plan, then services day by day with a monitoring entry each quarter, until there are so many acts.
fn file(acts: usize) -> String {
    let begin = date(2022, 10, 3);
    let mut lines: Vec<String> = [
        r#""specialist","act":"application_registered","consent":true,"rules_acknowledged":true,"warned":true"#,
        r#""psychologist","act":"interview_held","attested":["place_fit","room_safe","room_isolated","room_bright","room_warm","no_other_work","no_calls","no_other_conversations"]"#,
        r#""specialist","act":"evaluation_sheet_filled","outcome":"recognised","indicators":[2,9,21],"signatories":["organization","authorized_body"]"#,
        r#""specialist","act":"report_drawn_up""#,
        r#""specialist","act":"package_sent","channel":"in_system","documents":["annex_1","annex_2"]"#,
        r#""authorized_body","act":"package_received_by_body""#,
        r#""authorized_body","act":"permit_issued","number":"P-1""#,
        r#""authorized_body","act":"permit_sent""#,
        r#""specialist","act":"permit_received","number":"P-1""#,
        r#""head","act":"agreement_concluded","number":"A-1","mode":"round_the_clock""#,
        r#""specialist","act":"registration_card_filled","reported_to_police":"yes""#,
        r#""psychologist","act":"observation_held","from":"2022-10-03","to":"2022-10-03""#,
        r#""specialist","act":"needs_assessed","specialists":["specialist","psychologist"],"opinion":"recorded""#,
        r#""specialist","act":"plan_drawn_up","from":"2022-10-03","to":"2023-04-03","items":[{"code":"1.6","responsible":"specialist"},{"code":"3.4","responsible":"psychologist"}]"#,
        r#""head","act":"plan_approved""#,
    ]
    .iter()
    .map(|rest| format!("{{\"on\":\"{begin}\",\"by\":{rest}}}"))
    .collect();
    lines.truncate(acts);
    for number in lines.len()..acts {
        let days = i64::try_from(number * 180 / LONGEST).expect("days");
        let on = begin + days.days();
        let rest = match number % 50 {
            0 => r#""specialist","act":"monitoring_recorded","decision":"continue""#.to_owned(),
            1 => {
                r#""psychologist","act":"results_recorded","specialist":"psychologist""#.to_owned()
            }
            2 => r#""nurse","act":"item_issued","item":"soap","quantity":2"#.to_owned(),
            _ if number % 2 == 0 => r#""specialist","act":"service_given","code":"1.6""#.to_owned(),
            _ => r#""psychologist","act":"service_given","code":"3.4","quantity":2"#.to_owned(),
        };
        lines.push(format!("{{\"on\":\"{on}\",\"by\":{rest}}}"));
    }
    lines.join("\n")
}
