package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/forms/intake"
)

// RunOutbox runs the contract of [intake.Outbox] with stores that are one, too. For
// each part of it RunOutbox calls place once.
func RunOutbox(t *testing.T, place func(t *testing.T) Place) {
	t.Helper()
	for _, part := range []struct {
		name string
		test func(t *testing.T, open func() intake.Store)
	}{
		{"FollowsFromTheNextRecord", followsFromTheNextRecord},
		{"PlansOnce", plansOnce},
		{"PlanOfInvalid", planOfInvalid},
		{"PlanMissesNothing", planMissesNothing},
		{"ClaimsInOrder", claimsInOrder},
		{"ClaimsOneAtATime", claimsOneAtATime},
		{"ClaimEnds", claimEnds},
		{"ClaimsOfKnownInquiries", claimsOfKnownInquiries},
		{"SettleWaits", settleWaits},
		{"CountsWhatArrived", countsWhatArrived},
		{"Resends", resends},
		{"ListsInPages", listsInPages},
		{"AnnouncesOnce", announcesOnce},
		{"AnnouncesConcurrently", announcesConcurrently},
		{"AnnouncedComesLast", announcedComesLast},
		{"AnnouncementOfInvalid", announcementOfInvalid},
		{"OutboxReopened", outboxReopened},
		{"OutboxOfClosedStore", outboxOfClosedStore},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, closing(t, place(t)).Open) })
	}
}

const channel = "mail"

// outboxOf is the store as an outbox.
func outboxOf(t *testing.T, s intake.Store) intake.Outbox {
	t.Helper()
	o, ok := s.(intake.Outbox)
	if !ok {
		t.Fatalf("%T is no intake.Outbox", s)
	}
	return o
}

// planned adds records and plans deliveries about them to the recipients, those to
// "registry" in order.
func planned(t *testing.T, s intake.Store, n int, recipients ...string) intake.Outbox {
	t.Helper()
	o := outboxOf(t, s)
	from := follow(t, o, record(0).Inquiry)
	p := intake.Plan{Channel: channel, Inquiry: record(0).Inquiry, From: from, At: received}
	for i := range n {
		r := add(t, s, record(i))
		p.To = r.Sequence
		for _, recipient := range recipients {
			p.Deliveries = append(p.Deliveries, intake.Delivery{Sequence: r.Sequence, Record: r.ID, Recipient: recipient, Ordered: recipient == "registry"})
		}
	}
	if ok, err := o.Plan(t.Context(), p); err != nil || !ok {
		t.Fatalf("Plan: %v, error %v", ok, err)
	}
	return o
}

func follow(t *testing.T, o intake.Outbox, inquiry string) int64 {
	t.Helper()
	at, err := o.Follow(t.Context(), channel, inquiry)
	if err != nil {
		t.Fatalf("Follow: %v", err)
	}
	return at
}

func claim(t *testing.T, o intake.Outbox, now time.Time) []intake.Delivery {
	t.Helper()
	claimed, err := o.Claim(t.Context(), intake.Claim{Channel: channel, Inquiries: []string{record(0).Inquiry}, Now: now, Until: now.Add(time.Minute), Limit: 100})
	if err != nil {
		t.Fatalf("Claim: %v", err)
	}
	return claimed
}

// settle notes an outcome, which must hold.
func settle(t *testing.T, o intake.Outbox, outcome intake.Outcome) {
	t.Helper()
	if ok, err := o.Settle(t.Context(), outcome); err != nil || !ok {
		t.Fatalf("Settle: %v, error %v", ok, err)
	}
}

func sent(d intake.Delivery, at time.Time) intake.Outcome {
	d.State, d.Changed = intake.DeliverySent, at
	return intake.Outcome{Delivery: d, Arrived: true}
}

// names are the records and recipients of deliveries.
func names(all []intake.Delivery) []string {
	found := make([]string, len(all))
	for i, d := range all {
		found[i] = d.Record + " " + d.Recipient
	}
	return found
}

func followsFromTheNextRecord(t *testing.T, open func() intake.Store) {
	s := open()
	o := outboxOf(t, s)
	first := add(t, s, record(0))
	if at := follow(t, o, first.Inquiry); at != first.Sequence {
		t.Errorf("Follow: %d, want the sequence of the record before, %d", at, first.Sequence)
	}
	if at := follow(t, o, "another"); at != 0 {
		t.Errorf("Follow of an inquiry without records: %d", at)
	}
	second := add(t, s, record(1))
	if at := follow(t, o, first.Inquiry); at != first.Sequence {
		t.Errorf("Follow once more: %d, want %d", at, first.Sequence)
	}
	if diff := cmp.Diff([]intake.Record{second}, next(t, o, first.Inquiry, first.Sequence, 10)); diff != "" {
		t.Errorf("After (-want +got):\n%s", diff)
	}
}

func plansOnce(t *testing.T, open func() intake.Store) {
	s := open()
	o := planned(t, s, 2, "registry", "receipt")
	p := intake.Plan{Channel: channel, Inquiry: record(0).Inquiry, From: 0, To: 1, At: received, Deliveries: []intake.Delivery{{Sequence: 1, Record: "id", Recipient: "again"}}}
	if ok, err := o.Plan(t.Context(), p); err != nil || ok {
		t.Errorf("Plan from a place that is past: %v, error %v", ok, err)
	}
	want := []intake.Delivery{}
	for i, recipient := range []string{"registry", "receipt", "registry", "receipt"} {
		want = append(want, intake.Delivery{
			Record: record(i / 2).ID, Inquiry: record(0).Inquiry, Channel: channel, Recipient: recipient, Ordered: recipient == "registry",
			State: intake.DeliveryWaiting, Due: received, Changed: received,
		})
	}
	all, err := o.Deliveries(t.Context(), "", 0, 100)
	if err != nil {
		t.Fatalf("Deliveries: %v", err)
	}
	slices.Reverse(all)
	if diff := cmp.Diff(want, all, cmpopts.IgnoreFields(intake.Delivery{}, "ID", "Sequence")); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}

func planOfInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	o := outboxOf(t, s)
	at := follow(t, o, record(0).Inquiry)
	r := add(t, s, record(0))
	right := intake.Delivery{Sequence: r.Sequence, Record: r.ID, Recipient: "registry"}
	for name, change := range map[string]func(*intake.Plan){
		"channel":   func(p *intake.Plan) { p.Channel = "" },
		"inquiry":   func(p *intake.Plan) { p.Inquiry = "a\nb" },
		"recipient": func(p *intake.Plan) { p.Deliveries[0].Recipient = "Aino Esimerkki" },
		"record":    func(p *intake.Plan) { p.Deliveries[0].Record = "" },
		"sequence":  func(p *intake.Plan) { p.Deliveries[0].Sequence = p.To + 1 },
		"order":     func(p *intake.Plan) { p.From, p.To = p.To, p.From },
	} {
		p := intake.Plan{Channel: channel, Inquiry: r.Inquiry, From: at, To: r.Sequence, At: received, Deliveries: []intake.Delivery{right}}
		change(&p)
		_, err := o.Plan(t.Context(), p)
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
		discreet(t, err)
	}
	if at != follow(t, o, r.Inquiry) {
		t.Error("an invalid plan has moved the place")
	}
}

// planMissesNothing appends from many sides while a follower plans: no record may
// appear behind the place up to which was planned.
func planMissesNothing(t *testing.T, open func() intake.Store) {
	const writers, each = 6, 20
	s, other := open(), open()
	o := outboxOf(t, other)
	inquiry := record(0).Inquiry
	at := follow(t, o, inquiry)
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for i := range each {
				if _, _, err := s.Append(t.Context(), record(w*each+i)); err != nil {
					t.Errorf("Append: %v", err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wait.Wait(); close(done) }()
	seen := map[string]bool{}
	for last := false; ; {
		select {
		case <-done:
			last = true
		default:
		}
		records := next(t, o, inquiry, at, 7)
		for _, r := range records {
			seen[r.ID], at = true, r.Sequence
		}
		if last && len(records) == 0 {
			break
		}
	}
	if len(seen) != writers*each {
		t.Errorf("%d records were seen, want %d", len(seen), writers*each)
	}
}

// next reads the first records of an inquiry after a sequence.
func next(t *testing.T, o intake.Outbox, inquiry string, sequence int64, limit int) (records []intake.Record) {
	t.Helper()
	for r, err := range o.After(t.Context(), inquiry, sequence) {
		if err != nil {
			t.Fatalf("After: %v", err)
		}
		if records = append(records, r); len(records) == limit {
			break
		}
	}
	return records
}
