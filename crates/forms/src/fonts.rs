//! The fonts of the forms: Noto Serif in four styles, and DejaVu Sans for what Noto Serif lacks (Hebrew, Arabic, ballot boxes).

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

const FILES: [&[u8]; 5] = [
    include_bytes!("../fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../fonts/NotoSerif-Italic.ttf"),
    include_bytes!("../fonts/NotoSerif-BoldItalic.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FILES
        .into_iter()
        .map(|file| Font::new(Bytes::new(file), 0).expect("the bundled fonts are whole"))
        .collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

pub(crate) fn book() -> &'static LazyHash<FontBook> {
    &BOOK
}

pub(crate) fn font(index: usize) -> Option<Font> {
    FONTS.get(index).cloned()
}

/// Whether some bundled font has a picture for that character.
pub(crate) fn can_show(c: char) -> bool {
    // The letters of every day need no search through the tables of the fonts.
    matches!(c, ' '..='~' | 'А'..='я')
        || FONTS
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_four_styles_has_every_kazakh_letter_and_the_tenge() {
        let letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЪъЫыЭэ₸№«»–—";
        let styles: Vec<_> = FONTS
            .iter()
            .filter(|font| font.info().family == "Noto Serif")
            .collect();
        assert_eq!(styles.len(), 4);
        for font in styles {
            for letter in letters.chars() {
                assert!(
                    font.info().coverage.contains(u32::from(letter)),
                    "{letter} in {:?}",
                    font.info().variant
                );
            }
        }
    }
}
