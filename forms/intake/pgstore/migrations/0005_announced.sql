-- What is delivered to an organization about no record, such as a reminder: once for an
-- occasion. Its seq lies behind those of all records.

ALTER TABLE hytekit.delivery
    ADD COLUMN sender   text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN occasion text COLLATE "C" NOT NULL DEFAULT '';

CREATE UNIQUE INDEX delivery_announced ON hytekit.delivery (channel, inquiry, sender, occasion) WHERE sender <> '';

CREATE SEQUENCE hytekit.announced;
