//! Characters that cannot be printed are shown by their number and never dropped.

use std::fmt::Write;

use serde_json::Value;

use crate::fonts;

/// Replaces, in every text of the value, what no bundled font can show.
pub(crate) fn make_visible(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(visible) = visible(text) {
                *text = visible;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_visible),
        Value::Object(fields) => fields.values_mut().for_each(make_visible),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text with `[U+1F98A]` in the place of what cannot be shown; none when all of it can. Line ends become `\n`, tabulators spaces.
fn visible(text: &str) -> Option<String> {
    let stays = |c: char| c == '\n' || (!is_invisible(c) && fonts::can_show(c));
    if text.chars().all(stays) {
        return None;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => shown.push('\n'),
            '\t' | '\u{a0}' => shown.push(' '),
            c if stays(c) => shown.push(c),
            c => write!(shown, "[U+{:04X}]", u32::from(c))
                .expect("a String takes all that is written"),
        }
    }
    Some(shown)
}

/// Characters that have no picture of their own: controls, marks of direction, joiners, variation selectors, private use. They
/// could make two names look alike, or turn a line around.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        visible(text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn letters_of_the_region_stay_as_they_are() {
        for text in [
            "Әғқңөұүһі ӘҒҚҢӨҰҮҺІ ₸",
            "Ўзбек ҳ қ ғ",
            "Oʻzbek gʻ",
            "Тоҷикӣ ҷ ӯ ҳ",
            "Кыргыз ң ө ү",
            "é ő ș ı İ ğ",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn letters_from_right_to_left_stay() {
        assert_eq!(shown("محمد משה"), "محمد משה");
    }

    #[test]
    fn what_no_font_has_is_shown_by_number() {
        assert_eq!(shown("a🦊b"), "a[U+1F98A]b");
        assert_eq!(shown("孫"), "[U+5B6B]");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_by_number() {
        assert_eq!(shown("a\u{202e}b\0"), "a[U+202E]b[U+0000]");
        assert_eq!(shown("a\u{200d}b"), "a[U+200D]b");
    }

    #[test]
    fn line_ends_are_kept_and_tabulators_become_spaces() {
        assert_eq!(shown("a\r\nb\rc\td"), "a\nb\nc d");
    }
}
