-- An exchange need not belong to a file of the body that opened it: a referral, a request for a report.
ALTER TABLE exchange ALTER COLUMN file DROP NOT NULL;
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
