-- The recovery secret of a body, sealed to each two of three custodians with printed kits, and the keys of those who let
-- themselves be recovered, sealed to its public half. One who holds neither kit opens nothing of it.
CREATE TABLE recovery (
    body TEXT NOT NULL PRIMARY KEY REFERENCES body (body),
    public_key BLOB NOT NULL,
    first_pair BLOB NOT NULL,
    second_pair BLOB NOT NULL,
    third_pair BLOB NOT NULL
);

CREATE TABLE recovery_holder (
    body TEXT NOT NULL REFERENCES recovery (body),
    account TEXT NOT NULL,
    sealed_keys BLOB NOT NULL,
    PRIMARY KEY (body, account),
    FOREIGN KEY (body, account) REFERENCES account (body, account)
);

-- Every page asks whether somebody's keys are being recovered.
CREATE INDEX entry_of_recovery ON entry (body, number)
    WHERE class IN ('recovery_asked', 'recovery_stopped', 'recovered');
-- What is held or erased stands in the record.
CREATE INDEX entry_of_keeping ON entry (body, number)
    WHERE class IN ('retention', 'hold', 'hold_lifted', 'erased');
