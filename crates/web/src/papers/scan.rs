//! A scan of the signed paper: PDF, JPEG or PNG by its content. Pictures are drawn again, so that nothing of the camera or the
//! place stays with them.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, Limits,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::{PngDecoder, PngEncoder},
    },
};
use store::{LARGEST_ENCLOSURE, Media};

/// Longest side of a picture, in points.
const LONGEST_SIDE: u32 = 12_000;
/// Memory that opening a picture may take, in bytes.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;
/// Quality of a JPEG that is drawn again.
const QUALITY: u8 = 88;

/// Why a file is not taken as a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAScan {
    /// Empty.
    Empty,
    /// Larger than [`LARGEST_ENCLOSURE`], as it was sent or drawn again.
    TooLarge,
    /// Neither PDF nor JPEG nor PNG.
    OtherKind,
    /// It begins like one of them and does not open, or it is too many points.
    Damaged,
    /// A PDF that carries a program, or is locked.
    Active,
}

impl NotAScan {
    /// The message `papers-scan-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            NotAScan::Empty => "empty",
            NotAScan::TooLarge => "too-large",
            NotAScan::OtherKind => "other-kind",
            NotAScan::Damaged => "damaged",
            NotAScan::Active => "active",
        }
    }
}

/// Looks at the content. Takes the processor for a moment: not on the threads that answer.
///
/// # Errors
/// [`NotAScan`].
pub fn accept(content: Vec<u8>) -> Result<(Media, Vec<u8>), NotAScan> {
    if content.is_empty() {
        return Err(NotAScan::Empty);
    }
    if content.len() > LARGEST_ENCLOSURE {
        return Err(NotAScan::TooLarge);
    }
    let (media, clean) = if content.starts_with(b"%PDF-") {
        (Media::Pdf, pdf(content)?)
    } else if content.starts_with(&[0xff, 0xd8, 0xff]) {
        let decoder = JpegDecoder::new(Cursor::new(&content)).map_err(|_| NotAScan::Damaged)?;
        let picture = opened(decoder)?;
        let mut drawn = Vec::new();
        // JPEG has no transparency and eight bits a colour.
        DynamicImage::ImageRgb8(picture.into_rgb8())
            .write_with_encoder(JpegEncoder::new_with_quality(&mut drawn, QUALITY))
            .map_err(|_| NotAScan::Damaged)?;
        (Media::Jpeg, drawn)
    } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        let decoder = PngDecoder::with_limits(Cursor::new(&content), limits())
            .map_err(|_| NotAScan::Damaged)?;
        let picture = opened(decoder)?;
        let mut drawn = Vec::new();
        picture
            .write_with_encoder(PngEncoder::new(&mut drawn))
            .map_err(|_| NotAScan::Damaged)?;
        (Media::Png, drawn)
    } else {
        return Err(NotAScan::OtherKind);
    };
    if clean.len() > LARGEST_ENCLOSURE {
        return Err(NotAScan::TooLarge);
    }
    Ok((media, clean))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// The picture as it is meant to be seen: turned as the camera noted, before that note is lost.
fn opened(mut decoder: impl ImageDecoder) -> Result<DynamicImage, NotAScan> {
    decoder
        .set_limits(limits())
        .map_err(|_| NotAScan::Damaged)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(NotAScan::Damaged);
    }
    let orientation = decoder.orientation().map_err(|_| NotAScan::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| NotAScan::Damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// A PDF is kept as it is and only ever given as a file to be saved; one that plainly carries a program, another file or a
/// lock is not taken.
fn pdf(content: Vec<u8>) -> Result<Vec<u8>, NotAScan> {
    // `/J#61vaScript` is the same name, written so as not to be found.
    let plain = names_in_plain(&content);
    let holds = |mark: &[u8]| plain.windows(mark.len()).any(|window| window == mark);
    let end = &content[content.len().saturating_sub(2048)..];
    if !end.windows(5).any(|window| window == b"%%EOF") {
        return Err(NotAScan::Damaged);
    }
    let active: [&[u8]; 4] = [b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Encrypt"];
    if active.into_iter().any(holds) {
        return Err(NotAScan::Active);
    }
    Ok(content)
}

/// A PDF with the letters of its names that are written as `#` and two hexadecimal digits put in their place.
fn names_in_plain(content: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let mut plain = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some((first, after)) = rest.split_first() {
        let letter = match (first, after) {
            (b'#', [high, low, ..]) => digit(high).zip(digit(low)),
            _ => None,
        };
        let letter = letter.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        plain.push(letter.unwrap_or(*first));
        rest = if letter.is_some() { &after[2..] } else { after };
    }
    plain
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};

    use super::*;

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(40, 20, |x, _| {
            image::Rgb(if x < 20 { [255, 0, 0] } else { [0, 0, 255] })
        }));
        picture
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    /// A JPEG as a telephone makes it: an Exif segment that says "turned by a quarter" and where it was.
    fn photograph() -> Vec<u8> {
        let plain = picture(ImageFormat::Jpeg);
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"GPS 43.238949 76.889709");
        let length = u16::try_from(exif.len() + 2).unwrap();
        let mut photograph = plain[..2].to_vec();
        photograph.extend_from_slice(&[0xff, 0xe1]);
        photograph.extend_from_slice(&length.to_be_bytes());
        photograph.extend_from_slice(&exif);
        photograph.extend_from_slice(&plain[2..]);
        photograph
    }

    fn is_found(needle: &[u8], stored: &[u8]) -> bool {
        stored.windows(needle.len()).any(|window| window == needle)
    }

    #[test]
    fn a_photograph_is_turned_upright_and_says_no_longer_where_it_was_taken() {
        let (media, drawn) = accept(photograph()).unwrap();
        assert_eq!(media, Media::Jpeg);
        for mark in [b"Exif".as_slice(), b"GPS"] {
            assert!(is_found(mark, &photograph()) && !is_found(mark, &drawn));
        }
        let upright = image::load_from_memory(&drawn).unwrap();
        assert_eq!((upright.width(), upright.height()), (20, 40));
    }

    #[test]
    fn a_scan_is_known_by_its_content_and_not_by_its_name() {
        assert_eq!(accept(picture(ImageFormat::Png)).unwrap().0, Media::Png);
        assert_eq!(
            accept(b"%PDF-1.4 ... %%EOF\n".to_vec()).unwrap().0,
            Media::Pdf
        );
        for (content, why) in [
            (b"".to_vec(), NotAScan::Empty),
            (b"<html>".to_vec(), NotAScan::OtherKind),
            (b"GIF89a".to_vec(), NotAScan::OtherKind),
            (b"MZ\x90\0".to_vec(), NotAScan::OtherKind),
            (b"%PDF-1.4".to_vec(), NotAScan::Damaged),
            (
                b"%PDF-1.4 /OpenAction << /S /JavaScript >> %%EOF".to_vec(),
                NotAScan::Active,
            ),
            (
                b"%PDF-1.4 /OpenAction << /S /J#61va#53cript >> %%EOF".to_vec(),
                NotAScan::Active,
            ),
            (b"\xff\xd8\xff\xe0 nothing".to_vec(), NotAScan::Damaged),
            (b"\x89PNG\r\n\x1a\n nothing".to_vec(), NotAScan::Damaged),
            (vec![b' '; LARGEST_ENCLOSURE + 1], NotAScan::TooLarge),
        ] {
            assert_eq!(accept(content), Err(why));
        }
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_not_opened() {
        // The head of a PNG of 100 000 by 100 000 points.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend_from_slice(&100_000_u32.to_be_bytes());
        bomb.extend_from_slice(&100_000_u32.to_be_bytes());
        bomb.extend_from_slice(&[8, 6, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(accept(bomb), Err(NotAScan::Damaged));
    }
}
