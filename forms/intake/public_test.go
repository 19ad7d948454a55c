package intake_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// notices is a toy board that tells anyone how many records there are.
type notices struct{ list }

func (notices) Public() []intake.PublicPage {
	return []intake.PublicPage{
		{Get: func(p *intake.Showing) {
			p.Page("Notices", view.El("h1", nil, view.Text(strings.Join(p.Ledger().(*ids).all, ", "))),
				view.El("a", view.Attrs{view.Attr("href", p.Link("count.txt"))}, view.Text(p.Language()+" "+p.Host())),
				view.El("a", view.Attrs{view.Attr("href", p.Form(signUps))}, view.Text("sign up")),
				view.El("p", nil, view.Text("remarks at "+p.Form(remarks)+"!")))
		}},
		{Path: "count.txt", Get: func(p *intake.Showing) { p.File(".txt", "text/plain", []byte("1")) }},
		{Path: "later", Get: func(p *intake.Showing) { p.NotFound() }},
	}
}

func noticesOf(inquiry intake.Inquiry) intake.Board {
	if f, ok := inquiry.(fair); !ok || f.id != "spring" {
		return nil
	}
	return notices{}
}

// What a board publishes is for anyone, in each language of the inquiry.
func TestPublicPages(t *testing.T) {
	w := newWorld(t, withFairs, func(c *intake.Config) {
		c.Kinds.Boards = append([]func(intake.Inquiry) intake.Board{noticesOf}, c.Kinds.Boards...)
		c.BaseURL = "https://lomakkeet.example.fi/hyte"
	})
	if status, _ := w.postTo("/api/v1/fairs/spring/sign-ups", `{"school":"north"}`); status != http.StatusCreated {
		t.Fatalf("status %d", status)
	}
	page := w.get("/spring/en/public")
	checkStatus(t, page, http.StatusOK)
	for _, part := range []string{
		"sign-up of north, no more", `href="https://lomakkeet.example.fi/hyte/spring/en/public/count.txt"`, "en lomakkeet.example.fi",
		`href="/hyte/spring/en"`, "remarks at /hyte/spring/en/remark!", `href="/hyte/spring/fi/public" lang="fi"`,
	} {
		if !strings.Contains(page.Body.String(), part) {
			t.Errorf("the page lacks %s\n%s", part, page.Body)
		}
	}
	if cookies := page.Result().Cookies(); len(cookies) > 0 {
		t.Errorf("it sets %v", cookies)
	}
	file := w.get("/spring/fi/public/count.txt")
	checkStatus(t, file, http.StatusOK)
	h := file.Header()
	if h.Get("Content-Disposition") != `attachment; filename="spring.txt"` || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("ETag") == "" {
		t.Errorf("headers %v", h)
	}
	led := w.do(request(http.MethodGet, "/spring/public", nil, "Accept-Language", "en"))
	if led.Code != http.StatusSeeOther || led.Header().Get("Location") != "/hyte/spring/en/public" {
		t.Errorf("without a language: %d, %v", led.Code, led.Header())
	}
	for _, path := range []string{"/spring/sv/public", "/spring/en/public/nothing", "/spring/en/public/later", "/talk/en/public", "/talk/public", "/nowhere/public"} {
		checkStatus(t, w.get(path), http.StatusNotFound)
	}
	for _, method := range []string{http.MethodPost, http.MethodDelete} {
		checkStatus(t, w.do(request(method, "/spring/en/public", nil)), http.StatusMethodNotAllowed)
	}
}

// A board whose public pages cannot be served is an error when the service is made.
func TestUnservablePublicPages(t *testing.T) {
	for name, pages := range map[string][]intake.PublicPage{
		"no first page": {{Path: "x", Get: func(*intake.Showing) {}}},
		"a slash":       {{Get: func(*intake.Showing) {}}, {Path: "a/b", Get: func(*intake.Showing) {}}},
		"no answer":     {{}},
	} {
		store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
		if err != nil {
			t.Fatal(err)
		}
		c := intake.Config{Store: store, Inquiries: calls(firstkind.Inquiry(t)), Kinds: kinds.All()}
		withFairs(&c)
		c.Kinds.Boards = append([]func(intake.Inquiry) intake.Board{func(i intake.Inquiry) intake.Board {
			if i.ID() != "spring" {
				return nil
			}
			return publishing{pages: pages}
		}}, c.Kinds.Boards...)
		if _, err := intake.New(t.Context(), c); err == nil || !strings.Contains(err.Error(), "spring") {
			t.Errorf("%s: %v", name, err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

type publishing struct {
	list
	pages []intake.PublicPage
}

func (p publishing) Public() []intake.PublicPage { return p.pages }
