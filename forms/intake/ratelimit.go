package intake

import (
	"container/list"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rateLimiter lets each of many, such as clients, do something burst times at once and
// then once per interval. It remembers at most capacity of them. One that has been quiet
// until its allowance was full again is forgotten without loss; where all are
// busy, the one seen longest ago is, because to serve a stranger too often does
// less harm than to turn away a clerk.
type rateLimiter[K comparable] struct {
	interval time.Duration
	burst    int
	capacity int

	mu    sync.Mutex
	known map[K]*list.Element
	order *list.List // of *allowance[K], the latest seen first
}

type allowance[K comparable] struct {
	of     K
	bucket *rate.Limiter
}

// newRateLimiter returns a limiter; the rate and the capacity are positive.
func newRateLimiter[K comparable](r Rate, capacity int) *rateLimiter[K] {
	return &rateLimiter[K]{
		interval: r.Interval,
		burst:    r.Burst,
		capacity: capacity,
		known:    make(map[K]*list.Element),
		order:    list.New(),
	}
}

// take counts one time. It returns 0 if it may go on, and otherwise how long to wait;
// what is refused costs nothing.
func (l *rateLimiter[K]) take(of K, at time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	reservation := l.bucket(of, at).ReserveN(at, 1)
	if wait = reservation.DelayFrom(at); wait > 0 {
		reservation.CancelAt(at)
	}
	return wait
}

// bucket returns the bucket of one, a full one if it is not remembered.
func (l *rateLimiter[K]) bucket(of K, at time.Time) *rate.Limiter {
	if e, ok := l.known[of]; ok {
		l.order.MoveToFront(e)
		return e.Value.(*allowance[K]).bucket
	}
	l.forget(at)
	a := &allowance[K]{of: of, bucket: rate.NewLimiter(rate.Every(l.interval), l.burst)}
	l.known[of] = l.order.PushFront(a)
	return a.bucket
}

// forget makes room for one more. It looks at two old ones each time, so that the
// memory follows the number of busy ones, also downwards.
func (l *rateLimiter[K]) forget(at time.Time) {
	for range 2 {
		oldest := l.order.Back()
		if oldest == nil {
			return
		}
		a := oldest.Value.(*allowance[K])
		if len(l.known) < l.capacity && a.bucket.TokensAt(at) < float64(l.burst) {
			return
		}
		l.order.Remove(oldest)
		delete(l.known, a.of)
	}
}

// network returns what counts as one client: an IPv4 address or an IPv6 network of 64
// bits, the least that a subscriber is given. All clients of unknown address are one.
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
