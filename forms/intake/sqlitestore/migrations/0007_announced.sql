-- What is delivered to an organization about no record, such as a reminder: once for an
-- occasion. Its seq lies behind those of all records.

ALTER TABLE delivery ADD COLUMN sender   TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN occasion TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX delivery_announced ON delivery (channel, inquiry, sender, occasion) WHERE sender <> '';
