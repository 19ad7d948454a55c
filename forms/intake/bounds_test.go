package intake_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// unread is a body that must not be read.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

// A client that comes too often is refused before its body is read, with a connection
// that ends: otherwise the server would read the body for the sake of the next request.
func TestRefusedBeforeTheBodyIsRead(t *testing.T) {
	for name, c := range map[string]struct {
		path, kind string
		times      int
	}{
		"API":   {firstkind.Path, "application/json", 1},
		"form":  {formPath, "application/x-www-form-urlencoded", 4},
		"login": {"/admin/login", "application/x-www-form-urlencoded", 1},
	} {
		t.Run(name, func(t *testing.T) {
			once := intake.Rate{Burst: 1, Interval: time.Hour}
			w := newWorld(t, func(c *intake.Config) { c.Limits.Posts, c.Limits.Changes, c.Limits.Logins = once, once, once })
			for range c.times {
				w.do(request(http.MethodPost, c.path, strings.NewReader("x=y"), "Content-Type", c.kind))
			}
			answer := w.do(request(http.MethodPost, c.path, unread{t}, "Content-Type", c.kind))
			checkStatus(t, answer, http.StatusTooManyRequests)
			if answer.Header().Get("Retry-After") == "" || answer.Header().Get("Connection") != "close" {
				t.Errorf("header %v", answer.Header())
			}
			if !strings.Contains(w.log.String(), `"event":"rate-limit"`) {
				t.Errorf("log %s", w.log)
			}
		})
	}
}

// Nobody can fill an inquiry in another's name, from however many addresses.
func TestSenderLimit(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
		c.Limits.Sender = intake.Rate{Burst: 3, Interval: time.Minute}
	})
	send := func(n int, sender string) *httptest.ResponseRecorder {
		return w.postJSON(firstkind.JSON(t, sender, named("Aino", fmt.Sprintf("Esimerkki%d", n))), "X-Forwarded-For", fmt.Sprintf("198.51.100.%d", n))
	}
	for n := range 3 {
		checkStatus(t, send(n, "municipality:109"), http.StatusCreated)
	}
	answer := send(3, "municipality:109")
	checkStatus(t, answer, http.StatusTooManyRequests)
	if p := decode[struct{ Type string }](t, answer); p.Type != intake.ProblemNamespace+"crowd" || answer.Header().Get("Retry-After") != "60" {
		t.Errorf("problem %+v, header %v", p, answer.Header())
	}
	checkStatus(t, send(4, "municipality:061"), http.StatusCreated)
	if n := len(w.records()); n != 4 {
		t.Errorf("%d records, want 4", n)
	}
	// What was typed is there again on the page.
	form := w.postForm(formPath, filled("municipality:109"), "X-Forwarded-For", "198.51.100.9")
	checkStatus(t, form, http.StatusTooManyRequests)
	if shownValue(t, form, "/representatives/0/person/givenName") != "Aino" || form.Header().Get("Retry-After") != "60" {
		t.Errorf("header %v", form.Header())
	}
	if n := strings.Count(w.log.String(), `"event":"sender-limit"`); n != 2 {
		t.Errorf("%d events in %s", n, w.log)
	}
	w.clock.Set(open.Add(time.Minute))
	checkStatus(t, send(3, "municipality:109"), http.StatusCreated)
}

// A stranger who keeps answering in an organization's name does not keep it from
// answering itself.
func TestSenderLimitOfAClient(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
		c.Limits.SenderOfClient, c.Limits.Sender = intake.Rate{}, intake.Rate{}
	})
	send := func(n int, client string) int {
		return w.postJSON(firstkind.JSON(t, "municipality:109", named("Aino", fmt.Sprintf("Esimerkki%d", n))), "X-Forwarded-For", client).Code
	}
	kept := 0
	for n := range 120 { // an hour, twice a minute
		if send(n, "198.51.100.1") == http.StatusCreated {
			kept++
		}
		w.clock.Set(w.clock.Now().Add(30 * time.Second))
	}
	if kept < 78 || kept > 81 { // 20 at once, and one every minute
		t.Errorf("%d of the stranger were kept", kept)
	}
	if status := send(1000, "203.0.113.1"); status != http.StatusCreated {
		t.Errorf("the organization: status %d", status)
	}
}

func TestInquiryLimit(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Inquiry = intake.Rate{Burst: 1, Interval: time.Second} })
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusCreated)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:061")), http.StatusTooManyRequests)
	if !strings.Contains(w.log.String(), `"event":"inquiry-limit"`) {
		t.Errorf("log %s", w.log)
	}
	checkStatus(t, w.postJSON(`{}`), http.StatusUnprocessableEntity) // what is wrong anyway costs nothing
	w.clock.Set(open.Add(time.Second))
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:061")), http.StatusCreated)
}

// observer notes what a service tells.
type observer struct {
	bodies atomic.Int64
	open   atomic.Int64
	mu     sync.Mutex
	told   []string
}

func (o *observer) note(words ...any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.told = append(o.told, strings.TrimSpace(fmt.Sprintln(words...)))
}

func (o *observer) Answered(route, method string, status int, _ time.Duration) {
	o.note("answered", method, route, status)
}
func (o *observer) Kept(inquiry, kind string) { o.note("kept", inquiry, kind) }
func (o *observer) Refused(event string)      { o.note("refused", event) }
func (o *observer) Failed(fault string)       { o.note("failed", fault) }
func (o *observer) Bodies(underWay int)       { o.bodies.Store(int64(underWay)) }
func (o *observer) Connections(open int)      { o.open.Store(int64(open)) }

// What is counted has the words of the package and patterns, never what was sent.
func TestObserver(t *testing.T) {
	seen, broken := new(observer), &brokenStore{}
	w := newWorld(t, broken.wrap, func(c *intake.Config) { c.Observer = seen })
	document := firstkind.JSON(t, "municipality:109")
	w.postJSON(document, "Idempotency-Key", "a")
	w.postJSON(document, "Idempotency-Key", "a") // it is kept already
	w.do(request("BREW", "/nothing/at/all/"+mark, nil))
	w.postForm("/admin/login", url.Values{"token": {mark}})
	broken.err = fmt.Errorf("%w: "+mark, intake.ErrFull)
	w.postJSON(document)
	route := strings.Replace(firstkind.Path, callID, "{inquiry}", 1)
	want := []string{
		"kept " + callID + " " + firstkind.Kind().Name(),
		"answered POST " + route + " 201", "answered POST " + route + " 200", "answered other / 404",
		"refused login-refused", "answered POST /admin/login 403",
		"failed full", "answered POST " + route + " 503",
	}
	if !slices.Equal(seen.told, want) {
		t.Errorf("told\n%q, want\n%q", seen.told, want)
	}
}

// dial connects to a server and sends the head of a document of a length.
func dial(t *testing.T, server *httptest.Server, length int) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	fmt.Fprintf(connection, "POST %s HTTP/1.1\r\nHost: example.fi\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", firstkind.Path, length)
	return connection
}

// answerOn reads the answer that comes on a connection.
func answerOn(t *testing.T, connection net.Conn) *http.Response {
	t.Helper()
	_ = connection.SetReadDeadline(time.Now().Add(20 * time.Second))
	answer, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer
}

// serverOf serves a world on 127.0.0.1, as [intake.Server] does.
func serverOf(t *testing.T, w *world) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config = intake.Server(w.service)
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// A body that stalls, or comes drop by drop, ends long before the minute that all of a
// request has. One that is merely slow arrives.
func TestSlowBodies(t *testing.T) {
	w := newWorld(t)
	w.service.SetPace(400*time.Millisecond, 2000)
	server := serverOf(t, w)
	document := firstkind.JSON(t, "municipality:109")
	drip := func(n int, pause time.Duration) (int, time.Duration) {
		began, connection := time.Now(), dial(t, server, len(document))
		go func() {
			for rest := []byte(document); len(rest) > 0; rest = rest[min(n, len(rest)):] {
				if _, err := connection.Write(rest[:min(n, len(rest))]); err != nil {
					return
				}
				time.Sleep(pause)
			}
		}()
		return answerOn(t, connection).StatusCode, time.Since(began)
	}
	for name, c := range map[string]struct {
		bytes  int
		pause  time.Duration
		status int
	}{
		"stalls":          {len(document) / 2, time.Hour, http.StatusRequestTimeout},
		"drop by drop":    {1, 50 * time.Millisecond, http.StatusRequestTimeout},
		"slow and steady": {len(document) / 5, 60 * time.Millisecond, http.StatusCreated},
	} {
		if status, took := drip(c.bytes, c.pause); status != c.status || took > 5*time.Second {
			t.Errorf("%s: status %d after %s, want %d", name, status, took, c.status)
		}
	}
	if n := len(w.records()); n != 1 {
		t.Errorf("%d records", n)
	}
}

// By HTTP/2, where the deadline is that of a stream: the others of the connection go on.
func TestSlowBodiesOfHTTP2(t *testing.T) {
	w := newWorld(t)
	w.service.SetPace(400*time.Millisecond, 2000)
	server, client := streamServer(t, w, true)
	document := firstkind.JSON(t, "municipality:109")
	send := func(body io.Reader) *http.Response {
		answer, err := client.Post(server.URL+firstkind.Path, "application/json", body)
		if err != nil { // also in a goroutine of its own
			t.Error(err)
			return &http.Response{}
		}
		answer.Body.Close()
		return answer
	}
	stalled, rest := io.Pipe()
	defer rest.Close()
	go func() { _, _ = io.WriteString(rest, document[:100]) }()
	slow := make(chan *http.Response, 1)
	go func() { slow <- send(stalled) }()
	if answer := send(strings.NewReader(document)); answer.StatusCode != http.StatusCreated || answer.ProtoMajor != 2 {
		t.Errorf("beside it: status %d, %s", answer.StatusCode, answer.Proto)
	}
	if answer := <-slow; answer.StatusCode != http.StatusRequestTimeout {
		t.Errorf("the stalled one: status %d", answer.StatusCode)
	}
}

// Bodies that stall take their own client's places, and in the end those of all; then
// others are told to wait, and pages still come. When they end, all is as before.
func TestStalledBodies(t *testing.T) {
	seen := new(observer)
	w := newWorld(t, func(c *intake.Config) { c.Limits.Bodies, c.Limits.BodiesOfClient, c.Observer = 12, 10, seen })
	server := serverOf(t, w)
	document := firstkind.JSON(t, "municipality:109")
	var stalled []net.Conn
	for range 10 {
		stalled = append(stalled, dial(t, server, len(document)))
	}
	whole := func() *http.Response {
		connection := dial(t, server, len(document))
		_, _ = io.WriteString(connection, document)
		return answerOn(t, connection)
	}
	await(t, func() bool { return seen.bodies.Load() == 10 })
	if answer := whole(); answer.StatusCode != http.StatusTooManyRequests || answer.Header.Get("Retry-After") != "5" || !answer.Close {
		t.Errorf("status %d, header %v", answer.StatusCode, answer.Header)
	}
	if !strings.Contains(w.log.String(), `"event":"body-limit"`) {
		t.Errorf("log %s", w.log)
	}
	page, err := http.Get(server.URL + formPath)
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	if page.StatusCode != http.StatusOK {
		t.Errorf("page: status %d", page.StatusCode)
	}
	for _, connection := range stalled {
		_ = connection.Close()
	}
	await(t, func() bool { return whole().StatusCode == http.StatusCreated })
}

// await fails the test if something does not become true within some seconds.
func await(t *testing.T, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it has not come")
		}
	}
}

// The bytes that bodies announce are bounded in all; one that announces nothing counts
// as the longest.
func TestBodyBytes(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Body, c.Limits.BodyBytes = 16<<10, 64<<10 })
	server := serverOf(t, w)
	for range 4 {
		dial(t, server, 16<<10)
	}
	await(t, func() bool {
		answer, err := http.Post(server.URL+firstkind.Path, "application/json", io.MultiReader(bytes.NewReader([]byte("{}"))))
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusServiceUnavailable
	})
}

func TestTrustedProxiesAreFew(t *testing.T) {
	for text, fine := range map[string]bool{
		"0.0.0.0/0": false, "::/0": false, "128.0.0.0/1": false, "::ffff:0:0/96": false, "2000::/3": false,
		"10.0.0.0/8": true, "127.0.0.1/32": true, "fc00::/7": true, "::1/128": true,
	} {
		if err := intake.CheckProxies(netip.MustParsePrefix(text)); (err == nil) != fine {
			t.Errorf("%s: %v", text, err)
		}
	}
}
