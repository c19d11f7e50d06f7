//! Looking for words in bytes, in every way in which programs write them.

use std::io::Read;
use std::path::Path;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Looks for words in whatever spelling.
pub struct Search {
    words: Vec<String>,
    /// Of each spelling: which word it spells.
    of: Vec<usize>,
    spellings: AhoCorasick,
}

/// Every way in which a word may be written.
pub fn spellings(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf8 = word.as_bytes().to_vec();
    let utf16: Vec<u16> = word.encode_utf16().collect();
    let hex = |upper: bool| -> Vec<u8> {
        let digit = |byte: &u8| {
            if upper {
                format!("{byte:02X}")
            } else {
                format!("{byte:02x}")
            }
        };
        utf8.iter().map(digit).collect::<String>().into_bytes()
    };
    let percent = |upper: bool| -> Vec<u8> {
        let one = |byte: &u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(*byte).to_string(),
            _ if upper => format!("%{byte:02X}"),
            _ => format!("%{byte:02x}"),
        };
        utf8.iter().map(one).collect::<String>().into_bytes()
    };
    let escaped: String = utf16
        .iter()
        .map(|unit| match u8::try_from(*unit) {
            Ok(ascii) if ascii.is_ascii_alphanumeric() || ascii == b' ' => {
                char::from(ascii).to_string()
            }
            _ => format!("\\u{unit:04x}"),
        })
        .collect();
    let entities: String = word
        .chars()
        .map(|letter| {
            if letter.is_ascii() {
                letter.to_string()
            } else {
                format!("&#{};", u32::from(letter))
            }
        })
        .collect();
    let mut all = vec![
        ("UTF-8", utf8.clone()),
        (
            "UTF-16, little end first",
            utf16.iter().copied().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "UTF-16, big end first",
            utf16.iter().copied().flat_map(u16::to_be_bytes).collect(),
        ),
        ("hexadecimal", hex(false)),
        ("hexadecimal in capitals", hex(true)),
        ("percent signs", percent(true)),
        ("percent signs, small letters", percent(false)),
        ("escapes of JSON", escaped.clone().into_bytes()),
        (
            "escapes of JSON in capitals",
            escaped.to_uppercase().replace("\\U", "\\u").into_bytes(),
        ),
        ("entities of HTML", entities.into_bytes()),
    ];
    for shift in 0..3 {
        // Base 64 at each of its alignments, without the letters that the neighbours decide.
        let mut shifted = vec![b'x'; shift];
        shifted.extend(&utf8);
        let text = STANDARD.encode(&shifted);
        let inner = &text[4..text.len() - 4];
        all.push(("base 64", inner.as_bytes().to_vec()));
        all.push((
            "base 64 for addresses",
            inner.replace('+', "-").replace('/', "_").into_bytes(),
        ));
    }
    all
}

impl Search {
    pub fn for_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Search {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let mut of = Vec::new();
        let mut all = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (_, spelling) in spellings(word) {
                assert!(spelling.len() >= 8, "{word} is too short to be looked for");
                of.push(at);
                all.push(spelling);
            }
        }
        let spellings = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(all)
            .unwrap();
        Search {
            words,
            of,
            spellings,
        }
    }

    /// The words that stand in these bytes, or in what was packed there.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = self.plainly_in(bytes);
        for at in 0..bytes.len().saturating_sub(2) {
            let mut unpacked = Vec::new();
            let rest = &bytes[at..];
            // What does not unpack to its end is looked at as far as it goes.
            let _ = match rest {
                [0x1f, 0x8b, 8, ..] => flate2::read::GzDecoder::new(rest)
                    .take(LONGEST)
                    .read_to_end(&mut unpacked),
                [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => flate2::read::ZlibDecoder::new(rest)
                    .take(LONGEST)
                    .read_to_end(&mut unpacked),
                _ => continue,
            };
            found.extend(self.plainly_in(&unpacked));
        }
        found.sort();
        found.dedup();
        found
    }

    /// How often any of the words stands in these bytes, packed parts apart.
    pub fn count_in(&self, bytes: &[u8]) -> usize {
        self.spellings.find_iter(bytes).count()
    }

    fn plainly_in(&self, bytes: &[u8]) -> Vec<String> {
        let each = self.spellings.find_iter(bytes);
        each.map(|found| self.words[self.of[found.pattern().as_usize()]].clone())
            .collect()
    }

    /// The words that stand in any file below a folder, or in the name of one.
    pub fn found_below(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let words = if path.is_dir() {
                self.found_below(&path)
            } else {
                self.found_in(&std::fs::read(&path).unwrap())
            };
            found.extend(words.into_iter().map(|word| format!("{word} in {name}")));
            found.extend(self.found_in(name.as_bytes()));
        }
        found
    }
}

/// As much is unpacked of anything.
const LONGEST: u64 = 16 * 1024 * 1024;
