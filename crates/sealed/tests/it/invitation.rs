//! Invitations: a code on paper.

use proptest::prelude::*;
use sealed::{InvitationCode, OpenError};

use crate::{PLACE, other_places, random};

proptest! {
    #[test]
    fn a_code_survives_paper(start in any::<u64>()) {
        let code = InvitationCode::generate(&mut random(start));
        let text = code.to_text();
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        prop_assert_eq!(InvitationCode::from_text(&text).unwrap().hash(), code.hash());
        prop_assert_eq!(InvitationCode::from_text(&typed).unwrap().hash(), code.hash());
    }

    #[test]
    fn foreign_text_never_crashes(text in ".{0,40}") {
        let _ = InvitationCode::from_text(&text);
    }
}

#[test]
fn a_code_is_seven_groups_of_four_letters_that_are_not_misread() {
    let text = InvitationCode::generate(&mut random(1)).to_text();
    let groups: Vec<&str> = text.split('-').collect();
    assert_eq!(groups.len(), 7);
    assert!(groups.iter().all(|group| group.len() == 4));
    assert!(!text.contains(['I', 'L', 'O', 'U']));
}

#[test]
fn a_slip_of_the_pen_is_told() {
    let text = InvitationCode::generate(&mut random(1)).to_text();
    let (mut told, mut tried) = (0, 0);
    for at in 0..text.len() {
        for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
            let mut wrong = text.to_string();
            wrong.replace_range(at..=at, &letter.to_string());
            if wrong != *text && text.as_bytes()[at] != b'-' {
                tried += 1;
                told += usize::from(InvitationCode::from_text(&wrong).is_err());
            }
        }
    }
    assert_eq!(tried, 28 * 31);
    assert!(told >= tried - 2, "{told} of {tried}");
    assert!(InvitationCode::from_text(&text[5..]).is_err());
    assert!(InvitationCode::from_text(&format!("{}0", *text)).is_err());
}

#[test]
fn what_is_wrapped_for_a_newcomer_opens_with_her_code_only() {
    let mut random = random(1);
    let code = InvitationCode::generate(&mut random);
    let another = InvitationCode::generate(&mut random);
    let wrapped = code.wrap(b"seeds", &PLACE, &mut random);
    assert_eq!(code.unwrap(&PLACE, &wrapped).unwrap().as_slice(), b"seeds");
    assert_eq!(
        another.unwrap(&PLACE, &wrapped),
        Err(OpenError::DoesNotOpen)
    );
    for place in other_places() {
        assert_eq!(code.unwrap(&place, &wrapped), Err(OpenError::DoesNotOpen));
    }
}
