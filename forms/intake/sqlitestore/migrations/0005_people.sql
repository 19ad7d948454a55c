-- The organizer's people: their sessions, and what they did.

CREATE TABLE session (
    key       BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's value
    who       TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    token     BLOB    NOT NULL, -- SHA-256 of the organizer's token at the time
    opened_at INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    seen_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    action  TEXT    NOT NULL,
    who     TEXT    NOT NULL,
    role    TEXT    NOT NULL,
    page    TEXT    NOT NULL,
    inquiry TEXT    NOT NULL,
    record  TEXT    NOT NULL,
    request TEXT    NOT NULL,
    times   INTEGER NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed
BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log is never changed');
END;

CREATE TRIGGER audit_is_never_removed
BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log is never removed');
END;

-- As of received: INSERT OR REPLACE does not ask the trigger above.
CREATE TRIGGER audit_is_never_replaced
BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'an entry of the audit log is never replaced');
END;

-- Personal links of an organization, or of all ('') of an inquiry, that were made before
-- an instant do not hold any more.
CREATE TABLE revoked_link (
    inquiry TEXT    NOT NULL,
    sender  TEXT    NOT NULL,
    before  INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    PRIMARY KEY (inquiry, sender)
) STRICT, WITHOUT ROWID;
