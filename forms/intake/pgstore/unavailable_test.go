//go:build unix

package pgstore_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// TestReadOnly: the server lets nobody write, as one does that was taken out of service.
func TestReadOnly(t *testing.T) {
	_, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	readOnly := func(setting string) {
		server.Must(t, "postgres", "ALTER SYSTEM "+setting)
		server.Must(t, "postgres", "SELECT pg_reload_conf()")
	}
	t.Cleanup(func() { readOnly("RESET default_transaction_read_only") })
	readOnly("SET default_transaction_read_only = on")
	waitUntil(t, "Ping says so", func() bool { return errors.Is(s.Ping(t.Context()), intake.ErrNotWritable) })
	for name, store := range map[string]*pgstore.Store{"open before": s, "opened meanwhile": open(t, address)} {
		if _, _, err := store.Append(t.Context(), record("here", 2)); !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("%s: Append: %v, want ErrUnavailable", name, err)
		}
		if n := len(all(t, store)); n != 1 {
			t.Errorf("%s: %d records, want 1", name, n)
		}
	}
	readOnly("RESET default_transaction_read_only")
	waitUntil(t, "the server writes", func() bool { _, _, err := s.Append(t.Context(), record("here", 2)); return err == nil })
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping afterwards: %v", err)
	}
}

// TestProbe: a store that was refused is well again by itself, without an answer that
// somebody sends.
func TestProbe(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	allow := refuse(t, database)
	s.AgeLastWrite(time.Minute)
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping: %v, want ErrNotWritable", err)
	}
	allow()
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping at once: %v, want ErrNotWritable, as it writes only now and then", err)
	}
	s.AgeLastWrite(time.Minute)
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping after a while: %v", err)
	}
}

// TestNobodyThere: no server, one that never answers, a password that is wrong. The
// errors come in time and hold no password.
func TestNobodyThere(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	database := server.Database(t)
	var wg sync.WaitGroup
	for name, address := range map[string]string{
		"no server":     "postgres://hyte:a-secret@127.0.0.1:1/hyte",
		"no socket":     "postgres://hyte:a-secret@/hyte?host=/nowhere",
		"silent":        "postgres://hyte:a-secret@" + silent.Addr().String() + "/hyte?connect_timeout=1&sslmode=disable",
		"no database":   strings.Replace(server.Address("missing"), "@", ":a-secret@", 1),
		"unknown role":  strings.Replace(server.Address(database), "hyte@", "stranger:a-secret@", 1),
		"no TLS there":  "postgres://hyte:a-secret@" + silent.Addr().String() + "/hyte?connect_timeout=1&sslmode=verify-full",
		"unknown host":  "postgres://hyte:a-secret@nowhere.invalid/hyte",
		"other setting": server.Address(database) + "&nonsense=1&password=a-secret",
	} {
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			s, err := pgstore.Open(ctx, address)
			if s != nil || !errors.Is(err, intake.ErrUnavailable) || strings.Contains(err.Error(), "a-secret") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %v, want ErrUnavailable", name, err)
			}
		})
	}
	wg.Wait()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := pgstore.Open(ctx, "postgres://hyte@"+silent.Addr().String()+"/hyte"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open with a deadline: %v, want context.DeadlineExceeded", err)
	}
}

// TestEncoding: a database that cannot hold every text is refused at once.
func TestEncoding(t *testing.T) {
	server.Must(t, "postgres", `CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 OWNER hyte`)
	_, err := pgstore.Open(t.Context(), server.Address("latin"))
	if !errors.Is(err, intake.ErrUnavailable) || !strings.Contains(err.Error(), "ENCODING 'UTF8'") {
		t.Errorf("Open: %v, want the remedy", err)
	}
}

// TestSettings: the store does not depend on what the server, the database or the role
// are set to, and warns of what it cannot mend.
func TestSettings(t *testing.T) {
	database, address := newDatabase(t)
	server.Must(t, database, `ALTER DATABASE `+database+` SET default_transaction_isolation = 'serializable';
		ALTER DATABASE `+database+` SET synchronous_commit = off;
		ALTER DATABASE `+database+` SET timezone = 'Asia/Kolkata';
		ALTER DATABASE `+database+` SET bytea_output = 'escape';
		ALTER DATABASE `+database+` SET standard_conforming_strings = off;
		ALTER DATABASE `+database+` SET search_path = 'nowhere'`)
	var log bytes.Buffer
	s := open(t, address, pgstore.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	want := add(t, s, record("here", 1))
	got, err := s.Find(t.Context(), want.ID)
	if err != nil || !got.ReceivedAt.Equal(want.ReceivedAt) || got.ReceivedAt.Location() != time.UTC {
		t.Errorf("Find: %v, error %v", got.ReceivedAt, err)
	}
	if got := server.Must(t, database, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hyte'`); got == "0" {
		t.Error("the store's connections do not say whose they are")
	}
	if on, err := s.SynchronousCommit(t.Context()); err != nil || on != "on" {
		t.Errorf("synchronous_commit is %s, error %v", on, err)
	}
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "setting=fsync") {
		t.Errorf("no warning of a server that does not wait for the disk:\n%s", log.String())
	}
}

// TestPagesByIndex: a page is read by the index, also of a table that the server has not
// counted since it grew.
func TestPagesByIndex(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	server.Must(t, database, `INSERT INTO hytekit.received SELECT n, 'id' || n, inquiry, kind, sender, received_at, 'key' || n, via, version, verdict, confirmed, document, checksum
		FROM hytekit.received, generate_series(2, 2000) AS n`)
	plan, err := s.PagePlan(t.Context(), inquiry)
	if err != nil || !strings.Contains(plan, "Index Scan using received_of_inquiry") || strings.Contains(plan, "Sort") {
		t.Errorf("error %v, plan\n%s", err, plan)
	}
}

// TestNothingFoundAtOnce: what is not there is not looked for again and again.
func TestNothingFoundAtOnce(t *testing.T) {
	_, address := newDatabase(t)
	s := open(t, address)
	first := add(t, s, record("here", 1))
	taken := record("here", 2)
	taken.ID = first.ID
	errs := map[string]error{}
	began := time.Now()
	_, errs["Find"] = s.Find(t.Context(), "unknown")
	_, errs["Secret"] = s.Secret(t.Context(), "unknown")
	_, errs["Session"] = s.Session(t.Context(), bytes.Repeat([]byte("k"), 32))
	errs["SeeSession"] = s.SeeSession(t.Context(), bytes.Repeat([]byte("k"), 32), first.ReceivedAt)
	errs["Resend"] = s.Resend(t.Context(), 1, first.ReceivedAt)
	if took := time.Since(began); took > time.Second {
		t.Errorf("to find nothing took %v", took)
	}
	for method, err := range errs {
		if !errors.Is(err, intake.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", method, err)
		}
	}
	began = time.Now()
	if _, _, err := s.Append(t.Context(), taken); !errors.Is(err, intake.ErrIDTaken) {
		t.Errorf("Append: %v, want ErrIDTaken", err)
	}
	if _, _, err := s.AppendAfter(t.Context(), record("here", 3), 7); !errors.Is(err, intake.ErrOvertaken) {
		t.Errorf("AppendAfter: %v, want ErrOvertaken", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("to find out what is in the way took %v", took)
	}
}
