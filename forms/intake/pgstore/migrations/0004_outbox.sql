-- What is still to be delivered about received documents, and what was. Rows hold no
-- personal data: address_hash is a keyed hash that differs from day to day.

CREATE TABLE hytekit.delivery (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seq          bigint      NOT NULL, -- of the record
    record       text        COLLATE "C" NOT NULL,
    inquiry      text        COLLATE "C" NOT NULL,
    channel      text        COLLATE "C" NOT NULL,
    recipient    text        COLLATE "C" NOT NULL,
    ordered      boolean     NOT NULL,
    state        text        COLLATE "C" NOT NULL,
    attempts     integer     NOT NULL,
    round        integer     NOT NULL,
    due          timestamptz NOT NULL,
    failure      text        COLLATE "C" NOT NULL,
    changed      timestamptz NOT NULL,
    claim        bigint      NOT NULL, -- how often it was handed out
    claimed      timestamptz,          -- until when it is handed out
    arrived      timestamptz,          -- when it may have arrived last
    address_hash bytea,
    UNIQUE (channel, inquiry, recipient, seq)
);

CREATE INDEX delivery_due ON hytekit.delivery (channel, seq, id) WHERE state = 'waiting';
CREATE INDEX delivery_waiting ON hytekit.delivery (channel, inquiry, recipient, seq) WHERE state = 'waiting';
CREATE INDEX delivery_arrived ON hytekit.delivery (channel, inquiry, arrived);
CREATE INDEX delivery_to ON hytekit.delivery (address_hash) WHERE address_hash IS NOT NULL;
CREATE INDEX delivery_refused ON hytekit.delivery (id) WHERE state = 'refused';

CREATE TABLE hytekit.planned (
    channel text   COLLATE "C" NOT NULL,
    inquiry text   COLLATE "C" NOT NULL,
    seq     bigint NOT NULL, -- of the last record that is planned for
    PRIMARY KEY (channel, inquiry)
);
