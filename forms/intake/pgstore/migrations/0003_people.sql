-- The organizer's people: their sessions, and what they did.

CREATE TABLE hytekit.session (
    key       bytea       PRIMARY KEY, -- SHA-256 of the cookie's value
    who       text        COLLATE "C" NOT NULL,
    role      text        COLLATE "C" NOT NULL,
    token     bytea       NOT NULL, -- SHA-256 of the organizer's token at the time
    opened_at timestamptz NOT NULL,
    seen_at   timestamptz NOT NULL
);

CREATE INDEX session_opened ON hytekit.session (opened_at);

CREATE TABLE hytekit.audit (
    seq     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    action  text        COLLATE "C" NOT NULL,
    who     text        COLLATE "C" NOT NULL,
    role    text        COLLATE "C" NOT NULL,
    page    text        COLLATE "C" NOT NULL,
    inquiry text        COLLATE "C" NOT NULL,
    record  text        COLLATE "C" NOT NULL,
    request text        COLLATE "C" NOT NULL,
    times   integer     NOT NULL
);

CREATE FUNCTION hytekit.refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an entry of the audit log is never changed or removed'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER is_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON hytekit.audit
FOR EACH STATEMENT EXECUTE FUNCTION hytekit.refuse_change_of_audit();

ALTER TABLE hytekit.audit ENABLE ALWAYS TRIGGER is_never_changed;

-- Personal links of an organization, or of all ('') of an inquiry, that were made before
-- an instant do not hold any more.
CREATE TABLE hytekit.revoked_link (
    inquiry text        COLLATE "C" NOT NULL,
    sender  text        COLLATE "C" NOT NULL,
    before  timestamptz NOT NULL,
    PRIMARY KEY (inquiry, sender)
);
