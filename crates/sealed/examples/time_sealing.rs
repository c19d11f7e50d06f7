//! What sealing costs by itself: `cargo run --release -p sealed --example time_sealing`. Microseconds, medians.

use std::time::Instant;

use rand_core::UnwrapErr;
use sealed::{Key, PersonKeys, Place, open, seal};

const REPETITIONS: usize = 2_000;

fn main() {
    let mut random = UnwrapErr(getrandom::SysRng);
    let place = Place {
        body: "rpg7gzja",
        file: "dac1zq0z",
        compartment: "file",
        stream: "acts",
        sequence: 17,
        kind: "act",
    };
    let key = Key::random(&mut random);
    let person = PersonKeys::generate(&mut random);
    for (what, bytes) in [("an act", 300), ("a form", 6_000)] {
        let plain = vec![b'x'; bytes];
        let sealed = seal(&key, key.id(), &place, &plain, &mut random);
        let sealing = median(|| drop(seal(&key, key.id(), &place, &plain, &mut random)));
        let opening = median(|| drop(open(&key, &place, &sealed)));
        println!("{what} of {bytes} bytes: seal {sealing:.1}, open {opening:.1}");
    }
    let signing = median(|| {
        person.sign(&[7; 96]);
    });
    println!("a signature: {signing:.1}");
}

fn median(mut once: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..REPETITIONS)
        .map(|_| {
            let begin = Instant::now();
            once();
            begin.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[REPETITIONS / 2]
}
