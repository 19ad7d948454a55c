package intake

import (
	"errors"
	"io"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"time"
)

// bodies bounds the bodies that are on their way at once: how many of them, of one client
// and in all, and how many bytes they may come to. One counts until its request is
// answered, for as long as its bytes are in memory.
type bodies struct {
	most, mostOfClient int
	mostBytes          int64
	observer           Observer

	mu      sync.Mutex
	count   int
	bytes   int64
	clients map[netip.Prefix]int
}

func newBodies(l Limits) *bodies {
	return &bodies{most: l.Bodies, mostOfClient: l.BodiesOfClient, mostBytes: l.BodyBytes, observer: unobserved{}, clients: map[netip.Prefix]int{}}
}

// enter lets a body of at most so many bytes in, until leave is called once. Otherwise it
// returns the status that says why not: that the client has too many, or all together.
func (b *bodies) enter(client netip.Prefix, bytes int64) (leave func(), status int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.clients[client] >= b.mostOfClient:
		return nil, http.StatusTooManyRequests
	case b.count >= b.most || b.bytes+bytes > b.mostBytes:
		return nil, http.StatusServiceUnavailable
	}
	b.count++
	b.bytes += bytes
	b.clients[client]++
	b.observer.Bodies(b.count)
	return func() { b.leave(client, bytes) }, 0
}

func (b *bodies) leave(client netip.Prefix, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count--
	b.bytes -= bytes
	if b.clients[client]--; b.clients[client] == 0 {
		delete(b.clients, client)
	}
	b.observer.Bodies(b.count)
}

// crowdedBodies is how long a client should wait that comes while too many bodies are
// on their way.
const crowdedBodies = 5 * time.Second

// pace is how fast a body must come: all that is there after a grace, and then at least so
// many bytes in each second. A body that stalls, or trickles to hold a place, ends early;
// a form over the slowest of telephone lines does not.
type pace struct {
	grace     time.Duration
	perSecond int64
}

var usualPace = pace{grace: 15 * time.Second, perSecond: 1 << 10}

// paced is a body that must keep the pace.
type paced struct {
	io.ReadCloser
	pace    pace
	control *http.ResponseController
	began   time.Time
	read    int64
}

// Read implements [io.Reader].
func (p *paced) Read(b []byte) (int, error) {
	allowed := min(p.pace.grace+time.Duration(p.read/p.pace.perSecond)*time.Second, readTimeout)
	if err := p.control.SetReadDeadline(p.began.Add(allowed)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	return n, err
}

// readBody reads a request's body, or returns the status that says why not.
func (s *Service) readBody(w http.ResponseWriter, r *http.Request, limit int64) (body []byte, status int) {
	if r.ContentLength > limit {
		leaveUnread(w, r)
		return nil, http.StatusRequestEntityTooLarge
	}
	announced := r.ContentLength
	if announced < 0 {
		announced = limit
	}
	leave, status := s.bodies.enter(requestOf(r.Context()).client, announced)
	if status != 0 {
		leaveUnread(w, r)
		setRetryAfter(w, crowdedBodies)
		s.security(r, eventBodyLimit)
		return nil, status
	}
	if noted, ok := w.(*response); ok {
		noted.whenAnswered(leave)
		w = noted.ResponseWriter // net/http recognizes its own
	} else {
		defer leave()
	}
	return readPaced(w, r, limit, s.pace)
}

// readAnnounced reads a body whose length was announced, or is -1.
func readAnnounced(from io.Reader, length int64) (body []byte, err error) {
	if length < 0 {
		return io.ReadAll(from)
	}
	body = make([]byte, length)
	_, err = io.ReadFull(from, body)
	return body, err
}

// readPaced reads a body that keeps a pace and a limit.
func readPaced(w http.ResponseWriter, r *http.Request, limit int64, speed pace) (body []byte, status int) {
	control := http.NewResponseController(w)
	source := &paced{ReadCloser: r.Body, pace: speed, control: control, began: time.Now()}
	body, err := readAnnounced(http.MaxBytesReader(w, source, limit), r.ContentLength)
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		// What comes now is the end of the connection, which may take its time.
		if err := control.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return nil, http.StatusBadRequest
		}
		return body, 0
	case errors.As(err, &tooLarge):
		return nil, http.StatusRequestEntityTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, http.StatusRequestTimeout
	default:
		return nil, http.StatusBadRequest
	}
}
