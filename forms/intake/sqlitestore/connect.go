package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// lockWait is how long a connection waits for another's lock before it gives
// up. The end of the caller's context ends the wait sooner.
const lockWait = 5 * time.Second

var waits = fmt.Sprintf("busy_timeout(%d)", lockWait.Milliseconds())

// parameters apply to every connection. The driver's own are explained at
// sqlite.Driver.Open, the pragmas at https://www.sqlite.org/pragma.html.
var parameters = url.Values{
	"_defensive": {"1"},
	"_dqs":       {"0"},
	"_error_rc":  {"1"},
	"_pragma": {
		"synchronous(FULL)", // in WAL mode: a commit waits until the log is on the disk
		"foreign_keys(ON)",
		"recursive_triggers(ON)", // so that REPLACE meets the trigger that forbids to remove
		"trusted_schema(OFF)",
		"cell_size_check(ON)",
		"temp_store(MEMORY)", // no copies of personal data in temporary files
	},
}

// Of each kind of connection; createFile has made the file, with the right mode.
var (
	// The writer does not fold the -wal file: whoever waited for that commit would wait
	// for it, too. The folder does, and never waits for others, who might wait for it. What
	// the writer frees is overwritten, so that a purged document is in no page.
	writerParameters = url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_pragma": {waits, "wal_autocheckpoint(0)", "secure_delete(ON)"}}
	folderParameters = url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(0)"}}
	readerParameters = url.Values{"mode": {"ro"}, "_query_only": {"1"}, "_pragma": {waits}}
	// alone reads the file as it is without its -wal file, and asks for no lock.
	aloneParameters = url.Values{"mode": {"ro"}, "_query_only": {"1"}, "immutable": {"1"}, "_pragma": {waits}}
)

// openPool returns a pool of at most size connections. It does not connect.
func openPool(path string, size int, own url.Values) (*sql.DB, error) {
	connector, err := sqlite.NewConnector(address(path, own))
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// address returns the SQLite URI of a file, see https://www.sqlite.org/uri.html.
func address(path string, own url.Values) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a drive letter
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: parameters.Encode() + "&" + own.Encode()}
	return u.String()
}

// switchToWAL puts the file into WAL mode, in which it stays. The switch needs
// the file for itself for a moment, and here SQLite does not wait for locks as
// it does elsewhere: it answers "busy" where to wait could be a deadlock.
func switchToWAL(ctx context.Context, db *sql.DB) error {
	giveUp := time.After(lockWait)
	for {
		var mode string
		err := db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		switch {
		case err == nil && mode == "wal":
			return nil
		case err == nil:
			return errors.New("the file system does not support WAL mode; keep the file on a local disk")
		case !hasCode(err, sqlite3.SQLITE_BUSY):
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-giveUp:
			return err
		case <-time.After(10 * time.Millisecond):
		}
	}
}
