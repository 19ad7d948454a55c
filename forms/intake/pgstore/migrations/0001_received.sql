-- Received documents, in order of arrival, the inquiries as they were served, and the
-- service's few secrets. Texts are compared byte by byte (COLLATE "C"): an index in the
-- order of a language breaks without a word when the server's library changes that order.

CREATE TABLE hytekit.received (
    seq         bigint      PRIMARY KEY,
    id          text        COLLATE "C" NOT NULL CONSTRAINT received_id UNIQUE,
    inquiry     text        COLLATE "C" NOT NULL,
    kind        text        COLLATE "C" NOT NULL,
    sender      text        COLLATE "C" NOT NULL,
    received_at timestamptz NOT NULL,
    key         text        COLLATE "C" NOT NULL,
    via         text        COLLATE "C" NOT NULL,
    version     text        COLLATE "C" NOT NULL,
    verdict     text        COLLATE "C" NOT NULL,
    confirmed   boolean     NOT NULL,
    document    bytea       NOT NULL,
    checksum    bigint      NOT NULL, -- of all columns but seq
    CONSTRAINT received_key UNIQUE (inquiry, key)
);

CREATE UNIQUE INDEX received_of_inquiry ON hytekit.received (inquiry, seq);

-- The greatest seq that was given. Whoever adds records holds its only row until the
-- commit, so that records get visible in the order of their seq.
CREATE TABLE hytekit.counter (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    last   bigint  NOT NULL
);

INSERT INTO hytekit.counter (last) VALUES (0);

-- How many records each inquiry has: a count that needs no reading of all of them, and
-- shows when a reading found too few.
CREATE TABLE hytekit.tally (
    inquiry text   COLLATE "C" PRIMARY KEY,
    records bigint NOT NULL
) WITH (fillfactor = 50); -- room for the next version of a row beside it

CREATE TABLE hytekit.inquiry_version (
    seq      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inquiry  text        COLLATE "C" NOT NULL,
    id       text        COLLATE "C" NOT NULL,
    since    timestamptz NOT NULL,
    document bytea       NOT NULL
);

CREATE INDEX inquiry_version_of ON hytekit.inquiry_version (inquiry, seq);

CREATE TABLE hytekit.secret (
    name  text  COLLATE "C" PRIMARY KEY,
    value bytea NOT NULL
);

-- Statement triggers also see ON CONFLICT DO UPDATE and MERGE; ALWAYS ones also a session
-- that plays the part of a replica.
CREATE FUNCTION hytekit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a received document is never changed or removed'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON hytekit.received
FOR EACH STATEMENT EXECUTE FUNCTION hytekit.refuse_change();

CREATE TRIGGER is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON hytekit.inquiry_version
FOR EACH STATEMENT EXECUTE FUNCTION hytekit.refuse_change();

ALTER TABLE hytekit.received ENABLE ALWAYS TRIGGER is_never_changed;
ALTER TABLE hytekit.inquiry_version ENABLE ALWAYS TRIGGER is_never_changed;
