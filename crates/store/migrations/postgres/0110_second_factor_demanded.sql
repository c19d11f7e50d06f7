-- From which day a body demands a second factor of everybody, each decision beside the entry of the record that vouches for it: the
-- newest counts, and without a day the demand was withdrawn.
CREATE TABLE second_factor_demand (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    from_day TEXT,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);

-- How many factors the owner of a session has shown in it: the password alone is one, a passkey or a code beside it are two.
ALTER TABLE session ADD COLUMN factors BIGINT NOT NULL DEFAULT 1;
