-- Certificates that a body trusts, or trusts no longer, when it checks electronic signatures made elsewhere. They are public and
-- stand in clear, each beside the entry of the record that vouches for it; of one certificate the newest row counts.
CREATE TABLE trusted_certificate (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    trusted BIGINT NOT NULL,
    certificate BLOB NOT NULL,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
