-- A disk may give back another page than the one that it was given, and SQLite
-- notices only what breaks its own structure. Records of version 1 have none.

ALTER TABLE received ADD COLUMN checksum INTEGER; -- see checksum.go
