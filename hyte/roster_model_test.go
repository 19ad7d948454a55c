package hyte_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

// model tells the rules of the roster a second time, as simply as can be, whatever
// time it takes.
type model struct {
	all  []*hyte.Received // those that are known
	mine []*hyte.Received // of these, the documents of one organization
	end  time.Time
	// confirmed says that answers count when they are confirmed.
	confirmed bool
}

func decides(r *hyte.Received) bool {
	return r.Kind != "" && r.Kind != hyte.ReceivedNomination && r.Kind != hyte.ReceivedWithdrawal && r.Kind != hyte.ReceivedRefusal
}

// decided is when the organizer decided.
func decided(r *hyte.Received) (time.Time, int) { return r.ReceivedAt, r.Sequence }

// holds reports whether nothing undoes a document. Decisions are put in order by
// themselves: that of an answer may have been corrected.
func (m *model) holds(r *hyte.Received) bool {
	for _, u := range m.all {
		if u.Kind != hyte.ReceivedUndo || u.Undoes != r.ID || !m.holds(u) {
			continue
		}
		if decides(r) && m.compare(r, u, decided, decides) < 0 || !decides(r) && r.EnteredBy != "" {
			return false
		}
	}
	return true
}

// arrival is when a document arrived, and its place in the sequence if that says
// anything.
func (m *model) arrival(r *hyte.Received) (time.Time, int) {
	var last *hyte.Received
	for _, c := range m.all {
		if c.Kind == hyte.ReceivedCorrection && c.Corrects == r.ID && m.holds(c) &&
			(last == nil || m.compare(last, c, decided, decides) < 0) {
			last = c
		}
	}
	switch {
	case last != nil && !decides(r):
		return last.ArrivedAt, 0
	case !r.EnteredAt.IsZero() && !r.EnteredAt.Equal(r.ReceivedAt):
		return r.ReceivedAt, 0
	default:
		return r.ReceivedAt, r.Sequence
	}
}

// compare puts two of some documents in order: after what is before in the sequence.
func (m *model) compare(a, b *hyte.Received, arrival func(*hyte.Received) (time.Time, int), of func(*hyte.Received) bool) int {
	place := func(r *hyte.Received) (time.Time, int) {
		at, sequence := arrival(r)
		for _, o := range m.all {
			if t, s := arrival(o); sequence > 0 && s > 0 && s < sequence && of(o) && t.After(at) {
				at = t
			}
		}
		return at, sequence
	}
	atA, sequenceA := place(a)
	atB, sequenceB := place(b)
	return cmp.Or(atA.Compare(atB), cmp.Compare(sequenceA, sequenceB), strings.Compare(a.ID, b.ID))
}

func (m *model) order(a, b *hyte.Received) int {
	return m.compare(a, b, m.arrival, func(*hyte.Received) bool { return true })
}

// decision is the organizer's last word on a document.
func (m *model) decision(r *hyte.Received) *hyte.Received {
	var last *hyte.Received
	for _, d := range m.all {
		if (d.Accepts == r.ID || d.Rejects == r.ID) && m.holds(d) && (last == nil || m.order(last, d) < 0) {
			last = d
		}
	}
	return last
}

// confirmation is the first one of a document, nil if there is none.
func (m *model) confirmation(r *hyte.Received) *hyte.Received {
	var first *hyte.Received
	for _, d := range m.all {
		if d.Confirms == r.ID && (first == nil || m.order(d, first) < 0) {
			first = d
		}
	}
	return first
}

// wasSent reports whether it is more than a note of the organizer.
func wasSent(r *hyte.Received) bool {
	return r.Nomination != nil || r.Via != "" || r.EnteredBy != "" || r.Submitter != nil
}

func says(r *hyte.Received) string {
	if r.Nomination == nil {
		return string(r.Kind)
	}
	text := r.Nomination.Representatives[0].Person.GivenName + r.Nomination.Submitter.Email[:1]
	if r.Nomination.Change != nil {
		text += " changes"
	}
	return text
}

// force is what counts in the end, what waits to be settled, and whether answers
// are late or rejected.
func (m *model) force() (force, contested []*hyte.Received, late, rejected, waits bool) {
	slices.SortFunc(m.mine, m.order)
	var moments [][]*hyte.Received // documents of one moment, or one decision
	for _, r := range m.mine {
		_, sequence := m.arrival(r)
		if n := len(moments) - 1; n >= 0 {
			last := moments[n][len(moments[n])-1]
			_, s := m.arrival(last)
			if m.instant(last).Equal(m.instant(r)) && (s == 0 || s == sequence) {
				moments[n] = append(moments[n], r)
				continue
			}
		}
		moments = append(moments, []*hyte.Received{r})
	}
	heard := map[*hyte.Received]bool{}
	for _, d := range m.all {
		for _, r := range m.mine {
			if d.Accepts == r.ID && m.decision(r) == d {
				moments = append(moments, []*hyte.Received{d})
			}
		}
	}
	slices.SortStableFunc(moments, func(a, b []*hyte.Received) int { return m.order(a[0], b[0]) })
	isAnswer := func(r *hyte.Received) bool { return r.Nomination != nil }
	for _, moment := range moments {
		if d := moment[0]; d.Kind == hyte.ReceivedAcceptance {
			r := m.mine[slices.IndexFunc(m.mine, func(r *hyte.Received) bool { return r.ID == d.Accepts })]
			if !heard[r] {
				continue
			}
			contested = nil
			if isAnswer(r) && slices.ContainsFunc(force, isAnswer) && slices.ContainsFunc(force, func(f *hyte.Received) bool { return says(f) != says(r) }) {
				force = []*hyte.Received{r}
			}
			continue
		}
		var now, chosen, doubted []*hyte.Received
		for _, r := range moment {
			d := m.decision(r)
			at, _ := m.arrival(r)
			accepted := d != nil && d.Accepts != ""
			confirmation := m.confirmation(r)
			needs := m.confirmed && wasSent(r) && r.EnteredBy == "" && !r.Confirmed && !accepted
			if needs && confirmation != nil && !confirmation.ReceivedAt.Before(m.end) {
				at = m.end
			}
			known := accepted || r.Confirmed || confirmation != nil || r.EnteredBy != "" || !isAnswer(r) && r.Via == "" || !slices.ContainsFunc(force, isAnswer) ||
				slices.ContainsFunc(force, func(f *hyte.Received) bool {
					return isAnswer(f) && isAnswer(r) && strings.EqualFold(f.Nomination.Submitter.Email, r.Nomination.Submitter.Email)
				})
			switch {
			case !m.holds(r):
			case d != nil && d.Rejects != "":
				rejected = rejected || isAnswer(r)
			case needs && confirmation == nil:
				waits = waits || r.Kind != hyte.ReceivedWithdrawal
			case wasSent(r) && !at.Before(m.end) && !accepted && (!isAnswer(r) || r.Nomination.Change == nil || !slices.ContainsFunc(force, isAnswer)):
				late = late || r.Kind != hyte.ReceivedWithdrawal
			case !known:
				doubted = append(doubted, r)
			default:
				heard[r] = true
				now = append(now, r)
				if accepted {
					chosen = append(chosen, r)
				}
			}
		}
		contested = append(contested, doubted...)
		if chosen != nil {
			now = chosen
		}
		if now == nil {
			continue
		}
		force = now
		if !slices.ContainsFunc(now, func(r *hyte.Received) bool { return isAnswer(r) || says(r) != says(now[0]) }) {
			contested = nil
		}
	}
	return force, contested, late, rejected, waits
}

// instant is the instant by which a document is put in order.
func (m *model) instant(r *hyte.Received) time.Time {
	at, sequence := m.arrival(r)
	for _, o := range m.all {
		if t, s := m.arrival(o); sequence > 0 && s > 0 && s < sequence && t.After(at) {
			at = t
		}
	}
	return at
}

// The roster of each organization is what its own documents and the decisions about
// them say.
func TestRosterAgainstAModel(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom([]string{"basic", "confirmed"}).Draw(t, "call")]
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		roster := call.Roster(received, now)
		for _, e := range roster.Nominators {
			m := &model{end: instant(tooLate), confirmed: call.Call.Access == hyte.AccessConfirmed}
			for i := range received {
				r := &received[i]
				if !knownAt(r, now) {
					continue
				}
				m.all = append(m.all, r)
				from := r.Nominator
				if r.Nomination != nil {
					from = r.Nomination.Nominator
				}
				if !decides(r) && from == e.Nominator {
					m.mine = append(m.mine, r)
				}
			}
			checkEntry(t, &e, m)
		}
	})
}

// checkEntry compares an entry with what the model says.
func checkEntry(t *rapid.T, e *hyte.Entry, m *model) {
	force, contested, late, rejected, waits := m.force()
	said := map[string]bool{}
	for _, r := range force {
		said[says(r)] = true
	}
	want := "answered"
	switch {
	case len(said) == 0 && late:
		want = "late"
	case len(said) == 0 && waits:
		want = "unconfirmed"
	case len(said) == 0 && rejected:
		want = "rejected"
	case len(said) == 0:
		want = "missing"
	case len(said) > 1:
		want = "conflict"
	case said["withdrawal"]:
		want = "withdrawn"
	case said["refusal"]:
		want = "declined"
	}
	got := string(e.Status)
	if e.Status == hyte.EntryAnswered || e.Status == hyte.EntryReplaced {
		got = "answered"
	}
	if got != want || e.Contested != (len(contested) > 0) {
		t.Fatalf("%s is %s and contested %t; want %s, and %d contested", e.Nominator, got, e.Contested, want, len(contested))
	}
	if (want == "answered") != (e.Counted != nil) {
		t.Fatalf("%s is %s and its counted answer is %v", e.Nominator, e.Status, e.Counted)
	}
	if e.Counted != nil && (e.Counted.State != hyte.StateCounted || !slices.ContainsFunc(force, func(r *hyte.Received) bool { return r.ID == e.Counted.ID })) {
		t.Errorf("%s: %+v counts, but it said %v", e.Nominator, e.Counted, said)
	}
	checkContested(t, e, contested)
}

// checkContested compares what waits to be settled with what the model says.
func checkContested(t *rapid.T, e *hyte.Entry, contested []*hyte.Received) {
	var want, got []string
	for _, r := range contested {
		want = append(want, r.ID)
	}
	for _, a := range e.Others {
		if a.State == hyte.StateCounted {
			t.Errorf("%s: a second answer counts: %s", e.Nominator, a.ID)
		}
		if a.State == hyte.StateContested {
			got = append(got, a.ID)
		}
	}
	for _, s := range e.Trail {
		if s.Contested {
			got = append(got, s.ID)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s: contested are %s", e.Nominator, diff)
	}
}
