-- A document may be replaced by what stays of it when it is needed no more, and only so.

CREATE TABLE purge (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry TEXT    NOT NULL,
    at      INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    keep    TEXT    NOT NULL, -- what stays
    records INTEGER NOT NULL  -- of how many records the document was replaced
) STRICT;

CREATE INDEX purge_of ON purge (inquiry);

-- The records whose documents are being replaced. There are rows within the transaction of
-- a purge only.
CREATE TABLE purging (
    seq INTEGER PRIMARY KEY
) STRICT;

DROP TRIGGER received_is_never_changed;

CREATE TRIGGER received_is_never_changed
BEFORE UPDATE ON received
WHEN NOT EXISTS (SELECT 1 FROM purging WHERE seq = OLD.seq)
  OR (OLD.seq, OLD.id, OLD.call, OLD.kind, OLD.nominator, OLD.received_at, OLD.key, OLD.via, OLD.version, OLD.verdict, OLD.confirmed)
     IS NOT (NEW.seq, NEW.id, NEW.call, NEW.kind, NEW.nominator, NEW.received_at, NEW.key, NEW.via, NEW.version, NEW.verdict, NEW.confirmed)
BEGIN
    SELECT RAISE(ABORT, 'a received document is never changed');
END;
