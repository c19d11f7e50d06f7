-- The instant of the last proof of who is signed in: her password, or what stands for it.
ALTER TABLE session ADD COLUMN proved_at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00Z';
