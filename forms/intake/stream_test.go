package intake_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
)

// fill keeps records of 100 kB each, so that the file of all is far longer than what a
// service holds back.
func (w *world) fill(records int) {
	w.t.Helper()
	for n := range records {
		id := fmt.Sprintf("record-%d", n)
		document, err := json.Marshal(map[string]string{"text": strings.Repeat(fmt.Sprintf("%05d", n*7919%100_000), 20_000)})
		if err != nil {
			w.t.Fatal(err)
		}
		if _, _, err := w.store.Append(w.t.Context(), intake.Record{ID: id, Key: id, Inquiry: callID, Kind: "letter", ReceivedAt: open, Document: document}); err != nil {
			w.t.Fatal(err)
		}
	}
}

// streamServer serves a world by HTTP/1.1, or by HTTP/2 with TLS.
func streamServer(t *testing.T, w *world, two bool) (*httptest.Server, *http.Client) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config = intake.Server(w.service)
	if server.EnableHTTP2 = two; two {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	client := server.Client()
	client.Transport.(*http.Transport).DisableCompression = true
	return server, client
}

// download gets all that was received, in a content coding.
func download(t *testing.T, client *http.Client, address, coding string, cookie []string) (*http.Response, []byte, error) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address+receivedPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", coding)
	r.Header.Set(cookie[0], cookie[1])
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && coding == "gzip" {
		packed, opening := gzip.NewReader(bytes.NewReader(body))
		if opening != nil {
			return answer, nil, opening
		}
		body, err = io.ReadAll(packed)
	}
	return answer, body, err
}

// A long file comes in full, or its client is told that it does not: by the protocol, as
// its beginning has been sent.
func TestStream(t *testing.T) {
	const records = 40
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	w.fill(records)
	cookie := w.login()
	for _, two := range []bool{false, true} {
		server, client := streamServer(t, w, two)
		if two { // with TLS, the name of the cookie says so
			cookie[1] = "__Host-" + cookie[1]
		}
		for _, coding := range []string{"identity", "gzip"} {
			broken.after = 0
			answer, body, err := download(t, client, server.URL, coding, cookie)
			if lines := bytes.Count(body, []byte("\n")); err != nil || lines != records || answer.ContentLength >= 0 {
				t.Errorf("HTTP/2 %t, %s: %d lines, length %d, error %v", two, coding, lines, answer.ContentLength, err)
			}
			if answer.Header.Get("Content-Disposition") == "" || answer.Header.Get("Content-Type") != "application/x-ndjson" {
				t.Errorf("header %v", answer.Header)
			}
			for name, inside := range map[string]error{"fails": intake.ErrUnavailable, "ends without one": nil} {
				broken.after, broken.inside = records-3, inside
				if answer, body, err := download(t, client, server.URL, coding, cookie); err == nil || answer.StatusCode != http.StatusOK {
					t.Errorf("HTTP/2 %t, %s, %s: status %d, %d bytes that seem whole", two, coding, name, answer.StatusCode, len(body))
				}
			}
		}
	}
	if log := w.log.String(); strings.Count(log, `"msg":"fault"`) != 8 || strings.Contains(log, `"msg":"panic"`) {
		t.Errorf("%d faults in the log", strings.Count(log, `"msg":"fault"`))
	}
}

// HTTP/1.0 cannot tell the end of a file from a connection that broke off.
func TestStreamToOldClients(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	w.fill(40)
	cookie := w.login()
	server, _ := streamServer(t, w, false)
	ask := func() *http.Response {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		fmt.Fprintf(c, "GET %s HTTP/1.0\r\n%s: %s\r\n\r\n", receivedPath, cookie[0], cookie[1])
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	if answer := ask(); answer.StatusCode != http.StatusOK || answer.ContentLength < 4_000_000 {
		t.Errorf("status %d, length %d", answer.StatusCode, answer.ContentLength)
	}
	broken.after, broken.inside = 39, intake.ErrUnavailable
	if answer := ask(); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d", answer.StatusCode)
	}
}

// A client that stops in the middle is no fault of the service.
func TestStreamToNobody(t *testing.T) {
	w := newWorld(t)
	w.fill(200)
	server, _ := streamServer(t, w, false)
	cookie := w.login()
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: example.fi\r\n%s: %s\r\n\r\n", receivedPath, cookie[0], cookie[1])
	if _, err := io.CopyN(io.Discard, c, 2_000_000); err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	server.Close() // waits for the answer
	if log := w.log.String(); strings.Contains(log, `"msg":"panic"`) || strings.Contains(log, `"msg":"fault"`) || !strings.Contains(log, "received.ndjson") {
		t.Errorf("log %s", log)
	}
}
