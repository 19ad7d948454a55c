package intake_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// slowBody is a body that comes in two parts.
type slowBody struct {
	rest    string
	between func()
	calls   int
}

func (b *slowBody) Read(p []byte) (int, error) {
	if b.calls++; b.calls == 2 {
		b.between()
	}
	if b.rest == "" {
		return 0, io.EOF
	}
	n := copy(p, b.rest[:min(len(b.rest), 100)])
	b.rest = b.rest[n:]
	return n, nil
}

// Fifty senders at once with one key are one answer with one receipt.
func TestOneKeyAtOnce(t *testing.T) {
	w := newWorld(t)
	document := firstkind.JSON(t, "municipality:109")
	for name, send := range map[string]func() (string, bool){
		"API": func() (string, bool) {
			answer := w.postJSON(document, "Idempotency-Key", "one")
			return answer.Header().Get("Location"), answer.Code == 200 || answer.Code == 201
		},
		"form": func() (string, bool) {
			answer := w.postForm(formPath, filled("municipality:061"))
			return answer.Header().Get("Location"), answer.Code == 303
		},
	} {
		before := len(w.records())
		locations := sync.Map{}
		var senders sync.WaitGroup
		for range 50 {
			senders.Go(func() {
				location, ok := send()
				if !ok {
					t.Errorf("%s: not accepted", name)
				}
				locations.Store(location, true)
			})
		}
		senders.Wait()
		count := 0
		locations.Range(func(any, any) bool { count++; return true })
		if n := len(w.records()) - before; n != 1 || count != 1 {
			t.Errorf("%s: %d records, %d receipts", name, n, count)
		}
	}
}

// Answers at once lose nothing, and whoever looks at the roster meanwhile sees
// some state of it.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t)
	cookie := w.login()
	var all sync.WaitGroup
	asked := firstkind.Asked(firstkind.Inquiry(t))
	for _, sender := range asked {
		all.Go(func() {
			checkStatus(t, w.postJSON(firstkind.JSON(t, sender)), http.StatusCreated)
			if posted := w.postForm(formPath, filled(sender)); posted.Code != http.StatusSeeOther {
				t.Errorf("%s: status %d", sender, posted.Code)
			}
			if page := w.get(rosterPath, cookie...); page.Code != http.StatusOK {
				t.Errorf("roster: status %d", page.Code)
			}
		})
	}
	all.Wait()
	if n := len(w.records()); n != 2*len(asked) {
		t.Errorf("%d records", n)
	}
	roster := decode[hyte.Roster](t, w.get(rosterPath+"/roster.json", cookie...))
	if len(roster.Missing()) != 0 || roster.Summary.Representatives != len(asked) {
		t.Errorf("roster %+v", roster.Summary)
	}
}

// What has arrived in full is kept although its sender hangs up.
func TestSenderHangsUp(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	body := &slowBody{rest: firstkind.JSON(t, "municipality:109"), between: cancel}
	w.do(request(http.MethodPost, firstkind.Path, body, "Content-Type", "application/json").WithContext(ctx))
	if n := len(w.records()); n != 1 {
		t.Errorf("%d records", n)
	}
}

// What breaks off is not kept.
func TestBodyBreaksOff(t *testing.T) {
	w := newWorld(t)
	for kind, path := range map[string]string{"application/json": firstkind.Path, "application/x-www-form-urlencoded": formPath} {
		body := io.MultiReader(strings.NewReader(firstkind.JSON(t, "municipality:109")), failingReader{})
		checkStatus(t, w.do(request(http.MethodPost, path, body, "Content-Type", kind)), http.StatusBadRequest)
	}
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("connection reset") }

// Over a real connection: a sender that is too slow gets 408, one that sends
// too much 413, and the server's limits are those that it documents.
func TestServerLimits(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewUnstartedServer(w.service)
	server.Config = intake.Server(w.service)
	if c := server.Config; c.ReadHeaderTimeout != 10*time.Second || c.ReadTimeout != time.Minute || c.WriteTimeout != 90*time.Second ||
		c.IdleTimeout != 2*time.Minute || c.MaxHeaderBytes != 16<<10 {
		t.Errorf("server %+v", c)
	}
	server.Config.ReadTimeout = 300 * time.Millisecond
	server.Start()
	defer server.Close()
	post := func(body io.Reader) int {
		response, err := http.Post(server.URL+firstkind.Path, "application/json", body)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		return response.StatusCode
	}
	stalled, writer := io.Pipe()
	defer writer.Close()
	go func() { _, _ = io.WriteString(writer, "{") }()
	if got := post(stalled); got != http.StatusRequestTimeout {
		t.Errorf("a stalled body: status %d", got)
	}
	if got := post(strings.NewReader(strings.Repeat(" ", 65<<10))); got != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body: status %d", got)
	}
	// Without a length: the limit holds while it is read.
	if got := post(io.MultiReader(strings.NewReader(strings.Repeat(" ", 65<<10)))); got != http.StatusRequestEntityTooLarge {
		t.Errorf("a large body in chunks: status %d", got)
	}
	if got := post(strings.NewReader(firstkind.JSON(t, "municipality:109"))); got != http.StatusCreated {
		t.Errorf("status %d", got)
	}
}
