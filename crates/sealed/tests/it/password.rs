//! Passwords. Each trial fills 64 MiB three times, as little as the program ever does.

use sealed::{Cost, PasswordLock, PersonKeys, Place, WrongPassword};

use crate::{PLACE, random};

const PASSWORD: &str = "сары йогурт 4 жыл қыста";

fn lock() -> (PersonKeys, PasswordLock) {
    let mut random = random(1);
    let keys = PersonKeys::generate(&mut random);
    let lock = PasswordLock::new(PASSWORD, Cost::FLOOR, &keys, &PLACE, &mut random);
    (keys, lock)
}

#[test]
fn the_password_opens_and_nothing_else_does() {
    let (keys, lock) = lock();
    let stored = PasswordLock::from_bytes(&lock.to_bytes()).unwrap();
    assert_eq!(stored, lock);
    assert_eq!(
        stored.unlock(PASSWORD, &PLACE).unwrap().public(),
        keys.public()
    );
    for wrong in [
        "",
        "сары йогурт 4 жыл қыст",
        "сары йогурт 4 жыл қыста ",
        "Сары йогурт 4 жыл қыста",
    ] {
        assert_eq!(
            stored.unlock(wrong, &PLACE).err(),
            Some(WrongPassword),
            "{wrong}"
        );
    }
}

#[test]
fn the_same_letters_typed_on_another_keyboard_open() {
    let (_, lock) = lock();
    let decomposed = PASSWORD.replace('й', "и\u{306}");
    assert_ne!(decomposed, PASSWORD);
    assert!(lock.unlock(&decomposed, &PLACE).is_ok());
}

#[test]
fn a_lock_moved_to_another_account_does_not_open_and_does_not_say_why() {
    let (_, lock) = lock();
    let another = Place {
        file: "another account",
        ..PLACE
    };
    assert_eq!(lock.unlock(PASSWORD, &another).err(), Some(WrongPassword));

    let mut bytes = lock.to_bytes();
    let last = bytes.len() - 1;
    for at in [14, last] {
        bytes[at] ^= 1;
        let changed = PasswordLock::from_bytes(&bytes).unwrap();
        assert_eq!(
            changed.unlock(PASSWORD, &PLACE).err(),
            Some(WrongPassword),
            "byte {at}"
        );
        bytes[at] ^= 1;
    }
}

#[test]
fn a_cheap_lock_can_neither_be_made_nor_read() {
    assert!(Cost::new(64 * 1024, 3).is_ok());
    assert!(Cost::new(64 * 1024 - 1, 3).is_err());
    assert!(Cost::new(64 * 1024, 2).is_err());
    assert!(
        Cost::new(u32::MAX, 3).is_err(),
        "nor one that would stop the server"
    );
    assert!(Cost::new(64 * 1024, u32::MAX).is_err());
    assert_eq!(
        (Cost::DEFAULT.memory_kib(), Cost::DEFAULT.passes()),
        (128 * 1024, 4)
    );

    let good = lock().1.to_bytes();
    let with = |memory_kib: u32, passes: u32| {
        let mut bytes = good.clone();
        bytes[5..9].copy_from_slice(&memory_kib.to_be_bytes());
        bytes[9..13].copy_from_slice(&passes.to_be_bytes());
        PasswordLock::from_bytes(&bytes)
    };
    assert!(with(64 * 1024, 3).is_ok());
    assert!(with(8, 1).is_err());
    assert!(with(64 * 1024, 1).is_err());
    assert!(with(4 * 1024 * 1024, 3).is_err());
    for length in 0..good.len() {
        assert!(PasswordLock::from_bytes(&good[..length]).is_err());
    }
    let mut unknown_version = good;
    unknown_version[4] = 2;
    assert!(PasswordLock::from_bytes(&unknown_version).is_err());
}

#[test]
fn a_login_that_does_not_exist_answers_as_a_wrong_password() {
    assert_eq!(PasswordLock::pretend(PASSWORD, Cost::FLOOR), WrongPassword);
}
