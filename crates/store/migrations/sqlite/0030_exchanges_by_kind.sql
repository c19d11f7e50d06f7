-- An exchange need not belong to a file of the body that opened it: a referral, a request for a report.
CREATE TABLE exchange_by_kind (
    body TEXT NOT NULL REFERENCES body (body),
    exchange TEXT NOT NULL,
    to_body TEXT NOT NULL REFERENCES body (body),
    file TEXT,
    entries BIGINT NOT NULL,
    PRIMARY KEY (body, exchange),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);
INSERT INTO exchange_by_kind (body, exchange, to_body, file, entries)
    SELECT body, exchange, to_body, file, entries FROM exchange;
DROP TABLE exchange;
ALTER TABLE exchange_by_kind RENAME TO exchange;
CREATE INDEX exchange_received ON exchange (to_body, exchange);
CREATE INDEX exchange_of_member ON exchange_member (exchange, body);
CREATE INDEX exchange_of_file ON exchange (body, file);

-- The file of a body that received an exchange: the one that began with it, or that it asks about.
CREATE TABLE exchange_file (
    body TEXT NOT NULL,
    exchange TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (body, exchange),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);
CREATE INDEX exchange_file_of_file ON exchange_file (body, file);
