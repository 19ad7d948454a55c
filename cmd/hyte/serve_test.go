package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// running is `hyte serve` in this process.
type running struct {
	address string // of the service
	token   string // as it was printed; empty if it was not
	stderr  *bytes.Buffer
	cancel  context.CancelFunc
	status  chan int
}

// announcement is a stdout for what the service prints, all at once, when it
// has started.
type announcement chan string

func (a announcement) Write(text []byte) (int, error) {
	a <- string(text)
	return len(text), nil
}

// serving starts the service on a free port, in the middle of the example
// call's time, and reads where it is.
func serving(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	announced := make(announcement, 1)
	r := &running{stderr: new(bytes.Buffer), cancel: cancel, status: make(chan int, 1)}
	a := &app{
		stdin: strings.NewReader(""), stdout: announced, stderr: r.stderr,
		now:         func() time.Time { return time.Date(2021, 1, 10, 12, 0, 0, 0, time.UTC) },
		interrupted: func(context.Context) (context.Context, context.CancelFunc) { return ctx, cancel },
	}
	args = append([]string{"serve", "--call", example + "call.json", "--listen", "127.0.0.1:0", "--log", "off"}, args...)
	go func() { r.status <- a.run(context.Background(), args) }()
	select {
	case text := <-announced:
		printed := map[string]string{}
		for line := range strings.Lines(text) {
			name, value, _ := strings.Cut(line, "   ")
			printed[name] = strings.TrimSpace(value)
		}
		r.address, r.token = strings.TrimSuffix(printed["organizer"], "/admin"), printed["token"]
		if printed["form (sv)"] != r.address+"/kanta-hame-hyte-2021/sv" {
			t.Errorf("announced:\n%s", text)
		}
	case status := <-r.status:
		t.Fatalf("the service has not started: status %d, stderr %q", status, r.stderr)
	}
	return r
}

// stop ends the service and returns its exit status.
func (r *running) stop() int {
	r.cancel()
	return <-r.status
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	first := serving(t, "--data", data)
	if len(first.token) < 40 {
		t.Errorf("token %q", first.token)
	}
	if status, page := get(t, first.address+"/kanta-hame-hyte-2021/sv"); status != http.StatusOK || !strings.Contains(page, "<form") {
		t.Errorf("form: status %d", status)
	}
	if status, _ := get(t, first.address+"/healthz"); status != http.StatusOK {
		t.Errorf("health: status %d", status)
	}
	nomination := strings.SplitN(nominations(t, 1), "\n", 2)[0]
	response, err := http.Post(first.address+"/api/v1/calls/kanta-hame-hyte-2021/nominations", "application/json", strings.NewReader(nomination))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var receipt struct{ ID, Nominator string }
	if err := json.NewDecoder(response.Body).Decode(&receipt); err != nil || response.StatusCode != http.StatusCreated || receipt.Nominator != "municipality:061" {
		t.Fatalf("receipt: status %d, %+v, error %v", response.StatusCode, receipt, err)
	}
	if status := first.stop(); status != statusFine || !strings.HasSuffix(first.stderr.String(), "hyte: stopping\n") {
		t.Errorf("status %d, stderr %q", status, first.stderr)
	}

	// What was received is there again, and the token is not shown again.
	second := serving(t, "--data", data)
	if status, body := get(t, second.address+"/api/v1/calls/kanta-hame-hyte-2021/nominations/"+receipt.ID); status != http.StatusOK {
		t.Errorf("receipt after the restart: status %d, %s", status, body)
	}
	if status := second.stop(); status != statusFine || second.token != "" {
		t.Errorf("status %d, token %q", status, second.token)
	}
	third := serving(t, "--data", data, "--new-token")
	if third.token == first.token || third.token == "" {
		t.Errorf("new token %q", third.token)
	}
	third.stop()
}

func TestServeLetsRequestsEnd(t *testing.T) {
	r := serving(t, "--data", t.TempDir())
	connection, err := net.Dial("tcp", strings.TrimPrefix(r.address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	nomination := strings.SplitN(nominations(t, 1), "\n", 2)[0]
	request, err := http.NewRequest(http.MethodPost, r.address+"/api/v1/calls/kanta-hame-hyte-2021/nominations", strings.NewReader(nomination))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	var text bytes.Buffer
	if err := request.Write(&text); err != nil {
		t.Fatal(err)
	}
	half := text.Len() - len(nomination)/2
	if _, err := connection.Write(text.Bytes()[:half]); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // until the server has begun to read
	r.cancel()
	time.Sleep(50 * time.Millisecond)
	if _, err := connection.Write(text.Bytes()[half:]); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if status := <-r.status; status != statusFine || response.StatusCode != http.StatusCreated {
		t.Errorf("status %d, answer %d", status, response.StatusCode)
	}
}

func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, databaseName), []byte("something else entirely"), 0o600); err != nil {
		t.Fatal(err)
	}
	call := example + "call.json"
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "which call? Give --call CALL"},
		{[]string{"--call", "nowhere.json"}, "no such file or directory"},
		{[]string{"--call", call, call}, "two calls have the id"},
		{[]string{"--call", call, "--listen", taken.Addr().String()}, "address already in use"},
		{[]string{"--call", call, "--listen", "nonsense"}, "missing port"},
		{[]string{"--call", call, "--data", foreign}, "belongs to another program"},
		{[]string{"--call", call, "--trusted-proxy", "proxy"}, "--trusted-proxy: write a network as 10.0.0.0/8"},
		{[]string{"--call", call, "--prefix", "forms/"}, "a prefix begins with a slash"},
		{[]string{"--call", call, "--base-url", "ftp://example.fi"}, "base URL"},
		{[]string{"--call", call, "--embed-host", "example.fi"}, "https://www.example.fi"},
		{[]string{"--call", call, "--log", "loud"}, "give one of text, json, off"},
	} {
		args := append([]string{"serve", "--data", t.TempDir()}, c.args...)
		a := &app{interrupted: func(ctx context.Context) (context.Context, context.CancelFunc) { return context.WithCancel(ctx) }}
		got := runWith(a, args...)
		if got.status != statusFailed || got.stdout != "" || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%q: status %d, stdout %q, stderr %q", c.args, got.status, got.stdout, got.stderr)
		}
	}
}
