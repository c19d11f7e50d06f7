-- The server's own key, for entries without a person and for checkpoints. It opens nothing.
CREATE TABLE server (
    server BIGINT NOT NULL PRIMARY KEY CHECK (server = 1),
    public_key BYTEA NOT NULL,
    private_key BYTEA NOT NULL
);

-- An entry may now name the server, which is no account.
ALTER TABLE entry DROP CONSTRAINT entry_body_account_fkey;
