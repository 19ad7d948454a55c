package storetest

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake"
)

// entry returns a valid audit entry that differs for every n.
func entry(n int) intake.AuditEntry {
	return intake.AuditEntry{
		At: received.Add(time.Duration(n) * time.Second), Action: intake.AuditDecision, Who: "oidc:subject", Role: intake.RoleDecide,
		Page: "/admin/{inquiry}/accept/{id}", Inquiry: "kanta-hame-hyte-2021", Record: record(n).ID, Request: "request", Times: n + 1,
	}
}

func addEntry(t *testing.T, s intake.Store, e intake.AuditEntry) {
	t.Helper()
	if err := s.AddAudit(t.Context(), e); err != nil {
		t.Fatalf("AddAudit: %v", err)
	}
}

// entries reads a page of the log, oldest first, or latest first from an entry on.
func entries(t *testing.T, read func() ([]intake.AuditEntry, error)) []intake.AuditEntry {
	t.Helper()
	list, err := read()
	if err != nil {
		t.Fatalf("reading the audit log: %v", err)
	}
	return list
}

// auditKept: every field comes back, in order, and in another store too.
func auditKept(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	bare := intake.AuditEntry{At: received, Action: intake.AuditLoginRefused, Times: 1}
	want := []intake.AuditEntry{entry(0), entry(1), bare, entry(2)}
	for i, e := range want {
		e.Sequence = 1 // is not looked at
		addEntry(t, []intake.Store{s, other}[i%2], e)
	}
	got := entries(t, func() ([]intake.AuditEntry, error) { return s.AuditAfter(t.Context(), 0, 100) })
	if len(got) != len(want) {
		t.Fatalf("%d entries, want %d", len(got), len(want))
	}
	for i := range got {
		if least := int64(1); got[i].Sequence < least || i > 0 && got[i].Sequence <= got[i-1].Sequence {
			t.Errorf("entry %d has the sequence %d", i, got[i].Sequence)
		}
		want[i].Sequence = got[i].Sequence
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// auditPages: both ways through the log meet every entry once.
func auditPages(t *testing.T, open func() intake.Store) {
	s := open()
	const all = 25
	for n := range all {
		addEntry(t, s, entry(n))
	}
	var forward, back []int
	for after := int64(0); ; {
		page := entries(t, func() ([]intake.AuditEntry, error) { return s.AuditAfter(t.Context(), after, 10) })
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			forward, after = append(forward, e.Times), e.Sequence
		}
	}
	for before := int64(1 << 62); ; {
		page := entries(t, func() ([]intake.AuditEntry, error) { return s.AuditBefore(t.Context(), before, 10) })
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			back, before = append(back, e.Times), e.Sequence
		}
	}
	slices.Reverse(back)
	for n := range all {
		if len(forward) != all || len(back) != all || forward[n] != n+1 || back[n] != n+1 {
			t.Fatalf("forward %v, back %v", forward, back)
		}
	}
	if page := entries(t, func() ([]intake.AuditEntry, error) { return s.AuditAfter(t.Context(), 0, 0) }); len(page) != 0 {
		t.Errorf("%d entries where none are wanted", len(page))
	}
}

func auditConcurrently(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	const all = 20
	var wg sync.WaitGroup
	for n := range all {
		wg.Go(func() {
			if err := stores[n%2].AddAudit(t.Context(), entry(n)); err != nil {
				t.Errorf("AddAudit: %v", err)
			}
		})
	}
	wg.Wait()
	seen := map[int]bool{}
	for _, e := range entries(t, func() ([]intake.AuditEntry, error) { return stores[0].AuditAfter(t.Context(), 0, 100) }) {
		seen[e.Times] = true
	}
	if len(seen) != all {
		t.Errorf("%d entries, want %d", len(seen), all)
	}
}

func auditInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	for problem, change := range map[string]func(*intake.AuditEntry){
		"no time":      func(e *intake.AuditEntry) { e.At = time.Time{} },
		"no action":    func(e *intake.AuditEntry) { e.Action = "" },
		"a name":       func(e *intake.AuditEntry) { e.Who = marker },
		"a path":       func(e *intake.AuditEntry) { e.Page = "/admin/" + marker },
		"a record":     func(e *intake.AuditEntry) { e.Record = marker },
		"two lines":    func(e *intake.AuditEntry) { e.Inquiry = "a\n" + marker },
		"a long id":    func(e *intake.AuditEntry) { e.Request = strings.Repeat("r", 201) },
		"not once":     func(e *intake.AuditEntry) { e.Times = 0 },
		"too big role": func(e *intake.AuditEntry) { e.Role = intake.Role(strings.Repeat("r", 65)) },
	} {
		bad := entry(1)
		change(&bad)
		err := s.AddAudit(t.Context(), bad)
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("AddAudit with %s: %v, want ErrInvalid", problem, err)
		}
		discreet(t, err)
	}
	if page := entries(t, func() ([]intake.AuditEntry, error) { return s.AuditAfter(t.Context(), 0, 10) }); len(page) != 0 {
		t.Errorf("%d entries were kept", len(page))
	}
}
