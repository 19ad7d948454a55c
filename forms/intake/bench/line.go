package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// line is one connection to the server, on which answers are sent one after the other. On a
// small machine the one who measures takes processor time from who is measured: net/http's
// client takes more than twice what this does.
type line struct {
	net.Conn
	in   *bufio.Reader
	head string
	out  []byte
}

// dial connects to the server.
func (s *server) dial(ctx context.Context, of *request) (*line, error) {
	host := strings.TrimPrefix(s.address, "http://")
	var d net.Dialer
	connection, err := d.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = connection.SetDeadline(time.Now()) }) // whoever stops the bench does not wait
	return &line{
		Conn: connection, in: bufio.NewReader(connection),
		head: "POST /api/v1/calls/" + of.call.ID + "/nominations HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n",
	}, nil
}

// post sends the nth answer, from a desk of its own, and waits for the whole receipt.
func (l *line) post(n int, answer []byte) error {
	l.out = fmt.Appendf(l.out[:0], "%sX-Forwarded-For: %s\r\nContent-Length: %d\r\n\r\n", l.head, desk(n), len(answer))
	if _, err := l.Write(append(l.out, answer...)); err != nil {
		return err
	}
	got, err := http.ReadResponse(l.in, nil)
	if err != nil {
		return err
	}
	defer got.Body.Close()
	receipt, err := io.ReadAll(got.Body)
	if err != nil {
		return err
	}
	if got.StatusCode != http.StatusCreated {
		return fmt.Errorf("an answer got %s: %s", got.Status, receipt)
	}
	return nil
}

// desk is the address from which the nth answer comes.
func desk(n int) string { return fmt.Sprintf("10.%d.%d.%d", n>>16&0xff, n>>8&0xff, n&0xff) }
