-- What lies beside a document of a file: the print that was signed, a scan of the signed paper, an electronic signature.
-- Its content, sealed in pieces. Its key is joined from one share for each compartment that the document shows; the shares
-- are parts in the table of documents, under the code of the enclosure.
CREATE TABLE enclosure (
    body TEXT NOT NULL,
    enclosure TEXT NOT NULL,
    piece BIGINT NOT NULL,
    number BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (body, enclosure, piece),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
CREATE INDEX enclosure_of_entry ON enclosure (body, number);

-- Papers and enclosures of a file, among its many readings.
CREATE INDEX entry_of_papers ON entry (body, file) WHERE class = 'paper';
