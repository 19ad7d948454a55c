package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// line is one connection to the server, on which answers are sent one after the other. On a
// small machine the one who measures takes processor time from who is measured: net/http's
// client takes more than twice what this does, and so does its reader of responses.
type line struct {
	net.Conn
	in   *bufio.Reader
	head string
	out  []byte
	body []byte
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
	l.out = append(l.out[:0], l.head...)
	l.out = append(append(l.out, "X-Forwarded-For: "...), desk(n)...)
	l.out = strconv.AppendInt(append(l.out, "\r\nContent-Length: "...), int64(len(answer)), 10)
	l.out = append(append(l.out, "\r\n\r\n"...), answer...)
	if _, err := l.Write(l.out); err != nil {
		return err
	}
	status, err := l.receive()
	if err != nil {
		return err
	}
	if status != created || !bytes.Contains(l.body, []byte(`"id":"`)) {
		return fmt.Errorf("an answer got %s: %s", status, l.body)
	}
	return nil
}

// created is the status of an answer that was kept.
const created = "HTTP/1.1 201 Created"

// receive reads a response whose length is told, as the service tells that of receipts.
func (l *line) receive() (status string, err error) {
	length := -1
	for {
		text, err := l.in.ReadSlice('\n')
		if err != nil {
			return "", err
		}
		text = bytes.TrimRight(text, "\r\n")
		switch value, is := bytes.CutPrefix(text, []byte("Content-Length: ")); {
		case status == "" && string(text) == created:
			status = created
		case status == "":
			status = string(text)
		case is:
			if length, err = strconv.Atoi(string(value)); err != nil {
				return status, err
			}
		case len(text) == 0 && length < 0:
			return status, errors.New("a response does not tell its length")
		case len(text) == 0:
			l.body = slices.Grow(l.body[:0], length)[:length]
			_, err = io.ReadFull(l.in, l.body)
			return status, err
		}
	}
}

// desk is the address from which the nth answer comes.
func desk(n int) string {
	return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)}).String()
}
