package intake_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// A fair is a toy inquiry that takes two kinds: schools sign up for it, and anyone may
// ask a question.
type fair struct {
	id       string
	takes    []*document.Kind
	programs *document.Programs
}

func (f fair) ID() string                   { return f.id }
func (fair) Kind() *document.Kind           { return fairs }
func (fair) Complete() bool                 { return true }
func (f fair) Responses() []*document.Kind  { return f.takes }
func (f fair) Public() document.Inquiry     { return f }
func (f fair) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"fair": f.id}) }
func (fair) Title() hyte.Text               { return hyte.Text{"fi": "Messut", "en": "Fair"} }
func (fair) Organizer() *hyte.Organizer {
	return &hyte.Organizer{Name: hyte.Text{"fi": "Järjestäjä"}}
}
func (fair) Languages() []string                   { return []string{"fi", "en"} }
func (fair) Privacy() *hyte.PrivacyNotice          { return nil }
func (fair) Invited() bool                         { return false }
func (fair) Confirmed() bool                       { return false }
func (fair) NameOf(string) (hyte.Text, bool)       { return nil, false }
func (fair) EmbedHosts() []string                  { return nil }
func (f fair) Closed(at time.Time) hyte.Violations { return f.Window().Closed(f.Window().Status(at)) }

func (f fair) Program(kind *document.Kind) *document.Program { return f.programs.Of(kind, f) }

func (fair) Window() hyte.Window {
	return hyte.Window{Opens: "2021-01-01", Deadline: &hyte.Deadline{Date: "2021-01-31"}}
}

func newFair(id string, takes ...*document.Kind) fair { return fair{id, takes, &document.Programs{}} }

type signUp struct {
	School string `json:"school" validate:"required,max=20,slug"`
}

type question struct {
	Text string `json:"text" validate:"required,max=200,line"`
}

var (
	fairs     = document.MustNew("fair", "fairs", constraint.MustCompile[struct{}](), nil)
	signUps   = document.MustNew("sign-up", "sign-ups", constraint.MustCompile[signUp](), nil)
	questions = document.MustNew("query", "queries", constraint.MustCompile[question](), nil)
	remarks   = document.MustNew("remark", "remarks", constraint.MustCompile[question](), nil)
)

// toy is a kind of response that asks one thing.
func toy(kind *document.Kind, asks string, sender func(any) string) intake.Kind {
	words := texts.Set{}
	for _, language := range []string{"fi", "en"} {
		c, err := texts.Parse([]byte(`{"language": "` + language + `", "label.` + asks + `": "` + kind.Name() + ` in ` + language + `"}`))
		if err != nil {
			panic(err)
		}
		words[language] = c
	}
	return intake.Kind{
		Form: &forms.Kind{
			Document: kind,
			Decode:   func([]byte) (forms.Inquiry, hyte.Violations) { panic("only a widget reads it") },
			Layout: func(*forms.Situation) forms.Layout {
				return forms.Layout{Sections: []forms.Section{{
					ID: asks, Questions: []forms.Question{{At: "/" + asks, Type: forms.Line}},
				}}}
			},
		},
		Texts:  words.Over(texts.Common()),
		Schema: func(forms.Inquiry) ([]byte, error) { return []byte(`{"title": "` + kind.Name() + `"}`), nil },
		Sender: sender,
	}
}

// list is a toy board: the ids of all records, with a button that adds one.
type list struct{}

func listOf[Of intake.Inquiry](inquiry intake.Inquiry) intake.Board {
	if _, ok := inquiry.(Of); !ok {
		return nil
	}
	return list{}
}

type ids struct{ all []string }

func (l *ids) Add(r intake.Record) { l.all = append(l.all, r.Kind+" of "+r.Sender) }
func (l *ids) Close()              { l.all = append(l.all, "no more") }

func (l *ids) Next() intake.Ledger { return &ids{slices.Clone(l.all[:len(l.all)-1])} }

func (list) Ledger() intake.Ledger { return &ids{} }

func (list) Card(d *intake.Desk) ([]board.Fact, error) {
	return []board.Fact{board.Count("records", len(d.Ledger().(*ids).all)-1)}, nil
}

func (list) Pages() []intake.Page {
	return []intake.Page{
		{Get: func(d *intake.Desk) {
			d.Page("List", d.Back(), board.Facts(append(d.Times(), d.Deadline(), d.Forms())...), d.Received(), d.ReceivedHint(),
				view.Text(strings.Join(d.Ledger().(*ids).all, ", ")))
		}},
		{Path: "data", Get: func(d *intake.Desk) { d.JSON(d.Ledger().(*ids).all) }},
		{Path: "close/{id}", Post: func(d *intake.Desk) {
			if d.PathValue("id") != "fair" {
				d.NotFound()
				return
			}
			if err := d.Keep(intake.Record{Kind: "closing", Key: "close", Document: []byte(`{"by":"organizer"}`)}, "fair"); err != nil {
				d.Fail(err)
				return
			}
			d.Lead(d.Link(""))
		}},
	}
}

// withFairs serves a fair that takes both kinds, and one that takes questions only,
// beside the example call.
func withFairs(c *intake.Config) {
	c.Inquiries = append(c.Inquiries, newFair("spring", signUps, questions, remarks), newFair("talk", questions))
	c.Kinds.Boards = append([]func(intake.Inquiry) intake.Board{listOf[fair]}, c.Kinds.Boards...)
	c.Kinds.Responses = append(c.Kinds.Responses,
		toy(questions, "text", nil), toy(remarks, "text", nil), toy(signUps, "school", func(d any) string { return d.(*signUp).School }))
	c.Assets.Mount = func(_ string, w intake.Widget, form view.Node) view.Node {
		return view.El("div", view.Attrs{view.Attr("data-config", w.Config), view.Attr("data-endpoint", w.Endpoint)}, form)
	}
}

func (w *world) postTo(path, document string) (status int, location string) {
	answer := w.do(request(http.MethodPost, path, strings.NewReader(document), "Content-Type", "application/json", "Idempotency-Key", "one"))
	return answer.Code, answer.Header().Get("Location")
}

// A document goes to the address of its kind, and counts as one of that kind only.
func TestKindsOfOneInquiry(t *testing.T) {
	w := newWorld(t, withFairs)
	const fairs = "/api/v1/fairs/spring/"
	status, receipt := w.postTo(fairs+"sign-ups", `{"school":"north"}`)
	if status != http.StatusCreated || !strings.HasPrefix(receipt, fairs+"sign-ups/") {
		t.Fatalf("status %d, Location %q", status, receipt)
	}
	checkStatus(t, w.get(receipt), http.StatusOK)
	checkStatus(t, w.get(strings.Replace(receipt, "sign-ups", "queries", 1)), http.StatusNotFound)
	checkStatus(t, w.get(strings.Replace(receipt, "spring", "talk", 1)), http.StatusNotFound)
	if status, _ := w.postTo(fairs+"queries", `{"school":"north"}`); status != http.StatusUnprocessableEntity {
		t.Errorf("a sign-up sent as a question: status %d", status)
	}
	if status, _ := w.postTo(fairs+"queries", `{"text":"When?"}`); status != http.StatusConflict {
		t.Errorf("a question under the key of the sign-up: status %d", status)
	}
	if status, _ := w.postTo("/api/v1/fairs/talk/queries", `{"text":"When?"}`); status != http.StatusCreated {
		t.Errorf("a question to the other fair: status %d", status)
	}
	var kept [][3]string
	for _, id := range []string{"spring", "talk"} {
		for r, err := range w.store.Records(t.Context(), id) {
			if err != nil {
				t.Fatal(err)
			}
			kept = append(kept, [3]string{r.Inquiry, r.Kind, r.Sender})
		}
	}
	if diff := cmp.Diff([][3]string{{"spring", "sign-up", "north"}, {"talk", "query", ""}}, kept); diff != "" {
		t.Errorf("records (-want +got)\n%s", diff)
	}
}

// The same text under the same key can be two kinds of documents. The second one is
// not acknowledged with the receipt of the first, also when no answers are taken.
func TestKeyIsOfOneKind(t *testing.T) {
	w := newWorld(t, withFairs)
	const fairs, text = "/api/v1/fairs/spring/", `{"text":"When?"}`
	for _, step := range []struct {
		plural string
		open   bool
		status int
	}{
		{"queries", true, http.StatusCreated},
		{"remarks", true, http.StatusConflict},
		{"queries", true, http.StatusOK},
		{"remarks", false, http.StatusForbidden},
		{"queries", false, http.StatusOK},
	} {
		w.clock.Set(open)
		if !step.open {
			w.clock.Set(open.AddDate(0, 2, 0))
		}
		if status, _ := w.postTo(fairs+step.plural, text); status != step.status {
			t.Errorf("%s, open %t: status %d, want %d", step.plural, step.open, status, step.status)
		}
	}
}

// A kind says in its own words what is wrong; what it does not say, the service does.
func TestProblemsOfEachKind(t *testing.T) {
	w := newWorld(t, withFairs, func(c *intake.Config) {
		own, err := texts.Parse([]byte(`{"language": "en", "problem.rules": "Ask again.", "problem.404": "No such question."}`))
		if err != nil {
			t.Fatal(err)
		}
		kind, _ := c.Kinds.Response(questions)
		kind.Problems = texts.Set{"en": own}
	})
	service := catalogs(t, ".")
	for _, test := range []struct{ method, path, language, want string }{
		{"POST", "/api/v1/fairs/spring/queries", "en", "Ask again."},
		{"POST", "/api/v1/fairs/spring/queries", "sv", service["sv"]["problem.rules"]},
		{"POST", "/api/v1/fairs/spring/sign-ups", "en", service["en"]["problem.rules"]},
		{"GET", "/api/v1/fairs/spring/queries/x", "en", "No such question."},
		{"GET", "/api/v1/fairs/nowhere", "en", service["en"]["problem.404"]},
		{"GET", firstkind.Path + "/x", "en", catalogs(t, "kinds")["en"]["problem.404"]},
		{"PUT", firstkind.Path, "en", service["en"]["problem.405"]},
	} {
		answer := w.do(request(test.method, test.path, strings.NewReader("{}"), "Content-Type", "application/json", "Accept-Language", test.language))
		if p := decode[problem](t, answer); p.Detail != test.want {
			t.Errorf("%s %s in %s: %q, want %q", test.method, test.path, test.language, p.Detail, test.want)
		}
	}
}

// What an inquiry does not take, it has no address for, whatever the method.
func TestWhatIsNotTakenIsNotThere(t *testing.T) {
	w := newWorld(t, withFairs)
	for _, path := range []string{
		"/api/v1/fairs/talk/sign-ups", "/api/v1/fairs/talk/sign-ups/schema", "/api/v1/fairs/spring/" + firstkind.Plural,
		"/api/v1/calls/" + callID + "/queries", "/api/v1/calls/spring", "/api/v1/calls/spring/schema", "/api/v1/fairs/" + callID,
		"/talk/fi/query", "/talk/fi/sign-up", "/talk/fi/sign-up/fragment", "/spring/fi/" + firstkind.Kind().Name(), formPath + "/query",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete, http.MethodOptions} {
			answer := w.do(request(method, path, nil))
			if led := answer.Code == http.StatusPermanentRedirect; answer.Code != http.StatusNotFound && !(led && path == "/talk/fi/query") {
				t.Errorf("%s %s: status %d", method, path, answer.Code)
			}
		}
	}
	if at := w.get("/talk/FI/query").Header().Get("Location"); at != "/talk/fi" {
		t.Errorf("the address of a kind whose form is the inquiry's page leads to %q", at)
	}
	if at := w.get("/Spring/fi/Query.").Header().Get("Location"); at != "/spring/fi/query" {
		t.Errorf("a mistyped address leads to %q", at)
	}
}

// The page of an inquiry is the form of its first kind. The forms of the others, and
// their receipts, lie beneath.
func TestFormsOfOneInquiry(t *testing.T) {
	w := newWorld(t, withFairs)
	for path, want := range map[string][]string{
		"/spring/en":                          {"sign-up in en", `data-config="/spring/en/form.json"`, `data-endpoint="/api/v1/fairs/spring/sign-ups"`},
		"/spring/en/query":                    {"query in en", `data-config="/spring/en/query/form.json"`, `data-endpoint="/api/v1/fairs/spring/queries"`, `formaction="/spring/fi/query"`},
		"/talk/fi":                            {"query in fi", `data-endpoint="/api/v1/fairs/talk/queries"`},
		"/spring/fi/query/fragment":           {"query in fi", `action="/spring/fi/query"`},
		"/spring/fi/query/form.json":          {`{"kind":"query","inquiry":{"fair":"spring"}`},
		"/api/v1/fairs/spring":                {`{"fair":"spring"}`},
		"/api/v1/fairs/spring/schema":         {`"sign-up"`},
		"/api/v1/fairs/spring/queries/schema": {`"query"`},
		firstkind.Path + "/schema":            {strconv.Quote(firstkind.SenderName)},
		"/api/v1/calls/" + callID + "/schema": {strconv.Quote(firstkind.SenderName)},
	} {
		answer := w.get(path)
		checkStatus(t, answer, http.StatusOK)
		for _, text := range want {
			if !strings.Contains(answer.Body.String(), text) {
				t.Errorf("%s has no %s\n%s", path, text, answer.Body)
			}
		}
	}
	token := "aaaabbbbccccddddeeeeffff22"
	answer := w.postForm("/spring/fi/query", url.Values{"/text": {"Milloin?"}, "token": {token}})
	receipt := answer.Header().Get("Location")
	if answer.Code != http.StatusSeeOther || !strings.HasPrefix(receipt, "/spring/fi/query/receipt/") {
		t.Fatalf("status %d, Location %q\n%s", answer.Code, receipt, answer.Body)
	}
	checkStatus(t, w.get(receipt), http.StatusOK)
	checkStatus(t, w.get(strings.Replace(receipt, "/query", "", 1)), http.StatusNotFound)
}

// withPages is a board with pages of these paths.
type withPages struct {
	intake.Board
	paths []string
}

func (b withPages) Pages() (pages []intake.Page) {
	for _, path := range b.paths {
		pages = append(pages, intake.Page{Path: path, Get: (*intake.Desk).NotFound})
	}
	return pages
}

func boardWith(paths ...string) []func(intake.Inquiry) intake.Board {
	return []func(intake.Inquiry) intake.Board{func(intake.Inquiry) intake.Board { return withPages{list{}, paths} }}
}

// Each inquiry has the pages of its own board, and no other's.
func TestBoardOfEachInquiry(t *testing.T) {
	w := newWorld(t, withFairs)
	w.postTo("/api/v1/fairs/spring/sign-ups", `{"school":"north"}`)
	cookie := w.login()
	for path, want := range map[string]string{
		"/admin":                        "<dt>records</dt><dd>1</dd>",
		"/admin/spring":                 "sign-up of north, no more",
		"/admin/talk?lang=en":           `href="/admin/talk/received.ndjson?lang=en"`,
		"/admin/spring/data":            `["sign-up of north","no more"]`,
		"/admin/spring/received.ndjson": `"sign-up":{"school":"north"}`,
		"/admin/" + callID:              `href="/admin/` + callID + `/roster.csv"`,
	} {
		answer := w.get(path, cookie...)
		checkStatus(t, answer, http.StatusOK)
		if !strings.Contains(answer.Body.String(), want) {
			t.Errorf("%s has no %s\n%s", path, want, answer.Body)
		}
	}
	for _, path := range []string{"/admin/spring/roster.csv", "/admin/" + callID + "/data", "/admin/spring/close", "/admin/nobody"} {
		checkStatus(t, w.get(path, cookie...), http.StatusNotFound)
	}
	checkStatus(t, w.get("/admin/spring/close/fair", cookie...), http.StatusMethodNotAllowed)
	checkStatus(t, w.postForm("/admin/spring/close/other", nil, cookie...), http.StatusNotFound)
	for range 2 { // twice is once
		answer := w.postForm("/admin/spring/close/fair?lang=sv", nil, cookie...)
		if at := answer.Header().Get("Location"); answer.Code != http.StatusSeeOther || at != "/admin/spring?lang=sv" {
			t.Errorf("status %d, Location %q", answer.Code, at)
		}
	}
	if got := w.get("/admin/spring/received.ndjson", cookie...).Body.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, `"by":"organizer"`) {
		t.Errorf("received\n%s", got)
	}
}

// Kinds and inquiries that cannot be served say why.
func TestKindsAreChecked(t *testing.T) {
	type config = intake.Config
	odd := func(name, plural string) *document.Kind {
		return document.MustNew(name, plural, constraint.MustCompile[question](), nil)
	}
	for name, test := range map[string]struct {
		says   string
		change func(*config)
	}{
		"right":           {"", func(*config) {}},
		"plural of ours":  {"and no page of the service", func(c *config) { c.Kinds.Responses[0] = toy(odd("rule", "schema"), "text", nil) }},
		"name of ours":    {"and no page of the service", func(c *config) { c.Kinds.Responses[0] = toy(odd("receipt", "receipts"), "text", nil) }},
		"name of two":     {"words of small letters", func(c *config) { c.Kinds.Responses[0] = toy(odd("my question", "my"), "text", nil) }},
		"kind twice":      {`two kinds are called "query"`, func(c *config) { c.Kinds.Responses = append(c.Kinds.Responses, c.Kinds.Responses[0]) }},
		"plural twice":    {`or "queries"`, func(c *config) { c.Kinds.Responses[1] = toy(odd("ask", "queries"), "text", nil) }},
		"no schema":       {"needs a form", func(c *config) { c.Kinds.Responses[0].Schema = nil }},
		"unknown kind":    {`of the kind "query"`, func(c *config) { c.Kinds.Responses = c.Kinds.Responses[1:] }},
		"no board":        {"no board for inquiries of the kind \"fair\"", func(c *config) { c.Kinds.Boards = nil }},
		"board's page":    {"cannot have a page \"received.ndjson\"", func(c *config) { c.Kinds.Boards = boardWith("", "received.ndjson") }},
		"any page":        {"cannot have a page \"{page}\"", func(c *config) { c.Kinds.Boards = boardWith("", "{page}") }},
		"page of a kind":  {"cannot have a page \"query/{id}\"", func(c *config) { c.Kinds.Boards = boardWith("", "query/{id}") }},
		"no first page":   {"no first page", func(c *config) { c.Kinds.Boards = boardWith("data") }},
		"no responses":    {"takes no responses", func(c *config) { c.Inquiries[0] = newFair("empty") }},
		"half a way back": {"to take documents back", func(c *config) { c.Kinds.Responses[0].TakeBack = &intake.TakeBack{Kind: "undo"} }},
		"no way back": {"no text receipt.takeback", func(c *config) {
			c.Kinds.Responses[0].TakeBack = &intake.TakeBack{Kind: "undo", Email: func(any) string { return "" }, Document: func(string) []byte { return nil }}
		}},
		"id twice": {"two inquiries", func(c *config) { c.Inquiries[0] = c.Inquiries[1] }},
	} {
		c := config{Store: openStore(t)}
		withFairs(&c)
		test.change(&c)
		_, err := intake.New(t.Context(), c)
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.says)
		}
	}
}
