package intake_test

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// withRooms serves a page of no inquiry, with a button and a file.
func withRooms(c *intake.Config) {
	pressed := 0
	c.Pages = []intake.OrganizerPage{
		{
			Path: "bell", Link: hyte.Text{"fi": "Kello", "sv": "Klocka", "en": "Bell"},
			Get: func(r *intake.Room) {
				if r.Query().Get("of") == "nobody" {
					_, err := r.LedgerOf("nobody")
					r.Fail(err)
					return
				}
				var said []string
				for _, i := range r.Inquiries() {
					ledger, err := r.LedgerOf(i.ID())
					if err != nil {
						r.Fail(err)
						return
					}
					if l, ok := ledger.(*ids); ok {
						said = append(said, l.all...)
					}
				}
				r.Page("Bell in "+r.Language(), r.Back(), view.El("h1", nil, view.Text("Bell")),
					view.El("a", view.Attrs{view.Attr("href", r.Link("bell/log.json", "of", "today", "not", ""))}, view.Text(r.Now().Format(time.RFC3339))),
					view.Text(strings.Join(said, ", ")))
			},
			Post: func(r *intake.Room) {
				values, ok := r.Posted()
				switch {
				case !ok:
				case values.Get("ring") != "yes":
					r.Again("Bell", view.El("h1", nil, view.Text("Ring or not?")))
				default:
					pressed++
					r.Lead(r.Link("bell"))
				}
			},
		},
		{Path: "bell/log.json", Get: func(r *intake.Room) { r.JSON("bell.json", map[string]int{"pressed": pressed}) }},
	}
}

// Pages of no inquiry lie beside those of inquiries, and only the organizer gets in.
func TestRooms(t *testing.T) {
	w := newWorld(t, withFairs, withRooms)
	w.postTo("/api/v1/fairs/spring/sign-ups", `{"school":"north"}`)
	for path, back := range map[string]string{"/admin/bell": "bell", "/admin/bell/log.json?lang=sv": "bell%2Flog.json&lang=sv"} {
		answer := w.get(path)
		checkStatus(t, answer, http.StatusSeeOther)
		if got := answer.Header().Get("Location"); got != "/admin/login?call="+back {
			t.Errorf("%s: a stranger is led to %q", path, got)
		}
	}
	cookie := w.login()
	for language, link := range map[string]string{"fi": "Kello", "sv": "Klocka", "en": "Bell"} {
		first := w.get("/admin?lang="+language, cookie...)
		if want := `<a href="/admin/bell?lang=` + language + `">` + link + `</a>`; !strings.Contains(first.Body.String(), want) {
			t.Errorf("%s: no %s\n%s", language, want, first.Body)
		}
		htmlcheck.Run(t, first.Body.Bytes(), htmlcheck.All()...)
		page := w.get("/admin/bell?lang="+language+"&of=all", cookie...)
		checkStatus(t, page, http.StatusOK)
		htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
		for _, want := range []string{
			"sign-up of north, no more", `href="/admin/bell/log.json?lang=` + language + `&amp;of=today"`, `href="/admin?lang=` + language + `"`,
			`lang="` + language + `"`, "2021-01-11T08:00:00Z", "of=all",
		} {
			if !strings.Contains(page.Body.String(), want) {
				t.Errorf("%s: no %s\n%s", language, want, page.Body)
			}
		}
	}
	checkStatus(t, w.postForm("/admin/bell", url.Values{"ring": {"perhaps"}}, cookie...), http.StatusUnprocessableEntity)
	answer := w.postForm("/admin/bell?lang=en", url.Values{"ring": {"yes"}}, cookie...)
	if at := answer.Header().Get("Location"); answer.Code != http.StatusSeeOther || at != "/admin/bell?lang=en" {
		t.Errorf("status %d, Location %q", answer.Code, at)
	}
	checkStatus(t, w.postForm("/admin/bell", url.Values{"ring": {"yes"}}, append(cookie, "Sec-Fetch-Site", "cross-site")...), http.StatusForbidden)
	log := w.get("/admin/bell/log.json", cookie...)
	if log.Body.String() != "{\"pressed\":1}\n" || log.Header().Get("Content-Disposition") != `attachment; filename="bell.json"` {
		t.Errorf("%v %s", log.Header(), log.Body)
	}
	checkStatus(t, w.postForm("/admin/bell/log.json", nil, cookie...), http.StatusMethodNotAllowed)
	checkStatus(t, w.get("/admin/bell/other", cookie...), http.StatusNotFound)
	checkStatus(t, w.get("/admin/bell?of=nobody", cookie...), http.StatusServiceUnavailable)
	if got := w.log.String(); !strings.Contains(got, `"route":"/admin/bell"`) || !strings.Contains(got, `no inquiry \"nobody\" is served`) {
		t.Errorf("the log says %s", got)
	}
}

// Logging in leads back to the page, in any language; what is no page leads nowhere.
func TestLoginLeadsToRooms(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, withFairs, withRooms, broken.wrap)
	secret, err := intake.ReplaceOrganizerToken(t.Context(), w.store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{"bell": "/admin/bell", "bell/log.json": "/admin/bell/log.json", "spring": "/admin/spring", "bell/": "/admin", "//example.org": "/admin"} {
		page := w.get("/admin/login?call=" + url.QueryEscape(target))
		if known := strings.Contains(page.Body.String(), `name="call"`); known != (want != "/admin") {
			t.Errorf("%q is kept: %t", target, known)
		}
		answer := w.postForm("/admin/login", url.Values{"token": {secret}, "call": {target}})
		checkStatus(t, answer, http.StatusSeeOther)
		if got := answer.Header().Get("Location"); got != want {
			t.Errorf("%q leads to %q", target, got)
		}
	}
	cookie := w.login()
	broken.err = errors.Join(intake.ErrUnavailable)
	checkStatus(t, w.get("/admin/bell", cookie...), http.StatusServiceUnavailable)
}

// Pages that would hide others are no pages.
func TestRoomsAreChecked(t *testing.T) {
	get := func(*intake.Room) {}
	link := hyte.Text{"fi": "Sivu", "sv": "Sida", "en": "Page"}
	for name, test := range map[string]struct {
		says  string
		pages []intake.OrganizerPage
	}{
		"right":          {"", []intake.OrganizerPage{{Path: "a", Link: link, Get: get}, {Path: "a/b.c/d-1", Post: get}}},
		"no path":        {`cannot have a page ""`, []intake.OrganizerPage{{Get: get}}},
		"login":          {`cannot have a page "login"`, []intake.OrganizerPage{{Path: "login", Get: get}}},
		"beneath logout": {`cannot have a page "logout/x"`, []intake.OrganizerPage{{Path: "logout/x", Get: get}}},
		"wildcard":       {`cannot have a page "a/{id}"`, []intake.OrganizerPage{{Path: "a/{id}", Get: get}}},
		"capitals":       {`cannot have a page "Mail"`, []intake.OrganizerPage{{Path: "Mail", Get: get}}},
		"slash":          {`cannot have a page "a/"`, []intake.OrganizerPage{{Path: "a/", Get: get}}},
		"up":             {`cannot have a page "a/../b"`, []intake.OrganizerPage{{Path: "a/../b", Get: get}}},
		"an inquiry's":   {`the inquiry "spring" has the address of the organizer's page`, []intake.OrganizerPage{{Path: "spring/x", Get: get}}},
		"twice":          {"two of the organizer's pages", []intake.OrganizerPage{{Path: "a", Get: get}, {Path: "a", Post: get}}},
		"nothing":        {"nothing to get", []intake.OrganizerPage{{Path: "a"}}},
		"link to a post": {"nothing to get", []intake.OrganizerPage{{Path: "a", Link: link, Post: get}}},
		"half a link":    {`no text in "sv"`, []intake.OrganizerPage{{Path: "a", Link: hyte.Text{"fi": "Sivu", "en": "Page"}, Get: get}}},
	} {
		c := intake.Config{Store: openStore(t), Pages: test.pages}
		withFairs(&c)
		_, err := intake.New(t.Context(), c)
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.says)
		}
	}
}
