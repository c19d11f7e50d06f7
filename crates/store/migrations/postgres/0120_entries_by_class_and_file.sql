-- Every page of a head asks for entries of a few classes (broken glass, unusual readings of a day, signs-in), and every page of a file
-- for those of that file: without these, each looks through the whole record of the body, which only grows.
CREATE INDEX entry_of_class ON entry (body, class, number);
CREATE INDEX entry_of_class_by_time ON entry (body, class, recorded_at);
CREATE INDEX entry_of_file ON entry (body, file, number) WHERE file IS NOT NULL;

-- What the first and the last stand in the place of. (On SQLite they were lost when the table was made anew, in 0050.)
DROP INDEX IF EXISTS entry_of_glass;
DROP INDEX IF EXISTS entry_of_papers;
