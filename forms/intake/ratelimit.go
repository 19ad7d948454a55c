package intake

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rateLimiter lets each client make burst requests at once and then one per
// interval. It remembers at most capacity clients. One that has been quiet
// until its allowance was full again is forgotten without loss; where all are
// busy, the one seen longest ago is, because to serve a stranger too often does
// less harm than to turn away a clerk.
//
// A client is an IPv4 address or an IPv6 network of 64 bits, the least that a
// subscriber is given. All clients of unknown address share one allowance.
type rateLimiter struct {
	interval time.Duration
	burst    int
	capacity int

	mu      sync.Mutex
	clients map[netip.Prefix]*list.Element
	order   *list.List // of *allowance, the latest seen first
}

type allowance struct {
	client netip.Prefix
	bucket *rate.Limiter
}

// newRateLimiter returns a limiter; all three numbers are positive.
func newRateLimiter(interval time.Duration, burst, capacity int) *rateLimiter {
	return &rateLimiter{
		interval: interval,
		burst:    burst,
		capacity: capacity,
		clients:  make(map[netip.Prefix]*list.Element),
		order:    list.New(),
	}
}

// take counts a request of the client. It returns 0 if the request may go on,
// and otherwise how long the client should wait; a refused request costs
// nothing.
func (l *rateLimiter) take(address netip.Addr, at time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	reservation := l.bucket(network(address), at).ReserveN(at, 1)
	if wait = reservation.DelayFrom(at); wait > 0 {
		reservation.CancelAt(at)
	}
	return wait
}

// bucket returns the client's bucket, a full one for a client not remembered.
func (l *rateLimiter) bucket(client netip.Prefix, at time.Time) *rate.Limiter {
	if e, ok := l.clients[client]; ok {
		l.order.MoveToFront(e)
		return e.Value.(*allowance).bucket
	}
	l.forget(at)
	a := &allowance{client: client, bucket: rate.NewLimiter(rate.Every(l.interval), l.burst)}
	l.clients[client] = l.order.PushFront(a)
	return a.bucket
}

// forget makes room for one more client. It looks at two old ones each time,
// so that the memory follows the number of busy clients, also downwards.
func (l *rateLimiter) forget(at time.Time) {
	for range 2 {
		oldest := l.order.Back()
		if oldest == nil {
			return
		}
		a := oldest.Value.(*allowance)
		if len(l.clients) < l.capacity && a.bucket.TokensAt(at) < float64(l.burst) {
			return
		}
		l.order.Remove(oldest)
		delete(l.clients, a.client)
	}
}

// network returns what counts as one client.
func network(address netip.Addr) netip.Prefix {
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, err := address.Prefix(bits)
	if err != nil { // the address is not known
		return netip.Prefix{}
	}
	return prefix
}
