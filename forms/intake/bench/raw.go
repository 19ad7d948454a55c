package main

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"time"

	_ "modernc.org/sqlite" // the engine of the embedded store
)

// rawRate is how many rows a second the disk takes when each is a commit of its own: a
// prepared INSERT into a table of three columns without further indexes, on one
// connection, durable as the store's.
func rawRate(ctx context.Context, path string, document []byte, during time.Duration) (perSecond float64, err error) {
	address := url.URL{Scheme: "file", Opaque: path, RawQuery: url.Values{"_pragma": {"journal_mode(WAL)", "synchronous(FULL)"}}.Encode()}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "CREATE TABLE received (seq INTEGER PRIMARY KEY, key TEXT NOT NULL, document BLOB NOT NULL)"); err != nil {
		return 0, err
	}
	insert, err := db.PrepareContext(ctx, "INSERT INTO received (key, document) VALUES (?, ?)")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	rows := 0
	began := time.Now()
	for time.Since(began) < during {
		if _, err := insert.ExecContext(ctx, "aaaabbbbccccddddeeeeffff22", document); err != nil {
			return 0, err
		}
		rows++
	}
	return float64(rows) / time.Since(began).Seconds(), nil
}
