package intake

import (
	"math/rand/v2"
	"net/netip"
	"sync"
	"testing"
	"time"
)

var morning = time.Date(2021, time.January, 15, 7, 0, 0, 0, time.UTC)

// numbered returns one of 65,536 IPv4 addresses.
func numbered(n int) netip.Addr {
	return netip.AddrFrom4([4]byte{198, 18, byte(n >> 8), byte(n)})
}

func TestRateLimiter(t *testing.T) {
	l := newRateLimiter[netip.Prefix](Rate{3, 10 * time.Second}, 10)
	client := netip.MustParseAddr("192.0.2.1")
	for i, step := range []struct {
		after time.Duration
		wait  time.Duration
	}{
		{0, 0},
		{0, 0},
		{0, 0},
		{0, 10 * time.Second},
		{0, 10 * time.Second}, // a refused request costs nothing
		{4 * time.Second, 6 * time.Second},
		{10 * time.Second, 0},
		{10 * time.Second, 10 * time.Second},
		{45 * time.Second, 0},
		{45 * time.Second, 0},
		{45 * time.Second, 0},
		{45 * time.Second, 10 * time.Second}, // more than burst is not saved up
		{40 * time.Second, 10 * time.Second}, // a clock set back gives nothing
	} {
		if wait := l.take(network(client), morning.Add(step.after)).Round(time.Millisecond); wait != step.wait {
			t.Errorf("step %d: wait %v, want %v", i, wait, step.wait)
		}
	}
	if wait := l.take(network(netip.MustParseAddr("192.0.2.2")), morning); wait != 0 {
		t.Errorf("another client waits %v", wait)
	}
}

func TestRateLimiterClients(t *testing.T) {
	for name, test := range map[string]struct {
		one, other string
		same       bool
	}{
		"two IPv4 addresses":   {"192.0.2.1", "192.0.2.2", false},
		"IPv4 in IPv6 form":    {"192.0.2.1", "::ffff:192.0.2.1", true},
		"one IPv6 network":     {"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true},
		"two IPv6 networks":    {"2001:db8:1:2::1", "2001:db8:1:3::1", false},
		"an IPv6 zone":         {"fe80::1%eth0", "fe80::1%eth1", true},
		"unknown":              {"", "", true},
		"unknown and known":    {"", "0.0.0.0", false},
		"zero of both kinds":   {"::", "0.0.0.0", false},
		"zero and mapped zero": {"::ffff:0.0.0.0", "0.0.0.0", true},
	} {
		l := newRateLimiter[netip.Prefix](Rate{1, time.Minute}, 10)
		address := func(s string) (a netip.Addr) {
			if s != "" {
				a = netip.MustParseAddr(s)
			}
			return a
		}
		if l.take(network(address(test.one)), morning) != 0 {
			t.Errorf("%s: the first waits", name)
		}
		if same := l.take(network(address(test.other)), morning) != 0; same != test.same {
			t.Errorf("%s: one client: %v, want %v", name, same, test.same)
		}
	}
}

// TestRateLimiterForgets: quiet clients go first, and without loss.
func TestRateLimiterForgets(t *testing.T) {
	l := newRateLimiter[netip.Prefix](Rate{2, time.Minute}, 3)
	take := func(n int, minutes float64) time.Duration {
		return l.take(network(numbered(n)), morning.Add(time.Duration(minutes*float64(time.Minute))))
	}
	for n := range 3 { // each has used up its allowance
		take(n, 0)
		take(n, 0)
	}
	if take(2, 0) == 0 {
		t.Error("client 2 may go on")
	}
	if take(3, 0) != 0 || len(l.known) != 3 {
		t.Errorf("a stranger is turned away, or %d clients are remembered", len(l.known))
	}
	if take(2, 0) == 0 {
		t.Error("client 2, seen lately, was forgotten")
	}
	if take(0, 0) != 0 {
		t.Error("client 0, seen longest ago, was not forgotten")
	}
	for minutes := range 4 {
		take(4, 10+float64(minutes)/10)
	}
	if len(l.known) > 2 || l.order.Len() != len(l.known) {
		t.Errorf("%d clients and %d entries remembered after all but one were quiet", len(l.known), l.order.Len())
	}
}

// TestRateLimiterBounds sends requests of many clients at random times and
// checks after each that the memory is bounded and nobody got more than the
// limit allows, as long as nobody busy had to be forgotten.
func TestRateLimiterBounds(t *testing.T) {
	const interval, burst, capacity, clients, requests = time.Second, 4, 64, 40, 20_000
	random := rand.New(rand.NewPCG(1, 2))
	l := newRateLimiter[netip.Prefix](Rate{burst, interval}, capacity)
	served := make([]int, clients)
	at := morning
	for range requests {
		at = at.Add(time.Duration(random.ExpFloat64() * float64(2*time.Millisecond)))
		n := random.IntN(clients)
		if l.take(network(numbered(n)), at) == 0 {
			served[n]++
		}
		if len(l.known) > capacity || l.order.Len() != len(l.known) {
			t.Fatalf("%d clients and %d entries, want at most %d", len(l.known), l.order.Len(), capacity)
		}
	}
	most := burst + int(at.Sub(morning)/interval) + 1
	for n, served := range served {
		if served > most || served < most-burst {
			t.Errorf("client %d was served %d times in %v, want about %d", n, served, at.Sub(morning), most)
		}
	}
}

func TestRateLimiterConcurrently(t *testing.T) {
	l := newRateLimiter[netip.Prefix](Rate{100, time.Hour}, 4)
	var served [8]int
	var wg sync.WaitGroup
	for i := range served {
		wg.Go(func() {
			for range 100 {
				if l.take(network(numbered(i%2)), morning) == 0 {
					served[i]++
				}
			}
		})
	}
	wg.Wait()
	total := 0
	for _, n := range served {
		total += n
	}
	if total != 200 {
		t.Errorf("%d requests of two clients were served, want 200", total)
	}
}

func BenchmarkRateLimiter(b *testing.B) {
	l := newRateLimiter[netip.Prefix](Rate{5, time.Second}, 10_000)
	at := morning
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		at = at.Add(time.Microsecond)
		l.take(network(numbered(n%20_000)), at)
	}
}
