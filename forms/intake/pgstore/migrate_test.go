//go:build unix

package pgstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// ofNextVersion are the migrations of this program and a further one, the statements.
func ofNextVersion(statements string) fs.FS {
	steps := fstest.MapFS{}
	names, err := fs.Glob(pgstore.Migrations, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		script, err := fs.ReadFile(pgstore.Migrations, name)
		if err != nil {
			panic(err)
		}
		steps[name] = &fstest.MapFile{Data: script}
	}
	steps[fmt.Sprintf("migrations/%04d_next.sql", len(names)+1)] = &fstest.MapFile{Data: []byte(statements)}
	return steps
}

const nextColumn = `ALTER TABLE hytekit.received ADD COLUMN next text NOT NULL DEFAULT 'none';`

// TestTwoVersions: while a program of the next version brings the database up to date and
// uses it, one of this version that is running goes on; it cannot be started anew.
func TestTwoVersions(t *testing.T) {
	_, address := newDatabase(t)
	this := open(t, address)
	add(t, this, record("this", 1))
	next := open(t, address, pgstore.WithMigrations(ofNextVersion(nextColumn)))
	add(t, next, record("next", 1))
	add(t, this, record("this", 2))
	for name, s := range map[string]*pgstore.Store{"this": this, "next": next} {
		if n := len(all(t, s)); n != 3 {
			t.Errorf("%s reads %d records, want 3", name, n)
		}
		if err := s.Ping(t.Context()); err != nil {
			t.Errorf("%s: Ping: %v", name, err)
		}
	}
	_, err := pgstore.Open(t.Context(), address)
	if !errors.Is(err, pgstore.ErrNewerVersion) || errors.Is(err, intake.ErrUnavailable) {
		t.Errorf("Open: %v, want ErrNewerVersion", err)
	}
	if n := count(t, next); n != 3 {
		t.Errorf("%d records afterwards, want 3", n)
	}
}

// slowStep does half of a step, and waits before the other half.
const slowStep = nextColumn + `SELECT pg_sleep(30); ALTER TABLE hytekit.received ADD COLUMN other text NOT NULL DEFAULT '';`

// migrating is the role of a process that is in the middle of a step when it is killed.
const migrating = "migrate until killed"

// migrateUntilKilled is in the middle of a step when it is killed.
func migrateUntilKilled(address string) error {
	fmt.Println("begun")
	_, err := pgstore.Open(context.Background(), address, pgstore.WithMigrations(ofNextVersion(slowStep)))
	return err
}

// TestKilledInMigration kills the process that brings the database up to date, in the
// middle of a step, and in another round the server. Nothing of the step is done, and the
// next program makes it.
func TestKilledInMigration(t *testing.T) {
	for what, kill := range map[string]func(t *testing.T, name string, process func() error){
		"program": func(t *testing.T, name string, process func() error) {
			if err := process(); err != nil {
				t.Fatal(err)
			}
			// The server finds out when it has slept; a DBA would not wait so long either.
			server.Must(t, name, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`)
		},
		"server": func(t *testing.T, _ string, process func() error) {
			if err := server.Stop(syscall.SIGQUIT); err != nil {
				t.Fatal(err)
			}
			if err := process(); err != nil {
				t.Fatal(err)
			}
			if err := server.Run(); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			name, address := newDatabase(t)
			before := open(t, address)
			add(t, before, record("here", 1))
			c := child(migrating, address)
			out, err := c.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			bufio.NewScanner(out).Scan()
			waitUntil(t, "the step is at work", func() bool {
				return server.Must(t, name, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`) == "1"
			})
			kill(t, name, c.Process.Kill)
			_ = c.Wait() // it was killed

			if got := server.Must(t, name, `SELECT max(version), (SELECT count(*) FROM information_schema.columns
				WHERE table_schema = 'hytekit' AND column_name IN ('next', 'other')) FROM hytekit.migration`); got != fmt.Sprintf("%d|0", versions()) {
				t.Errorf("version and columns of the step: %s", got)
			}
			add(t, before, record("here", 2))
			after := open(t, address, pgstore.WithMigrations(ofNextVersion(strings.Replace(slowStep, "30", "0", 1))))
			if n := len(all(t, after)); n != 2 {
				t.Errorf("%d records, want 2", n)
			}
			add(t, after, record("here", 3))
			add(t, before, record("here", 4))
		})
	}
}

// versions is the version of a database that is up to date.
func versions() int {
	names, _ := fs.Glob(pgstore.Migrations, "migrations/*.sql")
	return len(names)
}

// TestStepsAreNumbered: step n makes version n.
func TestStepsAreNumbered(t *testing.T) {
	names, err := fs.Glob(pgstore.Migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for i, name := range names {
		if !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			t.Errorf("step %d is %s", i+1, name)
		}
	}
}

// TestForeignSchema leaves what is of others as it is.
func TestForeignSchema(t *testing.T) {
	for what, statements := range map[string]string{
		"of another program": `CREATE SCHEMA hytekit; CREATE TABLE hytekit.received (n integer); GRANT ALL ON SCHEMA hytekit TO hyte`,
		"emptied":            `CREATE SCHEMA hytekit; CREATE TABLE hytekit.migration (version integer); GRANT ALL ON SCHEMA hytekit TO hyte; GRANT ALL ON hytekit.migration TO hyte`,
	} {
		name, address := newDatabase(t)
		server.Must(t, name, statements)
		if _, err := pgstore.Open(t.Context(), address); !errors.Is(err, pgstore.ErrForeignSchema) {
			t.Errorf("%s: Open: %v, want ErrForeignSchema", what, err)
		}
		if n := server.Must(t, name, `SELECT count(*) FROM pg_class WHERE relnamespace = 'hytekit'::regnamespace`); n != "1" {
			t.Errorf("%s: %s tables afterwards", what, n)
		}
	}
}

// waitUntil waits until something is so.
func waitUntil(t testing.TB, what string, is func() bool) {
	t.Helper()
	for giveUp := time.Now().Add(20 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(giveUp) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
