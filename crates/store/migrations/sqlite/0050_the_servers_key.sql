-- The server's own key, for entries without a person and for checkpoints. It opens nothing.
CREATE TABLE server (
    server BIGINT NOT NULL PRIMARY KEY CHECK (server = 1),
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL
);

-- An entry may now name the server, which is no account, so that `account` no longer refers to one. SQLite cannot take a
-- constraint away: the three tables are made anew and take the names of the old.
CREATE TABLE entry_new (
    body TEXT NOT NULL REFERENCES body (body),
    number BIGINT NOT NULL,
    class TEXT NOT NULL,
    account TEXT NOT NULL,
    about TEXT,
    file TEXT,
    exchange TEXT,
    sequence BIGINT,
    act_id BLOB,
    recorded_at TEXT NOT NULL,
    digest BLOB NOT NULL,
    signature BLOB NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (body, number),
    UNIQUE (body, file, sequence),
    UNIQUE (body, exchange, sequence),
    UNIQUE (body, act_id)
);
INSERT INTO entry_new
SELECT body, number, class, account, about, file, exchange, sequence, act_id, recorded_at, digest, signature,
       previous_hash, hash
FROM entry;

CREATE TABLE sealed_body_new (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry_new (body, number)
);
INSERT INTO sealed_body_new SELECT body, number, epoch, sealed FROM sealed_body;

CREATE TABLE document_new (
    body TEXT NOT NULL,
    document TEXT NOT NULL,
    part BIGINT NOT NULL,
    number BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped_key BLOB NOT NULL,
    author_key BLOB,
    sealed BLOB NOT NULL,
    PRIMARY KEY (body, document, part),
    FOREIGN KEY (body, number) REFERENCES entry_new (body, number)
);
INSERT INTO document_new SELECT body, document, part, number, epoch, wrapped_key, author_key, sealed FROM document;

DROP TABLE document;
DROP TABLE sealed_body;
DROP TABLE entry;
-- The names in the references follow.
ALTER TABLE entry_new RENAME TO entry;
ALTER TABLE sealed_body_new RENAME TO sealed_body;
ALTER TABLE document_new RENAME TO document;

CREATE INDEX entry_of_exchange ON entry (exchange, sequence);
CREATE INDEX document_of_entry ON document (body, number);

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only');
END;

CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only');
END;
