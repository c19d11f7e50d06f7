//! How long a form takes, and whether the typesetter's memory stays flat.
//!
//! `cargo run --release -p forms --example time_forms -- [DOCUMENTS]` prints the warm median for each annex, filled, in
//! milliseconds, and then the resident memory of the process while it prints that many sheets of Annex 2 (default 1000).

use std::time::Instant;

use forms::{FormContent, FormRequest};
use standard::{annex::FormKind, lang::Lang};

const WARM_UP: usize = 5;
const MEASURED: usize = 51;

fn main() {
    let documents: usize = std::env::args()
        .nth(1)
        .map_or(1000, |count| count.parse().expect("a number of documents"));
    for annex in FormKind::ALL {
        let request = filled(annex, 0);
        for _ in 0..WARM_UP {
            print(&request);
        }
        let mut times: Vec<f64> = (0..MEASURED)
            .map(|number| {
                let request = filled(annex, number);
                let begun = Instant::now();
                print(&request);
                begun.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "{annex}: median {:.1} ms, fastest {:.1}, slowest {:.1}",
            times[MEASURED / 2],
            times[0],
            times[MEASURED - 1]
        );
    }
    println!("documents,resident_kib");
    for number in 0..=documents {
        if number % (documents / 10).max(1) == 0 {
            println!("{number},{}", resident_kib());
        }
        print(&filled(FormKind::Annex2, number));
    }
}

/// A specimen that differs from the others, so that nothing remembered can be used again.
fn filled(annex: FormKind, number: usize) -> FormRequest {
    FormRequest {
        annex,
        lang: Lang::ALL[number % 3],
        content: FormContent::Filled(forms::specimen(annex, Lang::ALL[number % 3])),
        missing: Vec::new(),
        stamp: Some(format!("№ {number}")),
        acting: None,
    }
}

fn print(request: &FormRequest) {
    forms::render(request).expect("the specimens print, as every test shows");
}

/// Resident memory of this process in KiB; 0 where the system does not say.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
