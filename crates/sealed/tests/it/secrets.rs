//! Secrets are erased when dropped, and cannot be printed or copied without saying so.

use sealed::chain::ServerKey;
use sealed::passkey::PrfOutput;
use sealed::{
    BackupKit, CustodianKit, DirectoryKey, InvitationCode, Key, PersonKeys, Seed, SessionToken,
    ShredKey,
};
use zeroize::ZeroizeOnDrop;

/// Compiles only when `$type` does not implement `$bound`: otherwise the compiler cannot tell which implementation is meant.
macro_rules! assert_not {
    ($type:ty: $bound:path) => {{
        trait Ambiguous<Which> {
            fn holds() {}
        }
        struct Always;
        struct WhenImplemented;
        impl<T: ?Sized> Ambiguous<Always> for T {}
        impl<T: ?Sized + $bound> Ambiguous<WhenImplemented> for T {}
        <$type as Ambiguous<_>>::holds();
    }};
}

macro_rules! assert_secret {
    ($($type:ty),*) => {$(
        erased_when_dropped::<$type>();
        assert_not!($type: Clone);
        assert_not!($type: std::fmt::Debug);
        assert_not!($type: std::fmt::Display);
        assert_not!($type: PartialEq);
    )*};
}

fn erased_when_dropped<T: ZeroizeOnDrop>() {}

#[test]
fn every_secret_is_erased_and_cannot_be_printed_or_copied() {
    assert_secret!(
        Key,
        PersonKeys,
        Seed,
        ShredKey,
        SessionToken,
        InvitationCode,
        ServerKey,
        CustodianKit,
        BackupKit,
        DirectoryKey,
        PrfOutput
    );
}
