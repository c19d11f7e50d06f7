-- Who opened an exchange, and her signature over the seeds sealed to its members: nobody else can have made them.
ALTER TABLE exchange ADD COLUMN opened_by TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange ADD COLUMN signature BYTEA NOT NULL DEFAULT '';
