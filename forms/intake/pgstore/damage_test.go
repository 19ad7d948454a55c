//go:build unix

package pgstore_test

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// tamper changes what is kept behind the back of the triggers, as only a superuser can.
func tamper(t *testing.T, database, statement string) {
	t.Helper()
	server.Must(t, database, `ALTER TABLE hytekit.received DISABLE TRIGGER ALL;
		`+statement+`;
		ALTER TABLE hytekit.received ENABLE TRIGGER ALL`)
}

// TestDocumentsAreKept tries, with the rights of this program and with all, what would
// change or remove a received document, a version of an inquiry or what was audited.
func TestDocumentsAreKept(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	add(t, s, record("here", 2))
	if _, _, err := s.AddVersion(t.Context(), version(1)); err != nil {
		t.Fatal(err)
	}
	entry := intake.AuditEntry{At: version(1).Since, Action: intake.AuditLogin, Who: "token", Role: intake.RoleManage, Times: 1}
	if err := s.AddAudit(t.Context(), entry); err != nil {
		t.Fatal(err)
	}
	conn := connect(t, address)
	const content = `SELECT string_agg(r::text, '; ' ORDER BY seq) FROM hytekit.received r UNION ALL SELECT string_agg(v::text, '; ') FROM hytekit.inquiry_version v UNION ALL SELECT string_agg(a::text, '; ') FROM hytekit.audit a`
	before := server.Must(t, database, content)
	const refusal = "never changed or removed"
	for _, statement := range []string{
		`UPDATE hytekit.received SET document = '{}'`,
		`UPDATE hytekit.received SET seq = 9 WHERE seq = 1`,
		`UPDATE hytekit.received SET confirmed = true WHERE id = 'here-000001'`,
		`DELETE FROM hytekit.received`,
		`DELETE FROM hytekit.received WHERE id = 'here-000002'`,
		`TRUNCATE hytekit.received`,
		`TRUNCATE hytekit.received, hytekit.tally CASCADE`,
		`INSERT INTO hytekit.received SELECT * FROM hytekit.received ON CONFLICT (id) DO UPDATE SET document = '{}'`,
		`MERGE INTO hytekit.received r USING hytekit.received o ON r.id = o.id WHEN MATCHED THEN DELETE`,
		`WITH gone AS (DELETE FROM hytekit.received RETURNING 1) SELECT count(*) FROM gone`,
		`UPDATE hytekit.inquiry_version SET document = '{}'`,
		`UPDATE hytekit.inquiry_version SET id = 'i' WHERE false`,
		`DELETE FROM hytekit.inquiry_version`,
		`TRUNCATE hytekit.inquiry_version`,
		`UPDATE hytekit.audit SET who = 'somebody else'`,
		`DELETE FROM hytekit.audit`,
		`TRUNCATE hytekit.audit`,
	} {
		if _, err := conn.Exec(t.Context(), statement); err == nil || !strings.Contains(err.Error(), refusal) {
			t.Errorf("%s: error %v, want a refusal", statement, err)
		}
		if _, err := server.SQL(database, `SET session_replication_role = replica; `+statement); err == nil || !strings.Contains(err.Error(), refusal) {
			t.Errorf("%s as a superuser's replica: error %v, want a refusal", statement, err)
		}
	}
	if after := server.Must(t, database, content); after != before {
		t.Errorf("what is kept changed from\n%s\nto\n%s", before, after)
	}
}

// version returns a valid version that differs for every n.
func version(n int) intake.Version {
	document := bytes.Repeat([]byte{'x'}, n)
	return intake.Version{
		Inquiry: inquiry, ID: intake.VersionOf(document), Document: document,
		Since: time.Date(2021, time.January, 15, 12, 0, n, 0, time.UTC),
	}
}

// TestTampered: what is not as it was written is noticed, wherever it was changed, and
// nothing is added until somebody has put it right.
func TestTampered(t *testing.T) {
	for name, c := range map[string]struct{ statement, remedy string }{
		"another verdict":  {`UPDATE hytekit.received SET verdict = 'late' WHERE seq = 2`, `UPDATE hytekit.received SET verdict = '' WHERE seq = 2`},
		"another moment":   {`UPDATE hytekit.received SET received_at = received_at + '1 microsecond' WHERE seq = 2`, `UPDATE hytekit.received SET received_at = received_at - '1 microsecond'::interval WHERE seq = 2`},
		"another document": {`UPDATE hytekit.received SET document = document || ' ' WHERE seq = 2`, `UPDATE hytekit.received SET document = rtrim(document, ' ') WHERE seq = 2`},
		"one is missing":   {`CREATE TABLE gone AS SELECT * FROM hytekit.received WHERE seq = 2; DELETE FROM hytekit.received WHERE seq = 2`, `INSERT INTO hytekit.received SELECT * FROM gone`},
		"the last one too": {`CREATE TABLE gone AS SELECT * FROM hytekit.received WHERE seq = 3; DELETE FROM hytekit.received WHERE seq = 3`, `INSERT INTO hytekit.received SELECT * FROM gone`},
	} {
		t.Run(name, func(t *testing.T) {
			database, address := newDatabase(t)
			var log bytes.Buffer
			s := open(t, address, pgstore.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			for n := range 3 {
				add(t, s, record("here", n))
			}
			tamper(t, database, c.statement)
			read, failed := 0, error(nil)
			for _, err := range s.Records(t.Context(), inquiry) {
				if failed = err; err == nil {
					read++
				}
			}
			if read > 2 || !errors.Is(failed, intake.ErrDamaged) {
				t.Errorf("%d records and the error %v, want ErrDamaged", read, failed)
			}
			discreet(t, failed)
			_, _, appended := s.Append(t.Context(), record("here", 3))
			_, _, secret := s.AddSecret(t.Context(), "name", []byte("value"))
			for doing, err := range map[string]error{"Ping": s.Ping(t.Context()), "Append": appended, "AddSecret": secret, "check": s.Check(t.Context())} {
				if !errors.Is(err, intake.ErrDamaged) {
					t.Errorf("%s: %v, want ErrDamaged", doing, err)
				}
			}
			if _, err := s.Find(t.Context(), "unknown"); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("Find of what may be lost: %v, want ErrDamaged", err)
			}
			s.Recheck(t.Context())
			if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("Ping after a check: %v, want ErrDamaged", err)
			}
			tamper(t, database, c.remedy)
			s.Recheck(t.Context())
			add(t, s, record("here", 3))
			if n := len(all(t, s)); n != 4 {
				t.Errorf("%d records, want 4", n)
			}
			if text := log.String(); strings.Count(text, "the database is damaged") != 1 || strings.Count(text, "the database is sound again") != 1 || strings.Contains(text, "Esimerkki") {
				t.Errorf("log:\n%s", text)
			}
		})
	}
}

// TestCounterBehind: a record that is not added though nothing is in its way is no
// success, and no key that was used.
func TestCounterBehind(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	server.Must(t, database, `UPDATE hytekit.counter SET last = 0`)
	if _, added, err := s.Append(t.Context(), record("here", 2)); added || !errors.Is(err, intake.ErrDamaged) {
		t.Errorf("Append: added %v, error %v; want ErrDamaged", added, err)
	}
}
