-- The shred keys of restricted files and of their exchanges, sealed to each who may hold them: a person of the body, the compartment
-- `emergency`, another body that takes part in the exchange. No reference to the file: the archive of shred keys is restored apart.
CREATE TABLE restricted_key (
    body TEXT NOT NULL REFERENCES body (body),
    file TEXT NOT NULL,
    stream TEXT NOT NULL,
    holder TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    sealed_key BLOB NOT NULL,
    PRIMARY KEY (body, stream, holder)
);
CREATE INDEX restricted_key_of_file ON restricted_key (body, file);
CREATE INDEX entry_of_glass ON entry (body, class) WHERE class IN ('restriction', 'glass_broken', 'glass_reviewed');
