-- Beside a line entered without an account: the digest of the code that its author was given, and a seed that only this code
-- unwraps. Beside an answer: the answer once more, sealed to that seed. The entry of the line vouches for the row.
CREATE TABLE register_receipt (
    body TEXT NOT NULL,
    register TEXT NOT NULL,
    line BIGINT NOT NULL,
    receipt_hash BLOB NOT NULL,
    public_key BLOB,
    wrapped_seed BLOB,
    answer BLOB,
    PRIMARY KEY (body, register, line),
    FOREIGN KEY (body, register, line) REFERENCES register_line (body, register, line)
);
CREATE INDEX receipt_of_code ON register_receipt (receipt_hash);
