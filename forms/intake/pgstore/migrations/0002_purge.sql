-- A document may be replaced by what stays of it when it is needed no more, and only so.

CREATE TABLE hytekit.purge (
    seq     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inquiry text        COLLATE "C" NOT NULL,
    at      timestamptz NOT NULL,
    keep    text        COLLATE "C" NOT NULL, -- what stays
    records integer     NOT NULL              -- of how many records the document was replaced
);

CREATE INDEX purge_of ON hytekit.purge (inquiry, seq);

-- The records whose documents are being replaced. There are rows within the transaction of
-- a purge only.
CREATE TABLE hytekit.purging (
    seq bigint PRIMARY KEY
);

CREATE FUNCTION hytekit.refuse_other_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM hytekit.purging WHERE seq = OLD.seq)
       OR (OLD.seq, OLD.id, OLD.inquiry, OLD.kind, OLD.sender, OLD.received_at, OLD.key, OLD.via, OLD.version, OLD.verdict, OLD.confirmed)
          IS DISTINCT FROM
          (NEW.seq, NEW.id, NEW.inquiry, NEW.kind, NEW.sender, NEW.received_at, NEW.key, NEW.via, NEW.version, NEW.verdict, NEW.confirmed) THEN
        RAISE EXCEPTION 'a received document is never changed or removed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;

DROP TRIGGER is_never_changed ON hytekit.received;

CREATE TRIGGER is_never_removed
BEFORE DELETE OR TRUNCATE ON hytekit.received
FOR EACH STATEMENT EXECUTE FUNCTION hytekit.refuse_change();

CREATE TRIGGER is_never_changed
BEFORE UPDATE ON hytekit.received
FOR EACH ROW EXECUTE FUNCTION hytekit.refuse_other_change();

ALTER TABLE hytekit.received ENABLE ALWAYS TRIGGER is_never_removed;
ALTER TABLE hytekit.received ENABLE ALWAYS TRIGGER is_never_changed;
