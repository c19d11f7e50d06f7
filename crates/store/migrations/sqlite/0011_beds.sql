-- Which bed a file occupies: two files cannot take one bed, also when two people assign it at the same moment. A bed stands here
-- as a number that its name and the body's own seed make: opaque to whoever holds no key. Derived from the fold, like `duty`.
CREATE TABLE bed_taken (
    body TEXT NOT NULL,
    bed BLOB NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (body, bed),
    UNIQUE (body, file),
    FOREIGN KEY (body, file) REFERENCES file (body, file)
);
