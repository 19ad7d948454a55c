package intake_test

import (
	"context"
	"errors"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/reference"
)

// A stand is a toy inquiry of a letter that asks for several; a school that comes says
// with what.
type stand struct {
	fair
	letter string
	until  string
}

func (s stand) Series() string           { return s.letter }
func (s stand) Public() document.Inquiry { return s }
func (s stand) Window() hyte.Window {
	return hyte.Window{Opens: "2021-01-01", Deadline: &hyte.Deadline{Date: s.until}, Changes: s.id == "art"}
}

func (s stand) Closed(at time.Time) hyte.Violations { return s.Window().Closed(s.Window().Status(at)) }

func (s stand) Program(kind *document.Kind) *document.Program {
	return s.programs.Of(kind, s)
}

type visit struct {
	School string `json:"school" validate:"required,max=20,slug"`
	With   string `json:"with" validate:"required,max=20,line"`
}

// A visit with another company may still change after the deadline, as far as its
// inquiry takes that.
var visits = document.MustNew("visit", "visits", constraint.MustCompile[visit](), nil,
	document.Excused(func(d any, _ hyte.Violation) bool { return d.(*visit).With == "change" }))

// theStands are two inquiries of one letter, and one that stands alone.
func theStands(c *intake.Config) {
	for _, s := range []struct{ id, letter, until string }{{"art", "all", "2021-01-31"}, {"music", "all", "2021-01-20"}, {"sport", "", "2021-01-31"}} {
		c.Inquiries = append(c.Inquiries, stand{newFair(s.id, visits), s.letter, s.until})
	}
	words := texts.Set{}
	for _, language := range []string{"fi", "en"} {
		catalog, err := texts.Parse([]byte(`{"language": "` + language + `", "label.school": "School", "label.with": "With"}`))
		if err != nil {
			panic(err)
		}
		words[language] = catalog
	}
	c.Kinds.Boards = append(c.Kinds.Boards, listOf[stand])
	c.Kinds.Responses = append(c.Kinds.Responses, intake.Kind{
		Form: &forms.Kind{
			Document: visits,
			Decode:   func([]byte) (forms.Inquiry, hyte.Violations) { panic("only a widget reads it") },
			Shared:   []string{"/school"},
			Layout: func(*forms.Situation) forms.Layout {
				return forms.Layout{Sections: []forms.Section{
					{ID: "who", Questions: []forms.Question{{At: "/school", Type: forms.Line}}},
					{ID: "what", Questions: []forms.Question{{At: "/with", Type: forms.Line}}},
				}}
			},
		},
		Texts:  words.Over(texts.Common()),
		Schema: func(forms.Inquiry) ([]byte, error) { return []byte(`{}`), nil },
		Sender: func(d any) string { return d.(*visit).School },
	})
}

const lettersPage = "/art/fi/series"

// both answers both inquiries of the letter, with the token of a page.
func (w *world) both(art, music string) url.Values {
	w.t.Helper()
	page := w.get(lettersPage).Body.String()
	token := regexp.MustCompile(`name="token" value="([^"]+)"`).FindStringSubmatch(page)
	if token == nil {
		w.t.Fatalf("no token in %s", page)
	}
	return url.Values{"token": {token[1]}, "/school": {"north"}, "/inquiries/art/with": {art}, "/inquiries/music/with": {music}}
}

// kept are the documents that the store has, by inquiry.
func (w *world) kept() string {
	w.t.Helper()
	var all []string
	for _, id := range []string{"art", "music"} {
		for r, err := range w.store.Records(w.t.Context(), id) {
			if err != nil {
				w.t.Fatal(err)
			}
			all = append(all, id+" "+string(r.Document))
		}
	}
	return strings.Join(all, "; ")
}

func TestSeriesKeepsEachAnswer(t *testing.T) {
	w := newWorld(t, theStands)
	values := w.both("paint", "drums")
	answer := w.postForm(lettersPage, values)
	receipt := answer.Header().Get("Location")
	if answer.Code != http.StatusSeeOther || !strings.HasPrefix(receipt, lettersPage+"/receipt/") {
		t.Fatalf("%d, %q: %s", answer.Code, receipt, answer.Body)
	}
	const want = `art {"school":"north","with":"paint"}; music {"school":"north","with":"drums"}`
	if kept := w.kept(); kept != want {
		t.Errorf("kept: %s", kept)
	}
	if again := w.postForm(lettersPage, values); again.Header().Get("Location") != receipt || w.kept() != want {
		t.Errorf("sent twice: %q, kept %s", again.Header().Get("Location"), w.kept())
	}
	page := w.get(receipt)
	receipt, _, _ = strings.Cut(receipt, "?")
	if later := w.get(receipt).Body.String(); strings.Contains(later, "drums") || !strings.Contains(page.Body.String(), "drums") || !strings.Contains(page.Body.String(), "paint") {
		t.Error("what was sent is not shown, or is shown later")
	}
	if n := strings.Count(w.log.String(), `"receipt":"`+strings.TrimPrefix(receipt, lettersPage+"/receipt/")+`"`); n != 4 {
		t.Errorf("the log names the receipts %d times", n)
	}
	for i, id := range strings.Split(strings.TrimPrefix(receipt, lettersPage+"/receipt/"), ",") {
		if page.Code != http.StatusOK || id == "" || !strings.Contains(page.Body.String(), reference.Of([]string{"art", "music"}[i], id)) {
			t.Errorf("the receipt (%d) lacks %q", page.Code, id)
		}
		if one := w.get("/art/fi/receipt/" + id); strings.Contains(one.Body.String(), "music") {
			t.Errorf("a receipt is that of another inquiry: %s", one.Body)
		}
	}
}

func TestSeriesLeavesOutWhatIsEmpty(t *testing.T) {
	w := newWorld(t, theStands)
	answer := w.postForm(lettersPage, w.both("", "drums"))
	if kept := w.kept(); kept != `music {"school":"north","with":"drums"}` {
		t.Errorf("kept: %s", kept)
	}
	if page := w.get(answer.Header().Get("Location")); page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "Näihin ei vastattu") {
		t.Errorf("%d: the receipt does not say what was not answered", page.Code)
	}
	nothing := w.postForm(lettersPage, w.both("", ""))
	if nothing.Code != http.StatusUnprocessableEntity || !strings.Contains(nothing.Body.String(), "Täytä ainakin yhden pyynnön tiedot.") {
		t.Errorf("%d: nobody is told that nothing was answered", nothing.Code)
	}
}

func TestSeriesKeepsAllOrNothing(t *testing.T) {
	w := newWorld(t, theStands)
	const long = "far more than the twenty that there may be"
	answer := w.postForm(lettersPage, w.both("paint", long))
	if answer.Code != http.StatusUnprocessableEntity || w.kept() != "" {
		t.Errorf("%d, kept %q", answer.Code, w.kept())
	}
	page := html.UnescapeString(answer.Body.String())
	for _, typed := range []string{`value="paint"`, `value="` + long + `"`, `value="north"`, `href="#hyte-field-inquiries-music-with"`} {
		if !strings.Contains(page, typed) {
			t.Errorf("the page that comes back lacks %s", typed)
		}
	}
}

// TestSeriesAfterADeadline: what is closed is not asked, and an answer to it keeps the
// others from being taken without it.
func TestSeriesAfterADeadline(t *testing.T) {
	w := newWorld(t, theStands)
	values := w.both("paint", "drums")
	w.clock.Set(time.Date(2021, 1, 25, 8, 0, 0, 0, time.UTC))
	if answer := w.postForm(lettersPage, values); answer.Code != http.StatusForbidden || w.kept() != "" {
		t.Errorf("%d, kept %q", answer.Code, w.kept())
	}
	page := w.get(lettersPage).Body.String()
	if strings.Contains(page, "/inquiries/music/with") || !strings.Contains(page, "/inquiries/art/with") {
		t.Error("the page asks what is closed, or not what is open")
	}
	delete(values, "/inquiries/music/with")
	if answer := w.postForm(lettersPage, values); answer.Code != http.StatusSeeOther || w.kept() != `art {"school":"north","with":"paint"}` {
		t.Errorf("%d, kept %q", answer.Code, w.kept())
	}
}

// TestSeriesWithAChange: a change in mid-term is taken after the deadline, and not
// without the rest of the page.
func TestSeriesWithAChange(t *testing.T) {
	w := newWorld(t, theStands)
	values := w.both("change", "drums")
	w.clock.Set(time.Date(2021, 2, 5, 8, 0, 0, 0, time.UTC))
	if answer := w.postForm(lettersPage, values); answer.Code != http.StatusForbidden || w.kept() != "" {
		t.Errorf("%d, kept %q", answer.Code, w.kept())
	}
	values.Del("/inquiries/music/with")
	if answer := w.postForm(lettersPage, values); answer.Code != http.StatusSeeOther || w.kept() != `art {"school":"north","with":"change"}` {
		t.Errorf("%d, kept %q", answer.Code, w.kept())
	}
}

// narrow is the board of a stand with room for one school.
type narrow struct{ list }

func (narrow) Limits(*document.Kind) bool                          { return true }
func (narrow) Notice(intake.Ledger, *document.Kind, string) string { return "" }
func (narrow) Refuse(l intake.Ledger, _ *document.Kind, _ any) hyte.Violations {
	if len(l.(*ids).all) < 2 { // the ledger ends with a line of its own
		return nil
	}
	return hyte.Violations{{Rule: constraint.RuleRequired, Location: "/with", Severity: hyte.Error}}
}

// TestSeriesWithoutRoom: where there is no room left in one inquiry, the page says in which,
// and nothing of it is kept.
func TestSeriesWithoutRoom(t *testing.T) {
	w := newWorld(t, theStands, func(c *intake.Config) {
		c.Kinds.Boards = append([]func(intake.Inquiry) intake.Board{func(i intake.Inquiry) intake.Board {
			if i.ID() != "music" {
				return nil
			}
			return narrow{}
		}}, c.Kinds.Boards...)
	})
	first := w.both("", "drums")
	taken := w.postForm(lettersPage, first)
	checkStatus(t, taken, http.StatusSeeOther)
	only := w.kept()
	for _, button := range []string{"send", "none"} { // at the last look, and from a program
		values := w.both("paint", "flutes")
		values.Set("/school", "south")
		values.Set(button, button)
		answer := w.postForm(lettersPage, values)
		if answer.Code != http.StatusConflict || w.kept() != only {
			t.Fatalf("%s: %d, kept %q", button, answer.Code, w.kept())
		}
		_, summary, _ := strings.Cut(answer.Body.String(), `id="hyte-summary"`)
		summary, _, _ = strings.Cut(summary, "<form")
		if !strings.Contains(summary, `href="#hyte-field-inquiries-music-with"`) || strings.Contains(summary, "inquiries-art") || !strings.Contains(answer.Body.String(), `value="flutes"`) {
			t.Errorf("%s: it is not said where there is no room: %s", button, summary)
		}
	}
	if again := w.postForm(lettersPage, first); again.Header().Get("Location") == "" || w.kept() != only {
		t.Errorf("who has the place is refused: %d, kept %q", again.Code, w.kept())
	}
}

// TestSeriesDraft: the page is saved as a file, of which the service keeps nothing, and comes
// back into an empty page, also in another language.
func TestSeriesDraft(t *testing.T) {
	w := newWorld(t, theStands)
	values := w.both("paint", "drums")
	values.Set("draft", "save")
	file := w.postForm(lettersPage, values)
	checkStatus(t, file, http.StatusOK)
	if name := file.Header().Get("Content-Disposition"); name != `attachment; filename="art-series-draft.json"` || file.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", file.Header())
	}
	for _, path := range []string{lettersPage, "/music/en/series"} {
		back := w.postForm(path, url.Values{"draft": {"open"}, "opened": {file.Body.String()}})
		checkStatus(t, back, http.StatusOK)
		for name, want := range map[string]string{"/school": "north", "/inquiries/art/with": "paint", "/inquiries/music/with": "drums"} {
			if !regexp.MustCompile(` name="` + name + `"[^>]* value="` + want + `"`).MatchString(back.Body.String()) {
				t.Errorf("%s: %s is not %q", path, name, want)
			}
		}
	}
	if w.kept() != "" {
		t.Errorf("kept: %s", w.kept())
	}
}

// failFirst fails to keep the first page.
type failFirst struct {
	intake.Store
	failed bool
}

func (f *failFirst) AppendAll(ctx context.Context, records []intake.Record) ([]intake.Record, []bool, error) {
	if !f.failed {
		f.failed = true
		return nil, nil, errors.New("the disk is full")
	}
	return f.Store.AppendAll(ctx, records)
}

// TestSeriesSentAgain: where the store fails, the same page sent again is kept whole, and
// nothing is there twice.
func TestSeriesSentAgain(t *testing.T) {
	w := newWorld(t, theStands, func(c *intake.Config) { c.Store = &failFirst{Store: c.Store} })
	values := w.both("paint", "drums")
	answer := w.postForm(lettersPage, values)
	if answer.Code != http.StatusServiceUnavailable || !strings.Contains(answer.Body.String(), `value="drums"`) || w.kept() != "" {
		t.Fatalf("%d, kept %q: %s", answer.Code, w.kept(), answer.Body)
	}
	for range 2 {
		answer = w.postForm(lettersPage, values)
		if kept := w.kept(); answer.Code != http.StatusSeeOther || kept != `art {"school":"north","with":"paint"}; music {"school":"north","with":"drums"}` {
			t.Errorf("%d, kept %s", answer.Code, kept)
		}
	}
}

// TestSeriesBackAndForth: who goes back and changes an answer, and goes back again to the
// first text, has sent that last, on each part of the page.
func TestSeriesBackAndForth(t *testing.T) {
	w := newWorld(t, theStands)
	values := w.both("paint", "drums")
	changed := maps.Clone(values)
	changed["/inquiries/art/with"], changed["/inquiries/music/with"] = []string{"clay"}, []string{"flutes"}
	receipts := map[string]bool{}
	for _, sent := range []url.Values{values, changed, values, values} {
		answer := w.postForm(lettersPage, sent)
		if answer.Code != http.StatusSeeOther {
			t.Fatalf("%d: %s", answer.Code, answer.Body)
		}
		receipt, _, _ := strings.Cut(answer.Header().Get("Location"), "?")
		receipts[receipt] = true
	}
	const art, music = `{"school":"north","with":"paint"}`, `{"school":"north","with":"drums"}`
	want := strings.Join([]string{
		"art " + art, `art {"school":"north","with":"clay"}`, "art " + art,
		"music " + music, `music {"school":"north","with":"flutes"}`, "music " + music,
	}, "; ")
	if kept := w.kept(); kept != want || len(receipts) != 3 {
		t.Errorf("%d receipts, kept %s", len(receipts), kept)
	}
}

func TestSeriesAddresses(t *testing.T) {
	w := newWorld(t, theStands)
	if page := w.get("/art/fi").Body.String(); !strings.Contains(page, `href="/art/fi/series"`) {
		t.Error("the form does not lead to the page of its letter")
	}
	if page := w.get("/sport/fi").Body.String(); strings.Contains(page, "/series") {
		t.Error("a form leads to a letter that there is not")
	}
	for path, want := range map[string]int{
		"/music/fi/series": http.StatusOK, "/art/en/series": http.StatusOK, "/sport/fi/series": http.StatusNotFound,
		"/art/sv/series": http.StatusNotFound, "/nobody/fi/series": http.StatusNotFound,
		"/art/fi/series/receipt/x": http.StatusNotFound, "/art/fi/series/receipt/x,": http.StatusNotFound, "/art/fi/series/receipt/,,": http.StatusNotFound,
		"/art/fi/series/receipt/,": http.StatusNotFound, // receipts of nothing
	} {
		if got := w.get(path).Code; got != want {
			t.Errorf("%s: %d", path, got)
		}
	}
}

func TestSeriesThatCannotBeServed(t *testing.T) {
	w := newWorld(t)
	_, err := intake.New(t.Context(), intake.Config{Store: w.store, Kinds: configured(theStands, withFairs).Kinds, Inquiries: []intake.Inquiry{
		stand{newFair("art", visits), "all", "2021-01-31"}, stand{newFair("talk", questions), "all", "2021-01-31"},
	}})
	if !errors.Is(err, forms.ErrSeries) {
		t.Errorf("two kinds of answers on one page: %v", err)
	}
}

// configured is a configuration after the changes.
func configured(change ...func(*intake.Config)) intake.Config {
	var c intake.Config
	for _, f := range change {
		f(&c)
	}
	return c
}
