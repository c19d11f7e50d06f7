-- A place on the staff that waits for its holder. Her keys lie locked under the code in `account.password_lock`; of the code
-- only a hash is kept.
CREATE TABLE invitation (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    code_hash BYTEA NOT NULL UNIQUE,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);

-- How many sealed seeds the session's keys were made from: when there are others, they are opened anew.
ALTER TABLE session ADD COLUMN held BIGINT NOT NULL DEFAULT -1;
