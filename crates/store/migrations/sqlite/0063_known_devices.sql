-- The browsers in which each account has signed in: a digest of what their cookie holds, another one for each account.
CREATE TABLE known_device (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    device BLOB NOT NULL,
    first_at TEXT NOT NULL,
    PRIMARY KEY (body, account, device),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);
