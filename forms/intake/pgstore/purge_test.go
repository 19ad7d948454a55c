//go:build unix

package pgstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// toPurge returns a store with a small and a large document that hold a text, and their
// purge.
func toPurge(t *testing.T, address, text string) (s intake.Store, p intake.Purge) {
	t.Helper()
	s = open(t, address)
	small, large := record("here", 1), record("here", 2)
	small.Document = []byte(text)
	for n := range 20_000 { // nothing that packs well
		large.Document = fmt.Appendf(large.Document, "%s %x;", text, n*n*7919)
	}
	p = intake.Purge{Inquiry: inquiry, At: small.ReceivedAt, Keep: "nothing", Documents: map[int64][]byte{}}
	for _, r := range []intake.Record{small, large} {
		p.Documents[add(t, s, r).Sequence] = []byte(`{}`)
	}
	add(t, s, record("here", 3))
	return s, p
}

// filesWith returns the files of the cluster that hold a text, but for the write-ahead log.
func filesWith(t *testing.T, database, text string) (names []string) {
	t.Helper()
	server.Must(t, database, "CHECKPOINT")
	err := filepath.WalkDir(server.Folder(), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // files come and go
			return nil
		}
		if err != nil || d.IsDir() || strings.Contains(path, "pg_wal") {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if bytes.Contains(content, []byte(text)) {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestPurgeLeavesNoBytes: after a purge no file but the write-ahead log holds what was
// there, whether a document filled a part of a page or many.
func TestPurgeLeavesNoBytes(t *testing.T) {
	database, address := newDatabase(t)
	const text = "Seija-Sofia Salainen"
	s, p := toPurge(t, address, text)
	if len(filesWith(t, database, text)) == 0 {
		t.Fatal("no file holds it before: this test would notice nothing")
	}
	if err := s.Purge(t.Context(), p); err != nil {
		t.Fatalf("Purge: %v", err)
	}
	if names := filesWith(t, database, text); len(names) > 0 {
		t.Errorf("what was purged is still in %v", names)
	}
	if n := len(all(t, s)); n != 3 {
		t.Errorf("%d records, want 3", n)
	}
}

// TestPurgeWhileSomebodyReads: a backup sees the state before the purge, so the server
// keeps it. The purge says so, and is complete when it is repeated.
func TestPurgeWhileSomebodyReads(t *testing.T) {
	if testing.Short() {
		t.Skip("takes five seconds")
	}
	database, address := newDatabase(t)
	const text = "Oskari-Olavi Piilossa"
	s, p := toPurge(t, address, text)
	conn := connect(t, strings.Replace(address, "hyte@", "postgres@", 1))
	tx, err := conn.BeginTx(t.Context(), pgx.TxOptions{IsoLevel: pgx.RepeatableRead})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `SELECT 1`); err != nil {
		t.Fatal(err)
	}
	err = s.Purge(t.Context(), p)
	if !errors.Is(err, intake.ErrUnavailable) || !strings.Contains(err.Error(), "purge again") {
		t.Errorf("Purge: %v, want ErrUnavailable and the remedy", err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
	if found, err := s.Find(t.Context(), record("here", 1).ID); err != nil || string(found.Document) != `{}` {
		t.Errorf("Find: %q, error %v", found.Document, err)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Purge(t.Context(), p); err != nil {
		t.Fatalf("Purge again: %v", err)
	}
	if names := filesWith(t, database, text); len(names) > 0 {
		t.Errorf("what was purged is still in %v", names)
	}
}
