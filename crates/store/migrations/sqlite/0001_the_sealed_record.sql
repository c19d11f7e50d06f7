-- The sealed record. What stands here in clear is listed, with reasons, in src/clear.rs and in SECURITY.md;
-- a test holds that list against this file. Only TEXT, BIGINT and BLOB; days and instants are ISO text.

-- `first_body` is 1 for the body of the set-up page, and unique: it is set up once, also when two people try.
CREATE TABLE body (
    body TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    first_body BIGINT UNIQUE
);

-- The head of the body's chain. Writers take it first: in PostgreSQL it is the lock of the chain.
CREATE TABLE chain_head (
    body TEXT NOT NULL PRIMARY KEY REFERENCES body (body),
    number BIGINT NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE account (
    body TEXT NOT NULL REFERENCES body (body),
    account TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    public_keys BLOB NOT NULL,
    password_lock BLOB NOT NULL,
    profile BLOB NOT NULL,
    card BLOB NOT NULL,
    PRIMARY KEY (body, account)
);

-- One random seed for each compartment and epoch; its public half, for those who write without holding it.
CREATE TABLE compartment (
    body TEXT NOT NULL REFERENCES body (body),
    compartment TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    public_key BLOB NOT NULL,
    PRIMARY KEY (body, compartment, epoch)
);

-- The seed, sealed to each person who holds the compartment.
CREATE TABLE compartment_holder (
    body TEXT NOT NULL,
    compartment TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    account TEXT NOT NULL,
    sealed_seed BLOB NOT NULL,
    PRIMARY KEY (body, compartment, epoch, account),
    FOREIGN KEY (body, compartment, epoch) REFERENCES compartment (body, compartment, epoch),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);

CREATE TABLE session (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    wrapped_keys BLOB NOT NULL,
    seen_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);

-- Failed sign-ins by the digest of the login typed, whether or not there is such an account.
CREATE TABLE sign_in_pace (
    login_digest BLOB NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at TEXT NOT NULL,
    not_before TEXT NOT NULL
);

-- Destroying the shred key erases the file, or the exchange, or the list of readings that has it.
CREATE TABLE shred_key (
    body TEXT NOT NULL REFERENCES body (body),
    file TEXT NOT NULL,
    shred_key BLOB NOT NULL,
    PRIMARY KEY (body, file)
);

CREATE TABLE file (
    body TEXT NOT NULL REFERENCES body (body),
    file TEXT NOT NULL,
    state TEXT NOT NULL,
    edition TEXT NOT NULL,
    PRIMARY KEY (body, file)
);

-- Append-only: acts, readings, sign-ins, changes of rights; chained for each body, signed by the person.
CREATE TABLE entry (
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
    UNIQUE (body, act_id),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);
CREATE INDEX entry_of_exchange ON entry (exchange, sequence);

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only');
END;

CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only');
END;

-- What an entry says, sealed, in a table of its own: it can be shredded and the chain holds.
CREATE TABLE sealed_body (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);

-- A frozen document, one row for each compartment it belongs to: its key, wrapped, and its content, sealed.
CREATE TABLE document (
    body TEXT NOT NULL,
    document TEXT NOT NULL,
    part BIGINT NOT NULL,
    number BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped_key BLOB NOT NULL,
    author_key BLOB,
    sealed BLOB NOT NULL,
    PRIMARY KEY (body, document, part),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
CREATE INDEX document_of_entry ON document (body, number);

-- Derived from the fold, replaced with each act: the summary, sealed, and a signature that covers the duty rows too.
CREATE TABLE file_row (
    body TEXT NOT NULL,
    file TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    exchange_entries BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    account TEXT NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (body, file),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);

CREATE TABLE duty (
    body TEXT NOT NULL,
    file TEXT NOT NULL,
    duty BIGINT NOT NULL,
    who TEXT NOT NULL,
    from_day TEXT NOT NULL,
    term TEXT NOT NULL,
    due_day TEXT,
    calendar_digest BLOB NOT NULL,
    PRIMARY KEY (body, file, duty),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);

-- A stream between two bodies. `entries` counts what both have appended: the optimistic lock of the exchange.
CREATE TABLE exchange (
    body TEXT NOT NULL REFERENCES body (body),
    exchange TEXT NOT NULL,
    to_body TEXT NOT NULL REFERENCES body (body),
    file TEXT NOT NULL,
    entries BIGINT NOT NULL,
    PRIMARY KEY (body, exchange),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);
CREATE INDEX exchange_received ON exchange (to_body, exchange);

-- The exchange's two seeds, each sealed to the compartment that reads it in each of the two bodies.
CREATE TABLE exchange_member (
    body TEXT NOT NULL REFERENCES body (body),
    exchange TEXT NOT NULL,
    compartment TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed_seed BLOB NOT NULL,
    PRIMARY KEY (body, exchange, compartment)
);
