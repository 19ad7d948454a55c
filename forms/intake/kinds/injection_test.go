package kinds_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/audit"
	"github.com/hytekit/hytekit/forms/intake/board/queue"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/post"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

// attacked is a service of one inquiry, whose forms a robot fills.
type attacked struct {
	t       *testing.T
	store   *sqlitestore.Store
	clock   *testservice.Clock
	service *intake.Service
	inquiry intake.Inquiry
	browser *testservice.Browser
	mails   string // the folder of the letters
	worker  *post.Worker
	seen    map[string]int
	pages   int // that were filled
}

// another is a form's token that no earlier one had.
func (a *attacked) another() string {
	b := []byte("aaaaaaaaaaaaaaaaaaaaaaaaaa")
	a.pages++
	for i, n := len(b)-1, a.pages; n > 0; i-- {
		b[i], n = byte('a'+n%26), n/26
	}
	return string(b)
}

func attack(t *testing.T, inquiry intake.Inquiry, opens time.Time) *attacked {
	t.Helper()
	a := &attacked{
		t: t, store: testservice.Store(t), inquiry: inquiry, clock: testservice.NewClock(opens),
		mails: filepath.Join(t.TempDir(), "mail"), seen: map[string]int{},
	}
	often := testservice.Often
	service, err := intake.New(t.Context(), intake.Config{
		Store: a.store, Inquiries: []intake.Inquiry{inquiry}, Kinds: kinds.All(), Now: a.clock.Now,
		Limits: intake.Limits{Posts: often, Changes: often, Logins: often, SenderOfClient: often, Sender: often, Inquiry: often},
		Pages:  append(queue.Pages(a.store, func() {}), audit.Page(a.store)),
	})
	if err != nil {
		t.Fatal(err)
	}
	a.service, a.browser = service, &testservice.Browser{Service: service}
	m, err := post.NewMail(post.MailConfig{To: "folder:" + a.mails, From: "lomakkeet@example.fi", Limits: post.MailLimits{Address: 100_000, Inquiry: 100_000}})
	if err != nil {
		t.Fatal(err)
	}
	if a.worker, err = post.NewWorker(post.Config{Outbox: a.store, Store: a.store, Mail: m, Now: a.clock.Now}); err != nil {
		t.Fatal(err)
	}
	a.worker.Round(t.Context(), a.service) // letters are about what comes from now on
	return a
}

// readInquiry reads an example with its collection.
func readInquiry(t *testing.T, name, path string) intake.Inquiry {
	t.Helper()
	collection := collectionOf(t, name)
	inquiry, _, violations := collection.Read(example(t, path))
	if inquiry == nil {
		t.Fatal(violations)
	}
	return inquiry
}

func collectionOf(t *testing.T, name string) *intake.Collection {
	t.Helper()
	known := kinds.All()
	collection, ok := known.Collection(name)
	if !ok {
		t.Fatal(name)
	}
	return collection
}

func example(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../examples/" + path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// open is a moment at which an inquiry takes answers.
func open(t *testing.T, inquiry intake.Inquiry) time.Time {
	t.Helper()
	end, err := inquiry.Window().Deadline.End()
	if err != nil {
		t.Fatal(err)
	}
	return end.Add(-36 * time.Hour)
}

// TestInjection: what gets out of a text in one place only is found nowhere else. A robot
// fills each form of each kind; then each control in turn has each hostile value, on the
// form and, for what is taken, in every page and file of the organizer and of anyone, and
// in every letter. Outside of a soak, each control has every fourth value.
func TestInjection(t *testing.T) {
	taken := map[string]bool{}
	for name, inquiry := range map[string]intake.Inquiry{
		"names": readInquiry(t, "call", "kanta-hame-2021/call.json"),
		"open":  readInquiry(t, "call", "associations-2023/call.json"),
		"text":  readInquiry(t, "call", "follow-up/call.json"),
		"event": readInquiry(t, "event", "partnership-day/event.json"),
	} {
		t.Run(name, func(t *testing.T) {
			a := attack(t, inquiry, open(t, inquiry))
			for i, kind := range inquiry.Responses() {
				path := a.formPath(i)
				if a.attackForm(path, false) {
					taken[kind.Name()] = true
				}
				if name == "open" { // organizations that are not on the list write their names
					a.attackForm(path, true)
				}
			}
			a.lookAtAll()
		})
	}
	if len(taken) != len(kinds.All().Responses) {
		t.Errorf("the robot got through with %d kinds of %d: %v", len(taken), len(kinds.All().Responses), taken)
	}
}

// formPath is the page of the inquiry's n-th kind.
func (a *attacked) formPath(n int) string {
	path := "/" + a.inquiry.ID() + "/" + a.inquiry.Languages()[0]
	if n > 0 {
		path += "/" + a.inquiry.Responses()[n].Name()
	}
	return path
}

// attackForm sends the form at a path with each hostile value in each control, and reports
// whether any was taken.
func (a *attacked) attackForm(path string, last bool) (taken bool) {
	a.t.Helper()
	page := a.browser.Get(path)
	testservice.CheckStatus(a.t, page, http.StatusOK)
	form := fill(testservice.Parse(a.t, page), last)
	if !a.learn(path, &form) {
		return false
	}
	sent := 0
	for c, name := range form.names {
		for h, value := range htmlcheck.Hostile() {
			if os.Getenv("SOAK_ROUNDS") == "" && (c+h)%4 != 0 {
				continue
			}
			values := maps.Clone(form.values)
			values.Set(name, value)
			if name != "token" {
				values.Set("token", a.another())
			}
			sent++
			a.clock.Move(time.Second)
			answer := a.browser.Submit(path, values)
			switch answer.Code {
			case http.StatusSeeOther:
				taken = true
				shown := a.browser.Get(answer.Header().Get("Location"))
				testservice.CheckStatus(a.t, shown, http.StatusOK)
				a.look(answer.Header().Get("Location"), "text/html", shown.Body.Bytes())
			case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusForbidden, http.StatusOK, http.StatusBadRequest:
				a.look(path+" "+name, "text/html", answer.Body.Bytes())
			default:
				a.t.Errorf("%s: %s=%q: status %d", path, name, value, answer.Code)
			}
		}
	}
	a.t.Logf("%s: %d controls, sent %d times", path, len(form.names), sent)
	return taken
}

// learn changes what the page says is wrong until the form is taken.
func (a *attacked) learn(path string, form *filledForm) bool {
	a.t.Helper()
	for _, other := range []string{"", "15.1.2021", "1", "Esimerkki"} {
		form.values.Set("token", a.another())
		answer := a.browser.Submit(path, form.values)
		if answer.Code == http.StatusSeeOther {
			return true
		}
		testservice.CheckStatus(a.t, answer, http.StatusUnprocessableEntity)
		for n := range htmlcheck.Elements(testservice.Parse(a.t, answer), "input", "select", "textarea") {
			if htmlcheck.Attr(n, "aria-invalid") == "true" {
				form.values.Set(htmlcheck.Attr(n, "name"), other)
			}
		}
	}
	a.t.Errorf("%s: what is honest was refused: %v", path, form.values)
	return false
}

// lookAtAll looks at all that the organizer and anyone see, and at the letters.
func (a *attacked) lookAtAll() {
	a.t.Helper()
	(&crawler{a.t, a.browser, a.look, map[string]bool{}}).crawl("/")
	a.browser.LogIn(a.t, a.store)
	organizer := &crawler{a.t, a.browser, a.look, map[string]bool{}}
	organizer.crawl("/admin")
	organizer.crawl("/admin/" + a.inquiry.ID())
	for _, kind := range []string{"text/html", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
		if a.seen[kind] == 0 {
			a.t.Errorf("nothing of the type %s was seen: %v", kind, a.seen)
		}
	}
	a.lookAtMails()
	a.t.Logf("looked at %v", a.seen)
}

// TestInjectionByTheOrganizer is the same with what the organizer writes: every text of an
// inquiry that may be hostile is.
func TestInjectionByTheOrganizer(t *testing.T) {
	for name, path := range map[string]string{"call": "kanta-hame-2021/call.json", "event": "partnership-day/event.json"} {
		collection := collectionOf(t, name)
		for i, value := range htmlcheck.Hostile() {
			t.Run(fmt.Sprintf("%s %d", name, i), func(t *testing.T) {
				var document any
				if err := json.Unmarshal(example(t, path), &document); err != nil {
					t.Fatal(err)
				}
				changed := 0
				read := func() (intake.Inquiry, bool) {
					data, err := json.Marshal(document)
					if err != nil {
						t.Fatal(err)
					}
					inquiry, _, violations := collection.Read(data)
					return inquiry, inquiry != nil && !violations.Invalid()
				}
				eachText(document, func(text string, set func(string)) {
					if set(value); !strings.Contains(text, "example.fi") {
						set(fmt.Sprintf("%s %d", value, changed)) // as some have to differ
					}
					if _, ok := read(); ok {
						changed++
					} else {
						set(text)
					}
				})
				inquiry, ok := read()
				if !ok {
					t.Fatal("what was right is wrong")
				}
				a := attack(t, inquiry, open(t, inquiry))
				for j := range inquiry.Responses() {
					form := fill(testservice.Parse(t, a.browser.Get(a.formPath(j))), false)
					a.learn(a.formPath(j), &form)
				}
				a.lookAtAll()
				t.Logf("%d texts", changed)
			})
		}
	}
}

// eachText visits the strings of a JSON value in the order of their names.
func eachText(value any, visit func(text string, set func(string))) {
	child := func(v any, put func(any)) {
		if text, ok := v.(string); ok {
			visit(text, func(s string) { put(s) })
			return
		}
		eachText(v, visit)
	}
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			child(v[name], func(c any) { v[name] = c })
		}
	case []any:
		for i := range v {
			child(v[i], func(c any) { v[i] = c })
		}
	}
}
