package sqlitestore_test

import (
	"database/sql"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// TestDocumentsAreKept tries, with this package's connection and as another
// program, what would change or remove a received document.
func TestDocumentsAreKept(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	add(t, s, record("here", 1))
	add(t, s, record("here", 2))
	other := raw(t, path)
	before := dump(t, other)
	const replacement = `(` + sqlitestore.Columns + `) `
	for _, statement := range []string{
		`UPDATE received SET document = x'7b7d'`,
		`UPDATE received SET received_at = 0 WHERE seq = 1`,
		`UPDATE OR IGNORE received SET key = 'k'`,
		`UPDATE OR REPLACE received SET id = 'here-000002' WHERE id = 'here-000001'`,
		`DELETE FROM received`,
		`DELETE FROM received WHERE id = 'here-000002'`,
		`REPLACE INTO received ` + replacement + `VALUES (1, 'a', 'c', 'k', 'n', 0, 'k', x'00', NULL, '', '', '', 0)`,
		`REPLACE INTO received ` + replacement + `VALUES (9, 'here-000001', 'c', 'k', 'n', 0, 'k', x'00', NULL, '', '', '', 0)`,
		`REPLACE INTO received ` + replacement + `SELECT 9, 'a', call, 'k', 'n', 0, key, x'00', NULL, '', '', '', 0 FROM received WHERE seq = 1`,
		`INSERT INTO received ` + replacement + `SELECT 1, 'a', call, 'k', 'n', 0, key, x'00', NULL, '', '', '', 0 FROM received WHERE seq = 1
			ON CONFLICT (call, key) DO UPDATE SET document = excluded.document`,
	} {
		for _, db := range []*sql.DB{s.Writer(), other} {
			_, err := db.Exec(statement)
			if err == nil || !strings.Contains(err.Error(), "a received document is never") {
				t.Errorf("%s: error %v, want a refusal", statement, err)
			}
		}
	}
	if after := dump(t, other); after != before {
		t.Errorf("the records changed from\n%s\nto\n%s", before, after)
	}
}

// dump returns every column of every received document as text.
func dump(t *testing.T, db *sql.DB) (all string) {
	t.Helper()
	columns := strings.NewReplacer("document", "hex(document)", "checksum", "hex(checksum)").Replace(sqlitestore.Columns)
	if err := db.QueryRow(`SELECT group_concat(concat_ws('|', ` + columns + `), '
') FROM received`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAuditIsKept does the same to the audit log.
func TestAuditIsKept(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	entry := intake.AuditEntry{At: time.Date(2021, time.January, 15, 12, 0, 0, 0, time.UTC), Action: intake.AuditLogin, Who: "token", Role: intake.RoleManage, Times: 1}
	for range 2 {
		if err := s.AddAudit(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	other := raw(t, path)
	for _, statement := range []string{
		`UPDATE audit SET who = 'somebody else'`,
		`UPDATE OR IGNORE audit SET at = 0 WHERE seq = 1`,
		`DELETE FROM audit`,
		`REPLACE INTO audit SELECT 1, at, 'logout', who, role, page, inquiry, record, request, times FROM audit WHERE seq = 2`,
		`INSERT INTO audit SELECT 1, at, 'logout', who, role, page, inquiry, record, request, times FROM audit WHERE seq = 2
			ON CONFLICT (seq) DO UPDATE SET who = excluded.who`,
	} {
		for _, db := range []*sql.DB{s.Writer(), other} {
			_, err := db.Exec(statement)
			if err == nil || !strings.Contains(err.Error(), "an entry of the audit log is never") {
				t.Errorf("%s: error %v, want a refusal", statement, err)
			}
		}
	}
}
