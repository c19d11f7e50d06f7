-- Where a file stands after its newest entry, sealed, so that the next act need not open every entry before it.
ALTER TABLE file_row ADD COLUMN kept BLOB;
