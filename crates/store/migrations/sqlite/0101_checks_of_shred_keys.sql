-- What tells the shred key of a file, and of an exchange, from any other: its first entry vouches for it, also when the key is gone.
ALTER TABLE file ADD COLUMN shred_check BLOB NOT NULL DEFAULT x'';
ALTER TABLE exchange ADD COLUMN shred_check BLOB NOT NULL DEFAULT x'';
