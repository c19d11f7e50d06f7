//! The migrations of both databases, compiled in: number, what it is, its text. Never edit one that was released; add a pair of
//! files and a line.

macro_rules! migrations {
    ($($number:literal $name:literal $file:literal,)+) => {
        /// For SQLite, in their order.
        pub(super) const SQLITE: &[(i64, &str, &str)] =
            &[$(($number, $name, include_str!(concat!("../../migrations/sqlite/", $file)))),+];
        /// For PostgreSQL, in their order.
        pub(super) const POSTGRES: &[(i64, &str, &str)] =
            &[$(($number, $name, include_str!(concat!("../../migrations/postgres/", $file)))),+];
    };
}

migrations! {
    1 "the sealed record" "0001_the_sealed_record.sql",
    2 "the kept fold" "0002_the_kept_fold.sql",
    10 "registers" "0010_registers.sql",
    11 "beds" "0011_beds.sql",
    20 "receipts" "0020_receipts.sql",
    30 "exchanges by kind" "0030_exchanges_by_kind.sql",
    31 "restricted files" "0031_restricted_files.sql",
    40 "what lies beside a document" "0040_what_lies_beside_a_document.sql",
    50 "the servers key" "0050_the_servers_key.sql",
    51 "fresh proof" "0051_fresh_proof.sql",
    52 "invitations and rights" "0052_invitations_and_rights.sql",
    60 "recovery" "0060_recovery.sql",
    61 "second factors" "0061_second_factors.sql",
    62 "passkeys" "0062_passkeys.sql",
    63 "known devices" "0063_known_devices.sql",
    70 "official calendars" "0070_official_calendars.sql",
    71 "released figures" "0071_released_figures.sql",
    80 "trusted certificates" "0080_trusted_certificates.sql",
    100 "the directory of keys" "0100_the_directory_of_keys.sql",
    101 "checks of shred keys" "0101_checks_of_shred_keys.sql",
    102 "who opened an exchange" "0102_who_opened_an_exchange.sql",
    110 "second factor demanded" "0110_second_factor_demanded.sql",
}
