-- The registers of the house: one line, one row. The register's name is the class of the entry; what the line says is sealed
-- under a key of its own, which is wrapped for the register's compartment. `number` is the entry of the record that vouches
-- for the row.
CREATE TABLE register_line (
    body TEXT NOT NULL,
    register TEXT NOT NULL,
    line BIGINT NOT NULL,
    number BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (body, register, line),
    UNIQUE (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
