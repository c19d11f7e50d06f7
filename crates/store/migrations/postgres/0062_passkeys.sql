-- Passkeys: the name and the public key that an authenticator gave, its counter of signatures, and the owner's keys wrapped under
-- the secret that it alone computes.
CREATE TABLE passkey (
    credential BYTEA NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    public_key BYTEA NOT NULL,
    counter BIGINT NOT NULL,
    wrapped_keys BYTEA NOT NULL,
    name BYTEA NOT NULL,
    added_at TEXT NOT NULL,
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);
CREATE INDEX passkey_of_account ON passkey (body, account);

-- Challenges that were answered, for as long as they could be answered again.
CREATE TABLE used_challenge (
    challenge BYTEA NOT NULL PRIMARY KEY,
    used_at TEXT NOT NULL
);
