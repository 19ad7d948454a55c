package intake_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// bound serves a world on a listener with its bounds, and returns its address.
func bound(t *testing.T, w *world) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := intake.Server(w.service)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(w.service.Bound(listener, server))
	}()
	t.Cleanup(func() { _ = server.Close(); <-ended })
	return listener.Addr().String()
}

// from connects from one of the addresses of this machine's loopback, 127.0.0.0/8.
func from(t *testing.T, client, address string) net.Conn {
	t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(client)}, Timeout: 10 * time.Second}
	c, err := dialer.Dial("tcp", address)
	if err != nil {
		t.Skipf("no connection from %s: %v", client, err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// speaks reports whether the service answers on a connection.
func speaks(c net.Conn) bool {
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: example.fi\r\n\r\n"); err != nil {
		return false
	}
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode == http.StatusOK
}

func TestConnectionsOfAClient(t *testing.T) {
	seen := new(observer)
	w := newWorld(t, func(c *intake.Config) {
		c.Observer, c.Limits.ConnectionsOfClient = seen, 2
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.9/32")}
	})
	address := bound(t, w)
	first, second := from(t, "127.0.0.2", address), from(t, "127.0.0.2", address)
	if !speaks(first) || !speaks(second) {
		t.Fatal("two connections are fine")
	}
	if speaks(from(t, "127.0.0.2", address)) {
		t.Error("a third one is served")
	}
	if !speaks(from(t, "127.0.0.3", address)) {
		t.Error("another client is not served")
	}
	for range 5 {
		if !speaks(from(t, "127.0.0.9", address)) {
			t.Error("a connection of a trusted proxy was refused")
		}
	}
	if n := strings.Count(w.log.String(), `"event":"connection-limit"`); n != 1 {
		t.Errorf("%d lines about connections", n)
	}
	_ = first.Close()
	await(t, func() bool { return speaks(from(t, "127.0.0.2", address)) })
}

// When there are too many in all, the one that has waited longest makes room, and none
// whose request is under way.
func TestConnectionsInAll(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Connections = 3 })
	address := bound(t, w)
	document := firstkind.JSON(t, "municipality:109")
	busy := from(t, "127.0.0.2", address)
	fmt.Fprintf(busy, "POST %s HTTP/1.1\r\nHost: example.fi\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", firstkind.Path, len(document))
	idle := from(t, "127.0.0.2", address)
	if !speaks(idle) {
		t.Fatal("the second one")
	}
	for n := range 20 {
		if !speaks(from(t, "127.0.0.3", address)) {
			t.Fatalf("connection %d of another client is not served", n)
		}
	}
	if speaks(idle) {
		t.Error("the one that waited longest is there still")
	}
	_, _ = io.WriteString(busy, document)
	if status := answerOn(t, busy).StatusCode; status != http.StatusCreated {
		t.Errorf("status %d", status)
	}
}

// Three thousand connections of thirty clients, on which nothing or half a header comes:
// forms are served and answers kept meanwhile, in good time.
func TestThreeThousandConnections(t *testing.T) {
	if testing.Short() {
		t.Skip("opens 3,000 connections")
	}
	seen := new(observer)
	w := newWorld(t, func(c *intake.Config) { c.Observer = seen })
	address := bound(t, w)
	const clients, each = 30, 100
	for n := range clients * each {
		c := from(t, fmt.Sprintf("127.0.1.%d", 1+n%clients), address)
		if n%2 == 0 {
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: exam")
		}
	}
	await(t, func() bool { return seen.open.Load() == clients*each })
	client := &http.Client{Timeout: 10 * time.Second}
	began := time.Now()
	page, err := client.Get("http://" + address + formPath)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, page.Body)
	page.Body.Close()
	answer, err := client.Post("http://"+address+firstkind.Path, "application/json", strings.NewReader(firstkind.JSON(t, "municipality:109")))
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if page.StatusCode != http.StatusOK || answer.StatusCode != http.StatusCreated {
		t.Errorf("page %d, answer %d", page.StatusCode, answer.StatusCode)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	} else {
		t.Logf("a form and an answer took %s beside %d connections", took, seen.open.Load())
	}
}
