package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

func claimsInOrder(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 3, "registry", "receipt")
	claimed := claim(t, o, received)
	want := []string{"id-000000 registry", "id-000000 receipt", "id-000001 receipt", "id-000002 receipt"}
	if diff := cmp.Diff(want, names(claimed)); diff != "" {
		t.Fatalf("claimed (-want +got):\n%s", diff)
	}
	settle(t, o, sent(claimed[0], received))
	if diff := cmp.Diff([]string{"id-000001 registry"}, names(claim(t, o, received))); diff != "" {
		t.Errorf("claimed next (-want +got):\n%s", diff)
	}
}

// claimsOneAtATime: of several claimants at the same moment, each gets other deliveries.
func claimsOneAtATime(t *testing.T, open func() intake.Store) {
	one := planned(t, open(), 20, "receipt")
	boxes := []intake.Outbox{one, outboxOf(t, open()), one, outboxOf(t, open())}
	got := make([][]intake.Delivery, len(boxes))
	var wait sync.WaitGroup
	for i, o := range boxes {
		wait.Go(func() {
			claimed, err := o.Claim(t.Context(), intake.Claim{Channel: channel, Inquiries: []string{record(0).Inquiry}, Now: received, Until: received.Add(time.Minute), Limit: 7})
			if err != nil {
				t.Errorf("Claim: %v", err)
			}
			got[i] = claimed
		})
	}
	wait.Wait()
	seen := map[int64]bool{}
	for _, claimed := range got {
		for _, d := range claimed {
			if seen[d.ID] {
				t.Errorf("delivery %d was claimed twice", d.ID)
			}
			seen[d.ID] = true
		}
	}
	if len(seen) != 20 {
		t.Errorf("%d were claimed, want 20", len(seen))
	}
}

func claimEnds(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 1, "registry")
	first := claim(t, o, received)
	if again := claim(t, o, received.Add(59*time.Second)); len(again) > 0 {
		t.Error("claimed while another claim holds")
	}
	second := claim(t, o, received.Add(time.Minute))
	if len(first) != 1 || len(second) != 1 || first[0].Claim == second[0].Claim {
		t.Fatalf("claims %+v and %+v", first, second)
	}
	if ok, err := o.Settle(t.Context(), sent(first[0], received)); err != nil || ok {
		t.Errorf("Settle by the one whose claim has ended: %v, error %v", ok, err)
	}
	settle(t, o, sent(second[0], received))
	if ok, err := o.Settle(t.Context(), sent(second[0], received)); err != nil || ok {
		t.Errorf("Settle twice: %v, error %v", ok, err)
	}
}

func claimsOfKnownInquiries(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 1, "registry")
	for _, c := range []intake.Claim{
		{Channel: channel, Inquiries: []string{"another"}},
		{Channel: channel},
		{Channel: "other", Inquiries: []string{record(0).Inquiry}},
	} {
		c.Now, c.Until, c.Limit = received, received.Add(time.Minute), 10
		if claimed, err := o.Claim(t.Context(), c); err != nil || len(claimed) > 0 {
			t.Errorf("%+v: %d deliveries, error %v", c, len(claimed), err)
		}
	}
}

func settleWaits(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 2, "registry", "receipt")
	later := received.Add(time.Hour)
	for _, d := range claim(t, o, received) {
		d.Attempts, d.Due, d.Failure, d.Changed = 1, later, "busy", received
		if d.Recipient == "receipt" {
			d.State = intake.DeliveryRefused
		}
		settle(t, o, intake.Outcome{Delivery: d})
	}
	if claimed := claim(t, o, later.Add(-time.Second)); len(claimed) > 0 {
		t.Errorf("claimed before they are due: %v", names(claimed))
	}
	claimed := claim(t, o, later)
	if diff := cmp.Diff([]string{"id-000000 registry"}, names(claimed)); diff != "" {
		t.Fatalf("claimed (-want +got):\n%s", diff)
	}
	if d := claimed[0]; d.Attempts != 1 || d.Failure != "busy" || !d.Due.Equal(later) {
		t.Errorf("%+v", d)
	}
	// What is refused does not hold back what follows.
	d := claimed[0]
	d.State, d.Failure = intake.DeliveryRefused, "unknown"
	settle(t, o, intake.Outcome{Delivery: d})
	if diff := cmp.Diff([]string{"id-000001 registry"}, names(claim(t, o, later))); diff != "" {
		t.Errorf("claimed next (-want +got):\n%s", diff)
	}
	counts, err := o.Counts(t.Context())
	if err != nil {
		t.Fatalf("Counts: %v", err)
	}
	if diff := cmp.Diff(map[intake.DeliveryState]int{intake.DeliveryWaiting: 1, intake.DeliveryRefused: 3}, counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	for _, wrong := range []intake.Outcome{{Delivery: intake.Delivery{State: "lost"}}, {Delivery: intake.Delivery{State: "sent", Failure: "Aino Esimerkki"}}} {
		if _, err := o.Settle(t.Context(), wrong); !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("Settle of an invalid outcome: %v", err)
		}
	}
}

func countsWhatArrived(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 4, "receipt")
	inquiry, address := record(0).Inquiry, []byte("hash")
	for i, d := range claim(t, o, received) {
		outcome := sent(d, received.Add(time.Duration(i)*time.Hour))
		switch i {
		case 1, 2:
			outcome.Address = address
		case 3:
			outcome.Arrived = false
		}
		settle(t, o, outcome)
	}
	ofInquiry, ofAddress, err := o.Sent(t.Context(), channel, inquiry, received, address)
	if err != nil || ofInquiry != 2 || ofAddress != 2 {
		t.Errorf("Sent: %d, %d, error %v; want 2 after the first, and 2 there", ofInquiry, ofAddress, err)
	}
	ofInquiry, ofAddress, err = o.Sent(t.Context(), channel, "another", time.Time{}, nil)
	if err != nil || ofInquiry != 0 || ofAddress != 0 {
		t.Errorf("Sent elsewhere: %d, %d, error %v", ofInquiry, ofAddress, err)
	}
}

func resends(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 1, "registry")
	d := claim(t, o, received)[0]
	refused := d
	refused.State, refused.Attempts, refused.Failure, refused.Changed = intake.DeliveryRefused, 3, "unknown", received
	settle(t, o, intake.Outcome{Delivery: refused})
	later := received.Add(time.Hour)
	if err := o.Resend(t.Context(), d.ID, later); err != nil {
		t.Fatalf("Resend: %v", err)
	}
	again := claim(t, o, later)
	if len(again) != 1 || again[0].Round != 1 || again[0].Attempts != 0 || again[0].Failure != "" {
		t.Fatalf("claimed after Resend: %+v", again)
	}
	// One that waits stays the same message; what becomes of a claim before is not noted.
	if err := o.Resend(t.Context(), d.ID, later); err != nil {
		t.Fatalf("Resend: %v", err)
	}
	if ok, err := o.Settle(t.Context(), sent(again[0], later)); err != nil || ok {
		t.Errorf("Settle after Resend: %v, error %v", ok, err)
	}
	if again := claim(t, o, later); len(again) != 1 || again[0].Round != 1 {
		t.Errorf("claimed after Resend of one that waits: %+v", again)
	}
	if err := o.Resend(t.Context(), d.ID+100, later); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Resend of none: %v", err)
	}
}

func listsInPages(t *testing.T, open func() intake.Store) {
	o := planned(t, open(), 5, "receipt")
	settle(t, o, sent(claim(t, o, received)[0], received))
	var got []string
	for below := int64(0); ; {
		page, err := o.Deliveries(t.Context(), intake.DeliveryWaiting, below, 3)
		if err != nil {
			t.Fatalf("Deliveries: %v", err)
		}
		if len(page) == 0 {
			break
		}
		got, below = append(got, names(page)...), page[len(page)-1].ID
	}
	want := []string{"id-000004 receipt", "id-000003 receipt", "id-000002 receipt", "id-000001 receipt"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("waiting (-want +got):\n%s", diff)
	}
}

func outboxReopened(t *testing.T, open func() intake.Store) {
	s := open()
	o := planned(t, s, 2, "registry")
	place := follow(t, o, record(0).Inquiry)
	claim(t, o, received)
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	o = outboxOf(t, open())
	if again := follow(t, o, record(0).Inquiry); again != place {
		t.Errorf("Follow: %d, want %d", again, place)
	}
	if claimed := claim(t, o, received.Add(time.Hour)); len(claimed) != 1 || claimed[0].Claim != 2 {
		t.Errorf("claimed %+v", claimed)
	}
}

func outboxOfClosedStore(t *testing.T, open func() intake.Store) {
	s := open()
	o := planned(t, s, 1, "registry")
	use := func(ctx context.Context) map[string]error {
		errs := map[string]error{}
		_, errs["Follow"] = o.Follow(ctx, channel, "new")
		_, errs["Plan"] = o.Plan(ctx, intake.Plan{Channel: channel, Inquiry: record(0).Inquiry})
		_, errs["Claim"] = o.Claim(ctx, intake.Claim{Channel: channel, Inquiries: []string{record(0).Inquiry}, Now: received, Limit: 1})
		_, errs["Settle"] = o.Settle(ctx, sent(intake.Delivery{ID: 1}, received))
		_, _, errs["Sent"] = o.Sent(ctx, channel, record(0).Inquiry, received, nil)
		_, errs["Deliveries"] = o.Deliveries(ctx, "", 0, 1)
		_, errs["Counts"] = o.Counts(ctx)
		errs["Resend"] = o.Resend(ctx, 1, received)
		_, errs["Announce"] = o.Announce(ctx, announcement("spring", "one"))
		_, errs["Announced"] = o.Announced(ctx, channel, record(0).Inquiry)
		return errs
	}
	for method, err := range use(canceled(t)) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with an ended context: %v", method, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	for method, err := range use(t.Context()) {
		if !errors.Is(err, intake.ErrUnavailable) {
			t.Errorf("%s of a closed store: %v", method, err)
		}
		if err != nil {
			discreet(t, fmt.Errorf("%s: %w", method, err))
		}
	}
}
