-- Years of the official calendar that were loaded: public law, in clear, so that due days are counted anew without any key. The
-- newest `loaded` of a year is the one that counts. Each body has the row beside the entry of its own record that vouches for it.
CREATE TABLE official_calendar (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    loaded BIGINT NOT NULL,
    year BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
CREATE INDEX official_calendar_loaded ON official_calendar (loaded);
