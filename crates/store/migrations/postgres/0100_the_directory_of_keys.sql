-- Who vouches for whose keys. The key that signs a body's directory, one for each epoch of the compartment that heads alone hold; each
-- is signed by the one before it, the first by itself.
CREATE TABLE directory_key (
    body TEXT NOT NULL REFERENCES body (body),
    epoch BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (body, epoch)
);

-- What the directory says, in JSON, signed by the newest key: which public halves there are, whose keys are whose, who holds what.
CREATE TABLE directory (
    body TEXT NOT NULL PRIMARY KEY REFERENCES body (body),
    statement BYTEA NOT NULL,
    signature BYTEA NOT NULL
);

-- Keys that took the place of those that waited for an invitation, until the directory names them itself: the keys that waited, and
-- their signature over the new ones.
CREATE TABLE introduction (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    public_keys BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);

-- The keys of directories that somebody has seen, sealed under a key that follows from her own: nobody else can write it.
CREATE TABLE directory_pin (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);
