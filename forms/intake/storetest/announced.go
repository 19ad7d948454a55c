package storetest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/forms/intake"
)

// announcement is one to organizations, for an occasion.
func announcement(occasion string, senders ...string) intake.Announcement {
	return intake.Announcement{Channel: channel, Inquiry: record(0).Inquiry, Recipient: "reminder", Occasion: occasion, Senders: senders, At: received}
}

// announce adds what is announced, of which so many must be new.
func announce(t *testing.T, o intake.Outbox, a intake.Announcement, want int) {
	t.Helper()
	if added, err := o.Announce(t.Context(), a); err != nil || added != want {
		t.Errorf("Announce: %d added, error %v; want %d", added, err, want)
	}
}

func announced(t *testing.T, o intake.Outbox, inquiry string) []intake.Delivery {
	t.Helper()
	all, err := o.Announced(t.Context(), channel, inquiry)
	if err != nil {
		t.Fatalf("Announced: %v", err)
	}
	return all
}

// announcesOnce: an organization gets one delivery for an occasion, seen by every store on
// the data, also after it was sent; for another one it gets another.
func announcesOnce(t *testing.T, open func() intake.Store) {
	o, other := outboxOf(t, open()), outboxOf(t, open())
	announce(t, o, announcement("first"), 0)
	announce(t, o, announcement("first", "one", "two"), 2)
	announce(t, other, announcement("first", "one", "three", "two"), 1)
	for _, d := range claim(t, other, received) {
		settle(t, other, sent(d, received))
	}
	announce(t, o, announcement("first", "one", "two", "three"), 0)
	announce(t, o, announcement("second", "one"), 1)
	elsewhere := announcement("first", "one")
	elsewhere.Inquiry = "another"
	announce(t, o, elsewhere, 1)
	var want []intake.Delivery
	for _, each := range []struct {
		sender, occasion string
		state            intake.DeliveryState
	}{{"one", "first", "sent"}, {"two", "first", "sent"}, {"three", "first", "sent"}, {"one", "second", "waiting"}} {
		want = append(want, intake.Delivery{
			Inquiry: record(0).Inquiry, Channel: channel, Recipient: "reminder", Sender: each.sender, Occasion: each.occasion,
			State: each.state, Due: received, Changed: received,
		})
	}
	if diff := cmp.Diff(want, announced(t, other, record(0).Inquiry), cmpopts.IgnoreFields(intake.Delivery{}, "ID", "Sequence", "Claim")); diff != "" {
		t.Errorf("announced (-want +got):\n%s", diff)
	}
	if n := len(announced(t, o, "another")); n != 1 {
		t.Errorf("%d announced about another inquiry, want 1", n)
	}
}

// announcesConcurrently: of many that announce the same, each adds some or none, and
// together they add each once.
func announcesConcurrently(t *testing.T, open func() intake.Store) {
	orders := [][]string{{"a", "b", "c", "d"}, {"d", "c", "b", "a"}}
	var added atomic.Int64
	var wait sync.WaitGroup
	for i := range 8 {
		o := outboxOf(t, open())
		wait.Go(func() {
			n, err := o.Announce(t.Context(), announcement("first", orders[i%2]...))
			if err != nil {
				t.Errorf("Announce: %v", err)
			}
			added.Add(int64(n))
		})
	}
	wait.Wait()
	if all := announced(t, outboxOf(t, open()), record(0).Inquiry); len(all) != 4 || added.Load() != 4 {
		t.Errorf("%d were announced and %d added, want 4", len(all), added.Load())
	}
}

// announcedComesLast: letters about records go before what is announced, and what is
// announced is done with like them.
func announcedComesLast(t *testing.T, open func() intake.Store) {
	s := open()
	announce(t, outboxOf(t, s), announcement("first", "one", "two"), 2)
	o := planned(t, s, 1, "registry")
	claimed := claim(t, o, received)
	if len(claimed) != 3 || claimed[0].Recipient != "registry" || claimed[1].Sender != "one" || claimed[2].Sender != "two" {
		t.Fatalf("claimed %+v", claimed)
	}
	dropped := claimed[1]
	dropped.State, dropped.Failure, dropped.Changed = intake.DeliveryDropped, "answered", received
	settle(t, o, intake.Outcome{Delivery: dropped})
	settle(t, o, sent(claimed[2], received))
	counts, err := o.Counts(t.Context())
	if diff := cmp.Diff(map[intake.DeliveryState]int{"waiting": 1, "sent": 1, "dropped": 1}, counts); err != nil || diff != "" {
		t.Errorf("counts: error %v (-want +got):\n%s", err, diff)
	}
	if err := o.Resend(t.Context(), dropped.ID, received.Add(time.Hour)); err != nil {
		t.Errorf("Resend: %v", err)
	}
	announce(t, o, announcement("first", "one"), 0)
}

func announcementOfInvalid(t *testing.T, open func() intake.Store) {
	o := outboxOf(t, open())
	for name, change := range map[string]func(*intake.Announcement){
		"channel":      func(a *intake.Announcement) { a.Channel = "" },
		"inquiry":      func(a *intake.Announcement) { a.Inquiry = "a\nb" },
		"recipient":    func(a *intake.Announcement) { a.Recipient = "Aino Esimerkki" },
		"occasion":     func(a *intake.Announcement) { a.Occasion = "" },
		"organization": func(a *intake.Announcement) { a.Senders = append(a.Senders, "") },
	} {
		a := announcement("first", "one")
		change(&a)
		_, err := o.Announce(t.Context(), a)
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
		discreet(t, err)
	}
	if n := len(announced(t, o, record(0).Inquiry)); n != 0 {
		t.Errorf("%d were announced", n)
	}
}
