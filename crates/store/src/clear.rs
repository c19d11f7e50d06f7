//! What stands in the tables, column by column: in clear, sealed, a key or a digest.
//!
//! The list of what may stand in clear is the one of the design for confidentiality, and nothing else. A test holds this
//! list against the schema of both databases, and reads every column that is called sealed.

/// How a column is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In clear; the words say which entry of the design's list allows it.
    Clear(&'static str),
    /// An envelope.
    Sealed,
    /// A public key, or private keys locked under a password.
    Keys,
    /// The server's private key: it signs entries without a person, and opens nothing.
    ServerKey,
    /// A shred key: in clear by design, in a table of its own that is backed up apart.
    ShredKey,
    /// A digest, a hash or a signature.
    Digest,
}

use Kept::{Clear, Digest, Keys, Sealed, ServerKey, ShredKey};

const BODY: Kept = Clear("names and codes of bodies");
const STAFF: Kept = Clear("staff codes");
const FILE: Kept = Clear("random codes of files");
const CODE: Kept = Clear("random codes");
const COUNT: Kept = Clear("counts");
const COMPARTMENT: Kept = Clear("wrapped keys: of which compartment and epoch");
const INSTANT: Kept = Clear("instants of entries");
const DUTY: Kept = Clear("duty rows: file, who, from, term, due day, calendar");

const FIGURES: Kept =
    Clear("monthly figures that a head has released: nothing small, nothing to work it out from");
const CALENDAR: Kept =
    Clear("the official calendar is public law; duty rows are counted by it without any key");

/// Every column of every table.
pub const COLUMNS: &[(&str, &str, Kept)] = &[
    ("body", "body", BODY),
    ("body", "name", BODY),
    (
        "body",
        "kind",
        Clear("what a body is: public, and needed before anybody is signed in"),
    ),
    ("body", "first_body", COUNT),
    ("chain_head", "body", BODY),
    ("chain_head", "number", COUNT),
    ("chain_head", "hash", Digest),
    ("account", "body", BODY),
    ("account", "account", STAFF),
    ("account", "login", Clear("logins")),
    ("account", "state", Clear("whether a login is in use")),
    ("account", "public_keys", Keys),
    ("account", "password_lock", Keys),
    ("account", "profile", Sealed),
    ("account", "card", Sealed),
    ("compartment", "body", BODY),
    ("compartment", "compartment", COMPARTMENT),
    ("compartment", "epoch", COMPARTMENT),
    ("compartment", "public_key", Keys),
    ("compartment_holder", "body", BODY),
    ("compartment_holder", "compartment", COMPARTMENT),
    ("compartment_holder", "epoch", COMPARTMENT),
    ("compartment_holder", "account", STAFF),
    ("compartment_holder", "sealed_seed", Sealed),
    ("session", "body", BODY),
    ("session", "account", STAFF),
    ("session", "token_hash", Digest),
    ("session", "wrapped_keys", Sealed),
    ("session", "seen_at", INSTANT),
    ("session", "ends_at", INSTANT),
    ("session", "proved_at", INSTANT),
    ("session", "held", COUNT),
    ("invitation", "body", BODY),
    ("invitation", "account", STAFF),
    ("invitation", "code_hash", Digest),
    ("invitation", "expires_at", INSTANT),
    ("sign_in_pace", "login_digest", Digest),
    ("sign_in_pace", "failures", COUNT),
    ("sign_in_pace", "last_at", INSTANT),
    ("sign_in_pace", "not_before", INSTANT),
    ("server", "server", COUNT),
    ("server", "public_key", Keys),
    ("server", "private_key", ServerKey),
    ("shred_key", "body", BODY),
    ("shred_key", "file", FILE),
    ("shred_key", "shred_key", ShredKey),
    ("file", "body", BODY),
    ("file", "file", FILE),
    ("file", "state", Clear("open, closed or erased")),
    ("file", "edition", Clear("edition")),
    ("entry", "body", BODY),
    ("entry", "number", COUNT),
    ("entry", "class", Clear("classes of entries")),
    ("entry", "account", STAFF),
    ("entry", "about", STAFF),
    ("entry", "file", FILE),
    ("entry", "exchange", CODE),
    ("entry", "sequence", COUNT),
    ("entry", "act_id", CODE),
    ("entry", "recorded_at", INSTANT),
    ("entry", "digest", Digest),
    ("entry", "signature", Digest),
    ("entry", "previous_hash", Digest),
    ("entry", "hash", Digest),
    ("sealed_body", "body", BODY),
    ("sealed_body", "number", COUNT),
    ("sealed_body", "epoch", COMPARTMENT),
    ("sealed_body", "sealed", Sealed),
    ("document", "body", BODY),
    ("document", "document", CODE),
    ("document", "part", COUNT),
    ("document", "number", COUNT),
    ("document", "epoch", COMPARTMENT),
    ("document", "wrapped_key", Sealed),
    ("document", "author_key", Sealed),
    ("document", "sealed", Sealed),
    ("enclosure", "body", BODY),
    ("enclosure", "enclosure", CODE),
    ("enclosure", "piece", COUNT),
    ("enclosure", "number", COUNT),
    ("enclosure", "sealed", Sealed),
    ("file_row", "body", BODY),
    ("file_row", "file", FILE),
    ("file_row", "sequence", COUNT),
    ("file_row", "exchange_entries", COUNT),
    ("file_row", "epoch", COMPARTMENT),
    ("file_row", "sealed", Sealed),
    ("file_row", "account", STAFF),
    ("file_row", "signature", Digest),
    ("file_row", "kept", Sealed),
    ("duty", "body", BODY),
    ("duty", "file", DUTY),
    ("duty", "duty", COUNT),
    ("duty", "who", DUTY),
    ("duty", "from_day", DUTY),
    ("duty", "term", DUTY),
    ("duty", "due_day", DUTY),
    ("duty", "calendar_digest", Digest),
    ("official_calendar", "body", BODY),
    ("official_calendar", "number", COUNT),
    ("official_calendar", "loaded", COUNT),
    ("official_calendar", "year", CALENDAR),
    ("official_calendar", "text", CALENDAR),
    ("released_figures", "body", BODY),
    ("released_figures", "number", COUNT),
    ("released_figures", "month", FIGURES),
    ("released_figures", "figures", FIGURES),
    ("exchange", "body", BODY),
    ("exchange", "exchange", CODE),
    ("exchange", "to_body", BODY),
    ("exchange", "file", FILE),
    ("exchange", "entries", COUNT),
    ("exchange_member", "body", BODY),
    ("exchange_member", "exchange", CODE),
    ("exchange_member", "compartment", COMPARTMENT),
    ("exchange_member", "epoch", COMPARTMENT),
    ("exchange_member", "sealed_seed", Sealed),
    ("register_line", "body", BODY),
    ("register_line", "register", Clear("classes of entries")),
    ("register_line", "line", COUNT),
    ("register_line", "number", COUNT),
    ("register_line", "epoch", COMPARTMENT),
    ("register_line", "wrapped_key", Sealed),
    ("register_line", "sealed", Sealed),
    ("register_receipt", "body", BODY),
    ("register_receipt", "register", Clear("classes of entries")),
    ("register_receipt", "line", COUNT),
    ("register_receipt", "receipt_hash", Digest),
    ("register_receipt", "public_key", Keys),
    ("register_receipt", "wrapped_seed", Sealed),
    ("register_receipt", "answer", Sealed),
    ("recovery", "body", BODY),
    ("recovery", "public_key", Keys),
    ("recovery", "first_pair", Sealed),
    ("recovery", "second_pair", Sealed),
    ("recovery", "third_pair", Sealed),
    ("recovery_holder", "body", BODY),
    ("recovery_holder", "account", STAFF),
    ("recovery_holder", "sealed_keys", Sealed),
];
