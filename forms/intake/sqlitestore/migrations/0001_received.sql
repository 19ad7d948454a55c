-- Received documents, in order of arrival, and the service's few secrets.

CREATE TABLE received (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL UNIQUE,
    call        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    nominator   TEXT    NOT NULL,
    received_at INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    key         TEXT    NOT NULL,
    document    BLOB    NOT NULL,
    UNIQUE (call, key)
) STRICT;

-- An index ends with the rowid, so this one serves "of a call, in order".
CREATE INDEX received_of_call ON received (call);

CREATE TRIGGER received_is_never_changed
BEFORE UPDATE ON received
BEGIN
    SELECT RAISE(ABORT, 'a received document is never changed');
END;

CREATE TRIGGER received_is_never_removed
BEFORE DELETE ON received
BEGIN
    SELECT RAISE(ABORT, 'a received document is never removed');
END;

-- INSERT OR REPLACE removes rows without asking the trigger above, unless the
-- connection has set recursive_triggers.
CREATE TRIGGER received_is_never_replaced
BEFORE INSERT ON received
WHEN EXISTS (SELECT 1 FROM received WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM received WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM received WHERE call = NEW.call AND key = NEW.key)
BEGIN
    SELECT RAISE(ABORT, 'a received document is never replaced');
END;

CREATE TABLE secret (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
