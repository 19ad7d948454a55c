-- What is still to be delivered about received documents, and what was. Rows hold no
-- personal data: address_hash is a keyed hash that differs from day to day. No row is
-- ever removed, so that no page of this file is used again; see checkForeignLog.

CREATE TABLE delivery (
    id           INTEGER PRIMARY KEY,
    seq          INTEGER NOT NULL, -- of the record
    record       TEXT    NOT NULL,
    inquiry      TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    recipient    TEXT    NOT NULL,
    ordered      INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    attempts     INTEGER NOT NULL,
    round        INTEGER NOT NULL,
    due          INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z, as all times here
    failure      TEXT    NOT NULL,
    changed      INTEGER NOT NULL,
    claim        INTEGER NOT NULL, -- how often it was handed out
    claimed      INTEGER NOT NULL, -- until when it is handed out; 0 if it is not
    arrived      INTEGER NOT NULL, -- when it may have arrived last; 0 if it has not
    address_hash BLOB,
    UNIQUE (channel, inquiry, recipient, seq)
) STRICT;

CREATE INDEX delivery_due ON delivery (channel, seq, due) WHERE state = 'waiting';
CREATE INDEX delivery_waiting ON delivery (channel, inquiry, recipient, seq) WHERE state = 'waiting';
CREATE INDEX delivery_arrived ON delivery (channel, inquiry, arrived);
CREATE INDEX delivery_to ON delivery (address_hash) WHERE address_hash IS NOT NULL;
CREATE INDEX delivery_refused ON delivery (id) WHERE state = 'refused';

CREATE TABLE planned (
    channel TEXT    NOT NULL,
    inquiry TEXT    NOT NULL,
    seq     INTEGER NOT NULL, -- of the last record that is planned for
    PRIMARY KEY (channel, inquiry)
) STRICT;
