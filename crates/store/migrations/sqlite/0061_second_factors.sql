-- The secret of the app that shows codes, sealed to its owner; the step whose code was used last.
CREATE TABLE second_factor (
    body TEXT NOT NULL,
    account TEXT NOT NULL,
    sealed BLOB NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);
