-- How a document came, under which version of its inquiry, and what its sender was told.
-- Records of earlier versions of the file do not know.

ALTER TABLE received ADD COLUMN via       TEXT    NOT NULL DEFAULT '';
ALTER TABLE received ADD COLUMN version   TEXT    NOT NULL DEFAULT '';
ALTER TABLE received ADD COLUMN verdict   TEXT    NOT NULL DEFAULT '';
ALTER TABLE received ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;

-- The inquiries as they were served, in order.

CREATE TABLE inquiry_version (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry  TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    since    INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00:00Z
    document BLOB    NOT NULL
) STRICT;

CREATE INDEX inquiry_version_of ON inquiry_version (inquiry);
