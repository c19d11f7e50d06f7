-- Monthly figures that a head has released: made so that nobody can be told from them (nothing fewer than five, nothing that could be
-- worked out by subtraction), hence in clear, for those who hold no key. They outlive the files they were counted from. The exact
-- figures are sealed beside the entry that vouches for the row.
CREATE TABLE released_figures (
    body TEXT NOT NULL,
    number BIGINT NOT NULL,
    month TEXT NOT NULL,
    figures TEXT NOT NULL,
    PRIMARY KEY (body, number),
    FOREIGN KEY (body, number) REFERENCES entry (body, number)
);
