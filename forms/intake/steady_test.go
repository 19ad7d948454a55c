package intake_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
)

// steadyBoard is a board whose first page is steady, and counts how often it is made.
type steadyBoard struct {
	list
	made   *atomic.Int64
	broken *atomic.Bool
}

func (b steadyBoard) Card(*intake.Desk) ([]board.Fact, error) { return nil, nil }

func (b steadyBoard) Pages() []intake.Page {
	return []intake.Page{{Steady: true, Get: func(d *intake.Desk) {
		if b.broken.Load() {
			d.NotFound()
			return
		}
		n := b.made.Add(1)
		d.Page(fmt.Sprint("made ", n), view.Text(strings.Repeat("much ", 1000)+strings.Join(d.Ledger().(*ids).all, ", ")))
	}}}
}

// A steady page is made once for all who reload it, and anew for whatever else it depends
// on: what was received, the minute, the language, the address.
func TestSteadyPage(t *testing.T) {
	b := steadyBoard{made: new(atomic.Int64), broken: new(atomic.Bool)}
	w := newWorld(t, withFairs, func(c *intake.Config) {
		c.Kinds.Boards = append([]func(intake.Inquiry) intake.Board{func(i intake.Inquiry) intake.Board {
			if i.ID() != "spring" {
				return nil
			}
			return b
		}}, c.Kinds.Boards...)
	})
	cookie := w.login()
	const path = "/admin/spring"
	look := func(address string, header ...string) (made, body string) {
		t.Helper()
		answer := w.get(address, append(header, cookie...)...)
		checkStatus(t, answer, http.StatusOK)
		h := answer.Header()
		if len(h.Values("Content-Security-Policy")) != 1 || h.Get("Cache-Control") != "no-store" {
			t.Errorf("header %v", h)
		}
		body = answer.Body.String()
		if h.Get("Content-Encoding") == "br" {
			plain, err := io.ReadAll(brotli.NewReader(answer.Body))
			if err != nil {
				t.Fatal(err)
			}
			body = string(plain)
		}
		if vary := strings.Join(h.Values("Vary"), ", "); !strings.Contains(vary, "Accept-Encoding") || !strings.Contains(vary, "Cookie") {
			t.Errorf("Vary %q", vary)
		}
		_, rest, _ := strings.Cut(body, "<title>")
		made, _, _ = strings.Cut(rest, " –")
		return made, body
	}
	first, body := look(path)
	for _, header := range [][]string{nil, {"Accept-Encoding", "br"}, {"Accept-Encoding", "br"}} {
		if again, same := look(path, header...); again != first || same != body {
			t.Errorf("%v: the page was made again: %q, %q", header, first, again)
		}
	}
	head := w.do(request(http.MethodHead, path, nil, cookie...))
	if head.Code != http.StatusOK || head.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %d bytes", head.Code, head.Body.Len())
	}
	changed := func(name, address string, header ...string) {
		t.Helper()
		before := b.made.Load()
		if look(address, header...); b.made.Load() != before+1 {
			t.Errorf("%s: the page was made %d times", name, b.made.Load()-before)
		}
	}
	changed("another address", path+"?lang=fi")
	changed("another language", path, "Accept-Language", "sv")
	w.clock.Set(open.Add(time.Minute))
	changed("another minute", path)
	if status, _ := w.postTo("/api/v1/fairs/spring/sign-ups", `{"school":"north"}`); status != http.StatusCreated {
		t.Fatalf("sign-up: status %d", status)
	}
	before := b.made.Load()
	if _, body := look(path); b.made.Load() != before+1 || !strings.Contains(body, "sign-up of") {
		t.Errorf("something was received: made %d times", b.made.Load()-before)
	}
	before = b.made.Load()
	w.clock.Set(open.Add(2 * time.Minute))
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { w.get(path, cookie...) })
	}
	all.Wait()
	if made := b.made.Load() - before; made != 1 {
		t.Errorf("20 at once: made %d times", made)
	}
	b.broken.Store(true)
	w.clock.Set(open.Add(3 * time.Minute))
	for range 2 {
		checkStatus(t, w.get(path, cookie...), http.StatusNotFound)
	}
	checkStatus(t, w.get(path), http.StatusSeeOther) // nobody sees it without the cookie
}
