package intake

import (
	"container/list"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// eventConnectionLimit is the security event of connections beyond the bounds.
const eventConnectionLimit = "connection-limit"

// connectionNotice is the least time between two lines of the log about connections that
// were refused: they cost a stranger next to nothing.
const connectionNotice = time.Minute

// connections is a listener that bounds the connections of each client and in all. Those
// of trusted proxies are bounded in all only, for they are of many clients.
//
// When there are too many in all, the one that has been waiting longest for a request
// makes room: most connections wait most of the time, and a browser opens another one.
// Where none waits, the new one is closed.
type connections struct {
	net.Listener
	service *Service

	mu      sync.Mutex
	open    int
	clients map[netip.Prefix]int
	waiting *list.List // of *connection, the longest waiting first
	noticed time.Time
}

// connection is one of a client.
type connection struct {
	net.Conn
	of     *connections
	client netip.Prefix  // zero for a trusted proxy
	place  *list.Element // among those that wait; nil while a request is under way
	once   sync.Once
}

// Bound returns a listener for a server of the service that keeps the limits of
// connections. It sets the server's ConnState, by which it learns which connections wait.
func (s *Service) Bound(l net.Listener, server *http.Server) net.Listener {
	bounded := &connections{Listener: l, service: s, clients: map[netip.Prefix]int{}, waiting: list.New()}
	server.ConnState = bounded.note
	return bounded
}

// Accept implements [net.Listener].
func (l *connections) Accept() (net.Conn, error) {
	for {
		inner, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		address := parseAddress(inner.RemoteAddr().String())
		c := &connection{Conn: inner, of: l}
		if !isProxy(address, l.service.config.TrustedProxies) {
			c.client = network(address)
		}
		if !l.admit(c) {
			_ = inner.Close() // nobody waits for what this says
			continue
		}
		return c, nil
	}
}

// admit counts a connection, if need be in place of another one.
func (l *connections) admit(c *connection) bool {
	limits := &l.service.config.Limits
	l.mu.Lock()
	tooMany := c.client.IsValid() && l.clients[c.client] >= limits.ConnectionsOfClient
	var oldest *connection
	if full := l.open >= limits.Connections; full && !tooMany {
		if e := l.waiting.Front(); e != nil {
			oldest = e.Value.(*connection)
		} else {
			tooMany = true
		}
	}
	if !tooMany {
		l.open++
		l.clients[c.client]++
		c.place = l.waiting.PushBack(c)
	}
	l.notice(tooMany || oldest != nil)
	l.mu.Unlock()
	if oldest != nil {
		_ = oldest.Close()
	}
	return !tooMany
}

// notice tells how many are open, and now and then that there were too many. The lock is
// held.
func (l *connections) notice(refused bool) {
	l.service.config.Observer.Connections(l.open)
	if !refused {
		return
	}
	l.service.config.Observer.Refused(eventConnectionLimit)
	if now := time.Now(); now.Sub(l.noticed) >= connectionNotice {
		l.noticed = now
		l.service.config.Logger.LogAttrs(context.Background(), slog.LevelWarn, "security",
			slog.String("event", eventConnectionLimit), slog.Int("open", l.open))
	}
}

// note follows what a connection does. That of TLS is around ours.
func (l *connections) note(conn net.Conn, state http.ConnState) {
	if wrapped, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = wrapped.NetConn()
	}
	c, ok := conn.(*connection)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch state {
	case http.StateActive, http.StateHijacked, http.StateClosed:
		c.leave()
	case http.StateIdle:
		c.leave()
		c.place = l.waiting.PushBack(c)
	}
}

// leave takes a connection from those that wait. The lock is held.
func (c *connection) leave() {
	if c.place != nil {
		c.of.waiting.Remove(c.place)
		c.place = nil
	}
}

// Close implements [net.Conn].
func (c *connection) Close() error {
	c.once.Do(func() {
		l := c.of
		l.mu.Lock()
		defer l.mu.Unlock()
		c.leave()
		l.open--
		if l.clients[c.client]--; l.clients[c.client] == 0 {
			delete(l.clients, c.client)
		}
		l.notice(false)
	})
	return c.Conn.Close()
}

// CloseWrite lets net/http end an answer before the client has sent all, so that the
// client reads it.
func (c *connection) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
