//! Dice that fall the same for the same seed, and bytes that somebody changed.

/// Dice that fall the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Dice that begin with this number.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `sides`, which must not be 0.
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    /// One of these, of which there must be some.
    pub fn of<'a, T: ?Sized>(&mut self, these: &[&'a T]) -> &'a T {
        these[self.below(these.len())]
    }

    fn part(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = (length - start).min(64);
        start..start + self.below(longest + 1)
    }
}

/// What tends to mean something: ends of numbers, marks of formats, what is no text.
const TELLING: &[&[u8]] = &[
    b"\0",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x80\0\0\0",
    b"\x7f\xff\xff\xff\xff\xff\xff\xff",
    b"{",
    b"}",
    b"[[[[[[[[",
    b"\"",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"%",
    b"%00",
    b"%FF",
    b"&",
    b"=",
    b";",
    b"\r\n",
    b"\r\n--",
    b"\xf0\x9f\x98\x80",
    b"\xed\xa0\x80",
    b"'",
    b"<",
    b"../",
    b"9999-12-31",
    b"TIRK\x01\x01",
    b"TIRB\x01\x02",
    b"TIRP\x01",
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
];

/// A valid sample that somebody changed in one to four places: bits, bytes, a part taken out, put twice, put elsewhere, exchanged for a
/// part of another sample, cut off, filled with what tends to mean something. It may come out as it was.
pub fn mutated(dice: &mut Dice, sample: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=dice.below(4) {
        let length = bytes.len();
        let at = dice.below(length + 1);
        match dice.below(9) {
            0 if at < length => bytes[at] ^= 1 << dice.below(8),
            1 if at < length => bytes[at] = dice.below(256) as u8,
            2 => bytes.truncate(at),
            3 => {
                let part = dice.part(length);
                bytes.drain(part);
            }
            4 => {
                let part = dice.part(length);
                let part = bytes[part].to_vec();
                bytes.splice(at..at, part);
            }
            5 => {
                let one = dice.part(length);
                let part: Vec<u8> = bytes.drain(one).collect();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            6 if !others.is_empty() => {
                let other = dice.of(others);
                let from = dice.part(other.len());
                let over = dice.part(length);
                bytes.splice(over, other[from].to_vec());
            }
            7 => {
                let telling = dice.of(TELLING);
                let over = at..(at + dice.below(telling.len() + 1)).min(length);
                bytes.splice(over, telling.to_vec());
            }
            _ => {
                let more = vec![dice.below(256) as u8; dice.below(40)];
                bytes.splice(at..at, more);
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_changes_the_same_places_and_most_seeds_change_something() {
        let sample = b"TIRK: a sample of some length, of letters and 1234567890".as_slice();
        let with = |seed| mutated(&mut Dice::new(seed), sample, &[b"another sample"]);
        let changed = (0..1000).filter(|seed| with(*seed) != sample).count();
        assert!(changed > 900, "{changed}");
        assert!((0..1000).all(|seed| with(seed) == with(seed)));
        // Nothing breaks of an empty one.
        for seed in 0..1000 {
            mutated(&mut Dice::new(seed), b"", &[]);
        }
    }
}
