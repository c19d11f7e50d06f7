//! Printed kits: any two of three custodians, never one; backups that only the kit opens, and only whole.

use proptest::prelude::*;
use sealed::archive::{ArchiveError, ArchiveKind, ArchiveReader, ArchiveWriter};
use sealed::{BackupKit, CustodianKit, InvitationCode, Seed, recovery};

use crate::{random, shows};

fn three(start: u64) -> [CustodianKit; 3] {
    let mut random = random(start);
    std::array::from_fn(|_| CustodianKit::generate(&mut random))
}

proptest! {
    #[test]
    fn kits_survive_paper(start in any::<u64>()) {
        let mut random = random(start);
        let kit = CustodianKit::generate(&mut random);
        let typed = kit.to_text().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        prop_assert_eq!(CustodianKit::from_text(&typed).unwrap().to_text(), kit.to_text());
        let kit = BackupKit::generate(&mut random);
        let typed = kit.to_text().replace('-', "\n");
        prop_assert_eq!(BackupKit::from_text(&typed).unwrap().public(), kit.public());
    }

    #[test]
    fn foreign_text_never_crashes(text in ".{0,80}") {
        let _ = CustodianKit::from_text(&text);
        let _ = BackupKit::from_text(&text);
    }

    #[test]
    fn foreign_archives_never_crash(bytes in proptest::collection::vec(any::<u8>(), 0..200), framed in any::<bool>()) {
        let kit = BackupKit::generate(&mut random(1));
        let bytes = if framed { [b"TIRB\x01\x01".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(ArchiveReader::begin(bytes.as_slice(), &kit).is_err());
    }
}

#[test]
fn one_kind_of_code_is_never_read_as_another() {
    let text = CustodianKit::generate(&mut random(1)).to_text();
    assert!(InvitationCode::from_text(&text).is_err());
    assert_eq!(
        BackupKit::generate(&mut random(1))
            .to_text()
            .split('-')
            .count(),
        14
    );
}

#[test]
fn any_two_of_three_kits_open_the_recovery_secret_in_either_order() {
    let kits = three(1);
    let secret = Seed::generate(&mut random(2));
    let pairs = recovery::seal_to_pairs(&secret, &kits, "centre-1", &mut random(3)).unwrap();
    for (one, other) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)] {
        let opened = recovery::open_by_pair(&pairs, &kits[one], &kits[other], "centre-1").unwrap();
        assert_eq!(opened.to_secret_bytes(), secret.to_secret_bytes());
    }
}

#[test]
fn one_kit_alone_a_strangers_kit_or_another_body_opens_nothing() {
    let kits = three(1);
    let strange = three(9);
    let secret = Seed::generate(&mut random(2));
    let pairs = recovery::seal_to_pairs(&secret, &kits, "centre-1", &mut random(3)).unwrap();
    for kit in &kits {
        assert!(recovery::open_by_pair(&pairs, kit, kit, "centre-1").is_err());
        assert!(recovery::open_by_pair(&pairs, kit, &strange[0], "centre-1").is_err());
    }
    assert!(recovery::open_by_pair(&pairs, &kits[0], &kits[1], "centre-2").is_err());
    let [first, second] = [(), ()].map(|()| CustodianKit::from_text(&kits[0].to_text()).unwrap());
    let third = CustodianKit::generate(&mut random(5));
    let same = recovery::seal_to_pairs(&secret, &[first, second, third], "b", &mut random(3));
    assert!(same.is_none(), "two papers with one kit are not two kits");
}

fn archive(kit: &BackupKit) -> Vec<u8> {
    let mut random = random(7);
    let (mut writer, mut bytes) = ArchiveWriter::begin(
        ArchiveKind::Data,
        &[3; 16],
        &kit.public(),
        b"heading",
        &mut random,
    );
    for part in [b"first canary".as_slice(), b"second canary"] {
        bytes.extend(writer.part(part, &mut random));
    }
    bytes.extend(writer.end(b"the end", &mut random));
    bytes
}

fn read(bytes: &[u8], kit: &BackupKit) -> Result<Vec<Vec<u8>>, ArchiveError> {
    let (mut reader, heading) = ArchiveReader::begin(bytes, kit)?;
    let mut parts = vec![heading.to_vec()];
    while let Some(part) = reader.part()? {
        parts.push(part.plain.to_vec());
    }
    Ok(parts)
}

#[test]
fn a_backup_opens_with_its_kit_and_shows_nothing_without_it() {
    let kit = BackupKit::generate(&mut random(1));
    let bytes = archive(&kit);
    let parts = read(&bytes, &kit).unwrap();
    assert_eq!(
        parts,
        [
            b"heading".as_slice(),
            b"first canary",
            b"second canary",
            b"the end"
        ]
    );
    assert!(!shows(&bytes, b"canary") && !shows(&bytes, b"heading"));
    let another = BackupKit::generate(&mut random(2));
    assert!(matches!(
        read(&bytes, &another),
        Err(ArchiveError::DoesNotOpen)
    ));
}

#[test]
fn a_backup_is_refused_when_a_byte_is_changed_or_it_is_cut_or_made_longer() {
    let kit = BackupKit::generate(&mut random(1));
    let bytes = archive(&kit);
    // Every byte of what is short, and a sample of the long heading, which costs an agreement at each try.
    for at in (0..bytes.len()).filter(|at| *at < 40 || at % 7 == 0) {
        let mut wrong = bytes.clone();
        wrong[at] ^= 1;
        assert!(read(&wrong, &kit).is_err(), "byte {at} of {}", bytes.len());
    }
    for length in (0..bytes.len()).filter(|at| at % 7 == 0 || *at > bytes.len() - 20) {
        assert!(read(&bytes[..length], &kit).is_err(), "cut to {length}");
    }
    assert!(read(&[bytes.as_slice(), b"x"].concat(), &kit).is_err());
}

#[test]
fn parts_of_a_backup_cannot_be_exchanged_left_out_or_taken_for_the_last() {
    let kit = BackupKit::generate(&mut random(1));
    let bytes = archive(&kit);
    let mut at = 6;
    let mut frames = Vec::new();
    while at < bytes.len() {
        let length = u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
        frames.push(bytes[at..at + 8 + length].to_vec());
        at += 8 + length;
    }
    assert_eq!(frames.len(), 4);
    let made_of = |order: &[usize]| {
        let parts = order.iter().flat_map(|each| frames[*each].clone());
        bytes[..6].iter().copied().chain(parts).collect::<Vec<u8>>()
    };
    assert!(read(&made_of(&[0, 1, 2, 3]), &kit).is_ok());
    for order in [
        &[0, 2, 1, 3][..],
        &[0, 1, 3],
        &[0, 1, 2],
        &[0, 1, 1, 2, 3],
        &[0, 1, 2, 3, 3],
        &[0],
    ] {
        assert!(read(&made_of(order), &kit).is_err(), "{order:?}");
    }
    let mut other_kind = bytes.clone();
    other_kind[5] = 2;
    assert!(read(&other_kind, &kit).is_err());
}
