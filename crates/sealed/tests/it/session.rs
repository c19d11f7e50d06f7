//! Sessions: the server's half is useless without the token.

use sealed::{OpenError, SessionToken};

use crate::{PLACE, other_places, random, shows};

#[test]
fn keys_wrapped_under_a_token_open_with_that_token_only() {
    let mut random = random(1);
    let token = SessionToken::generate(&mut random);
    let another = SessionToken::generate(&mut random);
    let wrapped = token.wrap(b"keys of the person", &PLACE, &mut random);
    let token = SessionToken::from_text(&token.to_text()).unwrap();
    assert_eq!(
        token.unwrap(&PLACE, &wrapped).unwrap().as_slice(),
        b"keys of the person"
    );
    assert_eq!(
        another.unwrap(&PLACE, &wrapped),
        Err(OpenError::DoesNotOpen)
    );
    for place in other_places() {
        assert_eq!(token.unwrap(&place, &wrapped), Err(OpenError::DoesNotOpen));
    }
}

#[test]
fn what_the_server_keeps_does_not_contain_the_token() {
    let mut random = random(1);
    let token = SessionToken::generate(&mut random);
    let wrapped = token.wrap(b"keys", &PLACE, &mut random);
    let text = token.to_text();
    let stolen = [token.hash().as_slice(), wrapped.as_bytes()].concat();
    assert!(!shows(&stolen, text.as_bytes()));
    // The hash itself, taken for a token, opens nothing.
    let base64 = base64::Engine::encode(
        &base64::engine::general_purpose::URL_SAFE_NO_PAD,
        token.hash(),
    );
    let from_hash = SessionToken::from_text(&base64).unwrap();
    assert_eq!(
        from_hash.unwrap(&PLACE, &wrapped),
        Err(OpenError::DoesNotOpen)
    );
    assert_ne!(from_hash.hash(), token.hash());
}

#[test]
fn a_token_has_one_text() {
    let token = SessionToken::generate(&mut random(1));
    let text = token.to_text();
    assert_eq!(text.len(), 43);
    assert!(
        text.bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_')
    );
    for wrong in [
        "",
        &text[1..],
        &format!("{}=", *text),
        &format!(" {}", *text),
        &"é".repeat(43),
        &"!".repeat(43),
    ] {
        assert!(SessionToken::from_text(wrong).is_err(), "{wrong}");
    }
    // The last letter carries four bits; a text that sets the two others is not another name of the same token.
    let last = text.chars().last().unwrap();
    for letter in ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .filter(|letter| *letter != last)
    {
        let other = format!("{}{letter}", &text[..42]);
        assert!(SessionToken::from_text(&other).map_or(true, |other| other.hash() != token.hash()));
    }
}
