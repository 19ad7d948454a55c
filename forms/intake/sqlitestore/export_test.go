package sqlitestore

import "database/sql"

// Writer is the connection that appends, for tests that look at it or starve it.
func (s *Store) Writer() *sql.DB { return s.writer }

// Reader is the pool of connections that read.
func (s *Store) Reader() *sql.DB { return s.reader }
